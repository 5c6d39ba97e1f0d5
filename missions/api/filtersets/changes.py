from django.db.models import Q

from missions.api.filters import AnyOf, FilledFilter, Filters, ReadFilter, SameText, SinceFilter, TermFilter
from missions.api.following import AfterReader, EverReader, KeyReader
from missions.models import Change, Milestone
from missions.vocabulary import Action, Resource


class AfterFilter(ReadFilter):
    """What was committed later than the change of a cursor."""

    def __init__(self, *, description: str) -> None:
        super().__init__(AfterReader(), description=description)

    def condition(self, value: int) -> Q:
        return Q(number__gt=value)


class ChangeFilters(Filters):
    after = AfterFilter(description="Later than the change of this `cursor`. The cursor never expires.")
    resource = TermFilter(Resource, description="Of such a row.")
    key = AnyOf(KeyReader(), "key", description="Of the row with this slug, or of the claim with this id.")
    action = TermFilter(Action, description="Of this kind.")
    milestone = AnyOf(
        EverReader(Milestone), "milestone", description="Of this milestone, or of a claim of it, deleted ones included."
    )
    by = SameText("by", description="By the editor with this account.")
    by_editor = FilledFilter("by", description="Whether an editor did it, and not a command of the tracker's own.")
    at_from = SinceFilter("at", "gte", description="At this instant or later.")
    at_before = SinceFilter("at", "lt", description="Before this instant.")

    class Meta:
        model = Change
        fields = ()
