"""Which date of a milestone is shown where one date must do: in calendars, and as linked data."""

from datetime import date, datetime

from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce

from missions.models.standing import Standing
from missions.vocabulary import Outcome


def date_shown(day: date, known_at: datetime | None = None) -> Case:
    """For milestones `as_of` a day, that date in EDTF, as an expression; an empty text where there is none.

    It is that of the standing. What is cancelled has the day of that decision, if any: when it would have been, the
    last dated plan says.
    """
    plans = Standing.objects.held(known_at).filter(
        milestone=OuterRef("pk"), since__lte=day, outcome=Outcome.PLANNED.value, date_edtf__gt=""
    )
    planned = Coalesce(Subquery(plans.order_by("-since").values("date_edtf")[:1]), Value(""))
    return Case(When(stands_outcome=Outcome.CANCELLED.value, then=planned), default=F("stands_date_edtf"))
