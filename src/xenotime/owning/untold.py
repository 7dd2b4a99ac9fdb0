"""Rows of holdings by the kind that they are of, those among them of which the kind is not stated."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from xenotime.exact import NOTHING, Range
from xenotime.facts.party import OTHER_OWNERS, Holding, is_denied

Rows = dict[tuple[str, str], list[Holding]]


def by_kind(holdings: Iterable[Holding], head: Mapping[str, str], always: str, every: Iterable[str]) -> Rows:
    """The rows on every company and kind of holding that is asked about: `always` and those that its rows may speak of.

    A share of an untold kind is one of each kind from nothing to all that is stated, where no row states the
    owner's share of that kind. What unnamed owners hold of it says of no kind how much, only that there may be some
    of each. That somebody holds nothing is said of every kind.
    """
    rows: Rows = defaultdict(list)
    untold = [each for each in holdings if not each.kind]
    kinds: dict[str, dict[str, None]] = {head[each.owned]: {always: None} for each in untold}
    for each in untold:
        kinds[head[each.owned]] |= {} if is_denied(each.share) else dict.fromkeys(every)
    for each in holdings:
        if each.kind:
            rows[head[each.owned], each.kind].append(each)
            kinds.setdefault(head[each.owned], {})[each.kind] = None
    for owned in {head[each.owned]: None for each in untold}:
        own = [each for each in untold if head[each.owned] == owned]
        for kind in kinds[owned]:
            stated = {each.owner for each in rows.get((owned, kind), ())}
            rows[owned, kind] += (replace(each, kind=kind) for each in _perhaps(own, stated))
    return rows


def _perhaps(untold: list[Holding], stated: set[str]) -> Iterable[Holding]:
    """What untold rows say of one kind of which the shares of some owners are `stated`."""
    denied = {each.owner for each in untold if is_denied(each.share)}
    yield from (each for each in untold if is_denied(each.share))
    if OTHER_OWNERS not in stated:
        unnamed = [each for each in untold if each.owner == OTHER_OWNERS and not is_denied(each.share)]
        yield from unnamed if OTHER_OWNERS in denied else (replace(each, share=None) for each in unnamed)
    held: dict[str, Holding] = {}
    for each in untold:
        if is_denied(each.share) or each.owner in {*stated, OTHER_OWNERS}:
            continue
        before = held.get(each.owner)
        held[each.owner] = replace(each, share=_up_to(before, each))
    yield from held.values()


def _up_to(*rows: Holding | None) -> Range | None:
    """From nothing to the highest of the shares; None where one of them is not known."""
    shares = [each.share for each in rows if each]
    if any(each is None or each.high is None for each in shares):
        return None
    return Range(NOTHING.low, max(each.high for each in shares if each and each.high is not None))
