"""Search in lists: each word in some column, as everywhere at Django's desks."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR, ChangeListSearchForm
from django.db.models import Model, Q, QuerySet
from django.forms import CharField
from django.http import HttpRequest
from django.utils.text import smart_split, unescape_string_literal

# In characters. SQLite compares no more than a thousand columns with words in one query.
LONGEST = 200


class SearchBox(ChangeListSearchForm):
    """Above a list. What is wrong with it, Django tells there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {SEARCH_VAR: CharField(required=False, strip=False, max_length=LONGEST)}


class Searching(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's takes no argument when it runs
    """What stands in other rows is looked up there first. Django joins them row by row: ten times as long."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if len(search_term) > LONGEST or "\0" in search_term:
            return queryset.none(), False
        columns: dict[str, list[str]] = defaultdict(list)
        for name in self.get_search_fields(request):
            path, _, column = str(name).rpartition("__")
            columns[path].append(column)
        for word in _words(search_term):
            found = [_any(columns[""], word), *(self._around(path, columns[path], word) for path in columns if path)]
            queryset = queryset.filter(_either(found))
        return queryset, False

    def _around(self, path: str, columns: Iterable[str], word: str) -> Q:
        model: Any = self.model
        for name in path.split("__"):
            model = model._meta.get_field(name).related_model
        matching = model._default_manager.filter(_any(columns, word)).values("pk")
        first = self.model._meta.get_field(path.split("__", maxsplit=1)[0])
        if not first.many_to_many:
            return Q(**{f"{path}__in": matching})
        # Joined, a row would come once for each of its many.
        rows: QuerySet[Model] = self.model._default_manager.filter(**{f"{path}__in": matching})
        return Q(pk__in=rows.order_by().values("pk"))


def _words(text: str) -> Iterable[str]:
    """In quotes, several words are one."""
    for word in smart_split(text):
        quoted = word[0] in "\"'" and word[0] == word[-1]
        yield unescape_string_literal(word) if quoted else word


def _any(columns: Iterable[str], word: str) -> Q:
    return _either(Q(**{f"{column}__icontains": word}) for column in columns)


def _either(conditions: Iterable[Q]) -> Q:
    found = Q()
    for condition in conditions:
        found |= condition
    return found
