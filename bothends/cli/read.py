"""`bothends read`: a chat export or a text becomes the minimum record, on this machine, storing nothing."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from bothends import apart
from bothends.apart import Limits
from bothends.cli.progress import progress
from bothends.core.errors import BadInput, NotApart, Stopped, Unreadable
from bothends.core.findings import Evidence, Finding
from bothends.core.read import Reading

LIMITS = Limits(seconds=120)


def add_parsers(commands: Any) -> None:
    """`read FILE… | --text "…" [--me NAME] [--language CODE] [--unfenced] [--json]`."""
    command = commands.add_parser(
        "read",
        help="read a chat export or a text into the minimum record, storing nothing",
        description="Reads on this machine only. Nothing is stored and nothing is sent.",
    )
    command.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="a chat export, or screenshots: pictures given together are one chat; - for standard input",
    )
    command.add_argument("--text", help="a pasted text instead of a file")
    command.add_argument(
        "--me", metavar="NAME", help="your own name in the chat, if it is not found by itself"
    )
    command.add_argument(
        "--language",
        metavar="CODE",
        choices=apart.LANGUAGES,
        help="the language in the pictures, such as th or zh-Hans; guessed when not given",
    )
    command.add_argument(
        "--unfenced",
        action="store_true",
        help="read even where the kernel cannot close the reader off from the network",
    )
    command.add_argument("--json", action="store_true", help="one JSON object a file")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 when a disclosure was found in any of them, 1 when in none."""
    if bool(args.files) == (args.text is not None):
        raise BadInput('Give one or more files, or --text "…".')
    limits = replace(LIMITS, unfenced=args.unfenced)
    if args.text is not None:
        readings = [apart.read_text(args.text, me=args.me, limits=limits)]
    else:
        readings = _readings(args, limits)
    for reading in readings:
        print(json.dumps(as_json(reading), ensure_ascii=False, indent=2) if args.json else as_text(reading))
    return 0 if any(one.findings.found for one in readings) else 1


def _readings(args: argparse.Namespace, limits: Limits) -> list[Reading]:
    """One for each chat, in the order given; all pictures together are one, where the first of them stands."""
    pictures = [name for name in args.files if _is_picture(name)]
    readings = []
    for name in args.files:
        if name not in pictures:
            readings.append(_read_file(name, args.me, limits))
        elif name == pictures[0]:
            readings.append(_read_pictures(pictures, args.language, args.unfenced, limits))
    return readings


def _read_file(name: str, me: str | None, limits: Limits) -> Reading:
    with _naming(name):
        bar = progress("reading")
        return apart.read_file(_content(name), name=Path(name).name, me=me, limits=limits, progress=bar)


def _read_pictures(names: list[str], language: str | None, unfenced: bool, limits: Limits) -> Reading:
    larger = replace(apart.PICTURE_LIMITS, unfenced=unfenced)
    with _naming(names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"):
        chat = apart.read_pictures(
            [Path(name) for name in names], language=language, limits=larger, progress=progress("looking")
        )
        return apart.read_transcript(chat, limits=limits)


def _is_picture(name: str) -> bool:
    with _naming(name), suppress(IsADirectoryError):
        if name != "-" and Path(name).is_file():
            with Path(name).open("rb") as opened:
                return apart.is_picture(opened.read(16))
    return False


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Every refusal begins with the file it is about."""
    try:
        yield
    except OSError as wrong:
        raise BadInput(f"{name}: {wrong.strerror}. Check the path and try again.") from wrong
    except (Stopped, NotApart) as wrong:
        raise type(wrong)(f"{name}: {wrong}" + (f" ({wrong.place})" if wrong.place else "")) from wrong
    except Unreadable as wrong:
        raise Unreadable(f"{name}: {wrong}") from wrong


def _content(name: str) -> int | Path:
    if name == "-":
        return sys.stdin.fileno()
    path = Path(name)
    if path.is_dir():
        raise BadInput(f"{name} is a folder. Name the chat file inside it.")
    return path


def as_json(reading: Reading) -> dict[str, Any]:
    """The object of docs/cli.md: stable names, null where nothing was said."""
    findings, person = reading.findings, reading.person
    return {
        "format": reading.format,
        "language": reading.language,
        "messages": reading.messages,
        "kept": reading.kept,
        "disclosure": {
            "found": findings.found,
            "score": round(findings.score, 3),
            "evidence": [_line(one) for one in findings.evidence],
        },
        "indicators": [_finding(one) for one in findings.indicators],
        "tactics": [_finding(one) for one in findings.tactics],
        "urgency": {"level": findings.urgency.level, "reasons": list(findings.urgency.reasons)},
        "record": {
            "name": person.name,
            "aliases": list(person.aliases),
            "contacts": [
                {"kind": one.kind, "value": one.value, "guessed": one.guessed} for one in person.contacts
            ],
            "nationality": person.nationality,
            "country": person.country,
            "place": None
            if person.place is None
            else {"name": person.place.name, "kind": person.place.kind, "country": person.place.country},
            "platform": person.platform,
            "last_contact": person.last_contact,
            "languages": list(person.languages),
            "child": person.child,
            "fears_return": person.fears_return,
        },
        "candidates": {name: list(values) for name, values in reading.candidates.items()},
        "record_evidence": {
            name: [_said_in(one) for one in lines] for name, lines in reading.record_evidence.items()
        },
        "advice": list(findings.advice),
        "dropped": {
            "messages": reading.dropped.messages,
            "media": reading.dropped.media,
            "system": reading.dropped.system,
        },
        "notes": list(reading.notes),
        "rules": findings.rules,
    }


def _line(line: Evidence) -> dict[str, Any]:
    return {
        "at": line.at,
        "from": line.speaker,
        "text": line.text,
        "spans": [list(one) for one in line.spans],
        "before": list(line.before),
        "after": list(line.after),
        "similar": list(line.similar),
    }


def _said_in(line: Evidence) -> dict[str, Any]:
    return {"at": line.at, "text": line.text, "span": list(line.spans[0][:2]) if line.spans else None}


def _finding(finding: Finding) -> dict[str, Any]:
    return {"code": finding.code, "evidence": [_line(one) for one in finding.evidence]}


def as_text(reading: Reading) -> str:
    """The same for a person at a terminal."""
    shown = as_json(reading)
    lines = [
        f"Read {reading.messages} messages ({reading.format}); kept {reading.kept}, dropped the rest.",
        "Words that say someone is held or forced: " + ("found" if reading.findings.found else "none found"),
        f"Urgency of reading: {reading.findings.urgency.level}",
    ]
    lines += [f"  {one['at'] or '':<20} {one['text']}" for one in shown["disclosure"]["evidence"]]
    lines += ["Signs of forced labour: " + _codes(shown["indicators"])]
    lines += ["Signs of a money tactic: " + _codes(shown["tactics"])]
    lines += [
        f"  {name}: {_said(value)}"
        for name, value in shown["record"].items()
        if value not in (None, [], "unknown")
    ]
    lines += ["Stop contact. Ask nothing more. Pay nothing. It may be a tactic; the advice is the same."]
    return "\n".join(lines)


def _codes(findings: list[dict[str, Any]]) -> str:
    return ", ".join(one["code"] for one in findings) or "none"


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_said(one) for one in value)
    if isinstance(value, dict):
        return str(value.get("value") or value.get("name"))
    return str(value)
