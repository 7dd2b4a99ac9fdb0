"""Formulas over variables: and, or, neither, evaluated and cut down over the choices still open."""

from collections.abc import Iterable

Test = tuple[int, int]
"""A variable, and the mask of its choices for which the condition holds."""
Formula = bool | Test | tuple[str, tuple["Formula", ...]]
State = list[int]
"""The open choices of every variable, as masks."""


def simplify(how: str, parts: Iterable[Formula]) -> Formula:
    """Join formulas, dropping what is already answered."""
    stop = how != "all"
    rest: list[Formula] = []
    for part in parts:
        if part is True or part is False:
            if part is stop:
                return how == "any"
        else:
            rest.append(part)
    if not rest:
        return how != "any"
    return rest[0] if len(rest) == 1 and how != "none" else (how, tuple(rest))


def truth(formula: Formula, state: State) -> bool | None:
    """Evaluate a formula over the choices still open."""
    cut = residual(formula, state)
    return cut if isinstance(cut, bool) else None


def residual(formula: Formula, state: State) -> Formula:
    """The formula with everything dropped that the state already answers; itself where that is nothing."""
    if formula is True or formula is False:
        return formula
    head, rest = formula
    if head.__class__ is int:
        return _tested(formula, state[head], rest)  # type: ignore[arg-type]
    stop = head != "all"
    left: list[Formula] = []
    same = True
    for part in rest:  # type: ignore[union-attr]
        cut: Formula
        if part.__class__ is tuple and part[0].__class__ is int:
            number, mask = part
            open_ = state[number]
            cut = False if not open_ & mask else part if open_ & ~mask else True
        else:
            cut = residual(part, state)
        if cut is True or cut is False:
            if cut is stop:
                return head == "any"
            same = False
        else:
            left.append(cut)
            same = same and cut is part
    if same:
        return formula
    if not left:
        return head != "any"
    if len(left) == 1 and head != "none":
        return left[0]
    return head, tuple(left)  # type: ignore[return-value]


def _tested(formula: Formula, open_: int, mask: int) -> Formula:
    if not open_ & mask:
        return False
    return formula if open_ & ~mask else True


def variables_in(formulas: list[Formula]) -> set[int]:
    """Every variable that some of the formulas name."""
    found: set[int] = set()
    looked: set[int] = set()
    stack = list(formulas)
    while stack:
        formula = stack.pop()
        if isinstance(formula, bool):
            continue
        head, rest = formula
        if isinstance(head, int):
            found.add(head)
        elif id(formula) not in looked:
            looked.add(id(formula))
            stack.extend(rest)  # type: ignore[arg-type]
    return found
