"""For owners that count wholly or not at all, the sums of one company are the formula of the law's design."""

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from xenotime.exact import Range
from xenotime.owning.register import Company, Stake
from xenotime.owning.sums import least_together, most_together

amounts = st.fractions(0, 1, max_denominator=20)


@st.composite
def ranges(draw: st.DrawFn) -> tuple[Fraction, Fraction]:
    low, high = sorted([draw(amounts), draw(amounts)])
    return low, high


@given(ranges(), st.lists(st.tuples(ranges(), st.booleans()), max_size=5))
def test_what_counts_lies_between_the_low_ends_and_the_rest_that_others_leave(
    others: tuple[Fraction, Fraction], owners: list[tuple[tuple[Fraction, Fraction], bool]]
) -> None:
    assume(others[0] + sum(low for (low, _), _ in owners) <= 1)
    stakes = tuple(Stake(str(number), low, high) for number, ((low, high), _) in enumerate(owners))
    company = Company("A", "equity", stakes, Range(*others))
    counts = {str(number) for number, (_, counted) in enumerate(owners) if counted}

    def total(end: int, *, counted: bool) -> Fraction:
        return sum((ends[end] for ends, does in owners if does is counted), Fraction(0))

    low = max(total(0, counted=True), 1 - others[1] - total(1, counted=False))
    high = min(total(1, counted=True) + others[1], 1 - total(0, counted=False))
    assert least_together(company, lambda owner: Fraction(owner in counts)) == min(
        low, total(1, counted=True)
    )
    assert most_together(company, lambda owner: Fraction(owner in counts)) == high
