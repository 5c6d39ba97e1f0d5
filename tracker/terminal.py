"""Lines for the person at the terminal, or for a log. On standard error, which no command's own output uses."""

import os
import sys
import threading
import time
from types import TracebackType
from typing import Self

# Seconds from one sign of life to the next: on a terminal the line is redrawn, in a log each is a line more.
ON_TERMINAL = 1.0
IN_LOG = 15.0

ERASE_LINE = "\r\033[K"


def is_terminal() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def coloured(text: str, *, good: bool) -> str:
    """Green or red on a terminal, unless NO_COLOR is set (to anything but nothing: no-color.org)."""
    if not is_terminal() or os.environ.get("NO_COLOR"):
        return text
    return f"\033[{32 if good else 31}m{text}\033[0m"


def say(*lines: str, good: bool | None = None) -> None:
    for line in lines:
        print(line if good is None else coloured(line, good=good), file=sys.stderr, flush=True)


class Progress:
    """One step under way: its title, what it is at, and the seconds it has taken."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.count = 0
        self.at = ""
        self.began = time.monotonic()
        self.every = ON_TERMINAL if is_terminal() else IN_LOG
        self.ended = threading.Event()
        self.ticker = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> Self:
        say(f"{self.title}.")
        self.ticker.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ended.set()
        self.ticker.join()
        if is_terminal():
            print(ERASE_LINE, end="", file=sys.stderr, flush=True)

    def show(self, text: str) -> None:
        """Say what the step is at. An empty text changes nothing."""
        self.at = text or self.at
        if text and is_terminal():
            self._draw()

    def _tick(self) -> None:
        while not self.ended.wait(self.every):
            self._draw()

    def _draw(self) -> None:
        line = "  " + ", ".join(part for part in (self.at, f"{time.monotonic() - self.began:.0f} s") if part)
        if is_terminal():
            print(f"{ERASE_LINE}{line}"[:100], end="", file=sys.stderr, flush=True)
        else:
            say(line)
