"""Dates as people tell them: EDTF text (ISO 8601-2, level 2), its bounds, its words, its comparison. No Django."""

from missions.dates.errors import BadDate
from missions.dates.fuzzy import FuzzyDate
from missions.dates.lengths import length

__all__ = ["BadDate", "FuzzyDate", "length"]
