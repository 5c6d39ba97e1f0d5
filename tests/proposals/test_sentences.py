from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missions.proposals import Kind, sentences


def told(text: str) -> list[str]:
    return [text[one.start : one.end] for one in sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One flew. Two did not.", ["One flew.", "Two did not."]),
        ("Did it fly? It did! So there.", ["Did it fly?", "It did!", "So there."]),
        ("In the U. S. budget of 4. 2 percent it is small.", ["In the U. S. budget of 4. 2 percent it is small."]),
        ("It flew in the U.S. The crew cheered.", ["It flew in the U.S.", "The crew cheered."]),
        ("Dr. Heron and Tern Inc. Ltd. agreed.", ["Dr. Heron and Tern Inc. Ltd. agreed."]),
        ("On Sept. 3 it flew. In 2024. 12 saw it.", ["On Sept. 3 it flew.", "In 2024.", "12 saw it."]),
        ("“It flew.” So they said.", ["“It flew.”", "So they said."]),
        ("“It flew. ” So they said.", ["“It flew. ”", "So they said."]),
        ("A v. 2.5 engine, e.g. Tern's, works.", ["A v. 2.5 engine, e.g. Tern's, works."]),
        ("No closing mark", ["No closing mark"]),
        ("", []),
        (" \n\t\n", []),
    ],
    ids=range(12),
)  # fmt: skip
def test_sentences_end_where_they_end(text: str, parts: list[str]) -> None:
    assert told(text) == parts


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Two landers\n\nThe first flew.", [Kind.HEADING, Kind.PROSE]),
        ("1. Two landers\n- Heron: it flew\n- Tern: it did not.", [Kind.HEADING, Kind.ITEM, Kind.ITEM]),
        ("# Two landers\nThe first flew.", [Kind.HEADING, Kind.PROSE]),
    ],
)
def test_headings_and_items_are_told_from_prose(text: str, kinds: list[Kind]) -> None:
    assert [one.kind for one in sentences(text)] == kinds


def test_the_mark_of_an_item_is_no_part_of_it() -> None:
    assert told("- Heron flew.\n2) Tern flew.\n• Petrel flew.") == ["Heron flew.", "Tern flew.", "Petrel flew."]


def test_a_line_that_a_machine_broke_runs_on() -> None:
    text = (
        "The lander of the company will soon stand on\nMars by the end of the year, its makers told\nus. It is heavy."
    )
    assert told(text) == [text[:93], "It is heavy."]


def test_a_page_break_within_a_sentence_is_none() -> None:
    assert told("Those who wish to\n\njoin may join.") == ["Those who wish to\n\njoin may join."]


def test_lines_of_a_list_without_marks_stand_for_themselves() -> None:
    assert told("Heron\nTern\nPetrel") == ["Heron", "Tern", "Petrel"]


@given(st.text(alphabet=st.sampled_from("aB1 .!?\n\r-“”’(é月\t"), max_size=80))
def test_sentences_are_in_order_and_hold_all_but_blanks_and_marks_of_lists(text: str) -> None:
    found = sentences(text)
    assert all(one.start < one.end for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(part == part.strip() for part in told(text))
    left = "".join(
        text[one:two] for one, two in zip([0, *(s.end for s in found)], [*(s.start for s in found), None], strict=True)
    )
    assert not set(left) - set(" \n\r\t-1.(")
