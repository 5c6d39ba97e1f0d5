"""How a milestone looks on a day, as conditions and expressions over the rows of `Milestone.objects.as_of(day)`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, CharField, F, Q, Value, When

from missions.vocabulary import Outcome, Promise, State

_ENDED = (Outcome.ACHIEVED, Outcome.FAILED, Outcome.CANCELLED)


def in_state(state: State, day: date) -> Q:
    """`schedule.state` as a condition."""
    planned, dated = Q(stands_outcome=Outcome.PLANNED), Q(stands_date_edtf__gt="")
    open_yet = Q(stands_date_latest__isnull=True) | Q(stands_date_latest__gte=day)
    begun = Q(stands_date_earliest__isnull=True) | Q(stands_date_earliest__lte=day)
    match state:
        case State.UNDATED:
            return planned & Q(stands_date_edtf="")
        case State.UPCOMING:
            return planned & Q(stands_date_earliest__gt=day)
        case State.OVERDUE:
            return planned & Q(stands_date_latest__lt=day)
        case State.DUE:
            return planned & dated & begun & open_yet
        case _:
            return Q(stands_outcome=state.value)


def state_on(day: date) -> Case:
    """The state as a text."""
    return _words({state: in_state(state, day) for state in State if state != State.DUE}, State.DUE)


def promise_on(day: date) -> Case:
    """What became of the promise, a value of Promise; an empty text where it was never planned.

    What came is on time if the last day on which it can have come is not after the end of the date first promised. A
    promise without an end cannot be late.
    """
    achieved, promised = Q(stands_outcome=Outcome.ACHIEVED), F("stands_promised_latest")
    in_time = Q(stands_promised_latest__isnull=True) | Q(stands_came_by__lte=promised)
    # The first that holds decides.
    found = {
        "": Q(stands_promised_by_id__isnull=True),
        Promise.KEPT_ON_TIME: achieved & in_time,
        Promise.KEPT_LATE: achieved,
        Promise.OVERDUE: in_state(State.OVERDUE, day),
        Promise.CANCELLED: Q(stands_outcome=Outcome.CANCELLED),
        Promise.FAILED: Q(stands_outcome=Outcome.FAILED),
    }
    return _words(found, Promise.PENDING)


def settled_on(day: date) -> Case:
    """Whether nothing to come can change if the date first promised was kept: true or false, never NULL."""
    over = Q(stands_outcome__in=_ENDED) | Q(stands_promised_latest__lt=day)
    settled = Q(stands_promised_by_id__isnull=False) & over
    return Case(When(settled, then=Value(value=True)), default=Value(value=False), output_field=BooleanField())


# Certainly later than first promised.
SLIPPED = Q(stands_slip_min__gt=0)
NOT_SLIPPED = Q(stands_slip_min__isnull=True) | Q(stands_slip_min__lte=0)


def _words(found: Mapping[Any, Q], otherwise: str) -> Case:
    cases = [When(condition, then=Value(str(word))) for word, condition in found.items()]
    return Case(*cases, default=Value(str(otherwise)), output_field=CharField())
