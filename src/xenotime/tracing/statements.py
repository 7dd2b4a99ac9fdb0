"""Who said what is in an item: which rows speak, which replace which, which are alternatives."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from xenotime.facts.declaration import OTHERS, ContentRow
from xenotime.facts.item import Lot
from xenotime.facts.substance import elements_of
from xenotime.tracing.column import is_limited


@dataclass(frozen=True)
class Statement:
    """The rows that one speaker gave on one day about one supply; their amounts add."""

    rows: tuple[ContentRow, ...]
    said_by: str = ""
    said_on: date | None = None
    beside: tuple[ContentRow, ...] = ()
    """Rows of other statements that this one does not speak against by ruling out all else."""
    supposed: tuple[ContentRow, ...] = ()
    """What estimates name and nobody states, or what is denied from some places alone: it may be there.

    It is not among the others that are ruled out.
    """

    @property
    def name(self) -> str:
        """The statement as a calculation sheet cites it."""
        who = self.said_by or "the book"
        return who + (f" on {self.said_on}" if self.said_on else "")

    @property
    def others(self) -> tuple[ContentRow, ...]:
        """The rows about everything that no row names; each may speak of some origins alone."""
        return tuple(row for row in self.rows if row.substance == OTHERS)

    @property
    def spoken(self) -> tuple[ContentRow, ...]:
        """Its own rows that name a substance."""
        return tuple(row for row in self.rows if row.substance != OTHERS)

    @property
    def named(self) -> tuple[ContentRow, ...]:
        """The rows that name a substance, with those beside it and those that estimates name."""
        return (*self.spoken, *self.beside, *self.supposed)

    @property
    def shown(self) -> tuple[ContentRow, ...]:
        """The rows that a calculation names at this statement."""
        return (*self.spoken, *self.supposed)

    def speaker(self, row: ContentRow) -> str:
        """Whose word a row is, as a calculation sheet cites it."""
        return "an estimate" if row in self.supposed and row.not_from is None else self.name


Voice = tuple[Statement, ...]
"""What one speaker holds: one statement, or several where it is not known which of them holds of the goods."""


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
    rows: Iterable[ContentRow],
    lots: Iterable[Lot],
    lot: Lot | None = None,
    *,
    closed: bool = False,
    estimates: Iterable[ContentRow] = (),
    day: date | None = None,
) -> tuple[Supply, ...]:
    """The ways in which an item may have come; one where a lot settles the supplier, at least one always.

    Rows with a lot speak of that lot only; where no lot is given, each lot that rows speak of is a way of its
    own, and so is the rest of the stock: unless rows speak of every lot of the item, and none without a lot
    names a substance. Rows without a supplier speak of every supply. `closed` says that the book assumes that
    nothing is in the item besides what all rows and its bill name. `estimates` state nothing: what they name
    is only not ruled out. On a day what was said later takes nothing away of what was said up to it; of a lot it is
    the day on which it was made, or bought.
    """
    rows, lots, guessed = tuple(rows), tuple(lots), tuple(estimates)
    if lot is not None:
        return _of_lot(rows, lot, lot.supplier, lots, guessed, closed=closed, day=day)
    known = {each.id: each for each in lots}
    spoken_of = dict.fromkeys(row.lot for row in rows if row.lot)
    general = [row for row in rows if not row.lot]
    found: list[Supply] = []
    if not (
        spoken_of and known.keys() <= spoken_of.keys() and all(row.substance == OTHERS for row in general)
    ):
        others = [each for each in lots if each.id not in spoken_of]
        beside = [row for row in guessed if row.lot not in spoken_of]
        found += _heard(general, "", "", others, beside, closed=closed, day=day)
    for name in spoken_of:
        one = known.get(name) or Lot(name, "")
        found += _of_lot(rows, one, one.supplier, lots, guessed, closed=closed, day=day)
    return tuple(found)


def _of_lot(
    rows: tuple[ContentRow, ...],
    lot: Lot,
    supplier: str,
    lots: tuple[Lot, ...],
    estimates: tuple[ContentRow, ...],
    *,
    closed: bool,
    day: date | None,
) -> tuple[Supply, ...]:
    heard = [_of_its_supplier(row, supplier) for row in rows if row.lot in ("", lot.id)]
    named = lot.id if any(row.lot for row in heard) else ""
    beside = [_of_its_supplier(row, supplier) for row in estimates if row.lot in ("", lot.id)]
    days = [each for each in (lot.day, day) if each is not None]
    return _heard(heard, supplier, named, lots, beside, closed=closed, day=min(days, default=None))


def _of_its_supplier(row: ContentRow, supplier: str) -> ContentRow:
    """What is said of one lot is said of it whoever is named as its supplier there."""
    return replace(row, supplier=supplier) if supplier and row.lot and row.supplier else row


def _heard(
    heard: list[ContentRow],
    supplier: str,
    lot: str,
    lots: Iterable[Lot],
    estimates: list[ContentRow],
    *,
    closed: bool,
    day: date | None,
) -> tuple[Supply, ...]:
    """The supplies of these rows: of the supplier, or of each that rows or lots name where none is given."""
    named = [row.supplier for row in heard] + [each.supplier for each in lots if heard]
    suppliers = [supplier] if supplier else list(dict.fromkeys(name for name in named if name)) or [""]
    found = []
    for name in suppliers:
        rows = [row for row in heard if row.supplier in ("", name)]
        beside = [row for row in estimates if not name or row.supplier in ("", name)]
        found.append(Supply(name, _voices(rows, beside, closed=closed, day=day), lot))
    return tuple(found)


def alternative_by(found: Iterable[Supply]) -> str:
    """What tells the ways apart in which an item may have come: its lot, or its supplier."""
    return "lot" if any(each.lot for each in found) else "supplier"


Key = tuple[str, str, str]


def _voices(
    rows: list[ContentRow], estimates: list[ContentRow], *, closed: bool, day: date | None
) -> tuple[Voice, ...]:
    """One voice for each speaker about the supplier, the lot, or any of them.

    Where the book's assumption closes what only estimates speak of, the one voice says nothing else.
    """
    spoken: dict[Key, list[ContentRow]] = {}
    for row in rows:
        spoken.setdefault(_key(row), []).append(row)
    voices = {key: _newest(each, day) for key, each in spoken.items()}
    guessed = [each for each in estimates if not _is_replaced(each, voices.get(_key(each), ()), day)]
    if not voices and guessed and closed:
        voices = {("", "", ""): (Statement(()),)}
    return tuple(
        tuple(_completed(key, statement, voices, guessed, closed=closed) for statement in voice)
        for key, voice in voices.items()
    )


def _key(row: ContentRow) -> Key:
    return row.said_by, row.supplier, row.lot


def _is_replaced(estimate: ContentRow, voice: Voice, day: date | None) -> bool:
    """Whether its own speaker has said something newer: of an estimate up to the day, up to that day."""
    guessed_on = estimate.said_on
    if guessed_on is None:
        return False
    newer = [each.said_on for each in voice if each.said_on and guessed_on < each.said_on]
    return bool(newer) and (day is None or guessed_on > day or min(newer) <= day)


def _newest(rows: list[ContentRow], day: date | None) -> Voice:
    """The rows of the last day; beside them those without a day, which may be newer or older.

    So do those that held on the day that is asked about, where the last ones were said later and say otherwise: either may
    hold of goods of that day. What is said of one lot is said of the same goods, whenever it is said.
    """
    days = {row.said_on for row in rows if row.said_on is not None}
    last = max(days, default=None)
    held = max((each for each in days if day is not None and each <= day), default=last)
    told = {each: tuple(row for row in rows if row.said_on == each) for each in (held, last, None)}
    if held != last and (rows[0].lot or _only_adds(told[last], told[held])):
        del told[held]
    return tuple(Statement(each, rows[0].said_by, said_on) for said_on, each in told.items() if each)


def _only_adds(later: tuple[ContentRow, ...], before: tuple[ContentRow, ...]) -> bool:
    """Whether a statement says again, or more closely, all that another one says, and denies none of it."""
    named = {row.substance for row in before}
    there, again = (
        [row for row in rows if row.substance in named and not _denies(row)] for rows in (before, later)
    )
    more = [row for row in later if row.substance not in named and not row.absent]
    return (
        len(there) == len(again)
        and not (more and OTHERS in named)
        and all(any(_is_closer(row, each) for row in later) for each in before)
    )


def _denies(row: ContentRow) -> bool:
    return row.absent or row.substance == OTHERS


def _is_closer(row: ContentRow, before: ContentRow) -> bool:
    """Whether a row leaves open no more of the substance than another one does; one that denies it denies as much."""
    words = [(row.form, before.form), (row.origin, before.origin)]
    ranges = ((row.share, before.share), (row.value, before.value))
    return (
        (row.substance, row.not_from) == (before.substance, before.not_from)
        and row.absent >= before.absent
        and row.present >= before.present
        and all((new if _denies(before) else old) is None or new == old for new, old in words)
        and all(old is None or (new is not None and old.meets(new) == new) for new, old in ranges)
    )


def _completed(
    key: Key, statement: Statement, voices: dict[Key, Voice], estimates: list[ContentRow], *, closed: bool
) -> Statement:
    """Let a statement that rules out all else keep what the same speaker says of the item elsewhere.

    What the book's assumption rules out is only what nobody names, whoever speaks. Neither rules out what an estimate names.
    """
    if not statement.others and not closed:
        return statement
    kept = [
        row
        for other, voice in voices.items()
        if other != key and (not statement.others or other[0] == key[0])
        for said in voice
        for row in said.spoken
    ]
    named = {row.substance for row in statement.spoken if not is_limited(row)}
    elements = frozenset[str]().union(*(elements_of(name) for name in named))
    beside = [row for row in kept if row.substance not in named and not elements_of(row.substance) & elements]
    return replace(
        statement, beside=tuple(beside), supposed=_supposed(estimates, (*statement.spoken, *beside))
    )


def _supposed(estimates: list[ContentRow], stated: tuple[ContentRow, ...]) -> tuple[ContentRow, ...]:
    """Rows that leave open what estimates name, or rows deny from some places alone, and no other row states.

    Of a compound these are only the elements that none does.
    """
    names = {row.substance for row in stated if not is_limited(row)} | {OTHERS}
    elements = frozenset[str]().union(*(elements_of(name) for name in names))
    denied = [row for row in stated if is_limited(row)]
    found: dict[str, ContentRow] = {}
    for each in (*denied, *estimates):
        of = elements_of(each.substance)
        for name in sorted(of - elements) if of & elements else [each.substance]:
            if name not in names and name not in found:
                places = [place for row in denied if row.substance == name for place in row.origin or ()]
                found[name] = ContentRow(
                    each.item, name, said_by=each.said_by, said_on=each.said_on, claim=each.claim,
                    evidence=each.evidence, row=each.row, not_from=tuple(places) or None,
                )  # fmt: skip
    return tuple(found.values())
