"""The use cases about parties: who is behind one, which listed party a name may mean, and what was decided."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from xenotime.casework.cases import Asked, Docket
from xenotime.casework.listings import lists_by_law
from xenotime.casework.owners import Owners
from xenotime.casework.ownsview import Names, OwnsView, owns_view
from xenotime.desk.alike import alike
from xenotime.errors import refusal
from xenotime.facts.book import Book
from xenotime.facts.match import OTHER, SAME, SCREENED, Match
from xenotime.facts.party_list import Listing, PartyList
from xenotime.law.lawbook import Lawbook
from xenotime.naming.candidates import Candidates
from xenotime.reading.book.matches import add_match

NONE = "none"


def owns(book: Book, law: Lawbook, party: str, asked: Asked, lists: Sequence[PartyList] = ()) -> OwnsView:
    """Who is behind a party on the day asked for, else on that of known_on; the law's own lists are looked at too.

    Raises UnreadableRequest where the book has no such party.
    """
    _known(book, party)
    owners = Owners(book, law, asked.on or asked.known_on, asked.known_on, asked.readings)
    return owns_view(
        owners, party, (*lists, *lists_by_law(law, asked.known_on, asked.regimes)), asked.regimes
    )


def behind(docket: Docket, lists: Sequence[PartyList] = ()) -> Iterator[OwnsView]:
    """Who is behind the parties of a docket's shipments, each on each day: those of whom there is something to say."""
    asked = docket.asked
    names = Names((*lists, *lists_by_law(docket.law, asked.known_on, asked.regimes)))
    seen: set[tuple[str, date]] = set()
    for shipment in docket.book.shipments:
        on = asked.on or shipment.day
        for party in dict.fromkeys(each for some in shipment.parties.values() for each in some):
            if (party, on) in seen or party not in docket.book.parties:
                continue
            seen.add((party, on))
            notes = docket.notes(on)
            view = owns_view(notes.owners, party, (), asked.regimes, names, notes)
            if view.tells:
                yield view


def decide(
    path: Path,
    book: Book,
    law: Lawbook,
    lists: Sequence[PartyList],
    decision: str,
    texts: Sequence[str],
    by: str,
    asked: Asked,
) -> tuple[Match, ...]:
    """The decisions, written behind all others in the book's matches.toml.

    Each text is `PARTY=LIST:ENTRY` as a proposal names it, or `PARTY=none`: screened, and on no more of the
    lists that are whole. Raises UnreadableRequest where one names nothing that exists; then none is written.
    """
    if not by.strip():
        do = "say who decides: --by NAME"
        raise refusal("A decision needs a name", option="--by", found="nothing", do=do)
    day = asked.on or date.today()  # noqa: DTZ011  the day on which somebody decides is today's
    every = (*lists, *lists_by_law(law, asked.known_on, asked.regimes))
    made = tuple(match for text in texts for match in _matches(book, every, decision, text, by.strip(), day))
    folder = path if path.is_dir() else path.parent
    for match in made:
        add_match(folder, match)
    return made


def _matches(
    book: Book, lists: Sequence[PartyList], decision: str, text: str, by: str, on: date
) -> tuple[Match, ...]:
    party, equals, entry = (part.strip() for part in text.partition("="))
    if not equals or not entry:
        do = "write PARTY=LIST:ENTRY as `xenotime owns` names it, or PARTY=none"
        raise refusal("This is no decision", option="--confirm", found=text, do=do)
    _known(book, party)
    if entry == NONE:
        return _screened(lists, party, by, on)
    named = [
        (snapshot, listing)
        for snapshot in lists
        for listing in snapshot.entries
        if entry in {f"{listing.on_list}:{listing.id}", f"{listing.list_name}:{listing.id}"}
    ]
    if named:
        same = [each for each in named if each[1].on_list == named[0][1].on_list]
        snapshot, listing = max(same, key=lambda each: each[0].dated or date.min)  # as it is said last
        words = (listing.on_list or listing.list_name,)
        score = _score(book, party, listing)
        return (Match(
            party, decision, words, by, on, listing.id, listing.name, snapshot.dated, score,
            listed_from=listing.start, listed_until=listing.until,
        ),)  # fmt: skip
    do = "see the entries that `xenotime owns BOOK PARTY` proposes"
    raise refusal("No list has this entry", option="--confirm", found=entry, do=do)


def _score(book: Book, party: str, listing: Listing) -> str:
    one = Candidates([listing])
    found = [each.score for name in book.parties[party].names for each in one.like(name)]
    return f"{max(found):.2f}" if found else ""


def _screened(lists: Sequence[PartyList], party: str, by: str, on: date) -> tuple[Match, ...]:
    """One decision for every whole list, each with the day of that list."""
    whole = [each for each in lists if each.whole and each.dated and each.lists]
    if not whole:
        do = "put a whole, dated snapshot into the book's folder `lists`, or name it with --list"
        raise refusal("No whole list was screened", option="--confirm", found=f"{party}={NONE}", do=do)
    return tuple(Match(party, SCREENED, each.lists, by, on, list_dated=each.dated) for each in whole)


def _known(book: Book, party: str) -> None:
    if party not in book.parties:
        near = alike(party, {each.id: each.name for each in book.parties.values()})
        do = "name a party by its id in the table parties"
        raise refusal("Unknown party", option="PARTY", file=book.name, found=party, allowed=near, do=do)


__all__ = ["OTHER", "SAME", "behind", "decide", "owns"]
