"""One level of the roll-up as one portable query: lines summed, statements met, what a part counts for told.

It reads `line`, `item`, `own`, `said` and `fate` (`level_tables` says what they hold), and in `done` the levels
below. Column -1 is what an item is worth. Figures are float64; `near` marks those that lie so near to each
other that rounding may decide: they are passed over, and a row that was worked out otherwise stands for them.
"""

from xenotime.tracing.algebra import COUNTS, OPENED, STOPS

INFINITE = "CAST('Infinity' AS DOUBLE)"
WORTH = -1
DONE = ("i", "c", "low", "high", "inside_low", "inside_high", "near", "exact")
WHOLE = {"i", "c", "near", "exact"}
"""The columns of `done`, and which of them are integers."""
_TOP = "s.high + CASE WHEN s.adds = 1 THEN h.high ELSE 0 END"
Ends = tuple[str, str]
"""The formulas of a low and of a high end."""


def level(height: int, voices: int, slack: float, *, holds: bool, rolled: bool) -> str:
    """The query for the items of one height, with the columns of `DONE`.

    `low` and `high` are what one of the item counts for in a parent. `voices` is the most voices that any
    supply has; `holds` says that a part is worth at least what is inside it, `rolled` that some
    item is worth what its lines are worth.
    """
    return f"""
WITH slot AS (
  SELECT l.parent AS i, d.c,
    CASE WHEN count(*) < max(l.size) THEN 0 ELSE min(l.low * d.low) END AS low,
    max(CASE WHEN l.high = 0 OR d.high = 0 THEN 0 ELSE l.high * d.high END) AS high
  FROM line l JOIN done d ON d.i = l.child WHERE l.height = {height} AND d.near = 0
  GROUP BY l.parent, d.c, l.slot
), bill AS (
  SELECT i, c, sum(low) AS low, sum(high) AS high FROM slot GROUP BY i, c
), pair AS (
  SELECT COALESCE(o.i, b.i) AS i, COALESCE(o.c, b.c) AS c, COALESCE(b.low, 0) AS low, COALESCE(b.high, 0) AS high
  FROM (SELECT i, c FROM own WHERE height = {height}) o FULL OUTER JOIN bill b ON b.i = o.i AND b.c = o.c
), here AS (
  SELECT p.i, p.c, t.closed, p.low, p.high, {_worth("low", rolled=rolled)}, {_worth("high", rolled=rolled)}
  FROM pair p JOIN item t ON t.i = p.i WHERE t.height = {height}
), voice AS (
  SELECT h.i, h.c, s.supply, s.voice, {_same("h.")}, min(s.low) AS bottom,
    CASE WHEN max(s.denied) = 1 AND min(h.low) = 0 AND max({_TOP}) = 0 THEN {INFINITE} ELSE max({_TOP}) END AS top
  FROM here h LEFT JOIN said s ON s.i = h.i AND s.c = h.c GROUP BY h.i, h.c, s.supply, s.voice
), agreed AS (
  SELECT i, c, {_same()}, count(supply) AS stated, min(one) AS one, max(other) AS other, max(near) AS near
  FROM ({_agreed(voices, slack)}) v GROUP BY i, c
), held AS (
  SELECT i, c, worth_low, worth_high, near, one AS low,
    CASE WHEN stated > 0 THEN other WHEN closed = 1 THEN high ELSE {INFINITE} END AS high
  FROM agreed
), capped AS (
  {_capped(slack) if holds else "SELECT * FROM held"}
), inside AS (
  SELECT i, c, worth_low, worth_high,
    CASE WHEN c = {WORTH} THEN 0 ELSE near END AS near,
    CASE WHEN c = {WORTH} THEN worth_low ELSE low END AS low,
    CASE WHEN c = {WORTH} THEN worth_high ELSE high END AS high
  FROM capped
), counted AS (
  SELECT n.i, n.c, {_counted(holds=holds)}, n.low AS inside_low, n.high AS inside_high, n.near, 0 AS exact
  FROM inside n LEFT JOIN fate e ON e.i = n.i AND e.c = n.c
)
SELECT {_typed()} FROM counted WHERE high > 0 OR inside_high > 0"""


def _worth(end: str, *, rolled: bool) -> str:
    """An end of what the item is worth: as stated, or what its lines are worth."""
    lines = f"max(CASE WHEN p.c = {WORTH} THEN p.{end} ELSE 0 END) OVER (PARTITION BY p.i)"
    summed = f"CASE WHEN t.summed = 1 THEN {lines} ELSE t.worth_{end} END"
    return f"{summed if rolled else f't.worth_{end}'} AS worth_{end}"


def _same(table: str = "") -> str:
    """What every row of one item and column has alike, carried through a grouping."""
    alike = ("low", "high", "worth_low", "worth_high", "closed")
    return ", ".join(f"min({table}{each}) AS {each}" for each in alike)


def _typed() -> str:
    """The columns of a level, each of one type on every engine."""
    return ", ".join(f"CAST({each} AS {'BIGINT' if each in WHOLE else 'DOUBLE'}) AS {each}" for each in DONE)


def _met(one: Ends, other: Ends, slack: float) -> tuple[str, str, str]:
    """What both ranges share, or their hull where they share nothing; and whether rounding may decide that."""
    (low, high), (least, most) = one, other
    apart = f"({low} > {most} * (1 + {slack!r}) OR {least} > {high} * (1 + {slack!r}))"
    near = f"(({low} > 0 AND {low} >= {most} * (1 - {slack!r})) OR ({least} > 0 AND {least} >= {high} * (1 - {slack!r})))"
    shared = f"LEAST({high}, {most})"
    return (
        f"CASE WHEN {apart} THEN LEAST({low}, {least}) ELSE LEAST(GREATEST({low}, {least}), {shared}) END",
        f"CASE WHEN {apart} THEN GREATEST({high}, {most}) ELSE {shared} END",
        f"(NOT {apart} AND {near})",
    )


def _agreed(voices: int, slack: float) -> str:
    """Every supply with what its lines and voices leave together, one voice after the other."""
    ends = ", ".join(
        f"max(CASE WHEN voice = {at} THEN {end} END) AS {end}{at}"
        for at in range(voices)
        for end in ("bottom", "top")
    )
    query = (
        f"SELECT i, c, supply, {_same()}, min(low) AS one, {INFINITE} AS other, 0 AS near, {ends} "
        "FROM voice GROUP BY i, c, supply"
    )
    for at in range(voices):
        bottom, top = f"bottom{at}", f"top{at}"
        one, other, close = _met(("one", "other"), (bottom, f"GREATEST({bottom}, {top})"), slack)
        spans = f"(one = low AND {top} >= high AND {bottom} <= {one})"
        left = "".join(f", bottom{each}, top{each}" for each in range(at + 1, voices))
        query = (
            f"SELECT i, c, supply, low, high, worth_low, worth_high, closed, CASE WHEN {bottom} IS NULL THEN one ELSE {one} END AS one, "
            f"CASE WHEN {bottom} IS NULL THEN other ELSE {other} END AS other, "
            f"CASE WHEN {bottom} IS NOT NULL AND {close} AND NOT {spans} THEN 1 ELSE near END AS near{left} "
            f"FROM ({query}) v{at}"
        )
    return query


def _capped(slack: float) -> str:
    """What is inside is at most what the whole is worth."""
    low, high, close = _met(("low", "high"), ("CAST(0 AS DOUBLE)", "worth_high"), slack)
    return (
        f"SELECT i, c, worth_low, worth_high, CASE WHEN {close} THEN 1 ELSE near END AS near, "
        f"{low} AS low, {high} AS high FROM held"
    )


def _counted(*, holds: bool) -> str:
    """What one of an item counts for in a parent: the hull over what can happen to it."""
    full = "LEAST(GREATEST(n.worth_low, n.low), n.worth_high)" if holds else "n.worth_low"
    happens = {each: f"COALESCE(e.{each}, {int(each == OPENED)}) = 1" for each in (COUNTS, OPENED, STOPS)}
    lows = ((COUNTS, full), (OPENED, "n.low"), (STOPS, "0"))
    highs = ((COUNTS, "n.worth_high"), (OPENED, "n.high"))
    least = ", ".join(f"CASE WHEN {happens[each]} THEN {end} ELSE {INFINITE} END" for each, end in lows)
    most = ", ".join(f"CASE WHEN {happens[each]} THEN {end} ELSE 0 END" for each, end in highs)
    return f"LEAST({least}) AS low, GREATEST({most}) AS high"
