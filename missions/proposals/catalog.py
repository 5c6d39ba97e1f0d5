"""What the reader of a text must know of the catalog. It is handed in: nothing here asks a database or a file."""

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    AGENCY = "agency"
    PROGRAM = "program"
    VEHICLE = "vehicle"


@dataclass(frozen=True, slots=True)
class Entity:
    """An agency, a program or a vehicle, with the names that the catalog has for it.

    `country` only of a state: its adjective and its capital then stand for it too. `agencies` are the slugs of those
    behind a vehicle (maker, operators) or a program (leads).
    """

    sort: Sort
    slug: str
    names: tuple[str, ...]
    country: str = ""
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownMilestone:
    """`entities` are pairs of sort and slug; `words` is its title with its criterion."""

    slug: str
    title: str
    words: str
    kind: str
    destination: str = ""
    entities: frozenset[tuple[Sort, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Catalog:
    entities: tuple[Entity, ...]
    milestones: tuple[KnownMilestone, ...] = ()
