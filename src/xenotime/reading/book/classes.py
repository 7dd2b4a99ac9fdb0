"""Read and add to classifications.toml: what a person decided that items are; the file only grows."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xenotime.facts.classification import Classification
from xenotime.reading.book.columns import column
from xenotime.reading.book.entries import add_entry, entry
from xenotime.reading.book.notes import Notes
from xenotime.reading.book.words import BookWords
from xenotime.reading.mapping.checker import Checker, numbered_tables
from xenotime.reading.tables.numbers import CellError, NotKnown, NumberStyle
from xenotime.reading.tables.readers import reader_of

CLASSES = "classifications.toml"
KEYS = ("items", "family", "form", "codes", "by", "on", "reason", "lists")
NEEDED = ("items", "by", "on", "reason")


def read_classes(path: Path, words: BookWords | None, notes: Notes) -> tuple[Classification, ...]:
    """Every decision of the file, in its order; each that is not whole is a problem."""
    check, rows = numbered_tables(path, "classification", "Decisions", notes)
    found = [_one(check, row, at, words or BookWords()) for row, at in rows]
    return tuple(each for each in found if each)


def _one(check: Checker, given: Mapping[str, Any], at: str, words: BookWords) -> Classification | None:
    check.keys(given, KEYS, at)
    missing = check.needed(given, NEEDED, at, "A classification")
    texts = check.strings(given, ("family", "form", "by", "reason"), at)
    many = {key: check.texts(given.get(key, []), f"{at}.{key}") for key in ("items", "codes", "lists")}
    on = check.day(given.get("on"), f"{at}.on")
    if words.forms:
        check.word(texts["form"], f"{at}.form", "The form is not known", words.forms)
    _check_codes(check, many["codes"], f"{at}.codes", words)
    if missing or on is None:
        return None
    fields: dict[str, Any] = {**texts, **many}
    return Classification(**fields, on=on)


def _check_codes(check: Checker, codes: tuple[str, ...], at: str, words: BookWords) -> None:
    """Let codes pass that could stand in the table of items; of those that say nothing there is a remark."""
    try:
        check_codes(codes, words)
    except NotKnown as said:
        check.notes.remark(f"{check.file}, {at}: {said.remark}")
    except CellError as wrong:
        found = "; ".join(codes)
        check.problem(at, wrong.what, found=found, allowed=wrong.allowed, do=wrong.do)


def check_codes(codes: tuple[str, ...], words: BookWords) -> None:
    """Let the codes of a decision pass as the cell of an item's codes would: CellError or NotKnown where it would not."""
    if codes:
        reader_of(column("items", "codes"), NumberStyle(), words)("; ".join(codes))


def add_class(folder: Path, one: Classification) -> Path:
    """The file, to which the decision was added behind all others."""
    return add_entry(folder / CLASSES, entry("classification", {key: getattr(one, key) for key in KEYS}))
