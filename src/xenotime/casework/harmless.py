"""Recognise what holds no magnet and no rare earth, by words of which none says that it could be something else."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from xenotime.casework.harmless_words import FOR, OF, PIECES, SIGNS, WITH, Piece, Vocabulary, vocabulary
from xenotime.casework.spelling import folded
from xenotime.facts.classification import HarmlessKinds
from xenotime.facts.item import Item

CAMEL = re.compile(r"(?<=[a-z\u00df-\u00ff]{3})(?=[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]{2})")
VALUE = re.compile(
    r"^[\u00b1~<=>]?\s*\d+(?:[.,/]\d+)*\s?(?:[kmrgup\u03bcn]?(?:ohms?|\u03c9|f|hz)|[kmr]\d*|[un\u03bcm]h)(?![a-z])[\s\d.,/%\u00b1()a-z]{0,24}$"
)  # fmt: skip
"""A name that is a resistance, a capacity, an inductance or a frequency, and little besides."""
OF_VALUE = "electronic component without a magnet"
THREAD = re.compile(r"(?<![a-z\d])m\d{1,2}(?:[.,]\d+)?(?:mm)?\s?[x*]\s?\d")
"""The thread of a fastener and its length."""
OF_THREAD = "fastener"
RATING = re.compile(
    r"(?<![a-z\d.,])\d+(?:[.,]\d+)?\s?(?:v|vdc|vac|v\s?[ad]c|kw|w|watts?|rpm|u/min|hp|btu)(?![a-z\d])(?!\s?-?(?:slot|belt|groove|ring|type|nut|wheel))"
)
"""A voltage, a power or a speed: what has one is no mere gear, hose or frame."""


@dataclass(frozen=True)
class Recognised:
    """One item of a harmless kind, and what says so."""

    item: str
    name: str
    kind: str
    what: str


def recognised(item: Item, kinds: HarmlessKinds) -> Recognised | None:
    """The harmless kind that an item's name, code or group says it is of; None where anything says that it may be more."""
    known = vocabulary(kinds)
    name = _folded(item.name)
    if known.open.search(name):
        return None
    makers = frozenset(each[0] for each in PIECES.finditer(folded(item.maker)))
    return next(_said(item, name, known, makers), None)


def _folded(text: str) -> str:
    """The text folded; words that are written as one, HalterBatterie, come apart."""
    return folded(CAMEL.sub(" ", text))


def _said(item: Item, name: str, known: Vocabulary, makers: frozenset[str]) -> Iterator[Recognised]:
    def of(kind: str, what: str) -> Recognised:
        return Recognised(item.id, item.name, kind, what)

    pieces = known.pieces(name, makers)
    driven = RATING.search(name)
    if (head := _head(pieces)) and (head.kind in known.rated or not driven):
        yield of(head.kind, f"name says {head.text!r}")
    if VALUE.match(folded(item.name)):
        yield of(OF_VALUE, "name is a value")
    for number, begins, kind in _coded(item, known):
        yield of(kind, f"customs code {number} begins with {begins}")
    if not any(each.unknown for each in pieces):
        if THREAD.search(name):
            yield of(OF_THREAD, "name is a thread and its length")
        for kind, series in known.series:
            for found in filter(None, map(series.search, (item.name.upper(), item.maker_part.upper()))):
                yield of(kind, f"{found[0]}, as types of this kind begin")
    group = _head(known.pieces(_folded(item.group), makers))
    if group and not group.weak and (group.kind in known.rated or not driven):
        yield of(group.kind, f"group says {group.text!r}")


def _coded(item: Item, known: Vocabulary) -> Iterator[tuple[str, str, str]]:
    """Each customs code with what it begins with, and the kind that this is of."""
    for code in item.codes or ():
        front, _, number = code.partition(":")
        digits = re.sub(r"\D", "", number)
        yield from (
            (number, begins, kind) for begins, kind in known.hs if front == "hs" and digits.startswith(begins)
        )


def _head(pieces: Sequence[Piece]) -> Piece | None:
    """The word that names the thing itself, where no unknown one could: the last of its clause, before `for`.

    A weak word names it only where nothing in the name, but what stands behind `for`, could make another thing of it;
    no word does where one that could, and that names no harmless thing itself, stands behind it: `picture frame digital`.
    """
    head: Piece | None = None
    doubtful = told = False
    rest = iter(pieces)
    for each in rest:
        if head and head.weak and each.text in OF:
            told = doubtful = True
        elif each.text in FOR and head and not doubtful:
            return head
        elif each.text in WITH or (each.parts and (head or doubtful)):
            after = (each, *rest) if each.text in WITH else (*rest,)
            return head if head and not doubtful and _harmless_beside(after, head) else None
        elif each.kind:
            head, doubtful = each, each.weak and (doubtful or told)
        elif each.unknown:
            doubtful = doubtful or not (head and _is_type(each, head))
        told = told or each.tells
        doubtful = doubtful or bool(head and each.tells and (head.weak or not each.kind))
    return None if doubtful else head


def _is_type(piece: Piece, head: Piece) -> bool:
    """Whether Latin letters stand behind a noun in signs: what a thing is stands in the signs, and they name its type."""
    return bool(re.match(f"[{SIGNS}]", head.text)) and not re.match(f"[{SIGNS}]", piece.text)


def _harmless_beside(rest: Iterable[Piece], head: Piece) -> bool:
    """Whether nothing unknown comes with it; of a weak head, nor says in another clause what it is: `switch, reed`."""
    inside = head.weak
    for each in rest:
        if head.weak and each.text in FOR:
            return True
        inside = head.weak or each.text in WITH or (inside and not each.parts)
        if inside and (each.unknown or (head.weak and each.tells)):
            return False
    return True


def may_be_more(item: Item, kinds: HarmlessKinds) -> bool:
    """Whether a name holds a word of what hides something, or a voltage, a power or a speed."""
    name = _folded(item.name)
    return bool(vocabulary(kinds).open.search(name) or RATING.search(name))


def unknown_words(item: Item, kinds: HarmlessKinds) -> tuple[str, ...]:
    """The words of an item's name that no table knows, and those that say that it may be more than it seems."""
    known = vocabulary(kinds)
    name = _folded(item.name)
    makers = frozenset(each[0] for each in PIECES.finditer(folded(item.maker)))
    said = [each[0] for each in known.open.finditer(name)]
    return tuple(dict.fromkeys([*said, *(each.text for each in known.pieces(name, makers) if each.unknown)]))
