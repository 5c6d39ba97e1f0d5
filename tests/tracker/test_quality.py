"""The table of checks behind the test command, and how a run of it goes."""

import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tracker import quality
from tracker.quality import CHECKS, Check


def python(name: str, text: str) -> Check:
    return Check(name, f"python -c {text}")


GOOD = python("first", "print(1)")
BAD = python("second", "print('why');raise(SystemExit(3))")
LAST = python("third", "print(3)")


def test_every_check_runs_whatever_became_of_those_before(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(quality, "CHECKS", (GOOD, BAD, LAST))
    assert quality.run() == 1
    said = capfd.readouterr().err.splitlines()
    assert [line.rpartition(" in ")[0] for line in said if " in " in line] == [
        "first: passed",
        "second: FAILED",
        "third: passed",
        "1 of 3 checks failed",
    ]
    # Its output follows a check that failed, and no other.
    assert said[2:4] == [f"$ {BAD.command}", "why"]
    assert said[-1].endswith(": second.")


def test_a_run_without_a_fault_ends_well(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(quality, "CHECKS", (GOOD, LAST))
    assert quality.run() == 0
    assert capfd.readouterr().err.splitlines()[-1].startswith("All 2 checks passed in ")


@pytest.mark.parametrize(("checks", "code"), [((GOOD,), 0), ((BAD,), 1)])
def test_the_command_ends_with_the_code_of_the_run(
    checks: tuple[Check, ...], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quality, "CHECKS", checks)
    with pytest.raises(SystemExit) as caught:
        call_command("test")
    assert caught.value.code == code


def test_the_command_takes_no_argument_that_it_would_ignore() -> None:
    with pytest.raises(CommandError, match="unrecognized arguments: missions"):
        call_command("test", "missions")


def test_a_check_runs_the_program_of_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/elsewhere")
    assert quality.words("ruff check .") == [str(Path(sys.executable).parent / "ruff"), "check", "."]
    assert all(Path(quality.words(check.command)[0]).exists() for check in CHECKS)


def test_deployment_is_checked_as_a_server_would_start() -> None:
    [deployment] = [check for check in CHECKS if check.name == "deployment"]
    assert "--fail-level WARNING" in deployment.command
    assert deployment.environment.keys() == {"DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "HTTPS"}
    assert deployment.environment["DEBUG"] == "false"


def test_the_tests_come_last_so_that_their_closing_line_is_near_the_end() -> None:
    assert len(CHECKS) == 10
    assert CHECKS[-1].shown
    assert " -m pytest " in CHECKS[-1].command
