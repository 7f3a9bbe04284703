"""A WhatsApp export cut into its messages, in pieces of bounded size that each begin with a header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bothends.core.intake.source import MARK
from bothends.core.intake.stamps import Minutes, Stamp

_ENOUGH = 1 << 16  # letters cut at once: what fits the processor's cache is cut faster
_LONGEST = (
    1 << 22
)  # letters of one message; what is longer becomes several, so that no file can fill the memory
_HEADER = 200  # letters: no header is longer
_NEAR = 1_024  # letters looked through for the last header, before all are

# Headers at the start of any line of a text.
_BRACKETED = re.compile(rf"^{MARK}\[([^\[\]\n]{{6,60}})\]{MARK}[ \u00a0\u202f]?", re.MULTILINE)
_DASHED = re.compile(rf"^{MARK}(\w[^\n]{{5,48}}?)[ \u00a0\u202f]{MARK}[-–][ \u00a0\u202f]", re.MULTILINE)

Cut = list[tuple[Stamp | None, str]]


class Cutter:
    """Knows how one file writes its headers. A header in another shape than the file's own is quoted text."""

    def __init__(self, shape: Sequence[object] | None) -> None:
        """`shape` is that of a Header, bracket first; None where the file has no header at all."""
        self.bracket = bool(shape and shape[0])
        self.shape = tuple(shape[1:]) if shape else ()
        self._pattern = _BRACKETED if self.bracket else _DASHED
        self._stamps = Minutes(self.shape)

    def pieces(self, blocks: Iterable[str]) -> Iterator[str]:
        """The text with LF alone as line end, in pieces that end where a message ends."""
        rest, seen = "", 0
        for block in blocks:
            for start in range(0, len(block), _ENOUGH):
                rest = _lines(rest + block[start : start + _ENOUGH])
                at = self._last_header(rest, seen)
                if at:
                    yield rest[: at - 1]
                    rest = rest[at:]
                elif len(rest) > _LONGEST:
                    yield rest
                    rest = ""
                seen = max(0, len(rest) - _HEADER)
        yield rest.replace("\r", "\n")

    def cut(self, piece: str) -> Cut:
        """(stamp, all that follows) of each message; None for what stands above the first header."""
        read = self._stamps.read
        known = [(match, stamp) for match in self._pattern.finditer(piece) if (stamp := read(match[1]))]
        if not known:
            return [(None, piece)]
        found: Cut = [(None, piece[: known[0][0].start()])] if known[0][0].start() else []
        for (match, stamp), (after, _) in pairwise(known):
            found.append((stamp, piece[match.end() : after.start() - 1]))
        match, stamp = known[-1]
        return [*found, (stamp, piece[match.end() :])]

    def _last_header(self, text: str, seen: int) -> int:
        """Where the last message begins that is not the first; 0 where there is none such after `seen`."""
        for start in (max(seen, len(text) - _NEAR), seen):
            heads = [match for match in self._pattern.finditer(text, start) if self._stamps.read(match[1])]
            if heads and heads[-1].start():
                return heads[-1].start()
        return 0


def _lines(text: str) -> str:
    """With LF alone as line end, but for a CR at the very end, whose LF is still to come."""
    if "\r" not in text:
        return text
    held = text.endswith("\r")
    return (text[:-1] if held else text).replace("\r\n", "\n").replace("\r", "\n") + "\r" * held
