"""Which milestones of the catalog a passage may be about."""

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from missions.proposals.catalog import KnownMilestone, Sort
from missions.vocabulary import Destination, MilestoneKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A milestone that a passage may be about; `fit` is 0 to 1."""

    slug: str
    title: str
    fit: float


_WORD = re.compile(r"[a-z][a-z0-9]{2,}")
_STEM = 5
_EMPTY = re.compile(
    r"(?:the|and|for|with|that|this|from|its|their|has|have|had|was|were|are|will|been|one|two|into|upon|over|which|who"
    r"|whom|than|more|most|not|all|any|another|others?|there|they|them|then|out|off|per|about)"
)
# Words that speak of a kind, beside the words of its milestones.
_KINDS: dict[str, str] = {
    MilestoneKind.ANNOUNCEMENT: "announce unveil reveal present outline introduce public",
    MilestoneKind.AGREEMENT: "agree sign partner joint cooperate collaborate alliance deal contract",
    MilestoneKind.POLICY: "law rule budget ban policy legislation directive",
    MilestoneKind.DEVELOPMENT: "develop reusable build design technology",
    MilestoneKind.TEST: "test trial demonstrate prototype",
    MilestoneKind.DEPLOYMENT: "deploy deployment station troops",
    MilestoneKind.LAUNCH: "launch liftoff lift orbit",
    MilestoneKind.FIRST_FLIGHT: "maiden debut first flight",
    MilestoneKind.CREWED_FLIGHT: "crew astronaut human manned people cosmonaut",
    MilestoneKind.DOCKING: "dock rendezvous meet",
    MilestoneKind.ARRIVAL: "arrive reach enter orbit",
    MilestoneKind.LANDING: "land lander touchdown",
    MilestoneKind.CREWED_LANDING: "land astronaut crew human people foot",
    MilestoneKind.SURVEY: "sample image search collect rock map",
    MilestoneKind.EXPLORATION: "explore exploration",
    MilestoneKind.SAMPLE_RETURN: "sample return",
    MilestoneKind.BASE: "base colony colonize settle settlement presence mine outpost",
    MilestoneKind.IN_SERVICE: "operational service station operate regular",
    MilestoneKind.TOURISM: "tourism tourist private customer passenger",
    MilestoneKind.WITHDRAWAL: "withdraw leave quit separate",
    MilestoneKind.RETIREMENT: "retire end conclude deorbit decommission",
}
_KIND_WEIGHT = 1.0
_ENTITY_WEIGHT = 2.0
_WORLD_WEIGHT = 1.0
# Below this a passage is about none of them.
_LEAST = 0.3


class Milestones:
    """The milestones of a catalog, ready to be compared with passages: made once, used for many."""

    def __init__(self, milestones: Sequence[KnownMilestone]) -> None:
        self._known = [(milestone, _stems(milestone.words)) for milestone in milestones]
        self._spread = Counter(stem for _, stems in self._known for stem in stems)

    def candidates(
        self,
        passage: str,
        entities: Collection[tuple[Sort, str]],
        worlds: Collection[Destination],
        most: int = 3,
    ) -> tuple[Candidate, ...]:
        """The best first, at most so many; none where nothing fits, which is then new."""
        stems = _stems(passage)
        fits = ((self._fit(known, words, stems, entities, worlds), known) for known, words in self._known)
        ranked = sorted(((fit, known) for fit, known in fits if fit >= _LEAST), key=lambda one: (-one[0], one[1].slug))
        return tuple(Candidate(known.slug, known.title, round(fit, 2)) for fit, known in ranked[:most])

    def _fit(
        self,
        known: KnownMilestone,
        words: frozenset[str],
        stems: frozenset[str],
        entities: Collection[tuple[Sort, str]],
        worlds: Collection[Destination],
    ) -> float:
        """The share of what the milestone is about that the passage has, rare words weighing more."""
        about = sum(map(self._weight, words)) or 1.0
        shared = sum(map(self._weight, words & stems))
        named = len(known.entities.intersection(entities)) / (len(known.entities) or 1)
        there = _WORLD_WEIGHT * (known.destination in worlds) if known.destination else 0.0
        kind = _KIND_WEIGHT * bool(stems & _stems(_KINDS.get(known.kind, "")))
        strange = 0.5 * (bool(known.entities) and not named)
        most = 1.0 + _ENTITY_WEIGHT + _WORLD_WEIGHT * bool(known.destination) + _KIND_WEIGHT
        return max(0.0, (2 * shared / about + _ENTITY_WEIGHT * named + there + kind - strange) / (most + 1.0))

    def _weight(self, stem: str) -> float:
        return math.log(1 + len(self._known) / (1 + self._spread[stem]))


def _stems(words: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(words.lower()) if not _EMPTY.fullmatch(word))
