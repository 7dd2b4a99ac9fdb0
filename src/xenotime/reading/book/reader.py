"""Read a book: a folder of CSV files or a workbook becomes facts, or the list of all its problems."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from xenotime.errors import UnreadableBook
from xenotime.facts.answered import answered
from xenotime.facts.book import Book
from xenotime.facts.ownership import OwnersFile
from xenotime.facts.party import Holding, Party
from xenotime.facts.request import Request
from xenotime.facts.same import held_by_head, recorded_twice
from xenotime.reading.book import contents, goods, parties
from xenotime.reading.book.aliases import ALIASES, Aliases, check_parts, read_aliases
from xenotime.reading.book.classes import CLASSES, read_classes
from xenotime.reading.book.columns import SILENCES, column
from xenotime.reading.book.files import MAP, BookFiles, open_book
from xenotime.reading.book.house_words import HOUSE_WORDS, read_house_words
from xenotime.reading.book.links import Seen, check_references, is_first, remark_alike
from xenotime.reading.book.matches import MATCHES, read_matches
from xenotime.reading.book.notes import Notes
from xenotime.reading.book.owners import OWNERS, read_owners
from xenotime.reading.book.positions import read_positions
from xenotime.reading.book.requests import REQUESTS, read_requests
from xenotime.reading.book.words import BookWords
from xenotime.reading.owners.described import besides
from xenotime.reading.tables.rows import References, TableReader, Teller, Values

Build = Callable[[Values, Teller], Any]
ORDER = (
    "evidence", "items", "lots", "used_lots", "undertakings", "bill", "contents", "prices", "rates", "parties", "holdings",
    "shipments",
)  # fmt: skip
"""Items come before what is counted in their base units, lots before what speaks of them."""
IDS: dict[str, tuple[str, ...]] = {
    "items": ("item",),
    "parties": ("party",),
    "lots": ("lot",),
    "undertakings": ("undertaking",),
    "evidence": ("evidence",),
    "shipments": ("shipment", "line"),
}
"""The columns that together name a row of their table, which may stand only once."""
ALIKE = ("items", "parties", "lots")
"""Tables of which two ids that look alike are told."""


def read_book(
    path: Path,
    *,
    vocabulary: BookWords | None = None,
    progress: Callable[[str], None] | None = None,
    sources: Mapping[str, Path] | None = None,
    shipments_elsewhere: bool = False,
) -> Book:
    """Every fact of the book at `path`, a folder or an XLSX workbook.

    Where it is asked about `shipments_elsewhere`, positions may name those. `sources` says where foreign files lie
    that book.toml names elsewhere. Raises UnreadableBook with every problem of every file; what is read but not taken
    over stands in `Book.remarks`.
    """
    notes = Notes()
    files = open_book(Path(path), vocabulary, sources or {}, notes)
    reading = files and _Reading(files, vocabulary, notes, progress or (lambda _: None), shipments_elsewhere)
    book = reading.book() if reading else Book()
    if notes.problems:
        raise UnreadableBook(notes.problems)
    return book


@dataclass
class _Reading:
    """The tables of one book as they are read, one after the other."""

    files: BookFiles
    words: BookWords | None
    notes: Notes
    progress: Callable[[str], None]
    shipments_elsewhere: bool = False
    references: References = field(default_factory=References)
    ids: dict[str, set[str]] = field(default_factory=dict)
    aliases: Aliases = field(default_factory=Aliases)

    def book(self) -> Book:
        """All tables, their references checked, and what stands beside them."""
        tables: dict[str, list[Any]] = {}
        items: dict[str, Any] = {}
        lots: dict[str, Any] = {}
        self.aliases = read_aliases(self.files.folder / ALIASES, self.notes)
        for table in ORDER:
            tables[table] = list(self._rows(table, _builder(table, items, lots)))
            if table == "items":
                items.update((one.id, one) for one in tables[table])
                check_parts(self.aliases, items, self.notes)
            if table == "lots":
                lots.update((one.id, one) for one in tables[table])
            if table in self.files.tables:
                count = len(tables[table])
                self.progress(f"{table}: {count:,} row{'' if count == 1 else 's'}")
        self.ids["items"] |= set(self.aliases.parts)
        self._assumed_ids()
        check_references(self.references, self.ids, self.files.unread, self.notes)
        free = {"shipments"} if self.shipments_elsewhere else set()
        named = {name: ids for name, ids in self.ids.items() if name not in free}
        positions = read_positions(self.files.positions, named, self.notes)
        parties = {one.id: one for one in tables["parties"]}
        owners = read_owners(self.files.folder / OWNERS, self.notes)
        heads = tuple(_second_heads(owners, parties, self.notes))
        parties = recorded_twice({**parties, **_beside(owners, parties, self.notes)})
        matches = read_matches(self.files.folder / MATCHES, parties, self.notes, self.words)
        classes = read_classes(self.files.folder / CLASSES, self.words, self.notes)
        own_words = read_house_words(self.files.folder / HOUSE_WORDS, self.files.map.style, self.notes)
        requests = read_requests(self.files.folder / REQUESTS, self.notes, self.words)
        book = Book(
            name=self.files.map.name,
            items=items,
            bill=tuple(tables["bill"]),
            contents=tuple(tables["contents"]),
            prices=tuple(tables["prices"]),
            rates=tuple(tables["rates"]),
            parties=parties,
            holdings=(*tables["holdings"], *(owners.holdings if owners else ()), *heads),
            lots={one.id: one for one in tables["lots"]},
            used_lots=tuple(tables["used_lots"]),
            undertakings=tuple(tables["undertakings"]),
            shipments=tuple(tables["shipments"]),
            evidence={one.id: one for one in tables["evidence"]},
            positions=positions,
            assumptions=self.files.map.assumptions,
            matches=matches,
            aliases=self.aliases.every,
            classifications=classes,
            house_words=own_words,
            ties=owners.ties if owners else (),
            requests=requests,
            remarks=(*self.notes.remarks(), *(owners.remarks if owners else ())),
        )
        return answered(book, self._clash) if requests else book

    def _clash(self, request: Request, says: str) -> None:
        self.notes.problem(
            "An answer says otherwise than the table, or than another answer",
            file=REQUESTS, row=request.row, column="answer", found=f"{request.fact} of {request.about}: {request.answer}, but {says}",
            allowed="one of the two", do="find out which is right; correct the table, or take the request out",
        )  # fmt: skip

    def _rows(self, table: str, build: Build) -> Iterator[Any]:
        """The facts of one table, from its own file and from what is derived."""
        seen: Seen = {}
        ids = self.ids.setdefault(table, set())
        for sheet in self.files.sheets(table):
            layout = self.files.map.layout(table)
            reader = TableReader(table, sheet, layout, self.words, self.notes, self.references)
            if not reader.is_readable:
                self.files.unread.add(table)
                continue
            for values in reader.rows():
                self.aliases.apply(table, values)
                if table in IDS and not self._is_new(table, values, seen, ids, sheet.file):
                    continue
                fact = build(values, reader.teller)
                if fact is not None:
                    yield fact
        if table in ALIKE:
            remark_alike(table, ids, self.notes)

    def _assumed_ids(self) -> None:
        """Gather the ids to which assumptions refer."""
        for made in self.files.map.assumptions:
            table, _, name = made.subject.partition(".")
            of = None if made.subject in SILENCES else column(table, name)
            if of and of.to:
                places = self.references.of(of, MAP, f"assume.{made.subject}")
                places.update(dict.fromkeys(made.value or ()))

    def _is_new(self, table: str, values: Values, seen: Seen, ids: set[str], file: str) -> bool:
        columns = IDS[table]
        ids.add(values[columns[0]])
        ident = values[columns[0]] if len(columns) == 1 else tuple(values[name] for name in columns)
        return is_first(seen, ident, file, values["row"], columns[0], self.notes)


def _beside(owners: OwnersFile | None, parties: Mapping[str, Party], notes: Notes) -> dict[str, Party]:
    """The parties of the registers; of one that the book describes itself, its own row with the register's numbers, names and head.

    What a register says otherwise of such a one is remarked on.
    """
    found: dict[str, Party] = {}
    for each in owners.parties.values() if owners else ():
        own = parties.get(each.id)
        if own is None:
            found[each.id] = each
            continue
        numbers = tuple(dict.fromkeys((*(own.ids or ()), *(each.ids or ()))))
        found[each.id] = replace(
            own,
            ids=numbers or own.ids,
            branch_of=own.branch_of or each.branch_of,
            other_names=besides(own.name, (each.name, *each.other_names)),
        )
        for name in ("country", "nationality", "kind"):
            here, there = getattr(own, name) or (), getattr(each, name) or ()
            if here and not set(there) <= set(here):
                told = f"of {each.id}, {name} {'; '.join(there)}"
                notes.remark(f"parties: a register says otherwise {told}: its own row counts")
    return found


def _second_heads(owners: OwnersFile | None, parties: Mapping[str, Party], notes: Notes) -> Iterator[Holding]:
    """What the heads hold that the registers name for branches of which the book's own rows name others."""
    for each in owners.parties.values() if owners else ():
        own = parties.get(each.id)
        if own and own.branch_of and each.branch_of not in {"", own.branch_of}:
            told = f"of {each.id}, branch_of {each.branch_of}"
            notes.remark(
                f"parties: a register says otherwise {told}: taken as held by it, the share not known"
            )
            yield held_by_head(each.branch_of, each.id, owners.source if owners else "")


def _builder(table: str, items: Mapping[str, Any], lots: Mapping[str, Any]) -> Build:
    """The function that makes a fact of a row of that table."""
    builders: dict[str, Build] = {
        "evidence": goods.evidence,
        "items": goods.item,
        "lots": goods.lot,
        "used_lots": goods.used_lot,
        "undertakings": partial(goods.undertaking, lots=lots),
        "bill": partial(goods.bill_line, items=items),
        "contents": partial(contents.content, lots=lots, before=set()),
        "prices": contents.price,
        "rates": partial(contents.rate, before={}),
        "parties": parties.party,
        "holdings": parties.holding,
        "shipments": partial(parties.shipment, items=items, lots=lots),
    }
    return builders[table]
