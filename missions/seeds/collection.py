"""All seeds together, as they were read."""

from collections.abc import Iterator
from dataclasses import dataclass

from missions.seeds.entries import Entry


@dataclass(frozen=True, slots=True)
class Document:
    """One file of `seeds/documents`, named after its source. The source is None where the file says none."""

    slug: str
    source: Entry | None
    claims: list[Entry]


@dataclass(frozen=True, slots=True)
class Seeds:
    agencies: list[Entry]
    programs: list[Entry]
    vehicles: list[Entry]
    milestones: list[Entry]
    documents: list[Document]

    @property
    def catalog(self) -> list[Entry]:
        return [*self.agencies, *self.programs, *self.vehicles, *self.milestones]

    @property
    def sources(self) -> list[Entry]:
        return [document.source for document in self.documents if document.source]

    def claims(self) -> Iterator[tuple[Document, Entry]]:
        for document in self.documents:
            for claim in document.claims:
                yield document, claim

    def cites(self) -> Iterator[tuple[str | None, Entry]]:
        """Every cite with the slug of its source: the catalog's, then the claims'."""
        for entry in self.catalog:
            for cite in entry["cites"] or []:
                yield cite["source"], cite
        for document, claim in self.claims():
            if claim["cite"]:
                yield document.slug, claim["cite"]
