"""What Asha does on the public site, in the words of the tests."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.web.public.chat import CHAT


def answer(who: Client, question: str, **typed: object) -> HttpResponse:
    """Post one question's page in English."""
    return who.post(f"/en/tell/{question}/", typed)


def attach(who: Client, content: bytes = CHAT, **typed: object) -> HttpResponse:
    """Attach a chat on the words page; the file goes last, as a browser sends it."""
    return answer(who, "words", **typed, export=SimpleUploadedFile("chat.txt", content))


def send(who: Client) -> HttpResponse:
    """Press the button and follow to the receipt."""
    return who.post("/en/send/", follow=True)


def code_on(page: HttpResponse) -> str:
    """The receipt code a page shows."""
    text = page.content.decode()
    return text.split('id="receipt" dir="ltr">')[1].split("<")[0]
