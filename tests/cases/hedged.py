"""That a thing is free of a substance, where that is denied itself, or told in doubt: `not Dy-free`, `nearly free of Tb`."""

import re
from functools import cache
from typing import TYPE_CHECKING

from cases.absent import JOINT, one_of

if TYPE_CHECKING:
    from cases.phrasebook import Phrasebook

NOT_SO = (
    r"(?:not|never|nor|by no means|anything but|far from)(?: (?:quite|entirely|wholly|fully|completely|altogether|totally|at all|really|truly))?"
    r"(?: (?:be|been|being))?"
)
SAID = r"(?:said|claimed|alleged|supposed|believed|thought|reported|declared|stated|labell?ed|advertised|described|sold|marketed|offered|invoiced|promised|meant|intended|supposedly|allegedly|reportedly|presumably|probably|perhaps|possibly|maybe|apparently)"
HEDGE = (
    r"(?:nearly|almost|mostly|largely|mainly|predominantly|practically|virtually|essentially|basically|substantially|close to|next to|partly|partially|in part|half"
    r"|not (?:always|necessarily|everywhere|all(?: of (?:it|them))?|strictly|demonstrably|proven(?:ly)?|certain(?:ly)?|sure(?:ly)?)|hardly|scarcely|barely|whether|if|unclear (?:if|whether)"
    r"|(?:some|most|many|half|part|a few|two thirds|the bulk)(?: of (?:it|them|the (?:lot|batch|magnets|pieces)))?"
    rf"|{SAID})"
)
BETWEEN = r"(?: (?:to|be|being|as|is|are|it|they|contain|contains|containing|have|has|hold|holds|holding|all|both|quite))*"
FREE = r"(?:free (?:of|from)(?: any)?|without(?: any| added)?|devoid of(?: any)?|lacking(?: any)?|with no|no|zero|any(?= )|neither)"
BEHIND = (
    r"(?:,? or not\b|,? (?:\(|but )?(?:except|apart from|save for|other than|as far as|so far as|unless|if|perhaps|maybe|possibly|presumably|probably|mostly|in part|partly|on paper|it is said|we think|they say|at least)\b"
    r"|,? \(?(?:but )?(?:not|never|un)[ -]?(?:yet |been )*(?:proven|confirmed|verified|certain|sure|checked|tested|measured|guaranteed|warranted)\b"
    r"|,? \(?(?:to be|still to be) (?:confirmed|proven|verified|tested|checked)\b"
    r"|,? \(?(?:according to|as per|by|says|claims) (?:the |an? |its |his |their )?(?:seller|dealer|trader|brochure|web ?site|advert\w*|label|salesman|broker)\b|\s*\(?\?)"
)


GROUP = r"(?:(?:heavy[- ])?rare[- ]earths?(?: elements?)?|H?REEs?)"
"""What several substances are called together."""
IN_GROUP = re.compile(GROUP, re.IGNORECASE)
SOME = "with HREEs"


@cache
def patterns(names: frozenset[str], symbols: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """One element; and those that a thing is said not to be free of, and those that it may be free of."""
    one = f"(?:{GROUP}|{one_of(names, symbols)})(?![A-Za-z])"

    def several(number: int) -> str:
        return rf"(?P<what{number}>{one}(?:-?{JOINT}{one})*)"

    front, behind = several(1), several(2)
    told = rf"(?:{FREE} {front}|(?<![\w-]){behind}[ -]free\b)"
    sure = rf"(?:(?:free (?:of|from)(?: any)?|without(?: any)?|devoid of|lacking) {front}|(?<![\w-]){behind}[ -]free\b)"
    return (
        re.compile(rf"(?<![\w-]){one}(?![\w-])", re.IGNORECASE),
        re.compile(rf"\b{NOT_SO} (?:an? )?{sure}", re.IGNORECASE),
        re.compile(rf"\b{HEDGE}{BETWEEN} (?:an? )?{told}", re.IGNORECASE),
        re.compile(rf"\b{told}(?:{BEHIND})", re.IGNORECASE),
    )


def plain(book: "Phrasebook", text: str) -> str:
    """A text in which what a thing is not free of is there, and what it may be free of is told as perhaps there."""
    element, sure, *doubted = patterns(frozenset(book.names), frozenset(book.names.values()))
    text = sure.sub(lambda fits: _each("with", element, fits), text)
    for each in doubted:
        text = each.sub(lambda fits: _each("perhaps", element, fits), text)
    return text


def _each(how: str, element: re.Pattern[str], fits: re.Match[str]) -> str:
    told = element.findall(fits["what1"] or fits["what2"])
    return ", ".join(SOME if IN_GROUP.fullmatch(name) else f"{how} {name}" for name in told)
