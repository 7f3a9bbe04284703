"""What is refused, with which next step, and what is read out of a zip."""

from __future__ import annotations

import io
import json
import random
import zipfile
from pathlib import Path

import pytest

from bothends.core.errors import Unreadable
from bothends.core.intake import recognise
from bothends.core.intake.recognise import MAX_BYTES, READERS
from bothends.core.intake.source import Bytes
from tests.whole import read_chat

CHAT = "13/01/2024, 21:30 - Ana: hi\n13/01/2024, 21:31 - Ken: ho\n"
IOS = "[13/01/2024, 21:30:05] Ana: hi\r\n[13/01/2024, 21:31:05] Ken: ho\r\n"
TREE = {
    "name": "A",
    "messages": [{"type": "message", "date": "2025-01-01T00:00:00", "from": "A", "text": "x" * 99}],
}


def _zip(files: dict[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return packed.getvalue()


def _locked() -> bytes:
    content = bytearray(_zip({"_chat.txt": IOS}, method=zipfile.ZIP_STORED))
    content[6] |= 1  # the flag that says encrypted, in the local header …
    content[content.index(b"PK\x01\x02") + 8] |= 1  # … and in the directory
    return bytes(content)


REFUSED = {
    "nothing": (b"", "empty"),
    "blank": (b"\xef\xbb\xbf \r\n\t", "empty"),
    "pdf": (b"%PDF-1.7 hello", "document"),
    "png": (b"\x89PNG\r\n\x1a\nxxxx", "picture"),
    "jpeg": (b"\xff\xd8\xff\xe0 xxxx", "picture"),
    "heic": (b"\0\0\0\x18ftypheic", "picture"),
    "voice": (b"OggS\0\x02", "recording"),
    "database": (b"SQLite format 3\0", "database"),
    "rar": (b"Rar!\x1a\x07", "archive"),
    "noise": (random.Random(7).randbytes(5000), "not a chat"),
    "noise without zeros": (random.Random(8).randbytes(5000).replace(b"\0", b"\1"), "cannot be told"),
    "json of something else": (b'{"a": [1, 2]}', "no chat"),
    "json list of something else": (b'[{"a": 1}]', "no chat"),
    "json cut short": (json.dumps(TREE).encode()[:-20], "too early"),
    "json too deep": (b'{"a":' + b'[{"a":' * 100_000, "too early"),
    "web page": (b"<!DOCTYPE html><html><body>hello</body></html>", "web page"),
    "zip without a chat": (
        _zip({"word/document.xml": "<w:document/>", "a.jpg": b"\xff\xd8\xff\0"}),
        "no chat",
    ),
    "zip in a zip": (_zip({"chat.zip": _zip({"_chat.txt": IOS})}), "no chat"),
    "empty zip": (_zip({}), "no chat"),
    "locked zip": (_locked(), "password"),
    "zip with a nameless file": (_zip({"a.txt": IOS}).replace(b"a.txt", b"\0.txt"), "damaged"),
    "broken zip": (_zip({"_chat.txt": IOS})[:-30], "damaged"),
    "zip with a wrong checksum": (
        _zip({"_chat.txt": IOS}, method=zipfile.ZIP_STORED).replace(b"Ken", b"Kem"),
        "damaged",
    ),
    "utf-16 with half a pair": ("\ufeff".encode("utf-16-le") + b"\x00\xd8\x41\x00", "letters"),
}


@pytest.mark.parametrize(("content", "why"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_chat_is_refused_with_one_line_and_a_next_step(content, why):
    with pytest.raises(Unreadable, match=why) as refusal:
        read_chat(content, name="chat.txt")

    line = str(refusal.value)
    assert "\n" not in line
    assert line.endswith(".")


def test_too_large_a_file_is_refused_without_being_looked_at():
    with pytest.raises(Unreadable, match="without media"):
        recognise.read_chat(Bytes(io.BytesIO, MAX_BYTES + 1))


def test_a_zip_bomb_is_stopped_by_what_is_really_read():
    bomb = _zip({"_chat.txt": b"a" * (80 * 1024**2)})

    assert len(bomb) < 1_000_000
    with pytest.raises(Unreadable, match="larger than 8 GB"):
        read_chat(bomb)


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"WhatsApp Chat with Ana.txt": CHAT, "IMG-1.jpg": b"\xff\xd8\xff\0"}, "whatsapp_android"),
        ({"_chat.txt": IOS, "00000002-PHOTO.jpg": b"\xff\xd8\xff\0"}, "whatsapp_ios"),
        ({"ChatExport/result.json": json.dumps(TREE)}, "telegram_json"),
        ({"anything.bin": CHAT, "notes.txt": "a shopping list\nmilk"}, "whatsapp_android"),
    ],
)
def test_the_chat_in_a_zip_is_found_by_its_content(files, code):
    transcript = read_chat(_zip(files))

    assert transcript.format == code
    assert transcript.notes == ()


def test_the_name_inside_a_zip_names_the_counterpart():
    assert read_chat(_zip({"WhatsApp Chat with Ana.txt": CHAT})).other == "Ana"


def test_two_exports_in_one_zip_are_both_read():
    transcript = read_chat(_zip({"a.txt": CHAT, "b.txt": CHAT.replace("hi", "other")}))

    assert [m.text for m in transcript.messages] == ["hi", "ho", "other", "ho"]
    assert transcript.notes == ("several_chats",)


def test_the_page_about_formats_names_every_one():
    page = (Path(__file__).parents[3] / "docs" / "formats.md").read_text("utf-8")

    assert [reader.code for reader in READERS if f"`{reader.code}`" not in page] == []


def test_codes_are_unique_and_every_row_has_a_meaning():
    assert len({reader.code for reader in READERS}) == len(READERS)
    assert all(reader.meaning for reader in READERS)
