"""Chats as web pages: Telegram, Messenger, Instagram, iMessage, WeChat; what is no chat is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bothends.core.errors import Unreadable
from bothends.core.intake.telegram_html import when
from tests.core.intake import writers
from tests.whole import read_chat

AT = datetime(2024, 7, 13, 20, 3, tzinfo=timezone(timedelta(hours=7)))
BOX = '<div class="message default clearfix" id="message1"><div class="body">{}</div></div>'
STAMP = '<div class="pull_right date details" title="13.07.2024 20:03:00 UTC+07:00">20:03</div>'
NAME = '<div class="from_name">\nLina\n</div>'


def _telegram(*inner: str) -> str:
    return (
        f"<!DOCTYPE html><html><body>{''.join(BOX.format(STAMP + NAME + one) for one in inner)}</body></html>"
    )


def _zip(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return packed.getvalue()


def _talk(*bodies: str) -> writers.Talk:
    return [
        (AT + timedelta(minutes=n), "Lina" if n % 2 else "Tom", body, "text") for n, body in enumerate(bodies)
    ]


@pytest.mark.parametrize(
    ("title", "at"),
    [
        ("03.03.2024 18:01:22 UTC+07:00", datetime(2024, 3, 3, 11, 1, 22, tzinfo=UTC)),
        ("03.03.2024 18:01:22 UTC-03:30", datetime(2024, 3, 3, 21, 31, 22, tzinfo=UTC)),
        ("03.03.2024 18:01:22", datetime.fromisoformat("2024-03-03 18:01:22")),
        ("33.03.2024 18:01:22", None),
        ("03.03.2024 18:01:22 UTC+99:00", None),
        ("yesterday", None),
    ],
)
def test_the_time_in_a_title_is_read_with_its_zone(title, at):
    assert when(title) == at


@pytest.mark.parametrize(
    ("inner", "text", "kind"),
    [
        ('<div class="text">\na  b<br><br>c\n   </div>', "a  b\n\nc", "text"),
        ('<div class="text"><strong>bo</strong>ld &amp; <em>more</em></div>', "bold & more", "text"),
        ('<div class="text"><a href="https://a.example/x">a.example/x</a></div>', "a.example/x", "text"),
        (
            '<div class="text"><a href="https://a.example/x">here</a></div>',
            "here <https://a.example/x>",
            "text",
        ),
        ('<div class="text"><a href="https://t.me/x" onclick="return f()">@x</a></div>', "@x", "text"),
        ('<div class="text"><span class="spoiler hidden"><span>secret</span></span></div>', "secret", "text"),
        ('<div class="text">one<script>var a = "two"</script></div>', "one", "text"),
        ('<div class="media_wrap"><a class="sticker_wrap" href="s.webp"></a></div>', "[media]", "media"),
        (
            '<div class="media media_voice_message"><div class="title bold">Voice</div></div>',
            "[media]",
            "media",
        ),
        (
            '<div class="media_wrap"><a class="media media_location" href="https://maps.google.com/maps?q=1,2">x</a></div>',
            "https://maps.google.com/maps?q=1,2",
            "text",
        ),
        (
            '<div class="media media_contact"><div class="title">Ana</div><div class="status">+855 12</div></div>',
            "Ana +855 12",
            "text",
        ),
        (
            '<div class="reply_to details">In reply to <a href="#go">this</a></div><div class="text">yes</div>',
            "yes",
            "text",
        ),
        (
            '<div class="text">hi</div><span class="reactions"><span class="emoji">x</span></span>',
            "hi",
            "text",
        ),
        (
            '<div class="forwarded body"><div class="from_name">Other</div><div class="text">old</div></div>',
            "old",
            "text",
        ),
    ],
)
def test_what_a_telegram_message_holds(inner, text, kind):
    message = read_chat(_telegram(inner).encode()).messages[0]

    assert (message.text, message.kind, message.sender) == (text, kind, "Lina")
    assert message.at == AT


def test_a_telegram_call_is_no_words():
    page = _telegram('<div class="media media_call"><div class="title bold">Tom</div></div>')

    assert read_chat(page.encode()).messages[0].kind == "system"


def test_pages_of_one_telegram_chat_are_one_chat_in_order():
    pages = {
        "ChatExport/messages2.html": writers.telegram_page(_talk("three", "four")),
        "ChatExport/messages.html": writers.telegram_page(_talk("one", "two")),
        "ChatExport/messages10.html": writers.telegram_page(_talk("five")),
        "ChatExport/css/style.css": "body { margin: 0 }",
    }

    read = read_chat(_zip(pages))

    assert [m.text for m in read.messages] == ["one", "two", "three", "four", "five"]
    assert (read.format, read.notes) == ("telegram_html", ())


def test_pages_of_one_messenger_chat_are_put_oldest_first():
    late = [(at + timedelta(days=1), name, body, kind) for at, name, body, kind in _talk("three", "four")]
    pages = {
        "messages/inbox/lina_1/message_1.html": writers.messenger_page(late),
        "messages/inbox/lina_1/message_2.html": writers.messenger_page(_talk("one", "two")),
    }

    read = read_chat(_zip(pages))

    assert [m.text for m in read.messages] == ["one", "two", "three", "four"]
    assert read.format == "messenger_html"


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><html><body>hello</body></html>",
        "<html><head><title>x</title></head><body><p>Ana: hi</p><p>Ken: ho</p></body></html>",
        '<html><body><div class="message">not ours</div></body></html>',
        # Friends, posts and likes come in the boxes of messages, without anybody speaking at a time.
        '<html><body><div class="_a6-g"><div class="_a6-h">Ana</div></div><div class="_a6-o">x</div></body></html>',
    ],
)
def test_a_page_that_is_no_chat_is_refused(page):
    with pytest.raises(Unreadable, match="web page") as refusal:
        read_chat(page.encode())

    assert "\n" not in str(refusal.value)


def test_a_page_that_ends_early_keeps_what_was_said():
    page = writers.telegram_page(_talk("one", "two"))

    read = read_chat(page[: page.index("two") + 3].encode())

    assert [m.text for m in read.messages] == ["one", "two"]


@pytest.mark.parametrize(
    "hostile",
    ["<div>" * 5_000, "<div><!-- " + "x" * 5_000_000],
    ids=["deep", "comment"],
)
def test_a_page_made_to_do_harm_is_refused_in_one_line(hostile):
    page = _telegram('<div class="text">hi</div>').replace("</body></html>", hostile)

    with pytest.raises(Unreadable, match="damaged"):
        read_chat(page.encode())


ODD = ["</div>" * 5_000, "<br>" * 50_000, "<b>" * 300, "<p>&#x110000;&nosuch;<x-y z=1>", "<" * 100_000]
UNCLOSED = ["<a href='" + "y" * 5_000_000, "<a '" * 100_000, "<script>" + "x" * 5_000_000]


@pytest.mark.parametrize("odd", ODD + UNCLOSED)
def test_a_page_with_odd_tags_is_read(odd):
    page = _telegram('<div class="text">hi</div>').replace("</body></html>", odd)

    assert read_chat(page.encode()).messages[0].text == "hi"
