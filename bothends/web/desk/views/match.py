"""Which records may be one person: the clusters, two records side by side, and what a member says of them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from bothends.core.errors import BadInput, BothendsError, Refused
from bothends.web.access.doors import entry_for, needs
from bothends.web.access.roles import Permission
from bothends.web.desk.matches import (
    chance_words,
    clusters_shown,
    judged_shown,
    name_of,
    side_of,
    weights_shown,
)
from bothends.web.store.actions import assess, match, match_index, match_judge
from bothends.web.store.actions.match_cards import keys_for
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Case, MatchEntry

AT_ONCE = 50  # cases entered with one press of the button


@require_GET
@needs(Permission.MATCH)
def matches(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """Places and contacts that several records name, and what this desk's judgements say of the scores."""
    left = _not_entered().count()
    return render(
        request,
        "desk/matches.html",
        {"left": left, **judged_shown(by=keyring), **clusters_shown(by=keyring, page=request.path)},
    )


@require_POST
@needs(Permission.MATCH)
def enter_more(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """Open cases that nobody with casework has opened, and enter them; each opening is written down."""
    for case in _not_entered().order_by("opened_at")[:AT_ONCE]:
        file = assess.open_case(case, by=keyring, page=request.path)
        match_index.index(case, file=file, by=keyring)
    return redirect("matches")


@require_GET
@needs(Permission.MATCH)
def compare(request: HttpRequest, keyring: Keyring, one: int, two: int) -> HttpResponse:
    """Two records side by side, both opened and written down."""
    return _compared(request, keyring, _pair(keyring, one, two))


@require_POST
@needs(Permission.MATCH)
def judge(request: HttpRequest, keyring: Keyring, one: int, two: int) -> HttpResponse:
    """Write what the member says, or take back what stands."""
    entries = _pair(keyring, one, two)
    verdict, page = request.POST.get("verdict", ""), request.path
    try:
        after = _count(request.POST.get("after", ""))
        if verdict == match_judge.TAKEN_BACK:
            match_judge.take_back(*entries, after=after, by=keyring, page=page)
        else:
            score = match.pair(*entries, keys=keys_for(keyring))
            if score is None:
                raise Refused("One of the two was entered by an older version. Open it once, then judge.")
            said = match_judge.Said(verdict, score.log_odds, match.evidence(score))
            match_judge.judge(*entries, said=said, after=after, by=keyring, page=page)
    except BothendsError as wrong:
        status = 400 if isinstance(wrong, BadInput) else 409
        return _compared(request, keyring, entries, wrong=str(wrong), status=status)
    return redirect("compare", one=one, two=two)


def _compared(
    request: HttpRequest,
    keyring: Keyring,
    entries: tuple[MatchEntry, MatchEntry],
    *,
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    sides = [side_of(one, by=keyring, page=request.path) for one in entries]
    keys = keys_for(keyring)
    score = match.pair(*entries, keys=keys)
    for_it, against = weights_shown(score) if score else ([], [])
    said = match_judge.history(*entries, keys=keys)
    standing = said[-1] if said and said[-1].said.verdict != match_judge.TAKEN_BACK else None
    shown = {
        "one": entries[0].pk,
        "two": entries[1].pk,
        "title": f"{name_of(entries[0])} and {name_of(entries[1])}",
        "sides": sides,
        "rows": [(a[0], a, b) for a, b in zip(sides[0].fields, sides[1].fields, strict=True)],
        "weights": [("Speaks for one person", for_it), ("Speaks against it", against)],
        "chance": chance_words(match.calibration(keys).chance(score.log_odds)) if score else "",
        "history": said,
        "standing": standing,
        "changed": bool(standing and score and standing.said.evidence != match.evidence(score)),
        "verdicts": match_judge.VERDICTS,
        "wrong": wrong,
    }
    return render(request, "desk/compare.html", shown, status=status)


def _pair(keyring: Keyring, one: int, two: int) -> tuple[MatchEntry, MatchEntry]:
    if one == two or max(one, two) >= 1 << 63:
        raise Http404
    return entry_for(keyring, one), entry_for(keyring, two)


def _not_entered() -> QuerySet[Case]:
    return Case.objects.filter(key__isnull=False, entry__isnull=True)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise BadInput("The form was incomplete. Open the page again and judge there.")
    return int(text)
