"""Shares of content held against the sums of money and the other shares that are told beside them: where these disagree, any may count."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from cases import prices
from cases.figures import MONEY
from cases.shares import PERCENT
from cases.situation import Row, Situation
from cases.valued import in_figures, is_number

MONEYS = MONEY[3:-1]
IN_MONEY = re.compile(rf"(?:^|_)(?P<money>{MONEYS})(?:_|$)", re.IGNORECASE)
PART = re.compile(
    r"(?:^|_)(?:content|contents|controlled|us|usa|american|numerator)(?:_|$)|(?:^|_)parts?(?:_|$)",
    re.IGNORECASE,
)
"""In the name of a sum: it is that of what is in the thing."""
CHINESE = re.compile(r"(?:^|_)(?:content|contents|numerator|chinese|china|cn)(?:_|$)", re.IGNORECASE)
BY_OTHERS = re.compile(
    r"(?:ratio_|share_|pct_)?(?:(?:by|of|per|from|at|according_to)_)?(?:the_)?(?:buyer|seller|auditor|maker|customer|supplier|customs|lab\w*?|expert|importer|exporter|second|other|broker|bank|appraiser|estimate\w*?|invoice|market|net|gross|group|transfer|quote)s?(?:_(?:price|value|ratio|share|estimate|figure))?(?:_(?:pct|percent))",
    re.IGNORECASE,
)
"""A share as somebody else tells it, or at another price."""
LEVEL = re.compile(r"threshold|limit|level|total|non_|other", re.IGNORECASE)
CONTROLLED = re.compile(r"controlled", re.IGNORECASE)
OTHER_PART = re.compile(
    r"un_?controlled|not_controlled|ear_?99|foreign|local|other|non_us|rest|labou?r|german|japanese|korean|european|chinese|levels?|threshold|limit",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"(?:^|_)(?:machines?|products?|items?|whole|total|selling|sales?|sold|prices?|device|tool|unit|apparatus|goods|system|invoiced?|gross|net|denominator|value|amount|worth)(?:_|$)",
    re.IGNORECASE,
)
NOT_WORTH = re.compile(
    r"pct|percent|share|ratio|rate|fraction|(?:^|_)(?:n(?:umbe)?r|no|id|date|day|qty|quantity|pieces?|pcs|tpp|kg|t|nm|mm|year|bandwidth|layers?|freight|insurance|penalty|fine|deminimis|de_minimis)(?:_|$)",
    re.IGNORECASE,
)
OF_CONTENT = re.compile(
    r"(?:^|_)(?:us|american|content|controlled|sum|total|together|net|gross|market|auditor|share|ratio)(?:_|$)",
    re.IGNORECASE,
)
NOT_CONTENT = re.compile(
    rf"{OTHER_PART.pattern}|own(?:er|ed)|holding|vat|tax|gst|duty|discount|purity|margin|weight|mass|volume|chinese|second|through|drawing|line|utili[sz]ation|voting",
    re.IGNORECASE,
)
WITH_TAX = re.compile(
    r"\b(?:gross|(?:with|incl\w*\.?(?: of)?|plus)[ _](?:the[ _])?(?:vat|tax(?:es)?|gst|excise))\b|(?:^|_)gross(?:_|$)",
    re.IGNORECASE,
)
"""Of a share or a price: a tax is in it."""
NET = re.compile(
    r"\b(?:without|before|excl\w*|less|net of|no)[ _](?:the[ _])?(?:vat|tax|gst|excise)|\bnet\b(?! sure)|(?:^|_)net(?:_|$)",
    re.IGNORECASE,
)
"""Of a price: no tax is in it."""
MARKET = re.compile(r"\b(?:fair|market|arm'?s[ -]length)\b", re.IGNORECASE)
TURNS = re.compile(
    r"\b(?:not|no|whether|if|unless|perhaps|may|might|disputed|unclear|unknown|or)\b|\?", re.IGNORECASE
)
FIGURE = re.compile(r"\d+(?:[ ,]\d{3})*(?:\.\d+)?")


def hold(it: Situation, facts: Mapping[str, Any], needs: Iterable[str]) -> None:
    """Every part of the content with all the shares that may be its own; one that only the price that counts gives takes their place."""
    rows = [each for each in it.american if Fraction(each["pct"]) < 100]
    if not rows:
        return
    whole = sum((Fraction(each["pct"]) for each in rows), Fraction(0))
    counted = sum((Fraction(each["pct"]) for each in rows if not each["code"].endswith("EAR99")), Fraction(0))
    fixed = _fixed(needs)
    told: list[Fraction] = []
    sure: list[Fraction] = []
    for name, part in _parts(facts):
        told_of = counted if CONTROLLED.search(name) and counted else whole
        for key, price in _wholes(facts, name, part):
            (sure if price in fixed else told).append(100 * part / price / told_of)
            if prices.GROSS.search(key) and price not in fixed:
                told.append(min(100 * part / price * prices.MOST_TAX, Fraction(100)) / told_of)
    told += [each / whole for each in _shares(facts) if each not in {whole, counted}]
    if sure:
        _scale(rows, sure)
    elif told or (tax := _tax(facts, needs)) > 1:
        _scale(rows, [*told, Fraction(1)] if told else [Fraction(1), tax])


def chinese(value: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """A test of value with every share that is told for one and the same Chinese content, by others or by sums of money.

    Of two that are one but for their rounding the larger stands.
    """
    others = [key for key, said in value.items() if BY_OTHERS.fullmatch(key) and is_number(said)]
    if "ratio_pct" not in value or not is_number(value["ratio_pct"]):
        return dict(value)
    share = value["ratio_pct"]
    told, digits = Fraction(share), len(share.partition(".")[2])
    given = {Fraction(value[key]) for key in others} | {*_of_sums(facts)}
    one = all(round(each, digits) == told for each in given)
    every = {max({told, *given})} if one else {told, *given}
    rest = {key: said for key, said in value.items() if key not in others}
    return (
        rest | {"ratio_pct": " or ".join(f"{float(each):.12g}" for each in sorted(every))} if given else rest
    )


def _of_sums(facts: Mapping[str, Any]) -> Iterator[Fraction]:
    """The shares that sums of money give of Chinese content."""
    for name, part in _sums(facts):
        if CHINESE.search(_bare(name)) and not LEVEL.search(name):
            for key, whole in _wholes(facts, name, part):
                if not CHINESE.search(_bare(key)):
                    yield 100 * part / whole


def _scale(rows: Sequence[Row], factors: Sequence[Fraction]) -> None:
    low, high = min(factors), max(factors)
    for each in rows:
        least, most = Fraction(each.get("low", each["pct"])) * low, Fraction(each["pct"]) * high
        each.pop("low", "")
        each["pct"] = f"{float(min(most, Fraction(100))):.10g}"
        if least < most:
            each["low"] = f"{float(least):.10g}"


def _fixed(needs: Iterable[str]) -> set[Fraction]:
    """Sums of which what the answer rests on says that they are the price of the market."""
    return {
        Fraction(re.sub("[ ,]", "", figure))
        for need in needs
        if MARKET.search(need) and not TURNS.search(need)
        for figure in FIGURE.findall(need)
    }


def _sums(facts: Mapping[str, Any]) -> Iterator[tuple[str, Fraction]]:
    """Every sum of money that is told outside the rows of content, or that may be one, with its key."""
    for key, said in facts.items():
        if isinstance(said, dict) and key != "us_content":
            yield from ((f"{key}_{name}", each) for name, each in _sums(said))
        elif isinstance(said, str):
            (worth,) = in_figures({key: said}).values()
            money = worth != said or IN_MONEY.search(key) or WHOLE.search(key) or PART.search(key)
            if money and is_number(worth) and not NOT_WORTH.search(key) and Fraction(worth):
                yield _with_money(key, said), Fraction(worth)


def _with_money(key: str, said: str) -> str:
    found = re.search(rf"(?<![A-Za-z])({MONEYS})(?![A-Za-z])", said, re.IGNORECASE)
    return key if IN_MONEY.search(key) or not found else f"{key}_{found[1]}"


def _parts(facts: Mapping[str, Any]) -> list[tuple[str, Fraction]]:
    """What the content is worth: outside its rows, or the sum of theirs where each of them tells its share as well."""
    told = [
        (key, said) for key, said in _sums(facts) if PART.search(_bare(key)) and not OTHER_PART.search(key)
    ]
    rows = facts.get("us_content")
    if isinstance(rows, list) and all(isinstance(each, dict) for each in rows):
        own = [[*_sums(each)] for each in rows if any(map(PERCENT.fullmatch, each))]
        if own and len(own) == len(rows) and all(len(each) == 1 for each in own):
            told.append((own[0][0][0], sum((each[0][1] for each in own), Fraction(0))))
    if len(told) > 1:
        # parts that add up, or one and the same told twice
        told.append((told[0][0], sum((said for _, said in told), Fraction(0))))
    return told


def _bare(key: str) -> str:
    """The name of a sum without the names that it stands under, where these say what kind of sums they are."""
    return re.sub(r"^(?:us_content|values?|prices?|amounts?|invoice|worth)_(?=\w)", "", key)


def _wholes(facts: Mapping[str, Any], name: str, part: Fraction) -> Iterator[tuple[str, Fraction]]:
    """The prices that a part may be held against, in its money, and without the tax that is told to be in them."""
    money = IN_MONEY.search(name)
    taxes = [(key, said) for key, said in prices.flat(facts) if is_number(said)]
    rates = [Fraction(said) for key, said in taxes if prices.TAX_RATE.search(key)]
    for key, price in _sums(facts):
        other = IN_MONEY.search(key)
        same = not (money and other) or money["money"].casefold() == other["money"].casefold()
        bare = _bare(key)
        if not same or price < part or not (WHOLE.search(key) or IN_MONEY.search(key)):
            continue
        if (PART.search(bare) and not re.search("price", bare)) or prices.TAX_SUM.fullmatch(bare):
            continue
        yield key, price
        yield from ((f"{key}_net", price / (1 + rate / 100)) for rate in rates[:1])


def _shares(facts: Mapping[str, Any]) -> Iterator[Fraction]:
    """Other shares of the same content that are told beside its rows."""
    for key, said in facts.items():
        if isinstance(said, dict) and key not in {"us_content", "ownership"}:
            yield from _shares({f"{key}_{name}": each for name, each in said.items()})
        elif (
            isinstance(said, str)
            and key not in {"us_content", "us_content_pct"}
            and re.search(r"(?:^|_)(?:pct|percent|share|ratio)(?:_|$)", key)
            and OF_CONTENT.search(key)
            and not NOT_CONTENT.search(key)
            and is_number(said.strip(" %"))
        ):
            yield Fraction(said.strip(" %"))


def _tax(facts: Mapping[str, Any], needs: Iterable[str]) -> Fraction:
    """How many times as large a share may be without the tax that is told to be in its price; 1 where none is, or none counts."""
    rates = [
        Fraction(said) for key, said in prices.flat(facts) if prices.TAX_RATE.search(key) and is_number(said)
    ]
    texts = [f"{key} {said}" for key, said in facts.items() if re.search(r"us_content|basis|share|pct", key)]
    texts += [key for key, _ in prices.flat(facts) if not NET.search(key)]
    taxed = any(WITH_TAX.search(each) or prices.TAX_RATE.search(each) for each in texts)
    if not taxed or any(map(NET.search, needs)):
        return Fraction(1)
    return 1 + min(rates) / 100 if len(rates) == 1 else prices.MOST_TAX


def is_held(facts: Mapping[str, Any], key: str, value: Any) -> bool:
    """Whether a key tells a sum or a share that content is held against, and nothing else."""
    if not ({"us_content", "us_content_pct"} & facts.keys() and isinstance(value, str)):
        return False
    sums = any(
        WHOLE.search(name) or PART.search(name) or IN_MONEY.search(name) for name, _ in _sums({key: value})
    )
    tax = prices.TAX_RATE.fullmatch(key) and is_number(value.strip(" %"))
    return sums or bool(tax) or any(True for _ in _shares({key: value}))
