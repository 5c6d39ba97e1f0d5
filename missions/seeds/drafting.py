"""A draft of a document's seed, out of what was read in it. What only an editor can say is left blank.

The draft holds spans, names and dates of the document, and no sentence of it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from missions.dates import FuzzyDate
from missions.proposals.proposing import Proposal
from missions.proposals.sketches import Likeness
from missions.seeds.checks import SLUG_LENGTH
from missions.seeds.citing import counted
from missions.seeds.rules import YEAR


@dataclass(frozen=True, slots=True)
class Paper:
    """A document on its way into the seeds. `content` is UTF-8; `like` is the known source that it is nearly."""

    file: str
    content: bytes
    title: str = ""
    published: FuzzyDate | None = None
    like: Likeness | None = None
    # The draft's own file, where it has one.
    drafted_in: str = ""

    @property
    def slug(self) -> str:
        """Made of the name of the draft's file, or without one of the document's."""
        file = self.drafted_in or self.file
        name = unicodedata.normalize("NFKD", file.rpartition(".")[0] or file)
        plain = name.encode("ascii", "ignore").decode().lower()
        return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:SLUG_LENGTH].rstrip("-") or "document"


def draft(paper: Paper, proposals: Sequence[Proposal]) -> str:
    """The text of `seeds/documents/<slug>.yaml`, to be gone through from top to bottom."""
    claims = [line for number, one in enumerate(proposals, start=1) for line in ("", *_claim(paper, number, one))]
    return "\n".join([*_source(paper), "", "claims:" if claims else "claims: []", *claims, ""])


def _source(paper: Paper) -> Iterator[str]:
    yield "source:"
    yield f"  slug: {paper.slug}  # the file's name in seeds/documents"
    yield _field("  title", paper.title, "as it stands above the document")
    yield "  publisher:  # left out: not stated"
    yield "  author:  # left out: not stated"
    yield _field("  published", paper.published.edtf if paper.published else "", "EDTF; an estimate carries ~")
    yield "  url:"
    yield from (f"  {line}" for line in counted(paper.content))
    if paper.like:
        yield f"  republication_of: {paper.like.slug}  # {paper.like.share:.0%} alike; take the line out if it is none"
    yield "  reliability:  # official, reported, commentary or unattributed"
    yield f"  file: {_quoted(paper.file)}"


def _claim(paper: Paper, number: int, proposal: Proposal) -> Iterator[str]:
    yield f"  # {proposal.score:.2f}  {proposal.why}"
    yield f"  - key: {_key(proposal)}-{number}"
    yield _milestone(proposal)
    if proposal.claimant:
        yield f"    claimant: {proposal.claimant}  # a guess"
    if proposal.asserted_on and proposal.asserted_on != paper.published:
        yield f"    asserted_on: {_quoted(proposal.asserted_on.edtf)}"
    yield f"    outcome: {proposal.outcome}"
    if proposal.date:
        yield f"    date: {_quoted(proposal.date.edtf)}"
    if proposal.date and _needs_reading(proposal):
        yield f"    reading: {_quoted(proposal.reading)}"
    yield "    statement:  # in your own words, never the document's"
    yield "    cite:"
    yield f"      span: [{proposal.start}, {proposal.end}]"
    yield f"      sha256: {_quoted(proposal.sha256)}"
    hint = "" if proposal.holds else "  # names and years as they stand in the span"
    yield f"      holds: [{', '.join(map(_quoted, proposal.holds))}]{hint}"


def _milestone(proposal: Proposal) -> str:
    if not proposal.milestones:
        return "    milestone:  # new, it seems: add it to the catalog"
    best, *others = proposal.milestones
    rest = f", or {', '.join(one.slug for one in others)}" if others else ""
    return f"    milestone: {best.slug}  # a guess{rest}, or a new one"


def _key(proposal: Proposal) -> str:
    who = proposal.entities[0].slug if proposal.entities else "somebody"
    return f"{who[: SLUG_LENGTH - 20].rstrip('-')}-{proposal.outcome}"


def _needs_reading(proposal: Proposal) -> bool:
    """Whether a year of the date is not among the words, as the seeds' rules ask."""
    told = " ".join(proposal.holds)
    return proposal.date is not None and any(year not in told for year in YEAR.findall(proposal.date.edtf))


def _field(name: str, value: str, hint: str) -> str:
    return f"{name}: {_quoted(value)}" if value else f"{name}:  # {hint}"


def _quoted(value: str) -> str:
    """A YAML scalar on one line."""
    line = " ".join(value.split())
    text: str = yaml.safe_dump(line, default_flow_style=True, allow_unicode=True, width=10**6, default_style='"')
    return text.strip()
