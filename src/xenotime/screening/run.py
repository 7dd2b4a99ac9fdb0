"""One run over shipments: the law, the book, and what is known from part to part; its two forms do the parts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from threading import Lock

from xenotime.casework.clashes import clashes_among
from xenotime.casework.readings import taken_readings
from xenotime.errors import refusal
from xenotime.exact import exactly
from xenotime.facts.book import Book as Facts
from xenotime.facts.shipment import Shipment
from xenotime.law.lawbook import Lawbook
from xenotime.screening.answers import GOODS
from xenotime.screening.apart import Ask, Spread
from xenotime.screening.book_domains import BookDomains
from xenotime.screening.clashing import Clashing
from xenotime.screening.conditions import gathered
from xenotime.screening.days import Days, days_of, fact_days, law_days
from xenotime.screening.desks import Desks, Read
from xenotime.screening.domain import Book
from xenotime.screening.engine import Engine
from xenotime.screening.finish import Tally
from xenotime.screening.goods_apart import GoodsApart
from xenotime.screening.goods_seen import GoodsSeen
from xenotime.screening.kept import Kept
from xenotime.screening.known_keys import KnownKeys
from xenotime.screening.lawview import LawView, Scopes
from xenotime.screening.layout import Scope
from xenotime.screening.readable import ANY_DAY, CheckCells, Readable
from xenotime.screening.regime import STRETCH, Columns, Numbered
from xenotime.screening.regimes import Making
from xenotime.screening.results import Answered, Memory, Telling
from xenotime.screening.values import DomainTable, GoodsTable

PART_ROWS = 200_000
"""Lines of shipments in one file of results: fewer make more work in all, more do not fit into the processor's own memory."""


SHOWN = 5


@dataclass(frozen=True)
class Wanted:
    """What is asked: under which law, as known when, with which readings; `on` instead of each shipment's day."""

    known_on: date
    regimes: tuple[str, ...]
    on: date | None = None
    readings: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Counted:
    """How much work a run was."""

    rows: int = 0
    keys: int = 0
    decided: int = 0
    before: int = 0
    """How many more answers an earlier run had kept."""


class Screening:
    """What stays the same from part to part; tables, regimes and memory grow as values come up.

    As many regimes as there are `places` are decided there, those with most rules first, in all of them or, where a later
    run goes on with it (`keeps`), each in one; the others are decided here. `kept` is what an earlier run kept. After a run `tally` has its results counted, but for those that stand in `uncounted`.
    """

    def __init__(
        self,
        law: Lawbook,
        book: Facts,
        wanted: Wanted,
        engine: Engine,
        read: Read,
        check: CheckCells,
        out: Path,
        places: Sequence[Ask],
        kept: Kept | None = None,
        *,
        keeps: bool = False,
    ) -> None:
        self.law, self.facts, self.wanted, self.engine = law, book, wanted, engine
        self.parts = out / "parts"
        self.parts.mkdir(parents=True, exist_ok=True)
        gatherer = gathered(law, wanted.regimes, wanted.known_on)
        desks = Desks(book, law, wanted.known_on, read, wanted.readings)
        self.domains = BookDomains(desks, gatherer.found)
        own = fact_days(book, law, wanted.known_on, gatherer.found)
        self.days = days_of(own | law_days(law, wanted.regimes, wanted.known_on))
        self.fact_days = days_of(own)
        books = {each.name: Book(each, gatherer.found, law.vocabulary) for each in self.domains.domains()}
        self.books = books
        self.open_parties: dict[str, int] = {}
        unused = Desks(book, law, wanted.known_on, read, wanted.readings)
        self.tables = [self._table(each, desks, unused, places) for each in books.values()]
        self.scopes, self.in_scope = scopes_of(book, law, wanted, self.days)
        clashes = clashes_among(law, wanted.regimes, wanted.known_on)
        clashing = frozenset[str]().union(*(clash.names for clash in clashes))
        roles = self.roles = tuple(each.domain.role for each in books.values() if each.domain.role)

        def view() -> LawView:
            return LawView(law, wanted.known_on, self.days, roles, self.scopes, clashing)

        heaviest = sorted(wanted.regimes, key=lambda name: -len(law.rules_of(name, wanted.known_on)))
        making = Making(
            view, books, gatherer, dict(zip(heaviest, places, strict=False)), () if keeps else places
        )
        before = _of_regimes(kept) if kept else {}
        self.regimes = {name: making.made(name, before.get(name)) for name in wanted.regimes}
        self.clashing = Clashing(view(), wanted.regimes, books, gatherer)
        self.readable, self.read = Readable(engine, check, read, book.lots), read
        self.keys, self.deciding, self.memory = KnownKeys(self._asked), Lock(), Memory()
        self.counted, self.tally = Counted(), Tally()
        self.uncounted: list[Path] = []
        if kept:
            self._take_up(kept)

    def refuse_others(self, names: Collection[str]) -> None:
        """Raise UnreadableRequest where results lie among the parts that none of these names are: they would be read with them."""
        every = (each.relative_to(self.parts) for each in self.parts.rglob("*.parquet"))
        others = sorted(str(each) for each in every if f"{Path(each.parts[0]).stem}.parquet" not in names)
        if others:
            what = "The folder holds files of which no run is known"
            do = "take them away, or name another folder"
            at, found = str(self.parts), ", ".join(others[:SHOWN])
            raise refusal(what, option="--out", file=at, found=found, do=do)

    def kept(self) -> Kept:
        """What a later run can go on with: by the law that asks the same, and by the book where that is the same too.

        Asked of a run that `keeps`: of a regime that is shared out among places nothing is kept.
        """
        books = {name: book.kept(book.OF_LAW) for name, book in self.books.items()}
        regimes = {
            name: {**each.kept()} for name, each in self.regimes.items() if not isinstance(each, Spread)
        }
        law_of = {name: {"law_of": each.pop("law_of", {})} for name, each in regimes.items()}
        values = {name: book.kept(book.OF_BOOK) for name, book in self.books.items()}
        tables = {table.name: table.kept(table.OF_BOOK) for table in self.tables}
        keys, memory = self.keys.kept(), self.memory
        return {
            "law": {
                "domains": books, "regimes": regimes, "memory": memory.kept(memory.OF_LAW),
                "clashing": self.clashing.kept(Clashing.OF_LAW),
            },
            "book": {
                "domains": values, "tables": tables, "parties": self.open_parties, "keys": keys, "regimes": law_of,
                "memory": memory.kept(memory.OF_BOOK),
            },
        }  # fmt: skip

    def _take_up(self, kept: Kept) -> None:
        """Go on with what an earlier run kept: nothing of it is seen or decided again."""
        self.counted.before = sum(len(each.answers) for each in self.regimes.values())
        self.clashing.take_up(kept["law"]["clashing"])
        for part in kept.values():
            for name, book in self.books.items():
                book.take_up(part["domains"][name])
            self.memory.take_up(part["memory"])
        if of_book := kept.get("book"):
            for table in self.tables:
                table.take_up(of_book["tables"][table.name])
            self.open_parties.update(of_book["parties"])
            self.keys.take_up(of_book["keys"])

    @property
    def size(self) -> int:
        """How many values, keys and answers are known."""
        values = sum(len(table.book.values) + table.size for table in self.tables)
        return values + len(self.keys.place) + sum(len(each.answers) for each in self.regimes.values())

    def _table(self, book: Book, desks: Desks, unused: Desks, places: Sequence[Ask]) -> DomainTable:
        domain = book.domain
        if domain.name != GOODS or not self.domains.by_unit_value():
            since = partial(desks.people_since, domain.role) if domain.role else None
            return DomainTable(book, self.fact_days, self.open_parties, since=since)
        seen, elsewhere = (
            GoodsSeen(each, book.asked, domain.columns, domain.subjects) for each in (desks, unused)
        )
        tell = GoodsApart(seen, elsewhere, places).told
        return GoodsTable(book, self.fact_days, self.open_parties, seen=seen, tell=tell)

    def item_scope(self, text: str) -> int:
        """The scope of the item that a cell names, by whatever name."""
        scopes = self.in_scope["item"]
        return scopes.get(self.read({"item": text, "date": ANY_DAY}).item, 0) if scopes else 0

    def told(self, keys: Columns) -> Telling:
        """Decide each of the keys, and name the clashes between the answers; what is told of them."""
        with self.deciding:
            numbers = self.keys.numbers(keys)
            answers = [each.answers for each in self.regimes.values()]
            self.counted.keys += len(keys[STRETCH])
            self.counted.decided = sum(map(len, answers)) - self.counted.before
            numbers = self.clashing.of(keys, numbers, answers)
            regimes = [
                Answered(every, self.clashing.named(at, every), found)
                for at, (every, found) in enumerate(zip(answers, numbers, strict=True))
            ]
            return Telling(self.books, regimes, self.memory, str(self.wanted.known_on))

    def _asked(self, keys: Columns) -> list[Numbered]:
        """For each regime the numbers of the answers to some keys, all regimes asked at once."""
        begun = [each.begun(keys) for each in self.regimes.values()]
        return [numbers() for numbers in begun]


def part_name(number: int) -> str:
    """What the file of results, or folder of such files, with that number is called."""
    return f"part-{number:05}.parquet"


def _of_regimes(kept: Kept) -> dict[str, Kept]:
    """What was kept of each regime: of the law, and of the days and positions of the book."""
    of_book = kept["book"]["regimes"] if "book" in kept else {}
    return {name: {**each, **of_book.get(name, {})} for name, each in kept["law"]["regimes"].items()}


def scopes_of(
    book: Facts, law: Lawbook, wanted: Wanted, days: Days
) -> tuple[tuple[Scopes, ...], dict[str, dict[str, int]]]:
    """The readings taken under every set of positions, and the shipments and items that are under each.

    A scope's number is that of its item's set times the count of shipments' sets, plus its shipment's set.
    """
    by_shipment = ["", *sorted({each for p in book.positions for each in p.shipments})]
    by_item = ["", *sorted({each for p in book.positions for each in p.items})]
    given = dict(wanted.readings)
    scopes = []
    for item in by_item:
        for shipment in by_shipment:
            about = Shipment(shipment, item, date.min, quantity=exactly(1))
            scopes.append(
                {
                    number: Scope(*taken_readings(book, law, about, wanted.on or day, given))
                    for number, day in enumerate(days.starts)
                }
            )
    count = len(by_shipment)
    rows = {
        "shipment": {name: number for number, name in enumerate(by_shipment) if number},
        "item": {name: number * count for number, name in enumerate(by_item) if number},
    }
    return tuple(scopes), rows
