"""Which languages somebody writes in, judged over all their lines: by script first, Latin by a model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pycld2

# Scripts that one of our languages has to itself, and what else the same script may be by its letters.
SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (tag, re.compile(letters))
    for tag, letters in (
        ("ja", "[\u3041-\u3096\u30a1-\u30fa]"),
        ("ko", "[\uac00-\ud7a3]"),
        ("th", "[\u0e01-\u0e4e]"),
        ("lo", "[\u0e81-\u0edf]"),
        ("km", "[\u1780-\u17d3]"),
        ("my", "[\u1000-\u109f]"),
        ("bn", "[\u0981-\u09fb]"),
        ("si", "[\u0d81-\u0df4]"),
        ("ta", "[\u0b82-\u0bf2]"),
        ("am", "[\u1200-\u137f]"),
        ("zh", "[\u3400-\u9fff]"),
        ("hi|ne", "[\u0901-\u0963]"),
        ("ar|ur", "[\u0621-\u06d3]"),
        ("ru", "[\u0410-\u0451]"),
        ("latin", "[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    )
)
LATIN = {
    "en": "en",
    "vi": "vi",
    "id": "id",
    "ms": "ms",
    "tl": "fil",
    "sw": "sw",
    "fr": "fr",
    "es": "es",
    "pt": "pt",
}
FEWEST_LETTERS = {"latin": 20}
FEWEST = 6  # letters of a script that is its own language
SHARE = 0.08  # of all letters: below this a word or two was borrowed

_URDU = re.compile("[ٹڈڑںےھگچپ]")
_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
_NOT_WORDS = re.compile(r"https?://\S+|\S+@\S+|[\d@#_/\\|<>]+|[^\w\s'.,!?\u0300-\u036f\u0900-\u0dff-]+")


def languages_of(texts: Iterable[str]) -> tuple[str, ...]:
    """BCP 47 tags, most written first; what cannot be told is left out."""
    text = _NOT_WORDS.sub(" ", "\n".join(texts))
    counted = Counter({tag: len(letters.findall(text)) for tag, letters in SCRIPTS})
    if counted["ja"] * 6 >= counted["zh"]:  # kanji beside kana are Japanese
        counted["ja"] += counted.pop("zh") if counted["ja"] >= FEWEST else 0
    total = counted.total() or 1
    enough = [
        tag for tag, n in counted.most_common() if n >= FEWEST_LETTERS.get(tag, FEWEST) and n / total >= SHARE
    ]
    return tuple(dict.fromkeys(told for tag in enough for told in _tell(tag, text)))


def _tell(tag: str, text: str) -> tuple[str, ...]:
    if tag == "zh":
        return _chinese(text)
    if tag == "ar|ur":
        return ("ur",) if len(_URDU.findall(text)) >= 3 else ("ar",)
    if tag == "hi|ne":
        return _model(text, {"hi": "hi", "ne": "ne"})[:1]
    if tag == "latin":
        return _model(text, LATIN)
    return (tag,)


def _chinese(text: str) -> tuple[str, ...]:
    # The two old national character sets hold one form each of what the reform changed.
    simplified = sum(_only(char, "gb2312", "big5") for char in text)
    traditional = sum(_only(char, "big5", "gb2312") for char in text)
    if simplified == traditional:
        return ("zh",)
    return ("zh-Hans",) if simplified > traditional else ("zh-Hant",)


def _only(char: str, held: str, missing: str) -> bool:
    if not "\u4e00" <= char <= "\u9fff":
        return False
    return bool(char.encode(held, "ignore")) and not char.encode(missing, "ignore")


def _model(text: str, tags: dict[str, str]) -> tuple[str, ...]:
    """The model's reading where it is sure and among ours; Indonesian and Malay count as one."""
    if tags is LATIN and len(_VIETNAMESE.findall(text)) >= 6:
        vietnamese: tuple[str, ...] = ("vi",)
    else:
        vietnamese = ()
    try:
        sure, _, details = pycld2.detect(text.encode("utf-8", "ignore"), bestEffort=True)
    except pycld2.error:
        return vietnamese
    if not sure:
        return vietnamese
    told = [
        tags[code] for _, code, percent, score in details if code in tags and percent >= 20 and score >= 300
    ]
    if "id" in told and "ms" in told:
        told.remove("ms")
    return tuple(dict.fromkeys((*vietnamese, *told)))
