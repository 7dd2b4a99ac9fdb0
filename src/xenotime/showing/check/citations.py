"""What stands behind a citation: caption, text, source, and how well it was seen."""

from collections.abc import Iterator
from dataclasses import dataclass

from xenotime.law.lawbook import Instrument, Lawbook
from xenotime.law.provision import Place
from xenotime.showing.words import web_address


@dataclass(frozen=True)
class Cited:
    """One provision or list row that an answer rests on."""

    id: str
    caption: str = ""
    instrument: str = ""
    title: str = ""
    seen: str = ""
    source: str = ""
    text: str = ""
    own: bool = False

    @property
    def link(self) -> str:
        """The source as a web address, empty where it is none."""
        return web_address(self.source)


class Citations:
    """Finds what a citation means in the lawbook; no answer rests on a case of law."""

    def __init__(self, law: Lawbook) -> None:
        self.law = law
        self._known: dict[str, Cited] = {}
        for place in places_of_law(law):
            self._known.setdefault(place.id, self._of_place(place))
        for each in law.lists.values():
            for row in each.rows:
                dated, place = row.dated, each.place
                found = self._of_place(place)
                row_id = f"{place.instrument} {row.code}"
                source = dated.source or place.source
                cited = Cited(
                    row_id, row.text, found.instrument, found.title, dated.seen, source, row.text, place.own
                )
                self._known.setdefault(row_id, cited)

    def find(self, citation: str) -> Cited:
        """What is behind `citation`; only its id where the lawbook has no such provision."""
        if citation in self._known:
            return self._known[citation]
        instrument = self.law.instruments.get(citation.partition(" ")[0])
        if instrument is None:
            return Cited(citation)
        return Cited(
            citation,
            "",
            instrument.id,
            instrument.title,
            instrument.seen,
            instrument.source,
            "",
            instrument.own,
        )

    def instruments(self, citations: Iterator[str]) -> tuple[Instrument, ...]:
        """The instruments cited, each once, by id."""
        ids = {citation.partition(" ")[0].partition("#")[0] for citation in citations}
        return tuple(self.law.instruments[each] for each in sorted(ids) if each in self.law.instruments)

    def _of_place(self, place: Place) -> Cited:
        instrument = self.law.instruments.get(place.instrument)
        title = instrument.title if instrument else ""
        source = place.source or (instrument.source if instrument else "")
        return Cited(
            place.id, place.heading, place.instrument, title, place.seen, source, place.text, place.own
        )


def places(law: Lawbook) -> Iterator[Place]:
    """Where every block of the law stands, rules first; a paragraph with several blocks comes several times."""
    yield from places_of_law(law)
    yield from (case.place for case in law.cases)


def places_of_law(law: Lawbook) -> Iterator[Place]:
    """Where every block stands that is no case."""
    for blocks in (
        law.rules,
        law.suspensions,
        law.thresholds,
        law.lists.values(),
        law.groups.values(),
        law.questions.values(),
        law.duties,
        law.barriers,
        law.adds,
        law.parties,
        law.events,
        law.links,
        law.clashes,
    ):
        for block in blocks:
            yield block.place
