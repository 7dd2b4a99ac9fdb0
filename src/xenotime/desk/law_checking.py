"""Run every case of the law, by every processor where there are many."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from xenotime.casework.lawcases import CaseRun, regime_of, run_case
from xenotime.deciding.plan import Plans
from xenotime.desk.beside import places
from xenotime.desk.collecting import seldom_collecting
from xenotime.law.lawbook import Lawbook

MANY = 1_000
"""Fewer cases are run sooner than a process has started."""
PIECE = 200
"""Cases that are run in turn by one processor: neighbours have much in common."""
NAME = "cases"


@dataclass(frozen=True)
class LawChecked:
    """What a check of the law found: every case with what came out."""

    cases: tuple[CaseRun, ...]

    @property
    def ok(self) -> bool:
        """Whether every case came out as its file expects."""
        return all(run.ok for run in self.cases)


@dataclass(frozen=True)
class Cases:
    """The cases of a law, to be run somewhere."""

    law: Lawbook

    def made(self) -> Callable[[int], list[CaseRun]]:
        """What runs a piece of the cases, from its first one on."""
        plans, cases = Plans(self.law), tuple(self.law.cases)
        return lambda first: [run_case(self.law, each, plans) for each in cases[first : first + PIECE]]


def checked(
    law: Lawbook, progress: Callable[[int, int], None] | None = None, regimes: Sequence[str] = ()
) -> LawChecked:
    """Every case of every law file, or of those of some regimes, run, in the order of the law."""
    runs: list[CaseRun] = []
    cases = [each for each in law.cases if regime_of(each) in regimes] if regimes else law.cases
    count = len(cases)
    with seldom_collecting():
        for some in _pieces(Cases(replace(law, cases=cases)), range(0, count, PIECE), many=count >= MANY):
            runs += some
            if progress:
                progress(len(runs), count)
    return LawChecked(tuple(runs))


def _pieces(cases: Cases, firsts: Sequence[int], *, many: bool) -> Iterator[list[CaseRun]]:
    with places(many=many) as beside:
        if not beside:
            yield from map(cases.made(), firsts)
            return
        for ask in beside:
            ask(NAME, cases)
        asked = [beside[number % len(beside)](NAME, (first,)) for number, first in enumerate(firsts)]
        for each in asked:
            yield each.result()
