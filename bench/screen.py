"""Screening at size: the same shipments and law for xenotime in this process, one case at a time, and peers.

Every system runs in a process of its own; times are seconds for one million shipments, and what is scaled
up says so. Each run stands between two of loading the same columns on the same threads, the bound, and the middle one of three is told. `--page` writes the page of the docs.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from operator import itemgetter
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory
from typing import Any

from compiled_loop import kernel
from made_shipments import as_csv, of_a_company, of_anyone, shipments

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]
PAGE = ROOT / "docs" / "benchmarks" / "screen.md"
PEERS = HERE / "peers" / "screen_peers.py"
ENVIRONMENTS = ROOT / ".venv-bench"
PACKAGES = {"zen": "zen-engine", "openfisca": "openfisca-core", "jsonlogic": "json-logic-qubit"}
MILLION = 1_000_000
TIMES = 3
DIFFERENT = 20_000
"""Shipments of which every one is another situation, under the shipped law: nearly each has to be decided."""
KNOWN_ON = date(2026, 11, 24)
SHIPPED = ("cn", "us", "us-ofac", "eu", "uk")
Row = dict[str, Any]
MADE_BY_CHANCE = ("skewed", "independent")
MADE: dict[str, Callable[[Path, int], None]] = {
    **{shape: partial(shipments, shape=shape) for shape in MADE_BY_CHANCE},
    "company": of_a_company,
    "anyone": of_anyone,
}
"""Shipments by the name of how they are made."""


def main() -> None:
    """Print the rows, as a table or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="a hundred thousand shipments in place of five million"
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--page", action="store_true", help="write docs/benchmarks/screen.md")
    parser.add_argument("--rows", type=int, default=0)
    parser.add_argument(
        "--grown", choices=[*MADE], help="one row of the table of docs/growth.md, for --rows shipments"
    )
    parser.add_argument(
        "--regime", action="append", help="with --grown company or anyone: only this law; may be repeated"
    )
    parser.add_argument("--work", nargs=3, metavar=("WHAT", "FOLDER", "ROWS"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        what, where, rows = given.work
        only = {"regimes": tuple(given.regime)} if given.regime else {}
        print(json.dumps(WORK[what](Path(where), int(rows), **only)))
        return
    count = given.rows or (100_000 if given.quick else 5_000_000)
    if given.grown:
        with TemporaryDirectory() as folder:
            print("\n".join(grown(Path(folder), given.grown, count, given.regime or ())))
        return
    with TemporaryDirectory() as folder:
        rows = [*screening(Path(folder), count), kernel(), *peers(Path(folder))]
    if given.page:
        PAGE.write_text(page(rows), "utf-8")
    if given.json:
        print(json.dumps({"bench": "screen", "rows": rows}, ensure_ascii=False, indent=1))
        return
    for row in rows:
        told = {key: value for key, value in row.items() if key not in {"system", "size"}}
        print(f"{row['system']:<34} {row['size']:<34} " + "  ".join(f"{k} {v}" for k, v in told.items()))


def screening(folder: Path, count: int) -> list[Row]:
    """Load, then screen, for data skewed as a company's and for data in which every shipment is different."""
    found = [first_use(folder)]
    for shape in ("skewed", "independent"):
        here = folder / shape
        here.mkdir()
        shipments(here / "rows.parquet", count, shape)
        load, done = beside_loading("screen", here, count)
        size = f"{count:,} {shape}"
        found.append({"system": "bound: load the columns", "size": size, **per_million(load, count)})
        found.append(
            {
                "system": "xenotime in this process", "size": size, **per_million(done, count),
                "times_loading": round(done["seconds"] / load["seconds"], 1),
                "processor_seconds_times_loading": round(done["processor_seconds"] / load["processor_seconds"], 1),
                "distinct_keys": done["keys"],
                "answers_worked_out": done["decided"], "second_run_seconds": done["warm"],
            }
        )  # fmt: skip
    found += [*by_the_shipped_law(folder, count), every_one_different(folder, min(count, DIFFERENT))]
    single = work("single", folder / "skewed", min(count, 60))
    found.append(
        {
            "system": "xenotime, one case at a time",
            "size": "60, scaled up",
            **per_million(single, min(count, 60)),
        }
    )
    return found


def by_the_shipped_law(folder: Path, count: int) -> list[Row]:
    """A company's shipments by the law as it is shipped, from Parquet and from CSV, each beside loading that file.

    From Parquet also with what a run over as many other shipments kept, and with what a run over these kept.
    """
    here = folder / "company"
    here.mkdir()
    found = []
    of_a_company(here / "rows.parquet", count)
    of_a_company(here / "earlier.parquet", count, count)
    law = f"xenotime, the shipped law of {', '.join(SHIPPED)}"
    ways = [
        ("Parquet", "shipped", law),
        ("Parquet", "next", f"{law}, others kept"),
        ("Parquet", "known", f"{law}, these kept"),
    ]
    for kind, what, system in [*ways, ("CSV", "shipped", law)]:
        if kind == "CSV":
            as_csv(here / "rows.parquet")
        if what == "next":
            work("earlier", here, count)
        load, done = beside_loading(what, here, count)
        size = f"{count:,} of the motor maker, {kind}"
        if what == "shipped":
            found.append({"system": "bound: load the columns", "size": size, **per_million(load, count)})
        found.append(
            {
                "system": system, "size": size, **per_million(done, count),
                "times_loading": round(done["seconds"] / load["seconds"], 1),
                "distinct_keys": done["keys"], "answers_worked_out": done["decided"],
            }
        )  # fmt: skip
    return found


def every_one_different(folder: Path, count: int) -> Row:
    """Goods, parties, ways and days of the motor maker's book, any with any, by the shipped law; once."""
    here = folder / "anyone"
    here.mkdir()
    of_anyone(here / "rows.parquet", count)
    load, done = work("load", here, count), work("shipped", here, count)
    return {
        "system": f"xenotime, the shipped law of {', '.join(SHIPPED)}", "size": f"{count:,} in which all is independent",
        **per_million(done, count), "times_loading": round(done["seconds"] / load["seconds"], 1),
        "distinct_keys": done["keys"], "answers_worked_out": done["decided"],
    }  # fmt: skip


def first_use(folder: Path) -> Row:
    """Few shipments: the loops are compiled once on a machine, in the first of the two runs where they never were."""
    here = folder / "few"
    here.mkdir()
    shipments(here / "rows.parquet", 1000, "skewed")
    done = work("screen", here, 1000)
    return {
        "system": "xenotime, the first run of all", "size": "1,000 skewed",
        "seconds": round(done["seconds"], 2), "second_run_seconds": done["warm"],
    }  # fmt: skip


def grown(folder: Path, shape: str, count: int, regimes: Sequence[str]) -> Iterator[str]:
    """A row of the table of how screening grows; of a company's shipments another one, with all of it kept from a run before."""
    MADE[shape](folder / "rows.parquet", count)
    load = work("load", folder, count)
    if shape in MADE_BY_CHANCE:
        yield _grown(count, shape, work("screen", folder, count), load)
        return
    law = ", ".join(regimes or SHIPPED)
    yield _grown(
        count, f"the motor maker, shipped law of {law}", work("shipped", folder, count, regimes), load
    )
    if shape == "company":
        work("known", folder, count, regimes)
        yield _grown(
            count, "and all of it kept from a run before", work("known", folder, count, regimes), load
        )


def _grown(count: int, data: str, done: Row, load: Row) -> str:
    spent, to_load = done["processor_seconds"], load["processor_seconds"]
    told = [
        f"{count:,}", data, f"{done['keys']:,}", f"{done['decided']:,}",
        f"{spent:.1f}", f"{to_load:.2f}", f"{spent / to_load:.1f}", f"{done['peak_mb'] / 1000:.1f} GB",
    ]  # fmt: skip
    return f"| {' | '.join(told)} |"


def beside_loading(what: str, folder: Path, count: int) -> tuple[Row, Row]:
    """Loading the same columns and a piece of work in turn: what loading takes on average, and the work's middle run.

    Machines change their speed: a single run says little.
    """
    loads, runs = [work("load", folder, count)], []
    for _ in range(TIMES):
        for made in ("out", "again"):
            shutil.rmtree(folder / made, ignore_errors=True)
        runs.append(work(what, folder, count))
        loads.append(work("load", folder, count))
    mean = {name: sum(each[name] for each in loads) / len(loads) for name in ("seconds", "processor_seconds")}
    return {**loads[0], **mean}, sorted(runs, key=itemgetter("seconds"))[TIMES // 2]


def work(what: str, folder: Path, count: int, regimes: Sequence[str] = ()) -> Row:
    """What a process of its own says of one piece of work."""
    only = [f"--regime={each}" for each in regimes]
    command = [sys.executable, __file__, "--work", what, str(folder), str(count), *only]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    said: Row = json.loads(done.stdout.splitlines()[-1])
    return said


def per_million(said: Row, count: int) -> Row:
    """Seconds for one million, by the clock and of the processors, and the peak of memory."""
    found = {
        f"{name}_per_million": round(said[name] * MILLION / count, 3)
        for name in ("seconds", "processor_seconds")
    }
    return {**found, "peak_mb": said["peak_mb"]}


def timed(act: Callable[[], object]) -> Row:
    """How long an act takes by the clock and of the processors, and the peak of memory by then.

    Processes that it had beside it count; for memory as if every one had been as large as the largest, all at once.
    """
    start, busy = time.perf_counter(), processor_seconds()
    act()
    seconds, busy = time.perf_counter() - start, processor_seconds() - busy
    return {"seconds": seconds, "processor_seconds": busy, "peak_mb": peak_mb()}


def processor_seconds() -> float:
    """Those of this process, and of those beside it that have ended; not in ticks, of which loading few rows takes none."""
    ended = getrusage(RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def peak_mb() -> int:
    """The peak of this process's memory, and of those beside it; what it was started from does not count."""
    from xenotime.desk.beside import MOST_PROCESSES

    status = Path("/proc/self/status").read_text("utf-8")
    own = int(status.partition("VmHWM:")[2].split()[0])
    largest = getrusage(RUSAGE_CHILDREN).ru_maxrss
    return (own + largest * min(os.process_cpu_count() or 1, MOST_PROCESSES)) // 1024


def rows_in(folder: Path) -> Path:
    """The file with the shipments; a CSV file before the Parquet file from which it was made."""
    file = folder / "rows.csv"
    return file if file.exists() else file.with_suffix(".parquet")


def loaded(folder: Path, count: int) -> Row:
    """Load the columns into DuckDB."""
    import duckdb

    db, file = duckdb.connect(), rows_in(folder)
    read = f"read_csv('{file}', all_varchar = true)" if file.suffix == ".csv" else f"read_parquet('{file}')"
    del count
    return timed(lambda: db.execute(f"CREATE TABLE t AS SELECT * FROM {read}"))


def the_book(folder: Path) -> tuple[Any, Any, Any]:
    """The law, the book and what is asked of them."""
    from screening.screen_books import book_at, law
    from xenotime.casework.cases import Asked

    lawbook = law()
    return lawbook, book_at(folder / "book", lawbook), Asked(KNOWN_ON, ("zz",), explain=False)


def the_motor_maker(regimes: Sequence[str]) -> tuple[Any, Any, Any]:
    """The shipped law, the example's book and what is asked of them."""
    from xenotime.casework.cases import Asked
    from xenotime.desk import answering

    lawbook = answering.load_law()
    book = answering.open_book(ROOT / "examples" / "motor-maker", lawbook)
    return lawbook, book, Asked(KNOWN_ON, tuple(regimes), explain=False)


def screen_all(folder: Path, count: int) -> Row:
    """Screen the file, twice: loops that were never compiled are compiled in the first run."""
    from xenotime.desk import answering
    from xenotime.desk.screening import Source, screen

    del count
    lawbook, book, asked = the_book(folder)
    words, found = answering.book_words(lawbook), []

    def act(name: str) -> None:
        found.append(screen(lawbook, book, words, asked, Source(rows_in(folder), folder / name)))

    said = timed(lambda: act("out"))
    warm = timed(lambda: act("again"))
    counted = found[0].counted
    return {**said, "keys": counted.keys, "decided": counted.decided, "warm": round(warm["seconds"], 2)}


def by_the_shipped(
    folder: Path,
    count: int,
    name: str = "rows",
    kept: str = "",
    before: str = "",
    regimes: Sequence[str] = SHIPPED,
) -> Row:
    """Screen a file by the shipped law, once; with what is `kept` there, which is what was kept `before`, if that is said."""
    from xenotime.desk import answering
    from xenotime.desk.screening import Source, screen

    del count
    lawbook, book, asked = the_motor_maker(regimes)
    words, found = answering.book_words(lawbook), []
    if before:
        shutil.rmtree(folder / kept, ignore_errors=True)
        shutil.copytree(folder / before, folder / kept)
    file = rows_in(folder) if name == "rows" else folder / f"{name}.parquet"
    source = Source(file, folder / "out", keep=folder / kept if kept else None)
    said = timed(lambda: found.append(screen(lawbook, book, words, asked, source)))
    shutil.rmtree(folder / "out")
    return {**said, "keys": found[0].counted.keys, "decided": found[0].counted.decided}


def one_by_one(folder: Path, count: int) -> Row:
    """The same shipments, one case after the other."""
    import duckdb

    from screening.screen_books import HEADER, decided

    lawbook, book, asked = the_book(folder)
    found = duckdb.connect().execute(f"SELECT * FROM read_parquet('{folder}/rows.parquet') LIMIT {count}")
    names = [each[0] for each in found.description]
    rows = [
        tuple(dict(zip(names, row, strict=True)).get(name, "") for name in HEADER) for row in found.fetchall()
    ]
    return timed(lambda: list(decided(lawbook, book, asked, rows)))


def peers(folder: Path) -> list[Row]:
    """The peers on the rules that they can express, agreement first; each in its own environment."""
    cases = folder / "cases.json"
    random = Random(3)
    facts = [
        {
            "from": random.choice(["ZZ", "QN"]), "destination": random.choice(["QN", "QO", "ZZ", None]),
            "form": random.choice(["permanent_magnet", "alloy", "part"]), "has_dy": random.choice([True, False, None]),
            "circumstance": random.choice(["sale", "repair_return", "sample"]),
            "end_use": random.choice(["civil", "military", "disaster_relief"]), "listed": random.choice([True, False]),
        }
        for _ in range(2000)
    ]  # fmt: skip
    cases.write_text(json.dumps(facts), "utf-8")
    found = []
    for name, package in PACKAGES.items():
        python = ENVIRONMENTS / name / "bin" / "python"
        if not python.exists():
            made_environment(python.parents[1], package)
        if not python.exists():
            found.append({"system": name, "size": "not run", "why": "its environment could not be made"})
            continue
        done = subprocess.run(
            [str(python), str(PEERS), name, str(cases)], check=False, capture_output=True, text=True
        )
        if done.returncode:
            said = (done.stderr.strip().splitlines() or ["could not be started"])[-1]
            found.append({"system": name, "size": "not run", "why": said})
        else:
            found.append({"system": name, **json.loads(done.stdout)})
    return found


def made_environment(folder: Path, package: str) -> None:
    """An environment with one package, by uv where it is there, else by venv and pip."""
    python = str(folder / "bin" / "python")
    make, install = (
        [sys.executable, "-m", "venv", str(folder)],
        [python, "-m", "pip", "install", "-q", package],
    )
    if shutil.which("uv"):
        make, install = (
            ["uv", "venv", "-q", str(folder)],
            ["uv", "pip", "install", "-q", "--python", python, package],
        )
    if subprocess.run(make, check=False).returncode == 0:
        subprocess.run(install, check=False)


def page(rows: list[Row]) -> str:
    """The page of the docs."""
    lines = [
        "# Screening: measured", "",
        "Written by `scripts/bench screen --page`; seconds are for one million shipments. Law: the invented country;",
        "the book is that of the tests. A peer answers the rules that it can express; what it does with a fact",
        "that is not known is told beside it.", "",
        f"Machine: {platform.machine()}, Python {platform.python_version()}.", "",
    ]  # fmt: skip
    lines += [f"- **{row['system']}**, {row['size']}: {_told(row)}" for row in rows]
    return "\n".join(lines) + "\n"


def _told(row: Row) -> str:
    return ", ".join(
        f"{key.replace('_', ' ')} {value}" for key, value in row.items() if key not in {"system", "size"}
    )


WORK: dict[str, Callable[..., Row]] = {
    "load": loaded,
    "screen": screen_all,
    "shipped": by_the_shipped,
    "earlier": partial(by_the_shipped, name="earlier", kept="before"),
    "next": partial(by_the_shipped, kept="kept", before="before"),
    "known": partial(by_the_shipped, kept="kept"),
    "single": one_by_one,
}

if __name__ == "__main__":
    main()
