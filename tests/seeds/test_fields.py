"""Each mistake in a field is one line that says where it is and what to do."""

import pytest

from missions.dates import BadDate, FuzzyDate
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
    VEHICLES,
    Case,
    Garden,
    digest,
)

SLUG_RULE = "must be lower-case letters, digits and single hyphens, at most 64 characters"
AGENCY_KEYS = "slug, name, short_name, kind, country, parent, cites"
OUTCOMES = "planned, ongoing, achieved, failed, cancelled"

KEYS: list[Case] = [
    (PAPER, "speaker: a", "speeker: a", [f"15: {FIRST}: unknown key 'speeker'; did you mean 'speaker'?"]),
    (AGENCIES, "short_name", "zzz", [f"8: agency 'selene': unknown key 'zzz'; the keys are {AGENCY_KEYS}"]),
    (AGENCIES, "short_name: Selene", "name: Selene", ["8: the key 'name' stands twice; first on line 7"]),
    (AGENCIES, "short_name: Selene", "[short]: Selene", ["8: a key must be a word, not a list or a mapping"]),
    (AGENCIES, "  kind: commercial\n", "", ["6: agency 'selene': missing key 'kind'"]),
    (AGENCIES, "name: Société Selene", "name: ''", ["7: agency 'selene': name is empty"]),
    (AGENCIES, "name: Société Selene", "name:", ["7: agency 'selene': name is empty"]),
    (AGENCIES, "[Société Selene]", "[]", ["12: agency 'selene': cites: holds is empty"]),
    (MILESTONES, "  cites: [", "  cites: [] # [", ["10: milestone 'heron-landing': cites is empty"]),
    (PAPER, "outcome: planned\n    date: ../2023", "date: ../2023", [f"12: {FIRST}: missing key 'outcome'"]),
    (PAPER, "cite: {span: [154", "reading: x # {span: [154", [f"21: {SECOND}: missing key 'cite'"]),
    (PAPER, "    reason: The", "    withdrawn: {} # The", [f"28: {SECOND}: withdrawn: missing key 'reason'"]),
    (
        PAPER,
        "source:",
        "sauce:",
        [
            "1: the document: missing key 'source'",
            "1: the document: unknown key 'sauce'; did you mean 'source'?",
        ],
    ),
    (
        AGENCIES,
        "{source: gazette-2019, span: [0",
        "{span: [0",
        ["12: agency 'selene': cites: missing key 'source'"],
    ),
]

TYPES: list[Case] = [
    (AGENCIES, "name: Société Selene", "name: [a]", ["7: agency 'selene': name must be a text, not a list"]),
    (AGENCIES, "name: Société Selene", "name: {a: b}", ["7: agency 'selene': name must be a text, not a mapping"]),
    (
        AGENCIES,
        "- slug: selene",
        "- Q\n- slug: selene",
        ["6: agency number 2: must be a mapping of keys, not the text 'Q'"],
    ),
    (AGENCIES, "- slug: selene", "-\n- slug: selene", ["6: agency number 2: must be a mapping of keys, not nothing"]),
    (
        VEHICLES,
        "[varda, selene]",
        "varda",
        ["5: vehicle 'heron-lander': operators must be a list, not the text 'varda'"],
    ),
    (
        VEHICLES,
        "crewed: false",
        "crewed: no",
        ["7: vehicle 'heron-lander': crewed must be true, false or left out, not the text 'no'"],
    ),
    (
        PAPER,
        f"characters: {len(GAZETTE)}",
        "characters: many",
        ["8: source 'gazette-2019': characters must be a whole number, not the text 'many'"],
    ),
    (PAPER, "[39, 84]", "[39]", [f"20: {FIRST}: cite: span must be two numbers, [start, end]"]),
    (PAPER, "[39, 84]", "39", [f"20: {FIRST}: cite: span must be two numbers, [start, end]"]),
    (PAPER, "[39, 84]", "[-1, 84]", [f"20: {FIRST}: cite: span start must be a whole number, not the text '-1'"]),
    (PAPER, "[39, 84]", "[39, []]", [f"20: {FIRST}: cite: span end must be a whole number, not a list"]),
]

TEXTS: list[Case] = [
    (
        AGENCIES,
        "Société Selene\n",
        f"{'n' * 121}\n",
        ["7: agency 'selene': name is 121 characters long; at most 120 are allowed"],
    ),
    (
        AGENCIES,
        "short_name: Selene",
        'short_name: "Sel\\aene"',
        ["8: agency 'selene': short_name holds a line break or another control character (U+0007); take it out"],
    ),
    (
        AGENCIES,
        "short_name: Selene",
        "short_name: >\n    Selene",
        ["8: agency 'selene': short_name holds a line break or another control character (U+000A); take it out"],
    ),
    (
        AGENCIES,
        "short_name: Selene",
        'short_name: "Sel\\ud800ene"',
        ["8: agency 'selene': short_name holds a line break or another control character (U+D800); take it out"],
    ),
    (PAPER, "key: down-in-2025", "key: Down-2025", [f"21: claim 'Down-2025': key 'Down-2025' {SLUG_RULE}"]),
    (PAPER, "key: down-in-2025", "key: down--2025", [f"21: claim 'down--2025': key 'down--2025' {SLUG_RULE}"]),
    (PAPER, "key: down-in-2025", "key: down_2025", [f"21: claim 'down_2025': key 'down_2025' {SLUG_RULE}"]),
    (PAPER, "key: down-in-2025", f"key: {'a' * 65}", [f"21: claim '{'a' * 65}': key '{'a' * 65}' {SLUG_RULE}"]),
    (
        AGENCIES,
        'country: "VA"',
        "country: va",
        ["4: agency 'varda': country 'va' must be two capital letters (ISO 3166-1)"],
    ),
    (
        AGENCIES,
        'country: "VA"',
        "country: VAR",
        ["4: agency 'varda': country 'VAR' must be two capital letters (ISO 3166-1)"],
    ),
    (
        PAPER,
        "https://gazette.example/a-lander",
        "gazette.example",
        ["6: source 'gazette-2019': url 'gazette.example' must be an address such as https://example.org/paper"],
    ),
    (
        PAPER,
        "https://gazette.example/a-lander",
        "http://intranet/paper",
        ["6: source 'gazette-2019': url 'http://intranet/paper' must be an address such as https://example.org/paper"],
    ),
    (
        PAPER,
        "https://gazette.example/a-lander",
        "ftp://gazette.example",
        ["6: source 'gazette-2019': url 'ftp://gazette.example' must be an address such as https://example.org/paper"],
    ),
    (
        PAPER,
        "https://gazette.example/a-lander",
        f"https://gazette.example/{'a' * 477}",
        ["6: source 'gazette-2019': url is 501 characters long; at most 500 are allowed"],
    ),
    (
        PAPER,
        "file: gazette.txt",
        "file: ../gazette.txt",
        ["10: source 'gazette-2019': file '../gazette.txt' must be the bare name of a file, without folders"],
    ),
    (
        PAPER,
        "  file: gazette.txt",
        "  sketch: 0ac464c1 1c5c657\n  file: gazette.txt",
        ["10: source 'gazette-2019': sketch '0ac464c1 1c5c657' must be as `cite` prints it"],
    ),
    (COPY, digest(ECHO), "ABC", ["5: source 'echo-2019': sha256 'ABC' must be 64 hex digits (0-9, a-f)"]),
    (
        COPY,
        "sha256: 52d5c50c59d19084",
        "sha256: 52d5c50c59d1908",
        ["17: claim 'down-by-2023': cite: sha256 '52d5c50c59d1908' must be 16 hex digits (0-9, a-f)"],
    ),
]

VALUES: list[Case] = [
    (
        PAPER,
        "outcome: planned\n    date: ../2023",
        "outcome: planed\n    date: ../2023",
        [f"17: {FIRST}: outcome 'planed' is none of {OUTCOMES}; did you mean 'planned'?"],
    ),
    (
        PAPER,
        "reliability: reported",
        "reliability: good",
        ["9: source 'gazette-2019': reliability 'good' is none of official, reported, commentary, unattributed"],
    ),
    (
        PROGRAMS,
        "role: contractor",
        "role: builder",
        ["4: program 'heron': participants: role 'builder' is none of lead, partner, contractor, former"],
    ),
    (
        PAPER,
        "milestone: heron-landing\n    claimant: selene\n    speaker",
        "milestone: heron-ladning\n    speaker",
        [f"13: {FIRST}: unknown milestone 'heron-ladning'; did you mean 'heron-landing'?"],
    ),
    (
        COPY,
        "claimant: selene",
        "claimant: qqq",
        ["13: claim 'down-by-2023': claimant: unknown agency 'qqq'; no agency has this slug"],
    ),
    (
        MILESTONES,
        "agencies: [selene]",
        "agencies:\n    - selene\n    - vadra",
        ["9: milestone 'heron-landing': agencies: unknown agency 'vadra'; did you mean 'varda'?"],
    ),
    (
        AGENCIES,
        "{source: gazette-2019, span: [0",
        "{source: gazete-2019, span: [0",
        ["12: agency 'selene': cites: unknown source 'gazete-2019'; did you mean 'gazette-2019'?"],
    ),
    (VEHICLES, "[varda, selene]", "[varda, varda]", ["5: vehicle 'heron-lander': operators holds 'varda' twice"]),
    (PAPER, "[39, 84]", "[84, 84]", [f"20: {FIRST}: cite: span [84, 84] is empty: the start must come before the end"]),
    (PAPER, "[39, 84]", "[84, 39]", [f"20: {FIRST}: cite: span [84, 39] is empty: the start must come before the end"]),
    (
        PAPER,
        "[154, 176]",
        "[154, 999]",
        [f"27: {SECOND}: cite: span [154, 999] ends outside the document, which has {len(GAZETTE)} characters"],
    ),
    (
        PAPER,
        "asserted_on: 2019-05-04",
        "asserted_on: 2019/..",
        [f"16: {FIRST}: asserted_on '2019/..' has an open end: a claim counts from the last day"],
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), KEYS + TYPES + TEXTS + VALUES)
def test_a_mistake_is_told_with_file_and_line(garden: Garden, file: str, old: str, new: str, said: list[str]) -> None:
    garden.edit(file, old, new)
    assert garden.mistakes() == [f"{file}:{line}" for line in said]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("date: ../2023", "date: by 2023", "18: claim 'down-by-2023': date: "),
        ("asserted_on: 2019-05-04", "asserted_on: 2019-13", "16: claim 'down-by-2023': asserted_on: "),
        ("published: 2019-05-06", "published: ../..", "5: source 'gazette-2019': published: "),
    ],
)
def test_a_bad_date_is_told_in_the_words_of_the_dates(garden: Garden, old: str, new: str, line: str) -> None:
    with pytest.raises(BadDate) as bad:
        FuzzyDate.parse(new.partition(": ")[2])
    garden.edit(PAPER, old, new)
    assert garden.mistakes() == [f"{PAPER}:{line}{bad.value}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('country: "VA"', "country: NO"),
        ("sha256: ", "sha256: !!str "),
        ("name: Republic of Varda", "name: 2025"),
    ],
)
def test_a_text_is_taken_as_it_is_written_whatever_yaml_reads_in_it(garden: Garden, old: str, new: str) -> None:
    text = (garden.seeds / AGENCIES).read_text(encoding="utf-8")
    garden.write(AGENCIES, text.replace(old, new))
    assert garden.mistakes() == []
