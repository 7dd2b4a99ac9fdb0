"""Read who the parties of a case of law are, and who owns them."""

import re

from xenotime.exact import Range, exactly, parse_share
from xenotime.law.provision import Held
from xenotime.law.vocabulary import PARTY
from xenotime.reading.law.frame import Frame
from xenotime.reading.law.tables import Table
from xenotime.reading.law.words import wrong_word

LISTS, OWNER_LISTS = "lists", "owner_lists"
HELD = re.compile(r"(?P<owner>[^>]+?) > (?P<owned>\w+)(?: (?P<share>\d[\d.]*(?: %)?(?:\.\.\d[\d.]* %| %)?))?")
ROW = '"owner > owned share", as "cn/control-list > end_user 50 %" or "others > end_user 0 %"'


def listed(table: Table, facts: Table, frame: Frame) -> dict[str, str]:
    """Parties of the shipment with the names that they have in the law's own lists."""
    inner = table.table("listed")
    for role in inner.data:
        if role not in frame.names.vocabulary.party_roles:
            inner.fault("this is no party", role, found=role, allowed=frame.names.vocabulary.party_roles)
        _not_stated(facts, f"{role}.{LISTS}", "the law's own list says this")
    return {role: inner.word(role) for role in inner.data}


def holdings(table: Table, facts: Table, frame: Frame) -> tuple[Held, ...]:
    """Who holds what of whom."""
    found = []
    for number, text in enumerate(table.words("holdings")):
        held = _held(text)
        if held is None:
            table.fault("this is no holding", "holdings", number, found=text, allowed=ROW)
            continue
        found.append(held)
        fact = frame.names.vocabulary.facts.get(f"{PARTY}{LISTS}")
        for word in held.lists:
            wrong = wrong_word(fact, word) if fact else None
            if wrong:
                table.fault("unknown list of parties", "holdings", number, found=word, allowed=wrong[1])
        _not_stated(facts, f"{held.owned}.{OWNER_LISTS}", "the holdings say this")
    return tuple(found)


def _held(text: str) -> Held | None:
    match = HELD.fullmatch(text)
    if not match:
        return None
    owner = match["owner"]
    lists = tuple(each.strip() for each in owner.split(",")) if "/" in owner else ()
    try:
        return Held(owner, match["owned"], lists, _share(match["share"]) if match["share"] else None)
    except ValueError:
        return None


def _share(text: str) -> Range:
    """`50 %`, or `20..30 %`; ValueError for what is no share, or runs downwards."""
    low, dots, high = text.partition("..")
    if not dots:
        return exactly(parse_share(text))
    least = low if low.endswith("%") else f"{low} %"
    return Range(parse_share(least), parse_share(high))


def _not_stated(facts: Table, fact: str, why: str) -> None:
    if fact in facts.data:
        facts.fault("this is said twice", fact, found=fact, do=f"leave it out: {why}")
