"""Read the rules that make our tables from one foreign file: [sources] and [[derive]] of book.toml.

A cell of a derived row is a template: `{column}` is the cell of that column, `{one|other}` the first
of them that is filled, all else stands as it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xenotime.reading.book.columns import TABLES, names
from xenotime.reading.book.notes import listed, nearest
from xenotime.reading.mapping.checker import Checker
from xenotime.reading.tables.csv import CsvStyle

SOURCE_KEYS = ("file", "sheet", "rejoin", "strip", "ignore", "delimiter", "encoding", "decimal")
DERIVE_KEYS = ("table", "from", "row", "once_per", "may_differ", "rules")
RULE_KEYS = ("where", "set")
HOLE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Source:
    """A foreign file: where it lies, how it is written, what to do with its bad rows and signs."""

    name: str
    file: str
    sheet: str = ""
    rejoin: str = ""
    strip: Mapping[str, str] = field(default_factory=dict)
    """Column to the sign that its cells may begin or end with."""
    ignore: tuple[str, ...] = ()
    style: CsvStyle = field(default_factory=CsvStyle)


@dataclass(frozen=True)
class Template:
    """What a derived cell is made of: texts, and tuples of columns of which the first filled one counts."""

    parts: tuple[str | tuple[str, ...], ...]

    @property
    def columns(self) -> frozenset[str]:
        """The columns of the source that it reads."""
        return frozenset(name for part in self.parts if isinstance(part, tuple) for name in part)


def template(text: str) -> Template:
    """The template that `text` writes.

    >>> template("{part #|short name}-x").parts
    (('part #', 'short name'), '-x')
    """
    parts: list[str | tuple[str, ...]] = []
    for at, piece in enumerate(HOLE.split(text)):
        if at % 2:
            parts.append(tuple(name.strip() for name in piece.split("|")))
        elif piece:
            parts.append(piece)
    return Template(tuple(parts))


@dataclass(frozen=True)
class Rule:
    """Where each pattern is found in its column of the source, cells that `row` left empty are set."""

    where: Mapping[str, re.Pattern[str]]
    put: Mapping[str, Template]


@dataclass(frozen=True)
class Derivation:
    """How the rows of one table are made from the rows of one source (from none: a single row)."""

    table: str
    source: str
    row: Mapping[str, Template]
    once_per: str = ""
    may_differ: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table that it fills, in the order of the format."""
        filled = {*self.row, *(name for rule in self.rules for name in rule.put)}
        return tuple(name for name in names(self.table) if name in filled)

    @property
    def reads(self) -> frozenset[str]:
        """The columns of the source that it reads."""
        templates = [*self.row.values(), *(one for rule in self.rules for one in rule.put.values())]
        return frozenset().union(*(one.columns for one in templates), *(rule.where for rule in self.rules))


def read_sources(check: Checker, given: Mapping[str, Any], style: CsvStyle) -> dict[str, Source]:
    """The foreign files that book.toml names."""
    return {
        name: _source(check, name, check.table(below, f"sources.{name}"), style)
        for name, below in given.items()
    }


def _source(check: Checker, name: str, given: Mapping[str, Any], style: CsvStyle) -> Source:
    at = f"sources.{name}"
    known = check.keys(given, SOURCE_KEYS, at)
    if "file" not in given:
        check.problem(
            at, "The source names no file", allowed='file = "…", relative to book.toml', do="add the key"
        )
    texts = {key: check.text(given[key], f"{at}.{key}") for key in known if key not in {"strip", "ignore"}}
    own = {key: texts.get(key) or getattr(style, key) for key in ("delimiter", "encoding", "decimal")}
    signs = check.table(given.get("strip", {}), f"{at}.strip")
    return Source(
        name,
        texts.get("file", ""),
        texts.get("sheet", ""),
        texts.get("rejoin", ""),
        {column: check.text(sign, f"{at}.strip.{column}") for column, sign in signs.items()},
        check.texts(given.get("ignore", []), f"{at}.ignore"),
        CsvStyle(**own),
    )


def read_derivations(check: Checker, given: Any, sources: Mapping[str, Source]) -> tuple[Derivation, ...]:
    """The derivations that book.toml names, in its order."""
    if not isinstance(given, list):
        check.problem(
            "derive",
            "Derivations are a list",
            allowed="[[derive]] in double brackets",
            do="write double brackets",
        )
        return ()
    found = [
        _derivation(check, check.table(one, f"derive.{at}"), f"derive.{at}", sources)
        for at, one in enumerate(given, 1)
    ]
    return tuple(one for one in found if one is not None)


def _derivation(
    check: Checker, given: Mapping[str, Any], at: str, sources: Mapping[str, Source]
) -> Derivation | None:
    check.keys(given, DERIVE_KEYS, at)
    table, source = given.get("table"), check.text(given.get("from", ""), f"{at}.from")
    if not isinstance(table, str) or table not in TABLES:
        check.problem(
            f"{at}.table",
            "There is no such table",
            found=repr(table),
            allowed=listed(TABLES),
            do=nearest(str(table), TABLES),
        )
        return None
    if source and source not in sources:
        check.problem(
            f"{at}.from",
            "There is no such source",
            found=repr(source),
            allowed=listed(sources),
            do="name it in [sources]",
        )
        return None
    row = _templates(check, given.get("row", {}), f"{at}.row", table)
    once_per = check.text(given.get("once_per", ""), f"{at}.once_per")
    may_differ = check.texts(given.get("may_differ", []), f"{at}.may_differ")
    for name in (*filter(None, [once_per]), *may_differ):
        if name not in row:
            what = "once_per and may_differ name columns of row"
            check.problem(at, what, found=name, allowed=listed(row), do="write one of these")
    once_per = once_per if once_per in row else ""
    rules = tuple(
        _rule(check, one, f"{at}.rules", table) for one in _list(check, given.get("rules", []), f"{at}.rules")
    )
    return Derivation(table, source, row, once_per, may_differ, rules)


def _list(check: Checker, value: Any, at: str) -> list[Any]:
    if isinstance(value, list):
        return value
    check.problem(
        at,
        "A list is needed here",
        found=repr(value),
        allowed="rules = [{ where = {…}, set = {…} }]",
        do="write a list of tables",
    )
    return []


def _templates(check: Checker, given: Any, at: str, table: str) -> dict[str, Template]:
    below = check.table(given, at)
    return {
        name: template(check.text(below[name], f"{at}.{name}"))
        for name in check.keys(below, names(table), at)
    }


def _rule(check: Checker, given: Any, at: str, table: str) -> Rule:
    below = check.table(given, at)
    check.keys(below, RULE_KEYS, at)
    where = {}
    for column, pattern in check.table(below.get("where", {}), f"{at}.where").items():
        try:
            where[column] = re.compile(check.text(pattern, f"{at}.where"))
        except re.error as error:
            check.problem(
                f"{at}.where", "The pattern is not a regular expression", found=str(pattern), do=str(error)
            )
    return Rule(where, _templates(check, below.get("set", {}), f"{at}.set", table))
