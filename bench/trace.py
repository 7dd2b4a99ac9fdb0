"""Tracing at size: the same bill for xenotime, SciPy, NetworkX and DuckDB, and the memory's own speed beside.

Every system loads the bill in a process of its own; then they run in turn, and the best of five is told (of
two with --quick, where the machine allows). Twelve pairs of columns. `--page` writes the page of the docs.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from parties import ROOT, Row, peer_python
from trace_bill import make

HERE = Path(__file__).parent
PAGE = ROOT / "docs" / "benchmarks" / "trace.md"
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
QUICK = (1_000_000,)
LARGEST = {"networkx": 100_000, "duckdb": 1_000_000, "scipy": 10_000_000}
COMPARED, TRIAD, NEAR = 20_000, 10_000_000, 1e-9
ENOUGH = 40.0
"""Seconds after which --quick begins no further turn."""


class System:
    """One system, loaded and waiting."""

    def __init__(self, name: str, python: str | None, script: str, asked: Row) -> None:
        self.name, self.into, self.best, self.why = name, Path(asked["folder"]) / f"{name}.out", 9e9, ""
        self.cpu, self.told = 0.0, {}
        if python is None:
            self.why = "its packages could not be installed here"
            return
        self.process = subprocess.Popen(
            [python, str(HERE / "peers" / script), json.dumps({**asked, "into": str(self.into)})],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def loaded(self) -> None:
        """Wait until it has loaded the bill."""
        if not self.why:
            self.told = self.hear()

    def hear(self) -> Row:
        """The next line that it says."""
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            self.why = f"it ended with {self.process.wait()}"
        return dict(json.loads(line)) if line else {}

    def ask(self, word: str) -> Row:
        """What it says to one word."""
        if self.why or not self.process.stdin:
            return {}
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()
        return self.hear()

    def go(self) -> None:
        """One run; the best is kept."""
        found = self.ask("go")
        if found and found["seconds"] < self.best:
            self.best, self.cpu = found["seconds"], found["cpu_seconds"]

    def end(self) -> None:
        """Let it go."""
        if not self.why and self.process.stdin:
            self.process.stdin.close()
            self.process.wait()


def main() -> None:
    """Print the rows, as a table or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a million parts only, in under 50 seconds")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--page", action="store_true", help="write docs/benchmarks/trace.md")
    parser.add_argument("--sizes", default="", help="other numbers of parts, with commas between")
    given = parser.parse_args()
    sizes = QUICK if given.quick else SIZES
    if given.sizes:
        sizes = tuple(int(each) for each in given.sizes.split(","))
    rows = [row for size in sizes for row in measured(size, given.quick)]
    if given.page:
        PAGE.write_text(page(rows), "utf-8")
    if given.json:
        print(json.dumps({"bench": "trace", "rows": rows}, indent=1))
        return
    for row in rows:
        print(line(row))


def measured(size: int, quick: bool) -> list[Row]:
    """One bill for all."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bill = make(size)
        bill.save(folder)
        rows = np.sort(np.random.default_rng(3).integers(0, size, min(size, COMPARED)))
        compare = folder / "compare.out"
        with compare.open("wb") as file:
            np.save(file, rows)
        lines = len(bill.child)
        del bill
        asked = {"folder": name, "compare": str(compare), "triad": TRIAD}
        systems = [System("xenotime", sys.executable, "trace_ours.py", asked)]
        systems += [
            System(
                peer, peer_python("trace", "numpy", "scipy", "networkx", "duckdb"), f"trace_{peer}.py", asked
            )
            for peer, largest in LARGEST.items()
            if size <= largest
        ]
        triad = System("triad", sys.executable, "trace_triad.py", asked)
        for system in (*systems, triad):
            system.loaded()
        turns = 5
        for turn in range(turns):
            for system in (*systems, triad):
                system.go()
            if quick and turn and time.monotonic() - begun > ENOUGH - 10:
                turns = turn + 1
                break
        return told(size, lines, systems, triad, turns)


def told(size: int, lines: int, systems: list[System], triad: System, turns: int) -> list[Row]:
    """The rows of one size; every peer's figures are held against ours."""
    found, ours, what = [], None, f"{size:,} parts, {lines:,} lines, 24 columns"
    for system in systems:
        peak = system.ask("compare").get("peak_mb")
        if system.why:
            found.append({"system": system.name, "size": what, "seconds": None, "peak_mb": None, "agrees": None, "why": system.why})  # fmt: skip
            continue
        figures = np.load(system.into.with_suffix(".out.npy"))
        ours = figures if ours is None else ours
        agrees = bool(np.allclose(figures, ours, rtol=NEAR, atol=0))
        found.append(
            {
                "system": system.name, "size": what, "seconds": round(system.best, 4), "peak_mb": peak, "agrees": agrees,
                "times_ours": round(system.best / systems[0].best, 1), "cpu_seconds": round(system.cpu, 3),
                "load_seconds": system.told["built"],
            }
        )  # fmt: skip
    speed = TRIAD * 24 / triad.best
    bound = systems[0].told["bound_bytes"] / speed
    changes = systems[0].ask("changes")
    found[0] |= {
        "times_bound": round(systems[0].best / bound, 2), "visited_parts": systems[0].told["visited"],
        "visited_lines": systems[0].told["visited_lines"], "said_it_needs": systems[0].told["needs"],
        "change_ms": {name: round(1000 * seconds, 2) for name, seconds in changes.items()},
    }  # fmt: skip
    found.append(
        {"system": "triad (bound)", "size": what, "seconds": round(bound, 4), "peak_mb": None, "agrees": None,
         "gb_per_second": round(speed / 1e9, 1), "turns": turns, "load": round(os.getloadavg()[0], 1)}
    )  # fmt: skip
    for system in (*systems, triad):
        system.end()
    return found


def line(row: Row) -> str:
    """One row as a person reads it."""
    more = {key: value for key, value in row.items() if key not in {"system", "size"} and value is not None}
    return f"{row['system']:<14} {row['size']:<48} " + "  ".join(
        f"{key} {value}" for key, value in more.items()
    )


def page(rows: list[Row]) -> str:
    """The page of the docs."""
    head = ["system", "seconds", "against ours", "peak MB", "agrees", "loading s"]
    lines = [
        "# Tracing: measured", "",
        "Written by `scripts/bench trace --page`. One bill for all (its shape is told in `bench/trace_bill.py`): twelve",
        "pairs of at-least and at-most columns, declarations, parts that count fully, barriers, silent suppliers. Every",
        "system has loaded the bill before it is timed; they run in turn, and the best of five turns counts. *Agrees*:",
        f"{COMPARED:,} items drawn at random are the same to nine digits. The bound is what the visited lines and parts",
        "weigh, lines × (24 × 8 + 12) + parts × 24 × 8 bytes, over the speed of a triad that ran between the systems.", "",
        "NetworkX runs up to 100,000 parts, DuckDB up to a million: beyond, they take minutes or the memory.", "",
        "What is worked out anew after one declaration is timed in the library (`FastTrace.declare`): no command calls it;",
        "`trace-all` traces the whole of a book each time it is asked.", "",
        f"Machine: {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}. The load beside",
        "each size is the machine's at the end of its turns: above the number of processors, others were at work too.", "",
    ]  # fmt: skip
    for size in dict.fromkeys(row["size"] for row in rows):
        own = [row for row in rows if row["size"] == size]
        ours, bound = own[0], own[-1]
        lines += [f"## {size}", "", "| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
        lines += [
            f"| {row['system']} | {row['seconds']} | {row.get('times_ours', '')} | {row['peak_mb'] or ''} "
            f"| {'' if row['agrees'] is None else 'yes' if row['agrees'] else 'no'} | {row.get('load_seconds', '')} |"
            for row in own
        ]
        change = ours["change_ms"]
        lines += [
            "",
            f"{ours['times_bound']} times the bound ({bound['gb_per_second']} GB/s, load {bound['load']}, {bound['turns']} turns).",
            f"Visited: {ours['visited_parts']:,} parts, {ours['visited_lines']:,} lines. Memory told before: {ours['said_it_needs']}.",
            f"One declaration on an item drawn at random: half within {change['p50']} ms, 99 of 100 within {change['p99']} ms, the worst {change['worst']} ms.", "",
        ]  # fmt: skip
    return "\n".join(lines)


if __name__ == "__main__":
    main()
