"""Who is named in a case, looked up in the lists of parties of the law: by which announcement he is listed on its day."""

import re
from collections.abc import Iterator
from datetime import date

from cases.situation import EXAMPLE, NEED, UNKNOWN, Situation
from xenotime.law.lawbook import Lawbook
from xenotime.law.listed_party import ListedParty
from xenotime.naming.score import compare

SAME_NAME = 0.95
"""How alike two spellings of one party are, at least."""

LEGAL_FORMS = frozenset(
    {"", *"abdeghkmnoprsvz", "spol", "sp", "co", "ltd", "inc", "llc", "plc", "gmbh", "ag", "kg", "kk", "sa", "srl", "spa", "bv", "nv", "oy",
     "ab", "as", "se", "corp", "limited"}
)  # fmt: skip
"""Words and letters of the legal forms of companies."""
Listing = tuple[str, ListedParty]


def is_name_of(name: str, listed: str) -> bool:
    """Whether a name is the listed one, but for its legal form."""
    short = re.split(r"\W+", name.casefold().strip(" ."))
    whole = re.split(r"\W+", listed.casefold().strip(" ."))
    rest = whole[len(short) :]
    front = (
        len(short) > 1 and whole[: len(short)] == short and all(len(each) < len("corpor") for each in rest)
    )
    formed = len(whole) > 1 and short[: len(whole)] == whole and set(short[len(whole) :]) <= LEGAL_FORMS
    return front or formed or compare(name, listed).score >= SAME_NAME


def name_listed(it: Situation, law: Lawbook, regime: str) -> None:
    """Whoever is named and stands on a list of parties of that law on the day is on it, by its announcement.

    Of whoever is only said to be on such a list, any of those announcements may be meant: one of them stands for it.
    """
    standing = [*_standing(it, law, regime)]
    if not standing:
        return
    for place, (rank, name) in list(it.facts.items()):
        role, _, column = place.partition(".")
        if column != "name":
            continue
        words = _named(name, standing)
        if words:
            it.say(f"{role}.lists", "; ".join(words), NEED)
        elif rank > EXAMPLE and it.facts.get(f"{role}.lists", (0, ""))[1] == UNKNOWN:
            it.say(f"{role}.lists", "none")
    for owner in {each.owner for each in it.owned}:
        if words := _named(owner, standing):
            it.say(f"{owner}.lists", "; ".join(words), NEED)
    for place, (rank, word) in list(it.facts.items()):
        if place.endswith(".lists"):
            it.facts[place] = (rank, _by_one(word, it.said("shipment.to"), standing))


def _standing(it: Situation, law: Lawbook, regime: str) -> Iterator[Listing]:
    """The listings that stand on the day of a case, each with its list."""
    day = it.said("shipment.date")
    for each in law.parties if day else ():
        if each.list_id.startswith(f"{regime}/"):
            known_on = date.fromisoformat(max(day, it.said("known_on")))
            yield from (
                (each.list_id, party)
                for party in each.parties
                if party.is_listed(date.fromisoformat(day), known_on)
            )


def _named(name: str, standing: list[Listing]) -> list[str]:
    found = (f"{at}#{party.announcement}" for at, party in standing if is_name_of(name, party.name))
    return list(dict.fromkeys(found))


def _by_one(word: str, to: str, standing: list[Listing]) -> str:
    """A list of which no announcement is told, by one of those that stand: of the country that goods go to, if there is one."""
    live = [(party.country != to, party.announcement) for at, party in standing if at == word]
    return f"{word}#{min(live)[1]}" if live else word
