"""What must hold between entries. Each rule goes over the seeds and yields what breaks it.

A rule keeps quiet about a field that is None: it was refused, and complained of, before.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator

from missions.seeds.collection import Seeds
from missions.seeds.entries import Entry
from missions.seeds.mistakes import Mistake, shown
from missions.vocabulary import RESERVED_SLUGS, Outcome, Rank

Rule = Callable[[Seeds], Iterator[Mistake]]

YEAR = re.compile(r"(?<![0-9X])[0-9]{4}(?![0-9X])")


def slugs_are_unique(seeds: Seeds) -> Iterator[Mistake]:
    for entries in (seeds.agencies, seeds.programs, seeds.vehicles, seeds.milestones):
        yield from _repeated(entries, "slug")
    for document in seeds.documents:
        yield from _repeated(document.claims, "key")
    yield from _repeated(seeds.sources, "sha256")
    for program in seeds.programs:
        yield from _repeated(program["participants"] or [], "agency")


def addresses_are_free(seeds: Seeds) -> Iterator[Mistake]:
    for milestone in seeds.milestones:
        if milestone["slug"] in RESERVED_SLUGS:
            slug = milestone["slug"]
            yield milestone.mistake(f"slug {shown(slug)} is taken: milestones/{slug}/ is another address", "slug")


def sources_are_named_after_their_files(seeds: Seeds) -> Iterator[Mistake]:
    for document in seeds.documents:
        source = document.source
        if source and source["slug"] not in (None, document.slug):
            yield source.mistake(
                f"slug {shown(source['slug'])} must be the file's name, {shown(document.slug)}", "slug"
            )


def nothing_is_above_itself(seeds: Seeds) -> Iterator[Mistake]:
    yield from _cycles(seeds.agencies, "parent")
    yield from _cycles(seeds.sources, "republication_of")


def copies_name_the_original(seeds: Seeds) -> Iterator[Mistake]:
    above = {source["slug"]: source["republication_of"] for source in seeds.sources}
    for source in seeds.sources:
        trail = [source["slug"]]
        while (upper := above.get(trail[-1])) and upper not in trail:
            trail.append(upper)
        # Of those that lead back to themselves none is the original: that is told already.
        if len(trail) > 2 and not above.get(trail[-1]):
            text = f"republication_of {shown(trail[1])} is a copy itself; name the original, {shown(trail[-1])}"
            yield source.mistake(text, "republication_of")


def spans_are_inside_their_documents(seeds: Seeds) -> Iterator[Mistake]:
    lengths = {source["slug"]: source["characters"] for source in seeds.sources}
    for slug, cite in seeds.cites():
        length, span = lengths.get(slug), cite["span"]
        if length is not None and span and span[1] > length:
            text = f"span [{span[0]}, {span[1]}] ends outside the document, which has {length} characters"
            yield cite.mistake(text, "span")


def ranks_have_reasons(seeds: Seeds) -> Iterator[Mistake]:
    for _, claim in seeds.claims():
        if claim["rank"] not in (None, Rank.NORMAL) and claim["reason"] == "":
            yield claim.mistake(f"rank {claim['rank']} needs a reason", "rank")


def claims_were_made_some_day(seeds: Seeds) -> Iterator[Mistake]:
    for document, claim in seeds.claims():
        undated = document.source and "published" not in document.source.lines
        if undated and "asserted_on" not in claim.lines:
            yield claim.mistake("missing key 'asserted_on', which its source's 'published' could stand in for")


def claims_are_no_younger_than_their_documents(seeds: Seeds) -> Iterator[Mistake]:
    for document, claim in seeds.claims():
        published = document.source["published"] if document.source else None
        said = claim["asserted_on"]
        if said and published and said.is_after(published):
            yield claim.mistake(
                f"asserted_on {said.edtf} is after its source was published, {published.edtf}", "asserted_on"
            )


def only_plans_are_ahead(seeds: Seeds) -> Iterator[Mistake]:
    for document, claim in seeds.claims():
        published = document.source["published"] if document.source else None
        date, said = claim["date"], claim["asserted_on"] if "asserted_on" in claim.lines else published
        if claim["outcome"] not in (None, Outcome.PLANNED) and date and said and date.is_after(said):
            text = f"date {date.edtf} is after {said.edtf}, when it was said: only what is planned has such a date"
            yield claim.mistake(text, "date")


def years_are_told(seeds: Seeds) -> Iterator[Mistake]:
    for _, claim in seeds.claims():
        date, cite = claim["date"], claim["cite"]
        if date is None or cite is None or claim["reading"] != "":
            continue
        told = " ".join(cite["holds"] or [])
        for year in dict.fromkeys(YEAR.findall(date.edtf)):
            if year not in told:
                yield claim.mistake(f"the year {year} of date is not in holds; add it, or say in 'reading' why", "date")


def milestones_have_claims_that_count(seeds: Seeds) -> Iterator[Mistake]:
    counting = {
        claim["milestone"]
        for document, claim in seeds.claims()
        if claim["rank"] != Rank.DEPRECATED and not claim["withdrawn"] and not _is_republication(document.source)
    }
    for milestone in seeds.milestones:
        if milestone["slug"] not in (None, *counting):
            yield milestone.mistake(
                "no claim counts for it: all are deprecated, withdrawn or republished, or none is there"
            )


RULES: tuple[Rule, ...] = (
    slugs_are_unique,
    addresses_are_free,
    sources_are_named_after_their_files,
    nothing_is_above_itself,
    copies_name_the_original,
    spans_are_inside_their_documents,
    ranks_have_reasons,
    claims_were_made_some_day,
    claims_are_no_younger_than_their_documents,
    only_plans_are_ahead,
    years_are_told,
)


def _is_republication(source: Entry | None) -> bool:
    return bool(source and source["republication_of"])


def _repeated(entries: Iterable[Entry], field: str) -> Iterator[Mistake]:
    first: dict[Hashable, Entry] = {}
    for entry in entries:
        value = entry[field]
        if value is not None and (before := first.setdefault(value, entry)) is not entry:
            place = f"{before.file}:{before.lines[field]}"
            yield entry.mistake(f"{field} {shown(value)} stands twice; first at {place}", field)


def _cycles(entries: list[Entry], field: str) -> Iterator[Mistake]:
    by_slug = {entry["slug"]: entry for entry in entries if entry["slug"]}
    for slug, entry in by_slug.items():
        trail, upper = [slug], entry[field]
        while upper in by_slug and upper not in trail:
            trail.append(upper)
            upper = by_slug[upper][field]
        # Every member of a cycle finds it; the first by name tells.
        if upper == slug == min(trail):
            yield entry.mistake(f"{field} leads back to itself: {' > '.join([*trail, upper])}", field)
