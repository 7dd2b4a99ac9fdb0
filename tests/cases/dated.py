"""Whether a day that a case states lies before a day on which a law turned."""

import re

from cases.situation import UNKNOWN, Situation

DAY_OR_MONTH = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")


def before(it: Situation, target: str, value: str) -> None:
    """Whether a day, or a month that lies clear of it, is before another; `target` names the fact and that other day."""
    fact, _, border = target.partition(" ")
    said = DAY_OR_MONTH.search(str(value))
    if said is None:
        raise ValueError(value)
    same_month = said[0] == border[: len(said[0])] and len(said[0]) < len(border)
    it.say(fact, UNKNOWN if same_month else "yes" if said[0] < border else "no")
