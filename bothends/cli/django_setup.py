"""Commands that need the store name a desk folder; Django starts only for them."""

from __future__ import annotations

import os
from pathlib import Path

from bothends.core.errors import BadInput
from bothends.web import deskfolder


def start(folder: str | Path) -> deskfolder.DeskFolder:
    """Point Django at this desk and start it. Raises BadInput when the folder is no desk."""
    desk = deskfolder.read(Path(folder).resolve())
    os.environ[deskfolder.ENVIRONMENT] = str(desk.path)
    os.environ["BOTHENDS_SITE"] = "desk"
    os.environ["DJANGO_SETTINGS_MODULE"] = "bothends.web.settings"
    import django

    django.setup()
    return desk


def migrate() -> None:
    """Bring the database to this version's tables."""
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as wrong:
        raise BadInput("The database cannot be reached or written. Check `database` in desk.toml.") from wrong
