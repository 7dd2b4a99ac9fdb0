"""Substances that a text says are not there, in front of the denial or behind it, one or many."""

import re
from functools import cache
from typing import TYPE_CHECKING

from cases import untold

if TYPE_CHECKING:
    from cases.phrasebook import Phrasebook

JOINT = r"(?:\s*(?:,|/|&|\+|,? \b(?:and|or|nor|neither)\b)\s*(?:or |and |nor |any )?)"
IN_FRONT = (
    r"(?:without(?: any| added)?|with(?: neither| no)|no(?: added)?|free (?:of|from)(?: any)?|neither|containing (?:no|neither)|not containing(?: any)?"
    r"|lacking(?: any)?|devoid of|zero|nil|absence of|not a trace of|no traces? of|nothing of)"
)
METHOD = r"(?: (?:in|by|at|on|per|according to|under)(?: the| an?| any)? [\w ./-]+)?"
BEHIND = (
    r"(?:(?:contents?|levels?|shares?|:|=|is|are|was|were|being|both|each|all|either|could|has|have|had|been|be) ?)*"
    r"(?:(?:not|never|none|nowhere|neither) (?:be |been |of them )?(?:detect\w+|found|present|measur(?:e?able)|contained|added|used|there|in it|traceable|seen|included)"
    r"|undetect\w+|absent|nil|none|n\.d\.|nd\b|missing"
    r"|(?:below|under) (?:the )?(?:detection(?: limit)?|limit of (?:detection|quantification)|LOD|LOQ|reporting limit|limit of the (?:test|method))(?: of [\d.]+ ?(?:%|ppm))?|0(?:\.0+)? ?%|zero)"
)
END = r"(?=\s*(?:$|[,;()]|\band\b|\bbut\b))"
NO_LIMIT = re.compile(
    r"\s*\([^()]*\b(?:un\w+|not (?:given|stated|known|told)|without|no (?:unit|limit|figure))\b"
)
"""Behind it: how little could have been found is not told."""
THERE = re.compile(
    r"(?:\b(?:with|containing|contains?|holds?|holding|has|have|having|of|from|plus|including|in|is|are|some|added|by|mainly|mostly|only|on)|%|ppm|\bper ?cent|\d)\s*$",
    re.IGNORECASE,
)
"""In front of several: the first of them is there."""
JOINED = re.compile(r"\b(?:and|or|nor)\b|[/&+]")
ALL = re.compile(r"^,? ?(?::|=|both|each|all|neither|contents?)", re.IGNORECASE)
NEITHER = re.compile(r"neither\b", re.IGNORECASE)
LEAST = 2


@cache
def patterns(names: frozenset[str], symbols: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """One element, several that are denied behind them, and several that are denied in front."""
    one = one_of(names, symbols)
    several = rf"(?<![\w-])(?P<what>{one}(?:{JOINT}{one})*)(?![\w-])"
    return (
        re.compile(rf"(?<![\w-]){one}(?![\w-])", re.IGNORECASE),
        re.compile(rf"(?<!no )(?<!without )(?<!free of ){several},? ?{BEHIND}{METHOD}{END}", re.IGNORECASE),
        re.compile(rf"\b{IN_FRONT} (?:the elements? )?{several}", re.IGNORECASE),
        re.compile(rf"(?<![\w-])(?P<what>{one}(?:-?{JOINT}{one})+)[ -]free\b", re.IGNORECASE),
    )


def plain(book: "Phrasebook", text: str) -> str:
    """A text in which each substance that is not there is denied by itself, `without Tb, without Dy`."""
    element, behind, in_front, free = patterns(frozenset(book.names), frozenset(book.names.values()))

    def denied(fits: re.Match[str]) -> str:
        found = element.findall(fits["what"])
        if NO_LIMIT.match(fits.string[fits.end() :]):
            return fits[0]
        if untold.is_coarse(fits.string):
            return ", ".join(f"perhaps {each}" for each in found)
        return ", ".join(f"without {each}" for each in found)

    def denied_behind(fits: re.Match[str]) -> str:
        several = len(element.findall(fits["what"])) > 1
        there = THERE.search(fits.string[: fits.start()])
        if several and there and JOINED.search(fits["what"]):
            # `with Dy and Tb not detected`
            return fits[0]
        if several and (
            there or not (JOINED.search(fits["what"]) or ALL.match(fits[0][len(fits["what"]) :]))
        ):
            # `with Dy, Tb not detected`
            first, _, last = fits["what"].rpartition(",")
            return f"{first}, without {last.strip()}"
        return denied(fits)

    text = behind.sub(denied_behind, text)
    text = free.sub(denied, text)
    return in_front.sub(
        lambda fits: (
            denied(fits) if len(element.findall(fits["what"])) > LEAST or NEITHER.match(fits[0]) else fits[0]
        ),
        text,
    )


def one_of(names: frozenset[str], symbols: frozenset[str]) -> str:
    """A pattern for one substance, by its name or its symbol."""
    return f"(?:{_either(names)}|(?-i:{_either(symbols)}))"


def _either(words: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
