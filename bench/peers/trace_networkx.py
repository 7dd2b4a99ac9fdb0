"""NetworkX: a graph with quantities on its edges, walked in topological order with numpy rows on the nodes."""

import time

import networkx as nx
import numpy as np
from trace_protocol import loaded, serve

start = time.perf_counter()
bill = loaded()
worth = bill["worth"]
graph = nx.DiGraph()
graph.add_nodes_from(range(len(worth)))
for parent, child, many in zip(
    bill["parent"].tolist(), bill["child"].tolist(), bill["quantity"].tolist(), strict=True
):
    if graph.has_edge(parent, child):
        graph[parent][child]["many"] += many
    else:
        graph.add_edge(parent, child, many=many)
pinned = {item: (bill["floor"][at], bill["ceiling"][at]) for at, item in enumerate(bill["pinned"].tolist())}
order = list(reversed(list(nx.topological_sort(graph))))
values = np.zeros((len(worth), 24))


def run() -> None:
    """Every item after its parts."""
    for item in order:
        row = values[item]
        row[:] = 0
        for part, edge in graph.adj[item].items():
            row += edge["many"] * values[part]
        np.minimum(row[12:], worth[item], out=row[12:])
        if item in pinned:
            floor, ceiling = pinned[item]
            row[:12] = np.minimum(np.maximum(row[:12], floor), ceiling)
            row[12:] = ceiling


serve(run, lambda rows: values[rows], time.perf_counter() - start)
