"""A party that has the name of a listed one, or was decided to be it: while nobody has said that it is another, it may be that one."""

from dataclasses import replace
from datetime import date

from xenotime.casework.asking import asks
from xenotime.casework.listings import entry_days, lists_by_law
from xenotime.facts.book import Book
from xenotime.facts.match import OTHER, SAME, in_force
from xenotime.facts.party import Party
from xenotime.facts.party_list import Listing, PartyList, list_named, with_their_lists
from xenotime.facts.seen import About, Missing, Seen
from xenotime.law.lawbook import Lawbook
from xenotime.law.vocabulary import Vocabulary
from xenotime.naming.exact import same_names

LISTS = "lists"


def with_names_of(book: Book, snapshot: PartyList) -> PartyList:
    """The heading of a list, with those of its entries that have the name of a party of the book, or that one was decided to be."""
    same, decided = same_names(_names(book), snapshot.entries), _confirmed(book)
    named = {each for entries in same.values() for each in entries if each.on_list}
    named |= {each for each in snapshot.entries if each.on_list and _mark(each) in decided}
    return replace(snapshot.heading(), entries=tuple(each for each in snapshot.entries if each in named))


def _names(book: Book) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in book.parties.values() for name in each.names))


def _decided(book: Book, decision: str) -> dict[tuple[str, str], list[str]]:
    """Every entry, by its list and its own mark, of which somebody decided so, with the parties."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in in_force(book.matches):
        for word in each.lists if each.decision == decision else ():
            found.setdefault((word, each.entry), []).append(each.party)
    return found


def _confirmed(book: Book) -> dict[tuple[str, str], list[str]]:
    """Every entry that somebody said a party is, with the parties: whatever note or announcement it carries."""
    found: dict[tuple[str, str], list[str]] = {}
    for (word, entry), parties in _decided(book, SAME).items():
        found.setdefault((list_named(word), entry), []).extend(parties)
    return found


def _mark(entry: Listing) -> tuple[str, str]:
    return list_named(entry.on_list), entry.id


def namesakes(book: Book, law: Lawbook, known_on: date) -> dict[str, tuple[Listing, ...]]:
    """For each party the entries of lists that have its name, on whatever days, save those that a person said are others.

    So have those that a person said it is: a newer snapshot may say other days of them, or another note, than were decided on.
    """
    known = (*book.lists, *lists_by_law(law, known_on, law.regimes))
    listings = tuple(each for one in known for each in one.entries if each.on_list)
    same, others = same_names(_names(book), listings), _decided(book, OTHER)
    found: dict[str, dict[Listing, None]] = {
        party: dict.fromkeys(each for name in one.names for each in same.get(name, ()))
        for party, one in book.parties.items()
    }
    if decided := _confirmed(book):
        for each in listings:
            for party in decided.get(_mark(each), ()):
                found[party][each] = None
    told = {
        party: tuple(each for each in entries if party not in others.get((each.on_list, each.id), ()))
        for party, entries in found.items()
    }
    return {party: entries for party, entries in told.items() if entries}


def with_namesakes(
    parties: dict[str, Party], same: dict[str, tuple[Listing, ...]], on: date
) -> dict[str, Party]:
    """The parties, each with the entries of its name that stand on the day and that its lists do not name."""
    found = {}
    for party, entries in same.items():
        lists = parties[party].lists or ()
        on_lists = with_their_lists(lists)
        may = tuple(each for each in entries if each.on_list not in on_lists and each.holds_on(on))
        if may:
            found[party] = replace(parties[party], namesakes=may)
    return parties | found if found else parties


def namesake_days(book: Book, law: Lawbook, known_on: date) -> set[date]:
    """The days on which an entry that has the name of a party begins, ends, is paused, or wakes."""
    return entry_days(each for entries in namesakes(book, law, known_on).values() for each in entries)


def perhaps_listed(seen: Seen, party: Party, vocabulary: Vocabulary) -> Seen:
    """What is seen of a party's lists, where its name may put it on more of them than its row says."""
    if not party.namesakes:
        return seen
    named = [each.on_list for each in party.namesakes]
    words = with_their_lists(named)
    limit = seen.words if seen.closed else seen.among
    asked = _asked(party, vocabulary, None if limit is None else words)
    rest = () if seen.closed else (each for each in seen.missing if each.fact != LISTS)
    among = None if limit is None else limit | words
    return replace(seen, closed=False, among=among, missing=(asked, *rest))


def asked_by_name(missing: Missing, parties: dict[str, Party], vocabulary: Vocabulary) -> Missing:
    """The missing fact; where it is the lists of a party that has the name of a listed one, it is asked by that."""
    party = parties.get(missing.about.id)
    if (missing.about.kind, missing.fact) != ("party", LISTS) or not party or not party.namesakes:
        return missing
    return _asked(party, vocabulary, missing.words)


def _asked(party: Party, vocabulary: Vocabulary, words: frozenset[str] | None) -> Missing:
    entries = dict.fromkeys(f"{each.name}, {each.on_list}:{each.id}" for each in party.namesakes)
    fields = {"party": party.id, "list": "; ".join(entries)}
    return Missing(LISTS, About("party", party.id), *asks(vocabulary, "namesake", fields), words=words)
