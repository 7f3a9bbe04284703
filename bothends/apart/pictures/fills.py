"""What lies behind a line of text: its colour, and how far that colour goes. That is the bubble."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bothends.apart.pictures.found import Box
from bothends.apart.pictures.pixels import Pixels
from bothends.core.intake.bubbles import Written

_ALIKE = 14  # of 255, in the channel that differs most
_GAP = 26  # pixels of another colour that do not end a bubble: a letter that reaches above its line


def behind(pixels: Pixels, one: Box) -> tuple[NDArray[np.int16], int, int]:
    """(colour behind the line, left and right end of the stretch in that colour)."""
    # Inside the box its ground is the commonest colour; its edges may lie outside a bubble that fits tightly.
    colour = _most_common(one.cut(pixels).astype(np.int16).reshape(-1, 3))
    stretches = [
        _stretch(pixels, row, one, colour) for row in (one.top - 3, one.bottom + 2, one.top, one.bottom - 1)
    ]
    return colour, min(left for left, _ in stretches), max(right for _, right in stretches)


def _most_common(rows: NDArray[np.int16]) -> NDArray[np.int16]:
    coarse = (rows >> 3).astype(np.int64)
    keys = (coarse[:, 0] << 16) | (coarse[:, 1] << 8) | coarse[:, 2]
    values, counts = np.unique(keys, return_counts=True)
    return np.asarray(np.median(rows[keys == values[counts.argmax()]], axis=0), dtype=np.int16)


def _stretch(pixels: Pixels, row: int, one: Box, colour: NDArray[np.int16]) -> tuple[int, int]:
    if not 0 <= row < pixels.shape[0]:
        return one.left, one.right
    other = _differs(pixels[row], colour)
    middle = (one.left + one.right) // 2
    return middle - _run(other[:middle][::-1], middle - one.left), middle + _run(
        other[middle:], one.right - middle
    )


def _differs(pixels: NDArray[np.uint8], colour: NDArray[np.int16]) -> NDArray[np.bool_]:
    return np.asarray(np.abs(pixels.astype(np.int16) - colour).max(axis=-1) > _ALIKE)


def _run(other: NDArray[np.bool_], least: int) -> int:
    """How far the colour goes: up to the first `_GAP` pixels in a row of another one beyond the text."""
    if len(other) < _GAP:
        return len(other)
    windows = np.convolve(other[least:], np.ones(_GAP, np.int16), "valid") >= _GAP
    if not windows.any():
        return len(other)
    return least + int(windows.argmax())


def joined(pixels: Pixels, above: Box, below: Box, colour: NDArray[np.int16], inside: int) -> bool:
    """Whether the bubble goes on between two lines: its colour fills the rows between them.

    inside: the left end of the bubble. Letters may hang between two lines; the edge of a bubble is empty.
    """
    if below.top <= above.bottom:
        return True
    left = max(above.left, below.left)
    right = max(left + 8, min(above.right, below.right))
    for start, end in ((left, right), (inside + 4, inside + 14)):
        rows = _differs(pixels[above.bottom : below.top, start:end], colour).mean(axis=1)
        if bool((rows < 0.5).all()):
            return True
    return False


def written(pixels: Pixels, lines: list[Box], texts: list[str]) -> list[Written]:
    """The lines with their bubbles, numbered from top to bottom. A line on the page itself has the whole width."""
    colours = [behind(pixels, one) for one in lines]
    rows: list[Written] = []
    for number, (one, text) in enumerate(zip(lines, texts, strict=True)):
        colour, left, right = colours[number]
        bubble = number
        for before in range(number - 1, max(-1, number - 7), -1):
            same = np.abs(colours[before][0] - colour).max() <= _ALIKE
            near = one.top - lines[before].bottom < 1.6 * max(one.height, lines[before].height)
            beside = min(right, colours[before][2]) - max(left, colours[before][1]) > 0
            if (
                same
                and near
                and beside
                and joined(pixels, lines[before], one, colour, max(left, colours[before][1]))
            ):
                bubble = rows[before].bubble
                break
        rows.append(Written(text, one.left, one.top, one.right, one.bottom, bubble, left, right))
    return rows
