"""Read and add to matches.toml: which proposals of names a person has decided, who and when.

The file only grows: a decision is withdrawn by a later one on the same party and entry.
"""

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from xenotime.facts.match import DECISIONS, SCREENED, Match
from xenotime.reading.book.entries import add_entry, entry
from xenotime.reading.book.notes import Notes, nearest
from xenotime.reading.book.words import BookWords
from xenotime.reading.mapping.checker import Checker, numbered_tables
from xenotime.reading.tables.cells import check_list
from xenotime.reading.tables.numbers import CellError

MATCHES = "matches.toml"
IN_LAW = re.compile(r"\S+/\S+(#.*)?")
"""How the law calls a list of parties: by its regime or country, and a name."""
DAYS = ("list_dated", "listed_from", "listed_until")
KEYS = ("party", "decision", "lists", "entry", "listed_name", "score", "by", "on", "note", *DAYS)
NEEDED = ("party", "decision", "lists", "by", "on")
WRITTEN = ("party", "decision", "lists", "entry", "listed_name", "score", "by", "note", "on", *DAYS)
TEXTS = ("party", "decision", "entry", "listed_name", "score", "by", "note")


def read_matches(
    path: Path, parties: Collection[str], notes: Notes, words: BookWords | None = None
) -> tuple[Match, ...]:
    """Every decision of the file, in its order; none where there is no file; each that is not whole is a problem."""
    check, rows = numbered_tables(path, "match", "Decisions", notes)
    found = [_match(check, row, at, parties, words or BookWords()) for row, at in rows]
    return tuple(match for match in found if match)


def _match(
    check: Checker, given: Mapping[str, Any], at: str, parties: Collection[str], words: BookWords
) -> Match | None:
    check.keys(given, KEYS, at)
    missing = check.needed(given, NEEDED, at, "A decision")
    texts = check.strings(given, TEXTS, at)
    lists = check.texts(given.get("lists", []), f"{at}.lists")
    _check_lists(check, lists, f"{at}.lists", words)
    on = check.day(given.get("on"), f"{at}.on")
    days = {key: check.day(given.get(key), f"{at}.{key}") for key in DAYS}
    check.period(days["listed_from"], days["listed_until"], f"{at}.listed_until", "The entry")
    check.word(texts["decision"], f"{at}.decision", "The decision is not known", DECISIONS)
    if texts["party"] and texts["party"] not in parties:
        do = nearest(texts["party"], parties) or "correct the id"
        check.problem(f"{at}.party", "There is no such party", found=texts["party"], do=do)
    if texts["decision"] and texts["decision"] != SCREENED and not texts["entry"]:
        check.problem(
            f"{at}.entry", "The decision names no entry of a list", found="nothing", do="fill in entry"
        )
    if missing or on is None:
        return None
    return Match(
        **texts,
        lists=lists,
        on=on,
        list_dated=days["list_dated"],
        listed_from=days["listed_from"],
        listed_until=days["listed_until"],
    )


def _check_lists(check: Checker, lists: Collection[str], at: str, words: BookWords) -> None:
    """Let the lists of the law pass; what is called as none of its lists is, as publishers may call theirs, is remarked on."""
    for each in lists:
        if not IN_LAW.fullmatch(each):
            if words.party_lists:
                check.notes.remark(
                    f"{check.file}, {at}: nothing follows from the list {each!r}, which the law does not name"
                )
            continue
        try:
            check_list(each, words)
        except CellError as wrong:
            check.problem(at, wrong.what, found=each, allowed=wrong.allowed, do=wrong.do)


def written(match: Match) -> str:
    """The decision as it is added to the file."""
    return entry("match", {key: getattr(match, key) for key in WRITTEN})


def add_match(folder: Path, match: Match) -> Path:
    """The file, to which the decision was added behind all others."""
    return add_entry(folder / MATCHES, written(match))
