"""Substances of which a text says that they may be there: `Dy content unknown`, `may contain Tb`, `has(Dy) = unknown`."""

import re
from functools import cache
from typing import TYPE_CHECKING

from cases.absent import JOINT, one_of
from cases.untold import DOUBTS

if TYPE_CHECKING:
    from cases.phrasebook import Phrasebook

TESTED = r"(?:tested|measured|known|stated|told|determined|analy[sz]ed|assayed|given|disclosed|checked|reported|declared|certified|specified|examined|looked (?:at|for)|clear|sure|certain|settled|confirmed)"
NOT_KNOWN = (
    rf"(?:(?:not|never|nowhere)(?: yet| ever)?(?: been)? {TESTED}|un(?:known|tested|measured|stated|disclosed|determined|certain|clear|analy[sz]ed|confirmed|reported|specified|checked)"
    r"|in doubt|an open question|(?:still )?to be (?:tested|measured|determined|confirmed|checked)|anybody's guess)(?![\w-])"
)
SHARE = r"(?:[ -](?:contents?|levels?|shares?|amounts?|additions?|presence))"
IS = r"(?:,? ?(?::|=|is|are|was|were|has|have|both|each|all|so far|still|as yet|been|remains?|being|in it|in them)\b ?|[:= ])*"
WHO = r"(?:the|its|our|of|mill|maker|producer|manufacturer|supplier|seller|dealer|smelter|foundry|buyer|customer|lab|laboratory|works|plant|data|sheet|datasheet|certificate|analysis|test|report|box|line|field|has|have|had|is|are|was|were|been|so|far|as|yet|still|they|he|she|nobody|which|but|left|content|share|level)"
MAY = (
    r"(?:(?:which |that |and )?(?:may|might|could)(?: well)?(?: also)? (?:contain|have|hold|include|carry)|(?:with|containing|contains|holding) (?:possibly|perhaps|maybe|unknown)"
    r"|(?:possibly|perhaps|maybe|potentially|probably|presumably|likely|conceivably)(?: also)?(?: (?:with|containing|contains?|holding|holds|of|having))?"
    r"|(?:suspected (?:of (?:containing|holding|having)|to (?:contain|hold|have))|said to be unclear whether it (?:contains|has|holds)|with or without))"
    r"(?: (?:some|any|added|a little|traces? of|small amounts? of))?"
)
NAMED = r"(?-i:Sm-?Co|Dy-?Fe|Tb-?Dy-?Fe|Tb-?Fe|Sm-?Fe(?:-?N)?|Gd-?Fe|Sm-?Fe-?Co)(?![A-Za-z])"
ALLOY = re.compile(NAMED)
PLAIN = r"(?:ferrites?|alnico|hard ferrite|ordinary|plain|steel|ceramics?|others?|none|neither|not|something else)"
DOUBTED_ALLOY = re.compile(
    rf"\b{MAY} {NAMED}|{NAMED}(?: magnets?| alloys?)?,? or (?:else |an? )?{PLAIN}\b|\b{PLAIN}(?: magnets?| alloys?)?,? or (?:else |perhaps |maybe )?{NAMED}",
    re.IGNORECASE,
)
"""An alloy that a thing may be of, or of something plain."""
SOURCE = r"(?:according to|by|says?|per|in|on) (?:the |its |one |another |an? |other )*(?:\w+'s )?(?:invoice|label|maker|seller|buyer|web ?site|certificate|test|report|sheet|mill|supplier|laboratory|data sheet|customs|paper)s?"
TWO_SOURCES = re.compile(rf"\b{SOURCE}\b.*\b{SOURCE}\b", re.IGNORECASE)
NOT_THIS_ONE = re.compile(
    r"\bthis (?:lot|batch|one|consignment|box|shipment|delivery)\b[\w ]*?\b(?:not|never|un)[ -]?(?:yet |been )*(?:tested|measured|analysed|analyzed|checked|known|told)\b",
    re.IGNORECASE,
)
"""What two papers tell of a thing, and what is told of others of its kind alone."""
ALREADY = re.compile(r"\bperhaps (?=(?:[A-Z][a-z]?\b|[a-z]+ium\b))")
HEAVY = re.compile(
    rf"\bheavy (?:ones|rare[- ]earths?|REEs?|elements?|lanthanides?)(?: (?:oxides?|contents?|share|metals?))?{IS}{NOT_KNOWN}",
    re.IGNORECASE,
)
HAS = re.compile(r"has ?\((?P<what>\w+)\)")
BETWEEN = re.compile(r"\s*(?:,|/|&|\band\b|\bor\b|\bnor\b)\s*")
VALUE = re.compile(
    r" ?(?:=+|:|is|are) ?(?:both |all |each )?(?P<value>yes|true|no|false|none|absent|unknown|open|unclear|in doubt|\?|not [a-z]+|un[a-z]+|disputed|contested|contradict\w+|conflicting|doubtful|pending|questionable|either|to be \w+)(?P<rest>(?:(?!,? ?(?:and )?has ?\()[^;])*)",
    re.IGNORECASE,
)
DOUBT = re.compile(r"\b(?:or|unless|perhaps|possibly|may|might|if|except|until)\b", re.IGNORECASE)
THERE = {"yes": "has", "true": "has", "no": "lacks", "false": "lacks", "none": "lacks", "absent": "lacks"}


def _in_elements(fits: re.Match[str]) -> str:
    """Of an alloy that a thing may be of each element that it may have."""
    named = [each for alloy in ALLOY.findall(fits[0]) for each in re.findall(r"[A-Z][a-z]?", alloy)]
    return ", ".join(f"perhaps {each}" for each in dict.fromkeys(named))


ALIKE = (
    frozenset({"Sm", "Gd", "Tb", "Dy", "Lu", "Sc", "Y"}),
    frozenset({"Ho", "Er", "Tm", "Eu", "Yb"}),
    frozenset({"Ga", "Ge"}),
)
"""Substances of which a list names each in the same forms: it does not matter which one is there."""
DENIED = re.compile(
    r"\b(?:no|not|nor|neither|without|never|free (?:of|from)|absence of|nothing of|except|other than|perhaps|maybe|possibly|may|might|could)\b[^;.:]*$",
    re.IGNORECASE,
)
KIND = r"(?: (?:metal|oxide|powder|based|alloy))?"


@cache
def patterns(names: frozenset[str], symbols: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """One element; and those of which it is said behind them, before them, or with `may` that they are not known."""
    one = f"{one_of(names, symbols)}(?![A-Za-z])"
    several = rf"(?<![\w-])(?P<what>{one}(?:{JOINT}{one})*)"
    return (
        re.compile(rf"(?<![\w-]){one}(?![\w-])", re.IGNORECASE),
        re.compile(rf"(?:for |of )?{several}{SHARE}?{IS}{NOT_KNOWN}", re.IGNORECASE),
        re.compile(
            rf"\b(?:of |with |an? )*(?:un(?:known|tested|measured|stated|disclosed|determined|certain|clear)) {several}{SHARE}?(?![\w-])",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:for |of |whether )?{several}{SHARE}?,? ?[:=(]? ?(?:{WHO}\b ?)*(?!(?:may|might|could|whether|perhaps|maybe|possibl[ey])\b){DOUBTS}(?![\w-])(?: (?:by|about|of|for|to|it|that|this|the|{WHO})\b)*\)?",
            re.IGNORECASE,
        ),
        re.compile(rf"\b{MAY} {several}{SHARE}?(?![\w-])", re.IGNORECASE),
        re.compile(
            rf"(?:\beither )?(?<![\w-]){one}(?![\w-]){KIND}(?:, {one}(?![\w-]){KIND})*,? or (?:else |of |with |an? )*{one}(?![\w-])(?![ -]free)",
            re.IGNORECASE,
        ),
    )


def plain(book: "Phrasebook", text: str) -> str:
    """A text in which each substance that may be there is told by itself, `perhaps Tb, perhaps Dy`."""
    element, *several, either = patterns(frozenset(book.names), frozenset(book.names.values()))
    text = either.sub(lambda fits: _each(book, element, text, fits), text)
    text = HEAVY.sub("perhaps Tb, perhaps Dy, perhaps Gd", text)
    text = DOUBTED_ALLOY.sub(_in_elements, text)
    if TWO_SOURCES.search(text) or NOT_THIS_ONE.search(text):
        text = ALLOY.sub(_in_elements, text) if TWO_SOURCES.search(text) else text
        text = element.sub(lambda fits: f"perhaps {fits[0]}", ALREADY.sub("", text))
    for each in several:
        text = each.sub(
            lambda fits: ", ".join(f"perhaps {name}" for name in element.findall(fits["what"])), text
        )
    return text


def _each(book: "Phrasebook", element: re.Pattern[str], text: str, fits: re.Match[str]) -> str:
    """Of `zirconium or aluminium` each, that may be there; what is denied stays so, and those that a list names alike."""
    named = {book.element(each) for each in element.findall(fits[0])}
    if DENIED.search(text[: fits.start()]) or any(named <= each for each in ALIKE):
        return fits[0]
    apart = re.sub(r",? or (?:else |of |with |an? )*", ", ", re.sub("^either ", "", fits[0]))
    return element.sub(lambda one: f"perhaps {one[0]}", apart)


def of_facts(text: str) -> dict[str, list[str]] | None:
    """What `has(Dy), has(Tb) = unknown` says of each substance that it names; None for any other text."""
    told: dict[str, list[str]] = {}
    waiting: list[str] = []
    at = 0
    while at < len(text):
        found = HAS.match(text, at)
        if not found:
            return None
        waiting.append(found["what"])
        at = found.end()
        if value := VALUE.match(text, at):
            sure = not DOUBT.search(value["rest"])
            told.setdefault(
                THERE.get(value["value"].casefold(), "may_have") if sure else "may_have", []
            ).extend(waiting)
            waiting, at = [], value.end()
        if between := BETWEEN.match(text, at):
            at = between.end()
    if waiting:
        told.setdefault("has", []).extend(waiting)
    return told or None
