"""Read the published tables that lie beside the program: intensities and magnet grades."""

import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from xenotime.exact import Range, parse_number
from xenotime.facts.estimate import Estimates, Grade, Intensity

DATA = Path(__file__).parents[2] / "data"


@lru_cache(maxsize=1)
def read_estimates() -> Estimates:
    """Every row of the tables."""
    intensities = tuple(
        Intensity(
            row["what"], row["word"], row["element"], row["per"], row["year"],
            Range(parse_number(row["low"]), parse_number(row["high"])), parse_number(row["mean"]), row["source"],
        )
        for row in _rows("intensity.csv")
    )  # fmt: skip
    grades = tuple(
        Grade(row["suffix"], tuple(row["ask"].split(";")), row["means"], row["source"], row["means_zh"])
        for row in _rows("magnet_grades.csv")
    )
    return Estimates(intensities, grades)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)
