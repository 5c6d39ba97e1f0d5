"""A machine without a browser leaves the browser's tests out, and says so."""

from pathlib import Path

import pytest

from tests import conftest


class Lines(list[str]):
    def write_line(self, line: str, **_style: bool) -> None:
        self.append(line)


def told(monkeypatch: pytest.MonkeyPatch, browser: Path) -> list[str]:
    monkeypatch.setattr(conftest, "CHROMIUM", browser)
    lines = Lines()
    conftest.pytest_terminal_summary(lines)  # type: ignore[arg-type]  # it asks no more of it
    return lines


def test_without_a_browser_it_is_said_what_is_left_out_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert told(monkeypatch, tmp_path / "chromium") == [
        "The browser tests were left out: there is no /usr/bin/chromium. On Debian: apt-get install chromium"
    ]


def test_with_one_nothing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert told(monkeypatch, tmp_path) == []
