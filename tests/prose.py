"""Texts that are long enough for a sketch, of words that name nothing."""

import random

_WORDS = [f"word{number}" for number in range(400)]


def prose(seed: int, length: int) -> str:
    """So many words, always the same ones for a seed."""
    return " ".join(random.Random(seed).choices(_WORDS, k=length))  # noqa: S311 - any words will do
