"""The routing table, read and checked: rules, holds, place groups, agreements, nearness, hints."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bothends.core.errors import BadRow

KINDS = ("mission", "organisation", "ministry", "consular_line", "local_police")
BASES = (
    "resident", "accredited", "representative_office", "eu_unrepresented", "agreement", "nearest", "mandate",
)  # fmt: skip
CONDITIONS = frozenset({
    "nationality", "not_nationality", "group", "host", "host_outside", "place_group", "any_flag",
    "own_country", "known", "override",
})  # fmt: skip

# What may be said about a case beside where and who. The meaning is what the desk shows next to the box.
FLAGS = {
    "fear_of_return": "fears persecution or harm by their own state",
    "stateless": "no state counts them as its national",
    "asylum": "seeks or has been given protection from their own state",
    "child": "is or may be under 18",
    "minority_at_risk": "belongs to a minority that their own state may harm",
    "own_state_harm": "says that their own state or its officials harmed them or took part",
    "released": "is out of the place, and still abroad",
    "returned": "is back in their own country",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table; see the heading of routing.toml for what each column does."""

    code: str
    kind: str
    find: str
    basis: str
    why: str
    source: str
    limit: int
    caution: str = ""
    each: bool = False
    when: Mapping[str, Any] = field(default_factory=dict)
    unless: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HoldRule:
    """Why a person must decide before anything goes to a state."""

    code: str
    why: str
    source: str
    any_flag: tuple[str, ...] = ()
    nationality: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    code: str
    country: str
    names: frozenset[str]
    source: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """One state that acts for nationals of another; `hosts` empty means everywhere."""

    nationality: tuple[str, ...]
    via: tuple[str, ...]
    why: str
    source: str
    hosts: tuple[str, ...] = ()
    resident_only: bool = False  # true: only posts in the host itself, none that covers it from elsewhere


@dataclass(frozen=True, slots=True)
class Rules:
    rules: tuple[Rule, ...]
    holds: tuple[HoldRule, ...]
    places: tuple[PlaceGroup, ...]
    agreements: tuple[Agreement, ...]
    nearest: Mapping[str, tuple[str, ...]]
    regions: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, tuple[str, ...]]
    part_of: Mapping[str, str]
    hints: Mapping[str, tuple[str, ...]]
    verification_days: int
    old_days: int

    def near(self, host: str) -> tuple[str, ...]:
        """Countries whose missions are near `host`, nearest first; the host itself is not among them."""
        if host in self.nearest:
            return self.nearest[host]
        region = next((row for row in self.regions.values() if host in row), ())
        return tuple(code for code in region if code != host)

    def place_groups(self, country: str | None, place: str | None) -> frozenset[str]:
        if not place:
            return frozenset()
        name = folded(place)
        return frozenset(g.code for g in self.places if g.country == country and name in g.names)


def folded(name: str) -> str:
    """A place name for comparing: compatibility form, case folded, no spaces or invisible characters."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")


def load_rules(folder: Path, known: frozenset[str], finders: frozenset[str]) -> Rules:
    """Read routing.toml and nearness.toml. Raises BadRow naming the file and the row that is wrong."""
    table = _toml(folder, "routing.toml")
    near = _toml(folder, "nearness.toml")
    made = Rules(
        rules=tuple(_rule(row, number) for number, row in enumerate(table["rule"], 1)),
        holds=tuple(_made(HoldRule, row, n, "hold") for n, row in enumerate(table["hold"], 1)),
        places=tuple(_place(row, n) for n, row in enumerate(table["place_group"], 1)),
        agreements=tuple(
            _made(Agreement, row, n, "agreement") for n, row in enumerate(table["agreement"], 1)
        ),
        nearest=_lists(near["nearest"]),
        regions=_lists(near["regions"]),
        groups=_lists(near["groups"]),
        part_of=near["part_of"],
        hints={code.casefold(): tuple(row) for code, row in table["hints"].items()},
        verification_days=table["limits"]["verification_days"],
        old_days=table["limits"]["old_days"],
    )
    _check_rules(made, finders)
    _check_countries(made, known)
    return made


def _toml(folder: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadRow(f"{name} is not in the folder of reviewed rows. Restore it.") from None
    except tomllib.TOMLDecodeError as wrong:
        raise BadRow(f"{name} is not valid TOML: {wrong}. Correct it.") from None


def _lists(table: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(row) for key, row in table.items()}


T = TypeVar("T")


def _made(shape: type[T], row: Mapping[str, Any], number: int, table: str) -> T:
    try:
        return shape(**{key: tuple(v) if isinstance(v, list) else v for key, v in row.items()})
    except TypeError:
        raise BadRow(
            f"routing.toml, {table} {number}: a column is missing or unknown. Compare it with the row above."
        ) from None


def _rule(row: Mapping[str, Any], number: int) -> Rule:
    columns = dict(row)
    columns["settings"] = columns.pop("with", {})
    return _made(Rule, columns, number, "rule")


def _place(row: Mapping[str, Any], number: int) -> PlaceGroup:
    return _made(PlaceGroup, {**row, "names": frozenset(map(folded, row["names"]))}, number, "place_group")


def _check_rules(made: Rules, finders: frozenset[str]) -> None:
    earlier: set[str] = set()
    for rule in made.rules:
        wrong = (
            (rule.code in earlier, "its code is used twice"),
            (rule.kind not in KINDS, "its kind is unknown"),
            (rule.basis not in BASES, "its basis is unknown"),
            (rule.find not in finders, "its look-up is unknown"),
            (not CONDITIONS.issuperset(rule.when), "a condition is unknown"),
            (not FLAGS.keys() >= set(rule.when.get("any_flag", ())), "a flag is unknown"),
            (not earlier.issuperset(rule.unless), "`unless` names a rule that does not stand above it"),
        )
        for broken, what in wrong:
            if broken:
                raise BadRow(f"routing.toml, rule {rule.code}: {what}. Correct the row.")
        earlier.add(rule.code)


def _check_countries(made: Rules, known: frozenset[str]) -> None:
    named = {
        "routing.toml, holds": [code for hold in made.holds for code in hold.nationality],
        "routing.toml, agreements": [
            c for row in made.agreements for c in (*row.nationality, *row.via, *row.hosts)
        ],
        "routing.toml, hints": [code for row in made.hints.values() for code in row],
        "nearness.toml": [
            code
            for table in (made.nearest, made.regions, made.groups)
            for row in table.values()
            for code in row
        ],
    }
    for where, codes in named.items():
        if not known.issuperset(codes):
            raise BadRow(f"{where}: something there is no ISO 3166-1 alpha-3 code. Correct the row.")
