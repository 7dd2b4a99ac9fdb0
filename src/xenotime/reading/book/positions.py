"""Read positions.toml: the readings that a company has adopted, signed by two, until a day."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from xenotime.facts.book import Position
from xenotime.facts.person import one_person
from xenotime.reading.book.notes import Notes, listed, nearest
from xenotime.reading.mapping.checker import Checker, numbered_tables

TEXTS = ("question", "reading", "reason", "document", "decided_by", "approved_by")
KEYS = (*TEXTS, "scope", "from", "until")
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
    check.needed(given, NEEDED, at, "A position")
    texts = check.strings(given, TEXTS, at)
    if texts["decided_by"] and one_person(texts["decided_by"]) == one_person(texts["approved_by"]):
        do = "let a second person approve it"
        check.problem(
            f"{at}.approved_by",
            "A position is decided and approved by two persons",
            found=texts["approved_by"],
            do=do,
        )
    start, until = (check.day(given.get(key), f"{at}.{key}") for key in ("from", "until"))
    check.period(start, until, f"{at}.until", "The position")
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
