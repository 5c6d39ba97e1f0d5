"""A small world of seeds, made up, with the two documents that they stand on."""

from hashlib import sha256
from pathlib import Path

from missions.seeds.mistakes import BadSeeds
from missions.seeds.reading import read
from tests.prose import prose

AGENCIES = "catalog/agencies.yaml"
PROGRAMS = "catalog/programs.yaml"
VEHICLES = "catalog/vehicles.yaml"
MILESTONES = "catalog/milestones.yaml"
PAPER = "documents/gazette-2019.yaml"
COPY = "documents/echo-2019.yaml"

GAZETTE = (
    "Société Selene said on 4 May 2019 that its Heron lander would be on the Moon by 2023.\r\n"
    "The Republic of Varda pays for the Heron program.\r\n"
    "In a later note the company named 2025 instead.\r\n"
)
ECHO = GAZETTE + "First printed by the Gazette.\n"
# Long enough for a sketch.
LONG = GAZETTE + prose(1, 400)
DOCUMENTS = {"gazette.txt": GAZETTE, "echo.txt": ECHO}


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def cite(phrase: str, holds: str) -> str:
    start = GAZETTE.index(phrase)
    return f"span: [{start}, {start + len(phrase)}], sha256: {digest(phrase)[:16]}, holds: [{holds}]"


SELENE = f"{{source: gazette-2019, {cite('Société Selene', 'Société Selene')}}}"
VARDA = f"{{source: gazette-2019, {cite('The Republic of Varda', 'Varda')}}}"
HERON = f"{{source: gazette-2019, {cite('its Heron lander', 'Heron')}}}"
PROGRAM = f"{{source: gazette-2019, {cite('the Heron program', 'Heron')}}}"
BY_2023 = "{" + cite("its Heron lander would be on the Moon by 2023", "Heron, Moon, 2023") + "}"
TO_2025 = "{" + cite("the company named 2025", "2025") + "}"

# The names of two claims in messages.
FIRST = "claim 'down-by-2023'"
SECOND = "claim 'down-in-2025'"

SEEDS = {
    AGENCIES: f"""\
- slug: varda
  name: Republic of Varda
  kind: government
  country: "VA"
  cites: [{VARDA}]
- slug: selene
  name: Société Selene
  short_name: Selene
  kind: commercial
  parent: varda
  cites:
    - {SELENE}
""",
    PROGRAMS: f"""\
- slug: heron
  name: Heron program
  destination: moon
  participants: [{{agency: varda, role: lead}}, {{agency: selene, role: contractor}}]
  summary: Landers for the Moon.
  cites: [{PROGRAM}]
""",
    VEHICLES: f"""\
- slug: heron-lander
  name: Heron
  kind: lander
  maker: selene
  operators: [varda, selene]
  programs: [heron]
  crewed: false
  cites: [{HERON}]
""",
    MILESTONES: f"""\
- slug: heron-landing
  title: Heron lands on the Moon
  kind: landing
  destination: moon
  crewed: false
  program: heron
  agencies: [selene]
  vehicles: [heron-lander]
  criterion: A Heron stands on the Moon and is heard from.
  cites: [{HERON}]
""",
    PAPER: f"""\
source:
  slug: gazette-2019
  title: A lander for the Moon
  publisher: The Gazette
  published: 2019-05-06
  url: https://gazette.example/a-lander
  sha256: {digest(GAZETTE)}
  characters: {len(GAZETTE)}
  reliability: reported
  file: gazette.txt
claims:
  - key: down-by-2023
    milestone: heron-landing
    claimant: selene
    speaker: a speaker of the company
    asserted_on: 2019-05-04
    outcome: planned
    date: ../2023
    statement: Its lander will stand on the Moon by the end of 2023.
    cite: {BY_2023}
  - key: down-in-2025
    milestone: heron-landing
    claimant: selene
    outcome: planned
    date: "2025"
    statement: The landing is put off to 2025.
    cite: {TO_2025}
    reason: The note has no date of its own.
""",
    COPY: f"""\
source:
  slug: echo-2019
  title: A lander for the Moon, reprinted
  published: 2019-06
  sha256: {digest(ECHO)}
  characters: {len(ECHO)}
  republication_of: gazette-2019
  reliability: reported
  file: echo.txt
claims:
  - key: down-by-2023
    milestone: heron-landing
    claimant: selene
    outcome: planned
    date: ../2023
    statement: Its lander will stand on the Moon by the end of 2023.
    cite: {BY_2023}
    withdrawn: {{reason: Told once already.}}
""",
}


# The file, the text that is replaced, what stands there instead, and what is said of it: line and text.
Case = tuple[str, str, str, list[str]]


class Garden:
    """A folder with `seeds/` and `documents/`, whose files a test may edit."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.seeds = base / "seeds"
        self.documents = base / "documents"
        for name, text in SEEDS.items():
            self.write(name, text)
        self.documents.mkdir()
        for name, text in DOCUMENTS.items():
            (self.documents / name).write_bytes(text.encode())

    def write(self, name: str, text: str) -> None:
        path = self.seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(errors="surrogateescape"))

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.seeds / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def mistakes(self) -> list[str]:
        """The lines of the mistakes, each without the `seeds/` that starts it."""
        try:
            read(self.seeds)
        except BadSeeds as bad:
            return [line.removeprefix("seeds/") for line in str(bad).splitlines()]
        return []
