"""The start of a process that serves requests, in that process."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import Any


def load(_target: str) -> Callable[..., Any]:
    """The WSGI application, in a process that ends when `up` tells it to, and also when `up` is killed."""
    # Out of the terminal's reach: Ctrl-C there would signal the worker along with `up`, which passes it on. Of two
    # signals at once the second can catch the server's own handler at work, and the worker would hang.
    os.setpgid(0, 0)
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=end_after, args=(parent,), daemon=True).start()

    from tracker.wsgi import application  # noqa: PLC0415 - it takes a moment, and is no use to `up` itself

    return application


def end_after(parent: BaseProcess) -> None:
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
