"""The tags and texts of a web page, cut out of a stream about five times as fast as html.parser does it.

Only what an export writes is understood: tags, attributes, comments, script and style. Nothing is repaired as a
browser would; a stray `<` is text. Every step moves on, so that no page costs more than its length.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

from bothends.core.errors import Unreadable

DAMAGED = "This web page is damaged. Export the chat again, or paste the lines instead."
_LONGEST = 4 * 1024 * 1024  # letters of one comment or script
_PATIENCE = 256 * 1024  # letters to wait for the end of one tag or text

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_DECLARED = re.compile(r"<[!?][^<>]*+>")
_ATTRIBUTE = re.compile(r"([^\s=/\"'<>]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?")
_RAW = frozenset({"script", "style"})
_OPENS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/!?")
_CACHED = 200  # letters: longer attributes are hardly ever the same twice

# ("start", name, attributes as written), ("end", name, "") or ("text", "", words)
Event = tuple[str, str, str]


def attributes(written: str) -> dict[str, str]:
    """Names in lower case with their values."""
    return _short(written) if len(written) <= _CACHED else _parsed(written)


@lru_cache(maxsize=4_096)
def _short(written: str) -> dict[str, str]:
    return _parsed(written)


def _parsed(written: str) -> dict[str, str]:
    found = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        value = double or single or bare
        found[name.lower()] = html.unescape(value) if "&" in value else value
    return found


class Tags:
    """Feed it the page piece by piece. What is not complete yet is held back."""

    def __init__(self) -> None:
        self._held = ""
        self._raw = ""  # the script or style we are in

    def feed(self, text: str, *, last: bool = False) -> Iterator[Event]:
        """The events that this text completes. Raises Unreadable for a comment or script without an end."""
        page = self._held + text
        at = 0
        while at < len(page):
            event, after = self._raw_end(page, at) if self._raw else self._next(page, at, last=last)
            if after == at:
                break
            at = after
            if event:
                yield event
        self._held = page[at:]
        if len(self._held) > _LONGEST:
            raise Unreadable(DAMAGED)

    def _raw_end(self, page: str, at: int) -> tuple[Event | None, int]:
        """Past the script or style, or past as much of it as cannot hold its end."""
        end = page.find(f"</{self._raw}", at)
        if end < 0:
            return None, max(at, len(page) - 10)
        event: Event = ("end", self._raw, "")
        close = page.find(">", end)
        if close < 0:
            return None, end
        self._raw = ""
        return event, close + 1

    def _next(self, page: str, at: int, *, last: bool) -> tuple[Event | None, int]:
        """(event, where it ends); the place stays where more of the page is needed."""
        if page[at] != "<":
            return self._text(page, at, last=last)
        if page.startswith("<!--", at):
            end = page.find("-->", at + 4)
            return None, at if end < 0 else end + 3
        if match := _TAG.match(page, at):
            return self._tag(match), match.end()
        if match := _DECLARED.match(page, at):
            return None, match.end()
        if not last and len(page) - at < _PATIENCE and (at + 1 == len(page) or page[at + 1] in _OPENS):
            return None, at
        return ("text", "", "<"), at + 1

    def _text(self, page: str, at: int, *, last: bool) -> tuple[Event | None, int]:
        end = page.find("<", at)
        if end < 0 and not last and len(page) - at < _PATIENCE:
            return None, at
        words = page[at:] if end < 0 else page[at:end]
        return ("text", "", html.unescape(words) if "&" in words else words), at + len(words)

    def _tag(self, match: re.Match[str]) -> Event:
        name = match[2].lower()
        if match[1]:
            return "end", name, ""
        if name in _RAW:
            self._raw = name
        return "start", name, match[3]
