"""The look-ups a routing rule can name. Each answers with entries, best first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bothends.core.refer.entries import Entry, Mission, Organisation
from bothends.core.refer.index import Index
from bothends.core.refer.rules import Agreement, Rules, folded

# Which post comes first when a state has several: the embassy decides, a consulate nearby acts.
RANK = (
    "embassy", "high_commission", "representative_office", "interests_section",
    "consulate_general", "consulate",
)  # fmt: skip
ACTING = frozenset(RANK)  # a nunciature does no consular work for lay people


@dataclass(frozen=True, slots=True)
class Question:
    """One rule asked about one nationality."""

    nationality: str | None
    host: str | None
    place: str | None
    index: Index
    rules: Rules
    settings: Mapping[str, Any] = field(default_factory=dict)


Finder = Callable[[Question], list[Entry]]


def missions_in_host(asked: Question) -> list[Entry]:
    """Posts of the nationality in the host. Settings: `sending` and `via` put another state or host there."""
    sending = asked.settings.get("sending", asked.nationality)
    host = asked.settings.get("via", asked.host)
    if sending == host:
        return []
    found = asked.index.in_host.get((sending, host), ())
    kinds = asked.settings.get("kinds", ACTING)
    city = asked.settings.get("city")
    return _ordered((m for m in found if m.kind in kinds and city in (None, m.city)), asked.place)


def missions_covering(asked: Question) -> list[Entry]:
    """Posts elsewhere recorded as serving the host (or the country set as `via`), nearest first."""
    host = asked.settings.get("via", asked.host)
    if not asked.nationality or not host:
        return []
    found = asked.index.covering.get((asked.nationality, host), ())
    found += asked.index.in_host.get((asked.nationality, asked.rules.part_of.get(host, "")), ())
    near = asked.rules.near(host)
    place_of = {country: position for position, country in enumerate(near)}
    acting = [mission for mission in found if mission.kind in ACTING]
    acting.sort(key=lambda m: (place_of.get(m.host, len(near)), _rank(m), m.id))
    return [*acting]


def missions_by_agreement(asked: Question) -> list[Entry]:
    """Posts of states that act for this nationality: in the host, else covering it."""
    found: list[Entry] = []
    for row in agreements_for(asked):
        for acting in row.via:
            if acting in (asked.nationality, asked.host):
                continue
            question = Question(acting, asked.host, asked.place, asked.index, asked.rules)
            elsewhere = [] if row.resident_only else missions_covering(question)
            found += (missions_in_host(question) or elsewhere)[:1]
    return found


def agreements_for(asked: Question) -> list[Agreement]:
    return [
        row
        for row in asked.rules.agreements
        if asked.nationality in row.nationality and (not row.hosts or asked.host in row.hosts)
    ]


def missions_of_group(asked: Question) -> list[Entry]:
    """One post of each state of a group (the European Union) in the host, recorded ones first."""
    found: list[Entry] = []
    for member in asked.rules.groups[asked.settings["group"]]:
        if member not in (asked.nationality, asked.host):
            question = Question(member, asked.host, asked.place, asked.index, asked.rules)
            found += missions_in_host(question)[:1]
    return sorted(found, key=lambda entry: isinstance(entry, Mission) and entry.status == "unverified")


def missions_nearest(asked: Question) -> list[Entry]:
    """The nearest posts of the nationality in the region, competent or not."""
    found: list[Entry] = []
    for country in asked.rules.near(asked.host) if asked.host else ():
        question = Question(asked.nationality, country, None, asked.index, asked.rules)
        found += missions_in_host(question)[:1]
    return found


def organisations(asked: Question) -> list[Entry]:
    """Rights organisations by `only_if` (empty unless set) and `scope` (nationality, host, any)."""
    only_if = asked.settings.get("only_if", "")
    scope = asked.settings.get("scope")
    return [
        row
        for row in asked.index.organisations
        if row.only_if == only_if and scope in (None, _scope(row)) and _fits(row, asked)
    ]


def _scope(row: Organisation) -> str:
    if row.nationalities:
        return "nationality"
    return "any" if row.serves == ("*",) else "host"


def _fits(row: Organisation, asked: Question) -> bool:
    nationality = not row.nationalities or asked.nationality in row.nationalities
    return nationality and (row.serves == ("*",) or asked.host in row.serves)


def foreign_ministry(asked: Question) -> list[Entry]:
    return [asked.index.authority("consular", asked.nationality)] if asked.nationality else []


def host_ministry(asked: Question) -> list[Entry]:
    return [asked.index.authority("anti_trafficking", asked.host)] if asked.host else []


def local_police(asked: Question) -> list[Entry]:
    return [asked.index.authority("police", asked.host)] if asked.host else []


def _rank(mission: Mission) -> int:
    return RANK.index(mission.kind)


def _ordered(found: Iterable[Mission], place: str | None) -> list[Entry]:
    """The embassy, with the posts in the place itself; without an embassy every post, those there first."""
    near = folded(place) if place else None
    posts = sorted(found, key=lambda m: (_group(m), folded(m.city) != near, m.city, m.id))
    if posts and posts[0].kind in ("embassy", "high_commission"):
        return [posts[0], *(post for post in posts[1:] if folded(post.city) == near)]
    return [*posts]


def _group(mission: Mission) -> int:
    """Embassy and high commission before offices before consulates of any grade."""
    return {"consulate": RANK.index("consulate_general")}.get(mission.kind, _rank(mission))


FINDERS: dict[str, Finder] = {
    "missions_in_host": missions_in_host,
    "missions_covering": missions_covering,
    "missions_by_agreement": missions_by_agreement,
    "missions_of_group": missions_of_group,
    "missions_nearest": missions_nearest,
    "organisations": organisations,
    "foreign_ministry": foreign_ministry,
    "host_ministry": host_ministry,
    "local_police": local_police,
}
