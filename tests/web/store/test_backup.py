"""Backup and restore: while the desk goes on, verified, into an empty place only, from one database to the other."""

from __future__ import annotations

import json
import os
import shutil
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyrage
import pytest

from bothends.core.crypto.keys import Identity
from bothends.core.crypto.part import FORMAT, Head, head_from, head_of, read_part, write_part
from bothends.core.errors import BadInput, WrongKey
from bothends.web.store.backup import STAMP, _expire_key_parts
from tests.disk import Disk, founded, new_database

RECEIPTS = 3
HEAD = Head(FORMAT, "main", "20261123T000000Z", "0", ["0001_begin"], 2)
ROWS = [("Case", {"id": "one"}), ("Case", {"id": "two"})]


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Disk:
    """A desk with one case and three reports, on the database of this run."""
    made = founded(tmp_path_factory.mktemp("backup") / "desk", database=new_database())
    made.step("make_case()")
    return made


@pytest.fixture(scope="module")
def receipts(disk: Disk) -> list[str]:
    return list(disk.step(f"tell({RECEIPTS})"))


@pytest.fixture(scope="module")
def parts(disk: Disk, receipts: list[str]) -> tuple[Path, Path]:
    done = json.loads(disk.bothends("backup", str(disk.path), str(disk.path.parent / "out"), "--json").stdout)
    return Path(done["main"]), Path(done["keys"])


def restored(disk: Disk, main: Path, into: Path, *more: str) -> Disk:
    disk.bothends("restore", str(main), str(into), *more)
    return Disk(into, disk.recovery)


def test_everything_is_back_and_opens(
    disk: Disk, receipts: list[str], parts: tuple[Path, Path], tmp_path: Path
) -> None:
    again = restored(disk, parts[0], tmp_path / "new")
    assert again.step("counts()") == disk.step("counts()")
    assert again.step("open_everything()") == 2 + RECEIPTS
    assert again.step(f"found_by({receipts!r})") == RECEIPTS
    assert again.step("trail()") is None
    assert again.step("make_case()")


@pytest.mark.skipif(os.environ.get("BOTHENDS_TEST_DATABASE") != "postgresql", reason="needs a server")
def test_a_desk_moves_from_sqlite_to_postgresql_and_goes_on(tmp_path: Path) -> None:
    small = founded(tmp_path / "small")
    receipts = small.step("tell(2)")
    small.step("make_case()")
    small.bothends("backup", str(small.path), str(tmp_path / "out"))
    main = max((tmp_path / "out").glob("*Z.age"))
    again = restored(small, main, tmp_path / "large", "--database", new_database())
    assert again.step("counts()") == small.step("counts()")
    assert again.step("open_everything()") == 4
    assert again.step(f"found_by({receipts!r})") == 2
    assert again.step("make_case()")  # new rows are numbered after the old ones
    assert again.step("trail()") is None


def test_both_parts_open_with_the_recovery_identity_and_say_nothing_without(
    disk: Disk, parts: tuple[Path, Path]
) -> None:
    for part in parts:
        assert part.stat().st_mode & 0o777 == 0o600
        with part.open("rb") as source:
            assert head_of(source, identity=Identity.parse(disk.recovery)).stamp in part.name
        with part.open("rb") as source, pytest.raises(WrongKey):
            head_of(source, identity=Identity.new())


def test_the_main_part_holds_nothing_that_opens_anything(disk: Disk, parts: tuple[Path, Path]) -> None:
    found: dict[str, int] = {}
    boxes: list[str] = []

    def count(row: tuple[str, dict[str, str]]) -> None:
        found[row[0]] = found.get(row[0], 0) + 1
        boxes.append(row[1].get("reporter_box", ""))

    with parts[0].open("rb") as source:
        read_part(source, identity=Identity.parse(disk.recovery), on_head=lambda head: None, on_row=count)
    assert found["StoredReport"] == 1 + RECEIPTS
    assert not set(found) & {"Vault", "Grant", "MatchKey", "MatchToken", "CaseKey", "ReportKey", "Draft"}
    assert set(boxes) == {""}


def test_no_unfinished_file_stays(parts: tuple[Path, Path]) -> None:
    assert {one.name for one in parts[0].parent.iterdir()} == {one.name for one in parts}


def test_reports_that_arrive_meanwhile_are_not_stopped(disk: Disk, tmp_path: Path) -> None:
    before = disk.step("counts()")["StoredReport"]
    done: list[object] = []
    writer = threading.Thread(target=lambda: done.append(disk.step("tell(40)")))
    writer.start()
    disk.bothends("backup", str(disk.path), str(tmp_path / "out"))
    writer.join()
    assert disk.step("counts()")["StoredReport"] == before + 40
    again = restored(disk, max((tmp_path / "out").glob("*Z.age")), tmp_path / "new")
    counted = again.step("counts()")
    assert before <= counted["StoredReport"] == counted["ReportKey"] <= before + 40
    assert again.step("trail()") is None


def test_a_folder_or_database_in_use_is_refused(disk: Disk, parts: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    refused = disk.bothends("restore", str(parts[0]), str(tmp_path / "full"), code=2)
    assert "not empty" in refused.stderr
    if new_database():
        url = disk.python("-c", "from django.conf import settings as s; print(s.DESK.settings['database'])")
        words = ("restore", str(parts[0]), str(tmp_path / "new"), "--database", url.stdout.strip())
        assert "holds a desk already" in disk.bothends(*words, code=1).stderr
        assert not (tmp_path / "new").exists()


def test_another_recovery_identity_is_refused_and_leaves_no_folder(
    parts: tuple[Path, Path], tmp_path: Path
) -> None:
    stranger = Disk(tmp_path, Identity.new().secret)
    refused = stranger.bothends("restore", str(parts[0]), str(tmp_path / "new"), code=1)
    assert "does not open this backup" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("hurt", ["cut", "altered", "swapped", "no_keys"])
def test_a_damaged_backup_is_refused_in_one_line_and_leaves_nothing(
    disk: Disk, parts: tuple[Path, Path], tmp_path: Path, hurt: str
) -> None:
    main, keys = (Path(shutil.copy(one, tmp_path)) for one in parts)
    whole = main.read_bytes()
    if hurt == "cut":
        main.write_bytes(whole[: len(whole) // 2])
    elif hurt == "altered":
        main.write_bytes(whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:])
    elif hurt == "swapped":
        main = keys
    else:
        keys.unlink()
    refused = disk.bothends("restore", str(main), str(tmp_path / "new"), code=2)
    assert len(refused.stderr.splitlines()) == 1
    assert not (tmp_path / "new").exists()


def test_a_backup_from_a_newer_version_is_refused(disk: Disk, tmp_path: Path) -> None:
    recipient = Identity.parse(disk.recovery).recipient
    for name, part in (("bothends-1.age", "main"), ("bothends-1.keys.age", "keys")):
        head = Head(FORMAT, part, "20270101T000000Z", "9", ["0099_later"], 0)
        with (tmp_path / name).open("wb") as out:
            write_part(out, head=head, rows=[], to=[recipient])
    refused = disk.bothends("restore", str(tmp_path / "bothends-1.age"), str(tmp_path / "new"), code=2)
    assert "newer version" in refused.stderr


def test_an_older_key_part_is_refused(disk: Disk, parts: tuple[Path, Path], tmp_path: Path) -> None:
    old = tmp_path / "old.keys.age"
    head = Head(FORMAT, "keys", "20200101T000000Z", "0", ["0001_begin"], 0)
    with old.open("wb") as out:
        write_part(out, head=head, rows=[], to=[Identity.parse(disk.recovery).recipient])
    words = ("restore", str(parts[0]), str(tmp_path / "new"), "--keys", str(old))
    assert "older than the main part" in disk.bothends(*words, code=2).stderr


def test_a_format_from_the_future_is_refused() -> None:
    with pytest.raises(BadInput, match="newer version"):
        head_from(
            b'{"bothends_backup":2,"part":"main","stamp":"","version":"","schema":[],"rows":0,"desk":{}}'
        )


def test_a_part_without_its_last_line_is_not_whole(tmp_path: Path) -> None:
    key, path = Identity.new(), tmp_path / "part"
    with path.open("wb") as out:
        write_part(out, head=HEAD, rows=ROWS, to=[key.recipient])
    identity = pyrage.x25519.Identity.from_str(key.secret)
    lines = pyrage.decrypt(path.read_bytes(), [identity]).splitlines(keepends=True)
    for fewer in (lines[:-1], lines[:-2] + lines[-1:], [lines[0], lines[2], lines[1], lines[3]]):
        path.write_bytes(pyrage.encrypt(b"".join(fewer), [identity.to_public()]))
        with path.open("rb") as source, pytest.raises(BadInput, match="not whole"):
            read_part(source, identity=key, on_head=lambda head: None, on_row=lambda row: None)


def test_old_key_parts_go_and_main_parts_stay(tmp_path: Path) -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    for days in (0, 6, 8, 400):
        stamp = (now - timedelta(days=days)).strftime(STAMP)
        (tmp_path / f"bothends-{stamp}.age").touch()
        (tmp_path / f"bothends-{stamp}.keys.age").touch()
    assert len(_expire_key_parts(tmp_path, now, 7)) == 2
    assert len(list(tmp_path.glob("*.keys.age"))) == 2
    assert len(list(tmp_path.glob("*Z.age"))) == 4
