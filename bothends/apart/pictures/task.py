"""The template that sees: pictures in their order become one transcript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bothends.apart.child import Job, Missing, Task, content_of
from bothends.apart.pictures import fills, found, languages, pixels, tesseract
from bothends.apart.pictures.found import Box, Said
from bothends.apart.pictures.languages import BY_CODE, Row
from bothends.apart.pictures.pixels import Pixels
from bothends.apart.pictures.tesseract import Runner
from bothends.apart.template import Kind
from bothends.apart.wire import Chat
from bothends.core.codec import to_json
from bothends.core.errors import Unreadable
from bothends.core.intake.bubbles import Screen, transcript_of

_NO_TEXT = "No text was found in the pictures. Cut them to the chat, or type what they say."
_TRIED_LINES = 4
_LATIN_SURE = 0.93  # a line that rapidocr reads so well as Latin letters or numbers is such a line


@dataclass(frozen=True, slots=True)
class _Seen:
    pixels: Pixels = field(repr=False)
    lines: list[Box]
    rapid: list[Said] = field(repr=False)


def load() -> Mapping[str, Task]:
    """Both models, every decoder, and where Tesseract is."""
    tesseract.program()
    pixels.prepare()
    found.prepare()
    languages.guess([Said("once upon a time", 1.0)], lambda row: [], ())
    return {"pictures": _pictures}


def _pictures(job: Job) -> bytes:
    count = len(job.contents)
    runner = Runner(job.runner) if job.runner is not None else None
    seen = []
    for number, content in enumerate(job.contents):
        job.tell(number, count)
        seen.append(_look(content_of(content)))
    if not any(one.lines for one in seen):
        raise Unreadable(_NO_TEXT)
    row, notes = _language(job.request.language, seen, runner)
    screens = [_screen(one, row, runner) for one in seen]
    job.tell(count, count)
    transcript = transcript_of(screens, notes=notes)
    if not tuple(transcript.messages):
        raise Unreadable(_NO_TEXT)
    return to_json(Chat.of(transcript))


def _look(content: bytes) -> _Seen:
    picture = pixels.pixels_of(content)
    lines = found.boxes(picture)
    return _Seen(picture, lines, found.read(picture, lines))


def _language(named: str | None, seen: Sequence[_Seen], runner: Runner | None) -> tuple[Row, tuple[str, ...]]:
    """The language and the notes about it."""
    if named is not None:
        return BY_CODE[named], (f"picture_language_{named}",)
    cuts = _unread(seen)

    def trial(row: Row) -> Sequence[Said]:
        return (runner.read(cuts, row.data, tesseract.TRIES[:1]) if runner else None) or []

    rapid = [said for one in seen for said in one.rapid]
    row = languages.guess(rapid, trial, _installed() if runner else frozenset())
    return row, ("picture_language_guessed", f"picture_language_{row.code}")


def _unread(seen: Sequence[_Seen]) -> list[Pixels]:
    """The widest lines that rapidocr could not read, to try other scripts on."""
    lines = [
        (box.right - box.left, index, number)
        for index, one in enumerate(seen)
        for number, box in enumerate(one.lines)
        if not one.rapid[number].read
    ]
    widest = sorted(lines, reverse=True)[:_TRIED_LINES]
    return [seen[index].lines[number].cut(seen[index].pixels, margin=4) for _, index, number in widest]


def _installed() -> frozenset[str]:
    program = tesseract.program()
    return program.languages if program else frozenset()


def _screen(seen: _Seen, row: Row, runner: Runner | None) -> Screen:
    said = seen.rapid if row.rapid else _by_tesseract(seen, row, runner)
    lines = fills.written(seen.pixels, seen.lines, [one.text for one in said])
    height, width = seen.pixels.shape[:2]
    return Screen(width, height, lines)


def _by_tesseract(seen: _Seen, row: Row, runner: Runner | None) -> list[Said]:
    cuts = [one.cut(seen.pixels, margin=4) for one in seen.lines]
    said = runner.read(cuts, row.data) if runner else None
    if said is None:
        raise Missing(
            f"Reading pictures in this language ({row.code}) needs Tesseract with its data {row.data}. "
            f"Debian: apt-get install tesseract-ocr tesseract-ocr-{row.data.replace('_', '-')}"
        )
    return [_better(*pair, row) for pair in zip(said, seen.rapid, strict=True)]


def _better(by_tesseract: Said, rapid: Said, row: Row) -> Said:
    """A name, a number or an English line between others is read by the engine that knows such letters."""
    latin = BY_CODE["en"]
    if row.letters == latin.letters or not rapid.read:
        return by_tesseract
    plain = rapid.score >= _LATIN_SURE and languages.share(latin, rapid.text) in (0.0, 1.0)
    return rapid if plain else by_tesseract


KIND = Kind(load, helper=tesseract.helper)
