"""What was found of every rule's conditions; put into words only where somebody asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from xenotime.deciding.answer import Found
from xenotime.deciding.findings import Memo, found_of, leaf_answer, leaf_count_failing
from xenotime.deciding.problem import Layer, Problem
from xenotime.law.condition import Joined, Leaf, Tree
from xenotime.law.evaluate import join

MOST_FAILING = 2
"""Failing conditions are counted so far: one alone nearly caught the case, two did not."""
SETTLED_BY = {"all": False, "any": True, "none": True}
"""The answer of one part by which a way to join is settled, whatever the other parts are."""


class Conditions(Protocol):
    """For every rule, by its number, what was found of its conditions."""

    def found(self, number: int) -> Found:
        """Everything that was found."""

    def failing(self, number: int) -> int:
        """How many of the top conditions surely fail, counted to `MOST_FAILING`."""


@dataclass(frozen=True)
class Told:
    """Findings that are there already."""

    findings: Sequence[Found]
    failings: Sequence[int]
    """For each of them how many of the top conditions surely fail: see `count_failing`."""

    def found(self, number: int) -> Found:
        """Everything that was found."""
        return self.findings[number]

    def failing(self, number: int) -> int:
        """How many of the top conditions surely fail, counted to `MOST_FAILING`."""
        return self.failings[number]


def count_failing(found: Found) -> int:
    """How many of the top conditions surely fail in what was found, counted to `MOST_FAILING`."""
    return min(leaf_count_failing(found), MOST_FAILING)


class Looked:
    """Findings in a problem that is laid out."""

    def __init__(self, problem: Problem, layer: Layer) -> None:
        self.trees, self.layer = [laid.tree for laid in problem.rules], layer
        self.memo: Memo = {}
        self.truths: dict[int, bool | None] = {}
        """The answers of trees by their identity; the problem keeps the trees."""

    def found(self, number: int) -> Found:
        """Everything that was found."""
        return found_of(self.trees[number], self.layer, self.memo)

    def failing(self, number: int) -> int:
        """How many of the top conditions surely fail, counted to `MOST_FAILING`."""
        return self._failing(self.trees[number])

    def _failing(self, tree: Tree) -> int:
        if not isinstance(tree, Joined) or tree.how != "all":
            return int(self._truth(tree) is False)
        count = 0
        for part in tree.parts:
            count += self._failing(part)
            if count >= MOST_FAILING:
                return MOST_FAILING
        return count

    def _truth(self, tree: Tree) -> bool | None:
        if id(tree) not in self.truths:
            self.truths[id(tree)] = self._answer(tree)
        return self.truths[id(tree)]

    def _answer(self, tree: Tree) -> bool | None:
        if isinstance(tree, Leaf):
            return leaf_answer(tree.condition, self.layer)
        if not isinstance(tree, Joined):
            return tree.holds
        if tree.how == "stated":
            return self.layer.evaluated(tree)
        answers: list[bool | None] = []
        for part in tree.parts:
            answers.append(self._truth(part))
            if answers[-1] is SETTLED_BY.get(tree.how, answers):
                break
        return join(tree.how, answers)
