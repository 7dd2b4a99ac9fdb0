"""The cell of facts that have no column of their own: names of the vocabulary, each with values that it may have."""

from xenotime.exact import parse_range
from xenotime.facts.item import Words
from xenotime.reading.book.columns import NONE
from xenotime.reading.book.words import BookWords, FactWord
from xenotime.reading.tables.cells import (
    NOT_KNOWN_HINT,
    check_country,
    check_denied,
    check_told,
    check_whose,
    check_word,
    codes,
    day,
    parts,
    steps,
)
from xenotime.reading.tables.numbers import GROUPED, CellError, NotKnown

PARTY = "party."
"""What the vocabulary puts before facts about a party."""
NEVER_NONE = {"truth": "yes, no", "number": "14, 5..7", "date": "YYYY-MM-DD, for example 2025-12-01"}
"""Types of facts that always have a value, whether it is known or not, with how one is written."""


def _check_fact(name: str, value: str, known: FactWord, decimal: str) -> None:
    if known.type == "number":
        _check_amount(name, value, decimal)
    elif known.type == "date":
        day(value)
    elif known.type == "country":
        check_country(value)
    elif known.type == "truth":
        check_word(value, ("yes", "no"), f"The value of {name}")
    elif known.type == "step":
        steps(value, known.words, known.untold)
    elif known.type == "code":
        codes(value, known.words)
    else:
        check_word(value, known.words, f"The value of {name}")


def _check_amount(name: str, value: str, decimal: str) -> None:
    """Let a number or a range of numbers pass, in the unit that the fact has; none whose point may part thousands."""
    if decimal == "," and any(
        "." in end and GROUPED[","].fullmatch(end.strip()) for end in value.split("..")
    ):
        do = "write the number without thousands separators, or another number of decimals"
        raise CellError(f"The value of {name} is two different numbers: {value!r}", "14, 5..7", do)
    try:
        parse_range(value)
    except ValueError:
        do = "write the number with a point, in the unit of the fact and without it"
        raise CellError(f"The value of {name} is not a number: {value!r}", "14, 5..7", do) from None


def facts(
    text: str,
    known: BookWords,
    front: str = "",
    own: tuple[tuple[str, str], ...] = (),
    decimal: str = ".",
) -> dict[str, Words]:
    """Facts as `name=value; name=value`; several values of one fact are parted by `|`, and `none` says that there are none.

    `front` is what the vocabulary puts before their names. Those that have a column of their `own`, told with it, do not stand here.
    """
    about = _about(known, front)
    found, unknown = dict[str, Words](), list[str]()
    for part in () if text.strip() == NONE else parts(text):
        name, sign, value = (piece.strip() for piece in part.partition("="))
        values = tuple(dict.fromkeys(one.strip() for one in value.split("|")))
        if not name or not sign or not all(values):
            do = "write the name of the fact, =, and its value"
            raise CellError(f"{part!r} is not a fact with its value", "name=value; name=value|value", do)
        if name in found:
            raise CellError(f"The fact {name} is given twice", "each fact once", "join its values with |")
        check_name(name, known, front, own)
        found[name] = () if values == (NONE,) else values
        if name in about:
            try:
                check_fact_values(name, found[name] or (), about[name], decimal)
            except NotKnown as said:
                unknown.append(said.remark)
                del found[name]
    if unknown:
        raise NotKnown("; ".join(unknown), found)
    return found


def check_name(name: str, known: BookWords, front: str, own: tuple[tuple[str, str], ...]) -> None:
    """Let the name of a fact pass that may stand in such a cell."""
    columns = dict(own)
    if name in columns:
        raise CellError(
            f"The fact {name} has a column of its own",
            "facts that have none",
            f"write it in the column {columns[name]}",
        )
    check_word(name, _about(known, front), "The fact")


def _about(known: BookWords, front: str) -> dict[str, FactWord]:
    """The facts that the law knows of what a table is about, by the names that they have there."""
    return {
        name.removeprefix(front): word
        for name, word in known.facts.items()
        if name.startswith(PARTY) is (front == PARTY)
    }


def check_fact_values(name: str, values: tuple[str, ...], known: FactWord, decimal: str = ".") -> None:
    """Let values pass that a fact may have; NotKnown where they say nothing."""
    if not values and known.type in NEVER_NONE:
        allowed = NEVER_NONE[known.type]
        raise CellError(f"{name} is never `none`", allowed, NOT_KNOWN_HINT)
    for one in values:
        _check_fact(name, one, known, decimal)
    if known.type == "code":
        check_whose(values)
        check_denied(values)
    if known.type == "country":
        check_told(values, known.untold)
