"""Facebook Messenger and Instagram downloads: the inbox form, letters repaired, and the encrypted form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from typing import Any

from bothends.core.intake.large_json import Items, Mark
from bothends.core.intake.source import Source
from bothends.core.intake.transcript import Again, Kind, Message, Transcript

_SAMPLE = 20_000  # rows of a file looked at to tell whose format it is
_MOST_SORTED = 200_000  # messages that are held to be sorted
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ATTACHED = ("photos", "videos", "audio_files", "files", "gifs", "sticker", "share")

# What the app writes in a person's name. Source: memory, unconfirmed; English only.
_NOISE = re.compile(
    r"(?:Liked a message|Reacted .{1,12} to your message ?|.{0,80}reacted .{1,12} to your message ?"
    r"|You (?:sent|unsent) a(?:n attachment| message)\.?|.{1,80} unsent a message\.?"
    r"|You are now connected on Messenger\.?|Say hi to your new Facebook friend, .{1,80}"
    r"|.{1,80} can now message and call each other and see info like Active Status and when you've read "
    r"messages\.|(?:Audio|Video) call ended)"
)
_SENT_ATTACHMENT = re.compile(
    r".{1,80} sent (?:an attachment|a photo|a video|a voice message|a sticker|a GIF)\."
)


def is_noise(text: str) -> bool:
    """Whether the app wrote this in a person's name."""
    return _NOISE.fullmatch(text) is not None


def sent_only(text: str) -> bool:
    """Whether this says no more than that a file was sent."""
    return _SENT_ATTACHMENT.fullmatch(text) is not None


def _tree(part: object) -> dict[str, Any] | None:
    """A file's JSON where it is one of these."""
    return part if isinstance(part, dict) and isinstance(part.get("messages"), list | Items) else None


def _first(source: Source) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """(chat, its first message), for recognising."""
    tree = source.tree
    if not isinstance(tree, dict) or not isinstance(tree.get("messages"), list | Items):
        return None
    return next(((tree, row) for row in tree["messages"] if isinstance(row, dict)), None)


def looks_classic(source: Source) -> bool:
    first = _first(source)
    return first is not None and "sender_name" in first[1] and "timestamp_ms" in first[1]


def looks_instagram(source: Source) -> bool:
    """Only where the file says so: photos in Instagram's folder, or a like worded as Instagram words it."""
    return looks_classic(source) and any(
        row.get("content") == "Liked a message"
        or any("instagram_activity" in str(p.get("uri", "")) for p in _attachments(row))
        or "instagram.com" in str((row.get("share") or {}).get("link", ""))
        for tree in map(_tree, source.trees())
        if tree
        for row in islice(tree["messages"], _SAMPLE)
        if isinstance(row, dict) and isinstance(row.get("share") or {}, dict)
    )


def looks_encrypted(source: Source) -> bool:
    first = _first(source)
    return first is not None and "senderName" in first[1] and "timestamp" in first[1]


def read_messenger(source: Source) -> Transcript:
    return _read_classic(source, code="messenger_json")


def read_instagram(source: Source) -> Transcript:
    return _read_classic(source, code="instagram_json")


def repaired(text: str) -> str:
    """UTF-8 that was read as Latin-1, put right; anything that does not decode so stays as it is."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _read_classic(source: Source, *, code: str) -> Transcript:
    trees, messages = in_time(source, _classic, "timestamp_ms")
    people = {repaired(str(p.get("name"))) for tree in trees for p in _people(tree) if isinstance(p, dict)}
    titles = {repaired(str(tree.get("title"))) for tree in trees}
    return _transcript(code, messages, people=people, titles=titles)


def read_encrypted(source: Source) -> Transcript:
    trees, messages = in_time(source, _encrypted, "timestamp")
    people = {str(person) for tree in trees for person in _people(tree)}
    titles = {re.sub(r"_\d+$", "", str(tree.get("threadName"))) for tree in trees}
    return _transcript("messenger_e2ee_json", messages, people=people, titles=titles)


def _people(tree: dict[str, Any]) -> list[Any]:
    listed = tree.get("participants")
    return listed if isinstance(listed, list) else []


def _transcript(code: str, messages: Iterable[Message], *, people: set[str], titles: set[str]) -> Transcript:
    """A chat of two bears the counterpart's name."""
    title = next(iter(titles)) if len(titles) == 1 else None
    other = title if title in people and len(people) == 2 else None
    if other is None:
        return Transcript(code, messages)
    return Transcript(code, messages, owner=next(iter(people - {other})), other=other)


@dataclass(slots=True)
class _File:
    """What the first walk learns of one file: how it is ordered, and what it says beside its messages."""

    part: int
    about: dict[str, Any] = field(repr=False)
    first: datetime | None = None
    last: datetime | None = None
    timed: int = 0
    rows: int = 0
    up: bool = True  # never a step back in time
    down: bool = True  # never a step on
    marks: list[Mark] = field(default_factory=list)

    @property
    def newest_first(self) -> bool:
        return self.timed < 2 or (self.first or _EPOCH) >= (self.last or _EPOCH)

    def see(self, at: datetime | None) -> None:
        self.rows += 1
        if at is None:
            return
        self.timed += 1
        if self.last is not None:
            self.up, self.down = self.up and at >= self.last, self.down and at <= self.last
        self.first, self.last = self.first or at, at


Read = Callable[[dict[str, Any]], Message]


def in_time(source: Source, read: Read, stamp: str) -> tuple[list[dict[str, Any]], Iterable[Message]]:
    """(what each file says beside its messages, all messages, oldest first). `stamp` is the field of the time.

    Files are written newest first, and message_1 is the newest of several. One file at a time is held, and of a
    large one a part; only where the files are out of order are all messages held and sorted.
    """
    files = [_surveyed(number, tree, stamp) for number, tree in enumerate(map(_tree, source.trees())) if tree]
    about = [one.about for one in files]
    ordered: list[_File] = []
    for one in files:
        ordered = [one, *ordered] if one.newest_first else [*ordered, one]
    messages = Again(lambda: _walk(source, read, ordered))
    untimed = any(one.timed < one.rows for one in files)
    if untimed or _in_order(ordered) or sum(one.rows for one in files) > _MOST_SORTED:
        return about, messages
    return about, tuple(sorted(messages, key=lambda m: m.at or _EPOCH))


def _surveyed(number: int, tree: dict[str, Any], stamp: str) -> _File:
    found = _File(number, {key: value for key, value in tree.items() if key != "messages"})
    rows = tree["messages"]
    for row in rows.marked(found.marks) if isinstance(rows, Items) else rows:
        if isinstance(row, dict):
            found.see(_when(row.get(stamp)))
    return found


def _in_order(files: Sequence[_File]) -> bool:
    """Whether the files one after the other, each the right way round, never go back in time."""
    filled = [one for one in files if one.timed]
    ends = [(one.last, one.first) if one.newest_first else (one.first, one.last) for one in filled]
    within = all(one.down if one.newest_first else one.up for one in filled)
    return within and all((a[1] or _EPOCH) <= (b[0] or _EPOCH) for a, b in pairwise(ends))


def _walk(source: Source, read: Read, files: Sequence[_File]) -> Iterator[Message]:
    for one in files:
        tree = _tree(source.tree if one.part == 0 else source.parts[one.part].tree())
        rows = tree["messages"] if tree else []
        if one.newest_first:
            rows = rows.backwards(one.marks) if isinstance(rows, Items) else reversed(rows)
        yield from (read(row) for row in rows if isinstance(row, dict))


def _classic(row: dict[str, Any]) -> Message:
    text = repaired(str(row.get("content") or ""))
    attached = _attachments(row)
    kind: Kind = "text"
    if (
        row.get("is_unsent")
        or "call_duration" in row
        or _NOISE.fullmatch(text)
        or str(row.get("type")) in _SYSTEM_TYPES
    ):
        kind = "system"
    elif attached and (not text or _SENT_ATTACHMENT.fullmatch(text)):
        kind = "media"
    link = str((row.get("share") or {}).get("link") or "") if isinstance(row.get("share"), dict) else ""
    return _message(
        row.get("timestamp_ms"), repaired(str(row.get("sender_name") or "")), _joined(text, link), kind
    )


_SYSTEM_TYPES = frozenset({"Subscribe", "Unsubscribe", "Call"})


def _joined(text: str, link: str) -> str:
    return text if link in text else f"{text}\n{link}".strip()


def _attachments(row: dict[str, Any]) -> list[dict[str, Any]]:
    found = [row[key] for key in _ATTACHED if row.get(key)]
    flat = [piece for item in found for piece in (item if isinstance(item, list) else [item])]
    return [piece for piece in flat if isinstance(piece, dict)]


def _encrypted(row: dict[str, Any]) -> Message:
    text = str(row.get("text") or "")
    kind: Kind = "text"
    if row.get("isUnsent") or _NOISE.fullmatch(text) or (not text and not row.get("media")):
        kind = "system"
    elif not text or (row.get("media") and _SENT_ATTACHMENT.fullmatch(text)):
        kind = "media"
    return _message(row.get("timestamp"), str(row.get("senderName") or ""), text, kind)


def _message(milliseconds: object, sender: str, text: str, kind: Kind) -> Message:
    placeholder = {"text": "", "media": "[media]", "system": "[system]"}[kind]
    return Message(
        _when(milliseconds), None if kind == "system" else sender or None, text or placeholder, kind
    )


def _when(milliseconds: object) -> datetime | None:
    if not isinstance(milliseconds, int | float | str):
        return None
    try:
        return _EPOCH + timedelta(milliseconds=int(milliseconds))
    except (ValueError, OverflowError):
        return None
