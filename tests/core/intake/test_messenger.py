"""Messenger and Instagram: letters repaired one string at a time, oldest first, noise apart."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothends.core.intake.messenger import repaired
from tests.whole import read_chat


def _broken(text: str) -> str:
    return text.encode().decode("latin-1")


def _classic(*rows: dict, title="Ana", people=("Ana", "Ken")) -> bytes:
    base = {"sender_name": "Ana", "timestamp_ms": 1_744_290_000_000}
    tree = {"participants": [{"name": _broken(p)} for p in people], "title": _broken(title)}
    return json.dumps(tree | {"messages": [base | row for row in rows]}).encode()


def _encrypted(*rows: dict) -> bytes:
    base = {
        "senderName": "Ana",
        "timestamp": 1_744_290_000_000,
        "type": "text",
        "media": [],
        "reactions": [],
        "isUnsent": False,
    }
    tree = {"participants": ["Ana", "Ken"], "threadName": "Ana_15", "messages": [base | row for row in rows]}
    return json.dumps(tree).encode()


def test_only_what_decodes_is_repaired():
    rows = [{"content": _broken("ช่วยด้วย")}, {"content": "café, clean"}, {"content": "plain"}]

    assert [m.text for m in read_chat(_classic(*rows)).messages][::-1] == ["ช่วยด้วย", "café, clean", "plain"]


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_every_text_comes_back_from_the_download(text):
    assert repaired(_broken(text)) == text


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"content": "hello"}, "text"),
        ({"content": "Liked a message"}, "system"),
        ({"content": "Reacted ❤ to your message "}, "system"),
        ({"content": "The video chat ended.", "call_duration": 12}, "system"),
        ({"is_unsent": True}, "system"),
        ({"photos": [{"uri": "a.jpg"}]}, "media"),
        ({"sticker": {"uri": "a.png"}}, "media"),
        ({"photos": [{"uri": "a.jpg"}], "content": "they took my passport"}, "text"),
        ({"content": "She liked a message I wrote"}, "text"),
        ({"content": "I missed a call."}, "text"),
    ],
)
def test_noise_and_media_are_told_from_words(row, kind):
    assert read_chat(_classic(row)).messages[0].kind == kind


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"text": "hello"}, "text"),
        ({"text": "", "media": [{"uri": "./a.jpg"}]}, "media"),
        ({"text": "look", "media": [{"uri": "./a.jpg"}]}, "text"),
        ({"text": "", "isUnsent": True}, "system"),
        ({"text": ""}, "system"),
    ],
)
def test_the_encrypted_form_is_told_apart_too(row, kind):
    transcript = read_chat(_encrypted(row))

    assert (transcript.format, transcript.messages[0].kind) == ("messenger_e2ee_json", kind)


def test_the_encrypted_form_is_not_repaired():
    assert read_chat(_encrypted({"text": "Ã©tait"})).messages[0].text == "Ã©tait"


def test_the_title_of_a_chat_of_two_names_both_sides():
    transcript = read_chat(_classic({"content": "hi"}, title="แพรว", people=("แพรว", "สุดา")))

    assert (transcript.owner, transcript.other) == ("สุดา", "แพรว")


def test_instagram_is_told_by_its_own_marks_only():
    assert read_chat(_classic({"content": "hi"})).format == "messenger_json"
    assert read_chat(_classic({"content": "Liked a message"})).format == "instagram_json"


def test_the_several_files_of_a_zip_are_one_chat_in_time_order():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(1, 12):  # message_1 is the newest
            start = 1_744_290_000_000 - number * 1000
            rows = [
                {"content": f"{number}b", "timestamp_ms": start + 1},
                {"content": f"{number}a", "timestamp_ms": start},
            ]
            archive.writestr(f"inbox/ana_1/message_{number}.json", _classic(*rows))
    transcript = read_chat(packed.getvalue())

    assert [m.text for m in transcript.messages] == [f"{n}{x}" for n in range(11, 0, -1) for x in "ab"]
    assert (transcript.format, transcript.notes) == ("messenger_json", ())


def test_chats_of_several_people_in_one_zip_are_all_read():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inbox/ana_1/message_1.json", _classic({"content": "one"}))
        archive.writestr(
            "inbox/bea_2/message_1.json", _classic({"content": "two"}, title="Bea", people=("Bea", "Ken"))
        )
    transcript = read_chat(packed.getvalue())

    assert [m.text for m in transcript.messages] == ["one", "two"]
    assert transcript.notes == ("several_chats",)


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30).filter(
    lambda t: t.strip()
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=10), st.booleans())
def test_a_chat_written_is_the_chat_read(talk, encrypted):
    start = 1_744_290_000_000
    names, broken, clock = ("senderName", "text", "timestamp"), lambda t: t, _encrypted
    if not encrypted:
        names, broken, clock = ("sender_name", "content", "timestamp_ms"), _broken, _classic
    rows = [{names[0]: broken(s), names[1]: broken(t), names[2]: start + i} for i, (s, t) in enumerate(talk)]

    messages = read_chat(clock(*rows[::-1])).messages

    assert [(m.sender, m.text) for m in messages] == talk
    assert messages[0].at == datetime(2025, 4, 10, 13, tzinfo=UTC)
