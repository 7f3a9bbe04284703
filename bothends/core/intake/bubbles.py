"""Lines of text in a screenshot, with the bubbles they stand in, become messages. Nothing here sees a pixel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby

from bothends.core.intake.transcript import Message, Transcript

OTHER, ME = "other", "me"
UNREAD = "[?]"  # a line that is there and could not be read
FORMAT = "screenshot"

_WHOLE = 0.93  # of the width: a bar, or the page itself, not a bubble
_HEAD, _FOOT = 0.16, 0.86  # of the height: where the bars of a messenger are
_SAME = 0.8  # how alike two readings of one message are
_LEAST = 8  # letters that two pictures must share to be taken as overlapping

_CLOCK = r"[0-9OolI]{1,2}[:.][0-9OolI]{2}(?::\d\d)?"
_HALF = r"(?:[AaPp]\.?\s?[Mm]\.?|上午|下午|午前|午後|오전|오후|น\.?|SA|CH)"
_TICKS = r"[\s✓√vVwW/\\<>«»」』|.,·•*'\"-]{0,6}"
_STAMP = re.compile(rf"{_TICKS}(?:{_HALF}\s?)?{_CLOCK}(?:\s?{_HALF})?{_TICKS}")
_READ = re.compile(
    r"(?:既読|已读|已讀|읽음|read|seen|delivered|อ่านแล้ว|đã xem|đã nhận)[\s\d:.]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Written:
    """One line of text: its box in pixels, the number of its bubble, and how far the bubble reaches."""

    text: str = field(repr=False)
    left: int
    top: int
    right: int
    bottom: int
    bubble: int
    bubble_left: int
    bubble_right: int


@dataclass(frozen=True, slots=True)
class Screen:
    """One picture: its size in pixels and its lines."""

    width: int
    height: int
    lines: Sequence[Written]


def transcript_of(screens: Iterable[Screen], *, notes: tuple[str, ...] = ()) -> Transcript:
    """The chat in pictures that follow each other; what two of them both show is there once."""
    messages: list[Message] = []
    merged = False
    for screen in screens:
        fresh = messages_of(screen)
        shared = overlap(messages, fresh)
        merged = merged or shared > 0
        messages = _laid_over(messages, fresh, shared)
    unread = any(UNREAD in one.text for one in messages)
    said = (*notes, *(["pictures_overlap"] if merged else []), *(["picture_lines_unread"] if unread else []))
    named = {one.sender for one in messages}
    return Transcript(
        FORMAT,
        tuple(messages),
        owner=ME if ME in named else None,
        other=OTHER if OTHER in named else None,
        notes=said,
    )


def messages_of(screen: Screen) -> list[Message]:
    """The messages of one picture, from top to bottom. Bars and time stamps are left out."""
    bubbles = [[*group] for _, group in groupby(_by_bubble(screen.lines), key=lambda one: one.bubble)]
    bubbles.sort(key=lambda one: one[0].top)
    real = [one for one in bubbles if not _whole(screen, one)]
    if not real:
        return _without_bubbles(screen, bubbles)
    first, last = real[0][0].top, max(one[-1].bottom for one in real)
    messages = []
    for bubble in bubbles:
        if not (_whole(screen, bubble) and _in_bar(screen, bubble, first, last)):
            messages += _message(screen, bubble)
    return messages


def overlap(before: Sequence[Message], after: Sequence[Message]) -> int:
    """How many messages at the end of one picture stand again at the beginning of the next."""
    for count in range(min(len(before), len(after)), 0, -1):
        pairs = [*zip(before[-count:], after[:count], strict=True)]
        if sum(len(_bare(one.text)) for _, one in pairs) < _LEAST:
            continue
        if all(
            _same(*pair, cut_above=index == 0, cut_below=index == count - 1)
            for index, pair in enumerate(pairs)
        ):
            return count
    return 0


def as_text(transcript: Transcript) -> str:
    """The chat as a person may correct it: one message a paragraph, `other: …` or `me: …`, read back as pasted."""
    return "\n".join(
        f"{one.sender}: {one.text}" if one.sender else one.text
        for one in transcript.messages
        if one.kind == "text"
    )


def _by_bubble(lines: Sequence[Written]) -> list[Written]:
    return sorted(lines, key=lambda one: (one.bubble, one.top, one.left))


def _whole(screen: Screen, bubble: Sequence[Written]) -> bool:
    return max(one.bubble_right for one in bubble) - min(one.bubble_left for one in bubble) > (
        _WHOLE * screen.width
    )


def _in_bar(screen: Screen, bubble: Sequence[Written], first: int, last: int) -> bool:
    above = bubble[-1].bottom <= first and bubble[0].top < _HEAD * screen.height
    below = bubble[0].top >= last and bubble[0].top > _FOOT * screen.height
    return above or below


def _message(screen: Screen, bubble: Sequence[Written]) -> list[Message]:
    rows = _rows([one for one in bubble if not _is_stamp(one.text)])
    text = "\n".join(" ".join(one.text or UNREAD for one in row) for row in rows)
    if not rows or _READ.fullmatch(text) or (text == UNREAD and _whole(screen, bubble)):
        return []
    side = _side(screen, bubble)
    return [Message(None, side, text, "text" if side else "system")]


def _without_bubbles(screen: Screen, lines: Sequence[Sequence[Written]]) -> list[Message]:
    """Text nobody is named for: everything but the time at the top."""
    kept = [one for bubble in lines for one in bubble if one.text and not _is_stamp(one.text)]
    return [Message(None, None, " ".join(one.text for one in row)) for row in _rows(kept)]


def _rows(lines: Sequence[Written]) -> list[list[Written]]:
    """Lines side by side in one row, each from left to right."""
    rows: list[list[Written]] = []
    for one in sorted(lines, key=lambda one: one.top):
        if rows and (one.top + one.bottom) / 2 < rows[-1][0].bottom:
            rows[-1].append(one)
        else:
            rows.append([one])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _is_stamp(text: str) -> bool:
    return bool(_STAMP.fullmatch(text.strip()))


def _side(screen: Screen, bubble: Sequence[Written]) -> str | None:
    """Left is the other, right is the reporter, the middle is nobody: a date or a notice."""
    whole = _whole(screen, bubble)
    left = min(one.left if whole else one.bubble_left for one in bubble)
    right = max(one.right if whole else one.bubble_right for one in bubble)
    before, after = left / screen.width, 1 - right / screen.width
    if abs(before - after) < 0.05 and before > 0.12:
        return None
    return OTHER if before <= after else ME


def _same(first: Message, second: Message, *, cut_above: bool, cut_below: bool) -> bool:
    if first.sender != second.sender:
        return False
    one, other = _bare(first.text), _bare(second.text)
    if not one or not other:
        return one == other
    # A picture may begin or end in the middle of a message: then one reading holds only a part of the other.
    if cut_above and len(other) >= _LEAST and _alike(one[-len(other) :], other):
        return True
    if cut_below and len(one) >= _LEAST and _alike(one, other[: len(one)]):
        return True
    return _alike(one, other)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SAME


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()[:400]


def _laid_over(before: Sequence[Message], after: Sequence[Message], shared: int) -> list[Message]:
    """Both after each other; of what both show, the fuller reading."""
    if not shared:
        return [*before, *after]
    fuller = [
        max(pair, key=lambda one: len(_bare(one.text)))
        for pair in zip(before[-shared:], after[:shared], strict=True)
    ]
    return [*before[:-shared], *fuller, *after[shared:]]
