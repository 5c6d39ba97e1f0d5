from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from missions import clock
from missions.dashboard.figures import figures
from missions.dashboard.forms import DayForm


@require_safe
@cache_control(public=True, no_cache=True)
def home(request: HttpRequest) -> HttpResponse:
    """What was promised and what came of it, today or as it stood on the day `as_of`."""
    today = clock.today()
    form = DayForm(request.GET if request.GET.get("as_of") else None)
    if form.is_bound and not form.is_valid():
        return render(request, "missions/home.html", {"form": form, "today": today}, status=HTTPStatus.BAD_REQUEST)
    asked = form.cleaned_data["as_of"] if form.is_bound else None
    context = {
        "form": form,
        "today": today,
        "asked": asked,
        "day": asked or today,
        "figures": figures(asked or today),
        # What every link to the API carries on, so that it answers for the same day.
        "also": f"&{urlencode({'as_of': asked})}" if asked else "",
    }
    return render(request, "missions/home.html", context)
