"""Confirmed classifications as facts, as long as the lists stand as they were read; else they fall due again."""

import hashlib
from collections.abc import Iterable
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


def fallen_due(book: Book, law: Lawbook) -> tuple[tuple[str, Classification], ...]:
    """Each item whose classification was made by lists that read otherwise now."""
    known: dict[str, str] = {}
    for each in book.classifications:
        for version in each.lists:
            regime = version.partition("@")[0]
            known.setdefault(regime, list_versions(law, [regime])[0])
    current = set(known.values())
    return tuple((item, each) for item, each in in_force(book).items() if not set(each.lists) <= current)


def with_classes(book: Book, law: Lawbook) -> Book:
    """The book with what persons have decided; what fell due again is not known any more, and a remark says so."""
    if not book.classifications:
        return book
    due = dict(fallen_due(book, law))
    items, remarks = dict(book.items), []
    for name, each in in_force(book).items():
        item = items.get(name)
        if item is None:
            remarks.append(f"classifications.toml: there is no item {name}")
        elif name in due:
            remarks.append(
                f"{name}: its classification by {each.by} of {each.on} falls due again: a list has changed since"
            )
        else:
            items[name], wrong = _decided(item, each)
            remarks += wrong
    return replace(book, items=items, remarks=(*book.remarks, *remarks))


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
