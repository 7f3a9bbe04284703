"""The second factor: pass it to come in, set one up, show it again before a step that matters."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bothends.core.crypto.codes import in_groups
from bothends.core.errors import BadInput
from bothends.web.access import authenticator, halfway, passkeys, tries, unlocked
from bothends.web.access.doors import needs
from bothends.web.desk.answers import next_of, too_many, with_script
from bothends.web.store.actions import factors, session
from bothends.web.store.keyring import Keyring


@login_not_required
@require_http_methods(["GET", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """After the password. Passing it logs in."""
    waiting = halfway.of(request)
    if waiting is None:
        return redirect("login")
    if not waiting.member.factors.exists():
        return redirect("second_setup")
    if request.method == "GET":
        return _ask(request, waiting)
    refused = _refused(request, waiting, back="second")
    if refused:
        return refused
    response = redirect("home")
    halfway.finish(request, response, waiting)
    if session.notice(waiting.member).refused:
        response.headers["Location"] = reverse("account")
    return response


@login_not_required
@require_http_methods(["GET", "POST"])
def second_setup(request: HttpRequest) -> HttpResponse:
    """The first factor of a member who has none. Whoever has one passes it instead, and adds others inside."""
    waiting = halfway.of(request)
    if waiting is None:
        return redirect("login")
    if waiting.member.factors.exists():
        return redirect("second")
    shown: dict[str, object] = {"first": True}
    if request.method == "GET":
        return _offer(request, waiting, shown)
    try:
        _add(request, waiting)
    except BadInput as wrong:
        return _offer(request, waiting, {**shown, "wrong": str(wrong)})
    response = _codes(request, waiting)
    halfway.finish(request, response, waiting)
    return response


@require_http_methods(["GET", "POST"])
@needs(None, fresh=True)
def add_factor(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """A further factor, or a new authenticator in place of the old one."""
    if request.method == "GET":
        return _offer(request, keyring, {})
    try:
        _add(request, keyring)
    except BadInput as wrong:
        return _offer(request, keyring, {"wrong": str(wrong)})
    return redirect("account")


@require_http_methods(["POST"])
@needs(None, fresh=True)
def new_codes(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """Ten new recovery codes; the earlier ones die."""
    return _codes(request, keyring)


@require_http_methods(["GET", "POST"])
@needs(None)
def confirm(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """The factor again. Then back to the page, where the button is pressed once more: nothing is replayed."""
    if request.method == "GET":
        return _ask(request, keyring, {"again": True, "next": request.GET.get("next", "")})
    refused = _refused(request, keyring, back="home", shown={"again": True, "next": next_of(request)})
    if refused:
        return refused
    unlocked.confirm(request)
    session.confirmed(by=keyring.member, page=request.path)
    return render(request, "desk/confirmed.html", {"next": next_of(request) or reverse("home")})


def _refused(
    request: HttpRequest, keyring: Keyring, *, back: str, shown: dict[str, object] | None = None
) -> HttpResponse | None:
    """None when the factor fits; else the answer."""
    costs = tries.factor(request, keyring.member)
    if wait := tries.spend(costs):
        return too_many(request, wait, back=back)
    if _passes(request, keyring):
        tries.repay(costs)
        return None
    session.factor_refused(by=keyring.member)
    return _ask(request, keyring, {**(shown or {}), "wrong": True})


def _passes(request: HttpRequest, keyring: Keyring) -> bool:
    typed = request.POST
    if typed.get("passkey"):
        return passkeys.passes(request, typed["passkey"], keyring)
    if typed.get("recovery"):
        pepper = settings.DESK.pepper
        return factors.pass_recovery(typed["recovery"][:80], by=keyring, pepper=pepper, page=request.path)
    return factors.pass_totp(typed.get("code", "")[:20], by=keyring)


def _ask(request: HttpRequest, keyring: Keyring, shown: dict[str, object] | None = None) -> HttpResponse:
    said: dict[str, object] = {
        **(shown or {}),
        "name": keyring.member.login,
        "totp": keyring.member.factors.filter(kind=factors.TOTP_KIND).exists(),
        "options": passkeys.to_ask(request, keyring),
    }
    status = 403 if said.get("wrong") else 200
    return with_script(render(request, "desk/second.html", said, status=status))


def _offer(request: HttpRequest, keyring: Keyring, shown: dict[str, object]) -> HttpResponse:
    secret = authenticator.pending(request, keyring)
    said = {
        **shown,
        "qr": authenticator.picture(secret, keyring.member.login),
        "secret": authenticator.readable(secret),
        "options": passkeys.to_register(request, keyring),
    }
    status = 400 if shown.get("wrong") else 200
    return with_script(render(request, "desk/second_setup.html", said, status=status))


def _add(request: HttpRequest, keyring: Keyring) -> None:
    if request.POST.get("passkey"):
        passkeys.register(request, request.POST["passkey"], keyring)
        return
    secret = authenticator.pending(request, keyring)
    factors.add_totp(keyring.member, secret=secret, code=request.POST.get("code", "")[:20], page=request.path)
    authenticator.done(request)


def _codes(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    made = factors.new_recovery_codes(by=keyring, pepper=settings.DESK.pepper, page=request.path)
    return render(request, "desk/codes.html", {"codes": [in_groups(one) for one in made]})
