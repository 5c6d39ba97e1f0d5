"""What an export of all rows costs, through the server as it runs. Linux alone: memory is read from /proc.

    .venv/bin/python -m bench.export [ROWS]

makes a database of so many milestones, 200,000 without, in a directory of its own that it takes away again.
"""

import http.client
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.room import filled, show

ADDRESSES = [f"{name}/?format={form}" for name in ("milestones", "claims") for form in ("csv", "ndjson")]
HEAD = ["export", "lines", "MB", "first byte, s", "whole, s", "before, MB", "at most, MB", "others meanwhile, ms"]
READ = 1 << 20


def main(rows: int) -> None:
    with filled(rows), worker() as (pid, port):
        show(HEAD)
        show(["---"] * len(HEAD))
        for address in ADDRESSES:
            show([address, *measured(pid, port, address)])


@contextmanager
def worker() -> Iterator[tuple[int, int]]:
    """The process that answers and its port: one, with as many threads as `up` gives it."""
    from django.conf import settings  # noqa: PLC0415 - as above

    threads, port = 1 + settings.EXPORTS_AT_ONCE, free_port()
    words = f"--interface wsgi --port {port} --workers 1 --blocking-threads {threads} --log-level warning"
    granian = str(Path(sys.executable).with_name("granian"))
    server = subprocess.Popen([granian, *words.split(), "tracker.wsgi:application"])  # noqa: S603 - our own words
    try:
        yield answering(server.pid, port), port
    finally:
        server.terminate()
        server.wait(60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answering(parent: int, port: int) -> int:
    """Waits for an answer, and warms the worker up. The worker is the child with the most memory."""
    for _ in range(600):
        try:
            other(port)
        except OSError:
            time.sleep(0.1)
        else:
            break
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return max(map(int, children), key=lambda pid: memory(pid, "VmRSS"))


def memory(pid: int, name: str) -> int:
    """In megabytes: VmRSS now, VmHWM at most."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) // 1024


def measured(pid: int, port: int, address: str) -> list[str]:
    before = memory(pid, "VmRSS")
    # From here on the peak is counted anew.
    Path(f"/proc/{pid}/clear_refs").write_text("5")
    over, waits = threading.Event(), list[float]()
    beside = threading.Thread(target=ask_others, args=(port, over, waits))
    beside.start()
    lines, size, first, whole = exported(port, address)
    over.set()
    beside.join()
    meanwhile = f"{1000 * statistics.median(waits):.0f}, at most {1000 * max(waits):.0f}"
    figures = [f"{lines:,}", f"{size / 1e6:.0f}", f"{first:.2f}", f"{whole:.1f}"]
    return [*figures, str(before), str(memory(pid, "VmHWM")), meanwhile]


def exported(port: int, address: str) -> tuple[int, int, float, float]:
    """Lines, bytes, and the seconds to the first byte and to the last."""
    began = time.monotonic()
    client = http.client.HTTPConnection("127.0.0.1", port)
    client.request("GET", f"/api/v1/{address}")
    response = client.getresponse()
    piece = response.read(1)
    first, lines, size = time.monotonic() - began, 0, 0
    while piece:
        lines, size = lines + piece.count(b"\n"), size + len(piece)
        piece = response.read(READ)
    return lines, size, first, time.monotonic() - began


def ask_others(port: int, over: threading.Event, waits: list[float]) -> None:
    """What somebody else waits for an answer, ten times a second at most."""
    while not over.wait(0.1):
        waits.append(other(port))


def other(port: int) -> float:
    began = time.monotonic()
    client = http.client.HTTPConnection("127.0.0.1", port)
    client.request("GET", "/api/v1/agencies/agency-1/")
    client.getresponse().read()
    client.close()
    return time.monotonic() - began


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
