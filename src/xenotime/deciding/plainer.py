"""Write formulas plainly: joints within like joints are one, and unknowns that are only asked for together are one."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence

from xenotime.deciding.formula import Formula

INTO = {"all": frozenset({"all"}), "any": frozenset({"any"}), "none": frozenset({"any"})}
"""The joints whose parts may as well be parts of the joint in which they stand."""
Together = dict[int, tuple[int, ...]]
"""Of unknowns that are asked for together the first, which stands for all, and all of them."""


def plainer(formulas: Sequence[Formula], either: Collection[int]) -> tuple[list[Formula], Together]:
    """The formulas over fewer unknowns, and which unknowns are one of these now.

    `either` are the unknowns that are a yes or a no of which neither is known, asked whether they are yes. Those that stand
    as parts of the same `any` and `none` joints, and nowhere else, are taken as the one unknown whether any of them is yes.
    """
    flat = _Flat()
    written = [flat.of(each) for each in formulas]
    stands = _Places(either)
    for each in written:
        stands.into(each)
    together = stands.together()
    if together:
        rest = {each for first, every in together.items() for each in every if each != first}
        left_out = _Without(rest)
        written = [left_out.of(each) for each in written]
    return written, together


class _Rewritten(ABC):
    """Formulas written anew, each joint once; what was one object still is."""

    def __init__(self) -> None:
        self.known: dict[int, tuple[Formula, Formula]] = {}

    def of(self, formula: Formula) -> Formula:
        """The formula as it is written now."""
        if isinstance(formula, bool) or isinstance(formula[0], int):
            return formula
        known = self.known.get(id(formula))
        if known is None:
            known = self.known[id(formula)] = formula, self.joint(formula)
        return known[1]

    @abstractmethod
    def joint(self, formula: Formula) -> Formula:
        """One joint as it is written now."""


class _Flat(_Rewritten):
    """Without joints that are parts of like ones."""

    def joint(self, formula: Formula) -> Formula:
        head, rest = formula  # type: ignore[misc]
        parts: list[Formula] = []
        same = True
        for part in rest:  # type: ignore[union-attr]
            now = self.of(part)
            inside = not isinstance(now, bool) and now[0] in INTO[head]  # type: ignore[index]
            parts += now[1] if inside else (now,)  # type: ignore[index,arg-type]
            same = same and now is part and not inside
        return formula if same else (head, tuple(parts))  # type: ignore[return-value]


class _Places:
    """In which joints unknowns stand."""

    def __init__(self, either: Collection[int]) -> None:
        self.of: dict[int, list[int]] = {each: [] for each in either}
        self.seen: dict[int, Formula] = {}

    def into(self, formula: Formula) -> None:
        """Look into one formula, which is kept."""
        if isinstance(formula, bool):
            return
        if isinstance(formula[0], int):
            self.of.pop(formula[0], None)
        elif id(formula) not in self.seen:
            self.seen[id(formula)] = formula
            self._joint(formula)

    def _joint(self, formula: Formula) -> None:
        head, rest = formula  # type: ignore[misc]
        number = len(self.seen)
        for part in rest:  # type: ignore[union-attr]
            if head != "all" and not isinstance(part, bool) and part[0] in self.of:
                self.of[part[0]].append(number)
            else:
                self.into(part)

    def together(self) -> Together:
        """The unknowns that stand in the same joints, where there are several."""
        alike: dict[tuple[int, ...], list[int]] = {}
        for number, joints in self.of.items():
            if joints:
                alike.setdefault(tuple(joints), []).append(number)
        return {every[0]: tuple(every) for every in alike.values() if len(every) > 1}


class _Without(_Rewritten):
    """Without some of the unknowns in them."""

    def __init__(self, rest: Collection[int]) -> None:
        super().__init__()
        self.rest = rest

    def joint(self, formula: Formula) -> Formula:
        head, rest = formula  # type: ignore[misc]
        parts = tuple(self.of(part) for part in rest if not self._is_left_out(part))  # type: ignore[union-attr]
        return parts[0] if head == "any" and len(parts) == 1 else (head, parts)  # type: ignore[return-value]

    def _is_left_out(self, part: Formula) -> bool:
        return not isinstance(part, bool) and part[0] in self.rest
