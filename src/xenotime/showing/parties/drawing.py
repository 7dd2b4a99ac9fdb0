"""Draw a chain of owners: who counts stands above whom it owns, with the share on each line."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from xenotime.owning.way import Link
from xenotime.showing.words import clean, percent

WIDE, HIGH, GAP, STEP = 190, 44, 24, 96
LETTERS = 26
MOST_ROWS = 40


def drawing(party: str, chain: Sequence[Link], names: dict[str, str]) -> Markup:
    """The chain as an inline drawing with a text for those who do not see it."""
    rows = _rows(party, chain)
    widest = max(map(len, rows))
    width, height = widest * (WIDE + GAP) + GAP, len(rows) * STEP + GAP
    at = {
        each: (GAP + (WIDE + GAP) * place + (widest - len(row)) * (WIDE + GAP) // 2, GAP // 2 + STEP * level)
        for level, row in enumerate(rows)
        for place, each in enumerate(row)
    }
    listed = {link.owner for link in chain if link.via}
    told = "; ".join(
        f"{link.owner} holds {percent(link.share)} {link.kind} of {link.owned}" for link in chain
    )
    lines = [_line(link, at) for link in chain if link.owner in at and link.owned in at]
    boxes = [_box(each, place, names, each in listed) for each, place in at.items()]
    shown = min(width, 1100)
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}" role="img" font-size="12" '
        'font-family="sans-serif"><title>{}</title>{}{}</svg>'
    ).format(
        width, height, shown, height * shown // width, escape(clean(told)), Markup("").join(lines), Markup("").join(boxes)
    )  # fmt: skip


def _rows(party: str, chain: Sequence[Link]) -> list[list[str]]:
    """The parties by how far above the party they stand, the farthest first; a loop ends the climb."""
    level = {party: 0}
    for _ in range(MOST_ROWS):
        moved = False
        for link in chain:
            wanted = level.get(link.owned, -1) + 1
            if wanted and level.get(link.owner, -1) < 0:
                level[link.owner] = wanted
                moved = True
        if not moved:
            break
    rows: list[list[str]] = [[] for _ in range(max(level.values()) + 1)]
    for each, height in level.items():
        rows[height].append(each)
    return rows[::-1]


def _box(party: str, place: tuple[int, int], names: dict[str, str], listed: bool) -> Markup:
    x, y = place
    name = names.get(party, "")
    return Markup(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="4" fill="{}" stroke="#333" stroke-width="{}"/>'
        '<text x="{}" y="{}" text-anchor="middle" fill="#111" font-weight="bold">{}</text>'
        '<text x="{}" y="{}" text-anchor="middle" fill="#333">{}</text>'
    ).format(
        x, y, WIDE, HIGH, "#fbe3df" if listed else "#fff", 2 if listed else 1,
        x + WIDE // 2, y + 18, _short(party + (" (listed)" if listed else "")), x + WIDE // 2, y + 34, _short(name),
    )  # fmt: skip


def _line(link: Link, at: dict[str, tuple[int, int]]) -> Markup:
    (x1, y1), (x2, y2) = at[link.owner], at[link.owned]
    x1, x2, y1 = x1 + WIDE // 2, x2 + WIDE // 2, y1 + HIGH
    return Markup(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="#333"/><text x="{}" y="{}" text-anchor="middle" fill="#111" '
        'stroke="#fff" stroke-width="3" paint-order="stroke">{}</text>'
    ).format(x1, y1, x2, y2, (x1 + x2) // 2, (y1 + y2) // 2, _short(f"{percent(link.share)} {link.kind}"))


def _short(text: str) -> str:
    shown = clean(text)
    return shown if len(shown) <= LETTERS else shown[: LETTERS - 1] + "…"
