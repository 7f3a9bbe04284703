"""One question's page: read what was typed, check it, and show it back."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as kept
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from bothends import apart
from bothends.web.public.drafts import Draft
from bothends.web.public.questions import NETWORKS, Field, Question
from bothends.web.public.uploads import LIMIT

MEGABYTE = 1024 * 1024
UPLOADS = {"file", "pictures"}
EXTRA = {"contact_2", "contact_3"}


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why an answer was not taken: a wording code, its blank, and a line of core's where there is one."""

    code: str
    limit: int = 0
    said_by_core: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as the template shows it."""

    field: Field
    value: str = kept(repr=False)
    suggested: bool = False
    wrong: Wrong | None = None
    network: str = ""  # wording code of the network a contact is on, where one was named

    @property
    def label(self) -> str:
        """Wording code of a chosen option; empty for typed text."""
        return dict(self.field.options).get(self.value, "")

    @property
    def worth_a_row(self) -> bool:
        """Whether the check page lists it: no file, no menu, and no second contact that is empty."""
        extra = self.field.name in EXTRA and not self.value
        return self.field.kind not in {"file", "pictures", "select"} and not extra

    @property
    def described_by(self) -> str:
        """Ids of what a screen reader should read with the field."""
        name = self.field.name
        parts = (("hint", self.field.hint), ("found", self.suggested), ("wrong", self.wrong is not None))
        return " ".join(f"{part}-{name}" for part, there in parts if there)


def typed(request: HttpRequest, question: Question) -> dict[str, str]:
    """What was posted for the question's text fields, line ends made plain, nothing else taken."""
    names = (one.name for one in question.fields if one.kind not in UPLOADS)
    found = {name: request.POST.get(name, "").replace("\r\n", "\n").strip() for name in names}
    # A network without a number is a menu nobody touched.
    return {name: value if found.get(name.removesuffix("_kind")) else "" for name, value in found.items()}


def attached(request: HttpRequest) -> UploadedFile[Any] | None:
    """The attached chat, if one came."""
    return request.FILES.get("export")


def mistakes(question: Question, answers: dict[str, str], request: HttpRequest) -> dict[str, Wrong]:
    """What has to be put right before the page can be saved, by field."""
    found = {one.name: _wrong(one, answers.get(one.name, "")) for one in question.fields}
    if getattr(request, "upload_too_large", False):
        found["export"] = Wrong("tell.file_too_large", LIMIT // MEGABYTE)
    return {name: wrong for name, wrong in found.items() if wrong is not None}


def _wrong(one: Field, value: str) -> Wrong | None:
    if len(value) > one.limit:
        return Wrong("tell.too_long", one.limit)
    if one.options and value and value not in dict(one.options):
        return Wrong("tell.bad_choice")
    return None


def shown(
    question: Question,
    draft: Draft,
    *,
    answers: dict[str, str] | None = None,
    wrong: dict[str, Wrong] | None = None,
) -> list[Shown]:
    """The question's fields with what was answered, or what was typed just now."""
    values = draft.answers if answers is None else answers
    return [
        Shown(
            one,
            values.get(one.name, ""),
            suggested=answers is None and one.name in draft.suggested and one.kind != "select",
            wrong=(wrong or {}).get(one.name),
            network=_network(values.get(f"{one.name}_kind", "")),
        )
        for one in question.fields
        if one.kind != "pictures" or apart.sees()
    ]


def _network(kind: str) -> str:
    return dict(NETWORKS).get(kind, "") if kind != "handle" else ""
