"""The rules of one regime before the solver, day by day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import z3

from xenotime.deciding.plan import Plan
from xenotime.law.lawbook import Lawbook
from xenotime.proving.encode import Bool, Encoded, encode

PATIENCE = 20_000
"""Milliseconds for one question to the solver; what it cannot tell by then is a finding, never a proof."""


@dataclass(frozen=True)
class LaidOut:
    """The plan of a regime, to be written for the solver as it stands on one day or another."""

    law: Lawbook
    plan: Plan
    known_on: date

    def on(self, day: date) -> tuple[Encoded, Any]:
        """The rules as they stand on the day, and a solver that knows them."""
        encoded = encode(self.law, self.plan, day, self.known_on)
        solver = z3.Solver()
        solver.set("timeout", PATIENCE)
        solver.add(encoded.bounds)
        return encoded, solver


def shown(encoded: Encoded, solver: Any, rule: int, *truths: Bool) -> tuple[str, ...] | None:
    """What a rule asks for in a shipment for which the truths hold; None where there is no such shipment."""
    return encoded.example(solver.model(), (rule,)) if solver.check(*truths) == z3.sat else None
