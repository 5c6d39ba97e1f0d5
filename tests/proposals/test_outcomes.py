import pytest

from missions.proposals.clauses import clauses
from missions.vocabulary import Outcome

PLANNED, ONGOING, ACHIEVED = Outcome.PLANNED, Outcome.ONGOING, Outcome.ACHIEVED
FAILED, CANCELLED = Outcome.FAILED, Outcome.CANCELLED


def read(text: str) -> list[tuple[str, Outcome | None]]:
    """The clauses, each with its outcome."""
    found = clauses(text, 0, len(text))
    assert "".join(text[one.start : one.end] for one in found) == text
    return [(text[one.start : one.end], one.cue.outcome if one.cue else None) for one in found]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Heron will land", PLANNED),
        ("Heron will soon be launched", PLANNED),
        ("Selene plans to land", PLANNED),
        ("Selene had promised to land", PLANNED),
        ("Selene expects Heron to land", PLANNED),
        ("the landing is scheduled for May", PLANNED),
        ("Heron is to land", PLANNED),
        ("the landing was postponed", PLANNED),
        ("Selene has pushed the landing to 2030", PLANNED),
        ("Selene's goal is a landing", PLANNED),
        ("Heron could land", PLANNED),
        ("the upcoming Heron", PLANNED),
        ("Selene is building Heron", ONGOING),
        ("Selene continues the work", ONGOING),
        ("Heron is under construction", ONGOING),
        ("Heron has been in orbit", ONGOING),
        ("Selene: Building landers", ONGOING),
        ("Heron landed", ACHIEVED),
        ("Heron has successfully landed", ACHIEVED),
        ("Heron was launched", ACHIEVED),
        ("Selene struck a deal", ACHIEVED),
        ("after the landing of Heron", ACHIEVED),
        ("Heron failed to land", FAILED),
        ("Heron launched and exploded", FAILED),
        ("Selene will cancel Heron, which was cancelled before", CANCELLED),
        ("Selene dropped its plans to land", CANCELLED),
        ("Heron never landed", None),
        ("Heron has not landed", None),
        ("nobody knows who will land", None),
        ("the blue lander", None),
    ],
)
def test_the_words_of_a_clause_say_what_became_of_it(text: str, outcome: Outcome | None) -> None:
    assert read(text)[-1][1] == outcome


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Selene announced that it will land", [("Selene announced ", ACHIEVED), ("that it will land", PLANNED)]),
        ("Heron landed, and Tern will follow", [("Heron landed, ", ACHIEVED), ("and Tern will follow", PLANNED)]),
        ("Heron landed and is sending data", [("Heron landed ", ACHIEVED), ("and is sending data", ONGOING)]),
        ("Opened in 2029, Lagoon is growing", [("Opened in 2029, ", ACHIEVED), ("Lagoon is growing", ONGOING)]),
        ("They signed a deal to build Heron", [("They signed a deal ", ACHIEVED), ("to build Heron", PLANNED)]),
        ("Tern landed; Heron in 2030", [("Tern landed; ", ACHIEVED), ("Heron in 2030", None)]),
        ("Lunar plans: Heron will land", [("Lunar plans: Heron will land", PLANNED)]),
        ("The crew, which is small, will land", [("The crew, which is small, will land", PLANNED)]),
    ],
)
def test_a_sentence_falls_into_what_it_says(text: str, parts: list[tuple[str, Outcome | None]]) -> None:
    assert read(text) == parts
