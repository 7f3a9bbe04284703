"""A picture from a stranger becomes plain pixels: decoded, turned upright, and pasted into a new picture.

What else the file held (place, time, device, comments, hidden frames) is not carried over.
"""

from __future__ import annotations

import io
import warnings

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from bothends.core.errors import Unreadable

Pixels = NDArray[np.uint8]  # (height, width, 3), red green blue

# Not HEIC: its decoder starts threads, which a child cannot, and phones write their screenshots as PNG.
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MAX_PIXELS = 40_000_000  # a long screenshot of twenty screens
NARROWEST, WIDEST = 480, 1_440  # width in pixels in which letters are read well and fast

_NOT_A_PICTURE = "This picture cannot be opened. Save it as PNG or JPEG, or type what it says."
_TOO_LARGE = "This picture is too large. Cut it to the chat, or type what it says."


def prepare() -> None:
    """Load every decoder, before the fence."""
    Image.init()
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    for one in FORMATS:
        _tried(one)


def _tried(format: str) -> None:  # noqa: A002 - Pillow's word
    """One small picture through each decoder: what it loads late is loaded then."""
    out = io.BytesIO()
    picture = Image.new("RGB", (64, 64), "white")
    picture.save(out, format)
    pixels_of(out.getvalue())


def pixels_of(content: bytes) -> Pixels:
    """The picture upright, between NARROWEST and WIDEST across. Raises Unreadable."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the size, which is checked here
            opened = Image.open(io.BytesIO(content), formats=FORMATS)
            if opened.width * opened.height > MAX_PIXELS:
                raise Unreadable(_TOO_LARGE)
            upright = ImageOps.exif_transpose(opened)
            return np.asarray(_fitting(_on_white(upright)), dtype=np.uint8)
    except Image.DecompressionBombError:
        raise Unreadable(_TOO_LARGE) from None
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError):
        raise Unreadable(_NOT_A_PICTURE) from None


def _on_white(opened: Image.Image) -> Image.Image:
    clear = opened.convert("RGBA")
    fresh = Image.new("RGB", clear.size, "white")
    fresh.paste(clear, mask=clear.getchannel("A"))
    return fresh


def _fitting(picture: Image.Image) -> Image.Image:
    width = min(max(picture.width, NARROWEST), WIDEST)
    if width == picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    if width * height > MAX_PIXELS:
        raise Unreadable(_TOO_LARGE)
    return picture.resize((width, height), Image.Resampling.LANCZOS)
