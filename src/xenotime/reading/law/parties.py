"""Read lists of parties: who is listed, by which announcement, from when until when, and paused when."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from xenotime.dates import parse_day
from xenotime.law.listed_party import ListedParty, PartyList
from xenotime.law.provision import Dated
from xenotime.reading.law.csv_rows import Columns, csv_rows
from xenotime.reading.law.dated import Marks, dated, marks
from xenotime.reading.law.frame import MARKED, Frame, place
from xenotime.reading.law.names import Block
from xenotime.reading.law.tables import Table
from xenotime.reading.law.words import COUNTRY, wrong_word

DAYS = ("from", "until", "until_issued", "issued")
PAUSED = ("paused_from", "paused_until", "paused_issued")
WORDS = ("name", "local_name", "also", "country", "announcement", "seen", "source")
SEVERAL = frozenset({"also", *PAUSED})
COLUMNS = Columns((*WORDS, *DAYS, *PAUSED), ("name", "from"), SEVERAL, frozenset(DAYS))


def parties(block: Block, frame: Frame) -> None:
    """The listings of one list of parties, from a CSV file beside the instrument."""
    table = block.table.keys("list file", f"as_of complete days_fresh {MARKED}")
    list_id = table.word("list")
    fact = frame.names.vocabulary.facts.get("party.lists")
    wrong = wrong_word(fact, list_id) if fact and list_id else None
    if wrong:
        table.fault("unknown list of parties", "list", found=list_id, allowed=wrong[1])
    own = marks(table, frame.marks)
    found = tuple(_party(each, own, frame) for each in csv_rows(block, frame, COLUMNS))
    for twin in (each for each, count in Counter(found).items() if count > 1):
        table.fault("two rows of the file are the same", "file", found=twin.name, do="leave one out")
    frame.shelf.parties.append(
        PartyList(
            place(block, frame),
            list_id,
            found,
            table.day("as_of"),
            table.truth("complete"),
            _days_fresh(table),
        )
    )


def _days_fresh(table: Table) -> int | None:
    days = table.data.get("days_fresh")
    if days is None or (isinstance(days, int) and not isinstance(days, bool) and days > 0):
        return days
    table.fault("'days_fresh' must be a number of days", "days_fresh", found=days, allowed="14")
    return None


def _party(table: Table, above: Marks, frame: Frame) -> ListedParty:
    if "name" not in table.data:
        table.fault("a listed party has a name", "name")
    if "from" not in table.data:
        table.fault("a listing has a first day", "from")
    country = table.word("country")
    if country and not COUNTRY.fullmatch(country):
        table.fault("this is not a country", "country", found=country, allowed="two capital letters")
    entry = dated(table, above, frame.names)
    return ListedParty(
        name=table.word("name"),
        local_name=table.word("local_name"),
        country=country,
        announcement=table.word("announcement"),
        dated=entry,
        ended=table.day("until_issued"),
        pauses=_pauses(table, entry),
        also=tuple(table.words("also")),
    )


def _pauses(table: Table, entry: Dated) -> tuple[Dated, ...]:
    """The pauses of a listing, one behind the other; the last of them may have no last day."""
    starts, ends, issued = (_days(table, name) for name in PAUSED)
    if len(ends) > len(starts):
        table.fault("a pause has a first day", "paused_from", allowed="a day, as 2025-12-01")
    elif len(ends) < len(starts) - 1:
        table.fault("only the last pause goes on", "paused_until", allowed="a last day for each before it")
    elif issued and len(issued) != len(starts):
        table.fault(
            "every pause is known from a day", "paused_issued", allowed=f"{len(starts)} days, or none"
        )
    found = []
    for start, end, known in zip_longest(starts, ends, issued):
        if start and end and end < start:
            told = f"from {start} until {end}"
            table.fault("the last day lies before the first", "paused_until", found=told)
        if start:
            found.append(replace(entry, start=start, until=end, issued=known or start, ended=None))
    return tuple(found)


def _days(table: Table, name: str) -> list[date]:
    """The days of a cell that are parted by semicolons."""
    found = []
    for text in table.words(name):
        try:
            found.append(parse_day(text))
        except ValueError:
            table.fault(f"the cell {name!r} must be a day", found=text, allowed="a day, as 2025-12-01")
    return found
