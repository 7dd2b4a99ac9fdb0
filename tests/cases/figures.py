"""Figures with their units in what a thing is called: `microwave plasma reactor, 12 kW`."""

import re
from collections.abc import Iterator

from cases.declared import UNITS
from cases.phrasebook import Phrasebook

FIGURE = re.compile(
    r"(?<![\w.])(?P<number>\d+(?:\.\d+)?) ?(?P<unit>[A-Za-zµ][\w/µ³²]{0,7}(?: ?/ ?\w+)?)(?![\w-])"
)
BOUND = re.compile(
    r"(?:over|above|below|beneath|under|than|to|least|most|max\w*|min\w*|about|around|approx\w*|roughly|nearly|almost|circa|some|[<>≤≥~-]) ?(?:of )?$",
    re.IGNORECASE,
)
"""What makes of the figure behind it a limit, or one that is not exact."""
CLAUSE = re.compile(r"[,;()]| and ")
CLAUSES = re.compile(r"[,;]")
NAMED = re.compile(rf"(?:[A-Za-z]+ ){{0,2}}(?:of )?{FIGURE.pattern}", re.IGNORECASE)
SPELT = {"µ": "u", "³": "3", "²": "2", "^": "", "/": "_", " ": ""}


def apart(text: str) -> str:
    """A text without its figures and the words that name them, where each stands in a clause of its own."""
    clauses = [each for each in CLAUSES.split(text) if not NAMED.fullmatch(each.strip())]
    return ", ".join(each.strip() for each in clauses)


def told(book: Phrasebook, text: str) -> Iterator[tuple[str, str]]:
    """Every exact figure of a text that the law asks for, with its place.

    Of several with its unit it is the one of whose name most words stand in its clause, or else in the whole text;
    where no word of a name is there, or as many of two, none is told.
    """
    for found in FIGURE.finditer(text):
        if not BOUND.search(text[: found.start()]):
            before = CLAUSE.split(text[: found.start()])[-1]
            behind = CLAUSE.split(text[found.end() :])[0]
            place = _place(book, found["unit"], f"{before} {behind}", text)
            if place:
                yield place, found["number"]


def _place(book: Phrasebook, unit: str, *texts: str) -> str:
    parts = set("".join(SPELT.get(letter, letter) for letter in unit).casefold().split("_"))
    named = {
        name - UNITS: fact.place() for name, fact in book.vocabulary.figures.items() if name & UNITS == parts
    }
    for text in texts:
        words = set(re.findall(r"[a-z]+", text.casefold()))
        counted = sorted(((len(name & words), place) for name, place in named.items()), reverse=True)
        if counted and counted[0][0] and (len(counted) == 1 or counted[0][0] > counted[1][0]):
            return counted[0][1]
    return ""
