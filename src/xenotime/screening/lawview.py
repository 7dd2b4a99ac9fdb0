"""The law as one run sees it: its stretches of days, the readings taken, and the roles that are one party."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date

from xenotime.deciding.case import Taken
from xenotime.law.lawbook import Lawbook
from xenotime.screening.days import Days
from xenotime.screening.layers import named_readings
from xenotime.screening.layout import Scope

Scopes = dict[int, Scope]
"""The scope on each stretch."""


@dataclass
class LawView:
    """Numbers contexts: what the parts of a key depend on besides the facts."""

    book: Lawbook
    known_on: date
    days: Days
    roles: tuple[str, ...]
    scopes: tuple[Scopes, ...] = ({},)
    """For every set of positions that some shipment is under, its scope on each stretch; no entry is no reading."""
    clashing: frozenset[str] = frozenset()
    """Provisions, or whole instruments, that clashes between the laws which are asked name."""
    contexts: list[tuple[date, dict[str, Taken]]] = field(default_factory=list)
    context_of: dict[Hashable, int] = field(default_factory=dict)

    def scope(self, stretch: int, scope: int) -> Scope:
        """The readings and positions of shipments under one set of positions."""
        return self.scopes[scope].get(stretch) or Scope({})

    def context(self, stretch: int, scope: int, listed: Days) -> int:
        """The number of what lists say and which readings are taken; `listed` are stretches in which no list changes."""
        on = listed.since(self.days.first(stretch))
        readings = self.scope(stretch, scope).readings
        key = (on, named_readings(readings))
        if key not in self.context_of:
            self.context_of[key] = len(self.contexts)
            self.contexts.append((on, readings))
        return self.context_of[key]

    def same(self, number: int) -> dict[str, str]:
        """For every role that is the same open party as an earlier one, that one.

        `number` has one bit for each pair of roles, the first pair lowest.
        """
        named: dict[str, str] = {}
        for bit, (one, other) in enumerate(pairs(self.roles)):
            if number >> bit & 1:
                named.setdefault(other, named.get(one, one))
        return named


def pairs(roles: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every pair of roles, in order."""
    return [(one, other) for at, one in enumerate(roles) for other in roles[at + 1 :]]
