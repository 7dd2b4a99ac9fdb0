"""The chain of findings: every condition with what was seen of it, and what became of each provision."""

from datetime import date
from fractions import Fraction

from xenotime.deciding.answer import Found
from xenotime.deciding.problem import Layer
from xenotime.exact import Range, as_decimal
from xenotime.facts.seen import Seen
from xenotime.law.condition import Condition, Joined, Leaf, Settled, Tree
from xenotime.law.evaluate import join, leaf_holds
from xenotime.law.lawbook import Status
from xenotime.law.provision import WELL_SEEN

LONGEST_DECIMAL = 12
ROWS_SHOWN = 6
"""Parts of an `any` that surely do not hold are named up to this number, then counted."""
BRIEFLY = {answer: Found("", answer) for answer in (True, False, None)}
Memo = dict[int, tuple[Tree, Found]]


def found_of(tree: Tree, layer: Layer, memo: Memo, *, brief: bool = False) -> Found:
    """The findings of one spelt-out tree; `memo` keeps those of trees that several provisions share.

    Where they are `brief`, single conditions say whether they hold and nothing else.
    """
    known = memo.get(id(tree))
    if known is None:
        known = memo[id(tree)] = (tree, _found_of(tree, layer, memo, brief=brief))
    return known[1]


def _found_of(tree: Tree, layer: Layer, memo: Memo, *, brief: bool) -> Found:
    if isinstance(tree, Settled):
        return BRIEFLY[tree.holds] if brief else Found(tree.label or "stated", tree.holds)
    if isinstance(tree, Leaf):
        answer = leaf_answer(tree.condition, layer)
        return BRIEFLY[answer] if brief else _found_leaf(tree.condition, answer, layer)
    parts = [found_of(part, layer, memo, brief=brief) for part in tree.parts]
    told = [part.holds for part in parts]
    answer = layer.evaluated(tree) if tree.how == "stated" else join(tree.how, told)
    return Found(tree.label, answer, "", tree.source, tree.how, _shortened(tree, parts))


def _shortened(tree: Joined, parts: list[Found]) -> tuple[Found, ...]:
    if tree.how == "all" or len(parts) <= ROWS_SHOWN:
        return tuple(parts)
    kept = [part for part in parts if part.holds is not False]
    left = len(parts) - len(kept)
    if left:
        kept.append(Found(f"{left} other entries that do not fit", False))
    return tuple(kept)


def leaf_answer(condition: Condition, layer: Layer) -> bool | None:
    """Whether one condition holds."""
    if condition.value.fact is None:
        return leaf_holds(condition, layer.see(condition.subject))
    formula = layer.formula(Leaf(condition))
    return formula if isinstance(formula, bool) else None


def _found_leaf(condition: Condition, answer: bool | None, layer: Layer) -> Found:
    seen = layer.see(condition.subject)
    sheet = tuple((line.what, line.amount, line.why) for line in seen.lines)
    return Found(
        condition.as_text() + limit_text(condition), answer, seen_text(seen), seen.note, "", (), sheet
    )


def limit_text(condition: Condition) -> str:
    """The dated value behind a threshold's name."""
    if condition.value.threshold and condition.value.amount is not None:
        return f" [{as_share(condition.value.amount)}]"
    return ""


def seen_text(seen: Seen) -> str:
    """What was seen of one subject, in a few words."""
    if seen.contradiction:
        return f"contradictory: {seen.contradiction}"
    if seen.amount is not None:
        return range_text(seen.amount)
    if seen.words:
        return ", ".join(sorted(seen.words)) + ("" if seen.closed else " (perhaps others)")
    return "none" if seen.closed else "not known"


def range_text(amount: Range) -> str:
    """A range as a reader writes it."""
    low = as_share(amount.low)
    if amount.is_exact:
        return low
    return f"at least {low}" if amount.high is None else f"{low} to {as_share(amount.high)}"


def as_share(amount: Fraction) -> str:
    """A number, and what it is in percent where it is below one."""
    plain = as_decimal(amount)
    if not 0 < amount < 1:
        return plain
    hundred = as_decimal(amount * 100)
    if "/" not in hundred and len(hundred) <= LONGEST_DECIMAL:
        return f"{hundred} %"
    return f"about {float(amount * 100):.6g} % ({plain})"


def status_text(status: Status, awake: bool | None) -> str:
    """Since when a provision is in force, by whom, and what makes it sleep."""
    parts = [f"in force from {_day(entry.start)}{_by(entry.by)}" for entry in status.started]
    if not parts:
        parts = [f"starts on {_day(entry.start)}{_by(entry.by)}" for entry in status.later] or [
            "not in force"
        ]
    for each in status.sleeping:
        period = each.period
        under = f" if {period.under[0]} is read as {period.under[1]!r}" if period.under else ""
        until = f" to {period.until}" if period.until else ""
        only = "" if period.seen in WELL_SEEN else f" ({period.seen} only)"
        parts.append(f"suspended by {each.place.id} from {_day(period.start)}{until}{under}{only}")
    if status.started and awake is None:
        parts.append("whether it counts is open")
    return "; ".join(parts)


def _by(authority: str) -> str:
    return f" by {authority}" if authority else ""


def _day(day: date | None) -> str:
    return str(day) if day and day != date.min else "the beginning"


def listed_rows(found: Found, *, surely: bool = True) -> tuple[str, ...]:
    """The list rows that made a finding hold, as the law cites them."""
    if found.holds is False or (surely and found.holds is None):
        return ()
    below = tuple(row for part in found.parts for row in listed_rows(part, surely=surely))
    own = (found.what,) if found.how == "all" and found.what else ()
    return tuple(dict.fromkeys(own + below))


def leaf_count_failing(found: Found) -> int:
    """How many of the top conditions surely do not hold."""
    if found.how != "all":
        return int(found.holds is False)
    return sum(leaf_count_failing(part) for part in found.parts)
