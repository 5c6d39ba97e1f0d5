"""Each rule between entries that is broken is one line that says where and what to do."""

import pytest

from tests.seeds.garden import (
    AGENCIES,
    COPY,
    ECHO,
    FIRST,
    GAZETTE,
    MILESTONES,
    PAPER,
    PROGRAMS,
    SECOND,
    SEEDS,
    VEHICLES,
    Case,
    Garden,
    digest,
)

NOT_COUNTED = "no claim counts for it: all are deprecated, withdrawn or republished, or none is there"

RULES: list[Case] = [
    (
        PAPER,
        digest(GAZETTE),
        digest(ECHO),
        [f"7: source 'gazette-2019': sha256 '{digest(ECHO)}' stands twice; first at seeds/{COPY}:5"],
    ),
    (
        PAPER,
        "key: down-in-2025",
        "key: down-by-2023",
        [f"21: {FIRST}: key 'down-by-2023' stands twice; first at seeds/{PAPER}:12"],
    ),
    (
        PROGRAMS,
        "{agency: selene",
        "{agency: varda",
        [f"4: program 'heron': participants: agency 'varda' stands twice; first at seeds/{PROGRAMS}:4"],
    ),
    (
        AGENCIES,
        "parent: varda",
        "parent: selene",
        ["10: agency 'selene': parent leads back to itself: selene > selene"],
    ),
    (
        AGENCIES,
        "kind: government",
        "kind: government\n  parent: selene",
        ["11: agency 'selene': parent leads back to itself: selene > varda > selene"],
    ),
    (
        COPY,
        "republication_of: gazette-2019",
        "republication_of: echo-2019",
        ["7: source 'echo-2019': republication_of leads back to itself: echo-2019 > echo-2019"],
    ),
    (
        COPY,
        "republication_of: gazette-2019",
        "republication_of: gazette-2018",
        ["7: source 'echo-2019': republication_of: unknown source 'gazette-2018'; did you mean 'gazette-2019'?"],
    ),
    (
        PAPER,
        "slug: gazette-2019",
        "slug: gazette-2020",
        ["2: source 'gazette-2020': slug 'gazette-2020' must be the file's name, 'gazette-2019'"],
    ),
    (PAPER, "reason: The note", "rank: deprecated # The note", [f"28: {SECOND}: rank deprecated needs a reason"]),
    (PAPER, "reason: The note", "rank: preferred # The note", [f"28: {SECOND}: rank preferred needs a reason"]),
    (
        PAPER,
        "[Heron, Moon, 2023]",
        "[Heron, Moon]",
        [f"18: {FIRST}: the year 2023 of date is not in holds; add it, or say in 'reading' why"],
    ),
    (
        PAPER,
        'date: "2025"',
        "date: 2024~/2026-05",
        [
            f"25: {SECOND}: the year 2024 of date is not in holds; add it, or say in 'reading' why",
            f"25: {SECOND}: the year 2026 of date is not in holds; add it, or say in 'reading' why",
        ],
    ),
    (
        PAPER,
        "  published: 2019-05-06\n",
        "",
        [f"20: {SECOND}: missing key 'asserted_on', which its source's 'published' could stand in for"],
    ),
    (
        PAPER,
        "asserted_on: 2019-05-04",
        "asserted_on: 2019-05-07",
        [f"16: {FIRST}: asserted_on 2019-05-07 is after its source was published, 2019-05-06"],
    ),
    (
        PAPER,
        "published: 2019-05-06",
        "published: 2019-04",
        [f"16: {FIRST}: asserted_on 2019-05-04 is after its source was published, 2019-04"],
    ),
    (
        PAPER,
        'planned\n    date: "2025"',
        'achieved\n    date: "2025"',
        [f"25: {SECOND}: date 2025 is after 2019-05-06, when it was said: only what is planned has such a date"],
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), RULES)
def test_a_broken_rule_is_told_with_file_and_line(
    garden: Garden, file: str, old: str, new: str, said: list[str]
) -> None:
    garden.edit(file, old, new)
    assert garden.mistakes() == [f"{file}:{line}" for line in said]


def test_a_slug_that_another_address_has_is_refused(garden: Garden) -> None:
    garden.edit(MILESTONES, "slug: heron-landing", "slug: summary")
    said = "slug 'summary' is taken: milestones/summary/ is another address"
    assert f"{MILESTONES}:1: milestone 'summary': {said}" in garden.mistakes()


def test_an_unknown_slug_is_told_at_each_place_that_names_it(garden: Garden) -> None:
    garden.edit(AGENCIES, "slug: selene", "slug: varda")
    assert garden.mistakes() == [
        f"{AGENCIES}:6: agency 'varda': slug 'varda' stands twice; first at seeds/{AGENCIES}:1",
        f"{AGENCIES}:10: agency 'varda': parent leads back to itself: varda > varda",
        f"{MILESTONES}:7: milestone 'heron-landing': agencies: unknown agency 'selene'; no agency has this slug",
        f"{PROGRAMS}:4: program 'heron': participants: unknown agency 'selene'; no agency has this slug",
        f"{VEHICLES}:4: vehicle 'heron-lander': maker: unknown agency 'selene'; no agency has this slug",
        f"{VEHICLES}:5: vehicle 'heron-lander': operators: unknown agency 'selene'; no agency has this slug",
        f"{COPY}:13: claim 'down-by-2023': claimant: unknown agency 'selene'; no agency has this slug",
        f"{PAPER}:14: {FIRST}: claimant: unknown agency 'selene'; no agency has this slug",
        f"{PAPER}:23: {SECOND}: claimant: unknown agency 'selene'; no agency has this slug",
    ]


def test_two_documents_that_republish_each_other_are_told_once(garden: Garden) -> None:
    garden.edit(PAPER, "reliability: reported", "reliability: reported\n  republication_of: echo-2019")
    assert garden.mistakes() == [
        f"{MILESTONES}:1: milestone 'heron-landing': {NOT_COUNTED}",
        f"{COPY}:7: source 'echo-2019': republication_of leads back to itself: echo-2019 > gazette-2019 > echo-2019",
    ]


def test_a_copy_of_a_copy_is_told_the_original(garden: Garden) -> None:
    source = SEEDS[COPY].partition("claims:")[0].replace(digest(ECHO), digest("Once more."))
    again = source.replace("echo-2019", "once-more").replace("gazette-2019", "echo-2019") + "claims: []\n"
    garden.write("documents/once-more.yaml", again)
    said = "republication_of 'echo-2019' is a copy itself; name the original, 'gazette-2019'"
    assert garden.mistakes() == [f"documents/once-more.yaml:7: source 'once-more': {said}"]


def test_a_milestone_with_no_claim_that_counts_is_told(garden: Garden) -> None:
    garden.edit(PAPER, "    reason: The note", "    rank: deprecated\n    reason: The note")
    assert garden.mistakes() == []
    garden.edit(PAPER, "    claimant: selene\n    speaker", "    withdrawn: {reason: Wrong.}\n    speaker")
    assert garden.mistakes() == [f"{MILESTONES}:1: milestone 'heron-landing': {NOT_COUNTED}"]


def test_an_agency_that_nothing_uses_is_fine(garden: Garden) -> None:
    cite = "{source: gazette-2019, span: [0, 7], sha256: 0000000000000000, holds: [Idle]}"
    idle = f"- slug: idle\n  name: Idle\n  kind: military\n  cites: [{cite}]\n"
    garden.edit(AGENCIES, "- slug: selene", f"{idle}- slug: selene")
    assert garden.mistakes() == []


@pytest.mark.parametrize("said", ["2019-05-06", "2019-05", "2019", "../2020"])
def test_a_claim_that_may_be_as_old_as_its_document_is_fine(garden: Garden, said: str) -> None:
    garden.edit(PAPER, "asserted_on: 2019-05-04", f'asserted_on: "{said}"')
    assert garden.mistakes() == []


def test_a_year_that_the_reading_explains_is_fine(garden: Garden) -> None:
    garden.edit(PAPER, "[Heron, Moon, 2023]", "[Heron, Moon]")
    garden.edit(PAPER, "    date: ../2023", "    date: ../2023\n    reading: Four years after 2019.")
    assert garden.mistakes() == []
