"""When nobody said the nationality: what a language or a phone prefix may point to. Never a route."""

from __future__ import annotations

from dataclasses import dataclass

import phonenumbers

from bothends.core.refer.directory import Directory


@dataclass(frozen=True, slots=True)
class Hint:
    """A country that something points to; for a person to think about, not for routing."""

    nationality: str
    why: str


def hints(languages: tuple[str, ...], prefixes: tuple[str, ...], directory: Directory) -> tuple[Hint, ...]:
    """Countries that the languages or phone prefixes point to, each once, in the order given."""
    found: dict[str, Hint] = {}
    for code in languages:
        for country in _by_language(code, directory):
            found.setdefault(country, Hint(country, f"Only a hint: the language {code} is spoken there."))
    for prefix in prefixes:
        for country in _by_prefix(prefix, directory):
            found.setdefault(
                country, Hint(country, "Only a hint: a telephone number begins with its prefix.")
            )
    return tuple(found.values())


def _by_language(code: str, directory: Directory) -> tuple[str, ...]:
    """The row of the tag itself, else of its language part."""
    table = directory.rules.hints
    tag = code.casefold()
    return table.get(tag) or table.get(tag.partition("-")[0], ())


def _by_prefix(prefix: str, directory: Directory) -> list[str]:
    regions = regions_of(prefix)
    by_alpha2 = {row.alpha2: row.alpha3 for row in directory.countries.values()}
    return [by_alpha2[region] for region in regions if region in by_alpha2]


def regions_of(prefix: str) -> tuple[str, ...]:
    """Alpha-2 codes of a calling code, or of the number it begins: codes are prefix-free and have 1 to 3 digits."""
    digits = "".join(c for c in prefix if c.isdecimal() and c.isascii())
    for length in range(1, min(3, len(digits)) + 1):
        found = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(digits[:length]))
        if found:
            return tuple(found)
    return ()
