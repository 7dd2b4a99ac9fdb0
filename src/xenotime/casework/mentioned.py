"""Which regimes a book brings in by what it names: a country, a code or a list of theirs."""

from collections.abc import Iterable, Iterator

from xenotime.facts.answered import answered_on
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook

DENIED = frozenset({"no", "none"})
"""What a stated fact says where it says that there is nothing."""


def regimes_of(book: Book, law: Lawbook, besides: Iterable[str] = ()) -> tuple[str, ...]:
    """The regimes that are asked where the user names none: those always asked, and those that the book mentions.

    `besides` are countries and regimes that shipments name which do not stand in the book.
    """
    whole = answered_on(book, None)
    words = {*_words(whole), *_of_facts(whole, law), *besides}
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


def regime_of_fact(law: Lawbook, about: str, name: str, words: Iterable[str] | None) -> str:
    """The regime that alone asks for a fact, where it is stated and not only denied; else nothing."""
    kind = law.vocabulary.fact(about, name)
    return kind.regime if kind and set(words or ()) - DENIED else ""


def _of_facts(book: Book, law: Lawbook) -> Iterator[str]:
    """The regimes that alone ask for what the facts of items, parties and shipments say."""
    for about, subjects in (
        ("item", book.items.values()), ("exporter", book.parties.values()), ("shipment", book.shipments),
    ):  # fmt: skip
        for each in subjects:
            yield from (regime_of_fact(law, about, name, words) for name, words in each.facts.items())


def _words(book: Book) -> Iterator[str]:
    """Countries of origin, of the technology of making, of sending and on the way, and the regimes of codes and party lists."""
    for item in book.items.values():
        yield from item.made_in or ()
        yield from (step.split(":")[1] for step in item.made_with or () if ":" in step)
        yield from (code.partition(":")[0] for code in item.codes or ())
    for row in book.contents:
        yield from row.origin or ()
        yield row.substance.partition(":")[0] if ":" in row.substance else ""
    for shipment in book.shipments:
        yield from (*(shipment.origin or ()), *(shipment.via or ()))
    for party in book.parties.values():
        yield from (each.partition("/")[0] for each in party.lists or ())
    for snapshot in book.lists:
        yield from (each.on_list.partition("/")[0] for each in snapshot.entries)
    for match in book.matches:
        yield from (each.partition("/")[0] for each in match.lists)
