"""What a yes, a no or an unknown about an item's inside rests on, and what would settle it."""

from collections.abc import Iterator

from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Lot
from xenotime.facts.seen import Line, Missing
from xenotime.tracing.asking import Asker
from xenotime.tracing.column import is_surely_not_there, is_surely_there
from xenotime.tracing.gaps import Grounds, unique
from xenotime.tracing.graph import UP_TO, Slot, is_there
from xenotime.tracing.presence import Found, Presence, Verdict
from xenotime.tracing.sheet import MOST_LINES
from xenotime.tracing.sheet_words import path_of, written
from xenotime.tracing.statements import Supply, Voice, alternative_by


class PresenceGrounds:
    """Walks down from one item through everything that is inside it."""

    def __init__(self, presence: Presence, asker: Asker, root: str, lot: Lot | None) -> None:
        self.presence, self.asker, self.root, self.lot = presence, asker, root, lot
        self.known, self.sought = presence.known, presence.sought
        self.top = presence.of(root, lot)

    def gather(self) -> Grounds:
        """The facts that keep the answer open, the deepest first; assumptions; contradictions."""
        order = self.known.graph.order_below(self.root, lambda _: False)
        still_open = self._still_open(order)
        missing = [gap for each in order if each in still_open for gap in self._gaps(each)]
        clashes = [self._found(each).clash for each in order]
        assumed = [text for each in order for text in self._assumed(each)]
        return Grounds(unique(missing), unique(assumed), unique(each for each in clashes if each))

    def lines(self) -> tuple[Line, ...]:
        """Where it was found, or stated not to be: one line for each row or part that speaks."""
        order = self.known.graph.order_below(self.root, lambda _: False)
        above: dict[str, str] = {}
        found: list[Line] = []
        for item in reversed(order):
            for child in self.known.graph.children(item):
                above.setdefault(child, item)
            if len(found) < MOST_LINES:
                found.extend(self._lines_of(item, above))
        return tuple(found[:MOST_LINES])

    def _found(self, item: str) -> Found:
        return self.top if item == self.root else self.presence.found[item]

    def _supplies(self, item: str) -> tuple[Supply, ...]:
        return self.known.supplies(item, self.lot if item == self.root else None)

    def _still_open(self, order: list[str]) -> set[str]:
        still_open = {self.root} if self.top.truth is None else set()
        for parent in reversed(order):
            if parent in still_open:
                lines = [line for slot in self.known.graph.slots_of(parent) for line in slot.lines]
                still_open |= {line.child for line in lines if self.presence.found[line.child].truth is None}
        return still_open

    def _assumed(self, item: str) -> Iterator[str]:
        if self._found(item).by_assumption:
            yield self.known.closing(item)
        yield from self.known.row_assumptions(item)

    def _gaps(self, item: str) -> Iterator[Missing]:
        slots = self.known.graph.slots_of(item)
        for slot in slots:
            yield from self._slot_gaps(item, slot)
        for supply in self._supplies(item):
            yield from self._own_gaps(item, supply, is_leaf=not slots)
        if len(set(self._found(item).by_supply)) > 1:
            yield self.asker.missing(alternative_by(self._supplies(item)), item)

    def _slot_gaps(self, parent: str, slot: Slot) -> Iterator[Missing]:
        for line in slot.lines:
            if self.presence.part(line.child) is None:
                yield from self.sought.part_gaps(line.child)
            elif self.presence.part(line.child) and not is_there(line):
                kind = "option" if line.line_kind in UP_TO else "quantity"
                yield self.asker.missing(kind, parent, {"child": line.child})
        if len({self.presence.line(line) for line in slot.lines}) > 1:
            yield self.asker.missing("alternative", parent, {"group": slot.lines[0].alternative})

    def _own_gaps(self, item: str, supply: Supply, *, is_leaf: bool) -> Iterator[Missing]:
        assumed = bool(self.known.closing(item))
        said = [self.presence.said(voice, assumed=assumed) for voice in supply.voices]
        if any(verdict is not Verdict.OPEN for verdict in said) or (assumed and not said):
            return
        found = [gap for voice in supply.voices for gap in self._voice_gaps(item, voice, assumed=assumed)]
        if not found:
            asks_itself = is_leaf or bool(self.sought.beside)
            found = [self.sought.own_gap(item) if asks_itself else self.asker.missing("others", item)]
        yield from found

    def _voice_gaps(self, item: str, voice: Voice, *, assumed: bool) -> Iterator[Missing]:
        if len({self.presence.verdict(statement, assumed=assumed) for statement in voice}) > 1:
            yield self.asker.missing("said_on", item, {"said_by": voice[0].said_by or "the book"})
        for row in (each for statement in voice for each in statement.named):
            holds = self.sought.row_holds(row)
            if is_surely_not_there(row) or holds is False:
                continue
            if holds and not is_surely_there(row):
                yield self.sought.own_gap(item)
            elif holds is None:
                yield from self.sought.row_gaps(row, item)

    def _lines_of(self, item: str, above: dict[str, str]) -> Iterator[Line]:
        part_is = self.sought.part_is(item)
        if item != self.root and part_is is not False:
            yield Line(self._path(item, above), "is one" if part_is else "may be one", "the part itself")
        for supply in self._supplies(item):
            for statement in (each for voice in supply.voices for each in voice):
                for row in statement.shown:
                    holds = self.sought.row_holds(row)
                    if holds is not False:
                        what = f"{self._path(item, above)}: {row.substance}"
                        amount = written(row.share) if row.share and not is_surely_not_there(row) else ""
                        yield Line(
                            what, amount, f"{_how(row, holds)}, by {statement.speaker(row)}{_for(supply)}"
                        )

    def _path(self, item: str, above: dict[str, str]) -> str:
        path = [item]
        while path[-1] != self.root:
            path.append(above[path[-1]])
        return path_of(reversed(path))


def _how(row: ContentRow, holds: bool | None) -> str:
    if is_surely_not_there(row):
        return "not there"
    return "surely there" if holds and is_surely_there(row) else "perhaps there"


def _for(supply: Supply) -> str:
    return f" for {supply.whence}" if supply.whence else ""
