"""Read twins of parts (Catena-X): items, bill, lots and their makers, with a remark on everything left out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from xenotime.dates import parse_day
from xenotime.exact import LONGEST, UNITS, Range, as_decimal, exactly, parse_number
from xenotime.facts.bill import BillLine
from xenotime.facts.book import Book
from xenotime.facts.item import Item, Lot
from xenotime.facts.party import Party
from xenotime.reading.book.notes import Notes
from xenotime.reading.foreign.json import list_of, load_json_or_lines, table_of, text_of
from xenotime.reading.shipped.country_codes import country_of
from xenotime.reading.twins.aas import plain
from xenotime.reading.twins.units import Counted, counted
from xenotime.reading.twins.walk import (
    BILL,
    CHILD_IDS,
    LINK,
    LISTS_OF_CHILDREN,
    PART,
    SITES,
    Aspect,
    Left,
    aspects,
    twin_id,
)

LEFT = (
    "createdOn", "lastModifiedOn", "assembledOn", "lifecycleContext", "validityPeriod", "partClassification",
    "classification", "nameAtCustomer", "customerPartId",
)  # fmt: skip
"""Fields of the aspects taken over for which a book has no place."""
MASS = "kg"
DAY, SHOWN = 10, 60
ENDINGS = (".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz")


@dataclass(frozen=True)
class _Child:
    """One line as its file states it; `amount` is None where it cannot be said."""

    parent: str
    child: str
    amount: Counted | None
    stated: str = field(compare=False)
    start: str = ""
    until: str = ""
    alternative: bool = False
    partner: str = field(default="", compare=False)
    least: Counted | None = None
    """Where statements differ: the smallest amount that one of them gives."""


@dataclass
class _Found:
    """What the aspects say, as they are read."""

    notes: Notes
    file: str = ""
    parts: dict[str, Item] = field(default_factory=dict)
    lots: dict[str, Lot] = field(default_factory=dict)
    children: dict[str, list[list[_Child]]] = field(default_factory=dict)
    """What each bill of one parent names; entries of one bill add."""
    links: dict[str, dict[_Child, None]] = field(default_factory=dict)
    """What single links name; a link that stands twice is one."""
    plants: dict[str, str] = field(default_factory=dict)
    left: Counter[str] = field(default_factory=Counter)
    contested: set[str] = field(default_factory=set)
    """Parts of whose country two statements differ."""


def read_twins(path: Path) -> Book:
    """The items, bill lines and lots of a file of twins, or of every JSON file of a folder.

    An alternative counts from nothing to its quantity: the model does not say which others it stands for.
    Raises UnreadableBook where nothing can be read.
    """
    notes = Notes()
    found = _Found(notes)
    files = (
        sorted(one for one in path.iterdir() if one.name.lower().endswith(ENDINGS))
        if path.is_dir()
        else [path]
    )
    for each in files:
        found.file = each.name
        value = load_json_or_lines(each, notes)
        if value is not None:
            _take(plain(value), found)
    notes.needs(
        found.parts or found.children or found.links,
        "There are no twins in the file",
        file=path.name,
        found=", ".join(found.left) or "no aspect",
        allowed="bills as built or as planned, serial parts, batches, parts as planned",
        do="check that this is the right file",
    )
    return _book(path, found)


def _take(value: Any, found: _Found) -> None:
    for each in aspects(value):
        if isinstance(each, Left):
            found.left[f"aspect {each.named}"] += 1
        elif not each.twin:
            found.notes.remark(
                f"{found.file}: an aspect {each.named or each.kind} names no twin and was left out"
            )
        elif each.kind == BILL:
            _take_bill(each, found)
        elif each.kind == LINK:
            child = _child(each.twin, table_of(each.body["linkedItem"]), found)
            if child:
                found.links.setdefault(each.twin, {})[child] = None
        elif each.kind == PART:
            _take_part(each, found)
        elif each.kind == SITES:
            _take_plant(each.twin, list_of(each.body["sites"]), found)


def _take_bill(aspect: Aspect, found: _Found) -> None:
    lists = [entries for key in LISTS_OF_CHILDREN if (entries := list_of(aspect.body.get(key)))]
    if len(lists) > 1:
        found.left["second list of parts in a bill"] += 1
    entries = lists[0] if lists else []
    named = [child for entry in entries if (child := _child(aspect.twin, table_of(entry), found))]
    found.children.setdefault(aspect.twin, []).append(named)
    if not entries:
        found.notes.remark(
            f"{found.file}: the bill of {aspect.twin} names no part; that does not say that it has none"
        )


def _child(parent: str, entry: dict[str, Any], found: _Found) -> _Child | None:
    child = next((named for key in CHILD_IDS if (named := twin_id(entry.get(key)))), "")
    if not child:
        found.notes.remark(f"{found.file}: a part of {parent} has no id and was left out")
        return None
    _count_left(entry, found, besides=("validityPeriod",))
    period = table_of(entry.get("validityPeriod"))
    amount, stated = _amount(entry.get("quantity"))
    return _Child(
        parent,
        child,
        amount,
        stated,
        _day(period.get("validFrom")),
        _day(period.get("validTo")),
        text_of(entry.get("hasAlternatives")).lower() == "true" or entry.get("hasAlternatives") is True,
        text_of(entry.get("businessPartner")),
    )


def _amount(quantity: Any) -> tuple[Counted | None, str]:
    """The quantity in base units, and as it is stated."""
    stated = table_of(quantity)
    number = stated.get("value", stated.get("quantityNumber", quantity))
    unit = stated.get("unit", stated.get("measurementUnit", ""))
    name = text_of(table_of(unit).get("lexicalValue")) if isinstance(unit, dict) else text_of(unit)
    shown = f"{text_of(number)} {name}".strip()
    exact = exactly_stated(number)
    amount = counted(exact, name) if exact is not None and exact >= 0 and name else None
    fits = amount is not None and len(as_decimal(amount.amount)) <= LONGEST
    return amount if fits else None, shown[:SHOWN]


def exactly_stated(number: Any) -> Fraction | None:
    """The number of a JSON value, also where it stands as text; None where it is none.

    >>> exactly_stated("0.2014"), exactly_stated(True)
    (Fraction(1007, 5000), None)
    """
    if isinstance(number, str):
        try:
            return parse_number(number)
        except ValueError:
            return None
    return None if isinstance(number, bool) or not isinstance(number, int | Decimal) else Fraction(number)


def _day(text: Any) -> str:
    """The day of a point in time, as its own clock has it; empty where there is none."""
    try:
        return str(parse_day(text_of(text)[:DAY]))
    except ValueError:
        return ""


def _take_part(aspect: Aspect, found: _Found) -> None:
    kind, made = (
        table_of(aspect.body["partTypeInformation"]),
        table_of(aspect.body.get("manufacturingInformation")),
    )
    ids = {
        text_of(each.get("key")): text_of(each.get("value"))
        for each in map(table_of, list_of(aspect.body.get("localIdentifiers")))
    }
    _count_left({**aspect.body, **kind}, found)
    for key in sorted(set(ids) - {"manufacturerId", "manufacturerPartId", "partInstanceId", "batchId"}):
        found.left[f"local identifier {key or 'without a key'}"] += 1
    item = Item(
        aspect.twin,
        name=text_of(kind.get("nameAtManufacturer")),
        kind=("software",) if kind.get("classification") == "software" else ("goods",),
        made_in=_country(made.get("country"), found),
        maker=ids.get("manufacturerId", ""),
        maker_part=text_of(kind.get("manufacturerPartId")) or ids.get("manufacturerPartId", ""),
    )
    _keep_part(item, found)
    _take_plant(
        aspect.twin, list_of(made.get("sites") or aspect.body.get("partSitesInformationAsPlanned")), found
    )
    if made:
        day = _day(made.get("date"))
        serial = "partInstanceId" in ids and "batchId" not in ids
        lot = Lot(
            aspect.twin,
            aspect.twin,
            item.maker,
            exactly(1) if serial else None,
            parse_day(day) if day else None,
        )
        found.lots.setdefault(aspect.twin, lot)
        for key in {"partInstanceId", "batchId"} & set(ids):
            found.left[f"local identifier {key}"] += 1


def _keep_part(item: Item, found: _Found) -> None:
    """The part as it was stated first; a country that another statement contradicts is not known."""
    before = found.parts.setdefault(item.id, item)
    if before == item:
        return
    found.notes.remark(f"{found.file}: {item.id} is stated twice, differently; the first statement is kept")
    first, second = before.made_in, item.made_in
    if first and second and first != second:
        found.notes.remark(
            f"{found.file}: {item.id} is made in {first[0]} and in {second[0]}: not known which; left empty"
        )
        found.contested.add(item.id)
    country = None if item.id in found.contested else first or second
    found.parts[item.id] = replace(before, made_in=country)


def _country(code: Any, found: _Found) -> tuple[str, ...] | None:
    text = text_of(code)
    country = country_of(text) if text else None
    if text and country is None:
        found.notes.remark(f"{found.file}: {text!r} is not the code of a country; it reads as not known")
    return (country,) if country else None


def _take_plant(twin: str, sites: list[Any], found: _Found) -> None:
    """The one site that makes it; of several it is not said which."""
    made_at = {
        text_of(site.get("catenaXsiteId") or site.get("catenaXSiteId"))
        for site in map(table_of, sites)
        if site.get("function") == "production"
    } - {""}
    if len(made_at) == 1:
        plant = made_at.pop()
        if found.plants.setdefault(twin, plant) != plant:
            found.left["production site of a twin that has another one"] += 1
    elif sites:
        found.left["sites of a twin (none or several that make it)"] += 1


def _count_left(body: dict[str, Any], found: _Found, besides: tuple[str, ...] = ()) -> None:
    for key in LEFT:
        if key in body and key not in besides:
            found.left[f"field {key}"] += 1


def _book(path: Path, found: _Found) -> Book:
    lines = list(_lines(found))
    items = dict(found.parts)
    named = {each.child: each.partner for each in lines} | {each.parent: "" for each in lines if each.parent}
    ends = {end for each in lines for end in (each.parent, each.child)}
    for twin in sorted((ends | found.children.keys()) - items.keys()):
        items[twin] = Item(twin, maker=named.get(twin, ""))
        found.notes.remark(f"{twin} is named by a bill, but its own twin is not in the file")
    bases = _bases(lines, found)
    items = {
        twin: _based(replace(item, plant=found.plants.get(twin, "")), bases) for twin, item in items.items()
    }
    for what, count in sorted(found.left.items()):
        found.notes.remark(f"{what}: not taken over ({count} time{'s' if count > 1 else ''})")
    makers = sorted(
        {each.maker for each in items.values() if each.maker} | {each.partner for each in lines} - {""}
    )
    return Book(
        name=path.stem,
        items=items,
        bill=tuple(_bill_line(each, bases) for each in lines),
        parties={maker: Party(maker, name=maker) for maker in makers},
        lots={each.id: each for each in found.lots.values()},
        remarks=found.notes.remarks(),
    )


def _lines(found: _Found) -> Iterator[_Child]:
    """Every line once: bills of one parent that repeat each other do not add, entries of one bill do."""
    for parent in dict.fromkeys((*found.children, *found.links)):
        bills = [
            *found.children.get(parent, ()),
            *([list(found.links[parent])] if parent in found.links else []),
        ]
        different = list({frozenset(Counter(bill).items()): bill for bill in bills if bill}.values())
        if len(different) <= 1:
            yield from different[0] if different else ()
            continue
        found.notes.remark(
            f"{parent} has {len(different)} bills that differ; each part counts as little and as much as they say"
        )
        for child in dict.fromkeys(line.child for bill in different for line in bill):
            yield from _together([[line for line in bill if line.child == child] for bill in different])


def _together(bills: list[list[_Child]]) -> list[_Child]:
    """The lines of one part on which bills that differ agree; else one line from the least to the most."""
    if all(Counter(bill) == Counter(bills[0]) for bill in bills):
        return bills[0]
    first = next(line for bill in bills for line in bill)
    sums = [_sum(bill) for bill in bills]
    known = [each for each in sums if each is not None]
    bases = {each.base for each in known} - {""}
    if len(known) < len(sums) or len(bases) != 1:
        return [replace(first, amount=None, start="", until="")]
    amounts = [each.amount for each in known]
    base = bases.pop()
    return [
        replace(
            first, amount=Counted(max(amounts), base), least=Counted(min(amounts), base), start="", until=""
        )
    ]


def _sum(bill: list[_Child]) -> Counted | None:
    """How much one bill takes of a part: nothing where it does not name it, None where that cannot be said."""
    amounts = [line.amount for line in bill]
    bases = {each.base for each in amounts if each}
    if None in amounts or len(bases) > 1:
        return None
    total = sum((each.amount for each in amounts if each), Fraction(0))
    return Counted(total, bases.pop() if bases else "")


def _bases(lines: list[_Child], found: _Found) -> dict[str, str]:
    """The base unit of each child: the one in which most of its lines count it."""
    votes: dict[str, Counter[str]] = {}
    for each in lines:
        if each.amount:
            votes.setdefault(each.child, Counter())[each.amount.base] += 1
        else:
            found.notes.remark(
                f"{each.parent}: how much of {each.child} it takes is not known ({each.stated or 'nothing'} is stated)"
            )
    for child, counts in votes.items():
        if len(counts) > 1:
            units = ", ".join(counts)
            found.notes.remark(
                f"{child} is counted in {units}; what is not {counts.most_common(1)[0][0]} is not known"
            )
    return {child: counts.most_common(1)[0][0] for child, counts in votes.items()}


def _based(item: Item, bases: dict[str, str]) -> Item:
    """The item with its base unit; one that is counted by mass weighs what it is counted in."""
    base = bases.get(item.id, "piece" if item.id not in bases and item.kind == ("goods",) else "")
    return replace(item, base_unit=base, mass_kg=exactly(UNITS[MASS][1]) if base == MASS else None)


def _bill_line(each: _Child, bases: dict[str, str]) -> BillLine:
    fits = each.amount is not None and each.amount.base == bases.get(each.child)
    least = each.least or each.amount
    return BillLine(
        each.parent,
        each.child,
        Range(least.amount, each.amount.amount) if fits and each.amount and least else None,
        line_kind="option" if each.alternative else "normal",
        start=parse_day(each.start) if each.start else None,
        until=parse_day(each.until) if each.until else None,
    )
