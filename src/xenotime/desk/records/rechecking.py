"""Compare every kept decision with what it would be today: what differs, what came in, why, and what was shipped on it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from xenotime.casework.cases import Asked, Docket
from xenotime.casework.mentioned import regimes_of
from xenotime.casework.used import used_by
from xenotime.desk import answering
from xenotime.desk.records.common import no_records, sound, today
from xenotime.desk.records.recomputing import frozen_facts, frozen_question, memo_of
from xenotime.facts.book import Book
from xenotime.keeping.facts_json import to_json
from xenotime.keeping.sealed import canonical
from xenotime.keeping.store import Kept, Store
from xenotime.law.lawbook import Lawbook
from xenotime.showing.records.as_json import memo_answer

ESSENTIAL = ("outcome", "policy", "possible", "policies", "action")
"""What makes a decision another one."""
BY_LAW, BY_FACTS = "the law", "the facts"


@dataclass(frozen=True)
class Changed:
    """One answer of a record that would be another today, or that is asked for today and not in the record."""

    record: str
    shipment: str
    line: str | None
    item: str
    regime: str
    day: date
    was: str
    now: str
    cause: tuple[str, ...]
    because: tuple[str, ...]
    shipped: bool
    quantity: str = ""
    signed_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rechecked:
    """What a recheck of a store found."""

    looked_at: int
    changed: tuple[Changed, ...]
    not_in_book: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    """Records that were touched, and so were not compared."""

    @property
    def shipped(self) -> tuple[Changed, ...]:
        """Those on which something has left already."""
        return tuple(each for each in self.changed if each.shipped)


def recheck(path: Path | None, law: Lawbook, store: Path, known_on: date | None = None) -> Rechecked:
    """Every newest record of a shipment against the book and the law of today; without a book, against the law alone.

    Raises UnreadableRequest where the store has no records.
    """
    good, damaged = sound(Store(store))
    newest = _newest(good)
    if not newest and not damaged:
        raise no_records(store)
    changed: list[Changed] = []
    gone = []
    books: dict[frozenset[str], Book] = {}
    for kept in newest:
        frozen = frozen_facts(kept)
        asked = replace(frozen_question(kept), known_on=known_on or today())
        asked = replace(asked, regimes=tuple(each for each in asked.regimes if each in law.regimes))
        current = _current(_as_read(path, law, asked, books), frozen) if path else frozen
        if current is None:
            gone.append(kept.manifest["question"]["shipment"])
        changed += _compared(kept, frozen, current or frozen, law, asked)
    return Rechecked(len(newest), tuple(changed), tuple(gone), damaged)


def _as_read(path: Path, law: Lawbook, asked: Asked, books: dict[frozenset[str], Book]) -> Book:
    """The book as it reads where so much is asked, read once for all that tells the same there."""
    untold = answering.book_words(law, asked).untold
    if untold not in books:
        books[untold] = answering.open_book(path, law, asked=asked)
    return books[untold]


def _newest(records: Sequence[Kept]) -> tuple[Kept, ...]:
    """Of each question the last record, whenever the law was known; another day or reading is another question."""
    found: dict[bytes, Kept] = {}
    for kept in records:
        question = {name: said for name, said in kept.manifest["question"].items() if name != "known_on"}
        found[canonical(question)] = kept
    return tuple(found.values())


def _current(book: Book, frozen: Book) -> Book | None:
    """The same lines as the book has them now; None where it no longer has them."""
    shipment = frozen.shipments[0].id
    lines = [each for each in book.shipments if each.id == shipment]
    return used_by(book, lines) if lines else None


def _compared(kept: Kept, frozen: Book, current: Book, law: Lawbook, asked: Asked) -> list[Changed]:
    old = {_key(each): each for each in memo_of(kept)["answers"]}
    came_in = set(regimes_of(current, law)) - set(regimes_of(frozen, law)) - set(asked.regimes)
    asked = replace(asked, regimes=(*asked.regimes, *sorted(came_in)))
    now = _answers(current, law, asked)
    same_facts = canonical(to_json(current)) == canonical(to_json(frozen))
    by_law = now if same_facts else _answers(frozen, law, asked)
    found = []
    for key, was in old.items():
        new = now.get(key)
        if new is not None and _essence(new) == _essence(was):
            continue
        alone = by_law.get(key)
        cause = [BY_LAW] if alone is None or _essence(alone) != _essence(was) else []
        cause += [BY_FACTS] if new != alone or not cause else []
        found.append(_changed(kept, was, new, cause, frozen))
    found += [_changed(kept, None, new, [BY_FACTS], current) for key, new in now.items() if key not in old]
    return found


def _answers(book: Book, law: Lawbook, asked: Asked) -> dict[tuple[str, ...], dict[str, Any]]:
    answers = json.loads(json.dumps([memo_answer(each) for each in Docket(book, law, asked).answers()]))
    return {_key(each): each for each in answers}


def _key(answer: dict[str, Any]) -> tuple[str, ...]:
    return answer["shipment"], answer["line"] or "", answer["regime"]


def _essence(answer: dict[str, Any]) -> list[Any]:
    return [answer[each] for each in ESSENTIAL]


def _changed(
    kept: Kept, was: dict[str, Any] | None, now: dict[str, Any] | None, cause: Sequence[str], book: Book
) -> Changed:
    """The change; one of the two answers is there, and `book` has its line."""
    about = was or now or {}
    line = next(each for each in book.shipments if (each.line or None) == about["line"])
    day = date.fromisoformat(about["on"])
    return Changed(
        kept.id,
        about["shipment"],
        about["line"],
        about["item"],
        about["regime"],
        day,
        _said(was) if was else "not asked: the line or what brings the regime in is newer than the record",
        _said(now) if now else "the line is no longer in the book",
        tuple(cause),
        tuple(dict.fromkeys((*now["own_law"], *now["because"]))) if now else (),
        day <= today(),
        str(line.quantity.low) if line.quantity else "",
        tuple(f"{each.name} ({each.role})" for each in kept.signatures),
    )


def _said(answer: dict[str, Any]) -> str:
    outcomes = " or ".join(answer["possible"]) or "no answer"
    return f"{answer['action']}: {outcomes}"
