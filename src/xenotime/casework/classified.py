"""Confirmed classifications as facts, as long as the lists stand as they were read; else they fall due again."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from xenotime.facts.book import Book
from xenotime.facts.classification import Classification
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
            codes = tuple(dict.fromkeys((*(item.codes or ()), *each.codes)))
            form = item.form if item.form is not None else (each.form,) if each.form else None
            items[name] = replace(item, form=form, codes=codes or item.codes)
    return replace(book, items=items, remarks=(*book.remarks, *remarks))
