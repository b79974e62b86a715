"""The web server's way in.

A server started by itself, with no settings named, is taken to be real use, and stops where the secrets of real use are
missing. `homeward serve` names the demonstration's settings when it is one.
"""

import os

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application


def way_in() -> WSGIHandler:
    """The program, ready to answer. However it was started, a demonstration does not open beside real records."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.config.settings.live")
    made = get_wsgi_application()
    if settings.DEMONSTRATION:
        from homeward.config.commands.serve import refuse_real_records  # it reads the settings as it is imported

        refuse_real_records()
    return made


application = way_in()
