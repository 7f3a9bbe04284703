"""What the rules found: codes with the lines they rest on. Orders the reading; judges nobody (P3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Speaker = Literal["other", "reporter"]
Level = Literal["urgent", "soon", "routine"]


@dataclass(frozen=True, slots=True)
class Line:
    """One message as the rules see it. `speaker` is None when nobody knows who wrote it."""

    text: str = field(repr=False)
    speaker: Speaker | None = None
    at: str | None = None  # ISO 8601, local as written
    number: int | None = None  # which of the chat's messages, where not all of them are at hand


@dataclass(frozen=True, slots=True)
class Evidence:
    """A line kept because a rule spoke on it. `spans` are (start, end, code) into `text`, end exclusive.

    `before` and `after` hold at most one neighbouring line each, and only where the line is a disclosure that
    cannot be read alone: a short one, or the answer to a question. `similar` are the codes that rest on no phrase:
    the encoder heard them in the wording.
    """

    text: str = field(repr=False)
    speaker: Speaker = "other"
    at: str | None = None
    spans: tuple[tuple[int, int, str], ...] = ()
    before: tuple[str, ...] = field(default=(), repr=False)
    after: tuple[str, ...] = field(default=(), repr=False)
    similar: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One indicator or tactic, by code, with the lines it rests on (strongest first)."""

    code: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Urgency:
    """How soon a human must read this, and why (codes of the URGENCY table)."""

    level: Level = "routine"
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """Signs of forced labour and signs of a money tactic, side by side.

    `found`: some words say that the writer, or someone they speak of, is held or forced. `score` is 0-1
    and serves for ordering only. `evidence` holds the disclosure lines, strongest first. `advice` are
    codes of the wording catalogue.
    """

    found: bool = False
    score: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    indicators: tuple[Finding, ...] = ()
    tactics: tuple[Finding, ...] = ()
    urgency: Urgency = Urgency()
    advice: tuple[str, ...] = ()
    rules: str = ""  # version of the rule tables and lexicon that spoke
