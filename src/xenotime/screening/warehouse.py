"""The tables of classes and the portable query, as text in a warehouse's own dialect."""

from collections.abc import Mapping, Sequence
from typing import Any

from xenotime.errors import Problem, UnreadableRequest
from xenotime.screening.engine import PLAIN, SHIPMENT_COLUMNS

DIALECTS = ("bigquery", "databricks", "duckdb", "postgres", "snowflake", "spark")
TYPES = {"t": "TEXT", "i": "BIGINT", "f": "DOUBLE"}
ROWS_AT_ONCE = 500
Tables = Mapping[str, tuple[Sequence[str], Sequence[tuple[Any, ...]]]]


def script(tables: Tables, query: str, dialect: str) -> str:
    """Every table with its rows, the view that they are joined to, and the query for the distinct keys."""
    if dialect not in DIALECTS:
        raise UnreadableRequest(
            [
                Problem(
                    "Unknown dialect", "", None, "--dialect", dialect, ", ".join(DIALECTS), "use one of these"
                )
            ]
        )
    statements = [each for name, (columns, rows) in tables.items() for each in _table(name, columns, rows)]
    return ";\n\n".join(_written(each, dialect) for each in (*statements, view(), query)) + ";\n"


def view() -> str:
    """The view over a table `shipments` of format 1 whose columns are all text."""
    cells = [f"COALESCE(\"{name}\", '') AS s_{name}" for name in SHIPMENT_COLUMNS]
    number = 'CASE WHEN REGEXP_MATCHES("{0}", \'{1}\') THEN NULLIF(CAST("{0}" AS DOUBLE), 0) END AS {2}'
    numbers = [number.format(name, PLAIN, short) for name, short in (("value", "s_v"), ("quantity", "s_q"))]
    return f"CREATE VIEW ship AS SELECT 0 AS n, {', '.join([*cells, *numbers])} FROM shipments"


def _table(name: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> list[str]:
    typed = ", ".join(f"{each} {TYPES[each[0]]}" for each in columns)
    made = [f"CREATE TABLE {name} ({typed})"]
    for first in range(0, len(rows), ROWS_AT_ONCE):
        values = ", ".join(f"({', '.join(map(_literal, row))})" for row in rows[first : first + ROWS_AT_ONCE])
        made.append(f"INSERT INTO {name} VALUES {values}")
    return made


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else repr(value)


def _written(statement: str, dialect: str) -> str:
    try:
        import sqlglot  # noqa: PLC0415  an extra
    except ImportError as absent:
        do = "pip install 'xenotime[sql]'"
        raise UnreadableRequest([Problem("SQL in a dialect needs sqlglot", do=do)]) from absent
    return sqlglot.transpile(statement, read="duckdb", write=dialect, pretty=True)[0]
