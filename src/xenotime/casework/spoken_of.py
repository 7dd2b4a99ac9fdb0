"""What statements about a shipment say of each other: what follows from one, and what one speaks of and another leaves out."""

from collections.abc import Iterable
from dataclasses import replace

from xenotime.casework.asking import missing_fact
from xenotime.facts.item import Item
from xenotime.facts.seen import About, Seen
from xenotime.facts.shipment import Shipment
from xenotime.law.vocabulary import FactKind, Vocabulary


def with_what_is_spoken_of(
    seen: Seen, name: str, shipment: Shipment, item: Item, vocabulary: Vocabulary
) -> Seen:
    """A fact whose statement leaves out a word of which another statement speaks may have that word too."""
    if seen.contradiction or not (seen.words or seen.closed):
        return seen
    spoken = {
        each.speaks_of[1]: each
        for each in vocabulary.speaking_of(name)
        if each.speaks_of[1] not in seen.words and _speaks(each, shipment, item)
    }
    if not spoken:
        return seen
    about = About("shipment", shipment.id)
    asked = missing_fact(vocabulary, name, about)
    said = _said(spoken.values(), name)
    return replace(
        seen,
        closed=False,
        among=(seen.among or seen.words) | set(spoken),
        missing=(*seen.missing, replace(asked, ask=f"{asked.ask} {said}".strip())),
    )


def _speaks(fact: FactKind, shipment: Shipment, item: Item) -> bool:
    stated = {*(shipment.facts.get(fact.name) or ()), *(item.facts.get(fact.name) or ())}
    own = set(fact.speaks_of[2:])
    return bool(stated & own if own else stated)


def _said(facts: Iterable[FactKind], name: str) -> str:
    spoken = ", ".join(f"{each.name} speaks of {each.speaks_of[1]}" for each in facts)
    return f"What is stated as {spoken}: state it as {name} too, or leave that out."


def implied(name: str, follows: tuple[str, str, str], other: Seen, shipment: Shipment) -> Seen | None:
    """What the other statement that a fact follows implies where it says nothing else, told as an assumption."""
    fact, word, own = follows
    if other.words != {word} or not other.closed:
        return None
    said = f"{name} = {own}, since {fact} is stated to be {word}"
    return Seen(About("shipment", shipment.id), frozenset({own}), closed=True, assumed=(said,))
