"""Random true worlds of items, and books that hide some of what is true."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from tracing.trace_books import OFF_LIST, ON_LIST
from xenotime.exact import NOTHING, Range, exactly
from xenotime.facts.bill import BillLine
from xenotime.facts.book import Book
from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Item

Key = tuple[str, int]
"""One fact that a book may hide: its kind, and the number of its item or line."""
OLD, NEW = date(2029, 1, 1), date(2029, 6, 1)
HIDDEN_VALUES = ("none", "range", "none")
HIDDEN_LINES = ("none", "range", "option", "alternative", "dropped")
HIDDEN_WORDS = ("silent", "range", "form", "origin", "suppliers", "undated", "speakers", "superseded")


@dataclass(frozen=True)
class Thing:
    """What one item truly is; `extra` is listed matter of its own, `other` the same in an unlisted form."""

    listed: bool
    chinese: bool
    slack: int
    extra: int
    extra_chinese: bool
    rolled: bool
    speaks: bool
    how_value: str
    how_said: str


@dataclass(frozen=True)
class Used:
    """What one line truly is, and with which other child a book may confuse it."""

    parent: int
    child: int
    quantity: int
    how: str
    decoy: int


@dataclass(frozen=True)
class World:
    """Items by number, the last ones innermost; lines from lower to higher numbers only."""

    things: tuple[Thing, ...]
    lines: tuple[Used, ...]

    def below(self, number: int) -> list[Used]:
        return [line for line in self.lines if line.parent == number]

    def rolls(self, number: int) -> bool:
        thing = self.things[number]
        return thing.rolled and not thing.extra and bool(self.below(number))

    def worth(self, number: int) -> Fraction:
        """What one of it is worth, parts and all."""
        thing = self.things[number]
        parts = sum((line.quantity * self.worth(line.child) for line in self.below(number)), Fraction(0))
        return parts if self.rolls(number) else parts + thing.extra + thing.slack

    def inside(self, number: int, *, origin: bool, barrier: bool) -> Fraction:
        """What is listed inside one of it, by the words of the law and nothing else."""
        thing = self.things[number]
        own = thing.extra if thing.extra_chinese or not origin else 0
        return own + sum(
            (
                line.quantity * self.counted(line.child, origin=origin, barrier=barrier)
                for line in self.below(number)
            ),
            Fraction(0),
        )

    def counted(self, number: int, *, origin: bool, barrier: bool) -> Fraction:
        thing = self.things[number]
        if thing.listed and (thing.chinese or not origin):
            return self.worth(number)
        if barrier and origin and thing.chinese:
            return Fraction(0)
        return self.inside(number, origin=origin, barrier=barrier)

    def has_any(self, number: int) -> bool:
        """Whether any of the substance is in it."""
        below = (line for line in self.below(number) if line.quantity)
        return bool(self.things[number].extra) or any(self.has_any(line.child) for line in below)

    def keys(self) -> list[Key]:
        """Everything that a book of this world may hide."""
        items = [
            (kind, n)
            for kind in ("value", "listed", "made", "said", "closed")
            for n in range(len(self.things))
        ]
        return items + [("line", n) for n in range(len(self.lines))]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    size = draw(st.integers(2, 5))
    things = tuple(
        Thing(
            listed=draw(st.booleans()),
            chinese=draw(st.booleans()),
            slack=draw(st.integers(1, 9)),
            extra=draw(st.sampled_from([0, 0, 1, 3])),
            extra_chinese=draw(st.booleans()),
            rolled=draw(st.booleans()),
            speaks=draw(st.booleans()),
            how_value=draw(st.sampled_from(HIDDEN_VALUES)),
            how_said=draw(st.sampled_from(HIDDEN_WORDS)),
        )
        for _ in range(size)
    )
    pairs = [(parent, child) for parent in range(size) for child in range(parent + 1, size)]
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=6))
    lines = tuple(
        Used(
            parent,
            child,
            draw(st.integers(0, 3)),
            draw(st.sampled_from(HIDDEN_LINES)),
            draw(st.integers(parent + 1, size - 1)),
        )
        for parent, child in chosen
    )
    return World(things, lines)


def blurred(amount: Fraction) -> Range:
    return Range(amount / 2, amount * 2)


@dataclass(frozen=True)
class Telling:
    """A book of one world that hides some facts, for a trace of one origin, with barriers or without."""

    world: World
    hidden: frozenset[Key]
    by: str = "value"
    origin: bool = True
    barrier: bool = True

    @property
    def says_what_is_false(self) -> bool:
        """Whether a supplier who is not the one, or an outdated statement, may speak against the truth."""
        hows = {thing.how_said for n, thing in enumerate(self.world.things) if ("said", n) in self.hidden}
        return bool(hows & {"suppliers", "undated"})

    def book(self) -> Book:
        numbers = range(len(self.world.things))
        bill = [line for number in range(len(self.world.lines)) for line in self._line(number)]
        return Book(
            items={f"I{number}": self._item(number) for number in numbers},
            bill=tuple(bill),
            contents=tuple(row for number in numbers for row in self._rows(number)),
        )

    def _item(self, number: int) -> Item:
        thing = self.world.things[number]
        worth: Range | None = exactly(self.world.worth(number))
        if ("value", number) in self.hidden:
            worth = None if thing.how_value == "none" else blurred(self.world.worth(number))
        summed = self.by == "value" and self.world.rolls(number)
        codes = (ON_LIST,) if thing.listed else (OFF_LIST,)
        made_in = ("CN",) if thing.chinese else ("JP",)
        return Item(
            f"I{number}",
            codes=None if ("listed", number) in self.hidden else codes,
            made_in=None if ("made", number) in self.hidden else made_in,
            value=worth if self.by == "value" and not summed else None,
            mass_kg=worth if self.by == "mass" else None,
            value_basis="rolled_up" if summed else "",
            currency="USD",
        )

    def _line(self, number: int) -> list[BillLine]:
        used = self.world.lines[number]
        parent, child, quantity = f"I{used.parent}", f"I{used.child}", exactly(used.quantity)
        true = BillLine(parent, child, quantity)
        if ("line", number) not in self.hidden:
            return [true]
        wide = BillLine(parent, child, blurred(Fraction(used.quantity)))
        group = f"G{number}"
        may_drop = ("closed", used.parent) in self.hidden and not self.world.rolls(used.parent)
        return {
            "none": [BillLine(parent, child, None)],
            "range": [wide],
            "option": [BillLine(parent, child, quantity, "option")],
            "alternative": [
                BillLine(parent, child, quantity, alternative=group),
                BillLine(parent, f"I{used.decoy}", exactly(1), alternative=group),
            ],
            "dropped": [] if may_drop else [wide],
        }[used.how]

    def _rows(self, number: int) -> list[ContentRow]:
        thing, of = self.world.things[number], f"I{number}"
        rows: list[ContentRow] = []
        if thing.extra or thing.speaks:
            rows += self._statement(number)
        if not thing.extra and ("closed", number) not in self.hidden:
            rows.append(ContentRow(of, "others", absent=True, share=NOTHING, said_by="maker", said_on=NEW))
        return rows

    def _statement(self, number: int) -> list[ContentRow]:
        """What the maker says of the whole item, as it is or as far as it is hidden."""
        listed = self.world.inside(number, origin=self.origin, barrier=self.barrier)
        how = self.world.things[number].how_said if ("said", number) in self.hidden else "plain"
        if how == "silent":
            return []
        return self._said(number, how, listed)

    def _said(self, number: int, how: str, listed: Fraction) -> list[ContentRow]:
        plain = self._row(number, exactly(listed))
        wide = self._row(number, blurred(listed))
        junk = self._row(number, exactly(self._part(number, Fraction(1, 7))))
        said = {
            "plain": [plain],
            "range": [wide],
            "form": [self._row(number, exactly(listed), form=None)],
            "origin": [self._row(number, exactly(listed), origin=None)],
            "suppliers": [
                self._row(number, exactly(listed), supplier="S1"),
                self._other(junk, supplier="S2"),
            ],
            "undated": [plain, self._other(junk, said_on=None)],
            "speakers": [wide, self._other(self._row(number, Range(Fraction(0), listed)), said_by="lab")],
            "superseded": [wide, self._other(junk, said_on=OLD)],
        }
        return said[how]

    def _part(self, number: int, share: Fraction) -> Fraction:
        return self.world.worth(number) * share

    def _row(
        self,
        number: int,
        amount: Range,
        *,
        form: str | None = "metal",
        origin: str | None = "CN",
        supplier: str = "",
    ) -> ContentRow:
        worth = self.world.worth(number)
        high = worth if amount.high is None else min(amount.high, worth)
        amount = Range(amount.low, high)
        absent = high == 0
        share = Range(amount.low / worth, high / worth) if worth else NOTHING
        by_value = self.by == "value" and not absent
        return ContentRow(
            f"I{number}",
            "Dy",
            form=None if form is None else (form,),
            origin=None if origin is None or absent else (origin,),
            value=amount if by_value else None,
            share=None if by_value else share,
            absent=absent,
            supplier=supplier,
            said_by="maker",
            said_on=NEW,
        )

    def _other(self, row: ContentRow, **change: object) -> ContentRow:
        return replace(row, **change)  # type: ignore[arg-type]
