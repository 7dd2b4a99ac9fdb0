"""The gaps of the law as encoded that touch an answer, and what is to be told where they only may touch it."""

from datetime import date
from functools import partial

from xenotime.deciding.answer import GapNote
from xenotime.deciding.asking import missing_of
from xenotime.deciding.formula import residual, variables_in
from xenotime.deciding.problem import Layer
from xenotime.facts.seen import Missing, each_once
from xenotime.law.condition import Joined, Tree
from xenotime.law.lawbook import Gap, Lawbook, Regime


def gaps_of(
    law: Lawbook,
    layer: Layer,
    regime: str,
    on: date,
    unread: tuple[str, ...] = (),
    *,
    untold: bool = True,
) -> tuple[GapNote, ...]:
    """The gaps of a regime that touch what the layer saw; `unread` are passages that were not seen well enough, and matter.

    What is to be told stands in them where it is wanted (`untold`): it takes longer than all the rest.
    """
    known = law.regimes[regime]
    notes = [
        GapNote(gap.id, gap.what, gap.clearance, _untold(gap, regime, held, layer, law) if untold else ())
        for gap in known.gaps
        if gap.reaches(held := layer.holds(gap.touches, regime))
        and not law.is_asleep(gap, on, layer.known_on)
    ]
    if on > known.told_until(layer.known_on):
        notes.append(_after_told(known, on, layer.known_on))
    notes += [GapNote(each, f"the text of {each} was not read, or not well enough") for each in unread]
    return tuple(notes)


def _after_told(known: Regime, on: date, known_on: date) -> GapNote:
    """That the day lies after the last one of which it is told; from some day on nothing is released on that."""
    asked = f"is asked as it was known on {known_on}"
    what = f"the law {f'was last checked on {known.checked}' if known.checked <= known_on else asked}; the day is later"
    if known.is_fresh(on, known_on):
        return GapNote(f"{known.id}/after-checked", what)
    unknown = "known" if known.checked <= known_on else "looked at"
    more = f"by more than {known.days_fresh} days: what was announced since is not {unknown}"
    return GapNote(f"{known.id}/after-checked", f"{what} {more}", clearance=False)


def _untold(gap: Gap, regime: str, held: bool | None, layer: Layer, law: Lawbook) -> tuple[Missing, ...]:
    """What would say whether a gap touches the answer, where nothing is released as long as it may."""
    if gap.clearance or held is not None:
        return ()
    return layer.once(gap.touches, partial(_asked_of, gap, regime, layer, law))


def _asked_of(gap: Gap, regime: str, layer: Layer, law: Lawbook) -> tuple[Missing, ...]:
    """What is asked in the conditions of a gap that are open; its variables are none of the answer's."""
    beside = Layer(layer.case, law, layer.on, layer.known_on, layer.spelt)
    beside.sightings = layer.sightings
    tree = _still_open(beside.spelt_out(gap.touches, regime), layer)
    beside.collect(tree)
    left = residual(beside.formula(tree), [each.open for each in beside.variables])
    open_ = [beside.variables[number] for number in sorted(variables_in([left]))]
    return each_once(missing for each in open_ for missing in missing_of(each, law))


def _still_open(tree: Tree, layer: Layer) -> Tree:
    """A tree of which it is not known whether it holds, without the parts of which it is."""
    if isinstance(tree, Joined) and tree.how in {"all", "any", "none"}:
        open_ = (part for part in tree.parts if layer.evaluated(part) is None)
        return Joined(tree.how, tuple(_still_open(part, layer) for part in open_))
    return tree
