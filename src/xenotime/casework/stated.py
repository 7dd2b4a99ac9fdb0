"""What the book states about the item, the shipment and its parties, or assumes for all of them."""

from dataclasses import replace
from fractions import Fraction

from xenotime.casework.asking import SOMEBODY, missing_each, missing_fact, missing_party
from xenotime.casework.namesakes import perhaps_listed
from xenotime.casework.steps import made_with
from xenotime.exact import Range, exactly, parse_range
from xenotime.facts.book import Assumption, Book
from xenotime.facts.item import Item, Words
from xenotime.facts.party import Party
from xenotime.facts.party_list import ANOTHER, NOTE, beside_their_list, list_named
from xenotime.facts.seen import About, Seen
from xenotime.facts.shipment import Shipment
from xenotime.law.condition import Subject
from xenotime.law.lawbook import OWNER_LISTS
from xenotime.law.vocabulary import PARTY, FactKind, Vocabulary

STEPS = "made_with"
ITEM_FIELDS = {"kind", "form", "made_in", "codes", "made_with"}
SHIPMENT_FIELDS = {"from": "origin", "destination": "destination", "via": "via", "act": "act"} | {
    name: name for name in ("circumstance", "end_use")
}
COLUMN = {"destination": "to"}
"""Names of facts that a book's column calls otherwise."""
LISTS = {"lists", OWNER_LISTS}
PARTY_FIELDS = {"country", "nationality", "kind", "lists"}


class Stated:
    """The plain facts of a book; an assumption of the book fills a gap and is named where it does."""

    def __init__(
        self,
        book: Book,
        vocabulary: Vocabulary,
        list_words: frozenset[str] = frozenset(),
        steps: frozenset[str] = frozenset(),
    ) -> None:
        self.book, self.vocabulary, self.list_words, self.steps = book, vocabulary, list_words, steps

    def of_item(self, item: Item, name: str) -> Seen:
        """A fact about an item."""
        about = About("item", item.id)
        if name in ITEM_FIELDS:
            return self._seen(about, name, getattr(item, name), f"items.{name}")
        if name == "maker":
            return self._seen(about, name, (item.maker,) if item.maker else None, "items.maker")
        if name in {"value", "mass_kg"}:
            return self._amount(about, name, getattr(item, name))
        return self._seen(about, name, item.facts.get(name), f"items.{name}")

    def of_shipment(self, shipment: Shipment, name: str) -> Seen:
        """A fact about a shipment."""
        about = About("shipment", shipment.id)
        if name == "date":
            return Seen(about, amount=exactly(shipment.day.toordinal()), closed=True)
        if name in {"value", "quantity"}:
            return self._amount(about, name, getattr(shipment, name))
        if name in SHIPMENT_FIELDS:
            words = getattr(shipment, SHIPMENT_FIELDS[name])
            return self._seen(about, name, words, f"shipments.{COLUMN.get(name, name)}")
        return self._seen(about, name, shipment.facts.get(name), f"shipments.{name}")

    def given(self, about: About, name: str, words: Words) -> Seen:
        """A fact stated in the other table: of the item with the shipment, or of the shipment with the item."""
        return self._seen(about, name, words, "")

    def parties_in(self, shipment: Shipment, role: str) -> tuple[str, ...] | None:
        """The parties in a role: None where that is not known, empty where there is nobody.

        Somebody always sends the goods, receives them and uses them: that nobody does says only that it is not known who.
        """
        made = self._assumed_in(shipment, role)
        named = made.value if made else shipment.parties.get(role)
        return None if role in SOMEBODY and not named else named

    def assumed_in(self, shipment: Shipment, role: str) -> tuple[str, ...]:
        """What is assumed of who has a role, in the words of the book; nothing where that is stated."""
        made = self._assumed_in(shipment, role)
        return (made.as_text(),) if made else ()

    def _assumed_in(self, shipment: Shipment, role: str) -> Assumption | None:
        return None if role in shipment.parties else self.book.assumed(f"shipments.{role}")

    def of_party(self, party: Party, name: str) -> Seen:
        """A fact about a party; a list with a note is also the list itself."""
        about = About("party", party.id)
        words = getattr(party, name) if name in PARTY_FIELDS else party.facts.get(name)
        if name == "lists" and words:
            words = tuple(dict.fromkeys(word for each in words for word in self._listed(each)))
        seen = self._seen(about, f"{PARTY}{name}", words, f"parties.{name}")
        if name != "lists":
            return seen
        seen = self._of_one_entry(party, seen)
        if party.lists_open and not self._all_lists_known(party):
            seen = self._partly_screened(party, seen)
        return perhaps_listed(seen, party, self.vocabulary)

    def _listed(self, word: str) -> tuple[str, ...]:
        """A list with its note, the list itself, and that it is another announcement where the law does not hold it."""
        name, sign, _ = word.partition(NOTE)
        another = f"{name}{NOTE}{ANOTHER}"
        unknown = sign and word not in self.list_words and another in self.list_words
        return (word, name, another) if unknown else (word, name)

    def _of_one_entry(self, party: Party, seen: Seen) -> Seen:
        """The lists, of which one that is named with a note and without may be one entry or two: the list is sure, the note is not."""
        stated = party.lists or ()
        notes = beside_their_list(stated, self.list_words)
        if not notes:
            return seen
        unsure = {word for each in notes for word in self._listed(each)} - set(stated) | set(notes)
        missing = self.unknown(seen.about, f"{PARTY}lists").missing
        return replace(seen, words=seen.words - unsure, closed=False, among=seen.words, missing=missing)

    def _partly_screened(self, party: Party, seen: Seen) -> Seen:
        """The lists of a party that may be on more of them, but not on those against which it was screened."""
        off = set(party.not_on)
        kind = self.vocabulary.facts.get(f"{PARTY}lists")
        known = {*self.list_words, *(kind.words if kind else ())}
        open_ = frozenset(word for word in known if list_named(word) not in off) | seen.words
        missing = self.unknown(seen.about, f"{PARTY}lists").missing
        return replace(seen, closed=False, among=open_ if off else None, missing=missing)

    def _all_lists_known(self, party: Party) -> bool:
        """Whether of every list that the law names it is known whether the party is on it."""
        kind = self.vocabulary.facts.get(f"{PARTY}lists")
        known = {list_named(word) for word in (*(party.lists or ()), *party.not_on)}
        return kind is not None and {list_named(word) for word in kind.words} <= known

    def nobody_known(self, shipment: Shipment, role: str) -> Seen:
        """A fact about a party of whom it is not known who it is."""
        gap = missing_party(self.vocabulary, role, shipment.id)
        return Seen(About("shipment", shipment.id), missing=(gap,))

    def unknown(self, about: About, name: str) -> Seen:
        """A fact that nobody stated."""
        shown = name.removeprefix(PARTY)
        return Seen(about, missing=(missing_fact(self.vocabulary, name, about, shown),))

    def _seen(self, about: About, name: str, words: Words, column: str) -> Seen:
        assumed: tuple[str, ...] = ()
        if words is None:
            made = self.book.assumed(column)
            if made is None:
                return self.unknown(about, name)
            words, assumed = made.value, (made.as_text(),)
        kind = self.vocabulary.facts.get(name)
        if kind and kind.is_number:
            return self._numbers(about, name, words or (), assumed)
        if kind and _is_one_of(kind, words or ()):
            one_of = tuple(Seen(about, frozenset({word}), closed=True) for word in words or ())
            return replace(
                self.unknown(about, name), among=frozenset(words or ()), assumed=assumed, each=one_of
            )
        if name == STEPS and words:
            return replace(made_with(about, words, self.steps), assumed=assumed)
        return Seen(about, frozenset(words or ()), self._closed(kind, words or ()), assumed=assumed)

    def _closed(self, kind: FactKind | None, words: tuple[str, ...]) -> bool:
        """Codes name some entries, not all; every other statement names all there is."""
        return not (kind and kind.type == "code" and words)

    def _numbers(self, about: About, name: str, words: tuple[str, ...], assumed: tuple[str, ...]) -> Seen:
        try:
            ranges = [parse_range(word) for word in words]
        except ValueError:
            return self.unknown(about, name)
        if not ranges:
            return self.unknown(about, name)
        amount = ranges[0]
        for other in ranges[1:]:
            amount = amount.hull(other)
        return Seen(about, amount=amount, closed=amount.is_exact, assumed=assumed)

    def _amount(self, about: About, name: str, amount: Range | None) -> Seen:
        if amount is None:
            return self.unknown(about, name)
        return Seen(about, amount=amount, closed=amount.is_exact)


def _is_one_of(kind: FactKind, words: tuple[str, ...]) -> bool:
    """Whether there are several countries where there is one, or a yes and a no: it is not known which of them holds."""
    return kind.type in ("country", "truth") and not kind.many and len(words) > 1


def together(sightings: list[Seen], subject: Subject, shipment: Shipment, vocabulary: Vocabulary) -> Seen:
    """What is seen of a role in which there are several parties: for sure only what no one of them can hide of another."""
    if len(sightings) == 1:
        return sightings[0]
    if not sightings:
        return Seen(About("shipment", shipment.id), closed=True)
    about = About("party", "; ".join(sorted(seen.about.id for seen in sightings)))
    limits = [seen.words if seen.closed else seen.among for seen in sightings]
    closed = all(seen.closed for seen in sightings)
    sure, every = _for_sure(sightings, subject), frozenset().union(*(seen.words for seen in sightings))
    differ = (missing_each(vocabulary, subject, shipment.id),) if sure != every else ()
    return Seen(
        about,
        sure,
        closed and not differ,
        among=None
        if None in limits or (closed and not differ)
        else every.union(*(each for each in limits if each)),
        missing=tuple(each for seen in sightings for each in seen.missing) + differ,
        assumed=tuple(dict.fromkeys(each for seen in sightings for each in seen.assumed)),
        note=f"{subject.role}: {len(sightings)} parties",
        each=_of_each(sightings) if differ or any(seen.each for seen in sightings) else (),
    )


def _of_each(sightings: list[Seen]) -> tuple[Seen, ...]:
    """What is seen of every one, and under every country of one of whom it is not known which is his."""
    return tuple(one for seen in sightings for one in seen.each or (seen,))


def _for_sure(sightings: list[Seen], subject: Subject) -> frozenset[str]:
    """The words that count whoever of several parties is meant, where rules put several facts of one party together.

    Lists count where any of them is on one, and with the notes that all who are on it have.
    """
    words = [seen.words for seen in sightings]
    if subject.name not in LISTS:
        return frozenset.intersection(*words)
    if len({each for each in words if each}) == 1:
        return frozenset().union(*words)
    if subject.name == OWNER_LISTS:
        return frozenset.intersection(*words)
    every = frozenset().union(*words)
    return frozenset(each for each in every if all(each in one for one in words if list_named(each) in one))


def per_unit(shipment: Shipment) -> Range | None:
    """The line's value for one base unit of its item; None where value, currency or quantity is not known."""
    value, quantity = shipment.value, shipment.quantity
    if value is None or not shipment.currency or quantity is None or quantity.low <= 0:
        return None
    high = None if value.high is None else value.high / quantity.low
    low = Fraction(0) if quantity.high is None else value.low / quantity.high
    return Range(low, high)
