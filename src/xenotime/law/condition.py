"""Read a condition: subject, relation, value; joined by all, any, none and nothing else."""

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, Self

from xenotime.dates import ISO_DAY
from xenotime.exact import parse_amount

ONLY_IN = "only in"
SPLIT = re.compile(
    r"(?P<subject>.+?)\s+(?P<relation>==|!=|<=|>=|<|>|only\s+in|not\s+in|in)\s+(?P<value>.+)", re.DOTALL
)
CALL = re.compile(r"(?P<name>has|share|content)\((?P<inside>.*)\)", re.DOTALL)
COMPUTED = ("has", "share", "content")
OPTIONS = {
    "has": (),
    "share": ("by", "origin", "of", "counting", "tier"),
    "content": ("by", "origin", "counting"),
}
"""What may stand behind the list in a computed subject; `law/README.md` says what each means."""


@dataclass(frozen=True, eq=False)
class Subject:
    """What a condition asks about; of those that ask the same there is one alone, also where it comes from another process.

    `kind` is `fact` (name of the vocabulary), `has`, `share`, `content`, `member` (the role itself) or
    `reading` (of the open question `name`) or `text` (whether a passage that was not well seen says so).
    """

    kind: str
    role: str
    name: str = ""
    options: tuple[tuple[str, str], ...] = ()

    def __new__(cls, kind: str, role: str, name: str = "", options: tuple[tuple[str, str], ...] = ()) -> Self:
        """The one that asks this, made where there is none yet."""
        found: Self = ONLY.setdefault((kind, role, name, options), super().__new__(cls))
        return found

    def __reduce__(self) -> tuple[type["Subject"], tuple[object, ...]]:
        return Subject, (self.kind, self.role, self.name, self.options)

    def option(self, name: str, default: str = "") -> str:
        """The value of one option of a computed subject."""
        return dict(self.options).get(name, default)

    def as_text(self) -> str:
        """Write the subject as a law file does."""
        return self._text

    @cached_property
    def _text(self) -> str:
        if self.kind in COMPUTED:
            inside = ", ".join([self.name, *(f"{key} = {value}" for key, value in self.options)])
            prefix = "" if self.role == "item" else f"{self.role}."
            return f"{prefix}{self.kind}({inside})"
        if self.kind == "member":
            return self.role
        if self.kind == "reading":
            return self.name
        if self.kind == "text":
            return f"text of {self.name}"
        return self.name if self.role in {"item", "shipment"} else f"{self.role}.{self.name}"


ONLY: dict[tuple[object, ...], Any] = {}
"""Every subject that there is."""
DATE, DESTINATION = (Subject("fact", "shipment", name) for name in ("date", "destination"))
"""What is asked of every shipment, whatever law there is."""


@dataclass(frozen=True)
class Value:
    """What a condition compares with; exactly one of the fields says it.

    `words` are literal; `amount` a number in base units (days as ordinals); `threshold` the name of a
    dated value of the same instrument; `ref` the id of a list or group; `fact` another subject.
    """

    words: tuple[str, ...] = ()
    amount: Fraction | None = None
    unit: str = ""
    threshold: str = ""
    ref: str = ""
    fact: Subject | None = None
    text: str = ""


@dataclass(frozen=True)
class Condition:
    """One test, as written and as read."""

    subject: Subject
    relation: str
    value: Value

    def as_text(self) -> str:
        """Write the condition as a law file does."""
        return f"{self.subject.as_text()} {self.relation} {self.value.text}"


@dataclass(frozen=True)
class Leaf:
    """A single condition in a tree."""

    condition: Condition

    @property
    def needs_law(self) -> bool:
        """Whether it names a list, a group or a threshold: what it says hangs on the law of a day."""
        return bool(self.condition.value.ref or self.condition.value.threshold)

    @property
    def asks_any_party(self) -> bool:
        """Whether it is about any party of the shipment, and none by its role."""
        return self.condition.subject.role == "any_party"


@dataclass(frozen=True)
class Joined:
    """Conditions joined by `all`, `any` or `none`; `label` names what they stand for (a list row, say).

    `stated` is yes where all its parts surely hold by what is known, and no everywhere else, never unknown.
    `contradicts` is made by the program alone: its parts, any of which fits, speak against a statement.
    It is unknown for good where a part surely fits, and no where none does.
    """

    how: str
    parts: tuple["Tree", ...]
    label: str = ""
    source: str = ""

    @cached_property
    def needs_law(self) -> bool:
        """Whether a part of it names a list, a group or a threshold."""
        return any(part.needs_law for part in self.parts)

    @cached_property
    def asks_any_party(self) -> bool:
        """Whether a part of it is about any party of the shipment."""
        return any(part.asks_any_party for part in self.parts)


@dataclass(frozen=True)
class Settled:
    """A part of a tree that is already answered; None is an answer that nothing can make known."""

    holds: bool | None
    label: str = ""

    needs_law = asks_any_party = False


Tree = Leaf | Joined | Settled
TRUE, FALSE = Settled(True), Settled(False)


def parse_subject(text: str, about: dict[str, str], roles: tuple[str, ...]) -> Subject:
    """Read a subject; `about` says whether a bare fact is of the item, the shipment or a party.

    Raises ValueError with a sentence where the subject cannot be read.
    """
    text = " ".join(text.split())
    role, dot, rest = text.partition(".")
    if not dot or role not in roles or "(" in role:
        role, rest = "", text
    call = CALL.fullmatch(rest)
    if call:
        return _computed(call["name"], call["inside"], role or "item")
    if not role and rest in roles:
        return Subject("member", rest)
    if role and role not in {"item", "shipment"}:
        if f"party.{rest}" not in about:
            raise ValueError(f"unknown fact {rest!r} of a party")
        return Subject("fact", role, rest)
    if rest not in about:
        if f"party.{rest}" in about:
            raise ValueError(f"{rest!r} is a fact about a party: say whose, for example end_user.{rest}")
        raise ValueError(f"unknown fact {rest!r}")
    kind = about[rest]
    if role and role != kind:
        raise ValueError(f"{rest!r} is a fact about the {kind}, not about {role!r}")
    return Subject("fact", kind, rest)


def _computed(name: str, inside: str, role: str) -> Subject:
    first, *others = [part.strip() for part in inside.split(",")]
    if not first:
        raise ValueError(f"{name}() names nothing to look for")
    options = []
    for other in others:
        key, equals, value = (part.strip() for part in other.partition("="))
        if not equals or key not in OPTIONS[name]:
            raise ValueError(
                f"unknown option {other!r} of {name}(); allowed: {', '.join(OPTIONS[name]) or 'none'}"
            )
        options.append((key, value.strip("'\"")))
    return Subject(name, role, first.strip("'\""), tuple(options))


def parse_value(text: str, about: dict[str, str], roles: tuple[str, ...]) -> Value:
    """Read the right-hand side of a condition."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        words = tuple(part.strip().strip("'\"") for part in text[1:-1].split(",") if part.strip())
        return Value(words=words, text=text)
    if text.startswith("threshold."):
        return Value(threshold=text.removeprefix("threshold."), text=text)
    if text[:1] in "'\"":
        return Value(words=(text.strip("'\""),), text=text)
    if ISO_DAY.fullmatch(text):
        return Value(amount=Fraction(date.fromisoformat(text).toordinal()), unit="date", text=text)
    if re.match(r"[+-]?\d", text):
        try:
            amount, unit = parse_amount(text)
        except ValueError:
            return Value(words=(text,), text=text)
        return Value(words=(text,), amount=amount, unit=unit, text=text)
    if "/" in text:
        return Value(ref=text, words=(text,), text=text)
    try:
        subject = parse_subject(text, about, roles)
    except ValueError:
        return Value(words=(text,), text=text)
    if subject.kind == "member":
        return Value(words=(text,), text=text)
    return Value(fact=subject, text=text)


def parse_condition(text: str, about: dict[str, str], roles: tuple[str, ...]) -> Condition:
    """Read one condition; ValueError with a sentence where it cannot be read.

    >>> parse_condition("made_in not in [CN]", {"made_in": "item"}, ("item",)).relation
    'not in'
    """
    match = SPLIT.fullmatch(" ".join(text.split()))
    if not match:
        if CALL.fullmatch(text.strip()):
            return parse_condition(f"{text.strip()} == yes", about, roles)
        raise ValueError("a condition is: subject, relation, value")
    relation = " ".join(match["relation"].split())
    subject = parse_subject(match["subject"], about, roles)
    return Condition(subject, relation, parse_value(match["value"], about, roles))


def only_in(condition: Condition, allowed: tuple[str, ...]) -> Tree:
    """That some value is among the words of the condition and none is another of the `allowed` words of its fact.

    >>> one = Condition(Subject("fact", "item", "form"), ONLY_IN, Value(words=("metal",), text="[metal]"))
    >>> [each.as_text() for each in leaves(only_in(one, ("metal", "ore", "part")))]
    ['form in [metal]', 'form in [ore, part]']
    """
    some = Leaf(Condition(condition.subject, "in", condition.value))
    rest = tuple(word for word in allowed if word not in condition.value.words)
    if not rest:
        return some
    others = Value(words=rest, text=f"[{', '.join(rest)}]")
    none = Joined("none", (Leaf(Condition(condition.subject, "in", others)),))
    return Joined("all", (some, none), condition.as_text())


def reading_is(question: str, reading: str) -> Leaf:
    """The condition that an open question is read in one way."""
    value = Value(words=(reading,), text=reading)
    return Leaf(Condition(Subject("reading", "law", question), "==", value))


def text_says(passage: str) -> Leaf:
    """The condition that a passage which was not well seen does say what is written down here."""
    return Leaf(Condition(Subject("text", "law", passage), "==", Value(words=("yes",), text="yes")))


def leaves(tree: Tree) -> tuple[Condition, ...]:
    """Every condition in a tree, from left to right."""
    if isinstance(tree, Leaf):
        return (tree.condition,)
    if isinstance(tree, Settled):
        return ()
    return tuple(condition for part in tree.parts for condition in leaves(part))
