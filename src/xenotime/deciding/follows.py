"""What follows from rules that count, beside an outcome: duties, and clashes with other laws."""

from collections.abc import Iterable
from datetime import date

from xenotime.deciding.answer import DutyDue
from xenotime.law.lawbook import Lawbook, covers
from xenotime.law.provision import Duty, Rule


class Follows:
    """Of the rules of one regime, as its law was known on a day."""

    def __init__(self, law: Lawbook, regime: str, known_on: date) -> None:
        self.known_on = known_on
        self.duties = law.duties_of(regime, known_on)
        self.clashing = frozenset[str]().union(*(clash.names for clash in law.clashes))
        """Provisions, or whole instruments, that a clash names."""
        answers = {each: law.house_answer(each, known_on) for each in law.questions}
        self.answered = {question: each.by for question, each in answers.items() if each}
        """The questions that the house answered itself, with what of it did."""
        self._upon: dict[str, frozenset[int]] = {}
        self._named: dict[str, bool] = {}

    def is_told(self, rule: Rule) -> bool:
        """Whether an answer tells of a rule wherever it may count, even beside stricter ones, be it that no laws clash."""
        return bool(self.answered or rule.place.own or self._duties(rule))

    def clash_names(self, rule: Rule) -> bool:
        """Whether a clash names the rule's provision, or its whole instrument."""
        name = rule.place.id
        if name not in self._named:
            self._named[name] = covers(self.clashing, rule.place)
        return self._named[name]

    def dated(self, rule: Rule, on: date) -> tuple[int, ...]:
        """Of the duties upon a rule those that are in force on some days only, and on this one."""
        every = (number for number in sorted(self._duties(rule)) if self.duties[number].in_force)
        return tuple(number for number in every if self._is_live(self.duties[number], on))

    def due(self, rules: Iterable[Rule], on: date) -> tuple[DutyDue, ...]:
        """The duties upon some rules, in the order of the law."""
        found: set[int] = set().union(*(self._duties(rule) for rule in rules))
        live = (each for number in sorted(found) if self._is_live(each := self.duties[number], on))
        return tuple(DutyDue(each.place.id, each.who, each.what, each.when) for each in live)

    def _duties(self, rule: Rule) -> frozenset[int]:
        """The numbers of the duties upon a rule."""
        name = rule.place.id
        if name not in self._upon:
            named = (number for number, each in enumerate(self.duties) if covers(each.upon, rule.place))
            self._upon[name] = frozenset(named)
        return self._upon[name]

    def _is_live(self, duty: Duty, on: date) -> bool:
        return not duty.in_force or any(entry.holds(on, self.known_on) for entry in duty.in_force)
