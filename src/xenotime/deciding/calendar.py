"""What a regime's law says on one day and not on another, whatever the case."""

from bisect import bisect_right
from datetime import date
from functools import cached_property

from xenotime.dates import day_after
from xenotime.deciding.spelt import Kept, Spelt
from xenotime.law.condition import FALSE, Joined, Leaf, Tree
from xenotime.law.evaluate import See
from xenotime.law.lawbook import Lawbook, Status, covers
from xenotime.law.provision import Rule

Text = tuple[object, ...]
"""What a rule or a list says on a day: equal on two days only where it says the same on both."""


class Calendar:
    """The rules of one regime day by day; kept, since every case of a run asks about the same days."""

    def __init__(self, law: Lawbook, rules: tuple[Rule, ...], known_on: date) -> None:
        self.law, self.rules, self.known_on = law, rules, known_on
        self.numbers: dict[Text, int] = {}
        self._statuses: dict[int, tuple[Status, ...]] = {}
        self._texts: dict[date, tuple[int, ...]] = {}
        self._spelt = Kept()

    @cached_property
    def names(self) -> list[tuple[str, ...]]:
        """For every rule the lists, groups and thresholds that it names."""
        return [_names(rule.when) for rule in self.rules]

    def statuses(self, day: date) -> tuple[Status, ...]:
        """For every rule its status: the same from one of the turns to the next."""
        at = bisect_right(self.turns, day)
        if at not in self._statuses:
            self._statuses[at] = tuple(self.law.status(rule, day, self.known_on) for rule in self.rules)
        return self._statuses[at]

    @cached_property
    def turns(self) -> tuple[date, ...]:
        """Every day on which a rule starts, ends, falls asleep or wakes, as known."""
        entries = [entry for rule in self.rules for entry in rule.in_force]
        entries += [
            each.period
            for each in self.law.suspensions
            if any(covers(each.provisions, rule.place) for rule in self.rules)
        ]
        known = [each for each in entries if each.issued <= self.known_on]
        starts = {each.start for each in known if each.start}
        return tuple(
            sorted(starts | {day_after(last) for each in known if (last := each.last(self.known_on))})
        )

    def spelt(self, law: Lawbook, day: date, known_on: date, see: See) -> Spelt | None:
        """What its conditions say on a day to whoever sees so, as far as that was spelt out; None of another law."""
        return self._spelt.of(day, see) if law is self.law and known_on == self.known_on else None

    def texts(self, day: date) -> tuple[int, ...]:
        """For every rule the number of what the lists, groups and thresholds that it names say."""
        if day not in self._texts:
            said: dict[str, int] = {}
            self._texts[day] = tuple(
                self._number(tuple(self._said(name, rule.place.instrument, day, said) for name in names))
                for rule, names in zip(self.rules, self.names, strict=True)
            )
        return self._texts[day]

    def changed(self, one: date, other: date) -> tuple[set[int], set[int]]:
        """The rules in force on either day that start, end, sleep or wake between them, and those whose text differs."""
        texts, texts_then = self.texts(one), self.texts(other)
        turned, reworded = set(), set()
        for number, (now, then) in enumerate(zip(self.statuses(one), self.statuses(other), strict=True)):
            if now.tree != then.tree:
                turned.add(number)
            asleep = now.tree == FALSE and then.tree == FALSE
            if texts[number] != texts_then[number] and not asleep:
                reworded.add(number)
        return turned, reworded

    def _number(self, text: Text) -> int:
        return self.numbers.setdefault(text, len(self.numbers))

    def _said(self, name: str, instrument: str, day: date, said: dict[str, int]) -> int:
        """The number of what a list, group or threshold says on a day; 0 while a list that names itself is looked at."""
        threshold = name.startswith("@")
        key = f"{instrument} {name}" if threshold else name
        if key not in said:
            said[key] = 0
            said[key] = self._number(self._text(name, instrument, day, said))
        return said[key]

    def _text(self, name: str, instrument: str, day: date, said: dict[str, int]) -> Text:
        law = self.law
        if name.startswith("@"):
            entry = law.threshold(instrument, name[1:], day, self.known_on)
            return ("threshold", entry.amount if entry else None)
        if name in law.lists:
            rows = law.rows(name, day, self.known_on)
            within = sorted(
                {each for row in rows for tree in (row.when, row.where) if tree for each in _names(tree)}
            )
            owner = law.lists[name].place.instrument
            return ("list", name, *map(id, rows), *(self._said(each, owner, day, said) for each in within))
        if name in law.groups:
            return ("group", name, *map(id, law.members(name, day, self.known_on)))
        return ("name", name)


def _names(tree: Tree) -> tuple[str, ...]:
    """The lists, groups and thresholds (with @ before them) that a tree names, in order."""
    found: set[str] = set()
    stack = [tree]
    while stack:
        part = stack.pop()
        if isinstance(part, Joined):
            stack.extend(part.parts)
        elif isinstance(part, Leaf):
            value = part.condition.value
            found |= {f"@{value.threshold}"} if value.threshold else set()
            found |= {value.ref} if value.ref else set()
    return tuple(sorted(found))
