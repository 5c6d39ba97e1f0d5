"""A sketch is kept, and handed out by nothing: who has one can test guesses at a document that is not kept."""

import io
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import call_command

from missions.actions import removal, sources
from missions.models import Change, Source
from missions.proposals import sketch
from tests.admin.conftest import desk_of
from tests.admin.files import send
from tests.admin.pages import address
from tests.api.asking import get
from tests.api.endpoints import LISTED, PARAMETERS
from tests.factories import SourceFactory, claim
from tests.management.snapshots import empty, snapshot
from tests.prose import prose

pytestmark = pytest.mark.django_db

OF_PAPER, OF_OTHER = sketch(prose(1, 400)), sketch(prose(2, 400))


@pytest.fixture(autouse=True)
def paper(world: None) -> Source:
    """Added, changed, sketched anew and spoken of, and beside it another one that went."""
    paper, gone = (
        SourceFactory.build(slug=slug, title=slug, sketch=made)
        for slug, made in (("paper", OF_PAPER), ("gone", OF_OTHER))
    )
    for source in (paper, gone):
        sources.revise(source=source)
    for paper.title, paper.sketch in (("The paper", OF_OTHER), ("The paper", OF_PAPER)):
        sources.revise(source=paper)
    claim(source=paper)
    removal.remove(row=gone)
    return paper


def holds_a_sketch(content: bytes) -> bool:
    return any(made[:8].encode() in content for made in (OF_PAPER, OF_OTHER))


def unpacked(workbook: bytes) -> bytes:
    with ZipFile(io.BytesIO(workbook)) as packed:
        return b"".join(map(packed.read, packed.namelist()))


def test_they_are_there() -> None:
    assert Source.objects.get(slug="paper").sketch == OF_PAPER
    assert list(Change.objects.filter(resource="source").values_list("key", "action")) == [
        ("paper", "created"), ("gone", "created"), ("paper", "changed"), ("gone", "deleted"),
    ]  # fmt: skip


@pytest.mark.parametrize("path", [*PARAMETERS, "sources/paper/", "changes/?resource=source&limit=500"])
def test_no_answer_of_the_api_has_one(path: str) -> None:
    formats = ["json", "csv", "ndjson"] if path in LISTED else [None]
    for form in formats:
        answer = get(path, {"format": form} if form else {})
        assert answer.status == 200
        assert not holds_a_sketch(answer.content)


def test_no_snapshot_has_one_and_a_restored_tracker_does_without(tmp_path: Path) -> None:
    found = snapshot(tmp_path / "here")
    assert b"The paper" in found["sources.ndjson"]
    assert not any(map(holds_a_sketch, found.values()))
    empty()
    call_command("restore", str(tmp_path / "here"))
    assert Source.objects.get(slug="paper").sketch == ""
    assert snapshot(tmp_path / "there") == found


def test_no_export_and_no_page_of_the_desk_has_one(paper: Source) -> None:
    desk = desk_of("view_source", "change_source", "add_source")
    for page in (
        address("source", "changelist"),
        *(address("source", name, paper.pk) for name in ("change", "history")),
    ):
        answer: Any = desk.get(page)
        assert answer.status_code == 200
        assert not holds_a_sketch(answer.content)
    for form in ("csv", "xlsx"):
        export: Any = desk.get(address("source", "export", form))
        content = b"".join(export.streaming_content)
        assert not holds_a_sketch(unpacked(content) if form == "xlsx" else content)


def test_who_imports_a_source_that_is_there_is_not_shown_its_sketch(paper: Source) -> None:
    desk = desk_of("view_source", "add_source", "view_claim", "add_claim")
    table = f"slug,title,reliability,sketch\r\npaper,The paper,reported,{sketch(prose(3, 400))}\r\n"
    assert not holds_a_sketch(send(desk, table.encode(), "source", "paper.csv").content)
