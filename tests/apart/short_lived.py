"""The real chat template, for tests only, that goes home after half a second without work."""

from __future__ import annotations

import sys

from bothends.apart import chats, template

if __name__ == "__main__":
    template.main(chats.KIND, [sys.argv[2], "0.5"])
