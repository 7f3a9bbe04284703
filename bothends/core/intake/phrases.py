"""What WhatsApp writes in place of a photo, a call or a deleted message, in the languages it writes in.

A phrase missing here costs little: the line is then kept as text. Source of the phrases: public
export parsers, read 2026-11-23, and for many only memory; drafts until a native speaker confirms.
"""

from __future__ import annotations

import re

from bothends.core.intake.source import MARKS
from bothends.core.intake.transcript import Kind

LEFT_OUT = frozenset(
    phrase.casefold()
    for phrase in (
        "Media omitted", "View once voice message omitted", "Multimedia omitido", "Archivo omitido",
        "Arquivo de mídia oculto", "Mídia omitida", "Mídia oculta", "Ficheiro não revelado",
        "Médias omis", "Fichier omis", "Medien ausgeschlossen", "Medien weggelassen", "Media omessi",
        "Media omesso", "Media weggelaten", "Media tidak disertakan", "Media dikecualikan",
        "Media disingkirkan", "Bỏ qua tệp phương tiện", "Bỏ qua Media", "Tệp media bị bỏ qua",
        "ไม่รวมไฟล์สื่อ", "ไม่รวมสื่อ", "ไฟล์สื่อถูกลบ", "สื่อถูกลบ", "メディアなし",
        "メディアは含まれていません", "メディアが含まれていません", "省略多媒体文件", "忽略多媒體檔",
        "省略多媒體檔案", "媒体文件已省略", "미디어 파일 제외됨", "미디어 파일을 생략한 대화내용",
        "Без медиафайлов", "Файл пропущен", "Медіа пропущено", "تم استبعاد الوسائط", "رسانه حذف شد",
        "Medya dahil edilmedi", "Medya atlanmış", "मीडिया के बिना", "मीडिया छोड़ा गया",
        "মিডিয়া বাদ দেওয়া হয়েছে", "மீடியா விடப்பட்டது", "میڈیا چھوڑ دیا گیا", "ບໍ່ລວມມີເດຍ",
        "Walang kalakip na media", "Inalis ang media", "Media hazijajumuishwa", "Media imerukwa",
        "Pominięto multimedia", "המדיה לא נכללה", "Media utelämnat", "Media utelatt", "Medier udeladt",
        "Média vynechány", "Media jätettiin pois",
    )
)  # fmt: skip

OMITTED = frozenset(
    phrase.casefold()
    for phrase in (
        "image omitted", "video omitted", "video note omitted", "audio omitted", "sticker omitted",
        "GIF omitted", "document omitted", "Contact card omitted", "imagen omitida", "Video omitido",
        "audio omitido", "sticker omitido", "GIF omitido", "documento omitido",
        "Tarjeta de contacto omitida", "imagem ocultada", "vídeo omitido", "áudio ocultado",
        "figurinha omitida", "image absente", "vidéo absente", "audio omis", "sticker omis",
        "Bild weggelassen", "Video weggelassen", "Audio weggelassen", "Sticker weggelassen",
        "immagine omessa", "video omesso", "audio omesso", "sticker non incluso",
        "gambar tidak disertakan", "gambar dihilangkan", "video dihilangkan", "audio dihilangkan",
        "stiker dihilangkan", "画像は含まれていません", "画像が除外されています",
        "動画が除外されています", "音声が除外されています", "ステッカーが除外されています",
        "图像已忽略", "图片已忽略", "视频已忽略", "音频已忽略", "贴图已忽略", "圖片已略去",
        "影片已略去", "音訊已略去", "貼圖已忽略", "이미지 제외됨", "동영상 제외됨",
        "изображение отсутствует", "видео отсутствует", "аудио отсутствует", "ไม่รวมรูปภาพ",
        "ไม่รวมวิดีโอ", "hình ảnh bị bỏ qua", "تم حذف الصورة", "görüntü dahil edilmedi",
        "görsel dahil edilmedi", "afbeelding weggelaten",
    )
)  # fmt: skip

DELETED = frozenset(
    phrase.casefold()
    for phrase in (
        "This message was deleted", "This message was deleted by admin", "Se eliminó este mensaje",
        "Este mensaje fue eliminado", "Essa mensagem foi apagada", "Esta mensagem foi apagada",
        "Mensagem apagada", "Ce message a été supprimé", "Diese Nachricht wurde gelöscht",
        "Questo messaggio è stato eliminato", "Dit bericht is verwijderd", "Pesan ini dihapus",
        "Pesan ini telah dihapus", "Mesej ini telah dipadam", "Tin nhắn này đã bị xóa",
        "Tin nhắn này đã bị xoá", "ข้อความนี้ถูกลบแล้ว", "ข้อความนี้ถูกลบ", "このメッセージは削除されました",
        "此消息已删除", "此消息已被删除", "此訊息已刪除", "這則訊息已遭刪除", "삭제된 메시지입니다",
        "Данное сообщение удалено", "Это сообщение удалено", "تم حذف هذه الرسالة", "Bu mesaj silindi",
        "यह मैसेज डिलीट किया गया", "यह संदेश हटा दिया गया था", "এই মেসেজটি মুছে ফেলা হয়েছে",
        "Binura ang mensaheng ito", "Ujumbe huu ulifutwa",
    )
)  # fmt: skip

# Written only where the exporting person deleted their own message: it names the owner of the file.
DELETED_BY_OWNER = frozenset(
    phrase.casefold()
    for phrase in (
        "You deleted this message", "Eliminaste este mensaje", "Você apagou esta mensagem",
        "Apagou esta mensagem", "Vous avez supprimé ce message", "Du hast diese Nachricht gelöscht",
        "Hai eliminato questo messaggio", "U hebt dit bericht verwijderd", "Anda menghapus pesan ini",
        "Anda telah menghapus pesan ini", "Anda memadam mesej ini", "Bạn đã xóa tin nhắn này",
        "Bạn đã xoá tin nhắn này", "คุณลบข้อความนี้แล้ว", "คุณได้ลบข้อความนี้", "このメッセージを削除しました",
        "您删除了这条消息", "你已刪除此訊息", "您已刪除此訊息", "이 메시지를 삭제했습니다",
        "Вы удалили это сообщение", "لقد حذفت هذه الرسالة", "Bu mesajı sildiniz",
        "आपने यह मैसेज डिलीट किया", "Binura mo ang mensaheng ito", "Ulifuta ujumbe huu",
    )
)  # fmt: skip

SYSTEM = frozenset(
    phrase.casefold()
    for phrase in (
        "Missed voice call", "Missed video call", "Missed group voice call", "Missed group video call",
        "Waiting for this message", "Waiting for this message. This may take a while",
        "Llamada perdida", "Videollamada perdida", "Chamada de voz perdida", "Chamada de vídeo perdida",
        "Appel vocal manqué", "Verpasster Sprachanruf", "Panggilan suara tak terjawab",
        "Panggilan video tak terjawab", "Cuộc gọi thoại bị nhỡ", "สายที่ไม่ได้รับ", "不在着信",
        "未接语音通话", "未接視訊通話", "未接語音通話", "부재중 전화",
    )
)  # fmt: skip

EDITED = (
    "This message was edited", "Se editó este mensaje.", "Mensagem editada", "Ce message a été modifié",
    "Diese Nachricht wurde bearbeitet", "Questo messaggio è stato modificato", "Pesan ini diedit",
    "Tin nhắn này đã được chỉnh sửa", "此消息已编辑", "此訊息已編輯", "このメッセージは編集されました",
    "Сообщение изменено",
)  # fmt: skip
_EDITED = re.compile(rf"[ \n]?[{MARKS}]*<(?:{'|'.join(map(re.escape, EDITED))})>$")

# File names only the app gives, so the words beside them may be in any language.
_ATTACHED = (
    re.compile(r"<[^<>:]{2,24}: ?\d{6,10}-[A-Z_]{3,20}-[\w.-]+>"),
    re.compile(r"(?:IMG|VID|PTT|AUD|STK|DOC)-\d{8}-WA\d{4}\.\w{2,5} \([^()]{2,40}\)"),
    re.compile(
        r".{1,120}\.\w{2,5} \((?:file attached|archivo adjunto|arquivo anexado|ficheiro anexado|fichier joint"
        r"|Datei angehängt|file allegato|bestand bijgevoegd|file terlampir|fail dilampirkan|tệp đính kèm"
        r"|ไฟล์ที่แนบมา|添付ファイル|檔案已附加|文件附件|파일 첨부됨|файл добавлен|dosya ekli|फ़ाइल अटैच की गई)\)"
    ),
)


_KINDS: dict[str, Kind] = {
    **dict.fromkeys(OMITTED, "media"),
    **dict.fromkeys(DELETED | DELETED_BY_OWNER | SYSTEM, "system"),
}


def _spellings(end: str) -> set[str]:
    """The end of a phrase in every mix of small and capital letters."""
    mixes = {""}
    for letter in end:
        mixes = {mix + one for mix in mixes for one in (letter, letter.upper(), letter.lower())}
    return mixes


# How a text may end that `kind_of` or `without_edit_mark` could know: its last letter, or its last three. With any
# other end it is a person's own words, which saves the closer look at nearly all of them.
ODD_ENDS = frozenset(
    set(MARKS) | set(" .。>)\n") | {one for phrase in _KINDS for one in _spellings(phrase[-3:])}
)


def without_edit_mark(text: str) -> str:
    """The text without the note that it was edited."""
    return _EDITED.sub("", text) if text.endswith(">") else text


def deleted_by_owner(text: str) -> bool:
    return _folded(text) in DELETED_BY_OWNER


def kind_of(text: str) -> Kind:
    """What a WhatsApp text is. A photo with a caption is text: the caption must be read."""
    plain = text.strip(MARKS + " ")
    if "\n" in plain or len(plain) > 200:
        return "text"
    known = _KINDS.get(_folded(plain))
    if known or not plain.endswith((">", ")")):
        return known or "text"
    if plain.startswith("<") and _folded(plain[1:-1]) in LEFT_OUT | OMITTED:
        return "media"
    return "media" if any(pattern.fullmatch(plain) for pattern in _ATTACHED) else "text"


def _folded(text: str) -> str:
    return text.strip(MARKS + " .。").casefold()
