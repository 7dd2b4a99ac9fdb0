"""What was not read settles nothing: a lowered mark never closes a possibility, an unread list never lets go."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from xenotime.casework.cases import Docket
from xenotime.casework.lawcases import known_on, posed, regime_of
from xenotime.deciding.decide import laid_out
from xenotime.deciding.plan import Plans
from xenotime.desk.answering import load_law, open_book, request
from xenotime.law.condition import TRUE
from xenotime.law.control_list import ControlList, Row
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import MILD, Dated, LawCase

LAW = load_law()
PLANS = Plans(LAW)
REMEMBERED = "memory"
AT_MOST = 2
"""Cases that are run for one list or one block."""


def possible(plans: Plans, case: LawCase) -> set[str]:
    law, regime, known = plans.law, regime_of(case), known_on(plans.law, case)
    if not law.regimes[regime].covers(case.on, known):
        return set()
    return set(laid_out(posed(law, case), law, plans.of(regime, known), case.on, known).possible)


def cases_near(instrument: str, spread: int, most: int = AT_MOST) -> list[LawCase]:
    """Some cases of the same page, or of the same regime where the page has none."""
    regime = instrument.partition("/")[0]
    own = [each for each in LAW.cases if each.place.instrument.startswith(instrument)]
    every = own or [each for each in LAW.cases if each.place.instrument.partition("/")[0] == regime]
    return [
        every[(spread + number * len(every) // most) % len(every)] for number in range(min(most, len(every)))
    ]


def marked(dated: Dated) -> Dated:
    return replace(dated, seen=REMEMBERED)


def with_list(law: Lawbook, changed: ControlList) -> Lawbook:
    return replace(law, lists=law.lists | {changed.id: changed})


def unread(each: ControlList) -> ControlList:
    rows = tuple(replace(row, dated=marked(row.dated)) for row in each.rows)
    return replace(each, rows=rows, complete=False, place=replace(each.place, seen=REMEMBERED))


def holding(each: ControlList, *rows: Row) -> ControlList:
    return replace(each, rows=rows, complete=True, includes=())


ANYTHING = Row("ANY", "whatever there is", TRUE, Dated())


def is_classified(case: LawCase) -> bool:
    """Whether somebody stated the item's entry: a classification stands, however well the list was seen."""
    return case.facts.get("codes", "none") != "none"


@pytest.mark.parametrize("regime", sorted(LAW.regimes))
def test_an_item_that_an_unread_list_may_hold_is_never_let_go(regime: str) -> None:
    let_go = []
    for number, (name, each) in enumerate(LAW.lists.items()):
        if name.partition("/")[0] != regime:
            continue
        lists = (holding(each, ANYTHING), holding(each), unread(each))
        on_it, off_it, open_ = [Plans(with_list(LAW, one)) for one in lists]
        for case in cases_near(each.place.instrument, number):
            if is_classified(case) or possible(on_it, case) <= MILD:
                continue
            if possible(off_it, case) <= MILD and possible(open_, case) <= MILD:
                let_go.append((name, case.place.id, case.name))
    assert let_go == []


Lowered = Iterator[tuple[str, Lawbook]]
"""Changed laws, each with the instrument that it concerns; one that concerns several stands there several times."""


def _put(law: Lawbook, field: str, number: int, changed: object) -> Lawbook:
    every = list(getattr(law, field))
    every[number] = changed
    changes: dict[str, Any] = {field: tuple(every)}
    return replace(law, **changes)


def lowered_rules(law: Lawbook) -> Lowered:
    for number, rule in enumerate(law.rules):
        yield (
            rule.place.instrument,
            _put(law, "rules", number, replace(rule, in_force=tuple(map(marked, rule.in_force)))),
        )


def lowered_suspensions(law: Lawbook) -> Lowered:
    for number, pause in enumerate(law.suspensions):
        changed = _put(law, "suspensions", number, replace(pause, period=marked(pause.period)))
        for each in pause.provisions:
            yield each.partition(" ")[0], changed


def lowered_thresholds(law: Lawbook) -> Lowered:
    for number, each in enumerate(law.thresholds):
        changed = replace(each, values=tuple(map(marked, each.values)))
        yield each.place.instrument, _put(law, "thresholds", number, changed)


def lowered_groups(law: Lawbook) -> Lowered:
    for name, each in law.groups.items():
        members = tuple(replace(one, dated=marked(one.dated)) for one in each.members)
        changed = replace(each, members=members, place=replace(each.place, seen=REMEMBERED))
        yield each.place.instrument, replace(law, groups=law.groups | {name: changed})


@pytest.mark.parametrize(
    ("lowered", "every", "most"),
    [(lowered_rules, 6, 2), (lowered_suspensions, 1, 3), (lowered_thresholds, 6, 2), (lowered_groups, 6, 2)],
)
def test_a_mark_that_is_lowered_closes_no_possibility_and_opens_some(
    lowered: Callable[[Lawbook], Lowered], every: int, most: int
) -> None:
    closed, opened, plans = [], 0, PLANS
    for number, (instrument, law) in enumerate(lowered(LAW)):
        if number % every and not instrument.startswith("zz"):
            continue
        plans = plans if plans.law is law else Plans(law)
        for case in cases_near(instrument, number, most):
            before, after = possible(PLANS, case), possible(plans, case)
            opened += before < after
            if not before <= after:
                closed.append((instrument, case.place.id, case.name))
    assert closed == []
    assert opened, "the mark has no effect at all"


def test_an_answer_that_was_only_remembered_closes_no_question() -> None:
    case = next(each for each in LAW.cases if each.place.instrument == "zz/notice-88")
    remembered = replace(LAW, answered=tuple(replace(each, seen=REMEMBERED) for each in LAW.answered))
    assert possible(PLANS, case) == {"licence required"}
    assert possible(Plans(remembered), case) & MILD


def test_a_list_is_not_whole_where_one_that_it_includes_is_not() -> None:
    inner = unread(LAW.lists["cn/2024-33/antimony"])
    case = next(each for each in LAW.cases if each.name == "Oxide powder exactly at its purity")
    free = replace(case, facts=case.facts | {"form": "wire_saw"})
    assert possible(PLANS, free) <= MILD
    assert possible(Plans(with_list(LAW, inner)), free) - MILD


def test_a_list_that_was_not_read_is_open_through_a_bill_as_well(tmp_path: Path) -> None:
    """Neodymium from China in a magnet of Germany is on no list that was read; on one that was not, it may be."""
    tables = {
        "items": "item,form,made_in,base_unit,mass_kg,value,currency,made_with\n"
        "MAG,permanent_magnet,DE,piece,0.1,5,EUR,none\nND,metal,CN,kg,1,70,EUR,none",
        "bill": "parent,child,quantity,unit\nMAG,ND,0.03,kg",
        "contents": "item,substance,form,share_low,share_high,origin,said_by\n"
        "MAG,Dy,metal,2 %,2 %,JP,Maker\nMAG,others,none,,,,Maker\nND,Nd,metal,100 %,100 %,CN,Maker\nND,others,none,,,,Maker",
        "parties": "party,name,country,lists,kind\nMAKER,Maker,DE,none,civil\nBUYER,Buyer,US,none,civil",
        "holdings": "owner,owned,share_low,share_high\nothers,BUYER,none,none\nothers,MAKER,none,none",
        "shipments": "shipment,item,quantity,act,from,to,via,exporter,consignee,purchaser,intermediary,end_user,end_use,date\n"
        "S,MAG,1,export,DE,US,none,MAKER,BUYER,BUYER,none,BUYER,civil,2025-12-10",
    }
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text + "\n", "utf-8")
    (tmp_path / "book.toml").write_text("format = 1\n", "utf-8")
    book = open_book(tmp_path, LAW)
    part_1, whole = LAW.lists["cn/2025-61/annex-1-part-1"], date(2025, 10, 20)
    found = {}
    for name, law in {
        "read": with_list(LAW, holding(part_1)),
        "unread": with_list(LAW, unread(holding(part_1))),
    }.items():
        asked = request(law, known_on=str(whole), regimes=["cn"], explain=False)
        [answer] = Docket(book, law, asked).answers()
        found[name] = set(answer.possible)
    assert found["read"] <= MILD
    assert found["unread"] - MILD
