"""What we do not need we do not keep: of a chat, only the lines a rule spoke on, cut to their surroundings.

Promise P2. The limits are generous for a person's own words and small for everything else.
"""

from __future__ import annotations

from dataclasses import replace

from bothends.core.findings import Evidence, Finding, Findings

LINES_A_CODE = 5
LINES_ALL = 40
AROUND = 160  # characters kept on each side of what the rule spoke on
WHOLE = 400  # a line up to this length is kept whole
ELLIPSIS = "…"


def minimise(findings: Findings) -> Findings:
    """Fewer and shorter evidence lines; every code keeps at least its strongest line."""
    return replace(
        findings,
        evidence=tuple(_shorter(one) for one in findings.evidence[:LINES_ALL]),
        indicators=tuple(_fewer(one) for one in findings.indicators),
        tactics=tuple(_fewer(one) for one in findings.tactics),
    )


def kept_lines(findings: Findings) -> int:
    """How many different lines the findings still hold."""
    said = [*findings.indicators, *findings.tactics]
    lines = [*findings.evidence, *(line for one in said for line in one.evidence)]
    return len({(line.at, line.text) for line in lines})


def _fewer(finding: Finding) -> Finding:
    return replace(finding, evidence=tuple(_shorter(one) for one in finding.evidence[:LINES_A_CODE]))


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
