"""Codes of a book that are written like none that the law has: perhaps slips, and taken for entries that it does not know."""

import re

from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook

NONE, ANYTHING = "none", "*"
CATEGORY = re.compile(r"[0-9]?[A-Z]?[*]")
"""A beginning so short is that of a whole category, or of a group in one: it says nothing of how codes are written."""
DIGIT, LETTER = re.compile("[0-9]"), re.compile("[A-Za-z]")


def odd_codes(book: Book, law: Lawbook) -> tuple[str, ...]:
    """A remark for every item with a code that looks like none of those that the law has of its regime.

    Such a code is an entry that no list here has: it settles that the item is none of theirs.
    """
    every = {each for item in book.items.values() for each in item.codes or ()} - law.codes
    unknown = {each for each in every if not each.endswith(f":{NONE}")}
    shapes = _shapes(law) if unknown else {}
    odd = {each for each in unknown if _is_odd(each, shapes)}
    found = []
    for name, item in book.items.items():
        if codes := [each for each in item.codes or () if each in odd]:
            taken = "taken for what no list here has"
            found.append(f"{name}: no code that the law has is written like {' or '.join(codes)}: {taken}")
    return tuple(found)


def _is_odd(code: str, shapes: dict[str, set[str]]) -> bool:
    regime, _, entry = code.partition(":")
    known = shapes.get(regime, set())
    like = (
        entry.startswith(each[:-1]) if each.endswith(ANYTHING) else _shape(entry) == each for each in known
    )
    return bool(known) and not any(like)


def _shapes(law: Lawbook) -> dict[str, set[str]]:
    """For each regime how the codes that the law has are written; beginnings as they are.

    A short one counts in a regime that has nothing but beginnings: all that it knows of a category is how its codes begin.
    """
    entries: dict[str, set[str]] = {}
    for code in law.codes:
        regime, _, entry = code.partition(":")
        if entry != NONE:
            entries.setdefault(regime, set()).add(entry)
    return {regime: found for regime, of in entries.items() if (found := _shapes_of(of))}


def _shapes_of(entries: set[str]) -> set[str]:
    beginnings = {each for each in entries if each.endswith(ANYTHING)}
    whole = {_shape(each) for each in entries - beginnings}
    return whole | {each for each in beginnings if not whole or not CATEGORY.fullmatch(each)}


def _shape(entry: str) -> str:
    """A code up to its first point, with 9 for every digit and A for every letter.

    >>> _shape("3A001.b.1")
    '9A999'
    """
    return DIGIT.sub("9", LETTER.sub("A", entry.partition(".")[0]))
