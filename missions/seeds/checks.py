"""Checks of single values. Each complains in one line and gives None, or gives the clean value."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from missions.dates import BadDate, FuzzyDate
from missions.seeds.entries import Check, Scope
from missions.seeds.mistakes import hint, shown
from missions.seeds.nodes import Value
from missions.vocabulary import Term

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_LENGTH = 64
# Control characters, line separators, and lone surrogates, which no database can store.
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def text(limit: int) -> Check:
    """One line of at most `limit` characters (code points)."""

    def check(value: Value, field: str, scope: Scope) -> str | None:
        words = _scalar(value, field, scope)
        if words is None:
            return None
        if len(words) > limit:
            scope.complain(value.line, f"{field} is {len(words)} characters long; at most {limit} are allowed")
        elif found := CONTROL.search(words):
            code = f"U+{ord(found.group()):04X}"
            scope.complain(value.line, f"{field} holds a line break or another control character ({code}); take it out")
        else:
            return words
        return None

    return check


def pattern(form: str, meaning: str) -> Check:
    """A scalar that matches `form` whole; `meaning` says in words what that is."""

    def check(value: Value, field: str, scope: Scope) -> str | None:
        words = _scalar(value, field, scope)
        if words is None or re.fullmatch(form, words):
            return words
        scope.complain(value.line, f"{field} {shown(words)} must be {meaning}")
        return None

    return check


def url(value: Value, field: str, scope: Scope) -> str | None:
    """An address of the web, as the database takes it."""
    words: str | None = text(500)(value, field, scope)
    if words is None or (re.fullmatch("[!-~]+", words) and _is_address(words)):
        return words
    scope.complain(value.line, f"{field} {shown(words)} must be an address such as https://example.org/paper")
    return None


def _is_address(words: str) -> bool:
    try:
        URLValidator(schemes=("http", "https"))(words)
    except ValidationError:
        return False
    return True


def slug(value: Value, field: str, scope: Scope) -> str | None:
    """Lower-case letters, digits and single hyphens, at most 64."""
    words = _scalar(value, field, scope)
    if words is None or (SLUG.fullmatch(words) and len(words) <= SLUG_LENGTH):
        return words
    rule = f"lower-case letters, digits and single hyphens, at most {SLUG_LENGTH} characters"
    scope.complain(value.line, f"{field} {shown(words)} must be {rule}")
    return None


def reference(kind: str) -> Check:
    """The slug of an entry of this kind that exists."""

    def check(value: Value, field: str, scope: Scope) -> str | None:
        words = _scalar(value, field, scope)
        if words is None or words in scope.known.get(kind, (words,)):
            return words
        where = "" if field == kind else f"{field}: "
        ending = hint(words, scope.known[kind]) or f"; no {kind} has this slug"
        scope.complain(value.line, f"{where}unknown {kind} {shown(words)}{ending}")
        return None

    return check


def term(terms: type[Term]) -> Check:
    """A value of this vocabulary."""

    def check(value: Value, field: str, scope: Scope) -> Term | None:
        words = _scalar(value, field, scope)
        allowed = {one.value: one for one in terms}
        if words is None or words in allowed:
            return allowed[words] if words else None
        scope.complain(value.line, f"{field} {shown(words)} is none of {', '.join(allowed)}{hint(words, allowed)}")
        return None

    return check


def flag(value: Value, field: str, scope: Scope) -> bool | None:
    """`true` or `false`; a field left out is unknown."""
    if value.data in ("true", "false"):
        return value.data == "true"
    scope.complain(value.line, f"{field} must be true, false or left out, not {value.sort}")
    return None


def number(value: Value, field: str, scope: Scope) -> int | None:
    """A whole number, 0 or more."""
    if isinstance(value.data, str) and re.fullmatch("[0-9]{1,9}", value.data):
        return int(value.data)
    scope.complain(value.line, f"{field} must be a whole number, not {value.sort}")
    return None


def span(value: Value, field: str, scope: Scope) -> tuple[int, int] | None:
    """`[start, end)` in characters, the end exclusive."""
    if not isinstance(value.data, list) or len(value.data) != 2:
        scope.complain(value.line, f"{field} must be two numbers, [start, end]")
        return None
    start, end = (
        number(item, f"{field} {part}", scope) for item, part in zip(value.data, ("start", "end"), strict=True)
    )
    if start is None or end is None:
        return None
    if start < end:
        return start, end
    scope.complain(value.line, f"{field} [{start}, {end}] is empty: the start must come before the end")
    return None


def fuzzy(value: Value, field: str, scope: Scope) -> FuzzyDate | None:
    """A date in EDTF."""
    words = _scalar(value, field, scope)
    if words is None:
        return None
    try:
        date = FuzzyDate.parse(words)
    except BadDate as bad:
        scope.complain(value.line, f"{field}: {bad}")
        return None
    return date if text(64)(value, field, scope) else None


def closed(value: Value, field: str, scope: Scope) -> FuzzyDate | None:
    """A date in EDTF that has a last day."""
    date = fuzzy(value, field, scope)
    if date is None or date.latest:
        return date
    scope.complain(value.line, f"{field} {shown(date.edtf)} has an open end: a claim counts from the last day")
    return None


def _scalar(value: Value, field: str, scope: Scope) -> str | None:
    if isinstance(value.data, str):
        return value.data
    scope.complain(value.line, f"{field} must be a text, not {value.sort}")
    return None
