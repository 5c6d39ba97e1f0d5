import sys
from typing import Any

from django.core.management.base import BaseCommand

from tracker import quality


class Command(BaseCommand):
    help = "Runs every check of the project: format, lint, types, import rules, drift, deployment, and the tests."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        sys.exit(quality.run())
