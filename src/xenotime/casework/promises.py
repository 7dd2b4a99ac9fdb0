"""What was promised when an item left a country under a licence, as far as the book keeps it."""

from collections.abc import Collection, Mapping

from xenotime.facts.book import Book
from xenotime.facts.item import Item, Undertaking
from xenotime.facts.seen import About, Seen, yes_or_no
from xenotime.facts.shipment import Shipment

ONWARD, USE, KEPT = "undertaking_onward", "undertaking_use", "undertakings_kept"
TOLD, ITSELF = "undertaking_told", "undertaking_itself"
FACTS = frozenset({ONWARD, USE, KEPT, TOLD, ITSELF})
GRADED = {ONWARD: ("free", "consent", "never"), USE: ("kept", "changed")}
"""What a promise can say, the mildest first: the last holds whatever another promise says that is not known."""
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
    and `undertakings_kept` is no. `undertaking_told` is yes where there is one about these, whatever it says, and `undertaking_itself` where there is one about the
    item and not only about what is inside. What another promise, or that of another lot that the item may be of, says beside these can be as grave as they, or graver.
    """
    about = About("item", item.id)
    if name == KEPT:
        return yes_or_no(about, bool(book.undertakings))
    if not book.undertakings and name not in {TOLD, ITSELF}:
        return Seen(about, closed=True, assumed=(NOT_KEPT,))
    lot = shipment.lot if shipment else ""
    bound = {**inside, item.id: frozenset({lot}) if lot else None}
    rows = [each for each in book.undertakings if _binds(each, book, bound, shipment)]
    own = [each for each in rows if _item(each, book) == item.id]
    if name == TOLD:
        return yes_or_no(about, bool(rows))
    if name == ITSELF:
        return yes_or_no(about, bool(own) or all(_states(each, item, shipment) for each in GRADED))
    if not rows:
        return None
    words = [each.onward if name == ONWARD else _use(each, shipment, end_uses) for each in rows]
    if own and not lot and all(each.lot for each in own):
        words.append("")
    known = frozenset(word for word in words if word)
    graded = GRADED[name]
    if all(words) or graded[-1] in known:
        return Seen(about, known, closed=all(words))
    return Seen(about, among=frozenset(graded[max(map(graded.index, known), default=0) :]))


def _states(name: str, item: Item, shipment: Shipment | None) -> bool:
    """Whether a cell of the item or of the shipment states it."""
    return name in item.facts or (shipment is not None and name in shipment.facts)


def _item(undertaking: Undertaking, book: Book) -> str:
    """The item that an undertaking is about, by itself or by its lot."""
    lot = book.lots.get(undertaking.lot)
    return undertaking.item or (lot.item if lot else "")


def _binds(
    undertaking: Undertaking, book: Book, bound: Mapping[str, Lots], shipment: Shipment | None
) -> bool:
    """Whether an undertaking binds one of these items, of a lot that it may be of, on the day of the shipment."""
    if undertaking.until and shipment and undertaking.until < shipment.day:
        return False
    item = _item(undertaking, book)
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
