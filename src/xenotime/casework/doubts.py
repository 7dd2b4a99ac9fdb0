"""What looks wrong with a book though it reads: patterns by which facts mislead, each with what to look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xenotime.casework.used import items_below
from xenotime.exact import as_decimal
from xenotime.facts.book import Book
from xenotime.facts.declaration import OTHERS, ContentRow
from xenotime.facts.request import ANSWERED
from xenotime.tracing.money import Market

MANY = 5
"""Items that one word-for-word declaration may be about before somebody should ask."""
OFF = Fraction(1, 5)
"""How far the price at the order may be from that of the item before somebody should ask."""


@dataclass(frozen=True)
class Doubt:
    """One pattern: what it is called, what was seen, where, and what to do."""

    kind: str
    what: str
    about: tuple[str, ...]
    do: str


def doubts(book: Book) -> tuple[Doubt, ...]:
    """Every pattern of the book that has misled before; none of them is proof of anything."""
    found = [
        *_copied(book),
        *_prices(book),
        *_split(book),
        *_silent(book),
        *_detours(book),
        *_elements_only(book),
        *_evidence(book),
        *_answers(book),
    ]
    return tuple(found)


def _said(row: ContentRow) -> tuple[object, ...]:
    return row.substance, row.form, row.share, row.value, row.origin, row.absent


def _copied(book: Book) -> Iterator[Doubt]:
    """One declaration on very many parts; that a bill names all that is in an assembly may be said of many."""
    opened = {line.parent for line in book.bill}
    whole: dict[str, list[tuple[object, ...]]] = {}
    for row in book.contents:
        whole.setdefault(row.item, []).append(_said(row))
    same: dict[tuple[object, ...], list[str]] = {}
    for item, rows in whole.items():
        if item not in opened or any(row[0] != OTHERS for row in rows):
            same.setdefault(tuple(sorted(rows, key=str)), []).append(item)
    for items in same.values():
        masses = {book.items[item].mass_kg for item in items if item in book.items}
        if len(items) > MANY and (len(masses) > 1 or None in masses):
            of = "different" if len(masses) > 1 else "unknown"
            yield Doubt(
                "one declaration copied", f"{len(items)} items of {of} mass have word for word the same declaration",
                tuple(items), "ask the supplier for each family of parts",
            )  # fmt: skip


def _prices(book: Book) -> Iterator[Doubt]:
    markets: dict[date, Market] = {}
    for line in book.shipments:
        item = book.items.get(line.item)
        if not (item and item.value and line.value and line.quantity and line.quantity.low):
            continue
        market = markets.setdefault(line.day, Market(book, line.day))
        usual = market.convert(item.value, item.currency, line.currency).amount
        if usual is None:
            continue
        paid = line.value.low / line.quantity.low
        high = usual.high if usual.high is not None else paid
        if paid > high * (1 + OFF) or paid < usual.low * (1 - OFF):
            yield Doubt(
                "price edited at the order",
                f"{as_decimal(paid) if paid.denominator < 10**6 else float(paid)} {line.currency} a piece at the order, {as_decimal(item.value.low)} {item.currency} in the item",
                (line.order, line.item), "a share of value rests on this price: see the contract",
            )  # fmt: skip


def _split(book: Book) -> Iterator[Doubt]:
    """A part, and what it is built into, to the same party at about the same time."""
    for part in book.shipments:
        for whole in book.shipments:
            same = part.parties.get("consignee") == whole.parties.get("consignee") and part.item != whole.item
            if same and part.parties.get("consignee") and part.item in items_below(book, whole.item):
                yield Doubt(
                    "goods split", f"{part.item} goes apart from {whole.item}, into which it is built, to the same consignee",
                    (part.order, whole.order), "judge them together as well",
                )  # fmt: skip


def _silent(book: Book) -> Iterator[Doubt]:
    for line in book.shipments:
        for what, empty in (("end use", line.end_use is None), ("end user", "end_user" not in line.parties)):
            if empty:
                yield Doubt(
                    f"{what} left empty",
                    f"nobody said the {what}",
                    (line.order,),
                    "ask whoever took the order",
                )


def _detours(book: Book) -> Iterator[Doubt]:
    """Goods whose consignee, or whose stop on the way, is not in the country of the end user."""
    for line in book.shipments:
        users = [book.parties[each] for each in line.parties.get("end_user", ()) if each in book.parties]
        homes = {code for each in users for code in each.country or ()}
        if homes and line.destination and not set(line.destination) & homes:
            yield Doubt(
                "route by another place", f"goes to {'; '.join(line.destination)}, the end user is in {'; '.join(sorted(homes))}",
                (line.order,), "name the final destination: it decides",
            )  # fmt: skip
        if aside := [
            each for each in line.via or () if each not in {*(line.destination or ()), *(line.origin or ())}
        ]:
            yield Doubt(
                "route by another place", f"goes by {'; '.join(aside)}, which is neither where it comes from nor where it goes",
                (line.order,), "ask what happens there, and whether leaving it is an export of its own",
            )  # fmt: skip


def _elements_only(book: Book) -> Iterator[Doubt]:
    closed = {row.item for row in book.contents if row.substance == OTHERS}
    named: dict[str, list[str]] = {}
    for row in book.contents:
        if row.substance != OTHERS and row.item not in closed:
            named.setdefault(row.item, []).append(row.substance)
    for item, substances in named.items():
        yield Doubt(
            "a list of elements read as all there is", f"the declaration names {', '.join(dict.fromkeys(substances))} and not whether that is all",
            (item,), "ask whether anything listed is in it besides: `others`",
        )  # fmt: skip


def _evidence(book: Book) -> Iterator[Doubt]:
    last = max((line.day for line in book.shipments), default=None)
    for each in book.evidence.values():
        if last and each.valid_until and each.valid_until < last:
            yield Doubt(
                "evidence has expired",
                f"valid until {each.valid_until}, goods leave on {last}",
                (each.id,),
                "renew it",
            )
        if each.file and not each.sha256:
            yield Doubt("evidence can be exchanged", f"{each.file} has no hash", (each.id,), "add its sha256")


def _answers(book: Book) -> Iterator[Doubt]:
    """Answers whose last day lies before goods leave, and those beside which somebody wrote something."""
    last = max((line.day for line in book.shipments), default=None)
    for each in (one for one in book.requests if one.state == ANSWERED):
        told = f"{each.number}, “{each.fact} of {each.about}” = {each.answer}"
        if last and each.valid_until and each.valid_until < last:
            yield Doubt(
                "an answer has run out",
                f"{told}: valid until {each.valid_until}, goods leave on {last}",
                (each.about,),
                "ask again: goods that leave later are answered without it",
            )
        if each.comment:
            yield Doubt(
                "an answer says something besides",
                f"{told}; “{each.comment}”",
                (each.about,),
                "see whether that limits the answer: it counts as if nothing stood there",
            )
