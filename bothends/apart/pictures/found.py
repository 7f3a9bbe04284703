"""Where the lines of text are, and what they say in the languages rapidocr reads: English, Chinese, Japanese."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from bothends.apart.pictures.pixels import Pixels

TILE = 2_000  # pixels of height looked at in one go; a long screenshot is taken in tiles
OVERLAP = 160  # higher than any line of text
_SURE = (
    0.75  # and _DENSE: letters a line's height of width; Latin text has over two, Chinese one and a little
)
_DENSE = 0.95
LOOKED_AT = 800  # width in which lines are looked for; they are read in full size


@dataclass(frozen=True, slots=True)
class Box:
    """A line of text in a picture, upright, in pixels; right and bottom exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def cut(self, pixels: Pixels, margin: int = 0) -> Pixels:
        top, left = max(0, self.top - margin), max(0, self.left - margin)
        return pixels[top : self.bottom + margin, left : self.right + margin]


@dataclass(frozen=True, slots=True)
class Said:
    """What a line says, how sure the engine is of it, 0 to 1, and how wide the line is in pixels.

    `read`: the engine knows these letters. Of others it makes one or two where ten stand, often with confidence.
    """

    text: str = field(repr=False)
    score: float = 0.0
    width: int = 0
    read: bool = False


@cache
def _engines() -> tuple[Any, Any]:
    """Detector and recogniser with one thread each, from the files in the package and from nowhere else."""
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    engine: Any = rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            # Named outright: what is named is never looked for elsewhere.
            "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
            "Rec.model_path": str(models / "PP-OCRv6_rec_small.onnx"),
            # Below these, thin Khmer letters are not seen; measured on the screens of the tests.
            "Det.thresh": 0.2,
            "Det.box_thresh": 0.35,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
    return engine._load_det_model(), engine._load_rec_model()


def prepare() -> None:
    """Load both models and use them once, before the fence."""
    cv2.setNumThreads(1)
    page = np.full((640, 640, 3), 255, np.uint8)
    cv2.putText(page, "once", (60, 200), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 4)
    read(page, boxes(page))


def boxes(pixels: Pixels) -> list[Box]:
    """Every line of text, from top to bottom."""
    found: list[Box] = []
    height = pixels.shape[0]
    top = 0
    while True:
        bottom = min(height, top + TILE)
        inside = _in_tile(pixels[top:bottom], top)
        found += [one for one in inside if not _cut(one, top, bottom, height) and not _known(one, found)]
        if bottom == height:
            whole = [one for one in found if not any(_within(one, other) for other in found)]
            return sorted(whole, key=lambda one: (one.top, one.left))
        top = bottom - OVERLAP


def _in_tile(tile: Pixels, offset: int) -> list[Box]:
    detector, _ = _engines()
    scale = min(1.0, LOOKED_AT / tile.shape[1])
    looked_at = (
        cv2.resize(tile, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else tile
    )
    answer = detector(looked_at[:, :, ::-1])
    if answer.boxes is None:
        return []
    rows = []
    for corners in answer.boxes:
        across, down = corners[:, 0] / scale, corners[:, 1] / scale
        left, right = max(0, int(across.min())), min(tile.shape[1], int(np.ceil(across.max())))
        top, bottom = max(0, int(down.min())), min(tile.shape[0], int(np.ceil(down.max())))
        if right - left > 4 and bottom - top > 4:
            rows.append(Box(left, top + offset, right, bottom + offset))
    return rows


def _cut(one: Box, top: int, bottom: int, height: int) -> bool:
    """Whether the edge of the tile runs through this line; the next tile has it whole."""
    return (one.top - top < 6 and top > 0) or (bottom - one.bottom < 6 and bottom < height)


def _within(one: Box, other: Box) -> bool:
    """Whether this is a mark of a larger line, such as a vowel that hangs below it."""
    across, down = (one.left + one.right) // 2, (one.top + one.bottom) // 2
    inside = other.left <= across < other.right and other.top <= down < other.bottom
    return inside and one.height < 0.6 * other.height and one is not other


def _known(one: Box, found: Sequence[Box]) -> bool:
    middle = (one.top + one.bottom) // 2
    return any(
        other.top <= middle < other.bottom and one.left < other.right and other.left < one.right
        for other in found[-40:]
    )


def read(pixels: Pixels, lines: Sequence[Box]) -> list[Said]:
    """What each line says, in English, Chinese or Japanese."""
    if not lines:
        return []
    from rapidocr.ch_ppocr_rec import TextRecInput

    _, recogniser = _engines()
    cuts = [np.ascontiguousarray(one.cut(pixels)[:, :, ::-1]) for one in lines]
    answer = recogniser(TextRecInput(img=cuts))
    said = zip(answer.txts, answer.scores, lines, strict=True)
    return [_judged(text.strip(), float(score), one) for text, score, one in said]


def _judged(text: str, score: float, one: Box) -> Said:
    width = one.right - one.left
    dense = len(text) * one.height >= _DENSE * width
    return Said(text, score, width, read=dense and score >= _SURE)
