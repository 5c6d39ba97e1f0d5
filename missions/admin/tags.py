"""What the front page's template asks for: Django's site has no view of ours for it."""

from typing import Any

from django import template

from missions import clock
from missions.admin import front, record

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_cards(context: dict[str, Any]) -> list[front.Card]:
    return front.cards(context["request"], clock.today())


@register.simple_tag(takes_context=True)
def desk_changes(context: dict[str, Any]) -> list[record.Entry]:
    return front.latest(context["request"])
