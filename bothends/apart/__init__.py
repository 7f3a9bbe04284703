"""Files from strangers are read apart: in a child process without network, files or time to spare.

The child dies without taking anything along; its death is an error with one line. What comes back is a Reading.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

import msgspec

from bothends.apart.caller import Progress, Template, stop_at_exit
from bothends.apart.fence import Limits
from bothends.apart.wire import Chat, Request
from bothends.core.assess.offers import Offer
from bothends.core.codec import to_json
from bothends.core.errors import BadInput, NotApart, Stopped
from bothends.core.intake.transcript import Transcript
from bothends.core.read import Reading

__all__ = [
    "LANGUAGES",
    "PICTURE_LIMITS",
    "Limits",
    "check_offer",
    "is_picture",
    "read_file",
    "read_pictures",
    "read_text",
    "read_transcript",
    "sees",
    "stop",
]

Content = bytes | int | Path

# Languages a picture can be read in; the table with their engines is bothends/apart/pictures/languages.py.
LANGUAGES = (
    "en", "zh-Hans", "zh-Hant", "ja", "ko", "th", "vi", "id", "ms", "fil", "km", "my", "lo", "hi", "bn", "ur",
    "ne", "si", "ta", "am", "sw", "fr", "es", "pt", "ru", "ar",
)  # fmt: skip
_MAGIC = (
    (0, b"\x89PNG"),
    (0, b"\xff\xd8\xff"),
    (0, b"GIF8"),
    (8, b"WEBP"),
    *((4, b"ftyp" + brand) for brand in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")),
)
_NEEDED = ("rapidocr", "onnxruntime", "cv2", "PIL")
_NO_OCR = (
    "Reading pictures needs the extra packages: pip install 'bothends[ocr]'. Or type what the picture says."
)

CHATS = Template("chats")
PICTURES = Template("pictures")
stop_at_exit(CHATS, PICTURES)

MOST_PICTURES = 40
PICTURE_LIMITS = Limits(memory_mb=3072, seconds=120)
_SECONDS_A_PICTURE = 30


def _quiet(done: int, total: int) -> None:
    """For callers that show no progress."""


def read_file(
    content: Content,
    *,
    name: str = "",
    me: str | None = None,
    limits: Limits | None = None,
    progress: Progress = _quiet,
) -> Reading:
    """Read a chat export: its bytes, an open descriptor, or its path.

    Raises Unreadable, Stopped (the child died of it), NotApart (no child could be had), OSError for the path.
    """
    with ExitStack() as stack:
        opened = stack.enter_context(_opened(content))
        request = _request("file", [opened], limits, me=me, names=(name,))
        return _reading(CHATS.ask(request, [opened], progress))


def read_text(text: str, *, me: str | None = None, limits: Limits | None = None) -> Reading:
    """Read a pasted chat or a plain account. Raises as `read_file`."""
    with _opened(text.encode("utf-8", errors="surrogatepass")) as opened:
        return _reading(CHATS.ask(_request("text", [opened], limits, me=me), [opened], _quiet))


def read_transcript(
    transcript: Transcript, *, me: str | None = None, limits: Limits | None = None
) -> Reading:
    """Find, extract and minimise in a chat that was already recognised, such as from pictures."""
    with _opened(to_json(Chat.of(transcript))) as opened:
        return _reading(CHATS.ask(_request("transcript", [opened], limits, me=me), [opened], _quiet))


def read_pictures(
    pictures: Sequence[Content],
    *,
    language: str | None = None,
    limits: Limits | None = None,
    progress: Progress = _quiet,
) -> Transcript:
    """Screenshots of one chat, in their order, as a transcript: left is "other", right is "me".

    language: BCP 47 code of what stands in them, one of LANGUAGES; None to guess. Raises as `read_file`, and
    NotApart where the extra `ocr` or a language of Tesseract is not installed.
    """
    if language is not None and language not in LANGUAGES:
        raise BadInput(f"That language cannot be read from pictures. Choose one of {', '.join(LANGUAGES)}.")
    if not 0 < len(pictures) <= MOST_PICTURES:
        raise BadInput(f"Give one to {MOST_PICTURES} pictures at a time.")
    if not sees():
        raise NotApart(_NO_OCR)
    limits = limits or PICTURE_LIMITS
    limits = msgspec.structs.replace(limits, seconds=limits.seconds + _SECONDS_A_PICTURE * len(pictures))
    with ExitStack() as stack:
        opened = [stack.enter_context(_opened(one)) for one in pictures]
        request = _request("pictures", opened, limits, language=language)
        answer = PICTURES.ask(request, opened, progress)
    try:
        return msgspec.json.decode(answer, type=Chat, strict=True).transcript()
    except msgspec.DecodeError:
        raise Stopped(
            "Something in the picture stopped the program that reads it. Type what it says."
        ) from None


def sees() -> bool:
    """Whether the extra `ocr` is installed, without which no picture can be read."""
    return all(find_spec(one) for one in _NEEDED)


def is_picture(head: bytes) -> bool:
    """Whether these first 16 bytes are those of a picture. HEIC is one that we say cannot be opened."""
    return any(head[at:].startswith(magic) for at, magic in _MAGIC)


def check_offer(text: str, *, limits: Limits | None = None) -> Offer:
    """The signs of a lure in a job offer. Raises as `read_file`."""
    with _opened(text.encode("utf-8", errors="replace")) as opened:
        answer = CHATS.ask(_request("offer", [opened], limits), [opened], _quiet)
    try:
        return msgspec.json.decode(answer, type=Offer, strict=True)
    except msgspec.DecodeError:
        raise Stopped("Something in the text stopped the program that reads it. Shorten it.") from None


def stop() -> None:
    """End the processes that wait for files. They start again by themselves."""
    CHATS.stop()
    PICTURES.stop()


def _request(
    task: str,
    opened: Sequence[int],
    limits: Limits | None,
    *,
    me: str | None = None,
    names: tuple[str, ...] = (),
    language: str | None = None,
) -> Request:
    sizes = tuple(os.fstat(one).st_size for one in opened)
    short = tuple(one[-200:] for one in names)
    return Request(task, sizes, limits or Limits(), short, None if me is None else me[:400], language)


@contextmanager
def _opened(content: Content) -> Iterator[int]:
    """A descriptor of the content. What is no regular file goes into one that is memory only and has no name."""
    with ExitStack() as stack:
        if isinstance(content, bytes):
            yield stack.enter_context(_memory([content]))
            return
        given = content if isinstance(content, int) else _path(stack, content)
        if stat.S_ISREG(os.fstat(given).st_mode):
            yield given
        else:
            yield stack.enter_context(_memory(iter(lambda: os.read(given, 1 << 20), b"")))


def _path(stack: ExitStack, path: Path) -> int:
    opened = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    stack.callback(os.close, opened)
    return opened


@contextmanager
def _memory(parts: Iterable[bytes]) -> Iterator[int]:
    opened = os.memfd_create("chat", os.MFD_CLOEXEC)
    try:
        for part in parts:
            _fill(opened, part)
        os.lseek(opened, 0, os.SEEK_SET)
        yield opened
    finally:
        os.close(opened)


def _fill(opened: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(opened, left) :]


def _reading(answer: bytes) -> Reading:
    """What a child says is not believed to be in shape: it has met a stranger's file."""
    try:
        return msgspec.json.decode(answer, type=Reading, strict=True)
    except msgspec.DecodeError:
        raise Stopped(
            "Something in the file stopped the program that reads it. Paste the lines instead."
        ) from None
