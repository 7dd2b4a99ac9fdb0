"""The part of a book that the answer for one shipment line can rest on, and nothing else."""

from collections.abc import Sequence
from dataclasses import replace

from xenotime.facts.answered import answered_on
from xenotime.facts.book import Book
from xenotime.facts.party import OTHER_OWNERS
from xenotime.facts.same import groups
from xenotime.facts.shipment import ROLES, Shipment
from xenotime.facts.substance import elements_of


def used_by(book: Book, shipments: Sequence[Shipment]) -> Book:
    """The book with these shipment lines alone, what their items are made of, and their parties with all owners."""
    items = {each for one in shipments for each in items_below(book, one.item)}
    parties = _parties(book, shipments)
    contents = tuple(row for row in book.contents if row.item in items)
    lots = {each.id: each for each in book.lots.values() if each.item in items}
    used_lots = tuple(each for each in book.used_lots if each.lot in lots and each.used in lots)
    undertakings = tuple(each for each in book.undertakings if each.item in items or each.lot in lots)
    undertakings = undertakings or book.undertakings[:1]  # one more says that the book keeps some
    behind = [book.items[item].evidence for item in items if item in book.items]
    behind += [*(row.evidence for row in contents), *(each.evidence for each in undertakings)]
    behind += [each.evidence for each in used_lots]
    evidence = {each for some in behind for each in some}
    substances = {row.substance for row in answered_on(book, None).contents if row.item in items}
    told_of = items | parties | {one.id for one in shipments}
    return replace(
        book,
        items={name: item for name, item in book.items.items() if name in items},
        bill=tuple(line for line in book.bill if line.parent in items),
        contents=contents,
        prices=tuple(price for price in book.prices if _may_price(price.substance, substances)),
        parties={name: party for name, party in book.parties.items() if name in parties},
        holdings=tuple(each for each in book.holdings if each.owned in parties),
        lots=lots,
        used_lots=used_lots,
        undertakings=undertakings,
        shipments=tuple(shipments),
        as_stated=tuple(each for each in book.as_stated if each.id in {one.id for one in shipments}),
        evidence={name: each for name, each in book.evidence.items() if name in evidence},
        positions=tuple(each for each in book.positions if any(each.is_about(one) for one in shipments)),
        matches=tuple(each for each in book.matches if each.party in parties),
        aliases=tuple(each for each in book.aliases if each.of in items or each.of in substances),
        classifications=tuple(each for each in book.classifications if items & set(each.items)),
        requests=tuple(each for each in book.requests if each.about in told_of),
        waiting=tuple(each for each in book.waiting if each.about in told_of),
        ties=tuple(each for each in book.ties if {each.party, each.other} & parties),
        house_words=(),
        remarks=(),
    )


def items_below(book: Book, item: str) -> set[str]:
    """The item and everything that its bill holds, however deep."""
    children: dict[str, list[str]] = {}
    for line in book.bill:
        children.setdefault(line.parent, []).append(line.child)
    found, open_ = {item}, [item]
    while open_:
        for child in children.get(open_.pop(), ()):
            if child not in found:
                found.add(child)
                open_.append(child)
    return found


def _may_price(substance: str, stated: set[str]) -> bool:
    elements = elements_of(substance)
    return not elements or any(not elements_of(each) or elements_of(each) & elements for each in stated)


def _parties(book: Book, shipments: Sequence[Shipment]) -> set[str]:
    """The parties of the shipments, their heads and branches, and whoever owns one of them, however far up."""
    named = {each for one in shipments for parties in one.parties.values() for each in parties}
    assumed = [made for role in ROLES if (made := book.assumed(f"shipments.{role}"))]
    named |= {word for made in assumed for word in made.value or () if word in book.parties}
    owners: dict[str, set[str]] = {}
    for holding in book.holdings:
        owners.setdefault(holding.owned, set()).add(holding.owner)
    for one in book.parties.values():
        if one.branch_of:
            owners.setdefault(one.branch_of, set()).add(one.id)
    records = groups(book.parties)
    found, open_ = set(named), list(named)
    while open_:
        party = open_.pop()
        known = book.parties.get(party)
        more = owners.get(party, set()) | ({known.branch_of} if known and known.branch_of else set())
        more |= set(records.get(known.same_as or party, ())) if known else set()
        for each in more - found - {OTHER_OWNERS, ""}:
            found.add(each)
            open_.append(each)
    return found
