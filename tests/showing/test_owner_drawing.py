"""Where boxes and lines of a drawing of owners lie, read from the drawing itself."""

import re

from xenotime.exact import exactly
from xenotime.owning.way import Link
from xenotime.showing.parties.drawing import HIGH, drawing


def boxes(chain: list[Link]) -> dict[str, tuple[int, int]]:
    """Each box of the drawing of what owns B: its text, its left edge and its top."""
    drawn = drawing("B", chain, {})
    found = re.findall(r'<rect x="(\d+)" y="(\d+)".*?font-weight="bold">([^<]*)<', drawn)
    return {name: (int(x), int(y)) for x, y, name in found}


def link(owner: str, owned: str) -> Link:
    return Link(owner, owned, exactly(1), "equity")


def test_the_unnamed_owners_of_each_party_stand_above_that_party_alone() -> None:
    at = boxes([link("others", "B"), link("H", "B"), link("others", "H")])
    assert at["others of H"][1] < at["H"][1] == at["others of B"][1] < at["B"][1]
    assert "others" not in at


def test_an_owner_stands_above_all_that_it_owns_in_whichever_order_the_links_come() -> None:
    chain = [link("M", "B"), link("H", "B"), link("M", "H")]
    for links in (chain, chain[::-1]):
        at = boxes(links)
        assert at["M"][1] < at["H"][1] < at["B"][1]


def test_a_loop_is_drawn_whole_and_no_two_boxes_lie_on_each_other() -> None:
    at = boxes([link("H", "B"), link("L", "H"), link("H", "L"), link("B", "L"), link("B", "B")])
    assert set(at) == {"B", "H", "L"}
    assert len({(x, y // (HIGH + 1)) for x, y in at.values()}) == 3
