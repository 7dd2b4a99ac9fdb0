"""What every block of one instrument is read with: its front matter, the names, and where it stands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from xenotime.law.control_list import ControlList, Group
from xenotime.law.lawbook import Instrument
from xenotime.law.listed_party import PartyList
from xenotime.law.provision import (
    SEEN,
    Adds,
    Barrier,
    Clash,
    Duty,
    Event,
    LawCase,
    Link,
    Place,
    Rule,
    Suspension,
    Threshold,
)
from xenotime.law.question import Answered, Question
from xenotime.reading.law.dated import MARKS, Marks, marks
from xenotime.reading.law.names import ID, SHAPED, Block, Names, Text
from xenotime.reading.law.tables import Table

FRONT = "id title issuer issued source seen checked"
FRONT_MORE = "notes title_zh read_by"
MARKED = f"{MARKS} under"


@dataclass
class Shelf:
    """Everything that was read, before it is put in order."""

    instruments: dict[str, Instrument] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    thresholds: list[Threshold] = field(default_factory=list)
    lists: list[ControlList] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    suspensions: list[Suspension] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    barriers: list[Barrier] = field(default_factory=list)
    adds: list[Adds] = field(default_factory=list)
    parties: list[PartyList] = field(default_factory=list)
    cases: list[LawCase] = field(default_factory=list)
    more: list[ControlList | Group | Threshold] = field(default_factory=list)
    """What extends a list, group or threshold of another instrument; its id is that one's."""
    cited: list[tuple[Table, str, int, str]] = field(default_factory=list)
    """What may be the code of a list's row: the table, key and number where it is named, and its full id."""
    counted: dict[str, int] = field(default_factory=dict)
    """How many rules stand at each provision so far."""


@dataclass(frozen=True)
class Frame:
    """One instrument with all that its blocks need to be read."""

    instrument: Instrument
    names: Names
    shelf: Shelf
    beside: Callable[[str, Table], tuple[str, str] | None]
    """The text of a file beside the instrument, and the name by which faults call that file."""

    @cached_property
    def marks(self) -> Marks:
        """What the instrument hands down."""
        return Marks(self.instrument.issued, self.instrument.seen, self.instrument.source)


def instrument(text: Text, names: Names, country: str) -> Instrument:
    """The front matter of one instrument."""
    front = text.front.keys(FRONT, FRONT_MORE)
    identity = front.word("id")
    if identity and not ID.fullmatch(identity):
        front.fault("this is no id of an instrument", "id", found=identity, allowed=SHAPED)
    elif identity:
        _at_home(front, identity, country, names)
    issued, checked = front.day("issued"), front.day("checked")
    if issued and checked and checked < issued:
        front.fault(
            "the text was checked before it was issued",
            "checked",
            found=checked,
            allowed=f"{issued} or later",
        )
    return Instrument(
        id=text.id,
        title=front.word("title"),
        issuer=front.word("issuer"),
        issued=issued or date.min,
        source=front.word("source"),
        seen=front.word("seen", "official", allowed=SEEN),
        checked=checked or date.min,
        file=text.page.file,
        own=text.own,
    )


def _at_home(front: Table, identity: str, country: str, names: Names) -> None:
    start = identity.partition("/")[0]
    if country and start != country:
        front.fault(
            "the id does not begin with the name of the file's folder", "id", found=identity,
            allowed=f"{country}/…", do="rename the id, or move the file",
        )  # fmt: skip
    if start not in names.countries:
        front.fault(
            f"there is no coverage of {start!r}", "id", found=start, allowed=names.countries,
            do=f"add {start}/coverage.toml: title, from, checked",
        )  # fmt: skip


def place(block: Block, frame: Frame, above: Marks | None = None) -> Place:
    """Where a block stands, with its marks."""
    own = above or marks(block.table, frame.marks)
    paragraph = block.fenced.paragraph
    return Place(
        instrument=frame.instrument.id,
        paragraph=paragraph.number,
        heading=paragraph.caption,
        text=paragraph.text,
        issued=own.issued,
        seen=own.seen,
        source=own.source,
        file=frame.instrument.file,
        line=block.fenced.line,
        own=frame.instrument.own,
    )


def provisions(
    block: Block, key: str, frame: Frame, *, ruled: bool = False, rows: bool = False
) -> tuple[str, ...]:
    """Provisions as full ids; a bare paragraph is one of the same instrument.

    With `ruled` each must have a rule; with `rows` the code of a list row may stand for a paragraph.
    """
    if key not in block.table.data:
        return ()
    each = block.table.words(key)
    found = [_provision(one, number, block, key, frame, ruled, rows) for number, one in enumerate(each)]
    return tuple(one for one in found if one)


def _provision(one: str, number: int, block: Block, key: str, frame: Frame, ruled: bool, rows: bool) -> str:
    names, own = frame.names, frame.instrument.id
    instrument_id, _, paragraph = one.partition(" ") if "/" in one else (own, "", one)
    full = f"{instrument_id} {paragraph.strip()}".strip()
    if instrument_id not in names.instruments:
        block.table.fault("unknown instrument", key, number, found=instrument_id, allowed=names.instruments)
    elif rows and paragraph.strip() not in names.instruments[instrument_id]:
        frame.shelf.cited += [(block.table, key, number, full)] if paragraph else []
        return full
    elif paragraph and paragraph.strip() not in names.instruments[instrument_id]:
        numbers = names.instruments[instrument_id]
        block.table.fault(
            f"{instrument_id} has no such paragraph", key, number, found=paragraph, allowed=numbers
        )
    elif ruled and not names.has_rule(full):
        block.table.fault(
            f"no rule stands at {full}",
            key,
            number,
            found=one,
            do="name a provision that has a rule: this can never count",
        )
    else:
        return full
    return ""
