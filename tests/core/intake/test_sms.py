"""SMS backups: halves of letters, sides, several people, and XML that is not to be trusted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothends.core.errors import Unreadable
from bothends.core.intake.sms import repaired
from tests.whole import read_chat

TOP = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"1\">"


def _backup(*rows: str) -> bytes:
    return f"{TOP}\n{''.join(rows)}</smses>".encode()


def _sms(
    body: str, *, box: int = 1, address: str = "+855 12", name: str = "Ana", date: int = 1_720_000_000_000
) -> str:
    return f'<sms address="{address}" date="{date}" type="{box}" body="{body}" contact_name="{name}" />'


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("&#55357;&#56832;", "😀"),
        ("&#xD83D;&#xDE00;", "😀"),
        ("&#10;&#55357;&#56832;", "\n😀"),
        ("😀", "😀"),
        ("&#55357;", "\ufffd"),
        ("&#56832; x", "\ufffd x"),
        ("&#0;&#2;x", "\ufffd\ufffdx"),
        ("&amp;#55357;", "&#55357;"),
        ("&#233;", "é"),
        ("&#55357;&#55357;&#56832;", "\ufffd😀"),
    ],
)
def test_letters_are_repaired_before_they_are_read(written, read):
    assert read_chat(_backup(_sms(f"a {written} b"))).messages[0].text == f"a {read} b"


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["&#55357;", "&#56832;", "&#10;", "a", "&amp;", "😀"]), max_size=12),
    st.integers(1, 9),
)
def test_where_the_text_is_cut_makes_no_difference(parts, size):
    whole = "".join(parts)
    cut = [whole[n : n + size] for n in range(0, len(whole), size)]

    assert "".join(repaired(cut)) == "".join(repaired([whole]))


def test_letters_xml_forbids_are_marked_as_lost():
    assert "".join(repaired(["a\x02b\ufffe"])) == "a\ufffdb\ufffd"


def test_sides_and_names():
    read = read_chat(
        _backup(
            _sms("in"), _sms("out", box=2), _sms("who", address="+63 917", name="(Unknown)"), _sms("?", box=5)
        )
    )

    assert [m.sender for m in read.messages] == ["Ana", "Me", "+63 917", "Me"]
    assert read.messages[0].at == datetime.fromtimestamp(1_720_000_000, UTC)
    assert (read.owner, read.other, read.notes) == ("Me", None, ("several_chats",))


def test_the_number_of_a_named_person_is_kept_for_the_record():
    read = read_chat(_backup(_sms("in", address="012 555"), _sms("on", address="+855 12 555")))

    assert (read.other, read.number) == ("Ana", "+855 12 555")


def test_messages_with_pictures_take_their_place_in_time():
    picture = "QUJD" * 200_000
    mms = (
        '<mms date="1720000001000" msg_box="1" address="+855 12" contact_name="Ana"><parts>'
        f'<part ct="image/jpeg" data="{picture}" text="null" /></parts></mms>'
        '<mms date="1720000003000" msg_box="1" address="+855 12~+63 917" contact_name="Ana, Bo"><parts>'
        '<part ct="text/plain" text="from the group" /></parts>'
        '<addrs><addr address="+63 917" type="137" /></addrs></mms>'
    )
    read = read_chat(_backup(_sms("one"), _sms("three", date=1_720_000_002_000), mms))

    assert [(m.text, m.kind) for m in read.messages] == [
        ("one", "text"),
        ("[media]", "media"),
        ("three", "text"),
        ("from the group", "text"),
    ]
    assert read.messages[3].sender == "+63 917"


@pytest.mark.parametrize(
    "content",
    [
        TOP.replace("<smses", '<!DOCTYPE smses [<!ENTITY a "b">]>\n<smses').encode() + b"</smses>",
        (
            TOP.replace("<smses", '<!DOCTYPE smses SYSTEM "file:///etc/hostname">\n<smses') + "</smses>"
        ).encode(),
        _backup(_sms("x"))[:-20],
        _backup(_sms("x").replace("body", "body x")),
    ],
    ids=["entities", "outside", "cut", "broken"],
)
def test_what_is_not_to_be_trusted_is_refused_in_one_line(content):
    with pytest.raises(Unreadable) as refusal:
        read_chat(content)

    assert "\n" not in str(refusal.value)


def test_xml_that_is_no_backup_is_refused():
    with pytest.raises(Unreadable, match="no chat"):
        read_chat(b"<?xml version='1.0'?>\n<feed><entry>hello</entry></feed>")
