"""The parties of a case of law: which of them stand in the law's own lists, and which lists reach them through their owners."""

from datetime import date

from xenotime.casework.listings import Listings
from xenotime.casework.owners import Owners
from xenotime.exact import exactly
from xenotime.facts.book import Book
from xenotime.facts.match import SAME, Match
from xenotime.facts.party import OTHER_OWNERS, Holding, Party
from xenotime.facts.party_list import with_their_lists
from xenotime.facts.seen import About, Seen
from xenotime.law.condition import Subject
from xenotime.law.lawbook import OWNER_LISTS, Lawbook
from xenotime.law.provision import LawCase
from xenotime.owning.register import ALWAYS_ASKED

LISTS = "lists"
Sightings = dict[Subject, Seen]


def of_parties(law: Lawbook, case: LawCase, known_on: date, facts: Sightings) -> Sightings:
    """What is seen of the lists of parties that the case names as listed, and of the owners of those that it says are held."""
    listed = {role: standing(law, case, name, known_on) for role, name in case.listed.items()}
    found = {
        _fact(role, LISTS): Seen(About(role, role), with_their_lists(words), closed=True)
        for role, words in listed.items()
    }
    if not case.holdings:
        return found
    roles = law.vocabulary.party_roles
    owners = Owners(_book(case, facts, listed, roles), law, case.on, known_on, case.readings)
    held = [each for each in dict.fromkeys(one.owned for one in case.holdings) if each in roles]
    return found | {_fact(role, OWNER_LISTS): owners.lists_of(role) for role in held}


def standing(law: Lawbook, case: LawCase, name: str, known_on: date) -> tuple[str, ...]:
    """The rows of the law's lists in which a name stands on the day of the case."""
    lists = tuple(dict.fromkeys(each.list_id for each in law.parties))
    match = Match(name, SAME, lists, "", case.on, listed_name=name)
    return Listings(law, case.on, known_on).rows(match)


def _book(
    case: LawCase, facts: Sightings, listed: dict[str, tuple[str, ...]], roles: tuple[str, ...]
) -> Book:
    """A book of nobody but the parties of the case and their owners."""
    parties: dict[str, Party] = {}
    holdings = []
    for number, each in enumerate(case.holdings):
        owner = f"owner {number}" if each.lists else each.owner
        for name in (owner, each.owned):
            parties[name] = Party(name, name, lists=_lists(name, facts, listed, roles))
        holdings.append(Holding(owner, each.owned, ALWAYS_ASKED, each.share))
        if each.lists:
            parties[owner] = Party(owner, owner, lists=each.lists)
            holdings.append(Holding(OTHER_OWNERS, owner, ALWAYS_ASKED, exactly(0)))
    parties.pop(OTHER_OWNERS, None)
    return Book(case.name, parties=parties, holdings=tuple(holdings))


def _lists(
    name: str, facts: Sightings, listed: dict[str, tuple[str, ...]], roles: tuple[str, ...]
) -> tuple[str, ...] | None:
    """The lists that a party of the shipment is on, None where the case does not say; nobody else with a name is on any."""
    if name in listed:
        return listed[name]
    seen = facts.get(_fact(name, LISTS))
    if seen is not None:
        return tuple(sorted(seen.words))
    return None if name in roles else ()


def _fact(role: str, name: str) -> Subject:
    return Subject("fact", role, name)
