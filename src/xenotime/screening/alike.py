"""Conditions that are spelt out alike by another list, or for other codes: the first ones stand for all."""

from collections.abc import Hashable

from xenotime.law.condition import Joined, Tree
from xenotime.screening.layers import Trees


class Alike:
    """Finds conditions that say the same; parts that many of them share are looked into once."""

    def __init__(self) -> None:
        self.first: dict[Hashable, Trees] = {}
        self.known: dict[int, tuple[Trees, Trees]] = {}
        self.numbers: dict[int, tuple[Tree, int]] = {}
        """By what a tree is, which is kept, the number of all trees that say the same."""
        self.said: dict[Hashable, int] = {}

    def of(self, trees: Trees) -> Trees:
        """The first conditions that say the same."""
        if id(trees) not in self.known:
            said = tuple((slot, self._number(tree)) for slot, tree in trees.items())
            self.known[id(trees)] = trees, self.first.setdefault(said, trees)
        return self.known[id(trees)][1]

    def _number(self, tree: Tree) -> int:
        if id(tree) not in self.numbers:
            said: Hashable = tree
            if isinstance(tree, Joined):
                said = (tree.how, tree.label, tree.source, *map(self._number, tree.parts))
            self.numbers[id(tree)] = tree, self.said.setdefault(said, len(self.said))
        return self.numbers[id(tree)][1]
