"""Find the listed parties whose name is the same: scripts, company forms, and the order of words put aside, and nothing more."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from xenotime.facts.party_list import Listing
from xenotime.naming.name import Name, alternatives
from xenotime.naming.score import SAME, compared
from xenotime.naming.scripts import is_cjk

IN_BRACKETS = re.compile(r"\s*(.+?)\s*[(（]\s*([^()（）]+?)\s*[)）]\s*")
PARTED = re.compile(r"[\s,;/|，；、]+")
SHORT = re.compile(r"[A-Z]{2,8}")
FEWEST = 4
"""Letters of a name that stands beside another: fewer are a word of it."""


@lru_cache(maxsize=4)
def same_names(names: tuple[str, ...], listings: tuple[Listing, ...]) -> Mapping[str, tuple[Listing, ...]]:
    """For each name that is the name of a listed party, the entries of that name.

    >>> tin = Listing("7", "Tin Works Co., Ltd.", "List")
    >>> [name for name in same_names(("TIN WORKS", "Tin Works GmbH & Co. KG North"), (tin,))]
    ['TIN WORKS']
    """
    wanted: dict[str, list[tuple[str, Name]]] = {}
    for text in dict.fromkeys(names):
        for name in _names_in(text):
            for key in _keys(name):
                wanted.setdefault(key, []).append((text, name))
    found: dict[str, dict[Listing, None]] = {}
    for listing in listings:
        for text in _called_so(listing, wanted):
            found.setdefault(text, {})[listing] = None
    return {text: tuple(entries) for text, entries in found.items()}


def _called_so(listing: Listing, wanted: Mapping[str, list[tuple[str, Name]]]) -> Iterator[str]:
    """The names asked about that are one of the entry's."""
    for own in (name for text in listing.names for name in _names_in(text)):
        for key in _keys(own):
            yield from (text for text, name in wanted.get(key, ()) if compared(name, own).score >= SAME)


def _names_in(text: str) -> tuple[Name, ...]:
    """The names that a text gives one party; what stands in brackets, or beside the other, in another script is one of them.

    So is what stands before its own abbreviation.

    >>> [each.text for each in _names_in("Tin Works (锡厂)")]
    ['Tin Works (锡厂)', 'Tin Works', '锡厂']
    >>> [each.text for each in _names_in("Tin Works Agency (TWA)")], [each.text for each in _names_in("Tin Works (USA)")]
    (['Tin Works Agency (TWA)', 'Tin Works Agency'], ['Tin Works (USA)'])
    """
    cut = IN_BRACKETS.fullmatch(text)
    if cut and is_cjk(cut[1]) != is_cjk(cut[2]):
        parts: tuple[str, ...] = (cut[1], cut[2])
    else:
        parts = (cut[1],) if cut and _is_short_for(cut[2], cut[1]) else _side_by_side(text)
    return tuple(dict.fromkeys(name for each in (text, *parts) for name in alternatives(each)))


def _is_short_for(short: str, text: str) -> bool:
    """Whether capitals are an abbreviation of a text: it begins with the first of them, and the others follow in their order.

    >>> _is_short_for("JAXA", "Japan Aerospace Exploration Agency"), _is_short_for("UK", "Tin Works"), _is_short_for("TX", "Tin")
    (True, False, False)
    """
    letters = iter(text.casefold())
    return (
        SHORT.fullmatch(short) is not None
        and text[:1].casefold() == short[0].casefold()
        and all(each in letters for each in short.casefold())
    )


def _side_by_side(text: str) -> tuple[str, ...]:
    """Two names of which the one is in Chinese, Japanese or Korean letters, and the other in none of them.

    >>> _side_by_side("Tin Works Ltd. 深圳锡厂有限公司"), _side_by_side("ABB 中国")
    (('Tin Works Ltd.', '深圳锡厂有限公司'), ())
    """
    if not is_cjk(text):
        return ()
    words = PARTED.split(text.strip())
    turns = [at for at in range(1, len(words)) if is_cjk(words[at]) != is_cjk(words[at - 1])]
    if len(turns) != 1:
        return ()
    parts = " ".join(words[: turns[0]]), " ".join(words[turns[0] :])
    return parts if all(sum(map(str.isalpha, each)) >= FEWEST for each in parts) else ()


def _keys(name: Name) -> set[str]:
    """What two names that are the same have in common: their words together, or in the order of the alphabet."""
    words = [token.word for token in name.tokens]
    return {key for key in (name.joined, name.whole, " ".join(sorted(words))) if key}
