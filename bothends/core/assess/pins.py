"""Map links, coordinates and plus codes: read only to name the nearest town, and not kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
_DECIMAL = re.compile(
    r"(?<![\d.])([-+]?\d{1,2}\.\d{3,})\s?(?:,|%2c|\s)\s?([-+]?\d{1,3}\.\d{3,})(?![\d.])", re.IGNORECASE
)
_LINKED = re.compile(
    rf"(?:[?&](?:q|ll|daddr|destination|query|center)=(?:loc:)?|/@|geo:)({_NUMBER})(?:,|%2c)({_NUMBER})",
    re.IGNORECASE,
)
_GOOGLE = re.compile(rf"!3d({_NUMBER})!4d({_NUMBER})")
_DEGREES = re.compile(
    r"(\d{1,2})\s?°\s?(\d{1,2})?\s?['′]?\s?([\d.]+)?\s?(?:\"|″|'')?\s?([NS])[,\s]{0,3}"
    r"(\d{1,3})\s?°\s?(\d{1,2})?\s?['′]?\s?([\d.]+)?\s?(?:\"|″|'')?\s?([EW])",
    re.IGNORECASE,
)
_PLUS = re.compile(
    r"(?<![A-Z0-9])([2-9CFGHJMPQRVWX]{8})\+([2-9CFGHJMPQRVWX]{2,3})(?![A-Z0-9])", re.IGNORECASE
)
_PLUS_DIGITS = "23456789CFGHJMPQRVWX"
_PLUS_STEPS = (20.0, 1.0, 0.05, 0.0025, 0.000125)  # degrees, pair by pair

_Pin = tuple[int, int, float, float]  # start, end, latitude, longitude


def pins(text: str) -> Iterator[_Pin]:
    """Every point named in `text`, in degrees; what lies off the globe is none."""
    if not any(char.isdigit() for char in text):
        return
    for start, end, latitude, longitude in (*_decimal(text), *_sexagesimal(text), *_plus_codes(text)):
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            yield start, end, latitude, longitude


def without_pins(text: str, blot: str) -> str:
    """The text with every point covered, as long as before."""
    for start, end, _, _ in pins(text):
        text = text[:start] + blot * (end - start) + text[end:]
    return text


def _decimal(text: str) -> Iterator[_Pin]:
    for pattern in (_DECIMAL, _LINKED, _GOOGLE):
        for match in pattern.finditer(text):
            yield match.start(1), match.end(2), float(match[1]), float(match[2])


def _sexagesimal(text: str) -> Iterator[_Pin]:
    for match in _DEGREES.finditer(text) if "°" in text else ():
        try:
            latitude, longitude = (
                (float(d) + float(m or 0) / 60 + float(s or 0) / 3600) * (-1 if half in "swSW" else 1)
                for d, m, s, half in (match.groups()[:4], match.groups()[4:])
            )
        except ValueError:  # "1.2.3" seconds
            continue
        yield match.start(), match.end(), latitude, longitude


def _plus_codes(text: str) -> Iterator[_Pin]:
    for match in _PLUS.finditer(text) if "+" in text else ():
        places = [_PLUS_DIGITS.index(char) for char in (match[1] + match[2][:2]).upper()]
        latitude = sum(digit * step for digit, step in zip(places[::2], _PLUS_STEPS, strict=True)) - 90
        longitude = sum(digit * step for digit, step in zip(places[1::2], _PLUS_STEPS, strict=True)) - 180
        yield match.start(), match.end(), latitude, longitude
