"""Names that are only like that of a listed party: whether it is he stays open, whatever an answer takes for usual."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from cases.situation import Situation

LISTED_KEY = re.compile(
    r"(?:the_)?(?:(?:listed|list(?:ing)?|sanctioned|screening|screened|control_list|watch_list|entity_list|possible|near|closest|best)_(?:party|name|names|entity|company|firm|person|institute|entry|hit|match|record|candidate)"
    r"|hit|match|near_hit|near_match|candidate|list_has|on_the_list|entry_on_(?:the_)?list|name_on_(?:the_)?list)",
    re.IGNORECASE,
)
"""A key under which somebody stands who is on a list."""
PARTY_KEY = re.compile(
    r"(?:the_)?(?:customer|buyer|consignee|end_user|user|purchaser|recipient|receiver|importer|client|orderer|order_from|ordered_by)(?:_(?:name|company|firm|named))?"
)
PAPER = r"(?:(?:regist(?:er|ration|ry)|company|tax|VAT|trade|business|entity|identity|identification|credit|social|LEI|ID|street|postal|full|seat)[ -])*(?:numbers?|nos?\.?|codes?|address(?:es)?|extract|papers?|licen[cs]e|name|identity|street)"
MISSING = r"(?:not|never|no longer|un|is|are|was|were|yet|still|asked for|to be|so far|has|have|been|be|could|and|but|,| )+"
UNTOLD = re.compile(
    rf"\b{PAPER}(?: (?:and|or|nor) {PAPER})*[,:]? (?:(?:is|are|was|were|has|have|still|so far|yet) )*(?:(?:not|never|un)[ -]?(?:yet |been )*(?:given|told|known|stated|furnished|supplied|provided|obtained|received|disclosed|sent|shown|checked|compared|confirmed|verified|available|at hand|on file)|missing|withheld|refused|unknown|undisclosed|asked for|requested|pending|illegible|open|outstanding)"
    rf"|\b(?:no|without(?: an?| any)?|neither|lacking|lacks(?: an?| any)?) {PAPER}(?: (?:and|or|nor) (?:no )?{PAPER})*\b(?! (?:match|in common))",
    re.IGNORECASE,
)
"""What would tell two of one name apart is not there."""
HIT = re.compile(
    r"\b(?:partial|near|possible|potential|fuzzy|weak|unresolved|open|unconfirmed|doubtful) (?:hit|match)\b|\b(?:hit|match):? (?:is |was )?(?:only )?(?:partial|possible|weak|(?:not |un)(?:yet )?(?:resolved|confirmed|cleared|checked|sure|certain|proven))",
    re.IGNORECASE,
)
"""Somebody was found who may be he."""
OTHER_ONE = re.compile(
    r"\b(?:unrelated|unconnected|no (?:relation|link|connection|tie)s?\b|not (?:related|connected|linked|the (?:listed|same))|another company|different (?:company|firm|legal|register|owner|person)|legally distinct|cleared|no match|no hit)",
    re.IGNORECASE,
)
"""It is told that he is another one."""
COMMON = frozenset(
    {"air", "american", "general", "national", "japan", "universal", "system", "systems", "applied", "global", "high", "pacific", "rapid", "sun", "group",
     "summit", "source", "intelligent", "maritime", "naval", "ground", "edge", "clear", "ball", "coalition", "shield", "sierra", "hudson", "institute",
     "inter", "usa", "the", "red", "iron", "advanced", "aerospace", "beijing", "shanghai", "shenzhen", "guangdong", "nanjing", "wuhan", "hefei", "chengdu",
     "hong", "china", "taiwan", "united", "first", "new", "north", "south", "east", "west", "central", "international", "company", "trading", "technology"}
)  # fmt: skip
"""Words with which names begin that say nothing of who has them."""
NAME = re.compile(r"[\"“'«]?(?P<name>[A-Z][\w&.-]*(?:[ -](?:of |the |and |& )?\(?[A-Z][\w&.-]*\)?)*)")
OF_HIM = re.compile(
    r"\b(?:subsidiar\w+|daughter|branch|division|unit|affiliate|owned|held|parent|agent|behalf) ",
    re.IGNORECASE,
)
"""What somebody is to another whose name he bears."""
SHORT, STEM = 4, 5
LEGAL_FORMS = frozenset(
    {"", *"abdeghklmnoprsvz", "uab", "ad", "ood", "sia", "aps", "spol", "sp", "co", "ltd", "inc", "llc", "plc", "gmbh", "ag", "kg", "kk", "sa", "srl", "spa", "bv", "nv", "oy",
     "ab", "as", "se", "corp", "limited"}
)  # fmt: skip
"""Words and letters of the legal forms of companies."""
LONG_FORMS = frozenset({"company", "corporation", "incorporated", "group"})


def doubt(it: Situation, facts: Mapping[str, Any], listed: Iterator[str]) -> None:
    """Leave open whether somebody is listed whose name is like that of one who is, where nothing tells them apart.

    A name of one word in a longer one, `Ekspla Systems`, is enough; of a longer name its first word, where the case
    says that the papers are missing by which the two could be told apart.
    """
    untold = any(UNTOLD.search(each) or HIT.search(each) for each in [*_texts(facts), *it.texts.values()])
    fronts = {word: alone for name in listed for word, alone in _front(name)}
    for role, text in it.texts.items():
        if it.usual_said or OTHER_ONE.search(text) or it.said(f"{role}.lists") not in {"", "none"}:
            continue
        first = NAME.match(text.strip())
        words = re.findall(r"[^\W_]+", first["name"]) if first else []
        if len(words) > 1 and (alone := fronts.get(words[0].casefold())) is not None and (alone or untold):
            it.doubt_listing(role)


@cache
def _front(name: str) -> tuple[tuple[str, bool], ...]:
    """The first word of a listed name, where it is a name of its own, and whether nothing but a legal form follows."""
    words = re.findall(r"[^\W_]+", name)
    if not words or len(words[0]) < SHORT or words[0].casefold() in COMMON:
        return ()
    return ((words[0].casefold(), {each.casefold() for each in words[1:]} <= LEGAL_FORMS | LONG_FORMS),)


def apart(facts: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """Facts without the listed one of whom they tell beside a customer with a name like his, and the key of that customer."""
    named = {key: _words(said) for key, said in facts.items() if isinstance(said, str)}
    customer = next((key for key in named if PARTY_KEY.fullmatch(key)), "")
    listed = next((key for key, words in named.items() if words and LISTED_KEY.fullmatch(key)), "")
    if not customer or not listed or named[customer] == named[listed]:
        return dict(facts), ""
    alike = {*_stems(named[customer])} & {*_stems(named[listed])} or any(map(HIT.search, _texts(facts)))
    if not alike or OF_HIM.search(facts[customer]):
        return dict(facts), ""
    return {key: said for key, said in facts.items() if key != listed}, customer


def _words(text: str) -> tuple[str, ...]:
    """The words of the name with which a text begins."""
    found = NAME.match(text.strip())
    return tuple(re.findall(r"[^\W_]+", found["name"].casefold())) if found else ()


def _stems(words: tuple[str, ...]) -> Iterator[str]:
    """The fronts of the words that say who somebody is: `Optics` and `Optical` are alike."""
    yield from (each[:STEM] for each in words if len(each) >= SHORT and each not in COMMON)


def _texts(said: Any) -> Iterator[str]:
    if isinstance(said, dict):
        for key, each in said.items():
            yield from (f"{str(key).replace('_', ' ')} {one}" for one in _texts(each))
    elif isinstance(said, list):
        for each in said:
            yield from _texts(each)
    else:
        yield str(said)
