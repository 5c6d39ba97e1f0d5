"""Each named constraint, from both sides. Rows go to the database past all that the models check themselves."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from missions.models import (
    Change,
    Participation,
    Proposal,
    Review,
    Slip,
    Standing,
)
from tests.factories import AgencyFactory, ProgramFactory
from tests.models.rows import (
    DAY,
    HASH,
    LATER,
    NEXT_DAY,
    NOW,
    Make,
    accepted,
    agency,
    change,
    milestone,
    participation,
    program,
    proposal,
    raw_claim,
    review,
    same_participation,
    same_source,
    second_proposal,
    second_slip,
    second_standing,
    slip,
    source,
    standing,
    vehicle,
    withdrawal,
)


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
SUPERSEDED: list[dict[str, Any]] = [{"superseded_at": None}, {"superseded_at": LATER}]
NOT_SUPERSEDED: list[dict[str, Any]] = [{"superseded_at": NOW}, {"superseded_at": NOW, "recorded_at": LATER}]


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
    "milestone_slug_free": (milestone, [{"slug": "summary-2"}, {"slug": "asummary"}], [{"slug": "summary"}]),
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
        [
            {"first_until": NEXT_DAY, "since": NEXT_DAY},
            {"first_until": NEXT_DAY, "since": DAY, "superseded_at": LATER},
            {"first_until": NEXT_DAY, "since": DAY, "first_superseded_at": LATER},
        ],
        [{"first_until": NEXT_DAY, "since": DAY}],
    ),
    "standing_one_open": (
        second_standing,
        [
            {"first_until": NEXT_DAY, "since": NEXT_DAY},
            {"first_until": None, "since": date(2021, 1, 1), "until": DAY},
            {"first_until": None, "since": NEXT_DAY, "superseded_at": LATER},
            {"first_until": None, "since": NEXT_DAY, "first_superseded_at": LATER},
        ],
        [{"first_until": None, "since": NEXT_DAY}],
    ),
    "standing_promised_bounded": (
        standing,
        dated("promised", BOUNDED + HALF_OPEN + NO_DATE),
        dated("promised", UNBOUNDED),
    ),
    "standing_superseded_later": (standing, SUPERSEDED, NOT_SUPERSEDED),
    "slip_kind_known": (slip, [{"kind": "firmed"}], [{"kind": "slipped"}, {"kind": ""}]),
    "slip_outcome_known": (slip, [{"outcome": "achieved"}], [{"outcome": "hoped"}, {"outcome": ""}]),
    "slip_was_bounded": (slip, dated("was", BOUNDED + HALF_OPEN + NO_DATE), dated("was", UNBOUNDED)),
    "slip_date_bounded": (slip, dated("date", BOUNDED + HALF_OPEN + NO_DATE), dated("date", UNBOUNDED)),
    "slip_once_a_day": (
        second_slip,
        [{"on": NEXT_DAY}, {"superseded_at": LATER}, {"first_superseded_at": LATER}],
        [{}, {"kind": "firmed"}],
    ),
    "slip_days_in_order": (
        slip,
        [{"days_min": -3, "days_max": -3}, {"days_min": -3, "days_max": 4}, {"days_min": 3}, {"days_max": -3}, {}],
        [{"days_min": 4, "days_max": 3}, {"days_min": -3, "days_max": -4}],
    ),
    "slip_superseded_later": (slip, SUPERSEDED, NOT_SUPERSEDED),
    "review_text_while_open": (
        review,
        [{}, {"text": "", "closed_at": LATER}],
        [{"text": ""}, {"closed_at": LATER}],
    ),
    "proposal_outcome_known": (proposal, [{"outcome": "failed"}], [{"outcome": "hoped"}, {"outcome": ""}]),
    "proposal_numbered_once": (second_proposal, [{"number": 2}], [{"number": 1}]),
    "proposal_span_in_order": (proposal, [{"span_end": 7}], [{"span_end": 0}, {"span_start": 2}]),
    "proposal_claim_when_accepted": (accepted, [{"accepted": True}], [{}, {"accepted": False}]),
    "change_resource_known": (change, [{"resource": "claim"}], [{"resource": "standing"}, {"resource": ""}]),
    "change_action_known": (change, [{"action": "deleted"}], [{"action": "lost"}, {"action": ""}]),
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
    # What nobody types is refused with no word of ours.
    if not isinstance(row, Standing | Slip | Change | Review | Proposal):
        assert refusal.value.messages == [constraint.get_violation_error_message()]
        assert "violated" not in refusal.value.messages[0]


@pytest.mark.django_db
def test_an_agency_has_a_part_in_several_programs_and_a_program_several_parts() -> None:
    first = participation()
    first.save()
    same_participation(agency=AgencyFactory.create()).save()
    Participation.objects.create(program=ProgramFactory.create(), agency=first.agency, role="lead")
    assert Participation.objects.count() == 4
