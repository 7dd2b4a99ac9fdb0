"""What of shipments cannot be read, with the rows in which it stands."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from xenotime.errors import Problem, UnreadableBook
from xenotime.facts.item import Lot
from xenotime.screening.desks import Read
from xenotime.screening.engine import MUST, NOT_STATED, SHIPMENT_COLUMNS, Engine, Places

MOST_PROBLEMS = 20
ROWS_NAMED = 5
PLAIN_QUANTITY = "1"
NO_STATED_NUMBER = (
    "A binary fraction is not a number that was stated",
    "a double of which fifteen digits say all, as 0.3 and not what 0.1 + 0.2 comes to",
    "write the column as text or as decimals, and nothing where the number is not known",
)
ANY_DAY = "2000-01-01"
"""In a row of which only other cells matter."""
CheckCells = Callable[[str, list[str]], dict[str, Problem]]
"""For texts of one column, the problem of each that cannot be read."""
Measured = tuple[str, str, str]
"""An item, a unit that is stated for it, and a quantity; PLAIN_QUANTITY stands for every plain one."""


class Readable:
    """Looks through the cells of one run; what was looked at once is not looked at again."""

    def __init__(self, engine: Engine, check: CheckCells, read: Read, lots: Mapping[str, Lot]) -> None:
        self.engine, self.check, self.read, self.lots = engine, check, read, lots
        self.texts: dict[str, set[str]] = {name: {""} for name in SHIPMENT_COLUMNS}
        self.quantities: set[Measured] = set()
        self.of_lots: set[tuple[str, str]] = set()

    def once(self) -> None:
        """Raise UnreadableBook where a shipment line stands twice or has no name, and where there is none."""
        any_there(self.engine.count, self.engine.file)
        rows = self.engine.places({"shipment": ""}, ROWS_NAMED)
        problems = [self._empty("shipment", rows)] if rows else []
        twice = [f"{shipment}{f', line {line}' if line else ''}" for shipment, line in self.engine.twice()]
        if twice:
            do = "give each row a line of its own, or remove one of the two"
            what, file = "The id stands twice", str(self.engine.file)
            problems.append(Problem(what, file, None, "shipment", "; ".join(twice), "each id once", do))
        if problems:
            raise UnreadableBook(problems)

    def cells(self, texts: Mapping[str, set[str]]) -> None:
        """Raise UnreadableBook where a cell cannot be read; `texts` has those of each column."""
        problems: list[Problem] = []
        for name, found in texts.items():
            fresh = sorted(found - self.texts[name])
            self.texts[name] |= found
            wrong = self.check(name, fresh)
            for text in fresh:
                if text in wrong and len(problems) < MOST_PROBLEMS:
                    problems.append(self._placed({name: text}, wrong[text]))
        empty = [name for name in MUST if name in texts and "" in texts[name]]
        problems += [self._empty(name, self.engine.places({name: ""}, ROWS_NAMED)) for name in empty]
        if problems:
            raise UnreadableBook(problems)

    def units(self, stated: set[Measured]) -> None:
        """Raise UnreadableBook where a quantity is stated in a unit that does not measure its item."""
        fresh = sorted(stated - self.quantities)
        self.quantities |= stated
        wrong = {
            (item, unit): self._together("unit", item=item, unit=unit, quantity=quantity)
            for item, unit, quantity in fresh
        }
        problems = [
            self._placed({"item": item, "unit": unit}, problem, stated="quantity")
            for (item, unit), found in wrong.items()
            for problem in found
        ]
        if problems:
            raise UnreadableBook(problems[:MOST_PROBLEMS])

    def lots_of(self, stated: set[tuple[str, str]]) -> None:
        """Raise UnreadableBook where a lot is one of another item than that beside which it stands."""
        fresh = sorted(stated - self.of_lots)
        self.of_lots |= stated
        problems = [
            self._placed({"item": item, "lot": lot}, problem)
            for item, lot in fresh
            if lot not in self.lots or self.lots[lot].item != item
            for problem in self._together("lot", item=item, lot=lot)
        ]
        if problems:
            raise UnreadableBook(problems[:MOST_PROBLEMS])

    def _together(self, column: str, **cells: str) -> list[Problem]:
        """The problems of a column in a row of these cells, each of which can be read by itself."""
        try:
            self.read({**cells, "date": ANY_DAY})
        except UnreadableBook as refused:
            return [each for each in refused.problems if each.column == column]
        return []

    def _placed(self, cells: Mapping[str, str], problem: Problem, stated: str = "") -> Problem:
        """The problem with the rows in which these cells stand, of them only where another one is filled."""
        places = self.engine.places(cells, ROWS_NAMED, stated)
        name, text = [*cells.items()][-1]
        found = f"{text[:200]!r}{_more(places)}"
        if text.endswith(NOT_STATED):
            what, *rest = NO_STATED_NUMBER
            return self._problem(what, places, name, found, *rest)
        return self._problem(problem.what, places, name, found, problem.allowed, problem.do)

    def _empty(self, name: str, places: Places) -> Problem:
        return self._problem("The cell is empty", places, name, _more(places), "a filled cell", "fill it in")

    def _problem(self, what: str, places: Places, name: str, *rest: str) -> Problem:
        return Problem(what, places.file or str(self.engine.file), _first(places.rows), name, *rest)


def any_there(count: int, file: Path) -> None:
    """Raise UnreadableBook where a file has no lines: that there is nothing to do would be said of none."""
    if not count:
        do = "add rows below the header"
        raise UnreadableBook([Problem("There are no shipments", str(file), do=do)])


def wrong_in(*looks: Callable[[], None]) -> tuple[Problem, ...]:
    """What each of several looks finds wrong, every problem once and no more than are told."""
    found: dict[Problem, None] = {}
    for look in looks:
        try:
            look()
        except UnreadableBook as refused:
            if refused.__cause__ is not None:  # nothing could be looked at
                raise
            found |= dict.fromkeys(refused.problems)
    return tuple(found)[:MOST_PROBLEMS]


def _first(rows: Sequence[int]) -> int | None:
    """The first row; none where an engine writes a cell otherwise than it was read, as a day without end."""
    return rows[0] if rows else None


def _more(places: Places) -> str:
    rows = f" in rows {', '.join(map(str, places.rows))}" if places.rows else ""
    more = " and perhaps more" if len(places.rows) == ROWS_NAMED else ""
    others = f", and in {places.others} other file{'s' if places.others > 1 else ''}" if places.others else ""
    return rows + more + others
