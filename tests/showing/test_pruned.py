from hypothesis import given
from hypothesis import strategies as st

from xenotime.deciding.answer import Found
from xenotime.law.evaluate import join
from xenotime.showing.check.pruned import pruned


def joined(how: str, what: str, parts: list[Found]) -> Found:
    return Found(what, join(how, [part.holds for part in parts]), how=how, parts=tuple(parts))


LEAVES = st.builds(Found, st.sampled_from("abc"), st.sampled_from([True, False, None]))
CHAINS = st.recursive(
    LEAVES,
    lambda parts: st.builds(
        joined,
        st.sampled_from(["all", "any", "none"]),
        st.sampled_from(["", "row"]),
        st.lists(parts, min_size=1, max_size=4),
    ),
    max_leaves=12,
)


def worked_out(found: Found) -> bool | None:
    return join(found.how, [worked_out(part) for part in found.parts]) if found.parts else found.holds


@given(CHAINS)
def test_what_is_kept_still_gives_the_same_answer(chain: Found) -> None:
    kept = pruned(chain)
    assert kept.holds is chain.holds
    assert worked_out(kept) is chain.holds


def test_one_entry_that_fits_hides_those_that_do_not() -> None:
    chain = joined("any", "list", [Found("a", True), Found("b", False), Found("c", None)])
    assert [part.what for part in pruned(chain).parts] == ["a"]


def test_every_condition_of_a_provision_that_holds_stays() -> None:
    chain = joined("all", "", [Found("a", True), Found("b", True)])
    assert pruned(chain) == chain
