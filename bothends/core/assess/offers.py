"""Signs of a lure in a job offer, each with the words it rests on. It never says that an offer is safe (P3, P12)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bothends.core.assess import lures
from bothends.core.assess.contacts import read_contacts
from bothends.core.assess.languages import languages_of
from bothends.core.assess.lexicon import Lexicon
from bothends.core.assess.record import Tables
from bothends.core.assess.search import signs
from bothends.core.assess.spoken import spoken_lines
from bothends.core.findings import Line
from bothends.core.plain import fold

Spans = tuple[tuple[int, int], ...]

# What to do is right whether the offer is honest or not. Codes of the wording catalogue, in the order to show.
ADVICE = (
    "check_register", "ask_officials", "keep_passport", "right_visa", "tell_somebody", "if_already_there",
)  # fmt: skip
_CHATS = frozenset(
    {
        "telegram",
        "whatsapp",
        "line",
        "wechat",
        "zalo",
        "viber",
        "kakaotalk",
        "messenger",
        "signal",
        "facebook",
    }
)
_BORDER_KINDS = frozenset({"compound", "zone", "border_gate", "town"})
# Legal forms of firms, as they are written after or before a name. Own list; a firm may well leave it out.
_FIRM = re.compile(
    r"\b(?:ltd|limited|inc|llc|plc|gmbh|corp|corporation|sdn\.? ?bhd|pte|pty|pvt|co\.,|s\.a\.|s\.?r\.?l)\b"
    r"|\b(?:ooo|jsc|pt\.? [a-z])\b"
    r"|有限公司|株式会社|주식회사|บริษัท|công ty (?:tnhh|cổ phần)|ооо|شركة",
    re.IGNORECASE,
)
_PAGE = re.compile(r"https?://|\bwww\.|\b[\w-]+\.(?:com|org|net|co|io|jobs)\b", re.IGNORECASE)
# An amount a month above which pay for work without experience is far out of the ordinary in the countries offers
# are aimed at. Own synthesis; no published table names it.
_HIGH = (
    (
        re.compile(
            r"(?:us\$|usd|\$|usdt) ?([\d.,]{3,9})(k?)|([\d.,]{3,9})(k?) ?(?:us\$|usd|\$|usdt|dollars?)"
        ),
        1_200,
    ),
    (re.compile(r"(?:฿|thb) ?([\d.,]{4,9})()|([\d.,]{4,9})() ?(?:baht|thb|บาท)"), 40_000),
    (re.compile(r"(?:rm|myr) ?([\d.,]{3,9})(k?)|([\d.,]{3,9})() ?(?:ringgit|myr)"), 6_000),
    (re.compile(r"(?:₱|php|p) ?([\d.,]{4,9})()|([\d.,]{4,9})(k?) ?(?:pesos?|php)"), 60_000),
    (re.compile(r"(?:₹|rs\.?|inr) ?([\d.,]{4,9})()|([\d.,]{4,9})(k?) ?(?:rupees?|inr|रुपये)"), 90_000),
    (re.compile(r"(?:¥|rmb|cny) ?([\d.,]{4,9})()|([\d.,]{4,9})() ?(?:元|人民币|rmb|cny|yuan)"), 12_000),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One lure met in the text, with the half-open spans of the words it rests on; none for what is left out."""

    code: str
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """What a text that may be a job offer shows, strongest first."""

    signs: tuple[Shown, ...] = ()
    languages: tuple[str, ...] = ()
    advice: tuple[str, ...] = ADVICE
    rules: str = ""
    text: str = field(default="", repr=False)


def check(text: str, rows: Lexicon, tables: Tables) -> Offer:
    """The lures in `text`. `rows` is the lexicon of the table of lures, `tables` those of the record."""
    met: dict[str, list[tuple[int, int]]] = defaultdict(list)
    start = 0
    for line in text.split("\n"):
        for code, begin, end in _met(line, rows, tables):
            met[code].append((start + begin, start + end))
        start += len(line) + 1
    contacts = _contacts(text, tables)
    if contacts & _CHATS and "email" not in contacts and not _PAGE.search(text):
        met["chat_only_contact"] = met.get("chat_only_contact", [])
    if len(met) >= 2 and not _FIRM.search(text):
        met["no_company"] = met.get("no_company", [])
    shown = [Shown(code, _joined(spans)) for code, spans in met.items()]
    shown.sort(key=lambda one: (-lures.BY_CODE[one.code].weight, lures.ORDER[one.code]))
    return Offer(tuple(shown), languages_of([text]), ADVICE, f"lures {lures.VERSION}+{rows.version}", text)


def _met(line: str, rows: Lexicon, tables: Tables) -> Iterator[tuple[str, int, int]]:
    for sign in signs(line, rows):
        yield sign.code, sign.start, sign.end
    folded = fold(line)
    if len(folded) == len(line):  # else the offsets would be another text's
        yield from (("border_region", start, end) for start, end in _places(folded, tables))
        yield from (("pay_too_high", start, end) for start, end in _high_pay(folded))


def _places(folded: str, tables: Tables) -> Iterator[tuple[int, int]]:
    """Compounds, zones and border towns of the hand-kept list, by any of their names."""
    for mention in tables.gazetteer.mentions(folded):
        known = mention.places[0]
        if mention.sure and known.overlay and known.kind in _BORDER_KINDS:
            yield mention.start, mention.end


def _high_pay(folded: str) -> Iterator[tuple[int, int]]:
    for pattern, threshold in _HIGH:
        for match in pattern.finditer(folded):
            first, second = (match[1], match[2]) if match[1] else (match[3], match[4])
            if _amount(first, second) >= threshold:
                yield match.start(), match.end()


def _amount(written: str, thousands: str | None) -> float:
    """1,500 and 1.500 are fifteen hundred; 3k is three thousand."""
    digits = re.sub(r"[.,](?=\d{3}(?!\d))", "", written).strip(".,")
    try:
        return float(digits.replace(",", ".")) * (1_000 if thousands else 1)
    except ValueError:
        return 0.0


def _contacts(text: str, tables: Tables) -> set[str]:
    lines = spoken_lines([Line(text=line, speaker="other") for line in text.split("\n")])
    return {one.kind for one in read_contacts(lines, [], tables.phrasing).contacts}


def _joined(spans: Iterable[tuple[int, int]]) -> Spans:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
