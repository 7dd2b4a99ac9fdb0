"""Words of trade: one spelling for each, across languages and abbreviations, and how much each tells.

Our own table, from the words that are frequent in the published lists; translations from general
dictionaries. A word that many firms share says little about which firm is meant.
"""

# ruff: noqa: SIM905  tables are read as they are written

import re

GENERIC_WORDS = """
technology: tech technologies technological technical tekhnologii tekhnologiya 技术 技術 科技 테크놀로지
science: sci scientific sciences nauchno nauchnyy nauchnoe wissenschaft 科学 科學 과학
electronics: electronic elec elektronik elektronika elektronnyy electro 电子 電子 전자
electric: electrical elektro elektrik 电气 电机 電機 電気 電器 电器 전기
industry: ind inds industrial industries industrie industria promyshlennost promyshlennaya 工业 工業 实业 實業 産業 产业 공업 산업
international: intl int'l internatl internazionale internacional mezhdunarodnyy mezhdunarodnaya 国际 國際 국제
trading: trade torgovyy torgovaya handels handel comercio commerce 贸易 貿易 商贸 商事 商社 무역
import: imp importing 进口
export: exp exporting 出口
group: grp gruppe grupo groupe gruppa 集团 集團 グループ 그룹
holding: holdings hldg hldgs hold kholding 控股 ホールディングス 홀딩스
manufacture: mfg manufacturing manufacturer manufacturers manuf mfrs 制造 製造 製作所 제조
machinery: machine machines mach maschinen mashinostroitelnyy mashinostroenie 机械 機械 기계
equipment: equip equipments oborudovanie 设备 設備 装备 裝備 장비
engineering: eng engr engrg engineers inzhenernyy inzhiniring 工程 엔지니어링
development: dev develop developing razvitie 开发 開發 開発 发展 發展
research: res issledovatelskiy 研究
institute: inst institut insitute instituto 研究所 研究院 学院 學院 연구소
academy: acad akademie akademiya akademia 科学院 院
university: univ universitat universite universitet universidad 大学 大學 대학교
laboratory: lab labs laboratories laboratoriya 实验室 實驗室
service: services svc svcs servis 服务 服務
system: systems sys sistema sistemy 系统 系統 システム
material: materials matl werkstoffe materialy 材料
metal: metals metall metallurgicheskiy 金属 金屬
magnet: magnetic magnets magnetics 磁 磁业 磁材 磁性 磁铁
semiconductor: semiconductors semi semicon 半导体 半導體 반도체
communication: communications comm telecom telecommunication telecommunications 通信 通讯 통신
information: info informatics 信息 資訊 情報
aerospace: 航天 宇航 航空宇宙
aviation: aero aeronautics aeronautical aircraft aviatsionnyy 航空 飞机
space: kosmicheskiy kosmos 空间 宇宙
defense: defence oboronnyy 防务 防衛 国防
shipbuilding: shipyard shipbuilders sudostroitelnyy 造船 船舶
heavy: schwer 重工 重
chemical: chemicals chem chemie khimicheskiy 化工 化学 化學
energy: energie energiya 能源 エネルギー
power: 电力 電力 动力
steel: stahl 钢铁 鋼鐵
optical: optics optik opticheskiy optoelectronics 光学 光电
instrument: instruments priborostroitelnyy pribor instrumentation 仪器 仪表
plant: factory works zavod werk fabrika fabrik kombinat 工厂 厂 廠 工場 공장
company: kompaniya kompanii firma
association: assn assoc assotsiatsiya verband verein ob'edinenie obedinenie 协会 協會
foundation: fond fonds fondation fundacion 基金会
center: centre ctr tsentr zentrum centro 中心 センター
bank: banco banque banka bankas 银行 銀行
capital: kapital 资本
investment: invest investments investing 投资 投資
fund: funds 基金
finance: financial fin 金融 财务
insurance: versicherung strakhovanie 保险
transport: transportation transports logistics logistic logistik 运输 物流
shipping: ship marine maritime navigation 航运 海运
general: gen 通用 总
national: natl natsionalnyy nationale nacional 国家 國家
state: gosudarstvennyy staatliche
company2: sons bros brothers
branch: filial zweigniederlassung 分公司 支店
management: mgmt mgt management's 管理
consulting: consult consultants consultancy 咨询
construction: constr stroitelstvo bau 建设 建築 建筑
design: projekt 设计 設計
production: products product prod proizvodstvennyy 产品
supply: supplies snabzhenie 供应
solutions: solution
innovation: innovations innovative 创新
digital: 数字 数码
intelligent: intelligence smart 智能
software: soft 软件 ソフトウェア
network: networks net 网络
auto: automotive automobile automobiles motor motors avto 汽车 自動車 자동차
rare: 稀
earth: 稀土
new: neue novyy 新
precision: 精密
ministry: ministerium ministerstvo 省 部
government: govt regierung
army: armee
department: dept
trust: treuhand
partners: partner
global: globale 全球 环球
worldwide: world
enterprises: enterprise predpriyatie 企业
"""
PLACES = """
china: chinese prc cn 中国 中國 中华 中
russia: russian rossiya rossiyskiy rossii rf 俄罗斯 ロシア
japan: japanese nippon nihon 日本
korea: korean 韩国 韓國 한국
germany: german deutsche deutscher deutschland allemagne 德国 ドイツ
usa: us america american united-states 美国 アメリカ
uk: britain british united-kingdom england 英国
france: french francaise 法国
switzerland: swiss schweiz suisse svizzera
europe: european europa evropa 欧洲
asia: asian pacific asiapacific 亚洲
india: indian
iran: iranian irani 伊朗
taiwan: 台湾 臺灣
hongkong: hong-kong hk 香港
singapore: 新加坡
malaysia: 马来西亚
vietnam: 越南
thailand: thai
turkey: turkish turkiye
uae: emirates dubai sharjah abudhabi
pakistan: pakistani
estonia:
ethiopia:
iraq: iraqi
syria: syrian
belarus: belarusian belarus
ukraine: ukrainian ukraina
kazakhstan: kazakh
netherlands: dutch nederland holland
italy: italian italia
spain: spanish espana
canada: canadian
australia: australian
mexico: mexicana
brazil: brasil brasileira
africa: african
nordic: scandinavia
"""
MAINLAND_CITIES = """
beijing shanghai tianjin chongqing shenzhen guangzhou guangdong jiangsu zhejiang hangzhou nanjing suzhou wuhan hubei
hunan changsha sichuan chengdu shaanxi shandong qingdao jinan dalian liaoning shenyang harbin heilongjiang jilin changchun
fujian xiamen anhui hefei henan zhengzhou hebei jiangxi guangxi yunnan guizhou gansu ningbo wuxi dongguan foshan zhuhai
moscow tokyo osaka kyoto seoul london
"""
ADJECTIVE = re.compile(r"(?<=\w{4})sk(?:iy|ii|aya|aia|oye|oe|ogo)$")
"""The ending of a Russian adjective made from a name of a place."""
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
UNITS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen".split(),
        range(1, 18),
        strict=True,
    )
)
ORDINALS = dict(
    zip("first second third fourth fifth sixth seventh eighth ninth tenth".split(), range(1, 11), strict=True)
)
ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xii": 12}
LITTLE = frozenset(
    "the of and for de la le les el du des der die das und et y e i da do dos di del della a an in on at to von van s z zu "
    "al bin ibn mv mt ms making mr mrs dr shaikh sheikh haji".split()
)
GENERIC, PLACE, FULL, LITTLE_WEIGHT, LETTER = 0.45, 0.3, 1.0, 0.05, 0.5


def _table(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """Words in Latin letters, and words of scripts that run on without spaces, each with its one spelling."""
    spaced: dict[str, str] = {}
    running: dict[str, str] = {}
    for line in text.strip().splitlines():
        head, _, others = line.partition(":")
        spaced[head] = head
        for word in others.split():
            if word.isascii():
                spaced[word.replace("-", "").replace("'", "")] = head
            else:
                running[word] = head
    return spaced, running


_GENERIC, _GENERIC_RUNNING = _table(GENERIC_WORDS)
_PLACES, _PLACES_RUNNING = _table(PLACES)
ONE_SPELLING = {**_GENERIC, **_PLACES}
RUNNING = {**_GENERIC_RUNNING, **_PLACES_RUNNING}
LONGEST_RUN = max(map(len, RUNNING))
CITIES = frozenset(MAINLAND_CITIES.split())
_HEADS = {**dict.fromkeys(_GENERIC.values(), GENERIC), **dict.fromkeys(_PLACES.values(), PLACE)}


def spelled(word: str) -> str:
    """The one spelling of a word of trade; plurals fall together, other words stay.

    >>> spelled("technologies"), spelled("mfg"), spelled("crystalords")
    ('technology', 'manufacture', 'crystalord')
    """
    found = ONE_SPELLING.get(word)
    if found is None and (ending := ADJECTIVE.search(word)):
        stem = word[: ending.start()]
        found = ONE_SPELLING.get(stem, stem)
    if found is None and len(word) > 4 and word.endswith("s") and not word.endswith("ss"):  # noqa: PLR2004
        single = word[:-1]
        found = ONE_SPELLING.get(single, single)
    return found or word


def number(word: str) -> str:
    """The number that a word names, in digits; empty where it names none.

    >>> number("forty"), number("1st"), number("third"), number("44"), number("iii"), number("siemens")
    ('40', '1', '3', '44', '3', '')
    """
    if word.isdigit():
        return word.lstrip("0") or "0"
    if word[:-2].isdigit() and word[-2:] in {"st", "nd", "rd", "th"}:
        return word[:-2]
    found = TENS.get(word) or UNITS.get(word) or ORDINALS.get(word) or ROMAN.get(word)
    return str(found) if found else ""


def weight(word: str) -> float:
    """How much a word tells about which party is meant."""
    if word in LITTLE:
        return LITTLE_WEIGHT
    if word in CITIES:
        return PLACE + 0.15
    return _HEADS.get(word, LETTER if len(word) == 1 else FULL)
