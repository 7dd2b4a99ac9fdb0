"""A plain fixed point over a networkx graph: look at every company again until nothing changes.

Open System: must = low ends of owners that count and what nobody else can hold; may = high ends and what
is left for unnamed owners.
"""

import hashlib

import networkx as nx
from measure import asked, tell, timed
from owning_world import AUTHORITIES, world

wanted = asked()
parties, holdings = wanted["sizes"]
rows, listed = world(parties, holdings)
graph = nx.DiGraph()
graph.add_nodes_from(range(parties))
for owner, owned, low, high in rows:
    graph.add_edge(owner, owned, low=low, high=high)


def held(node: int, counts: set[int], owners: str, most: bool) -> int:
    """What owners that count hold of the node, in percent, at least or at most."""
    stakes = [(owner, data["low"], data["high"]) for owner, _, data in graph.in_edges(node, data=True)]
    least = sum(low for _, low, _ in stakes)
    mine = [(low, high) for owner, low, high in stakes if owner in counts]
    if owners == "each":
        if most:
            return max([100 - least, *(min(high, 100 - least + low) for low, high in mine)])
        return max((low for low, _ in mine), default=0)
    lows, highs = sum(low for low, _ in mine), sum(high for _, high in mine)
    if most:
        others = 100 - least
        return others + lows + min(0 if others else 100 - least, highs - lows)
    return lows


def fixed(sources: set[int], line: int, above: bool, owners: str, tiers: str, most: bool) -> set[int]:
    """Who counts in the end."""
    counts = set(sources)
    while True:
        known = set(sources) if tiers == "direct" else set(counts)
        new = {
            node
            for node in graph
            if node not in counts
            and (held(node, known, owners, most) > line if above else held(node, known, owners, most) >= line)
        }
        counts |= new
        if not new or tiers == "direct":
            return counts


def answers() -> bytes:
    """One byte for each party and authority: 0 no, 1 yes, 2 not known."""
    sources = {each for each in range(parties) if listed[each]}
    whole = b""
    for line, above, owners, tiers in AUTHORITIES:
        must = fixed(sources, line, above, owners, tiers, most=False)
        may = fixed(sources, line, above, owners, tiers, most=True)
        whole += bytes(1 if each in must else 2 if each in may else 0 for each in range(parties))
    return whole


seconds, found = timed(answers)
tell(seconds, answers=hashlib.sha256(found).hexdigest())
