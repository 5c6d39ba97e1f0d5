"""The pages of the desk that Django's admin does not have."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import helpers
from django.http import HttpRequest
from django.template.response import TemplateResponse


class Pages(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's takes no argument when it runs
    def desk_page(
        self, request: HttpRequest, template: str, title: str, form: Any = None, *, status: int = 200, **told: Any
    ) -> TemplateResponse:
        """A page about rows of this model, with a form where it has one. `told` is what its template needs besides."""
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "form": form,
            "errors": helpers.AdminErrorList(form, []) if form else [],
            "media": self.media + form.media if form else self.media,
            **told,
        }
        return TemplateResponse(request, template, context, status=status)
