"""Elements that no entry lists by themselves: each stands beside another one in an entry, as cobalt beside samarium."""

from functools import lru_cache

from xenotime.law.condition import Joined, Leaf, Tree
from xenotime.law.control_list import ControlList

Needed = frozenset[frozenset[str]]
"""The sets of substances of which an entry needs one whole."""
NOTHING: Needed = frozenset([frozenset()])
HAS, YES = "has", "yes"
MOST_WAYS = 10_000
"""Of an entry that can be met in more ways each substance is taken to stand beside all others: more is asked, not less."""


def partners(lists: tuple[ControlList, ...]) -> dict[str, frozenset[str]]:
    """The substances that entries name beside others alone, each with those beside which they name it."""
    needed = [each for one in lists for row in one.rows if row.when is not None for each in _needed(row.when)]
    alone = {name for each in needed if len(each) == 1 for name in each}
    found: dict[str, frozenset[str]] = {}
    for each in needed:
        for name in each - alone if len(each) > 1 else ():
            found[name] = found.get(name, frozenset()) | each - {name}
    return found


@lru_cache(maxsize=10_000)
def _needed(tree: Tree) -> Needed:
    """What must be in an item for the tree to hold, as far as it says."""
    if isinstance(tree, Leaf):
        one = tree.condition
        is_there = one.subject.kind == HAS and one.relation == "==" and YES in one.value.words
        return frozenset([frozenset([one.subject.name])]) if is_there else NOTHING
    if not isinstance(tree, Joined) or tree.how == "none":
        return NOTHING
    parts = [_needed(each) for each in tree.parts]
    if tree.how == "any":
        return frozenset().union(*parts)
    found = NOTHING
    for part in parts:
        if len(found) * len(part) > MOST_WAYS:
            found = frozenset([frozenset().union(*found, *part)])
        else:
            found = frozenset(one | other for one in found for other in part)
    return found
