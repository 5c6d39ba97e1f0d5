"""Pages of a list, found by their keys."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Page, Paginator
from django.db import DataError
from django.db.models import QuerySet
from django.http import HttpRequest

from missions.admin.searching import SearchBox


class KeysFirst(Paginator):  # type: ignore[type-arg]  # Django's takes no argument when it runs
    """Narrows and sorts keys alone, and then fetches the rows of the page from `whole`: to sort whole rows takes a
    database ten times as long. A query more a page.
    """

    whole: QuerySet[Any]

    def page(self, number: Any) -> Page[Any]:
        first = (self.validate_number(number) - 1) * self.per_page
        narrowed: Any = self.object_list
        keys = list(narrowed.values_list("pk", flat=True)[first : first + self.per_page]) if self.count else []
        rows: Any = self.whole.filter(pk__in=keys).order_by(*narrowed.query.order_by)
        rows.query.select_related = narrowed.query.select_related
        return Page(rows, self.validate_number(number), self)


class Listed(ChangeList):
    """Django finds what fits one page as whole rows, and only what does not by the paginator."""

    search_form_class = SearchBox

    def get_results(self, request: HttpRequest) -> None:
        try:
            super().get_results(request)
        except (ValueError, OverflowError, DataError) as error:
            # Of an address typed by hand: a year, a number or a character that databases do not have.
            raise IncorrectLookupParameters(error) from error
        if not self.multi_page:
            self.result_list = self.paginator.page(1).object_list


class Paging(admin.ModelAdmin):  # type: ignore[type-arg]  # as above
    show_full_result_count = False
    list_per_page = 50

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Listed

    def get_paginator(self, request: HttpRequest, queryset: QuerySet[Any], *args: Any, **kwargs: Any) -> KeysFirst:
        found = KeysFirst(queryset, *args, **kwargs)
        found.whole = self.get_queryset(request)
        return found
