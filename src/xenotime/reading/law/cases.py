"""Read cases of law: facts, a day, and what must come out."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from xenotime.exact import parse_amount
from xenotime.law.condition import COMPUTED, Subject
from xenotime.law.provision import OUTCOMES, POLICIES, LawCase
from xenotime.law.vocabulary import FactKind
from xenotime.reading.law.conditions import read_subject
from xenotime.reading.law.dated import readable
from xenotime.reading.law.frame import MARKED, Frame, place, provisions
from xenotime.reading.law.holders import holdings, listed
from xenotime.reading.law.meaning import CONTENT_UNITS
from xenotime.reading.law.names import Block
from xenotime.reading.law.tables import Table
from xenotime.reading.law.words import wrong_unit, wrong_word

UNSETTLED = "unsettled"
EXPECTED = (*OUTCOMES, UNSETTLED, "outside coverage")
NOTHING = "none"
CLASH_STATES = ("stands", "may stand")
DAY = "a day without quotes, as 2025-12-01"
TEXT = '"civil", ["civil", "military"], "0.1 %"'
AMOUNT = "a number or a range with its unit: 0.1 %, 1..3 %, 20 g"


def case(block: Block, frame: Frame) -> None:
    """One case of law."""
    table = block.table.keys("name on facts expect", f"{' '.join(SELDOM)} each notes {MARKED}")
    facts = table.table("facts")
    stated = frame.names.stated
    for key, value in facts.data.items():
        if type(value) is not str or (key, value) not in stated:
            _fact(facts, key, value, frame)
    read = LawCase(
        place=place(block, frame),
        name=table.word("name"),
        on=table.day("on") or date.min,
        facts={key: value if type(value) is str else _as_written(value) for key, value in facts.data.items()},
        expect=table.word("expect", allowed=EXPECTED),
        **{key: SELDOM[key](key, block, facts, frame) for key in table.data if key in SELDOM},
    )
    if "each" in table.data:
        frame.shelf.cases.extend(_for_each(read, table, frame))
    else:
        frame.shelf.cases.append(read)


def _for_each(case: LawCase, table: Table, frame: Frame) -> Iterator[LawCase]:
    """A case for each value of the fact, or for each name of the listed party, that `each` names."""
    inner = table.table("each")
    if len(inner.data) != 1 or set(inner.data) & set(case.facts):
        table.fault("one fact that is not stated besides", "each", found=", ".join(inner.data))
        return
    for key in inner.data:
        for value in inner.words(key):
            name = f"{case.name}: {value}"
            if key in frame.names.vocabulary.party_roles:
                yield replace(case, name=name, listed={**case.listed, key: value})
                continue
            together = [word.strip() for word in value.split(";")]
            stated = value if len(together) == 1 else together
            _fact(inner, key, stated, frame)
            yield replace(case, name=name, facts={**case.facts, key: stated})


def _as_written(value: object) -> object:
    """Whole numbers as text, like every other value."""
    if isinstance(value, list):
        return [_as_written(one) for one in value]
    return str(value) if type(value) is int else value


def _missing(key: str, block: Block, _: Table, frame: Frame) -> tuple[str, ...]:
    found = block.table.words(key)
    for number, one in enumerate(found):
        read_subject(one, block.table, (key, number), frame.names)
    return found


def _policy(key: str, block: Block, _: Table, __: Frame) -> str:
    return block.table.word(key, allowed=(*POLICIES, UNSETTLED))


def _because(key: str, block: Block, _: Table, frame: Frame) -> tuple[str, ...]:
    return provisions(block, key, frame, rows=True)


def _readings(key: str, block: Block, _: Table, frame: Frame) -> dict[str, str]:
    table = block.table.table(key)
    found = {question: table.word(question) for question in table.data}
    for question, taken in found.items():
        readable(table, (question,), question, taken, frame.names)
    return found


def _clashes(key: str, block: Block, _: Table, frame: Frame) -> dict[str, str]:
    inner = block.table.table(key)
    for name in inner.data:
        if name not in frame.names.clashes:
            inner.fault("unknown clash", name, found=name, allowed=frame.names.clashes)
    return {name: inner.word(name, allowed=CLASH_STATES) for name in inner.data}


def _possible(key: str, block: Block, _: Table, __: Frame) -> tuple[str, ...]:
    found = block.table.words(key)
    for outcome in found:
        if outcome not in OUTCOMES:
            block.table.fault("unknown outcome", key, found=outcome, allowed=OUTCOMES)
    return found


def _gaps(key: str, block: Block, _: Table, frame: Frame) -> tuple[str, ...]:
    found = block.table.words(key)
    for name in found:
        if name not in frame.names.gaps:
            block.table.fault("unknown gap", key, found=name, allowed=frame.names.gaps)
    return found


SELDOM: dict[str, Callable[[str, Block, Table, Frame], Any]] = {
    "known_on": lambda key, block, _, __: block.table.day(key),
    "because": _because,
    "not_because": _because,
    "missing": _missing,
    "policy": _policy,
    "readings": _readings,
    "listed": lambda _, block, facts, frame: listed(block.table, facts, frame),
    "holdings": lambda _, block, facts, frame: holdings(block.table, facts, frame),
    "clashes": _clashes,
    "gaps": _gaps,
    "not_gaps": _gaps,
    "possible": _possible,
    "released": lambda key, block, _, __: block.table.truth(key),
    "duties": _because,
    "not_duties": _because,
}
"""What a case may say besides, each with what reads it from the block, whose facts are given as well."""


def _fact(facts: Table, key: str, value: object, frame: Frame) -> None:
    """One fact that was not read before; a text in which nothing is wrong is not read again."""
    before = len(facts.sheet.faults.problems)
    _new_fact(facts, key, value, frame)
    if type(value) is str and len(facts.sheet.faults.problems) == before:
        frame.names.stated.add((key, value))


def _new_fact(facts: Table, key: str, value: object, frame: Frame) -> None:
    subject = read_subject(key, facts, (key,), frame.names)
    if subject is None:
        return
    if subject.kind == "member":
        facts.fault(
            "a fact is needed here", key, found=key, do="give codes, or the form and has() of the item"
        )
        return
    value = _as_written(value)
    for one in value if isinstance(value, list) else [value]:
        _value(facts, key, one, subject, frame)


def _value(facts: Table, key: str, value: object, subject: Subject, frame: Frame) -> None:
    fact = frame.names.vocabulary.fact(subject.role, subject.name) if subject.kind == "fact" else None
    if fact and fact.type == "date":
        if type(value) is not date:
            facts.fault("this fact is a day", key, found=value, allowed=DAY)
    elif not isinstance(value, str):
        facts.fault("a fact's value is text, or a list of texts", key, found=value, allowed=TEXT)
    elif value != NOTHING:
        for what, allowed in _flaws(value, subject, fact):
            facts.fault(what, key, found=value, allowed=allowed)


def _flaws(
    value: str, subject: Subject, fact: FactKind | None
) -> Iterator[tuple[str, tuple[str, ...] | str]]:
    if subject.kind == "has":
        if value not in {"yes", "no"}:
            yield "has() is yes or no", ("yes", "no")
    elif subject.kind in COMPUTED or (fact and fact.is_number):
        for what in _amount_flaws(value, _unit(subject, fact)):
            yield what, AMOUNT
    elif fact:
        wrong = wrong_word(fact, value)
        if wrong:
            yield wrong


def _unit(subject: Subject, fact: FactKind | None) -> str:
    if fact:
        return fact.unit
    return CONTENT_UNITS.get(subject.option("by", "value"), "") if subject.kind == "content" else "%"


def _amount_flaws(text: str, unit: str) -> Iterator[str]:
    """What is wrong with `5 g` or `5..7 g`; the unit stands behind the last number."""
    low, dots, high = text.partition("..")
    try:
        most, measured = parse_amount(high if dots else low)
        least, own = parse_amount(low)
    except ValueError:
        yield "this is not a number with its unit"
        return
    if wrong_unit(unit, measured, text):
        yield "the unit does not fit"
    if dots and not own and low.strip().replace(".", "", 1).isdigit():
        tail = high.strip().lstrip("+-.0123456789")
        least = parse_amount(low.strip() + tail)[0]
    if dots and most < least:
        yield "a range runs upwards"
