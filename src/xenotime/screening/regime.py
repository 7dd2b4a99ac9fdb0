"""One regime's keys: parts answered once for each state, keys marked in bulk, each mark decided once."""

from collections.abc import Hashable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from xenotime.deciding.answer import Answer
from xenotime.deciding.plan import plan_of
from xenotime.facts.seen import About, Seen
from xenotime.law.condition import Subject, Tree
from xenotime.law.provision import OUTCOMES
from xenotime.screening.conditions import Gatherer
from xenotime.screening.domain import Book
from xenotime.screening.groups import LAW, Groups, Slot, is_plain, slots_in
from xenotime.screening.kernel import DEAD, Marks, Numbers, marks_of
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
        self.roles = tuple(each.name for each in domains if each.role)
        self.slots: dict[int, list[Slot]] = {LAW: []}
        for slot in self.groups.slots:
            self.slots.setdefault(slot.group, []).append(slot)
        self.parts: list[Part] = []
        self.places: dict[Hashable, int] = {}
        self.whole: list[int] = []
        self.marks: list[list[int]] = []
        self.slims: list[list[int]] = []
        self.fails: list[list[int]] = []
        self.layouts: dict[Hashable, Layout] = {}
        self.known = Numbers()
        self.answers: list[Answer] = []
        self.seeds: list[int] = []
        self.awake: list[list[bool]] = []
        self.upon = self._upon()
        self.quiet = np.array(
            [r.level < SEVERE or not r.yields_to for r in self.plan.rules]
            + [False] * (len(self.skeletons) - len(self.plan.rules)),
            np.bool_,
        )
        self.dead = self._dead()
        self.plain = [is_plain(skeleton) for skeleton in self.skeletons]

    def _upon(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The rules that each rule stands upon, one after the other, and where those of each begin."""
        stands = [planned.upon for planned in self.plan.rules]
        stands += [()] * (len(self.skeletons) - len(stands))
        starts = np.cumsum([0, *(len(each) for each in stands)]).astype(np.int32)
        return np.array([other for each in stands for other in each], np.int32), starts

    def _dead(self) -> Marks:
        levels = [planned.level for planned in self.plan.rules]
        levels += [-1] * (len(self.skeletons) - len(levels))
        rows = [
            [hashed((self.name, number, count if level >= SEVERE else 0)) for count in range(3)]
            for number, level in enumerate(levels)
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
            np.array(self.fails, np.uint16).reshape(shape),
            np.array(self.whole, np.uint64),
            self.dead,
            laws,
            np.array(self.seeds, np.uint64),
            np.array(self.awake, np.bool_).reshape(len(self.awake), len(self.skeletons)),
            *self.upon,
            self.quiet,
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
            awake = [truth_of(status.tree) is not False for status in layout.statuses]
            self.awake.append(awake + [True] * (len(self.skeletons) - len(awake)))
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
                self.skeletons[:count], self.skeletons[count:], statuses,
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
            odd = any(each.contradiction for each in seen.values())
            layer_of = LayerOf(self.law.book, on, self.law.known_on, readings)
            self._tabulate(part_of(slots, seen, layer_of, key, self.law.book, odd=odd))
        return self.places[key]

    def _tabulate(self, part: Part) -> None:
        """Add a row to the kernel's tables."""
        marks, slims, fails = ([0] * len(self.skeletons) for _ in range(3))
        for number, skeleton in enumerate(self.skeletons):
            for slot in slots_in(skeleton):
                literal = part.literals.get(slot.number)
                if literal is None:
                    continue
                marks[number] += hashed((self.name, slot.number, literal.identity))
                slims[number] += hashed((self.name, slot.number, "found", literal.told))
                fails[number] += literal.failing
                if literal.dead and self.plain[number]:
                    fails[number] |= DEAD
        self.whole.append(hashed(("part", part.identity)))
        self.parts.append(part)
        self.marks.append([mark % BITS for mark in marks])
        self.slims.append([slim % BITS for slim in slims])
        self.fails.append([(fail & DEAD) + min(fail % DEAD, MOST_FAILING) for fail in fails])

    def _seen(self, states: dict[str, int], same: int) -> dict[Subject, Seen]:
        seen: dict[Subject, Seen] = {}
        named = self.law.same(same)
        for name, number in states.items():
            for subject, sighting in self.books[name].states[number].seen.items():
                role = named.get(name, name)
                about = About(sighting.about.kind, f"⟦{role}⟧") if role != name else sighting.about
                seen[subject] = replace(sighting, about=about)
        return seen

    def _decide(self, key: dict[str, int]) -> Answer:
        under = key[STRETCH] * len(self.law.scopes) + key[SCOPE]
        context = self._context(under)
        parts = {LAW: self.parts[self._place(LAW, context, (), 0)]}
        for number, group in enumerate(self.groups.groups):
            same = key[SAME] if len(self._roles_in(group)) > 1 else 0
            states = tuple(key[name] for name in group)
            parts[number] = self.parts[self._place(number, context, states, same)]
        seen = self._seen({name: key[name] for name in self.books}, key[SAME])
        singly = any(part.odd for part in parts.values())
        return self._layout(under).decided(parts, seen, singly=singly)
