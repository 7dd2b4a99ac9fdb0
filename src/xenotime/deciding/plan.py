"""Put a regime's rules in the order in which they depend on each other, once for all cases."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from xenotime.deciding.calendar import Calendar
from xenotime.deciding.follows import Follows
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import OUTCOMES, POLICIES, SUBJECT, Rule


@dataclass(frozen=True)
class Planned:
    """A rule with the rules that it stands upon or yields to, by their place in the plan."""

    rule: Rule
    upon: tuple[int, ...]
    yields_to: tuple[int, ...]
    level: int
    """Index into the outcomes, or -1 for a policy."""
    policy: int
    """Index into the policies, or -1 for an outcome."""


@dataclass(frozen=True)
class Plan:
    """A regime's rules as known on a day: what a rule depends on comes before it."""

    regime: str
    known_on: date
    rules: tuple[Planned, ...]
    conflicts: tuple[tuple[int, int], ...]
    """Exceptions to one rule that conclude differently, and of which neither names the other."""
    calendar: Calendar = field(compare=False, repr=False)
    follows: Follows = field(compare=False, repr=False)


def plan_of(law: Lawbook, regime: str, known_on: date) -> Plan:
    """The plan of a regime, as its law was known on a day."""
    rules = law.rules_of(regime, known_on)
    named = _named(rules)
    upon = [_places(rule.upon, named, own) for own, rule in enumerate(rules)]
    yields: dict[int, set[int]] = defaultdict(set)
    for number, rule in enumerate(rules):
        for other in _places(rule.exception_to, named, number):
            yields[other].add(number)
    order = _order(len(rules), upon, yields)
    place = {old: new for new, old in enumerate(order)}
    planned = tuple(
        Planned(
            rules[old],
            tuple(sorted(place[other] for other in upon[old])),
            tuple(sorted(place[other] for other in yields[old])),
            *_level(rules[old]),
        )
        for old in order
    )
    calendar = Calendar(law, tuple(each.rule for each in planned), known_on)
    follows = Follows(law, regime, known_on)
    return Plan(regime, known_on, planned, _conflicts(planned, named, place), calendar, follows)


class Plans:
    """The plans of one law, each made when it is first asked for."""

    def __init__(self, law: Lawbook) -> None:
        self.law = law
        self.made: dict[tuple[str, date], Plan] = {}

    def of(self, regime: str, known_on: date) -> Plan:
        """The plan of a regime, as its law was known on a day."""
        if (regime, known_on) not in self.made:
            self.made[regime, known_on] = plan_of(self.law, regime, known_on)
        return self.made[regime, known_on]


def _named(rules: tuple[Rule, ...]) -> dict[str, list[int]]:
    named: dict[str, list[int]] = defaultdict(list)
    for number, rule in enumerate(rules):
        named[rule.id].append(number)
        if rule.place.instrument != rule.id:
            named[rule.place.instrument].append(number)
    return named


def _places(ids: tuple[str, ...], named: dict[str, list[int]], own: int) -> set[int]:
    return {number for each in ids for number in named.get(each, ()) if number != own}


def _order(count: int, upon: list[set[int]], yields: dict[int, set[int]]) -> list[int]:
    order: list[int] = []
    done: set[int] = set()
    for first in range(count):
        stack = [(first, False)]
        while stack:
            number, ready = stack.pop()
            if ready:
                order.append(number)
            elif number not in done:
                done.add(number)
                stack.append((number, True))
                stack.extend(
                    (other, False) for other in sorted(upon[number] | yields[number]) if other not in done
                )
    return order


def _level(rule: Rule) -> tuple[int, int]:
    if rule.concludes in POLICIES:
        return -1, POLICIES.index(rule.concludes)
    return OUTCOMES.index("no licence required" if rule.concludes == SUBJECT else rule.concludes), -1


def _conflicts(
    planned: tuple[Planned, ...], named: dict[str, list[int]], place: dict[int, int]
) -> tuple[tuple[int, int], ...]:
    excepts = [
        {place[other] for each in one.rule.exception_to for other in named.get(each, ())} for one in planned
    ]
    pairs = set()
    for each in planned:
        for one in each.yields_to:
            for other in each.yields_to:
                differ = planned[one].rule.concludes != planned[other].rule.concludes
                if one < other and differ and one not in excepts[other] and other not in excepts[one]:
                    pairs.add((one, other))
    return tuple(sorted(pairs))
