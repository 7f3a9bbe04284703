"""Reading chat exports: messages kept and time, beside chat-miner and whatstk on the same files in the same run."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.figure import Figure, Peer
from bothends.core.intake import recognise
from bothends.core.intake.source import Bytes

ROOT = Path(__file__).parents[1]
PEERS = ROOT / "build" / "bench-peers"  # a Python of their own: nothing of theirs comes near the product
COUNT = 20_000
LARGE_MB = 100
SAID = (
    "good morning dear", "how was your day", "i am at the office now", "the market is up {n} points today",
    "did you eat", "haha ok", "see you at {n}", "i miss you", "you can start with {n} usd", "send me a photo",
    "my order number is {n}", "the weather is nice and i went for a walk by the river with my sister",
    "first line\nand a second line: with a colon", "they said 12/05/2024, 10:00 - no: it was later",
)  # fmt: skip
NAMES = ("David Lim", "Maria Example")


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of file: how a message is written, and which peers claim to read it as what."""

    name: str
    suffix: str
    write: Callable[[datetime, str, str], str]
    peers: tuple[tuple[str, str], ...]
    around: tuple[str, str, str] = ("", "", "")  # before the first message, between two, after the last


def _narrow(at: datetime, name: str, text: str) -> str:
    return f"{at.day}/{at.month}/{at:%y}, {at:%I:%M}\u202f{'a' if at.hour < 12 else 'p'}.\u00a0m. - {name}: {text}\n"


def _iphone(at: datetime, name: str, text: str) -> str:
    return f"[{at:%d/%m/%Y, %H:%M:%S}] {name}: {text}\r\n"


def _thai(at: datetime, name: str, text: str) -> str:
    return f"\u200e[{at.day}/{at.month}/{at.year + 543} BE, {at:%H:%M:%S}] {name}: {text}\n"


def _telegram(at: datetime, name: str, text: str) -> str:
    row = {
        "id": 1, "type": "message", "date": f"{at:%Y-%m-%dT%H:%M:%S}", "from": name,
        "date_unixtime": str(round(at.timestamp())), "from_id": f"user{len(name)}", "text": text,
        "text_entities": [{"type": "plain", "text": text}],
    }  # fmt: skip
    return json.dumps(row, indent=1, ensure_ascii=False)


def _messenger(at: datetime, name: str, text: str) -> str:
    row = {
        "sender_name": name,
        "timestamp_ms": round(at.timestamp() * 1000),
        "content": text,
        "type": "Generic",
    }
    return json.dumps(row)


BOTH = (("chat-miner", "whatsapp"), ("whatstk", "whatsapp"))
EXPORTS = (
    Export("WhatsApp, Android, 24 hours", ".txt", lambda a, n, t: f"{a:%d/%m/%Y, %H:%M} - {n}: {t}\n", BOTH),
    Export("WhatsApp, Android, Spanish hours", ".txt", _narrow, BOTH),
    Export("WhatsApp, iPhone", ".txt", _iphone, BOTH),
    Export("WhatsApp, iPhone, Buddhist years", ".txt", _thai, BOTH),
    Export(
        "Telegram, result.json",
        ".json",
        _telegram,
        (("chat-miner", "telegram"),),
        ('{"name": "David Lim", "type": "personal_chat", "id": 9, "messages": [', ",\n", "]}"),
    ),
    Export(
        "Messenger, message_1.json",
        ".json",
        _messenger,
        (("chat-miner", "messenger"),),
        (
            '{"participants": [{"name": "David Lim"}, {"name": "Maria Example"}], "messages": [',
            ",\n",
            '], "title": "David Lim"}',
        ),
    ),
)


def run() -> Iterator[Figure]:
    """Messages kept of 20,000 and the time for them, then a large file through the whole reading."""
    _install()
    with tempfile.TemporaryDirectory() as folder:
        for export in EXPORTS:
            yield from _beside(export, Path(folder) / f"chat{export.suffix}")
        yield from _large(Path(folder) / "large.txt")


def _install() -> None:
    if (PEERS / "done").exists():
        return
    subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
    wanted = ROOT / "requirements" / "bench.txt"
    pip = [str(PEERS / "bin" / "python"), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(wanted)]
    subprocess.run(pip, check=True)
    (PEERS / "done").touch()


def _written(export: Export, path: Path, *, count: int = COUNT, size: int = 0) -> int:
    """Write the file; how many messages are in it."""
    chance = random.Random(20261125)
    at = datetime(2023, 1, 5, 8, tzinfo=UTC)
    before, between, after = export.around
    written = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(before)
        while written < count or out.tell() < size:
            at += timedelta(seconds=chance.randint(20, 1200))
            text = chance.choice(SAID).replace("{n}", str(chance.randint(10, 99_999)))
            out.write(between * (written > 0) + export.write(at, chance.choice(NAMES), text))
            written += 1
        out.write(after)
    return written


def _beside(export: Export, path: Path) -> Iterator[Figure]:
    written = _written(export, path)
    begun = time.process_time()
    transcript = recognise.read_chat(Bytes(lambda: path.open("rb"), path.stat().st_size), name=path.name)
    kept = sum(1 for one in transcript.messages if one.at and one.kind == "text")
    seconds = time.process_time() - begun
    told = [(name, _peer(name, kind, path)) for name, kind in export.peers]
    yield Figure(
        f"{export.name}: messages kept of {written}, with their times",
        100 * kept / written,
        "%",
        better="more",
        bound=100,
        peers=tuple(Peer(name, 100 * one["kept"] / written, _note(one, written)) for name, one in told),
    )
    yield Figure(
        f"{export.name}: time for them",
        seconds,
        "s",
        peers=tuple(Peer(name, one["seconds"], _note(one, written)) for name, one in told),
    )


def _note(told: dict[str, Any], written: int) -> str:
    invented = told["kept"] - written
    return str(told.get("why", "")) or (f"{invented} of them invented" if invented > 0 else "")


def _peer(name: str, kind: str, path: Path) -> dict[str, Any]:
    command = [str(PEERS / "bin" / "python"), str(ROOT / "bench" / "peers_reading.py"), name, kind, str(path)]
    out = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False).stdout
    told: dict[str, Any] = json.loads(out.strip().rpartition("\n")[2] or '{"kept": 0, "seconds": 0}')
    return told


_WHOLE = """
import json, resource, sys, time
from pathlib import Path
from bothends.core.intake.source import Bytes
from bothends.core.read import Shelf, read_bytes
from bothends.data.shelf import shelf
rows = Shelf(shelf().lexicon, shelf().tables)
rows.sieve
path = Path(sys.argv[1])
begun = time.process_time()
reading = read_bytes(Bytes(lambda: path.open("rb"), path.stat().st_size), rows, name=path.name)
seconds = time.process_time() - begun
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"messages": reading.messages, "seconds": seconds, "peak": peak}))
"""


def _large(path: Path) -> Iterator[Figure]:
    """Intake, lexicon and record, without the encoder, in a process of its own."""
    _written(EXPORTS[0], path, size=LARGE_MB * 1_000_000)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    out = subprocess.run(
        [sys.executable, "-c", _WHOLE, str(path)], capture_output=True, text=True, check=True, env=environment
    )
    told = json.loads(out.stdout)
    yield Figure(
        f"whole reading of {LARGE_MB} MB of WhatsApp, one core",
        path.stat().st_size / 1e6 / told["seconds"],
        "MB/s",
        better="more",
        bound=10,
    )
    yield Figure("memory for it, at most", told["peak"], "MB", bound=300)
