"""Answers and traces as JSON; exact numbers are strings."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from fractions import Fraction
from typing import Any

from xenotime.casework.traceview import TraceRow, TraceView
from xenotime.deciding.answer import Answer, ClashNote, Found, PositionNote, ProvisionFinding
from xenotime.errors import Problem
from xenotime.exact import Range, as_decimal
from xenotime.facts.seen import About, Missing, Seen
from xenotime.law.lawbook import Lawbook
from xenotime.showing.words import truth_word

Json = dict[str, Any]


def document(
    version: str, law: Lawbook | None, known_on: date | None, problems: Sequence[Problem] = (), **body: Any
) -> Json:
    """What every command hands out: which program, which law, the body, and every problem."""
    return {
        "xenotime": version,
        "law": {
            "known_on": str(known_on) if known_on else None,
            "sha256": law.sha256 if law else None,
            "own": sorted(each.id for each in law.instruments.values() if each.own) if law else [],
        },
        **body,
        "problems": [asdict(problem) for problem in problems],
    }


def written(content: Mapping[str, object]) -> str:
    """The document as text, in UTF-8 once encoded; what an iterator makes stands one on a line, each made when its turn comes."""
    parts = [
        f'  "{name}": {_lines(value) if isinstance(value, Iterator) else _indented(value)}'
        for name, value in content.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(values: Iterator[object]) -> str:
    rows = [f"    {json.dumps(each, ensure_ascii=False, default=plain)}" for each in values]
    return "[\n" + ",\n".join(rows) + "\n  ]" if rows else "[]"


def _indented(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=plain).replace("\n", "\n  ")


def plain(value: object) -> Any:
    """Days and exact numbers as text."""
    if isinstance(value, Fraction):
        return as_decimal(value)
    if isinstance(value, date):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def answer(one: Answer) -> Json:
    """One answer; the keys of the design first, what else is known behind them."""
    return {
        "shipment": one.shipment,
        "line": one.line,
        "item": one.item,
        "on": str(one.on),
        "known_on": str(one.known_on),
        "regime": one.regime,
        "outcome": one.outcome,
        "policy": one.policy,
        "possible": list(one.possible),
        "settled": one.settled,
        "policies": list(one.policies),
        "policy_settled": one.policy_settled,
        "action": one.action,
        "action_because": one.action_because,
        "because": list(one.because),
        "missing": [missing(each) for each in one.missing],
        "policy_missing": [missing(each) for each in one.policy_missing],
        "open": [_open(each) for each in one.open],
        "policy_open": [_open(each) for each in one.policy_open],
        "would_settle": [[_named(each) for each in chosen] for chosen in one.would_settle],
        "flips": [{**asdict(each), "possible": list(each.possible)} for each in one.flips],
        "duties": [asdict(each) for each in one.duties],
        "gaps": [asdict(each) | {"missing": [missing(one) for one in each.missing]} for each in one.gaps],
        "assumed": list(one.assumed),
        "positions": [_position(each) for each in one.positions],
        "guidance": list(one.guidance),
        "contradictions": list(one.contradictions),
        "own_law": list(one.own_law),
        "limits": list(one.limits),
        "flags": list(one.flags),
        "clashes": [each.clash for each in one.clashes],
        "tight": one.tight,
        "findings": {"provisions": [provision(each) for each in one.findings]},
        "looked_at": [provision(each) for each in one.looked_at],
    }


def clashes(answers: Sequence[Answer]) -> list[Json]:
    """Every clash that stands or may stand, once for each shipment line."""
    found: dict[tuple[str, str | None, str], Json] = {}
    for each in answers:
        for note in each.clashes:
            found.setdefault((each.shipment, each.line, note.clash), _clash(each, note))
    return list(found.values())


def _clash(one: Answer, note: ClashNote) -> Json:
    return {
        "shipment": one.shipment,
        "line": one.line,
        "on": str(one.on),
        "clash": note.clash,
        "kind": note.kind,
        "stands": "yes" if note.stands else "may",
        "hangs_on": list(note.hangs_on),
        "what": note.what,
        "do": note.do,
        "law": note.law,
        "sides": [
            {"regime": side.regime, "provisions": list(side.provisions), "possible": list(side.possible)}
            for side in note.sides
        ],
        "seen": note.seen,
        "source": note.source,
    }


def _open(one: Any) -> Json:
    return {
        "question": one.question,
        "asks": one.asks,
        "default": one.default,
        "readings": {reading: list(outcomes) for reading, outcomes in one.readings.items()},
        "taken": one.taken,
        "by": one.by,
    }


def _position(one: PositionNote) -> Json:
    """Of a position all but that none differs from it: that is told where one does."""
    return {name: value for name, value in asdict(one).items() if name != "differs" or value}


def _named(one: Missing) -> Json:
    return {"fact": one.fact, "about": _about(one.about)}


def _about(about: About) -> Json:
    return {"kind": about.kind, "id": about.id}


def missing(one: Missing) -> Json:
    """A missing fact with the question that would make it known."""
    likely = {"likely": one.likely} if one.likely else {}
    return {**_named(one), "ask": one.ask, "ask_zh": one.ask_zh, **likely}


def found(node: Found) -> Json:
    """One node of the chain of findings, with everything below it."""
    return {
        "what": node.what,
        "holds": truth_word(node.holds),
        "seen": node.seen,
        "source": node.source,
        "how": node.how,
        "parts": [found(part) for part in node.parts],
        "sheet": [{"what": what, "amount": amount, "why": why} for what, amount, why in node.sheet],
    }


def provision(one: ProvisionFinding) -> Json:
    """One provision in the chain; what it says stands in `law show`."""
    return {
        "provision": one.provision,
        "heading": one.heading,
        "concludes": one.concludes,
        "counts": truth_word(one.counts),
        "conditions_hold": truth_word(one.conditions_hold),
        "status": one.status,
        "rank": one.rank,
        "seen": one.seen,
        "source": one.source,
        "own": one.own,
        "stopped_by": list(one.stopped_by),
        "upon": list(one.upon),
        "conditions": found(one.conditions),
    }


def amount(of: Range | None) -> Json | None:
    """An amount with both ends; `high` is null where no limit is known."""
    if of is None:
        return None
    return {"low": as_decimal(of.low), "high": None if of.high is None else as_decimal(of.high)}


def trace(view: TraceView) -> Json:
    """The trace of one item."""
    return {
        "item": view.item.id,
        "name": view.item.name,
        **({"lot": view.lot} if view.lot else {}),
        "on": str(view.on),
        "rows": [_trace_row(row) for row in view.rows],
        "elements": {name: _presence(seen) for name, seen in view.elements.items()},
    }


def _trace_row(row: TraceRow) -> Json:
    return {
        "list": row.list_id,
        "title": row.title,
        "origin": row.origin,
        "by": row.by,
        "counting": row.counting,
        "tier": row.tier,
        "amount": amount(row.amount),
        "unit": row.unit,
        "share": amount(row.share),
        "sheet": [asdict(line) for line in row.lines],
        "missing": [missing(each) for each in row.missing],
        "contradiction": row.contradiction,
        "assumed": list(row.assumed),
    }


def _presence(seen: Seen) -> Json:
    return {
        "is_in_it": truth_word(seen.truth),
        "sheet": [asdict(line) for line in seen.lines],
        "missing": [missing(each) for each in seen.missing],
        "contradiction": seen.contradiction,
    }
