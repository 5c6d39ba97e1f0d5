"""What can install packages on this machine, and how it is called. Standard library only."""

import importlib.metadata
import importlib.util
import os
import re
import shutil
import sys
from dataclasses import dataclass

from tracker import bootstrap
from tracker.bootstrap import PYTHON, CannotInstall

# The first pip that installs into another Python's environment (`--python`).
OLDEST_PIP = (22, 3)


@dataclass(frozen=True)
class Installer:
    name: str
    # Given the path of a lock as its last argument.
    command: tuple[str, ...]
    # What must run once in `.venv` before.
    prepare: tuple[str, ...] = ()


def here() -> list[Installer]:
    """What this machine has, the quickest first. Raises CannotInstall where it has none."""
    return choose(uv=shutil.which("uv"), pip=pip_version(), ensurepip=importlib.util.find_spec("ensurepip") is not None)


def pip_version() -> tuple[int, ...] | None:
    """Of this Python's pip; None where it has none."""
    try:
        found = importlib.metadata.version("pip")
    except importlib.metadata.PackageNotFoundError:
        return None
    return tuple(int(part) for part in re.findall(r"\d+", found)[:2])


def choose(*, uv: str | None, pip: tuple[int, ...] | None, ensurepip: bool) -> list[Installer]:
    hashed = ("install", "--require-hashes", "-r")
    inner = (str(PYTHON), "-m")
    found = []
    if uv:
        found.append(Installer("uv", (uv, "pip", "install", "--python", str(PYTHON), *hashed[1:])))
    if pip and pip >= OLDEST_PIP:
        found.append(Installer("pip", (sys.executable, "-m", "pip", "--python", str(PYTHON), *hashed)))
    elif ensurepip:
        found.append(Installer("pip", (*inner, "pip", *hashed), prepare=(*inner, "ensurepip")))
    if not found:
        raise CannotInstall(
            f"Python {bootstrap.version()} has no pip to install with. Install the package python3-pip "
            "(Debian, Ubuntu: apt install python3-pip) and run the same command again."
        )
    return found


def surroundings() -> dict[str, str]:
    """The environment for an installer: as it is, less what would turn it away from `.venv` or make it ask."""
    quiet = {"PIP_USER": "0", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_PROGRESS_BAR": "off"}
    return {name: text for name, text in os.environ.items() if name not in {"PIP_TARGET", "PIP_PREFIX"}} | quiet
