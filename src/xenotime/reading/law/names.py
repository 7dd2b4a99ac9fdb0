"""Gather every name that the law declares, so that each reference can be held against them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from xenotime.law.condition import Condition, Subject
from xenotime.law.vocabulary import Vocabulary
from xenotime.reading.law.faults import Faults
from xenotime.reading.law.pages import Fenced, Page
from xenotime.reading.law.tables import Sheet, Table

BLOCKS = (
    "rule", "threshold", "list", "group", "suspends", "question",
    "adds", "barrier", "duty", "link", "clash", "event", "case", "parties",
)  # fmt: skip
ANYWHERE = frozenset({"list", "group", "question", "link", "event", "suspends"})
"""Kinds of block that may stand before the first paragraph."""
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*(/[A-Za-z0-9][\w.\-]*)+")
"""A country, a slash, and a name: `zz/notice-61`."""
SHAPED = "a country, a slash, and letters, digits, dots, hyphens: zz/notice-61"


@dataclass(frozen=True)
class Block:
    """One block with its table, before anything in it was understood."""

    kind: str
    table: Table
    fenced: Fenced


@dataclass
class Text:
    """One instrument: its page, its front matter, its blocks."""

    page: Page
    front: Table
    id: str
    own: bool
    blocks: list[Block] = field(default_factory=list)


@dataclass
class Names:
    """Every name that the law declares, and the vocabulary."""

    vocabulary: Vocabulary
    countries: frozenset[str] = frozenset()
    instruments: dict[str, set[str]] = field(default_factory=dict)
    """The numbers of each instrument's paragraphs."""
    ruled: set[str] = field(default_factory=set)
    """Provisions under which a rule stands."""
    lists: set[str] = field(default_factory=set)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    thresholds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The texts of a threshold's values, by `<instrument>/<name>`."""
    questions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    clashes: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    gaps: frozenset[str] = frozenset()
    """What the countries' coverage says is not encoded."""
    read: dict[str, Condition | str] = field(default_factory=dict)
    """Conditions that were read before, or what was wrong with them."""
    flawless: set[str] = field(default_factory=set)
    """Conditions in which nothing is wrong, whatever instrument they stand in."""
    subjects: dict[str, Subject] = field(default_factory=dict)
    """Subjects that were read before, and in which nothing is wrong."""
    stated: set[tuple[str, str]] = field(default_factory=set)
    """Facts of cases that were read before, and in which nothing is wrong: their name and their value."""

    @cached_property
    def about(self) -> dict[str, str]:
        """What each fact is about."""
        return {name: fact.about for name, fact in self.vocabulary.facts.items()}

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """Every role that a condition may name."""
        return (*self.vocabulary.roles, *self.vocabulary.party_roles, "any_party")

    def provisions(self) -> list[str]:
        """Every instrument and every provision, as they may be cited."""
        return [each for name, numbers in self.instruments.items() for each in (name, *_full(name, numbers))]

    @cached_property
    def everything(self) -> frozenset[str]:
        """Whatever a link or an event may name."""
        return frozenset((*self.questions, *self.lists, *self.groups, *self.events, *self.provisions()))

    def has_rule(self, provision: str) -> bool:
        """Whether a rule stands at a provision, or somewhere in an instrument."""
        return provision in self.ruled or any(each.startswith(f"{provision} ") for each in self.ruled)


def _full(instrument: str, numbers: Iterable[str]) -> list[str]:
    return [f"{instrument} {number}" for number in sorted(numbers)]


def open_text(page: Page, own: bool, faults: Faults, *, cases: bool = True) -> Text:
    """Parse the front matter and every block of a page; cases of law only where they are wanted."""
    front = Sheet(page.file, 2, faults, text=page.front, whole=1)
    data = front.parse() or {}
    table = Table(data, front)
    identity = data.get("id")
    text = Text(page, table, identity if isinstance(identity, str) else "", own)
    for fenced in page.blocks:
        if fenced.kind == "case" and not cases:
            continue
        number = fenced.paragraph.number
        sheet = Sheet(
            page.file, fenced.line + 1, faults, f"{text.id} {number}".strip(), fenced.text, fenced.line
        )
        if fenced.kind not in BLOCKS:
            sheet.fault(f"unknown kind of block {fenced.kind!r}", found=fenced.kind, allowed=BLOCKS)
            continue
        if not number and fenced.kind not in ANYWHERE:
            _misplaced(sheet, fenced)
        parsed = sheet.parse()
        if parsed is not None:
            text.blocks.append(Block(fenced.kind, Table(parsed, sheet), fenced))
    return text


def _misplaced(sheet: Sheet, fenced: Fenced) -> None:
    caption = fenced.paragraph.caption
    sheet.fault(
        "the heading above this block has no paragraph number"
        if caption
        else "this block stands under no paragraph",
        found=caption or fenced.kind,
        do="write the paragraph's number (it has a digit, no spaces) as the heading's first word: ## 1(1) Caption",
    )


def gather(texts: Iterable[Text], vocabulary: Vocabulary, countries: frozenset[str]) -> Names:
    """Every name that the instruments declare; one that is declared twice is a fault."""
    names = Names(vocabulary, countries)
    for text in texts:
        if text.id in names.instruments:
            text.front.fault(
                "two instruments have one id", "id", found=text.id, do="give each file its own id"
            )
        numbers = names.instruments.setdefault(text.id, set())
        for paragraph in text.page.paragraphs:
            if paragraph.number in numbers:
                _twice(text, paragraph.number, paragraph.line)
            numbers.update({paragraph.number} - {""})
        for block in text.blocks:
            _declare(names, text, block)
    return names


def _twice(text: Text, number: str, line: int) -> None:
    text.front.sheet.faults.add(
        "two paragraphs have one number",
        file=text.page.file,
        line=line,
        at=f"{text.id} {number}",
        found=number,
        do="put both under one heading, or number them apart",
    )


def _declare(names: Names, text: Text, block: Block) -> None:
    data, kind = block.table.data, block.kind
    if kind == "rule":
        names.ruled.add(f"{text.id} {block.fenced.paragraph.number}".strip())
    identified = {"clash": names.clashes, "event": names.events}
    if kind in identified and isinstance(data.get("id"), str):
        identified[kind].add(data["id"])
    if "extends" in data or kind not in {"list", "group", "threshold", "question"}:
        return
    name = named(text.id, data, kind)
    taken: Iterable[str] = {
        "threshold": names.thresholds,
        "question": names.questions,
    }.get(kind, {*names.lists, *names.groups})
    if kind == "question" and "answered" in data:
        return
    if name in taken:
        key = "id" if "id" in data else "name"
        block.table.fault(f"two blocks declare {name!r}", key, found=name, do="give each its own name")
        return
    if kind == "list":
        names.lists.add(name)
    elif kind == "group":
        names.groups[name] = _members(data.get("members"))
    elif kind == "threshold":
        names.thresholds[name] = _values(data.get("values"))
    else:
        names.questions[name] = tuple(each for each in _list(data.get("readings")) if isinstance(each, str))


def named(instrument: str, data: dict[str, Any], kind: str) -> str:
    """The id that a block declares: its own `id`, or its name below its instrument."""
    if kind != "threshold" and isinstance(data.get("id"), str):
        return str(data["id"])
    return f"{instrument}/{data.get('name', '')}"


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _members(value: object) -> tuple[str, ...]:
    words = [each.get("is") if isinstance(each, dict) else each for each in _list(value)]
    return tuple(word for word in words if isinstance(word, str))


def _values(value: object) -> tuple[str, ...]:
    return tuple(str(each.get("value", "")) for each in _list(value) if isinstance(each, dict))
