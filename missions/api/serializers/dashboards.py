"""What a dashboard draws: scorecards, summaries, and the line of time."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from missions.api.serializers.milestones import StateField, until_of
from missions.api.serializers.values import AsOfField, Chosen, ReferenceSerializer, SelfField, TermField
from missions.models import Milestone, Slip, Standing
from missions.slips import compare
from missions.vocabulary import Destination, MilestoneKind, Outcome, Promise, SlipKind, State

LISTED = "The list that makes `{name}`. Null: a filter of this call leaves nothing for it."


def _listed(name: str) -> serializers.URLField:
    return serializers.URLField(allow_null=True, help_text=LISTED.format(name=name))


class ScorecardListsSerializer(serializers.Serializer[Any]):
    """For each number of a scorecard the list that makes it, as of the same day."""

    n = _listed("n")
    kept_on_time = _listed("kept_on_time")
    kept_late = _listed("kept_late")
    overdue = _listed("overdue")
    pending = _listed("pending")
    cancelled = _listed("cancelled")
    failed = _listed("failed")
    settled = _listed("settled")
    missed = _listed("missed")
    unclear = _listed("unclear")


class ScorecardSerializer(Chosen):
    """What became of the promises of one group."""

    by = serializers.CharField(help_text="What the groups are of, as asked.")
    slug = serializers.CharField(
        allow_null=True, help_text="The group's slug; of a destination its value. Null: those that have none."
    )
    name = serializers.CharField(allow_null=True, help_text="Its name. Null: those that have none.")
    url = serializers.URLField(allow_null=True, help_text="Where it is served. Null: it is no row, or none.")
    n = serializers.IntegerField(help_text="How many were promised: the sum of the next six.")
    kept_on_time = serializers.IntegerField(help_text=Promise.KEPT_ON_TIME.meaning)
    kept_late = serializers.IntegerField(help_text=Promise.KEPT_LATE.meaning)
    overdue = serializers.IntegerField(help_text=Promise.OVERDUE.meaning)
    pending = serializers.IntegerField(help_text=Promise.PENDING.meaning)
    cancelled = serializers.IntegerField(help_text=Promise.CANCELLED.meaning)
    failed = serializers.IntegerField(help_text=Promise.FAILED.meaning)
    settled = serializers.IntegerField(
        help_text="Of `n`: it is settled if the date first promised was kept, because it came, failed or was "
        "cancelled, or because that date is over."
    )
    missed = serializers.IntegerField(
        help_text="Of `pending`: the date first promised is over, and was put off, taken back or passed by."
    )
    unclear = serializers.IntegerField(help_text="Of `kept_late`: it may have been in time. What is told does not say.")
    rate = serializers.FloatField(
        allow_null=True, help_text="`kept_on_time` of `settled`, 0 to 1, to four decimals. Null: of fewer than 5."
    )
    no_rate = serializers.CharField(allow_null=True, help_text="Why there is no rate. Null: there is one.")
    lists = ScorecardListsSerializer(help_text="The list behind each number.")


class SummarySerializer(Chosen):
    """How many milestones are in one group. What was not asked for is null, as is what they have none of."""

    state = TermField(choices=State.meanings(), allow_null=True)
    outcome = TermField(choices=Outcome.meanings(), allow_null=True)
    program = ReferenceSerializer(allow_null=True)
    agency = ReferenceSerializer(allow_null=True)
    vehicle = ReferenceSerializer(allow_null=True)
    destination = TermField(choices=Destination.meanings(), allow_null=True)
    kind = TermField(choices=MilestoneKind.meanings(), allow_null=True)
    country = serializers.CharField(allow_null=True, help_text="ISO 3166-1 alpha-2, of an agency that takes part.")
    year = serializers.IntegerField(allow_null=True, help_text="Of the last day of the date.")
    count = serializers.IntegerField(help_text="How many milestones are in the group.")
    total = serializers.IntegerField(
        help_text="How many the filters keep in all, each once. The counts add up to more where one has several groups."
    )
    milestones = serializers.URLField(help_text="The list of them, as of the same day.")


class PromisedSerializer(serializers.Serializer[Any]):
    """A plan, from one day to another."""

    since = serializers.DateField(help_text="First day on which it stood so.")
    until = serializers.DateField(allow_null=True, help_text="First day on which it no longer did. Null: it still did.")
    edtf = serializers.CharField(allow_null=True, help_text="The target in EDTF. Null: not told.")
    earliest = serializers.DateField(allow_null=True, help_text="First day of the target. Null: open, or not told.")
    latest = serializers.DateField(allow_null=True, help_text="Last day of the target. Null: open, or not told.")
    text = serializers.CharField(allow_null=True, help_text="The target in words. Null: not told.")
    slip = TermField(
        choices=SlipKind.meanings(),
        allow_null=True,
        help_text="How the target moved. Null: it is the first, or the same.",
    )


class TimelineSerializer(Chosen):
    """One milestone as a line to draw: what was promised when, and what came of it by the day `as_of`."""

    slug = serializers.CharField()
    url = SelfField()
    title = serializers.CharField()
    kind = TermField(choices=MilestoneKind.meanings())
    destination = TermField(choices=Destination.meanings(), allow_null=True)
    program = ReferenceSerializer(allow_null=True)
    as_of = AsOfField()
    state = StateField()
    promise = TermField(
        choices=Promise.meanings(), allow_null=True, help_text="What became of the promise. Null: it was never planned."
    )
    outcome = TermField(source="standing.outcome", choices=Outcome.meanings())
    since = serializers.DateField(source="standing.since", help_text="The day from which it stood so.")
    edtf = serializers.SerializerMethodField(help_text="The target, or when it came, by `outcome`. Null: not told.")
    earliest = serializers.DateField(
        source="standing.date_earliest", allow_null=True, help_text="First day of that date. Null: open, or not told."
    )
    latest = serializers.DateField(
        source="standing.date_latest", allow_null=True, help_text="Last day of that date. Null: open, or not told."
    )
    text = serializers.SerializerMethodField(help_text="That date in words. Null: not told.")
    slip = serializers.SerializerMethodField(help_text="How the date moved to where it is. Null: it did not.")
    promises = serializers.SerializerMethodField(help_text="What was planned, oldest first. Empty: it never was.")

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_edtf(self, milestone: Milestone) -> str | None:
        return milestone.standing.date_edtf or None

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_text(self, milestone: Milestone) -> str | None:
        return _text(milestone.standing)

    @extend_schema_field(TermField(choices=SlipKind.meanings(), allow_null=True))
    def get_slip(self, milestone: Any) -> str | None:
        return _moved(milestone)

    @extend_schema_field(PromisedSerializer(many=True))
    def get_promises(self, milestone: Any) -> list[dict[str, Any]]:
        slips = {slip.on: slip.kind for slip in milestone.its_slips}
        return [
            {
                "since": standing.since.isoformat(),
                "until": until_of(standing, self.context["day"]),
                "edtf": standing.date_edtf or None,
                "earliest": standing.date_earliest and standing.date_earliest.isoformat(),
                "latest": standing.date_latest and standing.date_latest.isoformat(),
                "text": _text(standing),
                "slip": slips.get(standing.since),
            }
            for standing in milestone.its_promises
        ]


def _text(standing: Standing) -> str | None:
    return standing.date.text if standing.date else None


def _moved(milestone: Any) -> str | None:
    """By which kind of slip the date of the standing came to where it is: what came, from the last plan; a plan, from
    the last one of another date. The ledger tells no report of a kind that another had before, though that was taken
    back.
    """
    standing: Standing = milestone.standing
    if standing.outcome == Outcome.ACHIEVED and standing.date and milestone.its_promises:
        plan = milestone.its_promises[-1]
        return compare(plan.date, standing.date) or _led(plan, milestone.its_slips)
    return _led(standing, milestone.its_slips) if standing.outcome == Outcome.PLANNED else None


def _led(plan: Standing, slips: Iterable[Slip]) -> str | None:
    """The kind of the last slip to the date of a plan: later plans may tell that date anew without moving it."""
    now = (plan.date_earliest, plan.date_latest)
    to_plans = [slip for slip in slips if slip.outcome == Outcome.PLANNED]
    return next((slip.kind for slip in reversed(to_plans) if (slip.was_earliest, slip.was_latest) != now), None)
