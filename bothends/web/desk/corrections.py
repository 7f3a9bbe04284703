"""What a member corrected in a case's record, checked; an unknown country is refused with the nearest names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bothends.core.case import CaseFile
from bothends.core.errors import BadInput
from bothends.core.refer.rules import FLAGS
from bothends.core.report import Place
from bothends.data.shelf import countries

LONGEST = 120


def corrected(file: CaseFile, typed: Any) -> CaseFile:
    """The case file with the form's fields laid over it; an empty field clears. Raises BadInput."""
    words = {name: str(typed.get(name, "")).strip() for name in ("name", "nationality", "country", "place")}
    _short_enough(words)
    country = _country(words["country"])
    old = file.person.place
    place = None
    if words["place"]:
        same = old is not None and old.name == words["place"]
        place = replace(old, country=country) if same and old else Place(words["place"], "area", country)
    person = replace(
        file.person,
        name=words["name"] or None,
        nationality=_country(words["nationality"]),
        country=country,
        place=place,
        child="yes" if "child" in typed.getlist("flag") else _cleared(file.person.child),
        fears_return="yes"
        if "fear_of_return" in typed.getlist("flag")
        else _cleared(file.person.fears_return),
    )
    noted = tuple(code for code in FLAGS if code in typed.getlist("flag"))
    return replace(file, person=person, noted=noted)


def _cleared(said: str) -> Any:
    return "unknown" if said == "yes" else said


def _country(typed: str) -> str | None:
    return countries().asked(typed) if typed else None


def _short_enough(words: Mapping[str, str]) -> None:
    if any(len(one) > LONGEST for one in words.values()):
        raise BadInput(f"A field is longer than {LONGEST} characters. Shorten it. Nothing was changed.")
