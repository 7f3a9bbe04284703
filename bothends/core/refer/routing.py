"""route(): the routing table asked about one case. Who may be told, in what order, why, and what waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from bothends.core.errors import BadInput
from bothends.core.refer.directory import Directory, Entry, Ministry, Mission, Organisation
from bothends.core.refer.finders import FINDERS, Question, agreements_for
from bothends.core.refer.hints import Hint, hints
from bothends.core.refer.rules import FLAGS, Rule

# To a state: what a hold stops. Rights organisations stay open.
TO_A_STATE = frozenset({"mission", "ministry", "consular_line", "local_police"})
STALE = "This desk's verification of the channel is too old. Verify it again."


@dataclass(frozen=True, slots=True)
class Override:
    """Local police switched on for this case, by a named approver and for a reason (P5)."""

    approver: str
    reason: str


@dataclass(frozen=True, slots=True)
class RouteAsked:
    """What routing is told of a case. Countries alpha-3; `flags` are codes of `rules.FLAGS`.

    `decided`: codes of holds that a named person has released, each with a reason kept with the case.
    """

    nationality: str | None = None
    host: str | None = None
    place: str | None = field(default=None, repr=False)
    other_nationalities: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    phone_prefixes: tuple[str, ...] = ()
    local_police: Override | None = None
    decided: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Route:
    """One proposal. `verified`: this desk confirmed the channel. `blocked`: why it may not be used now."""

    id: str
    kind: str
    name: str
    sending: str | None
    host: str | None
    city: str | None
    basis: str
    rule: str
    why: str
    caution: str | None
    source: str
    checked_on: str
    verified: bool
    blocked: str | None


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

    def to_json(self) -> dict[str, Any]:
        """The object `bothends route --json` prints."""
        return {
            "routes": [asdict(row) for row in self.routes],
            "holds": [asdict(row) for row in self.holds],
            "hints": [asdict(row) for row in self.hints],
        }


@dataclass(frozen=True, slots=True)
class _Case:
    """The question with what follows from it worked out once."""

    asked: RouteAsked
    directory: Directory
    today: date
    nationalities: tuple[str, ...]
    own_country: bool
    places: frozenset[str]


def route(asked: RouteAsked, directory: Directory, *, today: date) -> Routing:
    """Ask every rule in order. Raises BadInput for an unknown flag or country or an empty override."""
    _check(asked, directory)
    every = _every_nationality(asked)
    foreign = tuple(code for code in every if code != asked.host)
    case = _Case(
        asked=asked,
        directory=directory,
        today=today,
        nationalities=foreign,
        own_country=bool(every) and not foreign,
        places=directory.rules.place_groups(asked.host, asked.place),
    )
    holds = _holds(asked, directory)
    routes = [_blocked(proposal, holds) for proposal in _proposals(case)]
    if holds:
        routes.sort(key=lambda proposal: proposal.kind in TO_A_STATE)
    unknown = not every and "stateless" not in asked.flags
    return Routing(
        tuple(routes), holds, hints(asked.languages, asked.phone_prefixes, directory) if unknown else ()
    )


def _every_nationality(asked: RouteAsked) -> tuple[str, ...]:
    """All nationalities named, each once; none when the person is stateless."""
    if "stateless" in asked.flags:
        return ()
    named = (asked.nationality, *asked.other_nationalities)
    return tuple(dict.fromkeys(code for code in named if code))


def _check(asked: RouteAsked, directory: Directory) -> None:
    if not FLAGS.keys() >= asked.flags:
        raise BadInput(f"One of the flags is unknown. Use: {', '.join(FLAGS)}.")
    countries = (asked.nationality, asked.host, *asked.other_nationalities)
    if not directory.countries.keys() >= {code for code in countries if code}:
        raise BadInput("A country is not an ISO 3166-1 alpha-3 code. Give codes such as KHM or MMR.")
    override = asked.local_police
    if override and not (override.approver.strip() and override.reason.strip()):
        raise BadInput("Local police needs a named approver and a reason. Give both, or leave it off.")


def _holds(asked: RouteAsked, directory: Directory) -> tuple[Hold, ...]:
    named = {asked.nationality, *asked.other_nationalities}
    return tuple(
        Hold(rule.code, rule.why)
        for rule in directory.rules.holds
        if rule.code not in asked.decided
        and (asked.flags.intersection(rule.any_flag) or named.intersection(rule.nationality))
    )


def _blocked(proposal: Route, holds: tuple[Hold, ...]) -> Route:
    if not holds or proposal.kind not in TO_A_STATE:
        return proposal
    reason = "Held until a person at this desk decides: " + ", ".join(hold.code for hold in holds) + "."
    return Route(**{**asdict(proposal), "blocked": reason})


def _proposals(case: _Case) -> list[Route]:
    """Rules top to bottom; the same entry is proposed once, by the first rule that names it."""
    made: dict[str, Route] = {}
    spoke: set[tuple[str, str | None]] = set()
    for rule in case.directory.rules.rules:
        for nationality in _subjects(rule, case):
            if any((code, nationality) in spoke for code in rule.unless):
                continue
            for entry in _found(rule, nationality, case):
                spoke.add((rule.code, nationality))
                made.setdefault(entry.id, _route(rule, entry, nationality, case))
    return list(made.values())


def _subjects(rule: Rule, case: _Case) -> Iterator[str | None]:
    """The nationalities a rule is asked about, or once the main one."""
    main = next(iter(_every_nationality(case.asked)), None)
    for nationality in case.nationalities if rule.each else (main,):
        if all(_fits(name, wanted, nationality, case) for name, wanted in rule.when.items()):
            yield nationality


def _fits(name: str, wanted: Any, nationality: str | None, case: _Case) -> bool:
    tests: dict[str, Any] = {
        "nationality": lambda: nationality in wanted,
        "not_nationality": lambda: nationality not in wanted,
        "group": lambda: nationality in case.directory.rules.groups[wanted],
        "host_outside": lambda: case.asked.host not in case.directory.rules.groups[wanted],
        "host": lambda: case.asked.host in wanted,
        "place_group": lambda: wanted in case.places,
        "any_flag": lambda: bool(case.asked.flags.intersection(wanted)),
        "own_country": lambda: case.own_country == wanted,
        "known": lambda: (nationality is not None) == wanted,
        "override": lambda: (case.asked.local_police is not None) == wanted,
    }
    return bool(tests[name]())


def _question(rule: Rule, nationality: str | None, case: _Case) -> Question:
    return Question(
        nationality,
        case.asked.host,
        case.asked.place,
        case.directory.index,
        case.directory.rules,
        rule.settings,
    )


def _found(rule: Rule, nationality: str | None, case: _Case) -> list[Entry]:
    """At most `limit` entries, never a post of the host state (a dual national's other own state)."""
    found = FINDERS[rule.find](_question(rule, nationality, case))
    allowed = [e for e in found if not (isinstance(e, Mission) and e.sending == case.asked.host)]
    return allowed[: rule.limit]


def _route(rule: Rule, entry: Entry, nationality: str | None, case: _Case) -> Route:
    directory, today = case.directory, case.today
    words = _words(entry, nationality, rule, case)
    post = entry if isinstance(entry, Mission) else None
    authority = entry if isinstance(entry, Ministry) else None
    return Route(
        id=entry.id,
        kind="consular_line" if authority and authority.channel else rule.kind,
        name=directory.name_of(entry),
        sending=post.sending if post else authority.country if authority else None,
        host=post.host if post else None,
        city=(post.city or None) if post else None,
        basis=_basis(rule, post),
        rule=rule.code,
        why=_sentence(rule.why.format(**words)),
        caution=_caution(rule, entry, words, case),
        source=_sources(rule.source.format(**words), entry),
        checked_on=entry.checked_on.isoformat(),
        verified=directory.verified(entry.id, today=today),
        blocked=STALE if directory.stale(entry.id, today=today) else None,
    )


def _basis(rule: Rule, post: Mission | None) -> str:
    """A representative office is never called resident: it has no diplomatic standing."""
    if post and post.kind == "representative_office" and rule.basis == "resident":
        return "representative_office"
    return rule.basis


def _sources(source: str, entry: Entry) -> str:
    return source if entry.source in source else f"{source}; entry: {entry.source}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _words(entry: Entry, nationality: str | None, rule: Rule, case: _Case) -> dict[str, str]:
    """What the sentences of the table may name."""
    country = case.directory.the_country
    words = {
        "nationality": country(nationality),
        "host": country(case.asked.host),
        "entry_source": entry.source,
    }
    if isinstance(entry, Mission):
        kind = entry.kind.replace("_", " ")
        words |= {
            "sending": country(entry.sending),
            "where": ", ".join(part for part in (entry.city, country(entry.host)) if part),
            "a_kind": f"an {kind}" if kind[0] in "aeiou" else f"a {kind}",
            "its_kind": f"its {kind}",
        }
    if isinstance(entry, Organisation):
        words |= {"role": entry.role, "accepts": ", ".join(entry.accepts)}
    if case.asked.local_police:
        words |= asdict(case.asked.local_police)
    if rule.find == "missions_by_agreement":
        row = agreements_for(_question(rule, nationality, case))[0]
        words |= {"agreement": row.why, "agreement_source": row.source}
    return words


def _caution(rule: Rule, entry: Entry, words: dict[str, str], case: _Case) -> str | None:
    """The rule's caution, and what must be said about a dual national or an old or unconfirmed row."""
    said = [rule.caution.format(**words)]
    if rule.each and case.asked.host in _every_nationality(case.asked):
        said.append(
            "The person is also a national of the country they are in, which may refuse consular help."
        )
    if isinstance(entry, Mission) and entry.status != "recorded":
        said.append("The post is known from general knowledge or press only: confirm that it exists.")
    if case.directory.age(entry, today=case.today) > case.directory.rules.old_days:
        said.append(f"The entry was last checked on {entry.checked_on.isoformat()}: confirm it first.")
    if isinstance(entry, Organisation | Ministry) and entry.confidence == "K":
        said.append("Listed from general knowledge, not checked.")
    return " ".join(sentence for sentence in said if sentence) or None
