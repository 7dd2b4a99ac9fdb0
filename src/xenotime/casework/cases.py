"""Cases of a book: every shipment line under every regime asked for, day by day."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from xenotime.casework.clashes import with_clashes
from xenotime.casework.mentioned import regimes_of
from xenotime.casework.partynotes import PartyNotes
from xenotime.casework.readings import taken_readings
from xenotime.casework.sightings import Desk
from xenotime.deciding.answer import Answer
from xenotime.deciding.case import Case
from xenotime.deciding.decide import decide
from xenotime.deciding.diagram import Diagrams
from xenotime.deciding.outlook import Makes
from xenotime.deciding.plan import Plan, Plans
from xenotime.facts.answered_lines import line_on
from xenotime.facts.book import Book
from xenotime.facts.seen import Seen
from xenotime.facts.shipment import Shipment
from xenotime.law.condition import Subject
from xenotime.law.lawbook import Lawbook


@dataclass(frozen=True)
class Asked:
    """What is asked of a book: `on` overrides every shipment's own day where it is given."""

    known_on: date
    regimes: tuple[str, ...]
    on: date | None = None
    readings: dict[str, str] = field(default_factory=dict)
    explain: bool = True
    chosen: bool = True
    """Whether the user named the regimes; if not, the book's own words bring more of them in."""

    def of(self, book: Book, law: Lawbook, besides: Iterable[str] = ()) -> "Asked":
        """The question with the regimes that were named; where none was, with those that the book brings in.

        `besides` are countries and regimes that shipments name which do not stand in the book.
        """
        if self.chosen:
            return self
        return replace(self, regimes=regimes_of(book, law, besides), chosen=True)


@dataclass(frozen=True)
class Looked:
    """Everything that the answer of one case rests on: what was seen, and the readings that were taken."""

    shipment: Shipment
    on: date
    seen: dict[Subject, Seen]
    readings: tuple[object, ...]


class Docket:
    """The cases of one book; what depends on the day alone is computed once for each day.

    Dockets of one law can share its `plans`, and with them what was spelt out of it. `makes` makes the diagrams.
    """

    def __init__(
        self,
        book: Book,
        law: Lawbook,
        asked: Asked,
        *,
        remembers: bool = False,
        plans: Plans | None = None,
        makes: Makes = Diagrams,
    ) -> None:
        self.book, self.law, self.asked = book, law, asked.of(book, law)
        self.desks: dict[date, Desk] = {}
        self.party_notes: dict[date, PartyNotes] = {}
        self.plans = plans if plans and plans.law is law else Plans(law)
        self.remembers, self.makes = remembers, makes
        self.looked_at: list[Looked] = []
        """Every case that was made, with what was seen of it; none where the docket does not remember."""

    def desk(self, on: date) -> Desk:
        """The facts as they stand on a day."""
        if on not in self.desks:
            self.desks[on] = Desk(self.book, self.law, on, self.asked.known_on, readings=self.asked.readings)
        return self.desks[on]

    def notes(self, on: date) -> PartyNotes:
        """What is to be said about parties on a day."""
        if on not in self.party_notes:
            desk = self.desk(on)
            self.party_notes[on] = PartyNotes(desk.book, self.law, desk.owners)
        return self.party_notes[on]

    def plan(self, regime: str) -> Plan:
        """The regime's rules in their order."""
        return self.plans.of(regime, self.asked.known_on)

    def case(self, shipment: Shipment, on: date) -> Case:
        """One shipment as the deciding floor sees it, as if its day were `on`."""
        shipment = line_on(self.book, shipment, on)
        taken, live, expired = taken_readings(self.book, self.law, shipment, on, self.asked.readings)
        desk = self.desk(on)
        seen: dict[Subject, Seen] = {}

        def see(subject: Subject) -> Seen:
            if subject not in seen:
                seen[subject] = desk.see(shipment, subject)
            return seen[subject]

        if self.remembers:
            self.looked_at.append(Looked(shipment, on, seen, (taken, live, expired)))
        return Case(
            shipment.id,
            shipment.line,
            shipment.item,
            see,
            taken,
            live,
            expired,
        )

    def sees_the_same(self, other: "Docket") -> bool:
        """Whether this docket sees what the other one's answers rest on, so that its answers would be the same."""
        return all(
            (case.readings, case.positions, case.expired) == looked.readings
            and all(case.see(subject) == seen for subject, seen in looked.seen.items())
            for looked in other.looked_at
            for case in [self.case(looked.shipment, looked.on)]
        )

    def _answer(self, case: Case, regime: str, on: date) -> Answer:
        return decide(
            case,
            self.law,
            regime,
            on=on,
            known_on=self.asked.known_on,
            plan=self.plan(regime),
            explain=self.asked.explain,
            makes=self.makes,
        )

    def answers(self, progress: Callable[[int, int], None] | None = None) -> Iterator[Answer]:
        """The answer for every shipment line under every regime, in the book's order."""
        count = len(self.book.shipments)
        for number, shipment in enumerate(self.book.shipments):
            on = self.asked.on or shipment.day
            case = self.case(shipment, on)
            answers = with_clashes(
                case, self.law, [self._answer(case, regime, on) for regime in self.asked.regimes]
            )
            yield from self.notes(on).beside(answers, shipment)
            if progress:
                progress(number + 1, count)
