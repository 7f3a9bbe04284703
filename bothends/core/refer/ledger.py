"""The ledger of one person as a document: to whom what was told, why, on whose decision, answered or not.

It is for the person after return, so it is written to them. It names no reporter and repeats nothing of what was told.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bothends.core.errors import BadInput, BadRow
from bothends.core.refer.lawful import BY_CODE
from bothends.core.refer.profiles import PROFILES
from bothends.core.refer.sheet import Part, Sheet

# What became of a disclosure; each language has a sentence for every code.
ANSWERS = frozenset({
    "not_handed_over", "no_answer", "received", "cannot_act", "not_our_national", "wrong_recipient", "recalled",
    "destroyed",
})  # fmt: skip
# Beside the fields of the profiles: what letters and exports for investigators hold.
LETTER, ENTITIES = "letter", "entities"
FIELDS = frozenset(code for one in PROFILES.values() for code in one.fields) | {LETTER, ENTITIES}
# A reporter's contact, passed on with their leave, is theirs: it stands in the desk's ledger, not in the printed one.
REPORTER_CONTACT = "reporter_contact"
KEYS = frozenset({
    "language", "language_name", "status", "draft", "title", "intro", "nobody", "copies", "yours", "to", "reference",
    "fields", "why", "ground", "necessity", "decided", "answer", "made_on", "from", "page", "of", "english",
    "labels", "answers",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One disclosure. `on` an ISO 8601 day; `ground` a code of lawful.GROUNDS; `answer` a code of ANSWERS."""

    on: str
    reference: str
    recipient: str
    kind: str
    fields: tuple[str, ...]
    why: str
    ground: str
    necessity: str = field(default="", repr=False)
    decided_by: tuple[str, ...] = ()
    answer: str = "no_answer"


def languages(folder: Path) -> tuple[str, ...]:
    """Languages the ledger can be written in."""
    return tuple(sorted(one.stem.removeprefix("words_") for one in (folder / "ledger").glob("words_*.toml")))


def load_words(folder: Path, language: str) -> Mapping[str, Any]:
    """Read ledger/words_XX.toml. Raises BadInput for a language there is none for, BadRow for a broken file."""
    if language not in languages(folder):
        raise BadInput(
            f"The ledger is not written in this language. There are: {', '.join(languages(folder))}."
        )
    name = f"words_{language}.toml"
    words = tomllib.loads((folder / "ledger" / name).read_text(encoding="utf-8"))
    if missing := KEYS - words.keys() or FIELDS - words["labels"].keys() or ANSWERS - words["answers"].keys():
        raise BadRow(f"{name}: {min(missing)} is missing. Write it.")
    return words


def sheet(lines: Sequence[Line], words: Mapping[str, Any], *, desk: str, case: str, made_on: str) -> Sheet:
    """The ledger in one language. What members wrote in English stays so, and the head says it."""
    lines = [one for one in lines if REPORTER_CONTACT not in one.fields]
    draft = words["status"] != "reviewed" and words["language"] != "en"
    marks = (words["draft"],) if draft else ()
    intro = (words["intro"].format(desk=desk),)
    english = (words["english"],) if words["english"] and lines else ()
    told = [_part(number, line, words) for number, line in enumerate(lines, 1)]
    nothing = [] if lines else [Part("", (words["nobody"],))]
    closing = Part("", ((words["copies"],) if lines else ()) + (words["yours"],))
    return Sheet(
        language=words["language"],
        title=words["title"],
        made_on=made_on,
        desk=desk,
        page=(words["page"], words["of"]),
        marks=marks,
        facts=((words["reference"], case), (words["from"], desk), (words["made_on"], made_on)),
        parts=(Part("", intro + english), *nothing, *told, closing),
    )


def _part(number: int, line: Line, words: Mapping[str, Any]) -> Part:
    ground = BY_CODE.get(line.ground)
    basis = f"{ground.name}. {ground.source}. {ground.caution}".strip() if ground else "-"
    return Part(
        f"{number}. {line.on}",
        rows=(
            (words["to"], line.recipient),
            (words["reference"], line.reference),
            (words["fields"], ", ".join(words["labels"].get(one, one) for one in line.fields)),
            (words["why"], line.why),
            (words["ground"], basis),
            (words["necessity"], line.necessity or "-"),
            (words["decided"], ", ".join(line.decided_by)),
            (words["answer"], words["answers"][line.answer]),
        ),
    )
