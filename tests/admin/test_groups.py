"""Who may what: each group, each model, each thing to do, by the pages themselves."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from missions import clock
from missions.actions import claims, groups, reviews
from missions.models import Change, Milestone, Review, Standing, Withdrawal
from tests.admin.pages import address
from tests.factories import AgencyFactory, MilestoneFactory, ProgramFactory, SourceFactory, VehicleFactory, claim

pytestmark = pytest.mark.django_db

# What each page answers to the group: look (a list and a row), add, change, delete. Of claims, delete is withdrawing.
LOOK, ADD, KEEP, ALL = "look", "look add", "look add change", "look add change delete"
MAY = {
    "agency": {"Viewer": LOOK, "Editor": LOOK, "Librarian": ALL},
    "program": {"Viewer": LOOK, "Editor": LOOK, "Librarian": ALL},
    "vehicle": {"Viewer": LOOK, "Editor": LOOK, "Librarian": ALL},
    "milestone": {"Viewer": LOOK, "Editor": KEEP, "Librarian": ALL},
    "source": {"Viewer": LOOK, "Editor": KEEP, "Librarian": ALL},
    "claim": {"Viewer": LOOK, "Editor": ADD, "Librarian": "look add withdraw"},
    "withdrawal": {"Viewer": LOOK, "Editor": LOOK, "Librarian": LOOK},
    "standing": {"Viewer": LOOK, "Editor": LOOK, "Librarian": LOOK},
    "change": {"Viewer": LOOK, "Editor": LOOK, "Librarian": LOOK},
    "review": {"Viewer": "", "Editor": KEEP, "Librarian": KEEP},
}


def withdrawal() -> Withdrawal:
    return claims.withdraw(claim=claim(), reason="Misread.")


def standing() -> Standing:
    claim()
    return Standing.objects.get()


def change() -> Change:
    claim()
    return Change.objects.get()


def review() -> Review:
    source = SourceFactory.build(slug="")
    return reviews.begin(source=source, content=b"NASA will land on Mars by 2030.", at=clock.now(), by="anna")


ROWS: dict[str, Callable[[], Any]] = {
    "agency": AgencyFactory.create,
    "program": ProgramFactory.create,
    "vehicle": VehicleFactory.create,
    "milestone": MilestoneFactory.create,
    "source": SourceFactory.create,
    "claim": claim,
    "withdrawal": withdrawal,
    "standing": standing,
    "change": change,
    "review": review,
}


def desk_of(*names: str) -> Client:
    """A browser in which somebody of these groups is signed in."""
    user = User.objects.create(username="mary", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=names))
    client = Client()
    client.force_login(user)
    return client


def allowed(desk: Client, model: str, row: Any) -> str:
    """What the pages let her do. Each answers with itself (or, to what was typed, with its errors), or with 403."""
    answers = {
        "look": [desk.get(address(model, "changelist")), desk.get(address(model, "change", row.pk))],
        "add": [desk.get(address(model, "add")), desk.post(address(model, "add"), {})],
        "change": [desk.post(address(model, "change", row.pk), {"title": "", "name": ""})],
        "delete": [desk.get(address(model, "delete", row.pk))],
    }
    if model == "claim":
        answers["withdraw"] = [
            desk.get(address(model, "withdraw", row.pk)),
            desk.post(address(model, "withdraw", row.pk), {}),
        ]
    statuses = {name: {answer.status_code for answer in given} for name, given in answers.items()}
    assert all(status in ({200}, {403}) for status in statuses.values()), statuses
    return " ".join(name for name, status in statuses.items() if status == {200})


@pytest.mark.parametrize("model", MAY)
@pytest.mark.parametrize("group", groups.GROUPS)
def test_each_group_may_what_the_table_says(group: str, model: str) -> None:
    row = ROWS[model]()

    assert allowed(desk_of(group), model, row) == MAY[model][group]


@pytest.mark.parametrize("model", MAY)
def test_who_is_in_no_group_may_nothing(model: str) -> None:
    row = ROWS[model]()

    assert allowed(desk_of(), model, row) == ""


@pytest.mark.parametrize("group", groups.GROUPS)
def test_participants_are_the_librarians(group: str) -> None:
    program = ProgramFactory.create()
    page = desk_of(group).get(address("program", "change", program.pk))

    writable = [
        formset.formset.prefix for formset in page.context["inline_admin_formsets"] if formset.has_add_permission
    ]
    assert writable == (["participations"] if group == "Librarian" else [])


@pytest.mark.parametrize("group", groups.GROUPS)
def test_accounts_groups_and_what_guards_them_are_nobodys_but_superusers(group: str) -> None:
    desk = desk_of(group)

    for page in ("/admin/auth/user/", "/admin/auth/group/", "/admin/auth/user/add/"):
        assert desk.get(page).status_code == 403


def test_every_model_is_in_the_table() -> None:
    models = {model._meta.model_name for model in apps.get_app_config("missions").get_models()}

    assert models == groups.MAY.keys(), "Say in missions/actions/groups.py who may what with it, and add a migration."


def test_every_page_of_the_desk_is_walked_here_or_the_superusers() -> None:
    shown = {model._meta.label_lower for model in admin.site._registry}

    assert shown == {f"missions.{model}" for model in MAY} | {"auth.user", "auth.group"}


@pytest.mark.parametrize("group", groups.GROUPS)
def test_the_migrations_have_given_each_group_the_permissions_of_the_table(group: str) -> None:
    given = Permission.objects.filter(group__name=group).values_list("content_type__app_label", "codename")

    assert set(given) == {("missions", name) for name in groups.permissions_of(group)}, "A migration is missing."


def test_nobody_may_change_or_delete_claims() -> None:
    names = {name for group in groups.GROUPS for name in groups.permissions_of(group)}

    assert not names & {"change_claim", "delete_claim", "change_withdrawal", "delete_withdrawal"}


def test_the_migration_makes_groups_and_permissions_where_there_are_none_and_again_changes_nothing() -> None:
    migration = import_module("missions.migrations.0003_groups")
    Group.objects.all().delete()
    Permission.objects.filter(content_type__app_label="missions").delete()

    found = []
    for _ in range(2):
        migration.allow(apps, None)
        found.append({group.name: set(group.permissions.values_list("codename", flat=True)) for group in everyone()})

    assert found[0] == {name: groups.permissions_of(name) for name in groups.GROUPS}
    assert found[1] == found[0]


def test_what_a_group_had_beside_the_table_is_taken_and_who_is_in_it_stays() -> None:
    user = User.objects.create(username="mary")
    user.groups.add(Group.objects.get(name="Viewer"))
    Group.objects.get(name="Viewer").permissions.add(Permission.objects.get(codename="add_claim"))

    groups.allow(apps=apps)

    again = User.objects.get()
    assert (again.has_perm("missions.view_claim"), again.has_perm("missions.add_claim")) == (True, False)


def test_a_librarian_deletes_what_nothing_rests_on() -> None:
    row = MilestoneFactory.create()

    assert desk_of("Librarian").post(address("milestone", "delete", row.pk), {"post": "yes"}).status_code == 302
    assert not Milestone.objects.exists()


def everyone() -> list[Group]:
    return list(Group.objects.order_by("name"))
