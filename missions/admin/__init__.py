"""The editors' desk: Django's admin, where claims are recorded and withdrawn and the catalog is kept."""

from missions.admin import accounts, catalog, changes, evidence, milestones, reviews

__all__ = ["accounts", "catalog", "changes", "evidence", "milestones", "reviews"]
