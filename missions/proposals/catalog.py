"""What the reader of a text must know of the catalog. It is handed in: nothing here asks a database or a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from missions.vocabulary import AgencyKind, Role


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

    @classmethod
    def agency(cls, slug: str, names: tuple[str, ...], *, kind: str, country: str, parent: object) -> Self:
        # A state stands above its agencies: the country of these is no name of theirs.
        is_state = kind == AgencyKind.GOVERNMENT and not parent
        return cls(Sort.AGENCY, slug, names, country if is_state else "")

    @classmethod
    def program(cls, slug: str, name: str, parts: Iterable[tuple[str, str]]) -> Self:
        """`parts` are the slugs of those who take part, each with its role."""
        leads = tuple(agency for agency, role in parts if role == Role.LEAD)
        return cls(Sort.PROGRAM, slug, (name,), agencies=leads)

    @classmethod
    def vehicle(cls, slug: str, name: str, *, maker: str | None, operators: Iterable[str]) -> Self:
        behind = dict.fromkeys([*([maker] if maker else []), *operators])
        return cls(Sort.VEHICLE, slug, (name,), agencies=tuple(behind))


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
