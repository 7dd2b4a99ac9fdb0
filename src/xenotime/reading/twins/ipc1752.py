"""Read material declarations of class D (IPC-1752A and B): items and what is in them, by mass.

No freely licensed real file was found; the reader follows the published structure: MainDeclaration,
Product, SubProduct, ProductID, MaterialInfo, HomogeneousMaterial, SubstanceCategory, Substance, SubstanceID,
Amount, Concentration. The revisions differ in their namespaces and in one level around Product.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING

from xenotime.dates import parse_day
from xenotime.errors import UnreadableBook
from xenotime.exact import NOTHING, UNITS, Range, exactly, parse_number
from xenotime.facts.bill import BillLine
from xenotime.facts.book import Book
from xenotime.facts.declaration import ContentRow, Evidence
from xenotime.facts.item import Item
from xenotime.facts.party import Party
from xenotime.reading.book.notes import Notes
from xenotime.reading.foreign.xml_safe import load_xml, local
from xenotime.reading.shipped.cas_numbers import substance_of
from xenotime.reading.twins.as_a_whole import most_of_nothing, told_once
from xenotime.reading.twins.units import counted

if TYPE_CHECKING:
    from lxml.etree import _Element

ROOTS = ("MainDeclaration",)
PER_CENT = "%"
PARTS_OF_ONE = {"masspercent": Fraction(1, 100), PER_CENT: Fraction(1, 100), "ppm": Fraction(1, 1_000_000)}
TAKEN = {
    "MainDeclaration": ("version",),
    "BusinessInfo": ("mode",),
    "Response": ("date",),
    "SupplyCompany": ("name",),
    "Product": ("unitType",),
    "SubProduct": ("unitType", "numberOfUnits", "quantity"),
    "ProductID": ("itemNumber", "itemName"),
    "Amount": ("value", "UOM"),
    "Concentration": ("value", "UOM"),
    "MaterialInfo": (),
    "HomogeneousMaterialList": (),
    "HomogeneousMaterial": ("name",),
    "SubstanceCategoryList": (),
    "SubstanceCategory": (),
    "Substance": ("name",),
    "SubstanceID": ("identity", "authority"),
    "IPC-1751B": (),
    "IPC-1752A": (),
    "IPC-1752B": (),
}
"""Elements and attributes that are read; everything else is told as left out."""
PLACES = 10**12
"""A share that has no end as a decimal is widened to this many parts."""


@dataclass
class _Said:
    """Who declares, when, in which file; and what was found."""

    file: str
    speaker: str
    said_on: date | None
    evidence: str
    notes: Notes
    items: dict[str, Item] = field(default_factory=dict)
    lines: list[BillLine] = field(default_factory=list)
    rows: list[ContentRow] = field(default_factory=list)
    unnamed: Counter[str] = field(default_factory=Counter)


def read_ipc1752(path: Path) -> Book:
    """The items, parts and contents of one declaration.

    A declaration states what it names; it does not say that nothing else is there. Raises UnreadableBook
    where nothing can be read.
    """
    notes = Notes()
    root = load_xml(path, notes)
    if root is not None and local(root) not in ROOTS:
        notes.problem(
            "This is no material declaration",
            file=path.name,
            found=local(root),
            allowed="MainDeclaration of IPC-175x",
            do="name the declaration's own XML file",
        )
    if root is None or notes.problems:
        raise UnreadableBook(notes.problems)
    said = _speaker(root, path, notes)
    for product in _outermost(root, "Product"):
        _product(product, said, "")
    if not said.items:
        do = "ask for a declaration of class D (homogeneous material level)"
        notes.problem("The declaration names no product", file=path.name, do=do)
        raise UnreadableBook(notes.problems)
    _remark_left(root, said)
    return Book(
        name=path.stem,
        items=said.items,
        bill=tuple(said.lines),
        contents=tuple(said.rows),
        parties={said.speaker: Party(said.speaker, name=said.speaker)} if said.speaker else {},
        evidence={said.evidence: _evidence(path, said)},
        remarks=notes.remarks(),
    )


def _speaker(root: "_Element", path: Path, notes: Notes) -> _Said:
    company = next((each.get("name", "") for each in _all(root, "SupplyCompany")), "").strip()
    stated = next((each.get("date", "") for each in _all(root, "Response")), "")
    try:
        said_on = parse_day(stated[:10])
    except ValueError:
        said_on = None
        notes.remark(f"{path.name}: the day of the response is not known ({stated or 'nothing'} is stated)")
    return _Said(path.name, " ".join(company.split()), said_on, path.stem.replace(";", " "), notes)


def _evidence(path: Path, said: _Said) -> Evidence:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Evidence(said.evidence, path.name, digest, said.speaker, said.said_on)


def _product(product: "_Element", said: _Said, parent: str) -> None:
    named = [each for each in product if local(each) == "ProductID"]
    if not named:
        said.notes.remark(f"{said.file}: a {local(product)} without a ProductID was left out")
        return
    first = named[0]
    number, name = (" ".join(first.get(key, "").split()) for key in ("itemNumber", "itemName"))
    ident = number or name
    if not ident:
        said.notes.remark(f"{said.file}: a {local(product)} without a number and a name was left out")
        return
    if len(named) > 1:
        said.notes.remark(
            f"{said.file}: {ident} is declared for {len(named)} products; only the first was taken over"
        )
    mass = _mass(_child(first, "Amount")) or _mass(_child(product, "Amount"))
    size, unit = _unit(product, ident, said)
    infos = [each for each in product if local(each) == "MaterialInfo"]
    rows = [row for info in infos for row in _rows(info, ident, mass, said)]
    if rows and _child(product, "SubProduct") is not None and not _are_all(infos, mass):
        rows = [_at_least(each) for each in rows]
        said.notes.remark(
            f"{said.file}: {ident} has materials and parts, and nothing says whether its materials are those of its parts "
            "as well; what is declared of it counts as at least that much"
        )
    if ident not in said.items:
        kilograms = exactly(mass / size) if mass and unit not in UNITS else None
        said.items[ident] = Item(
            ident, name=name, base_unit=unit, mass_kg=kilograms, maker=said.speaker, maker_part=number,
            evidence=(said.evidence,),
        )  # fmt: skip
        said.rows += rows
        for inner in (each for each in product if local(each) == "SubProduct"):
            _product(inner, said, ident)
    else:
        _again(ident, rows, said)
    if parent:
        said.lines.append(BillLine(parent, ident, _pieces(product, parent, ident, size, said)))


def _are_all(infos: Sequence["_Element"], mass: Fraction | None) -> bool:
    """Whether the homogeneous materials weigh what the product does, so that those of its parts are among them."""
    weights = [_mass(_child(each, "Amount")) for info in infos for each in _all(info, "HomogeneousMaterial")]
    known = [each for each in weights if each is not None]
    return mass is not None and len(known) == len(weights) and sum(known) == mass


def _at_least(row: ContentRow) -> ContentRow:
    """The row of what may be a part of the whole: there may be more of it elsewhere."""
    if row.share is None:
        return row
    return replace(row, share=Range(row.share.low, Fraction(1)), absent=False)


def _again(ident: str, rows: list[ContentRow], said: _Said) -> None:
    """What a product that stands once more declares: of what two declarations say otherwise no amount is known."""
    before = [row for row in said.rows if row.item == ident]
    said.notes.remark(f"{said.file}: {ident} stands twice; its first name, mass and parts are kept")
    if not rows or Counter(rows) == Counter(before):
        return
    others = [row for row in said.rows if row.item != ident]
    if before:
        first = dict.fromkeys(row.substance for row in (*before, *rows))
        one = {row.substance: row for row in (*before, *rows)}
        rows = [
            replace(one[each], share=None, absent=False, present=_is_there(each, before, rows))
            for each in first
        ]
        said.notes.remark(
            f"{said.file}: {ident} is declared to hold one thing and another; no amount of it is known"
        )
    said.rows = [*others, *rows]


def _is_there(substance: str, *declared: list[ContentRow]) -> bool:
    """Whether every declaration says that there is some of the substance."""
    return all(any(row.present for row in rows if row.substance == substance) for rows in declared)


def _unit(product: "_Element", ident: str, said: _Said) -> tuple[Fraction, str]:
    """How many base units one declared unit is, and the base unit."""
    stated = product.get("unitType", "").strip()
    plain = stated.casefold().replace("meter", "metre").replace("liter", "litre")
    known = counted(Fraction(1), plain) or counted(Fraction(1), plain.removesuffix("s"))
    if known:
        return known.amount, known.base
    if stated:
        said.notes.remark(
            f"{said.file}: {ident} is counted in {stated!r}, which is no unit that is known here"
        )
    return Fraction(1), stated or "piece"


def _pieces(product: "_Element", parent: str, ident: str, size: Fraction, said: _Said) -> Range | None:
    stated = product.get("numberOfUnits") or product.get("quantity") or ""
    number = _number(stated)
    if number is None:
        said.notes.remark(
            f"{said.file}: how many {ident} are in one {parent} is not known ({stated or 'nothing'} is stated)"
        )
    return None if number is None else exactly(number * size)


def _rows(info: "_Element", ident: str, mass: Fraction | None, said: _Said) -> Iterator[ContentRow]:
    """The rows of everything that is in a product: of its homogeneous materials, and what is declared of it as a whole."""
    materials = [
        row
        for material in _all(info, "HomogeneousMaterial")
        for row in _material(material, ident, mass, said)
    ]
    wholes = []
    for substance in _all(info, "Substance"):
        above = [local(each) for each in substance.iterancestors()]
        if "HomogeneousMaterial" not in above and set(above) <= TAKEN.keys():
            wholes.append(_row(substance, ident, _within(substance, mass), Fraction(1), mass, said))
    return told_once(materials, wholes)


def _material(material: "_Element", ident: str, mass: Fraction | None, said: _Said) -> Iterator[ContentRow]:
    """The rows of one homogeneous material, as shares of the product's mass."""
    amount = _child(material, "Amount")
    weight = _mass(amount)
    part = _part(amount)
    if part is None and weight is not None and mass:
        part = weight / mass
    for substance in _all(material, "Substance"):
        yield _row(substance, ident, _within(substance, weight), part, mass, said)


def _within(substance: "_Element", weight: Fraction | None) -> Fraction | None:
    """The substance's share of its material."""
    concentration, amount = _child(substance, "Concentration"), _child(substance, "Amount")
    percent = _part(concentration, PER_CENT)
    if percent is not None:
        return percent
    own = _mass(amount)
    return own / weight if own is not None and weight else _part(amount)


def _row(
    substance: "_Element",
    ident: str,
    within: Fraction | None,
    part: Fraction | None,
    mass: Fraction | None,
    said: _Said,
) -> ContentRow:
    own = _mass(_child(substance, "Amount"))
    by_mass = own / mass if own is not None and mass else None
    by_part = within * part if within is not None and part is not None else None
    shares = [each for each in (by_mass, by_part) if each is not None]
    share = Range(min(shares), max(shares)) if shares else None
    if share == NOTHING:
        share = Range(Fraction(0), _rounded(substance) * (1 if part is None else part))
    name = " ".join(substance.get("name", "").split())
    known = _child(substance, "SubstanceID")
    cas = (
        known.get("identity", "").strip()
        if known is not None and known.get("authority", "").upper() == "CAS"
        else ""
    )
    formula = substance_of(cas, name)
    if formula is None:
        said.unnamed[cas or name or "a substance without a name"] += 1
    if share is not None and share.high is not None and share.high > 1:
        said.notes.remark(
            f"{said.file}: {name or cas} would be more than the whole of {ident}; its share reads as not known"
        )
        share = None
    return ContentRow(
        ident,
        formula or (f"cas:{cas}" if cas else name.replace(";", ",") or "not named"),
        share=None if share is None else _as_decimal(share),
        said_by=said.speaker,
        said_on=said.said_on,
        claim="declared",
        evidence=(said.evidence,),
        absent=share == NOTHING,
        present=share is None or share.low > 0,
    )


def _as_decimal(share: Range) -> Range:
    """The share, or the narrowest range of decimals around it."""
    least, most = share.low * PLACES, (share.high or share.low) * PLACES
    return Range(Fraction(floor(least), PLACES), Fraction(ceil(most), PLACES))


def _mass(amount: "_Element | None") -> Fraction | None:
    """An amount in kilograms; one of 0 is not known."""
    number, unit = _exact(amount), "" if amount is None else amount.get("UOM", "").strip()
    return number * UNITS[unit][1] if number and unit in UNITS else None


def _rounded(substance: "_Element") -> Fraction:
    """The most that a share of 0 stands for, as a part of the material."""
    stated = _child(substance, "Concentration"), _child(substance, "Amount")
    known = [each for each in stated if each is not None and _number(each.get("value", "")) == 0]
    sizes = (PARTS_OF_ONE.get(each.get("UOM", PER_CENT).strip().lower(), Fraction(1)) for each in known)
    return max(
        (most_of_nothing(each.get("value", "")) * size for each, size in zip(known, sizes, strict=True)),
        default=Fraction(0),
    )


def _part(amount: "_Element | None", unit: str = "") -> Fraction | None:
    """An amount as a part of one, in its own unit or the one that is meant without any."""
    number = _exact(amount)
    size = None if amount is None else PARTS_OF_ONE.get(amount.get("UOM", unit).strip().lower())
    return number * size if number is not None and size is not None else None


def _exact(amount: "_Element | None") -> Fraction | None:
    """The number of an amount; not known where a tolerance is stated, which nothing says how to read."""
    if amount is None or _tolerances(amount):
        return None
    return _number(amount.get("value", ""))


def _tolerances(amount: "_Element") -> list[str]:
    """The tolerances of an amount that are not 0."""
    named = {str(key): str(text) for key, text in amount.attrib.items() if "tolerance" in str(key).lower()}
    return [key for key, text in named.items() if text.strip() and _number(text.strip()) != 0]


def _number(text: str) -> Fraction | None:
    try:
        number = parse_number(text)
    except ValueError:
        return None
    return number if number >= 0 else None


def _child(element: "_Element", name: str) -> "_Element | None":
    return next((each for each in element if local(each) == name), None)


def _all(element: "_Element", name: str) -> Iterator["_Element"]:
    return (each for each in element.iter() if local(each) == name)


def _outermost(root: "_Element", name: str) -> Iterator["_Element"]:
    return (each for each in _all(root, name) if all(local(above) != name for above in each.iterancestors()))


def _remark_left(root: "_Element", said: _Said) -> None:
    """A remark for everything in the file that a book has no place for."""
    left: Counter[str] = Counter()
    stack = [root]
    while stack:
        here = stack.pop()
        name = local(here)
        if name not in TAKEN:
            left[f"element {name}"] += 1
            continue
        keys = [str(key) for key in here.attrib]
        left.update(f"{name}, {key}" for key in keys if "}" not in key and key not in TAKEN[name])
        stack.extend(here)
    if rough := sum(bool(_tolerances(each)) for each in root.iter() if isinstance(each.tag, str)):
        said.notes.remark(f"{said.file}: an amount with a tolerance reads as not known ({rough})")
    for what, count in sorted(left.items()):
        said.notes.remark(f"{said.file}: {what}: not taken over ({count} time{'s' if count > 1 else ''})")
    for named, count in sorted(said.unnamed.items()):
        said.notes.remark(
            f"{said.file}: {named}: no formula is known for it; its row names it as stated ({count})"
        )
    for row in (each for each in said.rows if each.share is not None and each.share.high == 0):
        said.notes.remark(f"{said.file}: a declared share of 0 of {row.substance} reads as not there")
