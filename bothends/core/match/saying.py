"""The reasons of a comparison, in plain English, made from its alignment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bothends.core.match.alignment import Match
from bothends.core.match.emission import aligned
from bothends.core.match.pieces import Piece

_NAMES = {
    "arabic": "Arabic", "han": "Chinese characters", "hangul": "Korean", "kana": "Japanese kana",
    "cyrillic": "Cyrillic", "thai": "Thai", "lao": "Lao", "khmer": "Khmer", "burmese": "Burmese",
    "devanagari": "Devanagari", "bengali": "Bengali", "ethiopic": "Ethiopic",
}  # fmt: skip


def reasons(parts: Sequence[Piece], others: Sequence[Piece], found: Sequence[Match]) -> tuple[str, ...]:
    """One line a matched pair, in the order of the first name, then what is left over on either side."""
    lines = [_line(one) for one in sorted(found, key=lambda one: one.one.start)]
    lines += _left("first", parts, [one.one for one in found])
    lines += _left("second", others, [one.other for one in found])
    if len(found) > 1 and not _in_order(found):
        lines.append("the parts stand in another order")
    return tuple(lines)


def _in_order(found: Sequence[Match]) -> bool:
    by_first = sorted(found, key=lambda one: one.one.start)
    return by_first == sorted(found, key=lambda one: one.other.start)


def _left(which: str, parts: Sequence[Piece], used: Sequence[Piece]) -> Iterator[str]:
    taken = {at for one in used for at in range(one.start, one.end)}
    over = [one.text for one in parts if one.start not in taken]
    if over:
        yield f"only in the {which} name: {', '.join(over)}"


def _line(one: Match) -> str:
    a, b = one.one, one.other
    if a.text == b.text:
        return f"{a.text} is in both"
    if 1 in (len(a.text), len(b.text)) and a.script == b.script == "latin":
        return f"{a.text} and {b.text}: an initial that fits"
    if a.script != b.script:
        return _across(a, b, one.chance)
    if a.families & b.families:
        return f"{a.text} and {b.text}: forms of one given name"
    if a.spelt & b.spelt:
        return f"{a.text} and {b.text}: two spellings of one part"
    return f"{a.text} and {b.text}: written {_how(one.chance)}"


def _how(chance: float) -> str:
    if chance >= 0.85:
        return "nearly alike"
    return "somewhat alike" if chance >= 0.4 else "only a little alike"


def _across(a: Piece, b: Piece, chance: float) -> str:
    native, latin = (b, a) if a.script == "latin" else (a, b)
    script = _NAMES.get(native.script, native.script.capitalize())
    if latin.script != "latin":
        return f"{a.text} and {b.text}: may be read {_how(chance)}"
    word = latin.forms[0] if latin.forms else latin.text
    if word in native.known:
        return f"{native.text} in {script} is read {word}"
    path = aligned(native.emitted, word) if native.emitted else ()
    shown = "-".join(letters or "·" for letters, _ in path)
    beside = f" ({shown})" if shown and chance >= 0.4 else ""
    return f"{native.text} in {script} and {latin.text}{beside}: sounds {_how(chance)}"
