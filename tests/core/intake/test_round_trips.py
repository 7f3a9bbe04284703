"""A chat that is written in any of the shapes apps write is read back exactly: every text, sender and time."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothends.core.intake import bulk, large_json, line, whatsapp
from bothends.core.intake.cutting import Cutter
from bothends.core.intake.dates import resolve
from bothends.core.intake.large_json import Items, outline
from bothends.core.intake.phrases import kind_of
from bothends.core.intake.recognise import READERS
from bothends.core.intake.source import Bytes, Part, Source
from bothends.core.intake.transcript import Message, whole
from tests.fuzz.targets import in_sips
from tests.whole import read_chat

LRM, RLM, NNBSP, NBSP = "\u200e", "\u200f", "\u202f", "\u00a0"
START = datetime.fromisoformat("2024-01-28 08:15:00")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

# d, m: day, month; dd, mm: with nought; y, yy: two and four digits; H, h: hour of 24 and 12, HH with nought;
# M, S: minute, second; AP: half of the day in English. Those of other languages are put in by their row.
WHATSAPP = (
    "{m}/{d}/{y}, {h}:{M} {AP} - ", f"{{m}}/{{d}}/{{y}}, {{h}}:{{M}}{NNBSP}{{AP}} - ", "{m}/{d}/{yy}, {h}:{M} {AP} - ",
    "{dd}/{mm}/{yy}, {HH}:{M} - ", "{d}/{m}/{y}, {HH}:{M} - ", "{d}/{m}/{y}, {H}:{M} - ", "{d}/{m}/{yy}, {H}:{M} - ",
    "{dd}/{mm}/{y}, {h}:{M} {ap} - ", "{d}/{m}/{yy}, {h}:{M} {ap} - ", "{dd}/{mm}/{yy} {HH}:{M} - ",
    "{dd}/{mm}/{y} {HH}.{M} - ", "{dd}.{mm}.{yy}, {HH}:{M} - ", "{d}.{m}.{y}, {HH}:{M} - ", "{d}.{m}.{y} {HH}:{M} - ",
    "{dd}-{mm}-{yy} {HH}:{M} - ", "{yy}/{m}/{d}, {HH}:{M} - ", "{yy}-{mm}-{dd}, {HH}:{M} - ",
    "{yy}-{m}-{d}, {h}:{M} {a.p.} - ", "{yy}/{mm}/{dd} {HH}:{M} - ",
    f"{{d}}/{{m}}/{{yy}}, {{h}}:{{M}}{NNBSP}{{a.}}{NBSP}m. - ", "{d}/{m}/{y} {h}:{M} {a.} m. - ",
    "{yy}/{m}/{d}, {zh}{h}:{M} - ", "{yy}/{mm}/{dd} {ja}{h}:{M} - ", "{yy}年{m}月{d}日 {zh}{h}:{M} - ",
    "{yy}. {m}. {d}. {ko} {h}:{M} - ", "{d}/{m}/{be} {HH}:{M} - ", "{HH}:{M}, {d} {mon} {yy} - ",
    "{mon} {d}, {yy}, {h}:{M} {AP} - ", "[{dd}/{mm}/{y}, {HH}:{M}:{S}] ", "[{dd}/{mm}/{yy}, {HH}:{M}:{S}] ",
    "[{dd}/{mm}/{y} {HH}:{M}:{S}] ", "[{dd}/{mm}/{y} {HH}.{M}.{S}] ", "[{m}/{d}/{y}, {h}:{M}:{S} {AP}] ",
    f"{LRM}[{{m}}/{{d}}/{{y}}, {{h}}:{{M}}:{{S}}{NNBSP}{{AP}}] ", "[{dd}.{mm}.{y}, {HH}:{M}:{S}] ",
    "[{d}.{m}.{yy} klo {HH}.{M}.{S}] ", "[{yy}/{mm}/{dd} {HH}:{M}:{S}] ", "[{yy}/{m}/{d} {ja}{h}:{M}:{S}] ",
    "[{HH}:{M}:{S}, {dd}/{mm}/{y}] ", "[{m}/{d}/{be} BE, {HH}:{M}:{S}] ", "[{m}/{d}/R{era}, {HH}:{M}:{S}] ",
    f"{RLM}[{{d}}{RLM}/{{m}}{RLM}/{{yy}}، {{h}}:{{M}}:{{S}}{NBSP}{{ar}}] ",
)  # fmt: skip

NAMES = st.sampled_from(
    [
        "Ana",
        "林雨桐",
        "แพรว ใจดี",
        "محمد علي",
        "+95 9 123 456",
        "O'Neil (work)",
        "R2-D2",
        "Thu Hà",
        "🌸",
        "Ken:home",
    ]
)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
# What readers may take for something else.
TRAPS = st.sampled_from(
    [
        "10:30 - ok", "see you at 9:15 - or later: maybe", "[10:02] Ken: pay", "a: b", "note:", "", "  ", "https://a.b:80/c",
        "1/2/24, 9:30 PM - Bo: quoted", "[10:02, 3/4/2024] Bo: quoted", "2024/04/03(水)", "Media omitted", "<b>",
        "(x)", '"',
        'he said "go"', "image omitted by me", "- - -", "25:61 - no time", "99/99/99, 10:00 - no date: x",
    ]
)  # fmt: skip
LINES = st.lists(WORDS | TRAPS, min_size=1, max_size=4)
TALK = st.lists(st.tuples(NAMES, LINES, st.integers(0, 5_000)), min_size=1, max_size=12)
Said = tuple[datetime, str, str]


def _stamped(head: str, at: datetime) -> str:
    half = at.hour >= 12
    words = {
        "d": at.day, "m": at.month, "dd": f"{at:%d}", "mm": f"{at:%m}", "y": f"{at:%y}", "yy": at.year,
        "H": at.hour, "HH": f"{at:%H}", "h": at.hour % 12 or 12, "M": f"{at:%M}", "S": f"{at:%S}",
        "AP": "PM" if half else "AM", "ap": "pm" if half else "am", "a.p.": "p.m." if half else "a.m.",
        "a.": "p." if half else "a.", "zh": "下午" if half else "上午", "ja": "午後" if half else "午前",
        "ko": "오후" if half else "오전", "ar": "م" if half else "ص", "be": at.year + 543, "era": at.year - 2018,
        "mon": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][at.month - 1],
    }  # fmt: skip
    for key, value in words.items():
        head = head.replace("{" + key + "}", str(value))
    return head.translate(ARABIC) if "ar" in words and "،" in head else head


def _said(talk: Sequence[tuple[str, list[str], int]], fits: Callable[[str], bool]) -> list[Said]:
    """The talk with times, without lines that would be a header of their own."""
    at, said = START, [(START, "Ana", "starts")]
    for name, lines, minutes in talk:
        at += timedelta(minutes=minutes, seconds=minutes % 60)
        kept = [one for number, one in enumerate(lines) if number == 0 or fits(one)]
        said.append((at, name, "\n".join(kept)))
    return [*said, (at + timedelta(days=1), "Ana", "ends")]


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("head", WHATSAPP)
@settings(max_examples=12, deadline=None)
@given(talk=TALK)
def test_whatsapp_in_every_shape(head, ends, talk):
    shape = whatsapp.read_header(_stamped(head, START) + "Ana: x").shape
    said = _said(talk, lambda one: (found := whatsapp.read_header(one)) is None or found.shape != shape)
    seconds = "{S}" in head
    text = "".join(f"{_stamped(head, at)}{name}: {body}\n" for at, name, body in said)

    messages = read_chat(text.replace("\n", ends).encode()).messages

    assert [m.at for m in messages] == [at.replace(second=at.second if seconds else 0) for at, _, _ in said]
    assert [m.text for m in messages] == [body.lstrip(LRM).rstrip("\n") for *_, body in said]
    assert [m.sender for m in messages] == [
        None if m.kind == "system" else name for m, (_, name, _) in zip(messages, said, strict=True)
    ]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(WHATSAPP),
    st.lists(NAMES.map(lambda n: n + ": ") | WORDS | TRAPS | st.just(None), max_size=30),
)
def test_the_quick_way_reads_what_the_close_way_reads(head, pieces):
    """Anything at all between headers: names, none, traps, lines of their own."""
    own = _stamped(head, START)
    text = own + "".join(f"\n{own}" if one is None else f"{one}\n" * (len(one) % 2) or one for one in pieces)
    cutter = Cutter(whatsapp.read_header(own + "x").shape)
    judge = whatsapp._marked_kind if cutter.bracket else kind_of
    close = list(
        whatsapp._closely(cutter.cut(text), _day, lambda at, body: whatsapp._message(judge, at, body))
    )
    pattern = bulk.pattern_of(cutter.shape, bracket=cutter.bracket)
    if pattern is None:
        return
    try:
        lead, quick = bulk.Bulk(cutter.shape, pattern, _day).messages(
            text,
            whatsapp._name,
            lambda at, body: whatsapp._message(judge, at, body),
        )
    except bulk.Quoted:
        return

    assert lead == ""
    assert quick == close


def _day(written):
    return resolve(written, "dmy") or resolve(written, "mdy") or resolve(written, "ymd")


# A title, how days are written (see _day_of), how times are.
LINE = (
    ("[LINE] Anaとのトーク履歴\n保存日時：2024/02/01 10:00\n\n", "%Y/%m/%d(月火水木金土日)", "{HH}:{M}"),
    ("[LINE] Chat history with Ana\nSaved on: 2/1/2024, 10:00\n\n", "%a, %m/%d/%Y", "{h}:{M} {AP}"),
    ("[LINE] Chat history with Ana\nSaved on: 2024/02/01\n\n", "%Y/%m/%d(%a)", "{hh}:{M}{AP}"),
    ("[LINE] 與Ana的聊天記錄\n儲存日期：2024/02/01 10:00\n\n", "%Y/%m/%d（一二三四五六日）", "{zh}{hh}:{M}"),
    ("[LINE] Anaとのトーク履歴\n保存日時：R6/02/01 10:00\n\n", "R6/%m/%d(月火水木金土日)", "{HH}:{M}"),
    ("", "%Y.%m.%d %A", "{HH}:{M}"),
)


def _day_of(pattern: str, at: datetime) -> str:
    """`pattern` as strftime has it; of the seven signs of a week only the day's own stays."""
    week = next((one for one in ("月火水木金土日", "一二三四五六日") if one in pattern), " ")
    return f"{at:{pattern.replace(week, week[at.weekday() % len(week)])}}"


def _line_export(
    title: str, day: Callable[[datetime], str], clock: str, said: Sequence[Said]
) -> Iterator[str]:
    yield title
    before = None
    for at, name, body in said:
        if at.date() != before:
            yield ("\n" if before else "") + _day_of(day, at) + "\n"
            before = at.date()
        text = f'"{body}"' if "\n" in body else body
        hour = _stamped(clock.replace("{hh}", f"{at.hour % 12 or 12:02d}"), at)
        yield f"{hour}\t{name}\t{text}\n"


@pytest.mark.parametrize(("title", "day", "clock"), LINE)
@settings(max_examples=25, deadline=None)
@given(talk=TALK)
def test_line_in_every_variant(title, day, clock, talk):
    said = _said(talk, lambda one: line._entry(one, None) is None)
    # A tab would be a column, and a text of one line is not in quotes.
    said = [(at, name, body.replace("\t", " ").replace('"', "'").rstrip("\n")) for at, name, body in said]

    messages = read_chat("".join(_line_export(title, day, clock, said)).encode()).messages

    assert [m.at for m in messages] == [at.replace(second=0) for at, _, _ in said]
    assert [m.text for m in messages] == [body for *_, body in said]
    assert [m.sender for m in messages if m.kind != "system"] == [
        name for m, (_, name, _) in zip(messages, said, strict=True) if m.kind != "system"
    ]


@settings(max_examples=60, deadline=None)
@given(TALK, st.integers(1, 5), st.booleans())
def test_messenger_in_several_files_newest_first(talk, per_file, encrypted):
    said = [
        (at + timedelta(seconds=n), name, body or "x") for n, (at, name, body) in enumerate(_said(talk, bool))
    ]
    rows = [_encrypted(one) if encrypted else _classic(one) for one in reversed(said)]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, start in enumerate(range(0, len(rows), per_file), 1):
            tree = {"participants": [], "messages": rows[start : start + per_file]}
            archive.writestr(f"inbox/ana_1/message_{number}.json", json.dumps(tree))

    messages = read_chat(packed.getvalue()).messages

    assert [(m.at, m.sender, m.text) for m in messages] == [
        (at.replace(tzinfo=UTC), None if m.kind == "system" else name, body)
        for m, (at, name, body) in zip(messages, said, strict=True)
    ]


def _classic(one: Said) -> dict[str, object]:
    at, name, body = one
    milliseconds = int(at.replace(tzinfo=UTC).timestamp() * 1000)
    mangled = {"sender_name": name, "content": body}
    return {k: v.encode().decode("latin-1") for k, v in mangled.items()} | {"timestamp_ms": milliseconds}


def _encrypted(one: Said) -> dict[str, object]:
    at, name, body = one
    return {
        "senderName": name,
        "text": body,
        "timestamp": int(at.replace(tzinfo=UTC).timestamp() * 1000),
        "type": "text",
    }


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.just('"messages": ['),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(JSON, max_size=6), min_size=1, max_size=4),
    st.integers(1, 40),
    st.sampled_from([None, 1]),
)
def test_large_json_is_read_row_by_row_as_if_it_were_read_as_one(chats, sip, indent):
    tree = {
        "about": '"messages": [ 1, 2 ]',
        "chats": {"list": [{"id": 1, "messages": rows} for rows in chats]},
    }
    content = json.dumps(tree, ensure_ascii=False, indent=indent).encode()

    assert list(Items(in_sips(content, sip))) == [row for rows in chats for row in rows]
    assert outline(in_sips(content, sip))["about"] == tree["about"]


@settings(max_examples=40, deadline=None)
@given(TALK, st.integers(1, 40))
def test_a_large_telegram_export_reads_as_a_small_one(talk, sip):
    rows = [
        {
            "type": "message",
            "date_unixtime": str(int(at.timestamp())),
            "from": name,
            "from_id": "user2",
            "text": body,
        }
        for at, name, body in _said(talk, bool)
    ]
    content = json.dumps({"name": "Ana", "type": "personal_chat", "id": 1, "messages": rows}).encode()
    reader = next(one for one in READERS if one.code == "telegram_json")
    small, large = Bytes.of(content), in_sips(content, sip)
    large = Bytes(large.open, 1 << 30)  # so large that it is not held

    assert _all(reader.read(Source((Part(large),)))) == _all(reader.read(Source((Part(small),))))


@settings(max_examples=60, deadline=None)
@given(TALK, st.integers(1, 40), st.booleans(), st.booleans(), st.sampled_from([1, 3]))
def test_a_large_messenger_file_reads_as_a_small_one(talk, sip, encrypted, newest_first, window):
    said = _said(talk, bool)
    rows = [
        _encrypted(one) if encrypted else _classic(one) for one in (reversed(said) if newest_first else said)
    ]
    content = json.dumps({"participants": [], "messages": rows}, ensure_ascii=False).encode()
    reader = next(
        one for one in READERS if one.code == ("messenger_e2ee_json" if encrypted else "messenger_json")
    )
    small, large = Bytes.of(content), Bytes(in_sips(content, sip).open, 1 << 30)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large_json, "_WINDOW", window)
        read = _all(reader.read(Source((Part(large),))))

    assert read == _all(reader.read(Source((Part(small),))))


def _all(transcript) -> tuple[object, ...]:
    held = whole(transcript)
    return tuple(held.messages), held.owner, held.other, held.notes


def test_messages_are_compared_by_what_they_say():
    one = Message(START, "Ana", "x")

    assert one == Message(START, "Ana", "x")
    assert one != Message(START, "Ana", "y")
