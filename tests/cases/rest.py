"""What else a thing is made of, told under a key of the case itself: its other metal, its base, the rest, what it is free of."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cases import goods, seated
from cases.composition import HEAVY_ONES, PARTNERS, REST, Heard, compose, free_of
from cases.phrasebook import Phrasebook
from cases.situation import Situation
from cases.untold import not_sure

OPEN = re.compile(
    r"\b(?:the )?(?:rest|balance|remainder|others?|remaining [\w -]+?|further [\w -]+?|minor [\w -]+?|what else(?: is in it)?)(?: of it)?[,:]?(?: (?:is|are|was|were|being|content|share|has|have|been))*"
    r" (?:(?:not|never|nowhere)(?: yet)? (?:given|stated|known|told|tested|named|specified|reported|disclosed|analy[sz]ed|measured|listed|broken down|declared|determined|split)"
    r"|un(?:known|stated|told|tested|named|specified|disclosed|reported|analy[sz]ed|determined|clear)|open|in doubt|a secret|secret)\b"
    r"|\b(?:not|never|un)[ -]?(?:split|broken down|itemi[sz]ed|resolved by element)\b|\bno breakdown\b|\b(?:and|plus) (?:the )?(?:others?|other (?:rare[- ]earths?|elements?|lanthanides?))\b|\bwithout (?:an? )?(?:breakdown|split|analysis)\b"
    r"|\bno (?:other |further |full |complete )(?:figures?|assay|analysis|breakdown|elements?) (?:is |are |was |were )?(?:given|stated|known|told|tested|on file|reported|available)\b",
    re.IGNORECASE,
)
"""Of what a thing is made of: what else is in it nobody tells."""
RARE_EARTH = re.compile(
    r"\b(?:rare[- ]earths?|REO|lanthanides?|cerium|lanthanum|neodymium|praseodymium|Ce|La|Nd|Pr|didymium|mischmetal)\b"
)
LIGHT_ONES = frozenset({"Ce", "La", "Nd", "Pr"})
SEVEN = (*HEAVY_ONES, "Sm", "Sc", "Y")


UNNAMED = re.compile(
    r"\b(?:rare[- ]earths?|REE|REO|lanthanides?|didymium)(?: (?:oxides?|concentrates?|carbonates?|chlorides?|compounds?|salts?|powders?|mix(?:ture)?s?|blends?))+",
    re.IGNORECASE,
)
"""Rare earths of which none is named."""


def left_open(it: Situation, book: Phrasebook, facts: Mapping[str, Any]) -> None:
    """What else a thing is made of may be what a list names, where the case says that nobody tells it, or names none."""
    texts = [*_texts(facts)]
    if not any(OPEN.search(text) for text in texts) and (
        it.has or not any(UNNAMED.search(text) for text in texts)
    ):
        return
    earths = LIGHT_ONES & {each["substance"] for each in it.has} or any(map(RARE_EARTH.search, texts))
    told = {each["substance"] for each in it.has} | {*it.lacks}
    oxides = [book.oxide(each) for each in SEVEN] if it.said("item.form") in OF_OXIDES else []
    may_be = [*SEVEN, *oxides] if earths else PARTNERS
    it.has += [{"substance": each, "share_low": "0 %"} for each in may_be if each not in told]
    if not earths:
        it.closed = it.closed_said = False


OF_OXIDES = frozenset({"", "oxide", "mixture", "powder", "compound", "ore"})


def _texts(facts: Mapping[str, Any]) -> Iterator[str]:
    for key, said in facts.items():
        if isinstance(said, Mapping):
            if key == "composition":
                yield from (
                    f"{name.replace('_', ' ')} {each}" for name, each in said.items() if isinstance(each, str)
                )
        elif isinstance(said, str) and key in goods.NAMED | {"composition", "contents", "content"}:
            yield said


def told(it: Situation, book: Phrasebook, heard: Heard, key: str, value: Any) -> bool:
    """Whether a key tells the rest of what a thing is made of, or that nobody knows it, or what is not in it."""
    if free_of(it, book, key, value) or seated.told(it, key, value):
        return True
    if not (REST.fullmatch(key) and isinstance(value, str)):
        return False
    named = any(book.element(each) in book.names.values() for each in re.findall(r"\w+", value))
    if not named and not not_sure(value):
        return False
    compose(it, book, heard, {"balance": value})
    return True
