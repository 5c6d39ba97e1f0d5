"""Rows that are edited: why, and whether somebody else was quicker."""

from typing import Any

from django import forms
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from missions.actions import changes
from missions.actions.portraits import resource_of
from missions.admin import record
from missions.admin.pages import Pages
from missions.admin.sent import sent
from missions.dates import FuzzyDate
from missions.models import Change
from missions.models.columns import plain_text

# As long as the record of changes takes.
LONGEST = 500
_MOST = 2**63 - 1


class SeenField(forms.IntegerField):
    """The number of the last change when a page was opened. Without it, nothing is asked."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, min_value=0, max_value=_MOST)


class WhyField(forms.CharField):
    def __init__(self, *, required: bool, help_text: str) -> None:
        super().__init__(
            label="Why",
            required=required,
            max_length=LONGEST,
            validators=[plain_text],
            widget=AdminTextInputWidget(),
            help_text=help_text,
        )


def show(form: Any, field: str, *values: object) -> None:
    """Of a form that was sent, what a field shows when it is answered with the form once more."""
    form.data = form.data.copy()
    form.data.setlist(form.add_prefix(field), [str(value) for value in values])


class KeptForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's takes no argument when it runs
    """A row's form. Of a row that is there already it asks why, and remembers since when its page has been open."""

    why = WhyField(required=False, help_text="Stands in its history and in the feed of changes. May be left out.")
    seen = SeenField()

    # The number of the last change when the row was read, set for each request.
    last_change = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            del self.fields["why"], self.fields["seen"]
        else:
            self.initial["seen"] = self.last_change

    def clean(self) -> dict[str, Any] | None:
        told = super().clean()
        seen = self.cleaned_data.get("seen")
        later = record.since(self.instance, seen) if seen is not None else []
        if later:
            # What was typed stays; who sends it once more has been told.
            show(self, "seen", later[-1].number)
            self._bring_together(later)
            raise ValidationError(_told(later), code="changed_meanwhile")
        return told

    def _bring_together(self, later: list[Change]) -> None:
        """A field that was left as it was when the page was opened shows what it is now. One that was typed in stays,
        with what the other made of it.
        """
        of_row = [change for change in later if change.resource == resource_of(self.instance)]
        first = {name: change for change in reversed(of_row) for name in change.changed}
        last = {name: change for change in of_row for name in change.changed}
        for name in first.keys() & self.fields.keys():
            typed = _plain(self.cleaned_data[name]) if name in self.cleaned_data else None
            if name in self.cleaned_data and typed == (first[name].before or {}).get(name):
                self._show_as_it_is(name)
            elif typed != (last[name].after or {}).get(name):
                self.add_error(name, _others(last[name], name))

    def _show_as_it_is(self, name: str) -> None:
        field = self.fields[name]
        value = field.prepare_value(self.get_initial_for_field(field, name))
        show(self, name, *(value if isinstance(value, list) else ["" if value is None else value]))


class Keeping(Pages):
    form = KeptForm

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What is saved, with the rows beside it, is noted as one change of the row.

        The number of the last change is read before the row is: of who was quicker than the reading, too much is told,
        and never too little.
        """
        request.last_change = record.last()  # type: ignore[attr-defined]
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        why = request.POST.get("why", "").strip() if object_id else ""
        with changes.writing(by=request.user.get_username(), reason=why) as request.writing:  # type: ignore[attr-defined]
            if object_id and self.has_change_permission(request) and not self.get_object(request, unquote(object_id)):
                return self._gone(request, why)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _gone(self, request: HttpRequest, why: str) -> HttpResponse:
        form = self.get_form(request)(request.POST)
        typed = [*sent(form), *([("Why", why)] if why else [])]
        title = f"A {self.opts.verbose_name} that was deleted"
        return self.desk_page(request, "missions/desk/gone.html", title, status=404, sent=typed)

    def get_form(self, request: Any, obj: Model | None = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 - Django's
        form: Any = super().get_form(request, obj, change, **kwargs)
        # Django makes the class anew for each request.
        form.last_change = request.last_change
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        kept = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return kept
        return [*kept, ("This change", {"fields": ("why", "seen")})]

    def save_model(self, request: Any, obj: Model, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's
        if change:
            request.writing.about(obj)
        super().save_model(request, obj, form, change)
        if not change:
            request.writing.made(obj)


def _plain(value: Any) -> Any:
    """What was typed, as the record of changes would have it."""
    match value:
        case "":
            return None
        case Model():
            return getattr(value, "slug", value.pk)
        case QuerySet():
            return sorted(row.slug for row in value)
        case FuzzyDate():
            return value.edtf
    return value


def _others(change: Change, name: str) -> str:
    value = record.in_words(change.resource, name, (change.after or {}).get(name))
    return f"{record.who(change)} made it “{value}” meanwhile. Yours stands here; save again to put it in its place."


def _told(later: list[Change]) -> str:
    said = ". ".join(record.sentence(change) for change in later)
    rows = " Who takes part stands as you sent it." if any("participants" in one.changed for one in later) else ""
    return (
        f"Nothing was saved: somebody else was quicker since you opened this page. {said}. What you typed still stands "
        f"here; in the fields that you left as they were stands theirs.{rows} Look at it, and save again."
    )
