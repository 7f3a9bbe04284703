"""`bothends check-offer`: signs of a lure in a job offer, each with its reason and source. Never "safe"."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from bothends import apart
from bothends.core.assess import lures
from bothends.core.assess.offers import Offer
from bothends.core.errors import BadInput

LONGEST = 100_000  # letters; an offer is short
NONE_FOUND = (
    "No sign of this list is in the text. That does not make the offer a good one: "
    "many false offers show none."
)
NEXT = """\
Look the firm up yourself in the register of its country. Ask your labour ministry, or your embassy
there, before you travel. Give your passport to nobody. Do not travel on a tourist visa to work. Tell
somebody you trust where you go and when you will call. If you are there already and may not leave,
tell your embassy or a rights organisation."""


def add_parsers(commands: Any) -> None:
    """`check-offer FILE | --text "…" [--json]`."""
    command = commands.add_parser(
        "check-offer",
        help="signs of a lure in a job offer, with reasons",
        description="Reads on this machine only. Nothing is stored and nothing is sent. No sign does not mean safe.",
    )
    command.add_argument(
        "file", nargs="?", metavar="FILE", help="the offer as text, or a picture of it; - for standard input"
    )
    command.add_argument("--text", help="the offer itself instead of a file")
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 when a sign was found, 1 when none was."""
    if (args.file is None) == (args.text is None):
        raise BadInput('Give a file, or --text "…".')
    text = args.text if args.text is not None else _content(args.file)
    if not text.strip():
        raise BadInput("There is no text in it. Give the words of the offer.")
    if len(text) > LONGEST:
        raise BadInput("This is too long for a job offer. Give the part that makes the offer.")
    offer = apart.check_offer(text)
    print(
        json.dumps(as_json(offer, text), ensure_ascii=False, indent=2) if args.json else as_text(offer, text)
    )
    return 0 if offer.signs else 1


def _content(name: str) -> str:
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as wrong:
        raise BadInput(f"{name}: {wrong.strerror}. Check the path and try again.") from wrong
    if apart.is_picture(content[:16]):
        chat = apart.read_pictures([content])
        return "\n".join(message.text for message in chat.messages)
    return content[: LONGEST * 4].decode("utf-8-sig", errors="replace")


def as_json(offer: Offer, text: str) -> dict[str, Any]:
    """Stable names; `spans` are half-open and count letters of the text as given."""
    return {
        "signs": [
            {
                "code": one.code,
                "name": lures.BY_CODE[one.code].name,
                "meaning": lures.BY_CODE[one.code].meaning,
                "source": lures.BY_CODE[one.code].source,
                "spans": [list(span) for span in one.spans],
                "text": [text[start:end] for start, end in one.spans],
            }
            for one in offer.signs
        ],
        "languages": list(offer.languages),
        "advice": list(offer.advice),
        "notes": [] if offer.signs else ["no_sign_does_not_mean_safe"],
        "rules": offer.rules,
    }


def as_text(offer: Offer, text: str) -> str:
    """The same for a person at a terminal."""
    lines = []
    for one in as_json(offer, text)["signs"]:
        said = ", ".join(f"“{words}”" for words in one["text"][:4])
        lines.append(
            f"- {one['name']}: {one['meaning']}" + (f" Here: {said}." if said else "") + f" ({one['source']})"
        )
    head = "Signs that this offer may be a lure:" if lines else NONE_FOUND
    return "\n".join([head, *lines, "", NEXT])
