"""Whatever a file makes its reader do: one clear line, nothing taken along, and the next file is read."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bothends.apart import Limits, _opened, _reading, _request
from bothends.apart.caller import Template
from bothends.core.errors import NotApart, Stopped, Unreadable
from tests.apart import hostile

CHAT = (Path(__file__).parents[2] / "bothends" / "data" / "demo" / "chat.txt").read_bytes()
# Enough for a sign; the whole of the chat above takes twenty times as long.
TELLING = (
    b"13/01/2024, 21:30 - Ana: They took my passport and I cannot leave.\n13/01/2024, 21:31 - Ken: where\n"
)
SMALL = Limits(memory_mb=512, seconds=3)
SHORT = Limits(memory_mb=512, seconds=1)  # for what would go on for ever, however long it is let
ENDLESS = {"endless", "sleeping", "flood"}
WRITTEN = Path(hostile.WRITTEN)


@pytest.fixture(scope="module")
def reader() -> Iterator[Template]:
    one = Template("chats", module="tests.apart.hostile")
    yield one
    one.stop()


def ask(reader: Template, task: str, content: bytes = CHAT, *, limits: Limits | None = None) -> bytes:
    limits = limits or (SHORT if task in ENDLESS else SMALL)
    with _opened(content) as opened:
        return reader.ask(_request(task, [opened], limits), [opened], lambda done, total: None)


def reads(reader: Template) -> bool:
    return _reading(ask(reader, "file", TELLING, limits=Limits())).findings.found


@pytest.mark.parametrize("deed", [one.__name__ for one in hostile.DEEDS])
def test_a_reader_gone_wrong_ends_in_one_clear_line_and_the_next_file_is_read(
    reader: Template, deed: str
) -> None:
    with pytest.raises(Stopped) as stopped:
        ask(reader, deed)
    said = str(stopped.value)
    assert said.endswith("Export the chat again without media, or paste the lines.")
    assert "\n" not in said
    assert hostile.SECRET not in said + stopped.value.place + repr(stopped.value)
    assert reads(reader)


@pytest.mark.parametrize(
    ("deed", "place"),
    [
        ("connect_out", "PermissionError"),
        ("open_socket", "PermissionError"),
        ("write_file", "PermissionError"),
        ("read_file", "PermissionError"),
        ("memory_file", "PermissionError"),
        ("fork_bomb", "PermissionError"),
        ("become_program", "PermissionError"),
        ("hog_memory", "MemoryError"),
        ("crash", "signal 11"),
        ("fail", "ValueError"),
        ("raise_limits", "ValueError"),
        ("run_written_code", "PermissionError"),
    ],
)
def test_it_is_the_kernel_that_refuses(reader: Template, deed: str, place: str) -> None:
    with pytest.raises(Stopped) as stopped:
        ask(reader, deed)
    assert stopped.value.place.startswith(place)
    assert not WRITTEN.exists()


@pytest.mark.parametrize("deed", ["hog_memory", "endless", "sleeping"])
def test_what_takes_too_much_is_said_to_be_a_limit(reader: Template, deed: str) -> None:
    with pytest.raises(Stopped, match="within the limits of this machine"):
        ask(reader, deed)


@pytest.mark.parametrize("lie", ["no_json", "other_json"])
def test_an_answer_that_is_no_reading_is_not_believed(reader: Template, lie: str) -> None:
    with pytest.raises(Stopped):
        _reading(ask(reader, lie))
    assert reads(reader)


@pytest.mark.parametrize("lie", ["huge", "flood"])
def test_an_answer_without_end_is_cut_off(reader: Template, lie: str) -> None:
    with pytest.raises(Stopped):
        ask(reader, lie)
    assert reads(reader)


def stopped_while_sleeping(reader: Template) -> None:
    """Long enough for a busy machine to do something beside it; ended with its template.

    A template killed before it has handed its child over could give none: that is said too.
    """
    with pytest.raises((Stopped, NotApart)):
        ask(reader, "sleeping", limits=Limits(seconds=120))


def test_two_at_once_do_not_wait_for_each_other(reader: Template) -> None:
    assert reads(reader)
    ended = threading.Event()

    def sleep() -> None:
        stopped_while_sleeping(reader)
        ended.set()

    other = threading.Thread(target=sleep)
    other.start()
    assert reads(reader)
    assert not ended.is_set()
    reader.stop()
    other.join()
    assert ended.is_set()


def test_the_template_killed_while_it_reads_is_a_clear_line_and_comes_back(reader: Template) -> None:
    assert reads(reader)
    first = reader.pid
    assert first is not None
    threading.Timer(0.3, os.kill, (first, signal.SIGKILL)).start()
    with pytest.raises(Stopped, match="within the limits"):
        ask(reader, "sleeping", limits=Limits(seconds=30))
    assert reads(reader)
    assert reader.pid != first


def test_the_children_of_a_killed_template_end_with_it(reader: Template) -> None:
    assert reads(reader)
    template = reader.pid
    assert template is not None
    waiting = threading.Thread(target=stopped_while_sleeping, args=(reader,))
    waiting.start()
    children: list[int] = []
    while not children:
        children = children_of(template)
        time.sleep(0.01)
    os.kill(template, signal.SIGKILL)
    waiting.join()
    assert until(lambda: not [one for one in children if Path(f"/proc/{one}").exists()])


def children_of(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def until(met: Callable[[], bool]) -> bool:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if met():
            return True
        time.sleep(0.02)
    return False


def test_a_template_without_work_goes_home_and_comes_back() -> None:
    reader = Template("chats", module="tests.apart.short_lived")
    try:
        assert reads(reader)
        first = reader.pid
        assert until(lambda: reader.pid is None)
        assert reads(reader)
        assert reader.pid not in {None, first}
    finally:
        reader.stop()


def test_a_template_that_cannot_load_says_that_nothing_was_read() -> None:
    reader = Template("chats", module="tests.apart.no_such_template")
    with pytest.raises(NotApart, match="does not start"):
        ask(reader, "file")
    reader.stop()


def test_a_template_whose_tables_do_not_load_says_where_and_not_what() -> None:
    reader = Template("chats", module="tests.apart.broken")
    with pytest.raises(NotApart, match="does not start") as refused:
        ask(reader, "file")
    assert refused.value.place.startswith("KeyError at broken.py:")
    assert "what a row says" not in refused.value.place
    reader.stop()


def test_the_template_has_one_thread(reader: Template) -> None:
    assert reads(reader)
    assert len(list(Path(f"/proc/{reader.pid}/task").iterdir())) == 1


def test_a_file_that_is_no_chat_keeps_its_own_line(reader: Template) -> None:
    with pytest.raises(Unreadable, match="This is a document") as refused:
        ask(reader, "file", b"%PDF-1.7")
    assert not isinstance(refused.value, Stopped)


def test_the_template_knows_nothing_of_the_desk(reader: Template, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOTHENDS_DESK", "/somewhere/secret")
    fresh = Template("chats", module="tests.apart.short_lived")
    try:
        assert reads(fresh)
        environment = Path(f"/proc/{fresh.pid}/environ").read_bytes()
        assert b"BOTHENDS" not in environment
        assert os.readlink(f"/proc/{fresh.pid}/cwd") == "/"
    finally:
        fresh.stop()
