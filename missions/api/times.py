"""Readers of dates, days and instants."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from missions import clock
from missions.api.readers import Reader, Refused
from missions.dates import BadDate, FuzzyDate
from missions.vocabulary import Precision

EDTF_EXAMPLES = ["2026", "2026-09", "2026-09-26", "203X", "../2026", "2026/..", "2026/2028", "2026-33"]


class Edtf(Reader):
    """A date in EDTF (ISO 8601-2), as vague as one likes."""

    schema = {"type": "string", "format": "edtf", "minLength": 1, "maxLength": 64}

    def known(self) -> list[str]:
        return [f"EDTF, such as {example}" for example in EDTF_EXAMPLES]

    def __call__(self, text: str) -> FuzzyDate:
        try:
            return FuzzyDate.parse(text)
        except BadDate as bad:
            raise Refused(bad.complaint, self.known(), bad.nearest) from bad


@dataclass(frozen=True)
class Bounded(Edtf):
    """A date in EDTF with a first day (`opens`) or a last day (`closes`), as a comparison needs it."""

    need: str

    def __call__(self, text: str) -> FuzzyDate:
        value = super().__call__(text)
        if self.need == "earliest" and value.earliest is None:
            raise Refused(f"{text!r} has no first day, so nothing is before it.", self.known(), f"{value.latest}")
        if self.need == "latest" and value.latest is None:
            raise Refused(f"{text!r} has no last day, so nothing is after it.", self.known(), f"{value.earliest}")
        return value


class Day(Reader):
    """One day, YYYY-MM-DD."""

    schema = {"type": "string", "format": "date"}
    _WORDS = {"yesterday": -1, "today": 0, "tomorrow": 1}

    def known(self) -> list[str]:
        return ["one day, YYYY-MM-DD"]

    def __call__(self, text: str) -> date:
        allowed = self.known()
        try:
            value = FuzzyDate.parse(text)
        except BadDate as bad:
            raise Refused(f"{text[:64]!r} is not a day.", allowed, self._meant(text, bad)) from bad
        if value.precision != Precision.DAY or value.earliest != value.latest or value.earliest is None:
            last = value.latest or value.earliest
            raise Refused(f"{text!r} is {value.text}, which is more than one day.", allowed, str(last))
        if value.approximate or value.uncertain:
            raise Refused(f"{text!r} is not certainly one day.", allowed, str(value.earliest))
        return value.earliest

    def _meant(self, text: str, bad: BadDate) -> str | None:
        """The day, if it is only written otherwise; else that of the word, today for any other without a digit."""
        if bad.nearest and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", bad.nearest):
            return bad.nearest
        if any(letter.isdigit() for letter in text):
            return None
        return str(clock.today() + timedelta(days=self._WORDS.get(text.lower(), 0)))


class Instant(Reader):
    """An instant with its offset from UTC (RFC 3339), such as 2026-11-20T12:00:00Z."""

    schema = {"type": "string", "format": "date-time"}
    _FORM = re.compile(
        r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)(Z|[+-][0-9]{2}:[0-9]{2})?)?"
    )

    def known(self) -> list[str]:
        return ["an instant, such as 2026-11-20T12:00:00Z"]

    def __call__(self, text: str) -> datetime:
        # An unescaped plus arrives as a blank.
        form = self._FORM.fullmatch(text.replace(" ", "+").upper())
        if not form:
            raise Refused(f"{text[:64]!r} is not an instant.", self.known())
        day, time, offset = form.groups()
        value = self._instant(text, f"{day}T{time or '00:00:00'}{offset or 'Z'}")
        if not offset:
            meant = value.isoformat().replace("+00:00", "Z")
            raise Refused(f"{text!r} does not say its offset from UTC.", self.known(), meant)
        return value

    def _instant(self, text: str, instant: str) -> datetime:
        try:
            return datetime.fromisoformat(instant).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise Refused(f"{text!r} is no instant that there is.", self.known()) from error


class PastInstant(Instant):
    """An instant that has come."""

    def known(self) -> list[str]:
        return ["an instant up to now, such as 2026-11-20T12:00:00Z"]

    def __call__(self, text: str) -> datetime:
        value = super().__call__(text)
        if value > clock.now():
            raise Refused(f"{text!r} is yet to come, and nobody knows what will be recorded by then.", self.known())
        return value
