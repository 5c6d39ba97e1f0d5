"""How the record of changes is followed: cursors that never expire and need no secret, and keys of rows that were."""

import hashlib
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from datetime import datetime
from itertools import chain

from django.db.models import Max

from missions.api.readers import Items, Reader, Refused, Slugs, beside, nearest
from missions.models import Change
from missions.vocabulary import Resource

# A cursor is 15 bytes, so that each has one spelling in base64: what it is, a number, which change, and a checksum.
_KIND, _NUMBER, _HASH = 1, 6, 4
_FORM = re.compile(r"[A-Za-z0-9_-]{20}")


def cursor_of(number: int, at: datetime) -> str:
    """The cursor of a change: 20 letters of the URL-safe alphabet. It says which change it is of, so that after a
    return to an older copy of the data, where the same number comes again, it is not taken for another.
    """
    body = bytes([_KIND]) + number.to_bytes(_NUMBER) + _hash(f"{number} {at.isoformat()}".encode())
    return urlsafe_b64encode(body + _hash(body)).decode()


def _hash(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()[:_HASH]


class AfterReader(Reader):
    """A cursor of a change that is in the record: its number. One query, and one more where it is not there."""

    schema = {"type": "string", "format": "change-cursor", "pattern": f"^{_FORM.pattern}$"}

    def known(self) -> list[str]:
        return ["the cursor of a change, as changes/ tells it"]

    def __call__(self, text: str) -> int:
        number = self._number(text)
        at = Change.objects.filter(number=number).values_list("at", flat=True).first()
        if at is None:
            last = Change.objects.aggregate(last=Max("number"))["last"] or 0
            raise self._lost(f"It is of change {number}, and the record ends at {last}")
        if cursor_of(number, at) != text:
            raise self._lost(f"It is of a change {number} that this record does not have")
        return number

    def _number(self, text: str) -> int:
        content = urlsafe_b64decode(text) if _FORM.fullmatch(text) else bytes(_HASH)
        body, check = content[:-_HASH], content[-_HASH:]
        if body[:1] != bytes([_KIND]) or _hash(body) != check:
            raise Refused("It is not a cursor of a change. Give one back letter by letter.", self.known())
        return int.from_bytes(body[1 : 1 + _NUMBER])

    def _lost(self, why: str) -> Refused:
        return Refused(
            f"{why}: the data is another tracker's, or was put back to an older copy. Take all of it anew.",
            self.known(),
        )


class KeyReader(Items):
    """Keys of rows that are there or were: slugs, and ids of claims. One that no change is of is refused."""

    def __init__(self) -> None:
        super().__init__(())
        key = {"type": "string", "format": "change-key", "minLength": 1, "maxLength": 64}
        self.schema = self.schema | {"items": key, "maxItems": 50}

    def known(self) -> None:
        return None

    def check(self, items: tuple[str, ...]) -> None:
        """One query, and two more for each kind of row where one is refused."""
        unknown = set(items) - set(_kept(items))
        if unknown:
            bad = min(unknown)
            raise Refused(f"{bad[:64]!r} is the key of no change.", None, nearest(bad, _near(bad)))


class EverReader(Slugs):
    """Slugs of rows that are there, or were and are deleted."""

    def check(self, items: tuple[str, ...]) -> None:
        unknown = set(items) - set(_kept(items, resource=str(self.model._meta.model_name)))
        if unknown:
            super().check(tuple(unknown))


def _near(key: str) -> Iterable[str]:
    """Keys of rows with a slug: of each kind by itself, because the index of changes begins with it."""
    slugged = [resource for resource in Resource if resource is not Resource.CLAIM]
    of_kinds = (Change.objects.filter(resource=resource.value).distinct() for resource in slugged)
    return chain.from_iterable(beside(key, changes, "key") for changes in of_kinds)


def _kept(keys: Iterable[str], **of: str) -> Iterable[str]:
    """Those of the keys that the record has."""
    return Change.objects.filter(key__in=keys, **of).values_list("key", flat=True)
