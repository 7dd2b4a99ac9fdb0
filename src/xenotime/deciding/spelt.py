"""What the conditions of a law say on a day, spelt out once for all cases in which lists are held against the same codes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from xenotime.facts.seen import Seen
from xenotime.law.condition import Condition, Joined, Leaf, Subject, Tree
from xenotime.law.evaluate import Memo, See, expand
from xenotime.law.lawbook import Lawbook

MOST_KEPT = 32
PLAIN = frozenset({"all", "any", "none"})
"""Ways to join of which the parts tell everything."""


class Spelt:
    """Trees with lists, groups and thresholds spelt out, for one day and for what is stated of the codes that were asked for.

    Where it is `lasting` the trees themselves are kept, for other cases that ask for the same.
    """

    def __init__(self, *, lasting: bool = False) -> None:
        self.lasting = lasting
        self.memo: Memo = {}
        self.asked: dict[Subject, Seen] = {}
        """What was looked at to spell them out."""
        self.trees: dict[tuple[int, str], tuple[Tree, Tree]] = {}
        """By identity and instrument: the tree, kept so that its identity stays its own, and what it says."""
        self.subjects: dict[int, tuple[Subject, ...]] = {}
        """By the identity of a tree that is kept: what it asks about."""
        self.steps: Steps | None = None
        """All rules of a plan, once they were laid out together."""

    def fits(self, see: See) -> bool:
        """Whether it says the same for whoever sees so."""
        return all(
            (seen.words, seen.closed) == (now.words, now.closed)
            for subject, seen in self.asked.items()
            for now in [see(subject)]
        )

    def whatever_is_seen(self) -> Memo:
        """What was spelt out of groups: lists alone hang on what is stated of codes."""
        return {key: tree for key, tree in self.memo.items() if key[0].kind != "member"}

    def out(self, tree: Tree, law: Lawbook, instrument: str, see: See, on: date, known_on: date) -> Tree:
        """The tree spelt out; what that rests on is looked at, whoever asked first."""
        known = self.trees.get((id(tree), instrument))
        if known is None:
            found = self._out(tree, law, instrument, see, on, known_on)
            known = tree, found
            if self.lasting:
                self.trees[id(tree), instrument] = known
        for each in self.asked:
            see(each)
        return known[1]

    def asks(self, tree: Tree) -> Iterable[Subject]:
        """Everything that a tree asks about, once."""
        if not self.lasting:
            return dict.fromkeys(each.subject for each in noted([tree]))
        if id(tree) not in self.subjects:
            self.subjects[id(tree)] = tuple(dict.fromkeys(each.subject for each in noted([tree])))
        return self.subjects[id(tree)]

    def _out(self, tree: Tree, law: Lawbook, instrument: str, see: See, on: date, known_on: date) -> Tree:
        def looked_at(subject: Subject) -> Seen:
            self.asked[subject] = see(subject)
            return self.asked[subject]

        whole = each_party(tree, law.vocabulary.party_roles)
        return expand(whole, law, instrument, looked_at, on, known_on, self.memo)


@dataclass
class Kept:
    """What was spelt out last, each for its day."""

    spelt: list[tuple[date, Spelt]] = field(default_factory=list)

    def of(self, day: date, see: See) -> Spelt:
        """What is spelt out for a day and for whoever sees so."""
        for at, (other, spelt) in enumerate(self.spelt):
            if other == day and spelt.fits(see):
                self.spelt.append(self.spelt.pop(at))
                return spelt
        fresh = Spelt(lasting=True)
        if same_day := next((spelt for other, spelt in reversed(self.spelt) if other == day), None):
            fresh.memo |= same_day.whatever_is_seen()
        self.spelt = [*self.spelt[1 - MOST_KEPT :], (day, fresh)]
        return fresh


@dataclass(frozen=True)
class Steps:
    """Every part of some trees once, each after its own parts; conditions that are equal are one part."""

    steps: tuple[tuple[Tree, str, tuple[int, ...]], ...]
    """A part, how it joins its own, and the places of these; where no word stands it is taken as a whole."""
    tops: tuple[int, ...]
    """The places of the trees themselves."""
    conditions: tuple[Condition, ...]
    """Every condition once, in the order in which they are noted."""


def in_steps(trees: Iterable[Tree]) -> Steps:
    """Some trees, part by part."""
    whole = tuple(trees)
    steps: list[tuple[Tree, str, tuple[int, ...]]] = []
    places: dict[int, int] = {}
    alike: dict[Condition, int] = {}

    def place(tree: Tree) -> int:
        at = places.get(id(tree))
        if at is None and isinstance(tree, Leaf):
            at = alike.get(tree.condition)
        if at is None:
            how, parts = "", tuple[int, ...]()
            if isinstance(tree, Joined) and tree.how in PLAIN:
                how, parts = tree.how, tuple(place(part) for part in tree.parts)
            at = len(steps)
            steps.append((tree, how, parts))
            if isinstance(tree, Leaf):
                alike[tree.condition] = at
        places[id(tree)] = at
        return at

    tops = tuple(place(tree) for tree in whole)
    return Steps(tuple(steps), tops, tuple(dict.fromkeys(noted(whole))))


def noted(trees: Iterable[Tree], looked: dict[int, Tree] | None = None) -> Iterator[Condition]:
    """The conditions of some trees in the order in which they are noted; a part that several share is looked at once.

    `looked` has the parts that were looked at before, by identity, and takes in the others.
    """
    looked = {} if looked is None else looked
    for tree in trees:
        stack = [tree]
        while stack:
            part = stack.pop()
            if id(part) in looked:
                continue
            looked[id(part)] = part
            if isinstance(part, Joined):
                stack.extend(part.parts)
            elif isinstance(part, Leaf):
                yield part.condition


def each_party(tree: Tree, roles: tuple[str, ...]) -> Tree:
    """Spell `any_party` out as any of the shipment's parties."""
    if not tree.asks_any_party:
        return tree
    if isinstance(tree, Joined):
        return Joined(
            tree.how, tuple(each_party(part, roles) for part in tree.parts), tree.label, tree.source
        )
    assert isinstance(tree, Leaf)  # noqa: S101  what is settled is about nobody
    condition = tree.condition
    negated = condition.relation in {"!=", "not in"}
    relation = {"!=": "==", "not in": "in"}.get(condition.relation, condition.relation)
    parts = tuple(
        Leaf(Condition(replace(condition.subject, role=role), relation, condition.value)) for role in roles
    )
    return Joined("none" if negated else "any", parts, condition.as_text())
