"""Write a case's blind tokens, and find the cases that share one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from bothends.core.case import CaseFile
from bothends.core.match.tokens import tokens_of
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Case, MatchToken


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another case that names the same contact details; `kinds` says which. A person judges."""

    case: Case
    kinds: tuple[str, ...]


@transaction.atomic
def index(case: Case, *, file: CaseFile, by: Keyring) -> None:
    """Make the tokens follow the case's contact details. Reads and writes no word."""
    wanted = set(tokens_of(file.person.contacts, key=by.match_key()))
    held = {bytes(one.token) for one in MatchToken.objects.filter(case=case)}
    MatchToken.objects.filter(case=case, token__in=held - wanted).delete()
    MatchToken.objects.bulk_create(MatchToken(case=case, token=token) for token in wanted - held)


def suggestions(case: Case, *, file: CaseFile, by: Keyring) -> list[Suggestion]:
    """Other cases that share a contact detail, with the reason."""
    tokens = tokens_of(file.person.contacts, key=by.match_key())
    met: dict[Case, set[str]] = {}
    shared = MatchToken.objects.filter(token__in=list(tokens), case__key__isnull=False).exclude(case=case)
    for one in shared.select_related("case"):
        met.setdefault(one.case, set()).add(tokens[bytes(one.token)])
    return [Suggestion(found, tuple(sorted(kinds))) for found, kinds in met.items()]
