"""Offers that lure and decent advertisements, in the languages from Seoul to Yangon. All of them are invented."""
# ruff: noqa: E501 - offers as people post them, one a line

from __future__ import annotations

import pytest

from bothends.core.assess import lures
from bothends.core.assess.lexicon import Lexicon
from bothends.core.assess.search import signs
from bothends.data import built

OFFERS = (
    ("ko", "캄보디아 온라인 카지노 직원 모집! 월 700만 보장, 경력 무관, 항공권 무료 제공, 숙식 제공. 텔레그램으로 문의 주세요", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "border_region", "chat_only_contact"}),
    ("ko", "간단한 업무, 타자 속도만 되면 됩니다. 관광 비자로 입국하고 내일 출국. 가족한테는 여행 간다고 말하세요", {"vague_duties", "typing_test", "tourist_visa", "hurry", "keep_quiet"}),
    ("ko", "지인 소개 시 100만 지급. 중도 귀국 시 위약금 발생. 여권 사진 먼저 보내 주세요. 방콕에서 차로 이동합니다", {"bring_friends", "contract_penalty", "hand_over_passport", "route_change"}),
    ("zh-Hans", "柬埔寨博彩客服急招，月入三万，学历不限，包机票包吃住，加微信详谈", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "border_region", "chat_only_contact"}),
    ("zh-Hans", "工作轻松，会打字就行，旅游签过去，明天出发，不要告诉家人", {"vague_duties", "tourist_visa", "hurry", "keep_quiet"}),
    ("zh-Hans", "介绍一人奖励五千，提前离职要赔违约金，先拍护照照片发过来，先飞曼谷再转车", {"bring_friends", "contract_penalty", "hand_over_passport", "route_change"}),
    ("zh-Hant", "海外客服急徵！月入十五萬，免經驗，機票公司出，供食宿，加賴詳談", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "chat_only_contact"}),
    ("zh-Hant", "工作超輕鬆，坐著就能領，觀光簽過去就好，名額有限，不要跟家人說", {"vague_duties", "tourist_visa", "hurry", "keep_quiet"}),
    ("zh-Hant", "揪朋友來有獎金，做滿半年退機票，先傳護照照片，先飛泰國再轉車去緬甸", {"bring_friends", "contract_penalty", "hand_over_passport", "route_change", "border_region"}),
    ("ja", "カンボジアのオンラインカジノスタッフ募集、月収は80万、未経験ok、渡航費全額会社負担、寮完備。応募はテレグラムまで", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "border_region", "chat_only_contact"}),
    ("ja", "簡単な仕事です。観光ビザで入国して大丈夫、今週出発。家族には内緒にしてください", {"vague_duties", "tourist_visa", "hurry", "keep_quiet"}),
    ("ja", "友達を紹介で5万円。途中で辞めたら違約金が発生。パスポートの写真を先に送って下さい。空港に迎えの者がいます", {"bring_friends", "contract_penalty", "hand_over_passport"}),
    ("vi", "Tuyển cskh online bên Campuchia, lương 25 triệu, không cần kinh nghiệm, bao vé máy bay, bao ăn ở, ib zalo", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "border_region", "chat_only_contact"}),
    ("vi", "Công việc nhẹ nhàng, đi theo diện du lịch, mai có xe chạy, đừng nói với gia đình", {"vague_duties", "tourist_visa", "hurry", "keep_quiet"}),
    ("vi", "Giới thiệu bạn thưởng 3tr, nghỉ trước hạn phải đền hợp đồng, gửi ảnh cccd trước, có người đón ở Mộc Bài", {"bring_friends", "contract_penalty", "hand_over_passport", "route_change"}),
    ("th", "รับแอดมินเว็บพนัน ปอยเปต เงินเดือน 30,000 ไม่ต้องมีประสบการณ์ ออกค่าเดินทางให้ ที่พักฟรี สนใจทักไลน์", {"pay_too_high", "no_experience", "scam_work", "free_housing", "border_region", "chat_only_contact"}),
    ("th", "งานสบาย ไปแบบนักท่องเที่ยว เดินทางพรุ่งนี้ อย่าบอกที่บ้าน", {"vague_duties", "tourist_visa", "hurry", "keep_quiet"}),
    ("th", "พาเพื่อนมา ให้ค่าหัวคนละพัน ออกก่อนโดนปรับ ส่งรูปบัตรมาก่อน มีรถไปรับที่สระแก้ว", {"bring_friends", "contract_penalty", "hand_over_passport", "route_change"}),
    ("lo", "ຮັບແອັດມິນເວັບພະນັນ ຢູ່ສາມຫຼ່ຽມຄຳ ເງິນເດືອນ 15 ລ້ານ ບໍ່ຕ້ອງມີປະສົບການ ທີ່ພັກຟຣີ ທັກວັອດແອັບ", {"pay_too_high", "no_experience", "scam_work", "free_housing", "border_region", "chat_only_contact"}),
    ("lo", "ວຽກສະບາຍ ໄປແບບນັກທ່ອງທ່ຽວ ເດີນທາງມື້ອື່ນ ຢ່າບອກພໍ່ແມ່", {"vague_duties", "tourist_visa", "hurry", "keep_quiet"}),
    ("lo", "ພາໝູ່ມາ ໄດ້ຄ່າຫົວຄົນລະແສນ ອອກກ່ອນຖືກປັບ ສົ່ງຮູບບັດມາກ່ອນ ມີລົດໄປຮັບຢູ່ຊາຍແດນ", {"bring_friends", "contract_penalty", "hand_over_passport", "route_change"}),
    ("my", "မြဝတီမှာ customer service အလုပ်ခေါ်တယ်၊ လစာ ၂၅၀၀၀ ဘတ်၊ အတွေ့အကြုံ မလို၊ လမ်းစရိတ် ကုမ္ပဏီက ပေး၊ စားနေငြိမ်း၊ viber က ဆက်သွယ်ပါ", {"pay_too_high", "no_experience", "free_travel", "free_housing", "border_region", "chat_only_contact"}),
    ("my", "အလုပ်သက်သာ၊ တိုးရစ်ဗီဇာ ဆိုပြီး ဝင်ရမယ်၊ ဒီအပတ် ထွက်မယ်၊ မိသားစုကို မပြောနဲ့", {"vague_duties", "hurry", "keep_quiet"}),
    ("my", "သူငယ်ချင်း ခေါ်လာရင် ပွဲခ ပေးမယ်၊ စောထွက်ရင် လျော်ကြေး ပေးရမယ်၊ မှတ်ပုံတင် ဓာတ်ပုံ ပို့ပါ၊ မဲဆောက် ရောက်ရင် ဟိုဘက် ကူးမယ်", {"bring_friends", "contract_penalty", "hand_over_passport", "route_change"}),
)  # fmt: skip

ADS = (
    ("ko", "대전 본점 제과점에서 제빵사를 모집합니다. 경력 2년 이상, 주 5일, 4대 보험, 매장 방문 면접."),
    ("ko", "춘천 초등학교 돌봄 교사 채용, 자격증 소지자, 원서는 행정실에 제출해 주세요."),
    ("zh-Hans", "苏州某小学诚聘数学教师，本科以上，持教师资格证，请将简历交到学校办公室。"),
    ("zh-Hans", "成都面馆招服务员，月薪四千二，做六休一，到店面试。"),
    ("zh-Hant", "台中烘焙坊徵門市人員，月薪三萬一，週休二日，勞健保，請親至店面面試。"),
    ("zh-Hant", "花蓮診所徵護理師，需執照，月休八天，履歷請寄診所人事室。"),
    ("ja", "仙台市のパン屋で販売スタッフを募集しています。時給1050円、週3日から、履歴書を持って店舗までお越しください。"),
    ("ja", "長野の診療所で看護師を募集。要資格、経験2年以上、面接は院内で行います。"),
    ("vi", "Trường tiểu học ở Đà Nẵng tuyển giáo viên toán, có bằng sư phạm, nộp hồ sơ tại văn phòng trường."),
    ("vi", "Tiệm bánh quận 7 cần người bán hàng, lương 6 triệu, nghỉ chủ nhật, phỏng vấn tại tiệm."),
    ("th", "โรงเรียนในขอนแก่นรับครูคณิตศาสตร์ มีใบประกอบวิชาชีพ ยื่นใบสมัครที่ห้องธุรการ"),
    ("th", "ร้านเบเกอรี่เชียงใหม่รับพนักงานขาย เงินเดือน 12,000 หยุดวันอาทิตย์ สัมภาษณ์ที่ร้าน"),
    ("lo", "ໂຮງຮຽນຢູ່ປາກເຊຮັບຄູສອນເລກ ມີປະສົບການ 2 ປີ ຍື່ນເອກະສານຢູ່ຫ້ອງການໂຮງຮຽນ"),
    ("lo", "ຮ້ານເຂົ້າຈີ່ຢູ່ວຽງຈັນຮັບພະນັກງານຂາຍ ເງິນເດືອນ 2 ລ້ານກີບ ພັກວັນອາທິດ"),
    ("my", "မန္တလေး ကျောင်းတစ်ကျောင်းတွင် သင်္ချာဆရာ အလိုရှိသည်၊ ဘွဲ့ရ ဖြစ်ရမည်၊ လျှောက်လွှာကို ရုံးခန်းသို့ ပေးပို့ပါ"),
    ("my", "ပုသိမ် မုန့်ဆိုင်တွင် အရောင်းစာရေး အလိုရှိသည်၊ လစာ ၃ သိန်း၊ တနင်္ဂနွေ ပိတ်သည်၊ ဆိုင်တွင် လူတွေ့စစ်ဆေးမည်"),
)  # fmt: skip


@pytest.fixture(scope="module")
def offers() -> Lexicon:
    return built.lexicon("lures", lures.BY_CODE)


@pytest.mark.parametrize(("language", "text", "codes"), OFFERS)
def test_an_offer_that_lures_shows_its_signs(
    language: str, text: str, codes: set[str], offers: Lexicon
) -> None:
    assert codes - {sign.code for sign in signs(text, offers)} == set()


@pytest.mark.parametrize(("language", "text"), ADS)
def test_a_decent_advertisement_shows_at_most_two_signs(language: str, text: str, offers: Lexicon) -> None:
    assert len({sign.code for sign in signs(text, offers)}) <= 2
