"""Each named constraint, from both sides. Rows go to the database past all that the models check themselves."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from missions.models import Agency, Claim, Participation, Program, Source, Standing, Vehicle, Withdrawal
from missions.models.milestone import Milestone
from tests.factories import AgencyFactory, MilestoneFactory, ProgramFactory, SourceFactory, VehicleFactory, claim

Make = Callable[..., models.Model]
DAY, NEXT_DAY = date(2022, 1, 1), date(2022, 1, 2)
HASH = "0123456789abcdef"


def agency(**values: Any) -> Agency:
    return AgencyFactory.build(**values)


def program(**values: Any) -> Program:
    return ProgramFactory.build(**values)


def vehicle(**values: Any) -> Vehicle:
    return VehicleFactory.build(**values)


def milestone(**values: Any) -> Milestone:
    return MilestoneFactory.build(**values)


def source(**values: Any) -> Source:
    return SourceFactory.build(**values)


def same_source(**values: Any) -> Source:
    SourceFactory.create(**values)
    return SourceFactory.build(**values)


def participation(**values: Any) -> Participation:
    return Participation(program=ProgramFactory.create(), agency=AgencyFactory.create(), **{"role": "lead"} | values)


def same_participation(**values: Any) -> Participation:
    first = participation()
    first.save()
    return Participation(program=first.program, **{"agency": first.agency, "role": "partner"} | values)


def raw_claim(**values: Any) -> Claim:
    told = {"asserted_on_edtf": "2022-01-01", "asserted_on_earliest": DAY, "asserted_on_latest": DAY}
    rest = {"outcome": "planned", "statement": "It will come about."}
    return Claim(milestone=MilestoneFactory.create(), source=SourceFactory.create(), **told | rest | values)


def withdrawal(**values: Any) -> Withdrawal:
    return Withdrawal(claim=claim(), **values)


def standing(**values: Any) -> Standing:
    said = claim(asserted_on="2022-01-01", date=None)
    Standing.objects.all().delete()
    plain = {"since": DAY, "outcome": "planned", "conflict": False}
    return Standing(milestone=said.milestone, claim=said, **plain | values)


def second_standing(**values: Any) -> Standing:
    first = standing(until=values.pop("first_until"))
    first.save()
    return Standing(milestone=first.milestone, claim=first.claim, outcome="planned", conflict=False, **values)


def bounds(edtf: str, earliest: date | None, latest: date | None) -> Callable[[str], dict[str, Any]]:
    return lambda name: {f"{name}_edtf": edtf, f"{name}_earliest": earliest, f"{name}_latest": latest}


BOUNDED = [bounds("2022", DAY, NEXT_DAY), bounds("2022-01-01", DAY, DAY)]
HALF_OPEN = [bounds("../2022", None, DAY), bounds("2022/..", DAY, None)]
UNBOUNDED = [
    bounds("2022", NEXT_DAY, DAY),
    bounds("2022", None, None),
    bounds("", DAY, DAY),
    bounds("", None, DAY),
    bounds("", DAY, None),
]
# Those that break no other constraint of `asserted_on`: it is told, and has a last day.
ASSERTED_UNBOUNDED = [UNBOUNDED[0], *UNBOUNDED[2:4]]
NO_DATE = [bounds("", None, None)]


def dated(name: str, forms: list[Callable[[str], dict[str, Any]]]) -> list[dict[str, Any]]:
    return [form(name) for form in forms]


# Constraint: how a row is made, values that it takes, values that it refuses.
SIDES: dict[str, tuple[Make, list[dict[str, Any]], list[dict[str, Any]]]] = {
    "agency_kind_known": (agency, [{"kind": "military"}], [{"kind": "private"}, {"kind": ""}]),
    "agency_not_its_own_parent": (agency, [{"id": 77}, {"parent_id": None}], [{"id": 77, "parent_id": 77}]),
    "program_destination_known": (program, [{"destination": ""}, {"destination": "moon"}], [{"destination": "Moon"}]),
    "participation_once": (same_participation, [], [{}, {"role": "lead"}]),
    "participation_role_known": (participation, [{"role": "former"}], [{"role": "boss"}, {"role": ""}]),
    "vehicle_kind_known": (vehicle, [{"kind": "rover"}], [{"kind": "truck"}, {"kind": ""}]),
    "milestone_kind_known": (milestone, [{"kind": "sample_return"}], [{"kind": "party"}, {"kind": ""}]),
    "milestone_destination_known": (milestone, [{"destination": ""}, {"destination": "mars"}], [{"destination": "x"}]),
    "source_published_bounded": (
        source,
        dated("published", BOUNDED + HALF_OPEN + NO_DATE),
        dated("published", UNBOUNDED),
    ),
    "source_reliability_known": (source, [{"reliability": "official"}], [{"reliability": "good"}, {"reliability": ""}]),
    "source_not_its_own_copy": (source, [{"id": 77}], [{"id": 77, "republication_of_id": 77}]),
    "source_read_once": (same_source, [{"sha256": ""}], [{"sha256": HASH}]),
    "claim_outcome_known": (raw_claim, [{"outcome": "failed"}], [{"outcome": "hoped"}, {"outcome": ""}]),
    "claim_rank_known": (raw_claim, [{"rank": "preferred"}], [{"rank": "best"}, {"rank": ""}]),
    "claim_date_bounded": (raw_claim, dated("date", BOUNDED + HALF_OPEN + NO_DATE), dated("date", UNBOUNDED)),
    "claim_asserted_on_bounded": (raw_claim, dated("asserted_on", BOUNDED), dated("asserted_on", ASSERTED_UNBOUNDED)),
    "claim_asserted_by_a_day": (
        raw_claim,
        dated("asserted_on", [bounds("../2022", None, DAY)]),
        dated("asserted_on", [bounds("2022/..", DAY, None)]),
    ),
    "claim_deprecated_with_reason": (
        raw_claim,
        [{"rank": "deprecated", "reason": "Others say so."}, {"rank": "normal"}, {"rank": "preferred"}],
        [{"rank": "deprecated"}, {"rank": "deprecated", "reason": ""}],
    ),
    "claim_span_in_order": (
        raw_claim,
        [{}, {"span_start": 0, "span_end": 1}, {"span_start": 7, "span_end": 8, "span_sha256": HASH}],
        [
            {"span_start": 8, "span_end": 8},
            {"span_start": 9, "span_end": 8},
            {"span_start": 8},
            {"span_end": 8},
            {"span_sha256": HASH},
            {"span_start": 8, "span_sha256": HASH},
        ],
    ),
    "withdrawal_with_reason": (withdrawal, [{"reason": "Misread."}], [{}, {"reason": ""}]),
    "standing_outcome_known": (standing, [{"outcome": "cancelled"}], [{"outcome": "hoped"}, {"outcome": ""}]),
    "standing_date_bounded": (standing, dated("date", BOUNDED + HALF_OPEN + NO_DATE), dated("date", UNBOUNDED)),
    "standing_starts_once": (
        second_standing,
        [{"first_until": NEXT_DAY, "since": NEXT_DAY}],
        [{"first_until": NEXT_DAY, "since": DAY}],
    ),
    "standing_one_open": (
        second_standing,
        [{"first_until": NEXT_DAY, "since": NEXT_DAY}, {"first_until": None, "since": date(2021, 1, 1), "until": DAY}],
        [{"first_until": None, "since": NEXT_DAY}],
    ),
    "standing_not_empty": (standing, [{"until": None}, {"until": NEXT_DAY}], [{"until": DAY}, {"until": date.min}]),
}


def constraints() -> Iterator[tuple[str, models.BaseConstraint]]:
    for model in apps.get_app_config("missions").get_models():
        for constraint in model._meta.constraints:
            yield constraint.name, constraint


CONSTRAINTS = dict(constraints())


def cases(*, refused: bool) -> list[Any]:
    return [
        pytest.param(name, make, values, id=f"{name}-{number}")
        for name, (make, *sides) in SIDES.items()
        for number, values in enumerate(sides[refused])
    ]


def test_each_constraint_is_tried_from_both_sides_but_the_one_that_takes_nothing_twice() -> None:
    assert sorted(SIDES) == sorted(CONSTRAINTS)
    assert [name for name, (_, _, refused) in SIDES.items() if not refused] == []
    assert [name for name, (_, taken, _) in SIDES.items() if not taken] == ["participation_once"]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "make", "values"), cases(refused=False))
def test_the_database_takes_what_a_constraint_allows(name: str, make: Make, values: dict[str, Any]) -> None:
    row = make(**values)
    row.save(force_insert=True)
    row.validate_constraints()
    assert type(row)._base_manager.filter(pk=row.pk).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "make", "values"), cases(refused=True))
def test_the_database_refuses_what_a_constraint_forbids(name: str, make: Make, values: dict[str, Any]) -> None:
    row = make(**values)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        row.save(force_insert=True)
    # SQLite names the columns of a unique index and not the index.
    if isinstance(CONSTRAINTS[name], models.CheckConstraint):
        assert name in str(refusal.value)
    else:
        assert "unique" in str(refusal.value).lower()


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "make", "values"), cases(refused=True))
def test_the_model_refuses_it_first_and_says_why(name: str, make: Make, values: dict[str, Any]) -> None:
    constraint = CONSTRAINTS[name]
    row = make(**values)
    with pytest.raises(ValidationError) as refusal:
        constraint.validate(type(row), row)
    if not isinstance(row, Standing):
        assert refusal.value.messages == [constraint.get_violation_error_message()]
        assert "violated" not in refusal.value.messages[0]


@pytest.mark.django_db
def test_an_agency_has_a_part_in_several_programs_and_a_program_several_parts() -> None:
    first = participation()
    first.save()
    same_participation(agency=AgencyFactory.create()).save()
    Participation.objects.create(program=ProgramFactory.create(), agency=first.agency, role="lead")
    assert Participation.objects.count() == 4
