"""The small language lexicon rows are written in: "{a|b}" alternatives, "@name" word lists, "*" at an end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bothends.core.assess.fold import fold_phrase, is_wide, is_word

_BRACES = re.compile(r"\{([^{}]*)\}")
_LIST = re.compile(r"\s*@(?P<name>\w+)(?P<rest>.*)")
_LONE_STAR = re.compile(r"\s\*(?=\s|$)")  # "a * b" is "a b"
_PIECE = re.compile(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|[^{}]+|[{}]")
_PART = 60  # phrases a part of a cut row may stand for
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


def parts(row: str, words: Mapping[str, Sequence[str]]) -> list[str]:
    """`row` cut, between words, into parts that stand for few phrases each; [row] where it is small.

    Parts of a cut row must follow each other closely. Cutting keeps the automaton small: a row of six
    lists of ten would otherwise stand for a million phrases.
    """
    done: list[str] = []
    part, size, firm = "", 1, False
    for piece in _PIECE.findall(_as_braces(row)):
        choices = _count(piece, words)
        if firm and size * choices > _PART and _between_words(part, piece):
            done.append(part)
            part, size, firm = "", 1, False
        part += piece
        size *= choices
        firm = firm or not _may_be_empty(piece)
    if firm or not done:
        return [*done, part]
    return [*done[:-1], done[-1] + part]


def pattern(phrase: str) -> Pattern:
    """The folded form of one phrase. Raises ValueError when nothing is left or a brace stays open."""
    if "{" in phrase or "}" in phrase:
        raise ValueError("a brace is open or closed twice")
    inner = _LONE_STAR.sub("", phrase).strip()
    bare, marked = fold_phrase(inner.strip("*").strip())
    if not bare.strip(" .,"):
        raise ValueError("nothing is left of it after folding")
    return Pattern(
        bare,
        marked,
        inner.startswith("*") or not is_word(bare[0]),
        inner.endswith("*") or not is_word(bare[-1]),
    )


def on_word_edges(edges: int, text: str, start: int, end: int) -> bool:
    """Whether a match at `start` to `end` of the folded `text` stands on word edges where it must.

    edges: 1 if the phrase may begin inside a word, 2 if it may end inside one, 3 for both, else 0.
    """
    if not (edges & 1 or start == 0 or not is_word(text[start - 1])):
        return False
    return bool(edges & 2) or end == len(text) or not is_word(text[end])


def _count(piece: str, words: Mapping[str, Sequence[str]]) -> int:
    return len(expand(piece, words)) if piece.startswith("{") else 1


def _may_be_empty(piece: str) -> bool:
    choices = piece[1:-1].split("|") if piece.startswith("{") else [piece]
    return any(not choice.strip(" *") for choice in choices)


def _between_words(before: str, after: str) -> bool:
    if before.endswith(" ") or after.startswith((" ", "{ ")) or " |" in before[before.rfind("{") :]:
        return True
    return any(is_wide(char) for char in before) and any(is_wide(char) for char in after)


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
