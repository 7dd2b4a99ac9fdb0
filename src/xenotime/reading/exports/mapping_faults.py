"""Everything that is wrong with the file of a mapping, with what may stand there instead."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from xenotime.errors import Problem
from xenotime.facts.bill import LINE_KINDS
from xenotime.reading.book.columns import names
from xenotime.reading.exports.merge import KEYS
from xenotime.reading.mapping.rules import template

KINDS = ("text", "id", "number", "day", "country", "currency", "unit", "flag", "mass")
POLICIES = ("first", "every", "longest", "join", "unknown", "range", "sum", "same or no value")
MADE = ("bill", *KEYS)
"""The tables of which a mapping makes rows."""
PARTNERS = ("vendor", "customer")
TOTALS = ("plant", "quantity", "value")
TEXT, WORDS, FLAG, TABLE, LIST = "a text", "a list of texts", "true or false", "a table", "a list of tables"
WORD_TABLE = "a table of texts"
MAY = {
    "": {
        "id": TEXT, "title": TEXT, "needs": WORDS, "needs_one": WORDS, "not_with": WORDS, "generic": FLAG, "roles": TABLE,
        "rows": LIST, "merge": TABLE, "ignore": LIST, "totals": WORD_TABLE, "yields": WORDS, "partial": FLAG,
        "assumes": TABLE, "same": WORD_TABLE, "choose": TABLE, "lacks": TEXT, "partners": TEXT,
    },
    "role": {
        "headers": WORDS, "kind": TEXT, "unit": TEXT, "positive": FLAG, "above": FLAG, "words": WORD_TABLE,
        "behind": WORD_TABLE, "otherwise": TEXT, "what": TEXT, "position": WORDS,
        "not_beside": TABLE, "bare": WORDS,
    },
    "row": {
        "table": TEXT, "cells": WORD_TABLE, "key": WORDS, "needs": WORDS, "constants": WORD_TABLE, "line_kind": LIST,
        "fills": FLAG,
    },
    "line_kind": {"kind": TEXT, "when": TABLE, "negative": TEXT},
    "ignore": {"why": TEXT, "when": TABLE, "negative": TEXT, "empty": TEXT},
    "choose": {"by": TEXT, "of": TABLE},
    "assumes": {"of": TEXT, "what": TEXT},
}  # fmt: skip
MUST = {
    "": ("id", "title", "needs", "roles", "rows"),
    "role": ("headers",),
    "row": ("table", "cells"),
    "line_kind": ("kind",),
    "ignore": ("why",),
    "choose": ("by", "of"),
    "assumes": ("of", "what"),
}
NAMED = {("bill", "parent"): {"parent"}, ("bill", "child"): {"component", "part"}}
"""Cells whose column has a name that the import knows: by level, by heading or by column, it finds who is in whom."""


def faults(data: Mapping[str, Any], file: str) -> tuple[Problem, ...]:
    """Every fault of the mapping that `data` holds; what it says is read only where there is none."""
    shape = tuple(_Faults(file).shape(data))
    return shape or tuple(_Faults(file).meaning(data))


class _Faults:
    """Looks through one mapping."""

    def __init__(self, file: str) -> None:
        self.file = file

    def _fault(self, what: str, at: str, found: str = "", allowed: Iterable[str] = ()) -> Problem:
        do = "write it as mappings/README.md says"
        return Problem(what, self.file, None, at, found, ", ".join(allowed), do)

    def shape(self, data: Mapping[str, Any]) -> Iterator[Problem]:
        """Keys that are missing or that no mapping has, and values of another kind than theirs."""
        yield from self._table(data, "", "")
        for key, what in (("roles", "role"), ("choose", "choose"), ("assumes", "assumes")):
            for name, each in _items(data.get(key)):
                yield from self._table(each, what, f"{key}.{name}")
        for key, what in (("rows", "row"), ("ignore", "ignore")):
            for at, each in _numbered(data.get(key)):
                yield from self._table(each, what, f"{key} {at}")
                for of, kind in _numbered(each.get("line_kind") if isinstance(each, dict) else None):
                    yield from self._table(kind, "line_kind", f"{key} {at}, line_kind {of}")
        for table, each in _items(data.get("merge")):
            if not _is(WORD_TABLE, each):
                yield self._fault("This is another kind of value", f"merge.{table}", repr(each), [WORD_TABLE])

    def _table(self, data: Any, what: str, at: str) -> Iterator[Problem]:
        if not isinstance(data, dict):
            yield self._fault("This is another kind of value", at, repr(data), [TABLE])
            return
        where = f"{at}." if at else ""
        for key in MUST[what]:
            if key not in data:
                yield self._fault(
                    "Something is missing from the mapping", f"{where}{key}", "", [MAY[what][key]]
                )
        for key, value in data.items():
            if key not in MAY[what]:
                yield self._fault("A mapping has no such key", f"{where}{key}", key, MAY[what])
            elif not _is(MAY[what][key], value):
                yield self._fault(
                    "This is another kind of value", f"{where}{key}", repr(value), [MAY[what][key]]
                )

    def meaning(self, data: Mapping[str, Any]) -> Iterator[Problem]:
        """Words that are none of those that may stand in their place."""
        roles = data["roles"]
        for name, role in roles.items():
            yield from self._among([role.get("kind", "text")], KINDS, f"roles.{name}.kind")
        for at, row in _numbered(data["rows"]):
            yield from self._row(row, f"rows {at}", roles)
        for table, columns in data.get("merge", {}).items():
            yield from self._among([table], KEYS, "merge")
            if table in KEYS:
                yield from self._among(columns, names(table), f"merge.{table}")
            yield from self._among(columns.values(), POLICIES, f"merge.{table}")
        totals = data.get("totals", {})
        yield from self._among(totals, TOTALS, "totals")
        yield from self._among([totals["plant"]] if "plant" in totals else [], ["plant"], "totals.plant")
        yield from self._among([data["partners"]] if "partners" in data else [], PARTNERS, "partners")
        for place, said in self._roles_named(data):
            yield from self._among(said, roles, place)

    def _row(self, row: Mapping[str, Any], at: str, roles: Mapping[str, Any]) -> Iterator[Problem]:
        table = row["table"]
        if table not in MADE:
            yield from self._among([table], MADE, f"{at}.table")
            return
        yield from self._among([*row["cells"], *row.get("constants", ())], names(table), f"{at}.cells")
        yield from self._among(row.get("needs", ()), roles, f"{at}.needs")
        for name, text in row["cells"].items():
            columns = template(text).columns
            known = NAMED.get((table, name))
            if known and not columns <= known:
                what = "The column that says what is in what has a name of its own"
                yield self._fault(what, f"{at}.cells.{name}", text, (f"{{{each}}}" for each in sorted(known)))
            else:
                yield from self._among(columns, roles, f"{at}.cells.{name}")
        for of, kind in _numbered(row.get("line_kind")):
            yield from self._among([kind["kind"]], LINE_KINDS, f"{at}, line_kind {of}.kind")

    @staticmethod
    def _roles_named(data: Mapping[str, Any]) -> Iterator[tuple[str, Iterable[str]]]:
        """Every place that names roles, with those that it names."""
        for key in ("needs", "needs_one", "not_with"):
            yield key, data.get(key, ())
        yield "totals", data.get("totals", {}).values()
        yield "same", [each for pair in data.get("same", {}).items() for each in pair]
        yield (
            "assumes",
            [name for role, each in data.get("assumes", {}).items() for name in (role, each["of"])],
        )
        for name, role in data["roles"].items():
            yield f"roles.{name}.behind", [each for pair in role.get("behind", {}).items() for each in pair]
            yield f"roles.{name}.not_beside", role.get("not_beside", {})
            yield f"roles.{name}.otherwise", [role["otherwise"]] if "otherwise" in role else []
            if role.get("behind") and "otherwise" not in role:
                yield f"roles.{name}.otherwise", [""]
        for role, each in data.get("choose", {}).items():
            yield f"choose.{role}", [role, each["by"], *each["of"]]
        lines = [(f"ignore {at}", each) for at, each in _numbered(data.get("ignore"))]
        lines += [
            (f"rows {at}, line_kind {of}", kind)
            for at, row in _numbered(data["rows"])
            for of, kind in _numbered(row.get("line_kind"))
        ]
        for place, each in lines:
            yield (
                place,
                [*each.get("when", ()), *(each[key] for key in ("negative", "empty") if each.get(key))],
            )

    def _among(self, said: Iterable[str], allowed: Iterable[str], at: str) -> Iterator[Problem]:
        known = list(allowed)
        for each in said:
            if each not in known:
                yield self._fault("This word is none of those that may stand here", at, each, known)


def _items(table: Any) -> Iterator[tuple[str, Any]]:
    yield from table.items() if isinstance(table, dict) else ()


def _numbered(tables: Any) -> Iterator[tuple[int, Any]]:
    yield from enumerate(tables, 1) if isinstance(tables, list) else ()


def _is(kind: str, value: Any) -> bool:
    if kind == WORDS:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if kind == WORD_TABLE:
        return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
    types: dict[str, type] = {TEXT: str, FLAG: bool, TABLE: dict, LIST: list}
    return isinstance(value, types[kind])
