"""The whole line with nothing replaced: `bothends setup`, `serve`, Chromium without script, `age -d`.

Asha reports from a phone. Ben hands over, Carol verifies a channel and proposes, Dana approves, Carol takes
the parcel, the embassy opens it with the standard age program. Then the thief looks for words.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Page

from bothends.core.crypto.keys import Identity

PASSWORD = "seven calm herons by the lake"
BOTHENDS = [sys.executable, "-m", "bothends"]
ROLES = {"ben": "supporter", "carol": "caseworker", "dana": "approver"}
HOW = "Called the switchboard from their own website and compared the key."
CHAT = """\
[13/10/2026, 21:02:00] Kevin Lau: Hello, is this the lamp shop? Quillonmarsh street?
[13/10/2026, 21:05:00] Ashabrack Rao: no, wrong number
[19/10/2026, 21:43:00] Ashabrack Rao: I think you are a scammer
[19/10/2026, 23:53:00] Kevin Lau: I am not Kevin. My real name is Tumainifield Oduya, I am from Kenya
[19/10/2026, 23:55:00] Kevin Lau: Ashabrack, they took my passport and I am locked in KK Park near Myawaddy
[19/10/2026, 23:56:00] Kevin Lau: if we miss the target they beat us. my telegram is @tumaini_heron41
"""
# What nobody may find on the disk afterwards.
WORDS = ["Quillonmarsh", "Ashabrack", "Tumainifield", "tumaini_heron41", "KK Park", "teacupfinch"]


@dataclass(frozen=True, slots=True)
class Office:
    """A small office as `bothends serve` runs it."""

    folder: Path
    public: str
    desk: str
    recipient: Identity


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    where = tmp_path_factory.mktemp("office")
    made = Office(where / "desk", *addresses(), Identity.new())
    recovery = set_up(made.folder)
    for login, role in list(ROLES.items())[1:]:
        add_member(made.folder, login, role, recovery)
    with (where / "log").open("ab") as log:
        port = made.public.rpartition(":")[2]
        command = [*BOTHENDS, "serve", str(made.folder), "--port", port]
        command += ["--desk-port", made.desk.rpartition(":")[2]]
        environment = {**os.environ, "TMPDIR": str(where)}
        served = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        wait_for(made, served)
        yield made
        served.send_signal(signal.SIGTERM)
        served.wait(timeout=20)


def addresses() -> tuple[str, str]:
    found = []
    for _ in range(2):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            found.append(f"http://127.0.0.1:{free.getsockname()[1]}")
    return found[0], found[1]


def set_up(folder: Path) -> str:
    command = [*BOTHENDS, "setup", str(folder), "--login", "ben", "--role", "supporter", "--http"]
    said = subprocess.run(command, input=f"{PASSWORD}\n", capture_output=True, text=True, check=True)
    return re.search(r"AGE-SECRET-KEY-1\w+", said.stdout)[0]


def add_member(folder: Path, login: str, role: str, recovery: str) -> None:
    command = [*BOTHENDS, "members", "add", str(folder), "--login", login, "--role", role]
    environment = {**os.environ, "BOTHENDS_RECOVERY": recovery}
    subprocess.run(
        command, input=f"{PASSWORD}\n", env=environment, capture_output=True, text=True, check=True
    )


def wait_for(made: Office, served: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    for address in (made.public, made.desk):
        host, _, port = address.removeprefix("http://").partition(":")
        while time.monotonic() < until:
            assert served.poll() is None, (made.folder.parent / "log").read_text()
            with socket.socket() as knock:
                if knock.connect_ex((host, int(port))) == 0:
                    break
            time.sleep(0.05)


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.click(button)


def member(chromium: Browser, office: Office, login: str) -> Page:
    """A browser of this member's own, without script: first log-in, second factor, unlocked."""
    page = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{office.desk}/login/")
    page.fill("#login", login)
    page.fill("#password", PASSWORD)
    press(page, "main button")
    page.fill("#code", pyotp.TOTP(page.inner_text("#secret").replace(" ", "")).now())
    press(page, "button:has-text('Use this app')")
    press(page, "text=I have them on paper")
    return page


def tell(chromium: Browser, office: Office) -> str:
    """Asha attaches the chat on her phone and sends; returns her code."""
    page = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{office.public}/en/tell/words/")
    page.fill("#words", "teacupfinch: the chat is in the file, I saved it on Sunday")
    page.set_input_files(
        "#export", files=[{"name": "c.txt", "mimeType": "text/plain", "buffer": CHAT.encode()}]
    )
    press(page, "main button")
    page.goto(f"{office.public}/en/check/")
    press(page, "main form[action$='/send/'] button, main button")
    return page.inner_text("#receipt")


def hand_over(chromium: Browser, office: Office) -> None:
    ben = member(chromium, office, "ben")
    ben.goto(f"{office.desk}/reports/")
    assert "KK Park" not in ben.content(), "the queue shows no narrative"
    press(ben, "main table a")
    assert "they took my passport" in ben.content()
    press(ben, "form.act button")


def refer(chromium: Browser, office: Office) -> bytes:
    carol = member(chromium, office, "carol")
    carol.goto(f"{office.desk}/cases/")
    press(carol, "main table a")
    case = carol.url
    press(carol, "a:has-text('Verify this channel first')")
    carol.fill("#how", HOW)
    carol.fill("#recipient", office.recipient.recipient)
    press(carol, "main form button")
    carol.goto(case)
    press(carol, "a:has-text('Refer to')")
    carol.check("#ground-vital_interests")
    carol.fill("#necessity", "Held by force, and cannot be asked without danger.")
    press(carol, "button:has-text('Build the pack')")
    referral = carol.url
    dana = member(chromium, office, "dana")
    dana.goto(referral)
    press(dana, "form.act button")
    carol.goto(referral)
    with carol.expect_download() as taken:
        carol.click("form.act button")
    return Path(taken.value.path()).read_bytes()


def test_from_the_first_page_to_the_opened_pack(chromium: Browser, office: Office, tmp_path: Path) -> None:
    code = tell(chromium, office)
    hand_over(chromium, office)
    opened = opened_with_age(refer(chromium, office), office, tmp_path)
    names = sorted(Path(name).suffix for name in opened.namelist())
    assert names == [".json", ".pdf", ".txt"]
    text = opened.read(next(name for name in opened.namelist() if name.endswith(".txt"))).decode()
    assert "Tumainifield Oduya" in text
    assert "Embassy of Kenya in Bangkok" in text
    assert "Ashabrack" not in text, "the reporter is in no part of it, not even in a quoted line"
    assert "teacupfinch" not in text
    assert back(chromium, office, code)
    assert found_by_a_thief(office.folder.parent) == []


def opened_with_age(parcel: bytes, office: Office, tmp_path: Path) -> zipfile.ZipFile:
    age = shutil.which("age")
    assert age, "install the distribution's package: apt-get install age"
    (tmp_path / "key").write_text(office.recipient.secret)
    (tmp_path / "pack.age").write_bytes(parcel)
    command = [age, "-d", "-i", tmp_path / "key", "-o", tmp_path / "pack.zip", tmp_path / "pack.age"]
    subprocess.run(command, check=True)
    return zipfile.ZipFile(tmp_path / "pack.zip")


def back(chromium: Browser, office: Office, code: str) -> bool:
    """With her code Asha learns that a caseworker has it."""
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{office.public}/en/return/")
    page.fill("#code", code)
    press(page, "main button")
    assert code.replace(" ", "") not in page.url
    return "caseworker" in page.content()


def found_by_a_thief(folder: Path) -> list[str]:
    """`grep -a` over the desk's folder, its log and its temporary files."""
    hits = []
    for word in WORDS:
        out = subprocess.run(["grep", "-ral", word, str(folder)], capture_output=True, text=True, check=False)
        hits += [f"{word}: {line}" for line in out.stdout.splitlines()]
    return hits


def test_the_search_would_find_a_word_if_there_were_one(office: Office) -> None:
    planted = office.folder.parent / "planted"
    planted.write_text(f"binary \0 {WORDS[0]}")
    assert found_by_a_thief(office.folder.parent) == [f"{WORDS[0]}: {planted}"]
    planted.unlink()


def test_the_trail_of_the_day_is_whole(office: Office) -> None:
    out = subprocess.run(
        [*BOTHENDS, "audit", "verify", str(office.folder)], capture_output=True, text=True, check=False
    )
    assert out.returncode == 0, out.stdout
