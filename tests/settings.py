"""The tracker's settings for pytest and mypy, with nothing set. DATABASE_URL and CACHE_URL still choose."""

import os

os.environ.setdefault("SECRET_KEY", "for-tests-alone-" + "-" * 34)
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,testserver")
os.environ.setdefault("HTTPS", "false")
# Thousands of requests come from one address here. What a limit does is tested with one of its own.
os.environ.setdefault("THROTTLE", "999999999/min")

from tracker.settings import *  # noqa: F403 - they read the environment set above, and all are meant

# Tests run side by side and share one Redis: each process keeps to its own keys.
CACHES["default"]["KEY_PREFIX"] = os.environ.get("PYTEST_XDIST_WORKER", "tests")  # noqa: F405 - of the star above
