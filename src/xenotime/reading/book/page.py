"""The tables of a book as a page of documentation, made from the same columns that the reader uses."""

from xenotime.reading.book.columns import TABLES, Column
from xenotime.reading.book.schema import holds


def book_tables_page() -> str:
    """Every table with its columns, as Markdown."""
    return "\n\n".join(f"### {name}\n\n{_table(columns)}" for name, columns in TABLES.items()) + "\n"


def _table(columns: tuple[Column, ...]) -> str:
    rows = [f"| {'**' + each.name + '**' if each.star else each.name} | {_holds(each)} |" for each in columns]
    return "\n".join(["| column | what its cells hold |", "|---|---|", *rows])


def _holds(column: Column) -> str:
    more = [holds(column)]
    if column.allowed:
        more.append("one of " + ", ".join(f"`{each}`" for each in column.allowed))
    if column.to:
        more.append(f"refers to {column.to}")
    if column.besides:
        more.append("or " + ", ".join(f"`{each}`" for each in column.besides))
    return "; ".join(more)
