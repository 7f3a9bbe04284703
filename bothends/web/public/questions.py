"""QUESTIONS: what a stranger is asked, one topic a page, in this order. Every one may be skipped.

Wording: question.<code>.title and .why, field.<name>, hint.<name>; options are answer.*, kind.*, …
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["choice", "select", "text", "long", "date", "file", "pictures"]
WORDS_LIMIT = 20_000
LINE_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Field:
    """One answer. `options` are (value, wording code); `limit` counts characters."""

    name: str
    kind: Kind = "text"
    options: tuple[tuple[str, str], ...] = ()
    hint: bool = False
    limit: int = LINE_LIMIT

    @property
    def label(self) -> str:
        return f"field.{self.name}"

    @property
    def hint_code(self) -> str:
        return f"hint.{self.name}"


@dataclass(frozen=True, slots=True)
class Question:
    """One page. `about` is whose words these are (reporter or person): it decides who may see them."""

    code: str
    about: Literal["reporter", "person"]
    fields: tuple[Field, ...]
    note: bool = False
    p1: bool = False  # the no-contact sentence stands on this page

    @property
    def title(self) -> str:
        return f"question.{self.code}.title"

    @property
    def why(self) -> str:
        return f"question.{self.code}.why"

    @property
    def note_code(self) -> str:
        return f"question.{self.code}.note"

    @property
    def seen(self) -> str:
        return f"seen.{self.about}"


def _options(family: str, *values: str) -> tuple[tuple[str, str], ...]:
    return tuple((value, f"{family}.{value}") for value in values)


YES_NO = _options("answer", "yes", "no", "unknown")
KINDS = _options("kind", "target", "family", "survivor", "professional", "unknown")
SHARING = _options("sharing", "desk_only", "share_contact", "anonymous")
NETWORKS = _options(
    "network",
    "handle",
    "whatsapp",
    "telegram",
    "line",
    "messenger",
    "wechat",
    "zalo",
    "viber",
    "kakaotalk",
    "signal",
    "instagram",
    "facebook",
    "phone",
    "email",
    "url",
)


def _yes_no(name: str) -> Field:
    return Field(name, "choice", YES_NO)


QUESTIONS: tuple[Question, ...] = (
    Question("you", "reporter", (Field("kind", "choice", KINDS),)),
    Question(
        "safety",
        "reporter",
        (_yes_no("safe"), _yes_no("still_in_contact"), _yes_no("other_side_knows")),
        note=True,
        p1=True,
    ),
    Question(
        "words",
        "person",
        (
            Field("words", "long", hint=True, limit=WORDS_LIMIT),
            # Uploads last on the page: one that is refused must not take the typed words with it.
            Field("pictures", "pictures", hint=True),
            Field("export", "file", hint=True),
        ),
        note=True,
    ),
    Question("name", "person", (Field("name"), Field("aliases", hint=True))),
    Question(
        "reach",
        "person",
        (
            Field("contact_1", hint=True),
            Field("contact_1_kind", "select", NETWORKS),
            Field("contact_2"),
            Field("contact_2_kind", "select", NETWORKS),
            Field("contact_3"),
            Field("contact_3_kind", "select", NETWORKS),
        ),
    ),
    Question("origin", "person", (Field("nationality", hint=True),)),
    Question("where", "person", (Field("country"), Field("place"))),
    Question("when", "person", (Field("last_contact", "date", hint=True), Field("platform", hint=True))),
    Question("care", "person", (_yes_no("child"), _yes_no("fears_return")), note=True),
    Question("money", "reporter", (_yes_no("asked_for_money"), _yes_no("lost_money")), note=True),
    Question("others", "reporter", (Field("told_others", hint=True, limit=500),)),
    Question("share", "reporter", (Field("sharing", "choice", SHARING), Field("contact", hint=True))),
)
# On the page that a browser seals this one answer stays readable, because it orders the queue.
DANGER = Field("danger", "choice", YES_NO, hint=True)
BY_CODE = {one.code: one for one in QUESTIONS}
FIRST = QUESTIONS[0].code


def neighbours(code: str) -> tuple[str | None, str | None]:
    """The codes of the page before and the page after; None at either end."""
    order = [None, *BY_CODE, None]
    at = order.index(code)
    return order[at - 1], order[at + 1]


def number(code: str) -> int:
    """Position of a page, counted from one."""
    return list(BY_CODE).index(code) + 1


def wording_codes() -> set[str]:
    """Every wording code these tables need; a test holds the catalogue against it."""
    codes: set[str] = {DANGER.label, DANGER.hint_code}
    for page in QUESTIONS:
        codes |= {page.title, page.why, page.seen} | ({page.note_code} if page.note else set())
        for one in page.fields:
            codes |= {one.label, *(code for _, code in one.options)} | (
                {one.hint_code} if one.hint else set()
            )
    return codes
