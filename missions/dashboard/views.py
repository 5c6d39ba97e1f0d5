from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from missions import clock
from missions.dashboard.figures import figures
from missions.dashboard.forms import DayForm


@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def icon(_request: HttpRequest) -> HttpResponse:
    """Where browsers look for an icon on pages that name none, such as the desk's."""
    return redirect(static("missions/icon.svg"))


@require_safe
@cache_control(public=True, no_cache=True)
def home(request: HttpRequest) -> HttpResponse:
    """What was promised and what came of it, today or as it stood on the day `as_of`."""
    today = clock.today()
    form = DayForm(request.GET)
    if not form.is_valid():
        context = {"form": form, "day": form.cleaned_data.get("as_of") or today}
        return render(request, "missions/home.html", context, status=HTTPStatus.BAD_REQUEST)
    asked = form.cleaned_data["as_of"]
    context = {
        "form": form,
        "asked": asked,
        "day": asked or today,
        "figures": figures(asked or today),
        # What every link to the API carries on, so that it answers for the same day.
        "also": f"&{urlencode({'as_of': asked})}" if asked else "",
    }
    return render(request, "missions/home.html", context)
