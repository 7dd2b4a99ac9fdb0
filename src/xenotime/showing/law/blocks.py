"""The blocks of one paragraph of law, each as labelled texts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from xenotime.deciding.findings import status_text
from xenotime.exact import as_decimal
from xenotime.law.condition import TRUE, Joined, Leaf, Settled, Tree
from xenotime.law.control_list import ControlList, Group
from xenotime.law.lawbook import Lawbook
from xenotime.law.listed_party import ListedParty, PartyList
from xenotime.law.provision import (
    Adds,
    Barrier,
    Clash,
    Dated,
    Duty,
    Event,
    Held,
    LawCase,
    Link,
    Rule,
    Suspension,
    Threshold,
)
from xenotime.law.question import Question
from xenotime.law.turning import EVERY, turned_by
from xenotime.showing.words import JOINED, either

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Block:
    """One block of a paragraph: what kind it is, and what it says under which label."""

    kind: str
    says: Pairs


def blocks_of(law: Lawbook, place_id: str, on: date, known_on: date) -> Iterator[Block]:
    """The blocks that stand in a paragraph, rules first, with the status of each rule on the day."""
    for rule in law.rules:
        if rule.place.is_of(place_id):
            yield Block("rule", tuple(_rule(law, rule, on, known_on)))
    for kind, every, says in _kinds(law, on, known_on):
        for block in every:
            if block.place.is_of(place_id):
                yield Block(kind, tuple((label, text) for label, text in says(block) if text))


def _kinds(
    law: Lawbook, on: date, known_on: date
) -> Iterator[tuple[str, Iterable[Any], Callable[[Any], Pairs]]]:
    yield "threshold", law.thresholds, _threshold
    yield "list", law.lists.values(), _list
    yield "group", law.groups.values(), _group
    yield "suspends", law.suspensions, _suspends
    yield "question", law.questions.values(), lambda question: question_pairs(law, question, known_on)
    yield "duty", law.duties, _duty
    yield "adds", law.adds, _adds
    yield "parties", law.parties, lambda parties: _parties(parties, on, known_on)
    yield "barrier", law.barriers, _barrier
    yield "event", law.events, _event
    yield "link", law.links, _link
    yield "clash", law.clashes, _clash
    yield "case", law.cases, _case


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


def _threshold(threshold: Threshold) -> Pairs:
    values = ((threshold.name, f"{each.text or _amount(each)}, {dates(each)}") for each in threshold.values)
    return tuple(values)


def _amount(entry: Dated) -> str:
    return as_decimal(entry.amount) if entry.amount is not None else "no value"


def _list(listed: ControlList) -> Pairs:
    complete = "yes" if listed.complete else "no: it never says that something is not on it"
    includes = (("includes", each) for each in listed.includes)
    rows = ((each.code, f"{each.text} [{each.dated.seen}; {dates(each.dated)}]") for each in listed.rows)
    return (("id", listed.id), ("complete", complete), *includes, *rows)


def _group(group: Group) -> Pairs:
    return (("id", group.id), *((each.word, dates(each.dated)) for each in group.members))


def _suspends(sleep: Suspension) -> Pairs:
    return (("provisions", ", ".join(sleep.provisions)), ("when", dates(sleep.period)))


def question_pairs(law: Lawbook, question: Question, known_on: date) -> Pairs:
    """A question: what it asks, its readings, and what has answered it by `known_on`."""
    answered = law.answer_to(question.id, known_on)
    marked = [f"{each} (default)" if each == question.default else each for each in question.readings]
    return (
        ("id", question.id),
        ("asks", question.asks),
        ("readings", either(marked)),
        ("answered", f"{answered.reading}, by {answered.by} of {answered.issued}" if answered else ""),
        ("raised by", question.raised_by),
        ("notes", question.notes),
        ("changes", changes_text(law, question)),
    )


def changes_text(law: Lawbook, question: Question) -> str:
    """What holds under each reading alone, a reading a line."""
    turned = turned_by(law, question)
    lines = (f"{reading}: {'; '.join(what)}" for reading, what in turned.items() if reading != EVERY)
    return "\n".join([*lines, *turned.get(EVERY, ())]) or "no rule, pause, group or list"


def _duty(duty: Duty) -> Pairs:
    return (("who", duty.who), ("what", duty.what), ("when", duty.when), ("upon", ", ".join(duty.upon)))


def _adds(adds: Adds) -> Pairs:
    at = f"{'more than' if adds.strictly_above else 'at least'} {as_decimal(adds.at * 100)} %"
    return (
        ("lists", ", ".join(adds.lists)),
        ("without", ", ".join(adds.without)),
        ("at", at),
        ("owners", adds.owners),
        ("tiers", adds.tiers),
        ("gives", ", ".join(adds.gives) or "each list and row by itself"),
        ("where the share is not known", ", ".join(adds.unknown)),
        ("where readings differ", ", ".join(adds.unsettled)),
        *(("in force", dates(entry)) for entry in adds.in_force),
    )


def _parties(parties: PartyList, on: date, known_on: date) -> Pairs:
    by_notice: dict[str, list[ListedParty]] = {}
    for each in parties.parties:
        by_notice.setdefault(each.announcement, []).append(each)
    whole = "all of them" if parties.whole else "not all of them"
    return (
        ("list", parties.list_id),
        ("looked through", f"announcements until {parties.as_of}, {whole}" if parties.as_of else ""),
        *((f"#{notice}", _names(named, on, known_on)) for notice, named in by_notice.items()),
    )


def _names(named: Sequence[ListedParty], on: date, known_on: date) -> str:
    listed = sum(each.is_listed(on, known_on) for each in named)
    names = "; ".join(f"{each.name} ({each.country})" for each in named)
    return f"{len(named)} names, {listed} of them listed on the day: {names}"


def _barrier(barrier: Barrier) -> Pairs:
    stops = "\n".join(tree_lines(barrier.stops))
    return (("name", barrier.name), ("stops", stops), ("of", ", ".join(barrier.of)))


def _event(event: Event) -> Pairs:
    return (
        ("day", str(event.day)),
        ("acts from", str(event.start or "")),
        ("ends or rests", str(event.ends or "")),
        ("what", event.what),
        ("by", event.by),
        ("affects", ", ".join(event.affects)),
    )


def _link(link: Link) -> Pairs:
    return ((link.kind, ", ".join(link.to)), ("note", link.note))


def _clash(clash: Clash) -> Pairs:
    conditions = "\n".join(tree_lines(clash.when))
    under = f"{clash.under[0]} is read as {clash.under[1]!r}" if clash.under else ""
    return (
        ("id", clash.id),
        ("kind", clash.kind),
        ("what", clash.what),
        ("do", clash.do),
        ("upon", ", ".join(clash.upon)),
        ("with", ", ".join(clash.to)),
        ("if", "" if clash.when == TRUE else conditions),
        ("only where", under),
        ("seen", clash.place.seen),
        *(("in force", dates(entry)) for entry in clash.in_force),
    )


def _case(case: LawCase) -> Pairs:
    facts = ((name, _value(value)) for name, value in case.facts.items())
    known = f", law as known on {case.known_on}" if case.known_on else ""
    readings = ((f"read {question} as", reading) for question, reading in case.readings.items())
    listed = ((f"{role}, as listed", name) for role, name in case.listed.items())
    holdings = (("held", _held(each)) for each in case.holdings)
    return (
        ("name", case.name),
        ("on", f"{case.on}{known}"),
        *facts,
        *listed,
        *holdings,
        *readings,
        ("expect", case.expect),
    )


def _held(held: Held) -> str:
    if held.share is None:
        return f"{held.owner} holds of {held.owned} a share that is not known"
    bounds = dict.fromkeys((held.share.low, held.share.high or Fraction(1)))
    share = " to ".join(as_decimal(each * 100) for each in bounds)
    return f"{held.owner} holds {share} % of {held.owned}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def dates(entry: Dated) -> str:
    """From when to when an entry holds, by whom, and under which reading."""
    start = f"from {entry.start}" if entry.start else "from the beginning"
    ended = f" (known since {entry.ended})" if entry.ended else ""
    until = f" to {entry.until}{ended}" if entry.until else ""
    issued = f", issued {entry.issued}" if entry.issued != date.min else ""
    by = f" by {entry.by}" if entry.by else ""
    under = f", if {entry.under[0]} is read as {entry.under[1]!r}" if entry.under else ""
    return f"{start}{until}{issued}{by}{under}"


def tree_lines(tree: Tree, depth: int = 0) -> Iterator[str]:
    """A tree of conditions, one a line, indented below what joins them."""
    indent = "  " * depth
    if isinstance(tree, Leaf) and tree.condition.subject.kind == "reading":
        yield indent + f"{tree.condition.subject.name} is read as {tree.condition.value.text!r}"
    elif isinstance(tree, Leaf):
        yield indent + tree.condition.as_text()
    elif isinstance(tree, Settled):
        yield indent + (tree.label or {True: "always", False: "never", None: "unknown"}[tree.holds])
    elif isinstance(tree, Joined) and tree.how == "all" and not tree.label and depth == 0:
        for part in [part for part in tree.parts if part != TRUE] or tree.parts:
            yield from tree_lines(part, depth)
    else:
        yield indent + (f"{tree.label}: " if tree.label else "") + JOINED[tree.how]
        for part in tree.parts:
            yield from tree_lines(part, depth + 1)
