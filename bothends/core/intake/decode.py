"""Which encoding a file is in: Unicode first, an older one only where the letters prove it, else refused."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import chain

from bothends.core.errors import Unreadable
from bothends.core.intake.source import Bytes

_SAMPLE = 65_536
_UNKNOWN = "The letters of this file cannot be told. Save it as UTF-8 text, or paste the lines instead."
_BINARY = "This is not a chat export. Export the chat as text, or paste the lines instead."

_BESIDE_PLAIN = re.compile(r"(?:(?<=[A-Za-z])|(?=[^\x00-\x7f][A-Za-z]))[^\x00-\x7f]")

_BEYOND_BYTE = re.compile(rb"[\x80-\xff]")
_BEYOND = re.compile(r"[^\x00-\x7f]+")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Legacy:
    """One encoding from before Unicode.

    It is believed where at least `share` of the letters beyond ASCII are `common`; `most` is the largest
    share of the whole text that such letters make up in that language. `latin` letters stand among plain
    ones in the same word; those of other scripts hardly ever do.
    """

    codec: str
    common: str
    share: float
    most: float = 1.0
    latin: bool = False


# Frequent letters of each language, from memory; shares set so that the right encoding of our lines passes
# and every other one fails (tests/core/intake/test_decode.py).
LEGACY = (
    Legacy("cp932", "のにをはがでとたしてなるいまれすさかもこっらりあくよだきけ。、ンーイスルトラ", 0.35),
    Legacy("gb18030", "的一是不了我你在有他这们来到个人么没好吗说会要就去那也天，。？！：", 0.28),
    Legacy("big5", "的一是不了我你在有他這們來到個人麼沒好嗎說會要就去那也天，。？！：", 0.28),
    Legacy("cp949", "이다는에가을를고지하은그나어아서한도기사니요해로리안네마자게만여보", 0.30),
    Legacy("cp874", "านรกเอมงวลยสตดทบปคหพแไใ่้ัีิะ็ืุู", 0.75),
    Legacy("cp1251", "оеаинтсрвлкмдпуяьы", 0.70),
    Legacy("cp1256", "الميونهرتبعدفسك", 0.70),
    Legacy("cp1258", "ăâđêôơư\u0300\u0301\u0303\u0309\u0323àáèéíóúùìòã", 0.80, 0.45, latin=True),
    Legacy("cp1252", "éèàùâêîôûçëïñáíóúäöüßãõåæø¿¡’‘“”…–—€£ ", 0.90, 0.20, latin=True),
)


def encoding(content: Bytes) -> tuple[str, tuple[str, ...]]:
    """(codec, notes) of a whole file, which is read once, block by block.

    Raises Unreadable for binary content and for letters that cannot be told.
    """
    head = content.head(_SAMPLE)
    for mark, codec in _BOMS:
        if head.startswith(mark):
            _check(_strict(head, codec))
            return codec, () if _holds(content, codec) else ("letters_damaged",)
    if b"\0" in head:
        raise Unreadable(_BINARY)
    if _holds(content, "utf-8"):
        _check(_strict(head, "utf-8"))
        return "utf-8", ()
    damaged, beyond_ascii = _damage(content)
    if damaged * 20 <= beyond_ascii:
        # UTF-8 with a scratch, such as a file cut inside a letter.
        _check(head.decode("utf-8", errors="replace"))
        return "utf-8", ("letters_damaged",)
    return _legacy(_telling(content)), ("encoding_guessed",)


def _holds(content: Bytes, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for block in content.blocks():
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _damage(content: Bytes) -> tuple[int, int]:
    """(letters that cannot be read as UTF-8, letters beyond ASCII)."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    damaged = beyond = 0
    for block in chain(content.blocks(), (b"",)):
        text = decoder.decode(block, final=not block)
        damaged += text.count("\ufffd")
        beyond += sum(map(len, _BEYOND.findall(text)))
    return damaged, beyond


def _strict(content: bytes, codec: str) -> str:
    try:
        return codecs.getincrementaldecoder(codec)().decode(content)
    except UnicodeDecodeError:
        raise Unreadable(_UNKNOWN) from None


def _legacy(sample: bytes) -> str:
    scores = sorted(((_score(sample, row), row) for row in LEGACY), key=lambda pair: pair[0], reverse=True)
    (best, row), (second, _) = scores[0], scores[1]
    if best < 1 or best < second * 1.1:
        raise Unreadable(_UNKNOWN)
    _check(_strict(sample, row.codec))
    return row.codec


def _telling(content: Bytes) -> bytes:
    """A sample from the line of the first byte beyond ASCII on, so that no letter is cut at its start."""
    before, sample = b"", b""
    for block in content.blocks():
        if sample:
            sample += block
        elif first := _BEYOND_BYTE.search(block):
            start = block.rfind(b"\n", 0, first.start()) + 1
            sample = (b"" if start else before.rpartition(b"\n")[2]) + block[start:]
        else:
            before = (before + block)[-_SAMPLE:]
        if len(sample) >= _SAMPLE:
            break
    return sample[:_SAMPLE] or before


def _score(sample: bytes, row: Legacy) -> float:
    """How well this encoding explains the sample; 1 is just believable, 0 is not this one."""
    try:
        text = codecs.getincrementaldecoder(row.codec)().decode(sample)
    except UnicodeDecodeError:
        return 0.0
    beyond = [c for c in text if c > "\x7f"]
    if not beyond or len(beyond) > row.most * len(text) or _controls(text):
        return 0.0
    if row.latin != (len(_BESIDE_PLAIN.findall(text)) * 3 > len(beyond)):
        return 0.0
    return sum(c in row.common for c in beyond) / len(beyond) / row.share


def _controls(text: str) -> bool:
    """Whether control characters show that this is no text. A stray one is let through."""
    sample = text[:_SAMPLE]
    strange = sum(1 for c in sample if (c < " " and c not in "\t\n\r\f\v") or "\x7f" <= c < "\xa0")
    return "\0" in sample or strange * 200 > len(sample)


def _check(text: str) -> None:
    if _controls(text):
        raise Unreadable(_BINARY)
