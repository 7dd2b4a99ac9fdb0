"""Whether something is in an item at all: yes, no, or unknown, rolled up through the bill."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from xenotime.facts.bill import BillLine
from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Lot
from xenotime.facts.seen import Missing
from xenotime.facts.substance import is_same
from xenotime.tracing.column import either, is_limited, is_surely_not_there, is_surely_there
from xenotime.tracing.graph import Slot, is_there, used
from xenotime.tracing.known import Known
from xenotime.tracing.stated import is_closed_to_parts
from xenotime.tracing.statements import Statement, Supply, Voice


class Verdict(Enum):
    """What statements say: it is there, it is not, only the bill can tell, or nobody says."""

    THERE = "there"
    NOT_THERE = "not there"
    AS_THE_BILL = "as the bill"
    OPEN = "open"


@dataclass(frozen=True)
class Sought:
    """What is sought, as questions about rows and parts.

    `row_holds` tells of a row, were its substance there, whether that is what is sought. `rules_out`
    tells of a statement whether it says that nothing sought is in the item, whatever its bill says.
    `part_is` tells of a part whether it is itself what is sought, apart from what is inside it.
    """

    name: str
    row_holds: Callable[[ContentRow], bool | None]
    rules_out: Callable[[Statement], bool]
    part_is: Callable[[str], bool | None]
    own_gap: Callable[[str], Missing]
    """The fact that an item without parts lacks."""
    row_gaps: Callable[[ContentRow, str], tuple[Missing, ...]]
    part_gaps: Callable[[str], tuple[Missing, ...]]
    beside: frozenset[str] = frozenset()
    """Where no entry lists it by itself, beside which elements they do: where one of these is named, that nothing else
    listed is in the item says nothing of it."""


@dataclass(frozen=True)
class Found:
    """What was found out about one item: in it by its statements, in it by its bill, and together."""

    truth: bool | None
    below: bool | None
    by_supply: tuple[bool | None, ...] = ()
    clash: str = ""
    by_assumption: bool = False


class Presence:
    """Every item worked out once, children before parents."""

    def __init__(self, known: Known, sought: Sought) -> None:
        self.known, self.sought = known, sought
        self.found: dict[str, Found] = {}

    def of(self, item_id: str, lot: Lot | None = None) -> Found:
        """Whether what is sought is in the item."""
        for each in self.known.graph.order_below(item_id, self.found.__contains__):
            if each not in self.found:
                self.found[each] = self._work_out(each, None)
        return self.found[item_id] if lot is None else self._work_out(item_id, lot)

    def part(self, item_id: str) -> bool | None:
        """Whether a part is what is sought, or has it inside."""
        return either((self.sought.part_is(item_id), self.found[item_id].truth))

    def line(self, line: BillLine) -> bool | None:
        """Whether a line, if it is the one that is used, brings in what is sought."""
        if used(line).high == 0:
            return False
        part = self.part(line.child)
        return None if part and not is_there(line) else part

    def slot(self, slot: Slot) -> bool | None:
        """Whether a slot does, whichever line fills it."""
        answers = {self.line(line) for line in slot.lines}
        return answers.pop() if len(answers) == 1 else None

    def _work_out(self, item_id: str, lot: Lot | None) -> Found:
        below = either(tuple(self.slot(slot) for slot in self.known.graph.slots_of(item_id)))
        closing = self.known.closing(item_id)
        answers, clashes, by_assumption = [], [], False
        for supply in self.known.supplies(item_id, lot):
            verdict, clash, assumed = self._supplied(supply, assumed=bool(closing))
            truth = _with_bill(verdict, below)
            if below is False and self._is_ruled_out_below(supply):
                clash = f"stated both to be there and not to be{_from(supply)}"
            if verdict is Verdict.NOT_THERE and below:
                clash = f"stated not to be there, but its bill brings it in{_from(supply)}"
            answers.append(None if clash else truth)
            clashes.append(f"{item_id}: {self.sought.name} {clash}" if clash else "")
            by_assumption = by_assumption or (assumed and verdict is Verdict.AS_THE_BILL)
        truth = answers[0] if len(set(answers)) == 1 else None
        clash = next((each for each in clashes if each), "")
        return Found(truth, below, tuple(answers), clash, by_assumption)

    def _supplied(self, supply: Supply, *, assumed: bool) -> tuple[Verdict, str, bool]:
        """What all voices about one supply say, where they cannot both be true, and if it was assumed."""
        said = [self.said(voice, assumed=assumed) for voice in supply.voices]
        if Verdict.THERE in said and (Verdict.NOT_THERE in said or self._is_denied(supply)):
            return Verdict.OPEN, f"stated both to be there and not to be{_from(supply)}", False
        for verdict in (Verdict.THERE, Verdict.NOT_THERE, Verdict.AS_THE_BILL):
            if verdict in said:
                return verdict, "", assumed
        return (Verdict.AS_THE_BILL if assumed and not said else Verdict.OPEN), "", assumed

    def _is_told_of(self, statement: Statement) -> bool:
        """Whether that nothing else listed is there says so of what is sought, or nothing else is there at all."""
        there = [row for row in statement.named if not is_surely_not_there(row)]
        named = self.sought.beside.intersection(row.substance for row in there)
        return not named or sum(row.share.low for row in there if row.share) >= 1

    def _is_denied(self, supply: Supply) -> bool:
        """Whether, of all that voices say is there, another one says that none comes from where it is said to come."""
        spoken = [(voice, row) for voice in supply.voices for statement in voice for row in statement.spoken]
        there = [(v, row) for v, row in spoken if is_surely_there(row) and self.sought.row_holds(row)]
        denied = [(v, row) for v, row in spoken if is_limited(row)]
        return bool(there) and all(
            any(voice is not other and _denies(denial, row) for other, denial in denied)
            for voice, row in there
        )

    def _is_ruled_out_below(self, supply: Supply) -> bool:
        """Whether one voice says that it is there, and another rules out all that is not in the bill."""
        said = [self.said(voice, assumed=False) for voice in supply.voices]
        return Verdict.THERE in said and Verdict.AS_THE_BILL in said

    def said(self, voice: Voice, *, assumed: bool) -> Verdict:
        """What one speaker says; where it is not known which statement is the newer, what both allow."""
        verdicts = {self.verdict(statement, assumed=assumed) for statement in voice}
        if verdicts == {Verdict.NOT_THERE, Verdict.AS_THE_BILL}:
            return Verdict.AS_THE_BILL
        return verdicts.pop() if len(verdicts) == 1 else Verdict.OPEN

    def verdict(self, statement: Statement, *, assumed: bool) -> Verdict:
        """What one statement says."""
        there = [row for row in statement.named if not is_surely_not_there(row)]
        held = [(row, self.sought.row_holds(row)) for row in there]
        if any(holds and is_surely_there(row) for row, holds in held):
            return Verdict.THERE
        if self.sought.rules_out(statement):
            return Verdict.NOT_THERE
        closed = is_closed_to_parts(statement, assumed=assumed) and self._is_told_of(statement)
        may_hold = any(holds is not False for _, holds in held)
        return Verdict.AS_THE_BILL if closed and not may_hold else Verdict.OPEN


def _denies(denial: ContentRow, row: ContentRow) -> bool:
    """Whether a row that denies a substance from some places denies what another one says is there."""
    from_there = row.origin is not None and set(row.origin) <= set(denial.origin or ())
    return from_there and is_same(denial.substance, row.substance)


def _with_bill(verdict: Verdict, below: bool | None) -> bool | None:
    if verdict is Verdict.THERE:
        return True
    if verdict is Verdict.NOT_THERE:
        return False
    return below if verdict is Verdict.AS_THE_BILL else (below or None)


def _from(supply: Supply) -> str:
    return f", from {supply.whence}" if supply.whence else ""
