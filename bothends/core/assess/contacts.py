"""How the person was reached: numbers, addresses and handles they gave. Never links, never the reporter's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher

from bothends.core.assess.phrasing import Phrasing
from bothends.core.assess.spoken import Spoken
from bothends.core.plain import clean
from bothends.core.report import Contact

_Number = tuple[int, int, str, bool]  # start, end, E.164, guessed

TAKEN = "\x1e"  # stands where something was already read, so that nothing is read twice

_URL = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|vip|top|xyz|cc|app|me|co|shop|site|online|info)\b(?:/\S*)?"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
_PLUS = re.compile(r"\(\+(\d{1,3})\)")
_ROLE = re.compile(r"(?:support|help|service|info|admin|no-?reply|customer|contact|sales)\w*@")
_LONG_TOKEN = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*\d)\w{24,}\b", re.ASCII)  # wallets, hashes
_NOT_A_NUMBER = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}(?!\d)|\d{1,2}:\d\d|\d{1,3}(?:,\d{3})+"
)
_ZERO_ZERO = re.compile(r"(?<![\d+])00 ?([1-9](?:[ \-]?\d){8,13})(?!\d)")
_BARE = re.compile(r"(?<![\w+.,\-/])@?([1-9]\d{9,13})(?![\w,\-/]|\.\d)")
_FULL_NAME = re.compile(r"(?: [A-Z][a-z]+){1,3}")
_AT_NAME = re.compile(r"(?<![\w./@])@([A-Za-z][A-Za-z0-9_.]{3,31})(?![A-Za-z0-9_]|\.[a-z])")


def read_contacts(
    spoken: Iterable[Spoken], regions: Sequence[str], phrasing: Phrasing
) -> tuple[Contact, ...]:
    """Contacts in the order given, each once. `regions` are alpha-2 codes in which to read local numbers."""
    found: dict[tuple[str, str], Contact] = {}
    numbers: set[str] = set()
    before = ""
    for line in spoken:
        for contact in _in_line(line, before, regions, phrasing):
            again = contact.value in numbers and contact.kind == "phone"
            if not again:
                found.setdefault((contact.kind, contact.value.casefold()), contact)
            numbers.add(contact.value)
        before = line.folded
    return tuple(found.values())


def contact_of_sender(display_name: str) -> Contact | None:
    """A messenger shows an unknown sender by number: that number is a contact. None for a name."""
    text = _plain_digits(clean(display_name)).strip(" ~")
    number = _e164(text) if text.startswith("+") else None
    return Contact("phone", number) if number else None


def _in_line(line: Spoken, before: str, regions: Sequence[str], phrasing: Phrasing) -> Iterator[Contact]:
    rest = _LONG_TOKEN.sub(_blank, _PLUS.sub(r" +\1 ", _plain_digits(line.text)))
    found: list[Contact] = []
    rest = _take_links(rest, phrasing, found)
    rest = _take_emails(rest, found)
    numbers = _phones(rest, before, regions, phrasing)
    rest = _take_phones(rest, numbers if line.reported else _own(numbers, rest, phrasing), phrasing, found)
    rest = _take_handles(rest, phrasing, found)
    _take_at_names(rest, phrasing, found)
    yield from found


def _plain_digits(text: str) -> str:
    """Thai, Khmer, Burmese, Arabic … digits as 0-9, one for one, so that places in the text stay."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _blank(match: re.Match[str]) -> str:
    return TAKEN * len(match[0])


def _take_links(text: str, phrasing: Phrasing, found: list[Contact]) -> str:
    for kind, pattern in phrasing.links:
        for match in pattern.finditer(text):
            number = _e164("+" + match[1].lstrip("0")) if match[1].isdigit() else None
            found.append(Contact(kind, number or match[1]))
        text = pattern.sub(_blank, text)
    return text


def _take_emails(text: str, found: list[Contact]) -> str:
    addresses = [match[0].rstrip(".").casefold() for match in _EMAIL.finditer(text)]
    found += [Contact("email", address) for address in addresses if not _ROLE.match(address)]
    # A site for investing is no contact: what is left of the addresses goes unread.
    return _URL.sub(_blank, _EMAIL.sub(_blank, text))


def _own(numbers: list[_Number], text: str, phrasing: Phrasing) -> list[_Number]:
    theirs = phrasing.contact["not_theirs"]
    return [n for n in numbers if not theirs.search(text[max(0, n[0] - 30) : n[0]].casefold())]


def _take_phones(text: str, numbers: list[_Number], phrasing: Phrasing, found: list[Contact]) -> str:
    for start, end, value, guessed in numbers:
        if TAKEN in text[start:end]:
            continue
        found.append(Contact(_network_at(text, start, end, phrasing) or "phone", value, guessed))
        text = text[:start] + TAKEN * (end - start) + text[end:]
    return text


def _phones(text: str, before: str, regions: Sequence[str], phrasing: Phrasing) -> list[_Number]:
    """International ones first; then those that need a country; those that need a word beside them last."""
    if sum(char.isdigit() for char in text) < 7:
        return []
    found: list[_Number] = []
    for match in PhoneNumberMatcher(text, None):
        found.append((match.start, match.end, _format(match.number), False))
    for zeros in _ZERO_ZERO.finditer(text):
        if number := _e164("+" + zeros[1]):
            found.append((zeros.start(), zeros.end(), number, False))
    for start, end, number in (*_local(text, regions), *_bare(text)):
        if _said_as_phone(text, before, (start, end), phrasing):
            found.append((start, end, number, True))
    return found


def _local(text: str, regions: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    for region in regions:
        for match in PhoneNumberMatcher(text, region):
            if not match.raw_string.startswith(("+", "00")):
                yield match.start, match.end, _format(match.number)


def _bare(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _BARE.finditer(text):
        if number := _e164("+" + match[1]):
            yield match.start(), match.end(), number


def _said_as_phone(text: str, before: str, span: tuple[int, int], phrasing: Phrasing) -> bool:
    """Whether the words around make these digits a telephone number, and not an order, a date or money."""
    start, end = span
    lead, tail = text[max(0, start - 40) : start].casefold(), text[end : end + 8].casefold()
    if (
        _NOT_A_NUMBER.match(text[start:end])
        or phrasing.contact["money_before"].search(lead)
        or phrasing.contact["money_after"].match(tail)
    ):
        return False
    if phrasing.contact["not_phone"].search(lead):
        return False
    alone = len(text.strip()) <= (end - start) + 6
    return (
        alone
        or text[start] in "0("
        or bool(phrasing.contact["phone"].search(lead + " " + tail + " " + before))
    )


def _e164(text: str) -> str | None:
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        return None
    return _format(number) if phonenumbers.is_valid_number(number) else None


def _format(number: phonenumbers.PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))


def _network_at(text: str, start: int, end: int, phrasing: Phrasing) -> str | None:
    """The network named right before a number, or right after it: "WhatsApp: +…", "+… (WhatsApp)"."""
    lead, tail = text[max(0, start - 24) : start].casefold(), text[end : end + 14].casefold()
    for network, names in phrasing.networks:
        if re.search(rf"(?:{names})\W*(?:\w{{1,8}}\W*){{0,3}}$", lead) or re.match(
            rf"\W{{0,3}}(?:on )?(?:{names})", tail
        ):
            return network
    return None


def _take_handles(text: str, phrasing: Phrasing, found: list[Contact]) -> str:
    for network, pattern in phrasing.handles:
        for match in pattern.finditer(text):
            if not _is_handle(match, text, phrasing):
                continue
            more = _FULL_NAME.match(text, match.end()) if network == "facebook" else None
            found.append(Contact(network, match["handle"].rstrip(".-") + (more[0] if more else "")))
            text = text[: match.start()] + TAKEN * len(match[0]) + text[match.end() :]
    return text


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


def _take_at_names(text: str, phrasing: Phrasing, found: list[Contact]) -> None:
    for match in _AT_NAME.finditer(text):
        value = match[1].rstrip(".")
        if value.casefold() in phrasing.lists["not_a_handle"]:
            continue
        network = _network_at(text, match.start(), match.end(), phrasing)
        found.append(Contact(network or "handle", value, guessed=network is None))
