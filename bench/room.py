"""A database of its own with so many milestones, in a directory that is taken away again."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def filled(rows: int) -> Iterator[None]:
    """SQLite, with the settings of a production server in the environment, and Django set up with them."""
    with tempfile.TemporaryDirectory() as room:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "DATABASE_URL": f"sqlite:///{room}/tracker.sqlite3",
            "SECRET_KEY": "for-measuring-alone-" + "-" * 34,
            "ALLOWED_HOSTS": "127.0.0.1",
            "HTTPS": "false",
            "THROTTLE": "999999999/min",
        }
        _fill(rows)
        yield


def _fill(rows: int) -> None:
    import django  # noqa: PLC0415 - the settings read the environment set above

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from bench import many  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    many.make(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()


def show(cells: list[str]) -> None:
    """A row of a table."""
    print("|", " | ".join(cells), "|", flush=True)
