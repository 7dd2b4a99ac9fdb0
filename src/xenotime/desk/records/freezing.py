"""Freeze a decision: facts, law, answer and program version become one folder that recomputes itself."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from xenotime import __version__
from xenotime.casework.cases import Asked, Docket
from xenotime.casework.standing import Fall, Standing, standing
from xenotime.casework.used import used_by
from xenotime.deciding.answer import Answer
from xenotime.desk import answering
from xenotime.desk.records import common
from xenotime.desk.records.common import today
from xenotime.desk.records.later_days import turned
from xenotime.errors import refusal
from xenotime.facts.book import Book
from xenotime.facts.shipment import Shipment
from xenotime.keeping.book_hash import book_files, book_hash
from xenotime.keeping.facts_json import from_json, to_json
from xenotime.keeping.journal import Receipt
from xenotime.keeping.legal_text import by_folder, text_of
from xenotime.keeping.packing import packed, unpacked
from xenotime.keeping.sealed import legible, sha256
from xenotime.keeping.store import Kept, Refused, Store, Unknown
from xenotime.law.lawbook import Lawbook
from xenotime.reading.law.files import text_hash
from xenotime.showing.check.report import report_of
from xenotime.showing.records import as_json as record_json
from xenotime.showing.records.page import RecordPage, annex_page, memo_page
from xenotime.showing.records.pdf import NoPdf, UnfitFont, memo_pdf

LEAP_DAY, FIRST_OF_MARCH = (2, 29), (3, 1)


@dataclass(frozen=True)
class Recorded:
    """What was frozen, and the receipt of the journal's head."""

    kept: Kept
    receipt: Receipt
    answers: tuple[Answer, ...]
    fallen: tuple[Fall, ...] = ()
    """What makes the decision fall before the goods leave."""


def record(
    path: Path,
    shipment: str,
    law: Lawbook,
    asked: Asked,
    store: Path,
    *,
    own: Sequence[Path] = (),
    by: str = "",
    pdf: bool = False,
    font: Path | None = None,
) -> Recorded:
    """The decision on a shipment is frozen, and what was frozen gives the same answers anew.

    With `pdf` the memo lies there as PDF too, with `font` embedded for East Asian letters. Raises UnreadableRequest where
    the book has no such shipment, or the PDF cannot be made.
    """
    book = answering.open_book(path, law, asked=asked)
    lines = [each for each in book.shipments if each.id == shipment]
    if not lines:
        known = ", ".join(dict.fromkeys(each.id for each in book.shipments))
        raise refusal(
            "Unknown shipment",
            option="SHIPMENT",
            found=shipment,
            allowed=known[:300],
            do="name a shipment of the book",
        )
    whole = Docket(replace(book, shipments=tuple(lines)), law, asked)
    text = packed(text_of(answering.law_folder(), own))
    if text_hash(by_folder(unpacked(text))) != law.sha256:
        raise refusal("The law changed while it was read", found=law.sha256[:16], do="record it again")
    frozen, answers = decided(used_by(book, lines), whole)
    stands = _stands(frozen, law, whole.asked, answers)
    files, about = _frozen(frozen, law, whole.asked, answers, stands, text, by)
    if pdf or font:
        files[common.MEMO_PDF] = _pdf(files[common.MEMO_PAGE].decode(), shipment, font)
    hashed = book_files(path)
    about["book"] = {"name": book.name, "sha256": book_hash(hashed), "files": hashed}
    try:
        kept, receipt = Store(store).put(files, about, today())
    except (Refused, Unknown) as wrong:
        do = "see `xenotime verify`, and bring the folder back from a copy"
        raise refusal("The record cannot be kept", option="--store", found=str(wrong), do=do) from wrong
    last = max(each.on for each in answers)
    fallen = tuple(each for each in stands.falls if each.day is not None and each.day <= last)
    return Recorded(kept, receipt, answers, fallen)


def _pdf(page: str, shipment: str, font: Path | None) -> bytes:
    try:
        return memo_pdf(page, f"Decision on {shipment}", font)
    except NoPdf as missing:
        found, do = "the extra `docs` is not installed", 'install it: pip install "xenotime[docs]"'
        raise refusal("The memo cannot be made as PDF", option="--pdf", found=found, do=do) from missing
    except UnfitFont as wrong:
        do = "name a TrueType file (.ttf) with East Asian letters; outlines of PostScript (.otf) cannot be embedded"
        raise refusal("The font cannot be embedded", option="--pdf-font", found=str(wrong), do=do) from wrong


def decided(part: Book, whole: Docket) -> tuple[Book, tuple[Answer, ...]]:
    """The facts to freeze, and the answers as they follow from them once they were written and read back.

    They are decided once. The part that should be enough is enough where the whole book shows the same of everything
    that the answers looked at; else the whole is frozen.
    """
    for facts in (part, whole.book):
        read = from_json(Book, json.loads(legible(to_json(facts))))
        docket = Docket(read, whole.law, whole.asked, remembers=True, plans=whole.plans)
        answers = tuple(docket.answers())
        if facts is whole.book or whole.sees_the_same(docket):
            break
    return read, answers


def _stands(book: Book, law: Lawbook, asked: Asked, answers: tuple[Answer, ...]) -> Standing:
    """How long the answers stand; what has fallen before the goods leave hides no day on which the law turns."""
    stands = standing(answers, book, law)
    days = [fall.day for fall in stands.falls if fall.day is not None]
    first = min((each for each in days if each > min(one.on for one in answers)), default=None)
    return stands.with_falls(turned(Docket(book, law, asked), answers, first))


def _frozen(
    book: Book,
    law: Lawbook,
    asked: Asked,
    answers: tuple[Answer, ...],
    stands: Standing,
    text: bytes,
    by: str,
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files of a record, and what its manifest says besides."""
    report = report_of(answers, book, law, asked.known_on, __version__)
    days = sorted({each.on for each in answers})
    keep = keep_until(law, asked.regimes, days[-1])
    parties = record_json.parties_json(book, days)
    memo = {
        "questions": [each.question for each in report.memos],
        "answers": [record_json.memo_answer(each) for each in answers],
        "items": record_json.items_json(book),
        "parties": parties,
        "law": record_json.law_json(law, report.instruments, asked.regimes),
        **record_json.standing_json(stands),
        "keep_until": keep,
        "prepared_by": by,
    }
    files = {
        common.FACTS: legible(to_json(book)),
        common.LAW: text,
        common.MEMO: legible(memo),
        common.ANNEX: legible({"answers": [record_json.annex_answer(each) for each in answers]}),
    }
    program = {"version": __version__, "sha256": common.program_hash()}
    hashes = {
        "Facts": sha256(files[common.FACTS]),
        "Law, as packed": sha256(files[common.LAW]),
        "Law, as read": law.sha256,
        "Program": program["sha256"],
    }
    page = RecordPage(
        report, stands, parties, memo["items"], by, str(today()), keep["day"] or keep["why"], hashes
    )
    files[common.MEMO_PAGE] = memo_page(page).encode()
    files[common.ANNEX_PAGE] = annex_page(page).encode()
    about = {
        "format": common.FORMAT,
        "question": _question(book.shipments, asked),
        "days": [str(each) for each in days],
        "recorded_on": str(today()),
        "prepared_by": by,
        "program": program,
        "law": {"sha256": law.sha256},
        "keep_until": keep,
        "customers": _customers(parties),
    }
    return files, about


def _question(shipments: Sequence[Shipment], asked: Asked) -> dict[str, Any]:
    return {
        "shipment": shipments[0].id,
        "known_on": str(asked.known_on),
        "on": str(asked.on) if asked.on else None,
        "regimes": list(asked.regimes),
        "readings": dict(asked.readings),
    }


def _customers(parties: list[dict[str, Any]]) -> list[str]:
    named = {name for each in parties if each["roles"] for name in (each["party"], each["name"]) if name}
    return sorted(named)


def keep_until(law: Lawbook, regimes: Sequence[str], last: date) -> dict[str, Any]:
    """Until which day the records of a deed are kept: as the longest regime asks; no day where one is silent."""
    years = {each: law.regimes[each].retention_years for each in regimes}
    silent = sorted(each for each, count in years.items() if count is None)
    if silent:
        return {
            "day": None,
            "why": f"no end: retention is not encoded for {', '.join(silent)}",
            "years": years,
        }
    later = "; ".join(
        f"{each}: counts from {law.regimes[each].retention_from}"
        for each in regimes
        if law.regimes[each].retention_from
    )
    longest = max((count for count in years.values() if count is not None), default=0)
    month, day = FIRST_OF_MARCH if (last.month, last.day) == LEAP_DAY else (last.month, last.day)
    return {
        "day": str(date(last.year + longest, month, day)),
        "why": f"{longest} years after {last}" + (f" ({later})" if later else ""),
        "years": years,
        "sources": {each: law.regimes[each].retention_source for each in regimes},
    }
