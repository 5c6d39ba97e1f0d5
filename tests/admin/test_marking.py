"""Spans in an article: marked whole, whatever they share, with every character of the text where it was."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from missions.admin.marking import Mark, article, pieces

CURRENT = "true"


def mark(number: int, start: int, end: int, kind: str = "open") -> Mark:
    return Mark(number, start, end, kind, f"Proposal {number}, {kind}")


def number(of: int, kind: str = "open", current: str = "false") -> str:
    return (
        f'<a id="span-{of}" href="?proposal={of}#span-{of}" tabindex="-1" '
        f'aria-label="Proposal {of}, {kind}" aria-current="{current}">{of}</a>'
    )


def test_a_span_stands_between_marks_behind_its_number() -> None:
    assert article("The Heron lands.", [mark(1, 4, 9)], 0) == (
        f'The {number(1)}<mark class="review-open">Heron</mark> lands.'
    )


def test_the_one_in_hand_is_told_from_the_others() -> None:
    marked = article("AB", [mark(1, 0, 1, "refused"), mark(2, 1, 2, "accepted")], 2)

    assert marked == (
        f'{number(1, "refused")}<mark class="review-refused">A</mark>'
        f'{number(2, "accepted", CURRENT)}<mark class="review-current">B</mark>'
    )


def test_spans_that_overlap_are_marked_in_pieces() -> None:
    marked = article("abcdef", [mark(1, 0, 4), mark(2, 2, 6, "refused")], 0)

    assert marked == (
        f'{number(1)}<mark class="review-open">ab</mark>'
        f'{number(2, "refused")}<mark class="review-refused">cd</mark><mark class="review-refused">ef</mark>'
    )


def test_of_spans_that_begin_together_each_has_its_number() -> None:
    marked = article("abc", [mark(1, 0, 3), mark(2, 0, 2)], 1)

    assert marked == (
        f'{number(1, current=CURRENT)}{number(2)}<mark class="review-current">ab</mark>'
        '<mark class="review-current">c</mark>'
    )


def test_markup_in_the_text_is_text() -> None:
    marked = article('<script>alert("1")</script> & more', [mark(1, 0, 8)], 0)

    assert marked == (
        f'{number(1)}<mark class="review-open">&lt;script&gt;</mark>alert(&quot;1&quot;)&lt;/script&gt; &amp; more'
    )


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=6)


@given(text=st.text(min_size=43, max_size=60), spans=SPANS)
def test_the_text_stays_whole_and_each_span_is_its_pieces(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [mark(at, start, start + length) for at, (start, length) in enumerate(spans, 1)]

    found = list(pieces(text, marks))

    assert "".join(piece.text for piece in found) == text
    for one in marks:
        assert "".join(piece.text for piece in found if one in piece.within) == text[one.start : one.end]
        assert sum(one in piece.begins for piece in found) == 1
    plain = re.sub(r'<a id="span-[^>]*>\d+</a>|</?mark[^>]*>', "", article(text, marks, 1))
    assert unescape(plain) == text
