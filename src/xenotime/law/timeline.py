"""What happens to the law between two days: what starts, sleeps, wakes, ends, and what was said beside it."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from xenotime.dates import Period, day_after
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import Dated, Place, Suspension


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
    return Turn(day, regime, what, place.id, by, under, note or place.heading, touches)


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
        turns: dict[tuple[date, date, str, str], list[str]] = {}
        for member in group.members:
            dated = member.dated
            under = f"{dated.under[0]} = {dated.under[1]}" if dated.under else ""
            if dated.start:
                turns.setdefault((dated.issued, dated.start, "enters a group", under), []).append(member.word)
            if dated.until:
                key = (dated.ended or dated.issued, day_after(dated.until), "leaves a group", under)
                turns.setdefault(key, []).append(member.word)
        regime = group.place.instrument.partition("/")[0]
        for (issued, day, what, under), words in turns.items():
            note = f"{', '.join(words)}: {group.id}"
            yield issued, Turn(day, regime, what, group.place.id, "", under, note)


def _events(law: Lawbook) -> Known:
    """Each on the day on which it was announced, and on those on which it acts from then on, ends or is laid to rest."""
    for event in law.events:
        for what, day in zip(EVENTS, (event.day, event.start, event.ends), strict=True):
            if day:
                by = Dated(by=event.by)
                yield event.day, _turn(event.place, day, what, by, event.what, touches=event.affects)


@dataclass(frozen=True)
class Change:
    """One provision, threshold or list that is not the same in two states of the law."""

    provision: str
    what: str
    before: str
    after: str
    note: str = ""


def difference(
    law: Lawbook, before: tuple[date, date], after: tuple[date, date], regimes: tuple[str, ...]
) -> tuple[Change, ...]:
    """What differs between two states of the law, each a day and the day on which the law was known."""
    changes: dict[tuple[str, str, str, str], Change] = {}
    for rule in law.rules:
        if rule.place.instrument.partition("/")[0] in regimes:
            states = [_state(law, rule.place, *days) for days in (before, after)]
            if states[0] != states[1]:
                change = Change(rule.id, "status", states[0], states[1], rule.place.heading)
                changes[rule.id, "status", states[0], states[1]] = change
    for threshold in law.thresholds:
        place = threshold.place
        if place.instrument.partition("/")[0] in regimes:
            found = [law.threshold(place.instrument, threshold.name, *days) for days in (before, after)]
            texts = [each.text if each else "none" for each in found]
            if texts[0] != texts[1]:
                changes[place.id, threshold.name, texts[0], texts[1]] = Change(
                    place.id, threshold.name, texts[0], texts[1]
                )
    for list_id, control_list in law.lists.items():
        if list_id.partition("/")[0] in regimes and not control_list.includes:
            codes = [{row.code for row in law.rows(list_id, *days)} for days in (before, after)]
            if codes[0] != codes[1]:
                gone, new = sorted(codes[0] - codes[1]), sorted(codes[1] - codes[0])
                note = "; ".join([*(f"+ {each}" for each in new[:20]), *(f"- {each}" for each in gone[:20])])
                sizes = [f"{len(each)} rows" for each in codes]
                changes[list_id, "rows", sizes[0], sizes[1]] = Change(
                    list_id, "rows", sizes[0], sizes[1], note
                )
    return tuple(changes[key] for key in sorted(changes))


def _state(law: Lawbook, place: Place, on: date, known_on: date) -> str:
    """A word for what a provision's rules do on a day."""
    if place.issued > known_on:
        return "not issued"
    words = set()
    for rule in law.rules:
        if rule.place.id != place.id:
            continue
        status = law.status(rule, on, known_on)
        if not status.started:
            words.add("not in force")
        elif any(each.period.under is None for each in status.sleeping):
            words.add("asleep")
        else:
            words.add("in force, or asleep under a reading" if status.sleeping else "in force")
    return " / ".join(sorted(words))


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
