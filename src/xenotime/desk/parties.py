"""The use cases about parties: who is behind one, which listed party a name may mean, and what was decided."""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from xenotime.casework.cases import Asked
from xenotime.casework.ownsview import OwnsView, owns_view, proposals
from xenotime.desk import answering
from xenotime.errors import Problem, UnreadableRequest
from xenotime.facts.book import Book
from xenotime.facts.match import OTHER, SAME, SCREENED, Match
from xenotime.facts.party_list import PartyList
from xenotime.law.lawbook import Lawbook
from xenotime.reading.book.matches import add_match
from xenotime.reading.party_lists.snapshots import read_snapshots
from xenotime.reading.party_lists.words import read_publications

LISTS = "lists"
"""The folder of a book in which snapshots of party lists lie."""
NONE = "none"


def snapshots(path: Path, own: Sequence[Path] = (), more: Sequence[Path] = ()) -> tuple[PartyList, ...]:
    """The snapshots of party lists beside the book at `path`, and those that are named besides.

    Raises UnreadableBook with every problem of every file.
    """
    publications = read_publications([answering.law_folder(), *own])
    beside = (path if path.is_dir() else path.parent) / LISTS
    return read_snapshots([*([beside] if beside.is_dir() else []), *more], publications)


def owns(book: Book, law: Lawbook, party: str, asked: Asked, lists: Sequence[PartyList] = ()) -> OwnsView:
    """Who is behind a party on the day asked for, else on that of known_on.

    Raises UnreadableRequest where the book has no such party.
    """
    _known(book, party)
    return owns_view(book, law, party, asked.on or asked.known_on, asked.known_on, lists, asked.regimes)


def decide(
    path: Path,
    book: Book,
    lists: Sequence[PartyList],
    decision: str,
    texts: Sequence[str],
    by: str,
    on: date | None,
) -> tuple[Match, ...]:
    """The decisions, written behind all others in the book's matches.toml.

    Each text is `PARTY=LIST:ENTRY` as a proposal names it, or `PARTY=none`: screened, and on no more of the
    lists that are whole. Raises UnreadableRequest where one names nothing that exists; then none is written.
    """
    if not by.strip():
        do = "say who decides: --by NAME"
        raise UnreadableRequest([Problem("A decision needs a name", "", None, "--by", "nothing", "", do)])
    day = on or date.today()  # noqa: DTZ011  the day on which somebody decides is today's
    made = tuple(_match(book, lists, decision, text, by.strip(), day) for text in texts)
    folder = path if path.is_dir() else path.parent
    for match in made:
        add_match(folder, match)
    return made


def _match(book: Book, lists: Sequence[PartyList], decision: str, text: str, by: str, on: date) -> Match:
    party, equals, entry = (part.strip() for part in text.partition("="))
    if not equals or not entry:
        do = "write PARTY=LIST:ENTRY as `xenotime owns` names it, or PARTY=none"
        raise UnreadableRequest([Problem("This is no decision", "", None, "--confirm", text, "", do)])
    _known(book, party)
    if entry == NONE:
        return _screened(lists, party, by, on)
    for snapshot in lists:
        for listing in snapshot.entries:
            if entry in {f"{listing.on_list}:{listing.id}", f"{listing.list_name}:{listing.id}"}:
                score = next(
                    (
                        f"{each.candidate.score:.2f}"
                        for each in proposals([book.parties[party]], (snapshot,), book, on)
                        if each.candidate.listing == listing
                    ),
                    "",
                )
                words = (listing.on_list,) if listing.on_list else (listing.list_name,)
                return Match(party, decision, words, by, on, listing.id, listing.name, snapshot.dated, score)
    do = "see the entries that `xenotime owns BOOK PARTY` proposes"
    raise UnreadableRequest([Problem("No list has this entry", "", None, "--confirm", entry, "", do)])


def _screened(lists: Sequence[PartyList], party: str, by: str, on: date) -> Match:
    whole = [each for each in lists if each.whole and each.dated]
    if not whole:
        do = "put a whole, dated snapshot into the book's folder `lists`, or name it with --list"
        raise UnreadableRequest(
            [Problem("No whole list was screened", "", None, "--confirm", f"{party}={NONE}", "", do)]
        )
    words = tuple(dict.fromkeys(word for each in whole for word in each.lists))
    return Match(party, SCREENED, words, by, on, list_dated=min(each.dated for each in whole if each.dated))


def _known(book: Book, party: str) -> None:
    if party not in book.parties:
        near = get_close_matches(party, book.parties, 5)
        do = "name a party of the book's parties table"
        raise UnreadableRequest(
            [Problem("Unknown party", book.name, None, "PARTY", party, ", ".join(near), do)]
        )


__all__ = ["OTHER", "SAME", "decide", "owns", "snapshots"]
