"""Fixtures written all at once, or held against those that are there."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from missions.seeds.fixtures import Row


def write(texts: Mapping[str, str], directory: Path) -> None:
    """Put each text in place of the file of its name. If anything is raised, all files are as they were."""
    directory.mkdir(parents=True, exist_ok=True)
    parts = {directory / name: directory / f".{name}.part" for name in texts}
    before = {path: path.read_bytes() if path.exists() else None for path in parts}
    try:
        for path, part in parts.items():
            part.write_bytes(texts[path.name].encode())
        for path, part in parts.items():
            part.replace(path)
    except BaseException:
        _restore(before)
        raise
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def drift(texts: Mapping[str, str], directory: Path) -> Iterator[str]:
    """A line for each file that is missing, differs or is not derived from seeds at all."""
    for name, text in texts.items():
        path = directory / name
        place = f"{directory.name}/{name}"
        if not path.is_file():
            yield f"{place}: is missing"
        elif (found := path.read_bytes()) != text.encode():
            yield f"{place}: {_difference(found, text)}"
    strays = sorted(path.name for path in directory.iterdir() if path.name not in texts) if directory.is_dir() else []
    for name in strays:
        yield f"{directory.name}/{name}: is not derived from seeds; remove it"


def _restore(before: Mapping[Path, bytes | None]) -> None:
    for path, content in before.items():
        if content is None:
            path.unlink(missing_ok=True)
        elif path.read_bytes() != content:
            path.write_bytes(content)


def _difference(found: bytes, text: str) -> str:
    wanted: list[Row] = json.loads(text)
    try:
        rows = json.loads(found)
    except ValueError as error:
        return f"is not JSON: {error}"
    if not isinstance(rows, list):
        return "is not a list of rows"
    for row, want in zip(rows, wanted, strict=False):
        if row != want:
            return f"differs first at {label(want)}"
    if len(rows) > len(wanted):
        return (
            f"has {len(rows)} rows; seeds have {len(wanted)}, and end after {label(wanted[-1]) if wanted else 'none'}"
        )
    if len(rows) < len(wanted):
        return f"lacks {label(wanted[len(rows)])}"
    return "holds the same rows in another layout"


def label(row: Row) -> str:
    """A derived row as people know it: `agency nasa`, `claim 5f0c… of some-paper on some-landing`."""
    model, fields = row["model"].removeprefix("missions."), row["fields"]
    match model:
        case "claim":
            return f"claim {row['pk']} of {fields['source'][0]} on {fields['milestone'][0]}"
        case "withdrawal":
            return f"the withdrawal of claim {row['pk']}"
        case "participation":
            return f"the part of {fields['agency'][0]} in {fields['program'][0]}"
        case _:
            return f"{model} {fields['slug']}"
