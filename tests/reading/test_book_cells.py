"""What a cell cannot mean is refused or not known: nothing that somebody wrote is lost, and nothing is none by chance."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from reading.test_book_reader import ITEMS, WORDS, book, only, problems
from xenotime.exact import exactly
from xenotime.reading.book.reader import read_book
from xenotime.reading.book.words import BookWords, FactWord


def test_a_cell_of_nothing_but_semicolons_says_nothing(tmp_path: Path) -> None:
    read = read_book(
        book(
            tmp_path,
            items="item,form,made_in,codes,made_with,evidence,facts\nM,;,; ;,;,;,;,;\n",
            parties="party,name,lists\nA,Alpha,;\n",
            shipments="shipment,item,date,intermediary\nS,M,2025-12-01,;;\n",
        )
    )
    motor = read.items["M"]
    assert (motor.form, motor.made_in, motor.codes, motor.made_with) == (None, None, None, None)
    assert (motor.evidence, motor.facts, read.parties["A"].lists) == ((), {}, None)
    assert read.shipments[0].parties == {}
    assert "parties.csv, lists: a cell of nothing but semicolons reads as not known (row 2)" in read.remarks


@pytest.mark.parametrize(
    ("table", "column", "row"),
    [
        ("items", "made_in", "item,made_in\nM,none\n"),
        ("contents", "origin", "item,substance,origin\nM,Dy,none\n"),
        ("parties", "country", "party,name,country\nA,Alpha,none\n"),
        ("shipments", "from", "shipment,item,date,from\nS,M,2025-12-01,none\n"),
        ("shipments", "to", "shipment,item,date,to\nS,M,2025-12-01, none\n"),
        ("shipments", "from", "shipment,item,date,from\nS,M,2025-12-01,none;\n"),
        ("items", "made_in", "item,made_in\nM,none ; none\n"),
    ],
)
def test_where_there_always_is_a_country_none_is_refused(
    tmp_path: Path, table: str, column: str, row: str
) -> None:
    problem = only(book(tmp_path, **{"items": ITEMS, table: row}))
    assert (problem.column, problem.what) == (column, "There is always a country here")
    assert "leave the cell empty" in problem.do


@pytest.mark.parametrize(
    ("table", "column", "row"),
    [
        ("items", "kind", "item,kind\nM,none\n"),
        ("items", "form", "item,form\nM,none\n"),
        ("parties", "kind", "party,name,kind\nA,Alpha,none\n"),
        ("shipments", "act", "shipment,item,date,act\nS,M,2025-12-01,none\n"),
        ("shipments", "circumstance", "shipment,item,date,circumstance\nS,M,2025-12-01,none; none\n"),
        ("shipments", "end_use", "shipment,item,date,end_use\nS,M,2025-12-01,none;\n"),
    ],
)
def test_goods_have_a_form_and_a_use_and_none_is_no_answer(
    tmp_path: Path, table: str, column: str, row: str
) -> None:
    problem = only(book(tmp_path, **{"items": ITEMS, table: row}))
    assert (problem.column, problem.what) == (column, "There is always one here")
    assert "leave the cell empty" in problem.do


def test_no_country_on_the_way_and_no_nationality_are_known(tmp_path: Path) -> None:
    read = read_book(
        book(
            tmp_path,
            items=ITEMS,
            parties="party,name,nationality\nA,Alpha,none\n",
            shipments="shipment,item,date,via\nS,M,2025-12-01,none\n",
        )
    )
    assert (read.parties["A"].nationality, read.shipments[0].via) == ((), ())


def test_a_mass_of_nothing_is_not_known_and_a_base_unit_that_is_a_mass_says_what_it_weighs(
    tmp_path: Path,
) -> None:
    read = read_book(
        book(
            tmp_path,
            items="item,base_unit,mass_kg,value_per\nM,piece,0,\nP,kg,0,\nQ,g,5,1\nR,kg,100,100\nS,piece,none,\n",
        )
    )
    assert [read.items[each].mass_kg for each in "MPQRS"] == [
        None, None, exactly(Fraction(1, 1000)), exactly(1), exactly(0)
    ]  # fmt: skip
    assert "items.csv, mass_kg: a mass of 0 reads as not known (rows 2, 3)" in read.remarks
    assert "items.csv, mass_kg: the base unit is a mass, and says what it weighs (row 4)" in read.remarks


PLACED = BookWords(
    facts={
        "party.headquarters": FactWord("country"),
        "party.own": FactWord("truth"),
        "node_nm": FactWord("number"),
    }
)


def test_a_country_of_xx_among_facts_is_not_known_and_the_others_stay(tmp_path: Path) -> None:
    read = read_book(
        book(tmp_path, parties="party,name,facts\nA,Alpha,headquarters=XX; own=yes\n"), vocabulary=PLACED
    )
    assert read.parties["A"].facts == {"own": ("yes",)}
    assert read.remarks == ("parties.csv, facts: a country of XX reads as not known (row 2)",)


def test_xx_beside_a_country_is_refused_as_it_would_take_that_one_with_it(tmp_path: Path) -> None:
    found = problems(
        book(
            tmp_path,
            items=ITEMS,
            parties="party,name,facts\nA,Alpha,headquarters=XX|RU\n",
            shipments="shipment,item,date,via\nS,M,2025-12-01,XX;RU\n",
        ),
        PLACED,
    )
    assert [each.what for each in found] == ["XX stands beside a country"] * 2


@pytest.mark.parametrize("value", ["350 g", "30000 %", "350..280", "7..", "many"])
def test_a_number_among_facts_is_plain_or_a_range_that_runs_upwards(tmp_path: Path, value: str) -> None:
    problem = only(book(tmp_path, items=f"item,facts\nM,node_nm={value}\n"), PLACED)
    assert "is not a number" in problem.what


NOTED = BookWords(
    party_lists=("us/entity-list", "jp/end-user-list", "cn/control-list"),
    list_notes={"us/entity-list": ("fn1", "fn4"), "cn/control-list": ("2025-13",)},
)


def test_behind_a_list_stands_a_note_that_the_law_knows_or_the_number_of_an_announcement(
    tmp_path: Path,
) -> None:
    lists = "us/entity-list#fn1;cn/control-list#2099-1"
    read = read_book(book(tmp_path, parties=f"party,name,lists\nA,Alpha,{lists}\n"), vocabulary=NOTED)
    assert read.parties["A"].lists == tuple(lists.split(";"))


@pytest.mark.parametrize("note", ["FN1", "fn 1", "footnote1", ""])
def test_a_note_that_the_law_does_not_know_is_refused_with_those_that_it_does(
    tmp_path: Path, note: str
) -> None:
    path = book(tmp_path, parties=f"party,name,lists\nA,Alpha,us/entity-list#{note}\n")
    assert only(path, NOTED).allowed == "us/entity-list#fn1, us/entity-list#fn4"


def test_a_list_that_announcements_make_stands_beside_none_of_them(tmp_path: Path) -> None:
    words = replace(NOTED, list_notes={"us/entity-list": ("fn1",), "cn/control-list": ("2025-13", "another")})
    parties = "party,name,lists\nA,a,cn/control-list; cn/control-list#2025-13\nB,b,us/entity-list; us/entity-list#fn1\n"
    found = only(book(tmp_path, parties=parties), words)
    assert (found.row, found.column) == (2, "lists")
    assert "cn/control-list#another" in found.do


def test_a_list_without_notes_takes_none(tmp_path: Path) -> None:
    path = book(tmp_path, parties="party,name,lists\nA,Alpha,jp/end-user-list#x\n")
    assert only(path, NOTED).allowed == "jp/end-user-list"


def test_the_lists_of_a_decision_are_those_of_the_vocabulary_and_its_entry_begins_before_it_ends(
    tmp_path: Path,
) -> None:
    path = book(tmp_path, parties="party,name\nA,Alpha\n")
    (path / "matches.toml").write_text(
        '[[match]]\nparty = "A"\ndecision = "same"\nby = "B"\non = 2026-01-01\nentry = "Alpha"\n'
        'lists = ["us/entity_list", "us/entity-list#FN4", "List of some other publisher"]\n'
        "listed_from = 2026-05-01\nlisted_until = 2026-01-01\n",
        encoding="utf-8",
    )
    found = problems(path, NOTED)
    assert [(each.column, each.found) for each in found] == [
        ("match.1.lists", "us/entity_list"),
        ("match.1.lists", "us/entity-list#FN4"),
        ("match.1.listed_until", "2026-05-01 to 2026-01-01"),
    ]


def test_a_list_that_the_law_calls_otherwise_or_not_at_all_is_remarked_on(tmp_path: Path) -> None:
    path = book(tmp_path, parties="party,name\nA,Alpha\n")
    (path / "matches.toml").write_text(
        '[[match]]\nparty = "A"\ndecision = "same"\nby = "B"\non = 2026-01-01\nentry = "Alpha"\nlists = ["entity-list"]\n',
        encoding="utf-8",
    )
    (remark,) = read_book(path, vocabulary=NOTED).remarks
    assert remark.startswith("matches.toml, match.1.lists: nothing follows from the list 'entity-list'")


def test_a_holding_ends_no_earlier_than_it_begins(tmp_path: Path) -> None:
    found = only(
        book(
            tmp_path,
            parties="party,name\nA,Alpha\nB,Beta\n",
            holdings="owner,owned,from,until\nA,B,2026-05-01,2026-01-01\nA,B,2026-01-01,2026-01-01\n",
        )
    )
    assert (found.row, found.column, found.found) == (2, "until", "2026-05-01 to 2026-01-01")


def test_an_answer_that_could_not_stand_in_its_table_is_a_problem_of_the_requests(tmp_path: Path) -> None:
    path = book(tmp_path, items=ITEMS, parties="party,name\nA,Alpha\n")
    (path / "requests.csv").write_text(
        "number,state,to,fact,about_kind,about,answer\n"
        "Q1,answered,X,kind,party,A,militray\nQ2,answered,X,lists,party,A,us/entity_list\n"
        "Q3,answered,X,made_in,item,M,none\nQ4,answered,X,discrete_product,item,M,maybe\n"
        "Q5,answered,X,form of Dy in,item,M,metl\nQ6,answered,X,mass_kg,item,M,0\n"
        "Q7,sent,X,kind,party,A,militray\nQ8,answered,X,kind,party,A,military\n"
        "Q9,answered,X,has(Dy),item,M,no\n",
        encoding="utf-8",
    )
    found = problems(path, WORDS)
    assert [(each.row, each.column, each.found) for each in found] == [
        (2, "answer", "militray"),
        (3, "answer", "us/entity_list"),
        (4, "answer", "none"),
        (5, "answer", "maybe"),
        (6, "answer", "metl"),
        (7, "answer", "0"),
    ]
    assert all(each.do for each in found)


def test_two_rates_of_two_currencies_on_one_day_are_one_whichever_way_they_are_stated(
    tmp_path: Path,
) -> None:
    rows = "EUR,USD,1.25,2025-11-01\nUSD,EUR,0.8,2025-11-01\nEUR,USD,1.3,2025-11-02\nUSD,EUR,0.9,2025-11-01\n"
    problem = only(book(tmp_path, rates=f"currency,in,rate,on\n{rows}"))
    assert (problem.row, problem.found, problem.do) == (5, "1 USD = 0.9 EUR", "keep this row or row 2")


def test_a_day_that_must_be_filled_is_a_day(tmp_path: Path) -> None:
    found = problems(
        book(
            tmp_path,
            items=ITEMS,
            shipments="shipment,item,date\nS,M,none\n",
            rates="currency,in,rate,on\nEUR,USD,1.1,none\n",
        )
    )
    assert [each.what for each in found] == ["There is always a day here"] * 2


def test_an_assumed_party_is_one_of_the_book(tmp_path: Path) -> None:
    toml = 'format = 1\n[assume]\nshipments.consignee = "NOPE"\nshipments.purchaser = "A"\n'
    problem = only(book(tmp_path, toml, parties="party,name\nA,Alpha\n"))
    assert (problem.file, problem.row, problem.column, problem.found) == (
        "book.toml", None, "assume.shipments.consignee", "NOPE"
    )  # fmt: skip


def test_no_id_is_a_word_that_means_something_where_ids_are_referred_to(tmp_path: Path) -> None:
    found = problems(
        book(
            tmp_path,
            items="item\nnone\n",
            lots="lot,item\nnone,none\n",
            evidence="evidence\nnone\n",
            parties="party,name\nnone,x\nothers,y\n",
        )
    )
    assert [(each.file, each.row) for each in found] == [
        ("evidence.csv", 2),
        ("items.csv", 2),
        ("lots.csv", 2),
        ("parties.csv", 2),
        ("parties.csv", 3),
    ]


TOLD = BookWords(
    facts={
        "end_use": FactWord("word", ("civil", "military")), "exporter_knows": FactWord("truth"), "party.us_person": FactWord("truth"),
        "party.owner_lists": FactWord("list"), "made_with": FactWord("step", ("magnet", "metal")), "node_nm": FactWord("number"),
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("table", "rows", "what"),
    [
        ("items", "item,facts\nM,party.us_person=yes\n", "The fact 'party.us_person' is not known here"),
        (
            "parties",
            "party,name,facts\nA,Alpha,exporter_knows=yes\n",
            "The fact 'exporter_knows' is not known here",
        ),
        (
            "parties",
            "party,name,facts\nA,Alpha,owner_lists=us/sdn\n",
            "The fact owner_lists has a column of its own",
        ),
        ("items", "item,facts\nM,exporter_knows=none\n", "exporter_knows is never `none`"),
        ("items", "item,facts\nM,node_nm=none\n", "node_nm is never `none`"),
    ],
)
def test_a_fact_that_nothing_would_look_at_in_that_table_is_refused(
    tmp_path: Path, table: str, rows: str, what: str
) -> None:
    assert only(book(tmp_path, **{"items": ITEMS, table: rows}), TOLD).what == what


def test_a_step_of_a_country_that_is_not_known_leaves_the_other_facts(tmp_path: Path) -> None:
    read = read_book(
        book(
            tmp_path,
            items=ITEMS,
            shipments="shipment,item,date,facts\nS,M,2025-12-01,made_with=magnet:XX; node_nm=14\n",
        ),
        vocabulary=TOLD,
    )
    assert read.shipments[0].facts == {"node_nm": ("14",)}
    assert any("the whole making not known" in each for each in read.remarks)


@pytest.mark.parametrize(
    ("stated", "meant"),
    [
        ("cn:1C905.A", "cn:1C905.a"),
        ("cn:1C905.A.1", "cn:1C905.a.1"),
        ("us:ear99", "us:EAR99"),
        ("cn:None", "cn:none"),
    ],
)
def test_a_code_with_other_capitals_than_those_of_the_law_is_refused(
    tmp_path: Path, stated: str, meant: str
) -> None:
    law = BookWords(facts={"codes": FactWord("code", ("cn:1C905.a", "us:EAR99", "cn:none"))})
    problem = only(book(tmp_path, items=f"item,codes\nM,{stated}\n"), law)
    assert problem.do == f"write {meant}"
    assert (
        read_book(book(tmp_path, items=f"item,codes\nM,{meant}; zz:9X999.Z\n"), vocabulary=law)
        .items["M"]
        .codes
    )


def test_codes_of_a_list_that_the_law_does_not_have_are_kept_and_remarked_on(tmp_path: Path) -> None:
    law = BookWords(facts={"codes": FactWord("code", ("cn:1C905.a", "cn:none"))})
    read = read_book(
        book(tmp_path, items="item,codes\nM,cnn:1C905.a; cn:none\nP,hs:85051110\n"), vocabulary=law
    )
    assert read.items["M"].codes == ("cnn:1C905.a", "cn:none")
    (remark,) = read.remarks
    assert ("codes of cnn" in remark, "(row 2)" in remark) == (True, True)


def test_ids_that_look_alike_are_two_and_told(tmp_path: Path) -> None:
    items = "item\nM-1\nm-1\nMÄ\nMA\u0308\nA 1\nA1\nA\u200b1\nB\n"
    read = read_book(book(tmp_path, items=items, bill="parent,child,quantity\nB,M-1,1\n"))
    assert len(read.items) == 8
    told = [each for each in read.remarks if each.startswith("items: ")]
    assert [each.count("'") // 2 for each in told] == [3, 2, 2]


def test_where_commas_are_decimal_a_point_among_facts_that_may_part_thousands_is_refused(
    tmp_path: Path,
) -> None:
    law = BookWords(facts={"node_nm": FactWord("number")})
    toml = '[csv]\ndelimiter = ";"\ndecimal = ","\n'
    for value, is_read in (("14", True), ("1.5", True), ("1.200", False), ("5..1.200", False)):
        folder = book(tmp_path, items=f"item;facts\nM;node_nm={value}\n")
        (folder / "book.toml").write_text(f"format = 1\n{toml}", "utf-8")
        if is_read:
            assert read_book(folder, vocabulary=law).items["M"].facts
        else:
            assert "two different numbers" in only(folder, law).what


@pytest.mark.parametrize("between", [", ", "；", "、", " ", "|", " / "])
def test_codes_that_are_not_parted_by_semicolons_are_refused(tmp_path: Path, between: str) -> None:
    found = only(book(tmp_path, items=f'item,codes\nM,"us:EAR99{between}cn:1C902.a"\n'))
    assert "more than one code" in found.what


def test_that_it_is_on_no_list_stands_beside_no_code_of_that_list(tmp_path: Path) -> None:
    problem = only(book(tmp_path, items="item,codes\nM,cn:1C902.e; cn:none\n"))
    assert "stands beside a code of the same list" in problem.what
    read = read_book(book(tmp_path, items="item,codes\nM,cn:none; us:EAR99; hs:850511\n"))
    assert read.items["M"].codes == ("cn:none", "us:EAR99", "hs:850511")


@pytest.mark.parametrize(
    ("written", "do"),
    [
        ("USA", "if US is meant, write that; leave the cell empty if it is not known"),
        ("Estonia", "if EE is meant, write that; leave the cell empty if it is not known"),
        ("Atlantis", "leave the cell empty if it is not known"),
    ],
)
def test_a_country_that_is_named_otherwise_comes_with_its_code(tmp_path: Path, written: str, do: str) -> None:
    assert only(book(tmp_path, items=f"item,made_in\nM,{written}\n")).do == do


@pytest.mark.parametrize(
    ("written", "do"),
    [
        ("magnet", "did you mean 'magnet_assembly' or 'permanent_magnet'?"),
        ("permanent_magnett", "did you mean 'permanent_magnet'?"),
    ],
)
def test_a_word_comes_with_the_names_that_hold_it_and_else_with_the_nearest_one(
    tmp_path: Path, written: str, do: str
) -> None:
    words = BookWords(forms=("target", "permanent_magnet", "magnet_assembly"))
    assert problems(book(tmp_path, items=f"item,form\nM,{written}\n"), words)[0].do == do


@pytest.mark.parametrize(
    ("name", "symbol"),
    [("dysprosium", "Dy"), ("Dysprosium", "Dy"), (" IRON ", "Fe"), ("misch metal", "misch metal")],
)
def test_an_element_is_told_by_its_name_or_its_symbol(name: str, symbol: str, tmp_path: Path) -> None:
    made = read_book(
        book(
            tmp_path,
            items="item\nM\n",
            contents=f"item,substance,form,share_low\nM,{name},alloy,3 %\n",
            prices=f"substance,currency,per_kg_low,on\n{name},USD,200,2026-01-05\n",
        )
    )
    assert (made.contents[0].substance, made.prices[0].substance) == (symbol, symbol)


def test_none_says_that_there_are_no_facts_and_that_a_value_is_not_known(tmp_path: Path) -> None:
    read = read_book(
        book(
            tmp_path,
            items="item,value,currency,facts\nM,none,EUR,none\n",
            shipments="shipment,item,date,value,currency,facts\nS,M,2025-12-01,none,EUR, none \n",
        )
    )
    assert (read.items["M"].value, read.items["M"].facts) == (None, {})
    assert (read.shipments[0].value, read.shipments[0].facts) == (None, {})
    assert sum("`none` reads as not known" in each for each in read.remarks) == 2


def test_none_among_codes_says_of_whose_lists(tmp_path: Path) -> None:
    law = BookWords(facts={"codes": FactWord("code", ("cn:1C905.a", "cn:none", "us:none"))})
    ship = "shipment,item,date,facts\nS,M,2025-12-01,codes=none\n"
    for number, tables in enumerate(({"items": "item,codes\nM,none\n"}, {"items": ITEMS, "shipments": ship})):
        folder = tmp_path / str(number)
        folder.mkdir()
        problem = only(book(folder, **tables), vocabulary=law)
        assert (problem.what, problem.do) == (
            "`none` does not say of whose lists",
            "write the list in front of it: cn:none",
        )
    assumed = book(tmp_path, "format = 1\n[assume]\nitems.codes = 'none'\n", items=ITEMS)
    assert [each.column for each in problems(assumed)] == ["assume.items.codes"]


def test_a_day_that_must_be_there_is_not_asked_to_be_left_empty(tmp_path: Path) -> None:
    told = only(book(tmp_path, items=ITEMS, shipments="shipment,item,date\nS,M,15.09.2025\n"))
    assert (told.column, told.do) == ("date", "write the day as year-month-day")
    told = only(
        book(
            tmp_path,
            items="item,value_on\nM,15.09.2025\n",
            shipments="shipment,item,date\nS,M,2025-12-01\n",
        )
    )
    assert told.do.endswith("leave the cell empty if it is not known")


@pytest.mark.parametrize(
    ("lists", "do"),
    [("NONE", "did you mean 'none'?"), ("n/a", "leave the cell empty if it is not known")],
)
def test_that_a_party_is_on_no_list_is_said_in_one_way_and_told_among_what_is_allowed(
    lists: str, do: str, tmp_path: Path
) -> None:
    told = only(book(tmp_path, parties=f"party,name,lists\nP,P,{lists}\n"), NOTED)
    assert (told.column, told.allowed.split(", ")[0], told.do) == ("lists", "none", do)
