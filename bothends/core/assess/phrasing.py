"""The reviewed tables of how people say who and where they are: read from their files and compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from bothends.core.assess.needles import Cue, Needled
from bothends.core.assess.sayings import Sayings, load_sayings
from bothends.core.errors import BadRow
from bothends.core.plain import normal

Field = Literal["nationality", "not_nationality", "hold", "not_hold", "profile"]
Lists = Mapping[str, frozenset[str]]
NEVER = re.compile(r"(?!)")
REACH = 110  # characters looked at on either side of a mention

ORIGIN = ("nationality", "not_nationality")
WHEREABOUTS = ("hold", "not_hold", "profile")


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
        if not self.after.match(head) or self.unless_after.match(head):
            return None
        found = self.before.search(tail)
        return None if not found or self.unless_before.search(found[0]) else found[0]


@dataclass(frozen=True, slots=True)
class NameRow:
    """Words after which a name stands, or before which it stands. kind: real, plain, called, kin or denied.

    `stop`: a word that ends the name where it matches whole. `true_near`: right beside a disclosure this
    way of putting it gives the true name.
    """

    kind: str
    pattern: re.Pattern[str]
    script: str = "spaced"
    capital: bool = False
    alone: bool = False
    stop: re.Pattern[str] = NEVER
    true_near: bool = False


@dataclass(frozen=True, slots=True)
class AgeRow:
    """Words around an age; `who` is self or kin."""

    who: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] = NEVER


@dataclass(frozen=True, slots=True)
class Network:
    """A messenger: the handle after its name, and its links, whose first group is the handle."""

    code: str
    handle: re.Pattern[str]
    beside: tuple[re.Pattern[str], re.Pattern[str]]  # its name right before a number, and right after it


@dataclass(frozen=True, slots=True)
class Phrasing:
    """Everything the files say, compiled."""

    origin: Needled[Frame]
    whereabouts: Needled[Frame]
    names: Needled[NameRow]
    ages: Needled[AgeRow]
    fears: Needled[re.Pattern[str]]
    met: Needled[re.Pattern[str]]
    last: Needled[re.Pattern[str]]
    networks: Needled[Network]
    links: Needled[tuple[str, re.Pattern[str]]]
    contact: Mapping[str, re.Pattern[str]]
    cue: Mapping[str, Cue]
    when: Mapping[str, Cue]  # days: "yesterday", "3 weeks ago", names of months
    lists: Lists
    cues: tuple[str, ...]  # words that stand by a name, an age, a nationality or an account


def load_phrasing(folder: Path) -> Phrasing:
    """Read said.toml and said/. Raises BadRow naming the file whose pattern is no regular expression."""
    said = load_sayings(folder)
    frames = [_frame(row) for row in said.rows["frame"]]
    return Phrasing(
        origin=_framed(frames, ORIGIN),
        whereabouts=_framed(frames, WHEREABOUTS),
        names=Needled((_name(row) for row in said.rows["name"]), lambda row: [row.pattern]),
        ages=Needled((_age(row) for row in said.rows["age"]), lambda row: [row.pattern]),
        fears=_plain_rows(_compiled(row, "pattern") for row in said.rows["fear"]),
        met=_plain_rows(_met(said)),
        last=_plain_rows(_compiled(row, "pattern") for row in said.rows["last"]),
        networks=Needled(_networks(said), lambda row: [row.handle]),
        links=Needled(_links(said), lambda row: [row[1]]),
        contact={key: compiled(pattern) for key, pattern in said.patterns["contact"].items()},
        cue={key: Cue(compiled(pattern)) for key, pattern in said.patterns["cue"].items()},
        when={key: Cue(compiled(pattern)) for key, pattern in said.patterns["when"].items()},
        lists=said.lists,
        cues=said.cues,
    )


def _framed(frames: Iterable[Frame], fields: Iterable[str]) -> Needled[Frame]:
    return Needled((f for f in frames if f.field in fields), lambda row: [row.before, row.after])


def _plain_rows(patterns: Iterable[re.Pattern[str]]) -> Needled[re.Pattern[str]]:
    return Needled(patterns, lambda row: [row])


def _frame(row: Mapping[str, Any]) -> Frame:
    return Frame(
        code=row["code"],
        field=row["field"],
        strength=row["strength"],
        before=compiled(f"(?:{row.get('before', '')})$", file=row["file"]),
        after=_compiled(row, "after", ""),
        unless_before=_compiled(row, "unless_before"),
        unless_after=_compiled(row, "unless_after"),
        needs=row.get("needs", ""),
    )


def _name(row: Mapping[str, Any]) -> NameRow:
    # The lead-in is read without regard to case, the name itself with it.
    pattern = re.sub(r"\(\?=\[A-Z\]\)$", "", row["pattern"])
    return NameRow(
        row["kind"],
        compiled(pattern, re.IGNORECASE, file=row["file"]),
        row.get("script", "spaced"),
        row.get("capital", False),
        row.get("alone", False),
        _compiled(row, "stop"),
        row.get("true_near", False),
    )


def _age(row: Mapping[str, Any]) -> AgeRow:
    return AgeRow(row["who"], _compiled(row, "pattern"), _compiled(row, "unless"))


def _met(said: Sayings) -> Iterator[re.Pattern[str]]:
    every = "|".join(f"(?P<{code}>{spelling})" for code, spelling in said.patterns["apps"].items())
    named = rf"(?<![a-z])(?:{every})(?![a-z])"
    for row in said.rows["met"]:
        yield compiled(row["pattern"].replace("{APP}", named), file=row["file"])


def _networks(said: Sayings) -> Iterator[Network]:
    contact = said.patterns["contact"]
    # A Latin label ends where its letters end: "mi" is none in "minji0327".
    label = rf"(?:{contact['label']})(?:(?<![A-Za-z])|(?![A-Za-z]))"
    between = rf"(?P<label>{label})?(?P<join>{contact['join']})?"
    handle = r"@?(?P<handle>[A-Za-z0-9_][A-Za-z0-9_.\-]{2,31})(?![A-Za-z0-9@])"
    for code, names in said.patterns["networks"].items():
        yield Network(
            code,
            compiled(rf"(?<![A-Za-z])(?:{names}){between}{handle}", re.IGNORECASE),
            (
                compiled(rf"(?:{names})\W*(?:\w{{1,8}}\W*){{0,3}}$"),
                compiled(rf"\W{{0,3}}(?:on )?(?:{names})"),
            ),
        )


def _links(said: Sayings) -> Iterator[tuple[str, re.Pattern[str]]]:
    for code, pattern in said.patterns["links"].items():
        yield code, compiled(rf"(?:https?://)?(?:www\.)?(?:{pattern})", re.IGNORECASE)


def _compiled(row: Mapping[str, Any], key: str, default: str | None = None) -> re.Pattern[str]:
    pattern = row.get(key, default)
    return NEVER if pattern is None else compiled(pattern, file=row["file"])


@cache
def compiled(pattern: str, flags: re.RegexFlag = re.NOFLAG, *, file: str = "said.toml") -> re.Pattern[str]:
    """A pattern over folded text. Raises BadRow naming the file it stands in."""
    try:
        return re.compile(normal(pattern), flags)
    except re.error as error:
        raise BadRow(f"{file}: a pattern that cannot be read ({error.msg}); correct the row") from None
