"""Mutants that no case of law can tell, by the shape of the law alone, with why."""

from datetime import date

from law.mutating.owned import ADDS
from law.mutating.steps import MOVED, Mutant
from law.mutating.under import ISSUED
from xenotime.law.condition import FALSE, leaves
from xenotime.law.lawbook import OWNER_LISTS, Lawbook
from xenotime.law.provision import Adds, Rule

BY_TRACE = (
    "its list is asked for in shares and contents only: a case of law states those, a book's bill makes them"
)
BEFORE_COVERAGE = "both days lie before the first day that can be asked about, or are that day"
NOT_KNOWN_THEN = "it turns on what was known before the first day of coverage, which is not encoded"
NO_RULE_KNOWN = "on the day between no rule of the regime is known"
NOBODY_ASKS = "on the day between no rule that asks for what it gives can be in force"
EACH_IS_OVER = "the line lies at nothing: one share above it is enough, and a product of such shares is one"
OVER_NOTHING = (": owners each", ": tiers multiply")


def why_apart(law: Lawbook, mutant: Mutant) -> tuple[str, str] | None:
    """`equal` or `apart`, and the reason; None where the shape of the law does not say."""
    if mutant.ref in law.lists and mutant.ref not in asked_by_name(law):
        return "apart", BY_TRACE
    if mutant.ref.startswith("@") and not used(law, mutant):
        return "apart", BY_TRACE
    if before_coverage(law, mutant):
        return "equal", BEFORE_COVERAGE
    if mutant.ref == ISSUED:
        return issuing(law, mutant)
    return adding(law, mutant) if mutant.ref == ADDS else None


def issuing(law: Lawbook, mutant: Mutant) -> tuple[str, str] | None:
    """Why a day of issue that was moved is apart or equal; None where a case can tell it."""
    moved = MOVED.search(mutant.name)
    assert moved, mutant.name
    regime = mutant.at.partition("/")[0]
    day = min(date.fromisoformat(each) for each in moved.groups()[1:])
    if day < law.regimes[regime].coverage_from:
        return "apart", NOT_KNOWN_THEN
    if not law.rules_of(regime, day) and not mutant.law.rules_of(regime, day):
        return "equal", NO_RULE_KNOWN
    return None


def adding(law: Lawbook, mutant: Mutant) -> tuple[str, str] | None:
    """Why another way of adding shares up, or another day of it, is equal; None where it is not shown to be."""
    number = next(n for n, each in enumerate(law.adds) if each not in mutant.law.adds)
    found = law.adds[number]
    if mutant.name.endswith(OVER_NOTHING) and found.at == 0:
        return "equal", EACH_IS_OVER
    moved = MOVED.search(mutant.name)
    if moved:
        days = sorted(date.fromisoformat(each) for each in moved.groups()[1:])
        day = days[0] if moved[1] == "from" else days[1]
        if not any(asks_of(law, each, found, day) for each in law.rules):
            return "equal", NOBODY_ASKS
    return None


def asks_of(law: Lawbook, rule: Rule, found: Adds, day: date) -> bool:
    """Whether a rule that can be in force on a day names a list that the block gives."""
    checked = law.regimes[rule.place.instrument.partition("/")[0]].checked
    words = frozenset((*(found.gives or found.lists), *found.unknown))
    named = {
        word
        for each in leaves(rule.when)
        if each.subject.name == OWNER_LISTS
        for word in (*each.value.words, *members(law, each.value.ref))
    }
    heads = named if found.gives else {each.partition("#")[0] for each in named}
    return bool(heads & words) and law.status(rule, day, max(day, checked)).tree != FALSE


def members(law: Lawbook, ref: str) -> tuple[str, ...]:
    """The words of a group, on any day."""
    return tuple(each.word for each in law.groups[ref].members) if ref in law.groups else ()


def before_coverage(law: Lawbook, mutant: Mutant) -> bool:
    """Whether a day was moved on which, before and after, no case of the regime can stand: it started or ended by then."""
    moved = MOVED.search(mutant.name) if mutant.kind == "date" else None
    if not moved or mutant.ref in {"coverage", ISSUED}:
        return False
    start = law.regimes[mutant.at.partition("/")[0]].coverage_from
    days = [date.fromisoformat(each) for each in moved.groups()[1:]]
    return max(days) <= start if moved[1] == "from" else max(days) < start


def asked_by_name(law: Lawbook) -> set[str]:
    """The lists of which a rule, or a row of such a list, asks whether an item is on them; with those that they include."""
    trees = [rule.when for rule in law.rules]
    found = {each.value.ref for tree in trees for each in leaves(tree) if each.value.ref in law.lists}
    todo = list(found)
    while todo:
        one = law.lists[todo.pop()]
        rows = [tree for row in one.rows for tree in (row.when, row.where) if tree]
        named = {each.value.ref for tree in rows for each in leaves(tree) if each.value.ref in law.lists}
        new = ({*one.includes} | named) - found
        found |= new
        todo += new
    return found


def used(law: Lawbook, mutant: Mutant) -> bool:
    """Whether a rule, or a row of a list that rules ask for by name, compares with the threshold."""
    name = mutant.ref[1:]
    instrument, _, short = name.rpartition("/")
    trees = [(rule.place.instrument, rule.when) for rule in law.rules]
    for each in asked_by_name(law):
        place = law.lists[each].place.instrument
        trees += [(place, tree) for row in law.lists[each].rows for tree in (row.when, row.where) if tree]
    return any(
        each.value.threshold == name or (each.value.threshold == short and own == instrument)
        for own, tree in trees
        for each in leaves(tree)
    )
