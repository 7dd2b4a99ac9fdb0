"""What the grade of a magnet adds to the questions: elements to ask for, and the reason; it settles nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from xenotime.asking.effects import Unsettled, key_of
from xenotime.casework.cases import Docket
from xenotime.facts.estimate import Estimates, Grade
from xenotime.facts.seen import About, Missing
from xenotime.facts.substance import is_element

WIDER = ("others", "content of ", "item in ", "has(")
"""How facts begin that leave it open what is in an item; `has(` only of an element that the grade asks for."""


class Graded:
    """The items of one docket that carry a grade, and what is not known of the elements that it speaks of."""

    def __init__(self, docket: Docket, tables: Estimates) -> None:
        self.docket, self.tables = docket, tables
        self.desk = docket.desk(docket.asked.on or docket.asked.known_on)
        self.made: dict[str, tuple[Grade | None, tuple[str, ...]]] = {}

    @cached_property
    def listed(self) -> frozenset[str]:
        """The elements that the lists of the law ask about."""
        columns = self.desk.columns
        return frozenset(
            each
            for name in self.docket.law.lists
            for each in columns.lists.elements(name)
            if is_element(each)
        )

    def of(self, item_id: str) -> tuple[Grade | None, tuple[str, ...]]:
        """The grade of the item, and the elements it speaks of of which it is not known whether they are in it."""
        if item_id not in self.made:
            item = self.docket.book.items.get(item_id)
            grade = self.tables.grade_of(item) if item else None
            asked = [each for each in grade.ask if each in self.listed] if grade else []
            open_ones = tuple(
                each for each in asked if self.desk.tracer.has_substance(item_id, each).truth is None
            )
            self.made[item_id] = grade, open_ones
        return self.made[item_id]

    def widened(self, every: Iterable[Unsettled]) -> Iterator[Unsettled]:
        """The same answers; where one waits for what is in an item with a grade, it waits for its elements too.

        What is asked of such an item says why. What settles an answer is not changed.
        """
        for each in every:
            missing = tuple(self._with_reason(one) for one in each.missing)
            known = {key_of(one) for one in missing}
            more = dict.fromkeys(
                one
                for given in missing
                if given.likely
                for one in self._elements_of(given.about)
                if key_of(one) not in known
            )
            yield replace(each, missing=(*missing, *more))

    def _with_reason(self, missing: Missing) -> Missing:
        if missing.about.kind != "item" or not missing.fact.startswith(WIDER):
            return missing
        grade, elements = self.of(missing.about.id)
        named = [each for each in elements if missing.fact == f"has({each})"]
        if grade is None or not elements or (missing.fact.startswith("has(") and not named):
            return missing
        english, chinese = grade.reason(named or elements)
        return replace(missing, likely=english, likely_zh=chinese)

    def _elements_of(self, about: About) -> Iterator[Missing]:
        for element in self.of(about.id)[1]:
            yield self._with_reason(self.desk.tracer.asker.missing("has", about.id, {"substance": element}))
