"""Tell of every party whether it is listed, or owned by the listed, on a day."""

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction

from xenotime.exact import Range
from xenotime.facts.book import Book
from xenotime.facts.same import collapsed, groups
from xenotime.facts.seen import Missing
from xenotime.owning.apart import apart
from xenotime.owning.chain import chain, decisive, line_of, lines
from xenotime.owning.figures import Figures, figures
from xenotime.owning.missing import Asks, missing_facts, of_circles
from xenotime.owning.register import ALL, NONE, Company, Register, percent, register
from xenotime.owning.way import OWN_APART, Link, Owned, Way

__all__ = ["Link", "Owned", "Way", "owned_by_listed"]


def owned_by_listed(
    book: Book, way: Way, on: date, *, asks: Asks | None = None, only: Iterable[str] | None = None
) -> dict[str, Owned]:
    """Whether each party of the book counts as listed on a day, by one authority's way of adding.

    Yes means: in every state of affairs that the facts allow; no: in none. Both are least fixpoints from
    the listed parties, so a loop without a listed member is a no. `asks` words the questions (`lists`,
    `share`, `holdings.others`, `holdings`; `{party}`, `{owner}`, `{owned}`, `{kind}` are filled in);
    `only` limits for whom an answer is written down, not what is taken into account.
    """
    answer = answering(book, way, on, asks=asks)
    wanted = book.parties if only is None else [each for each in only if each in book.parties]
    return {party: answer(party) for party in wanted}


def answering(
    book: Book, way: Way, on: date, *, asks: Asks | None = None, people: Register | None = None
) -> Callable[[str], Owned]:
    """The answer for any party of the book: the bounds are worked out here, what shows an answer when it is asked for.

    `people` is the register of the book on that day, where it was made for another way that has the same lists and kinds.
    """
    first = {each: one for one, records in groups(book.parties).items() for each in records}
    book = collapsed(book)
    stated = people or register(book, way, on)
    people = apart(stated, way) if way.tiers == OWN_APART else stated
    sheet = _Sheet(book, people, way, figures(people, way), asks, stated)
    return lambda party: sheet.answer(party, people.person[first.get(party, party)])


class _Sheet:
    """What is needed to write answers down; says nothing of its own."""

    def __init__(
        self, book: Book, people: Register, way: Way, worked: Figures, asks: Asks | None, stated: Register
    ) -> None:
        self.people, self.way, self.worked, self.asks = people, way, worked, asks
        self.stated = stated
        """The register before what companies hold of themselves was left out."""
        closed = [
            each
            for each, kinds in people.companies.items()
            if not people.listed[each] and any(one.assumed for one in kinds)
        ]
        shown = way.tiers != "direct"
        self.closed = people.owned_through(closed) if shown else set(closed)
        self.unlisted = people.owned_through(people.assumed_lists)
        made = {each: book.assumed(each) for each in ("holdings.others", "parties.lists")}
        self.made = {each: (made_.as_text(),) if made_ else () for each, made_ in made.items()}

    def answer(self, party: str, person: str) -> Owned:
        """The answer for one party, which is `person` in law."""
        named = "" if party == person else f"one with {person}: "
        trouble = self.people.contradictions.get(person, "")
        if self.people.listed[person]:
            because = f"{named}on {', '.join(self.people.on[person])}"
            return Owned(party, True, ALL, ALL, because, contradiction=trouble)
        companies = list(self.people.companies.get(person, ()))
        held = [self.worked.held(each) for each in companies]
        low, high = (
            max((each for each, _ in held), default=NONE),
            max((each for _, each in held), default=NONE),
        )
        truth = self._truth(person, low, high)
        company = decisive(companies, self.worked, sure=truth is True)
        troubles = [trouble, *(each.contradiction for each in companies)]
        return Owned(
            party,
            truth,
            low,
            ALL if self.people.listed[person] is None else high,
            named + self._because(person, Range(low, high), company),
            () if truth is False else chain(person, self.people, self.way, self.worked, sure=truth is True),
            lines(company, self.people, self.way, self.worked) if company else (),
            self._missing(person) if truth is None else (),
            self._assumed(person),
            "; ".join(each for each in troubles if each),
        )

    def _missing(self, person: str) -> tuple[Missing, ...]:
        found = missing_facts(person, self.people, self.way, self.worked, self.asks)
        return found if self.stated is self.people else of_circles(found, person, self.stated, self.asks)

    def _truth(self, person: str, low: Fraction, high: Fraction) -> bool | None:
        """Any kind of holding that surely reaches the line makes a yes; one that may keeps a no away."""
        if self.way.reached_by(low):
            return True
        return None if self.way.reached_by(high) or self.people.listed[person] is None else False

    def _because(self, person: str, held: Range, company: Company | None) -> str:
        if company is None:
            unknown = self.people.listed[person] is None
            return "its lists are not known" if unknown else "on no list, and nobody can own it"
        bounds, line = percent(held), line_of(self.way)
        own = "its lists are not known; " if self.people.listed[person] is None else ""
        single = (
            "the largest owner that counts holds" if self.way.owners == "each" else "owners that count hold"
        )
        return f"{own}{single} {bounds}; the line is {line}"

    def _assumed(self, person: str) -> tuple[str, ...]:
        others = self.made["holdings.others"] if person in self.closed else ()
        lists = self.made["parties.lists"] if person in self.unlisted else ()
        return others + lists
