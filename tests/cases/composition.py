"""What a thing is made of: figures, shares and substances under keys of their own."""

import re
from collections.abc import Callable
from typing import Any

from cases.phrasebook import Effect, Phrasebook
from cases.situation import Situation

YES_NO = {"true": "yes", "false": "no"}
NUMBER = re.compile(r"[\d.]+")
FIGURE = re.compile(r"[\d.]+(?= ?[^\s\d.]{0,8}$)")
"""A number, with its unit or without."""
NO_FIGURE = re.compile(r"none\b|no such\b", re.IGNORECASE)
SHARE = re.compile(r"(?P<what>\w+?)_(?P<of>mass_|mol_|at_)?(?:pct|percent|wt_pct)")
OF_MASS = {None, "mass_"}
FORMULA = re.compile(r"(?:[A-Z][a-z]?\d*){2,}")
WORTH = re.compile(r"(?:^|_)(?:usd|eur|jpy|gbp|value|price)$", re.IGNORECASE)
Heard = Callable[[Situation, str, str], list[Effect]]
"""Reads a text of a kind for a situation."""


def compose(it: Situation, book: Phrasebook, heard: Heard, value: dict[str, Any] | str) -> None:
    """Take over a composition: a text, or parts under keys."""
    if isinstance(value, str):
        it.hear(heard(it, "thing", value))
        return
    for key, said in value.items():
        if not (isinstance(said, str) and (_figure(it, book, key, said) or _share(it, book, key, said))):
            _material(it, book, heard, key, said)


def _figure(it: Situation, book: Phrasebook, key: str, said: str) -> bool:
    """A figure that the law asks for, by its own name or another one; a thing that has none of it has 0."""
    how, _, place = book.composition.get(key, "").partition(" ")
    place = place if how == "fact" else book.vocabulary.figure(key) if not how else ""
    number = FIGURE.match(said)
    word = number[0] if number else YES_NO.get(said, "0" if NO_FIGURE.match(said) else "")
    if not place or not (word or how):
        return False
    it.say(place, word or said)
    share = SHARE.fullmatch(key)
    if share and share["what"] in book.names:
        _shares(it, book, share["what"], said)
    return True


def _share(it: Situation, book: Phrasebook, key: str, said: str) -> bool:
    """A share or the purity of substances, or the words that say that nothing listed is there."""
    share = SHARE.fullmatch(key)
    if key.endswith("_purity_pct"):
        it.has.append({"substance": book.element(key.removesuffix("_purity_pct"))})
        it.say("item.facts.purity_percent", said)
    elif share and all(_is_substance(book, each) for each in share["what"].split("_plus_")):
        _shares(it, book, share["what"], said if share["of"] in OF_MASS else "")
    elif key == "listed_elements" and said == "none":
        it.closed = True
    else:
        # what a part is worth is counted elsewhere
        return book.composition.get(key) == "remark" or bool(NUMBER.fullmatch(said) and WORTH.search(key))
    return True


def _material(it: Situation, book: Phrasebook, heard: Heard, key: str, said: Any) -> None:
    """A part, read as a thing; what is Chinese is the content whose value is tested."""
    how, name = book.composition.get(key, ""), key.replace("_", " ")
    if "chinese" in name.casefold() and isinstance(said, str):
        part = Situation()
        part.hear(heard(it, "thing", said))
        it.chinese = " ".join([*(row["substance"] for row in part.has[:1]), part.said("item.form")]).strip()
        return
    it.magnet = it.magnet or how == "magnet" or "magnet" in name.split()
    for each in said if isinstance(said, list) else [said]:
        it.hear(heard(it, "thing", each if how else f"{name}: {each}"))


def _is_substance(book: Phrasebook, word: str) -> bool:
    symbol = book.element(word)
    return symbol in book.names.values() or bool(FORMULA.fullmatch(symbol))


def _shares(it: Situation, book: Phrasebook, what: str, said: str) -> None:
    several = what.split("_plus_")
    for each in several:
        row = {"substance": book.element(each)}
        if len(several) == 1 and NUMBER.fullmatch(said):
            if not float(said):
                it.lacks.append(row["substance"])
                continue
            row |= {"share_low": f"{said} %", "share_high": f"{said} %"}
        it.has.append(row)
