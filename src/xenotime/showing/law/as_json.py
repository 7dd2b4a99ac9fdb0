"""The lawbook as JSON."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from xenotime.casework.lawcases import CaseRun
from xenotime.errors import Problem
from xenotime.law.lawbook import Lawbook
from xenotime.law.question import Question
from xenotime.law.turning import turned_by
from xenotime.showing.law.view import InstrumentView, Paragraph

Json = dict[str, Any]


def instrument(one: InstrumentView) -> Json:
    """One instrument with its state on the day."""
    known = one.instrument
    return {
        "id": known.id,
        "title": known.title,
        "issuer": known.issuer,
        "issued": str(known.issued),
        "source": known.source,
        "seen": known.seen,
        "checked": str(known.checked),
        "own": known.own,
        "status": one.status,
        "cases_alone": one.cases_alone,
        "invented": one.invented,
    }


def question(law: Lawbook, one: Question, known_on: date) -> Json:
    """One question, with what has answered it by `known_on`."""
    answered = law.answer_to(one.id, known_on)
    return {
        "id": one.id,
        "asks": one.asks,
        "readings": list(one.readings),
        "default": one.default,
        "raised_by": one.raised_by,
        "notes": one.notes,
        "changes": {reading: list(what) for reading, what in turned_by(law, one).items()},
        "law": one.place.id,
        "answered": {"reading": answered.reading, "by": answered.by, "issued": str(answered.issued)}
        if answered
        else None,
    }


def paragraph(one: Paragraph) -> Json:
    """One paragraph with its blocks."""
    place = one.place
    return {
        "id": place.id,
        "heading": place.heading,
        "text": place.text,
        "issued": str(place.issued),
        "seen": place.seen,
        "source": place.source,
        "file": place.file,
        "own": place.own,
        "blocks": [
            {"kind": block.kind, "says": [{"label": label, "text": text} for label, text in block.says]}
            for block in one.blocks
        ],
    }


def case(run: CaseRun) -> Json:
    """One case of law and what came out."""
    place = run.case.place
    return {
        "name": run.case.name,
        "law": place.id,
        "file": place.file,
        "line": place.line,
        "ok": run.ok,
        "expected": run.case.expect,
        "got": run.got,
        "wrong": list(run.wrong),
    }


def case_problems(runs: Sequence[CaseRun]) -> list[Problem]:
    """A problem for every case that does not come out."""
    return [
        Problem(
            f"Case does not come out: {run.case.name}",
            run.case.place.file,
            run.case.place.line,
            run.case.place.paragraph,
            run.got,
            run.case.expect,
            "; ".join(run.wrong),
        )
        for run in runs
        if not run.ok
    ]
