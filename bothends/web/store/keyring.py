"""What one unlocked member can open: the vaults granted to them, and through those reports and cases."""

from __future__ import annotations

from dataclasses import dataclass, field

from bothends.core.crypto.keys import Identity, lock, password_key, unlock
from bothends.core.crypto.seal import Seat
from bothends.core.crypto.unseal import unseal
from bothends.core.errors import Refused, WrongKey
from bothends.web.store.models import (
    Case,
    CaseKey,
    Grant,
    MatchKey,
    Member,
    ReportKey,
    Rotation,
    StoredReport,
)
from bothends.web.store.seats import (
    case_key_seat,
    case_seat,
    grant_seat,
    match_key_seat,
    report_key_seat,
    report_seat,
    rotation_seat,
    wrapped_seat,
)


@dataclass(frozen=True, slots=True)
class Keyring:
    """A member and the identity they unlocked. Lives for one request."""

    member: Member
    identity: Identity = field(repr=False)

    @property
    def actor(self) -> str:
        """The member as the audit trail names them."""
        return actor_of(self.member)

    def vault(self, name: str) -> Identity:
        """The vault's identity. Raises Refused when it was not granted to this member."""
        grant = Grant.objects.filter(vault_id=name, member=self.member).first()
        if grant is None:
            raise Refused(f"The {name} vault is not granted to you. Ask a colleague who can open it.")
        seat = grant_seat(name, self.member.pk)
        return Identity.parse(unseal(grant.body, identities=[self.identity], seat=seat).decode())

    def case(self, case: Case) -> Identity:
        """The case's own identity. Raises Refused when the case was erased."""
        key = CaseKey.objects.filter(case=case).first()
        if key is None:
            raise Refused("This case was erased: its key no longer exists.")
        return Identity.parse(self._opened("casework", key.body, case_key_seat(case.pk)).decode())

    def report(self, report: StoredReport) -> Identity:
        """The report's own identity. Raises Refused when it was erased, or handed over to another vault."""
        key = ReportKey.objects.filter(report=report).first()
        if key is None:
            raise Refused("This report was erased: its key no longer exists.")
        return Identity.parse(self._opened(key.vault, key.body, report_key_seat(report.pk)).decode())

    def report_body(self, report: StoredReport) -> bytes:
        """The report, opened."""
        return unseal(report.body, identities=[self.report(report)], seat=report_seat(report.pk))

    def match_key(self) -> bytes:
        """The key blind tokens are made with. Needs casework, so neither a thief nor the public site has it."""
        return self.match_keys()[-1][1]

    def match_keys(self) -> tuple[tuple[int, bytes], ...]:
        """Generation and key, the one to write with last. While the key is renewed there are two."""
        rows = MatchKey.objects.order_by("generation")
        return tuple(
            (one.generation, self._opened("casework", one.body, match_key_seat(one.generation)))
            for one in rows
        )

    def case_body(self, case: Case) -> bytes:
        """The case file, opened."""
        return unseal(case.body, identities=[self.case(case)], seat=case_seat(case))

    def _opened(self, vault: str, sealed: bytes | memoryview, seat: Seat) -> bytes:
        """A key sealed to a vault. While the vault is renewed, some are still sealed to its old identity."""
        identity = self.vault(vault)
        try:
            return unseal(sealed, identities=[identity], seat=seat)
        except WrongKey:
            rotation = Rotation.objects.filter(vault_id=vault).first()
            if rotation is None:
                raise
        old = unseal(rotation.body, identities=[identity], seat=rotation_seat(vault)).decode()
        return unseal(sealed, identities=[Identity.parse(old)], seat=seat)


def actor_of(member: Member) -> str:
    """The name a member has in the audit trail."""
    return f"member:{member.login}"


def wrap(identity: Identity, *, password: str, salt: bytes, login: str) -> bytes:
    """Box a member's identity under their password."""
    return lock(identity.secret.encode(), key=password_key(password, salt), about=wrapped_seat(login))


def unwrap(member: Member, *, password: str) -> Identity:
    """Open a member's identity with their password. Raises WrongKey."""
    key = password_key(password, bytes(member.salt))
    return Identity.parse(unlock(bytes(member.wrapped), key=key, about=wrapped_seat(member.login)).decode())
