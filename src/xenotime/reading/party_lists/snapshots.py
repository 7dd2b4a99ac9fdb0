"""Read snapshots of party lists: which publication a file is, and of which day, is seen from the file.

A folder of lists may hold `about.toml`, which says of a file what it does not say itself:
`["file.csv"]` with `publication`, `dated`, `whole`.
"""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from xenotime.errors import UnreadableBook
from xenotime.facts.party_list import PartyList
from xenotime.reading.book.notes import Notes
from xenotime.reading.foreign.days import exact_day
from xenotime.reading.foreign.rows import FIRST_SHEET, JAPANESE
from xenotime.reading.mapping.checker import load_toml
from xenotime.reading.party_lists.cn import read_cn
from xenotime.reading.party_lists.jp import read_jp
from xenotime.reading.party_lists.register import read_register
from xenotime.reading.party_lists.us_csl import read_csl
from xenotime.reading.party_lists.words import Publications

ABOUT = "about.toml"
ENDINGS = (".json", ".csv", ".tsv", ".txt", ".xml", ".xlsx", ".xlsm")
DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
START = 8192
US, CN, JP = "us-csl", "cn", "jp-end-user"
"""Tables of party-lists.toml, each with a layout of its own."""
KEYS = {"publication": str, "dated": date, "whole": bool}
"""What about.toml may say of a file."""
REGISTER = "register"
"""The layout that holds lists of several publications."""


def read_snapshots(paths: list[Path], publications: Publications) -> tuple[PartyList, ...]:
    """Every snapshot in the files and folders; UnreadableBook with every problem of all of them."""
    notes = Notes()
    found: list[PartyList] = []
    for path in paths:
        if not path.exists():
            notes.problem("There is no such list", file=str(path), do="correct the path")
            continue
        files = (
            sorted(each for each in path.iterdir() if each.is_file() and each.suffix.lower() in ENDINGS)
            if path.is_dir()
            else [path]
        )
        about = _about((path if path.is_dir() else path.parent) / ABOUT, publications, notes)
        for file in files:
            try:
                found.append(read_snapshot(file, publications, about.get(file.name, {})))
            except UnreadableBook as refused:
                notes.problems += refused.problems
    if notes.problems:
        raise UnreadableBook(notes.problems)
    return tuple(found)


def left_out(folder: Path) -> tuple[str, ...]:
    """What lies in a folder of lists and is not read as one."""
    inside = sorted(folder.iterdir()) if folder.is_dir() else []
    return tuple(
        each.name
        for each in inside
        if not (each.name == ABOUT or each.name.startswith("."))
        and not (each.is_file() and each.suffix.lower() in ENDINGS)
    )


def read_snapshot(path: Path, publications: Publications, about: dict[str, Any] | None = None) -> PartyList:
    """The snapshot in one file; a day in the file's name is its day where it says none itself.

    Where sheets of a workbook were left out that hold something, it is not whole, whatever is said of it.
    """
    found = _snapshot(path, publications, about)
    return replace(found, whole=False) if any(FIRST_SHEET in each for each in found.remarks) else found


def _snapshot(path: Path, publications: Publications, about: dict[str, Any] | None) -> PartyList:
    said = about or {}
    publication = str(said.get("publication") or publication_of(path))
    words = publications.get(publication)
    named = DAY.search(path.name)
    dated = said.get("dated") or (exact_day(named[0]) if named else None)
    whole = said.get("whole")
    if publication == REGISTER or (path.suffix.lower() == ".json" and publication_of(path) == REGISTER):
        known = list(publications.by_name.values())
        ours = [publications.get(publication)] if publication in publications.by_name else known
        return read_register(path, ours, dated=dated, whole=bool(whole))
    if publication == CN:
        return read_cn(path, words, dated=dated, whole=bool(whole))
    if publication == JP:
        return read_jp(path, words, dated=dated, whole=whole is not False)
    found = read_csl(path, words, whole=whole)
    return found if found.dated or not dated else replace(found, dated=dated)


def publication_of(path: Path) -> str:
    """Which publication the file is, by the words with which it begins."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(START)
    except OSError:
        raw = b""
    codec = "utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    start = raw.decode(codec, "ignore").casefold()
    signs = ("国名", "企業名", "also known as", "end user list")
    if path.suffix.lower() in {".xlsx", ".xlsm"} or any(
        sign in start or sign in raw.decode(JAPANESE, "ignore").casefold() for sign in signs
    ):
        return REGISTER if '"list_id"' in start else JP
    if '"list_id"' in start:
        return REGISTER
    if "name_zh" in start or "name_en" in start or "local_name" in start:
        return CN
    return US


def _about(path: Path, publications: Publications, notes: Notes) -> dict[str, dict[str, Any]]:
    """What about.toml says of each file; a problem where it says something that would not be heard."""
    given = (load_toml(path, notes) or {}) if path.is_file() else {}
    known = (*publications.by_name, REGISTER)
    for name, said in given.items():
        if not isinstance(said, dict) or not (path.parent / name).is_file():
            do = 'write ["file.csv"] with the name of a file beside it, and below it what the file does not say'
            notes.problem("No file of that name lies beside it", file=ABOUT, found=name, do=do)
            continue
        for key, value in said.items():
            kind = KEYS.get(key)
            is_known = key != "publication" or value in known
            if kind is None or type(value) is not kind or not is_known:
                allowed = f"publication ({', '.join(known)}), dated (2026-12-31), whole (true, false)"
                found = f"{key} = {value!r}"
                notes.problem(
                    "This says nothing of a list", file=ABOUT, column=name, found=found, allowed=allowed,
                    do="write it so, a day and true or false without quotation marks, or take it out",
                )  # fmt: skip
    return {name: said for name, said in given.items() if isinstance(said, dict)}
