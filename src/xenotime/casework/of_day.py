"""A book as it stands on a day: on which lists every party is, or may be by its name."""

from dataclasses import replace
from datetime import date

from xenotime.casework.announced import as_announced
from xenotime.casework.listings import Listings
from xenotime.casework.namesakes import namesakes, with_namesakes
from xenotime.facts.answered import answered_on
from xenotime.facts.book import Book
from xenotime.facts.match import decided
from xenotime.facts.party import Party
from xenotime.facts.same import with_heads_lists, with_shared_lists
from xenotime.law.lawbook import Lawbook


def on_day(book: Book, law: Lawbook, on: date, known_on: date) -> Book:
    """The book with the answers that hold on that day, and every party on those lists on which decisions put it then, and on which its name may."""
    book = answered_on(book, on)
    parties = book.parties
    if book.matches:
        parties = parties | _decided(book, Listings(law, on, known_on))
    parties = as_announced(parties, law, on, known_on)
    parties = with_namesakes(parties, namesakes(book, law, known_on), on)
    told = with_heads_lists(with_shared_lists(parties))
    return book if told is book.parties else replace(book, parties=told)


def _decided(book: Book, listings: Listings) -> dict[str, Party]:
    """Every party of which somebody decided, with what that makes of its lists on the day."""
    named = {each.party for each in book.matches}
    return {
        name: decided(party, book.matches, listings.standing)
        for name, party in book.parties.items()
        if name in named
    }
