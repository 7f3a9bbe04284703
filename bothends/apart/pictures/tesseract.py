"""Tesseract, started for the lines of one picture, in a fence of its own: no network, nothing written, one thread.

The process here starts it and feeds it. It sees pixels that were decoded elsewhere, and looks at none of them.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import NoReturn

import numpy as np
from PIL import Image

from bothends.apart import fence, kernel, wire
from bothends.apart.pictures.found import Said
from bothends.apart.pictures.pixels import Pixels
from bothends.apart.wire import Request

LARGEST = 64 * 1024 * 1024
_MARGIN = 12  # pixels around a line
_DATA = re.compile(r"[a-z_]{3,12}")
_UNSURE = 0.6  # a line below this is tried again


@dataclass(frozen=True, slots=True)
class Try:
    """One way to show a line to Tesseract: its height in pixels, and how it is told to look (7 a line, 13 raw)."""

    height: int
    look: int


# In this order, until a line is read. On the screens of the tests each leaves other lines out.
TRIES = (Try(64, 7), Try(40, 7), Try(80, 13))


@dataclass(frozen=True, slots=True)
class Program:
    """Where Tesseract is and which languages it has."""

    path: str
    languages: frozenset[str]
    readable: tuple[str, ...]


@cache
def program() -> Program | None:
    """What is installed; None where there is no Tesseract. Looked up before any fence."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    told = subprocess.run([path, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603  # our own words, no shell
    names = frozenset(one.strip() for one in told.stdout.splitlines() if _DATA.fullmatch(one.strip()))
    real = str(Path(path).resolve())
    readable = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/ld.so.preload", "/proc/cpuinfo", real)
    return Program(real, names, readable)


def helper(request: Request, end: int) -> None:
    """The process beside a child: starts Tesseract for each frame it is sent, until the child hangs up."""
    found = program()
    barriers = fence.enclose_runner(request.limits, seconds=request.seconds)
    with suppress(EOFError, OSError, ValueError):
        while True:
            _, body = wire.read_frame(partial(os.read, end), largest=LARGEST)
            look, data = body[0], body[1:16].rstrip(b" ").decode("ascii")
            if found is None or data not in found.languages:
                wire.send_frame(end, wire.MISSING)
                continue
            order = _words(data, look)
            told = _run(found, order, body[16:], without=request.limits.unfenced or barriers.no_network)
            wire.send_frame(end, wire.ANSWER, told)


def _words(data: str, look: int) -> list[str]:
    """Two answers in one: a table with how sure each word is, and the line with its spaces as they should be."""
    return ["tesseract", "stdin", "stdout", "-l", data, "--psm", str(look), "tsv", "txt"]


def _run(found: Program, words: list[str], pages: bytes, *, without: bool) -> bytes:
    """`without`: whether Tesseract may start where the kernel knows no filter of calls."""
    into, out = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        _become(found, words, into[0], out[1], without=without)
    os.close(into[0])
    os.close(out[1])
    with suppress(BrokenPipeError), open(into[1], "wb") as feed:
        feed.write(pages)  # Tesseract reads all of it before it answers
    with open(out[0], "rb") as answer:
        told = answer.read(LARGEST)
    os.waitpid(pid, 0)
    return told


def _become(found: Program, words: list[str], source: int, sink: int, *, without: bool) -> NoReturn:
    """Turn this process into Tesseract, inside the last fence."""
    try:
        kernel.die_with_parent()
        os.dup2(source, 0)
        os.dup2(sink, 1)
        os.closerange(3, 64)
        barriers = fence.enclose_program(found.readable)
        if barriers.calls or without:
            os.execve(found.path, words, {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"})  # noqa: S606  # no shell wanted
    finally:
        os._exit(1)


class Runner:
    """The child's side: lines of a picture in, what they say out."""

    def __init__(self, end: int) -> None:
        self._end = end

    def read(self, cuts: Sequence[Pixels], data: str, tries: Sequence[Try] = TRIES) -> list[Said] | None:
        """What each line says in the language of `data`; None where that is not installed."""
        best = [Said("")] * len(cuts)
        for one in tries:
            left = [number for number, said in enumerate(best) if not said.text or said.score < _UNSURE]
            if not left:
                break
            told = self._ask([cuts[number] for number in left], data, one)
            if told is None:
                return None
            for number, said in zip(left, told, strict=True):
                if said.text and (said.score > best[number].score or not best[number].text):
                    best[number] = said
        return best

    def _ask(self, cuts: Sequence[Pixels], data: str, how: Try) -> list[Said] | None:
        order = bytes([how.look]) + data.encode().ljust(15)
        wire.send_frame(self._end, b"T", order + _pages(cuts, how.height))
        kind, body = wire.read_frame(partial(os.read, self._end), largest=LARGEST)
        return None if kind == wire.MISSING else said_in(body.decode("utf-8", errors="replace"), len(cuts))


def _pages(cuts: Sequence[Pixels], height: int) -> bytes:
    """One page of a TIFF for each line: dark on white, all of one height."""
    out = io.BytesIO()
    first, *more = [_prepared(one, height) for one in cuts]
    first.save(out, "TIFF", save_all=True, append_images=more)
    return out.getvalue()


def _prepared(cut: Pixels, height: int) -> Image.Image:
    grey = np.asarray(Image.fromarray(cut).convert("L"))
    edge = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    if np.median(edge) < 128:
        grey = 255 - grey
    picture = Image.fromarray(grey)
    width = max(1, round(picture.width * height / picture.height))
    picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    paper = int(np.median(np.asarray(picture)[0]))
    page = Image.new("L", (width + 2 * _MARGIN, height + 2 * _MARGIN), paper)
    page.paste(picture, (_MARGIN, _MARGIN))
    return page


def said_in(answer: str, count: int) -> list[Said]:
    """Tesseract's two answers, by page: rows of its table (12 columns, the page second), and the lines of text."""
    texts: list[list[str]] = [[] for _ in range(count)]
    sure: list[list[tuple[float, int]]] = [[] for _ in range(count)]
    page = 0
    for line in answer.split("\n"):
        row = line.lstrip("\f").split("\t")
        if len(row) != 12:
            if 0 < page <= count and line.strip("\f "):
                texts[page - 1].append(line.strip("\f "))
        elif row[0] in "12345":
            page = int(row[1])
            if row[0] == "5" and row[11].strip() and 0 < page <= count:
                sure[page - 1].append((float(row[10]) / 100, len(row[11])))
    return [Said(" ".join(text), _mean(words)) for text, words in zip(texts, sure, strict=True)]


def _mean(words: Sequence[tuple[float, int]]) -> float:
    letters = sum(length for _, length in words)
    return sum(score * length for score, length in words) / letters if letters else 0.0
