"""`python -m bothends.pages [NAME…]`: write docs/NAME.md, all of them when none is named."""

from __future__ import annotations

import sys
from pathlib import Path

from bothends.pages import PAGES, page

DOCS = Path(__file__).resolve().parents[2] / "docs"


def main(names: list[str]) -> int:
    """0 when written, 2 for a name that is no page."""
    unknown = [name for name in names if name not in PAGES]
    if unknown or not DOCS.is_dir():
        sys.stderr.write(f"Run this in the repository. Pages are: {', '.join(PAGES)}.\n")
        return 2
    for name in names or PAGES:
        (DOCS / f"{name}.md").write_text(page(name), encoding="utf-8")
        sys.stdout.write(f"docs/{name}.md\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
