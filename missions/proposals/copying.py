"""Whether what an editor writes repeats the document. Claims are told in our own words."""

import re

# So many words in a row are the document's, and not chance.
RUN = 8
_WORD = re.compile(r"\w+")


def copied(told: str, text: str) -> str:
    """The first eight words in a row of what is told that stand in the text as well; blank where none do.

    Capitals, signs, apostrophes and line breaks make no difference.
    """
    runs = _runs(told)
    there = set(_runs(text)) if runs else set()
    return next((run for run in runs if run in there), "")


def _runs(text: str) -> list[str]:
    words = _WORD.findall(text.casefold().replace("’", "").replace("'", ""))
    return [" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
