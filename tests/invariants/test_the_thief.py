"""A thief has the database, every file, the backups, the logs and all that the public process knows: what then?

Nothing personal can be read, and no guess of a telephone number or handle can be tested.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import re
import secrets
import socket
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

import pytest

from bothends.core.crypto.keys import Identity, unlock
from bothends.core.crypto.receipt import DIGITS, lookup_tag, wrapping_key
from bothends.core.crypto.seal import Seat
from bothends.core.crypto.unseal import unseal
from bothends.core.errors import WrongKey
from bothends.core.match.card import card_of
from bothends.core.match.tokens import ROOM, card_key, tokens_of
from bothends.web.deskfolder import read
from bothends.web.store.actions.match_cards import keys_of, made_ready
from bothends.web.store.seats import card_seat, thread_seat
from tests import cast
from tests.disk import Disk, founded
from tests.running import Site, running

BARAKA = cast.report().person
ANSWERS = {
    "name": {"name": "Barakawanjiru Otieno"},
    "reach": {"contact_1": "+254700900123", "contact_1_kind": "phone"},
    "words": {"words": "sunfish-lantern, in Zebrafinchpark"},
}


@dataclass(frozen=True)
class Loot:
    """What the thief carries away; and, for the control of each test only, the receipt and the desk itself."""

    folder: Path
    receipt: str
    disk: Disk

    @property
    def files(self) -> list[Path]:
        return [one for one in sorted(self.folder.rglob("*")) if one.is_file()]

    def rows(self, columns: str, table: str) -> list[tuple]:
        with sqlite3.connect(self.folder / "desk" / "desk.sqlite3") as database:
            return database.execute(f"SELECT {columns} FROM store_{table}").fetchall()

    @property
    def pepper(self) -> bytes:
        return read(self.folder / "desk").pepper


@pytest.fixture(scope="module")
def loot(tmp_path_factory: pytest.TempPathFactory) -> Loot:
    """A desk with a case and a report, an unfinished draft, a backup, and the public site's log."""
    folder = tmp_path_factory.mktemp("loot")
    disk = founded(folder / "desk")
    disk.step("make_case()")
    [receipt] = disk.step("tell()")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        site = Site(disk.path, free.getsockname()[1])
    with running(site):
        _draft(site)
    disk.bothends("backup", str(disk.path), str(folder / "backups"))
    return Loot(folder, receipt, disk)


def _draft(site: Site) -> None:
    token, cookie = secrets.token_hex(16), ""
    for question, typed in ANSWERS.items():
        asked = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
        head = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"form={token}{cookie}"}
        body = urlencode({"csrfmiddlewaretoken": token, **typed})
        asked.request("POST", f"/en/tell/{question}/", body, head)
        answer = asked.getresponse()
        assert answer.status == 303, question
        found = re.search(r"draft=([^;]+)", str(answer.headers))
        cookie = f"; draft={found[1]}" if found else cookie
        asked.close()


def disguises(word: str) -> Iterator[bytes]:
    """A word as it might stand in a file without being sealed."""
    for one in {word, word.lower(), word.upper(), word.lstrip("+")}:
        plain = one.encode()
        yield from (plain, plain.hex().encode(), one.encode("utf-16-le"), urlencode({"": one}).encode()[1:])
        for shift in range(3):
            yield base64.b64encode(b"\0" * shift + plain)[(4 if shift else 0) : -4]
        for digest in (hashlib.sha256, hashlib.sha1, hashlib.md5, hashlib.blake2b):
            yield digest(plain).digest()
            yield digest(plain).hexdigest().encode()


@pytest.mark.parametrize("word", cast.SECRET_WORDS)
def test_no_personal_word_and_no_hash_of_one_is_in_any_file(loot: Loot, word: str) -> None:
    assert len(loot.files) >= 6
    for path in loot.files:
        content = path.read_bytes()
        assert not [one for one in disguises(word) if len(one) > 5 and one in content], path.name


def test_no_file_holds_a_key_that_opens_anything(loot: Loot) -> None:
    for path in loot.files:
        assert b"AGE-SECRET-KEY-" not in path.read_bytes().upper(), path.name


def reachable(loot: Loot) -> Iterator[bytes]:
    """Every 32 bytes that the thief knows or can make from what he knows without a password or a code."""
    desk = read(loot.folder / "desk")
    known = [desk.pepper, desk.django_secret.encode(), b"", json.dumps(dict(desk.settings)).encode()]
    known += [str(one).encode() for row in loot.rows("recipient, name", "vault") for one in row]
    known += [str(one).encode() for row in loot.rows("recipient, login", "member") for one in row]
    for one in known:
        for digest in (hashlib.sha256, hashlib.blake2s):
            yield digest(one).digest()
        yield hashlib.blake2b(one, key=desk.pepper, digest_size=32).digest()
        yield one[:32].ljust(32, b"\0")


def test_no_box_opens_with_anything_he_can_reach(loot: Loot) -> None:
    boxes = [(box, f"member:{login}".encode()) for box, login in loot.rows("wrapped, login", "member")]
    boxes += [(box, b"") for (box,) in loot.rows("body", "draft")]
    boxes += [(box, f"reporter:{row}".encode()) for box, row in loot.rows("reporter_box, id", "storedreport")]
    assert len(boxes) >= len(cast.ROLES) + 3
    for key in reachable(loot):
        for box, about in boxes:
            with pytest.raises(WrongKey):
                unlock(bytes(box), key=key, about=about)


def guesses() -> dict[str, str]:
    """Everything a thief could guess right: number, name, place, and every combination of them."""
    return keys_of(made_ready(card_of(BARAKA, seen_on="2026-11-03")))


def test_a_guess_of_a_number_a_name_or_a_place_cannot_be_tested(loot: Loot) -> None:
    kept = {token for (token,) in loot.rows("token", "matchtoken")}
    assert kept
    for key in reachable(loot):
        assert not kept & set(tokens_of(guesses(), key=key))


def test_the_same_guesses_fit_with_the_key_that_only_members_open(loot: Loot) -> None:
    """The control of the test above: it looks for the right thing."""
    kept = {token for (token,) in loot.rows("token", "matchtoken")}
    key = bytes.fromhex(loot.disk.step("keyring('carol').match_key().hex()"))
    fits = {kind for token, kind in tokens_of(guesses(), key=key).items() if token in kept}
    assert {"phone", "full name", "place"} <= fits


def test_no_match_card_opens_with_anything_he_can_reach(loot: Loot) -> None:
    [(entry, box)] = loot.rows("id, body", "matchentry")
    for key in reachable(loot):
        for one in (key, card_key(key)):
            with pytest.raises(WrongKey):
                unlock(bytes(box), key=one, about=card_seat(entry))
    key = bytes.fromhex(loot.disk.step("keyring('carol').match_key().hex()"))
    assert b"+254700900123"[1:] in unlock(bytes(box), key=card_key(key), about=card_seat(entry))


def test_he_cannot_count_how_often_a_name_is_met(tmp_path: Path) -> None:
    """Forty people of one name, and no token is met by more than a few of them: forty of one look like any others."""
    disk = founded(tmp_path / "desk")
    disk.step("index_namesakes(40)")
    met = Loot(tmp_path, "", disk).rows("count(*)", "matchtoken GROUP BY token")
    assert sum(count for (count,) in met) > 40
    assert max(count for (count,) in met) <= ROOM


def test_without_the_pepper_a_receipt_cannot_be_guessed_at_all(loot: Loot) -> None:
    tags = {bytes(tag) for (tag,) in loot.rows("lookup_tag", "storedreport")}
    plain = loot.receipt.encode()
    for pepper in (b"", bytes(32), *(one for one in reachable(loot) if one != loot.pepper)):
        assert lookup_tag(loot.receipt, pepper=pepper) not in tags
    for digest in (hashlib.sha256, hashlib.blake2b, hashlib.md5):
        assert digest(plain).digest()[:16] not in tags


def test_with_the_pepper_a_guessed_receipt_opens_the_reporters_key_and_no_report(loot: Loot) -> None:
    """What the pepper gives. docs/threat-model.md has the arithmetic of how hopeless the guess is."""
    tag = lookup_tag(loot.receipt, pepper=loot.pepper)
    rows = loot.rows("id, lookup_tag, reporter_box, body", "storedreport")
    [(row, _, box, body)] = [one for one in rows if bytes(one[1]) == tag]
    about = thread_seat(UUID(row))
    secret = unlock(bytes(box), key=wrapping_key(loot.receipt, pepper=loot.pepper), about=about)
    reporters = Identity.parse(secret.decode())
    with pytest.raises(WrongKey):
        unseal(bytes(body), identities=[reporters], seat=Seat("report", row, "report/1"))


def test_the_arithmetic_of_guessing_receipts() -> None:
    """10,000 reports, 10^12 tries a second: the first hit of any takes over a year, of a given one 15,000."""
    year, codes = 365 * 24 * 3600, 10 ** (DIGITS - 1)
    first_of_any, given = codes / 10_000 / 10**12 / 2, codes / 10**12 / 2
    assert first_of_any > year
    assert given > 15_000 * year
