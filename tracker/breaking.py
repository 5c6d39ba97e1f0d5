"""An answer that fails midway must not look whole, and one that nobody takes must end: its connection breaks off.

That is the server's to do, and granian does neither: it logs a failure and then ends the answer as it ends every other,
so that a client could not tell half an export from all of it; and it waits for a client as long as that one likes.
"""

import logging
import select
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from resource import RLIMIT_NOFILE, getrlimit
from typing import Any

from tracker.patience import PATIENCE, Patience

# Milliseconds. Whoever reads is behind at many an instant, and takes something within this.
A_MOMENT = 1000

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]

log = logging.getLogger(__name__)


class Breaking:
    """The same application, whose answers break the connection off where they fail midway, or where their client takes
    nothing for so many seconds.
    """

    def __init__(self, application: Application, patience: float = PATIENCE) -> None:
        self._application = application
        self._patience = Patience(patience)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> "Unfailing":
        return Unfailing(self._application(environ, start_response), environ, self._patience)


class Unfailing(Iterator[bytes]):
    """The pieces of an answer. Before a failure goes on to the server, the connection is shut."""

    def __init__(self, answer: Iterable[bytes], environ: dict[str, Any], patience: Patience) -> None:
        self._answer, self._pieces, self._patience = answer, iter(answer), patience
        self._path, self._address, self._port = (
            environ.get(name, "") for name in ("PATH_INFO", "REMOTE_ADDR", "SERVER_PORT")
        )

    def __next__(self) -> bytes:
        self._patience.goes_on(self._give_up)
        try:
            piece = next(self._pieces)
        except StopIteration:
            raise
        except BaseException:
            log.error("The answer to %s failed midway. Connections of %s are broken off.", self._path, self._address)
            shut(self._address, self._port)
            raise
        self._patience.waits(self._give_up)
        return piece

    def close(self) -> None:
        self._patience.goes_on(self._give_up)
        if hasattr(self._answer, "close"):
            self._answer.close()

    def _give_up(self) -> None:
        """Called while the server waits. Without its connection it waits no more, and closes the answer."""
        log.warning("The answer to %s is not taken. The connection of %s is broken off.", self._path, self._address)
        shut(self._address, self._port, only_full=True)


def shut(address: str, port: str, *, only_full: bool = False) -> None:
    """Shuts the connections that this process has with an address at the port it serves; or those of them alone whose
    client takes nothing, so that no more can be written.

    The server does not say which one the answer goes to. Others that are shut along lose what is on its way, which a
    client sees and asks for again. All are found before the first is shut: one that asks again at once is let be.
    """
    for descriptor, client in _connections(address, port):
        with suppress(OSError), _borrowed(descriptor) as connection:
            # The server may have closed it since, and given its number to another.
            if connection.getpeername() == client and not (only_full and _takes_more(connection)):
                connection.shutdown(socket.SHUT_RDWR)


def _connections(address: str, port: str) -> list[tuple[int, Any]]:
    """The descriptor of each, and its client's address with the port at that side."""
    found = []
    for descriptor in _descriptors():
        # Some are no longer there, some are no sockets, and some are connected to nobody.
        with suppress(OSError), _borrowed(descriptor) as connection:
            client = connection.getpeername()
            if _is_of_the_internet(connection) and (client[0], str(connection.getsockname()[1])) == (address, port):
                found.append((descriptor, client))
    return found


def _descriptors() -> Iterable[int]:
    try:
        return [int(entry.name) for entry in Path("/dev/fd").iterdir()]
    except OSError:
        # So many are open that none is left to read this with.
        return range(getrlimit(RLIMIT_NOFILE)[0])


@contextmanager
def _borrowed(descriptor: int) -> Iterator[socket.socket]:
    """The server's socket, which stays open. Raises OSError where the descriptor is closed or no socket's."""
    connection = socket.socket(fileno=descriptor)
    try:
        yield connection
    finally:
        connection.detach()


def _is_of_the_internet(connection: socket.socket) -> bool:
    return connection.family in (socket.AF_INET, socket.AF_INET6)


def _takes_more(connection: socket.socket) -> bool:
    asked = select.poll()
    asked.register(connection, select.POLLOUT)
    return bool(asked.poll(A_MOMENT))
