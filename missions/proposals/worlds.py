"""Words for where things go."""

import re

from missions.vocabulary import Destination

_WORDS: dict[Destination, str] = {
    Destination.MOON: r"moon|lunar|cislunar",
    Destination.MARS: r"mars|martian|red\s+planet",
    Destination.EARTH_ORBIT: r"(?:low\s+)?earth\s+orbit|LEO|into\s+orbit|in\s+orbit|space\s+(?:station|lab\w*)s?",
    Destination.SUBORBITAL: r"sub-?orbital",
    Destination.DEEP_SPACE: r"deep[\s-]space|asteroids?|interplanetary",
    Destination.INTERSTELLAR: r"interstellar",
}
_PATTERNS = {world: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for world, words in _WORDS.items()}


def worlds(text: str, start: int, end: int) -> frozenset[Destination]:
    """Those that `[start, end)` speaks of."""
    return frozenset(world for world, pattern in _PATTERNS.items() if pattern.search(text, start, end))
