"""The small language lexicon rows are written in: "{a|b}" alternatives, "@name" word lists, "*" at an end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bothends.core.assess.fold import fold, is_word

_BRACES = re.compile(r"\{([^{}]*)\}")
_LIST = re.compile(r"\s*@(?P<name>\w+)(?P<rest>.*)")
_LONE_STAR = re.compile(r"\s\*(?=\s|$)")  # "a * b" is "a b"
_LIMIT = 20_000  # a row that unfolds to more is a mistake, not a row


@dataclass(frozen=True, slots=True)
class Pattern:
    """One folded phrase. `open_left` and `open_right` let it begin or end inside a word."""

    bare: str = field(repr=False)
    marked: str = field(repr=False)
    open_left: bool = False
    open_right: bool = False


def expand(row: str, words: Mapping[str, Sequence[str]]) -> list[str]:
    """Every phrase a row stands for. Raises ValueError, without a file name, for a row that is broken."""
    done: list[str] = []
    waiting = [_as_braces(row)]
    while waiting:
        phrase = waiting.pop()
        found = _BRACES.search(phrase)
        if found is None:
            done.append(phrase)
            continue
        before, after = phrase[: found.start()], phrase[found.end() :]
        waiting.extend(before + choice + after for choice in _choices(found.group(1), words))
        if len(waiting) + len(done) > _LIMIT:
            raise ValueError("stands for too many phrases: use a near row instead")
    return done[::-1]


def pattern(phrase: str) -> Pattern:
    """The folded form of one phrase. Raises ValueError when nothing is left or a brace stays open."""
    if "{" in phrase or "}" in phrase:
        raise ValueError("a brace is open or closed twice")
    inner = _LONE_STAR.sub("", phrase).strip()
    folded = fold(inner.strip("*").strip())
    bare, marked = folded.bare, folded.marked
    if not bare.strip(" .,"):
        raise ValueError("nothing is left of it after folding")
    return Pattern(
        bare,
        marked,
        inner.startswith("*") or not is_word(bare[0]),
        inner.endswith("*") or not is_word(bare[-1]),
    )


def on_word_edges(found: Pattern, text: str, span: tuple[int, int]) -> bool:
    """Whether the match at `span` of the folded `text` stands on word edges where it must."""
    start, end = span
    left = found.open_left or start == 0 or not is_word(text[start - 1])
    return left and (found.open_right or end == len(text) or not is_word(text[end]))


def _as_braces(row: str) -> str:
    if "{" not in row and ("|" in row or row.startswith("@")):
        return "{" + row + "}"
    return row


def _choices(inside: str, words: Mapping[str, Sequence[str]]) -> list[str]:
    choices: list[str] = []
    for choice in inside.split("|"):
        found = _LIST.match(choice)
        if found is None:
            choices.append(choice)
        elif found["name"] in words:
            choices.extend(_as_braces(word) + found["rest"] for word in words[found["name"]])
        else:
            raise ValueError("names a word list that the file does not have")
    return choices
