"""Least changes of what a country's coverage says is not encoded: a gap removed, moved, or no longer in the way of release."""

from collections.abc import Iterator
from dataclasses import replace

from law.mutating.steps import Mutant, without
from law.mutating.trees import changes
from xenotime.law.condition import TRUE, Joined, Tree
from xenotime.law.lawbook import Gap, Lawbook

GAP = "gap"


def of_gaps(law: Lawbook, regime: str) -> Iterator[Mutant]:
    """Every gap of a regime, left out or changed by one step."""
    known = law.regimes[regime]
    for number, found in enumerate(known.gaps):

        def changed(kind: str, name: str, *others: Gap, number: int = number) -> Mutant:
            gaps = without(known.gaps, number, *others)
            book = replace(law, regimes={**law.regimes, regime: replace(known, gaps=gaps)})
            old = known.gaps[number].id
            return Mutant(kind, f"{old}: gap {name}", old, book, ref=GAP)

        yield changed("gap", "removed")
        released = "does not keep goods" if not found.clearance else "keeps goods"
        yield changed("gap", f"{released} from being released", replace(found, clearance=not found.clearance))
        if found.touches != TRUE:
            surely = (
                "also where its conditions may hold"
                if found.surely
                else "only where its conditions surely hold"
            )
            yield changed("gap", surely, replace(found, touches=_otherwise(found), surely=not found.surely))
        for kind, name, _, tree in changes(found.touches):
            yield changed(kind, name, replace(found, touches=tree))


def _otherwise(gap: Gap) -> Tree:
    """Its conditions where they may hold in place of where they surely do, or the other way round."""
    if not gap.surely:
        return Joined("stated", (gap.touches,))
    assert isinstance(gap.touches, Joined)
    (inner,) = gap.touches.parts
    return inner
