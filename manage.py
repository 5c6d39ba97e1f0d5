#!/usr/bin/env python3
"""The way in: `python3 manage.py up`, `python3 manage.py test`, and every other command of Django's.

Any Python can parse this file, so that one too old is told what to do. A Python that is not the project's own
hands over to `tracker/bootstrap.py`, which makes `.venv` and runs the same command inside it.
"""

import platform
import sys

if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - this very check is what tells people with an older one
        sys.exit(
            "Mission Tracker needs Python 3.11 or newer; this is " + platform.python_version() + ". "
            "Install a newer one and name it, for instance: python3.13 manage.py up"
        )

    from tracker import bootstrap

    bootstrap.enter(sys.argv[1:])

    # From here on this is the project's own Python, with Django in it.
    from django.core.management import execute_from_command_line

    from tracker import local

    local.prepare(sys.argv[1:])
    try:
        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        sys.exit(130)
