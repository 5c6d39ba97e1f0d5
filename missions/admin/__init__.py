"""The editors' desk: Django's admin, where claims are recorded and withdrawn and the catalog is kept."""

from django.contrib import admin

from missions.admin import catalog, evidence, milestones

__all__ = ["catalog", "evidence", "milestones"]

admin.site.site_header = "Mission Tracker"
admin.site.site_title = "Mission Tracker"
admin.site.index_title = "The editors’ desk"
