"""The WSGI application. Its settings come from the environment alone."""

import os

from django.core.wsgi import get_wsgi_application

from tracker.breaking import Breaking

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
application = Breaking(get_wsgi_application())
