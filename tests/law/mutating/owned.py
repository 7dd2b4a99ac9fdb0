"""Least changes of what adds shares up, and of who stands on the law's lists of parties."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from law.mutating.steps import Mutant, days_moved, own, without
from law.mutating.trees import stepped
from xenotime.exact import as_decimal, parse_amount
from xenotime.law.lawbook import Lawbook
from xenotime.law.listed_party import ListedParty, PartyList
from xenotime.law.provision import Adds

ADDS, PARTIES = "adds", "parties"
READINGS = {"owners": ("together", "each"), "tiers": ("direct", "cascade", "multiply")}
Moved = Iterator[tuple[str, ListedParty]]


def of_adds(law: Lawbook, regime: str) -> Iterator[Mutant]:
    """Every block of a regime that adds shares up, left out or changed by one step."""
    for number, found in enumerate(law.adds):
        if not own(found.place, regime):
            continue
        given = ", ".join(found.gives) or "each list by itself"

        def changed(kind: str, name: str, *others: Adds, number: int = number, given: str = given) -> Mutant:
            at = law.adds[number].place.id
            book = replace(law, adds=without(law.adds, number, *others))
            return Mutant(kind, f"{at}: adds for {given}: {name}", at, book, ref=ADDS)

        yield changed("provision", "removed")
        yield from (changed(kind, name, other) for kind, name, other in _lines(found))
        yield from (changed("word", name, other) for name, other in _ways(found))
        yield from (changed("word", name, other) for name, other in _words(found))
        for place, entry in enumerate(found.in_force):
            for name, moved in days_moved(entry):
                yield changed("date", name, replace(found, in_force=without(found.in_force, place, moved)))


def _lines(found: Adds) -> Iterator[tuple[str, str, Adds]]:
    """The line at its edge, and moved by its last digit; no line lies at nothing or over all."""
    if found.at:
        yield "relation", "the line at its edge", replace(found, strictly_above=not found.strictly_above)
    for sign in (1, -1):
        text = stepped(f"{as_decimal(found.at * 100)} %", sign)
        line = parse_amount(text)[0]
        if line > 0 or (line == 0 and found.strictly_above):
            yield "figure", f"the line moved to {text}", replace(found, at=line)


def _ways(found: Adds) -> Iterator[tuple[str, Adds]]:
    """How shares add and pass on, otherwise; an open question about it read one way for good."""
    for name, readings in READINGS.items():
        for reading in readings:
            if reading != getattr(found, name):
                ways = {"owners": found.owners, "tiers": found.tiers, name: reading}
                yield f"{name} {reading}", replace(found, owners=ways["owners"], tiers=ways["tiers"])


def _words(found: Adds) -> Iterator[tuple[str, Adds]]:
    """A list, a row, or a word that is given, left out; the last list or given word stays."""
    for name, fewest in (("lists", 1), ("gives", 1), ("unknown", 0), ("without", 0)):
        words: tuple[str, ...] = getattr(found, name)
        if len(words) > fewest:
            for place, word in enumerate(words):
                said = {each: getattr(found, each) for each in ("lists", "gives", "unknown", "without")}
                said[name] = without(words, place)
                yield f"{name} without {word}", replace(found, **said)


def of_parties(law: Lawbook, regime: str) -> Iterator[Mutant]:
    """The listings of every announcement moved by a day, or left out; and every name left out."""
    for number, found in enumerate(law.parties):
        if not own(found.place, regime):
            continue

        def changed(kind: str, name: str, rows: tuple[ListedParty, ...], number: int = number) -> Mutant:
            old = law.parties[number]
            book = replace(law, parties=without(law.parties, number, replace(old, parties=rows)))
            return Mutant(kind, f"{old.list_id}{name}", old.place.id, book, ref=PARTIES)

        yield from _of_announcements(found, changed)
        for place, row in enumerate(found.parties):
            mark = f"#{row.announcement}: {row.name} from {row.dated.start} removed"
            yield changed("member", mark, without(found.parties, place))


def _of_announcements(found: PartyList, changed: Callable[..., Mutant]) -> Iterator[Mutant]:
    for notice in dict.fromkeys(row.announcement for row in found.parties):
        mine = [row for row in found.parties if row.announcement == notice]
        rest = tuple(row for row in found.parties if row.announcement != notice)
        yield changed("row", f"#{notice}: removed", rest)
        for name in dict.fromkeys(name for row in mine for name, _ in _moved(row)):
            rows = (dict(_moved(row)).get(name, row) if row in mine else row for row in found.parties)
            yield changed("date", f"#{notice}: {name}", tuple(rows))


def _moved(row: ListedParty) -> Moved:
    """One listing with its first or last day, or those of its pause, moved by one."""
    for name, dated in days_moved(row.dated):
        yield name, replace(row, dated=dated)
    for at, pause in enumerate(row.pauses):
        for name, dated in days_moved(pause):
            yield f"paused {name}", replace(row, pauses=(*row.pauses[:at], dated, *row.pauses[at + 1 :]))
