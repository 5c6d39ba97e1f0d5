"""Whole pages, read with the invented catalog of `pages`."""

from collections import Counter

import pytest

from missions.dates import FuzzyDate
from missions.proposals import Catalog, Entity, Reader, Sort
from missions.proposals.spans import span_hash
from missions.vocabulary import Outcome
from tests.proposals.pages import CATALOG, GAZETTE, WIRE, Page

PAGES = [pytest.param(GAZETTE, id="gazette"), pytest.param(WIRE, id="wire")]


def figures(page: Page) -> dict[str, int]:
    counts = Counter(answers=len(page.answers), proposals=len(page.read()))
    for answer in page.answers:
        for best in page.overlapping(answer.phrase)[:1]:
            counts["found"] += 1
            counts["entity"] += answer.entity in [entity.slug for entity in best.entities]
            counts["outcome"] += answer.outcome == best.outcome
            counts["date"] += answer.date == (best.date.edtf if best.date else "")
    return dict(counts)


def test_the_page_that_the_rules_were_mended_with() -> None:
    assert figures(GAZETTE) == {
        "answers": 14, "proposals": 15, "found": 14, "entity": 14, "outcome": 14, "date": 14,
    }  # fmt: skip


def test_the_page_that_they_were_not() -> None:
    assert figures(WIRE) == {
        "answers": 12, "proposals": 12, "found": 12, "entity": 12, "outcome": 9, "date": 10,
    }  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_proposed_of_what_says_nothing(page: Page) -> None:
    assert [phrase for phrase in page.nothing if page.overlapping(phrase)] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_proposal_cites_its_place(page: Page) -> None:
    for proposal in page.read():
        inside = page.text[proposal.start : proposal.end]
        assert proposal.sha256 == span_hash(page.text, proposal.start, proposal.end)
        assert inside == inside.strip()
        assert all(word in inside for word in proposal.holds)
        assert proposal.asserted_on is not None
        assert not proposal.asserted_on.is_after(FuzzyDate.parse(page.published))
        assert 0.4 <= proposal.score <= 1


def test_a_proposal_whole() -> None:
    [proposal] = GAZETTE.overlapping("pushed the landing of Heron-2")
    assert GAZETTE.text[proposal.start : proposal.end].startswith("Selene Works has")
    assert (proposal.outcome, proposal.claimant) == (Outcome.PLANNED, "selene")
    assert [milestone.slug for milestone in proposal.milestones] == ["heron-2-landing"]
    assert proposal.holds == ("Selene Works", "Heron-2", "the third quarter of 2032")
    assert proposal.reading == "“the third quarter of 2032”, read as third quarter of 2032."
    assert proposal.why == (
        "Planned: says “has pushed the landing of Heron-2 to the third quarter” beside “the third quarter of 2032”; "
        "it names Selene Works, Heron-2"
    )
    # "The company said on Wednesday", in a paper of Friday.
    assert proposal.asserted_on == FuzzyDate.parse("2031-03-12")


def test_a_deed_is_the_documents_own_and_what_fits_no_milestone_is_new() -> None:
    [proposal] = GAZETTE.overlapping("cancelled its share of the Heron program")
    assert (proposal.claimant, proposal.milestones) == ("", ())


def test_a_vehicle_speaks_for_the_agency_behind_it() -> None:
    text = "Petrel will fly in 2033."
    [proposal] = Reader(CATALOG).read(text).found
    assert (proposal.claimant, proposal.asserted_on) == ("tern", None)


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Selene is late. It will land in 2033.", ["selene"]),
        ("Selene is late. The company will land in 2033.", ["selene"]),
        ("Selene is late. A landing comes in 2033.", []),
        ("Selene is late.\n\nOther news\n\nIt will land in 2033.", []),
    ],
)
def test_a_pronoun_carries_a_name_into_the_next_sentence(text: str, entities: list[str]) -> None:
    found = [proposal for proposal in Reader(CATALOG).read(text).found if proposal.date]
    assert [entity.slug for proposal in found for entity in proposal.entities] == entities


def test_a_name_that_several_bear_is_said_once() -> None:
    both = Catalog((Entity(Sort.PROGRAM, "osprey", ("Osprey",)), Entity(Sort.VEHICLE, "osprey", ("Osprey",))))
    [proposal] = Reader(both).read("Osprey will fly in 2033.").found
    assert [entity.sort for entity in proposal.entities] == [Sort.PROGRAM, Sort.VEHICLE]
    assert proposal.why == "Planned: says “will fly in” beside “2033”; it names Osprey"


def test_a_date_is_read_off_the_day_on_which_it_was_said() -> None:
    text = "Selene said in March 2025 that Heron-2 would land next year."
    [proposal] = Reader(CATALOG).read(text, FuzzyDate.parse("2026-11-10")).found
    assert proposal.reading == "“next year”, read as 2026, as told of March 2025."


def test_a_destination_alone_will_do_where_the_words_are_plain() -> None:
    [proposal] = Reader(CATALOG).read("People will settle on the Moon by 2050.").found
    assert (proposal.entities, proposal.why) == (
        (),
        "Planned: says “will settle” beside “by 2050”; it speaks of a destination",
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "Will Selene land in 2033?",
        "Selene in 2033",
        f"Selene will {'go on ' * 300}in 2033.",
        "It will rain.",
    ],
    ids=["nothing", "blanks", "a question", "a heading", "no sentence", "nobody"],
)
def test_what_says_nothing_of_anybody_is_not_proposed(text: str) -> None:
    assert Reader(CATALOG).read(text).found == ()


def test_the_sentences_are_counted() -> None:
    assert Reader(CATALOG).read("One. Two. Three.").sentences == 3
