"""Wallet addresses, told from other long words by their checksum. A wrong checksum is no wallet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from bothends.core.assess.keccak import keccak256

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_SUMS = {1, 0x2BC830A3}  # BIP 173, and BIP 350 for later kinds of addresses
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)

_OLD_BTC = re.compile(r"(?<![A-Za-z0-9])[13][1-9A-HJ-NP-Za-km-z]{25,33}(?![A-Za-z0-9])")
_NEW_BTC = re.compile(r"(?<![A-Za-z0-9])(?:bc1[0-9a-z]{11,71}|BC1[0-9A-Z]{11,71})(?![A-Za-z0-9])")
_TRX = re.compile(r"(?<![A-Za-z0-9])T[1-9A-HJ-NP-Za-km-z]{33}(?![A-Za-z0-9])")
_BASE58_KINDS = (("wallet_btc", _OLD_BTC, {0x00, 0x05}), ("wallet_trx", _TRX, {0x41}))
_ETH = re.compile(r"(?<![A-Za-z0-9])0x[0-9a-fA-F]{40}(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Wallet:
    """An address at text[start:end]. `kind`: wallet_btc, wallet_trx or wallet_eth.

    `guessed`: written without capitals, an Ethereum address carries no checksum.
    """

    start: int
    end: int
    kind: str
    value: str = field(repr=False)
    guessed: bool = False


def wallets(text: str) -> Iterator[Wallet]:
    """Addresses whose checksum holds."""
    for kind, pattern, versions in _BASE58_KINDS:
        for match in pattern.finditer(text):
            if _base58_version(match[0]) in versions:
                yield Wallet(match.start(), match.end(), kind, match[0])
    for match in _NEW_BTC.finditer(text):
        if _is_bech32(match[0].lower()):
            yield Wallet(match.start(), match.end(), "wallet_btc", match[0].lower())
    yield from _ethereum(text)


def _ethereum(text: str) -> Iterator[Wallet]:
    for match in _ETH.finditer(text):
        written = match[0][2:]
        plain = written in (written.lower(), written.upper())
        if plain or _with_capitals(written.lower()) == written:
            yield Wallet(match.start(), match.end(), "wallet_eth", match[0], guessed=plain)


def _base58_version(text: str) -> int | None:
    """The first byte of a base58check address of 25 bytes; None where its checksum is wrong."""
    number = 0
    for char in text:
        number = number * 58 + _BASE58.index(char)
    if number.bit_length() > 200:
        return None
    whole = number.to_bytes(25, "big")
    ones = len(text) - len(text.lstrip("1"))
    if len(whole) - len(whole.lstrip(b"\0")) != ones:
        return None
    right = sha256(sha256(whole[:-4]).digest()).digest()[:4] == whole[-4:]
    return whole[0] if right else None


def _is_bech32(text: str) -> bool:
    data = text[3:]
    if any(char not in _BECH32 for char in data):
        return False
    values = [3, 3, 0, 2, 3, *(_BECH32.index(char) for char in data)]  # "bc", spread as BIP 173 has it
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, part in enumerate(_GENERATOR):
            check ^= part if top >> bit & 1 else 0
    return check in _BECH32_SUMS


def _with_capitals(address: str) -> str:
    """EIP-55: a letter is a capital where the hash of the address says so."""
    told = keccak256(address.encode()).hex()
    return "".join(c.upper() if int(mark, 16) > 7 else c for c, mark in zip(address, told, strict=False))
