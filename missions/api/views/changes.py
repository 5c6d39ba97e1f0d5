from django.db.models import QuerySet

from missions.api.filtersets.changes import ChangeFilters
from missions.api.ordering import plain
from missions.api.serializers.changes import ChangeSerializer
from missions.api.views.base import ListView
from missions.models import Change


class ChangeList(ListView):
    """Every creation, edit, withdrawal and deletion of every row, in the order in which they were committed. Whoever
    follows it by `after`, with the `cursor` of the last change seen, misses none.
    """

    serializer_class = ChangeSerializer
    filters = ChangeFilters
    keys = {"number": plain("number")}
    order = "number"

    def rows(self) -> QuerySet[Change]:
        return Change.objects.all()
