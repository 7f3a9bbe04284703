"""How the person was reached: numbers, addresses and handles they gave. Never links, never the reporter's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bothends.core.assess.numbers import Number, e164, numbers, plain_digits
from bothends.core.assess.phrasing import Phrasing
from bothends.core.assess.spoken import Spoken, Where
from bothends.core.assess.wallets import wallets
from bothends.core.plain import clean
from bothends.core.report import Contact

TAKEN = "\x1e"  # stands where something was already read, so that nothing is read twice

_URL = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|vip|top|xyz|cc|app|me|co|shop|site|online|info)\b(?:/\S*)?"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
_ROLE = re.compile(r"(?:support|help|service|info|admin|no-?reply|customer|contact|sales)\w*@")
_LONG_TOKEN = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*\d)\w{24,}\b", re.ASCII)  # wallets, hashes
_PIN = re.compile(r"[-+]?\d{1,2}\.\d{3,}\s?(?:,|%2c|\s)\s?[-+]?\d{1,3}\.\d{3,}", re.IGNORECASE)
_FULL_NAME = re.compile(r"(?: [A-Z][a-z]+){1,3}")
_AT_NAME = re.compile(r"(?<![\w./@])@([A-Za-z][A-Za-z0-9_.]{3,31})(?![A-Za-z0-9_]|\.[a-z])")


@dataclass(frozen=True, slots=True)
class Reached:
    """Contacts in the order given, each once; `others` are further readings of numbers, and a family's number.

    `told`: where each value was given.
    """

    contacts: tuple[Contact, ...] = field(default=(), repr=False)
    others: tuple[str, ...] = field(default=(), repr=False)
    told: tuple[tuple[str, Where], ...] = field(default=(), repr=False)


def read_contacts(spoken: Iterable[Spoken], regions: Sequence[str], phrasing: Phrasing) -> Reached:
    """Everything they gave. `regions` are alpha-2 codes in which to read local numbers, the likeliest first."""
    found: dict[tuple[str, str], Contact] = {}
    told: list[tuple[str, Where]] = []
    others: list[str] = []
    values: set[str] = set()
    before = ""
    for line in spoken:
        taken = _Taken(line, before, regions, phrasing)
        for contact, start, end in taken.all():
            if contact.value not in values or contact.kind != "phone":
                found.setdefault((contact.kind, contact.value.casefold()), contact)
            values.add(contact.value)
            told.append((contact.value, Where(line.index, start, end)))
        others += taken.others
        before = line.folded
    further = tuple(dict.fromkeys(one for one in others if one not in values))
    return Reached(tuple(found.values()), further, tuple(told))


def contact_of_sender(display_name: str) -> Contact | None:
    """A messenger shows an unknown sender by number: that number is a contact. None for a name."""
    text = plain_digits(clean(display_name)).strip(" ~")
    number = e164(text) if text.startswith("+") else None
    return Contact("phone", number) if number else None


_Found = tuple[Contact, int, int]


class _Taken:
    """What one line gives. Each reader takes its part out of the text that the next one sees."""

    def __init__(self, line: Spoken, before: str, regions: Sequence[str], phrasing: Phrasing) -> None:
        self._text = plain_digits(line.text)
        self._line, self._before, self._regions, self._phrasing = line, before, regions, phrasing
        self._found: list[_Found] = []
        self.others: list[str] = []

    def all(self) -> list[_Found]:
        """Read the line once."""
        self._wallets()
        self._text = _PIN.sub(_blank, _LONG_TOKEN.sub(_blank, self._text))
        self._links()
        self._emails()
        self._numbers()
        self._handles()
        self._at_names()
        return self._found

    def _take(self, contact: Contact, start: int, end: int) -> None:
        self._found.append((contact, start, end))
        self._text = self._text[:start] + TAKEN * (end - start) + self._text[end:]

    def _wallets(self) -> None:
        for one in list(wallets(self._text)) if len(self._text) > 25 else ():
            self._take(Contact(one.kind, one.value, one.guessed), one.start, one.end)

    def _links(self) -> None:
        if "/" not in self._text:
            return
        for kind, pattern in self._phrasing.links.on(self._text.casefold()):
            for match in pattern.finditer(self._text):
                handle = next(part for part in match.groups() if part)
                number = e164("+" + handle.lstrip("0")) if handle.isdigit() else None
                self._take(Contact(kind, number or handle), match.start(), match.end())

    def _emails(self) -> None:
        for match in _EMAIL.finditer(self._text) if "@" in self._text else ():
            address = match[0].rstrip(".").casefold()
            if not _ROLE.match(address):
                self._found.append((Contact("email", address), match.start(), match.end()))
        # A site for investing is no contact: what is left of the addresses goes unread.
        self._text = _URL.sub(_blank, _EMAIL.sub(_blank, self._text) if "@" in self._text else self._text)

    def _numbers(self) -> None:
        # Zalo is Vietnamese: a number written locally beside its name is hardly of another country.
        regions = (*self._regions, "VN") if "zalo" in self._line.folded else self._regions
        for number in numbers(self._text, self._before, regions, self._phrasing):
            if TAKEN in self._text[number.start : number.end]:
                continue
            network = _network_at(self._text, number.start, number.end, self._phrasing)
            if not self._line.reported and network is None and self._is_family(number):
                self.others.append(number.value)  # for whoever verifies; not a way to reach the person
                self._text = self._text[: number.start] + _filled(number) + self._text[number.end :]
                continue
            self.others += number.others
            self._take(Contact(network or "phone", number.value, number.guessed), number.start, number.end)

    def _is_family(self, number: Number) -> bool:
        lead = self._text[max(0, number.start - 30) : number.start].casefold()
        return bool(self._phrasing.contact["not_theirs"].search(lead))

    def _handles(self) -> None:
        for network in self._phrasing.networks.on(self._text.casefold()):
            for match in network.handle.finditer(self._text):
                if not _is_handle(match, self._text, self._phrasing):
                    continue
                more = _FULL_NAME.match(self._text, match.end()) if network.code == "facebook" else None
                value = match["handle"].rstrip(".-") + (more[0] if more else "")
                self._take(Contact(network.code, value), match.start(), match.end())

    def _at_names(self) -> None:
        for match in _AT_NAME.finditer(self._text) if "@" in self._text else ():
            value = match[1].rstrip(".")
            if value.casefold() in self._phrasing.lists["not_a_handle"]:
                continue
            network = _network_at(self._text, match.start(), match.end(), self._phrasing)
            self._take(
                Contact(network or "handle", value, guessed=network is None), match.start(), match.end()
            )


def _filled(number: Number) -> str:
    return TAKEN * (number.end - number.start)


def _blank(match: re.Match[str]) -> str:
    return TAKEN * len(match[0])


def _network_at(text: str, start: int, end: int, phrasing: Phrasing) -> str | None:
    """The network named right before a number, or right after it: "WhatsApp: +…", "+… (WhatsApp)"."""
    lead, tail = text[max(0, start - 24) : start].casefold(), text[end : end + 14].casefold()
    for network in phrasing.networks.rows:
        if network.beside[0].search(lead) or network.beside[1].match(tail):
            return network.code
    return None


def _is_handle(match: re.Match[str], text: str, phrasing: Phrasing) -> bool:
    """A word after "telegram" is a handle when it looks like one or is announced as one."""
    value = match["handle"].casefold().rstrip(".-")
    if value in phrasing.lists["not_a_handle"] or len(value) < 3:
        return False
    join = (match["join"] or "").strip()
    if "@" in match[0] or (match["label"] and join) or join in (":", "=", "->", "→"):
        return True
    if re.search(r"[\d_]", value):
        return True
    lead = text[max(0, match.start() - 20) : match.start()].casefold()
    return bool(join and phrasing.contact["mine"].search(lead))
