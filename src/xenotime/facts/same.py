"""One party that stands in several records: the register's number that they share says so."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from xenotime.facts.book import Book
from xenotime.facts.item import Words
from xenotime.facts.party import Holding, Party
from xenotime.facts.party_list import Listing, list_named

NUMBERED = re.compile(r"[A-Z]{2}-[A-Z0-9-]+:\S+")
"""A register by its code, and a number in it: `XI-LEI:…`, `GB-COH:…` (org-id.guide)."""


def recorded_twice(parties: Mapping[str, Party]) -> dict[str, Party]:
    """The parties, each record with the first one that shares a register's number with it, itself left out."""
    first: dict[str, str] = {}
    root: dict[str, str] = {}

    def top(party: str) -> str:
        while root.get(party, party) != party:
            party = root[party]
        return party

    for party in parties.values():
        for number in (each for each in party.ids or () if NUMBERED.fullmatch(each)):
            other = top(first.setdefault(number, party.id))
            root[top(party.id)] = other
    found = dict(parties)
    for each in root:
        if top(each) != each:
            found[each] = replace(found[each], same_as=top(each))
    return found


def groups(parties: Mapping[str, Party]) -> dict[str, tuple[str, ...]]:
    """For every party that stands in several records all of them, the first one foremost."""
    found: dict[str, list[str]] = {}
    for party in parties.values():
        if party.same_as in parties:
            found.setdefault(party.same_as, [party.same_as]).append(party.id)
    return {first: tuple(dict.fromkeys(each)) for first, each in found.items()}


def with_shared_lists(parties: dict[str, Party]) -> dict[str, Party]:
    """The parties; what one record of a party says of its lists holds for its other records."""
    changed = {}
    for members in groups(parties).values():
        records = [parties[each] for each in members]
        lists, is_open, off = _lists(records)
        alike = _namesakes(records)
        for each in records:
            changed[each.id] = replace(each, lists=lists, lists_open=is_open, not_on=off, namesakes=alike)
    return parties | changed if changed else parties


def _namesakes(records: Iterable[Party]) -> tuple[Listing, ...]:
    return tuple(dict.fromkeys(entry for each in records for entry in each.namesakes))


def _lists(records: Iterable[Party]) -> tuple[Words, bool, tuple[str, ...]]:
    known = [each for each in records if each.lists is not None]
    if not known:
        return None, False, ()
    named = tuple(dict.fromkeys(word for each in known for word in each.lists or ()))
    is_open = all(each.lists_open for each in known)
    on = {list_named(word) for word in named}
    off = tuple(dict.fromkeys(word for each in known for word in each.not_on if word not in on))
    return named, is_open, off if is_open else ()


def with_heads_lists(parties: dict[str, Party]) -> dict[str, Party]:
    """The parties; a branch is its head, so that it is on every list that its head is on.

    Where the lists of a head are not known, its branch may be on more lists than its own row names. What one record of a
    party says of whose branch it is holds for its other records.
    """
    changed = {}
    records = {each: members for members in groups(parties).values() for each in members}
    for each in parties.values():
        heads = _above(each, parties, records)
        if not heads:
            continue
        known = [one for one in (each, *heads) if one.lists is not None]
        named = tuple(dict.fromkeys(word for one in known for word in one.lists or ()))
        is_open = len(known) <= len(heads) or any(one.lists_open for one in known)
        off = tuple(word for word in each.not_on if all(word in one.not_on for one in heads))
        changed[each.id] = replace(
            each,
            lists=named if known else None,
            lists_open=is_open and bool(known),
            not_on=off if is_open else (),
            namesakes=_namesakes((each, *heads)),
        )
    return parties | changed if changed else parties


def _above(party: Party, parties: Mapping[str, Party], records: Mapping[str, tuple[str, ...]]) -> list[Party]:
    """The heads of a branch, and of its other records, nearest first; none of them twice."""
    found: list[Party] = []
    seen = {party.id, *records.get(party.id, ())}
    front = [party]
    while front:
        at = front.pop(0)
        for one in records.get(at.id, (at.id,)):
            head = parties[one].branch_of
            if head in parties and head not in seen:
                seen |= {head, *records.get(head, ())}
                found.append(parties[head])
                front.append(parties[head])
    return found


def collapsed(book: Book) -> Book:
    """The book with one record of each party: the others are its branches, and hold and are held as it is.

    One record that holds all of another, or a share not known, says nothing; a part of it is what the party holds of itself.
    Where records name several heads, it is a branch of the first, and the others hold shares of it that are not known.
    """
    together = groups(book.parties)
    if not together:
        return book
    first = {each: one for one, members in together.items() for each in members}
    parties = with_shared_lists(book.parties)
    more: list[Holding] = []
    for one, members in together.items():
        named = (parties[each].branch_of for each in members if parties[each].branch_of)
        heads = [each for each in dict.fromkeys(first.get(name, name) for name in named) if each != one]
        head = heads[0] if heads else ""
        more += (held_by_head(each, one) for each in heads[1:])
        kinds = tuple(dict.fromkeys(word for each in members for word in parties[each].kind or ()))
        parties[one] = replace(parties[one], branch_of=head, kind=kinds or None)
        for each in members[1:]:
            parties[each] = Party(each, parties[each].name, lists=(), branch_of=one)
    holdings = tuple(
        one
        for each in book.holdings
        for one in [
            replace(each, owner=first.get(each.owner, each.owner), owned=first.get(each.owned, each.owned))
        ]
        if one.owner != one.owned or each.owner == each.owned or _is_a_part(each)
    )
    return replace(book, parties=parties, holdings=(*holdings, *more))


def held_by_head(head: str, branch: str, source: str = "") -> Holding:
    """What a second head holds of a party that is said to be the branch of two: a share that is not known."""
    return Holding(head, branch, "equity", None, source=source)


def _is_a_part(holding: Holding) -> bool:
    share = holding.share
    return share is not None and share.high is not None and share.high < 1
