"""What is looked for in an item, and what was found: the two ends of every trace."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from xenotime.exact import Range
from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Item, Words
from xenotime.facts.seen import Line, Missing
from xenotime.facts.substance import elements_of

By = Literal["value", "mass", "pieces"]
ACQUIRED, EARLIER, ELEMENT = "acquired", "earlier", "element"


def _names_no_fact(_: Item) -> tuple[Missing, ...]:
    return ()


def _never(_: Item) -> bool | None:
    return False


def _is_one_of_several(_: ContentRow) -> bool:
    return False


def _is_untold(origin: Words) -> bool:
    return origin is None


@dataclass(frozen=True)
class Column:
    """One list with one origin, as questions about items and content rows; keep it, results are kept by it.

    Every question may be answered None: not known. Where no origin is asked, `origin_matches` is always
    True, also for None. `elements` are *all* elements that the list's entries are about, empty where an
    entry is about something else. `only_substances` says that every entry is a substance which a content
    row can state: only then do rows that name all those elements close the item; where articles stand on
    the list (magnets, motors), a row that states some dysprosium says nothing about their value.
    `item_missing` names the facts that keep `item_matches` open. `stops` tells of a part whether the law
    keeps what is inside it from counting, `stops_missing` names the facts that keep that open.
    """

    name: str
    item_matches: Callable[[Item], bool | None]
    row_matches: Callable[[ContentRow], bool | None]
    origin_matches: Callable[[Words], bool | None]
    names_all: Callable[[str], bool]
    counting: str = ACQUIRED
    elements: frozenset[str] = frozenset()
    only_substances: bool = False
    item_missing: Callable[[Item], tuple[Missing, ...]] = _names_no_fact
    stops: Callable[[Item], bool | None] = _never
    stops_missing: Callable[[Item], tuple[Missing, ...]] = _names_no_fact
    states_whole: Callable[[ContentRow], bool] = _is_one_of_several
    """Whether a row speaks of everything on the list, of the column's origin, together."""
    names_list: Callable[[ContentRow], bool] = _is_one_of_several
    """Whether a row speaks of the list by its name, of whatever origin: what other rows name may be some of it."""
    covers: Callable[[Words], bool] = _is_untold
    """Whether what is said of things of these origins alone is said of all that are of the column's."""

    @property
    def has_barrier(self) -> bool:
        """Whether a part made in the asked origin that is not on the list stays closed."""
        return self.counting == ACQUIRED and self.origin_matches(None) is not True

    def is_closed_by(self, row: ContentRow) -> bool:
        """Whether nothing counts besides what the row says of everything on the list.

        Where elements count in whatever form, there may be more of them than what came in as an entry.
        """
        return self.counting != ELEMENT and self.states_whole(row)

    def part_origin(self, made_in: Words, member: bool | None) -> bool | None:
        """Whether a part is of the asked origin; one that may stay closed only where all its countries are."""
        closes = self.has_barrier and not member
        return self.wholly_of_origin(made_in) if closes else self.origin_matches(made_in)

    def wholly_of_origin(self, made_in: Words) -> bool | None:
        """Whether every one of several countries is the asked origin; not known where some are."""
        found = {self.origin_matches((each,)) for each in made_in or ()} or {self.origin_matches(made_in)}
        return found.pop() if len(found) == 1 else None

    def form_matches(self, row: ContentRow) -> bool | None:
        """Whether the row's substance, in the form that counts, is on the list, whatever its origin."""
        if self.counting == ELEMENT and elements_of(row.substance) & self.elements:
            return True
        matches = self.row_matches(row)
        may_hold = self.counting == ELEMENT and matches is False and self.names_all(row.substance)
        return None if may_hold else matches

    def matches(self, row: ContentRow) -> bool | None:
        """Whether the row counts: its form and its origin."""
        return both(self.form_matches(row), self.row_origin(row))

    def row_origin(self, row: ContentRow) -> bool | None:
        """Whether the row's substance is of the asked origin."""
        if row.not_from is not None and self.covers(row.not_from):
            return False
        return self.origin_matches(row.origin)

    def is_relevant(self, row: ContentRow) -> bool:
        """Whether a calculation sheet should say why the row counts or does not."""
        return self.form_matches(row) is not False or self.names_all(row.substance)


@dataclass(frozen=True)
class Traced:
    """What was found: an amount between two bounds, or a truth; and everything that it rests on.

    `unit` is a currency, `kg`, `pieces` or nothing (a share). `missing` are the facts that keep the
    amount or the truth open, the deepest first. Nothing may be settled where `contradiction` is filled.
    """

    amount: Range | None = None
    truth: bool | None = None
    unit: str = ""
    missing: tuple[Missing, ...] = ()
    lines: tuple[Line, ...] = ()
    assumed: tuple[str, ...] = ()
    contradiction: str = ""


def both(one: bool | None, other: bool | None) -> bool | None:
    """One no is a no; else one unknown is an unknown."""
    return False if False in (one, other) else None if None in (one, other) else True


def either(answers: tuple[bool | None, ...]) -> bool | None:
    """One yes is a yes; else one unknown is an unknown."""
    return True if True in answers else None if None in answers else False


def is_surely_there(row: ContentRow) -> bool:
    """Whether the row says that some of the substance is in the item."""
    stated = (row.share, row.value)
    return not row.absent and (row.present or any(each is not None and each.low > 0 for each in stated))


def is_surely_not_there(row: ContentRow) -> bool:
    """Whether the row says that none of it is: a share of nothing without a detection limit."""
    nothing = row.share is not None and row.share.high == 0 and not row.detection_limit
    return row.absent or (nothing and not row.present)


def is_limited(row: ContentRow) -> bool:
    """Whether the row says no more than that none from some places is there: from elsewhere there may be."""
    return row.origin is not None and is_surely_not_there(row)


ZERO = Fraction(0)
