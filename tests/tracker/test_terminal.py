import re

import pytest

from tracker import terminal
from tracker.terminal import Progress


class Clock:
    """Stands for the module `time`: tells these instants, one after the other."""

    def __init__(self, *instants: float) -> None:
        self.monotonic = iter(instants).__next__


@pytest.mark.parametrize(
    ("on_terminal", "no_color", "expected"),
    [
        (True, "", "\033[32mready\033[0m"),
        # Any text but an empty one turns colours off: no-color.org.
        (True, "0", "ready"),
        (False, "", "ready"),
    ],
)
def test_colour_is_for_terminals_that_have_not_declined(
    on_terminal: bool, no_color: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "is_terminal", lambda: on_terminal)
    monkeypatch.setenv("NO_COLOR", no_color)
    assert terminal.coloured("ready", good=True) == expected


def test_failure_is_red(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "is_terminal", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert terminal.coloured("no", good=False) == "\033[31mno\033[0m"


def test_a_log_gets_a_line_now_and_then_and_no_control_characters(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal, "time", Clock(100.0, 115.0, 130.0))
    waits = iter([False, False, True])
    with Progress("Installing") as progress:
        for number in range(100):
            progress.show(f"{number} of 100")
        progress.ended.set()
        progress.ticker.join()
        monkeypatch.setattr(progress.ended, "wait", lambda seconds: next(waits) if seconds == 15 else None)
        progress._tick()
    assert capfd.readouterr().err.splitlines() == ["Installing.", "  99 of 100, 15 s", "  99 of 100, 30 s"]


def test_a_terminal_sees_each_step_on_one_line_that_is_gone_afterwards(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal, "is_terminal", lambda: True)
    monkeypatch.setattr(terminal, "ON_TERMINAL", 3600.0)
    monkeypatch.setattr(terminal, "time", Clock(100.0, 100.0, 100.0))
    with Progress("Installing") as progress:
        progress.show("1 of 2: django")
        progress.show("")
        progress.show("2 of 2: granian")
    said = capfd.readouterr().err
    erase = re.escape(terminal.ERASE_LINE)
    assert re.fullmatch(rf"Installing\.\n{erase}  1 of 2: django, 0 s{erase}  2 of 2: granian, 0 s{erase}", said)
