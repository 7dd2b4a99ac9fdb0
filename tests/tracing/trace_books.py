"""Small books, written in few words, and a column that looks for listed dysprosium."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from xenotime.exact import Range, parse_range
from xenotime.facts.bill import BillLine
from xenotime.facts.book import Assumption, Book
from xenotime.facts.declaration import ContentRow, Price, Rate
from xenotime.facts.item import Item, Lot, Words
from xenotime.facts.substance import elements_of
from xenotime.tracing.column import Column, Traced

DAY = date(2030, 6, 1)
LISTED_FORMS = {"metal", "alloy", "oxide"}
ON_LIST, OFF_LIST, MAYBE = "zz:A1", "zz:none", None


def words(text: str | None) -> Words:
    return None if text is None else tuple(part for part in text.split(";") if part)


def amount(text: str | None) -> Range | None:
    """A range as a book writes it; `5..` has no upper end, `2 %` is a share."""
    if text is None:
        return None
    if text.endswith(".."):
        return Range(Fraction(text[:-2]), None)
    found = parse_range(text.replace("%", "").replace(" ", ""))
    part = Fraction(1, 100) if "%" in text else Fraction(1)
    return Range(found.low * part, None if found.high is None else found.high * part)


def item(
    name: str,
    *,
    value: str | None = None,
    mass: str | None = None,
    made_in: str | None = None,
    listed: bool | None = False,
    currency: str = "USD",
    basis: str = "",
) -> Item:
    codes = MAYBE if listed is None else (ON_LIST,) if listed else (OFF_LIST,)
    return Item(
        name,
        value=amount(value),
        mass_kg=amount(mass),
        made_in=words(made_in),
        codes=codes,
        currency=currency,
        value_basis=basis,
    )


def line(parent: str, child: str, quantity: str | None = "1", kind: str = "normal", **more: str) -> BillLine:
    return BillLine(
        parent,
        child,
        amount(quantity),
        kind,
        more.get("alternative", ""),
        amount(more.get("usage_share")),
        date.fromisoformat(more["start"]) if "start" in more else None,
        date.fromisoformat(more["until"]) if "until" in more else None,
    )


def row(
    of: str,
    substance: str,
    share: str | None = None,
    *,
    value: str | None = None,
    form: str | None = None,
    origin: str | None = None,
    said_on: str | None = None,
    limit: str | None = None,
    supplier: str = "",
    lot: str = "",
    said_by: str = "",
) -> ContentRow:
    silent = share is None and value is None and limit is None and substance != "others"
    return ContentRow(
        of,
        substance,
        words(form),
        amount(share) if limit is None else Range(Fraction(0), Fraction(limit)),
        amount(value),
        words(origin),
        supplier,
        lot,
        said_by,
        date.fromisoformat(said_on) if said_on else None,
        detection_limit=Fraction(limit) if limit else None,
        present=silent,
    )


def none(of: str, substance: str, **more: str) -> ContentRow:
    return ContentRow(of, substance, share=Range(Fraction(0), Fraction(0)), absent=True, **more)  # type: ignore[arg-type]


def price(
    substance: str,
    per_kg: str,
    currency: str = "USD",
    form: str | None = None,
    on: str | None = None,
    market: str = "",
) -> Price:
    found = amount(per_kg)
    assert found is not None
    return Price(substance, words(form), currency, found, date.fromisoformat(on) if on else None, market)


def rate(currency: str, into: str, worth: str, on: str = "2030-01-01") -> Rate:
    return Rate(currency, into, Fraction(worth), date.fromisoformat(on))


def book(*parts: Item | BillLine | ContentRow | Price | Rate | Lot, assume: tuple[str, ...] = ()) -> Book:
    """A book of these parts; `assume` holds texts like `contents.others = none`."""
    pairs = [each.partition(" = ") for each in assume]
    return Book(
        items={each.id: each for each in parts if isinstance(each, Item)},
        bill=tuple(each for each in parts if isinstance(each, BillLine)),
        contents=tuple(each for each in parts if isinstance(each, ContentRow)),
        prices=tuple(each for each in parts if isinstance(each, Price)),
        rates=tuple(each for each in parts if isinstance(each, Rate)),
        lots={each.id: each for each in parts if isinstance(each, Lot)},
        assumptions=tuple(Assumption(s, () if v == "none" else tuple(v.split(";"))) for s, _, v in pairs),
    )


def is_listed(asked: Item) -> bool | None:
    return None if asked.codes is None else ON_LIST in asked.codes


def listed_row(elements: frozenset[str]) -> Callable[[ContentRow], bool | None]:
    """Metals, alloys and oxides of the elements are on the list; other forms and substances are not."""

    def matches(asked: ContentRow) -> bool | None:
        if asked.substance == ON_LIST:
            return True
        if not elements_of(asked.substance) & elements:
            return False
        return None if asked.form is None else bool(set(asked.form) & LISTED_FORMS)

    return matches


def column(
    origin: str = "CN",
    counting: str = "acquired",
    elements: str = "Dy",
    *,
    only_substances: bool = True,
) -> Column:
    """The list A1 (items with that code; listed forms of the elements), of one origin or of any."""
    about = frozenset(elements.split())

    def from_there(asked: Words) -> bool | None:
        if not origin:
            return True
        return None if asked is None else origin in asked

    return Column(
        "A1",
        is_listed,
        listed_row(about),
        from_there,
        lambda name: bool(elements_of(name) & about),
        counting,
        about,
        only_substances=only_substances,
        covers=lambda asked: asked is None or (bool(origin) and origin in asked),
    )


CN, ANY_ORIGIN = column(), column("")
EARLIER, ELEMENT = column(counting="earlier"), column(counting="element")


def ends(traced: Traced) -> tuple[str, str]:
    """Both ends of an amount, as text; `-` where there is no limit."""
    assert traced.amount is not None
    high = traced.amount.high
    return str(traced.amount.low), "-" if high is None else str(high)


def asked(traced: Traced) -> list[str]:
    """What is missing, each as fact and item."""
    return [f"{each.fact} {each.about.id}" for each in traced.missing]
