"""Filling `.venv` from a lock, with whatever can install on this machine. Standard library only."""

import fcntl
import json
import os
import re
import signal
import subprocess
import time
import venv
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tracker import bootstrap, installers, terminal
from tracker.bootstrap import ENVIRONMENT, ROOT, STAMP, CannotInstall, Step
from tracker.installers import Installer

LOCK_FILE = ROOT / "var" / "install.lock"

# A package that pip or uv names while it works.
NAMED = re.compile(r"^(?:Collecting|Requirement already satisfied:) ([A-Za-z0-9._-]+)")
PINNED = re.compile(r"^[A-Za-z0-9._-]+==", re.MULTILINE)


def provide(kind: str) -> None:
    """Bring `.venv` to the lock of this name. Raises CannotInstall, and leaves no stamp unless all of it went well."""
    try:
        with alone() as held:
            needed = bootstrap.described(kind)
            todo = bootstrap.step(bootstrap.read_stamp(), needed)
            # While we waited, another start may have done it all.
            if todo is not Step.NOTHING:
                carry_out(todo, kind, held)
                STAMP.with_suffix(".new").write_text(json.dumps(needed, indent=1), encoding="utf-8")
                STAMP.with_suffix(".new").replace(STAMP)
    except OSError as error:
        raise CannotInstall(cannot_write(error)) from error


def cannot_write(error: OSError) -> str:
    return (
        f"Cannot write {error.filename or ROOT}: {error.strerror}. "
        "Make the project's folder writable to you, or clone it where you may write."
    )


@contextmanager
def alone() -> Iterator[IO[str]]:
    """Wait until no other start installs. Yields the locked file, for the installer to hold as well.

    It becomes the standard input of the installer and of its children, who find it empty. So the lock outlives a start
    that was killed, for as long as one of them still writes.
    """
    LOCK_FILE.parent.mkdir(exist_ok=True)
    with LOCK_FILE.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            terminal.say("Another start is installing. Waiting for it.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def carry_out(todo: Step, kind: str, held: IO[str]) -> None:
    ways = installers.here()
    STAMP.unlink(missing_ok=True)
    if todo is Step.MAKE:
        terminal.say(f"Making .venv with Python {bootstrap.version()}.")
        # Without pip: Debian keeps the module that would bring it in a package of its own.
        venv.EnvBuilder(clear=True, symlinks=True, with_pip=False).create(ENVIRONMENT)
    lock = bootstrap.lock(kind)
    for installer in ways[:-1]:
        try:
            fill(installer, lock, held)
        except CannotInstall as problem:
            # Each trusts its own certificates and mirrors: where one fails, another may do.
            terminal.say(str(problem), "Trying another way.")
        else:
            return
    fill(ways[-1], lock, held)


def fill(installer: Installer, lock: Path, held: IO[str]) -> None:
    if installer.prepare:
        run(installer.prepare, "Preparing pip", 0, held)
    total = len(PINNED.findall(lock.read_text(encoding="utf-8")))
    run((*installer.command, str(lock)), f"Installing {lock.relative_to(ROOT)} with {installer.name}", total, held)


def run(command: Sequence[str], title: str, total: int, held: IO[str]) -> None:
    """Run one step of the installation, showing how far it is. Raises CannotInstall, after the end of its output."""
    began = time.monotonic()
    tail: deque[str] = deque(maxlen=15)
    with terminal.Progress(title) as progress, started(command, held) as process:
        for line in process.stdout or ():
            tail.append(line.rstrip())
            progress.show(seen(line, total, progress))
    if process.returncode:
        terminal.say(*tail)
        raise CannotInstall(
            f"{title} failed (its last lines are above). See that this machine reaches its package index "
            "and has space left, then run the same command again."
        )
    terminal.say(f"{title}: done in {time.monotonic() - began:.0f} s.", good=True)


def seen(line: str, total: int, progress: terminal.Progress) -> str:
    """What to show for a line of an installer's output; nothing for most of them."""
    if match := NAMED.match(line):
        progress.count += 1
        return f"{progress.count} of {total}: {match[1]}"
    return "unpacking" if line.startswith("Installing collected") else ""


@contextmanager
def started(command: Sequence[str], held: IO[str]) -> Iterator[subprocess.Popen[str]]:
    """A child that ends with us, and its own children too: SIGTERM, like Ctrl-C, first stops them all."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    with subprocess.Popen(  # noqa: S603 - our own command line, no shell
        command,
        cwd=ROOT,
        env=installers.surroundings(),
        process_group=0,
        stdin=held,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        except BaseException:
            os.killpg(process.pid, signal.SIGTERM)
            raise
        finally:
            signal.signal(signal.SIGTERM, before)
