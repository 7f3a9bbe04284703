"""Rows of a csv, one after the other, with only one in memory; a quote that is never closed harms one row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from bothends.core.intake.source import LONGEST_MESSAGE, MARKS

LONGEST = 2_000  # lines in one row
DELIMITERS = ",;\t"


def delimiter_of(line: str) -> str:
    """What divides the cells of this line, most likely."""
    return max(DELIMITERS, key=line.count)


def rows(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """The cells of every row that is not blank. A cell in quotes may have several lines."""
    held: list[str] = []
    quotes = letters = 0
    for line in lines:
        held.append(line)
        letters += len(line)
        quotes += line.count('"')
        if quotes % 2 == 0:
            yield from _cells(held, delimiter)
            held, quotes, letters = [], 0, 0
        elif len(held) > LONGEST or letters > LONGEST_MESSAGE:
            yield from _torn(held, delimiter)
            held, quotes, letters = [], 0, 0
    yield from _torn(held, delimiter)


def _cells(held: list[str], delimiter: str) -> Iterator[list[str]]:
    text = "\n".join(held).lstrip(MARKS)
    if not text.strip():
        return
    try:
        found = list(csv.reader([text], delimiter=delimiter)) if len(held) == 1 else _several(text, delimiter)
    except csv.Error:  # a cell over the csv module's own limit
        found = [text.split(delimiter)]
    yield from found


def _several(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))


def _torn(held: list[str], delimiter: str) -> Iterator[list[str]]:
    """Lines whose quotes do not close: each for itself, the quotes as they stand."""
    for line in held:
        if line.strip():
            yield line.split(delimiter)
