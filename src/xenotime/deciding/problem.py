"""Lay a case and the law in force out as variables, conditions over them, and rules in their order."""

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from xenotime.deciding.case import Case
from xenotime.deciding.formula import Formula, simplify
from xenotime.deciding.plan import Plan, Planned
from xenotime.deciding.spelt import Spelt, Steps, in_steps, noted
from xenotime.deciding.variables import (
    Variable,
    is_many,
    is_number,
    mask_of,
    number_choices,
    word_choices,
)
from xenotime.facts.seen import NO, YES, About, Seen
from xenotime.law.condition import FALSE, Condition, Joined, Leaf, Settled, Subject, Tree
from xenotime.law.evaluate import Held, holds, leaf_holds, may_be
from xenotime.law.lawbook import Lawbook, Status

Done = TypeVar("Done")


@dataclass(slots=True)
class LaidRule:
    """A rule ready to be evaluated over the variables of one case."""

    planned: Planned
    status: Status
    tree: Tree
    """Its conditions, with lists, groups and thresholds spelt out."""
    awake: Formula
    when: Formula

    def by(self, planned: Planned) -> "LaidRule":
        """The rule as it stands in another plan."""
        return LaidRule(planned, self.status, self.tree, self.awake, self.when)


@dataclass
class Problem:
    """Everything needed to find what is possible, in the order in which rules depend on each other."""

    plan: Plan
    rules: tuple[LaidRule, ...]
    variables: list[Variable]
    loose: bool = False
    """Whether a comparison of two facts was taken as an unknown of its own."""
    counts: list[bool | None] | None = None
    """In a problem that was cut down, for every rule whether it counts; that stays so while more becomes known."""
    without: frozenset[int] = frozenset()
    """The rules that were taken never to count when it was cut down."""

    @property
    def readings(self) -> frozenset[int]:
        """The variables that are readings of open questions."""
        return frozenset(n for n, each in enumerate(self.variables) if each.kind == "reading")

    def start(self, *, free: frozenset[int] = frozenset()) -> list[int]:
        """The open choices of every variable; those in `free` have all of theirs."""
        return [
            (1 << len(v.choices)) - 1 if number in free else v.open for number, v in enumerate(self.variables)
        ]


class Layer:
    """Collects conditions of one case, and gives each subject its variables."""

    def __init__(
        self, case: Case, law: Lawbook, on: date, known_on: date, spelt: Spelt | None = None
    ) -> None:
        self.case, self.law, self.on, self.known_on = case, law, on, known_on
        self.spelt = spelt or Spelt()
        self.variables: list[Variable] = []
        self.index: dict[tuple[object, ...], int] = {}
        self.named: dict[tuple[object, ...], list[Condition]] = {}
        self.sightings: MutableMapping[Subject, Seen] = {}
        self.loose = False
        self.masks: dict[tuple[object, ...], int] = {}
        self.collected: dict[int, Tree] = {}
        self.classes: dict[tuple[object, ...], dict[str, tuple[str, ...]]] = {}
        self.formulas: dict[int, tuple[Tree, Formula]] = {}
        """Formulas by the identity of their tree; the tree is kept so that its identity stays its own."""
        self.held = Held()
        """What holds of the trees that were evaluated."""

    def see(self, subject: Subject) -> Seen:
        """What the case says of a subject; readings and badly seen passages are subjects like others."""
        try:
            return self.sightings[subject]
        except KeyError:
            found = self.sightings[subject] = self._see(subject)
            return found

    def _see(self, subject: Subject) -> Seen:
        if subject.kind == "reading":
            about = About("question", subject.name)
            taken = self.case.readings.get(subject.name)
            answered = self.law.answer_to(subject.name, self.known_on)
            reading = answered.reading if answered else taken.reading if taken else None
            return Seen(about, frozenset({reading}) if reading else frozenset(), closed=bool(reading))
        if subject.kind == "text":
            return Seen(About("law", subject.name))
        return self.case.see(subject)

    def assumed(self) -> list[str]:
        """What is assumed in all that was seen."""
        return [each for seen in self.sightings.values() for each in seen.assumed]

    def forget(self) -> None:
        """Let go of what only more conditions would need; variables and what was seen stay."""
        for kept in (self.named, self.masks, self.collected, self.classes, self.formulas):
            kept.clear()
        self.held, self.spelt = Held(), Spelt()

    def spelt_out(self, tree: Tree, instrument: str) -> Tree:
        """The tree with lists, groups, thresholds and `any_party` spelt out."""
        return self.spelt.out(tree, self.law, instrument, self.see, self.on, self.known_on)

    def holds(self, tree: Tree, instrument: str) -> bool | None:
        """Whether a tree of the law holds; everything that it asks about is looked at."""
        spelt_out = self.spelt_out(tree, instrument)
        for subject in self.spelt.asks(spelt_out):
            self.see(subject)
        return self.evaluated(spelt_out)

    def once(self, _: Tree, work: Callable[[], Done]) -> Done:
        """What some work on a tree of the law comes to; a layer that sees what others saw may know it from them."""
        return work()

    def evaluated(self, tree: Tree) -> bool | None:
        """Whether a tree that was spelt out holds; what cannot tell any more is not looked at."""
        return holds(tree, self.see, self.held)

    def collect(self, tree: Tree) -> None:
        """Note every condition of a tree under its subject, so that classes can be formed."""
        for condition in noted([tree], self.collected):
            self._note(condition)

    def _note(self, condition: Condition) -> None:
        key = self._key(condition.subject, self.see(condition.subject))
        self.named.setdefault(key, []).append(condition)

    def over(self, steps: Steps) -> list[Formula]:
        """Trees over variables, from all their parts."""
        for condition in steps.conditions:
            self._note(condition)
        found: list[Formula] = []
        for tree, how, parts in steps.steps:
            found.append(simplify(how, [found[n] for n in parts]) if how else self.formula(tree))
        return [found[top] for top in steps.tops]

    def _key(self, subject: Subject, seen: Seen) -> tuple[object, ...]:
        name = subject.name if subject.kind == "fact" else subject.as_text()
        if subject.kind == "fact" and seen.about.kind == "shipment" and subject.role != "shipment":
            name = subject.as_text()
        return (seen.about, subject.kind, name)

    def _place(self, key: tuple[object, ...], *_: Seen) -> tuple[object, ...]:
        """Where the variable of what is seen so stands in the index: a case sees it in one way only."""
        return key

    def formula(self, tree: Tree) -> Formula:
        """The tree over variables."""
        known = self.formulas.get(id(tree))
        if known is None:
            known = self.formulas[id(tree)] = (tree, self._formula(tree))
        return known[1]

    def _formula(self, tree: Tree) -> Formula:
        if isinstance(tree, Settled):
            return tree.holds if tree.holds is not None else self._unsettled(tree.label or "left open")
        if isinstance(tree, Leaf):
            return self._test(tree.condition)
        if tree.how == "contradicts":
            surely = holds(Joined("any", tree.parts), self.see, self.held)
            return self._unsettled(tree.label) if surely else False
        if tree.how == "stated" and not self.case.invented:
            held = self.evaluated(tree)
            return held if held is not None else self._surely(tree, answer=True)
        if tree.how == "stated":
            return simplify("all", [self.formula(part) for part in tree.parts])
        return simplify(tree.how, [self.formula(part) for part in tree.parts])

    def _surely(self, tree: Tree, *, answer: bool) -> Formula:
        """That the tree surely has the answer: open only in what parties of one role or statements differ in, and if it may have it."""
        if not may_be(tree, self.see, self.held, answer=answer):
            return False
        if isinstance(tree, Settled) or (isinstance(tree, Joined) and tree.how == "contradicts"):
            return self.evaluated(tree) is answer
        if isinstance(tree, Leaf):
            seen = self.see(tree.condition.subject)
            if not seen.each and not seen.contradiction:
                return leaf_holds(tree.condition, seen) is answer
            return simplify("all" if answer else "none", (self.formula(tree),))
        sought = answer is not (tree.how == "none")
        parts = [self._surely(part, answer=sought) for part in tree.parts]
        return simplify("all" if sought is (tree.how in {"all", "stated"}) else "any", parts)

    def _unsettled(self, label: str) -> Formula:
        about, subject = About("statement", label), Subject("text", "law", label)
        key = ("contradiction", label)
        number = self._variable(key, subject, "contradiction", Seen(about), (YES, NO), 3)
        self.variables[number].masks.add(1)
        return number, 1

    def _variable(
        self,
        key: tuple[object, ...],
        subject: Subject,
        kind: str,
        seen: Seen,
        choices: tuple[object, ...],
        open_: int,
        words: tuple[str, ...] = (),
    ) -> int:
        number = self.index.get(key)
        if number is None:
            number = self.index[key] = len(self.variables)
            name = subject.as_text()
            word = "" if not words else words[0] if len(words) == 1 else f"{words[0]} or the like"
            variable = Variable(name, seen.about, subject, kind, choices, open_, seen, word, frozenset(words))  # type: ignore[arg-type]
            self.variables.append(variable)
        return number

    def _test(self, condition: Condition) -> Formula:
        subject, vocabulary = condition.subject, self.law.vocabulary
        seen = self.see(subject)
        if seen.contradiction:
            return self._unsettled(f"{subject.as_text()}: {seen.contradiction}")
        if condition.value.fact is not None:
            return self._between_facts(condition)
        if is_many(subject, seen, vocabulary):
            return self._any_word(condition, seen)
        key = self._key(subject, seen)
        place = self._place(key, seen)
        number = self.index.get(place)
        if number is None:
            number = self._single(key, subject, seen)
        variable = self.variables[number]
        if is_number(subject, vocabulary) and condition.value.amount is None:
            return self._unsettled(f"{condition.as_text()}: no value of it is known on that day")
        mask = self._mask(number, condition)
        variable.masks.add(mask)
        everything = (1 << len(variable.choices)) - 1
        return True if mask == everything else (number, mask) if mask else False

    def _mask(self, number: int, condition: Condition) -> int:
        value = condition.value
        key = (number, condition.relation, value.words, value.amount)
        mask = self.masks.get(key)
        if mask is None:
            mask = self.masks[key] = mask_of(condition, self.variables[number].choices)
        return mask

    def _single(self, key: tuple[object, ...], subject: Subject, seen: Seen) -> int:
        conditions = self.named.get(key, [])
        choices: tuple[object, ...]
        limits = {c.value.amount for c in conditions if c.value.amount is not None}
        if is_number(subject, self.law.vocabulary):
            choices, mask = number_choices(seen, limits)
        elif subject.kind == "reading":
            readings = self.law.questions[subject.name].readings if subject.name in self.law.questions else ()
            choices = readings
            mask = sum(
                (not seen.words or reading in seen.words) << bit for bit, reading in enumerate(readings)
            )
        elif subject.kind == "text":
            choices, mask = (YES, NO), 3
        else:
            named = {word for c in conditions for word in c.value.words}
            choices, mask = word_choices(subject, seen, named, self.law.vocabulary)
        kind = subject.kind if subject.kind in {"reading", "text"} else "fact"
        number = self._variable(self._place(key, seen), subject, kind, seen, choices, mask)
        self.variables[number].limits = tuple(sorted(limits))
        return number

    def _any_word(self, condition: Condition, seen: Seen) -> Formula:
        tests: list[Formula] = []
        for words in self._alike(condition, seen):
            known = any(word in seen.words for word in words)
            mask = 1 if known else 2 if all(map(seen.rules_out, words)) else 3
            key = self._place((*self._key(condition.subject, seen), *words), seen)
            number = self._variable(key, condition.subject, "fact", seen, (YES, NO), mask, words)
            self.variables[number].masks.add(1)
            tests.append((number, 1))
        positive = condition.relation in {"==", "in"}
        return simplify("any" if positive else "none", tests)

    def _alike(self, condition: Condition, seen: Seen) -> tuple[tuple[str, ...], ...]:
        """The condition's words in classes: the words of a class stand in the same conditions, all of them."""
        key = self._key(condition.subject, seen)
        if key not in self.classes:
            asked = dict.fromkeys(each.value.words for each in self.named.get(key, [condition]))
            places: dict[str, list[int]] = {}
            for number, words in enumerate(asked):
                for word in dict.fromkeys(words):
                    places.setdefault(word, []).append(number)
            alike: dict[tuple[int, ...], list[str]] = {}
            for word, numbers in places.items():
                alike.setdefault(tuple(numbers), []).append(word)
            self.classes[key] = {word: tuple(words) for words in alike.values() for word in words}
        classes = self.classes[key]
        return tuple(dict.fromkeys(classes.get(word, (word,)) for word in condition.value.words))

    def _between_facts(self, condition: Condition) -> Formula:
        other = condition.value.fact
        assert other is not None  # noqa: S101  the caller looked
        seen, against = self.see(condition.subject), self.see(other)
        if against.amount is not None and against.amount.is_exact:
            value = replace(condition.value, fact=None, amount=against.amount.low)
            return self._answered(leaf_holds(replace(condition, value=value), seen), condition, seen, against)
        if against.words and against.closed:
            value = replace(condition.value, fact=None, words=tuple(sorted(against.words)))
            return self._answered(leaf_holds(replace(condition, value=value), seen), condition, seen, against)
        return self._answered(None, condition, seen, against)

    def _answered(self, answer: bool | None, condition: Condition, seen: Seen, against: Seen) -> Formula:
        if answer is not None:
            return answer
        self.loose = True
        about = seen.about if not seen.closed else against.about
        missing = tuple(replace(each, words=None) for each in seen.missing + against.missing)
        unknown = replace(seen, about=about, missing=missing)  # of a whole fact, whatever its words are
        key = self._place(("between", condition.as_text()), seen, against)
        words = (condition.as_text(),)
        number = self._variable(key, condition.subject, "fact", unknown, (YES, NO), 3, words)
        self.variables[number].masks.add(1)
        return number, 1


def lay_out(
    case: Case,
    law: Lawbook,
    plan: Plan,
    *,
    on: date,
    known_on: date,
    failing: frozenset[int] | None = None,
    layer: Layer | None = None,
) -> tuple[Problem, Layer]:
    """Every rule of a plan over the variables of one case, and the layer that saw its facts.

    With `failing`, rules that surely do not count, those are not looked at, nor those that are not in force: the
    results are the same, the findings are not. `layer` is one of the same case and days, if there is one already.
    """
    calendar = plan.calendar
    layer = layer or Layer(case, law, on, known_on, calendar.spelt(law, on, known_on, case.see))
    statuses = calendar.statuses(on)
    trees = [
        FALSE
        if failing is not None and (number in failing or status.tree == FALSE)
        else layer.spelt_out(each.rule.when, each.rule.place.instrument)
        for number, (each, status) in enumerate(zip(plan.rules, statuses, strict=True))
    ]
    pairs = [tree for status, own in zip(statuses, trees, strict=True) for tree in (status.tree, own)]
    formulas = iter(_formulas(layer, pairs, whole=failing is None))
    laid = tuple(
        LaidRule(each, status, tree, next(formulas), next(formulas))
        for each, status, tree in zip(plan.rules, statuses, trees, strict=True)
    )
    return Problem(plan, laid, layer.variables, layer.loose), layer


def _formulas(layer: Layer, trees: list[Tree], *, whole: bool) -> list[Formula]:
    """The trees over variables; where they are a `whole` plan, in the steps that are kept for all its cases."""
    if whole and layer.spelt.lasting:
        layer.spelt.steps = layer.spelt.steps or in_steps(trees)
        return layer.over(layer.spelt.steps)
    for tree in trees:
        layer.collect(tree)
    return [layer.formula(tree) for tree in trees]
