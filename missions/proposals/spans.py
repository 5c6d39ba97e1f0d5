"""A place in a text, in code points, the end exclusive."""

from hashlib import sha256


def span_hash(text: str, start: int, end: int) -> str:
    """The first 16 hex digits of the SHA-256 of the span's UTF-8 bytes; `end` is exclusive."""
    return sha256(text[start:end].encode()).hexdigest()[:16]
