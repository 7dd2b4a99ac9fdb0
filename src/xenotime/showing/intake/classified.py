"""What a look for controlled items says: each proposal with its reasons, and what nobody has decided."""

from collections.abc import Iterable, Mapping
from typing import IO, Any

from xenotime.showing.paper import Paper

FEW = 6
NOT_CLEARED = "For the others nothing speaks; that clears none of them. No class is a default."


def classified_text(found: Any, file: IO[str], width: int | None, *, explain: bool) -> str:
    """The look as text."""
    paper = Paper(file, width)
    due = {item for item, _ in found.due}
    for each in found.proposals:
        state = "DUE AGAIN" if each.item in due else "confirmed" if each.item in found.confirmed else "open"
        paper.line(f"{each.item}  {each.name}  [{state}]", "bold")
        paper.line(
            f"  may be: {', '.join(each.kinds)}" + (f"; form {' or '.join(each.forms)}" if each.forms else "")
        )
        reasons = each.reasons if explain else each.reasons[:FEW]
        for one in reasons:
            behind = f" ({one.source or 'no source'}, {one.seen})" if explain and one.seen else ""
            paper.line(f"    {one.kind}: {one.what}{behind}")
        for list_id, codes in _by_list(each.entries).items():
            shown = codes if explain else codes[:FEW]
            more = f" and {len(codes) - len(shown)} more" if len(shown) < len(codes) else ""
            paper.line(f"    may apply: {list_id}: {', '.join(shown)}{more}")
        if each.item in found.confirmed:
            one = found.confirmed[each.item]
            said = ", ".join(filter(None, [one.form, *one.codes]))
            paper.line(f"    decided: {said}, by {one.by} on {one.on}: {one.reason}")
    families: dict[str, int] = {}
    for each in found.open:
        for kind in each.kinds:
            families[kind] = families.get(kind, 0) + 1
    if families:
        paper.table(("Family", "Items to decide"), [(kind, str(count)) for kind, count in families.items()])
    total = len(found.proposals) + len(found.silent)
    paper.line(
        f"{len(found.proposals)} of {total} items proposed, {len(found.open)} to be decided, {len(found.due)} due again. {NOT_CLEARED}"
    )
    return paper.text()


def _by_list(entries: Iterable[Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in entries:
        if each.code not in found.setdefault(each.list_id, []):
            found[each.list_id].append(each.code)
    return found


def classified_json(found: Any) -> Mapping[str, Any]:
    """The look as JSON."""
    due = {item for item, _ in found.due}
    return {
        "proposals": [
            {
                "item": each.item,
                "name": each.name,
                "kinds": list(each.kinds),
                "forms": list(each.forms),
                "reasons": [{"kind": one.kind, "what": one.what, "source": one.source, "seen": one.seen} for one in each.reasons],
                "may_apply": [{"list": one.list_id, "code": one.code, "text": one.text} for one in each.entries],
                "state": "due" if each.item in due else "confirmed" if each.item in found.confirmed else "open",
            }
            for each in found.proposals
        ],
        "due": sorted(due),
        "silent": list(found.silent),
    }  # fmt: skip


def aliases_text(found: Iterable[Any]) -> str:
    """Names that are no formula, with what they may stand for."""
    lines = [
        f"{each.name}  in {', '.join(each.where[:FEW])}: "
        + (f"may be {each.may_be} ({each.source})" if each.may_be else "not in our tables")
        for each in found
    ]
    return "\n".join(lines or ["Every substance is a formula, an element or a code."]) + "\n"
