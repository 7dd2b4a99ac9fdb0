"""Control lists and groups: rows that are rules, members with dates."""

from dataclasses import dataclass

from xenotime.law.condition import FALSE, Joined, Settled, Tree, reading_is, text_says
from xenotime.law.provision import WELL_SEEN, Dated, Place


@dataclass(frozen=True)
class Row:
    """One entry of a list: form, composition, further conditions; customs codes are hints only."""

    code: str
    text: str
    when: Tree | None
    """None where nothing but a person's classification can tell."""
    dated: Dated
    hs: tuple[str, ...] = ()


@dataclass(frozen=True)
class ControlList:
    """A list of items. `complete` says that an item which no row fits is surely not on it."""

    place: Place
    id: str
    rows: tuple[Row, ...]
    complete: bool
    includes: tuple[str, ...] = ()
    """Other lists whose rows are part of this one."""


@dataclass(frozen=True)
class Member:
    """One member of a group, with its dates."""

    word: str
    dated: Dated


@dataclass(frozen=True)
class Group:
    """A named set of words (countries, forms, steps), each with its dates."""

    place: Place
    id: str
    members: tuple[Member, ...]


def guarded(tree: Tree, dated: Dated, passage: str) -> Tree:
    """`tree`, if the entry's reading is taken and its text was seen well enough to be sure."""
    parts: list[Tree] = [tree]
    if dated.under:
        parts.append(reading_is(*dated.under))
    if dated.seen not in WELL_SEEN:
        parts.append(text_says(passage))
    return tree if len(parts) == 1 else Joined("all", tuple(parts))


def row_matches(row: Row, regime: str, codes: frozenset[str] | None) -> bool | None:
    """What the item's own codes say about one row: yes, or nothing.

    A code given more finely than the row belongs to it; a code given more coarsely belongs to one of
    the rows below it, which is a yes for the list.
    """
    for given in codes or ():
        prefix, _, code = given.partition(":")
        if (
            prefix == regime
            and row.code
            and (code == row.code or code.startswith(row.code + ".") or row.code.startswith(code + "."))
        ):
            return True
    return None


def on_no_list(regime: str, codes: frozenset[str] | None, *, closed: bool) -> bool:
    """Whether the codes say that the item is on no list of the regime."""
    return bool(codes is not None and (f"{regime}:none" in codes or (closed and not codes)))


def membership(
    control_list: ControlList, rows: tuple[Row, ...], codes: frozenset[str] | None, *, closed: bool
) -> Tree:
    """The tree that says whether an item with these codes is on the list, read from `rows`.

    A stated code settles a yes. `none` settles a no unless a row surely fits: then the two contradict
    each other and nothing can settle it. An incomplete list keeps every no open.
    """
    list_id = control_list.id
    regime = list_id.partition("/")[0]
    fitting: list[Tree] = []
    for row in rows:
        label = f"{control_list.place.instrument} {row.code}".strip()
        passage = f"{list_id} {row.code}".strip()
        if row_matches(row, regime, codes):
            fitting.append(Joined("all", (guarded(Settled(True, "code stated"), row.dated, passage),), label))
            continue
        tree = text_says(f"{passage} (classify by hand)") if row.when is None else row.when
        fitting.append(Joined("all", (guarded(tree, row.dated, passage),), label, row.dated.source))
    if on_no_list(regime, codes, closed=closed):
        if not fitting:
            return FALSE
        label = f"{list_id} fits, against the stated {regime}:none"
        return Joined("contradicts", tuple(fitting), label)
    if not control_list.complete or control_list.place.seen not in WELL_SEEN:
        fitting.append(text_says(list_id))
    return Joined("any", tuple(fitting), list_id) if fitting else FALSE
