"""Invented screenshots for the tests: bubbles left and right, a status bar, a name, an input bar, time stamps."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont

FONTS = "/usr/share/fonts"
FACES = {
    "th": "truetype/noto/NotoSansThai-Regular.ttf",
    "km": "truetype/noto/NotoSansKhmer-Regular.ttf",
    "my": "truetype/noto/NotoSansMyanmar-Regular.ttf",
    "lo": "truetype/noto/NotoSansLao-Regular.ttf",
    "hi": "truetype/noto/NotoSansDevanagari-Regular.ttf",
    "bn": "truetype/noto/NotoSansBengali-Regular.ttf",
    "ta": "truetype/noto/NotoSansTamil-Regular.ttf",
    "ar": "truetype/noto/NotoSansArabic-Regular.ttf",
    "am": "truetype/noto/NotoSansEthiopic-Regular.ttf",
    "zh-Hans": "opentype/noto/NotoSansCJK-Regular.ttc",
    "ja": "opentype/noto/NotoSansCJK-Regular.ttc",
    "ko": "opentype/noto/NotoSansCJK-Regular.ttc",
}
_CJK = {"ja": 0, "ko": 1, "zh-Hans": 2}
WIDTH, HEIGHT = 1080, 1920
BAR = 210  # status bar and name above, in pixels
SIZE = 42


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of one messenger: page, bubble of the other, own bubble, letters, and letters of time stamps."""

    page: str
    other: str
    me: str
    ink: str
    faint: str
    bar: str


LIGHT = Look("#efe7de", "#ffffff", "#d9fdd3", "#111b21", "#667781", "#008069")
DARK = Look("#0b141a", "#202c33", "#005c4b", "#e9edef", "#8696a0", "#1f2c34")
PLAIN = Look("#ffffff", "#e9e9eb", "#0b84fe", "#000000", "#8e8e93", "#f6f6f6")


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message as it is drawn. `lines` are broken by hand: nothing here breaks Khmer."""

    side: str
    lines: tuple[str, ...]
    time: str = ""


@cache
def font(language: str, size: int) -> ImageFont.FreeTypeFont:
    face = FACES.get(language, "truetype/noto/NotoSans-Regular.ttf")
    return ImageFont.truetype(f"{FONTS}/{face}", size, index=_CJK.get(language, 0))


def screenshot(
    bubbles: Sequence[Bubble],
    language: str = "en",
    look: Look = LIGHT,
    *,
    bars: bool = True,
    top: int = BAR + 40,
) -> Image.Image:
    """One screen with these bubbles; it ends where the screen ends, as a real one does."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), look.page)
    draw = ImageDraw.Draw(picture)
    down = top
    for bubble in bubbles:
        down = _bubble(draw, bubble, language, look, down) + 28
    if bars:
        _bars(draw, look)
    return picture


def _bubble(draw: ImageDraw.ImageDraw, bubble: Bubble, language: str, look: Look, down: int) -> int:
    letters, small = font(language, SIZE), font("en", 28)
    step = round(SIZE * 1.75)
    width = max(draw.textlength(one, font=letters) for one in bubble.lines) + 60 + (110 if bubble.time else 0)
    height = step * len(bubble.lines) + 36
    left = 36 if bubble.side == "other" else WIDTH - 36 - width
    fill = look.other if bubble.side == "other" else look.me
    draw.rounded_rectangle((left, down, left + width, down + height), 26, fill=fill)
    for number, line in enumerate(bubble.lines):
        draw.text((left + 30, down + 14 + number * step), line, font=letters, fill=look.ink)
    if bubble.time:
        draw.text((left + width - 108, down + height - 46), bubble.time, font=small, fill=look.faint)
    return int(down + height)


def _bars(draw: ImageDraw.ImageDraw, look: Look) -> None:
    draw.rectangle((0, 0, WIDTH, BAR), fill=look.bar)
    ink = "#ffffff" if look is not PLAIN else "#000000"
    draw.text((60, 18), "21:47", font=font("en", 34), fill=ink)
    draw.text((WIDTH - 150, 18), "63%", font=font("en", 34), fill=ink)
    draw.text((190, 92), "David Lim", font=font("en", 44), fill=ink)
    draw.text((190, 150), "online", font=font("en", 32), fill=ink)
    draw.rectangle((0, HEIGHT - 130, WIDTH, HEIGHT), fill=look.bar if look is DARK else "#ffffff")
    draw.text((120, HEIGHT - 95), "Message", font=font("en", 38), fill=look.faint)


def encoded(picture: Image.Image, format: str = "PNG", **more: object) -> bytes:  # noqa: A002 - Pillow's word
    out = io.BytesIO()
    picture.save(out, format, **more)
    return out.getvalue()
