"""The folder a desk lives in: desk.toml, secret/, and the embedded database. Made by `bothends setup`.

SETTINGS is the whole list of what an operator may set; docs/settings.md is made from it.
"""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bothends.core.errors import BadInput

ENVIRONMENT = "BOTHENDS_DESK"


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of desk.toml: its name, its default and what it does, in one sentence."""

    name: str
    default: str | int | bool | list[str]
    meaning: str


SETTINGS: tuple[Setting, ...] = (
    Setting("name", "A desk", "The organisation's name, as reporters and recipients see it."),
    Setting("public_hosts", ["127.0.0.1", "localhost"], "Host names the public site answers to."),
    Setting("desk_hosts", ["127.0.0.1", "localhost"], "Host names the staff site answers to."),
    Setting(
        "https",
        True,
        "Whether a proxy in front speaks HTTPS; false is accepted only for loopback and .onion names.",
    ),
    Setting(
        "exit_to", "https://www.wikipedia.org/", "Where the quick exit leads: a site nobody wonders about."
    ),
    Setting("languages", ["en", "ja"], "Languages of the public site, the first one being the fallback."),
    Setting("database", "", "Empty for the embedded SQLite, or postgresql://user:password@host/name."),
    Setting("idle_minutes", 15, "After how many quiet minutes a member must unlock again."),
    Setting("session_hours", 12, "After how many hours a member must log in again, busy or not."),
    Setting("draft_minutes", 60, "How long an unsent draft is kept, sealed, after its last page."),
    Setting(
        "keep_reports_days",
        90,
        "When a report is erased that nobody opened, counted from its arrival, or that was closed without a case.",
    ),
    Setting(
        "keep_cases_days",
        730,
        "When a closed case is erased with its reports; also a report that was opened and never decided on.",
    ),
    Setting(
        "keep_key_parts_days",
        7,
        "How long `bothends backup` keeps older key parts: so long an erased case can be brought back from them.",
    ),
    Setting("reading_memory_mb", 1024, "How much memory the process may take that reads one attached chat."),
    Setting(
        "reading_seconds", 30, "How long reading one attached chat may take; every MB of it adds two seconds."
    ),
    Setting(
        "reading_unfenced",
        False,
        "Whether to read files although the machine's kernel cannot close the reader off from the network.",
    ),
    Setting(
        "remind_days",
        7,
        "After how many days without an answer a pack stands on the list of cases as one to ask about.",
    ),
    Setting("fonts", ["/usr/share/fonts"], "Folders with the fonts the referral pack may use."),
)


@dataclass(frozen=True, slots=True)
class DeskFolder:
    """A desk's folder, read and checked."""

    path: Path
    settings: Mapping[str, Any]
    pepper: bytes = field(repr=False)
    django_secret: str = field(repr=False)

    @property
    def sqlite(self) -> Path:
        return self.path / "desk.sqlite3"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What lies in secret/: the pepper of the receipts, and Django's own secret."""

    pepper: bytes = field(repr=False)
    django: str = field(repr=False)


def make(path: Path, *, secret: Secrets | None = None, **chosen: Any) -> DeskFolder:
    """Write a new desk folder (mode 0700) and read it back. Raises BadInput if one is already there.

    `secret` is given when a desk is restored; a new one makes its own.
    """
    if (path / "desk.toml").exists():
        raise BadInput(f"{path} already holds a desk. Choose an empty folder.")
    _check(chosen)
    secret = secret or Secrets(secrets.token_bytes(32), secrets.token_urlsafe(48))
    (path / "secret").mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)
    (path / "secret").chmod(0o700)
    _write_private(path / "secret" / "pepper", secret.pepper.hex())
    _write_private(path / "secret" / "django", secret.django)
    _write_private(path / "desk.toml", _as_toml(chosen))
    return read(path)


def read(path: Path) -> DeskFolder:
    """Read a desk folder. Raises BadInput naming the file and the next step."""
    try:
        chosen = tomllib.loads((path / "desk.toml").read_text(encoding="utf-8"))
        pepper = bytes.fromhex((path / "secret" / "pepper").read_text(encoding="ascii").strip())
        django_secret = (path / "secret" / "django").read_text(encoding="ascii").strip()
    except FileNotFoundError as missing:
        raise BadInput(
            f"{path} is no desk: {missing.filename} is missing. Run `bothends setup`."
        ) from missing
    except (tomllib.TOMLDecodeError, ValueError) as broken:
        raise BadInput(f"A file in {path} cannot be read: {broken}. Restore it from a backup.") from broken
    if len(pepper) < 32:
        raise BadInput(f"{path / 'secret' / 'pepper'} is too short. Restore it from a backup.")
    _check(chosen)
    return DeskFolder(
        path, {one.name: chosen.get(one.name, one.default) for one in SETTINGS}, pepper, django_secret
    )


def from_environment() -> DeskFolder:
    """The folder named by BOTHENDS_DESK."""
    named = os.environ.get(ENVIRONMENT)
    if not named:
        raise BadInput(f"Set {ENVIRONMENT} to the folder that `bothends setup` made.")
    return read(Path(named))


def _check(chosen: Mapping[str, Any]) -> None:
    known = {one.name: one.default for one in SETTINGS}
    for name, value in chosen.items():
        if name not in known:
            raise BadInput(f"desk.toml: {name!r} is no setting. docs/settings.md lists them.")
        if type(value) is not type(known[name]):
            raise BadInput(f"desk.toml: {name!r} must be like {known[name]!r}.")
        if type(value) is int and value < 1:
            raise BadInput(f"desk.toml: {name!r} must be 1 or more.")
    if not chosen.get("https", True):
        _only_private_names(chosen)


def _only_private_names(chosen: Mapping[str, Any]) -> None:
    private = {"127.0.0.1", "localhost", "[::1]", "testserver"}
    for name in [*chosen.get("public_hosts", []), *chosen.get("desk_hosts", [])]:
        if name not in private and not name.endswith(".onion"):
            raise BadInput(
                f"desk.toml: {name!r} would be served without HTTPS. Set https = true behind a proxy."
            )


def _as_toml(chosen: Mapping[str, Any]) -> str:
    lines = ["# Settings of this desk. Every line may be left out; these are read at start.", ""]
    for one in SETTINGS:
        lines += [f"# {one.meaning}", f"{one.name} = {_literal(chosen.get(one.name, one.default))}", ""]
    return "\n".join(lines)


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(_literal(one) for one in value) + "]"
    if isinstance(value, int):
        return str(value)
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _write_private(path: Path, text: str) -> None:
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as out:
        out.write(text + "\n")
