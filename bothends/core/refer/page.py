"""The summary page of a pack: the sending state's language around the same facts, and no other."""

from __future__ import annotations

from typing import Any

from bothends.core.crypto.receipt import grouped
from bothends.core.refer.facts import facts
from bothends.core.refer.pack import Book, Pack
from bothends.core.refer.runs import END, ISOLATE, isolated, run
from bothends.core.refer.summary import Summary

PLAIN = ("title", "box", "what", "unverified", "headings")
STATE_PROFILES = ("mission", "ministry")


def summary_of(pack: Pack, book: Book) -> Summary | None:
    """The summary this pack was built with. None: English alone."""
    for summary in book.summaries.values():
        if pack.also_in == summary.language and pack.profile in STATE_PROFILES:
            return summary
    return None


def summary_page(pack: Pack, book: Book) -> dict[str, Any] | None:
    """What the template draws of it: fixed sentences as text, everything from the case as runs."""
    words = summary_of(pack, book)
    if words is None:
        return None
    tag = words.language.partition("-")
    lines = _lines(words, pack)
    return {
        **{key: words[key] for key in PLAIN},
        **lines,
        "lang": tag[0],
        "script": tag[2],
        "dir": words.direction,
        "draft": words["draft"] if words.draft else None,
        "facts": [[label, [run(value) for value in values]] for label, values in _facts(pack, book, words)],
        "code": grouped(pack.frame.answer_code) if pack.frame.answer_code else None,
        "code_label": words["code"],
    }


def summary_text(pack: Pack, book: Book) -> list[str]:
    """The same as lines of plain text."""
    words = summary_of(pack, book)
    if words is None:
        return []
    lines = _lines(words, pack)
    heads = words["headings"]
    told = [words["title"], *([words["draft"]] if words.draft else []), words["box"], words["what"]]
    told += [words["unverified"], "", heads["facts"]]
    told += [f"- {label}: {'; '.join(map(isolated, values))}" for label, values in _facts(pack, book, words)]
    for key in ("asks", "donts"):
        told += ["", heads[key], *(f"- {line}" for line in lines[key])]
    told += ["", heads["answer"], lines["acknowledge"]]
    if pack.frame.answer_code:
        told.append(f"{words['code']}: {ISOLATE}{grouped(pack.frame.answer_code)}{END}")
    return told


def _lines(words: Summary, pack: Pack) -> dict[str, Any]:
    """Asks, don'ts and the way to acknowledge: those of the English part, by their codes."""
    reference = f"{ISOLATE}{pack.frame.reference}{END}"
    return {
        "asks": [words["asks"][item.code] for item in pack.asks],
        "donts": [words["donts"][item.code] for item in pack.donts],
        "acknowledge": words["acknowledge"].format(reference=reference),
    }


def _facts(pack: Pack, book: Book, words: Summary) -> list[tuple[str, list[str]]]:
    """The facts of the pack with translated labels; yes and no are translated, names and places stay as they are."""
    rows = []
    for code, _, values in facts(pack, book):
        said = [words["answers"][pack.person[code]]] if code in ("child", "fears_return") else values
        rows.append((words["labels"][code], said))
    return rows
