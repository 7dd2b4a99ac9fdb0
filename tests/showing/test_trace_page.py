"""The trace as a page: no script, no outside request, both bounds in picture and table, everything escaped."""

import re
import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import sync_playwright

from xenotime.casework.tracetree import Expected, Flow, Place, TraceTree
from xenotime.casework.traceview import TraceView
from xenotime.exact import Range, exactly
from xenotime.facts.item import Item
from xenotime.showing.trace.page import TracePage, trace_page
from xenotime.showing.trace.sankey import MOST_IN_COLUMN, Drawing, drawing_of, width_of
from xenotime.tracing.sources import Source

CHROMIUM = shutil.which("chromium")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
NASTY = '<script>alert(1)</script>"&\u202e'
SOME = Range(Fraction(1, 3), Fraction(5))
SOURCE = Source("declaration", "S on 2026-01-01; DOC", f"Dy {NASTY}")


def tree(total: Range = SOME, name: str = "PART") -> TraceTree:
    place = Place(f"Dy in {name}", name, "QQ", 1, total, (SOURCE,))
    flows = (Flow("from QQ", name, total), Flow(name, "ROOT", total))
    return TraceTree(
        "zz/list", "The list", "QQ", "value", "acquired", "EUR", total, (place,), flows, {"ROOT": 0, name: 1}
    )


def page(*trees: TraceTree, expected: tuple[Expected, ...] = ()) -> str:
    view = TraceView(Item("ROOT", name=NASTY), date(2026, 11, 24))
    return trace_page(TracePage(view, trees, expected, "0", "a" * 64))


def test_the_page_has_no_script_and_forbids_every_request() -> None:
    text = page(tree())
    assert "<script" not in text
    assert "default-src 'none'" in text
    assert not re.findall(r"(?:src|href)=\"(?!#)", text)


def test_everything_from_the_book_is_escaped() -> None:
    text = page(tree(name=NASTY))
    assert "alert(1)</script>" not in text
    assert "\u202e" not in text


def test_both_bounds_and_the_evidence_stand_in_the_table() -> None:
    text = page(tree())
    for said in ("≈ 0.333333 EUR", "5 EUR", "declaration", "S on 2026-01-01; DOC", "QQ"):
        assert said in text


def test_where_there_is_no_upper_limit_the_page_says_so() -> None:
    text = page(tree(Range(Fraction(0), None)))
    assert "no upper limit" in text
    assert 'class="most endless"' in text


def test_ways_of_counting_that_give_the_same_are_one_section() -> None:
    one = tree()
    other = TraceTree(**{**vars(one), "counting": "element"})
    assert page(one, other).count('<svg class="flows"') == 1


def test_what_cannot_be_in_it_is_only_named() -> None:
    text = page(tree(exactly(0)))
    assert '<svg class="flows"' not in text
    assert "Lists of which nothing is in it" in text


def test_estimates_stand_apart_and_say_that_no_answer_rests_on_them() -> None:
    text = page(tree(), expected=(Expected("PART", (Source("magnet grade", "E", "ask for Dy"),)),))
    assert "no answer rests on it" in text
    assert "ask for Dy" in text


amounts = st.tuples(st.fractions(0, 10**6), st.one_of(st.none(), st.fractions(0, 10**6))).map(
    lambda ends: Range(ends[0], None if ends[1] is None else ends[0] + ends[1])
)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), amounts), min_size=1, max_size=12))
def test_every_flow_runs_to_the_right_inside_the_picture(lines: list[tuple[int, int, Range]]) -> None:
    flows = [Flow(f"I{max(a, b)}", f"I{min(a, b)}", amount) for a, b, amount in lines if a != b]
    flows += [Flow("from QQ", f"I{a}", amount) for a, _, amount in lines]
    merged = {(flow.start, flow.end): flow for flow in flows}
    made = TraceTree(
        "l",
        "t",
        "QQ",
        "value",
        "acquired",
        "EUR",
        SOME,
        (),
        tuple(merged.values()),
        {f"I{n}": n for n in range(5)},
    )
    drawn: Drawing = drawing_of(made)
    columns = {box.name: box.column for box in drawn.boxes}
    assert all(columns[flow.start] < columns[flow.end] for flow in made.flows)
    assert len(drawn.bands) == len(made.flows)
    assert all(
        0 <= box.x <= drawn.width and box.y >= 0 and box.y + box.height <= drawn.height for box in drawn.boxes
    )
    numbers = [float(each) for band in drawn.bands for each in re.findall(r"-?\d+\.?\d*", band.most)]
    assert all(0 <= number <= max(drawn.width, drawn.height) + 1 for number in numbers)


def tiers_of(count: int, deep: int, name: str) -> TraceTree:
    """`deep` tiers with `count` items in each, every one in the first of the next; content comes in at the deepest."""
    names = [[f"{name}-{tier}-{n:03}" for n in range(count if tier else 1)] for tier in range(deep)]
    flows = [
        Flow(each, names[tier - 1][0], Range(Fraction(1), Fraction(2)))
        for tier in range(1, deep)
        for each in names[tier]
    ]
    flows += [Flow("from QQ", each, Range(Fraction(1), Fraction(2))) for each in names[-1]]
    tiers = {each: tier for tier, own in enumerate(names) for each in own}
    return TraceTree("l", "t", "QQ", "value", "acquired", "EUR", SOME, (), tuple(flows), tiers)


@given(st.integers(1, 40), st.integers(2, 9), st.text("AZaz09-磁", min_size=1, max_size=40))
def test_no_label_runs_into_the_next_column_and_no_column_is_crowded(
    count: int, deep: int, name: str
) -> None:
    drawn = drawing_of(tiers_of(count, deep, name))
    edges = sorted({box.x for box in drawn.boxes})
    for column, edge in enumerate(edges):
        own = [box for box in drawn.boxes if box.x == edge]
        assert len(own) <= MOST_IN_COLUMN
        ends = [width_of(box.label) for box in own]
        if column < len(edges) - 2:
            assert edge + max(ends) <= edges[column + 1]
    item = next(box for box in drawn.boxes if box.anchor == "end")
    before = [box for box in drawn.boxes if box.x == edges[-2]]
    assert max(box.x + width_of(box.label) for box in before) <= item.label_x - width_of(item.label)


def test_a_crowded_column_keeps_the_whole_and_names_how_many_are_one() -> None:
    drawn = drawing_of(tiers_of(30, 2, "PART"))
    (others,) = [box for box in drawn.boxes if box.label == "17 others"]
    assert others.says == "17 others of tier 1: 17 to 34 EUR"
    assert others.y == max(box.y for box in drawn.boxes if box.x == others.x)


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium: apt-get install chromium")
@pytest.mark.parametrize("width", [320, 768, 1400])
def test_the_page_is_quiet_and_never_runs_out_at_the_side(tmp_path: Path, width: int) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(tree(), tree(Range(Fraction(0), None), "X" * 60)), "utf-8")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        shown = browser.new_page(viewport={"width": width, "height": 900})
        said: list[str] = []
        asked: list[str] = []
        shown.on("console", lambda message: said.append(message.text))
        shown.on("request", lambda request: asked.append(request.url))
        shown.goto(file.as_uri())
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
        assert (
            shown.evaluate("getComputedStyle(document.querySelector('.flows .node')).fill")
            == "rgb(29, 27, 24)"
        )
        browser.close()
    assert said == []
    assert asked == [file.as_uri()]
