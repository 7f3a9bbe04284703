"""Chats as tables: columns by name, commas and quotes as people's programs write them."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest

from bothends.core.intake.records import LONGEST, rows
from tests.whole import read_chat

AT = datetime.fromisoformat("2024-07-13 20:03")
WECHAT = (
    "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\n"
)


def _read(text: str):
    return read_chat(text.encode())


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('a,"b, c",d', [["a", "b, c", "d"]]),
        ('a,"b\n\nc"\nd', [["a", "b\n\nc"], ["d"]]),
        ('a,"say ""hi"""', [["a", 'say "hi"']]),
        ('a,"never closed\nb,c', [["a", '"never closed'], ["b", "c"]]),
        ("\ufeffa,b\n\n\nc,d", [["a", "b"], ["c", "d"]]),
        ("a," + "x" * 200_000, [["a", "x" * 200_000]]),
    ],
)
def test_rows(text, cells):
    assert list(rows(text.split("\n"), ",")) == cells


def test_a_quote_that_is_never_closed_harms_one_row_only():
    lines = ['a,"open', *(f"{n},x" for n in range(3 * LONGEST))]

    assert len(list(rows(lines, ","))) == len(lines)


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ("Date,User,Message", "kakaotalk_csv"),
        ("date,sender,text", "table_csv"),
        ("Timestamp;From;Body", "table_csv"),
        ("时间,发送人,内容", "table_csv"),
        ("Author,Content,Date,AuthorID", "discord_csv"),
    ],
)
def test_a_table_is_known_by_its_columns(names, code):
    cells = {"auth": "ana", "user": "ana", "send": "ana", "from": "ana", "发送": "ana"}
    delimiter = ";" if ";" in names else ","
    row = [
        next(
            (
                value
                for start, value in cells.items()
                if name.casefold().startswith(start) and name != "AuthorID"
            ),
            "hi",
        )
        if name.casefold()[:4] not in ("date", "time") and name != "时间"
        else "2024-07-13 20:03"
        for name in names.split(delimiter)
    ]
    read = _read(f"{names}\n{delimiter.join(row)}\n")

    assert (read.format, [(m.at, m.sender, m.text) for m in read.messages]) == (code, [(AT, "ana", "hi")])


@pytest.mark.parametrize(
    "table", ["name,age,city\nAna,3,Riga\nKen,4,Oslo\n", "Date,From,Text\nnever,Ana,hi\n", "a,b,c\n"]
)
def test_a_table_that_is_no_chat_is_text(table):
    assert _read(table).format == "plain_text"


@pytest.mark.parametrize(
    "names", ["", "Date,Time,Name,Phone number,Message\n", "Date;Time;Sender Name;Number;Text\n"]
)
def test_viber_is_read_with_and_without_names(names):
    divider = ";" if ";" in names else ","
    lines = [
        divider.join(["13/07/2024", "20:03:00", "Ana", "+380 44 555", "hi"]),
        divider.join(["13/07/2024", "20:04:00", "Me", "", "ho"]),
    ]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Messages - Ana.csv", names + "\n".join(lines))

    read = read_chat(packed.getvalue())

    assert read.format == "viber_csv"
    assert [(m.sender, m.text) for m in read.messages] == [("Ana", "hi"), ("Me", "ho")]
    assert (read.messages[0].at, read.owner, read.other) == (AT, "Me", "Ana")


def test_commas_that_nobody_quoted_stay_in_the_text():
    read = _read("13/07/2024,20:03:00,Ana,+380445550101,one, two, three\n13/07/2024,20:04:00,Me,,yes\n")

    assert [m.text for m in read.messages] == ["one, two, three", "yes"]


def test_a_day_that_may_be_a_month_is_not_guessed():
    read = _read("Date,Time,Name,Phone Number,Message\n03/04/2024,20:03,Ana,+380445550101,hi\n")

    assert (read.messages[0].at, read.notes) == (None, ("day_month_unknown",))


@pytest.mark.parametrize(
    ("cells", "text", "kind"),
    [
        ("1,0,0,0,,你好", "你好", "text"),
        ("3,0,0,0,,", "[media]", "media"),
        ("34,0,0,0,,", "[media]", "media"),
        ("43,0,0,0,,<msg/>", "[media]", "media"),
        ("47,0,0,0,,<msg><emoji md5=1/></msg>", "[media]", "media"),
        ("10000,0,0,0,,你撤回了一条消息", "你撤回了一条消息", "system"),
        ("49,57,0,0,,<msg><title>好的</title></msg>", "好的", "text"),
        ('48,0,0,0,,"<msg><location label=""云南路"" poiname=""酒店""/></msg>"', "云南路 酒店", "text"),
        ('1,0,0,0,,"wxid_abcdef:\n群里的话"', "群里的话", "text"),
    ],
)
def test_wechats_numbers_tell_what_a_row_is(cells, text, kind):
    message = _read(f"{WECHAT}1,3,{cells},2024-07-13 20:03:00,,小雨,wxid_a\n").messages[0]

    assert (message.text, message.kind, message.at) == (text, kind, AT)
    assert message.sender == (None if kind == "system" else "小雨")


def test_the_owner_of_a_wechat_table_keeps_their_own_name():
    mine, theirs = (
        "1,0,1,0,,hi,2024-07-13 20:03:00,,老王,wxid_b",
        "1,0,0,0,,ho,2024-07-13 20:04:00,,小雨,wxid_a",
    )
    read = _read(f"{WECHAT}1,3,{mine}\n2,3,{theirs}\n")

    assert (read.owner, read.other) == ("老王", "小雨")


def test_seconds_since_1970_serve_where_no_time_is_written():
    read = _read(f"{WECHAT}1,3,1,0,0,1720872180,,hi,,,小雨,wxid_a\n")

    assert read.messages[0].at == datetime(2024, 7, 13, 12, 3, tzinfo=UTC)


def test_other_wechat_tables_are_read():
    memo = "消息ID,类型,发送人,时间,内容,备注,昵称,更多信息\n1,文本,小雨,2024-07-13 20:03:00,你好,,小雨,\n"
    log = (
        "Time,SenderName,Sender,TalkerName,Talker,Content\n2024-07-13 20:03:00,小雨,wxid_a,小雨,wxid_a,你好\n"
    )

    for table in (memo, log):
        read = _read(table)
        assert read.format == "wechat_csv"
        assert [(m.at, m.sender, m.text, m.kind) for m in read.messages] == [(AT, "小雨", "你好", "text")]
