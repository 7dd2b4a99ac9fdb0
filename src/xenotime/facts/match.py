"""What a person has decided about a proposal: that a party is, or is not, the one on a list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from xenotime.facts.party import Party
from xenotime.facts.party_list import list_named

SAME, OTHER, SCREENED = "same", "other", "screened"
DECISIONS = (SAME, OTHER, SCREENED)
"""It is the listed party; it is another; it was screened against whole lists and is on no more of them."""


@dataclass(frozen=True)
class Match:
    """One decision, with who made it and when; a later one on the same party and entry replaces it.

    `lists` are the words of the law: of the entry for `same` and `other`, of all lists that were screened
    for `screened`.
    """

    party: str
    decision: str
    lists: tuple[str, ...]
    by: str
    on: date
    entry: str = ""
    listed_name: str = ""
    list_dated: date | None = None
    score: str = ""
    note: str = ""
    listed_from: date | None = None
    listed_until: date | None = None
    """The days of the entry, as it said them when it was decided."""


def in_force(matches: Iterable[Match]) -> tuple[Match, ...]:
    """The decisions that no later one replaces; of one day the last one goes before the others."""
    ordered = sorted(matches, key=lambda each: each.on)
    last = {(each.party, each.decision == SCREENED, each.lists, each.entry): each for each in ordered}
    return tuple(last.values())


def decided(party: Party, matches: Iterable[Match], standing: Callable[[Match], tuple[str, ...]]) -> Party:
    """The party with the lists on which decisions put it on a day, and those on which it surely is not.

    `standing` gives the lists of a decision whose entry stands on that day, and none where it does not.
    """
    own = [each for each in in_force(matches) if each.party == party.id]
    named = tuple(dict.fromkeys(word for each in own if each.decision == SAME for word in standing(each)))
    clear = tuple(dict.fromkeys(word for each in own if each.decision == SCREENED for word in each.lists))
    if not named and not clear:
        return party
    lists = tuple(dict.fromkeys((*(party.lists or ()), *named)))
    on = {list_named(word) for word in lists}
    not_on = tuple(word for word in clear if word not in on)
    still_open = party.lists is None or party.lists_open
    return replace(party, lists=lists, lists_open=still_open, not_on=not_on if still_open else ())
