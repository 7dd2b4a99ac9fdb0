"""What the content of the United States is worth beside what the whole is worth: rows of content with their share."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from cases import prices
from cases.composition import WORTH
from cases.figures import MONEY
from cases.shares import KINDS
from cases.valued import in_figures, is_number

VALUES = re.compile(r"(?:fair_market_)?(?:values?|prices?|worth|amounts?|cost|money|us_content|value_test)")
OF_STATES = re.compile(r"(?:^|_)(?:us|usa|american)(?:_|$)|(?:^|_)controlled(?:_|$)", re.IGNORECASE)
SHARE = re.compile(r"(?:^|_)(?:pct|percent|share|ratio|fraction)(?:_|$)", re.IGNORECASE)
NOT_MARKET = re.compile(
    r"(?:^|_)(?:transfer|intra|internal|group|discount\w*|book|cost)(?:_|$)", re.IGNORECASE
)
PLAIN = re.compile(
    rf"\b(?:us|usa|american|origin|made|content|contents|parts?|components?|items?|goods|value|worth|price|fair|market|total|of|in|the|it|{MONEY[3:-1]})\b",
    re.IGNORECASE,
)
"""Words of a key that say no more than that it is worth so much and of the United States."""
WHOLE = re.compile(
    r"(?:^|_)(?:machines?|products?|items?|whole|total|selling|sales?|sold|price|device|tool|unit|apparatus|of|goods|system|foreign|end_item)(?:_|$)",
    re.IGNORECASE,
)
CONTROLLED = re.compile(
    r"(?:(?:parts?|content|boards?|they|all|items?)_)?(?:are_|is_)?(?:controlled|needs?_(?:a_)?licen[cs]e|licen[cs]e_needed)_(?:for|to|at)_(?:the_)?(?:destination|country|buyer|[a-z]{2})"
)
ALL = re.compile(
    r"(?:yes|true|all|both|each|every)\b(?:(?!\b(?:but|except|save|not|no|perhaps|only)\b)[^;])*",
    re.IGNORECASE,
)
AT_END = re.compile(rf"(?:^|_)(?P<money>{MONEY[3:-1]})$", re.IGNORECASE)


def as_content(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts in which what parts of the United States are worth stands as content, with its share where the whole is told.

    As they are where no such part is told, or where rows of content tell their own worth.
    """
    facts = _confirmed(facts)
    rows = facts.get("us_content")
    is_row = isinstance(rows, list | str) or any(map(KINDS.fullmatch, rows or ()))
    told = [] if is_row else [*_worths(facts)]
    parts = [each for each in told if OF_STATES.search(each[1]) and not NOT_MARKET.search(each[1])]
    if not parts:
        return facts
    wholes = [each for each in told if each not in parts and WHOLE.search(each[1])]
    content = [_row(name, said, wholes, facts) for _, name, said in parts]
    return _without(facts, {path for path, _, _ in parts}) | {"us_content": content}


def _confirmed(facts: dict[str, Any]) -> dict[str, Any]:
    """The same without a key that says once more that all parts are controlled; where it says anything else none may be."""
    rows = facts.get("us_content")
    key = next(
        (each for each, said in facts.items() if CONTROLLED.fullmatch(each) and isinstance(said, str)), ""
    )
    if not key or not isinstance(rows, list) or not all(isinstance(each, dict) for each in rows):
        return facts
    rest = {name: said for name, said in facts.items() if name != key}
    if ALL.fullmatch(facts[key].strip()):
        return rest
    return rest | {"us_content": [each | {"control_status": "not known"} for each in rows]}


def _row(name: str, said: str, wholes: list[tuple[str, str, str]], facts: dict[str, Any]) -> dict[str, str]:
    """A part with its share; with its bare worth where the whole has another money, or holds a tax."""
    money, kind = _money(name), " ".join(PLAIN.sub(" ", name.replace("_", " ")).split()) or "controlled"
    taxed = any(
        any(each.search(key) for each in (prices.GROSS, prices.TAX_RATE, prices.TAX_SUM))
        for key, _ in prices.flat(facts)
    )
    if len({each[2] for each in wholes}) == 1 and not taxed:
        other = _money(wholes[0][1])
        if money == other or not (money and other):
            return {"kind": kind, "pct": f"{float(100 * Fraction(said) / Fraction(wholes[0][2])):.10g}"}
    return {"kind": kind, f"value_{money or 'usd'}": said}


def _money(name: str) -> str:
    found = AT_END.search(name)
    return found["money"].casefold() if found else ""


def _worths(facts: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Every worth that is told: where it stands, its name and its figure. At the top a name has to say that it is one."""
    for key, said in facts.items():
        if isinstance(said, dict) and VALUES.fullmatch(key):
            yield from (
                (f"{key}/{part}", part if key != "us_content" or WHOLE.search(part) else f"us_{part}", each)
                for part, each in in_figures(said).items()
                if is_number(each) and not SHARE.search(part) and (key != "us_content" or WORTH.search(part))
            )
        elif isinstance(said, str) and not re.search(r"%|per ?cent", said):
            (worth,) = in_figures({key: said}).values()
            if is_number(worth) and not SHARE.search(key) and (WORTH.search(key) or worth != said):
                yield key, key, worth


def _without(facts: dict[str, Any], paths: set[str]) -> dict[str, Any]:
    return {
        key: {part: each for part, each in said.items() if f"{key}/{part}" not in paths}
        if isinstance(said, dict)
        else said
        for key, said in facts.items()
        if key not in paths
    }
