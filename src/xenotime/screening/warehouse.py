"""Answers for a warehouse: tables of classes, keys and what is told, and the portable query, in its own dialect."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xenotime.errors import refusal
from xenotime.screening.engine import ALL_OF_IT, BLANKS, PLAIN, ROW, SHIPMENT_COLUMNS, quoted

DIALECTS = ("bigquery", "databricks", "duckdb", "postgres", "snowflake", "spark")
OF_JAVA = ("databricks", "spark")
"""Dialects to which what ends with `$` may have a line end behind it."""
OF_BACKSLASHES = ("bigquery", "databricks", "snowflake", "spark")
"""Dialects in which a backslash in a text begins something else."""
ASIDE = {number: 0x10FF00 + number for number in range(ord(" "))}
"""For every control character one that nobody writes: translators write `\\v` and `\\f` where it means the letter."""
TYPES = {"t": "TEXT", "i": "BIGINT", "f": "DOUBLE"}
OF_OWN_VIEWS = ("bigquery",)
"""Dialects in which a view has to name the schema of every table, which nobody knows here: what else is a view stands in the query."""
ROWS_AT_ONCE, LETTERS_AT_ONCE = 500, 100_000
"""What one statement may hold of a table: some warehouses refuse or cut off texts of more than a million bytes."""
ONLY = "shipments_with_the_columns_of_the_file"
"""A view that is refused where the table has a column that the file did not have: what stands in it would be dropped."""


@dataclass(frozen=True)
class Script:
    """What a warehouse runs: over a table `shipments` with `columns`, by tables of rows, the view `keyed` and a query."""

    tables: Mapping[str, tuple[Sequence[str], Sequence[tuple[Any, ...]]]]
    columns: Sequence[str]
    keyed: str
    query: str

    def written(self, dialect: str) -> str:
        """The statements in a dialect, in their order; whatever an earlier run made is made anew.

        Raises UnreadableRequest where the dialect is not known.
        """
        refuse_dialect(dialect)
        plain = ALL_OF_IT if dialect in OF_JAVA else PLAIN
        made = self._statements(self._views(plain), apart=dialect not in OF_OWN_VIEWS)
        return ";\n\n".join(_written(each, dialect) for each in made) + ";\n"

    def _statements(self, views: Mapping[str, str], *, apart: bool) -> Iterator[str]:
        """The statements; views are made of their own where they stand `apart`, else they are parts of the query."""
        if apart:
            yield from (f"DROP VIEW IF EXISTS {name}" for name in reversed([*views]))
        yield from (f"DROP TABLE IF EXISTS {name}" for name in self.tables)
        for name, (columns, rows) in self.tables.items():
            yield from _table(name, columns, rows)
        if apart:
            yield from (f"CREATE VIEW {name} AS {query}" for name, query in views.items())
            yield self.query
        else:
            inside = ", ".join(f"{name} AS ({query})" for name, query in views.items())
            yield f"WITH {inside} {self.query}"

    def _views(self, plain: str) -> dict[str, str]:
        """The queries that stand for `shipments`, each over those before it."""
        nothing = ", ".join(["NULL"] * len(self.columns))
        none = f"SELECT {nothing} FROM shipments WHERE 1 = 0"
        only = f"SELECT * FROM shipments UNION ALL {none}"
        return {ONLY: only, "ship": self._shipped(plain), "keyed": self.keyed}

    def _shipped(self, plain: str) -> str:
        """The query for the cells of `shipments` as texts, of whatever types its columns are."""
        cells = [f"{self._named(each)} AS s_{each}" for each in SHIPMENT_COLUMNS]
        number = "CASE WHEN REGEXP_MATCHES({0}, '{1}') THEN NULLIF(CAST({0} AS DOUBLE), 0) END AS {2}"
        amounts = [number.format(self._cell(each), plain, f"s_{each[0]}") for each in ("value", "quantity")]
        return f"SELECT 0 AS n, {', '.join([*cells, *amounts])} FROM {ONLY}"

    def _named(self, column: str) -> str:
        """The text of a cell; a row without a document has no day, so that nothing is let go that nobody could name."""
        cell = self._cell(column)
        return (
            f"CASE WHEN {self._cell('shipment')} <> '' THEN {cell} ELSE '' END" if column == "date" else cell
        )

    def _cell(self, column: str) -> str:
        if column not in self.columns:
            return "''"
        cell = f"COALESCE(CAST(\"{column}\" AS TEXT), '')"
        return f"TRIM({cell}, {_text(BLANKS)})" if column in ROW else cell


def refuse_dialect(dialect: str) -> None:
    """Raise UnreadableRequest where the dialect is not known, or what writes it is not installed."""
    if dialect not in DIALECTS:
        allowed = ", ".join(DIALECTS)
        raise refusal(
            "Unknown dialect", option="--dialect", found=dialect, allowed=allowed, do="use one of these"
        )
    _translator()


def _table(name: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> list[str]:
    typed = ", ".join(f"{each} {TYPES[each[0]]}" for each in columns)
    made = [f"CREATE TABLE {name} ({typed})"]
    written = [f"({', '.join(map(_literal, row))})" for row in rows]
    return [*made, *(f"INSERT INTO {name} VALUES {', '.join(some)}" for some in _some_at_once(written))]


def _some_at_once(rows: Sequence[str]) -> Iterator[Sequence[str]]:
    """The rows in their order, as many together as one statement may hold."""
    some: list[str] = []
    letters = 0
    for row in rows:
        letters += len(row)
        if some and (len(some) == ROWS_AT_ONCE or letters > LETTERS_AT_ONCE):
            yield some
            some, letters = [], len(row)
        some.append(row)
    if some:
        yield some


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    return _text(value) if isinstance(value, str) else repr(value)


def _text(value: str) -> str:
    """A text, with its control characters put aside: see `_written`."""
    return quoted(value.translate(ASIDE))


def _written(statement: str, dialect: str) -> str:
    """The statement in a dialect; control characters stand in it as every version of it reads them."""
    text: str = _translator()(statement, read="duckdb", write=dialect, pretty=True)[0]
    is_escaped = dialect in OF_BACKSLASHES
    return text.translate({aside: f"\\{own:03o}" if is_escaped else own for own, aside in ASIDE.items()})


def _translator() -> Callable[..., list[str]]:
    """What writes a statement in a dialect."""
    try:
        from sqlglot import transpile  # noqa: PLC0415  an extra
    except ImportError as absent:
        do = "pip install 'xenotime[sql]'"
        raise refusal("SQL in a dialect needs sqlglot", do=do) from absent
    return transpile
