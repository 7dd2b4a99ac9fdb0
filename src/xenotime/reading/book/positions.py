"""Read positions.toml: the readings that a company has adopted, signed by two, until a day."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from xenotime.dates import parse_day
from xenotime.facts.book import Position
from xenotime.facts.person import one_person
from xenotime.reading.book.notes import Notes, listed, nearest
from xenotime.reading.mapping.toml import Checker, numbered_tables

KEYS = ("question", "reading", "scope", "reason", "document", "decided_by", "approved_by", "from", "until")
NEEDED = ("question", "reading", "scope", "reason", "decided_by", "approved_by", "until")
SCOPES = ("shipments", "items")
WHOLE_BOOK = "book"


def read_positions(path: Path, ids: Mapping[str, Collection[str]], notes: Notes) -> tuple[Position, ...]:
    """Every position of the file, none where there is no file; each that is not whole is a problem.

    Of what `ids` does not have, a position may name any.
    """
    check, rows = numbered_tables(path, "position", "Positions", notes)
    return tuple(_position(check, row, at, ids) for row, at in rows)


def _position(
    check: Checker, given: Mapping[str, Any], at: str, ids: Mapping[str, Collection[str]]
) -> Position:
    check.keys(given, KEYS, at)
    for key in NEEDED:
        if given.get(key) in (None, "", {}):
            do = "write until when it holds" if key == "until" else f"fill in {key}"
            check.problem(f"{at}.{key}", f"A position needs {key}", found="nothing", do=do)
    texts = {
        key: check.text(given.get(key, ""), f"{at}.{key}").strip()
        for key in KEYS
        if key not in {"scope", "from", "until"}
    }
    if texts["decided_by"] and one_person(texts["decided_by"]) == one_person(texts["approved_by"]):
        do = "let a second person approve it"
        check.problem(
            f"{at}.approved_by",
            "A position is decided and approved by two persons",
            found=texts["approved_by"],
            do=do,
        )
    start, until = (read_day(check, given.get(key), f"{at}.{key}") for key in ("from", "until"))
    if start and until and until < start:
        check.problem(
            f"{at}.until",
            "The position ends before it begins",
            found=f"{start} to {until}",
            do="correct one of the days",
        )
    scope = _scope(check, given.get("scope", WHOLE_BOOK), f"{at}.scope", ids)
    return Position(**texts, start=start, until=until, shipments=scope["shipments"], items=scope["items"])


def _scope(
    check: Checker, given: Any, at: str, ids: Mapping[str, Collection[str]]
) -> dict[str, tuple[str, ...]]:
    """The shipments and items that the position reaches; none of both is the whole book."""
    reach: dict[str, tuple[str, ...]] = {"shipments": (), "items": ()}
    if given == WHOLE_BOOK:
        return reach
    if not isinstance(given, dict):
        check.problem(
            at,
            "The scope is not known",
            found=repr(given),
            allowed='"book", or { shipments = ["…"], items = ["…"] }',
            do='write "book" where it holds for all of it, else name shipments or items',
        )
        return reach
    for key in check.keys(given, SCOPES, at):
        reach[key] = check.texts(given[key], f"{at}.{key}")
        for ident in reach[key] if key in ids else ():
            if ident not in ids[key] and ident not in check.notes.lost:
                do = nearest(ident, ids[key]) or "correct the id"
                check.problem(f"{at}.{key}", f"There is no row for {ident!r} in {key}", found=ident, do=do)
    if given and not any(reach.values()):
        check.problem(
            at,
            "The scope reaches nothing",
            allowed=listed(SCOPES),
            do='name shipments or items, or write scope = "book"',
        )
    return reach


def read_day(check: Checker, value: Any, at: str) -> date | None:
    """The day, None and a problem where it is none."""
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    try:
        return parse_day(value)
    except (TypeError, ValueError):
        check.problem(
            at,
            "This is not a day",
            found=repr(value),
            allowed="2026-12-31, without quotation marks or a time",
            do="write the day so",
        )
        return None
