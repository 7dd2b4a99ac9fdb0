"""The tables of a book with their columns: format 1, the one place that says so.

The reader, its problems and the JSON Schema in `docs/` are all made from `TABLES`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from xenotime.exact import UNITS
from xenotime.facts.bill import LINE_KINDS
from xenotime.facts.declaration import CLAIMS
from xenotime.facts.party import OTHER_OWNERS

FORMAT = 1
NONE = "none"

Kind = Literal[
    "id", "text", "one of", "reference", "references", "words", "countries", "currency", "number",
    "single number", "signed number", "factor", "money", "mass", "price", "share", "share range", "day", "codes", "steps",
    "facts",
]  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One column: its name, what its cells hold, and whether it must be there."""

    name: str
    kind: Kind
    star: bool = False
    """The column must be there (design: `*`)."""
    filled: bool = False
    """Each of its cells must be filled; an empty one elsewhere is *not known*."""
    words: str = ""
    """The field of `BookWords` that holds the allowed words."""
    allowed: tuple[str, ...] = ()
    """The allowed words where the format itself closes the set."""
    to: str = ""
    """The table that its cells refer to."""
    besides: tuple[str, ...] = ()
    """Words that may stand for a reference."""
    front: str = ""
    """What the vocabulary puts before the names of the facts that stand in the cells."""
    none: bool = False
    """A number that may be `none`: known to be none."""
    always: bool = False
    """There always is one: `none` is no answer."""
    taken: tuple[str, ...] = ()
    """Words that are no ids here, since they mean something else where one is referred to."""
    lines: bool = False
    """An id that may stand in several lines: nothing refers to it, and no row is lost in it."""
    own: tuple[tuple[str, str], ...] = ()
    """The facts that do not stand in its cells, since they have a column of their own, with that column."""


def key(name: str, to: str = "", besides: tuple[str, ...] = (), taken: tuple[str, ...] = ()) -> Column:
    """A column that must be there and filled in every row."""
    return Column(name, "id", star=True, filled=True, to=to, besides=besides, taken=taken)


def somewhere(name: str) -> Column:
    """A column for countries where there always is one."""
    return Column(name, "countries", always=True)


def something(name: str, words: str) -> Column:
    """A column for words of which one always holds."""
    return Column(name, "words", words=words, always=True)


def facts(*own: str, front: str = "", **named: str) -> Column:
    """The column for facts that have none of their own; those that have are told by column, or by fact and column."""
    return Column("facts", "facts", front=front, own=(*((each, each) for each in own), *named.items()))


EVIDENCE = Column("evidence", "references", to="evidence")
FROM, UNTIL = Column("from", "day"), Column("until", "day")
FORM = Column("form", "words", words="forms")

TABLES: dict[str, tuple[Column, ...]] = {
    "items": (
        key("item", taken=(NONE,)),
        Column("name", "text"),
        something("kind", words="item_kinds"),
        something("form", words="forms"),
        somewhere("made_in"),
        Column("base_unit", "text"),
        Column("mass_kg", "mass", none=True),
        Column("value", "money"),
        Column("value_per", "factor"),
        Column("value_basis", "text"),
        Column("value_on", "day"),
        Column("currency", "currency"),
        Column("codes", "codes"),
        Column("made_with", "steps"),
        Column("maker", "text"),
        Column("maker_part", "text"),
        Column("plant", "text"),
        Column("revision", "text"),
        Column("group", "text"),
        facts("kind", "form", "made_in", "codes", "made_with", "maker", "mass_kg"),
        EVIDENCE,
    ),
    "bill": (
        key("parent", to="items"),
        key("child", to="items"),
        Column("quantity", "signed number", star=True),
        Column("unit", "text"),
        Column("base_quantity", "factor"),
        Column("line_kind", "one of", allowed=LINE_KINDS),
        Column("alternative", "text"),
        Column("usage_share", "share range"),
        FROM,
        UNTIL,
    ),
    "contents": (
        key("item", to="items"),
        key("substance"),
        FORM,
        Column("share_low", "share", none=True),
        Column("share_high", "share", none=True),
        Column("value_low", "single number", none=True),
        Column("value_high", "single number", none=True),
        somewhere("origin"),
        Column("supplier", "text"),
        Column("lot", "reference", to="lots"),
        Column("said_by", "text"),
        Column("said_on", "day"),
        Column("claim", "one of", allowed=(*CLAIMS, NONE)),
        Column("detection_limit", "share"),
        EVIDENCE,
    ),
    "prices": (
        key("substance"),
        FORM,
        Column("currency", "currency"),
        Column("per_kg_low", "price"),
        Column("per_kg_high", "price"),
        Column("on", "day"),
        Column("market", "text"),
        Column("source", "text"),
    ),
    "rates": (
        Column("currency", "currency", star=True, filled=True),
        Column("in", "currency", star=True, filled=True),
        Column("rate", "factor", star=True, filled=True),
        Column("on", "day", star=True, filled=True),
        Column("source", "text"),
    ),
    "parties": (
        key("party", taken=(NONE, OTHER_OWNERS)),
        Column("name", "text", star=True),
        somewhere("country"),
        Column("nationality", "countries"),
        Column("address", "text"),
        Column("ids", "words"),
        Column("lists", "words", words="party_lists"),
        something("kind", words="party_kinds"),
        Column("branch_of", "reference", to="parties"),
        facts(
            "country", "nationality", "kind", "lists", front="party.", owner_lists="owner (table holdings)"
        ),
    ),
    "holdings": (
        key("owner", to="parties", besides=(OTHER_OWNERS,)),
        key("owned", to="parties"),
        Column("kind", "one of", allowed=("equity", "votes")),
        Column("share_low", "share", none=True),
        Column("share_high", "share", none=True),
        FROM,
        UNTIL,
        Column("source", "text"),
    ),
    "lots": (
        key("lot", taken=(NONE,)),
        key("item", to="items"),
        Column("supplier", "text"),
        Column("quantity", "number"),
        Column("made_on", "day"),
        Column("bought_on", "day"),
    ),
    "used_lots": (
        key("lot", to="lots"),
        key("used", to="lots"),
        Column("complete", "one of", allowed=("yes", "no")),
        EVIDENCE,
    ),
    "undertakings": (
        key("undertaking"),
        Column("authority", "text"),
        Column("document", "text"),
        Column("applicant", "text"),
        Column("end_user", "text"),
        Column("item", "reference", to="items"),
        Column("lot", "reference", to="lots"),
        Column("permitted_use", "text"),
        Column("onward", "one of", allowed=("free", "consent", "never")),
        UNTIL,
        EVIDENCE,
    ),
    "shipments": (
        replace(key("shipment"), lines=True),
        Column("line", "text"),
        key("item", to="items"),
        Column("quantity", "number"),
        Column("unit", "text"),
        Column("value", "money"),
        Column("currency", "currency"),
        something("act", words="acts"),
        something("circumstance", words="circumstances"),
        somewhere("from"),
        somewhere("to"),
        Column("via", "countries"),
        Column("exporter", "references", to="parties"),
        Column("consignee", "references", to="parties"),
        Column("purchaser", "references", to="parties"),
        Column("intermediary", "references", to="parties"),
        Column("end_user", "references", to="parties"),
        something("end_use", words="end_uses"),
        Column("lot", "reference", to="lots"),
        Column("date", "day", star=True, filled=True),
        facts("from", "via", "act", "circumstance", "end_use", "date", destination="to"),
    ),
    "evidence": (
        key("evidence", taken=(NONE,)),
        Column("file", "text"),
        Column("sha256", "text"),
        Column("issuer", "text"),
        Column("issued", "day"),
        Column("valid_until", "day"),
        Column("received", "day"),
        Column("language", "text"),
    ),
}

SILENCES = ("bill.others", "contents.others", "holdings.others")
"""What [assume] may close besides columns: that there is nothing besides what rows name."""
SIZED: dict[Kind, tuple[str, ...]] = {
    "mass": tuple(UNITS),
    "price": tuple(UNITS),
    "share": ("%", "ppm", "ppb"),
    "share range": ("%", "ppm", "ppb"),
}
"""Kinds of cell whose unit [units] may declare, with the units that it may be."""


def names(table: str) -> tuple[str, ...]:
    """The columns of a table, in their order."""
    return tuple(column.name for column in TABLES[table])


def column(table: str, name: str) -> Column:
    """The column of that name; KeyError where there is none."""
    return {one.name: one for one in TABLES[table]}[name]


def every_column() -> Iterator[tuple[str, Column]]:
    """Each column of each table, with the table's name."""
    return ((table, one) for table, columns in TABLES.items() for one in columns)
