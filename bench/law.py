"""Reading the law: seconds to load the whole lawbook, and the bound of parsing its TOML alone.

Every turn is a process of its own that has imported everything before the clock starts, as a first load is what a
user waits for; the best and the middle of the turns are told. `--page` writes the page of the docs.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks" / "law.md"
BOUND = 0.3
"""Seconds within which the whole lawbook is to be read."""
LOAD = """
import json, time
from xenotime.desk.answering import load_law
wall, cpu = time.perf_counter(), time.process_time()
law = load_law(cases={cases})
told = dict(seconds=time.perf_counter() - wall, cpu_seconds=time.process_time() - cpu)
told |= dict(rules=len(law.rules), cases=len(law.cases) if {cases} else 0, rows=sum(len(each.rows) for each in law.lists.values()))
print(json.dumps(told))
"""
WHOLE, DECIDING = LOAD.format(cases=True), LOAD.format(cases=False)
"""The law with its cases read at once, as `law check` does, and with those left until somebody looks at them."""
PARSE = """
import json, time, tomli
from xenotime.desk.answering import load_law
from xenotime.reading.law import tables
texts, whole = [], tables.Sheet.parse
tables.Sheet.parse = lambda sheet: (texts.append(sheet.text), whole(sheet))[1]
load_law(cases=True)
tables.Sheet.parse = whole
wall, cpu = time.perf_counter(), time.process_time()
for text in texts:
    tomli.loads(text, parse_float=str)
told = {"seconds": time.perf_counter() - wall, "cpu_seconds": time.process_time() - cpu}
print(json.dumps(told | {"pieces": len(texts), "characters": sum(map(len, texts))}))
"""
Row = dict[str, Any]


def main() -> None:
    """Print the rows, as a table or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="five turns in place of fifteen")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--page", action="store_true", help="write docs/benchmarks/law.md")
    given = parser.parse_args()
    rows = measured(5 if given.quick else 15)
    if given.page:
        PAGE.write_text(page(rows), "utf-8")
    if given.json:
        print(json.dumps({"bench": "law", "rows": rows}, indent=1))
        return
    for row in rows:
        more = {key: value for key, value in row.items() if key != "system"}
        print(f"{row['system']:<34} " + "  ".join(f"{key} {value}" for key, value in more.items()))


def measured(turns: int) -> list[Row]:
    """All systems, in turn."""
    told: dict[str, list[Row]] = {WHOLE: [], DECIDING: [], PARSE: []}
    for _ in range(turns):
        for script, found in told.items():
            found.append(ran(script))
    load, bound = best(told[WHOLE]), best(told[PARSE])
    load |= {"times_bound": round(load["seconds"] / bound["seconds"], 2), "wanted_under": BOUND}
    return [
        {
            "system": "xenotime, all with every case",
            **load,
            "turns": turns,
            "load": round(os.getloadavg()[0], 1),
        },
        {"system": "xenotime, cases when looked at", **best(told[DECIDING]), "turns": turns},
        {"system": "bound: tomli on the same pieces", **bound, "turns": turns},
    ]


def ran(script: str) -> Row:
    """What one process told."""
    paths = os.pathsep.join([str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    return dict(json.loads(done.stdout))


def best(found: list[Row]) -> Row:
    """The best turn, with the middle one beside it."""
    least = min(found, key=lambda row: row["seconds"])
    middle = statistics.median(row["seconds"] for row in found)
    rest = {key: value for key, value in least.items() if key not in {"seconds", "cpu_seconds"}}
    seconds = {key: round(least[key], 4) for key in ("seconds", "cpu_seconds")}
    return {**seconds, "middle_seconds": round(middle, 4), **rest}


def page(rows: list[Row]) -> str:
    """The page of the docs."""
    lines = [
        "# Reading the law: measured", "",
        "Written by `scripts/bench law --page`. The whole lawbook is read and checked: every block, every list row, every case, every",
        "name in every condition. Each turn is a process of its own, its imports done before the clock starts. The bound is the compiled",
        "reader `tomli` on the same pieces of text, which reading cannot do without. Commands that decide leave the cases of law unread.", "",
        "| system | best, s | middle, s | processor, s | what |", "|---|---|---|---|---|",
    ]  # fmt: skip
    for row in rows:
        left_out = {"system", "seconds", "middle_seconds", "cpu_seconds"}
        what = ", ".join(
            f"{key.replace('_', ' ')} {value}" for key, value in row.items() if key not in left_out
        )
        lines.append(
            f"| {row['system']} | {row['seconds']} | {row['middle_seconds']} | {row['cpu_seconds']} | {what} |"
        )
    return "\n".join([*lines, "", f"Python {platform.python_version()}, {platform.machine()}.", ""])


if __name__ == "__main__":
    main()
