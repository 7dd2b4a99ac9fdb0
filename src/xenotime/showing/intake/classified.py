"""What a look for controlled items says: families of parts, what is not recognised, and what its name says is harmless."""

from collections.abc import Iterable, Sequence
from typing import IO, Any

from xenotime.showing.intake.tiers import because, by_family, by_kind, overruled, state
from xenotime.showing.paper import Paper

FEW = 6
MOST = 20
"""Items of a family, or families of what is not recognised, that are shown without --explain."""
CLEARED = "That clears none of them: no class is a default."
LOOK = (
    "Nothing in their name, code, maker or group says what they are. Look, or give them a customs code or a material group, or say in house_words.csv what your own words mean; "
    "a family shares a word, a group, a maker or the beginning of a type."
)
DECIDE = (
    "To decide: xenotime classify BOOK --confirm ITEM --form FORM --code REGIME:CODE (or REGIME:none) "
    '--by NAME --reason WHY; about a whole family at once with --family "FAMILY" in place of --confirm. '
    "All items as a table: --table FILE.csv; as a page: --report FILE.html. "
    "About many at once: take the other rows out of that table, and give it back with --confirm-table FILE.csv."
)


def classified_text(found: Any, file: IO[str], width: int | None, *, explain: bool) -> str:
    """The look as text: families that usually hold such material, those that do now and then, what is not recognised, the rest."""
    paper = Paper(file, width)
    seldom = sum(each.seldom for each in found.proposals)
    total = len(found.proposals) + len(found.unrecognised) + len(found.harmless)
    paper.line(
        f"Items: {total}. Proposed: {len(found.proposals)}, of them {len(found.proposals) - seldom} of kinds that usually hold controlled "
        f"material and {seldom} of kinds that do now and then. Not recognised, to be looked at as well: {len(found.unrecognised)}. "
        f"Of kinds that hold none, by their names: {len(found.harmless)}. "
        f"To be decided: {len(found.open) + len(found.unsettled)}; due again: {len(found.due)}.",
        "bold",
    )
    for family, members in found.families.items():
        _family(paper, found, family, members, explain=explain)
    if found.unrecognised:
        _unrecognised(paper, found, explain=explain)
    if found.harmless:
        _harmless(paper, found, explain=explain)
    for said, some in overruled(found).items():
        names = some if explain else some[:FEW]
        more = "" if len(names) == len(some) else " … (--explain shows all)"
        paper.line(f"{said}, and yet proposed ({len(some)}): {', '.join(names)}{more}")
    if found.open or found.unsettled:
        paper.put()
        paper.line(DECIDE)
    return paper.text()


def _unrecognised(paper: Paper, found: Any, *, explain: bool) -> None:
    """What is not recognised, by family; with explain every item."""
    paper.put()
    families = by_family(found.unrecognised)
    paper.line(f"Not recognised ({len(found.unrecognised)}; families: {len(families)})", "bold")
    paper.line(f"  {LOOK}")
    if explain:
        rows = [
            (each.family, each.item, each.name, each.why, state(found, each.item))
            for each in found.unrecognised
        ]
        paper.table(("Family", "Item", "Name", "Because", "State"), rows)
        return
    shown = list(families.items())[:MOST]
    paper.table(
        ("Family", "Items", "Open", "Such as"),
        [(family, str(len(some)), str(_open(found, some)), _such_as(some)) for family, some in shown],
    )
    if len(families) > len(shown):
        rest = sum(map(len, families.values())) - sum(len(some) for _, some in shown)
        paper.line(f"  and {rest} items of {len(families) - len(shown)} more families (--explain shows all)")


def _open(found: Any, some: Sequence[Any]) -> int:
    return sum(state(found, each.item) in {"open", "DUE AGAIN"} for each in some)


def _such_as(some: Sequence[Any]) -> str:
    names = list(dict.fromkeys(each.name or each.item for each in some))
    return "; ".join(names[:FEW]) + (" …" if len(names) > FEW else "")


def _harmless(paper: Paper, found: Any, *, explain: bool) -> None:
    """What its name says is of a kind that holds none, by kind; and which words were not counted."""
    paper.put()
    paper.line(
        f"Of kinds that hold no magnet and no rare earth, by their names ({len(found.harmless)})", "bold"
    )
    paper.line(f"  {CLEARED}")
    paper.table(
        ("Kind", "Items", "By"), [(kind, str(count), words) for kind, count, words in by_kind(found.harmless)]
    )
    if found.aside:
        names = "; ".join(
            f"{item} ({word!r})" for item, word in (found.aside if explain else found.aside[:FEW])
        )
        more = "" if explain or len(found.aside) <= FEW else " … (--explain shows all)"
        paper.line(
            f"{len(found.aside)} of these hold a word of a kind that may, and were taken for what goes with such a part: {names}{more}"
        )


def _family(paper: Paper, found: Any, family: str, members: Sequence[Any], *, explain: bool) -> None:
    """One family: what may apply to it, and its items."""
    paper.put()
    now_and_then = ", now and then" if members[0].seldom else ""
    paper.line(f"Family: {family} ({len(members)}{now_and_then})", "bold")
    paper.line(f"  may apply, to them or to what is inside: {_lists(members, explain=explain)}")
    rows = members if explain else members[:MOST]
    paper.table(
        ("Item", "Name", "Because", "State"),
        [(each.item, each.name, _because(each, explain=explain), state(found, each.item)) for each in rows],
    )
    if len(rows) < len(members):
        paper.line(f"  and {len(members) - len(rows)} more (--explain shows all)")


def _because(proposal: Any, *, explain: bool) -> str:
    """Why it was proposed; with explain every reason and its source."""
    if explain:
        return "; ".join(
            f"{one.kind}: {one.what}" + (f" ({one.source or 'no source'}, {one.seen})" if one.seen else "")
            for one in proposal.reasons
        )
    return because(proposal)


def _lists(members: Iterable[Any], *, explain: bool) -> str:
    found: dict[str, dict[str, None]] = {}
    for one in (entry for each in members for entry in each.entries):
        found.setdefault(one.list_id, {})[one.code] = None
    shown = {list_id: [*codes] if explain else [*codes][:FEW] for list_id, codes in found.items()}
    return (
        "; ".join(
            f"{list_id} {', '.join(codes)}"
            + (f" and {len(found[list_id]) - len(codes)} more" if len(codes) < len(found[list_id]) else "")
            for list_id, codes in shown.items()
        )
        or "no list entry that is in force"
    )


def aliases_text(found: Iterable[Any]) -> str:
    """Names that are no formula, with what they may stand for."""
    lines = [
        f"{each.name}  in {', '.join(each.where[:FEW])}: "
        + (f"may be {each.may_be} ({each.source})" if each.may_be else "not in our tables")
        for each in found
    ]
    return "\n".join(lines or ["Every substance is a formula, an element or a code."]) + "\n"
