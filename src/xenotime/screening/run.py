"""One run over shipments: the law, the book, and what is known from part to part; its two forms do the parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock

from xenotime.casework.announced import announced_days
from xenotime.casework.listings import listing_days
from xenotime.casework.namesakes import namesake_days
from xenotime.casework.readings import taken_readings
from xenotime.exact import exactly
from xenotime.facts.book import Book as Facts
from xenotime.facts.shipment import Shipment
from xenotime.law.condition import DATE
from xenotime.law.lawbook import Lawbook
from xenotime.screening.answers import GOODS
from xenotime.screening.apart import Apart, Ask, Given
from xenotime.screening.book_domains import BookDomains
from xenotime.screening.conditions import gathered
from xenotime.screening.days import Days, book_days, compared_days, days_of, list_days, status_days
from xenotime.screening.desks import Desks, Read
from xenotime.screening.domain import Book
from xenotime.screening.engine import Engine
from xenotime.screening.finish import Tally
from xenotime.screening.goods_apart import GoodsApart
from xenotime.screening.goods_seen import GoodsSeen
from xenotime.screening.known_keys import KnownKeys
from xenotime.screening.lawview import LawView, Scopes
from xenotime.screening.layout import Scope
from xenotime.screening.reach import Reach, reach_of
from xenotime.screening.readable import ANY_DAY, CheckCells, Readable
from xenotime.screening.regime import STRETCH, Columns, Numbered, Regime
from xenotime.screening.results import Memory, Telling
from xenotime.screening.values import DomainTable, GoodsTable

PART_ROWS = 500_000


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


class Screening:
    """What stays the same from part to part; tables, regimes and memory grow as values come up.

    In each of `places` one regime is decided, those with most rules first; the others are decided here.
    After a run `tally` has its results counted, but for those that stand in `uncounted`.
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
    ) -> None:
        self.law, self.facts, self.wanted, self.engine = law, book, wanted, engine
        self.parts = out / "parts"
        self.parts.mkdir(parents=True, exist_ok=True)
        gatherer = gathered(law, wanted.regimes, wanted.known_on)
        desks = Desks(book, law, wanted.known_on, read, wanted.readings)
        self.domains = BookDomains(desks, gatherer.found)
        asked = Reach(law).subjects(gatherer.found)
        own = book_days(book) | list_days(law, wanted.known_on, asked)
        own |= compared_days(gatherer.found[DATE].amounts if DATE in gatherer.found else ())
        own |= listing_days(book, law, wanted.known_on) | namesake_days(book, law, wanted.known_on)
        own |= announced_days(book, law, wanted.known_on)
        reached = (reach_of(law, name, wanted.known_on) for name in wanted.regimes)
        listed = (list_days(law, wanted.known_on, each) for each in reached)
        self.days = days_of(own.union(status_days(law, wanted.regimes, wanted.known_on), *listed))
        self.fact_days = days_of(own)
        books = {each.name: Book(each, gatherer.found, law.vocabulary) for each in self.domains.domains()}
        self.books = books
        self.open_parties: dict[str, int] = {}
        self.tables = [self._table(each, desks, places) for each in books.values()]
        self.scopes, self.in_scope = scopes_of(book, law, wanted, self.days)
        roles = tuple(each.domain.role for each in books.values() if each.domain.role)
        views = {
            name: LawView(law, wanted.known_on, self.days, roles, self.scopes) for name in wanted.regimes
        }
        self.roles = roles
        domains = tuple(each.domain for each in books.values())
        heaviest = sorted(views, key=lambda name: -len(law.rules_of(name, wanted.known_on)))
        place_of = dict(zip(heaviest, places, strict=False))
        self.regimes = {
            name: Apart(place_of[name], Given(view, name, domains, gatherer), books)
            if name in place_of
            else Regime(view, name, books, gatherer)
            for name, view in views.items()
        }
        self.readable, self.read = Readable(engine, check, read), read
        self.keys, self.deciding, self.memory = KnownKeys(self._asked), Lock(), Memory()
        self.counted, self.tally = Counted(), Tally()
        self.uncounted: list[Path] = []

    def _table(self, book: Book, desks: Desks, places: Sequence[Ask]) -> DomainTable:
        domain = book.domain
        if domain.name != GOODS or not self.domains.by_unit_value():
            return DomainTable(book, self.fact_days, self.open_parties)
        seen = GoodsSeen(desks, book.asked, domain.columns, domain.subjects)
        tell = GoodsApart(seen, places).told
        return GoodsTable(book, self.fact_days, self.open_parties, seen=seen, tell=tell)

    def item_scope(self, text: str) -> int:
        """The scope of the item that a cell names, by whatever name."""
        scopes = self.in_scope["item"]
        return scopes.get(self.read({"item": text, "date": ANY_DAY}).item, 0) if scopes else 0

    def told(self, keys: Columns) -> Telling:
        """Decide each of the keys; what is told of them."""
        with self.deciding:
            numbers = self.keys.numbers(keys)
            answers = [each.answers for each in self.regimes.values()]
            self.counted.keys += len(keys[STRETCH])
            self.counted.decided = sum(map(len, answers))
            regimes = [*zip(answers, numbers, strict=True)]
            return Telling(self.books, regimes, self.memory, str(self.wanted.known_on))

    def _asked(self, keys: Columns) -> list[Numbered]:
        """For each regime the numbers of the answers to some keys, all regimes asked at once."""
        begun = [each.begun(keys) for each in self.regimes.values()]
        return [numbers() for numbers in begun]


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
