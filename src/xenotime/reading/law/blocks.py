"""Read each kind of block into the value that it stands for."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction

from xenotime.exact import parse_amount
from xenotime.facts.party_list import NOTE
from xenotime.law.condition import TRUE, Joined, Tree, reading_is
from xenotime.law.provision import (
    CLASHES,
    CONCLUSIONS,
    Adds,
    Barrier,
    Clash,
    Duty,
    Event,
    Link,
    Rule,
    Suspension,
    Threshold,
)
from xenotime.law.question import Answered, Question
from xenotime.reading.law.cases import case
from xenotime.reading.law.conditions import joined, tree
from xenotime.reading.law.dated import dated, entries, marks, readable, reading, readings, valued
from xenotime.reading.law.frame import MARKED, Frame, place, provisions
from xenotime.reading.law.lists import control_list, group, known
from xenotime.reading.law.names import ID, SHAPED, Block
from xenotime.reading.law.parties import parties
from xenotime.reading.law.words import wrong_word

RANKS = ("law", "guidance")
OWNERS = ("together", "each")
TIERS = ("direct", "cascade", "own apart", "multiply")
NAME = re.compile(r"[\w\-]+")
ABOVE = {">=": False, ">": True}


def read_block(block: Block, frame: Frame) -> None:
    """Put what a block says on the shelf, and note everything that is wrong with it."""
    READERS[block.kind](block, frame)


def _rule(block: Block, frame: Frame) -> None:
    table = block.table.keys("concludes in_force", f"all any none stated upon exception_to rank {MARKED}")
    at, own = place(block, frame), marks(block.table, frame.marks)
    exceptions = provisions(block, "exception_to", frame, ruled=True)
    if at.id in exceptions or at.instrument in exceptions:
        table.fault(
            "a rule cannot be an exception to itself",
            "exception_to",
            found=at.id,
            do="put the exception under a paragraph of its own",
        )
    number = frame.shelf.counted.get(at.id, 0)
    frame.shelf.counted[at.id] = number + 1
    in_force = entries(table, "in_force", own, frame.names)
    if table.data.get("in_force") == []:
        table.fault("the rule is never in force", "in_force", do="add { from = … }")
    under = readings(table, "under", frame.names)
    frame.shelf.rules.append(
        Rule(
            place=at,
            concludes=table.word("concludes", allowed=CONCLUSIONS),
            when=_when(block, frame, under[1:]),
            in_force=in_force,
            upon=provisions(block, "upon", frame, ruled=True),
            exception_to=exceptions,
            rank=table.word("rank", "law", allowed=RANKS),
            under=under[0] if under else None,
            number=number,
        )
    )


def _when(block: Block, frame: Frame, under: tuple[tuple[str, str], ...]) -> Tree:
    """The conditions of a rule: its tree, further readings under which alone it holds, and what must be stated."""
    table = block.table
    when = tree(table, frame.names, frame.instrument.id) or TRUE
    more: list[Tree] = [reading_is(*each) for each in under]
    if "stated" in table.data:
        stated = joined(table, "stated", frame.names, frame.instrument.id)
        more += [Joined("stated", (each,)) for each in stated]
    return Joined("all", (when, *more)) if more else when


def _threshold(block: Block, frame: Frame) -> None:
    table, own = block.table, marks(block.table, frame.marks)
    extends = "extends" in table.data
    table.keys("extends values" if extends else "name values", MARKED)
    name = known(table, "extends", frame.names.thresholds) if extends else table.word("name")
    if name and not extends and not NAME.fullmatch(name):
        table.fault(
            "this is no name of a threshold",
            "name",
            found=name,
            allowed="letters, digits, low lines, hyphens",
        )
    at = place(block, frame)
    by = at.id if extends else ""
    values = tuple(valued(each, own, frame.names, by=by) for each in table.tables("values"))
    if table.data.get("values") == []:
        table.fault("a threshold needs a value", "values", do='add { from = …, value = "0.1 %" }')
    found = Threshold(at, name, values)
    (frame.shelf.more if extends else frame.shelf.thresholds).append(found)


def _suspends(block: Block, frame: Frame) -> None:
    table = block.table.keys("provisions from", f"until by {MARKED}")
    at = place(block, frame)
    period = dated(table, frame.marks, frame.names, by=at.id)
    frame.shelf.suspensions.append(Suspension(at, provisions(block, "provisions", frame), period))


def _question(block: Block, frame: Frame) -> None:
    at = place(block, frame)
    if "answered" in block.table.data:
        table = block.table.keys("id answered", f"notes {MARKED}")
        identity, taken = table.word("id"), table.word("answered")
        if readable(
            table,
            ("id" if identity not in frame.names.questions else "answered",),
            identity,
            taken,
            frame.names,
        ):
            frame.shelf.answered.append(Answered(identity, taken, at.issued, at.id, at.seen))
        return
    table = block.table.keys("id asks readings default", f"raised_by notes {MARKED}")
    identity, readings = table.word("id"), table.words("readings")
    if identity and not ID.fullmatch(identity):
        table.fault("this is no id of a question", "id", found=identity, allowed=SHAPED)
    if "readings" in table.data and len(set(readings)) < max(2, len(readings)):
        table.fault("a question has two or more different readings", "readings", found=", ".join(readings))
    for number, one in enumerate(readings):
        if "=" in one:
            table.fault("a reading has no = in it", "readings", number, found=one)
    default = table.word("default", allowed=readings)
    frame.shelf.questions.append(
        Question(
            place=at,
            id=identity,
            asks=table.word("asks"),
            readings=readings,
            default=default,
            raised_by=table.word("raised_by"),
            issued=at.issued,
            notes=table.word("notes"),
        )
    )


def _adds(block: Block, frame: Frame) -> None:
    table = block.table.keys("lists at", f"owners tiers gives unknown unsettled without in_force {MARKED}")
    lists = _party_lists(block, "lists", "party.lists", frame)
    line, above = _line(block)
    frame.shelf.adds.append(
        Adds(
            place=place(block, frame),
            lists=lists,
            at=line,
            strictly_above=above,
            owners=_way(block, "owners", "together", OWNERS, frame),
            tiers=_way(block, "tiers", "cascade", TIERS, frame),
            in_force=entries(table, "in_force", marks(table, frame.marks), frame.names),
            gives=_party_lists(block, "gives", "party.owner_lists", frame),
            unknown=_party_lists(block, "unknown", "party.owner_lists", frame),
            unsettled=_party_lists(block, "unsettled", "party.owner_lists", frame),
            without=_without(block, lists, frame),
        )
    )


def _party_lists(block: Block, key: str, named: str, frame: Frame) -> tuple[str, ...]:
    """The lists of parties that a key names, each a word of the fact."""
    words = block.table.words(key)
    fact = frame.names.vocabulary.facts.get(named)
    for number, one in enumerate(words):
        wrong = wrong_word(fact, one) if fact else None
        if wrong:
            block.table.fault("unknown list of parties", key, number, found=one, allowed=wrong[1])
    return words


def _without(block: Block, lists: tuple[str, ...], frame: Frame) -> tuple[str, ...]:
    """The rows of the lists that do not count; one of another list would be without effect."""
    rows = _party_lists(block, "without", "party.lists", frame)
    for number, row in enumerate(rows):
        name, _, note = row.partition(NOTE)
        if name not in lists or not note:
            block.table.fault(
                "this is no row of the lists",
                "without",
                number,
                found=row,
                allowed=tuple(f"{each}{NOTE}…" for each in lists),
            )
    return rows


def _line(block: Block) -> tuple[Fraction, bool]:
    text = block.table.word("at")
    relation, _, number = text.partition(" ")
    try:
        share, unit = parse_amount(number)
    except ValueError:
        share, unit = Fraction(0), "?"
    least = share > 0 or ABOVE.get(relation, False)
    if text and (relation not in ABOVE or unit or not 0 <= share <= 1 or not least):
        block.table.fault(
            "this is no line that shares can reach", "at", found=text, allowed=(">= 50 %", "> 50 %")
        )
    return share, ABOVE.get(relation, False)


def _way(block: Block, key: str, default: str, allowed: tuple[str, ...], frame: Frame) -> str:
    found = block.table.word(key, default)
    kind, colon, question = found.partition(":")
    if not (colon and kind == "question"):
        return block.table.word(key, default, allowed=(*allowed, "question:<id>"))
    if question not in frame.names.questions:
        block.table.fault("unknown question", key, found=question, allowed=frame.names.questions)
    elif not set(frame.names.questions[question]) <= set(allowed):
        readings = ", ".join(frame.names.questions[question])
        block.table.fault(f"the readings of {question!r} must be these", key, found=readings, allowed=allowed)
    return found


def _barrier(block: Block, frame: Frame) -> None:
    table = block.table.keys("name", f"all any none of {MARKED}")
    stops = tree(table, frame.names, frame.instrument.id)
    if stops is None:
        table.fault("the barrier has no condition", allowed=("all", "any", "none"))
    of = table.words("of")
    for number, one in enumerate(of):
        if one not in frame.names.lists:
            table.fault("unknown list", "of", number, found=one, allowed=frame.names.lists)
    frame.shelf.barriers.append(Barrier(place(block, frame), table.word("name"), stops or TRUE, of))


def _duty(block: Block, frame: Frame) -> None:
    table = block.table.keys("who what when upon", f"in_force {MARKED}")
    frame.shelf.duties.append(
        Duty(
            place=place(block, frame),
            who=table.word("who"),
            what=table.word("what"),
            when=table.word("when"),
            upon=provisions(block, "upon", frame, ruled=True),
            in_force=entries(table, "in_force", marks(table, frame.marks), frame.names),
        )
    )


def _link(block: Block, frame: Frame) -> None:
    table = block.table.keys("kind to", f"note {MARKED}")
    to = _tied(block, "to", frame)
    frame.shelf.links.append(Link(place(block, frame), table.word("kind"), to, table.word("note")))


def _clash(block: Block, frame: Frame) -> None:
    table = block.table.keys("id kind to what do in_force", f"upon all any none notes {MARKED}")
    identity = table.word("id")
    if identity and not ID.fullmatch(identity):
        table.fault("this is no id of a clash", "id", found=identity, allowed=SHAPED)
    elif any(each.id == identity for each in frame.shelf.clashes):
        table.fault("two clashes have one id", "id", found=identity, do="give each its own id")
    in_force = entries(table, "in_force", marks(table, frame.marks), frame.names)
    frame.shelf.clashes.append(
        Clash(
            place=place(block, frame),
            id=identity,
            kind=table.word("kind", allowed=CLASHES),
            to=provisions(block, "to", frame, ruled=True),
            what=table.word("what"),
            do=table.word("do"),
            when=tree(table, frame.names, frame.instrument.id) or TRUE,
            in_force=in_force,
            upon=provisions(block, "upon", frame, ruled=True),
            under=reading(table, "under", frame.names),
        )
    )


def _event(block: Block, frame: Frame) -> None:
    table = block.table.keys("id day what", f"by affects from ends {MARKED}")
    identity = table.word("id")
    if any(each.id == identity for each in frame.shelf.events) and identity:
        table.fault("two events have one id", "id", found=identity, do="give each its own id")
    frame.shelf.events.append(
        Event(
            place=place(block, frame),
            id=identity,
            day=table.day("day") or date.min,
            what=table.word("what"),
            by=table.word("by"),
            affects=_tied(block, "affects", frame),
            start=table.day("from"),
            ends=table.day("ends"),
        )
    )


def _tied(block: Block, key: str, frame: Frame) -> tuple[str, ...]:
    """Provisions, questions, lists or groups; those of a country that is not encoded are taken as written."""
    names, found = frame.names, []
    for number, one in enumerate(block.table.words(key)):
        full = one if "/" in one else f"{frame.instrument.id} {one}"
        if full.partition("/")[0] in names.countries and full not in names.everything:
            block.table.fault(
                "this names nothing that exists", key, number, found=one, allowed=names.everything
            )
        found.append(full)
    return tuple(found)


READERS: dict[str, Callable[[Block, Frame], None]] = {
    "rule": _rule,
    "threshold": _threshold,
    "list": control_list,
    "group": group,
    "suspends": _suspends,
    "question": _question,
    "adds": _adds,
    "barrier": _barrier,
    "duty": _duty,
    "link": _link,
    "clash": _clash,
    "event": _event,
    "case": case,
    "parties": parties,
}
