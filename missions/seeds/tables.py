"""What each kind of entry holds. The lengths are those of the database's columns."""

from missions.seeds.checks import (
    closed,
    flag,
    fuzzy,
    number,
    pattern,
    reference,
    slug,
    span,
    term,
    text,
    url,
)
from missions.seeds.entries import Field, Table
from missions.seeds.structures import entries, listed, mapping
from missions.vocabulary import AgencyKind, Destination, MilestoneKind, Outcome, Rank, Reliability, Role, VehicleKind

# The first field of an entry is the one that names it in messages.

CITE: Table = (
    Field("span", span),
    Field("sha256", pattern("[0-9a-f]{16}", "16 hex digits (0-9, a-f)")),
    Field("holds", listed(text(200)), empty=[]),
)

CATALOG_CITE: Table = (Field("source", reference("source")), *CITE)

PARTICIPANT: Table = (
    Field("agency", reference("agency")),
    Field("role", term(Role)),
)

AGENCY: Table = (
    Field("slug", slug),
    Field("name", text(120)),
    Field("short_name", text(40), required=False, empty=""),
    Field("kind", term(AgencyKind)),
    Field("country", pattern("[A-Z]{2}", "two capital letters (ISO 3166-1)"), required=False, empty=""),
    Field("parent", reference("agency"), required=False),
    Field("cites", listed(mapping(CATALOG_CITE)), empty=[]),
)

PROGRAM: Table = (
    Field("slug", slug),
    Field("name", text(120)),
    Field("destination", term(Destination), required=False, empty=""),
    Field("participants", listed(mapping(PARTICIPANT)), required=False, empty=[]),
    Field("summary", text(1000), required=False, empty=""),
    Field("cites", listed(mapping(CATALOG_CITE)), empty=[]),
)

VEHICLE: Table = (
    Field("slug", slug),
    Field("name", text(120)),
    Field("kind", term(VehicleKind)),
    Field("maker", reference("agency"), required=False),
    Field("operators", listed(reference("agency")), required=False, empty=[]),
    Field("programs", listed(reference("program")), required=False, empty=[]),
    Field("crewed", flag, required=False),
    Field("reusable", flag, required=False),
    Field("cites", listed(mapping(CATALOG_CITE)), empty=[]),
)

MILESTONE: Table = (
    Field("slug", slug),
    Field("title", text(200)),
    Field("kind", term(MilestoneKind)),
    Field("destination", term(Destination), required=False, empty=""),
    Field("crewed", flag, required=False),
    Field("program", reference("program"), required=False),
    Field("agencies", listed(reference("agency")), required=False, empty=[]),
    Field("vehicles", listed(reference("vehicle")), required=False, empty=[]),
    Field("criterion", text(500)),
    Field("cites", listed(mapping(CATALOG_CITE)), empty=[]),
)

SOURCE: Table = (
    Field("slug", slug),
    Field("title", text(200)),
    Field("publisher", text(120), required=False, empty=""),
    Field("author", text(120), required=False, empty=""),
    Field("published", closed, required=False),
    Field("url", url, required=False, empty=""),
    Field("sha256", pattern("[0-9a-f]{64}", "64 hex digits (0-9, a-f)")),
    Field("characters", number),
    Field("sketch", pattern("[0-9a-f]{8}(?: [0-9a-f]{8}){63}", "as `cite` prints it"), required=False, empty=""),
    Field("republication_of", reference("source"), required=False),
    Field("reliability", term(Reliability)),
    Field("file", pattern(r"[^/\\\x00-\x1f]+", "the bare name of a file, without folders")),
)

CLAIM: Table = (
    Field("key", slug),
    Field("milestone", reference("milestone")),
    Field("claimant", reference("agency"), required=False),
    Field("speaker", text(200), required=False, empty=""),
    Field("asserted_on", closed, required=False),
    Field("outcome", term(Outcome)),
    Field("date", fuzzy, required=False),
    Field("reading", text(500), required=False, empty=""),
    Field("statement", text(500)),
    Field("cite", mapping(CITE)),
    Field("rank", term(Rank), required=False, empty=Rank.NORMAL),
    Field("reason", text(500), required=False, empty=""),
    Field("withdrawn", mapping((Field("reason", text(500)),)), required=False),
)

DOCUMENT: Table = (
    Field("source", mapping(SOURCE, "source")),
    Field("claims", entries("claim", CLAIM), required=False, empty=[]),
)
