"""Read, apply and add to aliases.toml: other names of substances and parts, confirmed by a person."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

from xenotime.facts.alias import KINDS, Alias, unfit
from xenotime.reading.book.entries import add_entry, entry
from xenotime.reading.book.notes import Notes, nearest
from xenotime.reading.mapping.checker import Checker, numbered_tables
from xenotime.reading.shipped.cas_numbers import substance_of

ALIASES = "aliases.toml"
TEXTS = ("alias", "of", "kind", "source", "evidence", "confirmed_by")
KEYS = (*TEXTS, "on")
NEEDED = ("alias", "of", "kind")
ITEM_COLUMNS = {
    "bill": ("parent", "child"),
    "contents": ("item",),
    "lots": ("item",),
    "undertakings": ("item",),
    "shipments": ("item",),
}
SUBSTANCE_COLUMNS = {"contents": ("substance",), "prices": ("substance",)}


@dataclass(frozen=True)
class Aliases:
    """The confirmed aliases of a book, ready to be applied to its rows."""

    every: tuple[Alias, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    substances: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, every: Collection[Alias]) -> "Aliases":
        """Those of them that a person confirmed, as names."""
        good = [each for each in every if each.is_confirmed]
        parts = {each.alias: each.of for each in good if each.is_part}
        return cls(tuple(every), parts, {each.alias.casefold(): each.of for each in good if not each.is_part})

    def apply(self, table: str, values: dict[str, Any]) -> None:
        """The row with the book's own names where it used others, and with the symbols of elements for their names."""
        for column in ITEM_COLUMNS.get(table, ()) if self.parts else ():
            values[column] = self.parts.get(values[column], values[column])
        for column in SUBSTANCE_COLUMNS.get(table, ()):
            name = values[column]
            values[column] = self.substances.get(name.casefold()) or substance_of("", name) or name


def read_aliases(path: Path, notes: Notes) -> Aliases:
    """Every alias of the file; each that is not whole is a problem, one that nobody confirmed is not used."""
    check, rows = numbered_tables(path, "alias", "Aliases", notes)
    made = (_alias(check, row, at) for row, at in rows)
    found = [each for each in made if each]
    for each in found:
        if not each.is_confirmed:
            notes.remark(
                f"{path.name}: {each.alias} for {each.of} is not confirmed by anybody with evidence, and not used"
            )
    aliases = Aliases.of(found)
    good = [each for each in found if each.is_confirmed]
    _once(check, aliases.parts, [each for each in good if each.is_part])
    _once(check, aliases.substances, [each for each in good if not each.is_part])
    return aliases


def _once(check: Checker, names: Mapping[str, str], aliases: list[Alias]) -> None:
    """Report each alias that stands for something else than `names` has."""
    for each in aliases:
        first = names.get(each.alias, names.get(each.alias.casefold(), each.of))
        if first != each.of:
            do = "keep one of the two"
            check.problem(
                "alias",
                "One alias stands for two things",
                found=f"{each.alias}: {each.of} and {first}",
                do=do,
            )


def _alias(check: Checker, given: Mapping[str, Any], at: str) -> Alias | None:
    check.keys(given, KEYS, at)
    texts = check.strings(given, TEXTS, at)
    check.word(texts["kind"], f"{at}.kind", "The kind of alias is not known", KINDS)
    if check.needed(texts, NEEDED, at, "An alias") or texts["kind"] not in KINDS:
        return None
    made = Alias(**texts, on=check.day(given.get("on"), f"{at}.on"))
    if not made.is_part and (why := unfit(made.alias, made.of, made.kind, known_as(made.alias))):
        check.problem(f"{at}.of", "The alias cannot stand for this", found=why, do="correct the formula")
        return None
    return made


def known_as(alias: str) -> str:
    """What the table of CAS numbers and elements says of a name; empty where it says nothing."""
    return substance_of(alias, "") or substance_of("", alias) or ""


def check_parts(aliases: Aliases, items: Collection[str], notes: Notes) -> None:
    """Report each alias of a part that the book does not have, and each that is another item's own id."""
    for alias, of in aliases.parts.items():
        if of not in items:
            do = nearest(of, items) or "correct the id"
            notes.problem(
                "An alias stands for an item that is not there",
                file=ALIASES,
                column="of",
                found=f"{alias}: {of}",
                do=do,
            )
        if alias in items and alias != of:
            do = "remove the alias"
            notes.problem(
                "An alias is the id of another item",
                file=ALIASES,
                column="alias",
                found=f"{alias}: {of}",
                do=do,
            )


def check_one_more(folder: Path, alias: Alias, notes: Notes) -> None:
    """Report everything that would be wrong with the file if the alias were added to it."""
    with TemporaryDirectory(prefix="xenotime-alias-") as name:
        if (folder / ALIASES).is_file():
            copyfile(folder / ALIASES, Path(name, ALIASES))
        read_aliases(add_alias(Path(name), alias), notes)


def add_alias(folder: Path, alias: Alias) -> Path:
    """The file, to which the alias was added behind all others."""
    return add_entry(folder / ALIASES, entry("alias", {key: getattr(alias, key) for key in KEYS}))
