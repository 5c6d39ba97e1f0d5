"""Judges the proposals against the claims of the seeds: the table of docs/proposing.md.

.venv/bin/python bench/propose.py DIRECTORY, the folder with the documents.
"""

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from missions.dates import FuzzyDate  # noqa: E402
from missions.proposals import Proposal, Reader  # noqa: E402
from missions.seeds.cataloguing import catalog  # noqa: E402
from missions.seeds.collection import Document, Seeds  # noqa: E402
from missions.seeds.entries import Entry  # noqa: E402
from missions.seeds.reading import read  # noqa: E402

COLUMNS = [
    "claims",
    "found",
    "entity",
    "date",
    "said on",
    "outcome",
    "claimant",
    "milestone",
    "proposals",
    "on a claim",
]


def judge(seeds: Seeds, document: Document, reader: Reader, directory: Path) -> Counter[str]:
    """Counts by column; of those that not every claim has, also how many there were."""
    source = document.source
    published = source["published"] if source else None
    text = (directory / source["file"]).read_bytes().decode() if source else ""
    proposals = reader.read(text, published).found
    milestones = {entry["slug"]: entry for entry in seeds.milestones}
    counts = Counter(claims=len(document.claims), proposals=len(proposals))
    for claim in document.claims:
        if best := _best(claim, proposals):
            counts["found"] += 1
            counts.update(_right(claim, milestones[claim["milestone"]], best))
            counts["said on"] += _bounds(claim["asserted_on"] or published) == _bounds(best.asserted_on)
    counts["on a claim"] = sum(any(_overlap(claim, one) for claim in document.claims) for one in proposals)
    return counts


def _overlap(claim: Entry, proposal: Proposal) -> float:
    """Shared characters by the characters of both."""
    start, end = map(int, claim["cite"]["span"])
    shared = min(end, proposal.end) - max(start, proposal.start)
    return max(0, shared) / (max(end, proposal.end) - min(start, proposal.start))


def _best(claim: Entry, proposals: tuple[Proposal, ...]) -> Proposal | None:
    """The one that fits the claim's span best, if one overlaps it at all."""
    best = max(proposals, key=lambda one: _overlap(claim, one), default=None)
    return best if best and _overlap(claim, best) else None


def _right(claim: Entry, milestone: Entry, best: Proposal) -> Counter[str]:
    counts: Counter[str] = Counter()
    whom = {claim["claimant"]} if claim["claimant"] else {*milestone["agencies"], *milestone["vehicles"]}
    if not claim["claimant"] and milestone["program"]:
        whom.add(milestone["program"])
    if whom:
        counts["of entity"] += 1
        counts["entity"] += bool(whom & {best.claimant, *(entity.slug for entity in best.entities)})
    if claim["date"]:
        counts["of date"] += 1
        counts["date"] += _bounds(claim["date"]) == _bounds(best.date)
    if claim["claimant"]:
        counts["of claimant"] += 1
        counts["claimant"] += claim["claimant"] == best.claimant
    counts["outcome"] += claim["outcome"] == best.outcome
    counts["milestone"] += claim["milestone"] in [one.slug for one in best.milestones]
    return counts


def _bounds(date: FuzzyDate | None) -> object:
    return date and (date.earliest, date.latest)


def _row(name: str, counts: Counter[str]) -> str:
    of = {"found": counts["claims"], "on a claim": counts["proposals"]}
    of |= dict.fromkeys(("said on", "outcome", "milestone"), counts["found"])
    of |= {part: counts[f"of {part}"] for part in ("entity", "date", "claimant")}
    cells = [f"{counts[column]} of {of[column]}" if column in of else str(counts[column]) for column in COLUMNS]
    return f"| {' | '.join([name, *cells])} |"


def main(directory: Path) -> None:
    seeds = read(ROOT / "seeds")
    reader = Reader(catalog(seeds))
    print(f"| {' | '.join(['document', *COLUMNS])} |")
    print(f"| --- |{' ---: |' * len(COLUMNS)}")
    whole: Counter[str] = Counter()
    for document in seeds.documents:
        counts = judge(seeds, document, reader, directory)
        print(_row(document.slug, counts))
        whole += counts
    print(_row("all", whole))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} DIRECTORY, the folder with the documents")
    main(Path(sys.argv[1]))
