"""What is told of a part: of one that content comes in whether it is sold by itself, of a listed one whether it is the main thing."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from cases.declared import TRUTH
from cases.situation import TEXT, UNKNOWN, Situation

ALONE = re.compile(
    r"\b(?:sold|offered|catalogue|marketed|discrete|affiliate|sister|in-house|made for|bespoke|custom(?!er)\w*|dedicated|exclusive\w*|purpose-built)\b",
    re.IGNORECASE,
)
ARMS_LENGTH = re.compile(
    r"\b(?:catalogue|catalog|off-the-shelf|arm'?s[ -]length|sold separately|replacement|discrete)\b",
    re.IGNORECASE,
)
"""Of a part that content comes in: it is a product of its own."""
OF_TIER = re.compile(
    r"(?:(?:second|first|other|inner|lower|intermediate|next)_)*(?:tier|stage|level|intermediate|incorporated|built_in|bought_in|purchased)_(?:item|part|product|component|unit|assembly|article)s?"
)
"""A key of the part that content comes in."""
NOT_ALONE = re.compile(
    r"\b(?:not|never|nobody|only|affiliate|sister|in-house|made for|bespoke|custom(?!er)\w*|dedicated|exclusive\w*|purpose-built)\b",
    re.IGNORECASE,
)

NOT_SURE = re.compile(
    r"\b(?:whether|perhaps|maybe|may|might|possibl\w+|unless|un(?:known|clear|stated|told|sure|settled|certain|disclosed|answered)|not (?:yet )?(?:known|clear|stated|told|sure|settled|certain|disclosed|answered|asked|checked)"
    r"|(?:no|without(?: an?)?) (?:answer|reply|word|information)|nobody (?:knows|said|says|can)|said to|alleged\w*|claim\w*|disputed|asked)\b|\?",
    re.IGNORECASE,
)
"""Of a part: whether it is sold by itself is not known."""

COMPONENT = re.compile(r"(?:\w+_)?(?:components?|parts?|sub_?assembl(?:y|ies)|intermediate|unit|item_inside)")
SOLD = re.compile(
    r"(?:\w+_)?(?:(?:sold|offered|marketed|available|traded|bought)_(?:separately|alone|by_itself|apart|on_its_own|as_(?:an? )?(?:spare|replacement|catalogue)\w*)|discrete(?:_product)?)",
    re.IGNORECASE,
)
"""A key that asks whether a part is sold by itself."""
TERMS = re.compile(
    r"(?:\w+_)?(?:circumstances?|terms|purchase|acquisition|supply|sourcing)(?:_\w+)?", re.IGNORECASE
)
"""A key of how such a part was come by."""
BY_ITSELF = re.compile(
    r"\b(?:sold|offered|marketed|available|traded) (?:also )?(?:separately|alone|by itself|apart|on its own|as (?:an? )?(?:spare|replacement|catalogue)\w*)|\bcatalogue (?:item|part|product)|\bdiscrete\b",
    re.IGNORECASE,
)
BOUGHT = re.compile(
    r"purchased?|bought(?:_\w+)?|acquired|source|made_for|ordered|supply|supplier|deal|terms", re.IGNORECASE
)
OF_WORTH = frozenset({"value", "worth", "price", "share", "cost"})
OF_PART = frozenset({"component", "part"})
FIGURE = re.compile(r"(?P<number>\d+(?:\.\d+)?) ?(?P<unit>%|per ?cent)?")
NEARLY_ALL = re.compile(
    r"\b(?:nine[- ]tenths|four[- ]fifths|nearly (?:all|the whole)|almost (?:all|the whole)|lion's share|by far the most)\b",
    re.IGNORECASE,
)
MONEY = re.compile(r"(?i:usd|eur|gbp|jpy|cny)|[$€£¥%]|per ?cent|pct")
DISCRETE, OF_WHOLE = "through.facts.discrete_product", "item.facts.discrete_product"
MOST = 80
"""Per cent of the worth of the whole from which a part is the main thing in it."""


def alone(it: Situation, facts: Mapping[str, Any], key: str, value: Any) -> bool:
    """Whether a key names a part that the content is in; then what is said of it: whether it is sold by itself."""
    named = key.replace("_", " ").rstrip("s")
    parts = [*_parts(facts)]
    of_part = any(named in each for each in parts) or bool(parts and OF_TIER.fullmatch(key))
    if not isinstance(value, str) or not of_part:
        return False
    if ALONE.search(value):
        say_alone(it, value)
    return True


def say_alone(it: Situation, value: str) -> None:
    """That the part which content comes in is sold by itself, or is not where the text denies it; open where it doubts it."""
    if NOT_SURE.search(value):
        it.facts[DISCRETE] = (TEXT, UNKNOWN)
    else:
        it.say(DISCRETE, "no" if NOT_ALONE.search(value) else "yes")


def _parts(facts: Mapping[str, Any]) -> Iterator[str]:
    for rows in facts.values():
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict):
                yield str(row.get("kind", "")).casefold()


def sold(it: Situation, facts: Mapping[str, Any], key: str, value: Any) -> bool:
    """Whether a text tells of the part that content comes in if it is sold by itself, under the key of a part or one that says so."""
    if not isinstance(value, str) or not [*_parts(facts)]:
        return False
    truth = TRUTH.get(value.casefold(), "")
    if SOLD.fullmatch(key) and truth:
        it.say(DISCRETE, truth)
        return True
    terms = TERMS.fullmatch(key) and any(each.search(value) for each in (BY_ITSELF, NOT_ALONE, NOT_SURE))
    if not (terms or (COMPONENT.fullmatch(key) and ALONE.search(value))):
        return False
    say_alone(it, value)
    if it.facts.get(DISCRETE, (TEXT, ""))[1] != "yes":
        # what is told against it stands, whatever else is said
        it.facts[OF_WHOLE] = it.facts[DISCRETE]
    return True


def flat(facts: dict[str, Any]) -> dict[str, Any]:
    """The same with what is told of a part in parts of its own, how it was bought and whether it is sold alone, as one text."""
    return {
        key: ", ".join(_clause(name, each) for name, each in said.items())
        if isinstance(said, dict)
        and any(map(SOLD.fullmatch, said))
        and all(
            isinstance(each, str) and (SOLD.fullmatch(name) or BOUGHT.fullmatch(name))
            for name, each in said.items()
        )
        else said
        for key, said in facts.items()
    }


def _clause(name: str, said: str) -> str:
    truth = TRUTH.get(said.casefold(), "")
    words = name.replace("_", " ")
    return words if truth == "yes" else f"not {words}" if truth == "no" else f"{words} {said}"


def main_one(it: Situation, facts: Mapping[str, Any], key: str, value: Any) -> bool:
    """Whether a key tells what a listed part is worth in the whole: it is the main thing with four fifths or more.

    With less it may be, by its number and by what it asks for.
    """
    named = set(re.findall(r"[a-z]{3,}", str(facts.get("component", "")).casefold()))
    words = set(key.casefold().split("_"))
    if not isinstance(value, str) or not (words & OF_WORTH and words & (named | OF_PART)):
        return False
    figure = FIGURE.search(value)
    share = Fraction(figure["number"]) if figure and (figure["unit"] or words & {"pct", "percent"}) else None
    if (share is not None and share >= MOST) or NEARLY_ALL.search(value):
        it.say("item.facts.principal_element", "yes")
    elif share is None and not MONEY.search(f"{key} {value}"):
        return False
    else:
        it.leave_unknown("item.facts.principal_element")
    return True
