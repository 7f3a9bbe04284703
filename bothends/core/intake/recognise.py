"""From a chat export, or pasted text, to a Transcript. Content alone tells the format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby
from pathlib import PurePosixPath
from typing import TypeVar

from bothends.core.errors import Unreadable
from bothends.core.intake import (
    imessage,
    kakao,
    line,
    messenger,
    meta_html,
    pasted,
    signal,
    sms,
    stamped,
    tables,
    telegram,
    telegram_html,
    webpages,
    wechat,
    whatsapp,
)
from bothends.core.intake.decode import encoding
from bothends.core.intake.page import is_page
from bothends.core.intake.source import Bytes, Part, Reader, Source
from bothends.core.intake.transcript import Again, Message, Transcript
from bothends.core.intake.unpack import MAX_BYTES, Piece, pieces

__all__ = ["MAX_BYTES", "READERS", "read_chat", "read_text"]

# Read top to bottom; the first that recognises its format reads. A new format is one file and one row.
READERS: tuple[Reader, ...] = (
    Reader("telegram_json", "Telegram Desktop, result.json", telegram.looks_like, telegram.read),
    Reader(
        "messenger_e2ee_json",
        "Messenger, end-to-end download",
        messenger.looks_encrypted,
        messenger.read_encrypted,
    ),
    Reader("instagram_json", "Instagram download", messenger.looks_instagram, messenger.read_instagram),
    Reader(
        "messenger_json", "Facebook Messenger download", messenger.looks_classic, messenger.read_messenger
    ),
    Reader(
        "telegram_html",
        "Telegram Desktop, messages.html",
        telegram_html.looks_like,
        telegram_html.read_html,
    ),
    Reader("instagram_html", "Instagram download, HTML", meta_html.looks_instagram, meta_html.read_instagram),
    Reader(
        "messenger_html",
        "Facebook Messenger download, HTML",
        meta_html.looks_messenger,
        meta_html.read_messenger,
    ),
    Reader(
        "imessage_html", "iMessage, imessage-exporter's HTML", webpages.looks_imessage, webpages.read_imessage
    ),
    Reader("wechat_html", "WeChat, WechatExporter's HTML", webpages.looks_wechat, webpages.read_wechat),
    Reader("sms_xml", "SMS Backup & Restore", sms.looks_like, sms.read_xml),
    Reader("wechat_csv", "WeChat, a table by WeChatMsg or chatlog", wechat.looks_like, wechat.read_csv),
    Reader("kakaotalk_csv", "KakaoTalk for macOS, csv", tables.looks_kakao, tables.read_table),
    Reader("viber_csv", "Viber, message history by e-mail", tables.looks_viber, tables.read_table),
    Reader("discord_csv", "Discord, DiscordChatExporter's csv", tables.looks_discord, tables.read_table),
    Reader("table_csv", "A table that names time, sender and text", tables.looks_table, tables.read_table),
    Reader("line_txt", "LINE, text export", line.looks_like, line.read),
    Reader("kakaotalk_txt", "KakaoTalk, text export", kakao.looks_like, kakao.read_txt),
    Reader("imessage_txt", "iMessage, imessage-exporter's text", imessage.looks_like, imessage.read_txt),
    Reader("signal_txt", "Signal, signal-export's text", signal.looks_like, signal.read_txt),
    Reader("whatsapp_ios", "WhatsApp on an iPhone, text export", whatsapp.looks_ios, whatsapp.read_ios),
    Reader(
        "whatsapp_android", "WhatsApp on Android, text export", whatsapp.looks_android, whatsapp.read_android
    ),
    Reader("wechat_txt", "WeChat, WechatExporter's text", stamped.looks_wechat, stamped.read_stamped),
    Reader("discord_txt", "Discord, DiscordChatExporter's text", stamped.looks_discord, stamped.read_stamped),
    Reader("pasted_chat", "Lines copied out of a chat", stamped.looks_copied, stamped.read_copied),
)
PLAIN = Reader("plain_text", "Text nobody is named for", lambda source: True, pasted.read_plain)

# Half of a character, as messengers leave it where they cut a picture sign in two. Nothing can be written with it.
_HALF = re.compile("[\ud800-\udfff]")
_HALF_ESCAPED = re.compile(rb"\\u[dD][89a-fA-F]")
Words = TypeVar("Words", str, str | None)

_NOT_A_CHAT = "This file holds no chat we can read. Export the chat again, or paste the lines instead."
MAX_PASTED = 100 * 1024 * 1024
PASTED_TOO_LARGE = "The text is longer than 100 million letters. Give it as a file instead."
_NO_CHAT_IN_ZIP = "The zip holds no chat we can read. Send the chat file itself, or paste the lines instead."
_WEB_PAGE = (
    "This is a web page that holds no chat we can read. Export the chat itself, or paste the lines instead."
)


def read_chat(content: bytes | Bytes, *, name: str = "") -> Transcript:
    """The chat in a file or zip. `name` is only a hint for the counterpart.

    The file may be read again while the messages are walked. Raises Unreadable, with one line that says what to
    do next, for everything that is no chat; a walk raises it too where a file breaks off.
    """
    given = content if isinstance(content, Bytes) else Bytes.of(content)
    found, zipped = pieces(given)
    if zipped:
        return _read_zip(found, name=name)
    codec, notes = encoding(given)
    source = Source((Part(given, codec),), (name,))
    reader = _recognised(source)
    if reader is None:
        _refuse(source)
        reader, notes = PLAIN, (*notes, "fell_back_to_plain_text")
    return _read(reader, source, notes)


def read_text(text: str) -> Transcript:
    """Pasted text. Always readable unless there is nothing in it or far too much."""
    if len(text) > MAX_PASTED:
        raise Unreadable(PASTED_TOO_LARGE)
    if not text.strip():
        raise Unreadable("There is no text yet. Paste the lines of the chat.")
    notes = ("letters_damaged",) if _HALF.search(text) else ()
    source = Source((Part(Bytes.of(_HALF.sub("\ufffd", text).encode("utf-8"))),))
    try:
        reader = _recognised(source)
    except Unreadable:
        reader = None
    return _read(reader or PLAIN, source, notes)


def _recognised(source: Source) -> Reader | None:
    if source.is_json:
        source.tree  # noqa: B018 - JSON that breaks off is said to be so, not read as text
    return next((reader for reader in READERS if reader.looks_like(source)), None)


def _read(reader: Reader, source: Source, notes: Iterable[str]) -> Transcript:
    transcript = reader.read(source)
    found = replace(transcript, notes=tuple(dict.fromkeys((*notes, *transcript.notes))))
    return _mended(found) if source.is_json and _escapes_half(source) else found


def _escapes_half(source: Source) -> bool:
    """Whether the JSON may hold half a character: only an escape can spell it, so most files are clean at a glance."""
    wide = any(not part.codec.startswith("utf-8") for part in source.parts)
    return wide or any(
        _HALF_ESCAPED.search(block) for part in source.parts for block in _overlapping(part.content.blocks())
    )


def _overlapping(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Blocks that begin with the last bytes of the one before, so that nothing short is missed between two."""
    before = b""
    for block in blocks:
        yield before + block
        before = block[-8:]


def _mended(transcript: Transcript) -> Transcript:
    """Half characters come only out of JSON: no file as text can hold them."""
    notes = transcript.notes
    if any(_HALF.search(f"{one.sender or ''}{one.text}") for one in transcript.messages):
        notes = tuple(dict.fromkeys((*notes, "letters_damaged")))
    return replace(
        transcript,
        messages=Again(lambda: map(_whole_letters, transcript.messages)),
        owner=_mend(transcript.owner),
        other=_mend(transcript.other),
        notes=notes,
    )


def _whole_letters(one: Message) -> Message:
    return Message(one.at, _mend(one.sender), _mend(one.text), one.kind) if _is_half(one) else one


def _is_half(one: Message) -> bool:
    return bool(_HALF.search(one.text) or (one.sender and _HALF.search(one.sender)))


def _mend(text: Words) -> Words:
    return text if text is None else _HALF.sub("\ufffd", text)


def _refuse(source: Source) -> None:
    """What is certainly no chat is refused, not searched as if it were one."""
    if source.is_json:
        raise Unreadable(_NOT_A_CHAT)
    if is_page(source):
        raise Unreadable(_WEB_PAGE)
    if source.start.lstrip("\ufeff \n")[:5] == "<?xml":
        raise Unreadable(_NOT_A_CHAT)


def _read_zip(found: Iterable[Piece], *, name: str) -> Transcript:
    """The chat in a zip. Files of one folder and format are one chat, such as message_1 to message_9."""
    known = list(_candidates(found, name=name))
    known.sort(key=lambda row: (row[0].code, _folder(row[1]), _number(row[1])))
    chats = []
    for _, group in groupby(known, key=lambda row: (row[0].code, _folder(row[1]))):
        rows = list(group)
        chats += [_read(rows[0][0], _merged([s for _, s, _ in rows]), [n for *_, ns in rows for n in ns])]
    if not chats:
        raise Unreadable(_NO_CHAT_IN_ZIP)
    return _together(chats)


def _candidates(found: Iterable[Piece], *, name: str) -> Iterator[tuple[Reader, Source, tuple[str, ...]]]:
    for piece in found:
        try:
            codec, notes = encoding(piece.content)
            source = Source((Part(piece.content, codec, piece.path),), (piece.path, name))
            reader = _recognised(source)
        except Unreadable:
            continue  # a note or a card sent in the chat; the chat itself decides
        if reader and reader.code != "pasted_chat":
            yield reader, source, notes


def _folder(source: Source) -> str:
    # Only JSON and web pages spread one chat over several files; every text export is a chat of its own.
    path = PurePosixPath(source.names[0])
    return str(path.parent) if source.is_json or is_page(source) else str(path)


def _number(source: Source) -> tuple[int, str]:
    digits = "".join(c for c in PurePosixPath(source.names[0]).stem if c in "0123456789")
    return int(digits[:9] or 0), source.names[0]


def _merged(sources: list[Source]) -> Source:
    parts = tuple(part for source in sources for part in source.parts)
    return Source(parts, tuple(n for source in sources for n in source.names))


def _together(chats: list[Transcript]) -> Transcript:
    """Several chats, one after the other; the first gives its format's name."""
    if len(chats) == 1:
        return chats[0]
    notes = dict.fromkeys(["several_chats", *(note for chat in chats for note in chat.notes)])
    messages = Again(lambda: chain.from_iterable(chat.messages for chat in chats))
    return Transcript(_largest(chats).format, messages, notes=tuple(notes))


def _largest(chats: list[Transcript]) -> Transcript:
    return max(chats, key=lambda chat: sum(1 for _ in chat.messages))
