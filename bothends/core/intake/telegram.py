"""Telegram Desktop's result.json: one chat, or everything with `chats.list`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from bothends.core.intake.large_json import Items
from bothends.core.intake.source import Source, two_sides
from bothends.core.intake.transcript import Again, Message, Transcript

DELETED = "Deleted Account"
_SAMPLE = 20_000  # messages looked at to tell who is who

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MEDIA = (
    "media_type",
    "photo",
    "file",
    "location_information",
    "poll",
    "live_location_period_seconds",
    "sticker_emoji",
)


def looks_like(source: Source) -> bool:
    """Chats whose messages have Telegram's own fields."""
    tree = source.tree
    return (
        isinstance(tree, dict)
        and ("chats" in tree or "messages" in tree)
        and any(_typical(m) for m in _sample(tree))
    )


def _typical(row: object) -> bool:
    return (
        isinstance(row, dict)
        and row.get("type") in ("message", "service")
        and ("date" in row or "date_unixtime" in row)
    )


def _sample(tree: dict[str, Any]) -> list[object]:
    return [row for chat in _chats(tree) for row in islice(chat["messages"], 5)][:50]


def _chats(tree: dict[str, Any]) -> list[dict[str, Any]]:
    """Every chat that has messages, in the order of the file; chats one has left come last."""
    if "messages" in tree:
        listed: list[object] = [tree]
    else:
        holders = (tree.get("chats"), tree.get("left_chats"))
        listed = [chat for h in holders if isinstance(h, dict) for chat in _rows(h.get("list"))]
    return [chat for chat in listed if isinstance(chat, dict) and _holds(chat.get("messages"))]


def _rows(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _holds(value: object) -> bool:
    return isinstance(value, Items) or bool(_rows(value))


def read(source: Source) -> Transcript:
    """All messages of all chats, chat after chat. Times are UTC where the export gives them."""
    trees = [tree for tree in source.trees() if isinstance(tree, dict)]
    chats = [chat for tree in trees for chat in _chats(tree)]
    messages = Again(lambda: map(_message, _everything(chats)))
    owner = next((name for tree in trees if (name := _owner(tree, chats))), None)
    other = _other(chats[0]) if len(chats) == 1 else None
    if len(chats) == 1:
        owner, other = two_sides(_some_senders(chats), owner=owner, other=other)
    return Transcript(
        "telegram_json",
        messages,
        owner=owner,
        other=other,
        notes=("several_chats",) if len(chats) > 1 or any("chats" in tree for tree in trees) else (),
    )


def _owner(tree: dict[str, Any], chats: Iterable[dict[str, Any]]) -> str | None:
    about = tree.get("personal_information")
    if not isinstance(about, dict):
        return None
    own = f"user{about.get('user_id')}"
    written = next(
        (_sender(row) for row in islice(_everything(chats), _SAMPLE) if row.get("from_id") == own), None
    )
    full = " ".join(str(about[key]) for key in ("first_name", "last_name") if about.get(key))
    return written or full or None


def _other(chat: dict[str, Any]) -> str | None:
    if chat.get("type") not in ("personal_chat", "bot_chat"):
        return None
    theirs = f"user{chat.get('id')}"
    written = next(
        (_sender(row) for row in islice(_everything([chat]), _SAMPLE) if row.get("from_id") == theirs), None
    )
    return written or (str(chat["name"]) if chat.get("name") else None)


def _some_senders(chats: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Who speaks in the first messages; in a chat of two both do."""
    rows = islice(_everything(chats), _SAMPLE)
    return (name for row in rows if row.get("type") == "message" and (name := _sender(row)))


def _everything(chats: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return (row for chat in chats for row in chat["messages"] if isinstance(row, dict))


def _sender(row: dict[str, Any]) -> str | None:
    if name := row.get("from"):
        return str(name)
    if "from" not in row and "from_id" not in row:
        return None
    return f"{DELETED} ({row['from_id']})" if row.get("from_id") else DELETED


def _message(row: dict[str, Any]) -> Message:
    text = row.get("text")
    if not isinstance(text, str):
        text = "".join(_spans(text))
    if row.get("type") != "message":
        return Message(_when(row), None, text or str(row.get("action") or ""), "system")
    if "contact_information" in row:
        text = "\n".join(filter(None, (text, _shared_contact(row))))
    if text or not _is_media(row):
        return Message(_when(row), _sender(row), text)
    return Message(_when(row), _sender(row), f"[{row.get('media_type') or 'file'}]", "media")


def _is_media(row: dict[str, Any]) -> bool:
    return any(key in row for key in _MEDIA)


def _spans(text: object) -> Iterator[str]:
    """`text` is a string, or a list of strings and of marked pieces; a hidden link is written out."""
    for piece in text if isinstance(text, list) else [text]:
        if isinstance(piece, str):
            yield piece
        elif isinstance(piece, dict):
            yield str(piece.get("text") or "")
            if piece.get("type") == "text_link" and piece.get("href"):
                yield f" <{piece['href']}>"


def _shared_contact(row: dict[str, Any]) -> str:
    card = row.get("contact_information")
    if not isinstance(card, dict):
        return ""
    return " ".join(str(card[key]) for key in ("first_name", "last_name", "phone_number") if card.get(key))


def _when(row: dict[str, Any]) -> datetime | None:
    try:
        if (seconds := row.get("date_unixtime")) is not None:
            return _EPOCH + timedelta(0, int(seconds))
        return datetime.fromisoformat(str(row["date"]))
    except (KeyError, ValueError, TypeError, OverflowError):
        return None
