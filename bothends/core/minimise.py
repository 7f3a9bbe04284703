"""What we do not need we do not keep: of a chat, only the lines a rule spoke on, cut to their surroundings.

Beside a disclosure that cannot be read alone stand the line before and the line after, cut shorter still.

Promise P2. The limits are generous for a person's own words and small for everything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bothends.core.findings import Evidence, Finding, Findings

LINES_A_CODE = 5
LINES_ALL = 40
AROUND = 160  # characters kept on each side of what the rule spoke on
WHOLE = 400  # a line up to this length is kept whole
ELLIPSIS = "…"
BLOT = "▇"
SHORTEST_NAME = 3  # "me", "Li" and the like would blot out ordinary words


def minimise(findings: Findings, *, hide: Iterable[str] = ()) -> Findings:
    """Fewer and shorter evidence lines; every code keeps at least its strongest line.

    `hide` are the reporter's own names in the chat: blotted out, so that no quotation leads back to them (P4).
    """
    blot = _blotter(hide)
    return replace(
        findings,
        evidence=tuple(_small(one, blot) for one in findings.evidence[:LINES_ALL]),
        indicators=tuple(_fewer(one, blot) for one in findings.indicators),
        tactics=tuple(_fewer(one, blot) for one in findings.tactics),
    )


def minimise_lines(
    said: Mapping[str, Iterable[Evidence]], *, hide: Iterable[str] = ()
) -> dict[str, tuple[Evidence, ...]]:
    """The same for lines by the field of the record they were read from. How many: core.assess.kept."""
    blot = _blotter(hide)
    return {field: tuple(_small(one, blot) for one in lines) for field, lines in said.items()}


def kept_lines(findings: Findings) -> int:
    """How many different lines the findings still hold, those beside a disclosure included."""
    said = [*findings.indicators, *findings.tactics]
    lines = [*findings.evidence, *(line for one in said for line in one.evidence)]
    texts = {line.text for line in lines}
    beside = {text for line in findings.evidence for text in (*line.before, *line.after)}
    return len({(line.at, line.text) for line in lines}) + len(beside - texts)


def _fewer(finding: Finding, blot: re.Pattern[str] | None) -> Finding:
    return replace(finding, evidence=tuple(_small(one, blot) for one in finding.evidence[:LINES_A_CODE]))


def _small(line: Evidence, blot: re.Pattern[str] | None) -> Evidence:
    return _shorter(
        replace(
            line,
            text=_blotted(line.text, blot),
            spans=_joined(line.spans),
            # The end of what came before and the start of what follows are what touches the line.
            before=tuple(_cut(_blotted(one, blot), end=True) for one in line.before[-1:]),
            after=tuple(_cut(_blotted(one, blot), end=False) for one in line.after[:1]),
        )
    )


def _blotted(text: str, blot: re.Pattern[str] | None) -> str:
    return blot.sub(lambda found: BLOT * len(found.group()), text) if blot else text


def _cut(text: str, *, end: bool) -> str:
    if len(text) <= AROUND:
        return text
    if end:
        return ELLIPSIS + text[1 - AROUND :]
    return text[: AROUND - 1] + ELLIPSIS


def _blotter(names: Iterable[str]) -> re.Pattern[str] | None:
    """Whole names and their parts, as written; blots are as long as the name, so that spans still fit."""
    parts = {part for name in names for part in (name, *name.split()) if len(part) >= SHORTEST_NAME}
    edged = (rf"\b{re.escape(one)}\b" if one.isascii() else re.escape(one) for one in parts)
    ordered = sorted(edged, key=len, reverse=True)
    return re.compile("|".join(ordered)) if ordered else None


def _joined(spans: Iterable[tuple[int, int, str]]) -> tuple[tuple[int, int, str], ...]:
    """Marks of one code that overlap become one."""
    joined: list[tuple[int, int, str]] = []
    for start, end, code in sorted(spans, key=lambda one: (one[2], one[0], one[1])):
        if joined and joined[-1][2] == code and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]), code)
        else:
            joined.append((start, end, code))
    return tuple(sorted(joined))


def _shorter(line: Evidence) -> Evidence:
    if len(line.text) <= WHOLE:
        return line
    first = min((start for start, _, _ in line.spans), default=0)
    last = max((end for _, end, _ in line.spans if end <= first + WHOLE), default=first)
    start, end = max(0, first - AROUND), min(len(line.text), last + AROUND)
    before = ELLIPSIS if start else ""
    after = ELLIPSIS if end < len(line.text) else ""
    shift = len(before) - start
    spans = tuple((a + shift, b + shift, code) for a, b, code in line.spans if start <= a and b <= end)
    return replace(line, text=before + line.text[start:end] + after, spans=spans)
