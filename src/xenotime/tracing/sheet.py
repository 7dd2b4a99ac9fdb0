"""The calculation sheet: each place where something was found, how much, and why it counts as it does."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from xenotime.exact import NOTHING, Range, exactly
from xenotime.facts.bill import BillLine
from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Lot
from xenotime.facts.seen import Line
from xenotime.tracing.algebra import COUNTS, STOPS
from xenotime.tracing.column import is_surely_not_there, is_surely_there
from xenotime.tracing.graph import UP_TO, used
from xenotime.tracing.ledger import Ledger, Node
from xenotime.tracing.sheet_words import path_of, written
from xenotime.tracing.stated import is_closed, row_range, row_worth
from xenotime.tracing.statements import Statement, Supply, alternative_by

MOST_LINES = 200
MOST_STEPS = 20_000
"""A shared part is shown once for each path to it; past these limits the sheet says that it goes on."""


@dataclass(frozen=True)
class Place:
    """Where the walk stands: an item, how many of it are in one root, and the place above."""

    item: str
    quantity: Range
    above: "Place | None" = None

    @property
    def path(self) -> str:
        """The way from the root to here."""
        items: list[str] = []
        here: Place | None = self
        while here is not None:
            items.append(here.item)
            here = here.above
        return path_of(reversed(items))


class Sheet:
    """Writes the lines of one worked-out item."""

    def __init__(self, ledger: Ledger, root: Node, lot: Lot | None) -> None:
        self.ledger, self.root, self.lot = ledger, root, lot
        self.known, self.column, self.measure = ledger.known, ledger.column, ledger.measure

    def lines(self) -> tuple[Line, ...]:
        """Every line up to the limit, and the total."""
        found: list[Line] = []
        for line in self._walk():
            if len(found) == MOST_LINES:
                found.append(Line("…", "", "there are more lines than are shown"))
                break
            found.append(line)
        item, unit = self.root.item.id, self.measure.unit
        total = Line(
            f"{self.column.name} in {item}", written(self.root.inside.listed, unit), self._total_why()
        )
        return (*found, total)

    def _total_why(self) -> str:
        if self.root.clash:
            return self.root.clash
        lines, inside = self.root.lines.listed, self.root.inside.listed
        return (
            "in all"
            if lines == inside
            else f"in all; its bill alone gives {written(lines, self.measure.unit)}"
        )

    def _walk(self) -> Iterator[Line]:
        todo = [Place(self.root.item.id, exactly(1))]
        steps = 0
        while todo and steps < MOST_STEPS:
            steps += 1
            here = todo.pop()
            yield from self._rows(here)
            yield from self._unnamed(here)
            inner: list[Place] = []
            for slot in self.known.graph.slots_of(here.item):
                for line in slot.lines:
                    place = Place(line.child, here.quantity.times(used(line)), here)
                    yield from self._part(place, line, chosen=len(slot.lines) > 1)
                    if self.ledger.nodes[line.child].is_opened and place.quantity.high != 0:
                        inner.append(place)
            todo.extend(reversed(inner))
        if todo:
            yield Line("…", "", "the bill has more paths than are shown")

    def _part(self, place: Place, line: BillLine, *, chosen: bool) -> Iterator[Line]:
        part = self.ledger.nodes[line.child]
        why = self._why(part)
        if not why:
            return
        if line.line_kind in UP_TO or chosen:
            why += "; only at most, it may be left out"
        outer = part.counted.listed if part.fates == {COUNTS} else Range(NOTHING.low, self._most(part))
        how = part.worth.how or written(part.worth.amount, self.measure.unit)
        amount = written(outer.times(place.quantity), self.measure.unit)
        yield Line(f"{place.path}", amount, f"{written(place.quantity)} × {how}: {why}")

    def _most(self, part: Node) -> Fraction | None:
        return part.counted.listed.high if COUNTS in part.fates else NOTHING.high

    def _why(self, part: Node) -> str:
        """Why a part counts as it does; empty where the list has nothing to do with it."""
        name, made_in = self.column.name, self.known.made_in(part.item.id).words
        where = f"made in {'; '.join(made_in)}" if made_in else "where it was made is not known"
        if part.fates == {COUNTS}:
            return f"on {name}, {where}: counts fully"
        if part.fates == {STOPS}:
            inside = part.inside.listed.high != 0
            stopped = (
                "the law stops here: what is inside"
                if self.column.stops(part.item)
                else "what it was made from"
            )
            return f"not on {name}, {where}: {stopped} is not counted" if inside else ""
        if COUNTS in part.fates:
            listed = f"on {name}" if part.member else f"may be on {name}"
            return f"{listed}, {where}: counts only at most"
        if part.member:
            return f"on {name}, but {where}: does not count itself"
        if STOPS in part.fates and part.inside.listed.high != 0:
            return f"not on {name}, {where}: what is inside counts only at most"
        return ""

    def _unnamed(self, here: Place) -> Iterator[Line]:
        """A line where nobody says what else is in an item."""
        supplies = self._supplies(here)
        assumed = bool(self.known.closing(here.item))
        if all(is_closed(supply, self.column, self.measure, assumed=assumed) for supply in supplies):
            return
        inside = self._node(here).inside.listed
        if inside.is_exact or here.quantity.high == 0:
            return
        amount = written(Range(NOTHING.low, inside.high).times(here.quantity), self.measure.unit)
        yield Line(here.path, amount, "only at most: nobody says what else is in it")

    def _node(self, here: Place) -> Node:
        return self.root if here.above is None else self.ledger.nodes[here.item]

    def _supplies(self, here: Place) -> tuple[Supply, ...]:
        return self.known.supplies(here.item, self.lot if here.above is None else None)

    def _rows(self, here: Place) -> Iterator[Line]:
        supplies = self._supplies(here)
        for supply in supplies:
            for voice in supply.voices:
                for statement in voice:
                    for row in statement.shown:
                        if self.column.is_relevant(row):
                            yield self._row(here, row, statement, supply, several=len(supplies) > 1)

    def _row(
        self, here: Place, row: ContentRow, statement: Statement, supply: Supply, *, several: bool
    ) -> Line:
        item = self.known.item(here.item)
        amount = row_range(row, item, self.column, self.measure).times(here.quantity)
        worth = row_worth(row, item, self.column, self.measure)
        form = f" as {'; '.join(row.form)}" if row.form else ""
        origin = f" from {'; '.join(row.origin)}" if row.origin else ""
        by = f"{statement.speaker(row)}{f' for {supply.whence}' if supply.whence else ''}"
        why = f"{written(here.quantity)} × {worth.how}: {self._row_why(row)} ({by})"
        if several:
            why += f"; one of several {alternative_by(self._supplies(here))}s"
        return Line(f"{here.path}: {row.substance}{form}{origin}", written(amount, self.measure.unit), why)

    def _row_why(self, row: ContentRow) -> str:
        name = self.column.name
        if is_surely_not_there(row):
            return "not there"
        form, origin = self.column.form_matches(row), self.column.row_origin(row)
        if form is False:
            return f"in this form not on {name}, does not count"
        if origin is False:
            return "of another origin, does not count"
        open_points = [
            *(["whether its form is listed is not known"] if form is None else []),
            *(["its origin is not known"] if origin is None else []),
            *([] if is_surely_there(row) else ["it may not be there"]),
        ]
        return f"counts only at most, {', '.join(open_points)}" if open_points else f"on {name}, counts fully"
