"""The test of value in whatever shape it is told: parts with what they are worth, over the value of the whole."""

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from cases.figures import MONEY
from cases.numerals import in_per_cent

NUMBER = re.compile(r"[\d.]+")
WORTH = re.compile(
    rf"(?:.*_)?(?:values?|worth|{MONEY}|price|cost|amount|numerator)(?:_{MONEY})?",
    re.IGNORECASE,
)
THING = r"(?:(?:the|whole|total|finished|all|lot|of|sold|sales?|selling)_)*(?:total|whole|items?|products?|goods|magnets?|part|unit|shipment|consignment|lot|batch|sold|motors?|rotors?|targets?|sales?|selling|sold_at|invoice|assembly)(?:_(?:lot|batch|set|shipment|consignment|invoice|assembly))?"
WHOLE = re.compile(
    rf"(?:the_)?denominator(?:_(?:value|price|{MONEY}))*|(?:the_)?(?:whole|total)|{THING}_(?:(?:value|price|worth)(?:_{MONEY})?|{MONEY})|(?:of_)?{THING}|(?:value|price|worth)_of_(?:the_)?{THING}",
    re.IGNORECASE,
)
COUNTED = re.compile(
    rf"(?:the_)?numerator(?:_(?:value|price|{MONEY}))*|(?:(?:chinese|cn|china|prc|listed|counted|part_?(?:1|one|i))_)*(?:contents?|materials?|items?|inputs?)(?:_(?:value|worth|price|{MONEY}))*",
    re.IGNORECASE,
)
"""What is held against the whole."""
SUM_OF_MONEY = re.compile(
    rf"(?P<front>(?:US\$|[$€¥£]|{MONEY}))? ?(?P<figure>\d[\d,]*(?:\.\d+)?)(?: (?P<times>million|thousand))?(?: ?(?P<behind>(?:{MONEY}|euros?|dollars?|[$€¥£])))?",
    re.IGNORECASE,
)
IN_DOUBT = re.compile(
    r"\b(?:or|about|around|under|over|below|above|less|more|than|at (?:least|most)|up to|not|no|unclear|unknown|mass|weight|each|sum|together)\b|[<>~≤≥]",
    re.IGNORECASE,
)
PERCENT = re.compile(
    r"(?:exactly |precisely |just )?(?P<figure>\d+(?:\.\d+)?) ?(?:%|per ?cent)|(?:exactly|precisely) (?P<plain>\d+(?:\.\d+)?)",
    re.IGNORECASE,
)
MONEYS = {each: each for each in ("usd", "eur", "gbp", "jpy", "cny", "chf", "krw", "sgd")} | {
    "us$": "usd", "$": "usd", "dollars": "usd", "dollar": "usd", "€": "eur", "euro": "eur", "euros": "eur", "£": "gbp",
}  # fmt: skip
CURRENCY = re.compile(r"(?:\w+_)?(?:currency|money)(?:_\w+)?", re.IGNORECASE)
BARE = re.compile(r"(?:^|_)(?:value|price|worth|cost|amount)$", re.IGNORECASE)
"""Keys of the money that is meant, and of a worth that names none."""
TIMES = {"million": 1_000_000, "thousand": 1_000}
TOLD_TWICE = re.compile(
    r"(?:each|single|alone|separate|individual|singly)(?:_(?:ratio|share))?_(?:pct|percent)|(?:ratio|share)s?_(?:each|single|alone|separate|one_by_one)(?:_(?:pct|percent))?|numerator(?:_\w+)?|(?:ratio|share|pct|percent)s?(?:_(?:pct|percent))?(?:_each)?",
    re.IGNORECASE,
)
"""What is told of parts of which each is told by itself: their shares once more, or what somebody claims their sum to be."""
OF_VALUE = r"(?:_of_(?:the_)?(?:\w+_)?(?:value|price|worth))?"
SHARE = re.compile(
    rf"(?:ratio|share|own|alone|value|by_value|worth)?_?(?:pct|percent)(?:_alone)?{OF_VALUE}", re.IGNORECASE
)
MILLE = re.compile(
    rf"(?:ratio|share|own|alone|value|by_value|worth)?_?(?:per_?mille?|permille?|promille|per_thousand)(?:_alone)?{OF_VALUE}",
    re.IGNORECASE,
)
OF_ROW = re.compile(rf"(?:value_)?(?:share|ratio){OF_VALUE}", re.IGNORECASE)
"""What a part is of the value, in parts of a thousand, or with its sign."""
SUM = re.compile(
    r"(?:(?:ratio|share)_(?:sum|total|both|together|combined)|(?:sum|total|combined)(?:_of)?(?:_ratios?|_shares?)?)_(?:pct|percent)"
)
ORIGIN = re.compile(r"(?:country_of_)?origin|from|country")
PLACE = re.compile(
    r",? \(?(?:of |from |made in )?(?P<code>[A-Z]{2}|China|Chinese origin|Chinese)(?: origin)?\)?$|^(?P<front>Chinese|CN) "
)
VALUES = re.compile(rf"(?:values?|worths?|prices?|amounts?|costs?)(?:_(?:in_)?{MONEY})?", re.IGNORECASE)
OF_CHINA = re.compile(r"(?:^|_)(?:chinese|china|cn)(?:_|$)", re.IGNORECASE)
CHINESE = re.compile(r"^(?:cn|chinese|china)_", re.IGNORECASE)
CHINA = frozenset({"CN", "China", "Chinese", "Chinese origin"})
Row = dict[str, str]


def normal(value: Mapping[str, Any], names_substance: Callable[[str], bool]) -> dict[str, Any]:
    """The same with every part under `parts`, each with its per cent of the whole; as it is where it has no parts."""
    whole = next(
        (Fraction(said) for key, said in value.items() if WHOLE.fullmatch(key) and is_number(said)), None
    )
    rows: list[Row] = []
    rest: dict[str, Any] = {}
    for key, said in _unnested(value, names_substance).items():
        if isinstance(said, list) and said and all(isinstance(each, dict) for each in said):
            found = [_row(each, whole) for each in said]
            if not all(found):
                return dict(value)
            rows += [each for each in found if each and each["origin"] in CHINA]
        elif (
            is_number(said)
            and whole
            and not WHOLE.fullmatch(key)
            and not SUM.fullmatch(key)
            and names_substance(key)
        ):
            bare = CHINESE.sub("", re.sub(rf"_(?:value|worth|{MONEY})$", "", key, flags=re.IGNORECASE))
            symbol, _, rest_of = bare.partition("_")
            symbol = symbol[:1].upper() + symbol[1:]
            name = f"{symbol} {rest_of.replace('_', ' ')}" if rest_of else named(symbol)
            rows.append({"item": PLACE.sub("", name), "ratio_pct": _percent(Fraction(said) / whole * 100)})
        else:
            rest[key] = said
    if not rows and len(rest) < len(value):
        # every part comes from somewhere else
        return rest | {"ratio_pct": "0"}
    if not rows:
        return dict(value)
    parts = [{"item": each["item"], "ratio_pct": each["ratio_pct"]} for each in rows]
    return {
        key: said
        for key, said in rest.items()
        if not (SUM.fullmatch(key) or key == "ratio_pct" or TOLD_TWICE.fullmatch(key) or WHOLE.fullmatch(key))
    } | {"parts": parts}


def _unnested(value: Mapping[str, Any], names_substance: Callable[[str], bool]) -> dict[str, Any]:
    """The same with what substances are worth, told together under a key, each under a key of its own."""
    plain: dict[str, Any] = {}
    for key, said in value.items():
        parts = (
            {name.replace(" ", "_"): each for name, each in said.items()} if isinstance(said, dict) else {}
        )
        worths = (
            parts
            and "pct" not in key
            and all(map(names_substance, parts))
            and all(map(is_number, parts.values()))
        )
        plain |= parts if worths else {key: said}
    return plain


def of_text(text: str) -> dict[str, Any]:
    """A test that is told as a text with one share of a value and no doubt about it; a ValueError where it is anything else."""
    shares = re.findall(r"(?<![\d.])(\d+(?:\.\d+)?) ?(?:%|per ?cent)", text)
    if len(shares) != 1 or IN_DOUBT.search(text) or not re.search(r"\b(?:value|worth|price)\b", text):
        raise ValueError(text)
    return {"ratio_pct": shares[0]}


def _named_percent(key: str, said: Any) -> str:
    """A share whose value says that it is per cent, under a name that says so too."""
    percent = isinstance(said, str) and (
        ((found := PERCENT.fullmatch(said.strip())) and found["figure"])
        or re.fullmatch(r"\d+ ?[/:] ?\d+", said.strip())
    )
    return f"{key}_pct" if percent and re.fullmatch(r"(?:\w+_)?(?:share|ratio)", key) else key


def _exact(said: Any) -> Any:
    """A figure without its sign and without a word that says that it is exact."""
    parts = re.fullmatch(r"(\d+) ?(?:/|:) ?(\d+)", said.strip()) if isinstance(said, str) else None
    if parts and int(parts[1]) < int(parts[2]):
        return f"{float(Fraction(100 * int(parts[1]), int(parts[2]))):.12g}"
    found = PERCENT.fullmatch(said.strip()) if isinstance(said, str) else None
    return (found["figure"] or found["plain"]) if found else said


def in_figures(value: Mapping[str, Any]) -> dict[str, Any]:
    """The same with sums of one money as plain numbers; as it is where there are several moneys."""
    value = {_named_percent(key.replace(" ", "_"), said): _exact(said) for key, said in value.items()}
    told = {key: SUM_OF_MONEY.fullmatch(said.strip()) for key, said in value.items() if isinstance(said, str)}
    fits = {key: each for key, each in told.items() if each}
    moneys = {(each["front"] or each["behind"] or "").casefold() for each in fits.values()} - {""}
    if len(moneys) > 1:
        return dict(value)
    plain = {
        key: f"{float(Fraction(each['figure'].replace(',', '')) * TIMES.get((each['times'] or '').casefold(), 1)):.12g}"
        for key, each in fits.items()
        if not is_number(value[key])
    }
    return {**value, **plain}


def in_money(value: Mapping[str, Any], currency: str = "") -> dict[str, Any]:
    """The same with each sum of money that stands under the name of a worth as a plain number, its money in the name.

    Where a worth names no money it has that of `currency`, or the one that a key beside it tells.
    """
    plain: dict[str, Any] = {}
    value, currency = _with_currency(value, currency)
    for key, said in value.items():
        found = (
            SUM_OF_MONEY.fullmatch(said.strip()) if isinstance(said, str) and WORTH.fullmatch(key) else None
        )
        money = MONEYS.get((found["front"] or found["behind"] or "").casefold(), "") if found else ""
        if isinstance(said, dict):
            plain[key] = in_money(said, currency)
        elif found and money and not key.casefold().endswith(f"_{money}"):
            plain[f"{key}_{money}"] = in_figures({key: said})[key]
        else:
            plain[key] = said
    return plain


def currency_of(told: Iterable[tuple[str, Any]]) -> str:
    """The one money that keys for it tell, `currency: USD`; empty where there is none, or more than one."""
    moneys = {str(said).strip().casefold() for key, said in told if CURRENCY.fullmatch(key)}
    return MONEYS.get(moneys.pop(), "") if len(moneys) == 1 else ""


def _with_currency(value: Mapping[str, Any], currency: str) -> tuple[Mapping[str, Any], str]:
    money = currency_of(value.items()) or ("" if any(map(CURRENCY.fullmatch, value)) else currency)
    if not money:
        return value, ""
    told = {key: said for key, said in value.items() if not CURRENCY.fullmatch(key)}
    return {
        f"{key}_{money}" if BARE.search(key) and is_number(said) else key: said for key, said in told.items()
    }, money


def over(value: Mapping[str, Any]) -> tuple[str, str] | None:
    """The keys of what is counted and of the whole, where each is told once as a plain number."""
    counted = [key for key, said in value.items() if COUNTED.fullmatch(key) and is_number(said)]
    whole = [key for key, said in value.items() if WHOLE.fullmatch(key) and is_number(said)]
    return (counted[0], whole[0]) if len(counted) == len(whole) == 1 else None


def heard_whole(ratios: dict[int, str], value: Mapping[str, Any], *, heard: bool) -> dict[int, str]:
    """The shares without a sum of parts that were not heard: whether its parts are added is a question of the law."""
    if heard or not any(map(SUM.fullmatch, value)):
        return ratios
    return {tier: said for tier, said in ratios.items() if tier}


def are_rows(value: Any) -> bool:
    """Whether a list tells parts, each with its origin and its share of the value."""
    if not (isinstance(value, list) and value and all(isinstance(each, dict) for each in value)):
        return False
    rows = [*map(_in_hundreds, value)]
    return all(any(map(ORIGIN.fullmatch, each)) and any(map(SHARE.fullmatch, each)) for each in rows)


def _in_hundreds(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row whose share in parts of a thousand, or with its sign behind it, is one in per cent by its name."""
    plain: dict[str, Any] = {}
    for key, said in row.items():
        told = (
            PERCENT.fullmatch(in_per_cent(said)) if isinstance(said, str) and OF_ROW.fullmatch(key) else None
        )
        if told:
            plain["ratio_pct"] = told["figure"] or told["plain"]
        elif MILLE.fullmatch(key) and is_number(said):
            plain["ratio_pct"] = _percent(Fraction(said) / 10)
        else:
            plain[key] = said
    return plain


def tells_china(key: str, value: Any) -> bool:
    """Whether values are told of which one is that of something from China."""
    of_values = isinstance(value, dict) and VALUES.fullmatch(key)
    return bool(of_values) and any(OF_CHINA.search(part) for part in value)


def _row(row: Mapping[str, str], whole: Fraction | None) -> Row | None:
    """A part with its per cent of the whole and where it comes from; None where one of these is not told."""
    row = _in_hundreds(row)
    share = next((said for key, said in row.items() if SHARE.fullmatch(key) and is_number(said)), "")
    worth = next((said for key, said in row.items() if WORTH.fullmatch(key) and is_number(said)), "")
    origin = next((said for key, said in row.items() if ORIGIN.fullmatch(key)), "")
    name = next((said for key, said in row.items() if not is_number(said) and not ORIGIN.fullmatch(key)), "")
    place = PLACE.search(name)
    if not name or not (share or (worth and whole)):
        return None
    told = share or _percent(Fraction(worth) / (whole or 1) * 100)
    at = origin or (place["code"] or place["front"] if place else "CN")
    return {"item": PLACE.sub("", name), "ratio_pct": told, "origin": at}


def named(what: str) -> str:
    """A substance as a thing: an element alone is its metal, several are their alloy."""
    elements = re.findall(r"[A-Z][a-z]?", what)
    if len(elements) > 1 and "".join(elements) == what:
        return f"{'-'.join(elements)} alloy"
    return what.replace("_", " ") + ("" if "_" in what else " metal")


def is_number(said: Any) -> bool:
    """Whether it is a plain number."""
    return isinstance(said, str) and bool(NUMBER.fullmatch(said))


def _percent(share: Fraction) -> str:
    return f"{float(share):.12g}"
