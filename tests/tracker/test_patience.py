"""Who waits too long gives up."""

from unittest.mock import Mock

import pytest

from tracker.patience import PATIENCE, Patience


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """The clock, which the test turns. Nobody looks by himself."""
    monkeypatch.setattr("tracker.patience.threading.Thread", Mock())
    clock = Mock(return_value=0.0)
    monkeypatch.setattr("tracker.patience.time.monotonic", clock)
    return clock


def test_an_answer_waits_for_so_long_and_no_longer(now: Mock) -> None:
    watch, answer = Patience(), Mock()
    watch.waits(answer)
    watch.end_those_before(PATIENCE - 0.1)
    assert answer.call_count == 0
    watch.end_those_before(PATIENCE)
    assert answer.call_count == 1


def test_each_piece_that_is_taken_begins_anew(now: Mock) -> None:
    watch, answer = Patience(), Mock()
    watch.waits(answer)
    now.return_value = 50.0
    watch.goes_on(answer)
    watch.waits(answer)
    watch.end_those_before(PATIENCE + 49)
    assert answer.call_count == 0
    watch.end_those_before(PATIENCE + 50)
    assert answer.call_count == 1


def test_while_a_piece_is_made_and_after_the_end_nobody_waits(now: Mock) -> None:
    watch, answer = Patience(), Mock()
    watch.waits(answer)
    watch.goes_on(answer)
    watch.goes_on(answer)
    watch.end_those_before(10 * PATIENCE)
    assert answer.call_count == 0


def test_one_that_still_waits_gives_up_again_as_much_later(now: Mock) -> None:
    watch, answer, other = Patience(), Mock(), Mock()
    watch.waits(answer)
    now.return_value = 30.0
    watch.waits(other)
    for at in (PATIENCE, PATIENCE + 1, 2 * PATIENCE - 1):
        watch.end_those_before(at)
    assert (answer.call_count, other.call_count) == (1, 1)
    watch.end_those_before(2 * PATIENCE)
    assert (answer.call_count, other.call_count) == (2, 1)


def test_one_that_cannot_be_ended_keeps_no_other_from_it(now: Mock, caplog: pytest.LogCaptureFixture) -> None:
    watch, broken, other = Patience(), Mock(side_effect=OSError("No descriptor is left.")), Mock()
    watch.waits(broken)
    watch.waits(other)
    watch.end_those_before(PATIENCE)
    watch.end_those_before(2 * PATIENCE)
    assert (broken.call_count, other.call_count) == (2, 2)
    assert caplog.messages == ["An answer that is not taken could not be broken off."] * 2
