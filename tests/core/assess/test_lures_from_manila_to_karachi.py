"""Offers that lure and decent advertisements, in the languages from Manila to Karachi. All of them are invented."""
# ruff: noqa: E501 - offers as people post them, one a line

from __future__ import annotations

import pytest

from bothends.core.assess import lures
from bothends.core.assess.lexicon import Lexicon
from bothends.core.assess.search import signs
from bothends.data import built

OFFERS = (
    ("id", "Lowongan admin judi online di Kamboja, gaji 15 juta per bulan, tanpa pengalaman. Tiket ditanggung, mess gratis. Minat DM telegram!", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "border_region", "chat_only_contact"}),
    ("id", "Butuh CS chat di luar negeri, cukup balas chat customer. Berangkat minggu ini, visa turis, jangan bilang siapa-siapa dulu ya.", {"scam_work", "hurry", "tourist_visa", "keep_quiet"}),
    ("id", "Bisa mengetik cepat? Ajak teman dapat bonus. Lewat Bangkok dulu lanjut jalan darat, kirim foto paspor ke wa.", {"typing_test", "bring_friends", "hand_over_passport", "route_change"}),
    ("ms", "Jawatan khidmat pelanggan crypto di Laos, gaji 8k sebulan, tak perlu pengalaman. Tiket flight ditanggung, hostel disediakan. Berminat PM telegram.", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "border_region", "chat_only_contact"}),
    ("ms", "Kerja senang, jawab chat customer je. Fly esok, slot terhad. Cakap nak bercuti kalau imigresen tanya.", {"vague_duties", "scam_work", "hurry", "tourist_visa"}),
    ("ms", "Bawa kawan dapat komisen. Berhenti awal kena bayar penalti. Hantar gambar IC dulu, driver jemput di Danok.", {"bring_friends", "contract_penalty", "hand_over_passport", "border_region"}),
    ("fil", "Urgent hiring! CSR for POGO Cambodia, salary 1200 USD, no experience needed, libreng ticket at free board and lodging. PM me sa telegram.", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "border_region", "chat_only_contact", "hurry"}),
    ("fil", "Magchat lang sa mga foreigner. Tourist visa muna, sabihin mo sa immigration bakasyon. Huwag mong sasabihin sa kahit kanino.", {"scam_work", "tourist_visa", "keep_quiet"}),
    ("fil", "Isama ang kaibigan, may referral bonus. Dadaan sa Bangkok muna tapos land trip. Send mo ang passport.", {"bring_friends", "route_change", "hand_over_passport"}),
    ("hi", "कंबोडिया में ऑनलाइन कैसीनो में काम, सैलरी 1200 डॉलर, अनुभव की ज़रूरत नहीं, टिकट फ्री, रहना खाना फ्री। टेलीग्राम पर मैसेज करें।", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "border_region", "chat_only_contact"}),
    ("hi", "data entry job thailand, salary 1000 dollar, bina interview, tourist visa par jana hai, kal flight hai, kisi ko mat batana", {"pay_too_high", "no_experience", "scam_work", "tourist_visa", "keep_quiet"}),
    ("hi", "टाइपिंग स्पीड 30 शब्द हो। दोस्त लाने पर बोनस। बीच में छोड़ने पर जुर्माना देना होगा। पासपोर्ट की फोटो भेजें।", {"typing_test", "bring_friends", "contract_penalty", "hand_over_passport"}),
    ("ur", "کمبوڈیا میں آن لائن کیسینو میں نوکری، تنخواہ 1200 ڈالر، تجربے کی ضرورت نہیں، ٹکٹ فری، رہائش مفت۔ واٹس ایپ پر رابطہ کریں۔", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "border_region", "chat_only_contact"}),
    ("ur", "ڈیٹا انٹری تھائی لینڈ، وزٹ ویزا، فوری روانگی۔ کسی کو مت بتانا، امیگریشن والے پوچھیں تو سیر کے لیے کہنا۔", {"scam_work", "tourist_visa", "hurry", "keep_quiet"}),
    ("ur", "dost lane par bonus, typing speed achi ho, passport ki copy bhej dein, jurmana dena hoga agar pehle chora", {"bring_friends", "typing_test", "hand_over_passport", "contract_penalty"}),
    ("km", "ជ្រើសរើសបុគ្គលិកកាស៊ីណូអនឡាញនៅប៉ោយប៉ែត ប្រាក់ខែ១០០០ដុល្លារ មិនចាំបាច់មានបទពិសោធន៍ បាយហ្រ្វី ស្នាក់នៅឥតគិតថ្លៃ ទាក់ទងតេលេក្រាម", {"pay_too_high", "scam_work", "free_housing", "border_region", "chat_only_contact"}),
    ("km", "ការងារស្រួល គ្រាន់តែវាយអក្សរ ចេញដំណើរស្អែក កុំប្រាប់គ្រួសារ វីសាទេសចរណ៍", {"vague_duties", "hurry", "keep_quiet", "tourist_visa"}),
    ("km", "នាំមិត្តមកបានរង្វាន់ក្នុងម្នាក់ ផ្ញើរូបប៉ាស្ព័រមក មានឡានទៅទទួលនៅព្រំដែន ឆ្លងទន្លេ", {"bring_friends", "hand_over_passport", "route_change", "border_region"}),
    ("bn", "কম্বোডিয়ায় অনলাইন ক্যাসিনোতে কাজ, বেতন ১২০০ ডলার, অভিজ্ঞতা লাগবে না, ভিসা ফ্রি, থাকা খাওয়া ফ্রি। টেলিগ্রামে যোগাযোগ করুন।", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "border_region", "chat_only_contact"}),
    ("bn", "সহজ কাজ, শুধু চ্যাট করবেন। টুরিস্ট ভিসা, এই সপ্তাহে ফ্লাইট। কাউকে বলবেন না।", {"vague_duties", "tourist_visa", "hurry", "keep_quiet"}),
    ("bn", "bondhu anle bonus, typing speed valo hole cholbe, passport er copy pathan, bangkok hoye jabe", {"bring_friends", "typing_test", "hand_over_passport", "route_change"}),
    ("ne", "कम्बोडियामा अनलाइन क्यासिनोमा काम, मासिक १२०० डलर, अनुभव चाहिँदैन, फ्री भिसा, खाना बस्न फ्री। ह्वाट्सएपमा सम्पर्क गर्नुस्।", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "border_region", "chat_only_contact"}),
    ("ne", "सजिलो काम, भिजिट भिसामा जाने, भोलि उड्ने। घरमा नभन्नु, अध्यागमनले सोधे घुम्न जान लागेको भन्नु।", {"vague_duties", "tourist_visa", "hurry", "keep_quiet"}),
    ("ne", "sathi lyaye bonus, typing speed ramro, passport ko copy pathaunu, dubai hudai jane", {"bring_friends", "typing_test", "hand_over_passport", "route_change"}),
)  # fmt: skip

ADS = (
    ("id", "PT Sumber Rasa membuka lowongan kasir di Bandung, gaji UMK, BPJS, lamaran dikirim ke kantor Jalan Merdeka 8."),
    ("id", "Dicari guru les matematika di Depok, tiga kali seminggu, honor per pertemuan, wawancara di tempat."),
    ("ms", "Kedai buku di Ipoh memerlukan pembantu jualan, gaji RM1,800, KWSP, temu duga hari Sabtu di kedai."),
    ("ms", "Klinik di Kota Bharu mencari jururawat berdaftar dengan pengalaman dua tahun, elaun syif disediakan."),
    ("fil", "Wanted: panadero sa Baliuag, may karanasan, minimum wage, SSS at PhilHealth, magdala ng resume sa tindahan."),
    ("fil", "Nangangailangan ang paaralan sa Naga ng guro sa agham, may lisensya, mag-apply sa HR sa Lunes."),
    ("hi", "लखनऊ के स्कूल में गणित के शिक्षक चाहिए, बीएड ज़रूरी, वेतन 28 हज़ार, आवेदन कार्यालय में जमा करें।"),
    ("hi", "Pune ki bakery ko cashier chahiye, salary 14000, PF, Sunday chutti, resume lekar dukaan par aaye."),
    ("ur", "ملتان کے اسپتال کو تجربہ کار نرس درکار ہے، تنخواہ 40 ہزار، درخواست دفتر میں جمع کرائیں۔"),
    ("ur", "Lahore ki dukan ke liye salesman chahiye, tankhwah 35 hazar, itwar chutti, dukan par interview."),
    ("km", "សាលារៀននៅបាត់ដំបងត្រូវការគ្រូគណិតវិទ្យា មានបទពិសោធន៍២ឆ្នាំ ប្រាក់ខែ៣០០ដុល្លារ ដាក់ពាក្យនៅការិយាល័យ"),
    ("km", "ហាងកាហ្វេនៅសៀមរាបជ្រើសរើសអ្នករត់តុ ធ្វើការ៨ម៉ោង សម្រាកមួយថ្ងៃក្នុងសប្តាហ៍ សម្ភាសន៍នៅហាង"),
    ("bn", "রাজশাহীর স্কুলে গণিতের শিক্ষক নিয়োগ, স্নাতক আবশ্যক, বেতন ১৮ হাজার, আবেদন অফিসে জমা দিন।"),
    ("bn", "Khulnar dokane salesman dorkar, beton 10 hajar, shukrobar chuti, dokane ese kotha bolun."),
    ("ne", "विराटनगरको विद्यालयमा गणित शिक्षक आवश्यक, तलब ३० हजार, निवेदन कार्यालयमा बुझाउनुहोस्।"),
    ("ne", "Pokhara ko pasal lai cashier chahiyo, talab 18 hajar, shanibar bida, pasal ma interview."),
)  # fmt: skip


@pytest.fixture(scope="module")
def wording() -> Lexicon:
    return built.lexicon("lures", frozenset(lures.BY_CODE))


def codes_of(text: str, wording: Lexicon) -> set[str]:
    return {sign.code for sign in signs(text, wording)}


@pytest.mark.parametrize(("language", "text", "codes"), OFFERS)
def test_an_offer_that_lures_shows_its_signs(
    language: str, text: str, codes: set[str], wording: Lexicon
) -> None:
    assert language in wording.languages
    assert codes - codes_of(text, wording) == set()


@pytest.mark.parametrize(("language", "text"), ADS)
def test_a_decent_advertisement_shows_next_to_nothing(language: str, text: str, wording: Lexicon) -> None:
    assert language in wording.languages
    found = codes_of(text, wording)
    assert len(found) <= 2
    assert all(lures.BY_CODE[code].weight <= 0.6 for code in found)
