"""STAND-IN until core.match.names is merged."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Plain:
    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    score: float
    reasons: tuple[str, ...]


class Stand:
    def prepare(self, text: str, /) -> Plain:
        parts = sorted(re.sub(r"[^a-z ]", "", unicodedata.normalize("NFKD", text).lower()).split())
        return Plain(
            " ".join(parts), tuple(dict.fromkeys(one[0] + re.sub(r"[aeiouhy]", "", one[1:]) for one in parts))
        )

    def compare(self, a: Plain, b: Plain, /) -> Alike:
        return Alike(SequenceMatcher(None, a.text, b.text).ratio(), ())
