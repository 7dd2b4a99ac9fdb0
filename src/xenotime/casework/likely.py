"""Missing facts about parts of kinds that usually hold what is listed come first, each with what speaks for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from xenotime.casework.classifying import spoken_for
from xenotime.casework.house import Sought, sought_kinds
from xenotime.deciding.answer import Answer
from xenotime.facts.book import Book
from xenotime.facts.classification import PartKind
from xenotime.facts.seen import Missing


def likely_first(answers: Iterable[Answer], book: Book, kinds: Sequence[PartKind]) -> Iterator[Answer]:
    """The same answers; missing facts about parts that their own texts or codes name as one of the kinds come first.

    Each of these says so. Nothing is left out: that a part is not named clears nothing.
    """
    known: dict[str, str] = {}
    house = sought_kinds(book.house_words)
    for answer in answers:
        for each in (*answer.missing, *answer.policy_missing):
            if each.about.kind == "item" and each.about.id not in known:
                known[each.about.id] = _why(book, each.about.id, kinds, house)
        yield replace(
            answer,
            missing=_ranked(answer.missing, known),
            policy_missing=_ranked(answer.policy_missing, known),
        )


def _why(book: Book, item: str, kinds: Sequence[PartKind], house: Sequence[Sought]) -> str:
    found = spoken_for(book.items[item], kinds, house) if item in book.items else ()
    return "; ".join(dict.fromkeys(f"{each.kind}: {each.what}" for each in found))


def _ranked(missing: Sequence[Missing], known: Mapping[str, str]) -> tuple[Missing, ...]:
    said = [
        replace(each, likely=why) if each.about.kind == "item" and (why := known[each.about.id]) else each
        for each in missing
    ]
    return tuple(sorted(said, key=lambda each: not each.likely))
