"""Codes of countries (ISO 3166-1 alpha-2) and of currencies (ISO 4217)."""

COUNTRY_CODES = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
    BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK
    FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR
    IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK
    ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
    PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF
    TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(COUNTRY_CODES.split())
PARTS = """
    CN-HK CN-MO CN-TW FR-BL FR-GF FR-GP FR-MF FR-MQ FR-NC FR-PF FR-PM FR-RE FR-TF FR-WF FR-YT NL-AW NL-BQ NL-CW NL-SX
    US-AS US-GU US-MP US-PR US-UM US-VI
"""
PARTS_WITH_A_CODE = frozenset(PARTS.split())
"""Codes of ISO 3166-2 whose last letters are a code of a country by itself: law tells them apart. `US-DE` is Delaware."""
UNKNOWN_COUNTRY = "XX"
"""The user-assigned code that trade writes for *not known*."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
UNTOLD_COUNTRY = frozenset({"QU", "QV", "QW", "QX", "QY", "QZ", "XZ"})
"""Codes that the standard leaves to its users, by which customs and statistics say that no country is told."""
NOT_A_COUNTRY = {
    "EU": "name the member state: export control asks for the country",
    "UK": "the code of the United Kingdom is GB",
    "EL": "the code of Greece is GR",
    "XI": "Northern Ireland is part of the United Kingdom: write GB",
    "XU": "Great Britain is part of the United Kingdom: write GB",
    "XC": "Ceuta is part of Spain: write ES",
    "XL": "Melilla is part of Spain: write ES",
}
INVENTED = frozenset({"QM", "QN", "QO", "XQ", "ZZ"})
"""Countries of invented law: where that is not asked they tell nothing, and trade writes ZZ for *not known*."""
USER_ASSIGNED = frozenset(
    ["AA", "ZZ", *(f"Q{letter}" for letter in LETTERS[12:]), *(f"X{letter}" for letter in LETTERS)]
) - {UNKNOWN_COUNTRY, *UNTOLD_COUNTRY, *NOT_A_COUNTRY}
"""The others: countries that are invented, and XK."""

CURRENCY_CODES = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD
    CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP
    GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK
    LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR
    PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL
    THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XAG XAU XBA XBB
    XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XTS XUA YER ZAR ZMW ZWG
"""
CURRENCIES = frozenset(CURRENCY_CODES.split())
UNKNOWN_CURRENCY = "XXX"
NOT_A_CURRENCY = {"RMB": "CNY", "CNH": "CNY", "STG": "GBP", "NTD": "TWD", "EURO": "EUR"}
DOLLARS = "ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUP CVE DOP FJD GYD HKD JMD KYD LRD MOP MXN NAD NIO NZD SBD SGD SRD TTD TWD USD UYU XCD"
CURRENCY_SIGNS = {
    "€": frozenset({"EUR"}),
    "£": frozenset({"GBP"}),
    "US$": frozenset({"USD"}),
    "$": frozenset(DOLLARS.split()),
    "¥": frozenset({"CNY", "JPY"}),
}
"""Signs, and of which currencies each is that of: a dollar or a yen sign does not say whose; £ is taken for that of Britain."""
CURRENCY_NAMES = {
    "euro": "EUR", "euros": "EUR", "欧元": "EUR", "ユーロ": "EUR", "us dollar": "USD", "us-dollar": "USD", "美元": "USD",
    "人民币": "CNY", "人民币元": "CNY", "日元": "JPY", "日本円": "JPY", "英镑": "GBP",
}  # fmt: skip
"""Names that are those of one currency; 元 and 円 may be several."""
