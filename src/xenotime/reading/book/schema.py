"""The JSON Schema of a book, made from the same tables that the reader uses."""

from typing import Any

from xenotime.reading.book.columns import FORMAT, SILENCES, SIZED, TABLES, Column, Kind, every_column, names
from xenotime.reading.mapping.rules import DERIVE_KEYS, RULE_KEYS, SOURCE_KEYS
from xenotime.reading.mapping.toml import CLOSABLE, CSV_KEYS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
CELLS: dict[Kind, str] = {
    "id": "an id",
    "text": "any text",
    "one of": "one word",
    "reference": "an id of another row, or none",
    "references": "ids of other rows, parted by ; or none",
    "words": "words, parted by ; or none",
    "countries": "ISO 3166 alpha-2 codes, parted by ; or none; XX is not known",
    "currency": "an ISO 4217 code",
    "number": "a plain number of 0 or more, or a range 5..7",
    "single number": "a plain number of 0 or more",
    "signed number": "a plain number or a range 5..7",
    "factor": "a plain number above 0",
    "money": "an amount of money or a range 5..7; 0 is not known",
    "mass": "kilograms (or the declared unit), or a range 5..7",
    "price": "money per kilogram (or the declared unit); 0 is not known",
    "share": "a fraction of one, or with its unit: 3 %, 20000 ppm",
    "share range": "a fraction of one, or with its unit, or a range",
    "day": "YYYY-MM-DD, or none for an open end",
    "codes": "<list>:<code>, parted by ; for example cn:1C905.a or cn:none",
    "steps": "step:country[:code], parted by ; or none",
    "facts": "name=value; name=value|value",
}
"""What the cells of each kind hold, in one line."""
ALWAYS: dict[Kind, str] = {
    "countries": "ISO 3166 alpha-2 codes, parted by ; XX is not known",
    "words": "words, parted by ;",
}
"""What they hold where there always is one."""
A_DAY = "YYYY-MM-DD"


def holds(column: Column) -> str:
    """What the cells of a column hold, in one line."""
    if column.kind == "day" and column.filled:
        return A_DAY
    return ALWAYS[column.kind] if column.always else CELLS[column.kind]


def book_schema() -> dict[str, Any]:
    """The schema of book.toml; the rows of each table are described under `$defs`."""
    return {
        "$schema": DIALECT,
        "$id": "book.schema.json",
        "title": f"xenotime book, format {FORMAT}",
        "description": "book.toml of a book; `$defs` describes a row of each table, with every cell as text",
        **_closed(_sections(), required=["format"]),
        "$defs": {table: _row(columns) for table, columns in TABLES.items()},
    }


def _closed(properties: dict[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    needed = {"required": required} if required else {}
    return {"type": "object", "properties": properties, **needed, "additionalProperties": False}


def _sections() -> dict[str, Any]:
    by_table = {table: _closed(dict.fromkeys(names(table), TEXT)) for table in TABLES}
    return {
        "format": {"const": FORMAT},
        "name": TEXT,
        "files": _closed(dict.fromkeys(TABLES, TEXT)),
        "columns": _closed(by_table),
        "csv": _closed({key: {"enum": list(allowed)} for key, allowed in CSV_KEYS.items()}),
        "units": _closed(_units()),
        "constants": _closed(by_table),
        "ignore": _closed(dict.fromkeys((*TABLES, "files"), TEXTS)),
        "assume": {"type": "object", "properties": _assumptions()},
        "sources": {"type": "object", "additionalProperties": _source()},
        "derive": {"type": "array", "items": _derivation()},
    }


def _units() -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {}
    for table, column in every_column():
        if column.kind in SIZED:
            found.setdefault(table, {})[column.name] = {"enum": list(SIZED[column.kind])}
    return {table: _closed(columns) for table, columns in found.items()}


def _assumptions() -> dict[str, Any]:
    """What may be assumed, under its table; TOML reads the dotted key as a table with a key below it."""
    found: dict[str, dict[str, Any]] = {}
    for table, column in every_column():
        if column.kind in CLOSABLE:
            found.setdefault(table, {})[column.name] = {"anyOf": [TEXT, TEXTS]}
    for silence in SILENCES:
        table, _, name = silence.partition(".")
        found.setdefault(table, {})[name] = {"const": "none"}
    return {table: _closed(columns) for table, columns in sorted(found.items())}


def _source() -> dict[str, Any]:
    special = {
        "strip": {"type": "object", "additionalProperties": TEXT},
        "ignore": TEXTS,
        **{key: {"enum": list(allowed)} for key, allowed in CSV_KEYS.items()},
    }
    return _closed({key: special.get(key, TEXT) for key in SOURCE_KEYS}, required=["file"])


def _derivation() -> dict[str, Any]:
    cells = {"type": "object", "additionalProperties": TEXT}
    rule = _closed(dict.fromkeys(RULE_KEYS, cells))
    special = {
        "table": {"enum": list(TABLES)},
        "row": cells,
        "may_differ": TEXTS,
        "rules": {"type": "array", "items": rule},
    }
    return _closed({key: special.get(key, TEXT) for key in DERIVE_KEYS}, required=["table", "row"])


def _row(columns: tuple[Column, ...]) -> dict[str, Any]:
    return _closed(
        {column.name: _cell(column) for column in columns},
        required=[column.name for column in columns if column.star],
    )


def _cell(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {"type": "string", "description": holds(column)}
    if column.allowed:
        described["enum"] = [*column.allowed, ""]
    if column.filled:
        described["minLength"] = 1
    if column.words:
        described["x-words"] = column.words
    if column.to:
        described["x-refers-to"] = column.to
    return described
