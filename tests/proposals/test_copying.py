import pytest

from missions.proposals.copying import copied

TEXT = "Selene's lander, the Heron-2, is to stand\non the Moon in 2032. So it was said."


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("", ""),
        ("A lander of Selene is to stand there.", ""),
        # Seven words of it, and then another.
        ("The Heron 2 is to stand on Mars.", ""),
        ("the Heron-2 is to stand on the", "the heron 2 is to stand on the"),
        ("We know that THE HERON 2 IS TO STAND (on the Moon)!", "the heron 2 is to stand on the"),
        ("Selene’s lander the Heron-2 is to stand.", "selenes lander the heron 2 is to stand"),
        ("selenes lander the Heron-2 is to stand", "selenes lander the heron 2 is to stand"),
        (TEXT, "selenes lander the heron 2 is to stand"),
    ],
)
def test_eight_words_in_a_row_are_a_copy(told: str, found: str) -> None:
    assert copied(told, TEXT) == found


def test_words_of_other_scripts_are_words() -> None:
    assert copied("ш ж ю я ы ъ э ф", "ц ш ж ю я ы ъ э ф") == "ш ж ю я ы ъ э ф"


def test_a_text_of_fewer_words_has_no_run_to_copy() -> None:
    assert copied("one two three four five six seven", "one two three four five six seven") == ""
