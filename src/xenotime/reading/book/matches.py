"""Read and add to matches.toml: which proposals of names a person has decided, who and when.

The file only grows: a decision is withdrawn by a later one on the same party and entry.
"""

import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from xenotime.facts.match import DECISIONS, SCREENED, Match
from xenotime.reading.book.notes import Notes, nearest
from xenotime.reading.book.positions import read_day
from xenotime.reading.book.words import BookWords
from xenotime.reading.mapping.toml import Checker, numbered_tables
from xenotime.reading.tables.cells import check_list
from xenotime.reading.tables.numbers import CellError

MATCHES = "matches.toml"
IN_LAW = re.compile(r"\S+/\S+(#.*)?")
"""How the law calls a list of parties: by its regime or country, and a name."""
DAYS = ("list_dated", "listed_from", "listed_until")
KEYS = ("party", "decision", "lists", "entry", "listed_name", "score", "by", "on", "note", *DAYS)
NEEDED = ("party", "decision", "lists", "by", "on")
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
    missing = [key for key in NEEDED if given.get(key) in (None, "", [])]
    for key in missing:
        check.problem(f"{at}.{key}", f"A decision needs {key}", found="nothing", do=f"fill in {key}")
    texts = {key: check.text(given.get(key, ""), f"{at}.{key}").strip() for key in TEXTS}
    lists = check.texts(given.get("lists", []), f"{at}.lists")
    _check_lists(check, lists, f"{at}.lists", words)
    on = read_day(check, given.get("on"), f"{at}.on")
    days = {key: read_day(check, given.get(key), f"{at}.{key}") for key in DAYS}
    start, until = days["listed_from"], days["listed_until"]
    if start and until and until < start:
        what, do = "The entry ends before it begins", "correct one of the days"
        check.problem(f"{at}.listed_until", what, found=f"{start} to {until}", do=do)
    if texts["decision"] and texts["decision"] not in DECISIONS:
        check.problem(
            f"{at}.decision",
            "The decision is not known",
            found=texts["decision"],
            allowed=", ".join(DECISIONS),
            do="write one of these",
        )
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
        lists=lists,
        on=on,
        list_dated=days["list_dated"],
        listed_from=days["listed_from"],
        listed_until=days["listed_until"],
        party=texts["party"],
        decision=texts["decision"],
        entry=texts["entry"],
        listed_name=texts["listed_name"],
        score=texts["score"],
        by=texts["by"],
        note=texts["note"],
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
    lines = [
        "[[match]]",
        *(f"{key} = {json.dumps(getattr(match, key), ensure_ascii=False)}" for key in TEXTS[:2]),
        f"lists = {json.dumps(list(match.lists), ensure_ascii=False)}",
        *(
            f"{key} = {json.dumps(getattr(match, key), ensure_ascii=False)}"
            for key in ("entry", "listed_name", "score", "by", "note")
            if getattr(match, key)
        ),
        f"on = {match.on}",
        *(f"{key} = {getattr(match, key)}" for key in DAYS if getattr(match, key)),
    ]
    return "\n".join(lines).replace("\x7f", "\\u007f") + "\n"


def add_match(folder: Path, match: Match) -> Path:
    """The file, to which the decision was added behind all others."""
    path = folder / MATCHES
    before = path.read_bytes() if path.exists() else b""
    gap = "" if not before else "\n" if before.endswith(b"\n") else "\n\n"
    with path.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(gap + written(match))
    return path
