"""Sealed submissions through the real public server: how many a second, and whether any is lost."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import local
from typing import TypeVar

from bench.figure import Figure, Peer
from bench.site import Public, public_site
from bench.wire import Wire
from bothends.web.public.questions import QUESTIONS

Made = TypeVar("Made")
DRAFTS = 600
JOURNEYS = 60
BURST = 400
CODE = re.compile(rb'id="receipt" dir="ltr">([\d ]+)<')
# One invented report, of the length people write.
WORDS = (
    "He said they took his passport at the airport and that he cannot leave the building. "
    "He must write to people all night, and they beat him when he does not earn enough. "
) * 4
ANSWERS: dict[str, dict[str, str]] = {
    "you": {"kind": "target"},
    "safety": {"safe": "yes", "still_in_contact": "no", "other_side_knows": "unknown"},
    "words": {"words": WORDS},
    "name": {"name": "Minh Synthetic", "aliases": "Leo"},
    "reach": {"contact_1": "@quiet_river_77", "contact_1_kind": "telegram"},
    "origin": {"nationality": "Viet Nam"},
    "where": {"country": "Cambodia", "place": "Bavet"},
    "when": {"last_contact": "2026-02-01", "platform": "Instagram"},
    "care": {"child": "no"},
    "money": {"asked_for_money": "no", "lost_money": "no"},
    "others": {"told_others": "nobody"},
    "share": {"sharing": "anonymous"},
}


def run() -> Iterator[Figure]:
    """Throughput with four clients, a whole journey, loss with sixteen at once."""
    with public_site() as site:
        yield from _first(site)
        yield from _throughput(site)
        yield from _journeys(site)
        yield from _burst(site)


def _first(site: Public) -> Iterator[Figure]:
    """The first words anybody sends after a start: the rules and names are loaded then, not at the start."""
    with Wire(site.port) as wire:
        wire.get("/en/tell/words/")
        began = time.perf_counter()
        assert wire.post("/en/tell/words/", **ANSWERS["words"]).status == 303
        yield Figure("first words after a start, which load the rules", time.perf_counter() - began, "s")
    yield Figure("memory of the public site after that", site.memory(), "MB")


def _throughput(site: Public) -> Iterator[Figure]:
    drafts = _at_once(4, DRAFTS, lambda: _draft(site))
    before = site.stored()
    queue = iter(drafts)  # next() of one list iterator is atomic
    kept = local()
    seconds, codes = _timed(4, DRAFTS, lambda: _send(_as(next(queue), kept, site)))
    stored = site.stored() - before
    yield Figure(
        f"sealed submissions, 4 clients ({DRAFTS} prepared drafts)",
        stored / seconds,
        "/s",
        better="more",
        bound=200,
        peers=(Peer("Hush Line", 42), Peer("GlobaLeaks", 0.6, "20-48 % of them lost")),
    )
    yield Figure("lost of these", DRAFTS - min(stored, len(set(codes))), "", bound=0)


def _journeys(site: Public) -> Iterator[Figure]:
    seconds, _ = _timed(4, JOURNEYS, lambda: _journey(site))
    yield Figure(
        f"whole journeys, 4 clients: {2 * len(QUESTIONS) + 4} requests each", JOURNEYS / seconds, "/s", "more"
    )
    yield Figure(
        "requests answered a second meanwhile", JOURNEYS * (2 * len(QUESTIONS) + 4) / seconds, "/s", "more"
    )


def _burst(site: Public) -> Iterator[Figure]:
    before = site.stored()
    seconds, codes = _timed(16, BURST, lambda: _told(site))
    lost = BURST - min(site.stored() - before, len(set(codes)))
    yield Figure(f"lost of {BURST}, 16 at once, from one address", lost, "", bound=0)
    yield Figure("these a minute, answers and sending", BURST / seconds * 60, "/min", "more", bound=100)


def _timed(clients: int, times: int, step: Callable[[], bytes]) -> tuple[float, list[bytes]]:
    began = time.perf_counter()
    codes = _at_once(clients, times, step)
    return time.perf_counter() - began, codes


def _at_once(clients: int, times: int, step: Callable[[], Made]) -> list[Made]:
    with ThreadPoolExecutor(clients) as pool:
        return [one.result() for one in [pool.submit(step) for _ in range(times)]]


def _draft(site: Public) -> Wire:
    """A stranger who has answered and looked at the check page: the report is ready to be sent."""
    with Wire(site.port) as wire:
        wire.get("/en/tell/words/")
        assert wire.post("/en/tell/words/", **ANSWERS["words"]).status == 303
        assert wire.get("/en/check/").status == 200
    return wire


def _as(draft: Wire, kept: local, site: Public) -> Wire:
    """The draft's cookies on this client's own connection, which stays open as a browser's does."""
    if not hasattr(kept, "wire"):
        kept.wire = Wire(site.port)
    wire: Wire = kept.wire
    wire.cookies, wire.token = draft.cookies, draft.token
    return wire


def _told(site: Public) -> bytes:
    draft = _draft(site)
    with Wire(site.port) as wire:
        wire.cookies, wire.token = draft.cookies, draft.token
        return _send(wire)


def _send(wire: Wire) -> bytes:
    """The submission itself: the POST, answered only after the disk has the row."""
    answer = wire.post("/en/send/")
    assert answer.status == 303, answer.status
    return wire.cookies["draft"].encode()


def _journey(site: Public) -> bytes:
    """First page, twelve questions, check, send, receipt; returns the code."""
    with Wire(site.port) as wire:
        wire.get("/en/")
        for question in QUESTIONS:
            wire.get(f"/en/tell/{question.code}/")
            assert wire.post(f"/en/tell/{question.code}/", **ANSWERS[question.code]).status == 303
        wire.get("/en/check/")
        wire.post("/en/send/")
        found = CODE.search(wire.get("/en/receipt/").page)
    assert found, "no code was shown"
    return found[1]
