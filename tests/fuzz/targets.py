"""What is fuzzed: a row for each parser, with its seeds and the check that every input must pass."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from bothends.core.errors import Unreadable
from bothends.core.intake import decode, recognise
from bothends.core.intake.source import Bytes, Part, Reader, Source
from bothends.core.intake.transcript import Message, Transcript

VECTORS = Path(__file__).parents[1] / "vectors" / "chats"
Check = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Target:
    """One row. `seeds` are good files of the format, in bytes."""

    name: str
    seeds: tuple[bytes, ...]
    check: Check


_HEAD = 1 << 19  # bytes: fewer are asked for by whoever looks at the start only, or at a zip's directory


class Sips(io.BytesIO):
    """A file whose blocks are a few bytes, however many are asked for."""

    def __init__(self, content: bytes, most: int) -> None:
        super().__init__(content)
        self._most = most

    def read(self, size: int | None = -1) -> bytes:
        return super().read(self._most if size is not None and size >= _HEAD else size)


def in_sips(content: bytes, most: int = 7) -> Bytes:
    """The same file, read in pieces so small that every boundary falls somewhere it hurts."""
    return Bytes(lambda: Sips(content, most), len(content))


def chat(content: bytes) -> None:
    """Any file: a transcript or Unreadable, the same at every walk and wherever its blocks end."""
    first = read(lambda: recognise.read_chat(content))
    again = read(lambda: recognise.read_chat(in_sips(content, 1 + len(content) % 13)))
    assert first == again, "the reading depends on where the file was cut"


def pasted(content: bytes) -> None:
    """Any text that is pasted."""
    text = content.decode("utf-8", errors="replace") + "\ud83d" * (content[:1] == b"\xff")
    read(lambda: recognise.read_text(text))


def letters(content: bytes) -> None:
    """Any bytes as text."""
    held = Bytes.of(content)
    try:
        codec, _ = decode.encoding(held)
    except Unreadable:
        return
    whole = "".join(Part(held, codec).blocks())
    assert whole == "".join(Part(in_sips(content), codec).blocks())
    assert "\n".join(Part(held, codec).lines()) == whole.replace("\r\n", "\n").replace("\r", "\n")


def reader(row: Reader) -> Check:
    """The reader itself, also on what another would have recognised first; then the file as any other."""

    def check(content: bytes) -> None:
        chat(content)
        try:
            codec, _ = decode.encoding(Bytes.of(content))
        except Unreadable:
            return
        source = Source((Part(Bytes.of(content), codec),), ("WhatsApp Chat with Ana.txt",))
        if _said(lambda: row.looks_like(source)):
            read(lambda: row.read(source), written=False)

    return check


def _said(ask: Callable[[], bool]) -> bool:
    try:
        return ask()
    except Unreadable:
        return False


def read(ask: Callable[[], Transcript], *, written: bool = True) -> tuple[object, ...] | str:
    """What a reading comes to, in a form two of them can be compared in. Refusals compare by their line.

    `written`: whether half characters have been mended, which is done after the readers.
    """
    try:
        transcript = ask()
        walks = zip_longest(transcript.messages, transcript.messages)
        messages = [_same(first, second, written=written) for first, second in walks]
    except Unreadable as refusal:
        line = str(refusal)
        assert "\n" not in line
        assert line.endswith(".")
        return line
    return transcript.format, messages, transcript.owner, transcript.other, transcript.notes


def _same(first: Message, second: Message, *, written: bool) -> tuple[object, ...]:
    assert first == second, "two walks differ"
    assert first.kind != "system" or first.sender is None
    f"{first.sender}{first.text}".encode("utf-8", "strict" if written else "surrogatepass")
    return first.at, first.sender, first.text, first.kind


def _vectors(*patterns: str) -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for one in patterns for path in sorted(VECTORS.glob(one)))


def _zips() -> Iterator[bytes]:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", method) as archive:
            archive.writestr("../../inbox/x/message_1.json", _vectors("messenger_held*")[0][:3_000])
            archive.writestr(
                "_chat.txt", "[13/01/2024, 21:30:05] Ana: hi\r\n[13/01/2024, 21:31:05] Ken: ho\r\n"
            )
        yield packed.getvalue()


def _letters() -> Iterator[bytes]:
    text = "13/01/2024, 21:30 - Ana: 今日は仕事が遅くなりました\r\n"
    for codec in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp932"):
        yield text.encode(codec)
    yield "Привет, сегодня много работы".encode("cp1251")


# Reader -> the names its vectors begin with.
SEEDS = {
    "telegram_json": ("telegram*.json",),
    "messenger_e2ee_json": ("messenger_e2ee*",),
    "messenger_json": ("messenger_held*",),
    "instagram_json": ("instagram_romance*",),
    "telegram_html": ("telegram_page*",),
    "messenger_html": ("messenger_page*",),
    "instagram_html": ("instagram_page*",),
    "imessage_html": ("imessage*.html",),
    "wechat_html": ("wechat*.html",),
    "sms_xml": ("sms*",),
    "wechat_csv": ("wechat*.csv",),
    "kakaotalk_csv": ("kakaotalk*.csv",),
    "viber_csv": ("viber*",),
    "discord_csv": ("discord*.csv",),
    "table_csv": ("discord*.csv", "viber*"),
    "line_txt": ("line*",),
    "kakaotalk_txt": ("kakaotalk*.txt",),
    "imessage_txt": ("imessage*.txt",),
    "signal_txt": ("signal*",),
    "whatsapp_ios": ("whatsapp_ios*",),
    "whatsapp_android": ("whatsapp_android*",),
    "wechat_txt": ("wechat*.txt",),
    "discord_txt": ("discord*.txt",),
    "pasted_chat": ("pasted*",),
}
TARGETS = (
    *(Target(row.code, _vectors(*SEEDS[row.code]), reader(row)) for row in recognise.READERS),
    Target("pasted", _vectors("pasted*", "discord*.txt"), pasted),
    Target("zip", tuple(_zips()), chat),
    Target("decode", tuple(_letters()), letters),
    Target("anything", _vectors("*.txt", "*.json", "*.html", "*.csv", "*.xml"), chat),
)
