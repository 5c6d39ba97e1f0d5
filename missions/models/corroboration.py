"""How many independent sources stand behind a standing."""

from datetime import date, datetime

from django.db.models import Count, DateField, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from missions.models.claim import Claim


def corroboration(day: date, known_at: datetime | None = None) -> Coalesce:
    """For milestones `as_of` a day, how many sources say what the standing says, as an expression: one subquery.

    Counted are the sources of claims that count, tell the same outcome, and a date that covers the same days, or like
    it none, made up to `day` since it came to stand so: not since the standing began, where that only says the same in
    other words, or begins or ends a conflict. A republication counts for nothing, and a source counts once.
    """
    claims = Claim.objects.said_by(day, known_at).that_count(known_at)
    agreeing = claims.annotate(opens=_opens("date_earliest"), closes=_closes("date_latest")).filter(
        milestone=OuterRef("pk"),
        asserted_on_latest__gte=OuterRef("stands_agreed_since"),
        outcome=OuterRef("stands_outcome"),
        opens=_opens(OuterRef("stands_date_earliest")),
        closes=_closes(OuterRef("stands_date_latest")),
    )
    counted = agreeing.order_by().values("milestone").annotate(sources=Count("source", distinct=True))
    return Coalesce(Subquery(counted.values("sources"), output_field=IntegerField()), 0)


def _opens(bound: str | OuterRef) -> Coalesce:
    """An open bound, and that of no date, is told by the first day there is."""
    return Coalesce(bound, Value(date.min), output_field=DateField())


def _closes(bound: str | OuterRef) -> Coalesce:
    return Coalesce(bound, Value(date.max), output_field=DateField())
