"""What a claim would do while it is typed, for the block of a page that shows it."""

from typing import Any, Protocol

from django.core.exceptions import ValidationError

from missions import clock
from missions.admin import effects, words
from missions.admin.forms import placed
from missions.models import Claim, Milestone


class Previewed(Protocol):
    """A form by which a claim is recorded. Without the fields in `needed` nothing can be said of what that does."""

    needed: frozenset[str]
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]

    @property
    def errors(self) -> Any: ...

    def __getitem__(self, name: str) -> Any: ...

    def claimed(self) -> tuple[Milestone | None, Claim]:
        """The milestone, None for a new one; and the claim, as far as it is needed. What is needed must be right."""


def preview(form: Previewed) -> dict[str, Any]:
    """For the template: `preview`, what the claim that is typed would do today, or `refusals`, why it cannot be
    recorded; neither where too little is typed.
    """
    wrong = {name: errors for name, errors in form.errors.as_data().items() if name in form.needed}
    typed = [(name, error) for name, errors in wrong.items() for error in errors if error.code != "required"]
    if typed:
        return {"refusals": [_refusal(form, name, message) for name, error in typed for message in error.messages]}
    if wrong or form.cleaned_data["asserted_on"].latest is None:
        return {}
    milestone, one = form.claimed()
    try:
        one.clean()
    except ValidationError as refused:
        return {"refusals": [_refusal(form, name, message) for name, message in placed(refused)]}
    day = clock.today()
    return {"preview": effects.of_recording(milestone, one.said, words.silence(one, day), day)}


def _refusal(form: Previewed, name: str | None, message: str) -> str:
    return f"{form[name].label}: {message}" if name in form.fields else message
