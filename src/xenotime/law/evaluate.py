"""Hold a condition against what is known: yes, no, or unknown."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from xenotime.exact import Range
from xenotime.facts.seen import UNSTATED, Seen
from xenotime.law.condition import (
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
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import WELL_SEEN

See = Callable[[Subject], Seen]


Memo = dict[tuple[Subject, str, str], Tree]
"""Trees of lists and groups that were spelt out before, for one `see` and one pair of days."""


@dataclass(slots=True)
class Held:
    """What was found, for one `see`, of the trees that were evaluated."""

    answers: dict[int, tuple[Joined, bool | None]] = field(default_factory=dict)
    """Whether joined trees hold, by identity; each tree is kept so that its identity stays its own."""
    differ: bool = False
    """Whether several parties of a role differ, or statements contradict each other, in something that was looked at."""


def expand(
    tree: Tree, law: Lawbook, instrument: str, see: See, on: date, known_on: date, memo: Memo | None = None
) -> Tree:
    """Replace what names a list, a group or a threshold by what that list, group or threshold says.

    With `memo` the same list is spelt out once, and stands in the result as one object.
    """
    memo = {} if memo is None else memo
    if not tree.needs_law:
        return tree
    if isinstance(tree, Joined):
        parts = tuple(expand(part, law, instrument, see, on, known_on, memo) for part in tree.parts)
        return Joined(tree.how, parts, tree.label, tree.source)
    assert isinstance(tree, Leaf)  # noqa: S101  what is settled needs no law
    condition = tree.condition
    if condition.value.threshold:
        return _with_threshold(condition, law, instrument, on, known_on)
    key = (condition.subject, condition.relation, condition.value.ref)
    if key not in memo:
        memo[key] = _referred(condition, law, see, on, known_on, memo)
    return memo[key]


def _with_threshold(condition: Condition, law: Lawbook, instrument: str, on: date, known_on: date) -> Tree:
    """The condition with the number of that day; a number that was only remembered decides nothing."""
    entry = law.threshold(instrument, condition.value.threshold, on, known_on)
    if entry and entry.seen not in WELL_SEEN:
        return text_says(f"{instrument} {condition.as_text()}")
    amount = entry.amount if entry else None
    return Leaf(Condition(condition.subject, condition.relation, replace(condition.value, amount=amount)))


def _referred(condition: Condition, law: Lawbook, see: See, on: date, known_on: date, memo: Memo) -> Tree:
    ref, subject = condition.value.ref, condition.subject
    positive: Tree
    if ref in law.lists and subject.kind == "member":
        codes = see(Subject("fact", subject.role, "codes"))
        stated = codes.words if codes.words or codes.closed else None
        positive = law.member_of_list(ref, stated, on, known_on, closed=codes.closed)
        positive = expand(positive, law, law.lists[ref].place.instrument, see, on, known_on, memo)
    elif ref in law.groups:
        positive = _in_group(condition, law, on, known_on)
    else:
        return Leaf(condition)
    wanted = condition.relation in {"in", "=="}
    return positive if wanted else Joined("none", (positive,), condition.as_text())


def _in_group(condition: Condition, law: Lawbook, on: date, known_on: date) -> Tree:
    plain: list[str] = []
    parts: list[Tree] = []
    for member in law.members(condition.value.ref, on, known_on):
        dated = member.dated
        if not dated.under and dated.seen in WELL_SEEN:
            plain.append(member.word)
            continue
        guards: list[Tree] = []
        if dated.under:
            guards.append(reading_is(*dated.under))
        if dated.seen not in WELL_SEEN:
            guards.append(text_says(f"{condition.value.ref} {member.word}"))
        value = Value(words=(member.word,), text=member.word)
        parts.append(Joined("all", (Leaf(Condition(condition.subject, "==", value)), *guards)))
    if law.groups[condition.value.ref].place.seen not in WELL_SEEN:
        parts.append(text_says(condition.value.ref))
    if plain:
        value = Value(words=tuple(plain), text=condition.value.ref)
        parts.insert(0, Leaf(Condition(condition.subject, "in", value)))
    return Joined("any", tuple(parts), f"{condition.subject.as_text()} in {condition.value.ref}")


def holds(tree: Tree, see: See, held: Held | None = None) -> bool | None:
    """Evaluate an expanded tree; unknown where the facts do not say. What cannot tell any more is not looked at.

    With `held` a part that stands in several places is evaluated once.
    """
    held = Held() if held is None else held
    if isinstance(tree, Leaf):
        seen = see(tree.condition.subject)
        held.differ = held.differ or bool(seen.each or seen.contradiction)
        return leaf_holds(tree.condition, seen)
    if isinstance(tree, Settled):
        return tree.holds
    known = held.answers.get(id(tree))
    if known is None:
        answer = _stated_holds(tree, see, held) if tree.how == "stated" else _joined_holds(tree, see, held)
        known = held.answers[id(tree)] = (tree, answer)
    return known[1]


def _joined_holds(tree: Joined, see: See, held: Held) -> bool | None:
    telling = tree.how != "all"
    found: bool | None = not telling
    for part in tree.parts:
        answer = holds(part, see, held)
        if answer is telling:
            found = answer
            break
        if answer is None:
            found = None
    return found if tree.how in {"all", "any"} else join(tree.how, [found])


def _stated_holds(tree: Joined, see: See, held: Held) -> bool | None:
    """Whether what must be stated surely holds; not known only where parties of a role differ in it, or statements do."""
    if all(holds(part, see, held) is True for part in tree.parts):
        return True
    return None if held.differ and may_be(tree, see, held, answer=True) else False


def may_be(tree: Tree, see: See, held: Held, *, answer: bool) -> bool:
    """Whether the tree may have the answer, whoever of several parties each condition is about, whichever statement is right."""
    if isinstance(tree, Leaf):
        found = see(tree.condition.subject)
        if found.contradiction:
            return True
        return any(leaf_holds(tree.condition, each) is answer for each in found.each or (found,))
    if isinstance(tree, Settled) or tree.how == "contradicts":
        return holds(tree, see, held) is answer
    sought = answer is not (tree.how == "none")
    some = (may_be(part, see, held, answer=sought) for part in tree.parts)
    return all(some) if sought is (tree.how in {"all", "stated"}) else any(some)


def join(how: str, answers: list[bool | None]) -> bool | None:
    """Join three-valued answers; `contradicts` can be no or unknown, never yes; `stated` is yes or no."""
    if how == "stated":
        return all(answer is True for answer in answers)
    if how == "all":
        return False if False in answers else None if None in answers else True
    some = True if True in answers else None if None in answers else False
    if how == "contradicts":
        return None if some else False
    return (None if some is None else not some) if how == "none" else some


def leaf_holds(condition: Condition, seen: Seen) -> bool | None:
    """Hold one plain condition against what was seen of its subject; one that names another fact is not known."""
    if seen.contradiction or condition.value.fact is not None:
        return None
    relation, value = condition.relation, condition.value
    if relation in {"==", "!=", "in", "not in"} and not (
        value.amount is not None and seen.amount is not None
    ):
        some = some_word_is(seen, value.words)
        return some if relation in {"==", "in"} or some is None else not some
    if value.amount is None or seen.amount is None:
        return None
    return compare(seen.amount, relation, value.amount)


def some_word_is(seen: Seen, words: tuple[str, ...]) -> bool | None:
    """Whether some value of the fact is one of `words`."""
    if not seen.words.isdisjoint(words):
        return True
    if seen.closed and not any(UNSTATED in each for each in seen.words):
        return False
    return False if all(seen.rules_out(word) for word in words) else None


def compare(amount: Range, relation: str, limit: Fraction) -> bool | None:
    """Compare a range with a number: yes or no only where both ends agree.

    >>> compare(Range(Fraction(1), Fraction(3)), ">=", Fraction(1))
    True
    """
    low, high = amount.low, amount.high
    if relation in {"==", "!="}:
        apart = low > limit or (high is not None and high < limit)
        same = False if apart else True if low == limit == high else None
        return same if relation == "==" or same is None else not same
    if relation in {">=", "<"}:
        over = True if low >= limit else False if high is not None and high < limit else None
    else:
        over = True if low > limit else False if high is not None and high <= limit else None
    return over if relation in {">", ">="} or over is None else not over
