"""Only those findings that carry the answer; the whole chain stays in the JSON."""

from dataclasses import replace

from xenotime.deciding.answer import Found

ENOUGH: dict[tuple[str, bool | None], set[bool | None]] = {
    ("any", True): {True},
    ("all", False): {False},
    ("any", None): {True, None},
}
"""Where some parts are enough for the answer: those that are kept."""


def pruned(found: Found) -> Found:
    """The same finding, without parts that do not bear on it and without levels that say nothing.

    >>> one, other = Found("a == 1", True), Found("b == 2", None)
    >>> pruned(Found("", True, how="any", parts=(one, other))).what
    'a == 1'
    """
    parts = tuple(pruned(part) for part in found.parts)
    enough = ENOUGH.get((found.how, found.holds))
    kept = tuple(part for part in parts if enough is None or part.holds in enough)
    if not found.what and len(kept) == 1 and found.how in {"all", "any"}:
        return kept[0]
    if found.how == "none" and len(kept) == 1 and kept[0].how == "any":
        kept = kept[0].parts
    return replace(found, parts=kept)
