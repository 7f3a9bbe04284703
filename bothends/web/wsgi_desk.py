"""Entry point of the desk site: `granian --interface wsgi bothends.web.wsgi_desk:application`."""

import os

os.environ["BOTHENDS_SITE"] = "desk"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bothends.web.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
