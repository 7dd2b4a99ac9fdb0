"""Read conditions joined by all, any and none into a tree, noting everything that is wrong with them."""

from typing import Any

from xenotime.law.condition import (
    COMPUTED,
    FALSE,
    ONLY_IN,
    TRUE,
    Condition,
    Joined,
    Leaf,
    Subject,
    Tree,
    only_in,
    parse_condition,
    parse_subject,
)
from xenotime.law.vocabulary import PARTY
from xenotime.reading.law.meaning import Flaw, flaws, subject_flaws
from xenotime.reading.law.names import Names
from xenotime.reading.law.places import Path
from xenotime.reading.law.tables import Table

JOINS = ("all", "any", "none")
DEEPEST = 12
"""Tables within tables: what is nested deeper nobody reads."""


def tree(table: Table, names: Names, instrument: str, *, first: tuple[Tree, ...] = ()) -> Tree | None:
    """The tree of a table's `all`, `any` and `none`; None where it has none of them."""
    parts: list[Tree] = list(first)
    given = [how for how in JOINS if how in table.data]
    for how in given:
        inner = joined(table, how, names, instrument)
        if how == "all":
            parts += inner
        else:
            parts.append(Joined(how, tuple(inner)))
    if not given and not first:
        return None
    return parts[0] if given in (["any"], ["none"]) and not first else Joined("all", tuple(parts))


def joined(table: Table, how: str, names: Names, instrument: str) -> list[Tree]:
    """The trees of one list of conditions."""
    found = table.data[how]
    each = found if isinstance(found, list) else [found]
    if not each and how != "all":
        table.fault(f"{how!r} names no condition", how, do="add one, or leave the key out")
    return [_part(one, table, (how, number), names, instrument) for number, one in enumerate(each)]


def _part(one: Any, table: Table, path: Path, names: Names, instrument: str) -> Tree:
    if isinstance(one, str):
        condition = read_condition(one, table, path, names, instrument)
        return _spelt(condition, names) if condition else FALSE
    if not isinstance(one, dict):
        table.fault("a condition is text, or a table of all, any, none", *path, found=one, allowed=JOINS)
        return FALSE
    inner = table.inner(one, *path)
    if len(inner.path) > 2 * DEEPEST:
        inner.fault(
            "conditions are nested too deeply", do="give the inner ones a paragraph of their own, and upon"
        )
        return FALSE
    inner.keys("", " ".join(JOINS))
    return tree(inner, names, instrument) or TRUE


def _spelt(condition: Condition, names: Names) -> Tree:
    """A condition as a tree; `only in` is spelt out with all words that its fact has, also those that a house adds."""
    fact = names.vocabulary.fact(condition.subject.role, condition.subject.name)
    return only_in(condition, fact.words) if condition.relation == ONLY_IN and fact else Leaf(condition)


def read_condition(text: str, table: Table, path: Path, names: Names, instrument: str) -> Condition | None:
    """One condition, None (and a fault) where it cannot be read; what it names is looked up too."""
    cached = names.read.get(text)
    if cached is None:
        try:
            cached = parse_condition(text, names.about, names.roles)
        except ValueError as error:
            cached = str(error)
        names.read[text] = cached
    if isinstance(cached, str):
        flaw = _unread(cached, text, names)
        table.fault(flaw.what, *path, found=flaw.found, allowed=flaw.allowed, do=flaw.do)
        return None
    if text in names.flawless:
        return cached
    found = list(flaws(cached, instrument, names))
    if not found and not cached.value.threshold:
        names.flawless.add(text)
    for flaw in found:
        do = flaw.do or ("" if flaw.found in text else f"in: {text}")
        table.fault(flaw.what, *path, found=flaw.found, allowed=flaw.allowed, do=do)
    return cached


def read_subject(text: str, table: Table, path: Path, names: Names) -> Subject | None:
    """A subject as conditions write it, None (and a fault) where it cannot be read."""
    known = names.subjects.get(text)
    if known is not None:
        return known
    try:
        subject = parse_subject(text, names.about, names.roles)
    except ValueError as error:
        flaw = _unread(str(error), text, names)
        table.fault(flaw.what, *path, found=flaw.found, allowed=flaw.allowed, do=flaw.do)
        return None
    found = list(subject_flaws(subject, names))
    for flaw in found:
        table.fault(flaw.what, *path, found=flaw.found, allowed=flaw.allowed, do=flaw.do)
    if not found:
        names.subjects[text] = subject
    return subject


def _unread(error: str, text: str, names: Names) -> Flaw:
    if not error.startswith("unknown fact"):
        return Flaw(error, text, "subject, relation, value: end_use in [civil, military]")
    if error.endswith(" of a party"):
        own = [each.removeprefix(PARTY) for each in names.about if each.startswith(PARTY)]
        return Flaw("unknown fact of a party", error.split("'")[1], tuple(own))
    name = error.removeprefix("unknown fact ").strip("'\"")
    role, dot, rest = name.partition(".")
    if "(" in name:
        return Flaw("unknown kind of subject", name.partition("(")[0], COMPUTED)
    if dot and role not in names.roles and {rest, f"{PARTY}{rest}"} & set(names.about):
        return Flaw("unknown role", role, names.roles)
    return Flaw("unknown fact", rest if dot and role in names.roles else name, tuple(names.about))
