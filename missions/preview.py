"""What claims would do to a milestone, before they are recorded or withdrawn. Pure: no Django, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from missions.schedule import Period, Said, disagree, heard, standings
from missions.slips import Slip, slips


@dataclass(frozen=True, slots=True)
class Effect:
    """How a milestone stands on a day, `now`, and how it would stand on it, `then`; None where nobody spoke by it.

    `periods` are those of other days that would come about, `gone` those that would be no more; `slips` and `undone`
    are the same of its slips. All come oldest first.
    """

    now: Period | None
    then: Period | None
    periods: list[Period]
    gone: list[Period]
    slips: list[Slip]
    undone: list[Slip]

    @property
    def is_nothing(self) -> bool:
        """Whether it would stand as it does, on every day."""
        return _stand(self.now) == _stand(self.then) and not (self.periods or self.gone)


def effect(claims: Iterable[Said], others: Iterable[Said], day: date) -> Effect:
    """What it does, seen on `day`, that `others` count and no longer `claims`."""
    before, after = standings(claims), standings(others)
    now, then = _on(day, before), _on(day, after)
    held, made = {_stand(period) for period in before}, {_stand(period) for period in after}
    slips_before, slips_after = slips(before), slips(after)
    moved, moves = set(map(_move, slips_before)), set(map(_move, slips_after))
    return Effect(
        now=now,
        then=then,
        periods=[period for period in after if period is not then and _stand(period) not in held],
        gone=[period for period in before if period is not now and _stand(period) not in made],
        slips=[slip for slip in slips_after if _move(slip) not in moved],
        undone=[slip for slip in slips_before if _move(slip) not in moves],
    )


def rivals(claims: Iterable[Said], one: Said) -> list[Said]:
    """Of the claims, in their order, those that would be heard beside the one on its day and cannot be true with it."""
    same_day = [said for said in claims if said.day == one.day and said.id != one.id]
    speakers = heard([*same_day, one])
    return [said for said in same_day if one in speakers and said in speakers and disagree(said, one)]


def _on(day: date, periods: Iterable[Period]) -> Period | None:
    return next(
        (period for period in periods if period.since <= day and (not period.until or day < period.until)), None
    )


def _stand(period: Period | None) -> object:
    """What makes two periods one, whoever says it and however long it lasts."""
    return period and (period.since, period.outcome, period.date, period.conflict)


def _move(slip: Slip) -> object:
    return slip.on, slip.outcome, slip.was, slip.date
