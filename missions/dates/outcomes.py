"""An outcome with its date, in words."""

from missions.dates.fuzzy import FuzzyDate
from missions.vocabulary import Outcome, Precision


def outcome_and_date(outcome: Outcome, when: FuzzyDate | None) -> str:
    """ "Planned by 2022", "Achieved on 26 September 2016", "Ongoing, without a date"."""
    if when is None:
        return f"{outcome.label}, without a date"
    return f"{outcome.label} {_preposition(outcome, when)}{when.text}"


def _preposition(outcome: Outcome, when: FuzzyDate) -> str:
    if when.text.startswith(("by ", "from ")):
        return ""
    if outcome == Outcome.PLANNED:
        return "for "
    return "on " if when.precision == Precision.DAY else "in "
