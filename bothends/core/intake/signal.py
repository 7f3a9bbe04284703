"""Signal, as signal-export writes it: `[2025-03-07 09:12:44] Name: text`, older `[2019-12-24, 12:23] Name: text`.

Shape from that program's own code: two blanks end a text, reactions stand in `(- … -)`, a quote comes first.
"""

from __future__ import annotations

import re

from bothends.core.intake.entries import Cutter, Opening, Style, head, opened, read
from bothends.core.intake.source import Source, bare
from bothends.core.intake.stamps import remembered
from bothends.core.intake.transcript import Kind, Transcript

_OPENED = re.compile(
    r"\[(?P<stamp>\d{4}-\d\d-\d\d,? \d\d:\d\d(?::\d\d)?)\] (?P<name>[^\n]{1,100}?):(?: (?P<text>.*)|$)",
    re.DOTALL,
)
_FILE = re.compile(r"!?\[[^\[\]\n]{0,200}\]\((?:\./|\.\./)?(?:media|exported_stickers)/[^()\n]{1,300}\) *")
_REACTIONS = re.compile(r"\n? *\(- [^\n]{1,400} -\) *(?=\n|$)")
_STICKER = re.compile(r"\n?\(\( .{1,30} \)\) *$")
_QUOTE = re.compile(r"\A(?: *\n)*(?:>[^\n]*\n)+\n")
_SYSTEM = re.compile(
    r"\(This message was deleted\)|(?:Incoming|Outgoing|Missed)(?: voice| video)? call(?: \(.{1,40}\))?"
)


def kind_of(text: str) -> Kind:
    plain = text.strip()
    if _SYSTEM.fullmatch(plain):
        return "system"
    return "media" if plain in ("", "[media]") else "text"


def tidy(text: str) -> str:
    """The words alone: no quote of another message, no reactions; `[media]` where nothing else was sent."""
    words = _REACTIONS.sub("", text)
    without = _STICKER.sub("", _FILE.sub("", words))
    sent = without != words
    words = _QUOTE.sub("", without)
    words = "\n".join(line.removesuffix("  ") for line in words.split("\n")).strip("\n")
    return words if words.strip() or not sent else "[media]"


def cutter() -> Cutter:
    """Opens at every line in this shape."""

    def cut(line: str) -> Opening | None:
        match = _OPENED.fullmatch(line) if line.startswith("[") else None
        found = remembered(match["stamp"]) if match else None
        if not match or not found:
            return None
        name = bare(match["name"])
        return Opening(None if name == "No-Sender" else name, match["text"] or "", found.written, found.clock)

    return cut


STYLE = Style("signal_txt", cutter, kind_of, tidy, own=frozenset({"me"}))


def looks_like(source: Source) -> bool:
    """Its stamps from the first line on, and none of the direction marks WhatsApp leaves in a file."""
    lines = head(source)
    if not lines or cutter()(lines[0]) is None or any("\u200e" in line for line in lines):
        return False
    senders = {one.sender for one in opened(lines, cutter())}
    return bool(senders - {None})


def read_txt(source: Source) -> Transcript:
    """Every message; times are local, as written."""
    return read(source, STYLE)
