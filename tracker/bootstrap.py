"""From any Python to the project's own: `.venv`, with the locked requirements in it. Standard library only.

What is installed is written into a stamp, after an installation and never before. A start that finds its lock in the
stamp has nothing to do; one that finds no stamp knows that an installation was cut short.
"""

import hashlib
import importlib.util
import json
import os
import sys
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
STAMP = ENVIRONMENT / "installed.json"

# What each lock installs. Development's holds everything that running needs, in the same versions.
HOLDS = {"run": ("run",), "dev": ("dev", "run")}


class Step(Enum):
    NOTHING = "nothing"
    ADD = "add to what is there"
    MAKE = "make anew"


class CannotInstall(Exception):
    """`.venv` cannot be made. The text says why and what to do, in one line."""


def enter(arguments: Sequence[str]) -> None:
    """Return where this Python is the project's own and holds what the command needs; else become one that does."""
    if os.name != "posix":
        sys.exit("Mission Tracker runs on Linux and macOS. On Windows, run it inside WSL.")
    kind = lock_for(arguments)
    if inside():
        if holds(kind):
            return
        become(outer_python(), arguments)
    if step(read_stamp(), described(kind)) is not Step.NOTHING:
        install(kind)
    become(PYTHON, arguments)


def lock_for(arguments: Sequence[str]) -> str:
    """The name of the lock that a command needs."""
    return "dev" if arguments[:1] == ["test"] else "run"


def inside() -> bool:
    return Path(sys.prefix).resolve() == ENVIRONMENT.resolve()


def holds(kind: str) -> bool:
    """Whether the `.venv` that runs this is ready. One without a stamp was filled by hand, and is taken as it is."""
    stamp = read_stamp()
    if stamp is None:
        return importlib.util.find_spec("django") is not None
    return step(stamp, described(kind)) is Step.NOTHING


def outer_python() -> Path:
    """The Python that `.venv` was made from: nothing can remake an environment from within."""
    return Path(sys.base_prefix, "bin", f"python{version()}")


def become(python: Path, arguments: Sequence[str]) -> None:
    sys.stderr.flush()
    os.execv(python, [str(python), str(ROOT / "manage.py"), *arguments])  # noqa: S606 - our own Python, no shell


def install(kind: str) -> None:
    # Only a start that installs pays for these imports.
    from tracker import installation

    try:
        installation.provide(kind)
    except CannotInstall as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit("\nStopped. The next start installs from the beginning.")


def version() -> str:
    """Of the running Python, as far as installed packages depend on it: `3.11`."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def lock(kind: str) -> Path:
    return ROOT / "requirements" / f"{kind}.txt"


def described(kind: str) -> dict[str, str]:
    """The stamp of a finished installation: the Python, and the hash of each lock that it covers."""
    hashes = {part: hashlib.sha256(lock(part).read_bytes()).hexdigest() for part in HOLDS[kind]}
    return {"python": version(), **hashes}


def read_stamp() -> Mapping[str, str] | None:
    """None where there is none that can be read, or no Python beside it (its system was upgraded)."""
    try:
        stamp = json.loads(STAMP.read_bytes())
    except (OSError, ValueError):
        return None
    return stamp if isinstance(stamp, dict) and PYTHON.exists() else None


def step(stamp: Mapping[str, str] | None, needed: Mapping[str, str]) -> Step:
    """What brings an environment with this stamp to what is needed.

    Made anew after any change of the Python or of a lock, so that nothing stays behind that the lock no longer names.
    """
    if stamp is None or any(stamp.get(name) != needed[name] for name in ("python", "run")):
        return Step.MAKE
    if all(stamp.get(name) == text for name, text in needed.items()):
        return Step.NOTHING
    return Step.MAKE if "dev" in stamp else Step.ADD
