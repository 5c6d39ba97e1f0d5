"""What a page says, as a test asks for it."""

import html
import re
from typing import Any

from django.test import Client
from django.urls import reverse


def address(model: str, page: str, *args: Any) -> str:
    return reverse(f"admin:missions_{model}_{page}", args=args)


def text(response: Any) -> str:
    """The words of a page, without its tags, each blank one space."""
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(plain).split())


def markup(response: Any) -> str:
    """A page with its tags, each blank one space."""
    return " ".join(response.content.decode().split())


def ids(response: Any) -> list[str]:
    return re.findall(r'\sid="([^"]*)"', response.content.decode())


def errors(response: Any) -> dict[str, list[str]]:
    """Of a page of the desk's own forms, what is wrong by field."""
    form = response.context["adminform"].form if "adminform" in response.context else response.context["form"]
    return {field: list(found) for field, found in form.errors.items()}


def messages(response: Any) -> list[str]:
    """What the page that a redirect led to says at its top."""
    return [str(message) for message in response.context["messages"]]


def form(client: Client, page: str) -> dict[str, Any]:
    """What the page's form would send as it is."""
    shown = client.get(page).context["adminform"].form
    values = {name: shown[name].value() for name in shown.fields}
    return {name: value for name, value in values.items() if value is not None}


def shown(response: Any) -> set[str]:
    """The rows of a list, in words."""
    return {str(row) for row in response.context["cl"].result_list}
