import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from missions.actions.fixtures import FIXTURES
from missions.api import examples
from missions.api.views.documentation import as_yaml, schema


class Command(BaseCommand):
    help = "Writes openapi.yaml and its examples anew. The answers come from a database made for it, and dropped."

    def handle(self, *_args: Any, **_options: Any) -> None:
        base = Path(settings.BASE_DIR)
        kept = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            call_command("loaddata", *FIXTURES, verbosity=0)
            found = dict(examples.ask())
        finally:
            connection.creation.destroy_test_db(kept, verbosity=0)
        examples.FILE.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
        examples.answers.cache_clear()
        schema.cache_clear()
        (base / "openapi.yaml").write_bytes(as_yaml())
        self.stdout.write(f"openapi.yaml and {examples.FILE.relative_to(base)}: written.")
