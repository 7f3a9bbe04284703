"""Encodings: Unicode in every dress, older ones where the letters prove them, else refused."""

from __future__ import annotations

import codecs
import itertools
import random

import pytest

from bothends.core.errors import Unreadable
from bothends.core.intake.source import Bytes, Part
from tests.fuzz.targets import in_sips
from tests.whole import decode, read_chat

# Ordinary chat lines; the encoding each language was written in before Unicode.
LINES = {
    "cp932": "こんばんは。今日は仕事が遅くなりました。明日また連絡しますね。お金は送らないでください",
    "gb18030": "你好,我今天很忙,晚上再联系你。他们把我的护照拿走了,我不能出去,请你帮我告诉大使馆",
    "big5": "你好,我今天很忙,晚上再聯絡你。他們把我的護照拿走了,我不能出去,請你幫我告訴大使館",
    "cp949": "안녕하세요 오늘은 일이 늦게 끝났어요. 내일 다시 연락할게요. 저는 여기서 나갈 수 없어요",
    "cp874": "สวัสดีค่ะ วันนี้ทำงานดึกมาก พรุ่งนี้ติดต่อกลับนะคะ เขายึดหนังสือเดินทางของฉันไป ออกไปไหน",
    "cp1251": "Привет, сегодня много работы, напишу завтра. Они забрали мой паспорт, я не могу выйти отсюда",
    "cp1256": "مرحبا كيف حالك اليوم كان العمل طويلا لقد اخذوا جواز السفر ولا استطيع الخروج من هنا",
    "cp1252": "Estoy aquí, mañana te llamo. No puedo salir del edificio y el señor no está. ¿Cuándo vienes?",
}
HEAD = "13/01/2024, 21:30 - Ana: "


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_unicode_is_read_without_a_guess(codec, line):
    assert decode(line.encode(codec)) == (line, ())


def test_big_endian_utf_16_is_read():
    assert decode(codecs.BOM_UTF16_BE + "ช่วย".encode("utf-16-be")) == ("ช่วย", ())


@pytest.mark.parametrize(("codec", "line"), LINES.items())
def test_an_older_encoding_is_told_by_its_letters(codec, line):
    transcript = read_chat((HEAD + line + "\n").encode(codec))

    assert transcript.messages[0].text == line
    assert transcript.notes == ("encoding_guessed",)


def test_vietnamese_from_before_unicode_is_put_together():
    line = "Anh ơi đừng chuyển tiền nữa, em bị giữ hộ chiếu ở đây"
    base = {
        "ể": "ê\u0309",
        "ề": "ê\u0300",
        "ữ": "ư\u0303",
        "ị": "i\u0323",
        "ộ": "ô\u0323",
        "ế": "ê\u0301",
        "ở": "ơ\u0309",
        "ừ": "ư\u0300",
    }
    decomposed = "".join(base.get(c, c) for c in line)

    assert decode(decomposed.encode("cp1258"))[0] == line


@pytest.mark.parametrize("accents", [7, 8, 9, 16, 17, 40])
@pytest.mark.parametrize("most", [1, 2, 3, 7])
def test_where_a_file_is_cut_changes_nothing_however_many_accents_a_letter_has(accents, most):
    content = ("b" + ("\u0309\u0323" * accents)[:accents] + "o\u0323").encode("cp1258")

    assert "".join(Part(in_sips(content, most), "cp1258").blocks()) == "".join(
        Part(Bytes.of(content), "cp1258").blocks()
    )


@pytest.mark.parametrize(("codec", "other"), list(itertools.permutations(LINES, 2)))
def test_no_line_is_ever_read_in_a_wrong_encoding(codec, other):
    """Half of each of two encodings: refused, or told from the larger part; never something else."""
    mixed = LINES[codec].encode(codec) + b"\n" + LINES[other].encode(other)
    try:
        text, notes = decode(mixed)
    except Unreadable:
        return
    assert notes
    assert LINES[codec] in text or LINES[other] in text


def test_a_file_cut_inside_a_letter_is_read_with_a_note():
    text, notes = decode((LINES["cp874"] * 3).encode()[:-1])

    assert text.startswith(LINES["cp874"])
    assert notes == ("letters_damaged",)


# Languages whose old encodings are not in the table: no other one may claim them.
STRANGERS = {
    "cp1253": "Καλημέρα, σήμερα έχω πολλή δουλειά, θα σου γράψω αύριο. Μου πήραν το διαβατήριο",
    "cp1255": "שלום, היום יש לי הרבה עבודה, אכתוב לך מחר. הם לקחו לי את הדרכון ואני לא יכול לצאת",
    "iso8859-5": "Привет, сегодня много работы, напишу завтра. Они забрали мой паспорт",
    "koi8-r": "Привет, сегодня много работы, напишу завтра. Они забрали мой паспорт",
    "mac-roman": "Estoy aquí, mañana te llamo. El señor no está",
    "cp437": "Estoy aquí, mañana te llamo. El señor no está",
    "cp1257": "Laba diena, šiandien turiu daug darbo, parašysiu rytoj. Jie atėmė mano pasą, negaliu išeiti",
}


@pytest.mark.parametrize(("codec", "line"), STRANGERS.items())
def test_a_language_outside_the_table_is_refused_not_misread(codec, line):
    with pytest.raises(Unreadable):
        decode(line.encode(codec))


def test_letters_far_down_the_file_are_still_told():
    plain = (HEAD + "hello\n").encode() * 5000

    assert decode(plain + LINES["cp932"].encode("cp932"))[0].endswith(LINES["cp932"])


@pytest.mark.parametrize("seed", range(40))
def test_random_bytes_are_refused(seed):
    noise = random.Random(seed).randbytes(3000).replace(b"\0", b"")
    high = bytes(random.Random(seed).choices(range(0xA0, 0x100), k=3000))
    for content in (noise, high):
        with pytest.raises(Unreadable):
            decode(content)
