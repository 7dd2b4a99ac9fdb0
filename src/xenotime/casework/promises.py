"""What was promised when an item left a country under a licence, as far as the book keeps it."""

from collections.abc import Collection, Mapping

from xenotime.facts.book import Book
from xenotime.facts.item import Item, Undertaking
from xenotime.facts.seen import About, Seen, yes_or_no
from xenotime.facts.shipment import Shipment

ONWARD, USE, KEPT = "undertaking_onward", "undertaking_use", "undertakings_kept"
TOLD = "undertaking_told"
FACTS = frozenset({ONWARD, USE, KEPT, TOLD})
STRICTEST = {ONWARD: "never", USE: "changed"}
"""What holds whatever another promise says that is not known."""
PROMISED = ("by its undertakings", "of the item")
NOT_KEPT = "this book keeps no undertakings: promises under which goods left a country were not tested"


Lots = frozenset[str] | None
"""The lots of which a part may be; None where it may be of any."""


def promise(
    book: Book,
    item: Item,
    name: str,
    shipment: Shipment | None,
    inside: Mapping[str, Lots],
    end_uses: Collection[str],
) -> Seen | None:
    """What the undertakings about an item, and about what is or may be inside it, say.

    `end_uses` are the words of the law for one. None where the book keeps some, but none about these. A book without any undertakings says so as an assumption,
    and `undertakings_kept` is no. `undertaking_told` is yes where there is one about these, whatever it says.
    """
    about = About("item", item.id)
    if name == KEPT:
        return yes_or_no(about, bool(book.undertakings))
    if not book.undertakings and name != TOLD:
        return Seen(about, closed=True, assumed=(NOT_KEPT,))
    lot = shipment.lot if shipment else ""
    bound = {**inside, item.id: frozenset({lot}) if lot else None}
    rows = [each for each in book.undertakings if _binds(each, book, bound, shipment)]
    if name == TOLD:
        return yes_or_no(about, bool(rows))
    if not rows:
        return None
    words = [each.onward if name == ONWARD else _use(each, shipment, end_uses) for each in rows]
    known = frozenset(word for word in words if word)
    if not all(words) and STRICTEST[name] not in known:
        return None
    return Seen(about, known, closed=all(words))


def _binds(
    undertaking: Undertaking, book: Book, bound: Mapping[str, Lots], shipment: Shipment | None
) -> bool:
    """Whether an undertaking binds one of these items, of a lot that it may be of, on the day of the shipment."""
    if undertaking.until and shipment and undertaking.until < shipment.day:
        return False
    lot = book.lots.get(undertaking.lot)
    item = undertaking.item or (lot.item if lot else "")
    if item not in bound:
        return False
    lots = bound[item]
    return not undertaking.lot or lots is None or undertaking.lot in lots


def _use(undertaking: Undertaking, shipment: Shipment | None, end_uses: Collection[str]) -> str:
    """Whether the end use stays within the promised one; empty where either is not known, or told in other words."""
    permitted = {word.strip() for word in undertaking.permitted_use.split(";") if word.strip()}
    uses = set(shipment.end_use or ()) if shipment else set()
    if not permitted or not uses:
        return ""
    if uses <= permitted:
        return "kept"
    return "changed" if permitted.issubset(end_uses) else ""
