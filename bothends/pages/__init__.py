"""Pages of docs/ that are made from the code, so that they cannot fall behind it. `python -m bothends.pages`.

Each is a pure function from tables in the code to Markdown; tests/invariants/test_docs.py compares.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import MappingProxyType

# Page of docs/ → module and function. Imported when asked for: settings need no database, roles no desk.
PAGES = MappingProxyType(
    {
        "settings": ("bothends.pages.settings", "settings_page"),
        "roles": ("bothends.pages.roles", "roles_page"),
        "cli": ("bothends.pages.cli", "cli_page"),
        "data": ("bothends.pages.stored", "stored_fields_page"),
        "indicators": ("bothends.pages.signs", "signs_page"),
    }
)


def page(name: str) -> str:
    """The Markdown of one page. KeyError if there is no such page."""
    module, function = PAGES[name]
    made: Callable[[], str] = getattr(import_module(module), function)
    return made()
