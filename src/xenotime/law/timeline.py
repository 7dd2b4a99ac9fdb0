"""What happens to the law between two days: what starts, sleeps, wakes, ends, and what was said beside it."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from xenotime.dates import Period, day_after
from xenotime.law.lawbook import Lawbook
from xenotime.law.listed_party import ListedParty
from xenotime.law.provision import WELL_SEEN, Dated, Place, Suspension


@dataclass(frozen=True, order=True)
class Turn:
    """One thing that happens on one day, by whose authority, and under which reading if under one only."""

    day: date
    regime: str
    what: str
    provision: str
    by: str = ""
    under: str = ""
    note: str = ""
    touches: tuple[str, ...] = ()
    leaves_open: tuple[str, ...] = ()
    """The questions on which it hangs whether what wakes by its text stays awake."""
    seen: str = ""
    """How the text was seen that says so, where that is not well enough to settle anything."""


def timeline(
    law: Lawbook, start: date, end: date, known_on: date, regimes: tuple[str, ...]
) -> tuple[Turn, ...]:
    """Every turn from `start` to `end`, both included, as the law was known on a day, in order of days."""
    period = Period(start, end)
    every = (
        *_issued(law),
        *_provisions(law),
        *_sleep(law, known_on),
        *_values(law),
        *_rows(law),
        *_members(law),
        *_parties(law, known_on),
        *_shares(law),
        *_answers(law),
        *_events(law),
    )
    return tuple(
        sorted(
            {
                turn
                for issued, turn in every
                if issued <= known_on and turn.regime in regimes and period.holds(turn.day)
            }
        )
    )


EVENTS = ("event", "event: acts from here", "event: ends or rests")
"""What is said of something beside the law on the days that are its own."""
WAKES = "lets wake"
CLASHES_WITH = "clashes with"
"""How the mirror calls the tie of two laws that cannot both be obeyed."""
Known = Iterator[tuple[date, Turn]]
"""Turns with the day from which they are known."""


def _turn(
    place: Place,
    day: date,
    what: str,
    dated: Dated | None = None,
    note: str = "",
    touches: tuple[str, ...] = (),
) -> Turn:
    regime = place.instrument.partition("/")[0]
    under = f"{dated.under[0]} = {dated.under[1]}" if dated and dated.under else ""
    by = dated.by if dated else ""
    seen = "" if dated is None or dated.seen in WELL_SEEN else dated.seen
    return Turn(day, regime, what, place.id, by, under, note or place.heading, touches, seen=seen)


def _issued(law: Lawbook) -> Known:
    """The issue of every text in which something stands that can decide or oblige; pages of cases or events are none."""
    binding = {each.place.instrument for each in law.links} - {each.place.instrument for each in law.events}
    binding |= {each.place.instrument for each in law.rules}
    binding |= {each.place.instrument for each in law.suspensions}
    binding |= {each.place.instrument for each in law.duties}
    binding |= {each.place.instrument for each in law.adds}
    binding |= {each.place.instrument for each in law.clashes}
    for each in law.instruments.values():
        if each.id in binding:
            regime = each.id.partition("/")[0]
            yield each.issued, Turn(each.issued, regime, "is issued", each.id, "", "", each.title)


def _provisions(law: Lawbook) -> Known:
    for rule in law.rules:
        for dated in rule.in_force:
            if dated.start:
                yield dated.issued, _turn(rule.place, dated.start, "starts", dated)
            if dated.until:
                yield dated.ended or dated.issued, _turn(rule.place, day_after(dated.until), "ends", dated)
    for clash in law.clashes:
        for dated in clash.in_force:
            if dated.start:
                note = f"{clash.kind}: {', '.join(clash.to)}"
                yield dated.issued, _turn(clash.place, dated.start, "clashes from here", dated, note)


def _sleep(law: Lawbook, known_on: date) -> Known:
    known = [each for each in law.suspensions if each.period.issued <= known_on]
    for each in known:
        dated = each.period
        if dated.start:
            yield (
                dated.issued,
                _turn(each.place, dated.start, "puts to sleep", dated, touches=each.provisions),
            )
        if dated.until:
            wakes = day_after(dated.until)
            later = [one for one in known if _goes_on(one, each.provisions, wakes)]
            if not any(one.period.start == wakes and not one.period.under for one in later):
                turn = _turn(each.place, wakes, WAKES, dated, touches=each.provisions)
                yield dated.issued, replace(turn, leaves_open=_questions(later, dated))


def _goes_on(later: Suspension, provisions: Collection[str], wakes: date) -> bool:
    """Whether a suspension lays some of the provisions asleep on the day on which another lets them wake, or the next."""
    starts = later.period.start in (wakes, day_after(wakes))
    return starts and not set(provisions).isdisjoint(later.provisions)


def _questions(later: Collection[Suspension], ended: Dated) -> tuple[str, ...]:
    """The questions under which they sleep on, but for the one under which they slept until then."""
    asked = {each.period.under[0] for each in later if each.period.under}
    return tuple(sorted(asked - {ended.under[0] if ended.under else ""}))


def _values(law: Lawbook) -> Known:
    for threshold in law.thresholds:
        for dated in threshold.values:
            if dated.start:
                note = f"{threshold.name} is {dated.text}"
                yield dated.issued, _turn(threshold.place, dated.start, "sets a threshold", dated, note)


def _rows(law: Lawbook) -> Known:
    for control_list in law.lists.values():
        starts = Counter((r.dated.issued, r.dated.start) for r in control_list.rows if r.dated.start)
        ends = Counter(
            (r.dated.ended or r.dated.issued, day_after(r.dated.until))
            for r in control_list.rows
            if r.dated.until
        )
        for what, counted in (("adds rows", starts), ("ends rows", ends)):
            for (issued, day), count in counted.items():
                if day:
                    yield issued, _turn(control_list.place, day, what, note=f"{control_list.id}: {count}")


def _members(law: Lawbook) -> Known:
    """Who enters a group of places or steps, and who leaves it."""
    for group in law.groups.values():
        turns: dict[tuple[date, Turn], list[str]] = {}
        for member in group.members:
            dated = replace(member.dated, by="")
            if dated.start:
                enters = _turn(group.place, dated.start, "enters a group", dated)
                turns.setdefault((dated.issued, enters), []).append(member.word)
            if dated.until:
                leaves = _turn(group.place, day_after(dated.until), "leaves a group", dated)
                turns.setdefault((dated.ended or dated.issued, leaves), []).append(member.word)
        for (issued, turn), words in turns.items():
            yield issued, replace(turn, note=f"{', '.join(words)}: {group.id}")


def _parties(law: Lawbook, known_on: date) -> Known:
    """Who enters a list of parties, who leaves it, and whose listing is paused for a while."""
    for each in law.parties:
        turns: dict[tuple[date, date, str], list[str]] = {}
        for party in each.parties:
            for issued, day, what in _of_listing(party, known_on):
                turns.setdefault((issued, day, what), []).append(party.name)
        for (issued, day, what), names in turns.items():
            yield issued, _turn(each.place, day, what, note=f"{each.list_id}: {', '.join(names)}")


def _of_listing(party: ListedParty, known_on: date) -> Iterator[tuple[date, date, str]]:
    dated = party.dated
    if dated.start:
        yield dated.issued, dated.start, "lists parties"
    if dated.until:
        yield party.ended or dated.issued, day_after(dated.until), "takes parties off a list"
    again = {pause.start for pause in party.pauses if pause.issued <= known_on}
    for pause in party.pauses:
        if pause.start:
            yield pause.issued, pause.start, "pauses listings"
        if pause.until and (end := day_after(pause.until)) not in again:
            yield pause.issued, end, "ends a pause of listings"


def _shares(law: Lawbook) -> Known:
    """From when until when owners on a list make the firms that they own count."""
    for adds in law.adds:
        note = f"shares of owners: {', '.join(adds.gives or adds.lists)}"
        for dated in adds.in_force:
            if dated.start:
                yield dated.issued, _turn(adds.place, dated.start, "starts", dated, note)
            if dated.until:
                yield (
                    dated.ended or dated.issued,
                    _turn(adds.place, day_after(dated.until), "ends", dated, note),
                )


def _answers(law: Lawbook) -> Known:
    """The closing of every question that is closed."""
    for each in law.answered:
        regime = each.question.partition("/")[0]
        seen = "" if each.seen in WELL_SEEN else each.seen
        note = f"{each.question} is answered: {each.reading}"
        yield each.issued, Turn(each.issued, regime, "answers a question", each.by, note=note, seen=seen)


def _events(law: Lawbook) -> Known:
    """Each on the day on which it was announced, and on those on which it acts from then on, ends or is laid to rest."""
    for event in law.events:
        for what, day in zip(EVENTS, (event.day, event.start, event.ends), strict=True):
            if day:
                by = Dated(by=event.by)
                yield event.day, _turn(event.place, day, what, by, event.what, touches=event.affects)


Tie = tuple[str, str, tuple[str, ...], str]
"""A provision, how it is tied, to which others, and in which words."""


def mirrored(law: Lawbook, known_on: date, wanted: Collection[str]) -> tuple[Tie, ...]:
    """Every tie between provisions of the wanted regimes or with one of theirs; an invented regime only where it is wanted itself."""
    unwanted = {name for name, regime in law.regimes.items() if regime.invented} - set(wanted)
    ties = [(each.place, each.kind, each.to, each.note or each.place.heading) for each in law.links]
    ties += [(each.place, CLASHES_WITH, each.to, f"{each.kind}: {each.what}") for each in law.clashes]
    return tuple(
        (place.id, kind, to, note)
        for place, kind, to, note in sorted(ties, key=lambda each: (each[1], each[0].id))
        for regimes in [{each.partition("/")[0] for each in (place.id, *to)}]
        if place.issued <= known_on and regimes & set(wanted) and not regimes & unwanted
    )
