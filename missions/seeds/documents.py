"""A document's bytes, taken as text or refused."""

import re

# Some 150 pages, read in a few seconds.
LARGEST = 300_000
_PAGE = re.compile(r"\s*(?:<!doctype html|<html|<\?xml)", re.IGNORECASE)


class BadDocument(ValueError):
    """Why a file is no document, as the rest of a sentence that begins with its name."""


def decoded(content: bytes) -> str:
    """The text, line ends and byte order mark as they are, so that spans are those of the file. Raises BadDocument."""
    check_size(len(content))
    if b"\0" in content:
        raise BadDocument("is no text: it holds NUL bytes. Save the document as plain text in UTF-8.")
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise BadDocument(f"is not UTF-8 at byte {error.start}. Save it as plain text in UTF-8.") from error
    if not text.strip("\ufeff \t\r\n"):
        raise BadDocument("is empty.")
    if _PAGE.match(text.lstrip("\ufeff")):
        raise BadDocument("is a web page, and spans count the characters of a text. Save its text instead.")
    return text


def check_size(size: int) -> None:
    """Raises BadDocument where so many bytes are too many."""
    if size > LARGEST:
        raise BadDocument(f"has {size:,} bytes; at most {LARGEST:,} are read. Cut out the part that matters.")
