"""docs/settings.md: every line of desk.toml."""

from __future__ import annotations

import json

from bothends.pages.markdown import bullets, code, document, sentence
from bothends.web.deskfolder import ENVIRONMENT, SETTINGS

LEAD = f"""An operator sets these in `desk.toml`, in the folder that `bothends setup` made and that
{ENVIRONMENT} names. Every line may be left out; what stands here is then used. They are read when a site
starts. A name that is not in this list, or a value of another kind, stops the start with one line that says so."""
ENVIRONMENT_NAMES = (
    f"{code(ENVIRONMENT)}: the desk folder. `bothends` sets it itself; a server started by hand needs it.",
    f"{code('BOTHENDS_SITE')}: `public` or `desk`. Set by the two entry points; needed only for `manage.py`.",
    f"{code('BOTHENDS_RECOVERY')}: the recovery identity for `bothends members add` and `grant`, `restore` and "
    "`keys rotate`, where nobody can type it. It stays in the shell's history unless care is taken: prefer to type it"
    " when asked.",
)


def settings_page() -> str:
    """Every setting with its default and meaning, then what is read from the environment."""
    rows = [
        f"{code(one.name)} = {code(json.dumps(one.default))}: {sentence(one.meaning)}" for one in SETTINGS
    ]
    return document(
        "Settings",
        source="bothends/web/deskfolder.py",
        lead=LEAD,
        parts=(bullets(rows), "## From the environment", bullets(ENVIRONMENT_NAMES)),
    )
