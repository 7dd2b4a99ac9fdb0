"""What turns on the reading of an open question: rules, pauses, groups, rows, shares of owners, clashes."""

from collections.abc import Iterator

from xenotime.law.condition import leaves
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import Rule
from xenotime.law.question import Question

Reading = tuple[str, str]
"""A question, and one way to read it."""
EVERY = ""
"""In place of a reading: something takes the readings as they are."""


def turned_by(law: Lawbook, question: Question) -> dict[str, tuple[str, ...]]:
    """What holds under each reading alone, in a few words each; a reading under which nothing does is left out."""
    found: dict[str, dict[str, None]] = {}
    for (asked, reading), words in _turned(law):
        if asked == question.id:
            found.setdefault(reading, {})[words] = None
    ordered = [each for each in (*question.readings, EVERY) if each in found]
    return {each: tuple(found[each]) for each in ordered}


def _turned(law: Lawbook) -> Iterator[tuple[Reading, str]]:
    for rule in law.rules:
        for under in _readings_of(rule):
            yield under, f"{rule.id}: {rule.concludes}"
    for adds in law.adds:
        for how in (adds.owners, adds.tiers):
            yield (how.removeprefix("question:"), EVERY), f"{adds.place.id}: how shares of owners add up"
    yield from ((under, words) for under, words in _dated(law) if under)


def _dated(law: Lawbook) -> Iterator[tuple[Reading | None, str]]:
    for pause in law.suspensions:
        yield pause.period.under, f"{', '.join(pause.provisions)} asleep"
    for group in law.groups.values():
        yield from ((each.dated.under, f"{each.word} in {group.id}") for each in group.members)
    for listed in law.lists.values():
        yield from ((each.dated.under, f"{each.code} on {listed.id}") for each in listed.rows)
    for clash in law.clashes:
        yield clash.under, f"clash {clash.id}"


def _readings_of(rule: Rule) -> Iterator[Reading]:
    if rule.under:
        yield rule.under
    yield from (entry.under for entry in rule.in_force if entry.under)
    for condition in leaves(rule.when):
        if condition.subject.kind == "reading":
            yield condition.subject.name, condition.value.text
