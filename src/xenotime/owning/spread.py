"""Spread a mark from the listed down to whom they own, to the least fixpoint."""

from collections.abc import Callable, Iterable

from xenotime.owning.register import Company, Register


def spread(
    register: Register,
    marked: Iterable[str],
    reaches: Callable[[Company, dict[str, int]], bool],
    *,
    tiers: bool,
) -> dict[str, int]:
    """Everybody who is marked in the end, with the round in which the mark came.

    A company is marked when it `reaches` the line with the owners marked in earlier rounds; so a loop
    without a marked member stays unmarked. Without `tiers` there is one round. Each round looks only at
    companies whose owners were marked in the round before.
    """
    rounds = dict.fromkeys(marked, 0)
    waiting: Iterable[str] = register.companies
    count = 0
    while waiting and (tiers or not count):
        count += 1
        new = [
            each
            for each in waiting
            if each not in rounds
            and any(reaches(company, rounds) for company in register.companies.get(each, ()))
        ]
        rounds.update(dict.fromkeys(new, count))
        waiting = dict.fromkeys(owned for owner in new for owned in register.owns.get(owner, ()))
    return rounds
