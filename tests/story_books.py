"""Small books on disk, as a user would write them."""

import json
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from xenotime.cli import main
from xenotime.commands.common import FAULT

ITEMS = "item,form,made_in,base_unit,mass_kg,value,currency,made_with"
CONTENTS = "item,substance,form,share_low,share_high,value_low,value_high,origin,supplier,said_by"
SHIPMENTS = "shipment,item,quantity,value,currency,act,from,to,via,exporter,consignee,purchaser,intermediary,end_user,end_use,date"
PARTIES = "party,name,country,lists,kind\nMAKER,Maker,DE,none,civil\nBUYER,Buyer,US,none,civil"
HOLDINGS = "owner,owned,share_low,share_high\nothers,BUYER,none,none\nothers,MAKER,none,none"


def write_book(folder: Path, toml: str = "format = 1\n", **tables: str) -> Path:
    """A book with these tables; parties and holdings are there unless given."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "book.toml").write_text(toml, "utf-8")
    for name, text in ({"parties": PARTIES, "holdings": HOLDINGS} | tables).items():
        (folder / f"{name}.csv").write_text(text.strip() + "\n", "utf-8")
    return folder


def shipped(
    item: str,
    day: str,
    *,
    name: str = "S1",
    origin: str = "DE",
    to: str = "US",
    value: str = "",
    end_use: str = "civil",
) -> str:
    """One line of shipments: one piece, sold to a civil buyer."""
    currency = "EUR" if value else ""
    return f"{name},{item},1,{value},{currency},export,{origin},{to},none,MAKER,BUYER,BUYER,none,BUYER,{end_use},{day}"


def run(*arguments: str | Path) -> tuple[int, dict[str, Any], str]:
    """The program's exit status, its JSON and what it said on the side, in this process: `stories/test_cli.py` starts it."""
    printed, said = StringIO(), StringIO()
    with redirect_stdout(printed), redirect_stderr(said):
        status = main([*map(str, arguments), "--json"])
    assert status != FAULT, said.getvalue()
    return status, json.loads(printed.getvalue()), said.getvalue()


def answers(
    book: Path, *arguments: str, known_on: str = "2026-11-24", regime: str = "cn"
) -> dict[str, dict[str, Any]]:
    """The answers by shipment, under one regime."""
    _, printed, _ = run("check", book, "--regime", regime, "--known-on", known_on, *arguments)
    assert printed["problems"] == []
    return {each["shipment"]: each for each in printed["answers"]}
