"""Dates as people tell them: EDTF text (ISO 8601-2, level 2), bounds, words, comparison; and instants. No Django."""

from missions.dates.errors import BadDate
from missions.dates.fuzzy import FuzzyDate
from missions.dates.instants import moment
from missions.dates.lengths import between, how_many, length
from missions.dates.outcomes import outcome_and_date

__all__ = ["BadDate", "FuzzyDate", "between", "how_many", "length", "moment", "outcome_and_date"]
