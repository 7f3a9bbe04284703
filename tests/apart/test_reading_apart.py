"""Reading apart gives what reading here gives, from every format and script, and leaves nothing anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bothends import apart
from bothends.apart import Limits, _opened, _request
from bothends.apart.caller import Template
from bothends.core import read
from bothends.core.errors import NotApart, Unreadable
from bothends.data.shelf import shelf
from tests.whole import read_chat

CHATS = sorted((Path(__file__).parents[1] / "vectors" / "chats").glob("*_*.*"))
DEMO = Path(__file__).parents[2] / "bothends" / "data" / "demo" / "chat.txt"
OLD = {
    "cp932": "田中: パスポートを取られてしまいました。\n鈴木: どこですか。\n田中: ここから出られません。\n",
    "big5": "小明: 我被關在這裡，他們拿走了我的護照。\n小華: 你在哪裡？\n小明: 我不知道。\n",
    "cp1251": "Анна: они забрали мой паспорт, я не могу уйти\nИван: где ты сейчас?\nАнна: я не знаю\n",
}
NUMBERS = "call +855 96 123 4567, +95 9 123 45678, +63 917 123 4567, +254 712 345678, +55 11 91234-5678"


@pytest.mark.parametrize("path", CHATS, ids=lambda one: one.name)
def test_every_format_is_read_as_it_is_here(path: Path) -> None:
    assert apart.read_file(path, name=path.name) == read.read_bytes(
        path.read_bytes(), shelf(), name=path.name
    )


@pytest.mark.parametrize("codec", OLD)
def test_older_letters_are_known_in_there_too(codec: str) -> None:
    content = OLD[codec].encode(codec)
    assert apart.read_file(content) == read.read_bytes(content, shelf())


def test_a_typed_text_with_numbers_of_many_countries_is_read_as_it_is_here() -> None:
    assert apart.read_text(NUMBERS) == read.read_text(NUMBERS, shelf())


def test_half_a_character_reaches_the_reader_and_comes_back_mended() -> None:
    text = "they took my passport \ud83d and I cannot leave"
    assert apart.read_text(text) == read.read_text(text, shelf())


def test_a_chat_that_was_recognised_elsewhere_is_read_as_it_is_here() -> None:
    transcript = read_chat(DEMO.read_bytes())
    assert apart.read_transcript(transcript) == read.read(transcript, shelf())


def pour(into: int) -> None:
    with open(into, "wb") as out:
        out.write(DEMO.read_bytes())


def test_bytes_a_path_and_what_comes_through_a_pipe_are_the_same() -> None:
    by_path = apart.read_file(DEMO)
    out, into = os.pipe()
    writer = threading.Thread(target=pour, args=(into,))
    writer.start()
    assert apart.read_file(out) == apart.read_file(DEMO.read_bytes()) == by_path
    writer.join()
    os.close(out)


def test_one_can_say_who_one_is() -> None:
    chat = "Lina: hello\nSam: they took my passport and I cannot leave\nLina: oh no\nSam: please\n"
    assert apart.read_file(chat.encode(), me="Lina").findings.evidence[0].speaker == "other"


def test_progress_comes_through() -> None:
    heard: list[tuple[int, int]] = []
    apart.read_file(DEMO, progress=lambda done, total: heard.append((done, total)))
    size = DEMO.stat().st_size
    assert heard[0] == (0, size)
    assert heard[-1] == (size, size)


def test_an_empty_file_has_its_own_line() -> None:
    with pytest.raises(Unreadable, match="The file is empty"):
        apart.read_file(b"")


def test_nothing_is_opened_for_writing_anywhere(tmp_path: Path) -> None:
    program = """
import os, sys
from pathlib import Path
from bothends import apart
written = []
def watch(event, arguments):
    if event == "open" and arguments[2] and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        written.append(arguments[0])
sys.addaudithook(watch)
apart.read_file(Path(sys.argv[1]).read_bytes())
apart.read_text("they took my passport")
apart.stop()
sys.exit(f"opened to write: {written}" if [one for one in written if one != os.devnull] else 0)
"""
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(DEMO.parents[3])}
    done = subprocess.run(
        [sys.executable, "-c", program, str(DEMO)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.iterdir())


def ask(template: Template, limits: Limits) -> bytes:
    with _opened(DEMO) as opened:
        return template.ask(_request("file", [opened], limits), [opened], lambda done, total: None)


def test_without_a_barrier_to_the_network_nothing_is_read_unless_that_was_allowed() -> None:
    template = Template("chats", module="tests.apart.no_kernel")
    try:
        with pytest.raises(NotApart, match="nothing was read"):
            ask(template, Limits())
        assert b'"found":true' in ask(template, Limits(unfenced=True))
    finally:
        template.stop()
