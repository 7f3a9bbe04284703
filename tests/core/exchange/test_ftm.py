"""FollowTheMoney: valid by its own model, and nothing of the person or the reporter in it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bothends.core.case import CaseFile, Correction
from bothends.core.errors import BadInput
from bothends.core.exchange import ftm
from bothends.core.findings import Findings
from bothends.core.report import Contact, Person, Place

ETH = "0x52908400098527886E0F7030069857D2E4169EE7"
CASE = CaseFile(
    code="T",
    person=Person(
        name="Baraka Testperson",
        aliases=("David Lim",),
        contacts=(
            Contact("telegram", "@held_david"),
            Contact("phone", "+254700900123"),
            Contact("wallet_eth", ETH),
        ),
        nationality="KEN",
        country="MMR",
        place=Place("Zebrafinchpark", "compound", "MMR"),
    ),
    findings=Findings(),
    hide=("asha@example.org",),
    also={"contacts": ("line: oldheld",)},
    corrections=(Correction("name", "Barack Before"),),
)
TYPED = "account telegram boss_seven\nwebsite https://trade-fake.example/login\norganisation Lucky Co\nwallet bc1qxyz"


def test_every_entity_is_valid_by_the_model_of_followthemoney() -> None:
    from followthemoney import model

    found = ftm.entities(
        (*ftm.from_record(CASE, {"MMR": "MM"}), *ftm.typed(TYPED, CASE)), publisher="Test desk"
    )
    assert [one["schema"] for one in found] == [
        "CryptoWallet", "Address", "UserAccount", "Organization", "Organization", "CryptoWallet",
    ]  # fmt: skip
    for line in ftm.to_lines(found).decode().splitlines():
        one = json.loads(line)
        known = model.get_proxy(one, cleaned=False)
        known.schema.validate(one)
        assert known.to_dict()["properties"] == one["properties"], "no property is unknown, none is changed"


def test_nothing_of_the_person_is_in_what_the_record_gives() -> None:
    text = ftm.to_lines(ftm.entities(ftm.from_record(CASE, {"MMR": "MM"}), publisher="Test desk")).decode()
    for word in ("Baraka", "Testperson", "David", "held", "700900123", "KEN", "asha", "Person"):
        assert word not in text.replace("supports victims", "")
    assert ETH in text
    assert "Zebrafinchpark" in text


@pytest.mark.parametrize(
    "line",
    ["account telegram held_david", "account telegram @HELD_DAVID", "account whatsapp +254 700 900-123",
     "account telegram mr.baraka", "organisation David Lim Trading", "website https://t.me/held_david",
     "account mail asha@example.org", "account line oldheld", "account x barack",
     "account whatsapp 0700900123"],
)  # fmt: skip
def test_what_points_to_the_person_or_the_reporter_is_refused(line: str) -> None:
    with pytest.raises(BadInput, match="Line 1 is a contact or a name") as wrong:
        ftm.typed(line, CASE)
    assert line.split()[-1] not in str(wrong.value)


@pytest.mark.parametrize(
    "line", ["boss", "account telegram", "website trade.example", "person Somebody", "wallet "]
)
def test_a_line_that_is_not_understood_says_how_to_write_it(line: str) -> None:
    with pytest.raises(BadInput, match="Write: account SERVICE NAME"):
        ftm.typed(line, CASE)


def test_nothing_to_tell_is_refused() -> None:
    bare = replace(CASE, person=Person())
    with pytest.raises(BadInput, match="nothing to tell"):
        ftm.entities(ftm.from_record(bare, {}), publisher="x")
