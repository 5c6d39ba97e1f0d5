"""What `loaddata` refuses: in one line, and the database is as it was before."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from missions.dates.fuzzy import FORMS
from tests.management.rows import (
    ALL,
    KEY,
    LANDING,
    LEAD,
    MOON,
    NASA,
    PAPER,
    PROMISE,
    WITHDRAWN,
    but,
    everything,
    row,
)

pytestmark = pytest.mark.django_db

CLAIM = f"claim {KEY} of paper on landing"
NOT_CHANGED = (
    "A claim is never changed: withdraw it in the seeds, add another under a new key, and draw again. "
    "Nothing was loaded."
)


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("statement", {"statement": "It may land."}),
        ("rank", {"rank": "preferred"}),
        ("date_edtf", {"date_edtf": "../2023", "date_latest": "2023-12-31"}),
        ("claimant", {"claimant": None}),
        ("span_start", {"span_start": 7, "span_end": 8}),
        ("outcome", {"outcome": "achieved"}),
    ],
)
def test_a_changed_claim_is_refused(name: str, changed: dict[str, Any], load: Callable[..., str]) -> None:
    load(*ALL)
    before = everything()
    with pytest.raises(CommandError) as error:
        load(row("agency", slug="esa", name="ESA", kind="intergovernmental"), *ALL[:-1], but(PROMISE, **changed))
    assert str(error.value).endswith(f": {CLAIM} is recorded with another {name}. {NOT_CHANGED}")
    assert everything() == before


def test_a_withdrawal_without_a_reason_is_refused(load: Callable[..., str]) -> None:
    load(*ALL)
    before = everything()
    with pytest.raises(CommandError) as error:
        load(but(WITHDRAWN, reason=""))
    assert str(error.value).endswith(f": withdrawal {KEY}: reason: This field cannot be blank. Nothing was loaded.")
    assert everything() == before


def test_a_number_that_no_database_holds_is_refused(load: Callable[..., str]) -> None:
    before = everything()
    with pytest.raises(CommandError, match=r" Nothing was loaded\.\Z"):
        load(but(PAPER, id=2**63))
    assert everything() == before


def test_a_dump_of_everything_is_refused_and_told_what_does_it(load: Callable[..., str]) -> None:
    load(*ALL)
    before, dump = everything(), io.StringIO()
    call_command("dumpdata", "missions", stdout=dump)
    with pytest.raises(CommandError) as error:
        load(dump.getvalue())
    assert str(error.value).endswith(
        "version 1: fixtures hold the catalog and the evidence, and no version. To carry all of a tracker to another "
        "database, use `snapshot` and `restore`. Nothing was loaded."
    )
    assert everything() == before


def without(found: dict[str, Any], name: str) -> dict[str, Any]:
    return found | {"fields": {key: value for key, value in found["fields"].items() if key != name}}


WORDS = st.sampled_from(["nasa", "moon", "2022", "../..", "", " ", "\0", "\ud800", "x" * 5000])
SINGLES = st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=5)
ANYTHING = SINGLES | st.lists(SINGLES | st.lists(SINGLES, max_size=2), max_size=3) | st.just({"a": 1})

BEFORE = but(
    PAPER, slug="before", sha256="f" * 16,
    published_edtf="2015", published_earliest="2015-01-01", published_latest="2015-12-31",
)  # fmt: skip
NO_DAY = "value has an invalid date format. It must be in YYYY-MM-DD format."

BAD: dict[str, tuple[Any, str]] = {
    "an unknown agency": (but(PROMISE, claimant=["nass"]), f"{CLAIM}: claimant names nass, which is not there."),
    "an unknown source": (but(PROMISE, source=["papr"]), f"claim {KEY}: source names papr, which is not there."),
    "an unknown milestone": (
        but(PROMISE, milestone=["launch"]),
        f"claim {KEY}: milestone names launch, which is not there.",
    ),
    "unknown vehicles": (
        but(LANDING, slug="second", vehicles=[["eagle"]]),
        "milestone second: vehicles names eagle, which is not there.",
    ),
    "an unknown program": (
        but(LEAD, program=["mars"]),
        "participation nasa: program names mars, which is not there.",
    ),
    "an unknown participant": (
        but(LEAD, agency=["esa"]),
        "participation moon: agency names esa, which is not there.",
    ),
    "no program": (without(LEAD, "program"), "participation nasa: program: This field cannot be null."),
    "no source": (without(PROMISE, "source"), f"claim {KEY}: source: This field cannot be null."),
    "no statement": (without(PROMISE, "statement"), f"{CLAIM}: statement: This field cannot be blank."),
    "a date that is none": (
        but(PROMISE, date_edtf="soon"),
        f"{CLAIM}: date_edtf: 'soon' is not an EDTF date. {FORMS}",
    ),
    "bounds that are not the text's": (
        but(PROMISE, date_latest="2022-12-30"),
        f"{CLAIM}: date_edtf: The bounds of '../2022' are None and 2022-12-31.",
    ),
    "a bound that is no day": (
        but(PROMISE, date_latest="2022"),
        f"['“2022” {NO_DAY}']: (missions.claim:pk={KEY}) field_value was '2022'.",
    ),
    "an unknown kind": (
        but(LANDING, slug="second", kind="splash"),
        "milestone second: kind: Value 'splash' is not a valid choice.",
    ),
    "a deprecated claim without a reason": (
        but(PROMISE, rank="deprecated"),
        f"{CLAIM}: A deprecated claim needs a reason.",
    ),
    "a withdrawal of nothing": (
        WITHDRAWN,
        f"withdrawal {KEY}: claim: claim instance with id UUID('{KEY}') is not a valid choice.",
    ),
    "a span past the end": (
        but(PROMISE, span_start=7, span_end=101),
        f"{CLAIM}: span_end: The source has 100 characters; the span ends after them.",
    ),
    "said after the paper came out": (
        but(PROMISE, source=["before"]),
        f"claim {KEY} of before on landing: asserted_on_edtf: The source is of 2015: nothing in it was said later.",
    ),
    "a copy of a copy": (
        but(PAPER, slug="third", republication_of=["copied"]),
        "source third: republication_of: Copied is a copy itself. Name the original.",
    ),
    "a copy of nothing": (
        but(PAPER, slug="third", republication_of=99),
        "source third: republication_of: source instance with id 99 is not a valid choice.",
    ),
    "a part of nothing": (
        but(NASA, slug="esa", parent=99),
        "agency esa: parent: agency instance with id 99 is not a valid choice.",
    ),
    "an unknown number of a milestone": (
        but(PROMISE, milestone=999_999_999),
        f"claim {KEY}: milestone: milestone instance with id 999999999 is not a valid choice.",
    ),
    "an unknown field": (
        but(NASA, slug="esa", nam="ESA"),
        "Error deserializing object: Agency has no field named 'nam'.",
    ),
    "an unknown model": (row("agenci"), "Invalid model identifier: missions.agenci."),
    "a document twice": (
        but(PAPER, slug="copy", sha256="f" * 16),
        "source copy: A source with this hash is there already: it is the same document.",
    ),
}


@pytest.mark.parametrize(("bad", "said"), BAD.values(), ids=BAD)
def test_a_bad_row_is_said_in_one_line_and_nothing_is_loaded(bad: Any, said: str, load: Callable[..., str]) -> None:
    load(NASA, BEFORE, but(PAPER, slug="copied", title="Copied", republication_of=["before"]))
    before = everything()
    with pytest.raises(CommandError) as error:
        load(MOON, LANDING, PAPER, bad)
    *_, message = str(error.value).partition("rows.json': ")
    assert message == f"{said} Nothing was loaded."
    assert everything() == before


def refusal(load: Callable[..., str], rows: list[Any]) -> str:
    """What is said against these rows, or nothing when they load."""
    try:
        load(*rows)
    except CommandError as error:
        return str(error)
    return ""


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_whatever_a_value_is_the_rows_load_or_are_refused_in_one_line(
    load: Callable[..., str], data: st.DataObject
) -> None:
    rows = [*ALL, WITHDRAWN]
    at = data.draw(st.integers(0, len(rows) - 1))
    name = data.draw(st.sampled_from([*rows[at]["fields"], "id"]))
    rows[at] = but(rows[at], **{name: data.draw(ANYTHING)})
    before = everything()
    with transaction.atomic():
        if said := refusal(load, rows):
            assert said.endswith(". Nothing was loaded.")
            assert "\n" not in said
            assert everything() == before
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[{", "Expecting property name enclosed in double quotes: line 1 column 3 (char 2)."),
        ("", "Expecting value: line 1 column 1 (char 0)."),
        ('{"model": 1}', "Error deserializing object: string indices must be integers, not 'str'."),
        ("[1]", "Error deserializing object: 'int' object is not subscriptable."),
    ],
)
def test_a_file_that_is_no_fixture_is_said_in_one_line(text: str, said: str, load: Callable[..., str]) -> None:
    with pytest.raises(CommandError) as error:
        load(text)
    *_, message = str(error.value).partition("rows.json': ")
    assert message == f"{said} Nothing was loaded."


@pytest.mark.parametrize(("text", "kind"), [("5", "int"), ("null", "NoneType"), ("true", "bool")])
def test_a_file_that_is_no_list_of_rows_is_said_so(
    text: str, kind: str, load: Callable[..., str], tmp_path: Path
) -> None:
    file = tmp_path / "rows.json"
    with pytest.raises(CommandError) as error:
        load(text)
    assert str(error.value) == (
        f"{file}: not a list of rows, each with model and fields "
        f"(Problem installing fixture '{file}': '{kind}' object is not iterable). Nothing was loaded."
    )


def test_a_file_that_is_not_text_is_said_in_one_line(load: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe[]")
    with pytest.raises(CommandError, match=r"can't decode byte 0xff in position 0.*\. Nothing was loaded\.\Z"):
        call_command("loaddata", str(tmp_path / "bytes.json"))


def test_a_missing_file_is_said_and_what_was_read_before_it_is_not_kept(
    load: Callable[..., str], tmp_path: Path
) -> None:
    load(NASA)
    before = everything()
    (tmp_path / "first.json").write_text(json.dumps([MOON]), encoding="utf-8")
    with pytest.raises(CommandError, match=r"\ANo fixture named 'missing' found\.\Z"):
        call_command("loaddata", str(tmp_path / "first.json"), str(tmp_path / "missing.json"))
    assert everything() == before


def test_a_bad_file_takes_the_good_ones_before_it_along(load: Callable[..., str], tmp_path: Path) -> None:
    before = everything()
    (tmp_path / "good.json").write_text(json.dumps(ALL), encoding="utf-8")
    (tmp_path / "bad.json").write_text("[{", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("loaddata", str(tmp_path / "good.json"), str(tmp_path / "bad.json"))
    assert everything() == before


def test_a_standing_that_cannot_be_derived_takes_the_rows_along(
    load: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything()
    monkeypatch.setattr("missions.actions.standings.standings", _fail)
    with pytest.raises(CommandError, match=r"\ANothing is derived today\. Nothing was loaded\.\Z"):
        load(*ALL)
    assert everything() == before


def _fail(_: Any) -> None:
    raise ValueError("Nothing is derived today.")
