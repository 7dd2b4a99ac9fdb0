"""What an answer and the table say of one fact: the answer fills what is open and narrows what is wide; else they clash."""

from collections.abc import Iterable

from xenotime.exact import Range, parse_range
from xenotime.facts.item import Words

ONE_OF = frozenset({"country", "origin", "destination"})
"""Facts of which several words say that it is one of them."""
BOTH = {"yes", "no"}
"""What a table says of a fact that is one of the two."""
SOME_OF = "codes"
"""What names some entries and not all: the answer stands beside them."""
NO_CODE = ":none"
ADDED = "lists"
"""Of what an answer may name more than the table does."""
DEEPER = (":", "#")
"""What stands between a word and what tells more of it: `magnet:ZZ`, `zz/list#note`."""


class Otherwise(ValueError):
    """An answer says otherwise than the table does."""


def words_of_both(name: str, own: Words, told: tuple[str, ...]) -> tuple[str, ...]:
    """What holds of a fact in words; raises Otherwise where the answer takes away what is stated.

    >>> words_of_both("made_with", ("magnet:ZZ",), ("magnet:ZZ:z7",)), words_of_both("country", ("DE", "FR"), ("FR",))
    (('magnet:ZZ:z7',), ('FR',))
    >>> words_of_both("formed", ("yes", "no"), ("no",))
    ('no',)
    """
    if own is None or set(own) == set(told):
        return told
    if name == SOME_OF:
        return _codes_of_both(own, told)
    narrows = (name in ONE_OF or set(own) == BOTH) and told and set(told) < set(own)
    if narrows or _tells_more(own, told, more=name == ADDED) or _is_within(own, told):
        return told
    raise Otherwise(f"the table says {'; '.join(own) or 'none'}")


def _codes_of_both(own: tuple[str, ...], told: tuple[str, ...]) -> tuple[str, ...]:
    both = tuple(dict.fromkeys((*own, *told)))
    if denied_codes(both):
        raise Otherwise(f"the table says {'; '.join(own) or 'none'}")
    return both


def denied_codes(codes: Iterable[str]) -> tuple[str, ...]:
    """Those that say that the item is on no list of a regime, where others say that it is on one.

    >>> denied_codes(["cn:none", "cn:1C905.a", "us:none"])
    ('cn:none',)
    """
    every = tuple(codes)
    regimes = [each.partition(":")[0] for each in every]
    return tuple(
        each for each in every if each.endswith(NO_CODE) and regimes.count(each.partition(":")[0]) > 1
    )


def _tells_more(own: tuple[str, ...], told: tuple[str, ...], *, more: bool) -> bool:
    """Whether each stated word is told, or more of it; and no other one is, unless `more` of them may be."""
    kept = all(any(_is_deeper(one, each) for one in told) for each in own)
    return kept and (more or all(any(_is_deeper(each, one) for one in own) for each in told))


def _is_deeper(told: str, own: str) -> bool:
    return told == own or told.startswith(tuple(own + mark for mark in DEEPER))


def _is_within(own: tuple[str, ...], told: tuple[str, ...]) -> bool:
    """Whether the answer is a number within the one that is stated."""
    try:
        wide, (narrow,) = _hull(own), (parse_range(each) for each in told)
    except ValueError:
        return False
    return wide is not None and wide.meets(narrow) == narrow


def _hull(words: Iterable[str]) -> Range | None:
    found: Range | None = None
    for each in words:
        found = parse_range(each) if found is None else found.hull(parse_range(each))
    return found


def amount_of_both(own: Range | None, told: Range) -> Range:
    """What holds of an amount; raises Otherwise where the two have nothing in common."""
    both = told if own is None else own.meets(told)
    if both is None:
        raise Otherwise("the table says another amount")
    return both


def text_of_both(own: str, told: str) -> str:
    """What holds of a text; raises Otherwise where the two differ."""
    if own and own != told:
        raise Otherwise(f"the table says {own}")
    return told
