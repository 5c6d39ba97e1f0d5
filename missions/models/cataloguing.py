"""The catalog of the database, as the reader of a new document needs it; and whether a document is known."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import starmap

from django.db.models import Q, QuerySet

from missions.models.agency import Agency
from missions.models.milestone import Milestone
from missions.models.program import Program
from missions.models.source import Source
from missions.models.vehicle import Vehicle
from missions.proposals import Catalog, Entity, KnownMilestone, KnownSource, Likeness, Sort, recognise
from missions.proposals.names import Names

# A passage is compared with each of them, at some 10 µs: with so many, a page of 30 proposals takes a second or two.
MOST_MILESTONES = 5_000


def catalog(text: str) -> Catalog:
    """Every agency, program and vehicle, and the milestones. Of more than 5,000 milestones, the newest 5,000 of those
    with something that the text names. Eleven queries at most.
    """
    entities = tuple(_entities())
    rows = Milestone.objects.order_by("-pk")
    if rows.count() > MOST_MILESTONES:
        rows = _about(rows, Catalog(entities), text)[:MOST_MILESTONES]
    whole = rows.select_related("program").prefetch_related("agencies", "vehicles")
    return Catalog(entities, tuple(map(_milestone, whole)))


def likeness(content: bytes, text: str) -> Likeness | None:
    """The source that the document is, or is nearly the same as: None where it is new. Two queries."""
    digest = sha256(content).hexdigest()
    # Of some sources the first 16 digits alone are known.
    same = Source.objects.filter(sha256__in=[digest, digest[:16]]).first()
    if same:
        return Likeness(same.slug, 1.0, is_same=True)
    sketched = Source.objects.exclude(sketch="").values_list("slug", "sha256", "sketch")
    return recognise(content, text, starmap(KnownSource, sketched))


def _entities() -> Iterator[Entity]:
    for agency in Agency.objects.all():
        names = (agency.name, agency.short_name)
        yield Entity.agency(agency.slug, names, kind=agency.kind, country=agency.country, parent=agency.parent_id)
    for program in Program.objects.prefetch_related("participations__agency"):
        parts = ((part.agency.slug, part.role) for part in program.participations.all())
        yield Entity.program(program.slug, program.name, parts)
    for vehicle in Vehicle.objects.select_related("maker").prefetch_related("operators"):
        maker = vehicle.maker.slug if vehicle.maker else None
        operators = (agency.slug for agency in vehicle.operators.all())
        yield Entity.vehicle(vehicle.slug, vehicle.name, maker=maker, operators=operators)


def _about(rows: QuerySet[Milestone], entities: Catalog, text: str) -> QuerySet[Milestone]:
    named = {entity for mention in Names(entities).mentions(text) for entity in mention.entities}
    slugs = {sort: [entity.slug for entity in named if entity.sort == sort] for sort in Sort}
    about = Q(program__slug__in=slugs[Sort.PROGRAM])
    about |= Q(agencies__slug__in=slugs[Sort.AGENCY]) | Q(vehicles__slug__in=slugs[Sort.VEHICLE])
    return rows.filter(about).distinct()


def _milestone(row: Milestone) -> KnownMilestone:
    entities = {
        *((Sort.AGENCY, agency.slug) for agency in row.agencies.all()),
        *((Sort.VEHICLE, vehicle.slug) for vehicle in row.vehicles.all()),
        *([(Sort.PROGRAM, row.program.slug)] if row.program else []),
    }
    return KnownMilestone(
        slug=row.slug,
        title=row.title,
        words=f"{row.title} {row.criterion}",
        kind=row.kind,
        destination=row.destination,
        entities=frozenset(entities),
    )
