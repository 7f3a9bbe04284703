"""Invented screenshots through the real engines in the real fence: what is read, by whom it was said, what is left."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image

from bothends import apart
from bothends.core.errors import BadInput, NotApart, Stopped, Unreadable
from bothends.core.intake.transcript import Transcript
from tests.apart import sayings, screens
from tests.apart.screens import DARK, LIGHT, PLAIN, Bubble, Look, encoded, screenshot

# At most this share of the letters wrong, on these screens; measured values stand in docs/performance.md.
WRONG = {
    "en": 0.01,
    "zh-Hans": 0.01,
    "ja": 0.01,
    "ko": 0.06,
    "th": 0.05,
    "km": 0.16,
    "my": 0.08,
    "lo": 0.25,
    "vi": 0.02,
}


def distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for down, letter in enumerate(one, 1):
        fresh = [down]
        for across, against in enumerate(other, 1):
            fresh.append(min(row[across] + 1, fresh[-1] + 1, row[across - 1] + (letter != against)))
        row = fresh
    return row[-1]


def wrong(chat: Transcript, bubbles: list[Bubble]) -> float:
    """Share of letters that were read wrongly, spaces apart."""
    meant = "".join("".join("".join(one.lines).split()) for one in bubbles)
    found = "".join("".join(one.text.split()) for one in chat.messages)
    return distance(meant, found) / len(meant)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("language", WRONG)
def test_letters_are_read_and_bubbles_are_somebodys(language: str, look: Look) -> None:
    bubbles = sayings.bubbles(language)
    chat = apart.read_pictures([encoded(screenshot(bubbles, language, look))], language=language)
    assert wrong(chat, bubbles) <= WRONG[language]
    assert [one.sender for one in chat.messages] == [one.side for one in bubbles]
    assert chat.format == "screenshot"


@pytest.mark.parametrize("language", ["en", "ja", "th", "vi", "ko"])
def test_a_language_nobody_named_is_told(language: str) -> None:
    chat = apart.read_pictures([encoded(screenshot(sayings.bubbles(language), language, PLAIN))])
    assert f"picture_language_{language}" in chat.notes
    assert "picture_language_guessed" in chat.notes


def test_pictures_in_their_order_are_one_chat_without_repeats() -> None:
    bubbles = sayings.bubbles("en")
    first = encoded(screenshot(bubbles[:4]))
    second = encoded(screenshot(bubbles[2:], top=140, bars=False))
    chat = apart.read_pictures([first, second])
    assert [one.sender for one in chat.messages] == [one.side for one in bubbles]
    assert wrong(chat, bubbles) < 0.02


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "GIF"])
def test_every_kind_of_picture_is_read(format: str) -> None:  # noqa: A002 - Pillow's word
    content = encoded(screenshot(sayings.bubbles("en")), format)
    assert apart.is_picture(content[:16])
    assert "took my passport" in " ".join(one.text for one in apart.read_pictures([content]).messages)


def test_a_picture_lying_on_its_side_is_turned_as_its_camera_says() -> None:
    turned = screenshot(sayings.bubbles("en")).transpose(Image.Transpose.ROTATE_90)
    turns = Image.Exif()
    turns[0x0112] = 6
    chat = apart.read_pictures([encoded(turned, "JPEG", exif=turns.tobytes())])
    assert "took my passport" in " ".join(one.text for one in chat.messages)


def test_a_long_screenshot_is_read_to_its_end() -> None:
    long = Image.new("RGB", (screens.WIDTH, 3 * screens.HEIGHT), LIGHT.page)
    for number in range(3):
        said = [
            Bubble("other", (f"this is part number {number}",)),
            Bubble("me", (f"answer {number} to that",)),
        ]
        long.paste(screenshot(said, bars=False), (0, number * screens.HEIGHT))
    texts = [one.text for one in apart.read_pictures([encoded(long)]).messages]
    assert texts == [
        f(number)
        for number in range(3)
        for f in ("this is part number {}".format, "answer {} to that".format)
    ]


def test_from_pictures_to_the_record() -> None:
    chat = apart.read_pictures([encoded(screenshot(sayings.bubbles("en")))])
    reading = apart.read_transcript(chat)
    assert reading.findings.found
    assert reading.person.name == "Amina"
    assert "other" not in reading.person.aliases


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"rubbish" * 50, "cannot be opened"),
        (b"", "cannot be opened"),
        (b"%PDF-1.7", "cannot be opened"),
        (b"\0\0\0\x24ftypheic" + bytes(500), "Save it as PNG or JPEG"),
        (encoded(Image.new("RGB", (600, 900), "white")), "No text was found"),
        (encoded(Image.new("1", (20_000, 20_000))), "too large"),
        (encoded(screenshot(sayings.bubbles("en")))[:20_000], "cannot be opened"),
    ],
    ids=["rubbish", "empty", "pdf", "heic", "blank", "bomb", "cut"],
)
def test_a_picture_that_cannot_be_read_says_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said) as refused:
        apart.read_pictures([content])
    assert not isinstance(refused.value, Stopped)


def test_a_language_we_do_not_know_is_refused_with_those_we_do() -> None:
    with pytest.raises(BadInput, match="zh-Hans"):
        apart.read_pictures([b""], language="xx")


def test_the_languages_offered_are_those_of_the_table() -> None:
    from bothends.apart.pictures.languages import LANGUAGES

    assert [one.code for one in LANGUAGES] == list(apart.LANGUAGES)


def test_without_the_extra_packages_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_NEEDED", ("no_such_package_here",))
    with pytest.raises(NotApart, match=r"pip install 'bothends\[ocr\]'"):
        apart.read_pictures([b""])


def test_the_process_that_looks_holds_no_file_open() -> None:
    apart.read_pictures([encoded(screenshot([Bubble("other", ("hello there",))]))])
    held = [os.readlink(one) for one in Path(f"/proc/{apart.PICTURES.pid}/fd").iterdir()]
    assert not [one for one in held if one.startswith("/") and not one.startswith("/dev/")], held


def test_the_process_that_looks_has_one_thread() -> None:
    """With several it could not be forked safely; a maker's telemetry would be a second one."""
    apart.read_pictures([encoded(screenshot([Bubble("other", ("hello there",))]))])
    assert len(list(Path(f"/proc/{apart.PICTURES.pid}/task").iterdir())) == 1
