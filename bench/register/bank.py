"""Parts of names as written in their own script and as people romanise them. Common words only, joined at random."""

from __future__ import annotations

from dataclasses import dataclass

Part = tuple[str, tuple[str, ...]]  # own script, romanisations with the commonest first


@dataclass(frozen=True, slots=True)
class Locale:
    """`family` and `given` are parts; `joins` how many of `given` make one given name, `glue` what "
    "joins them."""

    nationality: str
    family: tuple[Part, ...]
    given: tuple[Part, ...]
    joins: tuple[int, ...] = (1,)
    glue: str = " "
    family_joins: int = 1
    family_first: bool = False
    endings: tuple[str, ...] = ()  # of invented family names in this country, Latin letters
    share: float = 1.0


def _parts(text: str) -> tuple[Part, ...]:
    found = []
    for word in text.split():
        own, _, latin = word.partition("=")
        found.append((own.replace("_", " "), tuple((latin or own).replace("_", " ").split("/"))))
    return tuple(found)


_HAN_GIVEN = _parts(
    "伟=wei 芳=fang 娜=na 敏=min/man 静=jing/ching 丽=li/lai 强=qiang/keung 磊=lei/lui 军=jun/chun "
    "洋=yang 勇=yong/yung "
    "艳=yan 杰=jie/kit/chieh 涛=tao 明=ming 超=chao 秀=xiu/sau/hsiu 霞=xia/hsia 平=ping 刚=gang/kong "
    "桂=gui/kwai 英=ying "
    "华=hua/wah 玉=yu/yuk 兰=lan 红=hong/hung 建=jian/kin/chien 国=guo/kwok/kuo 志=zhi/chi/chih "
    "文=wen/man 海=hai/hoi "
    "晓=xiao/hiu/hsiao 春=chun 梅=mei/mui 林=lin/lam 飞=fei 宇=yu 鹏=peng/pang 佳=jia/kai/chia "
    "雪=xue/suet/hsueh 龙=long/lung "
    "凤=feng/fung 宝=bao/po/pao 金=jin/kam/chin 天=tian/tin/tien 小=xiao/siu/hsiao 嘉=jia/ka/chia "
    "浩=hao/ho 轩=xuan/hin/hsuan "
    "欣=xin/yan/hsin 怡=yi 婷=ting 俊=jun/chun 豪=hao/ho 雅=ya/nga 琪=qi/ki/chi 思=si/sze/szu "
    "远=yuan/yuen 成=cheng/shing"
)
_HAN_FAMILY = _parts(
    "王=wang/wong/ong 李=li/lee/lei 张=zhang/cheung/chang/teo 刘=liu/lau/low 陈=chen/chan/tan "
    "杨=yang/yeung/yeo 黄=huang/wong/ng "
    "赵=zhao/chiu/chao 吴=wu/ng/goh 周=zhou/chow/chou/chew 徐=xu/tsui/hsu 孙=sun/suen 马=ma 朱=zhu/chu "
    "胡=hu/wu 郭=guo/kwok/kuo "
    "何=he/ho 林=lin/lam/lim 高=gao/ko/kao 罗=luo/law/lo 郑=zheng/cheng/tay 梁=liang/leung/neo "
    "谢=xie/tse/hsieh 宋=song/sung "
    "唐=tang/tong 许=xu/hui/koh 邓=deng/tang/teng 冯=feng/fung 韩=han/hon 曹=cao/tso/tsao "
    "曾=zeng/tsang/tseng 彭=peng/pang "
    "萧=xiao/siu/hsiao 蔡=cai/choi/tsai/chua 潘=pan/poon/phua 田=tian/tin 董=dong/tung 袁=yuan/yuen "
    "于=yu 余=yu/yee 叶=ye/ip/yap "
    "蒋=jiang/cheung 杜=du/to/tu 苏=su/so/soh 魏=wei/ngai 程=cheng/ching 吕=lu/lui 丁=ding/ting "
    "沈=shen/sum/sim 任=ren/yam 姚=yao/yiu"
)
_KOREAN = _parts(
    "김=kim/gim 이=lee/yi/rhee 박=park/pak/bak 최=choi/choe 정=jung/jeong/chung 강=kang/gang 조=cho/jo "
    "윤=yoon/yun 장=jang/chang "
    "임=lim/im 한=han 오=oh/o 서=seo/suh 신=shin/sin 권=kwon/gwon 황=hwang 안=ahn/an 송=song 류=ryu/yoo "
    "홍=hong 전=jeon/chun "
    "고=ko/go 문=moon/mun 양=yang 손=son/sohn 배=bae/pae 백=baek/paik 허=heo/hur 남=nam 심=shim/sim"
)
_KOREAN_GIVEN = _parts(
    "민=min 서=seo/suh 준=jun/joon 지=ji/jee 현=hyun/hyeon 우=woo/u 영=young/yeong 수=su/soo 진=jin "
    "은=eun/un 혜=hye/hae "
    "경=kyung/gyeong 성=sung/seong 호=ho 재=jae 승=seung 희=hee/hui 연=yeon/yun 미=mi 정=jung/jeong "
    "태=tae 동=dong 상=sang "
    "석=seok/suk 원=won 주=ju/joo 윤=yoon/yun 하=ha 나=na 아=ah/a 선=sun/seon 훈=hoon/hun 철=chul/cheol "
    "규=kyu/gyu"
)
_BURMESE = _parts(
    "အောင်=aung/ong ကျော်=kyaw/kyow မင်း=min သန်း=than ထွန်း=htun/tun ဝင်း=win/wynn မြင့်=myint "
    "ခင်=khin မြ=mya လှ=hla/la "
    "စိုး=soe/so နိုင်=naing/ning ဇော်=zaw/saw တင်=tin မောင်=maung/mg ထက်=htet လင်း=lin/linn ဇင်=zin "
    "မာ=mar/ma သီရိ=thiri/thiyi "
    "နွယ်=nwe/nway ဖြူ=phyu/phyo ဖြိုး=phyo/phyoe ဟိန်း=hein စု=su သူ=thu ရာ=yar/ya ကို=ko အေး=aye/ay "
    "မိုး=moe/mo ပြည့်=pyae/pyay "
    "စံ=san ဝေ=wai/way ရီ=yi/yee ကြည်=kyi/kyee ရွှေ=shwe/shway သက်=thet ညို=nyo သော်=thaw "
    "နှင်း=hnin/nin အိ=ei/i ချို=cho ထူး=htoo/too"
)
_THAI_GIVEN = _parts(
    "สม=som ชัย=chai พร=phon/porn วิ=wi/vi ศักดิ์=sak/sakdi รัตน์=rat/ratana กมล=kamon/kamol "
    "นภา=napha/nabha ธน=thana ภัทร=phat/pat "
    "สุ=su ดา=da พงษ์=phong/pong วรรณ=wan/wanna ชาติ=chat เดช=det/dech ณัฐ=nat/natt อภิ=aphi/api "
    "ปิยะ=piya วัฒน์=wat/watana "
    "จันทร์=chan/jan มา=ma ลี=li/lee รุ่ง=rung/roong เรือง=rueang/ruang บุญ=bun/boon มี=mi/mee "
    "ทอง=thong/tong คำ=kham/kam แก้ว=kaeo/kaew "
    "ประ=pra เสริฐ=soet/sert สิทธิ์=sit/sitthi นันท์=nan/nun อร=on/orn ศรี=si/sri ธิดา=thida/tida "
    "กิจ=kit/kij เกียรติ=kiat ยศ=yot/yos"
)
_KHMER = _parts(
    "សុខ=sok/sokh ចាន់=chan/chann សុភា=sophea/sopheap ដារ៉ា=dara/darra រតនា=ratana/rattana "
    "វណ្ណា=vanna/vannak ពិសិដ្ឋ=piseth/pisith "
    "សំណាង=samnang សុវណ្ណ=sovann/sovan បូរី=borey/bory ធារី=theary/thearith មករា=makara "
    "វុទ្ធី=vuthy/vuthea លក្ខិណា=leakhena ចន្ធូ=chanthou "
    "ស្រី=srey/sry នាង=neang ពៅ=pov/pheou ហេង=heng លី=ly/li អ៊ុំ=um/oum កែវ=keo/kev ម៉ៅ=mao "
    "សៀង=sieng/seang នួន=nuon/nourn "
    "ឈឹម=chhim/chim ប៉ែន=pen/paen អ៊ុក=ouk/uk ឃុន=khun ទេព=tep/tepp ពេជ្រ=pich/pech យិន=yin/yinn "
    "រស់=ros/roth ហុង=hong មាស=meas/mas"
)
_LAO = _parts(
    "ບຸນ=boun/bun ສົມ=som ຄຳ=kham/khame ພອນ=phone/phon ແກ້ວ=keo/kaeo ສີ=si/sy ວົງ=vong/wong ໄຊ=xay/sai "
    "ສັກ=sak/sack ພູ=phou/pou "
    "ທອງ=thong ຈັນ=chan/chanh ນາງ=nang ນ້ອຍ=noy/noi ເພັດ=phet/pheth ມະນີ=mani/many ລັດ=rath/lat ດາ=da "
    "ເດດ=deth/det ສຸກ=souk/suk "
    "ຄູນ=khoun/koun ຍົດ=yot/gnot ວັນ=vanh/van ຂັນ=khanh/khan ພັນ=phan/phanh ມາ=ma ລີ=ly/lee "
    "ວິໄລ=vilay/vilai"
)
_VIET_FAMILY = _parts(
    "Nguyễn=nguyen Trần=tran Lê=le Phạm=pham Hoàng=hoang/huynh Phan=phan Vũ=vu/vo Đặng=dang Bùi=bui "
    "Đỗ=do Hồ=ho Ngô=ngo "
    "Dương=duong Lý=ly Đinh=dinh Trương=truong Lâm=lam Mai=mai Đoàn=doan Hà=ha Tạ=ta Cao=cao Châu=chau "
    "Tô=to"
)
_VIET = _parts(
    "Văn=van Thị=thi Minh=minh Thu=thu Hương=huong Lan=lan Tuấn=tuan Hùng=hung Dũng=dung Anh=anh "
    "Linh=linh Phương=phuong "
    "Thảo=thao Hoa=hoa Quang=quang Đức=duc Thanh=thanh Ngọc=ngoc Bảo=bao Khánh=khanh Hải=hai Nam=nam "
    "Long=long Sơn=son "
    "Trang=trang Hạnh=hanh Nhung=nhung Tú=tu Việt=viet Hiếu=hieu Kiên=kien Mỹ=my Diệp=diep Quỳnh=quynh "
    "Tâm=tam Vy=vy Đạt=dat Phúc=phuc"
)
_INDO = _parts(
    "Budi Siti Agus Dewi Eko Sri Joko=joko/djoko Wahyu Putri=putri/puteri Rizki=rizki/rizky/rezky Dian "
    "Nur=nur/noer Yusuf=yusuf/yusup/jusuf "
    "Ahmad=ahmad/achmad/akhmad Muhammad=muhammad/mohamad/muhamad Rina Indah Fitri=fitri/fitry Bambang "
    "Hendra Yanto=yanto/janto Suharto=suharto/soeharto "
    "Susanto=susanto/soesanto Wijaya=wijaya/widjaja Setiawan=setiawan/setyawan Kurniawan "
    "Hidayat=hidayat/hidajat Saputra=saputra/syahputra "
    "Lestari Rahayu=rahayu/rahaju Utami Wati Ningsih Handoko Santoso=santoso/santosa Pratama Nugroho "
    "Purnama Maulana Ramadhan=ramadhan/romadhon "
    "Firmansyah=firmansyah/firmansah Hakim Iskandar Gunawan Simanjuntak Siregar Nasution Harahap "
    "Sitompul Panjaitan Ginting Tarigan"
)
_INDIA = _parts(
    "राम=ram/raam कुमार=kumar/kumaar सिंह=singh/sinha शर्मा=sharma/sarma वर्मा=verma/varma "
    "गुप्ता=gupta/guptha यादव=yadav/yadava पटेल=patel "
    "मिश्रा=mishra/misra अमित=amit/ameet सुनील=sunil/suneel राजेश=rajesh/raajesh संजय=sanjay/sanjai "
    "विजय=vijay/vijai अनिल=anil/aneel "
    "पूजा=pooja/puja प्रिया=priya/pria नेहा=neha सुनीता=sunita/suneeta गीता=geeta/gita सीमा=seema/sima "
    "दीपक=deepak/dipak मनोज=manoj "
    "रवि=ravi/ravee अजय=ajay/ajai विकास=vikas/vikash राहुल=rahul/raahul रोहित=rohit "
    "कविता=kavita/kavitha लक्ष्मी=lakshmi/laxmi चौधरी=chaudhary/choudhury "
    "जोशी=joshi नायर=nair रेड्डी=reddy/reddi थापा=thapa गुरुंग=gurung तामांग=tamang लामा=lama "
    "श्रेष्ठ=shrestha/shrestha राई=rai लिम्बू=limbu/limboo "
    "प्रसाद=prasad चंद्र=chandra/chander प्रकाश=prakash/parkash मोहन=mohan किशोर=kishor/kishore "
    "सुरेश=suresh/shuresh महेश=mahesh/maheshh"
)
_BENGALI = _parts(
    "রহমান=rahman/rehman হোসেন=hossain/hussain/hosen ইসলাম=islam/eslam আহমেদ=ahmed/ahmad খান=khan "
    "আক্তার=akter/akhtar বেগম=begum/begam "
    "মোহাম্মদ=mohammad/md/muhammad আলী=ali/aly উদ্দিন=uddin/udin মিয়া=mia/miah "
    "চৌধুরী=chowdhury/choudhury সরকার=sarkar/sarker দাস=das/dash রায়=roy/ray "
    "করিম=karim/kareem আব্দুল=abdul/abdool জাহিদ=jahid/zahid রাকিব=rakib/raqib সুমন=suman/sumon "
    "শফিক=shafiq/shafik ফারহানা=farhana নাসরিন=nasrin/nasreen "
    "সাবিনা=sabina তানভীর=tanvir/tanveer ইমরান=imran/emran মাহমুদ=mahmud/mahmood হাসান=hasan/hassan "
    "সেলিম=selim/salim জামান=zaman/jaman"
)
_ARABIC = _parts(
    "محمد=muhammad/mohammed/mohamed أحمد=ahmad/ahmed علي=ali/aly حسن=hassan/hasan حسين=hussain/hussein "
    "خان=khan عمران=imran/emran يوسف=yusuf/yousef "
    "إبراهيم=ibrahim/ebrahim خالد=khalid/khaled فاطمة=fatima/fatma عائشة=aisha/ayesha "
    "مريم=maryam/mariam زينب=zainab/zaynab سعيد=said/saeed "
    "عمر=umar/omar عثمان=usman/othman طارق=tariq/tarek جميل=jamil/jameel رشيد=rashid/rasheed "
    "نور=noor/nur بشير=bashir/basheer ملك=malik/malek "
    "إقبال=iqbal/eqbal شاه=shah بخاري=bukhari/bokhari قريشي=qureshi/quraishi صديق=siddiq/sadiq "
    "مصطفى=mustafa/moustafa عبدالله=abdullah/abdallah "
    "عبدالرحمن=abdulrahman/abdelrahman سليمان=sulaiman/soliman فاروق=farooq/faruk حميد=hamid/hameed "
    "كريم=karim/kareem ناصر=nasir/nasser ياسين=yasin/yaseen"
)
_ETHIOPIC = _parts(
    "አበበ=abebe/ababa ተስፋዬ=tesfaye/tesfay በቀለ=bekele/beqele ሀይሌ=haile/hayle ገብረ=gebre/gebra "
    "ወልደ=wolde/welde አለሙ=alemu ታደሰ=tadesse/tadese "
    "መኮንን=mekonnen/makonnen ግርማ=girma ከበደ=kebede ደሳለኝ=desalegn/desalegne ሰላም=selam/salam ሄለን=helen "
    "ሳራ=sara ብርሃን=birhan/berhan ሙሉ=mulu "
    "ዳዊት=dawit/dawid ዮሐንስ=yohannes/yohanes ሚካኤል=mikael/michael ገብርኤል=gabriel/gebriel ማርያም=mariam/maryam "
    "አሸናፊ=ashenafi ታምራት=tamrat/tamirat "
    "ፍቅሬ=fikre/feqre መስፍን=mesfin/mesfen አስፋው=asfaw/assefaw ተክሌ=tekle/takle ጌታቸው=getachew/getachaw "
    "ሰለሞን=solomon/selomon"
)
_RUSSIAN = _parts(
    "Иван=ivan Алексей=aleksei/alexey/aleksey Дмитрий=dmitrii/dmitry/dmitriy Сергей=sergei/sergey "
    "Андрей=andrei/andrey Михаил=mikhail/michail "
    "Юлия=yulia/iuliia/julia Наталья=natalia/natalya Екатерина=ekaterina/yekaterina Ольга=olga "
    "Анна=anna Татьяна=tatiana/tatyana Рустам=rustam "
    "Жасур=jasur/zhasur Шахноза=shakhnoza/shahnoza Дильноза=dilnoza Азиз=aziz/aziz "
    "Бахром=bakhrom/bahrom Гульнара=gulnara/gulnora Тимур=timur/temur "
    "Улугбек=ulugbek/ulughbek Нодира=nodira/nadira Бекзод=bekzod/bekzat Айгуль=aigul/aygul "
    "Нурлан=nurlan Ержан=yerzhan/erjan Асель=assel/asel"
)
_RUSSIAN_FAMILY = _parts(
    "Иванов=ivanov Петров=petrov Смирнов=smirnov Кузнецов=kuznetsov/kuznecov Попов=popov "
    "Васильев=vasiliev/vasilyev Соколов=sokolov "
    "Каримов=karimov Рахимов=rakhimov/rahimov Юсупов=yusupov/iusupov Абдуллаев=abdullaev/abdullayev "
    "Хакимов=khakimov/hakimov Исмаилов=ismailov "
    "Ташкентов=tashkentov Назаров=nazarov Умаров=umarov/oumarov Алиев=aliev/aliyev "
    "Сулейменов=suleimenov/suleymenov Жумабаев=zhumabayev/jumabaev "
    "Ким=kim Цой=tsoi/choi Шевченко=shevchenko Бондаренко=bondarenko Ткаченко=tkachenko "
    "Яковлев=yakovlev/iakovlev Щербаков=shcherbakov/scherbakov"
)
_JAPAN = _parts(
    "佐藤=sato/satou 鈴木=suzuki 高橋=takahashi 田中=tanaka 伊藤=ito/itoh 渡辺=watanabe 山本=yamamoto "
    "中村=nakamura 小林=kobayashi 加藤=kato/katou "
    "吉田=yoshida 山田=yamada 佐々木=sasaki 松本=matsumoto 井上=inoue/inouye 木村=kimura 林=hayashi "
    "清水=shimizu/simizu 斎藤=saito/saitou 森=mori"
)
_JAPAN_GIVEN = _parts(
    "翔太=shota/shouta 大輔=daisuke 健太=kenta 直樹=naoki 拓也=takuya 美咲=misaki 陽子=yoko/youko "
    "由美=yumi 恵子=keiko 裕子=yuko/yuuko "
    "浩=hiroshi 誠=makoto 隆=takashi 愛=ai 彩=aya 健一=kenichi/kenichi 雄太=yuta/yuuta 真由美=mayumi "
    "智子=tomoko 亮=ryo/ryou"
)
_PHIL = _parts(
    "Maria=maria/ma Jose=jose/joseph Juan=juan/john Angelica=angelica/angelika Mark=mark/marc "
    "Jhon=jhon/john Christian=christian/kristian Mary Grace Joy Rose "
    "Ana=ana/anna Michael=michael/mikael Jayson=jayson/jason Rodel Arnel Jocelyn=jocelyn/joselyn "
    "Maricel=maricel/marisel Rowena Cherry=cherry/sherry Ronald Reynaldo Ramon"
)
_PHIL_FAMILY = _parts(
    "Santos Reyes Cruz Bautista Ocampo Garcia Mendoza Torres Flores=flores/florez "
    "Gonzales=gonzales/gonzalez Ramos Aquino Villanueva=villanueva/vilanueva Castillo Rivera "
    "Dela_Cruz=dela_cruz/de_la_cruz Domingo Mercado Navarro=navarro/nabarro Salazar=salazar/salasar "
    "Pascual=pascual/paskual Dizon Tolentino Manalo Magbanua Dimaculangan Macaraeg Pangilinan"
)
_EAST = _parts(
    "Wanjiru=wanjiru/wanjiro Kamau Otieno Achieng=achieng/acieng Mwangi Njoroge=njoroge/njoroje Wambui "
    "Odhiambo=odhiambo/odiambo Kiprop Chebet=chebet/chebett Mutua "
    "Nakato Okello=okello/okelo Mugisha Nantongo Ssemwogerere=ssemwogerere/semwogerere Kato Namukasa "
    "Juma Hamisi=hamisi/khamis Mwita Baraka Neema Rehema Zawadi Amani Faraja Imani"
)
_LATIN = _parts(
    "João=joao Maria Pedro Ana Lucas Juliana Gabriel Larissa=larissa/larisa Thiago=thiago/tiago "
    "Camila=camila/camilla Felipe=felipe/phelipe Rafaela Mateus=mateus/matheus "
    "Beatriz=beatriz/beatris Luiz=luiz/luis Vitor=vitor/victor Carolina Diego Leticia Gustavo"
)
_LATIN_FAMILY = _parts(
    "Silva=silva/sylva Santos Oliveira=oliveira/olivera Souza=souza/sousa Rodrigues=rodrigues/rodriguez "
    "Ferreira Alves Pereira Lima Gomes=gomes/gomez Costa Ribeiro Martins=martins/martinez "
    "Carvalho Almeida Lopes=lopes/lopez Soares Fernandes=fernandes/fernandez Vieira Barbosa Rocha "
    "Dias=dias/diaz Nascimento Andrade Moreira Nunes=nunes/nunez"
)

LOCALES: tuple[Locale, ...] = (
    Locale("CHN", _HAN_FAMILY, _HAN_GIVEN, (1, 2, 2, 2), "", family_first=True, share=3),
    Locale("TWN", _HAN_FAMILY, _HAN_GIVEN, (2,), "-", family_first=True),
    Locale("MYS", _HAN_FAMILY, _HAN_GIVEN, (2,), " ", family_first=True),
    Locale("KOR", _KOREAN, _KOREAN_GIVEN, (2,), "", family_first=True),
    Locale("MMR", (), _BURMESE, (2, 3, 3, 4), " ", share=3),
    Locale("THA", _THAI_GIVEN, _THAI_GIVEN, (2,), "", family_joins=3, share=2),
    Locale("KHM", _KHMER, _KHMER, (1, 1, 2), " ", family_first=True, share=1.5),
    Locale("LAO", _LAO, _LAO, (2,), "", family_joins=3, share=1),
    Locale("VNM", _VIET_FAMILY, _VIET, (2, 2, 2, 3), " ", family_first=True, share=3),
    Locale("IDN", _INDO, _INDO, (1, 1, 2), " ", endings=("anto", "iyono", "awati", "udin"), share=2.5),
    Locale(
        "IND", _INDIA, _INDIA, (1, 1, 2), " ", endings=("nathan", "swamy", "kar", "wal", "pathi"), share=2.5
    ),
    Locale("NPL", _INDIA, _INDIA, (1, 2), " ", endings=("kota", "pane", "dari"), share=0.8),
    Locale("BGD", _BENGALI, _BENGALI, (1, 2), " ", endings=("dar", "ullah", "uzzaman"), share=1.5),
    Locale("PAK", _ARABIC, _ARABIC, (1, 2), " ", endings=("zai", "ani", "pura"), share=1.2),
    Locale("EGY", _ARABIC, _ARABIC, (1, 2), " ", endings=("awy", "ani"), share=0.5),
    Locale("ETH", _ETHIOPIC, _ETHIOPIC, (1,), " ", share=1.2),
    Locale("UZB", _RUSSIAN_FAMILY, _RUSSIAN, (1,), " ", endings=("baev", "kulov", "zoda"), share=0.8),
    Locale(
        "RUS", _RUSSIAN_FAMILY, _RUSSIAN, (1,), " ", endings=("enko", "ovsky", "itsyn", "akov"), share=0.5
    ),
    Locale("JPN", _JAPAN, _JAPAN_GIVEN, (1,), " ", family_first=True, share=0.4),
    Locale("PHL", _PHIL_FAMILY, _PHIL, (1, 2), " ", endings=("gan", "ing", "on", "atan", "ayao"), share=2.5),
    Locale("KEN", _EAST, _EAST, (1, 2), " ", endings=("ngu", "imu", "oro"), share=0.8),
    Locale("UGA", _EAST, _EAST, (1,), " ", endings=("ire", "oga"), share=0.5),
    Locale("BRA", _LATIN_FAMILY, _LATIN, (1, 2), " ", endings=("eiro", "ini", "elli"), share=0.8),
)
