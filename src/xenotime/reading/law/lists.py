"""Read lists and groups: rows that are rules, inline or from a CSV file; members with their dates."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from xenotime.law.condition import Condition, Joined, Leaf, Subject, Tree, Value, leaves
from xenotime.law.control_list import ControlList, Group, Member, Row
from xenotime.reading.law.conditions import joined, tree
from xenotime.reading.law.csv_rows import Columns, csv_rows
from xenotime.reading.law.dated import ENTRY, Marks, dated, marks
from xenotime.reading.law.frame import MARKED, Frame, place
from xenotime.reading.law.meaning import flaws
from xenotime.reading.law.names import ID, SHAPED, Block, named
from xenotime.reading.law.tables import Table

ROW = f"form has all any none hs where {ENTRY}"
COLUMNS = (
    "code",
    "text",
    "form",
    "has",
    "all",
    "where",
    "hs",
    "seen",
    "source",
    "issued",
    "from",
    "until",
    "until_issued",
    "under",
)
SEVERAL = frozenset({"form", "has", "all", "hs", "where"})
WHERE = "destination"
"""The one fact that a row's `where` may name: parts inside an item go where the item goes."""
DAYS = frozenset({"issued", "from", "until", "until_issued"})
FILED = Columns(COLUMNS, COLUMNS[:2], SEVERAL, DAYS)


def control_list(block: Block, frame: Frame) -> None:
    """One list of items; with `extends`, more rows of a list of another instrument."""
    table, extends = block.table, block.table.data.get("extends")
    if extends is not None:
        table.keys("extends", f"rows file {MARKED}")
        list_id = known(table, "extends", frame.names.lists)
    else:
        table.keys("complete", f"name id rows file includes {MARKED}")
        list_id = declared(block, frame)
    own = marks(table, frame.marks)
    by = place(block, frame).id if extends is not None else ""
    rows = [_row(each, own, frame, by) for each in (*table.tables("rows"), *csv_rows(block, frame, FILED))]
    _no_twins(table, rows)
    includes = tuple(
        one
        for number, one in enumerate(table.words("includes"))
        if _included(table, one, number, list_id, frame)
    )
    found = ControlList(place(block, frame), list_id, tuple(rows), table.truth("complete"), includes)
    (frame.shelf.lists if extends is None else frame.shelf.more).append(found)


def group(block: Block, frame: Frame) -> None:
    """One group; with `extends`, more members of a group of another instrument."""
    table, extends = block.table, block.table.data.get("extends")
    if extends is not None:
        table.keys("extends members", MARKED)
        group_id = known(table, "extends", frame.names.groups)
    else:
        table.keys("members", f"name id {MARKED}")
        group_id = declared(block, frame)
    by = place(block, frame).id if extends is not None else ""
    found = Group(place(block, frame), group_id, tuple(_members(table, marks(table, frame.marks), frame, by)))
    (frame.shelf.groups if extends is None else frame.shelf.more).append(found)


def declared(block: Block, frame: Frame) -> str:
    """The id of a list or group: its own, or its name below its instrument."""
    table = block.table
    name, identity = table.word("name"), table.word("id")
    if bool(name) == bool(identity):
        table.fault("a list or group has either a name or an id", allowed=("name", "id"))
    found = named(frame.instrument.id, table.data, block.kind)
    if not ID.fullmatch(found):
        table.fault("this is no id", "id" if identity else "name", found=found, allowed=SHAPED)
    return found


def known(table: Table, key: str, names: Any) -> str:
    """An id that must be among `names`."""
    found = table.word(key)
    if found and found not in names:
        table.fault(f"{key!r} names nothing that exists", key, found=found, allowed=names)
    return found


def _included(table: Table, one: str, number: int, list_id: str, frame: Frame) -> bool:
    if one not in frame.names.lists:
        table.fault("unknown list", "includes", number, found=one, allowed=frame.names.lists)
        return False
    if one == list_id:
        table.fault("a list includes itself", "includes", number, found=one, do="leave it out")
    return one != list_id


def _members(table: Table, above: Marks, frame: Frame, by: str) -> Iterator[Member]:
    each = table.data.get("members", [])
    if not isinstance(each, list):
        table.fault(
            "'members' must be a list", "members", found=each, allowed='["A", { is = "B", from = … }]'
        )
        return
    for number, one in enumerate(each):
        if isinstance(one, str) and one.strip():
            yield Member(one.strip(), dated(table.inner({}, "members", number), above, frame.names, by=by))
        elif isinstance(one, dict):
            inner = table.inner(one, "members", number).keys("is", ENTRY)
            yield Member(inner.word("is"), dated(inner, above, frame.names, by=by))
        else:
            table.fault(
                "a member is a word, or a table", "members", number, found=one, allowed='"A", { is = "A" }'
            )


def _row(table: Table, above: Marks, frame: Frame, by: str) -> Row:
    table.keys("code text", ROW)
    words = table.words("form")
    parts: list[Tree] = []
    if words:
        text = words[0] if len(words) == 1 else f"[{', '.join(words)}]"
        subject = Subject("fact", "item", "form")
        parts += _leaf(Condition(subject, "in", Value(words=words, text=text)), table, "form", frame)
    for name in table.words("has"):
        value = Value(words=("yes",), text="yes")
        parts += _leaf(Condition(Subject("has", "item", name), "==", value), table, "has", frame)
    when = tree(table, frame.names, frame.instrument.id, first=tuple(parts))
    return Row(
        code=table.word("code"),
        text=table.word("text"),
        when=when and _at_home(when, frame.instrument.id),
        dated=dated(table, above, frame.names, by=by),
        hs=table.words("hs"),
        where=_where(table, frame),
    )


def _at_home(tree: Tree, instrument: str) -> Tree:
    """The tree with whole names of thresholds: a row keeps its own where a list of another instrument includes it."""
    if isinstance(tree, Joined):
        return replace(tree, parts=tuple(_at_home(part, instrument) for part in tree.parts))
    if not isinstance(tree, Leaf) or not (name := tree.condition.value.threshold) or "/" in name:
        return tree
    value = replace(tree.condition.value, threshold=f"{instrument}/{name}")
    return Leaf(replace(tree.condition, value=value))


def _where(table: Table, frame: Frame) -> Tree | None:
    """For which destinations a row controls; None where for all."""
    if "where" not in table.data:
        return None
    parts = tuple(joined(table, "where", frame.names, frame.instrument.id))
    for condition in (each for part in parts for each in leaves(part)):
        if condition.subject.name != WHERE:
            table.fault(
                "a row's `where` may ask for the destination only",
                "where",
                found=condition.as_text(),
                allowed=WHERE,
            )
    return parts[0] if len(parts) == 1 else Joined("all", parts)


def _leaf(condition: Condition, table: Table, key: str, frame: Frame) -> list[Tree]:
    if condition.subject.kind == "fact" and condition.subject.name not in frame.names.about:
        table.fault("unknown fact", key, found=condition.subject.name, allowed=frame.names.about)
        return []
    for flaw in flaws(condition, frame.instrument.id, frame.names):
        table.fault(flaw.what, key, found=flaw.found, allowed=flaw.allowed, do=flaw.do)
    return [Leaf(condition)]


def _no_twins(table: Table, rows: list[Row]) -> None:
    seen: dict[tuple[str, str], list[Row]] = {}
    for number, row in enumerate(rows):
        alike = seen.setdefault((row.code, row.text), [])
        if row in alike and row.code:
            table.fault(
                "two rows of the list are the same", "rows", number, found=row.code, do="leave one out"
            )
        alike.append(row)
