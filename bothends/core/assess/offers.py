"""Signs of a lure in a job offer: what the rows of `lures` say, and what only the whole offer shows.

Signs with their words, never a verdict and never a score: an offer without any sign can be a lure (P3).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from bothends.core.assess import lures, pay
from bothends.core.assess.languages import languages_of
from bothends.core.assess.lexicon import Lexicon
from bothends.core.assess.record import Tables
from bothends.core.assess.search import signs
from bothends.core.plain import fold

LONGEST = 20_000  # characters read of one offer; no offer is longer
# What honest offers say as well: shown only beside a sign that weighs more.
WEIGHTY = 0.5
# What to do is right whether the offer is honest or not. Codes of the wording catalogue, in the order to show.
ADVICE = (
    "check_register", "ask_officials", "keep_passport", "right_visa", "tell_somebody", "if_already_there",
)  # fmt: skip
# Somebody who reads an offer in the country's own language looks for work at home.
_AT_HOME = {"KHM": "km", "MMR": "my", "LAO": "lo", "PHL": "fil"}
_QUIET = frozenset({"border_region", "chat_only_contact", "no_company"})
_ABROAD = frozenset({"free_travel", "tourist_visa", "route_change", "scam_work"})
_FINE = frozenset({"compound", "zone", "border_gate", "area"})
_CHAT = re.compile(
    r"(?:https?://)?(?:t\.me|wa\.me|line\.me|zalo\.me|m\.me|telegram\.me)/\S+"
    r"|\b(?:telegram|whats ?app|wechat|viber|zalo"
    r"|messenger|imo|kakao ?talk|signal|line ?id|dm me|inbox me)\b|telegram"
    r"|微信|飞机|電報|电报|vx[:\uff1a]|телеграм\w*|вотсап"
    r"|ватсап|واتساب|تلغرام|تيليجرام|เทเลแกรม|ไลน์|카톡|텔레그램|ライン|テレグラム"
)
_EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_SITE = re.compile(
    r"(?:https?://|www\.)([^\s/]+)|\b((?:[\w-]+\.)+(?:com|org|net|co|io|gov|eu|[a-z]{2}))(?=[/\s,.)]|$)"
)
_ANYBODY = re.compile(
    r"gmail|yahoo|outlook|hotmail|live\.|icloud|proton|qq\.com|163\.|126\.|mail\.ru|yandex|gmx"
    r"|t\.me|wa\.me|line\.me|m\.me|zalo\.me|telegram|whatsapp|facebook|fb\.|instagram|tiktok|bit\.ly|tinyurl|forms\.gle"
)
_FIRM = re.compile(
    r"\b(?:ltd|limited|llc|inc|plc|gmbh|corp|corporation|pte|pvt|pty|sdn\.? ?bhd|pt\.? [a-z]+|cv\.? [a-z]+"
    r"|s\.?a\.?r\.?l"
    r"|s\.?a\.?s|s\.?r\.?l|s\.?a\.? de c\.?v|s\.l\.|ltda|s/a|eireli|co\.,? ?ltd|tnhh|jsc|university|hospital|ministry"
    r"|school|council)\b|株式会社|有限会社|合同会社|有限公司|股份公司|주식회사|\(주\)|จำกัด"
    r"|công ty (?:tnhh|cổ phần)|ооо|зао|пао|\bип\b"
    r"|प्रा\.? ?लि|प्राइवेट लिमिटेड|লিমিটেড|လီမိတက်|लिमिटेड|ش\.م\.م|ذ\.م\.م"
)
_STREET = re.compile(
    r"\b\d{1,4}[a-z]? (?:[a-z.'-]+ ){1,3}(?:street|st|road|rd|avenue|ave|lane|square|drive)\b"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One sign by its code of LURES, with half-open spans into the offer; none where something is missing."""

    code: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """What was met, the weightiest first. `languages` are BCP 47; `advice` and `notes` are wording codes."""

    signs: tuple[Shown, ...] = ()
    languages: tuple[str, ...] = ()
    advice: tuple[str, ...] = ADVICE
    rules: str = ""
    text: str = field(default="", repr=False)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    """The offer in lower case, with the way back to its own offsets."""

    folded: str = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)
    parts: tuple[int, ...] = field(repr=False)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original text."""
        first = bisect_right(self.parts, start) - 1
        last = bisect_right(self.parts, end - 1) - 1
        return self.starts[first], self.starts[last + 1]


def check(text: str, rows: Lexicon, tables: Tables) -> Offer:
    """The lures met in an offer. `rows` is the lexicon of LURES."""
    notes = ["cut"] if len(text) > LONGEST else []
    text = text[:LONGEST]
    said = languages_of(text.splitlines())
    met: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for sign in signs(text, rows):
        met[sign.code].append((sign.start, sign.end))
    _by_the_whole(met, _lowered(text), said, tables)
    if said and not any(_covered(one, rows) for one in said):
        notes.append("language_without_rules")
    rules = f"lures {lures.VERSION}+{rows.version}"
    return Offer(_ordered(met), said, ADVICE, rules, text, tuple(notes))


def _by_the_whole(
    met: dict[str, list[tuple[int, int]]], text: _Text, said: tuple[str, ...], tables: Tables
) -> None:
    """What no phrase can tell: the place of work, the pay, and what an offer leaves out."""
    sure, perhaps = _places(text, said, tables)
    met["border_region"] += sure
    others = [code for code, spans in met.items() if spans and code not in _QUIET]
    if others:
        met["border_region"] += perhaps
        abroad = bool(sure or perhaps or not _ABROAD.isdisjoint(others))
        met["pay_too_high"] += [text.back(*one) for one in pay.high_pay(text.folded, abroad=abroad)]
    named = _firm(text.folded)
    chats = [text.back(*found.span()) for found in _CHAT.finditer(text.folded)]
    if named:
        met.pop("chat_only_contact", None)
        met.pop("no_company", None)
    elif chats:
        met["chat_only_contact"] += chats
    _keep_company(met, known_place=bool(sure))
    if not named and "no_company" not in met and _enough(met):
        met["no_company"] = []


def _keep_company(met: dict[str, list[tuple[int, int]]], *, known_place: bool) -> None:
    """Light signs alone stand in honest offers too. So does a chat account, or a country without a known place."""
    for code in [code for code, spans in met.items() if not spans]:
        del met[code]
    quiet = {"chat_only_contact", "no_company"} if known_place else _QUIET
    alone = len(met) == 1 and not quiet.isdisjoint(met)
    if alone or not any(lures.BY_CODE[code].weight >= WEIGHTY for code in met if code != "no_company"):
        met.clear()


def _enough(met: Mapping[str, object]) -> bool:
    """Whether it means something that no firm is named: beside two signs, or one that weighs."""
    return len(met) >= 2 or any(lures.BY_CODE[code].weight > WEIGHTY for code in met)


def _ordered(met: Mapping[str, Iterable[tuple[int, int]]]) -> tuple[Shown, ...]:
    ordered = sorted(met, key=lambda code: (-lures.BY_CODE[code].weight, lures.ORDER[code]))
    return tuple(Shown(code, tuple(_joined(met[code]))) for code in ordered)


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in order, those that overlap as one."""
    open_: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if open_ and start <= open_[1]:
            open_ = open_[0], max(end, open_[1])
            continue
        if open_:
            yield open_
        open_ = start, end
    if open_:
        yield open_


def _places(
    text: _Text, said: tuple[str, ...], tables: Tables
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Places that are a sign beside any other, and places that are one only beside a sign of another kind."""
    sure: list[tuple[int, int]] = []
    perhaps: list[tuple[int, int]] = []
    for place in tables.gazetteer.mentions(text.folded):
        known = next((one for one in place.places if one.overlay), None)
        if known and place.sure:
            home = _AT_HOME.get(known.country) in said or known.kind == "city"
            (perhaps if home and known.kind not in _FINE else sure).append(text.back(place.start, place.end))
    for one in tables.countries.mentions(text.folded):
        if one.demonym or one.alpha3 not in tables.countries.hosts or one.alpha3 == "CHN":
            continue  # "Chinese company" says nothing of where the work is
        perhaps.append(text.back(one.start, one.end))
    return sure, perhaps


def _firm(folded: str) -> bool:
    """Whether a firm can be looked up: its legal form, its site, its mail, or a street."""
    hosts = [
        one for found in (*_EMAIL.finditer(folded), *_SITE.finditer(folded)) for one in found.groups() if one
    ]
    own = any(not _ANYBODY.search(host) for host in hosts)
    return own or bool(_FIRM.search(folded) or _STREET.search(folded))


def _covered(language: str, lexicon: Lexicon) -> bool:
    return any(one.partition("-")[0] == language.partition("-")[0] for one in lexicon.languages)


def _lowered(text: str) -> _Text:
    """Letters are folded with their marks, so that every folded letter knows where it came from."""
    starts = [at for at, char in enumerate(text) if at == 0 or not unicodedata.combining(char)]
    ends = [*starts[1:], len(text)]
    parts = [fold(text[start:end]) for start, end in zip(starts, ends, strict=True)]
    firsts = list(accumulate((len(one) for one in parts), initial=0))
    return _Text("".join(parts), (*starts, len(text)), tuple(firsts[:-1]))
