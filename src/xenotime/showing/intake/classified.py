"""What a look for controlled items says: families of parts, each item with its reason, and what nobody has decided."""

from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from xenotime.showing.paper import Paper

FEW = 6
MOST = 20
"""Items of a family that are shown without --explain."""
NOT_CLEARED = "nothing speaks, which clears none of them. No class is a default."
DECIDE = (
    "To decide: xenotime classify BOOK --confirm ITEM --form FORM --code REGIME:CODE (or REGIME:none) "
    '--by NAME --reason WHY; about a whole family at once with --family "FAMILY" in place of --confirm.'
)


def classified_text(found: Any, file: IO[str], width: int | None, *, explain: bool) -> str:
    """The look as text: families that usually hold such material first, then those that do now and then."""
    paper = Paper(file, width)
    seldom = sum(each.seldom for each in found.proposals)
    total = len(found.proposals) + len(found.silent)
    paper.line(
        f"{len(found.proposals)} of {total} items are proposed: {len(found.proposals) - seldom} may be of kinds that usually hold "
        f"controlled material, {seldom} of kinds that do now and then. {len(found.open)} to be decided, {len(found.due)} due again.",
        "bold",
    )
    paper.line(f"For the other {len(found.silent)} {NOT_CLEARED}")
    for family, members in found.families.items():
        _family(paper, found, family, members, explain=explain)
    if found.aside:
        names = "; ".join(
            f"{item} ({word!r})" for item, word in (found.aside if explain else found.aside[:FEW])
        )
        more = "" if explain or len(found.aside) <= FEW else " … (--explain shows all)"
        paper.line(
            f"{len(found.aside)} items hold such a word and were taken for what goes with such a part, or for something else: {names}{more}"
        )
    if found.open:
        paper.put()
        paper.line(DECIDE)
    return paper.text()


def _family(paper: Paper, found: Any, family: str, members: Sequence[Any], *, explain: bool) -> None:
    """One family: what may apply to it, and its items."""
    paper.put()
    now_and_then = ", now and then" if members[0].seldom else ""
    paper.line(f"Family: {family} ({len(members)}{now_and_then})", "bold")
    paper.line(f"  may apply, to them or to what is inside: {_lists(members, explain=explain)}")
    rows = members if explain else members[:MOST]
    paper.table(
        ("Item", "Name", "Because", "State"),
        [(each.item, each.name, _because(each, explain=explain), _state(found, each.item)) for each in rows],
    )
    if len(rows) < len(members):
        paper.line(f"  and {len(members) - len(rows)} more (--explain shows all)")


def _because(proposal: Any, *, explain: bool) -> str:
    """Why the first of its kinds was proposed, and what else it may be; with explain every reason and its source."""
    if explain:
        return "; ".join(
            f"{one.kind}: {one.what}" + (f" ({one.source or 'no source'}, {one.seen})" if one.seen else "")
            for one in proposal.reasons
        )
    first = next(one.what for one in proposal.reasons if one.kind == proposal.kinds[0])
    return "; or ".join((first, *proposal.kinds[1:]))


def _state(found: Any, item: str) -> str:
    if any(item == name for name, _ in found.due):
        return "DUE AGAIN"
    if item not in found.confirmed:
        return "open"
    one = found.confirmed[item]
    return f"{', '.join(filter(None, [one.form, *one.codes]))}, by {one.by} on {one.on}: {one.reason}"


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


def classified_json(found: Any) -> Mapping[str, Any]:
    """The look as JSON."""
    due = {item for item, _ in found.due}
    return {
        "proposals": [
            {
                "item": each.item,
                "name": each.name,
                "kinds": list(each.kinds),
                "usual": not each.seldom,
                "forms": list(each.forms),
                "reasons": [{"kind": one.kind, "what": one.what, "source": one.source, "seen": one.seen} for one in each.reasons],
                "may_apply": [{"list": one.list_id, "code": one.code, "text": one.text} for one in each.entries],
                "state": "due" if each.item in due else "confirmed" if each.item in found.confirmed else "open",
            }
            for each in found.proposals
        ],
        "due": sorted(due),
        "silent": list(found.silent),
        "set_aside": [{"item": item, "word": word} for item, word in found.aside],
    }  # fmt: skip


def aliases_text(found: Iterable[Any]) -> str:
    """Names that are no formula, with what they may stand for."""
    lines = [
        f"{each.name}  in {', '.join(each.where[:FEW])}: "
        + (f"may be {each.may_be} ({each.source})" if each.may_be else "not in our tables")
        for each in found
    ]
    return "\n".join(lines or ["Every substance is a formula, an element or a code."]) + "\n"
