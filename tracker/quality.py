"""The checks behind `python3 manage.py test`, in the order in which they run: the quick ones first."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tracker import terminal
from tracker.bootstrap import ROOT

TOOLS = Path(sys.executable).parent

# What a server would be given. Nothing listens there: `check` connects to neither.
PRODUCTION = {
    "DEBUG": "false",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "tracker.example.org",
    "HTTPS": "true",
}


@dataclass(frozen=True)
class Check:
    name: str
    # The first word is a program of `.venv/bin`.
    command: str
    environment: Mapping[str, str] = field(default_factory=dict)
    # Shown while it runs, not only after a failure.
    shown: bool = False


CHECKS = (
    Check("format", "ruff format --check ."),
    Check("lint", "ruff check ."),
    Check("dependencies", "deptry ."),
    Check("import rules", "lint-imports --no-logo"),
    Check("templates", "djlint missions --lint --check"),
    Check("migrations", "python manage.py makemigrations --check --dry-run"),
    Check("deployment", "python manage.py check --deploy --fail-level WARNING", PRODUCTION),
    Check("fixtures drawn from seeds", "python manage.py draw --check"),
    Check("types", "mypy"),
    # Eight at most: each brings a database of its own.
    Check("tests", "python -m pytest -n auto --maxprocesses 8", shown=True),
)


def run() -> int:
    """Run every check, whatever became of those before. The exit code: 0 where all passed."""
    began = time.monotonic()
    failed = [check.name for check in CHECKS if not passes(check)]
    took = f"in {time.monotonic() - began:.0f} s"
    if failed:
        terminal.say(f"{len(failed)} of {len(CHECKS)} checks failed {took}: {', '.join(failed)}.", good=False)
        return 1
    terminal.say(f"All {len(CHECKS)} checks passed {took}.", good=True)
    return 0


def passes(check: Check) -> bool:
    """Run one check and say how it went; with its output where that is shown, or where it failed."""
    began = time.monotonic()
    if check.shown:
        terminal.say(f"{check.name}: {check.command}")
    done = subprocess.run(  # noqa: S603 - commands of the table above, no shell
        words(check.command),
        cwd=ROOT,
        env={**os.environ, **check.environment},
        check=False,
        stdout=None if check.shown else subprocess.PIPE,
        stderr=None if check.shown else subprocess.STDOUT,
        text=True,
    )
    good = done.returncode == 0
    terminal.say(f"{check.name}: {'passed' if good else 'FAILED'} in {time.monotonic() - began:.1f} s", good=good)
    if not good and not check.shown:
        terminal.say(f"$ {check.command}", done.stdout.rstrip())
    return good


def words(command: str) -> list[str]:
    """The command line, its program by the path in `.venv`: none of the same name elsewhere on the machine is run."""
    program, *arguments = command.split()
    return [str(TOOLS / program), *arguments]
