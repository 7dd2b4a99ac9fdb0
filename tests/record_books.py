"""A book whose decisions are recorded, and the commands that record them."""

import json
from pathlib import Path
from typing import Any

import pytest

from story_books import CONTENTS, ITEMS, SHIPMENTS, shipped, write_book
from xenotime.cli import main

ZZ = ("--regime", "zz", "--known-on", "2026-11-24")


def magnet_book(folder: Path, **changes: str) -> Path:
    """Magnets with dysprosium, made abroad with the Isles' art, that go on to another neighbour on three days."""
    lines = [
        shipped("MAG", day, name=name, origin="QN", to="QO", value="100")
        for name, day in (("S1", "2026-07-01"), ("S2", "2026-09-15"), ("S3", "2027-02-01"))
    ]
    tables = {
        "items": f"{ITEMS}\nMAG,permanent_magnet,QN,piece,0.1,5,EUR,magnet:ZZ",
        "contents": f"{CONTENTS}\nMAG,Dy,,2 %,3 %,,,ZZ,,Quarry\nMAG,others,none,,,,,,,Quarry",
        "shipments": "\n".join([SHIPMENTS, *lines]),
    }
    return write_book(folder, **(tables | changes))


def ran(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    status = main([str(each) for each in arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def recorded(
    capsys: pytest.CaptureFixture[str], book: Path, shipment: str, store: Path, *more: str | Path
) -> Any:
    status, out, err = ran(
        capsys, "record", book, shipment, *ZZ, "--store", store, "--by", "Ada", "--json", *more
    )
    assert status in {0, 10, 20}, err
    return json.loads(out)["recorded"]
