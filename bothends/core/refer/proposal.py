"""One proposal of the routing table, in plain sentences: why this entry, what to mind, how old the row is."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date

from bothends.core.refer.directory import Directory, Entry, Ministry, Mission, Organisation
from bothends.core.refer.finders import Question, agreements_for
from bothends.core.refer.rules import Rule

STALE = "This desk's verification of the channel is too old. Verify it again."
CHANGED = "The row changed after this desk verified it. Compare it and verify it anew."
ALSO_OF_HOST = "The person is also a national of the country they are in, which may refuse consular help."
UNCONFIRMED = "The post is known from general knowledge or press only: confirm that it exists."


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

    nationality: str | None = field(default=None, repr=False)
    host: str | None = None
    place: str | None = field(default=None, repr=False)
    other_nationalities: tuple[str, ...] = field(default=(), repr=False)
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
    fresh: str = ""  # how old the row is, and what this desk did about it


@dataclass(frozen=True, slots=True)
class Case:
    """The question with what follows from it worked out once."""

    asked: RouteAsked
    directory: Directory
    today: date
    nationalities: tuple[str, ...]
    every: tuple[str, ...]  # nationalities, the host's own among them
    own_country: bool
    places: frozenset[str]


def every_nationality(asked: RouteAsked) -> tuple[str, ...]:
    """All nationalities named, each once; none when the person is stateless."""
    if "stateless" in asked.flags:
        return ()
    named = (asked.nationality, *asked.other_nationalities)
    return tuple(dict.fromkeys(code for code in named if code))


def question(rule: Rule, nationality: str | None, case: Case) -> Question:
    return Question(
        nationality,
        case.asked.host,
        case.asked.place,
        case.directory.index,
        case.directory.rules,
        rule.settings,
    )


def proposal(rule: Rule, entry: Entry, nationality: str | None, case: Case) -> Route:
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
        blocked=_blocked(entry, case),
        fresh=_fresh(entry, case),
    )


def _blocked(entry: Entry, case: Case) -> str | None:
    if case.directory.stale(entry.id, today=case.today):
        return STALE
    return CHANGED if case.directory.changed(entry.id) else None


def _fresh(entry: Entry, case: Case) -> str:
    """When the row was checked, and when this desk verified the channel, in days before today."""
    days = case.directory.age(entry, today=case.today)
    known = case.directory.verification(entry.id)
    desk = (
        f"this desk verified the channel {(case.today - known.on).days} days ago"
        if known
        else "this desk has not verified the channel"
    )
    return f"The row was checked {days} days ago; {desk}."


def _basis(rule: Rule, post: Mission | None) -> str:
    """A representative office is never called resident: it has no diplomatic standing."""
    if post and post.kind == "representative_office" and rule.basis == "resident":
        return "representative_office"
    return rule.basis


def _sources(source: str, entry: Entry) -> str:
    return source if entry.source in source else f"{source}; entry: {entry.source}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _words(entry: Entry, nationality: str | None, rule: Rule, case: Case) -> dict[str, str]:
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
            "is_recorded": "is recorded" if entry.status == "recorded" else "is said (not confirmed)",
            "has": "has" if entry.status == "recorded" else "is believed to have (not confirmed)",
        }
    if isinstance(entry, Organisation):
        words |= {"role": entry.role, "accepts": ", ".join(entry.accepts)}
    if case.asked.local_police:
        words |= asdict(case.asked.local_police)
    if rule.find == "missions_by_agreement":
        row = agreements_for(question(rule, nationality, case))[0]
        words |= {"agreement": row.why, "agreement_source": row.source}
    return words


def _caution(rule: Rule, entry: Entry, words: dict[str, str], case: Case) -> str | None:
    """The rule's caution, and what must be said about a dual national or an old or unconfirmed row."""
    said = [rule.caution.format(**words)]
    if rule.each and case.asked.host in case.every:
        said.append(ALSO_OF_HOST)
    if isinstance(entry, Mission) and entry.status != "recorded":
        said.append(UNCONFIRMED)
    said += [one.sentence() for one in case.directory.doubts_about(entry)]
    if case.directory.age(entry, today=case.today) > case.directory.rules.old_days:
        said.append(f"The entry was last checked on {entry.checked_on.isoformat()}: confirm it first.")
    if isinstance(entry, Organisation | Ministry) and entry.confidence == "K":
        said.append("Listed from general knowledge, not checked.")
    return " ".join(sentence for sentence in said if sentence) or None
