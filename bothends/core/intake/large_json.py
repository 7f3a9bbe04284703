"""JSON too large to hold: its outer values, and the messages as a walk that reads the file anew each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, BinaryIO, cast

import ijson

from bothends.core.errors import Unreadable
from bothends.core.intake.source import CUT_SHORT, Bytes

_MOST_OUTER = 200_000  # events before the messages: names, about-texts, contacts
_INNER = ("chats.list.item.messages.item", "left_chats.list.item.messages.item")


@dataclass(frozen=True, slots=True)
class Items(Iterable[Any]):
    """The rows of the arrays at these places, one after the other. Raises Unreadable where the JSON breaks."""

    content: Bytes = field(repr=False)
    places: tuple[str, ...]

    def __iter__(self) -> Iterator[Any]:
        for place in self.places:
            with self.content.open() as stream:
                yield from _whole(ijson.items(_heard(stream, self.content), place, use_float=True))


class _Heard:
    """A stream whose reader tells how far it is."""

    def __init__(self, stream: BinaryIO, content: Bytes) -> None:
        self._stream, self._content = stream, content

    def read(self, size: int = -1) -> bytes:
        block = self._stream.read(size)
        self._content.tell(len(block))
        return block


def _heard(stream: BinaryIO, content: Bytes) -> BinaryIO:
    return cast(BinaryIO, _Heard(stream, content))


def outline(content: Bytes) -> dict[str, Any]:
    """The file's outer object with `messages` as Items: all chats in one where it holds several."""
    tree: dict[str, Any] = {}
    with content.open() as stream:
        events = _whole(ijson.parse(_heard(stream, content), use_float=True))
        for number, (place, event, value) in enumerate(_until_messages(events)):
            if number > _MOST_OUTER:
                break
            _note(tree, place, event, value)
    several = "chats" in tree
    return tree | {"messages": Items(content, _INNER if several else ("messages.item",))}


def _until_messages(events: Iterable[tuple[str, str, Any]]) -> Iterator[tuple[str, str, Any]]:
    return takewhile(lambda one: not (one[1] == "start_array" and one[0].endswith("messages")), events)


def _note(tree: dict[str, Any], place: str, event: str, value: Any) -> None:
    """Outer scalars, the owner's own data, and the names of those who take part."""
    if event == "map_key" or value is None:
        if place == "" and event == "map_key":
            tree.setdefault(value, None)
        return
    outer, _, inner = place.partition(".")
    if not inner:
        tree[outer] = value
    elif outer == "personal_information":
        tree[outer] = {**(tree.get(outer) or {}), inner: value}
    elif place == "participants.item.name":
        tree[outer] = [*(tree.get(outer) or []), {"name": value}]
    elif place == "participants.item":
        tree[outer] = [*(tree.get(outer) or []), value]


def _whole(rows: Iterable[Any]) -> Iterator[Any]:
    try:
        yield from rows
    except (ijson.JSONError, UnicodeDecodeError):
        raise Unreadable(CUT_SHORT) from None
