"""Offers that lure and decent advertisements, in the languages from Lima to Colombo, and in English. All invented."""
# ruff: noqa: E501 - offers as people post them, one a line

from __future__ import annotations

import pytest

from bothends.core.assess import lures
from bothends.core.assess.lexicon import Lexicon
from bothends.core.assess.search import signs
from bothends.data import built

OFFERS = (
    ("es", "Trabajo fácil en Tailandia: atención al cliente en Asia, 2500 dólares al mes, sin experiencia. Vuelo incluido, alojamiento y comida. Escríbeme por telegram.", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "vague_duties", "chat_only_contact"}),
    ("es", "Quedan pocas plazas, viajas esta semana con visa de turista. No le digas a nadie y envía foto de tu pasaporte.", {"hurry", "tourist_visa", "keep_quiet", "hand_over_passport"}),
    ("es", "Vuelo a Bangkok y luego un chofer te lleva a Mae Sot. Bono por cada amigo. Multa si te vas antes de un año.", {"route_change", "border_region", "bring_friends", "contract_penalty"}),
    ("fr", "Travail facile au Laos, casino en ligne, 3000 dollars par mois, sans expérience. Billet offert, logé et nourri, contact sur telegram.", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "border_region", "chat_only_contact"}),
    ("fr", "Départ cette semaine, visa touristique, dernières places ! N'en parle à personne. Envoie une photo de ton passeport.", {"hurry", "tourist_visa", "keep_quiet", "hand_over_passport"}),
    ("fr", "Société chinoise recrute, vitesse de frappe exigée. Prime pour chaque ami, pénalité si tu pars. Vol à Bangkok puis en van.", {"no_company", "typing_test", "bring_friends", "contract_penalty", "route_change"}),
    ("pt", "Vaga no Camboja: operador de chat, 2000 dólares por mês, sem experiência. Passagem paga, alojamento e alimentação. Chama no telegram.", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "border_region", "chat_only_contact"}),
    ("pt", "Embarque esta semana com visto de turista, últimas vagas. Não conte pra ninguém e mande foto do passaporte.", {"hurry", "tourist_visa", "keep_quiet", "hand_over_passport"}),
    ("pt", "Empresa chinesa contrata quem saber digitar. Bônus por indicação, multa se sair antes. Buscamos no aeroporto e depois de carro.", {"no_company", "typing_test", "bring_friends", "contract_penalty", "route_change"}),
    ("ru", "Простая работа: оператор чата в Камбодже, от 2000$ в месяц, опыт не нужен. Билет за счет компании, жилье и питание. Пишите в телеграм.", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "vague_duties", "border_region", "chat_only_contact"}),
    ("ru", "Вылет на этой неделе по туристической визе, последние места. Никому не говори, пришлите фото загранпаспорта.", {"hurry", "tourist_visa", "keep_quiet", "hand_over_passport"}),
    ("ru", "Китайская компания, нужна скорость печати. Бонус за друга, штраф за уход. Летим в Бангкок, потом на машине.", {"no_company", "typing_test", "bring_friends", "contract_penalty", "route_change"}),
    ("ar", "شغل سهل في كازينو أونلاين، كمبوديا، راتب 2000 دولار بدون خبرة. تذكرة مجانية وسكن ووجبات. تواصل واتساب.", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "vague_duties", "border_region", "chat_only_contact"}),
    ("ar", "السفر هذا الأسبوع بفيزا سياحية والأماكن محدودة. متقولش لحد وابعت صورة الباسبور.", {"hurry", "tourist_visa", "keep_quiet", "hand_over_passport"}),
    ("ar", "شركة صينية تطلب سرعة الكتابة. مكافأة لكل صديق وغرامة إذا تركت. سائق ينتظرك ثم بالسيارة.", {"no_company", "typing_test", "bring_friends", "contract_penalty", "route_change"}),
    ("sw", "Kazi rahisi Cambodia, kuchat na wateja, dola 1500 kwa mwezi, hakuna uzoefu. Tiketi bure, malazi na chakula. Whatsapp tu.", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "vague_duties", "border_region", "chat_only_contact"}),
    ("sw", "Safari wiki hii, nafasi chache, visa ya utalii. Usimwambie mtu, tuma picha ya pasipoti.", {"hurry", "tourist_visa", "keep_quiet", "hand_over_passport"}),
    ("sw", "Kampuni ya Kichina inataka kasi ya kuandika. Bonus kwa kila rafiki, faini ukiondoka. Kupitia Bangkok kisha kwa boti.", {"no_company", "typing_test", "bring_friends", "contract_penalty", "route_change"}),
    ("am", "ቀላል ሥራ በካምቦዲያ፣ ቻት ማድረግ ብቻ፣ በወር 1500 ዶላር፣ ያለ ልምድ። ነፃ ትኬት፣ ምግብና መኖሪያ። በቴሌግራም ብቻ።", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "vague_duties", "border_region", "chat_only_contact"}),
    ("am", "በዚህ ሳምንት በረራ፣ ጥቂት ቦታ ቀርቷል፣ በቱሪስት ቪዛ። ለማንም አትንገር፣ የፓስፖርት ፎቶ ላኩ።", {"hurry", "tourist_visa", "keep_quiet", "hand_over_passport"}),
    ("am", "የቻይና ኩባንያ የታይፒንግ ፍጥነት ይፈልጋል። ጓደኛ ላመጣ ሽልማት፣ ውሉን ካፈረሱ ቅጣት። በባንኮክ በኩል ከዚያ በመኪና።", {"no_company", "typing_test", "bring_friends", "contract_penalty", "route_change"}),
    ("ta", "ஈசியான வேலை, கம்போடியாவில் சாட்டிங் வேலை, மாதம் 1500 டாலர், அனுபவம் தேவையில்லை. டிக்கெட் இலவசம், உணவு மற்றும் தங்குமிடம். வாட்ஸ்அப் மட்டும்.", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "vague_duties", "border_region", "chat_only_contact"}),
    ("ta", "இந்த வாரமே பயணம், சில இடங்களே உள்ளன, டூரிஸ்ட் விசா. வீட்ல சொல்லாதீங்க, பாஸ்போர்ட் காப்பி அனுப்புங்க.", {"hurry", "tourist_visa", "keep_quiet", "hand_over_passport"}),
    ("ta", "சீன நிறுவனம், டைப்பிங் ஸ்பீட் வேண்டும். நண்பரை அழைத்து வந்தால் போனஸ், பாதியில் விட்டால் அபராதம். பாங்காக் வழியாக அங்கிருந்து காரில்.", {"no_company", "typing_test", "bring_friends", "contract_penalty", "route_change"}),
    ("si", "ලේසි වැඩ, කාම්බෝජයේ චැට් කරන වැඩ, මාසෙකට ඩොලර් 1500, පළපුරුද්ද අවශ්‍ය නැහැ. ටිකට් නොමිලේ, ආහාර සහ නවාතැන්. වට්ස්ඇප් විතරක්.", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "vague_duties", "border_region", "chat_only_contact"}),
    ("si", "මේ සතියේම පිටත් වෙනවා, තැන් කිහිපයයි, සංචාරක වීසා. කාටවත් කියන්න එපා, පාස්පෝට් කොපි එක එවන්න.", {"hurry", "tourist_visa", "keep_quiet", "hand_over_passport"}),
    ("si", "චීන සමාගමකට ටයිපින් ස්පීඩ් එක ඕන. යාළුවෙක් ගෙනාවොත් බෝනස්, ගිවිසුම කැඩුවොත් දඩ. බැංකොක් හරහා එතනින් වාහනයෙන්.", {"no_company", "typing_test", "bring_friends", "contract_penalty", "route_change"}),
    ("en", "Easy work, chat agent in Cambodia, 2000 usd per month, no experience needed. Free flight, accommodation and meals. Contact me on telegram only.", {"pay_too_high", "no_experience", "scam_work", "free_travel", "free_housing", "vague_duties", "border_region", "chat_only_contact"}),
    ("en", "Fly this week, limited slots, enter on a tourist visa. Don't tell anyone at home and send a photo of your passport.", {"hurry", "tourist_visa", "keep_quiet", "hand_over_passport"}),
    ("en", "Chinese company wants typing speed 40 wpm. Referral bonus, and if you leave early you pay. Land in Bangkok and then by van, driver will pick you up at the airport.", {"no_company", "typing_test", "bring_friends", "contract_penalty", "route_change"}),
)  # fmt: skip

ADS = (
    ("es", "Panadería en Valencia busca dependiente, contrato de 30 horas, experiencia mínima de un año. Entregar currículum en la tienda."),
    ("es", "Colegio en Cusco requiere profesora de matemáticas con título, sueldo según escala, presentar documentos en secretaría."),
    ("fr", "La boulangerie Rivière à Nantes recherche un vendeur, CDI, SMIC, deux jours de repos. Déposer le CV en boutique."),
    ("fr", "Clinique de Dakar recrute une infirmière diplômée d'État, deux ans d'expérience, dossier à déposer à l'accueil."),
    ("pt", "Padaria em Recife contrata balconista, carteira assinada, vale-transporte, entregar currículo na loja."),
    ("pt", "Escola em Coimbra procura professor de física com habilitação, horário completo, candidatura por correio."),
    ("ru", "Пекарня в Казани приглашает продавца, оформление по ТК, зарплата 42 000 рублей, собеседование в магазине."),
    ("ru", "Школе в Бишкеке нужен учитель математики с дипломом, полная ставка, документы в канцелярию."),
    ("ar", "مخبز في طنجة يبحث عن بائع، عقد عمل قانوني وضمان اجتماعي، تقديم السيرة الذاتية في المحل."),
    ("ar", "مستشفى في المنصورة يطلب ممرضة بخبرة سنتين، تأمين صحي، التقديم في شؤون العاملين."),
    ("sw", "Duka la vitabu Kisumu linahitaji muuzaji mwenye uzoefu wa mwaka mmoja, mshahara 28,000, leta barua ya maombi dukani."),
    ("sw", "Shule ya Arusha inahitaji mwalimu wa hisabati mwenye shahada, NSSF na bima, maombi ofisini."),
    ("am", "በአዳማ የሚገኝ ዳቦ ቤት ሻጭ ይፈልጋል፣ የአንድ ዓመት ልምድ፣ ደመወዝ በስምምነት፣ ማመልከቻ በሱቁ ይቀርባል።"),
    ("am", "በሐዋሳ ትምህርት ቤት የሂሳብ መምህር በዲግሪ ይፈለጋል፣ ማስረጃ ይዘው ቢሮ ይምጡ።"),
    ("ta", "மதுரையில் புத்தகக் கடைக்கு விற்பனையாளர் தேவை, ஒரு வருட அனுபவம், சம்பளம் 14,000, கடையில் நேரில் விண்ணப்பிக்கவும்."),
    ("ta", "யாழ்ப்பாணம் பள்ளிக்கு பட்டம் பெற்ற கணித ஆசிரியர் தேவை, விண்ணப்பங்கள் அலுவலகத்தில்."),
    ("si", "මහනුවර පොත් සාප්පුවට අලෙවි සහායකයෙක් අවශ්‍යයි, වසරක පළපුරුද්ද, වැටුප රු 42,000, EPF, කඩේට ඇවිත් අයදුම් කරන්න."),
    ("si", "ගාල්ලේ පාසලට උපාධිධාරී ගණිත ගුරුවරයෙක් අවශ්‍යයි, අයදුම්පත් කාර්යාලයට."),
    ("en", "Bakery in Leeds needs a shop assistant, 30 hours a week, £12.60 an hour, one year of experience. Hand your CV in at the counter."),
    ("en", "Primary school in Kisumu is hiring a mathematics teacher with a diploma. Apply at the office with certificates by Friday."),
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
