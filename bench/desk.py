"""What the lists of the desk cost, page by page: the front page, and of each list the way it opens, every column it is
sorted by, every choice of every filter, a search, and its last page.

    .venv/bin/python -m bench.desk [ROWS] [LIST ...]

makes a database of so many milestones, 200,000 without, and asks in this process. LIST: milestone, claim …
Each page is asked for three times; its figure is the median of the processor's seconds, which leave out what else the
machine is doing. A row of the table is the slowest page of its kind. It takes a quarter of an hour.
"""

import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from statistics import median
from typing import Any

from bench.room import filled, show

KINDS = ["as it opens", "by its slowest column", "by its slowest filter", "searched", "its last page"]
TIMES = 3


def main(rows: int, names: list[str]) -> None:
    with filled(rows):
        from django.apps import apps  # noqa: PLC0415 - as below
        from django.contrib.admin import site  # noqa: PLC0415 - only once Django is set up

        client = signed_in()
        show(["front page", *timed(client, "/admin/")])
        show(["list", *KINDS, "queries", "slowest"])
        show(["---"] * (len(KINDS) + 3))
        for model in apps.get_app_config("missions").get_models():
            if site.is_registered(model) and (not names or model._meta.model_name in names):
                show([str(model._meta.verbose_name_plural), *slowest_of(client, model)])


def signed_in() -> Any:
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.create_superuser("measures", password=None))
    return client


def slowest_of(client: Any, model: Any) -> list[str]:
    """Seconds of the slowest page of each kind; the most queries of any; the address of the slowest of all."""
    from django.urls import reverse  # noqa: PLC0415

    address = reverse(f"admin:missions_{model._meta.model_name}_changelist")
    found: dict[str, list[tuple[float, int, str]]] = defaultdict(list)
    for kind, query in pages(asked(client, address)[2]):
        seconds, queries = timed(client, address + query)
        found[kind].append((float(seconds), int(queries), query))
    each = [f"{max(found[kind])[0]:.2f}" if found[kind] else "–" for kind in KINDS]
    every = [one for kind in KINDS for one in found[kind]]
    return [*each, str(max(queries for _, queries, _ in every)), max(every)[2] or "as it opens"]


def pages(html: str) -> Iterator[tuple[str, str]]:
    """The list's own links: of its columns, its filters and its pages. Of a filter with many choices, the first 20."""
    yield "as it opens", ""
    for query in links(html, r'<div class="text"><a href="(\?[^"]*)"'):
        yield "by its slowest column", query
    for one in html.split("<details")[1:]:
        for query in links(one, r'<a href="(\?[^"]+)"')[:20]:
            yield "by its slowest filter", query
    if 'id="searchbar"' in html:
        yield "searched", "?q=flight"
        yield "searched", "?q=nowhere-to-be-found"
    for query in links(html, r'<a role="button"[^>]*href="(\?p=\d+)"|href="(\?p=\d+)"')[-1:]:
        yield "its last page", query


def links(html: str, pattern: str) -> list[str]:
    return [unescape(next(filter(None, found.groups()))) for found in re.finditer(pattern, html)]


def timed(client: Any, address: str) -> list[str]:
    """The processor's seconds, and the queries."""
    answers = [asked(client, address) for _ in range(TIMES)]
    return [f"{median(seconds for seconds, _, _ in answers):.2f}", str(answers[-1][1])]


def asked(client: Any, address: str) -> tuple[float, int, str]:
    from django.db import connection  # noqa: PLC0415

    queries = 0

    def count(execute: Any, *args: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*args)

    with connection.execute_wrapper(count):
        began = time.process_time()
        response = client.get(address)
        seconds = time.process_time() - began
    if response.status_code != 200:
        sys.exit(f"{address} answers {response.status_code}.")
    return seconds, queries, response.content.decode()


if __name__ == "__main__":
    rows, *names = sys.argv[1:] or ["200000"]
    main(int(rows), names)
