"""Draw a chain of owners: who counts stands above whom it owns, with the share on each line."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup, escape

from xenotime.facts.party import OTHER_OWNERS
from xenotime.owning.way import Link
from xenotime.showing.words import clean, percent

WIDE, HIGH, GAP, STEP = 190, 44, 24, 96
LETTERS = 26


def drawing(party: str, chain: Sequence[Link], names: dict[str, str]) -> Markup:
    """The chain as an inline drawing with a text for those who do not see it."""
    chain = _each_its_own_others(chain)
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


def _each_its_own_others(chain: Sequence[Link]) -> list[Link]:
    """The unnamed owners of one party are not those of another: each party gets its own."""
    return [
        replace(link, owner=f"{OTHER_OWNERS} of {link.owned}") if link.owner == OTHER_OWNERS else link
        for link in chain
    ]


def _rows(party: str, chain: Sequence[Link]) -> list[list[str]]:
    """The parties in rows, the farthest first: an owner stands above all that it owns, save where that closes a loop."""
    rising = list(_without_loops(party, chain))
    level = {party: 0}
    moved = True
    while moved:
        moved = False
        for owner, owned in rising:
            wanted = level.get(owned, -1) + 1
            if wanted > level.get(owner, 0):
                level[owner], moved = wanted, True
    rows: list[list[str]] = [[] for _ in range(max(level.values()) + 1)]
    for each, height in level.items():
        rows[height].append(each)
    return rows[::-1]


def _without_loops(party: str, chain: Sequence[Link]) -> Iterator[tuple[str, str]]:
    """Owner and owned of every link that is reached from the party and does not lead back to where one came from."""
    owners: dict[str, list[str]] = {}
    for link in chain:
        owners.setdefault(link.owned, []).append(link.owner)
    seen, path = {party}, {party}
    open_ = [(party, iter(owners.get(party, ())))]
    while open_:
        owned, left = open_[-1]
        owner = next(left, None)
        if owner is None:
            open_.pop()
            path.discard(owned)
        elif owner not in path:
            yield owner, owned
            if owner not in seen:
                seen.add(owner)
                path.add(owner)
                open_.append((owner, iter(owners.get(owner, ()))))


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
    down = (
        (STEP - HIGH) / 2 / (y2 - y1) if y2 > y1 else 0.5
    )  # in the gap below the owner, where no box lies over it
    return Markup(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="#333"/><text x="{}" y="{}" text-anchor="middle" fill="#111" '
        'stroke="#fff" stroke-width="3" paint-order="stroke">{}</text>'
    ).format(
        x1,
        y1,
        x2,
        y2,
        round(x1 + (x2 - x1) * down),
        round(y1 + (y2 - y1) * down),
        _short(f"{percent(link.share)} {link.kind}"),
    )


def _short(text: str) -> str:
    shown = clean(text)
    return shown if len(shown) <= LETTERS else shown[: LETTERS - 1] + "…"
