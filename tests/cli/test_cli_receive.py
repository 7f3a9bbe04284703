"""Desk to desk: A seals a pack to B's key, B takes it in with one command and reads it like any report."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bothends.core.errors import BadInput
from bothends.core.refer.received import data_of_zip, from_pack
from bothends.web.store.models import Referral
from tests import cast
from tests.disk import ROOT, Disk, founded
from tests.web.desk_story import BASIS, HOW, first_route, member, told, until_case

READ = (
    "import django; django.setup(); from tests import cast; from bothends.core.codec import from_json\n"
    "from bothends.core.report import Report; from bothends.web.store.models import Member, StoredReport\n"
    "from bothends.web.store.keyring import Keyring, unwrap; ben = Member.objects.get(login='ben')\n"
    "ring = Keyring(ben, unwrap(ben, password=cast.PASSWORD)); row = StoredReport.objects.get()\n"
    "report = from_json(ring.report_body(row), Report)\n"
    "print(report.person.name, report.person.nationality, report.reporter.kind, report.reporter.told_others,"
    " [one.code for one in report.findings.indicators], report.findings.evidence[0].text, sep='|')"
)


@pytest.fixture
def other(tmp_path: Path) -> Disk:
    """Desk B, in a folder of its own."""
    return founded(tmp_path / "other")


def receive(disk: Disk, *words: str, typed: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bothends", "receive", str(disk.path), *words]
    return subprocess.run(command, cwd=ROOT, input=typed, capture_output=True, text=True, check=False)


def referred(recipient: str) -> bytes:
    """Desk A's pack for `recipient`, approved by another member and taken; empty: under a passphrase."""
    case = until_case(told())
    carol = member("carol")
    entry = first_route(carol, case)
    carol.post(f"/directory/{entry}/", {"how": HOW, "recipient": recipient})
    carol.post(f"/cases/{case.pk}/propose/", {"entry": entry, **BASIS})
    page = f"/referrals/{Referral.objects.get().pk}"
    assert member("dana").post(f"{page}/approve/").status_code == 302
    return bytes(carol.post(f"{page}/take/").content)


def test_a_pack_of_desk_a_becomes_a_report_at_desk_b(desk: cast.Desk, other: Disk, tmp_path: Path) -> None:
    key = other.bothends("receive", str(other.path), "--key").stdout.strip()
    pack = tmp_path / "pack.zip.age"
    pack.write_bytes(referred(key))

    refused = receive(other, str(pack), "--login", "ben", typed="not the password\n")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)

    done = receive(other, str(pack), "--login", "ben", "--json", typed=f"{cast.PASSWORD}\n")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["stored"]
    name, nationality, kind, source, signs, words = other.python("-c", READ).stdout.strip().split("|")
    assert (name, nationality, kind) == ("Barakawanjiru Otieno", "KEN", "professional")
    assert said["reference"] in source
    assert "document_retention" in signs
    assert "sunfish-lantern" in words
    assert b"Barakawanjiru" not in other.bytes_of_files()

    again = receive(other, str(pack), "--login", "ben", typed=f"{cast.PASSWORD}\n")
    assert again.returncode == 1
    assert "before" in again.stdout


def test_a_pack_for_somebody_else_is_refused(desk: cast.Desk, other: Disk, tmp_path: Path) -> None:
    from tests.web.desk_story import RECIPIENT

    pack = tmp_path / "pack.zip.age"
    pack.write_bytes(referred(str(RECIPIENT.to_public())))
    refused = receive(other, str(pack), "--login", "ben", typed=f"{cast.PASSWORD}\n")
    assert refused.returncode == 1
    assert "not sealed to this desk" in refused.stderr


@pytest.mark.parametrize("content", [b"no zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_pack_is_refused_without_a_word_of_it(content: bytes) -> None:
    with pytest.raises(BadInput, match="Ask the sender"):
        data_of_zip(content)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'{"schema": "bothends.referral/1", "frame": {"reference": 7}}', "cannot be read"),
        (
            b'{"schema": "other/9", "frame": {"reference": "a", "desk_name": "b", "expires_on": "c"}, "person": {}}',
            "version",
        ),
    ],
)
def test_data_that_is_no_pack_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        from_pack(data, received_on="2026-11-25")
