"""Measure reading on the held-out material: `python -m tests.core.assess.held_out.measure [dev|test|chats]`.

Prints figures only, never a text, so that the test half can be measured without being read.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from bothends.core.intake.transcript import Message, Transcript
from bothends.core.read import Shelf, read, read_text
from bothends.core.report import Person
from bothends.data.shelf import shelf as load
from tests.core.assess.held_out import chats

HERE = Path(__file__).parent


def passages(half: str, shelf: Shelf) -> None:
    """Recall, precision and micro-F1 of codes and tactics, one line a language and one for all."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in (HERE / f"passages_{half}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        marks = _marks(row, shelf)
        counts[row["language"]] += marks
        counts["all"] += marks
    for name, count in counts.items():
        print(
            f"{name:8} recall {_share(count, 'hit', 'miss')} precision {_share(count, 'hit', 'false')}"
            f" codes F1 {_f1(count, 'codes')} tactics F1 {_f1(count, 'tactics')}"
        )


def _marks(row: dict[str, Any], shelf: Shelf) -> Counter[str]:
    findings = read_text(row["text"], shelf).findings
    marks: Counter[str] = Counter()
    label = {(True, True): "hit", (True, False): "miss", (False, True): "false"}
    marks[label.get((row["found"], findings.found), "right")] += 1
    for kind, said in (("codes", findings.indicators), ("tactics", findings.tactics)):
        told, wanted = {one.code for one in said}, set(row[kind])
        marks[f"{kind} hit"] += len(told & wanted)
        marks[f"{kind} false"] += len(told - wanted)
        marks[f"{kind} miss"] += len(wanted - told)
    return marks


def _share(count: Counter[str], part: str, rest: str) -> str:
    whole = count[part] + count[rest]
    return f"{count[part] / whole:.3f}" if whole else "  -  "


def _f1(count: Counter[str], kind: str) -> str:
    hit, wrong = count[f"{kind} hit"], count[f"{kind} false"] + count[f"{kind} miss"]
    return f"{2 * hit / (2 * hit + wrong):.3f}" if hit + wrong else "  -  "


def long_chats(shelf: Shelf) -> None:
    """Found among the first three, false alarms, and each field: right where said, invented where not."""
    count: Counter[str] = Counter()
    for chat in chats.chats():
        count += _chat_marks(chat, shelf)
    for name, number in sorted(count.items()):
        print(f"{name:24} {number}")


def _chat_marks(chat: chats.Chat, shelf: Shelf) -> Counter[str]:
    messages = tuple(Message(None, sender, text) for sender, text in chat.messages)
    reading = read(Transcript("plain", messages), shelf, me=chats.TARGET)
    marks: Counter[str] = Counter()
    if not chat.truth.found:
        marks["ordinary, found" if reading.findings.found else "ordinary, not found"] += 1
        return marks
    said = {chat.messages[index][1] for index in chat.truth.at}
    first = {one.text for one in reading.findings.evidence[:3]}
    marks["told, among first three" if first & said else "told, missed"] += 1
    for name, (wanted, got) in _fields(chat.truth, reading.person).items():
        marks[f"{name}, {_verdict(wanted, got)}"] += 1
    return marks


def _fields(truth: chats.Truth, person: Person) -> dict[str, tuple[object, object]]:
    """Field to (said, read)."""
    said = {one.split(":", 1)[1].lstrip("@") for one in truth.contacts}
    return {
        "name": (truth.name, person.name),
        "nationality": (truth.nationality, person.nationality),
        "country": (truth.country, person.country),
        "place": (truth.place, person.place.name if person.place else None),
        "contacts": (said, {one.value.lstrip("@") for one in person.contacts}),
    }


def _verdict(said: object, got: object) -> str:
    if said == got:
        return "right"
    if not got:
        return "missing"
    return "wrong" if said else "invented"


def main(what: str = "dev") -> None:
    shelf = load()
    if what == "chats":
        long_chats(shelf)
    else:
        passages(what, shelf)


if __name__ == "__main__":
    main(*sys.argv[1:2])
