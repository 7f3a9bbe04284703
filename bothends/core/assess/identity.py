"""What the person calls themselves, and the names they were made to use. Nothing is invented."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from bothends.core.assess.naming import READERS, ahead_of
from bothends.core.assess.phrasing import NameRow, Phrasing
from bothends.core.assess.spoken import Spoken, Where
from bothends.core.plain import clean

# How much each way of giving a name says. `called` and `denied` only ever give aliases.
STRENGTH = {"real": 4, "kin": 3, "plain": 2, "near": 2, "called": 0, "denied": 0}
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Names:
    """The name and the other names, as said. `others` are further values said for the name.

    `told`: where each value was said, strongest first.
    """

    name: str | None = field(default=None, repr=False)
    aliases: tuple[str, ...] = field(default=(), repr=False)
    others: tuple[str, ...] = field(default=(), repr=False)
    told: tuple[tuple[str, Where], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class _Given:
    value: str = field(repr=False)
    kind: str
    line: Spoken = field(repr=False)
    at: int = 0

    @property
    def rank(self) -> tuple[int, int, int]:
        return STRENGTH[self.kind], self.line.weight, self.line.index

    @property
    def where(self) -> Where:
        return Where(self.line.index, self.at, self.at + len(self.value))


def read_names(
    spoken: Sequence[Spoken],
    phrasing: Phrasing,
    *,
    display_name: str | None,
    is_country: Callable[[str], bool],
) -> Names:
    """The name said outright, else none; names of the played profile and the sender's name are aliases."""
    given = [
        g for line in spoken for g in _given(line, phrasing) if g.kind == "denied" or not is_country(g.value)
    ]
    given = _about_them(given)
    denied = {g.value.casefold() for g in given if g.kind == "denied"}
    named = sorted(
        (g for g in given if STRENGTH[g.kind] and not _played(g) and g.value.casefold() not in denied),
        key=lambda g: g.rank,
        reverse=True,
    )
    name = named[0].value if named else None
    shown = clean(display_name).strip(" ~") if display_name else ""
    aliases = [*([shown] if _is_shown_name(shown) else []), *(g.value for g in given if g not in named)]
    told = tuple((g.value, g.where) for g in (*named, *(g for g in given if g not in named)))
    return Names(name, _unlike(name, aliases), _unlike(name, [g.value for g in named[1:]]), told)


def _played(given: _Given) -> bool:
    return given.line.profile and given.kind in ("plain", "near")


def _about_them(given: list[_Given]) -> list[_Given]:
    """Where a relative tells, the relative's own name is not the person's."""
    if not any(g.kind == "kin" for g in given):
        return given
    return [g for g in given if g.kind in ("kin", "denied", "real") or not g.line.reported]


def _is_shown_name(shown: str) -> bool:
    return bool(shown) and len(shown) <= LONGEST and not re.fullmatch(r"[\d\s+()\-]*", shown)


def _unlike(name: str | None, values: Sequence[str]) -> tuple[str, ...]:
    seen = {name.casefold()} if name else set()
    kept: list[str] = []
    for value in values:
        if value.casefold() not in seen:
            seen.add(value.casefold())
            kept.append(value)
    return tuple(kept)


def _given(line: Spoken, phrasing: Phrasing) -> Iterator[_Given]:
    for row in phrasing.names.on(line.folded):
        if row.kind == "kin" and not (line.reported or phrasing.cue["hold"].search(line.folded)):
            continue  # "his name is" in the person's own words may well be the boss
        for match in row.pattern.finditer(line.text):
            if row.script == "ahead":
                found = ahead_of(line.text[: match.start()], phrasing.lists)
                at = match.start() - len(found[1]) if found else 0
            else:
                at = match.end()
                value = READERS[row.script](line.text[at : at + LONGEST], row, phrasing.lists)
                found = (value, value) if value else None
            if found:
                yield _Given(found[0], _kind(row, line), line, at)


def _kind(row: NameRow, line: Spoken) -> str:
    """ "I'm X" says the name where somebody has just told the truth; elsewhere it is what they go by."""
    return "near" if row.kind == "called" and row.true_near and line.beside else row.kind
