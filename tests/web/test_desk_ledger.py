"""Before a referral: on what basis, and who has it already. After it: who was told, printed for the person."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pypdf
import pytest

from bothends.core.refer.ledger import languages
from bothends.data import folder
from bothends.web.store.models import AuditEvent, Referral
from tests import cast
from tests.web.desk_story import (
    BASIS,
    HOW,
    RECIPIENT,
    code_for,
    first_route,
    member,
    told,
    until_case,
    until_proposed,
)


def verified_case() -> tuple[str, str]:
    """Path of a new case, and the entry of its first route, whose channel Carol verified."""
    case = until_case()
    carol = member("carol")
    entry = first_route(carol, case)
    assert (
        carol.post(f"/directory/{entry}/", {"how": HOW, "recipient": str(RECIPIENT.to_public())}).status_code
        == 302
    )
    return f"/cases/{case.pk}", entry


@pytest.mark.parametrize(
    "wrong",
    [{"ground": ""}, {"ground": "because"}, {"necessity": ""}, {"necessity": "short"}],
)
def test_nothing_is_proposed_without_a_lawful_basis_and_a_reason(
    desk: cast.Desk, wrong: dict[str, str]
) -> None:
    case, entry = verified_case()
    answer = member("carol").post(f"{case}/propose/", {"entry": entry, **BASIS, **wrong})
    assert answer.status_code == 400
    assert not Referral.objects.exists()
    kept = {**BASIS, **wrong}["necessity"]
    assert kept in answer.content.decode(), "what was typed is not lost"


def test_the_action_itself_refuses_a_referral_without_basis(desk: cast.Desk) -> None:
    from dataclasses import replace

    from bothends.core.errors import BadInput
    from bothends.web.store.actions import refer

    story = until_proposed()
    carol = desk.keyring("carol")
    to = replace(refer.addressed(story.referral, by=carol), ground="")
    with pytest.raises(BadInput):
        refer.propose(story.case, addressed=to, pack=b"", by=carol, page="")


def test_the_page_names_sources_and_says_which_were_not_checked(desk: cast.Desk) -> None:
    case, entry = verified_case()
    page = member("carol").get(f"{case}/propose/", {"entry": entry}).content.decode()
    assert "Art. 6(1)(d)" in page
    assert page.count("Not checked against the text of the law.") == 3
    assert member("carol").get(f"{case}/propose/").status_code == 302


def test_the_approver_reads_the_basis(desk: cast.Desk) -> None:
    story = until_proposed()
    page = member("dana").get(f"/referrals/{story.referral.pk}/").content.decode()
    assert "Vital interests of the person" in page
    assert BASIS["necessity"] in page


def test_whoever_has_it_from_a_linked_case_is_named_before_it_is_asked_again(desk: cast.Desk) -> None:
    first = until_proposed()
    second = until_case(told(sent_tag=b"another"))
    carol = member("carol")
    carol.get(f"/cases/{first.case.pk}/")
    carol.get(f"/cases/{second.pk}/")
    page = carol.get(f"/cases/{second.pk}/propose/", {"entry": first.entry}).content.decode()
    assert "Already proposed to" in page
    assert f"case {first.case.code}" in page
    read = AuditEvent.objects.filter(action="ledger_read", subject=f"case:{first.case.pk}")
    assert read.exists(), "looking into the linked case is written down"
    form = {"entry": first.entry, **BASIS}
    assert carol.post(f"/cases/{second.pk}/propose/", form).status_code == 400
    again = "The embassy lost the first one and asked for it again."
    assert carol.post(f"/cases/{second.pk}/propose/", {**form, "despite": again}).status_code == 302
    made = Referral.objects.get(case=second)
    assert again in carol.get(f"/referrals/{made.pk}/").content.decode()


def test_the_very_same_recipient_is_offered_no_button(desk: cast.Desk) -> None:
    story = until_proposed()
    page = member("carol").get(f"/cases/{story.case.pk}/propose/", {"entry": story.entry}).content.decode()
    assert "Asking twice slows it" in page
    assert "Build the pack" not in page


def printed(path: str, language: str, kind: str) -> bytes:
    answer = member("carol").post(f"{path}/ledger/print/", {"language": language, "kind": kind})
    assert answer.status_code == 200
    return bytes(answer.content)


def test_the_ledger_says_to_whom_what_why_and_who_decided_and_no_word_of_the_case(desk: cast.Desk) -> None:
    story = until_proposed()
    path = f"/cases/{story.case.pk}"
    assert "nobody" in printed(path, "en", "txt").decode()
    assert member("dana").post(f"/referrals/{story.referral.pk}/approve/").status_code == 302
    page = member("carol").get(f"{path}/ledger/").content.decode()
    text = printed(path, "en", "txt").decode()
    for said in (BASIS["necessity"], "approved, not handed over", "Embassy of Kenya"):
        assert said in page
        assert said in text
    assert "carol, dana" in text
    assert "the name you were known by" in text
    for word in cast.SECRET_WORDS:
        assert word not in text
        assert word not in page
    assert member("carol").post(f"/referrals/{story.referral.pk}/take/").status_code == 200
    assert "no answer is recorded" in printed(path, "en", "txt").decode()
    assert AuditEvent.objects.filter(action="ledger_printed").count() == 3


@pytest.mark.parametrize("language", languages(folder()))
def test_it_is_printed_in_every_language_and_a_draft_says_so(desk: cast.Desk, language: str) -> None:
    story = until_proposed()
    assert member("dana").post(f"/referrals/{story.referral.pk}/approve/").status_code == 302
    path = f"/cases/{story.case.pk}"
    pdf = pypdf.PdfReader(io.BytesIO(printed(path, language, "pdf")))
    assert len(pdf.pages) == 1
    assert ("DRAFT TRANSLATION" in pdf.pages[0].extract_text()) == (language != "en")
    assert ("DRAFT TRANSLATION" in printed(path, language, "txt").decode()) == (language != "en")


def test_an_unknown_language_is_refused_with_those_there_are(desk: cast.Desk) -> None:
    story = until_proposed()
    answer = member("carol").post(
        f"/cases/{story.case.pk}/ledger/print/", {"language": "../en", "kind": "pdf"}
    )
    assert answer.status_code == 409
    assert "en, fr, id" in answer.content.decode()


def at_the_terminal(
    monkeypatch: pytest.MonkeyPatch, case: str, *more: str, password: str = cast.PASSWORD
) -> int:
    """`bothends ledger` with what Carol types: password, then the authenticator's code."""
    from django.conf import settings

    from bothends.cli import main

    login = more[more.index("--login") + 1] if "--login" in more else "carol"
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n{code_for(login)}\n"))
    words = more if "--login" in more else ("--login", login, *more)
    return main(["ledger", str(settings.DESK.path), case, *words])


def test_the_command_asks_for_password_and_factor_and_writes_itself_down(
    desk: cast.Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    story = until_proposed()
    code = story.case.code
    assert at_the_terminal(monkeypatch, code) == 1, "nobody was told yet"
    assert member("dana").post(f"/referrals/{story.referral.pk}/approve/").status_code == 302
    out = tmp_path / "ledger.pdf"
    capsys.readouterr()
    assert at_the_terminal(monkeypatch, code.lower(), "--language", "vi", "--out", str(out), "--json") == 0
    [line] = json.loads(capsys.readouterr().out)
    assert line["necessity"] == BASIS["necessity"]
    assert line["answer"] == "not_handed_over"
    assert "DRAFT TRANSLATION" in pypdf.PdfReader(out).pages[0].extract_text()
    assert AuditEvent.objects.filter(action="ledger_printed", actor="member:carol").count() == 2
    assert at_the_terminal(monkeypatch, code, password="not the password at all") == 1
    assert at_the_terminal(monkeypatch, code, "--login", "ben") == 1, "a supporter opens no case"
    assert at_the_terminal(monkeypatch, "00000000") == 2
    assert at_the_terminal(monkeypatch, code, "--language", "xx") == 2
    assert AuditEvent.objects.filter(action="ledger_printed").count() == 2
