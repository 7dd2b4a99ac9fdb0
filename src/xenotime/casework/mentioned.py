"""Which regimes a book brings in by what it names: a country, a code or a list of theirs."""

from collections.abc import Iterable, Iterator

from xenotime.facts.answered import answered_on
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook


def regimes_of(book: Book, law: Lawbook, sent_from: Iterable[str] = ()) -> tuple[str, ...]:
    """The regimes that are asked where the user names none: those always asked, and those that the book mentions.

    `sent_from` are countries from which shipments go that do not stand in the book.
    """
    words = {*_words(answered_on(book, None)), *sent_from}
    return tuple(
        name
        for name, regime in sorted(law.regimes.items())
        if not regime.invented
        and (
            regime.asked == "always"
            or (regime.asked == "mentioned" and (name in words or words & set(regime.countries)))
        )
    )


def left_out(law: Lawbook, asked: tuple[str, ...]) -> tuple[str, ...]:
    """The real regimes that were not asked: an answer says nothing about them."""
    return tuple(
        name for name, regime in sorted(law.regimes.items()) if not regime.invented and name not in asked
    )


def _words(book: Book) -> Iterator[str]:
    """Countries of origin, of the technology of making and of sending, and the regimes of codes and party lists."""
    for item in book.items.values():
        yield from item.made_in or ()
        yield from (step.split(":")[1] for step in item.made_with or () if ":" in step)
        yield from (code.partition(":")[0] for code in item.codes or ())
    for row in book.contents:
        yield from row.origin or ()
        yield row.substance.partition(":")[0] if ":" in row.substance else ""
    for shipment in book.shipments:
        yield from shipment.origin or ()
    for party in book.parties.values():
        yield from (each.partition("/")[0] for each in party.lists or ())
    for snapshot in book.lists:
        yield from (each.on_list.partition("/")[0] for each in snapshot.entries)
    for match in book.matches:
        yield from (each.partition("/")[0] for each in match.lists)
