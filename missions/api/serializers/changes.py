import json
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from missions.api.following import cursor_of
from missions.api.serializers.values import Chosen, SaidField, TermField, address_of
from missions.models import Change
from missions.vocabulary import Action, Resource


@extend_schema_field({"type": ["object", "null"], "additionalProperties": True})
class ValuesField(serializers.Field[Any, Any, Any, Any]):
    """The values of a row by name, in the order of the names: databases keep them in orders of their own."""

    def to_representation(self, value: dict[str, Any]) -> Any:
        return json.loads(json.dumps(value, sort_keys=True))


class ChangeSerializer(Chosen):
    """What was done to one row."""

    number = serializers.IntegerField(
        help_text="Its place in the record, from 1 without gaps. That of the newest change is the version of the data."
    )
    cursor = serializers.SerializerMethodField(help_text="For `after`: what was committed later than this change.")
    at = serializers.DateTimeField(help_text="When (UTC).")
    by = SaidField(help_text="The editor's account. Null: a command of the tracker's own.")
    reason = SaidField(help_text="Why. Null: not said.")
    resource = TermField(choices=Resource.meanings())
    key = serializers.CharField(help_text="The row's slug; a claim's id.")
    url = serializers.SerializerMethodField(help_text="Where the row is served. Null: it was deleted by this.")
    action = TermField(choices=Action.meanings())
    changed = serializers.ListField(child=serializers.CharField(), help_text="The names of the values that differ.")
    before = ValuesField(help_text="Its values before, by name. Null: it was not there.")
    after = ValuesField(help_text="Its values after, by name. Null: it is gone.")

    def get_cursor(self, change: Change) -> str:
        return cursor_of(change.number, change.at)

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_url(self, change: Change) -> str | None:
        if change.action == Action.DELETED:
            return None
        return address_of(self.context["base"], change.resource, change.key)
