"""What a declared row tells of the substance that it names: the subjects that entries of lists ask about."""

from collections.abc import Iterable

from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Words
from xenotime.facts.seen import About, Seen, yes_or_no
from xenotime.facts.substance import OXIDE, elements_of, is_element, may_contain, oxide_of
from xenotime.law.condition import Subject
from xenotime.law.evaluate import See

METAL, POWDER = "metal", "powder"
MOST_KEPT = 1_000
"""Substances of which it is kept what rows that name them tell."""
Named = tuple[str, Words, Words]
"""What a row names: rows with the same substance, form and origin came in as the same entries of lists."""


def named(row: ContentRow) -> Named:
    """All of a row that decides on which lists its substance is."""
    return row.substance, row.form, row.origin


class Declared:
    """The sights of declared rows; of what rows name alike each subject is looked at once."""

    def __init__(self, regimes: Iterable[str]) -> None:
        self.regimes = tuple(regimes)
        self.seen: dict[Named, dict[Subject, Seen]] = {}

    def sight(self, row: ContentRow) -> See:
        """What a row tells of each subject, whichever item it is about."""
        if len(self.seen) >= MOST_KEPT:
            self.seen.clear()
        seen = self.seen.setdefault(named(row), {})

        def see(subject: Subject) -> Seen:
            if subject not in seen:
                seen[subject] = self._see(row, subject)
            return seen[subject]

        return see

    def _see(self, row: ContentRow, subject: Subject) -> Seen:
        about = About("item", row.item)
        if subject.kind == "has":
            return yes_or_no(about, row_has(row.substance, subject.name))
        if subject.kind == "fact" and subject.name == "form":
            return form_of(row, about)
        if subject.kind == "fact" and subject.name == "codes":
            return codes_of(row, about, self.regimes)
        if subject.kind == "fact" and subject.name == "made_in" and row.origin is not None:
            return Seen(about, frozenset(row.origin), closed=True)
        return Seen(about)


def row_has(substance: str, name: str) -> bool | None:
    """Whether the substance of a declared row has an element or is a compound.

    An element that was bought says nothing about what it is alloyed with.
    """
    wanted = elements_of(name)
    if len(wanted) == 1 and name in wanted:
        known = may_contain(substance, name)
        return None if known is False and len(elements_of(substance)) == 1 else known
    return (
        True
        if substance == name
        else None
        if not elements_of(substance)
        else wanted <= elements_of(substance)
    )


def form_of(row: ContentRow, about: About) -> Seen:
    """The form in which a declared row came in; the formula of a plain oxide is its form.

    A powder is a shape: of an element's name it is the metal, of a plain oxide the oxide.
    """
    oxide = {OXIDE} if oxide_of(row.substance) else set[str]()
    if not row.form:
        return Seen(about, frozenset(oxide), closed=bool(oxide))
    stated = set(row.form)
    if stated == {POWDER}:
        stated |= {METAL} if is_element(row.substance) else oxide
    return Seen(about, frozenset(stated), closed=True)


def codes_of(row: ContentRow, about: About, regimes: Iterable[str]) -> Seen:
    """The list code that a declared row gives as its substance, for every regime that may have it."""
    name = row.substance
    if elements_of(name) or not name:
        return Seen(about)
    prefix, colon, _ = name.partition(":")
    codes = {name} if colon and prefix else {f"{regime}:{name}" for regime in regimes}
    return Seen(about, frozenset(codes))
