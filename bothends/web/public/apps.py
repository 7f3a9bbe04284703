from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from bothends.core.errors import BadInput
from bothends.web.language import offered


class Public(AppConfig):
    name = "bothends.web.public"
    label = "public"

    def ready(self) -> None:
        """A language without a catalogue stops the process at start, not a stranger on a page."""
        try:
            if settings.PUBLIC:
                offered()
        except BadInput as wrong:
            raise ImproperlyConfigured(str(wrong)) from None
