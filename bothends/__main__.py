"""`python -m bothends` and the installed `bothends` command."""

import sys

from bothends.cli import main


def run() -> None:
    sys.exit(main())


if __name__ == "__main__":
    run()
