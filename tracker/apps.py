from django.contrib.admin.apps import AdminConfig

from tracker import folding


class DeskConfig(AdminConfig):
    """Django's admin, with the desk as its site."""

    default_site = "missions.signin.site.DeskSite"

    def ready(self) -> None:
        super().ready()
        folding.fold()
