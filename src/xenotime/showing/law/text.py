"""The lawbook as text: the table of instruments, the open questions, one paragraph, the run of all cases."""

from collections.abc import Sequence
from datetime import date
from typing import IO

from xenotime.casework.lawcases import CaseRun
from xenotime.law.lawbook import Lawbook
from xenotime.law.question import Question
from xenotime.proving.findings import Finding
from xenotime.showing.law.blocks import question_pairs
from xenotime.showing.law.view import InstrumentView, Paragraph, is_invented
from xenotime.showing.paper import Paper
from xenotime.showing.words import NOTICE, SEEN_MEANS, flowed

CASES_ALONE = "invented shipments that try the law of other pages; nothing here is law"


def list_text(found: Sequence[InstrumentView], day: str, file: IO[str], width: int | None = None) -> str:
    """Every instrument in a table."""
    paper = Paper(file, width)
    paper.line(f"Law as encoded, on {day}", "bold")
    rows = (
        (
            each.instrument.id + (" (own)" if each.instrument.own else ""),
            each.instrument.title + (" (invented)" if each.invented else ""),
            str(each.instrument.issued),
            each.instrument.seen,
            each.status,
        )
        for each in found
        if not each.cases_alone
    )
    paper.table(("id", "title", "issued", "seen", "on that day"), rows, keep=(0, 2, 3))
    seen = dict.fromkeys(each.instrument.seen for each in found)
    paper.pairs([(each, SEEN_MEANS.get(each, "")) for each in seen])
    paper.put()
    alone = sum(each.cases_alone for each in found)
    if alone:
        paper.line(f"Left out: pages with nothing but cases ({alone}); --json names them.")
    paper.line(NOTICE)
    return paper.text()


def questions_text(
    law: Lawbook, found: Sequence[Question], day: date, file: IO[str], width: int | None
) -> str:
    """Every question of law raised by `day`, with its readings and what has answered it by then."""
    paper = Paper(file, width)
    paper.line(f"Open questions of law, as known on {day}", "bold")
    for each in found:
        paper.put()
        paper.line(each.id + (" (invented)" if is_invented(law, each.id) else ""), "bold")
        said = [(label, text) for label, text in question_pairs(law, each, day)[1:] if text]
        paper.pairs([*said, ("stands in", each.place.id)], 2)
    return paper.text()


def show_text(found: Sequence[Paragraph], day: str, file: IO[str], width: int | None = None) -> str:
    """Paragraphs as written, each with its blocks."""
    paper = Paper(file, width)
    for paragraph in found:
        place = paragraph.place
        paper.line(f"{place.id}  {place.heading}".rstrip(), "bold")
        if place.text:
            paper.put()
            paper.line(flowed(place.text))
        paper.put()
        own = ("own entry", "laid over the shipped law by this house") if place.own else ("", "")
        seen = f"{place.seen}: {SEEN_MEANS.get(place.seen, '')}"
        text = [("issued", str(place.issued)), ("seen", seen), ("source", place.source)]
        head = [*(text if _has_law(paragraph) else [("seen", CASES_ALONE)]), own]
        paper.pairs([(label, text) for label, text in head if text])
        for block in paragraph.blocks:
            paper.put()
            paper.line(block.kind, "bold")
            paper.pairs([(label, text) for label, text in block.says if text], 2)
        paper.put()
    paper.line(f"Status of each rule as of {day}. {NOTICE}")
    return paper.text()


def _has_law(paragraph: Paragraph) -> bool:
    """Whether anything but cases stands in a paragraph."""
    return bool(paragraph.place.text) or not all(block.kind == "case" for block in paragraph.blocks)


def cases_text(
    runs: Sequence[CaseRun], file: IO[str], width: int | None = None, regimes: Sequence[str] = ()
) -> str:
    """What came out of every case that did not come out as its file expects, and the count."""
    paper = Paper(file, width)
    wrong = [run for run in runs if not run.ok]
    for run in wrong:
        place = run.case.place
        paper.line(f"Case does not come out: {run.case.name}", "bold")
        paper.pairs([("file", f"{place.file}, line {place.line}"), ("law", place.id)], 2)
        paper.pairs([("wrong", each) for each in run.wrong], 2)
        paper.put()
    count = f"{len(runs)} case{'' if len(runs) == 1 else 's'}{' of ' if regimes else ''}{', '.join(regimes)}"
    paper.line(f"{count} run, {len(wrong)} not as expected" if wrong else f"{count} run, all as expected")
    return paper.text()


def findings_text(found: Sequence[Finding], file: IO[str], width: int | None = None) -> str:
    """What the solver found, each with the invented shipment that shows it."""
    paper = Paper(file, width)
    paper.line(f"The solver found {len(found)} holes" if found else "The solver found no hole", "bold")
    for each in found:
        paper.put()
        paper.pairs(
            [
                ("claim", each.claim),
                ("provisions", ", ".join(each.provisions)),
                ("day", str(each.day)),
                ("note", each.note),
                ("shipment", "; ".join(each.shipment)),
            ]
        )
    return paper.text()
