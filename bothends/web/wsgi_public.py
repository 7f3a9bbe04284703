"""Entry point of the public site: `granian --interface wsgi bothends.web.wsgi_public:application`."""

import os

os.environ["BOTHENDS_SITE"] = "public"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bothends.web.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
