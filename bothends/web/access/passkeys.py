"""Passkeys and security keys as a second factor (WebAuthn). The page's script carries the answer in a form field."""

from __future__ import annotations

from django.http import HttpRequest
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from bothends.core.errors import BadInput
from bothends.web.store.actions.factors import PASSKEY_KIND, Passkey, add_passkey, held, passkey_used
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Factor

# The authenticator shows this name and may keep it. It says nothing about what kind of desk this is.
NAME = "desk"
_CHALLENGE = "challenge"
# The password was asked for already: a touch is enough, so simple keys work too.
_TOUCH = UserVerificationRequirement.DISCOURAGED
FIELD_LIMIT = 10_000


def to_register(request: HttpRequest, by: Keyring) -> str:
    """Options for the browser, as JSON; the challenge stays in the session for one answer."""
    known = [one.passkey.credential_id for one in held(by) if one.passkey]
    options = generate_registration_options(
        rp_id=_host(request),
        rp_name=NAME,
        user_name=by.member.login,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED, user_verification=_TOUCH
        ),
    )
    request.session[_CHALLENGE] = bytes_to_base64url(options.challenge)
    return options_to_json(options)


def register(request: HttpRequest, answer: str, by: Keyring) -> None:
    """Check what the browser answered and store it. Raises BadInput."""
    try:
        checked = verify_registration_response(
            credential=answer[:FIELD_LIMIT],
            expected_challenge=_challenge(request),
            expected_rp_id=_host(request),
            expected_origin=_origin(request),
        )
    except (WebAuthnException, ValueError, KeyError) as wrong:
        raise BadInput("This passkey could not be checked. Load the page again and try once more.") from wrong
    passkey = Passkey(checked.credential_id, checked.credential_public_key, checked.sign_count)
    add_passkey(by.member, passkey=passkey, page=request.path)


def to_ask(request: HttpRequest, by: Keyring) -> str:
    """Options for the browser, as JSON; empty when the member has no passkey."""
    known = [one.passkey.credential_id for one in held(by) if one.passkey]
    if not known:
        return ""
    options = generate_authentication_options(
        rp_id=_host(request),
        allow_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
        user_verification=_TOUCH,
    )
    request.session[_CHALLENGE] = bytes_to_base64url(options.challenge)
    return options_to_json(options)


def passes(request: HttpRequest, answer: str, by: Keyring) -> bool:
    """Whether one of the member's passkeys signed this session's challenge. Each challenge is good once."""
    challenge = _challenge(request)
    try:
        chosen = parse_authentication_credential_json(answer[:FIELD_LIMIT]).raw_id
    except (WebAuthnException, ValueError, KeyError):
        return False
    for one in held(by):
        if one.row.kind == PASSKEY_KIND and one.passkey and one.passkey.credential_id == chosen:
            return _signed(request, answer, challenge, one.row, one.passkey)
    return False


def _signed(request: HttpRequest, answer: str, challenge: bytes, row: Factor, passkey: Passkey) -> bool:
    try:
        checked = verify_authentication_response(
            credential=answer[:FIELD_LIMIT],
            expected_challenge=challenge,
            expected_rp_id=_host(request),
            expected_origin=_origin(request),
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
        )
    except (WebAuthnException, ValueError, KeyError):
        return False
    passkey_used(row, passkey=passkey, sign_count=checked.new_sign_count)
    return True


def _challenge(request: HttpRequest) -> bytes:
    # An empty challenge fits no answer: the library refuses what was signed for another.
    return base64url_to_bytes(request.session.pop(_CHALLENGE, "")) or b"none was asked"


def _host(request: HttpRequest) -> str:
    return request.get_host().rpartition(":")[0] if ":" in request.get_host() else request.get_host()


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
