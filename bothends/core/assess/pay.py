"""PAY: monthly pay that is far above what work without experience brings, and how it is found in an offer.

Own synthesis, rounded up from minimum and usual entry wages as generally known; no published list has it. It
only decides whether a figure is shown as a sign, and never without another sign beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

VERSION = "2026.11"
SOURCE = "Own synthesis"


@dataclass(frozen=True, slots=True)
class Pay:
    """A currency by ISO 4217 code, how it is written, and two amounts a month.

    `abroad`: high where the work is in a country that hosts scam compounds. `anywhere`: high everywhere.
    """

    currency: str
    written: str
    abroad: int
    anywhere: int


# The more exact spelling stands first: NT$ before $. Where a sign serves several currencies, the higher bar counts.
PAY: tuple[Pay, ...] = (
    Pay("TWD", r"nt\$|twd|新台幣|新臺幣|台幣|臺幣|元", 60_000, 90_000),
    Pay("HKD", r"hk\$|hkd|港幣|港币", 20_000, 35_000),
    Pay("SGD", r"s\$|sgd", 3_000, 5_000),
    Pay("BRL", r"r\$|brl|reais", 6_000, 12_000),
    Pay(
        "USD",
        r"us\$|\$us|usd|usdt|dollars?|dólares|dolar|доллар\w*|美元|美金|دولار|ดอลลาร์|đô|\$",
        1_000,
        2_500,
    ),
    Pay("EUR", r"eur|euros?|€|евро", 1_000, 3_300),
    Pay("GBP", r"gbp|£|pounds?", 900, 3_000),
    Pay("THB", r"thb|baht|บาท|฿", 35_000, 60_000),
    Pay("VND", r"vnd|vnđ|đồng|₫|(?<=triệu)(?!\w)|(?<=tr)(?!\w)", 20_000_000, 40_000_000),
    Pay("IDR", r"idr|rp\.?|rupiah|(?<=juta)(?!\w)|(?<=jt)(?!\w)", 10_000_000, 20_000_000),
    Pay("MYR", r"myr|rm|ringgit", 4_000, 8_000),
    Pay("PHP", r"php|₱|pesos?|piso", 50_000, 80_000),
    Pay("PKR", r"pkr|inr|npr|rs\.?|rupees?|₹|रुपये|रुपैयाँ|روپے", 120_000, 200_000),
    Pay("LKR", r"lkr|රුපියල්|රු\.?", 200_000, 300_000),
    Pay("BDT", r"bdt|taka|tk\.?|৳|টাকা", 60_000, 100_000),
    Pay("KES", r"kes|ksh\.?|kshs\.?", 80_000, 150_000),
    Pay("TZS", r"tzs|tsh\.?|ugx|ush\.?", 3_000_000, 5_000_000),
    Pay("ETB", r"etb|birr|ብር", 50_000, 80_000),
    Pay("NGN", r"ngn|naira|₦", 500_000, 1_000_000),
    Pay("ZAR", r"zar|rand", 20_000, 35_000),
    Pay("CNY", r"cny|rmb|yuan|人民币|人民幣|块", 10_000, 20_000),
    Pay("JPY", r"jpy|yen|円", 300_000, 500_000),
    Pay("KRW", r"krw|won|원|₩", 3_500_000, 5_000_000),
    Pay("MMK", r"mmk|kyats?|ကျပ်", 2_000_000, 4_000_000),
    Pay("KHR", r"khr|riels?|រៀល", 4_000_000, 8_000_000),
    Pay("LAK", r"lak|kip|ກີບ", 15_000_000, 30_000_000),
    Pay("RUB", r"rub|₽|руб\w*\.?|рублей", 150_000, 250_000),
    Pay("AED", r"aed|dirhams?|درهم", 5_000, 9_000),
)
_TIMES = {
    "k": 1_000, "thousand": 1_000, "ribu": 1_000, "rb": 1_000, "nghìn": 1_000, "mil": 1_000, "тыс": 1_000,
    "หมื่น": 10_000, "万": 10_000, "萬": 10_000, "만": 10_000, "lakh": 100_000, "lakhs": 100_000, "แสน": 100_000,
    "juta": 1_000_000, "jt": 1_000_000, "triệu": 1_000_000, "tr": 1_000_000,
}  # fmt: skip
_PERIODS = (
    # (months that the amount is paid for, how the period is written)
    (None, r"hour|/ ?hr|per hr|jam|час|giờ|小时|小時|時給|時間|ชั่วโมง|시간|hora\b|heure"),
    (12.0, r"year|annum|annual|/ ?yr|p\.?a\.?\b|\ban\b|año|ano\b|в год|年薪|年収|ต่อปี|연봉|năm"),
    (7 / 30, r"week|semaine|semana|недел|minggu|周薪|週給|tuần|สัปดาห์"),
    (1 / 26, r"\bday|daily|hari\b|/ ?día|día\b|\bdia\b|jour\b|в день|日薪|日給|ngày|ต่อวัน"),
    (
        1.0,
        r"month|/ ?mo\b|\bpm\b|\bp\.m\.|mes\b|mensal|mês|mois|mensuel|месяц|мес\b|bulan|sebulan|buwan|月|เดือน|tháng"
        r"|월|شهر|महीना|महीने|माह|मासिक|মাস|महिना|mwezi|wezi|ወር|மாதம்|මාසය|လ|ខែ|ເດືອນ|ماہ|ماہانہ",
    ),
)
_CUE = re.compile(
    r"salary|salaries|wage|\bpay\b|earn|income|gaji|sueldo|salario|salário|salaire|gagne|зарплат|доход|lương|thu nhập"
    r"|เงินเดือน|รายได้|薪|收入|月入|給料|月給|급여|월급|sahod|sweldo|راتب|वेतन|বেতন|तलब|mshahara|ደመወዝ|சம்பளம்|වැටුප|လစာ|ប្រាក់ខែ"
)
_BAR = {one.currency: one for one in PAY}
_NAMED = "|".join(f"(?P<{{side}}_{one.currency}>{one.written})" for one in PAY)
_NUMBER = r"\d{{1,3}}(?:[.,  ]\d{{3}})+|\d+(?:[.,]\d{{1,2}})?"
_UNIT = "|".join(sorted(map(re.escape, _TIMES), key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?:(?<![a-z])(?:{_NAMED.format(side='a')})\s?)?"
    rf"(?<![\w@+])(?P<low>{_NUMBER.format()})\s?(?P<lowunit>{_UNIT})?"
    rf"(?:\s?(?:-|–|~|to|a|đến|sampai|至)\s?(?:[$€£₱฿₹]|usd|rm|rp)?\s?(?P<high>{_NUMBER.format()}))?"
    rf"\s?(?P<unit>(?:{_UNIT})(?![a-z]))?\+?"
    rf"(?:\s?(?:{_NAMED.format(side='b')})(?![a-z]))?"
)
_NEAR = 40  # characters around an amount in which its period or a word for pay must stand


def high_pay(folded: str, *, abroad: bool) -> Iterator[tuple[int, int]]:
    """Spans of amounts in lower-case text that are pay far above ordinary for work without experience."""
    for found in _AMOUNT.finditer(folded):
        currency = next(
            (name[2:] for name, text in found.groupdict().items() if name[1] == "_" and text is not None), ""
        )
        if not currency:
            continue
        a_month = _a_month(folded, found)
        bar = _BAR[currency]
        if a_month is not None and a_month >= (bar.abroad if abroad else bar.anywhere):
            yield found.start(), found.end()


def _a_month(text: str, found: re.Match[str]) -> float | None:
    """The amount for a month; None where neither a period nor a word for pay stands near."""
    number = found["high"] or found["low"]
    amount = _number(number) * _TIMES.get(found["unit"] or found["lowunit"] or "", 1)
    after, before = text[found.end() : found.end() + 16], text[max(0, found.start() - _NEAR) : found.start()]
    for around in (after, before[-16:]):
        for months, written in _PERIODS:
            if re.search(written, around):
                return None if months is None else amount / months
    return amount if _CUE.search(before) or _CUE.search(text[found.end() : found.end() + _NEAR]) else None


def _number(written: str) -> float:
    """1,200 and 1.200 and 1 200 are twelve hundred; 1.5 is one and a half."""
    plain = re.sub(r"[.,  ](?=\d{3}(?:\D|$))", "", written).replace(",", ".")
    return float(plain)
