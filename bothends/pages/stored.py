"""docs/data.md: the twelve items about a person, and every table and column of the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import django
from django.apps import apps
from django.conf import settings

from bothends.pages.markdown import bullets, code, document, paragraph, sentence
from bothends.web.deskfolder import SETTINGS
from bothends.web.public.questions import BY_CODE
from bothends.web.store.kept import KEPT, Kept, Table
from bothends.web.wording import from_settings, say

APPS = ("django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions", "bothends.web.store")
LEAD = """What bothends keeps, column by column. *Clear* may be read by whoever steals the disk, so no personal word
may stand in it; *sealed* is an age file or a box, and opens only with the key that is named. Every one of these rows
is held against the models by tests/invariants/test_docs.py."""
TWELVE = """A report holds at most these twelve items about the person who is perhaps held, and none of them must be
given. Why each is asked, who sees it and when it is erased are told in the words of the public site."""
REPORTER = """About the reporter, a report holds how they know the person, whether they are safe, whether contact goes
on, whether money was asked for or lost, whom they have told, their language, and a contact if they chose to give one.
None of it is carried into the case or into a referral."""
NOT_KEPT = """Not kept at all: addresses of computers, browser names, the attached chat beyond the lines the rules spoke
on, pictures, voice messages, and the minute at which somebody wrote to us. Django also makes tables for content types
and groups; bothends keeps nothing about anybody in them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One of the twelve: the field of core's Person, what it is, and the question that asks for it."""

    field: str
    meaning: str
    question: str | None


TWELVE_ITEMS: tuple[Item, ...] = (
    Item("name", "the name they gave", "name"),
    Item("aliases", "other names they used", "name"),
    Item(
        "contacts",
        "how they reached the reporter: never a link, shown only when asked for, each time logged",
        "reach",
    ),
    Item("nationality", "the country they say they come from", "origin"),
    Item("country", "the country they say they are in", "where"),
    Item("place", "a compound, town or area: never finer", "where"),
    Item("platform", "where the reporter met them", "when"),
    Item("last_contact", "the day of the last message", "when"),
    Item("languages", "the languages they wrote in, read from the chat; nobody is asked", None),
    Item("child", "whether they said they are under 18", "care"),
    Item("fears_return", "whether they said they fear their own state", "care"),
    Item("words", "what they said, as the reporter gave it", "words"),
)


def stored_fields_page() -> str:
    """Items, then tables. Raises KeyError for a table or a column that nobody has described."""
    parts = ["## About the person", paragraph(TWELVE), bullets(map(_item, TWELVE_ITEMS))]
    parts += [paragraph(f"Who sees them: {_seen_by()}")]
    parts += [paragraph(f"When they are erased: {_said('erased.draft')}"), paragraph(REPORTER)]
    parts += [part for one in KEPT for part in _table(one)]
    parts += ["## What is not kept", paragraph(NOT_KEPT)]
    return document("What is kept", source="bothends/web/store/kept/", lead=LEAD, parts=parts)


def models() -> dict[str, Any]:
    """Every table Django knows of, by the name of its model; Django is started when it is not running."""
    if not settings.configured:
        settings.configure(INSTALLED_APPS=APPS, AUTH_USER_MODEL="store.Member")
        django.setup()
    return {one.__name__: one for one in apps.get_models(include_auto_created=True)}


def columns_of(model: Any) -> dict[str, str]:
    """Column name → clear or sealed. Django's own session table names neither: its key part is boxed."""
    sealed: set[str] = getattr(model, "SEALED", set())
    return {one.name: "sealed" if one.name in sealed else "clear" for one in model._meta.concrete_fields}


def _item(one: Item) -> str:
    head = f"{code(one.field)}: {one.meaning}."
    if one.question is None:
        return head
    asked = BY_CODE[one.question]
    return f"{head} *Why:* {_said(asked.why)}"


def _seen_by() -> str:
    """The public site tells it at each question; it is one sentence for all that is asked about the person."""
    asked = (BY_CODE[one.question] for one in TWELVE_ITEMS if one.question)
    return " ".join(dict.fromkeys(_said(one.seen) for one in asked))


def _said(wording: str) -> str:
    usual = {one.name: one.default for one in SETTINGS}
    return say(wording, **from_settings({**usual, "name": "this desk"}))


def _table(table: Table) -> Iterator[str]:
    model = models()[table.model]
    sealed = columns_of(model)
    yield f"## {code(model._meta.db_table)}"
    yield paragraph(f"{sentence(table.meaning)} Goes: {sentence(table.gone)}")
    yield bullets(_column(one, sealed[one.name]) for one in table.columns)


def _column(one: Kept, how: str) -> str:
    opened = f" Opens with: {one.opened_by}." if one.opened_by else ""
    return f"{code(one.name)} ({how}): {one.meaning}{opened}"
