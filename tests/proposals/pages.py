"""Two pages of invented newspapers, with what a careful reader finds in them.

The catalog is as invented as the texts; only the states are real, because their adjectives are part of the language.
The rules were mended after the first page was read, and were not after the second.
"""

from functools import cache
from typing import NamedTuple

from missions.dates import FuzzyDate
from missions.proposals import Catalog, Entity, KnownMilestone, Proposal, Reader, Sort
from missions.vocabulary import Outcome


class Answer(NamedTuple):
    """`phrase` stands once in the text. `date` is blank where none is told."""

    phrase: str
    outcome: Outcome
    date: str
    entity: str


class Page(NamedTuple):
    """`nothing` are words of sentences that hold no claim."""

    published: str
    text: str
    answers: tuple[Answer, ...]
    nothing: tuple[str, ...]

    def read(self) -> tuple[Proposal, ...]:
        return _read(self.text, self.published)

    def overlapping(self, phrase: str) -> list[Proposal]:
        """The proposals that share a character with the phrase, the one that fits it best first."""
        start = self.text.index(phrase)
        end = start + len(phrase)
        found = [proposal for proposal in self.read() if proposal.start < end and start < proposal.end]
        return sorted(found, key=lambda one: abs(one.end - end))


@cache
def _read(text: str, published: str) -> tuple[Proposal, ...]:
    return Reader(CATALOG).read(text, FuzzyDate.parse(published)).found


def _agency(slug: str, *names: str, country: str = "") -> Entity:
    return Entity(Sort.AGENCY, slug, names, country)


CATALOG = Catalog(
    entities=(
        _agency("japan", "Japan", country="JP"),
        _agency("india", "India", country="IN"),
        _agency("lunar-survey", "Lunar Survey Office", "LSO"),
        _agency("selene", "Selene Works", "Selene"),
        _agency("tern", "Tern Aerospace", "Tern"),
        Entity(Sort.PROGRAM, "heron", ("Heron program",), agencies=("selene",)),
        Entity(Sort.VEHICLE, "heron-2", ("Heron-2",), agencies=("selene",)),
        Entity(Sort.VEHICLE, "petrel", ("Petrel",), agencies=("tern",)),
        Entity(Sort.VEHICLE, "lagoon", ("Lagoon Space Station",), agencies=("lunar-survey",)),
    ),
    milestones=(
        KnownMilestone(
            slug="heron-2-landing",
            title="Heron-2 lands on the Moon",
            words="Heron-2 lands on the Moon. A Heron-2 stands on the Moon and is heard from.",
            kind="landing",
            destination="moon",
            entities=frozenset({(Sort.VEHICLE, "heron-2"), (Sort.AGENCY, "selene")}),
        ),
        KnownMilestone(
            slug="petrel-first-flight",
            title="First flight of the Petrel",
            words="First flight of the Petrel. A Petrel has left the ground.",
            kind="first_flight",
            entities=frozenset({(Sort.VEHICLE, "petrel"), (Sort.AGENCY, "tern")}),
        ),
        KnownMilestone(
            slug="lagoon-crewed",
            title="People live aboard Lagoon",
            words="People live aboard Lagoon. A crew lives aboard the station.",
            kind="in_service",
            destination="earth_orbit",
            entities=frozenset({(Sort.VEHICLE, "lagoon"), (Sort.AGENCY, "lunar-survey")}),
        ),
    ),
)

GAZETTE = Page(
    published="2031-03-14",
    text="""\
Landers late, stations early

Selene Works has pushed the landing of Heron-2 to the third quarter of 2032, the company said on Wednesday. It had \
promised to touch down on the Moon by the end of 2030. The first Heron fell silent on 9 January 2030 after its engine \
exploded.

Tern, which raised $2031 million for 14 rockets, expects its Petrel to fly no earlier than next summer. The maiden \
flight slipped twice. On 3 March the Tokyo-based builder signed a deal with the Lunar Survey Office: the office's \
Lagoon Space Station gets a second module within three years.

Opened in 2029, Lagoon has been home to crews since February 2030. "Nobody expected it to last," one visitor joked. \
Was it worth the price? Critics in 12 countries doubt it.

Other plans:

- Japan: a crewed rover on the Moon between 2034 and 2036
- India cancelled its share of the Heron program last month
- The LSO is building a relay near the lunar south pole.
- Tern's Petrel: a hop to orbit before the decade is out, or so the posters in Room 2040 say

Indian engineers will not join the Lagoon crew before 2033. Tern dropped its plans for tourist flights in early 2031. \
Selene is still hiring. The weather in Osaka was fine, and 2,033 people came to look.
""",
    answers=(
        Answer("pushed the landing of Heron-2 to the third quarter of 2032", Outcome.PLANNED, "2032-35", "heron-2"),
        Answer("promised to touch down on the Moon by the end of 2030", Outcome.PLANNED, "../2030", "selene"),
        Answer("Heron fell silent on 9 January 2030", Outcome.FAILED, "2030-01-09", "heron"),
        Answer("expects its Petrel to fly no earlier than next summer", Outcome.PLANNED, "2031-22/..", "petrel"),
        Answer("signed a deal with the Lunar Survey Office", Outcome.ACHIEVED, "2031-03-03", "lunar-survey"),
        Answer("gets a second module within three years", Outcome.PLANNED, "../2034~", "lagoon"),
        Answer("Opened in 2029", Outcome.ACHIEVED, "2029", "lagoon"),
        Answer("home to crews since February 2030", Outcome.ONGOING, "2030-02", "lagoon"),
        Answer("a crewed rover on the Moon between 2034 and 2036", Outcome.PLANNED, "2034/2036", "japan"),
        Answer("cancelled its share of the Heron program last month", Outcome.CANCELLED, "2031-02", "heron"),
        Answer("is building a relay near the lunar south pole", Outcome.ONGOING, "", "lunar-survey"),
        Answer("a hop to orbit before the decade is out", Outcome.PLANNED, "../203X", "petrel"),
        Answer("will not join the Lagoon crew before 2033", Outcome.PLANNED, "2033/..", "india"),
        Answer("dropped its plans for tourist flights in early 2031", Outcome.CANCELLED, "2031-37", "tern"),
    ),
    nothing=("Nobody expected it to last", "Was it worth the price", "Critics in 12 countries", "The weather in Osaka"),
)

WIRE = Page(
    published="2027-11-02",
    text="""\
TOKYO (Wire) - Japan's cabinet on Tuesday approved a budget that lets the country buy three seats on Lagoon Space
Station, and officials hope that the first of them is taken before the end of the decade. The Lunar Survey Office,
which runs the station, had asked for an answer by Oct. 31.

Work on Heron-2 is two years behind. "We were too bold in 2025," an engineer at Selene Works told the Wire; the lander
now heads for the Moon in late 2029 or early 2030. Its forerunner never reached orbit: a valve stuck in June 2026 and
Selene lost the craft.

Q. What about the Petrel?
A. Tern rolled the rocket out last month. A static fire is due this week, the first flight in the second half of
2028. Customers have booked 9 of 11 launches.

The Indian government quit the Heron program in 2024. New Delhi has since turned to Tern, with which it shares a
test stand near Chennai; a joint flight could follow in the 2030s. By contrast, the LSO's relay has been in service
since 4 May 2027 and needs no successor until at least 2035.

Shares of Tern rose 3.5 percent. The hall was built in 1998.
""",
    answers=(
        Answer("approved a budget", Outcome.ACHIEVED, "2027-11-02", "japan"),
        Answer("the first of them is taken before the end of the decade", Outcome.PLANNED, "../202X", "lagoon"),
        Answer("heads for the Moon in late 2029 or early 2030", Outcome.PLANNED, "[2029-39,2030-37]", "selene"),
        Answer("a valve stuck in June 2026", Outcome.FAILED, "2026-06", "selene"),
        Answer("Tern rolled the rocket out last month", Outcome.ACHIEVED, "2027-10", "tern"),
        Answer("A static fire is due this week", Outcome.PLANNED, "2027-11-01/2027-11-07", "tern"),
        Answer("the first flight in the second half of", Outcome.PLANNED, "2028-41", "tern"),
        Answer("quit the Heron program in 2024", Outcome.ACHIEVED, "2024", "heron"),
        Answer("turned to Tern", Outcome.ACHIEVED, "", "india"),
        Answer("a joint flight could follow in the 2030s", Outcome.PLANNED, "203X", "tern"),
        Answer("has been in service\nsince 4 May 2027", Outcome.ONGOING, "2027-05-04", "lunar-survey"),
        Answer("needs no successor until at least 2035", Outcome.PLANNED, "2035/..", "lunar-survey"),
    ),
    nothing=("Shares of Tern rose", "The hall was built", "What about the Petrel"),
)
