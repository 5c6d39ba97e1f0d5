"""Columns that follow from serializers, and cells that no spreadsheet runs and every reader reads back."""

import csv
import io
from typing import Any

from drf_spectacular.utils import extend_schema_field
from hypothesis import given
from hypothesis import strategies as st
from rest_framework import serializers

from missions.api.columns import columns, harmless
from missions.api.renderers import CSVRenderer
from missions.api.serializers.values import FuzzyDateSerializer, ReferenceSerializer, TermField
from tests.api.exported import unharmed

SIGNS = st.sampled_from("'=+-@\t\r\n\uff1d\uff0b\uff0d\uff20\",; ab\0é")
TEXTS = st.text(SIGNS) | st.text(st.characters(exclude_categories=["Cs"]))


class Days(serializers.Serializer[Any]):
    least = serializers.IntegerField(allow_null=True)
    most = serializers.IntegerField()


class Side(serializers.Serializer[Any]):
    agency = ReferenceSerializer()
    said = serializers.CharField()


class Part(serializers.Serializer[Any]):
    role = TermField(choices=[("lead", "")])
    agency = ReferenceSerializer(allow_null=True)


class Everything(serializers.Serializer[Any]):
    text = serializers.CharField()
    number = serializers.IntegerField()
    ratio = serializers.FloatField()
    flag = serializers.BooleanField(allow_null=True)
    day = FuzzyDateSerializer(allow_null=True)
    one = ReferenceSerializer(allow_null=True)
    several = ReferenceSerializer(many=True)
    parts = Part(many=True)
    sides = Side(many=True)
    days = Days()
    computed = serializers.SerializerMethodField()
    loose = serializers.JSONField()

    @extend_schema_field(Days(allow_null=True))
    def get_computed(self, row: Any) -> Any:
        return row["computed"]


def written(row: dict[str, Any]) -> list[list[str]]:
    text = b"".join(CSVRenderer().written(Everything(), [[row]])).decode()
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def named(slug: str) -> dict[str, str]:
    return {"slug": slug, "name": slug.upper(), "url": f"http://testserver/{slug}/"}


ROW: dict[str, Any] = {
    "text": 'a, "b"\r\nc', "number": -5, "ratio": -0.5, "flag": False,
    "day": {"edtf": "../2022", "earliest": None, "latest": "2022-12-31", "text": "by 2022", "precision": "interval"},
    "one": named("esa"), "several": [named("esa"), named("nasa")],
    "parts": [{"role": "lead", "agency": named("esa")}, {"role": "lead", "agency": None}],
    "sides": [{"agency": named("esa"), "said": "No. Or: yes"}],
    "days": {"least": None, "most": -3}, "computed": {"least": 1, "most": 2}, "loose": {"b": [1, None]},
}  # fmt: skip


def test_each_kind_of_member_has_its_columns() -> None:
    names, cells = written(ROW)
    assert dict(zip(names, cells, strict=True)) == {
        "text": 'a, "b"\r\nc', "number": "-5", "ratio": "-0.5", "flag": "false",
        "day": "../2022", "day_earliest": "", "day_latest": "2022-12-31", "day_text": "by 2022",
        "one": "esa", "several": "esa nasa", "parts": "lead:esa lead:",
        "sides": '[{"agency":{"slug":"esa","name":"ESA","url":"http://testserver/esa/"},"said":"No. Or: yes"}]',
        "days_least": "", "days_most": "-3", "computed_least": "1", "computed_most": "2", "loose": '{"b":[1,null]}',
    }  # fmt: skip


def test_null_is_empty_in_each_of_its_columns() -> None:
    names, cells = written(
        {**ROW, "flag": None, "day": None, "one": None, "computed": None, "loose": None, "several": []}
    )
    empty = [name for name, cell in zip(names, cells, strict=True) if not cell]
    assert empty == [
        "flag", "day", "day_earliest", "day_latest", "day_text", "one", "several", "days_least", "computed_least",
        "computed_most", "loose",
    ]  # fmt: skip


def test_a_table_is_bytes_of_rfc_4180() -> None:
    pieces = list(CSVRenderer().written(Part(many=False), [[{"role": "lead", "agency": named("esa")}], []]))
    assert pieces == [b"role,agency\r\nlead,esa\r\n", b""]


@given(TEXTS)
def test_a_text_is_read_back_as_it_was(text: str) -> None:
    names, cells = written({**ROW, "text": text})
    cell = cells[names.index("text")]
    assert unharmed(cell) == text
    assert not cell.startswith(tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"))


@given(TEXTS)
def test_a_text_changes_only_where_it_must(text: str) -> None:
    dangerous = text.lstrip("'").startswith(tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"))
    assert harmless(text) == (f"'{text}" if dangerous else text)


@given(st.integers(-(2**53), 2**53), st.booleans())
def test_a_number_is_no_text(number: int, flag: bool) -> None:
    names, cells = written({**ROW, "number": number, "flag": flag})
    found = dict(zip(names, cells, strict=True))
    assert (int(found["number"]), found["number"]) == (number, str(number))
    assert found["flag"] == ("true" if flag else "false")


def test_columns_are_those_of_the_members_that_are_asked_for() -> None:
    serializer = Everything()
    del serializer.fields["day"]
    assert [column.name for column in columns(serializer)][:5] == ["text", "number", "ratio", "flag", "one"]
