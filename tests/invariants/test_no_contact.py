"""P1 No contact: nothing writes to the person, links to them, or suggests asking them more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from bothends.core.assess.advice import ADVICE
from bothends.web.wording import languages, say, sentences
from tests import cast
from tests.web.desk_story import member, told, until_case
from tests.web.public.conftest import as_public
from tests.web.public.steps import answer, send

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "bothends").rglob("templates/**/*.html"))
# A contact detail must never be one click away from being used.
LINKS = re.compile(r"""href=["'](?:tel|mailto|sms|whatsapp|tg|viber|line|skype):|wa\.me/|t\.me/|line\.me/""")


@pytest.mark.parametrize("language", sorted(languages()))
def test_first_and_last_page_say_stop_ask_nothing_pay_nothing(
    desk: cast.Desk, settings: object, language: str
) -> None:
    as_public(settings)
    stranger = Client()
    assert say("p1.no_contact", language) in stranger.get(f"/{language}/").content.decode()
    answer(stranger, "name", name="B")
    send(stranger)
    assert say("p1.no_contact", language) in stranger.get(f"/{language}/receipt/").content.decode()


def test_no_template_makes_a_contact_a_link() -> None:
    assert TEMPLATES
    for template in TEMPLATES:
        assert not LINKS.search(template.read_text(encoding="utf-8")), template.name


def test_contact_details_are_on_no_page_until_they_are_asked_for(desk: cast.Desk) -> None:
    number = cast.SECRET_WORDS[2]
    row = told()
    assert number not in member("ben").get(f"/reports/{row.pk}/").content.decode()
    case = until_case(row)
    carol = member("carol")
    assert number not in carol.get(f"/cases/{case.pk}/").content.decode()
    page = carol.post(f"/cases/{case.pk}/contacts/").content.decode()
    assert number in page
    assert "Do not use them." in page
    assert f'href="tel:{number}"' not in page


def test_a_contact_is_never_shown_by_a_link_that_can_be_followed(desk: cast.Desk) -> None:
    case = until_case()
    assert member("carol").get(f"/cases/{case.pk}/contacts/").status_code == 405


def test_the_advice_always_says_stop_ask_nothing_pay_nothing() -> None:
    always = {one.code for one in ADVICE if not one.when}
    assert {"stop_contact", "ask_nothing_more", "pay_nothing", "may_be_a_tactic"} <= always


def test_every_piece_of_advice_has_its_sentence_in_every_language() -> None:
    for language in languages():
        for one in ADVICE:
            assert f"advice.{one.code}" in sentences(language), (language, one.code)


def test_nothing_in_the_program_can_send_a_message() -> None:
    """No mail, no messenger library, no outgoing request: there is nothing to send with."""
    sending = re.compile(
        r"\b(smtplib|send_mail|EmailMessage|urlopen|httpx|twilio)\b|import requests|import telegram\b"
    )
    for path in sorted((ROOT / "bothends").rglob("*.py")):
        assert not sending.search(path.read_text(encoding="utf-8")), path.name
