"""Whoever stops a run is told so, and the same command goes on with the part that it was in."""

import csv
import subprocess
import sys
from pathlib import Path
from signal import SIGINT
from time import monotonic, sleep

import pytest
from pyarrow import parquet

MOTORS = Path(__file__).parents[2] / "examples" / "motor-maker"
LINES, IN_A_PART, STOPPED = 20_000, 100, 130
LONGEST = 120
"""Seconds for the first part."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """One order of the example, very many times."""
    with (MOTORS / "shipments.csv").open(encoding="utf-8", newline="") as opened:
        header, (_, *order), *_ = csv.reader(opened)
    path = tmp_path / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as written:
        csv.writer(written).writerows([header, *([f"N{number}", *order] for number in range(LINES))])
    return path


def test_whoever_stops_a_run_is_told_and_the_same_command_goes_on(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ["screen", str(file), "--book", str(MOTORS), "--out", str(out), "--regime", "uk"]
    command = [sys.executable, "-m", "xenotime", *words, "--part-rows", str(IN_A_PART)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        begun = monotonic()
        while not any(out.glob("parts/*.parquet")) and monotonic() - begun < LONGEST:
            sleep(0.01)
        run.send_signal(SIGINT)
        shown, said = run.communicate()
    assert (run.returncode, shown) == (STOPPED, "")
    assert said == f"Stopped: what is finished lies in {out}, and the same command goes on from there.\n"
    finished = {each: each.stat().st_mtime_ns for each in out.glob("parts/*.parquet")}
    assert 0 < len(finished) < LINES / IN_A_PART
    assert not (out / "release.csv").exists()
    subprocess.run(command, capture_output=True, check=False)
    assert {each: each.stat().st_mtime_ns for each in finished} == finished
    assert parquet.read_table(out / "parts").num_rows == LINES
    assert (out / "release.csv").read_text("utf-8").count("\n") == LINES + 1
