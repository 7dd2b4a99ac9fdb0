"""What is possible in a problem, as one function of what is not known: its results, what they depend on, under each reading."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from itertools import chain

from xenotime.deciding import diagram
from xenotime.deciding.diagram import NO, YES, Counted, Diagrams, TooLarge, Unable
from xenotime.deciding.formula import State, Test
from xenotime.deciding.nearness import orders
from xenotime.deciding.plainer import Together, plainer
from xenotime.deciding.possible import LICENCE_REQUIRED, Result, counting, reduced, results
from xenotime.deciding.problem import LaidRule, Problem
from xenotime.deciding.residual import undecided_in
from xenotime.deciding.variables import told_apart
from xenotime.law.provision import OUTCOMES, POLICIES

Results = frozenset[Result]
Makes = Callable[[dict[int, list[int]], float], Diagrams]
"""Makes diagrams of the classes of variables, with at most so many nodes."""
IS_YES = 1
"""The open choices of a yes or no that is yes."""
FEW = 12
"""Unknowns up to which a problem is worked out as it was laid out: it comes nowhere near the limit."""
WELL_BELOW = 0.8
"""The share of the limit up to which the same rules, laid out of other parts, are surely worked out as well: they take as many nodes, or nearly."""


class Outlook:
    """The results of a problem in every completion of a state.

    Where the function is too large to be worked out, `tight` is false: results are then those that cannot be excluded, and
    everything undecided is taken to matter. Rules in `without` never count. `makes` makes the diagrams.
    """

    def __init__(
        self, problem: Problem, state: State, without: frozenset[int] = frozenset(), makes: Makes = Diagrams
    ) -> None:
        self.whole, self.state, self.makes = problem, state, makes
        self.cut = reduced(problem, state, without)
        self.left_out = without if self.cut.plan.conflicts else frozenset[int]()
        """The rules that never count, where they were not dropped."""
        self.problem, self.one = self.cut, dict[int, tuple[int, ...]]()
        self.tried = 0
        """In how many orders of the variables it was tried to work it out."""
        try:
            self.diagrams, self.found, self.levels = self._worked_out(makes)
        except Unable:
            self.diagrams, self.found, self.levels = self._worked_out(Diagrams)
        self._results: dict[frozenset[tuple[int, int]], Results] = {}

    @property
    def tight(self) -> bool:
        """Whether the results are exactly those that some completion has."""
        return self.diagrams is not None

    @property
    def is_small(self) -> bool:
        """Whether it was worked out well below the limit, in the order that is tried first: the others hang on how it was laid out."""
        is_below = self.diagrams is not None and self.diagrams.size <= WELL_BELOW * diagram.MOST_NODES
        return is_below and self.tried == 1

    @property
    def open_readings(self) -> set[int]:
        """The questions on whose reading a result can depend."""
        if self.diagrams is None:
            return undecided_in(self.cut, self.state) & self.whole.readings
        return self.diagrams.named(self.found) & self.whole.readings

    def results(self, state: State) -> set[Result]:
        """The results possible in a state that lies within this one."""
        if self.diagrams is None:
            return bounds(self.cut, state, self.left_out)
        known = self._known(self.diagrams, state)
        key = frozenset(known.items())
        if key not in self._results:
            every = self.diagrams.reached(self.found, known)
            self._results[key] = frozenset[Result]().union(*every)  # type: ignore[arg-type]
        return {*self._results[key]}

    def outcomes(self, state: State) -> tuple[str, ...]:
        """The outcomes possible in a state, from the mildest."""
        return outcomes_of(self.results(state))

    def is_one_when_known(self, state: State) -> bool:
        """Whether one outcome is left in every completion: not where exceptions are at odds, nor where that was not worked out."""
        if self.diagrams is None:
            return False
        every = self.diagrams.reached(self.found, self._known(self.diagrams, state))
        return all(len({level for level, _ in each}) == 1 for each in every)  # type: ignore[attr-defined]

    def examples(self, state: State) -> list[State]:
        """For every set of results that is possible in a state one way to complete it; none where that was not worked out."""
        if self.diagrams is None:
            return []
        found = []
        for path in self.diagrams.paths(self.found, self._known(self.diagrams, state)):
            here = [*state]
            for variable, mask in path.items():
                for each in self.one.get(variable, (variable,)):
                    here[each] &= mask if here[each] & mask else here[each]
            found.append([mask & -mask for mask in here])
        return found

    def mattering(self, state: State, *, with_policy: bool = False) -> list[int]:
        """The unknowns of which two values can give different outcomes, all else the same; in the law's order.

        `with_policy` asks for those that can give different policies as well.
        """
        if self.diagrams is None:
            return sorted(n for n in undecided_in(self.cut, state) if state[n].bit_count() > 1)
        function = self.found if with_policy else self.levels
        named = self.diagrams.named(function, self._known(self.diagrams, state))
        return sorted(n for each in named for n in self.one.get(each, (each,)) if state[n].bit_count() > 1)

    def _known(self, diagrams: Diagrams, state: State) -> dict[int, int]:
        """The variables that a state knows more of, and the class of their choices that each is in then."""
        now = {variable: self._now(variable, state) for variable in diagrams.places}
        return {
            variable: next(
                number
                for number, mask in enumerate(diagrams.masks[diagrams.places[variable]])
                if mask & open_
            )
            for variable, open_ in now.items()
            if open_ != self.state[variable]
        }

    def _now(self, variable: int, state: State) -> int:
        """The open choices of a variable; of one that stands for several whether any of them is yes."""
        every = [state[each] for each in self.one.get(variable, (variable,))]
        return every[0] if len(every) == 1 else IS_YES if IS_YES in every else max(every)

    def _worked_out(self, makes: Makes) -> tuple[Diagrams | None, int, int]:
        """The diagrams, the sets of results, and what tells the outcomes in each of these from those in others."""
        tests, masks = _asked(self.problem)
        if len(masks) > FEW:
            self.problem, self.one = _plainly(self.problem, self.state)
            tests, masks = _asked(self.problem)
        variables = [*masks]
        for self.tried, order in enumerate(orders(range(len(masks)), _together(tests, variables)), 1):
            named = [variables[place] for place in order]
            classes = {each: told_apart(self.state[each], masks[each]) for each in named}
            diagrams = makes(classes, diagram.MOST_NODES)
            try:
                found, levels = _whole(self.problem, diagrams, self.left_out)
                levels = diagrams.joined(_outcomes_alone, found) if levels is None else levels
            except TooLarge:
                continue
            diagrams.worked_out()
            found, levels = diagrams.kept(found, levels)
            return diagrams, found, levels
        return None, NO, NO


def _asked(problem: Problem) -> tuple[list[list[Test]], dict[int, dict[int, None]]]:
    """The tests of each rule, and the masks of each variable."""
    tests = [list(_tests(laid)) for laid in _heaviest_first(problem)]
    masks: dict[int, dict[int, None]] = {}
    for variable, mask in chain.from_iterable(tests):
        masks.setdefault(variable, {})[mask] = None
    return tests, masks


def _plainly(problem: Problem, state: State) -> tuple[Problem, Together]:
    """The problem with its formulas written plainly: how large its diagrams are does not hang on how it was laid out."""
    either = {n for n, each in enumerate(problem.variables) if each.words and state[n].bit_count() > 1}
    open_ones = {
        number: laid
        for number, laid in enumerate(problem.rules)
        if not (isinstance(laid.awake, bool) and isinstance(laid.when, bool))
    }
    written, together = plainer(
        [part for laid in open_ones.values() for part in (laid.awake, laid.when)], either
    )
    rules = list(problem.rules)
    for at, (number, laid) in enumerate(open_ones.items()):
        awake, when = written[2 * at : 2 * at + 2]
        if awake is not laid.awake or when is not laid.when:
            rules[number] = replace(laid, awake=awake, when=when)
    return replace(problem, rules=tuple(rules)), together


def bounds(problem: Problem, state: State, without: frozenset[int] = frozenset()) -> set[Result]:
    """The results that cannot be excluded, whichever of the exceptions that may be at odds yield."""
    counts = counting(problem, state, without)
    found = results(problem, counts)
    for pair in problem.plan.conflicts:
        if all(counts[each] is not False for each in pair):
            found = found.union(*(bounds(problem, state, without | {each}) for each in pair))
    return found


def results_in(problem: Problem, example: State, without: frozenset[int] = frozenset()) -> set[Result]:
    """The results in a state that leaves nothing open: where exceptions are at odds, any one of them may yield."""
    counts = counting(problem, example, without)
    at_odds = [each for pair in problem.plan.conflicts if all(counts[one] for one in pair) for each in pair]
    if not at_odds:
        return results(problem, counts)
    return set().union(*(results_in(problem, example, without | {each}) for each in at_odds))


def _heaviest_first(problem: Problem) -> list[LaidRule]:
    """The rules, from the strictest outcome to the mildest and then the policies: those that settle most come first."""
    return sorted(problem.rules, key=lambda laid: (-laid.planned.level, -laid.planned.policy))


def _together(tests: list[list[Test]], variables: list[int]) -> list[frozenset[int]]:
    """The variables that each of some rules looks at, where it looks at any; by their places, whatever their numbers are."""
    place = {variable: at for at, variable in enumerate(variables)}
    return [frozenset(place[variable] for variable, _ in each) for each in tests if each]


def _tests(laid: LaidRule) -> Iterator[Test]:
    """Every test in a rule's formulas."""
    stack = [laid.when, laid.awake]
    while stack:
        formula = stack.pop()
        if isinstance(formula, bool):
            continue
        head, rest = formula
        if isinstance(head, int):
            yield formula  # type: ignore[misc]
        else:
            stack.extend(reversed(rest))  # type: ignore[arg-type]


def _whole(problem: Problem, diagrams: Diagrams, without: frozenset[int]) -> tuple[int, int | None]:
    """The sets of results, and what tells their outcomes apart where that is at hand.

    Where exceptions conflict, any one of those that do may be the one that yields.
    """
    counts = _counts(problem, diagrams, without)
    planned = [laid.planned for laid in problem.rules]

    def policy(height: int) -> int:
        return diagrams.constant(_alone(LICENCE_REQUIRED, height))

    policies = _highest(diagrams, [each.policy if each.level < 0 else 0 for each in planned], counts, policy)

    def outcome(height: int) -> int:
        return policies if height == LICENCE_REQUIRED else diagrams.constant(_alone(height, -1))

    alone = _highest(diagrams, [each.level for each in planned], counts, outcome)
    at_odds, clash = diagrams.constant(frozenset()), NO
    for pair in problem.plan.conflicts:
        both = diagrams.both(*(counts[each] for each in pair))
        if both != NO:
            yielding = [_whole(problem, diagrams, without | {each})[0] for each in pair]
            at_odds = diagrams.joined(_added, both, at_odds, *yielding)
            clash = diagrams.some((clash, both))
    found = diagrams.where(clash, at_odds, alone)
    return found, found if policies < 0 and clash == NO else None


def _alone(level: int, policy: int) -> Results:
    return frozenset({(level, policy)})


def _highest(diagrams: Diagrams, heights: list[int], counts: list[int], told: Callable[[int], int]) -> int:
    """What is told of the highest of the heights of all rules that count, of 0 where none of them is above it."""
    truths: dict[int, list[int]] = {}
    for height, counted in zip(heights, counts, strict=True):
        if height > 0:
            truths.setdefault(height, []).append(counted)
    surely = max((height for height, some in truths.items() if YES in some), default=0)
    found = told(surely)
    for height in sorted(each for each in truths if each > surely):
        found = diagrams.where_any(truths[height], told(height), found)
    return found


def _outcomes_alone(found: Results | bool) -> Hashable:
    """The outcomes of results; a truth, which is none of them, as it is."""
    return found if isinstance(found, bool) else frozenset(level for level, _ in found)


def _added(both: bool, before: Results, *yielding: Results) -> Results:
    return before.union(*yielding) if both else before


def _counts(problem: Problem, diagrams: Diagrams, without: frozenset[int]) -> list[int]:
    """For every rule when it counts."""
    known = problem.counts if problem.without == without else None

    def counted(number: int, laid: LaidRule) -> Counted:
        surely = False if number in without else known[number] if known else None
        if surely is not None:
            return (surely,), (), ()
        return (laid.awake, laid.when), laid.planned.upon, laid.planned.yields_to

    return diagrams.counts(counted(number, laid) for number, laid in enumerate(problem.rules))


def outcomes_of(found: set[Result]) -> tuple[str, ...]:
    """The outcomes among results, from the mildest."""
    return tuple(OUTCOMES[level] for level in sorted({level for level, _ in found}))


def policies_of(found: set[Result]) -> tuple[str, ...]:
    """The policies among results, from the mildest."""
    return tuple(POLICIES[policy] for policy in sorted({policy for _, policy in found if policy >= 0}))
