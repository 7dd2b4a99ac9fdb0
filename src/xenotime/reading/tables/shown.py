"""What a number format shows beside a number: a limit, which makes it another number, or a currency."""

import re
from collections.abc import Collection, Mapping

from xenotime.reading.shipped.codes import CURRENCIES, CURRENCY_SIGNS
from xenotime.reading.tables.faults import Sign

LIMIT = re.compile(
    r"[<>≤≥≦≧~≈±]|\b(?:ca|approx|about|max|min|up to|less|more|below|above|bis|unter|über|mind)\b|[約约]|以[下上]|未満|低于|小于|大于",
    re.IGNORECASE,
)
"""What makes a number one end of a range, or no exact one."""
SIGNS: Mapping[str, Collection[str]] = {
    **CURRENCY_SIGNS, "￥": CURRENCY_SIGNS["¥"], "₩": ("KRW",), "₹": ("INR",), "元": ("CNY", "TWD"),
}  # fmt: skip
"""Of which currencies each sign is that of."""


def limit_in(sign: Sign) -> str:
    """What is shown beside the number that makes it one end of a range; empty where nothing does.

    >>> limit_in((0, "<", "%")), limit_in((0, "", "kg")), limit_in((0, "ca.", ""))
    ('<', '', 'ca')
    """
    found = next(filter(None, (LIMIT.search(each) for each in sign[1:])), None)
    return found[0] if found else ""


def money_in(sign: Sign) -> str:
    """The sign or code of a currency that is shown beside the number; empty where there is none.

    >>> money_in((0, "$", "")), money_in((0, "", "EUR")), money_in((0, "", "kg")), money_in((0, "", "€/kg"))
    ('$', 'EUR', '', '€')
    """
    for text in sign[1:]:
        word = text.partition("/")[0].strip()
        if word in CURRENCIES or word in SIGNS:
            return word
    return ""


def may_be(money: str, currency: str) -> bool:
    """Whether the sign or code may be that of the currency.

    >>> may_be("$", "USD"), may_be("$", "AED"), may_be("EUR", "EUR"), may_be("¥", "CNY")
    (True, False, True, True)
    """
    return currency in SIGNS.get(money, (money,))
