"""Decision diagrams in the compiled loop: the same functions and as many nodes as those of `deciding.diagram`, in arrays."""

import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import count
from math import inf
from typing import cast

import numpy as np

from xenotime.deciding.diagram import NO, NOTHING_KNOWN, YES, Counted, Diagrams, TooLarge, Unable
from xenotime.deciding.formula import Formula
from xenotime.screening import diagram_kernel as kernel
from xenotime.screening import diagram_reading as reading
from xenotime.screening.diagram_kernel import COUNT, FULL, JOINING, MASK, MOST, Codes, Space

ROOM, FEW_SLOTS, LEAST_WIDTH, LEAST_PLACES = 150_000, 1 << 10, 4, 64
WIDEST = 60
"""Classes of one variable, and values of one function, of which bits are kept."""
HOW = {"all": kernel.EVERY, "any": kernel.SOME, "none": kernel.NONE}


class _Desk(threading.local):
    """The room in which one thread works out one problem after the other."""

    def __init__(self) -> None:
        self.rooms: dict[tuple[int, int], Space] = {}
        self.numbers = count(1)
        self.owner: object = None

    def space(self, owner: object, widths: Codes, most: float) -> Space:
        """Room for a problem; that of the one before is over."""
        self.owner = owner
        width, places = LEAST_WIDTH, LEAST_PLACES
        while width < widths.max(initial=0):
            width *= 2
        while places <= len(widths):
            places *= 2
        if (width, places) not in self.rooms:
            self.rooms[width, places] = _room(width, places)
        space = self.rooms[width, places]._replace(widths=widths)
        space.state[COUNT], space.state[MASK], space.state[FULL] = 0, FEW_SLOTS - 1, 0
        space.state[MOST], space.state[JOINING] = min(most, ROOM), next(self.numbers)
        space.slots[:FEW_SLOTS] = -1
        return space


def _room(width: int, places: int) -> Space:
    slots = FEW_SLOTS
    while slots <= 2 * ROOM:
        slots *= 2
    return Space(
        place=np.zeros(ROOM, np.int32),
        parts=np.zeros((ROOM, width), np.int32),
        negated=np.zeros(ROOM, np.int32),
        widths=np.zeros(0, np.int32),
        slots=np.full(slots, -1, np.int32),
        joined=np.zeros((slots, 5), np.int32),
        here=np.zeros((places, width), np.int32),
        stack=np.zeros(1 << 16, np.int32),
        state=np.zeros(5, np.int64),
    )


DESK = _Desk()


class CompiledDiagrams(Diagrams):
    """Functions in arrays; when they are `kept` what is not needed any more is let go of."""

    def __init__(self, classes: dict[int, list[int]], most: float) -> None:
        super().__init__(classes, most)
        self.widths = np.array([len(each) for each in self.masks], np.int32)
        if self.widths.max(initial=0) > WIDEST or (most > ROOM and most != inf):
            raise Unable
        self.space: Space | None = DESK.space(self, self.widths, most)
        self.place, self.parts = np.zeros(0, np.int32), np.zeros((0, 1), np.int32)
        self._tests: dict[tuple[int, int], int] = {}

    @property
    def _working(self) -> Space:
        """The room of this problem, as long as no other one was begun."""
        if self.space is None or DESK.owner is not self:
            message = "a function of diagrams that are over"
            raise RuntimeError(message)
        return self.space

    def _told(self, found: int) -> int:
        if self._working.state[FULL]:
            raise TooLarge
        return found

    def counts(self, rules: Iterable[Counted]) -> list[int]:
        """For each rule when it counts; all of them in one program."""
        program: list[int] = []
        number = -1
        for number, (formulas, upon, yields_to) in enumerate(rules):
            for formula in formulas:
                self._written(formula, program)
            if upon:
                for each in upon:
                    program += (kernel.COUNTED, each)
                program += (kernel.SOME, len(upon))
            for each in yields_to:
                program += (kernel.COUNTED, each, kernel.NOT, 0)
            program += (kernel.EVERY, len(formulas) + bool(upon) + len(yields_to), kernel.STORE, number)
        if len(program) > len(self._working.stack):
            raise Unable
        found = np.zeros(number + 1, np.int32)
        kernel.run(self._working, np.array(program, np.int64), found)
        self._told(NO)
        return found.tolist()

    def _written(self, formula: Formula, program: list[int]) -> None:
        if formula is True or formula is False:
            program += (kernel.COUNTED, YES if formula else NO)
            return
        head, rest = formula
        if isinstance(head, int):
            test = (head, cast("int", rest))
            bits = self._tests.get(test)
            if bits is None:
                masks = self.masks[self.places[head]]
                bits = self._tests[test] = sum(1 << at for at, mask in enumerate(masks) if mask & test[1])
            program += (kernel.TEST, self.places[head], bits)
            return
        parts = cast("tuple[Formula, ...]", rest)
        for part in parts:
            self._written(part, program)
        program += (HOW[head], len(parts))

    def formula(self, formula: Formula) -> int:
        """Whether a formula holds."""
        return self.counts([((formula,), (), ())])[0]

    def every(self, parts: Iterable[int]) -> int:
        """Whether all hold."""
        return self._told(kernel.every(self._working, np.array([*parts], np.int32)))

    def negated(self, one: int) -> int:
        """Whether it does not hold."""
        return self._told(kernel.negated(self._working, one))

    def where(self, one: int, then: int, other: int) -> int:
        """One function where a truth holds, another one elsewhere; the two are truths both, or neither."""
        return self._told(kernel.where(self._working, one, then, other))

    def where_any(self, truths: Iterable[int], then: int, other: int) -> int:
        """One function where any of some truths holds, the other one elsewhere: see `where`."""
        if then >= 0 or other >= 0:
            return self.where(self.some(truths), then, other)
        return self._told(kernel.where_any(self._working, np.array([*truths], np.int32), then, other))

    def joined(self, join: Callable[..., Hashable], *parts: int) -> int:
        """The function whose value is what `join` makes of the value of one other; of several it is not compiled."""
        if len(parts) > 1:
            raise Unable
        values = np.array([self.constant(join(value)) for value in [*self.values]], np.int32)
        # what was joined before is not taken for it, nor this for what comes
        space = self._working
        space.state[JOINING] = next(DESK.numbers)
        found = self._told(reading.mapped(space, parts[0], values))
        space.state[JOINING] = next(DESK.numbers)
        return found

    def constant(self, value: Hashable) -> int:
        """The function that has one value everywhere."""
        if len(self.values) >= WIDEST:
            raise Unable
        return super().constant(value)

    def worked_out(self) -> None:
        """What is read off from now on has no limit: it never has more nodes than what it is read off from."""
        space = self._working
        self.size, space.state[MOST] = int(space.state[COUNT]), ROOM

    def kept(self, *functions: int) -> tuple[int, ...]:
        """The functions as they are numbered from now on; everything else is over."""
        space = self._working
        numbers = reading.needed(space, np.array(functions, np.int32))
        size = int(numbers.max(initial=-1)) + 1
        self.place = np.empty(size, np.int32)
        self.parts = np.empty((size, max(1, int(self.widths.max(initial=1)))), np.int32)
        reading.taken_out(space, numbers, self.place, self.parts)
        self.space, DESK.owner = None, None
        self._tests.clear()
        return tuple(int(numbers[each]) if each >= 0 else each for each in functions)

    def _known(self, known: Mapping[int, int]) -> Codes:
        given = np.full(max(1, len(self.variables)), -1, np.int32)
        for variable, number in known.items():
            if variable in self.places:
                given[self.places[variable]] = number
        return given

    def reached(self, one: int, known: Mapping[int, int] = NOTHING_KNOWN) -> set[Hashable]:
        """Every value that the function takes where some variables are known to be in the class of a number."""
        given = self._known(known)
        found = int(reading.values_reached(self.place, self.parts, self.widths, one, given))
        return {value for at, value in enumerate(self.values) if found >> at & 1}

    def named(self, one: int, known: Mapping[int, int] = NOTHING_KNOWN) -> set[int]:
        """The variables that the function depends on where some are known to be in the class of a number."""
        space = DESK.space(None, self.widths, inf)
        found = reading.places_named(space, self.place, self.parts, one, self._known(known))
        return {self.variables[place] for place in np.flatnonzero(found).tolist()}

    def paths(self, one: int, known: Mapping[int, int] = NOTHING_KNOWN) -> Iterator[dict[int, int]]:
        """For each value that the function takes where some variables are known one way to it: masks of variables."""
        space = DESK.space(None, self.widths, inf)
        found = np.empty((len(self.values), len(self.variables) + 1), np.int32)
        reading.ways(space, self.place, self.parts, one, self._known(known), found)
        for *way, there in found.tolist():
            if there != reading.NOWHERE:
                yield {
                    self.variables[place]: self.masks[place][at] for place, at in enumerate(way) if at >= 0
                }


def diagrams(classes: dict[int, list[int]], most: float) -> Diagrams:
    """Diagrams in the compiled loop, or those of `deciding` where the loop is too narrow for them."""
    try:
        return CompiledDiagrams(classes, most)
    except Unable:
        return Diagrams(classes, most)
