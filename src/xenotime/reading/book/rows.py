"""Write rows: each fact of a book as the cells of its table, by column name."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from xenotime.errors import Problem
from xenotime.exact import NOTHING, Range
from xenotime.facts.bill import BillLine
from xenotime.facts.book import Book
from xenotime.facts.declaration import OTHERS, ContentRow, Evidence, Price, Rate
from xenotime.facts.item import Item, Lot, Undertaking, UsedLot
from xenotime.facts.party import Holding, Party
from xenotime.facts.shipment import ROLES, Shipment
from xenotime.reading.book import cells
from xenotime.reading.book.cells import Unwritable
from xenotime.reading.book.columns import NONE, TABLES, names
from xenotime.reading.book.goods import ways_to_state

Cells = dict[str, str]
NIL = Fraction(0)


def item(one: Item) -> Cells:
    """The row of an item; `value_per` makes decimals of its amounts where they are none."""
    per = cells.per(one.mass_kg, one.value)
    return {
        "item": cells.key(one.id),
        "name": cells.text(one.name),
        "kind": cells.some(one.kind),
        "form": cells.some(one.form),
        "made_in": cells.somewhere(one.made_in),
        "base_unit": cells.text(one.base_unit),
        "mass_kg": NONE if one.mass_kg == NOTHING else cells.amount(cells.times(one.mass_kg, per)),
        "value": cells.amount(cells.times(one.value, per)),
        "value_per": "" if per == 1 else cells.number(per),
        "value_basis": cells.text(one.value_basis),
        "value_on": cells.day(one.value_on),
        "currency": cells.text(one.currency),
        "codes": cells.some(one.codes),
        "made_with": cells.words(one.made_with),
        "maker": cells.text(one.maker),
        "maker_part": cells.text(one.maker_part),
        "plant": cells.text(one.plant),
        "revision": cells.text(one.revision),
        "group": cells.text(one.group),
        "facts": cells.facts(one.facts),
        "evidence": cells.references(one.evidence),
    }


def bill_line(one: BillLine) -> Cells:
    """The row of a bill line; a fixed quantity that is no decimal is up to so much of a base, as an option is."""
    per = cells.per(one.quantity)
    return {
        "parent": cells.key(one.parent),
        "child": cells.key(one.child),
        "quantity": cells.amount(cells.times(one.quantity, per)),
        "base_quantity": "" if per == 1 else cells.number(per),
        "line_kind": "option" if one.line_kind == "fixed" and per != 1 else one.line_kind,
        "alternative": cells.text(one.alternative),
        "usage_share": cells.amount(one.usage_share),
        "from": cells.day(one.start),
        "until": cells.day(one.until),
    }


def content(one: ContentRow) -> Cells:
    """The row of a declared content; what is absent, not stated and not detected stay three things."""
    return {
        "item": cells.key(one.item),
        "substance": cells.key(one.substance),
        "form": cells.words(one.form),
        **_amounts(one),
        "origin": cells.somewhere(one.origin),
        "supplier": cells.text(one.supplier),
        "lot": cells.text(one.lot),
        "said_by": cells.text(one.said_by),
        "said_on": cells.day(one.said_on),
        "claim": cells.text(one.claim),
        "detection_limit": "" if one.detection_limit is None else cells.number(one.detection_limit),
        "evidence": cells.references(one.evidence),
    }


def _amounts(one: ContentRow) -> Cells:
    value_low, value_high = cells.ends(one.value)
    low, high = cells.ends(one.share)
    if one.absent and one.value is None and not one.present and one.share == NOTHING:
        low, high = "", NONE
    elif (
        one.share is not None
        and one.detection_limit is not None
        and one.share == Range(NIL, one.detection_limit)
    ):
        low, high = "", ""
    elif one.share is None and one.value is None and one.detection_limit is None and not one.present:
        value_low = "" if one.substance == OTHERS else "0"
    written = {"share_low": low, "share_high": high, "value_low": value_low, "value_high": value_high}
    if not _comes_back(one, written):
        raise Unwritable(f"{one.item}, {one.substance}", "what a row of contents can say")
    return written


def _comes_back(one: ContentRow, written: Cells) -> bool:
    """Whether the reader makes the same of the row: what is there at least, and that it is there or not."""
    silent = not any(written.values()) and one.detection_limit is None
    positive = any(each is not None and each.low > 0 for each in (one.share, one.value))
    if one.present != (positive or (silent and one.substance != OTHERS)):
        return False
    if one.absent:
        return one.share == NOTHING and one.form != ()
    return one.form != () and (one.share != NOTHING or one.detection_limit is not None) and one.claim != NONE


def price(one: Price) -> Cells:
    """The row of a price."""
    low, high = cells.ends(one.per_kg)
    return {
        "substance": cells.key(one.substance),
        "form": cells.words(one.form),
        "currency": cells.text(one.currency),
        "per_kg_low": "" if one.per_kg.low == 0 else low,
        "per_kg_high": high,
        "on": cells.day(one.on),
        "market": cells.text(one.market),
        "source": cells.text(one.source),
    }


def rate(one: Rate) -> Cells:
    """The row of a rate."""
    return {
        "currency": cells.key(one.currency),
        "in": cells.key(one.in_currency),
        "rate": cells.number(one.rate),
        "on": cells.day(one.on),
        "source": cells.text(one.source),
    }


def party(one: Party) -> Cells:
    """The row of a party."""
    return {
        "party": cells.key(one.id),
        "name": cells.text(one.name),
        "country": cells.somewhere(one.country),
        "nationality": cells.words(one.nationality),
        "address": cells.text(one.address),
        "ids": cells.words(one.ids),
        # Lists that decisions of a person gave an otherwise unknown party come back with those decisions.
        "lists": cells.words(None if one.lists_open else one.lists),
        "kind": cells.some(one.kind),
        "branch_of": cells.text(one.branch_of),
        "facts": cells.facts(one.facts),
    }


def holding(one: Holding) -> Cells:
    """The row of a holding."""
    low, high = cells.ends(one.share)
    return {
        "owner": cells.key(one.owner),
        "owned": cells.key(one.owned),
        "kind": one.kind,
        "share_low": low,
        "share_high": high,
        "from": cells.day(one.start),
        "until": cells.day(one.until),
        "source": cells.text(one.source),
    }


def lot(one: Lot) -> Cells:
    """The row of a lot."""
    return {
        "lot": cells.key(one.id),
        "item": cells.key(one.item),
        "supplier": cells.text(one.supplier),
        "quantity": cells.amount(one.quantity),
        "made_on": cells.day(one.made_on),
        "bought_on": cells.day(one.bought_on),
    }


def used_lot(one: UsedLot) -> Cells:
    """The row of a lot that went into another."""
    return {
        "lot": cells.key(one.lot),
        "used": cells.key(one.used),
        "complete": "yes" if one.complete else "",
        "evidence": cells.references(one.evidence),
    }


def undertaking(one: Undertaking) -> Cells:
    """The row of an undertaking."""
    plain = ("authority", "document", "applicant", "end_user", "item", "lot", "permitted_use", "onward")
    return {
        "undertaking": cells.key(one.id),
        **{name: cells.text(getattr(one, name)) for name in plain},
        "until": cells.day(one.until),
        "evidence": cells.references(one.evidence),
    }


def shipment(one: Shipment, of: Item | None) -> Cells:
    """The row of a shipment line; a quantity that is no decimal is written in a unit that makes it one."""
    ways = ways_to_state(one.quantity, of)
    quantity, unit = next((way for way in ways if cells.per(way[0]) == 1), (one.quantity, ""))
    return {
        "shipment": cells.key(one.id),
        "line": cells.text(one.line or ""),
        "item": cells.key(one.item),
        "quantity": cells.amount(quantity),
        "unit": unit,
        "value": cells.amount(one.value),
        "currency": cells.text(one.currency),
        "act": cells.some(one.act),
        "circumstance": cells.some(one.circumstance),
        "from": cells.somewhere(one.origin),
        "to": cells.somewhere(one.destination),
        "via": cells.words(one.via),
        **{role: cells.words(one.parties.get(role)) for role in ROLES},
        "end_use": cells.some(one.end_use),
        "lot": cells.text(one.lot),
        "date": cells.day(one.day),
        "facts": cells.facts(one.facts),
    }


def evidence(one: Evidence) -> Cells:
    """The row of a document."""
    return {
        "evidence": cells.key(one.id),
        "file": cells.text(one.file),
        "sha256": cells.text(one.sha256),
        "issuer": cells.text(one.issuer),
        "issued": cells.day(one.issued),
        "valid_until": cells.day(one.valid_until),
        "received": cells.day(one.received),
        "language": cells.text(one.language),
    }


def facts_of(book: Book) -> dict[str, tuple[list[Any], Callable[[Any], Cells]]]:
    """The facts of each table, and what makes a row of one."""
    return {
        "items": (list(book.items.values()), item),
        "bill": (list(book.bill), bill_line),
        "contents": (list(book.contents), content),
        "prices": (list(book.prices), price),
        "rates": (list(book.rates), rate),
        "parties": (list(book.parties.values()), party),
        "holdings": (list(book.holdings), holding),
        "lots": (list(book.lots.values()), lot),
        "used_lots": (list(book.used_lots), used_lot),
        "undertakings": (list(book.undertakings), undertaking),
        "shipments": (list(book.shipments), lambda one: shipment(one, book.items.get(one.item))),
        "evidence": (list(book.evidence.values()), evidence),
    }


def written_rows(
    table: str, facts: list[Any], make: Callable[[Any], Cells], problems: list[Problem]
) -> list[Cells]:
    """Each fact's row; for one that can have none a problem, with the number that the row would have."""
    found = []
    for number, each in enumerate(facts, 2):
        try:
            found.append(make(each))
        except Unwritable as refused:
            what, do = "A fact cannot be written", "state it as it is allowed, or leave it out"
            problems.append(Problem(what, table, number, found=refused.found, allowed=refused.allowed, do=do))
    return found


def columns_of(table: str, rows: list[Cells]) -> list[str]:
    """The columns of a table that must be there or that some row fills, in the order of the format."""
    stars = {column.name for column in TABLES[table] if column.star}
    return [name for name in names(table) if name in stars or any(row.get(name) for row in rows)]
