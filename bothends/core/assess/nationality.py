"""Which country somebody is from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bothends.core.assess.phrasing import Frame, Phrasing
from bothends.core.assess.spoken import Spoken
from bothends.core.assess.statements import (
    CLAUSE,
    Statement,
    framed,
    holding,
    may_tell,
    of_another,
    ranked,
    tells,
    unframed,
)
from bothends.core.countries import Countries, CountryMention

_HYPHEN = re.compile(r"-\0|\0-\w|\0 american\b")
_CLAUSE_LENGTH = 45
_PERSON = re.compile(
    r"人|籍|사람|국적|국민|이에요|입니다|คน|ชาว|\b(?:người|orang|warga|a|an|the|from|po|nationality)\b"
)
_PEOPLE_BEFORE = re.compile(r"(?:\b(?:người|orang|org|from|frm|dari|từ|kutoka) |คน|ชาว|来自|來自)$")
_PEOPLE_AFTER = re.compile(r"[\u4e00-\u9fff]{0,3}人|じん|\s?(?:사람|국적|인(?=[\s,.이]))")
# "there are 20 Indonesians here": at the disclosure the writer is one of them.
_COUNTED_BEFORE = re.compile(r"(?<!\d)\d{1,3} ?(?:\w{1,7} )?$")
_COUNTED_AFTER = re.compile(r"\s?\d{1,3}\s?(?:명|人|名|คน)")
_WORDS = re.compile(r"[^\W\d_]{3}|[\u0900-\u11ff\u3040-\uffef]")

KIN_BONUS = 3  # where a relative tells, "my brother is X" outweighs "I am Y"


def read_nationality(spoken: Sequence[Spoken], countries: Countries, phrasing: Phrasing) -> list[Statement]:
    """Statements of where the person is from, best first; denied ones removed."""
    family = speaks_of_another(spoken, phrasing)
    found: list[Statement] = []
    for line in spoken:
        mentions = countries.mentions(line.folded)
        frames = phrasing.origin.on(line.folded) if mentions else []
        for mention in mentions:
            if not of_another(line, mention, phrasing):
                found += _said_of_origin(line, mention, frames, phrasing, family=family)
    return ranked(found)


def _said_of_origin(
    line: Spoken, mention: CountryMention, frames: list[Frame], phrasing: Phrasing, *, family: bool
) -> list[Statement]:
    if _is_hyphenated(line.folded, mention):
        return []
    held = holding(frames, line.folded, mention)
    told = [frame for frame in held if may_tell(frame, line, phrasing)]
    if not held and _is_bare_people(line, mention, phrasing):
        return [unframed(line, mention, mention.alpha3, 1)]
    return [
        framed(frame, line, mention, mention.alpha3, KIN_BONUS if family and "_kin" in frame.code else 0)
        for frame in told
    ]


def speaks_of_another(spoken: Iterable[Spoken], phrasing: Phrasing) -> bool:
    """Whether these are the words of a relative or friend: somebody else is held, and not the writer."""
    lines = [line for line in spoken if line.reported]
    third = any(phrasing.cue["third"].search(line.folded) for line in lines)
    return third and not any(phrasing.cue["first"].search(line.folded) for line in lines)


def _is_hyphenated(folded: str, mention: CountryMention) -> bool:
    """ "Chinese-American" is a description, not a passport."""
    around = folded[max(0, mention.start - 1) : mention.start] + "\0" + folded[mention.end : mention.end + 12]
    return bool(_HYPHEN.search(around))


def _is_bare_people(line: Spoken, mention: CountryMention, phrasing: Phrasing) -> bool:
    """ "…, kenyan." or "15 of us Filipinos" where somebody tells the truth about themselves.

    Only a word for a people, in the writer's own clause or standing alone, at the disclosure.
    """
    if line.profile or not _names_people(line.folded, mention) or not tells(line, phrasing):
        return False
    before = re.split(CLAUSE, line.folded[: mention.start])[-1]
    after = re.split(CLAUSE, line.folded[mention.end :])[0]
    if phrasing.cue["profile"].search(before + after) or len(before) + len(after) > _CLAUSE_LENGTH:
        return False
    alone = not _WORDS.search(_PERSON.sub("", before)) and not _WORDS.search(_PERSON.sub("", after))
    counted = _COUNTED_BEFORE.search(before) or _COUNTED_AFTER.match(after)
    clause = f"{before}\0{after}"
    return bool(
        alone or counted or phrasing.cue["self"].search(clause) or phrasing.cue["truth"].search(clause)
    )


def _names_people(folded: str, mention: CountryMention) -> bool:
    """Whether a people is named, or a country with a word for its people or for "from" beside it."""
    if mention.demonym:
        return True
    before, after = folded[max(0, mention.start - 12) : mention.start], folded[mention.end : mention.end + 5]
    return bool(_PEOPLE_BEFORE.search(before) or _PEOPLE_AFTER.match(after))
