"""One target a reader: bytes in, nothing out. Anything but a Transcript or Unreadable is a finding."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from bothends.core.errors import Unreadable
from bothends.core.intake import recognise
from bothends.core.intake.decode import encoding
from bothends.core.intake.source import Bytes, Part, Reader, Source
from bothends.core.intake.transcript import Message, Transcript
from bothends.core.intake.unpack import pieces

MOST = 100_000  # messages walked: a small input can hold no more

# Reader -> the names its vectors begin with.
SEEDS = {
    "telegram_json": ("telegram_",),
    "messenger_e2ee_json": ("messenger_e2ee",),
    "messenger_json": ("messenger_held",),
    "instagram_json": ("instagram_romance",),
    "telegram_html": ("telegram_page",),
    "messenger_html": ("messenger_page",),
    "instagram_html": ("instagram_page",),
    "imessage_html": ("imessage_exporter.html",),
    "wechat_html": ("wechat_exporter_zh.html",),
    "sms_xml": ("sms_",),
    "wechat_csv": ("wechat_table",),
    "kakaotalk_csv": ("kakaotalk_mac",),
    "viber_csv": ("viber_",),
    "discord_csv": ("discord_exporter.csv",),
    "table_csv": ("discord_exporter.csv", "viber_"),
    "line_txt": ("line_",),
    "kakaotalk_txt": ("kakaotalk_a", "kakaotalk_i", "kakaotalk_w"),
    "imessage_txt": ("imessage_exporter.txt",),
    "signal_txt": ("signal_",),
    "whatsapp_ios": ("whatsapp_ios",),
    "whatsapp_android": ("whatsapp_android",),
    "wechat_txt": ("wechat_exporter_zh.txt",),
    "discord_txt": ("discord_exporter.txt",),
    "pasted_chat": ("pasted_",),
    "decode": ("",),
    "zip": ("",),
    "anything": ("",),
}


def _walk(transcript: Transcript) -> None:
    for message in islice(transcript.messages, MOST):
        assert isinstance(message, Message)
        message.text.encode("utf-8")


def _reader(row: Reader) -> Callable[[bytes], None]:
    """The reader itself, also on what another reader would have recognised first."""

    def read(content: bytes) -> None:
        held = Bytes.of(content)
        try:
            source = Source((Part(held, encoding(held)[0], "chat"),), ("chat",))
            if row.looks_like(source):
                _walk(recognise._read(row, source, ()))
        except Unreadable as wrong:
            _one_line(wrong)

    return read


def _decode(content: bytes) -> None:
    held = Bytes.of(content)
    try:
        for line in Part(held, encoding(held)[0]).lines():
            assert "\n" not in line
    except Unreadable as wrong:
        _one_line(wrong)


def _zip(content: bytes) -> None:
    try:
        for piece in pieces(Bytes.of(b"PK\x03\x04" + content))[0]:
            for _ in islice(piece.content.blocks(), 16):
                pass
    except Unreadable as wrong:
        _one_line(wrong)


def _anything(content: bytes) -> None:
    try:
        _walk(recognise.read_chat(content, name="chat"))
    except Unreadable as wrong:
        _one_line(wrong)


def _one_line(wrong: Unreadable) -> None:
    assert "\n" not in str(wrong)
    assert 20 < len(str(wrong)) < 200


TARGETS: dict[str, Callable[[bytes], None]] = {
    **{row.code: _reader(row) for row in recognise.READERS},
    "decode": _decode,
    "zip": _zip,
    "anything": _anything,
}
