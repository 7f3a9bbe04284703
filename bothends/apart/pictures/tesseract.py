"""Tesseract, started for the lines of one picture, in a fence of its own: no network, nothing written, one thread.

The process here starts it and feeds it. It sees pixels that were decoded elsewhere, and looks at none of them.
"""

from __future__ import annotations

import csv
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
_MARGIN, _HEIGHT = 12, 48  # white around a line, and the height of a line in pixels that Tesseract likes
_DATA = re.compile(r"[a-z_]{3,12}")
_NO_SPACES = frozenset({"tha", "khm", "mya", "lao", "chi_sim", "chi_tra", "jpn"})


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
    told = subprocess.run([path, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603
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
            data = body[:16].rstrip(b" ").decode("ascii")
            if found is None or data not in found.languages:
                wire.send_frame(end, wire.MISSING)
                continue
            told = _run(found, data, body[16:], request, unfenced=not barriers.no_network)
            wire.send_frame(end, wire.ANSWER, told)


def _run(found: Program, data: str, pages: bytes, request: Request, *, unfenced: bool) -> bytes:
    into, out = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        _become(found, data, into[0], out[1], may_do_without=request.limits.unfenced or not unfenced)
    os.close(into[0])
    os.close(out[1])
    with suppress(BrokenPipeError), open(into[1], "wb") as feed:
        feed.write(pages)  # Tesseract reads all of it before it answers
    with open(out[0], "rb") as answer:
        told = answer.read(LARGEST)
    os.waitpid(pid, 0)
    return told


def _become(found: Program, data: str, source: int, sink: int, *, may_do_without: bool) -> NoReturn:
    """Turn this process into Tesseract, inside the last fence."""
    try:
        kernel.die_with_parent()
        os.dup2(source, 0)
        os.dup2(sink, 1)
        os.closerange(3, 64)
        barriers = fence.enclose_program(found.readable)
        if barriers.calls or may_do_without:
            words = ["tesseract", "stdin", "stdout", "-l", data, "--psm", "7", "tsv"]
            os.execve(found.path, words, {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"})  # noqa: S606
    finally:
        os._exit(1)


class Runner:
    """The child's side: lines of a picture in, what they say out."""

    def __init__(self, end: int) -> None:
        self._end = end

    def read(self, cuts: Sequence[Pixels], data: str) -> list[Said] | None:
        """What each line says in the language of `data`; None where that is not installed."""
        if not cuts:
            return []
        wire.send_frame(self._end, b"T", data.encode().ljust(16) + _pages(cuts))
        kind, body = wire.read_frame(partial(os.read, self._end), largest=LARGEST)
        return None if kind == wire.MISSING else _said(body.decode("utf-8", errors="replace"), len(cuts), data)


def _pages(cuts: Sequence[Pixels]) -> bytes:
    """One page of a TIFF for each line: dark on white, all of one height."""
    out = io.BytesIO()
    first, *more = [_prepared(one) for one in cuts]
    first.save(out, "TIFF", save_all=True, append_images=more)
    return out.getvalue()


def _prepared(cut: Pixels) -> Image.Image:
    grey = np.asarray(Image.fromarray(cut).convert("L"))
    edge = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    if np.median(edge) < 128:
        grey = 255 - grey
    picture = Image.fromarray(grey)
    width = max(1, round(picture.width * _HEIGHT / picture.height))
    picture = picture.resize((width, _HEIGHT), Image.Resampling.LANCZOS)
    page = Image.new("L", (width + 2 * _MARGIN, _HEIGHT + 2 * _MARGIN), int(np.median(np.asarray(picture)[0])))
    page.paste(picture, (_MARGIN, _MARGIN))
    return page


def _said(table: str, count: int, data: str) -> list[Said]:
    """Tesseract's table of words, gathered into lines. Columns: page is the second, box from the seventh on."""
    words: list[list[tuple[str, float, int, int]]] = [[] for _ in range(count)]
    for row in csv.reader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) == 12 and row[0] == "5" and row[11].strip():
            page, left, width = int(row[1]) - 1, int(row[6]), int(row[8])
            if 0 <= page < count:
                words[page].append((row[11].strip(), float(row[10]) / 100, left, left + width))
    return [_joined(one, data) for one in words]


def _joined(words: Sequence[tuple[str, float, int, int]], data: str) -> Said:
    if not words:
        return Said("")
    text, last = words[0][0], words[0][3]
    for word, _, left, right in words[1:]:
        apart = data not in _NO_SPACES or left - last > _HEIGHT * 0.2
        text += (" " if apart else "") + word
        last = right
    letters = sum(len(one[0]) for one in words)
    return Said(text, sum(one[1] * len(one[0]) for one in words) / letters)


