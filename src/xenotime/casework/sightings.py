"""Answer for every subject that a condition may name, for one shipment: stated, traced or owned."""

from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from datetime import date

from xenotime.casework.asking import asks
from xenotime.casework.columns import Columns
from xenotime.casework.holding import held, that_hold
from xenotime.casework.of_day import on_day
from xenotime.casework.owners import Owners
from xenotime.casework.promises import FACTS, PROMISED, Lots, promise
from xenotime.casework.spoken_of import implied, with_what_is_spoken_of
from xenotime.casework.stated import Stated, per_unit, together
from xenotime.casework.stated_twice import both_stated
from xenotime.exact import ANYTHING
from xenotime.facts.book import Book
from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Item, Lot, Words
from xenotime.facts.seen import About, Missing, Seen, yes_or_no
from xenotime.facts.shipment import Shipment
from xenotime.facts.substance import elements_of
from xenotime.law.condition import Subject
from xenotime.law.lawbook import OWNER_LISTS, Lawbook
from xenotime.tracing.column import By, Column, Traced, both
from xenotime.tracing.content import Tracer
from xenotime.tracing.graph import Graph
from xenotime.tracing.lineage import Lineage, Lineages, Making

LOTS_KEPT = 64
"""How many lots' traces are kept at once: each is a trace of its own."""


def measure(subject: Subject) -> By:
    """What a computed subject is measured by: value unless it says otherwise."""
    by = subject.option("by", "value")
    return "mass" if by == "mass" else "pieces" if by == "pieces" else "value"


def _tier_missing(missing: tuple[Missing, ...], tier: str) -> tuple[Missing, ...]:
    """Parts of which it is open whether they are of the tier, told once: the tier's list was not read whole."""
    kept = [each for each in missing if each.fact != "tier"]
    if len(kept) < len(missing):
        ask = f"Which parts are on the list {tier}? It was not read whole."
        kept.append(Missing(f"text of {tier}", About("law", tier), ask))
    return tuple(kept)


class Desk:
    """The facts of one book on one day, as the law was known on another; traces are kept and shared.

    Without `sheets` no calculation is written out.
    """

    def __init__(
        self,
        book: Book,
        law: Lawbook,
        on: date,
        known_on: date,
        *,
        sheets: bool = True,
        readings: Mapping[str, str] | None = None,
    ) -> None:
        book = on_day(book, law, on, known_on)
        self.book, self.law = book, law
        self.stated = Stated(book, law.vocabulary, law.list_words, law.steps)
        self.sheets = sheets
        self.tracer = Tracer(book, on, asks=self._asks, sheets=sheets, partners=law.partners)
        self.columns = Columns(law, self.stated, self, on, known_on)
        self.owners = Owners(book, law, on, known_on, readings)
        self.that_hold = that_hold(law.vocabulary)
        self.on, self.known_on = on, known_on
        self.lineages = Lineages(book.lots, book.used_lots)
        self.making, self.otherwise = Making(book.bill), dict[str, bool]()
        self.of_lots: dict[str, Desk] = {}
        self.rows_of: dict[str, list[ContentRow]] = {}
        for row in book.contents:
            self.rows_of.setdefault(row.item, []).append(row)
        self.disputed = {
            item for item, rows in self.rows_of.items() if len({each.said_by for each in rows}) > 1
        }
        """The items of which several speak, who may contradict each other."""
        self.named: dict[str, frozenset[str]] = {}

    def forget(self) -> None:
        """Let go of what was worked out about items: it is worked out again when it is asked for."""
        self.tracer.forget()
        self.columns.forget()
        self.of_lots.clear()
        self.named.clear()

    def of_lot(self, item: str, lot: str) -> "Desk":
        """The facts as they are where goods are of that lot: of their parts only the lots that went into it."""
        if self.tracer.known.lot_of(item, lot) is None:
            return self
        if lot not in self.of_lots:
            book, went_in = self._as_made(self.book.lots[lot])
            made = copy(self)
            made.named = {}
            partners = self.law.partners
            made.tracer = Tracer(book, self.on, self._asks, went_in, sheets=self.sheets, partners=partners)
            made.columns = Columns(self.law, self.stated, made, self.on, self.known_on)
            if len(self.of_lots) >= LOTS_KEPT:
                del self.of_lots[next(iter(self.of_lots))]
            self.of_lots[lot] = made
        return self.of_lots[lot]

    def _as_made(self, lot: Lot) -> tuple[Book, Lineage]:
        """The book with the bill of the day on which the lot was made, and the lots that went into it."""
        graph, day, making = self.tracer.known.graph, lot.made_on or self.on, self.making
        if making.is_of_another_day(lot, self.on, graph):
            graph = Graph(making.bill_of({lot.item: (lot,)}, day), self.on)
        went_in = self.lineages.of(lot.id, graph)
        lots = (each for some in went_in.values() for each in some)
        if any(making.is_of_another_day(each, self.on, graph) for each in lots):
            return replace(self.book, bill=making.bill_of(went_in, day)), went_in
        return self.book, went_in

    def _is_made_otherwise(self, lot: str) -> bool:
        """Whether what is in the lot may be something else than what the bill has on the day."""
        if lot not in self.otherwise:
            graph = self.tracer.known.graph
            of_another_day = self.making.is_of_another_day(self.book.lots.get(lot), self.on, graph)
            self.otherwise[lot] = of_another_day or lot in self.lineages.into or self._is_said_since(lot)
        return self.otherwise[lot]

    def _is_said_since(self, lot: str) -> bool:
        """Whether something was said of a part of the lot between the day of the lot and this one."""
        made = self.book.lots.get(lot)
        if made is None or made.day is None or made.day >= self.on:
            return False
        return any(
            row.said_on is not None and made.day < row.said_on <= self.on
            for item in self.tracer.known.graph.inside(made.item)
            for row in self.rows_of.get(item, ())
        )

    def _asks(self, kind: str, fields: dict[str, str]) -> tuple[str, str]:
        return asks(self.law.vocabulary, kind, fields)

    def see_item(self, item: Item, subject: Subject, lot: str = "", shipment: Shipment | None = None) -> Seen:
        """What is seen of a subject of an item, alone or as part of a shipment."""
        about = About("item", item.id)
        if subject.kind == "has":
            return self._has(item, subject, lot, shipment)
        if subject.kind in {"share", "content"}:
            return self._amount(item, subject, lot, shipment)
        if subject.kind == "fact":
            seen = self._of_item(item, subject.name, lot, shipment)
            return self._with_other(seen, item, subject.name, shipment.facts if shipment else {})
        return Seen(about)

    def _of_item(self, item: Item, name: str, lot: str, shipment: Shipment | None) -> Seen:
        """A fact about an item as it is stated of it, and as it was promised."""
        stated = self.stated.of_item(item, name)
        if name not in FACTS:
            return stated
        uses = self.law.vocabulary.facts.get("end_use")
        inside = self._inside(item, lot)
        kept = promise(self.book, item, name, shipment, inside, uses.words if uses else ())
        if kept is None:
            return stated
        if item.facts.get(name) is None:
            return kept
        return both_stated(kept, stated, f"{item.id}: {name}", PROMISED)

    def _with_other(self, seen: Seen, item: Item, name: str, facts: Mapping[str, Words]) -> Seen:
        """What is seen of a fact, with what the other table of the two, items or shipments, states of it."""
        given = facts.get(name)
        if given is None:
            return seen
        return both_stated(seen, self.stated.given(seen.about, name, given), f"{item.id}: {name}")

    def _inside(self, item: Item, lot: str) -> dict[str, Lots]:
        """The items that are or may be inside, if the book keeps promises, each with the lots of it that went in."""
        if not self.book.undertakings:
            return {}
        graph = self.tracer.known.graph
        went_in = self.lineages.of(lot, graph)
        named = {each: frozenset(one.id for one in lots) for each, lots in went_in.items()}
        return {each: named.get(each) for each in graph.inside(item.id)}

    def _has(self, item: Item, subject: Subject, lot: str, shipment: Shipment | None) -> Seen:
        about = About("item", item.id)
        if subject.name in self.law.lists:
            to = shipment.destination if shipment else None
            column = self.columns.column(subject.name, "", "earlier", to)
            traced = self.tracer.has_listed(item.id, column, lot=lot or None)
            clash = "" if traced.truth is not False else self._clash(item, column, lot)
            traced = replace(traced, truth=None, contradiction=clash) if clash else traced
        else:
            traced = self.tracer.has_substance(item.id, subject.name, lot=lot or None)
        seen = yes_or_no(
            about,
            traced.truth,
            missing=traced.missing,
            assumed=traced.assumed,
            lines=traced.lines,
            contradiction=traced.contradiction,
        )
        by_fact = self.that_hold.get(subject.name)
        if traced.truth or not by_fact or subject.name in self.law.lists:
            return seen
        there, said = held(
            by_fact, lambda name: self.see_item(item, Subject("fact", "item", name), lot, shipment)
        )
        return seen if there is False else self._held(item, subject.name, seen, there, said)

    def _held(self, item: Item, substance: str, seen: Seen, there: bool | None, said: str) -> Seen:
        """What is seen of a substance of which a fact says that it is there, or may be, and no declaration does."""
        if there is None and seen.truth is None:
            return seen
        rows = self.rows_of.get(item.id, ())
        if any(row.absent and row.origin is None and substance in elements_of(row.substance) for row in rows):
            clash = f"{item.id}: {substance} is stated not to be there, but {said}"
            return replace(seen, contradiction=seen.contradiction or clash)
        if there:
            return yes_or_no(seen.about, True, assumed=(f"{substance} is in {item.id}, since {said}",))
        english, chinese = self._asks("has", {"substance": substance, "item": item.id})
        gap = Missing(f"has({substance})", seen.about, english, chinese)
        return yes_or_no(seen.about, None, missing=(gap,), assumed=seen.assumed)

    def _amount(self, item: Item, subject: Subject, lot: str, shipment: Shipment | None) -> Seen:
        column = self.columns.column(
            subject.name,
            subject.option("origin"),
            subject.option("counting", "acquired"),
            shipment.destination if shipment else None,
        )
        by = measure(subject)
        clash = self._clash(item, column, lot)
        if subject.kind == "content":
            traced = self._traced(item, self.tracer.content(item.id, column, by=by, lot=lot or None))
            return replace(traced, contradiction=traced.contradiction or clash)
        tier = subject.option("tier", "shipped")
        of_value = per_unit(shipment) if shipment and subject.option("of") != "item" else None
        traced = self._traced(
            item,
            self.tracer.share(
                item.id,
                column,
                by=by,
                of_value=of_value,
                currency=shipment.currency if shipment and of_value else "",
                tier=None if tier == "shipped" else lambda part: self._is_tier(part, tier, column),
                lot=lot or None,
            ),
        )
        traced = replace(traced, contradiction=traced.contradiction or clash)
        return traced if tier == "shipped" else replace(traced, missing=_tier_missing(traced.missing, tier))

    def _clash(self, item: Item, column: Column, lot: str) -> str:
        """Where what is declared of an element, and what the bill holds of it, cannot all be true."""
        for symbol in sorted(self._named_in(item.id) & column.elements):
            traced = self.tracer.content(item.id, self.columns.element(symbol), by="mass", lot=lot or None)
            if traced.contradiction:
                return traced.contradiction
        return ""

    def _named_in(self, item: str) -> frozenset[str]:
        """The elements that rows name of the item, or of parts of which several speak."""
        if item not in self.named:
            parts = self.tracer.known.graph.inside(item) if self.disputed else ()
            of = (item, *(each for each in parts if each in self.disputed))
            rows = (row for each in of for row in self.rows_of.get(each, ()))
            self.named[item] = frozenset().union(*(elements_of(row.substance) for row in rows))
        return self.named[item]

    def _is_tier(self, part: Item, tier: str, column: Column) -> bool | None:
        """Whether a part gives a denominator: it is on the tier's list, and not of the asked origin itself, if one is."""
        if column.origin_matches(None):
            return self.columns.item_on_list(part, tier)
        of_origin = column.wholly_of_origin(part.made_in)
        abroad = None if of_origin is None else not of_origin
        return both(self.columns.item_on_list(part, tier), abroad)

    def _traced(self, item: Item, traced: Traced) -> Seen:
        return Seen(
            About("item", item.id),
            amount=traced.amount or ANYTHING,
            closed=bool(traced.amount and traced.amount.is_exact),
            missing=traced.missing,
            assumed=traced.assumed,
            lines=traced.lines,
            contradiction=traced.contradiction,
        )

    def see(self, shipment: Shipment, subject: Subject) -> Seen:
        """What is seen of a subject of one shipment."""
        if subject.role == "shipment":
            return self._of_shipment(shipment, subject.name)
        if subject.role == "item":
            other = self._is_made_otherwise(shipment.lot)
            desk = self.of_lot(shipment.item, shipment.lot) if other else self
            return desk.see_item(self.book.items[shipment.item], subject, shipment.lot, shipment)
        return self._party(shipment, subject)

    def _of_shipment(self, shipment: Shipment, name: str) -> Seen:
        """A fact about a shipment as it is stated, as another statement implies it, or open where another speaks of more."""
        item, vocabulary = self.book.items[shipment.item], self.law.vocabulary
        seen = self._with_other(self.stated.of_shipment(shipment, name), item, name, item.facts)
        kind = vocabulary.facts.get(name)
        if kind and kind.follows and not (seen.words or seen.closed or seen.contradiction):
            other = self._of_shipment(shipment, kind.follows[0])
            return implied(name, kind.follows, other, shipment) or seen
        return with_what_is_spoken_of(seen, name, shipment, item, vocabulary)

    def _party(self, shipment: Shipment, subject: Subject) -> Seen:
        ids = self.stated.parties_in(shipment, subject.role)
        if ids is None:
            return self.stated.nobody_known(shipment, subject.role)
        sightings = []
        for each in ids:
            party = self.book.parties[each]
            if subject.name == OWNER_LISTS:
                sightings.append(self.owners.lists_of(each))
            else:
                sightings.append(self.stated.of_party(party, subject.name))
        seen = together(sightings, subject, shipment, self.law.vocabulary)
        made = self.stated.assumed_in(shipment, subject.role)
        return replace(seen, assumed=(*made, *seen.assumed)) if made else seen
