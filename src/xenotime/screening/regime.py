"""One regime's keys: parts answered once for each state, keys marked in bulk, each mark decided once."""

from collections.abc import Hashable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from xenotime.deciding.answer import Answer
from xenotime.deciding.asking import Asked
from xenotime.deciding.plan import plan_of
from xenotime.facts.seen import About, Seen
from xenotime.law.condition import Subject, Tree
from xenotime.law.provision import OUTCOMES
from xenotime.screening import kernel
from xenotime.screening.conditions import Gatherer
from xenotime.screening.domain import Book
from xenotime.screening.groups import LAW, Groups, Skeleton, Slot, is_plain, slots_in
from xenotime.screening.kernel import DEAD, MOST_GROUPS, OPEN, Marks, Numbers, marks_of
from xenotime.screening.lawview import LawView
from xenotime.screening.layout import Layout
from xenotime.screening.parts import MOST_FAILING, LayerOf, Part, part_of, truth_of
from xenotime.screening.tables import Ints, each, hashed, packed, unpacked

BITS = 1 << 64
SEVERE = OUTCOMES.index("licence required")
Columns = dict[str, Ints]
STRETCH, SCOPE, SAME = "stretch", "scope", "same"
"""Columns of a key besides its domains: the stretch of days, the positions, and which roles are one party."""


class Regime:
    """Numbers the answers of one regime; `answers` has each of them."""

    def __init__(self, law: LawView, name: str, books: dict[str, Book], gatherer: Gatherer) -> None:
        self.law, self.name, self.books = law, name, books
        self.plan = plan_of(law.book, name, law.known_on)
        trees: list[tuple[Tree, str]] = [(r.rule.when, r.rule.place.instrument) for r in self.plan.rules]
        trees += [(gap.touches, name) for gap in law.book.regimes[name].gaps]
        domains = tuple(book.domain for book in books.values())
        self.groups = Groups(domains, gatherer, [tree for tree, _ in trees])
        self.skeletons = tuple(self.groups.skeleton(tree, instrument) for tree, instrument in trees)
        if len(self.groups.groups) >= MOST_GROUPS:
            raise ValueError("more groups of facts than the compiled loop adds up")
        self.roles = tuple(each.name for each in domains if each.role)
        self.slots: dict[int, list[Slot]] = {LAW: []}
        for slot in self.groups.slots:
            self.slots.setdefault(slot.group, []).append(slot)
        self.parts: list[Part] = []
        self.places: dict[Hashable, int] = {}
        self.whole: list[int] = []
        self.marks: list[list[int]] = []
        self.slims: list[list[int]] = []
        self.odds: list[list[int]] = []
        self.fails: list[list[int]] = []
        self.layouts: dict[Hashable, Layout] = {}
        self.known = Numbers()
        self.asked: dict[Hashable, Asked] = {}
        self.answers: list[Answer] = []
        self.seeds: list[int] = []
        self.awake: list[list[int]] = []
        self.upon = self._ties([planned.upon for planned in self.plan.rules])
        self.yields = self._ties([planned.yields_to for planned in self.plan.rules])
        self.levels = [planned.level for planned in self.plan.rules]
        self.levels += [-1] * (len(self.skeletons) - len(self.levels))
        self.ranks = self._ranks()
        self.dead = self._dead()
        self.plain = [is_plain(skeleton) for skeleton in self.skeletons]

    def _ranks(self) -> NDArray[np.uint8]:
        """What each rule concludes, as the kernel tells it; without a highest one where guidance bears a rule."""
        guiding = {n for n, each in enumerate(self.plan.rules) if each.rule.rank == "guidance"}
        borne = any(set(each.upon) & guiding for each in self.plan.rules)
        borne = borne or any(self.plan.rules[number].level >= SEVERE for number in guiding)
        top = kernel.SEVERE if borne else kernel.HIGHEST
        ranks = [
            top if each.level > SEVERE else kernel.SEVERE if each.level == SEVERE else kernel.MILD
            for each in self.plan.rules
        ]
        return np.array(ranks + [kernel.GAP] * (len(self.skeletons) - len(ranks)), np.uint8)

    def _ties(self, ties: list[tuple[int, ...]]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The rules that each rule is tied to, one after the other, and where those of each begin."""
        ties = ties + [()] * (len(self.skeletons) - len(ties))
        starts = np.cumsum([0, *(len(each) for each in ties)]).astype(np.int32)
        return np.array([other for each in ties for other in each], np.int32), starts

    def _dead(self) -> Marks:
        rows = [
            [hashed((self.name, number, count if level >= SEVERE else 0)) for count in range(3)]
            for number, level in enumerate(self.levels)
        ]
        return np.ascontiguousarray(np.array(rows, np.uint64).reshape(-1, 3).T)

    def numbers(self, keys: Columns) -> NDArray[np.int32]:
        """The number of the answer to every key."""
        found = self.marked(keys)
        into, unknown = self.known.of(found)
        if unknown:
            fresh = np.flatnonzero(into < 0)
            _, first = np.unique(found[fresh], return_index=True)
            for at in sorted(fresh[first].tolist()):
                self.known.add(int(found[at]), len(self.answers))
                self.answers.append(self._decide({name: int(column[at]) for name, column in keys.items()}))
            into, _ = self.known.of(found)
        return into

    def marked(self, keys: Columns) -> Marks:
        """A mark for every key, the same for keys that are decided alike."""
        under = keys[STRETCH] * len(self.law.scopes) + keys[SCOPE]
        laws = each(under, self._law).astype(np.int32)
        contexts = each(under, self._context)
        rows = np.empty((len(under), len(self.groups.groups) + 1), np.int32)
        rows[:, 0] = each(contexts, lambda context: self._place(LAW, context, (), 0))
        for number, group in enumerate(self.groups.groups):
            with_same = len(self._roles_in(group)) > 1
            columns = [contexts, *(keys[name] for name in group), *([keys[SAME]] if with_same else [])]
            codes, sizes = packed(columns)
            count = len(group)

            def place(code: int, number: int = number, sizes: list[int] = sizes, count: int = count) -> int:
                context, *rest = unpacked(code, sizes)
                return self._place(number, context, tuple(rest[:count]), rest[count] if rest[count:] else 0)

            rows[:, number + 1] = each(codes, place)
        shape = (len(self.parts), len(self.skeletons))
        found = marks_of(
            rows,
            np.array(self.marks, np.uint64).reshape(shape),
            np.array(self.slims, np.uint64).reshape(shape),
            np.array(self.odds, np.uint64).reshape(shape),
            np.array(self.fails, np.uint16).reshape(shape),
            np.array(self.whole, np.uint64),
            self.dead,
            laws,
            np.array(self.seeds, np.uint64),
            np.array(self.awake, np.uint8).reshape(len(self.awake), len(self.skeletons)),
            *self.upon,
            *self.yields,
            self.ranks,
        )
        outside = each(under, lambda code: self._layout(code).outside).astype(np.bool_)
        found[outside] = np.uint64(hashed((self.name, "outside")))
        return found

    def _roles_in(self, group: tuple[str, ...]) -> list[str]:
        return [name for name in group if name in self.roles]

    def _law(self, under: int) -> int:
        """The number of the law of one stretch under one scope; stretches with the same law share it."""
        layout = self._layout(under)
        seed = hashed((self.name, layout.identity))
        if seed not in self.seeds:
            self.seeds.append(seed)
            sure = 1 if self.plan.conflicts else 2
            answers = [truth_of(status.tree) for status in layout.statuses]
            awake = [0 if each is False else sure if each else 1 for each in answers]
            self.awake.append(awake + [1] * (len(self.skeletons) - len(awake)))
        return self.seeds.index(seed)

    def _context(self, under: int) -> int:
        stretch, scope = divmod(under, len(self.law.scopes))
        return self.law.context(stretch, scope)

    def _layout(self, under: int) -> Layout:
        if under not in self.layouts:
            stretch, scope = divmod(under, len(self.law.scopes))
            on, book = self.law.days.first(stretch), self.law.book
            count = len(self.plan.rules)
            statuses = tuple(book.status(r.rule, on, self.law.known_on) for r in self.plan.rules)
            self.layouts[under] = Layout(
                book, self.plan, on, self.law.known_on, self.law.scope(stretch, scope),
                self.skeletons[:count], self.skeletons[count:], statuses, self.asked,
            )  # fmt: skip
        return self.layouts[under]

    def _place(self, group: int, context: int, states: tuple[int, ...], same: int) -> int:
        """The row of the tables for one state of one group, answered when it first comes up."""
        key = (group, context, states, same)
        if key not in self.places:
            self.places[key] = len(self.parts)
            names = () if group == LAW else self.groups.groups[group]
            seen = self._seen(dict(zip(names, states, strict=True)), same)
            on, readings = self.law.contexts[context]
            slots = tuple(self.slots.get(group, ()))
            layer_of = LayerOf(self.law.book, on, self.law.known_on, readings)
            self._tabulate(part_of(slots, seen, layer_of, self.law.book))
        return self.places[key]

    def _tabulate(self, part: Part) -> None:
        """Add a row to the kernel's tables."""
        rows = [self._row(number, skeleton, part) for number, skeleton in enumerate(self.skeletons)]
        self.whole.append(hashed(("part", part.identity)))
        self.parts.append(part)
        for table, at in ((self.marks, 0), (self.slims, 1), (self.odds, 2), (self.fails, 3)):
            table.append([row[at] % BITS for row in rows])

    def _row(self, number: int, skeleton: Skeleton, part: Part) -> tuple[int, int, int, int]:
        """What the tables say of one rule in one part: mark, mark of findings, what is odd, what fails."""
        plain, is_gap = self.plain[number], number >= len(self.plan.rules)
        marks = slims = odds = fails = 0
        over, met = False, plain
        for slot in slots_in(skeleton):
            literal = part.literals.get(slot.number)
            if literal is None:
                continue
            place = (self.name, slot.number)
            mark = (literal.holds is False if plain else literal.holds) if is_gap else literal.identity
            marks += hashed((*place, mark))
            slims += hashed((*place, "found", literal.told))
            unmet = literal.holds is False and not literal.dead
            if literal.clash and not is_gap:
                odds += hashed((*place, literal.identity))
            elif (unmet or not plain) and not is_gap:
                odds += hashed((*place, "found", literal.told))
            fails += literal.failing
            over, met = over or literal.dead, met and literal.formula is True
        fails = min(fails, MOST_FAILING) + (0 if met else OPEN) + (DEAD if over and plain else 0)
        return marks, slims, odds, fails

    def _seen(self, states: dict[str, int], same: int) -> dict[Subject, Seen]:
        seen: dict[Subject, Seen] = {}
        named = self.law.same(same)
        for name, number in states.items():
            for subject, sighting in self.books[name].states[number].seen.items():
                role = named.get(name, name)
                about = About(sighting.about.kind, f"⟦{role}⟧") if role != name else sighting.about
                seen[subject] = replace(sighting, about=about)
        return seen

    def _clashes(self, parts: dict[int, Part], under: int) -> bool:
        """Whether statements contradict each other where a rule that may be awake looks."""
        awake = self.awake[self._law(under)]
        return any(
            awake[number]
            and slot.number in (part := parts[slot.group]).literals
            and part.literals[slot.number].clash
            for number, skeleton in enumerate(self.skeletons[: len(self.plan.rules)])
            for slot in slots_in(skeleton)
        )

    def _decide(self, key: dict[str, int]) -> Answer:
        under = key[STRETCH] * len(self.law.scopes) + key[SCOPE]
        context = self._context(under)
        parts = {LAW: self.parts[self._place(LAW, context, (), 0)]}
        for number, group in enumerate(self.groups.groups):
            same = key[SAME] if len(self._roles_in(group)) > 1 else 0
            states = tuple(key[name] for name in group)
            parts[number] = self.parts[self._place(number, context, states, same)]
        seen = self._seen({name: key[name] for name in self.books}, key[SAME])
        singly = self._clashes(parts, under)
        return self._layout(under).decided(parts, seen, singly=singly)
