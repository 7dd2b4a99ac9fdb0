"""One regime over many keys: parts are answered once, keys are marked in the compiled loop, marks are decided."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from xenotime.deciding.answer import Answer
from xenotime.deciding.plan import plan_of
from xenotime.facts.seen import About, Seen
from xenotime.law.condition import Subject, Tree
from xenotime.screening.alike import Alike
from xenotime.screening.conditions import Gatherer
from xenotime.screening.days import Days, days_of, list_days
from xenotime.screening.domain import Book, named_as
from xenotime.screening.groups import LAW, Groups, Slot, slots_in
from xenotime.screening.grown import Grown
from xenotime.screening.kept import Kept
from xenotime.screening.kernel import Laws, Marks, Numbers, marks_of
from xenotime.screening.lawview import LawView
from xenotime.screening.layers import LayerOf
from xenotime.screening.layout import Layout
from xenotime.screening.loops import Codes
from xenotime.screening.parts import Kinds, Part, truth_of
from xenotime.screening.pieces import Pieces
from xenotime.screening.reach import Reach
from xenotime.screening.ruletable import RuleTable
from xenotime.screening.slots import Slots
from xenotime.screening.tables import Ints, each, hashed

Columns = dict[str, Ints]
Numbered = NDArray[np.int32]
"""The number of the answer to each key."""
Place = tuple[int, int, tuple[int, ...], int]
"""A group, a context, the states of the group's domains, and which roles are one party."""
STRETCH, SCOPE, SAME = "stretch", "scope", "same"
"""Columns of a key besides its domains: the stretch of days, the positions, and which roles are one party."""
MAYBE, SURELY = 1, 2
TOO_EARLY, KNOWN_TOO_EARLY = 1, 2
KEPT, NUMBERS = ("places", "of_place", "laws"), ("known", "closer")
CLOSER = 1 << 30
"""Stands for the number of an answer where the second mark tells it: what came close is part of it."""


@dataclass(frozen=True)
class Marked:
    """Keys with their two marks: see `marks_of`, and of what these were made."""

    found: Marks
    closer: Marks
    rows: Codes
    """For each key the places of its parts: that of what the law alone says, and one for each group."""
    laws: Codes

    def of(self, keys: NDArray[np.integer]) -> "Marked":
        """Some of the keys."""
        return Marked(self.found[keys], self.closer[keys], self.rows[keys], self.laws[keys])


class Regime:
    """Numbers the answers of one regime; `answers` has each of them."""

    def __init__(self, law: LawView, name: str, books: dict[str, Book], gatherer: Gatherer) -> None:
        self.law, self.name, self.books = law, name, books
        self.plan = plan_of(law.book, name, law.known_on)
        trees: list[tuple[Tree, str]] = [(r.rule.when, r.rule.place.instrument) for r in self.plan.rules]
        gaps = law.book.regimes[name].gaps
        trees += [(gap.touches, name) for gap in gaps]
        domains = tuple(book.domain for book in books.values())
        self.groups = Groups(domains, gatherer, [tree for tree, _ in trees])
        self.skeletons = tuple(self.groups.skeleton(tree, instrument) for tree, instrument in trees)
        self.roles = tuple(each.name for each in domains if each.role)
        self.slots: dict[int, list[Slot]] = {LAW: []}
        for slot in self.groups.slots:
            self.slots.setdefault(slot.group, []).append(slot)
        of_gaps = self.skeletons[len(self.plan.rules) :]
        self.of_gaps = frozenset(slot.number for each in of_gaps for slot in slots_in(each))
        self.rules = RuleTable(name, self.plan, gaps, self.skeletons, law.clashing)
        self.parts: dict[int, Part] = {}
        self.places: dict[Place, int] = {}
        self.of_place: list[Place] = []
        """What each row of the tables is of: the first state of those with the same part."""
        self.place_of: dict[int, int] = {}
        """By what a part is, which is kept, the row of the tables that it has."""
        self.group_days: dict[int, Days] = {}
        """For each group the stretches of days in which no list, group or threshold changes that its slots come to."""
        self.answering: dict[Hashable, Slots] = {}
        """What answers the slots of a group, by the law of the day, and by whom and what they are about."""
        self.alike = Alike()
        self.kinds: Kinds = {}
        self.layers: dict[int, LayerOf] = {}
        self.layouts: dict[Hashable, Layout] = {}
        self.known, self.closer = Numbers(), Numbers()
        self.pieces = Pieces(self.skeletons)
        self.like: dict[Hashable, int] = {}
        self.place_like: dict[int, int] = {}
        """For places that were answered again, one with a part of the same group whose literals are of the same kinds."""
        self.renamed: dict[tuple[str, int, str], dict[Subject, Seen]] = {}
        self.answers: list[Answer] = []
        self.laws: dict[int, int] = {}
        self.law_of: dict[int, int] = {}
        self.seeds, self.status = Grown(1), Grown(len(self.skeletons))
        self.waking, self.surely = Grown(self.rules.words), Grown(self.rules.words)

    def kept(self) -> Kept:
        """What a later run, under the same law and over domains with the same states, can go on with.

        The law of stretches and scopes (`law_of`) only where these are the same, too.
        """
        return {"answers": self.answers, **self.kept_marks()}

    def kept_marks(self) -> Kept:
        """Of what can be kept all but the answers."""
        return {"marks": self._marks(), "law_of": self.law_of}

    def _marks(self) -> Kept:
        found: Kept = {name: getattr(self, name) for name in KEPT}
        found |= {f"{name}_marks": getattr(self, name).known for name in NUMBERS}
        found |= {"contexts": self.law.contexts, "context_of": self.law.context_of}
        return found | {name: table.packed() for name, table in self._tables().items()}

    def take_up(self, kept: Kept) -> None:
        """Begin with what an earlier run kept; no other keys were asked for before."""
        self.answers, marks, self.law_of = kept["answers"], kept["marks"], kept.get("law_of", {})
        for name in KEPT:
            setattr(self, name, marks[name])
        for name in NUMBERS:
            setattr(self, name, Numbers(marks[f"{name}_marks"]))
        self.law.contexts, self.law.context_of = marks["contexts"], marks["context_of"]
        for name, table in self._tables().items():
            table.unpack(marks[name])

    def _tables(self) -> dict[str, Grown]:
        own = {"seeds": self.seeds, "status": self.status, "waking": self.waking, "surely": self.surely}
        return own | self.rules.tables()

    def begun(self, keys: Columns) -> Callable[[], Numbered]:
        """What numbers the answers to some keys when it is called."""
        return partial(self.numbers, keys)

    def known_numbers(self, keys: Columns) -> Numbered:
        """The number of the answer to every key, -1 where something would have to be worked out for it."""
        rows = self._rows(keys, self._place_known)
        there = np.flatnonzero((rows >= 0).all(axis=1))
        found = np.full(len(keys[STRETCH]), -1, np.int32)
        if len(there):
            some = {name: column[there] for name, column in keys.items()}
            marked = self._marked(some, rows[there])
            numbers, _ = self.known.of(marked.found)
            by_close, _ = self.closer.of(marked.closer)
            found[there] = np.where(numbers == CLOSER, by_close, numbers)
        return found

    def numbers(self, keys: Columns) -> Numbered:
        """The number of the answer to every key."""
        marked = self.marked(keys)
        self._decided(keys, marked, marked.found, self.known)
        into, _ = self.known.of(marked.found)
        by_close = np.flatnonzero(into == CLOSER)
        if len(by_close):
            some = {name: column[by_close] for name, column in keys.items()}
            near = marked.of(by_close)
            self._decided(some, near, near.closer, self.closer)
            into[by_close], _ = self.closer.of(near.closer)
        return into

    def _decided(self, keys: Columns, marked: Marked, marks: Marks, known: Numbers) -> None:
        """Decide one key for each mark that is not known."""
        into, unknown = known.of(marks)
        if not unknown:
            return
        fresh = np.flatnonzero(into < 0)
        _, first = np.unique(marks[fresh], return_index=True)
        chosen = np.sort(fresh[first])
        some = marked.of(chosen)
        telling = self.rules.telling(some.rows, some.laws, self._laws())
        for at, row, kept in zip(chosen.tolist(), some.rows.tolist(), telling, strict=True):
            number = len(self.answers)
            key = {name: int(column[at]) for name, column in keys.items()}
            self.answers.append(self._decide(key, row, kept))
            if known is self.known and self.answers[-1].near:
                known.add(int(marks[at]), CLOSER)
                self.closer.add(int(marked.closer[at]), number)
            else:
                known.add(int(marks[at]), number)

    def marked(self, keys: Columns) -> Marked:
        """The marks of every key, and of what they were made."""
        return self._marked(keys, self._rows(keys, self._place))

    def _marked(self, keys: Columns, rows: Codes) -> Marked:
        under = self._under(keys)
        laws = each([under], self._law)
        found, closer = marks_of(rows, laws, self.rules.parts(), self._laws(), self.rules.ties)
        outside = each([under], self._outside)
        for why in (TOO_EARLY, KNOWN_TOO_EARLY):
            found[outside == why] = closer[outside == why] = np.uint64(hashed((self.name, "outside", why)))
        return Marked(found, closer, rows, laws)

    def _outside(self, under: int) -> int:
        """Whether a stretch lies before what is encoded of the regime, or the day on which the law was known does; 0 if not."""
        known, on = self.law.book.regimes[self.name], self.law.days.first(under // len(self.law.scopes))
        if known.covers(on, self.law.known_on):
            return 0
        return TOO_EARLY if on < known.coverage_from else KNOWN_TOO_EARLY

    def _under(self, keys: Columns) -> Ints:
        return keys[STRETCH] * len(self.law.scopes) + keys[SCOPE]

    def _rows(self, keys: Columns, place_of: Callable[[Place], int]) -> Codes:
        """For each key the places of its parts, as `place_of` tells them."""
        under = self._under(keys)
        rows = np.empty((len(under), len(self.groups.groups) + 1), np.int32)
        rows[:, 0] = each([self._contexts(under, LAW)], lambda context: place_of((LAW, context, (), 0)))
        for number, group in enumerate(self.groups.groups):
            contexts = self._contexts(under, number)
            states = [keys[name] for name in group]
            alike = [keys[SAME]] if self._tells_who(number) else [np.zeros_like(under)]

            def place(same: int, context: int, *states: int, number: int = number) -> int:
                return place_of((number, context, states, same))

            rows[:, number + 1] = each([*alike, contexts, *states], place)
        return rows

    def _tells_who(self, number: int) -> bool:
        """Whether a part of the group hangs on which roles are one party."""
        roles = [name for name in self.groups.groups[number] if name in self.roles]
        return bool(roles) and (len(roles) > 1 or number in self.groups.across.values())

    def _laws(self) -> Laws:
        return Laws(self.seeds.rows[:, 0], self.waking.rows, self.surely.rows, self.status.rows)

    def _law(self, under: int) -> int:
        """The number of the law of one stretch under one scope; stretches with the same law share it."""
        if under in self.law_of:
            return self.law_of[under]
        layout = self._layout(under)
        seed = hashed((self.name, layout.identity))
        if seed not in self.laws:
            self.laws[seed] = len(self.laws)
            sure = MAYBE if self.plan.conflicts else SURELY
            answers = [truth_of(status.tree) for status in layout.statuses]
            awake = [0 if each is False else sure if each else MAYBE for each in answers]
            awake += [MAYBE] * (len(self.skeletons) - len(awake))
            self.seeds.add([hashed((self.name, layout.frame))])
            stated = [hashed((self.name, number, each)) for number, each in enumerate(layout.stated)]
            self.status.add(stated + [0] * (len(self.skeletons) - len(stated)))
            self.waking.add(self.rules.bits(n for n, each in enumerate(awake) if each))
            self.surely.add(self.rules.bits(n for n, each in enumerate(awake) if each == SURELY))
        self.law_of[under] = self.laws[seed]
        return self.laws[seed]

    def _contexts(self, under: Ints, group: int) -> Codes:
        """For each key what lists say to the group's slots, and which readings are taken."""
        if group not in self.group_days:
            reach = Reach(self.law.book).trees(slot.tree for slot in self.slots.get(group, ()))
            self.group_days[group] = days_of(list_days(self.law.book, self.law.known_on, reach))

        def context(under: int) -> int:
            stretch, scope = divmod(under, len(self.law.scopes))
            return self.law.context(stretch, scope, self.group_days[group])

        return each([under], context)

    def _layout(self, under: int) -> Layout:
        if under not in self.layouts:
            stretch, scope = divmod(under, len(self.law.scopes))
            on, book = self.law.days.first(stretch), self.law.book
            count = len(self.plan.rules)
            statuses = self.plan.calendar.statuses(on)
            self.layouts[under] = Layout(
                book, self.plan, on, self.law.known_on, self.law.scope(stretch, scope),
                self.skeletons[:count], self.skeletons[count:], statuses, self.pieces,
            )  # fmt: skip
        return self.layouts[under]

    def _place(self, key: Place) -> int:
        """The row of the tables for one state of one group, answered when it first comes up."""
        if key not in self.places:
            part = self._answered(key)
            place = self.place_of.setdefault(id(part), len(self.of_place))
            if place == len(self.of_place):
                self.of_place.append(key)
                self.parts[place] = part
                self.rules.add(part)
            self.places[key] = place
        return self.places[key]

    def _place_known(self, key: Place) -> int:
        return self.places.get(key, -1)

    def _part(self, place: int) -> Part:
        """What stands in a row of the tables, answered again where an earlier run kept nothing but the row."""
        if place not in self.parts:
            self.parts[place] = self._answered(self.of_place[place])
        return self.parts[place]

    def _answered(self, key: Place) -> Part:
        """The slots of one group in one state, answered; the same part for all in which the same is seen."""
        group, context, states, same = key
        names = () if group == LAW else self.groups.groups[group]
        seen = self._seen(dict(zip(names, states, strict=True)), same)
        return self._slots_of(group, context, seen).part(seen)

    def _layer_of(self, context: int) -> LayerOf:
        """What makes layers over the law of one context."""
        if context not in self.layers:
            on, readings = self.law.contexts[context]
            self.layers[context] = LayerOf(self.law.book, on, self.law.known_on, readings)
        return self.layers[context]

    def _slots_of(self, group: int, context: int, seen: dict[Subject, Seen]) -> Slots:
        """What answers the slots of a group under the law of one context."""
        layer_of, slots = self._layer_of(context), self.slots.get(group, ())
        trees = self.alike.of(layer_of.trees(slots, seen))
        key = (group, layer_of.identity, id(trees), *(each.about for each in seen.values()))
        if key not in self.answering:
            self.answering[key] = Slots(slots, trees, layer_of, seen, self.kinds, self.of_gaps)
        return self.answering[key]

    def _seen(self, states: dict[str, int], same: int) -> dict[Subject, Seen]:
        seen: dict[Subject, Seen] = {}
        named = self.law.same(same)
        for name, number in states.items():
            seen.update(self._of_state(name, number, named.get(name, name)))
        return seen

    def _of_state(self, name: str, number: int, role: str) -> dict[Subject, Seen]:
        """What is seen in a state of one domain; of the party in another role where it is the same one."""
        seen = self.books[name].states[number].seen
        if role == name:
            return seen
        if (name, number, role) not in self.renamed:
            self.renamed[name, number, role] = {
                subject: replace(each, about=About(each.about.kind, named_as(role)))
                for subject, each in seen.items()
            }
        return self.renamed[name, number, role]

    def _decide(self, key: dict[str, int], row: list[int], kept: list[int] | None) -> Answer:
        """The answer for a key with such a row, from the rules that can tell in it."""
        layout = self._layout(key[STRETCH] * len(self.law.scopes) + key[SCOPE])
        seen = self._seen({name: key[name] for name in self.books}, key[SAME])
        parts = {number: self._part(place) for number, place in enumerate(row, LAW)}
        if layout.outside:
            return layout.singly(seen)
        return layout.together([self._like(place) for place in row], parts, seen, kept)

    def _like(self, place: int) -> int:
        """The first place with a part of the same group whose literals are of the same kinds."""
        if place not in self.place_like:
            kinds = (self.of_place[place][0], *(each.kinds for each in self._part(place).bundles))
            self.place_like[place] = self.like.setdefault(kinds, place)
        return self.place_like[place]
