"""What a look for controlled items says as rows of a table and as JSON: every item once, with its tier."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from xenotime.showing.spreadsheet import as_text

MAY_HOLD, NOW_AND_THEN = "may hold", "may hold, now and then"
NOT_RECOGNISED, HARMLESS = "not recognised", "of a kind that holds none"
HEADER = ("tier", "family", "item", "name", "because", "may_apply", "state")


def rows(found: Any) -> Iterator[tuple[str, ...]]:
    """Every item once, in the order in which a person looks: tier, family, item, name, reason, lists, state."""
    for family, members in found.families.items():
        for each in members:
            tier = NOW_AND_THEN if each.seldom else MAY_HOLD
            lists = _lists(each.entries)
            yield tier, family, each.item, each.name, because(each), lists, state(found, each.item)
    for each in found.unrecognised:
        yield NOT_RECOGNISED, each.family, each.item, each.name, each.why, "", state(found, each.item)
    for each in found.harmless:
        yield HARMLESS, each.kind, each.item, each.name, each.what, "", state(found, each.item, else_="")


def _lists(entries: Iterable[Any]) -> str:
    found: dict[str, list[str]] = {}
    for one in entries:
        found.setdefault(one.list_id, []).append(one.code)
    return "; ".join(f"{list_id} {', '.join(codes)}" for list_id, codes in found.items())


def because(proposal: Any) -> str:
    """Why the first of its kinds was proposed, and what else it may be."""
    first = next(one.what for one in proposal.reasons if one.kind == proposal.kinds[0])
    return "; or ".join((first, *proposal.kinds[1:]))


def state(found: Any, item: str, else_: str = "open") -> str:
    """What a person decided about an item, and whether it falls due again."""
    if item in found.due_items:
        return "DUE AGAIN"
    if item not in found.confirmed:
        return else_
    one = found.confirmed[item]
    left = f"; OPEN under {', '.join(found.left[item])}" if item in found.left else ""
    return f"{', '.join(filter(None, [one.form, *one.codes]))}, by {one.by} on {one.on}: {one.reason}{left}"


def classified_csv(found: Any) -> str:
    """Every item as a CSV file; no cell is a formula to a spreadsheet."""
    file = io.StringIO()
    table = csv.writer(file, lineterminator="\n")
    table.writerow(HEADER)
    table.writerows([as_text(cell) for cell in row] for row in rows(found))
    return file.getvalue()


def classified_json(found: Any) -> Mapping[str, Any]:
    """The look as JSON."""
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
                "state": _one_word(found, each.item),
            }
            for each in found.proposals
        ],
        "unrecognised": [
            {"item": each.item, "name": each.name, "family": each.family, "why": each.why, "state": _one_word(found, each.item)}
            for each in found.unrecognised
        ],
        "harmless": [{"item": each.item, "name": each.name, "kind": each.kind, "what": each.what} for each in found.harmless],
        "due": sorted(found.due_items),
        "overruled": [{"item": item, "word": word.word} for item, word in found.overruled],
        "set_aside": [{"item": item, "word": word} for item, word in found.aside],
    }  # fmt: skip


def _one_word(found: Any, item: str) -> str:
    if item in found.due_items:
        return "due"
    return "confirmed" if item in found.confirmed and item not in found.left else "open"


def by_family(some: Iterable[Any]) -> dict[str, list[Any]]:
    """What is not recognised, by its families, in their order."""
    families: dict[str, list[Any]] = {}
    for each in some:
        families.setdefault(each.family, []).append(each)
    return families


def overruled(found: Any) -> dict[str, list[str]]:
    """The words of the house that say that a part holds none, where it is proposed all the same: each with those parts."""
    words: dict[str, list[str]] = {}
    for item, word in found.overruled:
        words.setdefault(word.said, []).append(item)
    return words


def by_kind(some: Sequence[Any]) -> list[tuple[str, int, str]]:
    """What is harmless: each kind, how many are of it, and by which words most of them."""
    kinds: dict[str, dict[str, int]] = {}
    for each in some:
        said = kinds.setdefault(each.kind, {})
        said[each.what] = said.get(each.what, 0) + 1
    return [
        (kind, sum(said.values()), _commonest(said))
        for kind, said in sorted(kinds.items(), key=lambda one: -sum(one[1].values()))
    ]


WORDS, NAMED, DECLARED = 8, "name says ", "house word "
"""Words of a kind that are shown, how most are told, and how those that a person declared: these are all shown."""


def _commonest(said: Mapping[str, int]) -> str:
    most = sorted(said, key=lambda what: (not what.startswith(DECLARED), -said[what]))
    few = max(WORDS, sum(what.startswith(DECLARED) for what in most))
    shown = ", ".join(f"{what.removeprefix(NAMED)} ({said[what]})" for what in most[:few])
    return shown + (f" and {len(most) - few} more" if len(most) > few else "")
