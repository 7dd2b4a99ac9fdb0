"""Mutants that no case of law can tell, by the shape of the law alone, with why."""

import re
from datetime import date

from law.mutating.mutants import Mutant
from xenotime.law.condition import leaves
from xenotime.law.lawbook import Lawbook

BY_TRACE = (
    "its list is asked for in shares and contents only: a case of law states those, a book's bill makes them"
)
BEFORE_COVERAGE = "both days lie before the first day that can be asked about, or are that day"
MOVED = re.compile(r"(from|until) (\d{4}-\d\d-\d\d) moved to (\d{4}-\d\d-\d\d)$")


def why_apart(law: Lawbook, mutant: Mutant) -> tuple[str, str] | None:
    """`equal` or `apart`, and the reason; None where the shape of the law does not say."""
    if mutant.ref in law.lists and mutant.ref not in asked_by_name(law):
        return "apart", BY_TRACE
    if mutant.ref.startswith("@") and not used(law, mutant):
        return "apart", BY_TRACE
    if before_coverage(law, mutant):
        return "equal", BEFORE_COVERAGE
    return None


def before_coverage(law: Lawbook, mutant: Mutant) -> bool:
    """Whether a day was moved on which, before and after, no case of the regime can stand: it started or ended by then."""
    moved = MOVED.search(mutant.name) if mutant.kind == "date" else None
    if not moved or mutant.ref == "coverage":
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
