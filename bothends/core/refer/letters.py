"""Letters from templates in data: a blank that nobody filled is an error, and every source named stands at the foot.

Sources marked R were read. Others are left out, unless whoever writes asks for them: then each is marked as not
checked where it is named, and the letter says so at its head.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bothends.core.case import CaseFile
from bothends.core.countries import Countries
from bothends.core.errors import BadInput, BadRow
from bothends.core.refer.overstay import Fine
from bothends.core.refer.sheet import Part, Sheet

BLANK = re.compile(r"\{(\w+)\}")
LONGEST = 2000  # characters in one blank
# Blanks that follow from the case, the desk and the day; all others are typed.
FROM_CASE = ("name", "nationality", "host", "place")
FROM_DESK = ("desk", "today", "reference", "fine", "days")
ASEAN = frozenset({"BRN", "KHM", "IDN", "LAO", "MYS", "MMR", "PHL", "SGP", "THA", "VNM"})


@dataclass(frozen=True, slots=True)
class Source:
    """`mark`: R read, 2 second-hand, K general knowledge."""

    code: str
    text: str
    mark: str
    applies: str  # all, asean, council_of_europe, eu: only where host or nationality is among the parties


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A template. `blanks` maps the name of each typed blank to what is asked of whoever fills it."""

    code: str
    language: str
    draft: str  # the sentence a draft translation carries; empty in English
    name: str
    title: str
    to_whom: str
    page: tuple[str, str]
    foot_title: str
    unchecked: str  # what stands behind a source that was not read
    unchecked_mark: str  # what the head says then
    blanks: Mapping[str, str]
    paragraphs: tuple[Paragraph, ...] = field(repr=False)

    @property
    def needed(self) -> tuple[str, ...]:
        """Every blank in the order of the text."""
        text = "\n".join(one.text for one in self.paragraphs)
        return tuple(dict.fromkeys(BLANK.findall(text)))

    @property
    def tells(self) -> tuple[str, ...]:
        """Which fields of the person it names, by their codes in the profiles."""
        codes = {"name": "name", "nationality": "nationality", "host": "country", "place": "place"}
        return tuple(codes[one] for one in self.needed if one in codes)


def codes(folder: Path) -> tuple[str, ...]:
    """Codes of the letters there are, in English."""
    return tuple(sorted(one.stem.removesuffix("_en") for one in (folder / "letters").glob("*_en.toml")))


def languages(folder: Path, code: str) -> tuple[str, ...]:
    return tuple(sorted(one.stem.rpartition("_")[2] for one in (folder / "letters").glob(f"{code}_*.toml")))


def load_letter(folder: Path, code: str, language: str = "en") -> Letter:
    """Read letters/CODE_XX.toml. Raises BadInput for one there is not, BadRow for a broken one."""
    if code not in codes(folder):
        raise BadInput(f"There is no such letter. There are: {', '.join(codes(folder))}.")
    if language not in languages(folder, code):
        raise BadInput(
            f"This letter is not there in that language. There are: {', '.join(languages(folder, code))}."
        )
    name = f"letters/{code}_{language}.toml"
    rows = tomllib.loads((folder / name).read_text(encoding="utf-8"))
    try:
        letter = _letter(code, rows)
    except KeyError as missing:
        raise BadRow(f"{name}: {missing} is missing. Write it.") from None
    if unknown := set(letter.needed) - {*letter.blanks, *FROM_CASE, *FROM_DESK}:
        raise BadRow(f"{name}: the blank {min(unknown)} has no line that says what to fill in. Write it.")
    return letter


def _letter(code: str, rows: Mapping[str, Any]) -> Letter:
    english = rows["language"] == "en"
    return Letter(
        code=code,
        language=rows["language"],
        draft="" if english or rows["status"] == "reviewed" else rows["draft"],
        name=rows["name"],
        title=rows["title"],
        to_whom=rows["to_whom"],
        page=(rows["page"], rows["of"]),
        foot_title=rows["foot_title"],
        unchecked=rows["unchecked"],
        unchecked_mark=rows["unchecked_mark"],
        blanks=rows["blanks"],
        paragraphs=tuple(Paragraph(one["text"], tuple(one.get("cites", ()))) for one in rows["paragraphs"]),
    )


def load_sources(folder: Path) -> dict[str, Source]:
    """Read letters/sources.toml by code."""
    rows = tomllib.loads((folder / "letters" / "sources.toml").read_text(encoding="utf-8"))["source"]
    return {row["code"]: Source(row["code"], row["text"], row["mark"], row["applies"]) for row in rows}


@dataclass(frozen=True, slots=True)
class Written:
    """What a letter is written from: blanks by name, states concerned (alpha-3), the fine if there is one."""

    filled: Mapping[str, str] = field(repr=False)
    states: Sequence[str]
    today: str
    desk: str
    unchecked: bool = False
    fine: Fine | None = None


def from_case(case: CaseFile, names: Countries, fine: Fine | None, *, reference: str) -> dict[str, str]:
    """The blanks that follow from a case: what was not said stays empty, and is then named as not filled."""
    person = case.person
    found = {
        "name": person.name or "",
        "nationality": names.name(person.nationality) if person.nationality else "",
        "host": names.name(person.country) if person.country else "",
        "place": person.place.name if person.place else "",
        "reference": reference,
    }
    if fine:
        found |= {"fine": f"{fine.currency} {fine.amount:,}", "days": str(fine.days)}
    return found


def write(letter: Letter, sources: Mapping[str, Source], written: Written) -> Sheet:
    """The letter. Raises BadInput naming every blank that is not filled."""
    given = {**written.filled, "desk": written.desk, "today": written.today}
    filled = {name: _clean(value) for name, value in given.items()}
    if empty := [name for name in letter.needed if not filled.get(name)]:
        asked = ", ".join(letter.blanks.get(name, name.replace("_", " ")) for name in empty)
        raise BadInput(f"Not filled in: {asked}. Fill it in, or write another letter.")
    kept = [one for one in letter.paragraphs if _stands(one, sources, written)]
    named = list(dict.fromkeys(code for one in kept for code in one.cites if _usable(sources[code], written)))
    number = {code: position for position, code in enumerate(named, 1)}
    foot = [_source(sources[code], letter) for code in named]
    marks = [letter.draft] if letter.draft else []
    unsure = any(sources[code].mark != "R" for code in named)
    if written.fine and "fine" in letter.needed:
        caution = f" {letter.unchecked}" if written.fine.caution else ""
        foot += [
            f"{source} ({written.fine.checked_on.isoformat()}){caution}" for source in written.fine.sources
        ]
        unsure |= bool(written.fine.caution)
    if unsure:
        marks.append(letter.unchecked_mark)
    paragraphs = tuple(_filled(one, filled, number) for one in kept)
    return Sheet(
        language=letter.language,
        title=letter.title,
        made_on=written.today,
        desk=written.desk,
        page=letter.page,
        marks=tuple(marks),
        parts=(Part("", paragraphs),),
        foot_title=letter.foot_title,
        foot=tuple(foot),
    )


def _stands(one: Paragraph, sources: Mapping[str, Source], written: Written) -> bool:
    """A paragraph that rests on sources stands when at least one of them may be named."""
    return not one.cites or any(_usable(sources[code], written) for code in one.cites)


def _usable(source: Source, written: Written) -> bool:
    if source.mark != "R" and not written.unchecked:
        return False
    return source.applies == "all" or any(state in ASEAN for state in written.states)


def _source(source: Source, letter: Letter) -> str:
    return source.text if source.mark == "R" else f"{source.text} {letter.unchecked}"


def _filled(one: Paragraph, filled: Mapping[str, str], number: Mapping[str, int]) -> str:
    """In one pass, so that braces somebody typed stay what they are."""
    text = BLANK.sub(lambda found: filled[found[1]], one.text)
    refs = "".join(f" [{number[code]}]" for code in one.cites if code in number)
    return text + refs


def _clean(value: str) -> str:
    if len(value) > LONGEST:
        raise BadInput(f"A blank holds more than {LONGEST} characters. Shorten it.")
    return " ".join(value.replace("\0", "").split())
