"""Where the laws of two regimes cannot both be obeyed in one shipment: named beside their answers."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from xenotime.deciding.answer import Answer, ClashNote, ClashSide
from xenotime.deciding.case import Case
from xenotime.deciding.problem import Layer
from xenotime.law.condition import FALSE, TRUE, Joined, Leaf, Settled, Tree, reading_is
from xenotime.law.control_list import guarded
from xenotime.law.evaluate import See, holds, join, leaf_holds
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import Clash


def with_clashes(case: Case, law: Lawbook, answers: Sequence[Answer]) -> list[Answer]:
    """The answers for one shipment, each with the clashes that its regime takes part in; all else stays as it was.

    A clash is named only between regimes that were asked.
    """
    if not answers:
        return []
    by_regime = {each.regime: each for each in answers}
    clashes = clashes_among(law, by_regime, answers[0].known_on)
    layer = Layer(case, law, answers[0].on, answers[0].known_on)
    notes = clashing(clashes, law, layer, by_regime)
    return [beside(each, notes) for each in answers]


def clashes_among(law: Lawbook, regimes: Collection[str], known_on: date) -> tuple[Clash, ...]:
    """The clashes, as known on a day, that may be named where some regimes are asked."""
    return tuple(
        each
        for each in law.clashes
        if each.place.issued <= known_on
        and _regime(each.place.id) in regimes
        and all(any(_regime(one) in regimes for one in side) for side in each.sides)
    )


def clashing(
    clashes: Iterable[Clash], law: Lawbook, layer: Layer, answers: Mapping[str, Answer]
) -> tuple[ClashNote, ...]:
    """Of some clashes those that stand or may stand among the answers of the regimes for one shipment."""
    return tuple(note for clash in clashes for note in _note(clash, law, layer, answers))


def can_clash(clash: Clash, answers: Mapping[str, Answer]) -> bool:
    """Whether on each side of a clash something can count, whatever its conditions say."""
    return all(any(_counting(side, answers)) for side in clash.sides)


def beside(answer: Answer, notes: Iterable[ClashNote]) -> Answer:
    """The answer with those of the notes in which its regime takes part."""
    mine = tuple(each for each in notes if _takes_part(each, answer))
    return replace(answer, clashes=mine) if mine else answer


def _takes_part(note: ClashNote, answer: Answer) -> bool:
    return any(side.regime == answer.regime for side in note.sides)


def _regime(provision: str) -> str:
    return provision.partition("/")[0]


def _note(clash: Clash, law: Lawbook, layer: Layer, answers: Mapping[str, Answer]) -> Iterator[ClashNote]:
    """The clash as it stands or may stand among these answers; nothing where it surely does not."""
    counted = [dict(_counting(side, answers)) for side in clash.sides]
    if not all(counted):
        return
    tree = layer.spelt_out(Joined("all", (_awake(clash, layer), clash.when)), clash.place.instrument)
    sides = [True if any(side.values()) else None for side in counted]
    answer = join("all", [*sides, holds(tree, layer.see)])
    if answer is False:
        return
    unsure = [each for side in counted if not any(side.values()) for each in side]
    instrument = law.instruments.get(clash.place.instrument)
    yield ClashNote(
        clash=clash.id,
        law=clash.place.id,
        kind=clash.kind,
        what=clash.what,
        do=clash.do,
        stands=bool(answer),
        hangs_on=tuple(
            dict.fromkeys([*(f"whether {each} counts" for each in unsure), *_open(tree, layer.see)])
        ),
        sides=tuple(_sides(clash, counted, answers)),
        seen=clash.place.seen,
        source=clash.place.source or (instrument.source if instrument else ""),
    )


def _counting(side: tuple[str, ...], answers: Mapping[str, Answer]) -> Iterator[tuple[str, bool]]:
    """The provisions of a side that can count, and whether they surely do."""
    for regime in dict.fromkeys(map(_regime, side)):
        for provision, sure in answers[regime].standing if regime in answers else ():
            if any(each in (provision, provision.partition(" ")[0]) for each in side):
                yield provision, sure


def _sides(
    clash: Clash, counted: list[dict[str, bool]], answers: Mapping[str, Answer]
) -> Iterator[ClashSide]:
    """The clash's own paragraph first, with what it stands upon; then the other side."""
    own, other = (counted[0] if clash.upon else {}), counted[-1]
    groups: dict[str, dict[str, None]] = {_regime(clash.place.id): {clash.place.id: None}}
    groups[_regime(clash.place.id)] |= dict.fromkeys(own)
    for provision in other:
        groups.setdefault(_regime(provision), {})[provision] = None
    for regime, provisions in groups.items():
        yield ClashSide(regime, tuple(provisions), answers[regime].possible)


def _awake(clash: Clash, layer: Layer) -> Tree:
    """Whether the clash is in force on the day, under which readings, and as sure as it was seen."""
    live = [
        guarded(TRUE, entry, clash.place.id)
        for entry in clash.in_force
        if entry.holds(layer.on, layer.known_on)
    ]
    awake: Tree = Joined("any", tuple(live)) if live else FALSE
    return Joined("all", (awake, reading_is(*clash.under))) if clash.under else awake


def _open(tree: Tree, see: See) -> Iterator[str]:
    """The conditions that are not known, each in words."""
    if isinstance(tree, Joined):
        if holds(tree, see) is None:
            for part in tree.parts:
                yield from _open(part, see)
    elif isinstance(tree, Settled):
        if tree.holds is None:
            yield tree.label
    elif isinstance(tree, Leaf) and leaf_holds(tree.condition, see(tree.condition.subject)) is None:
        yield tree.condition.as_text()
