"""With what an item was made: the number of a step of making, in whichever way the book writes it."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from xenotime.facts.seen import UNSTATED, About, Seen

DIGIT = re.compile("[0-9]")
LETTERS = re.compile("[^0-9]")


def made_with(about: About, steps: Sequence[str], named: frozenset[str]) -> Seen:
    """All steps of making, each in the words of the law; `named` are the steps with a number that the law names."""
    return Seen(about, frozenset(word for each in steps for word in _in_words(each, named)), closed=True)


@lru_cache(maxsize=10_000)
def _in_words(step: str, named: frozenset[str]) -> tuple[str, ...]:
    """A step as it stands, without its number, and with its number as the law writes it; or that none is stated.

    >>> named = frozenset({"metal:ZZ:z7"})
    >>> _in_words("metal:ZZ", named), _in_words("metal:ZZ:zz:Z7.a", named)
    (('metal:ZZ', 'metal:ZZ:unstated'), ('metal:ZZ:zz:Z7.a', 'metal:ZZ', 'metal:ZZ:z7'))
    """
    name, country, *code = step.split(":")
    front = f"{name}:{country}"
    if not code:
        return step, f"{front}:{UNSTATED}"
    of_list, _, number = ":".join(code).rpartition(":")
    known = {each.rpartition(":")[2] for each in named if each.startswith(f"{front}:")}
    if (of_list and of_list.upper() != country) or _of_something_else(number, known):
        return step, front, f"{front}:{UNSTATED}"
    below = {number.casefold(), number.partition(".")[0].casefold()}
    return step, front, *(f"{front}:{each}" for each in sorted(known) if each.casefold() in below)


def _of_something_else(number: str, known: Collection[str]) -> bool:
    """Whether a number is written like those that the law names for this step, but for letters that none of them has.

    A plant is told by the technology that it comes from: the number of a machine in it tells none.

    >>> _of_something_else("3B001.a", {"3E001", "3D001"}), _of_something_else("EAR99", {"3E001"})
    (True, False)
    """
    heading = number.partition(".")[0].upper()
    alike = {each.upper() for each in known if _shape(each.upper()) == _shape(heading)}
    return bool(alike) and _letters(heading) not in {_letters(each) for each in alike}


def _shape(number: str) -> str:
    return LETTERS.sub("A", DIGIT.sub("9", number))


def _letters(number: str) -> str:
    return DIGIT.sub("", number)
