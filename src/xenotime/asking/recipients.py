"""Whom to ask, and under which profile: by the country of whoever is asked and of where the item was made."""

from collections.abc import Sequence
from dataclasses import dataclass

from xenotime.facts.book import Book
from xenotime.facts.seen import About
from xenotime.law.asking import AskingProfile, profile_for

OWN, COUNSEL, UNNAMED = "own engineering", "counsel", "its maker or supplier (not named in the book)"
ORDER_TAKER = "whoever took the order"
INSIDE = frozenset({OWN, COUNSEL, ORDER_TAKER})
"""Those inside the house: no profile holds for them."""


@dataclass(frozen=True)
class Recipient:
    """Who is asked, the countries that bear on how, and why the profile was chosen."""

    name: str
    countries: tuple[str, ...] = ()
    profile: AskingProfile | None = None
    because: str = ""


def recipient_of(about: About, book: Book, profiles: Sequence[AskingProfile]) -> Recipient:
    """Whoever can say what is not known about something; of several makers of an item, the first who was asked nothing of it.

    Where the country of a supplier is not known, the first profile holds: asking too little harms nobody.
    """
    if about.kind == "item":
        return _maker(about.id, book, profiles)
    if about.kind in {"party", "holding"}:
        party = book.parties.get(about.id)
        countries = (party.country or ()) if party else ()
        return _with_profile(party.name or party.id if party else about.id, countries, profiles)
    return Recipient(COUNSEL if about.kind in {"question", "law", "text", "statement"} else ORDER_TAKER)


def _maker(item_id: str, book: Book, profiles: Sequence[AskingProfile]) -> Recipient:
    item = book.items.get(item_id)
    maker = item.maker if item else ""
    if maker == "own":
        return Recipient(OWN)
    rows = [row.supplier or row.said_by for row in book.contents if row.item == item_id]
    makers = item.makers if item else ()
    named = [_named(each, book) for each in makers or [next((each for each in rows if each), "")]]
    asked = {each.to for each in book.requests if (each.about_kind, each.about) == ("item", item_id)}
    name, country = next((each for each in named if each[0] not in asked), named[0])
    countries = [*country, *((item.made_in or ()) if item else ())]
    return _with_profile(name, tuple(dict.fromkeys(countries)), profiles)


def _named(maker: str, book: Book) -> tuple[str, tuple[str, ...]]:
    """The name of whoever is meant by that id or name, and his countries."""
    party = book.parties.get(maker) or next((p for p in book.parties.values() if p.name == maker), None)
    return ((party.name or party.id), party.country or ()) if party else (maker or UNNAMED, ())


def _with_profile(name: str, countries: tuple[str, ...], profiles: Sequence[AskingProfile]) -> Recipient:
    if not countries:
        why = "the country is not known: the careful profile holds until it is"
        return Recipient(name, (), profiles[0] if profiles else None, why)
    profile = profile_for(countries, profiles)
    return Recipient(name, countries, profile, profile.because if profile else "")
