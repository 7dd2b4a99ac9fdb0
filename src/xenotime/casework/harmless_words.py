"""The words of the harmless kinds, ready to be looked up, and a name taken apart by them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from xenotime.casework.accessories import NEVER, any_of
from xenotime.casework.spelling import folded
from xenotime.facts.classification import HarmlessKinds

LATIN = "a-z\u00df-\u024f\u0400-\u04ff"
SIGNS = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
PIECES = re.compile(
    rf"([{SIGNS}]+)|([{LATIN}]*\d[{LATIN}\d.]*)|([{LATIN}]+)|(\s[-\u2013\u2014]+\s|[,;:()/|\[\]\u3001]|[+&])"
)
PLURALS, GERMAN_PLURALS = ("s", "es"), ("s", "es", "e", "n", "en")
DRAWN = "\u30fc"
"""The sign of a long vowel, which ends some words and is left out by others."""
SHORT = 2
"""Letters of a Latin word that says nothing: units, sides, initials."""
LINKS = ("", "s", "n", "e", "en", "es")
"""What may stand between the front and the end of a German compound."""
LEAST_FRONT, LEAST_END = 3, 4
"""Letters from which on a word may end a longer one, and how many have to stand before it."""
OF = frozenset(("de", "du", "del", "di", "da", "do", "des", "della", "dello"))
"""What follows says where a thing belongs or what it is one of: `caixa de som`, a box of sound, is a loudspeaker."""
FOR = OF | frozenset(
    ("for", "fuer", "f", "para", "pour", "per", "zum", "zur", "to", "suits", "fits", "для", "voor", "til", "för")
)  # fmt: skip
"""What follows says where a thing belongs, not what it is."""
WITH = frozenset(("with", "mit", "w", "incl", "inkl", "including", "avec", "con", "plus", "+", "&"))
"""What follows comes with it, and has to be harmless itself."""


@dataclass(frozen=True)
class Piece:
    """A word of a name: of a harmless kind, of none that is known, a sign that parts, or nothing that counts."""

    text: str
    kind: str = ""
    unknown: bool = False
    parts: bool = False
    weak: bool = False
    tells: bool = False
    """Whether it makes another thing of a weak word: `PC`, of a case."""


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
    telling: frozenset[str]
    tail: re.Pattern[str]
    """Plain words in signs at the end of longer ones: the assembly, in `buffer assembly`."""
    front: re.Pattern[str]
    """Known words in signs, which may stand before a weak one."""
    open: re.Pattern[str]
    rated: frozenset[str]
    """The kinds whose things have a voltage or a power of their own."""
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
                made.append(Piece(said, self.words[said], weak=said in self.weak, tells=True))
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
            return self._of_signs(word)
        if sort == 2:  # noqa: PLR2004  a word with digits names a size or a type
            return Piece(word, tells=word in self.telling)
        if sort == 4:  # noqa: PLR2004
            return Piece(word, parts=True)
        known = len(word) <= SHORT or word in self.plain or word in makers or word in FOR or word in WITH
        end = word if word in self.words else "" if known else self._end(word)
        weak = end in self.weak
        tells = word in self.telling or bool(end and not weak and word not in self.plain)
        return Piece(end or word, self.words.get(end, ""), not end and not known, weak=weak, tells=tells)

    def _of_signs(self, word: str) -> Piece:
        """A run of signs by the word that it ends with; a weak one, and a single sign, name it only behind a front that is known."""
        whole = self.tail.sub("", word).removesuffix(DRAWN)
        end = self._sign(whole)
        front = whole.removesuffix(end)
        if end and front and (len(end) == 1 or end in self.weak) and not self.front.fullmatch(front):
            return Piece(word, unknown=True)
        return Piece(end or word, self.signs.get(end, ""), not end and word not in self.plain, weak=end in self.weak)  # fmt: skip

    def _sign(self, word: str) -> str:
        ends = (word[at:] for at in range(max(0, len(word) - self.longest), len(word)))
        return next((each for each in ends if each in self.signs), "")

    def _end(self, word: str) -> str:
        """The end of a longer word that names it; a weak one does so only behind a front that is known."""
        ends = (word[at:] for at in range(LEAST_FRONT, len(word) - LEAST_END + 1))
        end = next((each for each in ends if each in self.ends), "")
        return "" if end in self.weak and not self._known(word.removesuffix(end)) else end

    def _known(self, front: str) -> bool:
        fronts = [front.removesuffix(link) for link in LINKS]
        return any(each in self.plain or each in self.words for each in fronts) and self.telling.isdisjoint(
            fronts
        )


@lru_cache(maxsize=4)
def vocabulary(kinds: HarmlessKinds) -> Vocabulary:
    """The vocabulary of a table."""
    words: dict[str, str] = {}
    signs: dict[str, str] = {}
    ends: set[str] = set()
    for kind in kinds.kinds:
        for each in kind.words:
            word = spaced(each.lstrip("~"))
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
    latin = any_of(each for each in apart if not _begins_in_signs(each)) or NEVER
    other = any_of(each for each in apart if _begins_in_signs(each)) or NEVER
    plain = frozenset(folded(each) for each in kinds.plain)
    weak = frozenset(spaced(each) + end for each in kinds.weak for end in ("", *PLURALS))
    plain_signs = [each for each in plain if _in_signs(each)]
    return Vocabulary(
        words,
        {first: tuple(sorted(some, key=len, reverse=True)) for first, some in phrases.items()},
        frozenset(ends),
        signs,
        max(map(len, signs), default=0),
        plain,
        weak,
        frozenset(folded(each) for each in kinds.telling),
        re.compile(rf"(?<=.)(?:{any_of(plain_signs) or NEVER})+$"),
        re.compile(rf"(?:{any_of([*plain_signs, *(each for each in signs if len(each) > 1)]) or NEVER})+"),
        re.compile(rf"(?<![{LATIN}])(?:{latin})(?![{LATIN}])|{other}"),
        frozenset(kind.id for kind in kinds.kinds if kind.rated),
        tuple((kind.id, _series(kind.series)) for kind in kinds.kinds if kind.series),
        tuple((code, kind.id) for kind in kinds.kinds for code in kind.hs),
    )  # fmt: skip


def spaced(word: str) -> str:
    """A word of the table, folded, its parts apart."""
    return " ".join(one[0] for one in PIECES.finditer(folded(word)))


def _in_signs(word: str) -> bool:
    return bool(re.match(f"[{SIGNS}]", word[-1]))


def _begins_in_signs(word: str) -> bool:
    return bool(re.match(f"[{SIGNS}]", word))


def _series(some: Iterable[str]) -> re.Pattern[str]:
    digit = re.escape("#")
    said = any_of(some).replace(digit, r"\d")
    return re.compile(rf"(?<![A-Z0-9])(?:{said})" if said else NEVER)
