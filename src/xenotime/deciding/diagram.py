"""Decision diagrams: a function of what is not known in the one form that it has, so that what matters can be read off."""

import sys
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from math import inf

from xenotime.deciding.formula import Formula

MOST_NODES = 150_000
"""Nodes of one problem's diagrams; one with more is not worked out."""
NO, YES = -2, -3
"""Constant functions; none is -1, which Python hashes as it does -2: nodes that split into both would all be hashed alike."""
CONSTANT_TRUTHS = frozenset({NO, YES})
Key = tuple[int, ...]
"""The place of the variable that a function splits on, and the function for each of its classes."""
END: Key = (sys.maxsize,)
"""Where a constant function stands: behind all variables."""
Counted = tuple[Sequence[Formula], Sequence[int], Sequence[int]]
"""Of a rule the formulas that have to hold, the rules of which one has to count, and those of which none may."""


NOTHING_KNOWN: Mapping[int, int] = {}


class TooLarge(Exception):
    """The diagrams of a problem have more nodes than they may."""


class Unable(Exception):
    """Diagrams of another make cannot do what is asked of them; those of this module can."""


class Diagrams:
    """Functions of some variables, each a number: the same function has the same number, a constant one below 0.

    `classes[variable]` are the masks of those of its choices that are open, and that no condition tells apart. A function
    splits on variables in the order in which they stand there. `NO` and `YES` are the constant truths.
    """

    def __init__(self, classes: dict[int, list[int]], most: float = MOST_NODES) -> None:
        self.variables = list(classes)
        self.places = {variable: place for place, variable in enumerate(self.variables)}
        self.masks = [*classes.values()]
        self.nodes: list[Key] = []
        self.most = most
        self.size = 0
        """How many nodes it took to work everything out."""
        self.numbers: dict[Key, int] = {}
        self.constants: dict[Hashable, int] = {False: NO, True: YES}
        self.values: list[Hashable] = [False, True]
        self._where: dict[Key, int] = {}
        self._not: dict[int, int] = {NO: YES, YES: NO}
        self._bits: dict[int, int] = {}
        self._places: dict[int, int] = {}
        self._formulas: dict[int, tuple[Formula, int]] = {}

    def constant(self, value: Hashable) -> int:
        """The function that has one value everywhere."""
        if value not in self.constants:
            self.values.append(value)
            self.constants[value] = NO + 1 - len(self.values)
        return self.constants[value]

    def value(self, one: int) -> Hashable:
        """The value of a constant function."""
        return self.values[NO - one]

    def _node(self, key: Key) -> int:
        first = key[1]
        if first == key[-1] and key.count(first) == len(key) - 1 + (key[0] == first):
            return first
        found = self.numbers.get(key)
        if found is None:
            if len(self.nodes) >= self.most:
                raise TooLarge
            found = self.numbers[key] = len(self.nodes)
            self.nodes.append(key)
        return found

    def worked_out(self) -> None:
        """What is read off from now on has no limit: it never has more nodes than what it is read off from."""
        self.most, self.size = inf, len(self.nodes)

    def kept(self, *functions: int) -> tuple[int, ...]:
        """The functions as they are numbered from now on: no others are asked for, and what led to them is forgotten."""
        for each in (self._where, self._not, self._formulas):
            each.clear()
        return functions

    def counts(self, rules: Iterable[Counted]) -> list[int]:
        """For each rule when it counts; the rules that it names come before it."""
        counts: list[int] = []
        for formulas, upon, yields_to in rules:
            parts = [self.formula(each) for each in formulas]
            if upon:
                parts.append(self.some(counts[each] for each in upon))
            parts += [self.negated(counts[each]) for each in yields_to]
            counts.append(self.every(parts))
        return counts

    def formula(self, formula: Formula) -> int:
        """Whether a formula holds."""
        if formula is True or formula is False:
            return YES if formula else NO
        known = self._formulas.get(id(formula))
        if known is not None:
            return known[1]
        head, rest = formula
        if isinstance(head, int):
            place = self.places[head]
            found = self._node((place, *(YES if mask & rest else NO for mask in self.masks[place])))  # type: ignore[operator]
        else:
            parts = [self.formula(part) for part in rest]  # type: ignore[union-attr]
            found = self.every(parts) if head == "all" else self.some(parts)
            found = self.negated(found) if head == "none" else found
        self._formulas[id(formula)] = formula, found
        return found

    def every(self, parts: Iterable[int]) -> int:
        """Whether all hold."""
        found = YES
        for part in sorted(parts, reverse=True):
            found = self.both(found, part)
        return found

    def some(self, parts: Iterable[int]) -> int:
        """Whether any holds."""
        return self.where_any(parts, YES, NO)

    def negated(self, one: int) -> int:
        """Whether it does not hold."""
        found = self._not.get(one)
        if found is None:
            place, *parts = self.nodes[one]
            found = self._not[one] = self._node((place, *map(self.negated, parts)))
            self._not[found] = one
        return found

    def both(self, one: int, other: int) -> int:
        """Whether both hold."""
        return self.where(one, other, NO)

    def where_any(self, truths: Iterable[int], then: int, other: int) -> int:
        """One function where any of some truths holds, the other one elsewhere: see `where`."""
        if then >= 0 or other >= 0:
            return self.where(self.some(truths), then, other)
        for each in sorted(truths, reverse=True):
            other = self.where(each, then, other)
        return other

    def where(self, one: int, then: int, other: int) -> int:
        """One function where a truth holds, another one elsewhere; the two are truths both, or neither."""
        if one < 0 or then == other:
            return other if one == NO else then
        if one == then:
            then = YES
        if one == other:
            other = NO
        if other == NO and then in CONSTANT_TRUTHS:
            return one if then == YES else NO
        # the same truths together, in whichever order, are looked up as one
        if other == NO and one > then >= 0:
            one, then = then, one
        elif then == YES and one > other >= 0:
            one, other = other, one
        key = (one, then, other)
        found = self._where.get(key)
        if found is None:
            first, second, third = (self.nodes[each] if each >= 0 else END for each in key)
            place = min(first[0], second[0], third[0])
            width = len(self.masks[place])
            ones = first[1:] if first[0] == place else (one,) * width
            thens = second[1:] if second[0] == place else (then,) * width
            others = third[1:] if third[0] == place else (other,) * width
            found = self._where[key] = self._node((place, *map(self.where, ones, thens, others)))
        return found

    def joined(self, join: Callable[..., Hashable], *parts: int) -> int:
        """The function whose value is what `join` makes of the parts' values."""
        return self._joined(join, parts, {})

    def _joined(self, join: Callable[..., Hashable], parts: Key, known: dict[Key, int]) -> int:
        found = known.get(parts)
        if found is None:
            if all(each < 0 for each in parts):
                found = self.constant(join(*map(self.value, parts)))
            else:
                place = min(self.nodes[each][0] for each in parts if each >= 0)
                cut = zip(*(self._split(each, place) for each in parts), strict=True)
                found = self._node((place, *(self._joined(join, each, known) for each in cut)))
            known[parts] = found
        return found

    def _split(self, one: int, place: int) -> Key:
        if one >= 0 and self.nodes[one][0] == place:
            return self.nodes[one][1:]
        return (one,) * len(self.masks[place])

    def within(self, one: int, known: Mapping[int, int]) -> int:
        """The function where some variables are known to be in the class of a number."""
        places = self._placed(known)
        return self._within(one, places, {}) if places else one

    def _placed(self, known: Mapping[int, int]) -> dict[int, int]:
        return {self.places[each]: number for each, number in known.items() if each in self.places}

    def _within(self, one: int, known: dict[int, int], done: dict[int, int]) -> int:
        if one < 0:
            return one
        found = done.get(one)
        if found is None:
            place, *parts = self.nodes[one]
            if place in known:
                found = self._within(parts[known[place]], known, done)
            else:
                found = self._node((place, *(self._within(part, known, done) for part in parts)))
            done[one] = found
        return found

    def reached(self, one: int, known: Mapping[int, int] = NOTHING_KNOWN) -> set[Hashable]:
        """Every value that the function takes where some variables are known to be in the class of a number."""
        places = self._placed(known)
        asked = sum(1 << place for place in places)
        found, seen, todo = 0, {one}, [one]
        while todo:
            here = todo.pop()
            if here < 0 or not self._depends(here) & asked:
                found |= self._taken(here)
                continue
            place, *parts = self.nodes[here]
            fresh = {parts[places[place]]} if place in places else set(parts)
            todo.extend(fresh - seen)
            seen |= fresh
        return {value for at, value in enumerate(self.values) if found >> at & 1}

    def _taken(self, one: int) -> int:
        """The values that the function takes, as bits."""
        if one < 0:
            return 1 << (NO - one)
        found = self._bits.get(one)
        if found is None:
            found = 0
            for part in set(self.nodes[one][1:]):
                found |= self._taken(part)
            self._bits[one] = found
        return found

    def _depends(self, one: int) -> int:
        """The places of the variables that the function depends on, as bits."""
        if one < 0:
            return 0
        found = self._places.get(one)
        if found is None:
            place, *parts = self.nodes[one]
            found = 1 << place
            for part in set(parts):
                found |= self._depends(part)
            self._places[one] = found
        return found

    def paths(self, one: int, known: Mapping[int, int] = NOTHING_KNOWN) -> Iterator[dict[int, int]]:
        """For each value that the function takes where some variables are known one way to it: masks of variables."""
        top = self.within(one, known)
        for value in range(len(self.values)):
            here, path = top, {}
            while here >= 0:
                place, *parts = self.nodes[here]
                at = next((at for at, part in enumerate(parts) if self._taken(part) >> value & 1), None)
                if at is None:
                    break
                path[self.variables[place]] = self.masks[place][at]
                here = parts[at]
            if here == NO - value:
                yield path

    def named(self, one: int, known: Mapping[int, int] = NOTHING_KNOWN) -> set[int]:
        """The variables that the function depends on where some are known to be in the class of a number."""
        depends = self._depends(self.within(one, known))
        return {variable for place, variable in enumerate(self.variables) if depends >> place & 1}
