"""Django's own commands, for developers. Operators use `bothends`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bothends.web.settings")
    execute_from_command_line(sys.argv)
