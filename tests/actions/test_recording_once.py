"""A claim whose id was chosen beforehand is recorded once, however often and however close together it is sent."""

import uuid
from functools import partial

import pytest

from missions.actions import claims
from missions.models import Change, Claim, Standing
from tests.actions.test_writers import ROUNDS, _in_a_file, at_once, in_thread
from tests.factories import MilestoneFactory, SourceFactory, claim

__all__ = ["_in_a_file"]

KEY = uuid.UUID("00000000-0000-4000-8000-000000000001")


@pytest.mark.django_db
def test_the_key_becomes_the_id() -> None:
    assert claim(key=KEY).pk == KEY


@pytest.mark.django_db
def test_what_is_sent_again_is_found_and_nothing_is_written() -> None:
    milestone, source = MilestoneFactory.create(), SourceFactory.create()
    first = claim(milestone, source=source, span=(1, 2), key=KEY)
    before = Change.objects.count()

    with pytest.raises(claims.RecordedAlready) as again:
        claim(milestone, source=source, span=(1, 2), key=KEY)

    assert (again.value.claim, again.value.same) == (first, True)
    assert (Claim.objects.count(), Change.objects.count(), Standing.objects.held().count()) == (1, before, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other", [{"date": "2023"}, {"statement": "Otherwise."}, {"outcome": "achieved"}, {"span": (1, 3)}, {"date": None}]
)
def test_another_claim_under_the_same_key_is_told_to_be_another(other: dict[str, str]) -> None:
    milestone, source = MilestoneFactory.create(), SourceFactory.create()
    claim(milestone, source=source, span=(1, 2), key=KEY)

    with pytest.raises(claims.RecordedAlready) as again:
        claim(milestone, source=source, key=KEY, **{"span": (1, 2), **other})  # type: ignore[arg-type]

    assert not again.value.same
    assert Claim.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(ROUNDS))
@pytest.mark.usefixtures("_in_a_file")
def test_of_two_sent_at_once_one_is_recorded(_round: int) -> None:
    milestone, source = in_thread(lambda: (MilestoneFactory.create(), SourceFactory.create()))
    send = partial(claim, milestone, source=source, key=KEY)

    results = at_once(send, send, send)

    assert sorted(type(result).__name__ for result in results) == ["Claim", "RecordedAlready", "RecordedAlready"]
    assert in_thread(lambda: (Claim.objects.count(), Standing.objects.held().count())) == (1, 1)
