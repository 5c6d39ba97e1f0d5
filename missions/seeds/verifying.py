"""The seeds held against the original documents, which the project does not keep.

A document's text is its bytes decoded as UTF-8, with line ends and byte order mark as they are.
"""

from collections.abc import Collection, Iterator
from hashlib import sha256
from pathlib import Path

from missions.proposals.sketches import sketch
from missions.proposals.spans import span_hash
from missions.seeds.collection import Seeds
from missions.seeds.entries import Entry
from missions.seeds.mistakes import Mistake, shown


def verify(seeds: Seeds, directory: Path, slugs: Collection[str]) -> list[Mistake]:
    """What does not hold in the documents of these slugs.

    Of a document its file, hash, length and sketch; of a span its hash, and the words it must hold.

    That each year of a date is among those words, or explained, the seeds' own rules see to. Sorted by file and line.
    """
    faults: list[Mistake] = []
    for source in (source for source in seeds.sources if source["slug"] in slugs):
        text = _text(source, directory, faults)
        if text is not None:
            faults += _span_faults(seeds, source["slug"], text)
    return sorted(faults)


def spans(seeds: Seeds, slug: str) -> list[Entry]:
    """The cites of a document, from the catalog and from its claims."""
    return [cite for source, cite in seeds.cites() if source == slug]


def _text(source: Entry, directory: Path, faults: list[Mistake]) -> str | None:
    path: Path = directory / source["file"]
    try:
        content = path.read_bytes()
        text: str = content.decode()
    except OSError as error:
        faults.append(source.mistake(f"{source['file']} cannot be read: {error.strerror}", "file"))
        return None
    except UnicodeDecodeError as error:
        faults.append(source.mistake(f"{source['file']} is not UTF-8 at byte {error.start}", "file"))
        return None
    if (digest := sha256(content).hexdigest()) != source["sha256"]:
        faults.append(
            source.mistake(f"{source['file']} has the sha256 {digest}: it is not the file that was read", "sha256")
        )
    if len(text) != source["characters"]:
        text_length = f"{source['file']} has {len(text)} characters, not {source['characters']}"
        faults.append(source.mistake(text_length, "characters"))
    if source["sketch"] not in ("", sketch(text)):
        faults.append(source.mistake(f"{source['file']} has another sketch; `cite` prints it", "sketch"))
    return text


def _span_faults(seeds: Seeds, slug: str, text: str) -> Iterator[Mistake]:
    for cite in spans(seeds, slug):
        start, end = cite["span"]
        place = f"span [{start}, {end}]"
        if (digest := span_hash(text, start, end)) != cite["sha256"]:
            yield cite.mistake(
                f"{place} has the sha256 {digest}, not {cite['sha256']}: other words stand there", "sha256"
            )
        for word in cite["holds"]:
            if word not in text[start:end]:
                yield cite.mistake(f"{place} does not hold {shown(word)}", "holds")
