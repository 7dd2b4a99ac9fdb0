"""Codes of a book that are written like none that the law has: perhaps slips, and taken for entries that it does not know."""

import re
from collections.abc import Iterable

from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook

NONE, ANYTHING = "none", "*"
KIND = "code"
DIGIT, LETTER = re.compile("[0-9]"), re.compile("[A-Za-z]")


def odd_codes(book: Book, law: Lawbook) -> tuple[str, ...]:
    """A remark for every item with a code that looks like none of those that the law has of its regime.

    Such a code is an entry that no list here has: it settles that the item is none of theirs.
    """
    shapes = _shapes(law)
    found = []
    for name, item in book.items.items():
        odd = [each for each in item.codes or () if _is_odd(each, shapes)]
        if odd:
            taken = "taken for what no list here has"
            found.append(f"{name}: no code that the law has is written like {' or '.join(odd)}: {taken}")
    return tuple(found)


def _is_odd(code: str, shapes: dict[str, set[str]]) -> bool:
    regime, _, entry = code.partition(":")
    known = shapes.get(regime, set())
    like = (
        entry.startswith(each[:-1]) if each.endswith(ANYTHING) else _shape(entry) == each for each in known
    )
    return bool(known) and entry != NONE and not any(like)


def _shapes(law: Lawbook) -> dict[str, set[str]]:
    """For each regime how the codes of its lists, and those that a condition names, are written; beginnings as they are."""
    found: dict[str, set[str]] = {}
    for code in _codes(law):
        regime, _, entry = code.partition(":")
        if entry != NONE:
            shape = entry if entry.endswith(ANYTHING) else _shape(entry)
            found.setdefault(regime, set()).add(shape)
    return found


def _codes(law: Lawbook) -> Iterable[str]:
    yield from (f"{each.id.partition('/')[0]}:{row.code}" for each in law.lists.values() for row in each.rows)
    kinds = {name for name, kind in law.vocabulary.facts.items() if kind.type == KIND}
    yield from (word for each in law.conditions if each.subject.name in kinds for word in each.value.words)


def _shape(entry: str) -> str:
    """A code up to its first point, with 9 for every digit and A for every letter.

    >>> _shape("3A001.b.1")
    '9A999'
    """
    return DIGIT.sub("9", LETTER.sub("A", entry.partition(".")[0]))
