"""The one portable query: values to classes by joins, classes packed into a key by multiplying and adding."""

from collections.abc import Mapping, Sequence

from xenotime.screening.engine import ROW
from xenotime.screening.lawview import pairs
from xenotime.screening.values import DomainTable, GoodsTable

WIDEST = 1 << 62
"""A key that may grow larger is told in two columns."""


def classes(tables: Sequence[DomainTable], *, scoped: bool) -> str:
    """The query that gives every shipment the number of its value and its state in every domain."""
    columns = [f"s.s_{each}" for each in ROW] + ["s.n", "d.i_stretch"]
    joins = ["LEFT JOIN x_day d ON d.t_date = s.s_date"]
    for number, table in enumerate(tables):
        name = table.book.domain.name
        if isinstance(table, GoodsTable):
            joins.append(table.joined())
            bare = (
                "CASE WHEN s.s_value = '' OR s.s_quantity = '' THEN g.{0} ELSE COALESCE(gn.{0}, gp.{0}) END"
            )
            columns += [f"{bare.format('i_value')} AS v_{name}", f"{bare.format('i_state')} AS c_{name}"]
            continue
        alias = f"a{number}"
        joins.append(f"LEFT JOIN {table.name} {alias} ON {table.on(alias)}")
        columns += [f"{alias}.i_value AS v_{name}", f"{alias}.i_state AS c_{name}"]
    columns.append(f"{_same(tables)} AS c_same")
    columns.append("COALESCE(z.i_scope, 0) + COALESCE(y.i_scope, 0) AS c_scope" if scoped else "0 AS c_scope")
    if scoped:
        joins.append("LEFT JOIN x_scope_shipment z ON z.t_shipment = s.s_shipment")
        joins.append("LEFT JOIN x_scope_item y ON y.t_item = s.s_item")
    return f"SELECT {', '.join(columns)} FROM ship s {' '.join(joins)}"


def wanted(tables: Sequence[DomainTable]) -> str:
    """The query for the values of all domains that are in the rows of `ship`: the table's number, texts, and a stretch of days.

    They are looked for at once, since an engine on many machines takes its time for every question.
    """
    width = max(len(table.book.domain.columns) for table in tables)
    every = (table.stands(number, width) for number, table in enumerate(tables))
    return f"SELECT DISTINCT * FROM ({' UNION ALL '.join(every)}) AS wanted"


def _same(tables: Sequence[DomainTable]) -> str:
    """One bit for each pair of roles that are one party of whom something is not known."""
    roles = {table.book.domain.role: f"a{at}" for at, table in enumerate(tables) if table.book.domain.role}
    bits = [
        f"CASE WHEN {roles[one]}.i_open > 0 AND {roles[one]}.i_open = {roles[other]}.i_open THEN {1 << bit} ELSE 0 END"
        for bit, (one, other) in enumerate(pairs(tuple(roles)))
    ]
    return " + ".join(bits) or "0"


def key_columns(sizes: Mapping[str, int]) -> list[tuple[tuple[str, ...], str]]:
    """The columns of the key: which classes each packs, the first one highest, and how."""
    found: list[tuple[tuple[str, ...], str]] = []
    names: list[str] = []
    formula, product = "", 1
    for name, size in sizes.items():
        if product * size >= WIDEST:
            found.append((tuple(names), formula))
            names, formula, product = [], "", 1
        formula = f"({formula}) * {size} + {name}" if names else name
        names.append(name)
        product *= size
    found.append((tuple(names), formula))
    return found
