"""The part of the invented country's export act that a peer can express, over the same cases: zen, json-logic, OpenFisca.

Answers are held against the plain reading first. A fact that is not known has no answer there: how many of
those cases the peer answers all the same is told.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Case = dict[str, Any]
Run = Callable[[], list[str]]


def peak_mb() -> int:
    """The peak of this process's memory; what it was started from does not count."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def plain(case: Case) -> str | None:
    """What the act says, None where a fact that is not known decides."""
    if case["from"] != "ZZ":
        return "not subject"
    if case["destination"] is None:
        return None
    if case["destination"] == "ZZ":
        return "not subject"
    if case["listed"]:
        return "prohibited"
    on_list = case["form"] == "permanent_magnet" and case["has_dy"]
    if case["form"] == "permanent_magnet" and case["has_dy"] is None:
        if case["end_use"] == "disaster_relief":
            return None
        return "no licence required" if excepted(case) else None
    if case["end_use"] == "disaster_relief":
        return "exempt, report"
    if excepted(case) or not on_list:
        return "no licence required"
    return "licence required"


def excepted(case: Case) -> bool:
    """Whether repairs and samples are let out."""
    return case["circumstance"] in ("repair_return", "sample") and case["end_use"] != "military"


def zen(cases: list[Case]) -> Run:
    """A decision table of zen-engine."""
    import zen as package

    fields = ("from", "destination", "form", "has_dy", "circumstance", "end_use", "listed")
    table = [
        ({"from": "!= 'ZZ'"}, "not subject"),
        ({"destination": "'ZZ'"}, "not subject"),
        ({"listed": "true"}, "prohibited"),
        ({"end_use": "'disaster_relief'"}, "exempt, report"),
        ({"circumstance": "'repair_return', 'sample'", "end_use": "!= 'military'"}, "no licence required"),
        ({"form": "'permanent_magnet'", "has_dy": "true"}, "licence required"),
        ({}, "no licence required"),
    ]
    ops = {"!= 'ZZ'": "$ != 'ZZ'", "!= 'military'": "$ != 'military'"}
    rules = [
        {"_id": str(n), **{f: ops.get(when.get(f, ""), when.get(f, "")) for f in fields}, "out": f"'{then}'"}
        for n, (when, then) in enumerate(table)
    ]
    content = {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in"},
            {
                "id": "t", "type": "decisionTableNode", "name": "t",
                "content": {
                    "hitPolicy": "first",
                    "inputs": [{"id": f, "name": f, "type": "expression", "field": f} for f in fields],
                    "outputs": [{"id": "out", "name": "out", "type": "expression", "field": "out"}],
                    "rules": rules,
                },
            },
            {"id": "out", "type": "outputNode", "name": "out"},
        ],
        "edges": [
            {"id": "a", "sourceId": "in", "targetId": "t", "type": "edge"},
            {"id": "b", "sourceId": "t", "targetId": "out", "type": "edge"},
        ],
    }  # fmt: skip
    decision = package.ZenEngine().create_decision(json.dumps(content))
    return lambda: [decision.evaluate(case)["result"]["out"] for case in cases]


def jsonlogic(cases: list[Case]) -> Run:
    """A chain of ifs of json-logic."""
    from json_logic import jsonLogic

    def var(name: str) -> dict[str, str]:
        return {"var": name}

    rule = {
        "if": [
            {"!=": [var("from"), "ZZ"]}, "not subject",
            {"==": [var("destination"), "ZZ"]}, "not subject",
            var("listed"), "prohibited",
            {"==": [var("end_use"), "disaster_relief"]}, "exempt, report",
            {"and": [{"in": [var("circumstance"), ["repair_return", "sample"]]}, {"!=": [var("end_use"), "military"]}]},
            "no licence required",
            {"and": [{"==": [var("form"), "permanent_magnet"]}, var("has_dy")]}, "licence required",
            "no licence required",
        ]
    }  # fmt: skip
    return lambda: [jsonLogic(rule, case) for case in cases]


def openfisca(cases: list[Case]) -> Run:
    """One formula over columns of OpenFisca; a fact that is not known takes the default of its variable."""
    import numpy as np
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import MONTH
    from openfisca_core.simulation_builder import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    entity = build_entity("shipment", "shipments", "one", is_person=True)
    system = TaxBenefitSystem([entity])
    texts = ("from", "destination", "form", "circumstance", "end_use")
    names = {each: f"f_{each}" for each in (*texts, "has_dy", "listed")}

    def variable(name: str, kind: type) -> Any:
        return type(name, (Variable,), {"value_type": kind, "entity": entity, "definition_period": MONTH})

    for each in texts:
        system.add_variable(variable(names[each], str))
    for each in ("has_dy", "listed"):
        system.add_variable(variable(names[each], bool))

    def formula(shipment: Any, period: Any) -> Any:
        f = {each: shipment(name, period) for each, name in names.items()}
        conditions = [
            (f["from"] != "ZZ") | (f["destination"] == "ZZ"), f["listed"], f["end_use"] == "disaster_relief",
            np.isin(f["circumstance"], ["repair_return", "sample"]) & (f["end_use"] != "military"),
            (f["form"] == "permanent_magnet") & f["has_dy"],
        ]  # fmt: skip
        return np.select(conditions, [0, 1, 2, 3, 4], 3)

    outcome = type(
        "outcome", (Variable,),
        {"value_type": int, "entity": entity, "definition_period": MONTH, "formula": formula},
    )  # fmt: skip
    system.add_variable(outcome)
    words = ["not subject", "prohibited", "exempt, report", "no licence required", "licence required"]

    def run() -> list[str]:
        simulation = SimulationBuilder().build_default_simulation(system, count=len(cases))
        for each, name in names.items():
            kind = bool if each in ("has_dy", "listed") else str
            simulation.set_input(name, "2026-01", np.array([kind(case[each] or "") for case in cases]))
        return [words[n] for n in simulation.calculate("outcome", "2026-01").tolist()]

    return run


def main() -> None:
    """Agreement, then seconds for one million and the peak of memory."""
    name, file = sys.argv[1:]
    cases = json.loads(Path(file).read_text("utf-8"))
    expected = [plain(case) for case in cases]
    run = {"zen": zen, "jsonlogic": jsonlogic, "openfisca": openfisca}[name](cases)
    got = run()
    known = [(a, b) for a, b in zip(got, expected, strict=True) if b is not None]
    many = cases * 50 if name == "openfisca" else cases * 5
    timed = {"zen": zen, "jsonlogic": jsonlogic, "openfisca": openfisca}[name](many)
    start, busy = time.perf_counter(), time.process_time()
    timed()
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    print(
        json.dumps(
            {
                "size": f"{len(many):,}, scaled up",
                "seconds_per_million": round(seconds * 1_000_000 / len(many), 3),
                "processor_seconds_per_million": round(busy * 1_000_000 / len(many), 3),
                "peak_mb": peak_mb(),
                "agrees": f"{sum(a == b for a, b in known)} of {len(known)}",
                "answers_where_a_fact_is_missing": len(cases) - len(known),
            }
        )
    )


main()
