"""Recognise what holds no magnet and no rare earth, by words of which none says that it could be something else."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from xenotime.casework.accessories import NEVER, any_of
from xenotime.casework.spelling import folded
from xenotime.facts.classification import HarmlessKinds
from xenotime.facts.item import Item

LATIN = "a-z\u00df-\u024f\u0400-\u04ff"
SIGNS = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
PIECES = re.compile(
    rf"([{SIGNS}]+)|([{LATIN}]*\d[{LATIN}\d.]*)|([{LATIN}]+)|(\s[-\u2013\u2014]+\s|[,;:()/|\[\]\u3001]|[+&])"
)
PLURALS, GERMAN_PLURALS = ("s", "es"), ("s", "es", "e", "n", "en")
DRAWN = "\u30fc"
"""The sign of a long vowel, which ends some words and is left out by others."""
CAMEL = re.compile(r"(?<=[a-z\u00df-\u00ff]{3})(?=[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]{2})")
SHORT = 2
"""Letters of a Latin word that says nothing: units, sides, initials."""
LINKS = ("", "s", "n", "e", "en", "es")
"""What may stand between the front and the end of a German compound."""
LEAST_FRONT, LEAST_END = 3, 4
"""Letters from which on a word may end a longer one, and how many have to stand before it."""
FOR = frozenset(
    (
        "for",
        "fuer",
        "f",
        "de",
        "du",
        "del",
        "para",
        "pour",
        "per",
        "zum",
        "zur",
        "to",
        "suits",
        "fits",
        "для",
        "voor",
        "til",
        "för",
    )
)
"""What follows says where a thing belongs, not what it is."""
WITH = frozenset(("with", "mit", "w", "incl", "inkl", "including", "avec", "con", "plus", "+", "&"))
"""What follows comes with it, and has to be harmless itself."""
VALUE = re.compile(
    r"^[\u00b1~<=>]?\s*\d+(?:[.,/]\d+)*\s?(?:[kmrgup\u03bcn]?(?:ohms?|\u03c9|f|hz)|[kmr]\d*|[un\u03bcm]h)(?![a-z])[\s\d.,/%\u00b1()a-z]{0,24}$"
)  # fmt: skip
"""A name that is a resistance, a capacity, an inductance or a frequency, and little besides."""
OF_VALUE = "electronic component without a magnet"
THREAD = re.compile(r"(?<![a-z\d])m\d{1,2}(?:[.,]\d+)?(?:mm)?\s?[x*]\s?\d")
"""The thread of a fastener and its length."""
OF_THREAD = "fastener"


@dataclass(frozen=True)
class Recognised:
    """One item of a harmless kind, and what says so."""

    item: str
    name: str
    kind: str
    what: str


@dataclass(frozen=True)
class Piece:
    """A word of a name: of a harmless kind, of none that is known, a sign that parts, or nothing that counts."""

    text: str
    kind: str = ""
    unknown: bool = False
    parts: bool = False
    weak: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """The words of the harmless kinds, ready to be looked up."""

    words: dict[str, str]
    """Single words and, behind `~`, ends of longer ones, each with its kind."""
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    ends: frozenset[str]
    signs: dict[str, str]
    """Words of scripts that are written without spaces."""
    longest: int
    plain: frozenset[str]
    weak: frozenset[str]
    tail: re.Pattern[str]
    """Plain words in signs at the end of longer ones: the assembly, in `buffer assembly`."""
    open: re.Pattern[str]
    series: tuple[tuple[str, re.Pattern[str]], ...]
    hs: tuple[tuple[str, str], ...]

    def pieces(self, text: str, makers: frozenset[str]) -> list[Piece]:
        """The folded text, word by word."""
        found = [(each.lastindex or 0, each[0]) for each in PIECES.finditer(text)]
        made: list[Piece] = []
        at = 0
        while at < len(found):
            sort, word = found[at]
            phrase = self._phrase(found, at) if sort != 4 else ()  # noqa: PLR2004  the fourth group of the pattern
            if phrase:
                said = " ".join(phrase)
                made.append(Piece(said, self.words[said], weak=said in self.weak))
            else:
                made.append(self._piece(sort, word, makers))
            at += len(phrase) or 1
        return made

    def _phrase(self, found: Sequence[tuple[int, str]], at: int) -> tuple[str, ...]:
        """The longest phrase of several words that begins there."""
        for parts in self.phrases.get(found[at][1], ()):
            if tuple(word for _, word in found[at : at + len(parts)]) == parts:
                return parts
        return ()

    def _piece(self, sort: int, word: str, makers: frozenset[str]) -> Piece:
        if sort == 1:
            end = self._sign(self.tail.sub("", word).removesuffix(DRAWN))
            return Piece(end or word, self.signs.get(end, ""), not end and word not in self.plain)
        if sort == 2:  # noqa: PLR2004  a word with digits names a size or a type
            return Piece(word)
        if sort == 4:  # noqa: PLR2004
            return Piece(word, parts=True)
        known = len(word) <= SHORT or word in self.plain or word in makers or word in FOR or word in WITH
        end = word if word in self.words else "" if known else self._end(word)
        return Piece(end or word, self.words.get(end, ""), not end and not known, weak=word in self.weak)

    def _sign(self, word: str) -> str:
        ends = (word[at:] for at in range(max(0, len(word) - self.longest), len(word)))
        return next((each for each in ends if each in self.signs), "")

    def _end(self, word: str) -> str:
        """The end of a longer word that names it; a weak one does so only behind a front that is known."""
        ends = (word[at:] for at in range(LEAST_FRONT, len(word) - LEAST_END + 1))
        end = next((each for each in ends if each in self.ends), "")
        return "" if end in self.weak and not self._known(word.removesuffix(end)) else end

    def _known(self, front: str) -> bool:
        return any(
            each in self.plain or each in self.words for each in (front.removesuffix(link) for link in LINKS)
        )


@lru_cache(maxsize=4)
def vocabulary(kinds: HarmlessKinds) -> Vocabulary:
    """The vocabulary of a table."""
    words: dict[str, str] = {}
    signs: dict[str, str] = {}
    ends: set[str] = set()
    for kind in kinds.kinds:
        for each in kind.words:
            word = _spaced(each.lstrip("~"))
            if _in_signs(word):
                signs.setdefault(word.removesuffix(DRAWN), kind.id)
                continue
            german = each.startswith("~")
            forms = [word, *(word + end for end in (GERMAN_PLURALS if german else PLURALS))]
            for form in forms:
                words.setdefault(form, kind.id)
            ends |= {*forms} if german else set()
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for word in words:
        if " " in word:
            phrases.setdefault(word.split()[0], []).append(tuple(word.split()))
    apart = [folded(each) for each in kinds.open]
    latin = any_of(each for each in apart if not re.match(f"[{SIGNS}]", each)) or NEVER
    other = any_of(each for each in apart if re.match(f"[{SIGNS}]", each)) or NEVER
    return Vocabulary(
        words,
        {first: tuple(sorted(some, key=len, reverse=True)) for first, some in phrases.items()},
        frozenset(ends),
        signs,
        max(map(len, signs), default=0),
        frozenset(folded(each) for each in kinds.plain),
        frozenset(_spaced(each) + end for each in kinds.weak for end in ("", *PLURALS)),
        re.compile(rf"(?<=.)(?:{any_of(filter(_in_signs, map(folded, kinds.plain))) or NEVER})+$"),
        re.compile(rf"(?<![{LATIN}])(?:{latin})(?![{LATIN}])|{other}"),
        tuple((kind.id, _series(kind.series)) for kind in kinds.kinds if kind.series),
        tuple((code, kind.id) for kind in kinds.kinds for code in kind.hs),
    )  # fmt: skip


def _spaced(word: str) -> str:
    """A word of the table, folded, its parts apart."""
    return " ".join(one[0] for one in PIECES.finditer(folded(word)))


def _in_signs(word: str) -> bool:
    return bool(re.match(f"[{SIGNS}]", word[-1]))


def _series(some: Iterable[str]) -> re.Pattern[str]:
    digit = re.escape("#")
    said = any_of(some).replace(digit, r"\d")
    return re.compile(rf"(?<![A-Z0-9])(?:{said})" if said else NEVER)


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
    if head := _head(pieces):
        yield of(head.kind, f"name says {head.text!r}")
    if VALUE.match(folded(item.name)):
        yield of(OF_VALUE, "name is a value")
    for number, begins, kind in _coded(item, known):
        yield of(kind, f"customs code {number} begins with {begins}")
    if not any(each.unknown for each in pieces):
        if THREAD.search(name):
            yield of(OF_THREAD, "name is a thread and its length")
        for kind, series in known.series:
            for found in filter(
                None, map(series.search, (item.name.upper(), item.maker_part.upper(), item.id.upper()))
            ):
                yield of(kind, f"{found[0]}, as types of this kind begin")
    group = _head(known.pieces(_folded(item.group), makers))
    if group and not group.weak:
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
    """The word that names the thing itself, where no unknown one could: the last of its clause, before `for`."""
    head: Piece | None = None
    doubtful = False
    rest = iter(pieces)
    for each in rest:
        if each.text in WITH:
            return head if head and not doubtful and _harmless_beside((each, *rest)) else None
        if each.parts and (head or doubtful):
            return head if head and not doubtful and _harmless_beside(rest) else None
        if each.text in FOR and head and not doubtful:
            return head
        if each.kind:
            head, doubtful = each, doubtful and each.weak
        elif each.unknown:
            doubtful = doubtful or not (head and _is_type(each, head))
    return None if doubtful else head


def _is_type(piece: Piece, head: Piece) -> bool:
    """Whether Latin letters stand behind a noun in signs: what a thing is stands in the signs, and they name its type."""
    return bool(re.match(f"[{SIGNS}]", head.text)) and not re.match(f"[{SIGNS}]", piece.text)


def _harmless_beside(rest: Iterable[Piece]) -> bool:
    """Whether nothing unknown comes with it."""
    inside = False
    for each in rest:
        inside = each.text in WITH or (inside and not each.parts)
        if inside and each.unknown:
            return False
    return True


def unknown_words(item: Item, kinds: HarmlessKinds) -> tuple[str, ...]:
    """The words of an item's name that no table knows, and those that say that it may be more than it seems."""
    known = vocabulary(kinds)
    name = _folded(item.name)
    makers = frozenset(each[0] for each in PIECES.finditer(folded(item.maker)))
    said = [each[0] for each in known.open.finditer(name)]
    return tuple(dict.fromkeys([*said, *(each.text for each in known.pieces(name, makers) if each.unknown)]))
