"""DuckDB: SQL from height to height (a recursive query lists paths, which no machine holds at this size)."""

import time

import duckdb
import numpy as np
from trace_protocol import loaded, serve

start = time.perf_counter()
bill = loaded()
heights = bill["heights"]
base = duckdb.connect(config={"threads": 2, "autoinstall_known_extensions": "false"})
low, high = [f"l{k}" for k in range(12)], [f"h{k}" for k in range(12)]
height = np.repeat(np.arange(len(heights) - 1, dtype=np.int8), np.diff(heights))
lines = {
    "parent": bill["parent"], "child": bill["child"], "many": bill["quantity"], "height": height[bill["parent"]],
}  # fmt: skip
worths = {"item": np.arange(len(bill["worth"]), dtype=np.int32), "worth": bill["worth"]}
pins = {
    "item": bill["pinned"],
    **{name: np.ascontiguousarray(bill["floor"][:, k]) for k, name in enumerate(low)},
    **{name: np.ascontiguousarray(bill["ceiling"][:, k]) for k, name in enumerate(high)},
}
for name, columns in (("lines", lines), ("worths", worths), ("pins", pins)):
    base.register("brought", columns)
    base.execute(f"CREATE TABLE {name} AS SELECT * FROM brought")
    base.unregister("brought")
shape = ", ".join(f"{name} DOUBLE" for name in (*low, *high))
sums = ", ".join(f"sum(many * v.{name}) AS {name}" for name in (*low, *high))
figures = ", ".join(
    [
        *(
            f"CASE WHEN p.item IS NULL THEN s.{n} ELSE least(greatest(s.{n}, p.{n}), p.{n.replace('l', 'h')}) END"
            for n in low
        ),
        *(f"CASE WHEN p.item IS NULL THEN least(s.{n}, w.worth) ELSE p.{n} END" for n in high),
    ]
)
SELECT = f"""
    INSERT INTO amounts SELECT s.parent, {figures}
    FROM (SELECT parent, {sums} FROM lines JOIN amounts v ON v.item = child WHERE height = ? GROUP BY parent) s
    JOIN worths w ON w.item = s.parent LEFT JOIN pins p ON p.item = s.parent"""
names = ", ".join((*low, *high))


def run() -> None:
    """Every height from the bought parts up; parts that hold nothing have no row."""
    base.execute(f"CREATE OR REPLACE TABLE amounts (item INTEGER, {shape})")
    base.execute(f"INSERT INTO amounts SELECT item, {names} FROM pins WHERE item < ?", [int(heights[1])])
    for level in range(1, len(heights) - 1):
        base.execute(SELECT, [level])


def result(rows: np.ndarray) -> np.ndarray:
    """The figures of the rows asked for."""
    found = base.execute(f"SELECT item, {names} FROM amounts").fetchnumpy()
    place = np.full(len(bill["worth"]), -1, np.int64)
    place[found["item"]] = np.arange(len(found["item"]))
    table = np.column_stack([found[name] for name in (*low, *high)])
    at = place[rows]
    return np.where(at[:, None] >= 0, table[at], 0.0)


serve(run, result, time.perf_counter() - start)
