"""The lawbook as a reader looks things up in it: instruments, paragraphs, blocks, questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from xenotime.deciding.findings import status_text
from xenotime.exact import as_decimal
from xenotime.law.condition import FALSE, Joined, Leaf, Settled, Tree
from xenotime.law.lawbook import Instrument, Lawbook, covers
from xenotime.law.provision import Dated, LawCase, Place, Rule
from xenotime.showing.citations import places
from xenotime.showing.words import JOINED, either

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class InstrumentView:
    """An instrument, and whether it counts on a day."""

    instrument: Instrument
    status: str


@dataclass(frozen=True)
class Block:
    """One block of a paragraph: what kind it is, and what it says under which label."""

    kind: str
    says: Pairs


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as written, with its blocks."""

    place: Place
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class QuestionView:
    """An open question, its readings, and what has answered it, if anything has."""

    id: str
    asks: str
    readings: tuple[str, ...]
    default: str
    raised_by: str
    notes: str
    place: str
    answered: str


def instruments(law: Lawbook, on: date, known_on: date) -> tuple[InstrumentView, ...]:
    """Every instrument that was issued by `known_on`, by id, with its state on the day."""
    known = (each for each in law.instruments.values() if each.issued <= known_on)
    return tuple(InstrumentView(each, _state(law, each, on, known_on)) for each in sorted(known, key=_by_id))


def _by_id(instrument: Instrument) -> str:
    return instrument.id


def _state(law: Lawbook, instrument: Instrument, on: date, known_on: date) -> str:
    counted: dict[str, dict[str, None]] = {}
    for rule in law.rules:
        if rule.place.instrument == instrument.id and rule.place.issued <= known_on:
            counted.setdefault(_rule_state(law, rule, on, known_on), {})[rule.place.paragraph] = None
    if not counted:
        return "no rules of its own"
    if len(counted) == 1:
        return next(iter(counted))
    return "; ".join(f"{state}: {', '.join(paragraphs)}" for state, paragraphs in counted.items())


def _rule_state(law: Lawbook, rule: Rule, on: date, known_on: date) -> str:
    status = law.status(rule, on, known_on)
    if status.tree == FALSE:
        return f"from {min(each.start for each in status.later if each.start)}" if status.later else "not in force"
    open_ones = [each for each in status.sleeping if each.period.under]
    if len(open_ones) < len(status.sleeping):
        return "asleep"
    return "in force or asleep, open" if open_ones else "in force"


def questions(law: Lawbook, known_on: date) -> tuple[QuestionView, ...]:
    """Every question raised by `known_on`, by id."""
    found = []
    for each in sorted(law.questions.values(), key=lambda question: question.id):
        if max(each.issued, each.place.issued) > known_on:
            continue
        answered = law.answer_to(each.id, known_on)
        said = f"{answered.reading}, by {answered.by} of {answered.issued}" if answered else ""
        found.append(
            QuestionView(
                each.id, each.asks, each.readings, each.default, each.raised_by, each.notes, each.place.id, said
            )
        )
    return tuple(found)


def paragraphs(law: Lawbook, wanted: str, on: date, known_on: date) -> tuple[Paragraph, ...]:
    """The paragraphs that `wanted` names: an instrument, a provision, a list, a group or a question."""
    named = {
        **{each.id: each.place.id for each in law.lists.values()},
        **{each.id: each.place.id for each in law.groups.values()},
        **{each.id: each.place.id for each in law.questions.values()},
    }
    id_ = named.get(wanted, wanted)
    found: dict[str, Place] = {}
    for place in places(law):
        if covers([id_], place):
            found.setdefault(place.id, place)
    ordered = sorted(found.values(), key=lambda place: (place.file, place.line))
    return tuple(Paragraph(place, tuple(_blocks(law, place.id, on, known_on))) for place in ordered)


def names(law: Lawbook) -> tuple[str, ...]:
    """Everything that can be looked up."""
    every = {*law.instruments, *law.lists, *law.groups, *law.questions, *(place.id for place in places(law))}
    return tuple(sorted(every))


def _blocks(law: Lawbook, place_id: str, on: date, known_on: date) -> Iterator[Block]:
    for rule in law.rules:
        if rule.place.id == place_id:
            yield Block("rule", tuple(_rule(law, rule, on, known_on)))
    for threshold in law.thresholds:
        if threshold.place.id == place_id:
            values = (("", f"{each.text or _amount(each)}, {dates(each)}") for each in threshold.values)
            yield Block("threshold", (("name", threshold.name), *values))
    for listed in law.lists.values():
        if listed.place.id == place_id:
            complete = "yes" if listed.complete else "no: it never says that something is not on it"
            rows = ((each.code, f"{each.text} [{each.dated.seen}; {dates(each.dated)}]") for each in listed.rows)
            includes = (("includes", each) for each in listed.includes)
            yield Block("list", (("id", listed.id), ("complete", complete), *includes, *rows))
    for group in law.groups.values():
        if group.place.id == place_id:
            members = ((each.word, dates(each.dated)) for each in group.members)
            yield Block("group", (("id", group.id), *members))
    yield from _smaller_blocks(law, place_id, known_on)


def _smaller_blocks(law: Lawbook, place_id: str, known_on: date) -> Iterator[Block]:
    for sleep in law.suspensions:
        if sleep.place.id == place_id:
            yield Block("suspends", (("provisions", ", ".join(sleep.provisions)), ("when", dates(sleep.period))))
    for question in questions(law, known_on):
        if question.place == place_id:
            yield Block("question", question_pairs(question))
    for duty in law.duties:
        if duty.place.id == place_id:
            upon = ("upon", ", ".join(duty.upon))
            yield Block("duty", (("who", duty.who), ("what", duty.what), ("when", duty.when), upon))
    for adds in law.adds:
        if adds.place.id == place_id:
            at = f"{'more than' if adds.strictly_above else 'at least'} {as_decimal(adds.at * 100)} %"
            how = (("owners", adds.owners), ("tiers", adds.tiers))
            yield Block("adds", (("lists", ", ".join(adds.lists)), ("at", at), *how))
    for barrier in law.barriers:
        if barrier.place.id == place_id:
            of = ("of", ", ".join(barrier.of))
            yield Block("barrier", (("name", barrier.name), ("stops", "\n".join(tree_lines(barrier.stops))), of))
    for event in law.events:
        if event.place.id == place_id:
            yield Block("event", (("day", str(event.day)), ("what", event.what), ("by", event.by)))
    for link in law.links:
        if link.place.id == place_id:
            yield Block("link", ((link.kind, ", ".join(link.to)), ("note", link.note)))
    for case in law.cases:
        if case.place.id == place_id:
            yield Block("case", case_pairs(case))


def question_pairs(question: QuestionView) -> Pairs:
    """A question as labelled texts."""
    readings = either([f"{each} (default)" if each == question.default else each for each in question.readings])
    every = (
        ("id", question.id),
        ("asks", question.asks),
        ("readings", readings),
        ("answered", question.answered),
        ("raised by", question.raised_by),
        ("notes", question.notes),
    )
    return tuple((label, text) for label, text in every if text)


def case_pairs(case: LawCase) -> Pairs:
    """A case of law as labelled texts."""
    facts = ((name, ", ".join(map(str, value)) if isinstance(value, list) else str(value)) for name, value in case.facts.items())
    known = f", law as known on {case.known_on}" if case.known_on else ""
    readings = ((f"read {question} as", reading) for question, reading in case.readings.items())
    return (("name", case.name), ("on", f"{case.on}{known}"), *facts, *readings, ("expect", case.expect))


def _rule(law: Lawbook, rule: Rule, on: date, known_on: date) -> Iterator[tuple[str, str]]:
    yield "concludes", rule.concludes
    yield "if", "\n".join(tree_lines(rule.when))
    yield "on the day", status_text(law.status(rule, on, known_on), awake=True)
    for entry in rule.in_force:
        yield "in force", dates(entry)
    if rule.upon:
        yield "stands upon", ", ".join(rule.upon)
    if rule.exception_to:
        yield "exception to", ", ".join(rule.exception_to)
    if rule.under:
        yield "only where", f"{rule.under[0]} is read as {rule.under[1]!r}"
    yield "rank", rule.rank


def _amount(entry: Dated) -> str:
    return as_decimal(entry.amount) if entry.amount is not None else "no value"


def dates(entry: Dated) -> str:
    """From when to when an entry holds, by whom, and under which reading."""
    start = f"from {entry.start}" if entry.start else "from the beginning"
    until = f" to {entry.until}" if entry.until else ""
    issued = f", issued {entry.issued}" if entry.issued != date.min else ""
    by = f" by {entry.by}" if entry.by else ""
    under = f", if {entry.under[0]} is read as {entry.under[1]!r}" if entry.under else ""
    return f"{start}{until}{issued}{by}{under}"


def tree_lines(tree: Tree, depth: int = 0) -> Iterator[str]:
    """A tree of conditions, one a line, indented below what joins them."""
    indent = "  " * depth
    if isinstance(tree, Leaf):
        yield indent + tree.condition.as_text()
    elif isinstance(tree, Settled):
        yield indent + (tree.label or ("always" if tree.holds else "never" if tree.holds is False else "unknown"))
    elif isinstance(tree, Joined) and tree.how == "all" and not tree.label and depth == 0:
        for part in tree.parts:
            yield from tree_lines(part, depth)
    else:
        yield indent + (f"{tree.label}: " if tree.label else "") + JOINED[tree.how]
        for part in tree.parts:
            yield from tree_lines(part, depth + 1)
