"""The recovery identity, typed or from BOTHENDS_RECOVERY, and the vaults it opens."""

from __future__ import annotations

import getpass
import os
from typing import TYPE_CHECKING

from bothends.core.errors import BadInput

if TYPE_CHECKING:
    from bothends.core.crypto.keys import Identity


def ask() -> Identity:
    """Raises BadInput when nothing was typed, or something that is no identity."""
    from bothends.core.crypto.keys import Identity

    typed = os.environ.get("BOTHENDS_RECOVERY") or getpass.getpass("Recovery identity (AGE-SECRET-KEY-1…): ")
    if not typed.strip():
        raise BadInput("This needs the recovery identity that was printed at set-up.")
    return Identity.parse(typed)
