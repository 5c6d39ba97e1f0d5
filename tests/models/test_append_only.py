"""Claims and withdrawals stay as they were, whichever of Django's ways somebody takes to change or remove one."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.db.models.deletion import Collector, ProtectedError

from missions.actions import claims
from missions.models import AppendOnlyError, Change, Claim, Standing, Withdrawal
from missions.models.append_only import AppendOnly, AppendOnlyQuerySet
from tests.factories import AgencyFactory, MilestoneFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db

Row = Any
Way = Callable[[Row], object]


def withdrawn() -> Withdrawal:
    return claims.withdraw(claim=claim(), reason="Misread.")


@pytest.fixture(params=[claim, withdrawn], ids=["claim", "withdrawal"])
def row(request: pytest.FixtureRequest) -> Row:
    return request.param()


def stored(row: Row) -> list[tuple[Any, ...]]:
    return list(models.QuerySet(type(row)).filter(pk=row.pk).values_list())


def refused(row: Row, way: Way, error: type[Exception] = AppendOnlyError) -> None:
    before, standings = stored(row), list(Standing.objects.values_list())
    with pytest.raises(error), transaction.atomic():
        way(row)
    assert stored(row) == before
    assert len(before) == 1
    assert list(Standing.objects.values_list()) == standings


def objects(row: Row) -> Any:
    return type(row).objects


def changed(row: Row) -> Row:
    row.reason = "Another reason."
    return row


def awaited(way: Callable[..., Any], *args: Any, **kwargs: Any) -> object:
    async def wait() -> object:
        return await way(*args, **kwargs)

    return async_to_sync(wait)()


def upsert(row: Row) -> dict[str, Any]:
    key = row._meta.pk.name
    return {"update_conflicts": True, "update_fields": ["reason"], "unique_fields": [key]}


def from_a_fixture(row: Row) -> None:
    """As `loaddata` saves, whatever the row says."""
    text = serializers.serialize("json", [changed(row)])
    for read in serializers.deserialize("json", text):
        read.save()


def from_a_fixture_of_one_column(row: Row) -> None:
    [whole] = json.loads(serializers.serialize("json", [row]))
    text = json.dumps([whole | {"fields": whole["fields"] | {"reason": "Another reason."}}])
    for read in serializers.deserialize("json", text):
        read.object.save_base(raw=True)


def collected(row: Row) -> None:
    """As a cascade from another table, or the admin's own deletion."""
    collector = Collector(using="default")
    if isinstance(row, Claim):
        collector.add([row])
    else:
        collector.collect([row])
    collector.delete()


CHANGES: dict[str, Way] = {
    "save": lambda row: changed(row).save(),
    "save as it is": lambda row: row.save(),
    "save of one column": lambda row: changed(row).save(update_fields=["reason"]),
    "save by force": lambda row: changed(row).save(force_update=True),
    "save after refresh_from_db": lambda row: (row.refresh_from_db(), changed(row).save()),
    "save of a row from in_bulk": lambda row: changed(objects(row).in_bulk([row.pk])[row.pk]).save(),
    "save of a row read in part": lambda row: changed(objects(row).only("reason").get(pk=row.pk)).save(),
    "save of a locked row": lambda row: changed(objects(row).select_for_update().get(pk=row.pk)).save(),
    "save of a row from plain SQL": lambda row: changed(
        next(iter(objects(row).raw(f"SELECT * FROM {row._meta.db_table}")))  # noqa: S608 - a table's name
    ).save(),
    "save_base": lambda row: changed(row).save_base(),
    "save_base raw": lambda row: changed(row).save_base(raw=True),
    "a fixture": from_a_fixture,
    "a fixture of one column": from_a_fixture_of_one_column,
    "update": lambda row: objects(row).update(reason="Another reason."),
    "update of some": lambda row: objects(row).filter(pk=row.pk).update(reason="Another reason."),
    "update of a sorted few": lambda row: objects(row).order_by("pk").update(reason="Another reason."),
    "update by the base manager": lambda row: type(row)._base_manager.update(reason="Another reason."),
    "update by the default manager": lambda row: type(row)._default_manager.update(reason="Another reason."),
    "_update": lambda row: objects(row).all()._update([]),
    "bulk_update": lambda row: objects(row).bulk_update([changed(row)], ["reason"]),
    "update_or_create": lambda row: objects(row).update_or_create(pk=row.pk, defaults={"reason": "Another reason."}),
    "bulk_create over it": lambda row: objects(row).bulk_create([changed(row)], **upsert(row)),
    "bulk_create over it by place": lambda row: objects(row).bulk_create(
        *([changed(row)], None, False, True, ["reason"], [row._meta.pk.name])
    ),
    "asave": lambda row: awaited(changed(row).asave),
    "asave of one column": lambda row: awaited(changed(row).asave, update_fields=["reason"]),
    "aupdate": lambda row: awaited(objects(row).aupdate, reason="Another reason."),
    "abulk_update": lambda row: awaited(objects(row).abulk_update, [changed(row)], ["reason"]),
    "aupdate_or_create": lambda row: awaited(
        objects(row).aupdate_or_create, pk=row.pk, defaults={"reason": "Another reason."}
    ),
    "abulk_create over it": lambda row: awaited(objects(row).abulk_create, [changed(row)], **upsert(row)),
    "delete": lambda row: row.delete(),
    "delete and keep parents": lambda row: row.delete(keep_parents=True),
    "delete of all": lambda row: objects(row).all().delete(),
    "delete of some": lambda row: objects(row).filter(pk=row.pk).delete(),
    "delete by the manager": lambda row: objects(row).delete(),
    "delete by the base manager": lambda row: type(row)._base_manager.all().delete(),
    "_raw_delete": lambda row: objects(row).all()._raw_delete("default"),
    "adelete": lambda row: awaited(row.adelete),
    "adelete of all": lambda row: awaited(objects(row).all().adelete),
    "a deletion collected elsewhere": collected,
}


@pytest.mark.parametrize("way", CHANGES.values(), ids=CHANGES)
def test_no_way_changes_or_removes_a_row(row: Row, way: Way) -> None:
    refused(row, way)


def add(parent: Any, row: Row, **how: Any) -> None:
    parent.claims.add(row, **how)


RELATIONS: dict[str, Way] = {
    "a milestone's update": lambda row: row.milestone.claims.update(reason="x"),
    "a milestone's delete": lambda row: row.milestone.claims.all().delete(),
    "a milestone's update_or_create": lambda row: row.milestone.claims.update_or_create(pk=row.pk),
    "another milestone's add": lambda row: add(MilestoneFactory.create(), row),
    "another milestone's add one by one": lambda row: add(MilestoneFactory.create(), row, bulk=False),
    "another milestone's set": lambda row: MilestoneFactory.create().claims.set([row]),
    "a source's update": lambda row: row.source.claims.update(reason="x"),
    "another source's add": lambda row: add(SourceFactory.create(), row),
    "a claimant's clear": lambda row: row.claimant.claims.clear(),
    "a claimant's clear one by one": lambda row: row.claimant.claims.clear(bulk=False),
    "a claimant's remove": lambda row: row.claimant.claims.remove(row),
    "a claimant's set": lambda row: row.claimant.claims.set([]),
    "another claimant's add": lambda row: add(AgencyFactory.create(), row),
    "a claimant's aclear": lambda row: awaited(row.claimant.claims.aclear),
}


@pytest.mark.parametrize("way", RELATIONS.values(), ids=RELATIONS)
def test_no_related_row_moves_a_claim_or_lets_go_of_it(way: Way) -> None:
    refused(claim(claimant=AgencyFactory.create()), way)


@pytest.mark.parametrize("parent", ["milestone", "source", "claimant"])
def test_what_a_claim_speaks_of_is_not_deleted_under_it(parent: str) -> None:
    said = claim(claimant=AgencyFactory.create())
    refused(said, lambda row: getattr(row, parent).delete(), ProtectedError)
    refused(said, lambda row: type(getattr(row, parent)).objects.all().delete(), ProtectedError)


def test_what_a_withdrawn_claim_speaks_of_is_not_deleted_under_it_either() -> None:
    withdrawal = withdrawn()
    refused(withdrawal, lambda row: row.claim.milestone.delete(), ProtectedError)
    refused(withdrawal.claim, lambda row: row.milestone.delete(), ProtectedError)


def test_a_row_under_the_same_key_is_refused_by_the_database(row: Row) -> None:
    twin = type(row)(**{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields})
    twin.reason = "Another reason."
    refused(row, lambda _: twin.save(force_insert=True), IntegrityError)
    refused(row, lambda _: objects(row).bulk_create([twin]), IntegrityError)


def test_bulk_create_that_ignores_conflicts_leaves_the_row_that_is_there(row: Row) -> None:
    before = stored(row)
    objects(row).bulk_create([changed(row)], ignore_conflicts=True)
    assert stored(row) == before


def test_an_unsaved_change_is_gone_when_the_row_is_read_again(row: Row) -> None:
    reason = row.reason
    changed(row).refresh_from_db()
    assert row.reason == reason


def test_the_refusal_says_what_to_do_instead() -> None:
    with pytest.raises(AppendOnlyError) as error:
        claim().delete()
    assert str(error.value) == ("A claim is never changed or removed. Withdraw it with a reason and add another.")


def test_rows_are_added_in_every_way_that_adds(row: Row) -> None:
    again = claim()
    copies = [Claim(**{**_values(again), "id": None}) for _ in range(3)]
    for copy in copies:
        copy.id = Claim._meta.pk.get_default()
    copies[0].save()
    Claim.objects.bulk_create(copies[1:])
    assert Claim.objects.filter(milestone=again.milestone).count() == 4


def _values(said: Claim) -> dict[str, Any]:
    return {field.attname: getattr(said, field.attname) for field in said._meta.concrete_fields}


# --- Walks, so that a new model or a new method of Django's is met too

APPEND_ONLY = [model for model in apps.get_models() if issubclass(model, AppendOnly)]
ADDS = {"create", "get_or_create", "acreate", "aget_or_create"}
# What `bulk_create` ends in, and nothing else calls it with a conflict to settle.
WITHIN = {"_insert"}
# They call the method without the a.
ASYNC = {"abulk_create", "abulk_update", "aupdate", "aupdate_or_create", "adelete"}


def test_changes_claims_and_withdrawals_are_the_append_only_models() -> None:
    assert [model.__name__ for model in APPEND_ONLY] == ["Change", "Claim", "Withdrawal"]


@pytest.mark.parametrize("model", APPEND_ONLY)
def test_every_manager_of_an_append_only_model_is_closed(model: type[models.Model]) -> None:
    managers = [model._base_manager, model._default_manager, *model._meta.managers]
    assert len(managers) == 3
    assert [type(manager.all()) for manager in managers if not isinstance(manager.all(), AppendOnlyQuerySet)] == []


@pytest.mark.parametrize("model", APPEND_ONLY)
def test_nothing_that_an_append_only_model_points_at_takes_it_along(model: type[models.Model]) -> None:
    relations = [field.remote_field for field in model._meta.concrete_fields if field.remote_field]
    # A change outlives all that it is of.
    assert {relation.on_delete for relation in relations} == (set() if model is Change else {models.PROTECT})


def test_every_method_of_a_queryset_that_alters_data_is_closed_or_only_adds() -> None:
    altering = {name for name in dir(models.QuerySet) if getattr(getattr(models.QuerySet, name), "alters_data", False)}
    closed = {name for name in altering if name in vars(AppendOnlyQuerySet)}
    assert altering - closed - ADDS - ASYNC - WITHIN == set()
    assert {name[1:] for name in ASYNC} <= closed
