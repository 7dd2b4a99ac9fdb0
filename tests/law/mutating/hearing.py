"""Cases of law held against mutants: only those that a change can touch, and of those only the rules that can count."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from law.mutating.gapped import GAP
from law.mutating.owned import ADDS, PARTIES
from law.mutating.steps import MOVED, Mutant
from law.mutating.under import CLASH, ISSUED, READING
from xenotime.casework.lawcases import (
    OUTSIDE,
    UNSETTLED,
    known_on,
    policy_fits,
    posed,
    possible_fits,
    regime_of,
    run_case,
)
from xenotime.deciding.calendar import Calendar
from xenotime.deciding.decide import laid_over
from xenotime.deciding.plan import Plan, Plans, plan_of
from xenotime.deciding.problem import Layer, lay_out
from xenotime.facts.seen import Seen
from xenotime.law.condition import FALSE, Joined, Leaf, Settled, Subject, Tree
from xenotime.law.control_list import Row, is_below, stated_codes
from xenotime.law.evaluate import holds, join
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import LawCase

Truth = bool | None
BY_PARTIES = frozenset({ADDS, PARTIES})
"""What changes no rule, but what is seen of parties and their owners."""
DENIED = {"not in": "in", "!=": "=="}
SETTLED_EARLY = frozenset({"all", "any", "none"})
"""Ways to join that some of the parts may settle, whatever the others are."""
Given = dict[int, Truth]
"""Truths of some leaves, by their identity, taken in place of their own."""


class Hearing:
    """One case of law, with what is known of every condition in it."""

    def __init__(self, law: Lawbook, case: LawCase, plan: Plan) -> None:
        self.law, self.case, self.plan = law, case, plan
        self.on, self.known_on = case.on, known_on(law, case)
        self.posed = posed(law, case)
        self.layer = Layer(self.posed, law, self.on, self.known_on)
        self.truths: Given = {}
        self.named: dict[tuple[Subject, str, str], Truth] = {}
        """Truths of conditions that name a list or a group: many rules ask the same, and a list is long."""
        self.place = {each.rule.key: number for number, each in enumerate(plan.rules)}
        self.codes = self.see(Subject("fact", "item", "codes")).words
        self.awake = [law.status(each.rule, self.on, self.known_on).tree for each in plan.rules]
        self.trees = [self.holds(each.rule.when, each.rule.place.instrument) for each in plan.rules]
        self.failing = frozenset(
            n
            for n, (awake, tree) in enumerate(zip(self.awake, self.trees, strict=True))
            if tree is False or awake == FALSE
        )
        self.layer.forget()

    def see(self, subject: Subject) -> Seen:
        """What the case says of a subject."""
        return self.layer.see(subject)

    def holds(self, tree: Tree, instrument: str, given: Given | None = None) -> Truth:
        """Whether a tree holds, with some truths taken as given."""
        if isinstance(tree, Settled):
            return tree.holds
        if isinstance(tree, Joined):
            return join(tree.how, [self.holds(part, instrument, given) for part in tree.parts])
        if given is not None and id(tree) in given:
            return given[id(tree)]
        if id(tree) not in self.truths:
            self.truths[id(tree)] = self.truth(tree, instrument)
        return self.truths[id(tree)]

    def holds_new(self, tree: Tree, instrument: str) -> Truth:
        """Whether a tree holds of which some leaves are new: these are not remembered, as they will soon be gone."""
        if isinstance(tree, Settled):
            return tree.holds
        if isinstance(tree, Joined):
            if tree.how in SETTLED_EARLY:
                early = join(tree.how, [self.truths.get(id(part)) for part in tree.parts])
                if early is not None:
                    return early
            return join(tree.how, [self.holds_new(part, instrument) for part in tree.parts])
        return self.truths[id(tree)] if id(tree) in self.truths else self.truth(tree, instrument)

    def under(self, law: Lawbook) -> Layer:
        """The case under another law, in which conditions can be spelt out."""
        return Layer(self.posed, law, self.on, self.known_on)

    def truth(self, leaf: Tree, instrument: str, other: Layer | None = None) -> Truth:
        """Whether a condition holds, perhaps as another law spells it out."""
        if other:
            return holds(other.spelt_out(leaf, instrument), self.see)
        if not isinstance(leaf, Leaf) or not leaf.condition.value.ref:
            return holds(self.layer.spelt_out(leaf, instrument), self.see)
        condition = leaf.condition
        if condition.relation in DENIED:
            yes = self.truth(Leaf(replace(condition, relation=DENIED[condition.relation])), instrument)
            return None if yes is None else not yes
        key = (condition.subject, condition.relation, condition.value.ref)
        if key not in self.named:
            self.named[key] = holds(self.layer.spelt_out(leaf, instrument), self.see)
        return self.named[key]

    def fits(self, list_id: str, row: Row) -> Truth:
        """Whether a row fits the item, by a stated code or by its conditions."""
        regime, _, _ = list_id.partition("/")
        for code in stated_codes(regime, self.codes):
            if row.code and (is_below(code, row.code) or is_below(row.code, code)):
                return True
        instrument = self.law.lists[list_id].place.instrument
        return None if row.when is None else self.holds(row.when, instrument)

    def gap(self, law: Lawbook, name: str) -> bool | None:
        """Whether a gap leaves the goods to be let go; None where the answer does not name it."""
        if self.case.released is None and name not in (*self.case.gaps, *self.case.not_gaps):
            return None
        layer, regime = self.under(law), self.plan.regime
        found = next((each for each in law.regimes[regime].gaps if each.id == name), None)
        reached = found and found.reaches(layer.holds(found.touches, regime))
        return found.clearance if found and reached else None

    def got(self, mutant: Mutant, plan: Plan, failing: frozenset[int]) -> tuple[str, tuple[str, ...], bool]:
        """The outcome under a mutant, its policies, and whether both are what the case expects."""
        case, law = self.case, mutant.law
        if self.on < law.regimes[plan.regime].coverage_from:
            return OUTSIDE, (), case.expect == OUTSIDE
        problem, layer = lay_out(self.posed, law, plan, on=self.on, known_on=self.known_on, failing=failing)
        laid = laid_over(problem, layer, law)
        got = laid.possible[0] if len(laid.possible) == 1 else UNSETTLED
        fits = possible_fits(case, laid.possible) and policy_fits(case, laid.policies)
        return got, laid.policies, got == case.expect and fits


class Court:
    """Every case of one regime, ready to be held against mutants."""

    def __init__(self, law: Lawbook, regime: str) -> None:
        self.law, self.regime = law, regime
        plan = cache(lambda day: plan_of(law, regime, day))
        self.hearings = [
            Hearing(law, case, plan(known_on(law, case))) for case in law.cases if regime_of(case) == regime
        ]
        self.leaves: dict[str, list[tuple[str, Leaf]]] = defaultdict(list)
        """The conditions that name a list, group or threshold, with the key of the rule or the id of the list they are in."""
        for rule in law.rules:
            self._note(rule.key, rule.when, rule.place.instrument)
        for found in law.lists.values():
            for row in found.rows:
                for tree in (row.when, row.where):
                    if tree:
                        self._note(found.id, tree, found.place.instrument)
        self.rules = {rule.key: rule for rule in law.rules}
        self.plans: dict[date, Plan] = {}
        self.planned: Mutant | None = None

    def _note(self, owner: str, tree: Tree, instrument: str) -> None:
        if isinstance(tree, Joined):
            for part in tree.parts:
                self._note(owner, part, instrument)
        elif isinstance(tree, Leaf):
            value = tree.condition.value
            if value.threshold:
                name = value.threshold if "/" in value.threshold else f"{instrument}/{value.threshold}"
                self.leaves[f"@{name}"].append((owner, tree))
            elif value.ref:
                self.leaves[value.ref].append((owner, tree))

    def killed_by(self, mutant: Mutant) -> LawCase | None:
        """The first case that comes out wrong under the mutant, None where it survives."""
        if mutant.ref in BY_PARTIES:
            return self._killed_by_parties(mutant)
        if mutant.ref == GAP:
            return self._killed_by_gap(mutant)
        if mutant.ref in {CLASH, ISSUED}:
            return next((case for case in self._beside(mutant) if not run_case(mutant.law, case).ok), None)
        touched = [(each, found) for each in self.hearings for found in [self.touched(each, mutant)] if found]
        touched.sort(key=lambda pair: (not self.cites(pair[0], mutant), None in pair[1].values()))
        slow = []
        for hearing, found in touched:
            if not self.cites_only(found):
                plan = self.plan(hearing, mutant)
                failing = hearing.failing - set(found) if not mutant.replans else frozenset()
                _, _, right = hearing.got(mutant, plan, failing)
                if not right:
                    return hearing.case
            case = hearing.case
            tells = case.missing or case.duties or case.not_duties or case.clashes is not None
            if self.cites(hearing, mutant) or tells:
                slow.append(case)
        return next((case for case in slow if not run_case(mutant.law, case).ok), None)

    def _beside(self, mutant: Mutant) -> Iterator[LawCase]:
        """The cases that expect clashes, or that ask what was known on a day of issue, for a change of these."""
        days = MOVED.search(mutant.name)
        for each in self.hearings:
            if mutant.ref == CLASH:
                if each.case.clashes is not None:
                    yield each.case
            elif days and min(days.groups()[1:]) == str(each.known_on):
                yield each.case

    def _killed_by_parties(self, mutant: Mutant) -> LawCase | None:
        """The same for a change of who is listed or how shares add: cases that say who is held, or listed, can tell it."""
        for hearing in self.hearings:
            case = hearing.case
            if case.holdings or (case.listed and mutant.ref == PARTIES):
                after = posed(mutant.law, case)
                roles = (*case.listed, *(each.owned for each in case.holdings))
                asked = [Subject("fact", role, name) for role in roles for name in ("lists", "owner_lists")]
                differ = any(after.see(each) != hearing.see(each) for each in asked)
                if differ and not run_case(mutant.law, case).ok:
                    return case
        return None

    def _killed_by_gap(self, mutant: Mutant) -> LawCase | None:
        """The same for a gap: cases that say whether it is named, or whether the goods are let go, can tell it."""
        plans = Plans(mutant.law)
        for hearing in self.hearings:
            case, before = hearing.case, hearing.gap(self.law, mutant.at)
            after = hearing.gap(mutant.law, mutant.at)
            said = mutant.at in (*case.gaps, *case.not_gaps) and (before is None) != (after is None)
            if (said or (case.released is not None and before != after)) and not run_case(
                mutant.law, case, plans
            ).ok:
                return case
        return None

    @staticmethod
    def cites_only(found: dict[int, Truth]) -> bool:
        """Whether the change can touch nothing but what is cited."""
        return set(found) == {-1}

    def plan(self, hearing: Hearing, mutant: Mutant) -> Plan:
        """The plan of a hearing's day with the mutant's rule in place; kept for the mutant's other cases of that day."""
        if self.planned is not mutant:
            self.plans.clear()
            self.planned = mutant
        key = hearing.known_on
        if key not in self.plans and mutant.replans:
            self.plans[key] = plan_of(mutant.law, self.regime, key)
        if key not in self.plans:
            rules = list(hearing.plan.rules)
            if mutant.rule:
                number = hearing.place[mutant.rule]
                other = next(rule for rule in mutant.law.rules if rule.key == mutant.rule)
                rules[number] = replace(rules[number], rule=other)
            calendar = Calendar(mutant.law, tuple(each.rule for each in rules), key)
            self.plans[key] = replace(hearing.plan, rules=tuple(rules), calendar=calendar)
        return self.plans[key]

    def cites(self, hearing: Hearing, mutant: Mutant) -> bool:
        """Whether the case says of what was changed that it rests on it, or tells its duties, or not."""
        ids = {mutant.at, f"{mutant.at.partition('/')[0]}/{mutant.at.partition('/')[2].partition('/')[0]}"}
        if mutant.row >= 0:
            found = self.law.lists[mutant.ref]
            ids.add(f"{found.place.instrument} {found.rows[mutant.row].code}")
        case = hearing.case
        said = (*case.because, *case.not_because, *case.duties, *case.not_duties)
        return any(each in ids for each in said)

    def touched(self, hearing: Hearing, mutant: Mutant) -> dict[int, Truth]:
        """The rules of the plan, by number, that the change can make come out otherwise; -1 where it can only be cited."""
        if mutant.ref == "coverage":
            start = (self.law, mutant.law)
            before, after = (hearing.on < law.regimes[self.regime].coverage_from for law in start)
            return {0: True} if before != after else {}
        if mutant.rule:
            return self._by_rule(hearing, mutant)
        if mutant.ref == "suspension":
            return dict(self._by_status(hearing, mutant))
        return self._by_name(hearing, mutant)

    def _by_rule(self, hearing: Hearing, mutant: Mutant) -> dict[int, Truth]:
        number = hearing.place.get(mutant.rule)
        if number is None:
            return {}
        cited: Given = {-1: True} if self.cites(hearing, mutant) else {}
        before = hearing.trees[number]
        if mutant.leaf is None:
            if mutant.kind in {"date", READING}:
                return dict(self._by_status(hearing, mutant))
            if mutant.tie and self._surely_out(hearing, mutant.tie):
                return {}
            awake = hearing.awake[number] != FALSE
            return {number: before} if before is not False and awake else cited
        if hearing.awake[number] == FALSE:
            return {}
        instrument = hearing.plan.rules[number].rule.place.instrument
        assert mutant.tree is not None
        after = hearing.holds_new(mutant.tree, instrument)
        if before == after and before is not None:
            return cited
        return {number: None if None in (before, after) else after}

    @staticmethod
    def _surely_out(hearing: Hearing, provision: str) -> bool:
        """Whether no rule of a provision can count, so that it makes no difference who stands upon it or excepts from it."""
        rules = [each.rule for each in hearing.plan.rules]
        named = {n for n, rule in enumerate(rules) if provision in {rule.id, rule.place.instrument}}
        return named <= hearing.failing

    def _by_status(self, hearing: Hearing, mutant: Mutant) -> Iterator[tuple[int, Truth]]:
        plan = self.plan(hearing, mutant)
        for number, each in enumerate(plan.rules):
            if hearing.trees[number] is False:
                continue
            if mutant.rule and each.rule.key != mutant.rule:
                continue
            after = mutant.law.status(each.rule, hearing.on, hearing.known_on).tree
            if after != hearing.awake[number]:
                yield number, hearing.trees[number]

    def _by_name(self, hearing: Hearing, mutant: Mutant) -> dict[int, Truth]:
        """The rules that name the list, group or threshold, perhaps through lists, where it says otherwise than before."""
        given, lists = self._otherwise(hearing, mutant)
        self._spread(given, lists)
        if not given:
            return {}
        owners = {owner for name in (*lists, mutant.ref) for owner, _ in self.leaves[name]}
        reached: dict[int, Truth] = {
            number: None
            for number in sorted({hearing.place[owner] for owner in owners if owner in hearing.place})
            for rule in [hearing.plan.rules[number].rule]
            if hearing.awake[number] != FALSE
            and hearing.holds(rule.when, rule.place.instrument, given) is not False
        }
        return reached or ({-1: True} if self.cites(hearing, mutant) else {})

    def _otherwise(self, hearing: Hearing, mutant: Mutant) -> tuple[Given, set[str]]:
        """The conditions that can come out otherwise by themselves, and the lists of which a row can."""
        if mutant.ref in self.law.lists:
            return {}, {mutant.ref} if self._row_differs(hearing, mutant) else set()
        given: Given = {}
        lists: set[str] = set()
        other = hearing.under(mutant.law)
        for owner, leaf in self.leaves[mutant.ref]:
            inside = owner in self.law.lists
            place = self.law.lists[owner].place if inside else self.rules[owner].place
            after = hearing.truth(leaf, place.instrument, other)
            if after is None or after != hearing.holds(leaf, place.instrument):
                given[id(leaf)] = None
                lists |= {owner} if inside else set()
        return given, lists

    def _spread(self, given: Given, lists: set[str]) -> None:
        """Add what stands on the lists: lists that include them, and conditions that name any of them."""
        todo = list(lists)
        while todo:
            changed = todo.pop()
            new = {found.id for found in self.law.lists.values() if changed in found.includes}
            for owner, leaf in self.leaves[changed]:
                given[id(leaf)] = None
                new |= {owner} & set(self.law.lists)
            todo += new - lists
            lists |= new

    def _row_differs(self, hearing: Hearing, mutant: Mutant) -> bool:
        if mutant.row < 0:
            return True
        row = self.law.lists[mutant.ref].rows[mutant.row]
        before = hearing.fits(mutant.ref, row)
        if mutant.kind == "row":
            return before is not False
        assert mutant.tree is not None
        if before is True and row.when is not None:
            before = hearing.holds(row.when, self.law.lists[mutant.ref].place.instrument)
        after = hearing.holds_new(mutant.tree, self.law.lists[mutant.ref].place.instrument)
        return before is None or after is None or before != after
