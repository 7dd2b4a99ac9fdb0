"""The tables that an engine joins: for every value of every domain its number and its state."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from xenotime.screening.days import Days
from xenotime.screening.domain import Book, Texts, Value
from xenotime.screening.engine import Engine
from xenotime.screening.goods_seen import GoodsSeen, Key, Told
from xenotime.screening.kept import Keeps

MARGIN = 1e-9
"""How near a mark an amount may lie for a double to tell on which side; nearer ones are told exactly."""
SMALL = "of"
Tell = Callable[[Sequence[tuple[Texts, date]]], Iterator[tuple[int, Key, Told | None]]]


@dataclass
class DomainTable(Keeps):
    """One domain in the engine: texts (and the stretch of days, where it matters) to value and state."""

    OF_BOOK: ClassVar[tuple[str, ...]] = ("known",)
    book: Book
    days: Days
    parties: dict[str, int] = field(default_factory=dict)
    """The numbers of parties of whom something is not known, the same in all tables; 0 is none of them."""
    known: dict[tuple[Any, ...], Value] = field(default_factory=dict)
    since: Callable[[Texts, date], date] | None = None
    """For some texts and a day one on which the same is seen of them, where such days are known."""
    of_days: dict[tuple[Texts, date], Value] = field(default_factory=dict)

    def opened(self, value: Value) -> int:
        """The number of the party, where something is not known of it."""
        return self.parties.setdefault(value.open_party, len(self.parties) + 1) if value.open_party else 0

    @property
    def size(self) -> int:
        """How many rows were taken in."""
        return len(self.known)

    @property
    def name(self) -> str:
        """The table's name."""
        return f"{SMALL}_{self.book.domain.name}"

    @property
    def texts(self) -> tuple[str, ...]:
        """The columns that hold texts."""
        return tuple(f"t_{each}" for each in self.book.domain.columns)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column."""
        dated = ("i_e",) if self.book.domain.dated else ()
        return (*self.texts, *dated, "i_value", "i_state", "i_open")

    def made(self) -> dict[str, tuple[str, ...]]:
        """The tables in the engine, with their columns."""
        return {self.name: self.columns}

    def on(self, alias: str) -> str:
        """How rows of `ship` (as s) and `x_day` (as d) meet the table."""
        domain = self.book.domain
        tests = [f"{alias}.t_{each} = s.s_{each}" for each in domain.columns]
        tests += [f"{alias}.i_e = d.i_e"] if domain.dated else []
        return " AND ".join(tests) or "1 = 1"

    def stands(self, number: int, width: int) -> str:
        """The query for what stands in the rows of `ship`, under a number and as so many texts and a stretch: see `sql.wanted`."""
        domain = self.book.domain
        texts = [f"s.s_{each}" for each in domain.columns] + ["''"] * (width - len(domain.columns))
        named = ", ".join(f"{text} AS t{at}" for at, text in enumerate(texts))
        stretch, days = ("d.i_e", "JOIN x_day d ON d.t_date = s.s_date") if domain.dated else ("0", "")
        return f"SELECT {number} AS i_at, {named}, {stretch} AS i_e FROM ship s {days}"

    def taken_from(self, texts: tuple[str, ...], stretch: int) -> tuple[Any, ...]:
        """A row of that query as `known` has it."""
        domain = self.book.domain
        if not domain.columns and not domain.dated:
            return (0,)
        return (*texts[: len(domain.columns)], *([stretch] if domain.dated else []))

    def add(self, rows: list[tuple[Any, ...]]) -> None:
        """Take in values that were not there before."""
        fresh = [row for row in rows if row not in self.known]
        for row in sorted(fresh):
            self.known[row] = self._value(*self._read(row))

    def _value(self, texts: Texts, on: date) -> Value:
        """The value of some texts, looked at once for all days on which the same is seen of it."""
        day = self.since(texts, on) if self.since else on
        if (texts, day) not in self.of_days:
            self.of_days[texts, day] = self.book.add(self.book.domain.see(texts, day))
        return self.of_days[texts, day]

    def copied(self, engine: Engine) -> None:
        """Put everything that is known into the engine's tables."""
        engine.table(self.name, self.columns, list(self._rows()))

    def _read(self, row: tuple[Any, ...]) -> tuple[tuple[str, ...], date]:
        count = len(self.book.domain.columns)
        stretch = row[count] if self.book.domain.dated else len(self.days.starts) - 1
        return tuple(row[:count]), self.days.first(stretch)

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        width = len(self.book.domain.columns) + self.book.domain.dated
        for row, value in self.known.items():
            # without any condition between them, NULL would be no value: an empty text is
            yield (*row[:width], value.number, value.state, self.opened(value))


@dataclass(frozen=True)
class Goods:
    """What goods are without a value of their own, and the stretches of unit value: low, high, value, state."""

    factor: float | None
    bare: Value
    stretches: tuple[tuple[float, float, int, int], ...]


@dataclass
class GoodsTable(DomainTable):
    """The goods, where the law asks what a shipment says that one unit is worth."""

    OF_BOOK: ClassVar[tuple[str, ...]] = ("goods", "near", "alike")
    seen: GoodsSeen | None = None
    tell: Tell | None = None
    """What tells of goods: `seen` itself, or several places at once."""
    goods: dict[tuple[Any, ...], Goods] = field(default_factory=dict)
    near: dict[tuple[Any, ...], Value] = field(default_factory=dict)
    alike: dict[Key, Goods] = field(default_factory=dict)
    """What was made of goods that are told alike, by their key."""

    @property
    def size(self) -> int:
        """How many rows were taken in."""
        return len(self.goods) + len(self.near)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column: value and state are those of goods without a value of their own."""
        return (*self.texts, "i_e", "i_key", "f_factor", "i_value", "i_state", "i_open")

    @property
    def near_texts(self) -> tuple[str, ...]:
        """The columns that tell an amount exactly."""
        return (*self.book.domain.columns, "value", "quantity")

    def made(self) -> dict[str, tuple[str, ...]]:
        """The tables in the engine, with their columns."""
        near = (*(f"t_{each}" for each in self.near_texts), "i_e", "i_value", "i_state")
        part = ("i_key", "f_low", "f_high", "i_value", "i_state")
        return {self.name: self.columns, f"{self.name}_part": part, f"{self.name}_near": near}

    def add(self, rows: list[tuple[Any, ...]]) -> None:
        """Take in goods that were not there before, with their stretches of unit value."""
        assert self.tell is not None  # noqa: S101  given where the table is made
        fresh = sorted(row for row in rows if row not in self.goods)
        for number, key, told in self.tell([self._read(row) for row in fresh]):
            if told is not None:
                self.alike[key] = self._goods(told)
            self.goods[fresh[number]] = self.alike[key]

    def _goods(self, told: Told) -> Goods:
        bare, found = self.book.add(told.bare), []
        for each in told.stretches:
            value = self.book.add(each.seen)
            low, high = float(each.low) * (1 + MARGIN), float(each.high) * (1 - MARGIN)
            found.append((low, high, value.number, value.state))
        return Goods(None if told.factor is None else float(told.factor), bare, tuple(found))

    def copied(self, engine: Engine) -> None:
        """Put goods, their stretches of unit value and what is told exactly into the engine's tables."""
        goods = [
            (*row, key, each.factor, each.bare.number, each.bare.state, 0)
            for key, (row, each) in enumerate(self.goods.items())
        ]
        parts = [(key, *part) for key, each in enumerate(self.goods.values()) for part in each.stretches]
        near = [(*row, value.number, value.state) for row, value in self.near.items()]
        for (name, columns), rows in zip(self.made().items(), (goods, parts, near), strict=True):
            engine.table(name, columns, rows)

    def untold(self) -> str:
        """The query for the amounts that lie so near a mark, or are written so, that they are told exactly."""
        columns = ", ".join(f"s.s_{each}" for each in self.near_texts)
        query = f"SELECT DISTINCT {columns}, d.i_e FROM ship s JOIN x_day d ON d.t_date = s.s_date {self.ranged()}"
        return f"{query} WHERE s.s_value <> '' AND s.s_quantity <> '' AND gp.i_key IS NULL"

    def exactly(self, rows: list[tuple[Any, ...]]) -> None:
        """Take in amounts that are told exactly."""
        assert self.seen is not None  # noqa: S101  given where the table is made
        for row in sorted(set(rows) - set(self.near)):
            on = self.days.first(row[-1])
            *texts, worth, quantity, _ = row
            amounts = {"value": worth, "quantity": quantity}
            seen = self.seen.exactly(tuple(texts), amounts, on)
            self.near[row] = self.book.add(seen)

    def ranged(self) -> str:
        """The joins that find goods, and the stretch of their unit value."""
        unit = "s.s_q * g.f_factor"
        return (
            f"LEFT JOIN {self.name} g ON {self.on('g')} "
            f"LEFT JOIN {self.name}_part gp ON gp.i_key = g.i_key "
            f"AND s.s_v > gp.f_low * {unit} AND s.s_v < gp.f_high * {unit}"
        )

    def joined(self) -> str:
        """The joins that find goods, the stretch of their unit value, and what is told exactly."""
        near = " AND ".join(f"gn.t_{each} = s.s_{each}" for each in self.near_texts)
        return f"{self.ranged()} LEFT JOIN {self.name}_near gn ON {near} AND gn.i_e = d.i_e"
