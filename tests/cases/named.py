"""Who is named in a case, looked up in the lists of parties of the law: by which announcement he is listed on its day."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from cases import forms_of_firms, resembling
from cases.resembling import LEGAL_FORMS, LONG_FORMS
from cases.situation import EXAMPLE, NEED, UNKNOWN, Owned, Situation
from xenotime.law.lawbook import Lawbook
from xenotime.law.listed_party import ListedParty
from xenotime.naming.score import compare

SAME_NAME = 0.95
"""How alike two spellings of one party are, at least."""

FORMS = r"(?:AG|SE|SA|S\.|GmbH|Inc|INC|Ltd|LTD|LLC|PLC|Co\b|Corp|Company|Group|N\.?V|B\.?V|UAB|SIA|O?OD|AD\b|Oy|ApS|AB\b|S\.?p\.?A|K\.?K|A\.?S|Plant|Works|Factory|\(?[A-Z]{2}\b)"
"""What may follow a name of one word and be no other name."""
LETTERS = 4
"""How many initials make an abbreviation, at least."""
OWNED_BY = re.compile(
    r"\b(?:subsidiar\w+|daughter(?: company)?|(?:majority|wholly|fully)?[ -]?(?:owned|held)(?: (?:by|subsidiary))?)(?: (?:of|by))?(?: the)? ?$",
    re.IGNORECASE,
)
OWNS = re.compile(
    r"(?:['’]s)?[ -](?:wholly[- ]owned |majority[- ]owned )?(?:subsidiar|daughter)", re.IGNORECASE
)
BEFORE = r"(?: (?:the|listed|company|firm))* ?[\"“'«]?$"
NEAR = re.compile(
    rf"\b(?:affiliate|sister(?: company)?|partner|joint venture|former \w+|spin-?off|not|no|never|neither|nor|other|competitors?|customers?|suppliers?|neighbou?rs?)(?: (?:of|with|to|than))?{BEFORE}",
    re.IGNORECASE,
)
"""Whoever stands so to somebody is not him, and may belong to him."""
GUESS = r"(?:(?:believ|think|thought|guess|suspect|assum|suppos|presum|reckon|fear|rumou?r|gossip|hearsay|speculat|expect)\w*|heard|probably|likely|apparently|seems|hints?|hinted)"
MAY_BE = re.compile(
    rf"\b(?:(?:relations?|relationship|links?|ties?|connections?|similar(?:ity)?|resembl\w+|like|alike|compar\w+) (?:to|with|of)|resembl\w+|like|(?:may|might|could) be|whether|perhaps|possibly|maybe|said to be|{GUESS}(?: (?:that|it|is|was|to|be|of|on|at|they|he|she|the|user|buyer|customer|goods|are|go|for|end|real|will|by|its)\b)*){BEFORE}",
    re.IGNORECASE,
)
"""In front of a listed name: whether somebody is he is not sure."""
GUESSED = re.compile(
    rf"(?:,? {FORMS})?\.?(?:\s*\?|,? \(?(?:perhaps|possibly|maybe|presumably|probably|unconfirmed|unproven|not (?:yet )?(?:confirmed|proven|certain|sure)|or (?:so|somebody else|another|someone else)|it (?:seems|is said)|(?:as )?(?:an? |the |one |our |its |his )?(?:[\w-]+ ){{0,2}}(?:believes?|thinks?|guess(?:es)?|suspects?|assumes?|supposes?|reckons?))\b)",
)
"""Behind it: somebody guesses so, or nobody has confirmed it."""
ANNOUNCEMENT = re.compile(
    r"(?P<year>20\d\d),? (?:MOFCOM )?(?:[Aa]nnouncement )?No\.? ?(?P<number>\d{1,2})\b|No\.? ?(?P<by>\d{1,2}) (?:of|/) ?(?P<of>20\d\d)"
)
DENIED = re.compile(
    r"\b(?:not|no longer|never|none|nobody|neither|un(?:listed|named)|left|removed|before|other than)\b",
    re.IGNORECASE,
)
ONLY_IF_TOLD = frozenset({"purchaser", "intermediary"})
MOST, WHOLE = "more than 50", "100"
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


@cache
def within(listed: str) -> re.Pattern[str]:
    """How a listed name stands in a longer text: without its legal form, or by its initials; in no longer name.

    What stands in front of a comma in it is a name of its own where it has several words.
    """
    words = re.findall(r"[^\W_]+", listed)
    whole = "".join(each[0] for each in words if each[0].isupper())
    while len(words) > 1 and words[-1].casefold() in LEGAL_FORMS | LONG_FORMS:
        words.pop()
    bare = r"[^\w]+".join(map(re.escape, words))
    capitals = "".join(each[0] for each in words if each[0].isupper())
    named = rf"(?i:{bare})"
    if len(words) == 1:
        # a name of one word stands in longer ones of other companies
        spelt = rf"{bare[0]}(?i:{bare[1:]})(?=\W*$|[,;.()]| {FORMS})"
        named = rf"(?:{bare}(?! (?!{FORMS})[A-Z])|{spelt})" if len(bare) > LETTERS - 2 else r"(?!)"
    short = "".join(f"|{each}" for each in {capitals, whole} if len(each) >= LETTERS)
    return re.compile(rf"(?<![\w-])(?:{named}{short})(?![\w-])")


def name_listed(it: Situation, law: Lawbook, regime: str, facts: Mapping[str, Any] | None = None) -> None:
    """Whoever is named and stands on a list of parties of that law on the day is on it, by its announcement.

    Of whoever is only said to be on such a list, any of those announcements may be meant: one of them stands for it.
    """
    standing = [*_standing(it, law, regime)]
    if not standing:
        return
    for place, (rank, name) in list(it.facts.items()):
        role, _, column = place.partition(".")
        if column == "name":
            _look_up(it, role, name, standing, sure=rank > EXAMPLE)
    for owner in {each.owner for each in it.owned}:
        if words := _named(owner, standing):
            it.say(f"{owner}.lists", "; ".join(words), NEED)
    for role, text in [*it.texts.items(), *((each.owner, each.owner) for each in it.owned)]:
        if listed := _announced(text, law, regime):
            it.say(f"{role}.lists", listed, NEED)
    _elsewhere(it, facts or {}, standing)
    resembling.doubt(it, facts or {}, (listed.name for _, listed in standing))
    _not_asked(it, standing)
    for place, (rank, word) in list(it.facts.items()):
        if place.endswith(".lists") and "#" not in word:
            it.facts[place] = (rank, _by_one(word, it.said("shipment.to"), standing))


def _not_asked(it: Situation, standing: list[Listing]) -> None:
    """Of whom the law asks nothing unless he is told to be listed, and who only may be: he is, or he is not."""
    to = it.said("shipment.to")
    for place in it.doubted_lists:
        if place.partition(".")[0] in ONLY_IF_TOLD and place not in it.either:
            lists = dict.fromkeys(at for at, _ in standing)
            it.either[place] = [*(_by_one(each, to, standing) for each in lists), "none"]


def _elsewhere(it: Situation, facts: Mapping[str, Any], standing: list[Listing]) -> None:
    """Whoever is named where nothing was read of a party may be the one who receives."""
    read = " ".join([*it.texts.values(), *(f"{each.owner} {each.owned}" for each in it.owned)])
    for said in _told(facts):
        if said not in read:
            found = (fits for _, listed in standing for fits in within(listed.name).finditer(said))
            if any(fits[0] not in read for fits in found) and it.said("end_user.lists") in {"", "none"}:
                it.doubt_listing("end_user")


def _told(facts: Any) -> Iterator[str]:
    """Every text of what a case states, and every name under which something is stated."""
    for key, said in facts.items() if isinstance(facts, dict) else (("", each) for each in facts):
        yield key.replace("_", " ")
        if isinstance(said, str):
            yield said
        else:
            yield from _told(said)


def _look_up(it: Situation, role: str, name: str, standing: list[Listing], *, sure: bool) -> None:
    """By his own name or one in what is said of him; whose subsidiary he is owns him, and whom he is near may."""
    place, text = f"{role}.lists", it.texts.get(role, name)
    text = text if name in text else f"{text}; {name}"
    found = [(listing, fits) for listing in standing for fits in within(listing[1].name).finditer(text)]
    owners = [
        (listing[1].name, fits)
        for listing, fits in found
        if OWNED_BY.search(text[: fits.start()]) or OWNS.match(text[fits.end() :])
    ]
    like = [
        fits
        for (_, party), fits in found
        if MAY_BE.search(text[: fits.start()])
        or GUESSED.match(text[fits.end() :])
        or forms_of_firms.differ(text[fits.end() :], _behind(party.name))
    ]
    near = like + [fits for _, fits in found if NEAR.search(text[: fits.start()])]
    himself = [
        f"{at}#{party.announcement}"
        for (at, party), fits in found
        if fits not in near and (party.name, fits) not in owners
    ]
    words = list(dict.fromkeys([*himself, *([] if owners or near else _named(name, standing))]))
    if words:
        it.say(place, "; ".join(words), NEED)
    elif owners:
        it.say(f"{role}.name", text)
        it.say(place, "none")
        whole = re.search(r"wholly|fully|100 ?%", text)
        it.owned += [Owned(owner, "", WHOLE if whole else MOST) for owner, _ in owners if not it.owned]
    elif not near and sure and it.facts.get(place, (0, ""))[1] == UNKNOWN:
        it.say(place, "none")
    elif near:
        it.leave_unknown(place, "none")
    if like and not words:
        it.doubt_listing(role)


def _behind(listed: str) -> str:
    """What stands in a listed name behind its own words: its legal form."""
    own = within(listed).search(listed)
    return listed[own.end() :] if own else ""


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


def _announced(text: str, law: Lawbook, regime: str) -> str:
    """The list of whoever is said to stand in an announcement, paused or not: what it still means is for the law to say."""
    said = ANNOUNCEMENT.search(text)
    if not said or DENIED.search(text):
        return ""
    number = f"{said['year'] or said['of']}-{int(said['number'] or said['by'])}"
    lists = (
        each.list_id
        for each in law.parties
        if each.list_id.startswith(f"{regime}/") and any(one.announcement == number for one in each.parties)
    )
    return next((f"{each}#{number}" for each in lists), "")


def _by_one(word: str, to: str, standing: list[Listing]) -> str:
    """A list of which no announcement is told, by one of those that stand: of the country that goods go to, if there is one."""
    live = [(party.country != to, party.announcement) for at, party in standing if at == word]
    return f"{word}#{min(live)[1]}" if live else word
