"""Answers in the formats of export: a page whole, or all rows as a stream."""

from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import islice
from threading import RLock
from typing import Any

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from rest_framework import status
from rest_framework.exceptions import APIException

from missions.api.renderers import Export


class Busy(APIException):
    """Too many streams. `wait` becomes Retry-After, in seconds."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = "Other exports are being sent. Come again in a moment, or take pages: limit and offset, or a walk."
    wait = 10


class OneAtATime(APIException):
    """A second stream to one address. `wait` as above."""

    status_code = status.HTTP_429_TOO_MANY_REQUESTS
    default_detail = (
        "An export is being sent to your address already. Read it to its end, or close it; or take pages: limit and "
        "offset, or a walk."
    )
    wait = 10


class Room:
    """The addresses to which this process sends an export: so many at most, and each of them one.

    Each stream holds a thread of the server until its reader has all of it, or has taken nothing for too long
    (tracker/patience.py). One a reader, so that nobody holds all of them.
    """

    def __init__(self, size: int) -> None:
        self._size, self._there, self._lock = size, set[str](), RLock()

    @contextmanager
    def taken(self, address: str) -> Iterator[None]:
        """Raises OneAtATime, or Busy."""
        # A stream that was left behind may be ended here, by the collector of garbage.
        with self._lock:
            if address in self._there:
                raise OneAtATime
            if len(self._there) >= self._size:
                raise Busy
            self._there.add(address)
        try:
            yield
        finally:
            with self._lock:
                self._there.remove(address)


_ROOM = Room(settings.EXPORTS_AT_ONCE)


class Stream(Iterator[bytes]):
    """Pieces of an answer, the first of which is made at once: what fails by then is still answered with a problem.

    Raises what entering the room raises. Whoever does not come to the end closes it.
    """

    def __init__(self, pieces: Iterator[bytes], room: AbstractContextManager[None]) -> None:
        self._pieces = _within(room, pieces)
        self._first = list(islice(self._pieces, 1))

    def __next__(self) -> bytes:
        return self._first.pop() if self._first else next(self._pieces)

    def close(self) -> None:
        self._first.clear()
        self._pieces.close()


class Whole(StreamingHttpResponse):
    """All rows of a list."""

    def __init__(self, stream: Stream, **told: Any) -> None:
        super().__init__(stream, **told)
        self._stream = stream

    def abandon(self) -> None:
        """Nothing of it is sent. Unlike `close`, it is no end of the request."""
        self._stream.close()
        self.streaming_content = ()


def _within(room: AbstractContextManager[None], pieces: Iterator[bytes]) -> Generator[bytes, None, None]:
    with room:
        yield from pieces


def whole(export: Export, pieces: Iterator[bytes], path: str, *, reader: str, wanted: bool) -> HttpResponseBase:
    """All pieces, each made when the one before is sent to the address of the reader. Where the body is not `wanted`
    (HEAD), none but the first, and without taking room.

    Raises OneAtATime, or Busy.
    """
    room = _ROOM.taken(reader) if wanted else nullcontext()
    answer = Whole(Stream(pieces, room), **_told(export, path))
    if not wanted:
        answer.abandon()
    return answer


def page(export: Export, pieces: Iterator[bytes], path: str) -> HttpResponseBase:
    return HttpResponse(b"".join(pieces), **_told(export, path))


def _told(export: Export, path: str) -> dict[str, Any]:
    """What the answer says of itself: its type, and the name of a file to keep it in."""
    name = f"{path.replace('/', '-')}.{export.format}"
    return {
        "content_type": export.content_type,
        "headers": {"Content-Disposition": f'attachment; filename="{name}"'},
    }
