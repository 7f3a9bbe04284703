"""A stand-in for reading a chat, so that these pages are tested by themselves. Synthetic people only."""

from __future__ import annotations

import pytest

from bothends.core.errors import Unreadable
from bothends.core.findings import Evidence, Finding, Findings, Urgency
from bothends.core.read import Reading
from bothends.core.report import Contact, Dropped, Person, Place
from bothends.web.public import reading

LINE = "They took my passport and I cannot leave"
CODES = {"viet nam": "VNM", "vietnam": "VNM", "ベトナム": "VNM", "cambodia": "KHM", "カンボジア": "KHM"}
NAMES = {"VNM": "Viet Nam", "KHM": "Cambodia"}
CHAT = b"[01/02/2026, 10:00] Minh: " + LINE.encode()


def reading_of(content: bytes | None, text: str | None, name: str = "") -> Reading:
    """A chat that discloses, a file of noughts that cannot be read, and plain words."""
    if content is not None and b"\0" in content:
        raise Unreadable("This file is no chat. Export the chat as text and try again.")
    return _chat() if content is not None or (text or "").startswith("[") else _words()


def country_code(typed: str) -> str | None:
    return CODES.get(typed.strip().lower())


def country_name(alpha3: str) -> str:
    return NAMES.get(alpha3, alpha3)


def use(patch: pytest.MonkeyPatch) -> None:
    """Put the stand-ins in place of the real ones."""
    for stand_in in (reading_of, country_code, country_name):
        patch.setattr(reading, stand_in.__name__, stand_in)


def _chat() -> Reading:
    line = Evidence(text=LINE, at="2026-02-01T10:00:00", spans=((0, 21, "document_retention"),))
    return Reading(
        format="whatsapp_android",
        language="en",
        messages=312,
        kept=1,
        findings=Findings(
            found=True,
            score=0.9,
            evidence=(line,),
            indicators=(Finding("document_retention", (line,)),),
            urgency=Urgency("soon", ("document_retention",)),
            rules="test",
        ),
        person=Person(
            name="Minh",
            contacts=(Contact("telegram", "@quiet_river_77"),),
            nationality="VNM",
            country="KHM",
            place=Place("Bavet", "town", "KHM"),
            last_contact="2026-02-01",
            languages=("en",),
        ),
        dropped=Dropped(messages=311),
    )


def _words() -> Reading:
    return Reading("plain_text", "en", 1, 1, Findings(rules="test"), Person(), Dropped())
