"""Whether somebody has the case already: asking twice slows them and spreads the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Told:
    """A referral that stands: to whom, since when (ISO 8601 day), from which case; `linked`: not from this one."""

    entry_id: str
    name: str
    kind: str
    since: str
    case: str
    linked: bool = False
    sealed: bool = True  # approved; else it still waits for a second member


@dataclass(frozen=True, slots=True)
class Repeat:
    """A warning before a referral; `same`: the very recipient has it from this case, so it is not made again."""

    said: str = field(repr=False)
    same: bool = False


def repeats(entry_id: str, kind: str, told: Iterable[Told]) -> tuple[Repeat, ...]:
    """What must be weighed before referring to this entry, the strongest first."""
    found = [_repeat(one, entry_id) for one in told if one.entry_id == entry_id or one.kind == kind]
    return tuple(sorted(found, key=lambda one: not one.same))


def _repeat(one: Told, entry_id: str) -> Repeat:
    where = f" (case {one.case}, perhaps the same person)" if one.linked else ""
    stands = "Already with" if one.sealed else "Already proposed to"
    again = (
        "Asking twice slows it" if one.entry_id == entry_id else "Two that act at once may cross each other"
    )
    return Repeat(
        f"{stands} {one.name} since {one.since}{where}. {again}.", one.entry_id == entry_id and not one.linked
    )
