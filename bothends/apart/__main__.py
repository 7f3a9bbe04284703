"""`python -m bothends.apart KIND DESCRIPTOR`: a template process; only `bothends.apart.caller` starts it."""

from __future__ import annotations

import sys

from bothends.apart import template


def main(arguments: list[str]) -> int:
    """0 when the caller is gone or nobody asked for long."""
    kind, *rest = arguments
    if kind == "chats":
        from bothends.apart.chats import KIND as CHATS

        template.main(CHATS, rest)
    else:
        from bothends.apart.pictures.task import KIND as PICTURES

        template.main(PICTURES, rest)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
