"""Rows of a small fixture, to load as they are or spoilt."""

from typing import Any

from django.apps import apps

KEY = "73b08a56-612c-5d5d-a27c-a817074c2171"


def row(model: str, *, pk: str | None = None, **fields: Any) -> dict[str, Any]:
    return {"model": f"missions.{model}", "fields": fields} | ({"pk": pk} if pk else {})


NASA = row("agency", slug="nasa", name="NASA", kind="government", country="US")
MOON = row("program", slug="moon", name="Moon", destination="moon")
LEAD = row("participation", program=["moon"], agency=["nasa"], role="lead")
LANDING = row(
    "milestone", slug="landing", title="Landing", kind="landing", criterion="It lands.", program=["moon"],
    agencies=[["nasa"]], vehicles=[],
)  # fmt: skip
PAPER = row("source", slug="paper", title="Paper", reliability="reported", characters=100)
PROMISE = row(
    "claim", pk=KEY, milestone=["landing"], source=["paper"], claimant=["nasa"], outcome="planned",
    asserted_on_edtf="2016-09-26", asserted_on_earliest="2016-09-26", asserted_on_latest="2016-09-26",
    date_edtf="../2022", date_earliest=None, date_latest="2022-12-31", statement="It will land.",
)  # fmt: skip
WITHDRAWN = row("withdrawal", pk=KEY, reason="Misread.")
ALL = [NASA, MOON, LEAD, LANDING, PAPER, PROMISE]


def but(found: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return found | {"fields": found["fields"] | fields}


def everything() -> dict[str, list[tuple[Any, ...]]]:
    models = apps.get_app_config("missions").get_models(include_auto_created=True)
    return {model.__name__: list(model._base_manager.order_by("pk").values_list()) for model in models}
