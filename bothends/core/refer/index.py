"""The directory's entries by what is looked up: sender and host, sender and covered country, id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bothends.core.refer.entries import Entry, Ministry, Mission, Organisation

# General entries say who is meant where no row names them. (id prefix, name, line)
GENERAL = {
    "mfa-general": ("Ministry of Foreign Affairs of {country}", "consular department"),
    "host-ministry": (
        "Ministry in charge of trafficking cases in {country} (its name is to be confirmed)",
        "",
    ),
    "local-police": ("Local police in {country}", ""),
}
BY_TASK = {"consular": "mfa-general", "anti_trafficking": "host-ministry", "police": "local-police"}
WRITTEN_ON = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Index:
    names: Mapping[str, str]  # country names by alpha-3, as they stand inside an English sentence
    by_id: Mapping[str, Entry]
    in_host: Mapping[tuple[str, str], tuple[Mission, ...]]
    covering: Mapping[tuple[str, str], tuple[Mission, ...]]
    ministries: Mapping[tuple[str, str], Ministry]  # by country and task
    organisations: tuple[Organisation, ...]

    @classmethod
    def of(
        cls,
        *,
        names: Mapping[str, str],
        missions: Iterable[Mission],
        organisations: Iterable[Organisation],
        ministries: Iterable[Ministry],
        closed: frozenset[str] = frozenset(),
    ) -> Index:
        """`closed`: ids of posts that are found by id, and in no look-up."""
        in_host: defaultdict[tuple[str, str], list[Mission]] = defaultdict(list)
        covering: defaultdict[tuple[str, str], list[Mission]] = defaultdict(list)
        by_id: dict[str, Entry] = {}
        for mission in missions:
            by_id[mission.id] = mission
            if mission.id in closed:
                continue
            in_host[mission.sending, mission.host].append(mission)
            for country in mission.covers:
                covering[mission.sending, country].append(mission)
        rights, states = tuple(organisations), tuple(ministries)
        by_id.update({row.id: row for row in rights})
        by_id.update({row.id: row for row in states})
        return cls(
            names=names,
            by_id=by_id,
            in_host={key: tuple(row) for key, row in in_host.items()},
            covering={key: tuple(row) for key, row in covering.items()},
            ministries={(row.country, row.task): row for row in states},
            organisations=rights,
        )

    def authority(self, task: str, country: str) -> Ministry:
        """The row of a country for a task (entries.TASKS), else a general one that names who is meant."""
        return self.ministries.get((country, task)) or self.general(BY_TASK[task], country)

    def general(self, prefix: str, country: str) -> Ministry:
        """An entry that stands in no file: who is meant, with no channel at all."""
        name, line = GENERAL[prefix]
        task = next(task for task, general in BY_TASK.items() if general == prefix)
        return Ministry(
            id=f"{prefix}-{country.lower()}",
            country=country,
            name=name.format(country=self.names[country]),
            line=line,
            channel="",
            source="general knowledge, not checked",
            checked_on=WRITTEN_ON,
            confidence="K",
            status="unverified",
            task=task,
        )

    def find(self, entry_id: str) -> Entry | None:
        """An entry by its id, the general ones included."""
        if entry_id in self.by_id:
            return self.by_id[entry_id]
        prefix, _, country = entry_id.rpartition("-")
        if prefix in GENERAL and country.upper() in self.names:
            return self.general(prefix, country.upper())
        return None
