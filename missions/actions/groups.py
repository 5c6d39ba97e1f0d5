"""Who may what at the desk: three groups of accounts, and one table."""

from types import SimpleNamespace
from typing import Any

from django.contrib.auth.management import create_permissions
from django.db import transaction

VIEWER = "Viewer"
EDITOR = "Editor"
LIBRARIAN = "Librarian"
GROUPS = (VIEWER, EDITOR, LIBRARIAN)

KEPT = {EDITOR: "add change", LIBRARIAN: "add change delete"}
CATALOG = {LIBRARIAN: "add change delete"}
REVIEWED = {VIEWER: None, EDITOR: "add change", LIBRARIAN: "add change"}

# What a group may do with the rows of a model, beyond looking at them: that all three may, except where None stands.
# A model that is not here is closed to all three, and fails a test until it is.
MAY: dict[str, dict[str, str] | dict[str, str | None]] = {
    "claim": {EDITOR: "add", LIBRARIAN: "add"},
    "withdrawal": {LIBRARIAN: "add"},
    "source": KEPT,
    "milestone": KEPT,
    "agency": CATALOG,
    "program": CATALOG,
    "participation": CATALOG,
    "vehicle": CATALOG,
    "standing": {},
    "slip": {},
    "change": {},
    "version": {},
    "review": REVIEWED,
    "proposal": REVIEWED,
}


def permissions_of(group: str) -> set[str]:
    """The code names of the group's permissions, such as "add_claim"."""
    return {f"{action}_{model}" for model, may in MAY.items() for action in _actions(may.get(group, ""))}


def _actions(may: str | None) -> tuple[str, ...]:
    return () if may is None else ("view", *may.split())


@transaction.atomic
def allow(*, apps: Any) -> None:
    """Makes the groups where they are missing, and their permissions those of the table. Run again, changes nothing.

    `apps` are Django's, or those of a migration, whose models may be fewer than the table's.
    """
    # Django makes them after the last migration of all. It asks no more of an app than this, which a migration's lacks.
    app: Any = SimpleNamespace(label="missions", models_module=True)
    create_permissions(app, apps=apps, verbosity=0)
    Group, Permission = (apps.get_model("auth", name) for name in ("Group", "Permission"))  # noqa: N806 - classes
    for name in GROUPS:
        group, _ = Group.objects.get_or_create(name=name)
        wanted = Permission.objects.filter(content_type__app_label="missions", codename__in=permissions_of(name))
        group.permissions.set(wanted)
