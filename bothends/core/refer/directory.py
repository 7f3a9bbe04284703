"""Who can be told: missions, organisations, ministries; how old each row is; what this desk has verified."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bothends.core.errors import NotVerified
from bothends.core.refer import entries
from bothends.core.refer.countries import Country, in_sentence, load_countries
from bothends.core.refer.entries import Entry, Ministry, Mission, Organisation
from bothends.core.refer.finders import FINDERS
from bothends.core.refer.index import Index
from bothends.core.refer.rules import Rules, load_rules


@dataclass(frozen=True, slots=True)
class Verification:
    """A member of this desk confirmed the channel of an entry: who, when, how, and the key to seal to."""

    entry_id: str
    by: str
    on: date
    how: str
    recipient: str | None = None  # age recipient, if the partner gave one


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything routing looks into. Built by `load`, never changed."""

    countries: Mapping[str, Country] = field(repr=False)
    index: Index = field(repr=False)
    rules: Rules = field(repr=False)
    verifications: Mapping[str, Verification] = field(repr=False)

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

    def verified(self, entry_id: str, *, today: date) -> bool:
        return entry_id in self.verifications and not self.stale(entry_id, today=today)

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
        return known

    def find(self, entry_id: str) -> Entry | None:
        """An entry by its id, also the general ones that stand in no file."""
        return self.index.find(entry_id)


def load(folder: Path, *, verified: Iterable[Verification] = ()) -> Directory:
    """Read and check every directory file in `folder`. Raises BadRow naming the file and the row."""
    countries = load_countries(folder)
    known = frozenset(countries)
    return Directory(
        countries=countries,
        index=Index.of(
            names={code: in_sentence(row.name) for code, row in countries.items()},
            missions=entries.read(folder, "missions.csv", entries.mission, known),
            organisations=entries.read(folder, "organisations.csv", entries.organisation, known),
            ministries=entries.read(folder, "ministries.csv", entries.ministry, known),
        ),
        rules=load_rules(folder, known, frozenset(FINDERS)),
        verifications={row.entry_id: row for row in verified},
    )


__all__ = ["Directory", "Entry", "Ministry", "Mission", "Organisation", "Verification", "load"]
