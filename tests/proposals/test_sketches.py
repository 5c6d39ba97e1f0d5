from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missions.proposals import KnownSource, Likeness, recognise, sketch
from tests.prose import prose
from tests.seeds.garden import digest

ARTICLE, OTHER = prose(1, 800), prose(2, 800)
KNOWN = [
    KnownSource("article", digest(ARTICLE), sketch(ARTICLE)),
    KnownSource("other", digest(OTHER), sketch(OTHER)),
    KnownSource("unsketched", digest("x")),
]


def likeness(text: str) -> Likeness | None:
    return recognise(text.encode(), text, KNOWN)


def test_the_same_file_is_known_by_its_hash() -> None:
    assert likeness(ARTICLE) == Likeness("article", 1.0, is_same=True)
    assert likeness("x") == Likeness("unsketched", 1.0, is_same=True)


@pytest.mark.parametrize(
    "text",
    [
        f"A new headline\n\n{ARTICLE}",
        ARTICLE.replace(" ", "\n").upper(),
        f"{prose(3, 300)} {ARTICLE} {prose(4, 300)}",
        f"{prose(5, 4000)} {ARTICLE}",
        ARTICLE[: len(ARTICLE) // 2],
        f"{ARTICLE[: len(ARTICLE) // 2]} {prose(6, 300)}",
    ],
    ids=["headline", "typography", "framed", "within a long one", "an excerpt", "half of it"],
)
def test_a_republication_is_nearly_the_same(text: str) -> None:
    like = likeness(text)
    assert like is not None
    assert (like.slug, like.is_same) == ("article", False)


@pytest.mark.parametrize("text", [prose(7, 800), prose(8, 30), "", "x y", f"{ARTICLE[:200]} {prose(9, 800)}"])
def test_another_text_is_new_even_with_a_quotation(text: str) -> None:
    assert likeness(text) is None


def test_the_share_is_about_how_much_of_the_shorter_stands_in_the_other() -> None:
    half = f"{ARTICLE[: len(ARTICLE) // 2]} {prose(10, 400)}"
    like = likeness(half)
    assert like is not None
    assert 0.35 <= like.share <= 0.65


@given(st.text(max_size=200))
def test_a_sketch_is_64_hashes_rising(text: str) -> None:
    hashes = sketch(f"{text} {ARTICLE}").split()
    assert hashes == sorted(set(hashes))
    assert len(hashes) == 64
    assert all(len(one) == 8 for one in hashes)


@given(st.text(max_size=200))
def test_case_and_signs_leave_a_sketch_as_it_is(text: str) -> None:
    assert sketch(f"({text.lower()} {ARTICLE} !)".lower()) == sketch(f"{text.lower()} {ARTICLE}")


def test_a_sketch_is_written_the_same_for_ever() -> None:
    assert sketch(" ".join(f"heron{number}" for number in range(300))).split()[:3] == [
        "010c8004",
        "02a703ea",
        "0352de59",
    ]


@given(st.text(max_size=1000))
def test_of_a_short_text_there_is_none(text: str) -> None:
    assert sketch(text) == ""


def numbered(words: int) -> str:
    """All its runs differ."""
    return " ".join(f"word{number}" for number in range(words))


@pytest.mark.parametrize(
    ("text", "number"),
    [(numbered(259), 0), (numbered(260), 64), (f"{numbered(20)} " * 100, 0), (numbered(5000), 64)],
    ids=["255 runs", "256 runs", "long, and the same over and over", "long"],
)
def test_it_is_made_from_256_different_runs_on(text: str, number: int) -> None:
    assert len(sketch(text).split()) == number


def test_a_text_cannot_be_followed_word_by_word_through_a_sketch() -> None:
    """Who knows all runs but not their order sees at most every fourth, and few of these follow each other."""
    words = numbered(260).split()
    known = set(sketch(" ".join(words)).split())
    runs = [" ".join(words[at : at + 5]) for at in range(len(words) - 4)]
    held = [digest(run)[:8] in known for run in runs]
    assert sum(held) == 64
    followed = sum(one and other for one, other in pairwise(held))
    assert followed < sum(held) / 2
