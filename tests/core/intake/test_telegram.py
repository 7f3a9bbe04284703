"""Telegram Desktop JSON: single chat and full export."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.whole import read_chat

MESSAGE = {
    "id": 1,
    "type": "message",
    "date": "2025-04-10T20:00:00",
    "from": "Ana",
    "from_id": "user1",
    "text": "hi",
}


def _chat(*rows: dict, **fields) -> bytes:
    rows = [MESSAGE | row for row in rows]
    return json.dumps({"name": "Ana", "type": "personal_chat", "id": 1, "messages": rows} | fields).encode()


def _first(**row):
    return read_chat(_chat(row)).messages[0]


def test_unixtime_is_preferred_and_aware():
    assert _first(date_unixtime="1744290000").at == datetime(2025, 4, 10, 13, tzinfo=UTC)


def test_without_unixtime_the_local_time_stays_naive():
    assert _first().at == datetime.fromisoformat("2025-04-10 20:00")


def test_a_broken_time_is_no_time():
    assert _first(date_unixtime="9" * 40).at is None
    assert _first(date="yesterday").at is None


def test_text_in_pieces_is_joined_and_a_hidden_link_is_written_out():
    pieces = [
        "go ",
        {"type": "bold", "text": "here"},
        {"type": "text_link", "text": " now", "href": "https://example.org"},
    ]

    assert _first(text=pieces).text == "go here now <https://example.org>"


def test_service_rows_are_system_and_photos_are_media_but_a_caption_is_text():
    rows = [
        {"type": "service", "action": "phone_call", "text": ""},
        {"text": "", "photo": "p.jpg"},
        {"photo": "p.jpg"},
    ]

    assert [m.kind for m in read_chat(_chat(*rows)).messages] == ["system", "media", "text"]


def test_a_shared_contact_keeps_its_number():
    row = {
        "text": "",
        "contact_information": {"first_name": "Ken", "last_name": "", "phone_number": "+85500000000"},
    }

    assert _first(**row).text == "Ken +85500000000"


def test_deleted_accounts_keep_a_label_that_tells_them_apart():
    rows = [
        {"from": None, "from_id": "user7"},
        {"from": None, "from_id": "user8"},
        {"from": None, "from_id": None},
    ]
    senders = [m.sender for m in read_chat(_chat(*rows, type="private_group")).messages]

    assert senders == ["Deleted Account (user7)", "Deleted Account (user8)", "Deleted Account"]


def test_a_personal_chat_names_both_sides_even_when_the_contact_was_renamed():
    rows = [{}, {"from": "Ken", "from_id": "user2"}]
    transcript = read_chat(_chat(*rows, name="Ana from the app"))

    assert (transcript.owner, transcript.other) == ("Ken", "Ana")


def test_a_full_export_reads_every_chat_and_says_so():
    chats = [json.loads(_chat({"text": t})) for t in ("one", "two")]
    tree = {"personal_information": {"user_id": 1, "first_name": "A"}, "chats": {"list": chats}}
    transcript = read_chat(json.dumps(tree).encode())

    assert [m.text for m in transcript.messages] == ["one", "two"]
    assert (transcript.owner, transcript.other, transcript.notes) == ("Ana", None, ("several_chats",))


PIECE = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)
TEXT = PIECE | st.lists(PIECE | PIECE.map(lambda t: {"type": "italic", "text": t}), min_size=1, max_size=4)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(PIECE, TEXT, st.integers(0, 2**31)), min_size=1, max_size=10))
def test_a_chat_written_is_the_chat_read(talk):
    rows = [{"from": name, "text": text, "date_unixtime": str(at)} for name, text, at in talk]

    messages = read_chat(_chat(*rows)).messages

    plain = [
        "".join(p if isinstance(p, str) else p["text"] for p in ([t] if isinstance(t, str) else t))
        for _, t, _ in talk
    ]
    assert [(m.sender, m.text) for m in messages] == [
        (name, text) for (name, *_), text in zip(talk, plain, strict=True)
    ]
    assert [m.at.timestamp() for m in messages] == [at for *_, at in talk]
