"""A chat as a web page, read as a stream: which boxes are messages, and what stands in them.

A format brings a `Layout`; this file walks the tags. It runs nothing, loads nothing and follows no link.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from bothends.core.errors import Unreadable
from bothends.core.intake.source import LINE_COSTS, LONGEST_MESSAGE, Source
from bothends.core.intake.tags import DAMAGED, Tags, attributes

_BLOCK = 65_536
_DEEPEST = 500
_LONGEST_BOX = 4 * LONGEST_MESSAGE  # letters of a message and of those within it
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
_BREAKS = frozenset({"div", "p", "li", "tr", "table", "ul", "ol", "h1", "h2", "h3", "blockquote", "section"})
_HIDDEN = frozenset({"script", "style", "head", "title"})
_BLANKS = re.compile(r"[ \t\r\n]*\n[ \t\r\n]*")

Attributes = Mapping[str, str]
# "message", "sender", "stamp", "text", "skip", "media", a role of the format's own, or "" for none. A "notice"
# is a message that is all text.
Role = str


@dataclass(slots=True)
class Box:
    """One message as the page shows it, before a format makes a Message of it."""

    role: Role
    classes: frozenset[str]
    id: str = ""
    page: int = 0  # which of several pages in a row
    depth: int = 0
    inside: bool = False  # within another box
    answers: list[Box] = field(default_factory=list, repr=False)  # boxes within this one
    title: str = field(default="", repr=False)  # the time in full, where the page hides it in a title
    media: list[str] = field(default_factory=list, repr=False)
    written: dict[Role, list[str]] = field(default_factory=dict, repr=False)

    def get(self, role: Role) -> str:
        """What was written in this role, without the blanks around it."""
        return "".join(self.written.get(role, ())).strip()

    @property
    def text(self) -> str:
        lines = "".join(self.written.get("text", ())).split("\n")
        return "\n".join(line.strip(" \t") for line in lines).strip("\n")


@dataclass(frozen=True, slots=True)
class Layout:
    """What a tag is, by its name, classes, attributes and the role above it. Within "skip" nothing is read."""

    role: Callable[[str, frozenset[str], Attributes, Role], Role]


def blocks(source: Source) -> Iterator[str]:
    """The text of all parts in pieces of bounded size."""
    for part in source.parts:
        for text in part.blocks():
            yield from (text[start : start + _BLOCK] for start in range(0, len(text), _BLOCK))


def is_page(source: Source) -> bool:
    """Whether this text is HTML at all."""
    start = source.start[:2_000].lstrip("\ufeff \t\r\n")[:500].casefold()
    return start.startswith(("<!doctype html", "<html", "<meta", "<head", "<body")) or "<html" in start[:200]


def boxes(source: Source, layout: Layout) -> Iterator[Box]:
    """Every message box, a box before those within it. Raises Unreadable."""
    walker = _Walker(layout)
    for text in blocks(source):
        yield from walker.take(text)
    yield from walker.end()


class _Walker:
    """Open tags with their roles; text goes to the nearest role above it."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._tags = Tags()
        self._open: list[tuple[str, Role]] = []
        self._boxes: list[Box] = []
        self._done: list[Box] = []
        self._page = 0
        self._link = ""
        self._linked: list[str] = []
        self._room = _LONGEST_BOX

    def take(self, text: str, *, last: bool = False) -> list[Box]:
        """The boxes that this text completes."""
        for event, name, written in self._tags.feed(text, last=last):
            if event == "text":
                self._said(written)
            elif event == "start":
                self._start(name, attributes(written))
            else:
                self._end(name)
        done, self._done = self._done, []
        return done

    def end(self) -> list[Box]:
        """What is left where the page ends early."""
        done = self.take("", last=True)
        self._close_boxes(0)
        return done + self._done

    def _start(self, tag: str, given: Attributes) -> None:
        if tag == "html":
            self._close_boxes(0)
            self._open, self._page = [], self._page + 1
        classes = frozenset(given.get("class", "").split())
        role = (
            "skip"
            if tag in _HIDDEN or self._silent()
            else self._layout.role(tag, classes, given, self._role())
        )
        if role in ("message", "notice"):
            self._room = self._room if self._boxes else _LONGEST_BOX
            self._boxes.append(
                Box(role, classes, given.get("id", ""), self._page, len(self._open), bool(self._boxes))
            )
        self._mark(tag, role, given)
        if tag not in _VOID:
            self._push(tag, "text" if role == "notice" else role)

    def _push(self, tag: str, role: Role) -> None:
        if len(self._open) >= _DEEPEST:
            raise Unreadable(DAMAGED)
        self._open.append((tag, role or self._role()))

    def _role(self) -> Role:
        return self._open[-1][1] if self._open else ""

    def _silent(self) -> bool:
        return self._role() == "skip"

    def _mark(self, tag: str, role: Role, given: Attributes) -> None:
        """What a tag itself brings: a line end, a file, a time in its title, a link."""
        if not self._boxes or self._silent():
            return
        if tag == "br":
            self._write("\n")
        elif tag in _BREAKS:
            self._break()
        if role == "media":
            self._boxes[-1].media.append(given.get("href") or given.get("src") or "")
        if role == "stamp":
            self._boxes[-1].title = self._boxes[-1].title or given.get("title", "")
        if tag == "a":
            self._link, self._linked = given.get("href", ""), []

    def _end(self, tag: str) -> None:
        place = next((n for n in range(len(self._open) - 1, -1, -1) if self._open[n][0] == tag), None)
        if place is None:
            return
        if tag == "a":
            self._end_link()
        if tag in _BREAKS:
            self._break()
        del self._open[place:]
        self._close_boxes(len(self._open))

    def _close_boxes(self, depth: int) -> None:
        while self._boxes and self._boxes[-1].depth >= depth:
            box = self._boxes.pop()
            if self._boxes:
                self._boxes[-1].answers += [box, *box.answers]
            else:
                self._done += [box, *box.answers]

    def _end_link(self) -> None:
        """A link that shows other words than its address is written out."""
        link, words = self._link, "".join(self._linked).strip()
        self._link = ""
        hidden = link.startswith(("http://", "https://")) and words and not words.startswith(("@", "#"))
        if hidden and words.rstrip("/") not in link and link not in words:
            self._write(f" <{link}>")

    def _said(self, data: str) -> None:
        self._room -= len(data) + LINE_COSTS
        if self._boxes and self._room < 0:
            raise Unreadable(DAMAGED)
        if self._link:
            self._linked.append(data)
        self._write(_BLANKS.sub(" ", data))

    def _break(self) -> None:
        """A box begins or ends: what follows starts a new line, unless it does already."""
        role = self._role()
        written = self._boxes[-1].written.get(role) if self._boxes and role in ("text", "card") else None
        if written and written[-1].strip(" ") and not written[-1].endswith("\n"):
            written.append("\n")

    def _write(self, text: str) -> None:
        role = self._role()
        if self._boxes and role and role != "skip":
            self._boxes[-1].written.setdefault(role, []).append(text)
