"""`bothends audit head`, `verify --head`, `expire`, `keys rotate`: what they print, and what they refuse."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from bothends.pages import shapes
from tests.disk import Disk, founded

REWRITE = (
    "import django; django.setup(); from bothends.web.store.models import AuditEvent, AuditHead;"
    "from bothends.web.store.audit import digest_of; before = ''\n"
    "for one in AuditEvent.objects.order_by('seq'):\n"
    "    one.actor = one.actor.replace('member:ben', 'member:eve'); one.before = before\n"
    "    before = one.digest = digest_of(one); one.save()\n"
    "AuditHead.objects.update(digest=before)"
)


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    made = founded(tmp_path / "desk")
    made.step("make_case()")
    return made


def test_a_head_written_down_finds_a_trail_that_was_rewritten_whole(disk: Disk) -> None:
    where = str(disk.path)
    head = disk.bothends("audit", "head", where).stdout.strip()
    disk.step("tell()")
    assert disk.bothends("audit", "verify", where, "--head", head).stdout.startswith(
        str(int(head.split(":")[0]) + 1)
    )
    disk.python("-c", REWRITE)
    assert "whole" in disk.bothends("audit", "verify", where).stdout
    said = disk.bothends("audit", "verify", where, "--head", head, code=1).stdout
    assert "not the one that was written down" in said


def test_a_head_written_down_finds_a_trail_that_was_cut_off_with_its_head(disk: Disk) -> None:
    where = str(disk.path)
    seq, digest = disk.bothends("audit", "head", where).stdout.strip().split(":")
    with sqlite3.connect(disk.path / "desk.sqlite3") as database:
        database.execute("DELETE FROM store_auditevent WHERE seq = ?", (seq,))
        database.execute(
            "UPDATE store_audithead SET seq = seq - 1, digest ="
            " (SELECT digest FROM store_auditevent ORDER BY seq DESC LIMIT 1)"
        )
    assert "whole" in disk.bothends("audit", "verify", where).stdout
    said = disk.bothends("audit", "verify", where, "--head", f"{seq}:{digest}", "--json", code=1).stdout
    assert "ends before it" in json.loads(said)["broken"]


def test_what_is_no_head_is_refused(disk: Disk) -> None:
    refused = disk.bothends("audit", "verify", str(disk.path), "--head", "last", code=2)
    assert "NUMBER:DIGEST" in refused.stderr


def test_expire_looks_then_erases_and_proves_it(disk: Disk) -> None:
    where = str(disk.path)
    disk.step("tell(2)")
    with sqlite3.connect(disk.path / "desk.sqlite3") as database:
        database.execute(
            "UPDATE store_storedreport SET received_at = '2020-01-01 00:00:00' WHERE state = 'new'"
        )
    looked = json.loads(disk.bothends("expire", where, "--dry-run", "--json").stdout)
    assert (looked["reports"], looked["cases"]) == (2, 0)
    assert disk.step("counts()")["StoredReport"] == 3
    done = json.loads(disk.bothends("expire", where, "--json").stdout)
    assert disk.step("counts()")["StoredReport"] == 1
    assert set(done) == set(shapes.EXPIRE)
    assert done["scrubbed"]
    first = done["certificates"][0]
    assert set(first) == set(shapes.CERTIFICATE)
    assert json.loads(disk.bothends("certificate", where, str(first["event"]), "--json").stdout) == first
    assert "0 reports, 0 cases" in disk.bothends("expire", where).stdout
    disk.bothends("certificate", where, "1", code=1)
    disk.bothends("certificate", where, "99999", code=1)


def test_a_vault_is_renewed_from_the_command_line(disk: Disk) -> None:
    done = json.loads(disk.bothends("keys", "rotate", str(disk.path), "casework", "--json").stdout)
    assert set(done) == set(shapes.ROTATE)
    assert done["keys"] == 3
    assert disk.step("open_everything()") == 2
    assert "no such vault" in disk.bothends("keys", "rotate", str(disk.path), "attic", code=1).stderr
    nobody = Disk(disk.path, "AGE-SECRET-KEY-WRONG")
    assert nobody.bothends("keys", "rotate", str(disk.path), "intake", code=2).stderr.count("\n") == 1


def test_a_time_of_no_days_is_refused_before_it_erases_everything(disk: Disk) -> None:
    toml = disk.path / "desk.toml"
    toml.write_text(toml.read_text().replace("keep_reports_days = 90", "keep_reports_days = 0"))
    refused = disk.bothends("expire", str(disk.path), code=2)
    assert "must be 1 or more" in refused.stderr
