"""Where the reporter met them: said outright, else the messenger of the export."""

from __future__ import annotations

from collections.abc import Sequence

from bothends.core.assess.phrasing import Phrasing
from bothends.core.assess.spoken import Where
from bothends.core.findings import Line
from bothends.core.plain import fold

# The messenger an export comes from, by the first word of its format code.
MESSENGERS = (
    "whatsapp", "telegram", "line", "messenger", "instagram", "kakaotalk", "viber", "wechat", "signal",
    "imessage", "sms", "facebook", "zalo",
)  # fmt: skip


def read_met(lines: Sequence[Line], phrasing: Phrasing) -> tuple[str, Where] | None:
    """Where the reporter says they met."""
    for index, line in enumerate(lines):
        folded = fold(line.text)
        for pattern in phrasing.met.on(folded):
            if found := pattern.search(folded):
                code = next(code for code, text in found.groupdict().items() if text)
                number = index if line.number is None else line.number
                return code, Where(number, found.start(), found.end())
    return None


def messenger(format: str | None) -> str | None:  # noqa: A002 - as above
    """The messenger of an export, by its format's code; None for a paste."""
    first = (format or "").partition("_")[0]
    return first if first in MESSENGERS else None
