"""What one shipment can rest on is all there."""

from datetime import date

from owning.owned_worlds import DAY, LIST, way
from xenotime.casework.used import used_by
from xenotime.exact import Range, exactly
from xenotime.facts.book import Book
from xenotime.facts.declaration import ContentRow, Price
from xenotime.facts.item import Item, Undertaking
from xenotime.facts.party import Holding, Party
from xenotime.facts.request import ANSWERED, Request
from xenotime.facts.shipment import Shipment
from xenotime.owning.listed import owned_by_listed


def test_who_owns_a_branch_owns_its_head_so_branches_are_kept() -> None:
    parties = {
        "H": Party("H", lists=()),
        "B": Party("B", lists=(), branch_of="H"),
        "L": Party("L", lists=(LIST,)),
        "Z": Party("Z", lists=()),
    }
    book = Book(parties=parties, holdings=(Holding("L", "B", share=exactly(1)),))
    kept = used_by(book, [Shipment("S", "M", date(2026, 3, 1), parties={"consignee": ("H",)})])
    assert kept.parties.keys() == {"H", "B", "L"}
    assert [owned_by_listed(each, way(), DAY)["H"].truth for each in (book, kept)] == [True, True]


def test_that_a_book_keeps_promises_is_known_where_none_is_about_the_goods() -> None:
    book = Book(items={"M": Item("M"), "N": Item("N")}, undertakings=(Undertaking("U", item="N"),))
    assert used_by(book, [Shipment("S", "M", DAY)]).undertakings == book.undertakings


def test_the_price_of_what_an_answer_with_a_last_day_names_is_kept() -> None:
    said = Request("Q1", "has(Dy)", "item", "M", "A", state=ANSWERED, answer="yes", valid_until=DAY)
    price = Price("Dy", None, "EUR", Range(exactly(1).low, exactly(2).low))
    book = Book(items={"M": Item("M")}, contents=(ContentRow("M", "Fe"),), prices=(price,), waiting=(said,))
    assert used_by(book, [Shipment("S", "M", DAY)]).prices == (price,)
