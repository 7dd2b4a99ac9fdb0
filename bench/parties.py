"""Parties at size: ownership for a million, and names against a whole list, beside what others have.

Each system runs in a process of its own, so that its time and its peak of memory are its own; each is
started three times (once with --quick) and the median is told. What is scaled up says so.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
DATA = ROOT.parent / "shared" / "data"
LISTED = DATA / "party_lists" / "us_csl_2026-07-31_compact.json"
PAIRS = DATA / "name_matching" / "nomenklatura_entity_checks.yml"
PAGE = ROOT / "docs" / "benchmarks" / "parties.md"
HEADS = ("system", "size", "seconds", "processor seconds", "peak MB", "agrees", "besides")
HEAD = """# Parties: measured

Written by `scripts/bench parties --page`. Each system runs in a process of its own, three times; the median of its
seconds and the highest of its peaks are told. *Ownership*: an invented world of parties and holdings with ranges,
loops and unknown shares, all answers under three authorities; *agrees* says whether the plain fixed point in NetworkX
gives the same answers, at a size that it can do. What is compiled is `xenotime.owning.kernel`, a library for registers
of that size: no command calls it, they ask about the parties of a book by the plain functions of `owning`, which the
tests hold equal to it. *Names*: names of listed parties with slips put into them, looked up
among all listed ones; `found_again` is the share of them whose party is among the proposals. nomenklatura compares
pair by pair; its time is that of some pairs, scaled to all of them. *Labelled pairs*: nomenklatura's own checks, at
the limit from which each system calls a pair a match.

"""
Row = dict[str, Any]


def main() -> None:
    """Print the rows, as a table or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, one run")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--page", action="store_true", help="write docs/benchmarks/parties.md")
    given = parser.parse_args()
    rows = [*ownership(given.quick), *names(given.quick), *pairs(given.quick)]
    if given.page:
        PAGE.write_text(page(rows), "utf-8")
    if given.json:
        print(json.dumps({"bench": "parties", "rows": rows}, ensure_ascii=False, indent=1))
        return
    for row in rows:
        told = {key: value for key, value in row.items() if key not in {"system", "size"}}
        print(f"{row['system']:<44} {row['size']:<34} " + "  ".join(f"{k} {v}" for k, v in told.items()))


def page(rows: list[Row]) -> str:
    """The rows as a page of the documents."""
    load = os.getloadavg()[0]
    machine = (
        f"Machine: {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, "
        f"{date.today()}; load {load:.1f} at the end (above the number of processors, others were at work too).\n\n"  # noqa: DTZ011
    )
    known = {"system", "size", "seconds", "cpu_seconds", "peak_mb", "agrees"}
    lines = ["| " + " | ".join(HEADS) + " |", "|" + "---|" * len(HEADS)]
    for each in rows:
        rest = "; ".join(
            f"{key} {value}" for key, value in each.items() if key not in known and value is not None
        )
        cells = [each.get(key) for key in ("system", "size", "seconds", "cpu_seconds", "peak_mb", "agrees")]
        shown = [
            "" if cell is None else "yes" if cell is True else "no" if cell is False else str(cell)
            for cell in cells
        ]
        lines.append("| " + " | ".join([*shown, rest]) + " |")
    return HEAD + machine + "\n".join(lines) + "\n"


def ownership(quick: bool) -> list[Row]:
    """A million parties under three authorities; a size that a plain fixed point can do, for both."""
    large = (50_000, 100_000) if quick else (1_000_000, 2_000_000)
    small = (2_000, 4_000) if quick else (20_000, 40_000)
    ours = run(sys.executable, "owning_ours.py", {"sizes": large, "digest": False}, quick)
    rows = [row("xenotime, compiled, 3 authorities", ours, f"{large[0]:,} parties, {large[1]:,} holdings")]
    same = run(sys.executable, "owning_ours.py", {"sizes": small, "digest": True}, quick)
    peer = run(
        peer_python("networkx", "networkx"), "owning_networkx.py", {"sizes": small, "digest": True}, quick
    )
    size = f"{small[0]:,} parties, {small[1]:,} holdings"
    agrees = None if "why" in peer else same["answers"] == peer["answers"]
    rows.append(row("xenotime, compiled, 3 authorities", same, size, agrees=agrees))
    rows.append(row("networkx, plain fixed point, 3 authorities", peer, size, agrees=agrees))
    return rows


def names(quick: bool) -> list[Row]:
    """Names against all that are listed."""
    if not LISTED.is_file():
        return [{"system": "xenotime, names", "size": "-", "why": "../shared/data is not here"}]
    count = 200 if quick else 10_000
    ours = run(sys.executable, "names_ours.py", {"listed": str(LISTED), "count": count}, quick)
    size = f"{count:,} names, {ours.get('listed', 0):,} listed"
    some = 500 if quick else 5_000
    peer = run(
        peer_python("nomenklatura", "nomenklatura"),
        "names_nomenklatura.py",
        {"listed": str(LISTED), "pairs": some},
        quick,
    )
    if "seconds" in peer:
        for key in ("seconds", "cpu_seconds"):
            peer[key] = round(peer[key] / some * count * ours["listed"], 1)
        peer["scaled"] = f"from {some:,} pairs"
        ours["times_as_fast"] = round(peer["seconds"] / ours["seconds"])
    return [
        row("xenotime, names", ours, size, found_again=ours.get("recall"), times_as_fast=ours.get("times_as_fast"), index_seconds=ours.get("index_seconds")),
        row("nomenklatura logic-v2, pairwise", peer, size, scaled=peer.get("scaled")),
    ]  # fmt: skip


def pairs(quick: bool) -> list[Row]:
    """Labelled pairs: recall and precision for companies and for persons."""
    if not PAIRS.is_file():
        return [{"system": "xenotime, labelled pairs", "size": "-", "why": "../shared/data is not here"}]
    rows = []
    systems = (
        ("xenotime", sys.executable, "pairs_ours.py"),
        ("nomenklatura logic-v2", peer_python("nomenklatura", "nomenklatura"), "pairs_nomenklatura.py"),
    )
    for name, python, script in systems:
        found = run(python, script, {"pairs": str(PAIRS)}, quick)
        if "why" in found:
            rows.append(row(f"{name}, labelled pairs", found, "-"))
        for kind, told in found.get("kinds", {}).items():
            rows.append(row(f"{name}, labelled {kind}", found | told, f"{told['count']} pairs", recall=told["recall"], precision=told["precision"], limit=told["limit"]))  # fmt: skip
    return rows


def row(system: str, found: Row, size: str, **more: Any) -> Row:
    """One row of the table."""
    if "why" in found:
        return {
            "system": system,
            "size": size,
            "seconds": None,
            "peak_mb": None,
            "agrees": None,
            "why": found["why"],
        }
    told = {key: value for key, value in more.items() if value is not None}
    return {
        "system": system, "size": size, "seconds": found["seconds"], "cpu_seconds": found["cpu_seconds"], "peak_mb": found["peak_mb"],
        "agrees": more.get("agrees"), **told,
    }  # fmt: skip


def run(python: str | None, script: str, asked: Row, quick: bool) -> Row:
    """What the script tells, with the median of its seconds and the highest of its peaks."""
    if python is None:
        return {"why": "its package could not be installed here"}
    told = []
    for _ in range(1 if quick else 3):
        done = subprocess.run(
            [python, str(HERE / "peers" / script), json.dumps(asked)],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
        if done.returncode:
            return {"why": (done.stderr.strip().splitlines() or ["it ended without a word"])[-1][:200]}
        told.append(json.loads(done.stdout.strip().splitlines()[-1]))
    return {
        **told[-1],
        "seconds": round(statistics.median(each["seconds"] for each in told), 3),
        "peak_mb": max(each["peak_mb"] for each in told),
    }


def peer_python(name: str, *packages: str) -> str | None:
    """The Python of a peer's own environment, made the first time; None where it cannot be made."""
    folder = ROOT / ".venv-bench" / name
    python = folder / "bin" / "python"
    if not (folder / ".ready").exists():
        steps = (
            [sys.executable, "-m", "venv", str(folder)],
            [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "pyyaml", *packages],
        )
        for step in steps:
            if subprocess.run(step, capture_output=True, check=False).returncode:
                return None
        (folder / ".ready").touch()
    return str(python)


if __name__ == "__main__":
    main()
