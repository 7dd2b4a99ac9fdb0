"""Control lists and groups: rows that are rules, members with dates."""

from collections.abc import Iterator
from dataclasses import dataclass

from xenotime.law.condition import (
    FALSE,
    Condition,
    Joined,
    Leaf,
    Settled,
    Subject,
    Tree,
    Value,
    reading_is,
    text_says,
)
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
    where: Tree | None = None
    """What must hold of the shipment as well, also where the code is stated: for which destinations the row controls."""


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


def stated_codes(regime: str, codes: frozenset[str] | None) -> tuple[str, ...]:
    """The codes of one regime among those of an item, `none` left out."""
    found = (each.partition(":") for each in sorted(codes or ()))
    return tuple(code for prefix, _, code in found if prefix == regime and code != "none")


def is_below(code: str, other: str) -> bool:
    """Whether a code is another one, or a paragraph of it.

    A star at the end of the other stands for whatever follows: `1*` is every code of category 1.

    >>> is_below("3A001.b.2", "3A001.b"), is_below("3A0011", "3A001"), is_below("1C118.a", "1*")
    (True, False, True)
    """
    return code == other or code.startswith(other[:-1] if other.endswith("*") else other + ".")


def governs(row: Row, rows: tuple[Row, ...], codes: tuple[str, ...]) -> bool:
    """Whether a stated code belongs to the row and to no row that says more closely what it is."""
    return any(
        is_below(code, row.code)
        and not any(len(other.code) > len(row.code) and is_below(code, other.code) for other in rows)
        for code in codes
        if row.code
    )


def on_no_list(regime: str, codes: frozenset[str] | None, *, closed: bool) -> bool:
    """Whether the codes say that the item is on no list of the regime."""
    return bool(codes is not None and (f"{regime}:none" in codes or (closed and not codes)))


def membership(
    control_list: ControlList,
    rows: tuple[Row, ...],
    codes: frozenset[str] | None,
    *,
    closed: bool,
    included: tuple[ControlList, ...] = (),
) -> Tree:
    """The tree that says whether an item with these codes is on the list, read from `rows`.

    A stated code settles a yes; a code of the regime that fits no row closes those rows which only a person's
    classification could meet. `none` settles a no unless a row surely fits: then the two contradict each other and
    nothing can settle it. An incomplete list keeps every no open, but for a code that a row with `where` governs; one
    whose text was not seen well keeps every no open. So does a list that includes such a one (`included` has them all).
    """
    list_id = control_list.id
    regime = list_id.partition("/")[0]
    given = stated_codes(regime, codes)
    fitting = [*_by_row(control_list, rows, given), *_of_a_coarse_code(rows, given)]
    if not given:
        fitting += _by_hand_alone(list_id, rows)
    if on_no_list(regime, codes, closed=closed):
        if not fitting:
            return FALSE
        return Joined("contradicts", tuple(fitting), f"{list_id} fits, against the stated {regime}:none")
    governed = any(row.where and governs(row, rows, given) for row in rows)
    fitting += [
        text_says(each.id)
        for each in (control_list, *included)
        if (not each.complete and not governed) or each.place.seen not in WELL_SEEN
    ]
    return Joined("any", tuple(fitting), list_id) if fitting else FALSE


def _by_row(control_list: ControlList, rows: tuple[Row, ...], given: tuple[str, ...]) -> Iterator[Tree]:
    for row in rows:
        passage = f"{control_list.id} {row.code}".strip()
        tree = _fits(row, rows, given, passage)
        if tree is None:
            continue
        tree = guarded(tree, row.dated, passage)
        parts = (tree,) if row.where is None else (row.where, tree)
        yield Joined("all", parts, f"{control_list.place.instrument} {row.code}".strip(), row.dated.source)


def _fits(row: Row, rows: tuple[Row, ...], given: tuple[str, ...], passage: str) -> Tree | None:
    """Whether the row fits by the stated codes or by its conditions; None where neither can say."""
    stated = [code for code in given if row.code and (is_below(code, row.code) or is_below(row.code, code))]
    if stated and (row.where is None or governs(row, rows, given)):
        return Settled(True, "code stated")
    if row.when is not None:
        return row.when
    return by_hand(passage) if any(is_below(row.code, code) for code in stated) else None


def _by_hand_alone(list_id: str, rows: tuple[Row, ...]) -> Iterator[Tree]:
    """The rows that only a classification can meet, while none is stated: one unknown for all of them."""
    wheres = dict.fromkeys(row.where for row in rows if row.when is None)
    if wheres:
        some = tuple(where for where in wheres if where is not None)
        leaf = by_hand(list_id)
        yield leaf if None in wheres else Joined("all", (Joined("any", some), leaf))


def _of_a_coarse_code(rows: tuple[Row, ...], given: tuple[str, ...]) -> Iterator[Tree]:
    """A code stated more coarsely than its rows belongs to one of them: yes where all of them would hold."""
    finer = [row for row in rows if row.where and any(is_below(row.code, code) for code in given)]
    if not finer or any(row.where and governs(row, rows, given) for row in rows):
        return
    if all(row.dated.seen in WELL_SEEN and not row.dated.under for row in finer):
        codes = dict.fromkeys(row.code for row in finer)
        each = (Joined("any", tuple(r.where for r in finer if r.where and r.code == code)) for code in codes)
        yield Joined("all", tuple(each), "whichever paragraph of the stated code it is")


def by_hand(passage: str) -> Leaf:
    """The condition that a person classifies the item there: open until a code of the regime is stated."""
    word = f"{passage.partition('/')[0]}:({passage})"
    return Leaf(Condition(Subject("fact", "item", "codes"), "==", Value(words=(word,), text=f"on {passage}")))
