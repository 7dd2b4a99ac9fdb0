"""Looks into the law that are tables: what turns when, what differs, what mirrors what, what is covered."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from xenotime.law.differing import Change
from xenotime.law.lawbook import Lawbook
from xenotime.law.timeline import EVENTS, Tie, Turn
from xenotime.showing.check.citations import places_of_law
from xenotime.showing.paper import Paper

UNBROKEN = {"day", "from", "checked", "provision", "regime", "gap", "what happens"}
"""Columns of days and ids: they are never broken."""

SEEN_SO = {"memory": "from memory", "inferred": "inferred"}
"""How what was not well seen is told."""


@dataclass(frozen=True)
class Sheet:
    """A table: its title, its columns, its rows; `name` is its key in the JSON."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_json(self) -> list[dict[str, str]]:
        """The rows as objects."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def turns_sheet(turns: tuple[Turn, ...]) -> Sheet:
    """The timeline."""
    rows = tuple(
        (
            str(t.day),
            t.provision,
            t.what,
            ", ".join(t.touches),
            t.under,
            ", ".join(t.leaves_open),
            t.by,
            t.note,
            t.seen,
        )
        for t in turns
    )
    columns = ("day", "provision", "what", "touches", "under", "leaves open", "by", "note", "seen")
    return Sheet("turns", "What turns when", columns, rows)


def turns_text(turns: tuple[Turn, ...], title: str, file: IO[str], width: int | None) -> str:
    """The timeline as a reader wants it: each day once, and all that is said of a turn in one column."""
    paper = Paper(file, width)
    paper.line(title if turns else f"{title}: nothing", "bold")
    rows, last = [], None
    for each in turns:
        day = "" if each.day == last and not paper.narrow else str(each.day)
        rows.append((day, each.provision, each.what, "; ".join(_said_of(each))))
        last = each.day
    if rows:
        paper.table(("day", "provision", "what happens", "in words"), rows, keep=(0, 1, 2))
    return paper.text()


def _said_of(turn: Turn) -> Iterator[str]:
    """What a turn touches, by whom, and the reading under which alone it happens."""
    touched = ", ".join(turn.touches)
    note = turn.note.removesuffix(".")
    if turn.what in EVENTS:
        yield f"{turn.by}: {note}" if turn.by else note
        if touched:
            yield f"see {touched}"
        return
    yield touched or note
    if turn.under:
        yield f"only where {turn.under}"
    if turn.seen:
        yield f"{SEEN_SO[turn.seen]}: settles nothing"
    if turn.leaves_open:
        yield f"the term ends; whether they are awake from then on is open: {', '.join(turn.leaves_open)}"


def changes_sheet(changes: tuple[Change, ...], title: str = "What differs") -> Sheet:
    """The difference of two states of the law."""
    rows = tuple((c.provision, c.what, c.before, c.after, c.note) for c in changes)
    return Sheet("changes", title, ("provision", "what", "before", "after", "note"), rows)


def mirror_sheet(ties: Sequence[Tie]) -> Sheet:
    """Policy for policy: which provision mirrors, answers or clashes with which."""
    rows = tuple((one, kind, ", ".join(to), note) for one, kind, to, note in ties)
    return Sheet("mirror", "What mirrors what", ("provision", "kind", "to", "in words"), rows)


def coverage_sheets(law: Lawbook, regimes: Collection[str] = ()) -> tuple[Sheet, ...]:
    """What is encoded of each regime (or of those that are named), how well it was seen, and what is not."""
    wanted = [each for each in sorted(law.regimes.items()) if not regimes or each[0] in regimes]
    texts = [law.instruments[each] for each in {place.instrument for place in places_of_law(law)}]
    seen = {
        regime: Counter(each.seen for each in texts if each.id.partition("/")[0] == regime)
        for regime in law.regimes
    }
    rules = Counter(rule.place.instrument.partition("/")[0] for rule in law.rules)
    cases = Counter(case.place.instrument.partition("/")[0] for case in law.cases)
    encoded = tuple(
        (
            regime,
            known.title,
            str(known.coverage_from),
            str(known.checked),
            ", ".join(f"{count} {mark}" for mark, count in sorted(seen[regime].items())),
            str(rules[regime]),
            str(cases[regime]),
            "invented" if known.invented else "",
        )
        for regime, known in wanted
    )
    gaps = tuple(
        (gap.id, "no" if not gap.clearance else "yes", gap.what) for _, known in wanted for gap in known.gaps
    )
    return (
        Sheet(
            "coverage",
            "What is encoded",
            ("regime", "title", "from", "checked", "legal texts seen", "rules", "cases", "note"),
            encoded,
        ),
        Sheet(
            "notes",
            "How far that goes",
            ("regime", "in words"),
            tuple((regime, " ".join(known.notes.split())) for regime, known in wanted if known.notes),
        ),
        Sheet("gaps", "What is not encoded, or not well enough", ("gap", "may be released on", "what"), gaps),
    )


def sheets_text(sheets: tuple[Sheet, ...], file: IO[str], width: int | None) -> str:
    """Sheets as tables of text; empty columns are left out."""
    paper = Paper(file, width)
    for sheet in sheets:
        paper.line(sheet.title if sheet.rows else f"{sheet.title}: nothing", "bold")
        shown = [n for n in range(len(sheet.columns)) if any(row[n] for row in sheet.rows)]
        heads = [sheet.columns[number] for number in shown]
        keep = [place for place, head in enumerate(heads) if head in UNBROKEN]
        if sheet.rows:
            paper.table(heads, ([row[number] for number in shown] for row in sheet.rows), keep=keep)
        paper.put()
    return paper.text()


def sheets_json(*sheets: Sheet) -> dict[str, Any]:
    """Sheets under their names."""
    return {sheet.name: sheet.as_json() for sheet in sheets}
