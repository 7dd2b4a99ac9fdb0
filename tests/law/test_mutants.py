"""Cases of law notice when the law is changed."""

import pytest

from law.mutants import Mutant, killed_by, likely, mutants
from xenotime.desk.answering import load_law

LAW = load_law()
CORE = ("cn/2025-18 1", "cn/2025-61 1(3)", "cn/2025-61 4", "cn/2025-70", "zz/")
EVERY = [
    each
    for regime in ("zz", "cn")
    for each in mutants(LAW, regime)
    if each.rule.startswith(CORE) and ("starts" not in each.name or each.rule == "cn/2025-61 1(3)")
]


@pytest.mark.parametrize("mutant", EVERY[::3], ids=lambda mutant: mutant.name)
def test_a_changed_law_makes_some_case_fail(mutant: Mutant) -> None:
    assert killed_by(mutant, likely(LAW, mutant)) is not None
