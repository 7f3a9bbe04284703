"""route(): the routing table asked about one case. Who may be told, in what order, why, and what waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from bothends.core.errors import BadInput
from bothends.core.refer.directory import Directory, Entry, Mission
from bothends.core.refer.finders import FINDERS
from bothends.core.refer.hints import Hint, hints
from bothends.core.refer.notices import Notice, notices
from bothends.core.refer.proposal import (
    Case,
    Override,
    Route,
    RouteAsked,
    every_nationality,
    proposal,
    question,
)
from bothends.core.refer.rules import FLAGS, Rule

# To a state: what a hold stops. Rights organisations stay open.
TO_A_STATE = frozenset({"mission", "ministry", "consular_line", "local_police"})


@dataclass(frozen=True, slots=True)
class Hold:
    """A person must decide before anything goes to a state."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Routing:
    routes: tuple[Route, ...]
    holds: tuple[Hold, ...]
    hints: tuple[Hint, ...] = ()
    notices: tuple[Notice, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The object `bothends route --json` prints."""
        return {
            "routes": [asdict(row) for row in self.routes],
            "holds": [asdict(row) for row in self.holds],
            "hints": [asdict(row) for row in self.hints],
            "notices": [asdict(row) for row in self.notices],
        }


def route(asked: RouteAsked, directory: Directory, *, today: date) -> Routing:
    """Ask every rule in order. Raises BadInput for an unknown flag or country or an empty override."""
    _check(asked, directory)
    every = every_nationality(asked)
    foreign = tuple(code for code in every if code != asked.host)
    case = Case(
        asked=asked,
        directory=directory,
        today=today,
        nationalities=foreign,
        every=every,
        own_country=bool(every) and not foreign,
        places=directory.rules.place_groups(asked.host, asked.place),
    )
    holds = _holds(asked, directory)
    routes = [_blocked(row, holds) for row in _proposals(case)]
    if holds:
        routes.sort(key=lambda row: row.kind in TO_A_STATE)
    unknown = not every and "stateless" not in asked.flags
    pointed = hints(asked.languages, asked.phone_prefixes, directory) if unknown else ()
    return Routing(tuple(routes), holds, pointed, notices(case, routes))


def _check(asked: RouteAsked, directory: Directory) -> None:
    if not FLAGS.keys() >= asked.flags:
        raise BadInput(f"One of the flags is unknown.{_nearest(asked)} Use: {', '.join(FLAGS)}.")
    countries = (asked.nationality, asked.host, *asked.other_nationalities)
    if not directory.countries.keys() >= {code for code in countries if code}:
        raise BadInput("A country is not an ISO 3166-1 alpha-3 code. Give codes such as KHM or MMR.")
    override = asked.local_police
    if override and not (override.approver.strip() and override.reason.strip()):
        raise BadInput("Local police needs a named approver and a reason. Give both, or leave it off.")


def _nearest(asked: RouteAsked) -> str:
    """The known flags a mistyped one may have meant, or nothing."""
    unknown = sorted(asked.flags - FLAGS.keys())
    near = [name for typed in unknown for name in get_close_matches(typed, FLAGS, n=1, cutoff=0.4)]
    return f" Nearest: {', '.join(dict.fromkeys(near))}." if near else ""


def _holds(asked: RouteAsked, directory: Directory) -> tuple[Hold, ...]:
    named = {asked.nationality, *asked.other_nationalities}
    return tuple(
        Hold(rule.code, rule.why)
        for rule in directory.rules.holds
        if rule.code not in asked.decided
        and (asked.flags.intersection(rule.any_flag) or named.intersection(rule.nationality))
    )


def _blocked(row: Route, holds: tuple[Hold, ...]) -> Route:
    if not holds or row.kind not in TO_A_STATE:
        return row
    reason = "Held until a person at this desk decides: " + ", ".join(hold.code for hold in holds) + "."
    return Route(**{**asdict(row), "blocked": reason})


def _proposals(case: Case) -> list[Route]:
    """Rules top to bottom; the same entry is proposed once, by the first rule that names it."""
    made: dict[str, Route] = {}
    spoke: set[tuple[str, str | None]] = set()
    for rule in case.directory.rules.rules:
        for nationality in _subjects(rule, case):
            if any((code, nationality) in spoke for code in rule.unless):
                continue
            for entry in _found(rule, nationality, case):
                spoke.add((rule.code, nationality))
                made.setdefault(entry.id, proposal(rule, entry, nationality, case))
    return list(made.values())


def _subjects(rule: Rule, case: Case) -> Iterator[str | None]:
    """The nationalities a rule is asked about, or once the main one."""
    main = next(iter(case.every), None)
    for nationality in case.nationalities if rule.each else (main,):
        if all(_fits(name, wanted, nationality, case) for name, wanted in rule.when.items()):
            yield nationality


def _fits(name: str, wanted: Any, nationality: str | None, case: Case) -> bool:
    return TESTS[name](wanted, nationality, case)


# What each condition of a row asks: what the row wants, the nationality it is asked about, the case.
TESTS: dict[str, Callable[[Any, str | None, Case], bool]] = {
    "nationality": lambda wanted, nationality, _: nationality in wanted,
    "not_nationality": lambda wanted, nationality, _: nationality not in wanted,
    "group": lambda wanted, nationality, case: nationality in case.directory.rules.groups[wanted],
    "host_outside": lambda wanted, _, case: case.asked.host not in case.directory.rules.groups[wanted],
    "host": lambda wanted, _, case: case.asked.host in wanted,
    "place_group": lambda wanted, _, case: wanted in case.places,
    "any_flag": lambda wanted, _, case: bool(case.asked.flags.intersection(wanted)),
    "own_country": lambda wanted, _, case: case.own_country == wanted,
    "known": lambda wanted, nationality, _: (nationality is not None) == wanted,
    "override": lambda wanted, _, case: (case.asked.local_police is not None) == wanted,
}


def _found(rule: Rule, nationality: str | None, case: Case) -> list[Entry]:
    """At most `limit` entries, never a post of the host state (a dual national's other own state)."""
    found = FINDERS[rule.find](question(rule, nationality, case))
    allowed = [e for e in found if not (isinstance(e, Mission) and e.sending == case.asked.host)]
    return allowed[: rule.limit]


__all__ = ["Hold", "Notice", "Override", "Route", "RouteAsked", "Routing", "route"]
