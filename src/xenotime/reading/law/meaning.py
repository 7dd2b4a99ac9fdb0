"""Hold a condition against the vocabulary and the names: does it compare like with like."""

from collections.abc import Iterator
from dataclasses import dataclass

from xenotime.exact import parse_amount
from xenotime.law.condition import COMPUTED, ONLY_IN, Condition, Subject
from xenotime.law.vocabulary import FactKind
from xenotime.reading.law.names import Names
from xenotime.reading.law.words import COUNTRY, MONEY, is_substance, wrong_unit, wrong_word

BY_SIZE = ("==", "!=", "<", "<=", ">", ">=")
BY_WORD = ("==", "!=", "in", "not in", ONLY_IN)
OPTION_WORDS = {
    "by": ("value", "mass"),
    "of": ("item", "shipment"),
    "counting": ("acquired", "earlier", "element"),
}
CONTENT_UNITS = {"value": MONEY, "mass": "kg", "pieces": ""}


@dataclass(frozen=True)
class Flaw:
    """One thing that is wrong with a condition."""

    what: str
    found: str = ""
    allowed: tuple[str, ...] | str = ()
    do: str = ""


def flaws(condition: Condition, instrument: str, names: Names) -> Iterator[Flaw]:
    """Everything that is wrong with a condition that could be read."""
    subject = condition.subject
    yield from subject_flaws(subject, names)
    if subject.kind == "member":
        yield from _member(condition, names)
    elif subject.kind == "has":
        if condition.relation not in {"==", "!="} or condition.value.text not in {"yes", "no"}:
            yield Flaw(
                "has() is yes or no", f"{condition.relation} {condition.value.text}", ("== yes", "== no")
            )
    elif subject.kind in COMPUTED:
        unit = CONTENT_UNITS.get(subject.option("by", "value"), "") if subject.kind == "content" else "%"
        yield from _size(condition, unit, instrument, names)
    else:
        fact = names.vocabulary.fact(subject.role, subject.name)
        if fact:
            yield from _fact(condition, fact, instrument, names)


def subject_flaws(subject: Subject, names: Names) -> Iterator[Flaw]:
    """What is wrong with a computed subject: its list or substance, its options."""
    if subject.kind not in COMPUTED:
        return
    name = subject.name
    if "/" in name or subject.kind != "has":
        if name not in names.lists:
            yield Flaw("unknown list", name, tuple(names.lists))
    elif not is_substance(name):
        yield Flaw("this is no substance", name, "an element or a formula, as Dy or Dy2O3, or a list")
    if subject.role not in {"item", "shipment"}:
        yield Flaw(f"{subject.kind}() is about the item", subject.as_text(), ("item",))
    for key, value in subject.options:
        yield from _option(subject.kind, key, value, names)


def _option(kind: str, key: str, value: str, names: Names) -> Iterator[Flaw]:
    if key == "origin":
        if "/" in value:
            if value not in names.groups:
                yield Flaw("unknown group", value, tuple(names.groups))
        elif not COUNTRY.fullmatch(value):
            yield Flaw("this is not a country", value, "two capital letters, or a group")
    elif key == "tier":
        if value != "shipped" and value not in names.lists:
            yield Flaw("unknown tier", value, ("shipped", *names.lists))
    else:
        allowed = (*OPTION_WORDS[key], *(("pieces",) if (kind, key) == ("content", "by") else ()))
        if value not in allowed:
            yield Flaw(f"unknown {key!r} of {kind}()", value, allowed)


def _member(condition: Condition, names: Names) -> Iterator[Flaw]:
    if condition.subject.role != "item":
        yield Flaw("only an item can be on such a list", condition.subject.role, ("item",))
    if condition.relation not in {"in", "not in"}:
        yield Flaw("an item is in a list or not in it", condition.relation, ("in", "not in"))
    elif condition.value.text not in names.lists:
        yield Flaw("unknown list", condition.value.text, tuple(names.lists))


def _fact(condition: Condition, fact: FactKind, instrument: str, names: Names) -> Iterator[Flaw]:
    if fact.is_number:
        yield from _size(condition, "date" if fact.type == "date" else fact.unit, instrument, names)
        return
    value, relation = condition.value, condition.relation
    if relation not in BY_WORD:
        yield Flaw(f"{fact.name!r} is no number, it cannot be compared by size", relation, BY_WORD)
        return
    if value.threshold:
        yield Flaw(f"{fact.name!r} is no number", value.text, "words")
    elif relation == ONLY_IN and (value.ref or value.fact or not fact.words or fact.type != "word"):
        yield Flaw(
            "only in is asked of a fact with words of its own, and names them",
            f"{fact.name} {ONLY_IN} {value.text}",
            fact.words or "a fact that has words in the vocabulary",
        )
    elif value.fact:
        other = names.vocabulary.fact(value.fact.role, value.fact.name)
        if other is None or other.type != fact.type:
            yield Flaw(f"{value.text!r} is not of the same type as {fact.name!r}", value.text, (fact.type,))
    elif not value.words:
        yield Flaw("nothing is compared", value.text, "a word, a list in [ ], a group")
    else:
        yield from _words(condition, fact, names)


def _words(condition: Condition, fact: FactKind, names: Names) -> Iterator[Flaw]:
    ref = condition.value.ref
    if ref and not (fact.type == "list" and wrong_word(fact, ref) is None):
        if ref not in names.groups:
            allowed = (*names.groups, *(fact.words if fact.type == "list" else ()))
            what = "this is a list of items, it holds no words" if ref in names.lists else "unknown group"
            yield Flaw(what, ref, allowed)
            return
        words = names.groups[ref]
    else:
        words = condition.value.words
    for word in words:
        wrong = wrong_word(fact, word)
        if wrong:
            yield Flaw(wrong[0], word, wrong[1])


def _size(condition: Condition, unit: str, instrument: str, names: Names) -> Iterator[Flaw]:
    value = condition.value
    if condition.relation not in BY_SIZE:
        yield Flaw("numbers are compared by size", condition.relation, BY_SIZE)
    elif value.threshold:
        yield from _threshold(value.threshold, unit, instrument, names)
    elif value.fact:
        other = names.vocabulary.fact(value.fact.role, value.fact.name)
        if other is None or not other.is_number:
            yield Flaw(
                "a number is compared with a number", value.text, "a number with its unit, a threshold"
            )
    elif value.amount is None:
        yield Flaw("a number is compared with a number", value.text, "a number with its unit, a threshold")
    elif _other_unit(unit, value.unit, value.text):
        yield Flaw("the unit does not fit", value.text, unit or "a number without a unit")


def _threshold(name: str, unit: str, instrument: str, names: Names) -> Iterator[Flaw]:
    full = name if "/" in name else f"{instrument}/{name}"
    if full not in names.thresholds:
        own = [each.removeprefix(f"{instrument}/") for each in names.thresholds]
        yield Flaw("unknown threshold", name, tuple(own))
        return
    for text in names.thresholds[full]:
        try:
            measured = parse_amount(text)[1]
        except ValueError:
            continue
        if _other_unit(unit, measured, text):
            yield Flaw(
                f"the unit of threshold {name!r} does not fit", text, unit or "a number without a unit"
            )


def _other_unit(unit: str, found: str, text: str) -> bool:
    if unit == "date" or found == "date":
        return unit != found
    return wrong_unit(unit, found, text)
