"""Which lists reach a party through its owners, under every way of adding that the law leaves open."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import product

from xenotime.casework.namesakes import asked_by_name
from xenotime.casework.of_day import on_day
from xenotime.dates import Period
from xenotime.facts.book import Book
from xenotime.facts.party import Holding
from xenotime.facts.party_list import list_named
from xenotime.facts.same import collapsed
from xenotime.facts.seen import About, Line, Missing, Seen, each_once
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import WELL_SEEN, Adds
from xenotime.owning.listed import answering
from xenotime.owning.loops import circles
from xenotime.owning.register import Register, heads, register
from xenotime.owning.way import OWN_APART, Owned, Way

QUESTION = "question:"


class Owners:
    """Ownership answers of one book on a day; each way of adding is computed once."""

    def __init__(
        self, book: Book, law: Lawbook, on: date, known_on: date, readings: Mapping[str, str] | None = None
    ) -> None:
        self.given = readings or {}
        self.book, self.law, self.on, self.known_on = on_day(book, law, on, known_on), law, on, known_on
        self.alike: dict[Way, int] = {}
        """Of every way its number, the same for ways under which the same parties are listed."""
        self.first: dict[Hashable, int] = {}
        self.answering: list[Callable[[str], Owned]] = []
        """Of every number what answers for a party."""
        self.registers: dict[Hashable, Register] = {}
        self.collapsed = collapsed(self.book)
        self.seen: dict[str, Seen] = {}
        assumed = self.book.assumed("parties.lists")
        named = [each.lists or () for each in self.book.parties.values()]
        named.append(assumed.value or () if assumed else ())
        named += [tuple(one.on_list for one in each.namesakes) for each in self.book.parties.values()]
        self.named = tuple(dict.fromkeys(named))
        self.circles = _has_circles(self.collapsed)
        """Whether some party owns itself in the end: else nothing changes where what it holds of itself is left out."""

    def standing(self, parties: Iterable[str]) -> tuple[object, ...]:
        """What all that is told of parties that are tied to no others hangs on: the same is told where it is the same."""
        held = [each for party in parties for each in self._held.get(party, ())]
        return self._in_force, [self.book.parties.get(each) for each in parties], held

    @cached_property
    def _held(self) -> dict[str, list[Holding]]:
        """For every party that is owned the rows that hold on the day."""
        found: dict[str, list[Holding]] = {}
        for each in self.book.holdings:
            if Period(each.start, each.until).holds(self.on):
                found.setdefault(each.owned, []).append(each)
        return found

    def lists_of(self, party: str) -> Seen:
        """The lists whose members hold enough of the party: sure where every open way of adding agrees."""
        if party not in self.seen:
            self.seen[party] = self._lists_of(party)
        return self.seen[party]

    def _lists_of(self, party: str) -> Seen:
        about = About("party", party)
        words: set[str] = set()
        missing: list[Missing] = []
        assumed: list[str] = []
        lines: list[Line] = []
        contradiction = ""
        open_: set[str] = set()
        told_apart = self._told_apart
        owned = [answer(party) for answer in self.answering]
        for adds, numbers in told_apart:
            answers = [owned[number] for number in numbers]
            truths = {answer.truth for answer in answers}
            sure = adds.place.seen in WELL_SEEN
            if truths == {True} and sure:
                words |= set(adds.gives)
            elif truths != {False}:
                gives = frozenset(adds.gives)
                open_ |= gives
                needed = [self._asked(each) for answer in answers for each in answer.missing]
                needed += self._questions(adds) if len(truths) > 1 else []
                needed += [] if sure else [_text_of(adds)]
                once = each_once(needed)
                missing += [replace(each, words=gives) for each in once]
                if sure and any(self._is_by_a_listed_owner(each, adds, numbers) for each in once):
                    words |= set(adds.unknown)
                if sure and True in truths:
                    words |= set(adds.unsettled)
            if truths != {False}:
                assumed += self._read(adds)
            for answer in answers:
                assumed += answer.assumed
                lines += answer.lines
                contradiction = contradiction or answer.contradiction
        return Seen(
            about,
            frozenset(words),
            closed=not open_ - words,
            among=frozenset(words | open_),
            missing=each_once(missing),
            assumed=tuple(dict.fromkeys(assumed)),
            lines=tuple(dict.fromkeys(lines)),
            note=contradiction,
        )

    @cached_property
    def _told_apart(self) -> list[tuple[Adds, tuple[int, ...]]]:
        """What passes on, with the numbers of its ways of adding; what is alike but for what it gives stands together."""
        found: list[tuple[Adds, tuple[int, ...]]] = []
        for adds in self._passing():
            numbers = tuple(dict.fromkeys(map(self._number, self._ways(adds))))
            before, its = found[-1] if found else (None, ())
            if before and numbers == its and _but_for_gives(before) == _but_for_gives(adds):
                found[-1] = replace(before, gives=(*before.gives, *adds.gives)), numbers
            else:
                found.append((adds, numbers))
        return found

    def _asked(self, missing: Missing) -> Missing:
        return asked_by_name(missing, self.book.parties, self.law.vocabulary)

    def answers_of(self, party: str) -> tuple[tuple[Adds, tuple[tuple[Way, Owned], ...]], ...]:
        """For every provision in force that adds shares up, the answer under each way that it leaves open.

        What passes on its own is told for each list, not for each of its rows.
        """
        return tuple(
            (adds, tuple((way, self.answering[self._number(way)](party)) for way in self._ways(adds)))
            for adds in self._passing(notes=False)
        )

    def _passing(self, *, notes: bool = True) -> Iterator[Adds]:
        """What is in force, each list that passes on its own by itself, and so each row that rules ask about."""
        for adds in self._in_force:
            rows = [each for each in self.law.owner_notes if notes and list_named(each) in adds.lists]
            alone = dict.fromkeys([*adds.lists, *rows])
            yield from (
                [adds] if adds.gives else (replace(adds, lists=(each,), gives=(each,)) for each in alone)
            )

    def _is_by_a_listed_owner(self, missing: Missing, adds: Adds, numbers: Iterable[int]) -> bool:
        """Whether what is missing is the share held by somebody on the lists, or by a firm that surely counts as he does."""
        holds = missing.about.kind == "holding" and missing.fact == "share"
        owner = self.book.parties.get(missing.about.id.partition(" > ")[0])
        if not holds or owner is None:
            return False
        lists = {list_named(each) for each in adds.lists}
        listed = any(list_named(each) in lists for each in owner.lists or ())
        return listed or all(self.answering[each](owner.id).truth for each in numbers)

    @cached_property
    def _in_force(self) -> tuple[Adds, ...]:
        return tuple(
            adds
            for adds in self.law.adds
            if adds.place.issued <= self.known_on
            and (not adds.in_force or any(e.holds(self.on, self.known_on) for e in adds.in_force))
        )

    def _ways(self, adds: Adds) -> tuple[Way, ...]:
        owners, tiers = (self._readings(key) for key in (adds.owners, adds.tiers))
        if not self.circles and "cascade" in tiers:
            tiers = tuple(each for each in tiers if each != OWN_APART)
        known = self.law.list_words
        return tuple(
            Way(adds.lists, adds.at, adds.strictly_above, owner, tier, without=adds.without, known=known)  # type: ignore[arg-type]
            for owner, tier in product(owners, tiers)
        )

    def _readings(self, key: str) -> tuple[str, ...]:
        if not key.startswith(QUESTION):
            return (key,)
        question = key.removeprefix(QUESTION)
        if question in self.given:
            return (self.given[question],)
        answered = self.law.answer_to(question, self.known_on)
        return (answered.reading,) if answered else self.law.questions[question].readings

    def _questions(self, adds: Adds) -> list[Missing]:
        ids = questions_in(adds)
        return [
            Missing(f"reading of {each}", About("question", each), self.law.questions[each].asks)
            for each in ids
        ]

    def _read(self, adds: Adds) -> list[str]:
        """How the run was told to read what is open about adding shares up."""
        return [f"{each} read as {self.given[each]}" for each in questions_in(adds) if each in self.given]

    def _number(self, way: Way) -> int:
        """The number of a way; of those under which the same parties are listed the first is worked out."""
        if way not in self.alike:
            number = self.alike[way] = self.first.setdefault(self._counted(way), len(self.first))
            if number == len(self.answering):
                self.answering.append(answering(self.book, way, self.on, people=self._register(way)))
        return self.alike[way]

    def _register(self, way: Way) -> Register:
        """Who is listed, and who holds what of whom: one for all ways with the same lists and kinds of holding."""
        who = (*self._who(way), way.kinds)
        if who not in self.registers:
            self.registers[who] = register(self.collapsed, way, self.on)
        return self.registers[who]

    def _counted(self, way: Way) -> Hashable:
        """What tells ways apart in this book: the lists asked about, who is on them, and how shares add."""
        return (*self._who(way), replace(way, lists=(), without=()))

    def _who(self, way: Way) -> tuple[frozenset[str], tuple[tuple[str, ...], ...]]:
        """The lists that a way asks about, and those of them that stand together with a party of the book."""
        bases = frozenset(list_named(each) for each in way.lists)
        return bases, tuple(way.names(each) for each in self.named)


def _has_circles(book: Book) -> bool:
    head, _ = heads(book.parties, book.parties)
    owners: dict[str, list[str]] = {}
    for each in book.holdings:
        owners.setdefault(head.get(each.owned, each.owned), []).append(head.get(each.owner, each.owner))
    return any(circles(owners))


def _but_for_gives(adds: Adds) -> Adds:
    """What passes on without the words that it gives, for the lists and not for single rows of them."""
    return replace(adds, gives=(), lists=tuple(dict.fromkeys(list_named(each) for each in adds.lists)))


def _text_of(adds: Adds) -> Missing:
    where = adds.place.id
    return Missing(
        f"text of {where}",
        About("text", where),
        f"What does the official text say at {where}? It was not read.",
    )


def questions_in(adds: Adds) -> list[str]:
    """The open questions on which it hangs how shares add up."""
    return [key.removeprefix(QUESTION) for key in (adds.owners, adds.tiers) if key.startswith(QUESTION)]
