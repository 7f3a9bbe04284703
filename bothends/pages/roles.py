"""docs/roles.md: who may do what, and which vaults they open."""

from __future__ import annotations

from collections.abc import Iterator

from bothends.pages.markdown import bullets, code, document, paragraph, sentence
from bothends.web.access.roles import ROLES, Permission, Role

LEAD = """What is not listed is refused. A vault is a key for one purpose; a member opens what was sealed to the
vaults of their role and nothing else, whatever the pages show them. The public site is no role: it holds no key."""


def roles_page() -> str:
    """A section for each role, then every permission with the roles that have it."""
    return document(
        "Roles",
        source="bothends/web/access/roles.py",
        lead=LEAD,
        parts=[
            *(part for one in ROLES for part in _role(one)),
            "## Every permission",
            bullets(_permissions()),
        ],
    )


def _role(role: Role) -> Iterator[str]:
    yield f"## {role.name}"
    yield paragraph(role.sentence)
    yield paragraph(
        "Opens: " + (", ".join(code(one) for one in role.vaults) or "nothing; no key is granted") + "."
    )
    listed = (one for one in Permission if one in role.may)
    yield bullets(f"{code(one.name)}: {sentence(one.value)}" for one in listed)


def _permissions() -> Iterator[str]:
    for one in Permission:
        holders = ", ".join(role.name for role in ROLES if one in role.may) or "nobody"
        yield f"{code(one.name)} ({one.value}): {holders}."
