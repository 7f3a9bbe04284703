"""The desk opens what a browser sealed, reads it, keeps the minimum, and says plainly what does not open."""

from __future__ import annotations

import json
from uuid import uuid4

from bothends.core.crypto.receipt import new_receipt
from bothends.core.crypto.seal import seal
from bothends.core.crypto.unseal import unseal
from bothends.core.report import Report
from bothends.web.store.actions.intake import BrowserSealed, OwnKey, key_for_browser, receive_sealed
from bothends.web.store.models import Case, StoredReport
from bothends.web.store.seats import answers_seat, report_seat
from tests import cast
from tests.built import seal_with_node
from tests.web.desk_story import PEPPER, member

ANSWERS = {
    "kind": "target",
    "words": "sunfish-lantern: they took my passport, I am held in a compound and cannot leave",
    "name": "Barakawanjiru Otieno",
    "contact_1": "+254700900123",
    "contact_1_kind": "whatsapp",
    "nationality": "Kenya",
    "sharing": "desk_only",
    "contact": "ashareports@example.org",
}
CHAT = """[02/11/2026, 21:14:00] David: they took my passport, I am held here and cannot leave
[02/11/2026, 21:15:00] Asha: my neighbour grows marigolds
[02/11/2026, 21:16:00] David: please tell nobody"""


def sealed_report(answers: dict[str, str], *, urgent: bool = False) -> StoredReport:
    key = key_for_browser()
    body = json.dumps({"answers": answers, "language": "en"}).encode()
    return stored(key, seal(body, to=[key.recipient], seat=answers_seat(key.row)), urgent=urgent)


def stored(key: OwnKey, sealed: bytes, *, urgent: bool = False) -> StoredReport:
    told = BrowserSealed(key, sealed, urgent=urgent)
    return receive_sealed(told, receipt=new_receipt(), sent_tag=key.row.bytes, pepper=PEPPER)


def opened(row: StoredReport, login: str = "ben") -> str:
    answer = member(login).get(f"/reports/{row.pk}/")
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def test_what_the_browsers_library_sealed_is_shown_like_any_report(desk: cast.Desk) -> None:
    key = key_for_browser()
    asked = {"answers": ANSWERS, "row": str(key.row), "language": "en", "recipient": key.recipient}
    text = opened(stored(key, seal_with_node(json.dumps(asked).encode())))
    assert "sunfish-lantern" in text
    assert "Barakawanjiru Otieno" in text
    assert "KEN" in text
    assert "1 contact detail held" in text
    assert "+254700900123" not in text
    assert "ashareports@example.org" in text
    assert "Sealed in the reporter's browser" in text


def test_the_rules_are_run_on_opening(desk: cast.Desk) -> None:
    row = sealed_report(ANSWERS)
    assert "passport" in opened(row)
    row.refresh_from_db()
    assert row.rules
    body = unseal(row.body, identities=[desk.keyring("ben").report(row)], seat=report_seat(row.pk))
    assert b'"document_retention"' in body


def test_of_a_pasted_chat_only_the_lines_that_matter_are_left_after_the_first_opening(
    desk: cast.Desk,
) -> None:
    row = sealed_report({"words": CHAT})
    assert "marigolds" not in opened(row)
    row.refresh_from_db()
    body = unseal(row.body, identities=[desk.keyring("ben").report(row)], seat=report_seat(row.pk))
    assert b"marigolds" not in body
    assert b"passport" in body
    assert (row.body_schema, row.sealed_by) == ("report/1", "browser")


def test_the_second_opening_shows_the_same(desk: cast.Desk) -> None:
    row = sealed_report(ANSWERS)
    shown = [opened(row).partition("<main")[2].partition("</main")[0] for _ in range(2)]
    tokens = [part.split("csrfmiddlewaretoken")[0] for part in shown]
    assert tokens[0] == tokens[1]


def test_an_urgency_the_reporter_gave_is_not_taken_away(desk: cast.Desk) -> None:
    row = sealed_report({"name": "Minh"}, urgent=True)
    assert "reporter said urgent" in opened(row)
    row.refresh_from_db()
    assert (row.urgency, row.urgency_rank) == ("urgent", 0)


def test_a_report_nobody_found_urgent_falls_back_to_what_the_rules_say(desk: cast.Desk) -> None:
    row = sealed_report({"name": "Minh"})
    opened(row)
    row.refresh_from_db()
    assert row.urgency == "routine"


def test_a_case_can_be_made_of_it_without_opening_the_page_first(desk: cast.Desk) -> None:
    row = sealed_report(ANSWERS)
    assert member("ben").post(f"/reports/{row.pk}/case/").status_code == 200
    text = member("carol").get(f"/cases/{Case.objects.get().pk}/").content.decode()
    assert "Barakawanjiru Otieno" in text
    assert "ashareports" not in text


def refused(row: StoredReport) -> str:
    for browser, path in ((member("ben").get, ""), (member("ben").post, "case/")):
        answer = browser(f"/reports/{row.pk}/{path}")
        assert answer.status_code == 422
    row.refresh_from_db()
    assert (row.state, row.body_schema) == ("new", "answers/1")
    return answer.content.decode()


def test_altered_bytes_are_refused_with_a_clear_line(desk: cast.Desk) -> None:
    row = sealed_report(ANSWERS)
    altered = bytearray(row.body)
    altered[-1] ^= 1
    StoredReport.objects.filter(pk=row.pk).update(body=bytes(altered))
    text = refused(row)
    assert "None of the keys at hand opens these bytes." in text
    assert "altered on the way" in text


def test_bytes_sealed_for_another_row_are_refused(desk: cast.Desk) -> None:
    key = key_for_browser()
    body = seal(b"{}", to=[key.recipient], seat=answers_seat(uuid4()))
    assert "sealed for another row" in refused(stored(key, body))


def test_answers_of_a_strange_form_are_refused_without_quoting_them(desk: cast.Desk) -> None:
    key = key_for_browser()
    body = b'{"answers":{"name":["Barakawanjiru"]},"language":"en"}'
    text = refused(stored(key, seal(body, to=[key.recipient], seat=answers_seat(key.row))))
    assert "does not have the expected shape" in text
    assert "Barakawanjiru" not in text


def test_a_stranger_cannot_seal_a_finished_report_with_findings_of_their_own(desk: cast.Desk) -> None:
    from bothends.core.codec import to_json

    key = key_for_browser()
    told: Report = cast.report()
    text = refused(stored(key, seal(to_json(told), to=[key.recipient], seat=report_seat(key.row))))
    assert "report/1" in text
