"""Read cases of law: facts, a day, and what must come out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

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
    table = block.table.keys(
        "name on facts expect",
        f"known_on because not_because missing policy readings listed holdings clashes each gaps not_gaps possible released notes {MARKED}",
    )
    facts = table.table("facts")
    stated = frame.names.stated
    for key, value in facts.data.items():
        if type(value) is not str or (key, value) not in stated:
            _fact(facts, key, value, frame)
    for number, one in enumerate(table.words("missing")):
        read_subject(one, table, ("missing", number), frame.names)
    read = LawCase(
        place=place(block, frame),
        name=table.word("name"),
        on=table.day("on") or date.min,
        known_on=table.day("known_on"),
        facts={key: value if type(value) is str else _as_written(value) for key, value in facts.data.items()},
        expect=table.word("expect", allowed=EXPECTED),
        because=provisions(block, "because", frame, rows=True),
        not_because=provisions(block, "not_because", frame, rows=True),
        missing=table.words("missing"),
        policy=table.word("policy", allowed=(*POLICIES, UNSETTLED)),
        readings=_readings(table.table("readings"), frame),
        listed=listed(table, facts, frame),
        holdings=holdings(table, facts, frame),
        clashes=_clashes(table, frame),
        gaps=_gaps(table, "gaps", frame),
        not_gaps=_gaps(table, "not_gaps", frame),
        possible=_possible(table),
        released=table.truth("released") if "released" in table.data else None,
    )
    frame.shelf.cases.extend(_for_each(read, table, frame))


def _for_each(case: LawCase, table: Table, frame: Frame) -> Iterator[LawCase]:
    """The case, or one for each value of the fact, or for each name of the listed party, that `each` names."""
    if "each" not in table.data:
        yield case
        return
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
            _fact(inner, key, value, frame)
            yield replace(case, name=name, facts={**case.facts, key: value})


def _as_written(value: object) -> object:
    """Whole numbers as text, like every other value."""
    if isinstance(value, list):
        return [_as_written(one) for one in value]
    return str(value) if type(value) is int else value


def _readings(table: Table, frame: Frame) -> dict[str, str]:
    found = {question: table.word(question) for question in table.data}
    for question, taken in found.items():
        readable(table, (question,), question, taken, frame.names)
    return found


def _clashes(table: Table, frame: Frame) -> dict[str, str] | None:
    if "clashes" not in table.data:
        return None
    inner = table.table("clashes")
    for name in inner.data:
        if name not in frame.names.clashes:
            inner.fault("unknown clash", name, found=name, allowed=frame.names.clashes)
    return {name: inner.word(name, allowed=CLASH_STATES) for name in inner.data}


def _possible(table: Table) -> tuple[str, ...]:
    found = table.words("possible")
    for outcome in found:
        if outcome not in OUTCOMES:
            table.fault("unknown outcome", "possible", found=outcome, allowed=OUTCOMES)
    return found


def _gaps(table: Table, key: str, frame: Frame) -> tuple[str, ...]:
    found = table.words(key)
    for name in found:
        if name not in frame.names.gaps:
            table.fault("unknown gap", key, found=name, allowed=frame.names.gaps)
    return found


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
