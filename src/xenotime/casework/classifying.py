"""Propose what an item may be and which list entries may apply to it, with every reason; nothing is a default."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xenotime.casework.house import Sought, of_kinds, sought_kinds
from xenotime.casework.spelling import designations, folded, read, speller, spelt, spelt_makers
from xenotime.facts.book import Book
from xenotime.facts.classification import PartKind
from xenotime.facts.item import Item
from xenotime.facts.substance import elements_of
from xenotime.law.condition import leaves
from xenotime.law.control_list import Row
from xenotime.law.lawbook import Lawbook

GRADE = re.compile(
    r"(?<![A-Z0-9])(N[2-5]\d(M|H|SH|UH|EH|AH|VH|TH)?|(?:2[7-9]|[34]\d|5[0-8])(M|H|SH|UH|EH|AH|VH|TH)|YXG-?\d{2}\w*|(?:XG|YX)-?\d{2}\w*)(?![A-Z0-9])"
)
"""Grades of sintered magnets as their makers write them."""
COIL = re.compile(r"(?:\bIND\w*|CHOKE|DROSSEL|电感|電感|インダクタ).{0,12}?\d{2}UH")
"""A coil of so many microhenry: written in capitals it looks like a grade."""
UNIT = re.compile(r"(?<![A-Za-z0-9])\d{2} ?(?:uH|mH|m|h)(?![A-Za-z0-9])")
"""Microhenry, metres or hours, which in capitals look like a grade that leaves its N out."""
TEXTS = ("name", "group", "maker", "maker_part")


@dataclass(frozen=True)
class Reason:
    """Why a kind was proposed: what was seen, and where."""

    kind: str
    what: str
    source: str = ""
    seen: str = ""


@dataclass(frozen=True)
class Entry:
    """One entry of a list that may apply to an item, or to something inside it."""

    list_id: str
    code: str
    text: str


@dataclass(frozen=True)
class Proposal:
    """What one item may be: kinds, those first that usually hold such material, reasons, forms, and entries that may apply."""

    item: str
    name: str
    kinds: tuple[str, ...]
    reasons: tuple[Reason, ...]
    forms: tuple[str, ...]
    entries: tuple[Entry, ...]
    seldom: bool = False
    """Whether all its kinds hold such material only now and then."""


def proposals(
    book: Book, law: Lawbook, kinds: Sequence[PartKind], regimes: Sequence[str], on: date, known_on: date
) -> tuple[Proposal, ...]:
    """A proposal for each item for which something speaks; for the others there is none, which clears nothing."""
    house = sought_kinds(book.house_words)
    own = {name: list(spoken_for(item, kinds, house)) for name, item in book.items.items()}
    parents: dict[str, list[str]] = {}
    for line in book.bill:
        parents.setdefault(line.child, []).append(line.parent)
    reasons = {name: found + list(_inside(book, name, parents, own, kinds)) for name, found in own.items()}
    for name, more in _by_children(book, reasons):
        reasons[name].append(more)
    rows = list(_entries(law, regimes, on, known_on))
    by_id = {each.id: each for each in kinds}
    cache: dict[tuple[str, ...], tuple[Entry, ...]] = {}
    made = []
    for name, found in reasons.items():
        if not found:
            continue
        names = tuple(sorted(dict.fromkeys(each.kind for each in found), key=lambda one: by_id[one].seldom))
        if names not in cache:
            cache[names] = _apply(rows, [by_id[each] for each in names])
        direct = [by_id[each.kind] for each in own[name]]
        forms = tuple(dict.fromkeys(form for each in direct for form in each.form))
        told, seldom = tuple(dict.fromkeys(found)), by_id[names[0]].seldom
        made.append(Proposal(name, book.items[name].name, names, told, forms, cache[names], seldom))
    return tuple(made)


def spoken_for(item: Item, kinds: Sequence[PartKind], house: Sequence[Sought] = ()) -> tuple[Reason, ...]:
    """What an item's own texts and codes say of the kinds of part that it may be, and words of the house; empty where nothing does."""
    return (*_own(item, kinds), *(Reason(kind, what) for kind, what in of_kinds(item, house)))


def set_aside(item: Item, kinds: Sequence[PartKind]) -> str:
    """Of an item that is not proposed: the word of a kind that its name holds all the same, as of what goes with such a part."""
    name = folded(item.name)
    return next(filter(None, (spelt(kind).said(name) for kind in kinds)), "")


def _own(item: Item, kinds: Sequence[PartKind]) -> Iterator[Reason]:
    """What speaks for a kind in the item's own texts and customs codes."""
    texts = {field: getattr(item, field) for field in TEXTS} | {"id": item.id}
    plain = {field: folded(text) for field, text in texts.items() if text}
    for kind in kinds:
        for field, text in plain.items():
            if word := spelt(kind).found(text):
                says = "says" if all(part in text for part in word.split()) else "may be short for"
                yield Reason(kind.id, f"{field} {says} {word!r}", kind.source, kind.seen)
        yield from _of_a_maker(kind, plain)
        yield from _designated(kind, texts)
        if kind.grades:
            for field in ("name", "maker_part"):
                if found := GRADE.search(COIL.sub(" ", UNIT.sub(" ", texts[field]).upper())):
                    yield Reason(
                        kind.id, f"{field} holds a grade of magnet, {found[0]}", kind.source, kind.seen
                    )
        for code in item.codes or ():
            front, _, number = code.partition(":")
            digits = re.sub(r"\D", "", number)
            hit = next((each for each in kind.hs if front == "hs" and digits.startswith(each)), "")
            if hit:
                yield Reason(kind.id, f"customs code {number} begins with {hit}", kind.source, kind.seen)


def _designated(kind: PartKind, texts: Mapping[str, str]) -> Iterator[Reason]:
    """A type designation of the kind, in a text that names nothing that only goes with such a part."""
    for field in ("name", "maker_part", "id"):
        found = designations(kind).search(texts[field].upper())
        if found and set(read(folded(texts[field])).tokens).isdisjoint(
            (*kind.accessories, *kind.first, *kind.last)
        ):
            yield Reason(kind.id, f"{field} holds {found[0]}, as types of this kind begin", "", "memory")


def _of_a_maker(kind: PartKind, plain: Mapping[str, str]) -> Iterator[Reason]:
    for field in ("maker", "name") if kind.makers else ():
        if maker := spelt_makers(kind).found(plain.get(field, "")):
            yield Reason(kind.id, f"{field} says {maker!r}, who makes little besides", kind.source, kind.seen)


def _inside(
    book: Book,
    item: str,
    parents: dict[str, list[str]],
    own: dict[str, list[Reason]],
    kinds: Sequence[PartKind],
) -> Iterator[Reason]:
    """What speaks for a kind because the item sits in a part of that kind."""
    for parent in dict.fromkeys(parents.get(item, ())):
        of_parent = {each.kind for each in own.get(parent, ())}
        for kind in kinds:
            if kind.id in of_parent:
                word = speller(kind.inside).found(folded(book.items[item].name)) if kind.inside else ""
                if word:
                    yield Reason(kind.id, f"it is {word!r} inside {parent}", kind.source, kind.seen)


def _by_children(book: Book, reasons: dict[str, list[Reason]]) -> Iterator[tuple[str, Reason]]:
    """Every item that has something inside, however deep, for which a kind was proposed."""
    above: dict[str, set[str]] = {}
    for line in book.bill:
        above.setdefault(line.child, set()).add(line.parent)
    told: set[tuple[str, str]] = set()
    for child, found in list(reasons.items()):
        for kind in dict.fromkeys(each.kind for each in found if not each.what.startswith("its bill holds")):
            open_, seen = [child], {child}
            while open_:
                for parent in above.get(open_.pop(), ()):
                    if parent not in seen and parent in reasons:
                        seen.add(parent)
                        open_.append(parent)
                        if (parent, kind) not in told:
                            told.add((parent, kind))
                            yield parent, Reason(kind, f"its bill holds {child}")


@dataclass(frozen=True)
class _ListRow:
    list_id: str
    row: Row
    forms: frozenset[str]
    elements: frozenset[str]


def _entries(law: Lawbook, regimes: Sequence[str], on: date, known_on: date) -> Iterator[_ListRow]:
    """Every row of the regimes' lists that asks for a form or a substance."""
    for list_id, control_list in law.lists.items():
        if list_id.partition("/")[0] not in regimes or control_list.includes:
            continue
        for row in law.rows(list_id, on, known_on):
            if row.when is None or not row.code:
                continue
            asked = list(leaves(row.when))
            forms = {word for each in asked if each.subject.name == "form" for word in each.value.words}
            elements = {
                one
                for each in asked
                if each.subject.kind == "has"
                for one in _elements(law, each.subject.name)
            }
            if forms or elements:
                yield _ListRow(list_id, row, frozenset(forms), frozenset(elements))


def _elements(law: Lawbook, name: str) -> frozenset[str]:
    if name not in law.lists:
        return elements_of(name)
    rows = (leaf for row in law.lists[name].rows if row.when is not None for leaf in leaves(row.when))
    return frozenset(
        one for leaf in rows if leaf.subject.kind == "has" for one in elements_of(leaf.subject.name)
    )


def _apply(rows: Iterable[_ListRow], kinds: Sequence[PartKind]) -> tuple[Entry, ...]:
    """The rows that may apply: the form is one that the kind has or holds, and an element one that it usually has."""
    found: dict[tuple[str, str], Entry] = {}
    for each in rows:
        for kind in kinds:
            form_fits = not each.forms or each.forms & {*kind.form, *kind.holds}
            if form_fits and (not each.elements or each.elements & set(kind.elements)):
                key = (each.list_id, each.row.code)
                found.setdefault(key, Entry(each.list_id, each.row.code, each.row.text))
    return tuple(found.values())
