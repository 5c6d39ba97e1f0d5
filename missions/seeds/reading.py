"""The folder of seeds, read and held against every rule."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from missions.seeds.collection import Document, Seeds
from missions.seeds.entries import Entry, Scope, Table, enter
from missions.seeds.mistakes import BadSeeds, Mistake, hint
from missions.seeds.nodes import Value, load, parse
from missions.seeds.rules import RULES, milestones_have_claims_that_count
from missions.seeds.structures import entries
from missions.seeds.tables import AGENCY, DOCUMENT, MILESTONE, PROGRAM, VEHICLE

CATALOG: dict[str, tuple[str, Table]] = {
    "agencies": ("agency", AGENCY),
    "programs": ("program", PROGRAM),
    "vehicles": ("vehicle", VEHICLE),
    "milestones": ("milestone", MILESTONE),
}

# The value of each file by the file's stem; None where it could not be read.
Trees = dict[str, Value | None]


def read(directory: Path) -> Seeds:
    """All seeds of a folder with `catalog/` and `documents/`. Raises BadSeeds with every mistake in them."""
    mistakes = list(_strays(directory))
    catalog = _load(directory, "catalog", CATALOG, mistakes)
    documents = _load(directory, "documents", _stems(directory), mistakes)
    if not documents:
        mistakes.append(Mistake(f"{directory.name}/documents", 1, "holds no document, which would be <slug>.yaml"))
    known = _known(catalog, documents)
    found = {stem: _entries(directory, stem, tree, known, mistakes) for stem, tree in catalog.items()}
    papers = [_document(directory, stem, tree, known, mistakes) for stem, tree in documents.items() if tree]
    seeds = Seeds(**found, documents=papers)
    # A document that cannot be read may hold the claims that count.
    rules = [*RULES, milestones_have_claims_that_count] if all(documents.values()) else RULES
    mistakes += [mistake for rule in rules for mistake in rule(seeds)]
    if mistakes:
        raise BadSeeds(mistakes)
    return seeds


def read_alone(content: bytes, file: str) -> tuple[Document | None, list[Mistake]]:
    """One document, without the catalog: whether what it refers to is there is left to whoever asks.

    With every mistake in it, sorted; None where it cannot be read at all.
    """
    mistakes: list[Mistake] = []
    tree = parse(content, file, mistakes)
    if tree is None:
        return None, mistakes
    entry = enter(tree, Scope(file, "the document", {}, mistakes), DOCUMENT)
    source = entry["source"]
    document = Document((source and source["slug"]) or "", source, entry["claims"] or [])
    alone = Seeds([], [], [], [], [document])
    return document, sorted([*mistakes, *(mistake for rule in RULES for mistake in rule(alone))])


def _stems(directory: Path) -> list[str]:
    return sorted(path.stem for path in (directory / "documents").glob("*.yaml"))


def _load(directory: Path, folder: str, stems: Iterable[str], mistakes: list[Mistake]) -> Trees:
    return {
        stem: load(directory / folder / f"{stem}.yaml", f"{directory.name}/{folder}/{stem}.yaml", mistakes)
        for stem in stems
    }


def _strays(directory: Path) -> Iterable[Mistake]:
    """YAML that nothing reads: a misnamed file would be left out without a word."""
    expected = [f"{stem}.yaml" for stem in CATALOG]
    for path in sorted(directory.rglob("*.y*ml")):
        place = path.relative_to(directory)
        if place.parent == Path("documents") and path.suffix == ".yaml":
            continue
        if place.parent != Path("catalog") or path.name not in expected:
            ending = hint(path.name, expected) or "; a document is documents/<slug>.yaml"
            yield Mistake(f"{directory.name}/{place.as_posix()}", 1, f"is not read{ending}")


def _known(catalog: Trees, documents: Trees) -> Mapping[str, frozenset[str]]:
    known = {CATALOG[stem][0]: _slugs(tree) for stem, tree in catalog.items() if tree}
    return {**known, "source": frozenset(documents)}


def _slugs(tree: Value) -> frozenset[str]:
    items = tree.data if isinstance(tree.data, list) else []
    slugs = [item.data.get("slug") for item in items if isinstance(item.data, dict)]
    return frozenset(slug.data for slug in slugs if slug and isinstance(slug.data, str))


def _entries(
    directory: Path, stem: str, tree: Value | None, known: Mapping[str, frozenset[str]], mistakes: list[Mistake]
) -> list[Entry]:
    if tree is None:
        return []
    kind, table = CATALOG[stem]
    scope = Scope(f"{directory.name}/catalog/{stem}.yaml", "the file", known, mistakes)
    found: list[Entry] = entries(kind, table)(tree, stem, scope)
    return found


def _document(
    directory: Path, stem: str, tree: Value, known: Mapping[str, frozenset[str]], mistakes: list[Mistake]
) -> Document:
    scope = Scope(f"{directory.name}/documents/{stem}.yaml", "the document", known, mistakes)
    entry = enter(tree, scope, DOCUMENT)
    return Document(stem, entry["source"], entry["claims"] or [])
