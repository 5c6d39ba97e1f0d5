"""An answer that its client does not take must not hold a thread without end: after a while it is broken off.

Between two pieces the server waits until the client has taken the one before. Nothing of the answer runs meanwhile, so
it cannot give up by itself; a thread beside it looks after all of them.
"""

import logging
import threading
import time
from collections.abc import Callable

# Seconds between two pieces. One of an export is some 800 kilobytes at the most: whoever takes less than that in a
# minute, on the slowest line of a telephone, does not take it at all.
PATIENCE = 60

GiveUp = Callable[[], None]

log = logging.getLogger(__name__)


class Patience:
    """Which answers wait for their clients, and since when. Each gives up after so many seconds, and again after as
    many more as long as it still waits.
    """

    def __init__(self, seconds: float = PATIENCE) -> None:
        self._seconds = seconds
        self._since: dict[GiveUp, float] = {}
        self._lock = threading.Lock()
        self._looks = False

    def waits(self, give_up: GiveUp) -> None:
        """A piece was handed over."""
        with self._lock:
            self._since[give_up] = time.monotonic()
            # Not before the first answer: a server may fork once the application is there, and threads stay behind.
            begins, self._looks = not self._looks, True
        if begins:
            threading.Thread(target=self._look, daemon=True).start()

    def goes_on(self, give_up: GiveUp) -> None:
        """The next piece is asked for, or none will be."""
        with self._lock:
            self._since.pop(give_up, None)

    def end_those_before(self, now: float) -> None:
        """Those that waited long enough at this time of the monotonic clock give up."""
        with self._lock:
            ended = [give_up for give_up, since in self._since.items() if since + self._seconds <= now]
            self._since.update(dict.fromkeys(ended, now))
        for give_up in ended:
            try:
                give_up()
            except Exception:
                # The next look tries again. Whoever ends this thread ends it for all answers to come.
                log.exception("An answer that is not taken could not be broken off.")

    def _look(self) -> None:
        while True:
            time.sleep(self._seconds / 4)
            self.end_those_before(time.monotonic())
