"""Telephone numbers however they are written: told from orders, dates and money, and read in every likely country."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher

from bothends.core.assess.phrasing import Phrasing

FEWEST_DIGITS = 7
_NOT_A_NUMBER = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}(?!\d)|\d{1,2}:\d\d|\d{1,3}(?:,\d{3})+"
)
_ZERO_ZERO = re.compile(r"(?<![\d+])00 ?([1-9](?:[ \-]?\d){8,13})(?!\d)")
_BARE = re.compile(r"(?<![\w+.,\-/])@?([1-9]\d{9,13})(?![\w,\-/]|\.\d)")
_PLUS = re.compile(r"\(\+(\d{1,3})\)")
# "+ 8 5 5 9 6 …", "0.9.1.2 …": one digit at a time, so that nobody's filter sees a number.
_SPELLED = re.compile(r"(?<![\w.])(?:\+ ?|0[ .\-]{1,3}0[ .\-]{1,3})?\d(?:[ .\-]{1,3}\d){7,14}(?![\w]|\.\d)")
_LETTERS = re.compile(r"(?<![A-Za-z])[+\d](?=(?:[ .\-]?\d){3})[\d .\-oOlI]{7,}(?![A-Za-z])")
_AS_DIGITS = str.maketrans("oOlI", "0011")
_ALONE = 6  # characters beside a number that still stands alone in its line


@dataclass(frozen=True, slots=True)
class Number:
    """A number at text[start:end], in E.164. `guessed`: the country is our reading.

    `others`: what the same digits are in the other countries asked.
    """

    start: int
    end: int
    value: str = field(repr=False)
    guessed: bool = False
    others: tuple[str, ...] = field(default=(), repr=False)


def plain_digits(text: str) -> str:
    """Digits of any script as 0-9 and letters put for digits as digits, one for one, so that places stay."""
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    text = _PLUS.sub(r" +\1 ", text)
    if not any(char in text for char in "oOlI"):
        return text
    return _LETTERS.sub(lambda found: found[0].translate(_AS_DIGITS), text)


def numbers(text: str, before: str, regions: Sequence[str], phrasing: Phrasing) -> list[Number]:
    """International ones first; then those that need a country; those that need a word beside them last.

    text: with plain digits. before: the line before it, folded. regions: alpha-2, the likeliest first.
    """
    if sum(char.isdigit() for char in text) < FEWEST_DIGITS:
        return []
    found = [Number(m.start, m.end, _format(m.number)) for m in PhoneNumberMatcher(text, None)]
    found += _zero_zero(text)
    for number in (*_local(text, regions), *_bare(text), *_spelled(text, regions)):
        if _said_as_phone(text, before, (number.start, number.end), phrasing):
            found.append(number)
    return found


def e164(text: str) -> str | None:
    """The number that `text`, with its plus, is; None where it is none."""
    return _parsed(text, None)


def _parsed(text: str, region: str | None) -> str | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    return _format(number) if phonenumbers.is_valid_number(number) else None


def _format(number: phonenumbers.PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))


def _zero_zero(text: str) -> Iterator[Number]:
    for zeros in _ZERO_ZERO.finditer(text):
        if number := e164("+" + zeros[1]):
            yield Number(zeros.start(), zeros.end(), number)


def _local(text: str, regions: Sequence[str]) -> Iterator[Number]:
    """Written without a country: read in each that is likely, and every reading kept."""
    readings: dict[tuple[int, int], list[str]] = {}
    for region in regions:
        for match in PhoneNumberMatcher(text, region):
            if not match.raw_string.startswith(("+", "00")):
                readings.setdefault((match.start, match.end), []).append(_format(match.number))
    for (start, end), values in readings.items():
        first, *others = dict.fromkeys(values)
        yield Number(start, end, first, guessed=True, others=tuple(others))


def _bare(text: str) -> Iterator[Number]:
    for match in _BARE.finditer(text):
        if number := e164("+" + match[1]):
            yield Number(match.start(), match.end(), number, guessed=True)


def _spelled(text: str, regions: Sequence[str]) -> Iterator[Number]:
    for match in _SPELLED.finditer(text):
        together = re.sub(r"[ .\-]", "", match[0])
        tries = [_parsed(together, region) for region in regions]
        if together.startswith("00"):
            tries = [e164("+" + together[2:])]
        elif not together.startswith("0"):
            tries = [e164("+" + together.lstrip("+")), *tries]
        values = list(dict.fromkeys(one for one in tries if one))
        if values:
            sure = together.startswith(("+", "00"))
            yield Number(match.start(), match.end(), values[0], not sure, tuple(values[1:]))


def _said_as_phone(text: str, before: str, span: tuple[int, int], phrasing: Phrasing) -> bool:
    """Whether the words around make these digits a telephone number, and not an order, a date or money."""
    start, end = span
    lead, tail = text[max(0, start - 40) : start].casefold(), text[end : end + 8].casefold()
    if (
        _NOT_A_NUMBER.match(text[start:end])
        or phrasing.contact["money_before"].search(lead)
        or phrasing.contact["money_after"].match(tail)
        or phrasing.contact["not_phone"].search(lead)
    ):
        return False
    alone = len(text.strip()) <= (end - start) + _ALONE
    return (
        alone
        or text[start] in "0(+"
        or bool(phrasing.contact["phone"].search(lead + " " + tail + " " + before))
    )
