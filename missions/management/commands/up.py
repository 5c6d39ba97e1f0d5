import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker import preflight, serving, terminal


class Command(BaseCommand):
    help = "Prepares the database, loads the fixtures, and serves the API, its documentation, the admin and the page."
    # A start must be quick, and says what stands in its way in a line of its own. `test` runs the checks.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default="8000", help="Port to listen on (8000).")
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on (127.0.0.1: this machine alone).")

    def handle(self, *args: Any, host: str, port: str, **options: Any) -> None:
        try:
            number = preflight.port_number(port)
            preflight.check(host, number)
            serving.migrate()
            serving.load_fixtures()
        except (preflight.CannotStart, CommandError) as problem:
            terminal.say(" ".join(str(problem).split()), good=False)
            sys.exit(1)
        serving.serve(host, number)
