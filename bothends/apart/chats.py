"""The template that knows the rules: a chat export, a typed text or a transcript becomes a Reading."""

from __future__ import annotations

import codecs
import pkgutil
from collections.abc import Mapping
from functools import partial
from importlib import import_module

import phonenumbers

import bothends.core.assess
import bothends.core.intake
from bothends.apart import kernel
from bothends.apart.child import Job, Task, Tell, content_of, stream_of
from bothends.apart.template import Kind
from bothends.apart.wire import Chat
from bothends.core import read
from bothends.core.assess import offers
from bothends.core.codec import from_json, to_json
from bothends.core.intake.source import Bytes
from bothends.data.shelf import lure_rows, shelf

# A child opens no file, so no module, codec or table can be loaded there that is not loaded here.
_CODECS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "ascii",
    "latin-1", "cp437", "cp932", "gb18030", "big5", "cp949", "cp874", "cp1251", "cp1252", "cp1256", "cp1258",
    "unicode-escape", "idna", "punycode",
)  # fmt: skip
_STEP = 4 * 1024 * 1024  # bytes between two words about progress
_WALKS = 20  # tenths: twice, for most formats
_LARGE = (
    8 * 1024 * 1024
)  # bytes: the sieve will be needed, and what its making left behind is worth returning
_ONCE = (
    "Lina: they took my passport, I cannot leave. My name is Lina, I am from Kenya, call +959123456789",
    "Sam: where are you? 2 months ago you said Poipet",
    "我被关在这里 護照 พวกเขายึดหนังสือเดินทาง họ giữ hộ chiếu របស់ខ្ញុំ पासपोर्ट パスポート 여권 جواز",
)


def load() -> Mapping[str, Task]:
    """Everything a child may need, loaded and used once, so that nothing is looked up on the disk later."""
    for codec in _CODECS:
        codecs.lookup(codec)
    for package in (bothends.core.intake, bothends.core.assess):
        for module in pkgutil.iter_modules(package.__path__):
            import_module(f"{package.__name__}.{module.name}")
    for name in ("zipfile", "zlib", "bz2", "lzma", "_strptime", "json", "zoneinfo", "unicodedata"):
        import_module(name)
    phonenumbers.PhoneMetadata.load_all()
    read.read_text("\n".join(_ONCE), shelf())
    offers.check("\n".join(_ONCE), lure_rows(), shelf().tables)
    return TASKS


def _file(job: Job) -> bytes:
    request, size = job.request, job.request.sizes[0]
    job.tell(0, size)
    opened = partial(stream_of, job.contents[0], size)
    content = Bytes(opened, size, _Walked(size, job.tell).more)
    if size > _LARGE:
        _ = shelf().sieve
        kernel.give_back_memory()
    name = request.names[0] if request.names else ""
    reading = read.read_bytes(content, shelf(), name=name, me=request.me)
    job.tell(size, size)
    return to_json(reading)


class _Walked:
    """How far a reading is. A file is walked more than once, and nobody knows beforehand how often."""

    def __init__(self, size: int, tell: Tell) -> None:
        self._size, self._tell = size, tell
        self._read = self._told = 0

    def more(self, count: int) -> None:
        self._read += count
        if self._read - self._told >= _STEP:
            self._told = self._read
            self._tell(min(self._read * 10 // _WALKS, self._size * 99 // 100), self._size)


def _text(job: Job) -> bytes:
    text = content_of(job.contents[0]).decode("utf-8", errors="surrogatepass")
    return to_json(read.read_text(text, shelf(), me=job.request.me))


def _transcript(job: Job) -> bytes:
    chat = from_json(content_of(job.contents[0]), Chat)
    return to_json(read.read(chat.transcript(), shelf(), me=job.request.me))


def _offer(job: Job) -> bytes:
    text = content_of(job.contents[0]).decode("utf-8", errors="replace")
    return to_json(offers.check(text, lure_rows(), shelf().tables))


TASKS: Mapping[str, Task] = {"file": _file, "text": _text, "transcript": _transcript, "offer": _offer}
KIND = Kind(load)
