"""Who can be told: missions, organisations, ministries; how old each row is; what this desk has verified."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bothends.core.errors import NotVerified
from bothends.core.refer import entries
from bothends.core.refer.countries import Country, in_sentence, load_countries
from bothends.core.refer.doubts import Doubt, doubt, doubts_about
from bothends.core.refer.entries import Entry, Ministry, Mission, Organisation
from bothends.core.refer.finders import FINDERS
from bothends.core.refer.index import Index
from bothends.core.refer.material import fingerprint
from bothends.core.refer.rules import Rules, load_rules


@dataclass(frozen=True, slots=True)
class Verification:
    """A member of this desk confirmed the channel of an entry: who, when, how, and the key to seal to."""

    entry_id: str
    by: str
    on: date
    how: str
    recipient: str | None = None  # age recipient, if the partner gave one
    seen: str = ""  # material.fingerprint of the row as it was then; empty: not kept


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything routing looks into. Built by `load`, never changed."""

    countries: Mapping[str, Country] = field(repr=False)
    index: Index = field(repr=False)
    rules: Rules = field(repr=False)
    verifications: Mapping[str, Verification] = field(repr=False)
    doubts: Mapping[str, Doubt] = field(repr=False)

    def name_of(self, entry: Entry) -> str:
        """The name to print, in English."""
        if isinstance(entry, Mission):
            kind = entries.KINDS[entry.kind]
            place = ", ".join(part for part in (entry.city, self.country(entry.host)) if part)
            return f"{kind} of {self.the_country(entry.sending)} in {place}"
        if isinstance(entry, Ministry) and entry.line:
            return f"{entry.name}, {entry.line}"
        return entry.name

    def country(self, code: str | None) -> str:
        return self.countries[code].name if code and code in self.countries else "an unknown country"

    def the_country(self, code: str | None) -> str:
        """The name as it stands inside a sentence."""
        return in_sentence(self.country(code))

    def age(self, entry: Entry, *, today: date) -> int:
        """Days since the row was checked."""
        return (today - entry.checked_on).days

    def verification(self, entry_id: str) -> Verification | None:
        return self.verifications.get(entry_id)

    def stale(self, entry_id: str, *, today: date) -> bool:
        """Verified once, but too long ago to count."""
        known = self.verifications.get(entry_id)
        return known is not None and (today - known.on).days > self.rules.verification_days

    def changed(self, entry_id: str) -> bool:
        """Verified once, but the row says something else of where or who since."""
        known = self.verifications.get(entry_id)
        entry = self.find(entry_id)
        return bool(known and known.seen and entry and known.seen != fingerprint(entry))

    def verified(self, entry_id: str, *, today: date) -> bool:
        known = entry_id in self.verifications
        return known and not self.stale(entry_id, today=today) and not self.changed(entry_id)

    def doubts_about(self, entry: Entry) -> tuple[Doubt, ...]:
        return doubts_about(entry, self.doubts)

    def closed(self, sending: str, host: str) -> tuple[Mission, ...]:
        """Posts of a state in a country that are marked as closed, and so are no route."""
        marked = (self.index.by_id.get(one.id) for one in self.doubts.values() if one.kind == "closed")
        return tuple(
            post
            for post in marked
            if isinstance(post, Mission) and (post.sending, post.host) == (sending, host)
        )

    def require_verified(self, entry_id: str, *, today: date) -> Verification:
        """The desk's verification, or NotVerified: nothing may be sent to a channel nobody confirmed."""
        known = self.verifications.get(entry_id)
        if known is None:
            raise NotVerified(
                "Nobody at this desk has verified this channel. Verify it in the directory, then send."
            )
        if self.stale(entry_id, today=today):
            raise NotVerified(
                f"This channel was verified over {self.rules.verification_days} days ago. Verify it again."
            )
        if self.changed(entry_id):
            raise NotVerified("The row changed after this desk verified it. Compare it and verify it anew.")
        return known

    def find(self, entry_id: str) -> Entry | None:
        """An entry by its id, also the general ones that stand in no file."""
        return self.index.find(entry_id)


def load(
    folder: Path, *, verified: Iterable[Verification] = (), over: Mapping[str, entries.Over] | None = None
) -> Directory:
    """Read and check every directory file in `folder`; `over`: a desk's own rows by file name.

    Raises BadRow naming the file and the row.
    """
    laid = over or {}
    countries = load_countries(folder)
    known = frozenset(countries)
    doubts = {row.id: row for row in entries.read(folder, "doubts.csv", doubt, known)}
    # A row the desk took in itself is newer than the doubt about the shipped one.
    doubts = {key: row for key, row in doubts.items() if key not in laid.get("missions.csv", {})}
    return Directory(
        countries=countries,
        index=Index.of(
            names={code: in_sentence(row.name) for code, row in countries.items()},
            missions=entries.read(folder, "missions.csv", entries.mission, known, laid.get("missions.csv")),
            organisations=entries.read(
                folder, "organisations.csv", entries.organisation, known, laid.get("organisations.csv")
            ),
            ministries=entries.read(
                folder, "ministries.csv", entries.ministry, known, laid.get("ministries.csv")
            ),
            closed=frozenset(row.id for row in doubts.values() if row.kind == "closed"),
        ),
        rules=load_rules(folder, known, frozenset(FINDERS)),
        verifications={row.entry_id: row for row in verified},
        doubts=doubts,
    )


__all__ = ["Directory", "Entry", "Ministry", "Mission", "Organisation", "Verification", "load"]
