"""Who said what is in an item: which rows speak, which replace which, which are alternatives."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from xenotime.facts.declaration import OTHERS, ContentRow
from xenotime.facts.item import Lot
from xenotime.facts.substance import elements_of


@dataclass(frozen=True)
class Statement:
    """The rows that one speaker gave on one day about one supply; their amounts add."""

    rows: tuple[ContentRow, ...]
    said_by: str = ""
    said_on: date | None = None
    beside: tuple[ContentRow, ...] = ()
    """Rows of other statements that this one does not speak against by ruling out all else."""

    @property
    def name(self) -> str:
        """The statement as a calculation sheet cites it."""
        who = self.said_by or "the book"
        return who + (f" on {self.said_on}" if self.said_on else "")

    @property
    def others(self) -> ContentRow | None:
        """The row about everything that no row names, if there is one."""
        return next((row for row in self.rows if row.substance == OTHERS), None)

    @property
    def spoken(self) -> tuple[ContentRow, ...]:
        """Its own rows that name a substance."""
        return tuple(row for row in self.rows if row.substance != OTHERS)

    @property
    def named(self) -> tuple[ContentRow, ...]:
        """The rows that name a substance, with those beside it."""
        return (*self.spoken, *self.beside)


Voice = tuple[Statement, ...]
"""What one speaker holds: one statement, or two where it is not known which of them is the newer."""


@dataclass(frozen=True)
class Supply:
    """One way in which the item may have come: every voice about it holds at once."""

    supplier: str
    voices: tuple[Voice, ...] = ()
    lot: str = ""

    @property
    def whence(self) -> str:
        """The supplier and the lot, empty where neither is named."""
        return ", ".join(each for each in (self.supplier, f"lot {self.lot}" if self.lot else "") if each)


def supplies(
    rows: Iterable[ContentRow], lots: Iterable[Lot], lot: Lot | None = None, *, closed: bool = False
) -> tuple[Supply, ...]:
    """The ways in which an item may have come; one where a lot settles the supplier, at least one always.

    Rows with a lot speak of that lot only; where no lot is given, each lot that rows speak of is a way of its
    own, and so is the rest of the stock: unless rows speak of every lot of the item, and none without a lot
    names a substance. Rows without a supplier speak of every supply. `closed` says that the book assumes that
    nothing is in the item besides what all rows and its bill name.
    """
    rows, lots = tuple(rows), tuple(lots)
    if lot is not None:
        return _of_lot(rows, lot, lot.supplier, lots, closed=closed)
    known = {each.id: each for each in lots}
    spoken_of = dict.fromkeys(row.lot for row in rows if row.lot)
    general = [row for row in rows if not row.lot]
    found: list[Supply] = []
    if not (
        spoken_of and known.keys() <= spoken_of.keys() and all(row.substance == OTHERS for row in general)
    ):
        others = [each for each in lots if each.id not in spoken_of]
        found += _heard(general, "", "", others, closed=closed)
    for name in spoken_of:
        one = known.get(name) or Lot(name, "")
        found += _of_lot(rows, one, one.supplier, lots, closed=closed)
    return tuple(found)


def _of_lot(
    rows: tuple[ContentRow, ...], lot: Lot, supplier: str, lots: tuple[Lot, ...], *, closed: bool
) -> tuple[Supply, ...]:
    heard = [row for row in rows if row.lot in ("", lot.id)]
    named = lot.id if any(row.lot for row in heard) else ""
    return _heard(heard, supplier, named, lots, closed=closed)


def _heard(
    heard: list[ContentRow], supplier: str, lot: str, lots: Iterable[Lot], *, closed: bool
) -> tuple[Supply, ...]:
    """The supplies of these rows: of the supplier, or of each that rows or lots name where none is given."""
    named = [row.supplier for row in heard] + [each.supplier for each in lots if heard]
    suppliers = [supplier] if supplier else list(dict.fromkeys(name for name in named if name)) or [""]
    return tuple(
        Supply(name, _voices([row for row in heard if row.supplier in ("", name)], closed=closed), lot)
        for name in suppliers
    )


def alternative_by(found: Iterable[Supply]) -> str:
    """What tells the ways apart in which an item may have come: its lot, or its supplier."""
    return "lot" if any(each.lot for each in found) else "supplier"


Key = tuple[str, str, str]


def _voices(rows: list[ContentRow], *, closed: bool) -> tuple[Voice, ...]:
    """One voice for each speaker about the supplier, the lot, or any of them."""
    spoken: dict[Key, list[ContentRow]] = {}
    for row in rows:
        spoken.setdefault((row.said_by, row.supplier, row.lot), []).append(row)
    voices = {key: _newest(each) for key, each in spoken.items()}
    return tuple(
        tuple(_completed(key, statement, voices, closed=closed) for statement in voice)
        for key, voice in voices.items()
    )


def _newest(rows: list[ContentRow]) -> Voice:
    """The rows of the last day; beside them those without a day, which may be newer or older."""
    last = max((row.said_on for row in rows if row.said_on is not None), default=None)
    said_by = rows[0].said_by
    dated = tuple(row for row in rows if row.said_on is not None and row.said_on == last)
    undated = tuple(row for row in rows if row.said_on is None)
    found = [Statement(dated, said_by, last)] if dated else []
    return (*found, Statement(undated, said_by)) if undated else tuple(found)


def _completed(key: Key, statement: Statement, voices: dict[Key, Voice], *, closed: bool) -> Statement:
    """Let a statement that rules out all else keep what the same speaker says of the item elsewhere.

    What the book's assumption rules out is only what nobody names, whoever speaks.
    """
    if statement.others is None and not closed:
        return statement
    kept = [
        row
        for other, voice in voices.items()
        if other != key and (statement.others is None or other[0] == key[0])
        for said in voice
        for row in said.spoken
    ]
    named = {row.substance for row in statement.spoken}
    elements = frozenset[str]().union(*(elements_of(name) for name in named))
    beside = [row for row in kept if row.substance not in named and not elements_of(row.substance) & elements]
    return replace(statement, beside=tuple(beside))
