"""P14 Erased is erased: not readable any more, by nobody, from older backups neither once their key part is gone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from bothends.core.crypto.keys import Identity
from bothends.core.crypto.part import Row, read_part
from bothends.core.crypto.seal import Seat
from bothends.core.crypto.unseal import unseal
from bothends.core.errors import WrongKey
from bothends.web.store.seats import grant_seat
from tests.disk import Disk, founded


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return founded(tmp_path / "desk")


def backed_up(disk: Disk, out: Path) -> tuple[Path, Path]:
    disk.bothends("backup", str(disk.path), str(out))
    return max(out.glob("*Z.age")), max(out.glob("*.keys.age"))


def rows_of(part: Path, identity: Identity) -> list[Row]:
    found: list[Row] = []
    with part.open("rb") as source:
        read_part(source, identity=identity, on_head=lambda head: None, on_row=found.append)
    return found


def every_key(rows: list[Row], recovery: Identity) -> list[Identity]:
    """All that the recovery identity opens in these rows: every vault."""
    grants = [told for name, told in rows if name == "Grant" and told["member_id"] is None]
    return [recovery, *(vault_of(one, recovery) for one in grants)]


def vault_of(grant: dict[str, Any], recovery: Identity) -> Identity:
    seat = grant_seat(grant["vault_id"], None)
    return Identity.parse(unseal(sealed(grant["body"]), identities=[recovery], seat=seat).decode())


def sealed(text: str) -> bytes:
    from base64 import b64decode

    return b64decode(text)


def opened_keys(rows: list[Row], vaults: list[Identity]) -> Iterator[Identity]:
    """Every key of a case or a report in these rows, opened."""
    for name, told in rows:
        if name in {"CaseKey", "ReportKey"}:
            table, row = (
                ("case_key", told["case_id"]) if name == "CaseKey" else ("report_key", told["report_id"])
            )
            seat = Seat(table, row, f"{table}/1")
            yield Identity.parse(unseal(sealed(told["body"]), identities=vaults, seat=seat).decode())


def readable(main: Path, keys: Path, recovery: Identity) -> set[str]:
    """Which sealed columns of the main part open with anything that all keys of the site can reach."""
    both = rows_of(main, recovery) + rows_of(keys, recovery)
    vaults = every_key(both, recovery)
    reached = [*vaults, *opened_keys(both, vaults)]
    bodies = [
        (f"{name}.{column}", sealed(told[column]), f"{told['id']}")
        for name, told in rows_of(main, recovery)
        for column in ("body", "pack")
        if column in told and name in {"Case", "StoredReport", "Referral", "Decision", "Disclosure"}
    ]
    return {name for name, body, row in bodies if opens(body, reached)}


def opens(body: bytes, keys: list[Identity]) -> bool:
    try:
        unseal(body, identities=keys, seat=Seat("any", "any", "any"))
    except WrongKey:
        return False
    except Exception:
        return True  # it opened, and said that it belongs elsewhere
    return True


def test_a_backup_opens_the_case_while_its_key_part_is_there(disk: Disk, tmp_path: Path) -> None:
    disk.step("make_case()")
    main, keys = backed_up(disk, tmp_path / "out")
    expected = {"Case.body", "StoredReport.body", "Referral.body", "Referral.pack", "Decision.body"}
    assert readable(main, keys, Identity.parse(disk.recovery)) == expected | {"Disclosure.body"}


def test_an_old_backup_with_all_keys_of_the_site_opens_no_erased_case(disk: Disk, tmp_path: Path) -> None:
    case = disk.step("make_case()")
    main, old_keys = backed_up(disk, tmp_path / "out")
    disk.step(f"erase_case({case!r})")
    old_keys.unlink()  # what keep_key_parts_days does when its time has come
    _, keys = backed_up(disk, tmp_path / "out")
    assert readable(main, keys, Identity.parse(disk.recovery)) == set()


def test_an_old_backup_holds_no_card_and_no_token(disk: Disk, tmp_path: Path) -> None:
    """They are closed with a key that outlives the case, so they lie in the part that expires."""
    disk.step("make_case()")
    main, keys = backed_up(disk, tmp_path / "out")
    index = {"MatchEntry", "MatchToken"}
    assert not index & {name for name, _ in rows_of(main, Identity.parse(disk.recovery))}
    assert index <= {name for name, _ in rows_of(keys, Identity.parse(disk.recovery))}


def test_an_old_backup_restored_with_todays_key_part_leaves_the_erased_out(
    disk: Disk, tmp_path: Path
) -> None:
    gone, kept = disk.step("make_case()"), disk.step("make_case()")
    main, old_keys = backed_up(disk, tmp_path / "out")
    disk.step(f"erase_case({gone!r})")
    old_keys.unlink()
    backed_up(disk, tmp_path / "out")
    said = disk.bothends("restore", str(main), str(tmp_path / "new")).stdout
    assert "2 cases and reports were erased since, and were left out." in said
    again = Disk(tmp_path / "new", disk.recovery)
    counted = again.step("counts()")
    assert (counted["Case"], counted["StoredReport"], counted["Referral"]) == (1, 1, 1)
    assert again.step("open_everything()") == 2
    assert again.step(f"sealed_of({kept!r})")


def test_no_file_of_the_database_holds_the_sealed_bytes_any_more(disk: Disk) -> None:
    case = disk.step("make_case()")
    pieces = [bytes.fromhex(one) for one in disk.step(f"sealed_of({case!r})")]
    # Long bodies lie on several pages, so a piece from the beginning and one from the end are looked for.
    pieces = list(chain.from_iterable((one[40:104], one[-64:]) for one in pieces))
    pieces += [bytes.fromhex(one) for one in disk.step(f"tokens_of({case!r})")]
    before = disk.bytes_of_files()
    assert len(pieces) > 25
    assert all(one in before for one in pieces)
    disk.step(f"erase_case({case!r})")
    after = disk.bytes_of_files()
    assert [one for one in pieces if one in after] == []


def test_everything_of_the_case_is_gone_and_the_trail_says_so(disk: Disk) -> None:
    case = disk.step("make_case()")
    first, second = disk.step(f"erase_case({case!r})")
    counted = disk.step("counts()")
    assert {name for name, count in counted.items() if count} == {"Member"}
    assert (first["kind"], first["row"], second["kind"]) == ("case", case, "report")
    told = disk.bothends("certificate", str(disk.path), str(first["event"])).stdout
    assert first["digest"] in told
    assert "the person it is about asked for it" in told
    assert disk.step("trail()") is None
