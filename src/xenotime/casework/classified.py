"""Confirmed classifications as facts, as long as the lists stand as they were read; else they fall due again."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from xenotime.facts.agreeing import denied_codes
from xenotime.facts.book import Book
from xenotime.facts.classification import Classification
from xenotime.facts.item import Item
from xenotime.law.lawbook import Lawbook


def list_versions(law: Lawbook, regimes: Iterable[str]) -> tuple[str, ...]:
    """Each regime with one hash of every row of its lists: any change of a list changes it."""
    return tuple(f"{regime}@{_hash(law, regime)}" for regime in sorted(set(regimes)))


def _hash(law: Lawbook, regime: str) -> str:
    whole = hashlib.sha256()
    for list_id in sorted(law.lists):
        if list_id.partition("/")[0] == regime:
            for row in law.lists[list_id].rows:
                whole.update(f"{list_id} {row.code} {row.text} {row.when} {row.where} {row.dated}\n".encode())
    return whole.hexdigest()[:16]


def in_force(book: Book) -> dict[str, Classification]:
    """The newest classification of each item, of one day the last one."""
    ordered = sorted(book.classifications, key=lambda each: each.on)
    return {item: each for each in ordered for item in each.items}


def _counted(book: Book) -> Iterator[tuple[str, Classification]]:
    """Each item with the newest decisions on its codes, of each regime by itself, and on its form; each as far as it is that."""
    codes: dict[str, dict[str, Classification]] = {}
    forms: dict[str, Classification] = {}
    for each in sorted(book.classifications, key=lambda each: each.on):
        for item in each.items:
            codes.setdefault(item, {}).update(dict.fromkeys(map(_regime, each.codes), each))
            forms |= {item: each} if each.form else {}
    for item, newest in codes.items():
        form = forms.get(item)
        told = dict.fromkeys((*newest.values(), *([form] if form else [])))
        yield from ((item, _as_far(each, newest, each.form if each == form else "")) for each in told)


def told_regimes(book: Book) -> dict[str, frozenset[str]]:
    """The regimes of whose codes somebody has decided, by item."""
    found: dict[str, frozenset[str]] = {}
    for item, each in _counted(book):
        found[item] = found.get(item, frozenset()) | frozenset(map(_regime, each.codes))
    return found


def _as_far(decision: Classification, newest: Mapping[str, Classification], form: str) -> Classification:
    """The decision with those of its codes that no newer one tells of, and the form that is left of it."""
    codes = tuple(each for each in decision.codes if newest[_regime(each)] == decision)
    gone = set() if form else set(map(_regime, decision.codes)) - set(map(_regime, codes))
    lists = tuple(each for each in decision.lists if each.partition("@")[0] not in gone)
    return replace(decision, codes=codes, form=form, lists=lists)


def _regime(code: str) -> str:
    return code.partition(":")[0]


def fallen_due(book: Book, law: Lawbook) -> tuple[tuple[str, Classification], ...]:
    """Each item whose classification was made by lists that read otherwise now, or that it does not name."""
    known: dict[str, str] = {}
    for each in book.classifications:
        for version in each.lists:
            regime = version.partition("@")[0]
            known.setdefault(regime, list_versions(law, [regime])[0])
    current = set(known.values())
    return tuple(
        (item, each) for item, each in _counted(book) if not set(each.lists) <= current or _unnamed(each, law)
    )


def _unnamed(decision: Classification, law: Lawbook) -> list[str]:
    """The regimes of which it states codes without the lists by which they were found."""
    read = {version.partition("@")[0] for version in decision.lists}
    regimes = dict.fromkeys(map(_regime, decision.codes))
    return [each for each in regimes if each in law.regimes and each not in read]


def with_classes(book: Book, law: Lawbook) -> Book:
    """The book with what persons have decided; what fell due again is not known any more, and a remark says so."""
    if not book.classifications:
        return book
    due = set(fallen_due(book, law))
    items, remarks = dict(book.items), []
    for name, each in _counted(book):
        item = items.get(name)
        if item is None:
            remarks.append(f"classifications.toml: there is no item {name}")
        elif (name, each) in due:
            unnamed = ", ".join(_unnamed(each, law))
            why = f"it names no list of {unnamed}" if unnamed else "a list has changed since"
            remarks.append(f"{name}: its classification by {each.by} of {each.on} falls due again: {why}")
            items[name] = _doubted(item, each)
        else:
            items[name], wrong = _decided(item, each)
            remarks += wrong
    return replace(book, items=items, remarks=(*book.remarks, *remarks))


def _doubted(item: Item, decision: Classification) -> Item:
    """The item beside a decision that fell due: that is not known any more, nor what else is said against it."""
    denied = denied_codes(dict.fromkeys((*(item.codes or ()), *decision.codes)))
    codes = tuple(each for each in item.codes or () if each not in denied)
    against = item.form is not None and decision.form and decision.form not in item.form
    return replace(item, form=None if against else item.form, codes=codes or (None if denied else item.codes))


def _decided(item: Item, decision: Classification) -> tuple[Item, list[str]]:
    """The item with what was decided, and where its table says otherwise: of a form neither counts, of codes those that are some."""
    codes = tuple(dict.fromkeys((*(item.codes or ()), *decision.codes)))
    form = (decision.form,) if item.form is None and decision.form else item.form
    told = f"{item.id}: its table and its classification by {decision.by} of {decision.on}"
    wrong = []
    if item.form is not None and decision.form and decision.form not in item.form:
        named = " and ".join((*item.form, decision.form))
        wrong.append(f"{told} say different forms ({named}): its form is not known")
        form = None
    if denied := denied_codes(codes):
        wrong.append(f"{told} say {', '.join(denied)} and codes of the same lists: the codes count")
    kept = tuple(each for each in codes if each not in denied)
    return replace(item, form=form, codes=kept or item.codes), wrong
