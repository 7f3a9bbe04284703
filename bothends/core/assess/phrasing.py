"""The reviewed table of how people say who and where they are: said.toml, read and compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bothends.core.errors import BadRow
from bothends.core.plain import normal

Field = Literal["nationality", "not_nationality", "hold", "not_hold", "profile"]
Lists = Mapping[str, frozenset[str]]
NEVER = re.compile(r"(?!)")
REACH = 110  # characters looked at on either side of a mention


@dataclass(frozen=True, slots=True)
class Frame:
    """Words around a country or a place that say what it is to the writer. strength: 3 outright … 1 weak."""

    code: str
    field: Field
    strength: int
    before: re.Pattern[str]
    after: re.Pattern[str]
    unless_before: re.Pattern[str] = NEVER
    unless_after: re.Pattern[str] = NEVER
    needs: str = ""

    def match(self, folded: str, start: int, end: int) -> str | None:
        """The words before the mention that matched; None where the frame does not hold."""
        tail, head = folded[max(0, start - REACH) : start], folded[end : end + REACH]
        found = self.before.search(tail)
        if not found or not self.after.match(head) or self.unless_after.match(head):
            return None
        return None if self.unless_before.search(found[0]) else found[0]


@dataclass(frozen=True, slots=True)
class NameRow:
    """Words after which a name stands. kind: real, plain, called, kin or denied."""

    kind: str
    pattern: re.Pattern[str]
    script: str = "spaced"
    capital: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class AgeRow:
    """Words around an age; `who` is self or kin."""

    who: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] = NEVER


@dataclass(frozen=True, slots=True)
class Phrasing:
    """Everything said.toml says, compiled."""

    frames: tuple[Frame, ...]
    names: tuple[NameRow, ...]
    ages: tuple[AgeRow, ...]
    fears: tuple[re.Pattern[str], ...]
    met: tuple[re.Pattern[str], ...]
    networks: tuple[tuple[str, str], ...]
    contact: Mapping[str, re.Pattern[str]]
    cue: Mapping[str, re.Pattern[str]]
    handles: tuple[tuple[str, re.Pattern[str]], ...]
    links: tuple[tuple[str, re.Pattern[str]], ...]
    lists: Lists
    cues: tuple[str, ...]  # words that stand by a name, an age, a nationality or an account

    def of(self, *fields: Field) -> list[Frame]:
        """The frames that say one of these things."""
        return [frame for frame in self.frames if frame.field in fields]


def load_phrasing(folder: Path) -> Phrasing:
    """Read said.toml. Raises BadRow naming the row whose pattern is no regular expression."""
    with (folder / "said.toml").open("rb") as stream:
        raw = tomllib.load(stream)
    words = raw["words"]
    return Phrasing(
        frames=tuple(_frame(row, words) for row in raw["frame"]),
        names=tuple(_name(row, words) for row in raw["name"]),
        ages=tuple(
            AgeRow(row["who"], _compile(row["pattern"], words), _or_never(row, "unless", words))
            for row in raw["age"]
        ),
        fears=tuple(_compile(row["pattern"], words) for row in raw["fear"]),
        met=tuple(_met(raw["met"], raw["apps"])),
        networks=tuple(raw["networks"].items()),
        contact={key: _compile(pattern, words) for key, pattern in raw["contact"].items()},
        cue={key: _compile(pattern, words) for key, pattern in raw["cue"].items()},
        handles=tuple((kind, _handle(names, raw["contact"])) for kind, names in raw["networks"].items()),
        links=tuple((kind, _link(pattern)) for kind, pattern in raw["links"].items()),
        cues=tuple(normal(raw["sieve"]["words"]).split()),
        lists={key: frozenset(normal(text).split()) for key, text in raw["lists"].items()},
    )


def _frame(row: Mapping[str, Any], words: Mapping[str, str]) -> Frame:
    return Frame(
        code=row["code"],
        field=row["field"],
        strength=row["strength"],
        before=_compile(f"(?:{row['before']})$", words),
        after=_compile(row.get("after", ""), words),
        unless_before=_or_never(row, "unless_before", words),
        unless_after=_or_never(row, "unless_after", words),
        needs=row.get("needs", ""),
    )


def _name(row: Mapping[str, Any], words: Mapping[str, str]) -> NameRow:
    # The lead-in is read without regard to case, the name itself with it.
    pattern = re.sub(r"\(\?=\[A-Z\]\)$", "", row["pattern"])
    return NameRow(
        row["kind"],
        _compile(pattern, words, re.IGNORECASE),
        row.get("script", "spaced"),
        row.get("capital", False),
        row.get("alone", False),
    )


def _met(rows: Iterable[Mapping[str, str]], apps: Mapping[str, str]) -> Iterable[re.Pattern[str]]:
    every = "|".join(f"(?P<{code}>{spelling})" for code, spelling in apps.items())
    named = rf"(?<![a-z])(?:{every})(?![a-z])"
    for row in rows:
        yield _compile(row["pattern"].replace("{APP}", named), {})


def _handle(names: str, contact: Mapping[str, str]) -> re.Pattern[str]:
    between = rf"(?P<label>{contact['label']})?(?P<join>{contact['join']})?"
    handle = r"@?(?P<handle>[A-Za-z0-9_][A-Za-z0-9_.\-]{2,31})(?![A-Za-z0-9@])"
    return _compile(rf"(?<![A-Za-z])(?:{names}){between}{handle}", {}, re.IGNORECASE)


def _link(pattern: str) -> re.Pattern[str]:
    return _compile(rf"(?:https?://)?(?:www\.)?{pattern}", {}, re.IGNORECASE)


def _or_never(row: Mapping[str, str], key: str, words: Mapping[str, str]) -> re.Pattern[str]:
    return _compile(row[key], words) if key in row else NEVER


def _compile(pattern: str, words: Mapping[str, str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    for _ in range(2):  # a word may be built of words
        for name, meaning in words.items():
            pattern = pattern.replace("{" + name + "}", meaning)
    try:
        return re.compile(normal(pattern), flags)
    except re.error as error:
        raise BadRow(f"said.toml: a pattern that cannot be read ({error.msg}); correct the row") from None
