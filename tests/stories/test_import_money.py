"""What a header says beside its name: whose money it is, in which unit, and for how many."""

import json
from pathlib import Path
from typing import Any

import pytest

from xenotime.cli import main
from xenotime.desk import answering
from xenotime.exact import as_decimal

ORDER = "Sales order,Item,Material,Order quantity,{},Country,GI date\n1,10,A,5,3,US,2026-03-01\n"


def brought_in(
    capsys: pytest.CaptureFixture[str], into: Path, text: str, *more: str
) -> tuple[int, dict[str, Any]]:
    source = into.parent / "list.csv"
    source.write_text(text, "utf-8")
    status = main(["import", str(source), "--into", str(into), "--json", *more])
    return status, json.loads(capsys.readouterr().out)


def money(into: Path) -> dict[str, str]:
    """What each item is worth with whose money; empty where it is not known."""
    book = answering.open_book(into, answering.load_law())
    return {
        name: f"{as_decimal(each.value.low)} {each.currency}" if each.value else ""
        for name, each in book.items.items()
    }


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("Price (EUR)", "5 EUR"),
        ("unit price [CNY]", "5 CNY"),
        ("Price in USD", "5 USD"),
        ("PRICE USD", "5 USD"),
        ("Price (€)", "5 EUR"),
        ("Preis (netto, EUR)", "5 EUR"),
        ("单价（人民币）", "5 CNY"),
        ("Price (EUR/pc)", "5 EUR"),
        ("Price ($)", "5 "),
        ("单价（元）", "5 "),
    ],
)
def test_a_header_says_whose_money_its_amounts_are_and_a_sign_of_several_does_not(
    header: str, found: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _ = brought_in(capsys, tmp_path / "book", f"Part number;{header}\nA;5\n")
    assert (status, money(tmp_path / "book")["A"]) == (0, found)


def test_orders_and_bills_hear_the_currency_and_the_unit_of_a_header(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brought_in(capsys, tmp_path / "orders", ORDER.format("Net value in EUR"))
    shipment = answering.open_book(tmp_path / "orders", answering.load_law()).shipments[0]
    assert shipment.currency == "EUR"
    brought_in(capsys, tmp_path / "bill", "parent,child,Quantity (kg),Price (USD/kg)\nM,B,0.5,6\n")
    assert (tmp_path / "bill" / "bill.csv").read_text("utf-8").splitlines()[1] == "M,B,0.5,kg"
    assert (money(tmp_path / "bill")["B"]) == "6 USD"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Part number,Price (EUR),Currency\nA,5,USD\n", "header names another currency"),
        ("Part number,Price ($),Currency\nA,5,EUR\n", "header names another currency"),
        ("Part number,Price EUR\nA,$5\n", "header names another currency"),
        ("Part number,Price EUR\nA,5 USD\n", "header names another currency"),
        ("Part number,Price,Currency\nA,$5,EUR\n", "amount names another currency"),
        ("parent,child,Quantity (kg),Unit\nM,B,5,pc\n", "header names another unit"),
        ("Material,Material type,Net weight (g),Weight unit\nA,ROH,5,KG\n", "header names another unit"),
    ],
)
def test_a_header_that_a_cell_or_a_column_contradicts_is_refused(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, printed = brought_in(capsys, tmp_path / "book", text)
    assert status == 2
    assert [said in each["what"] and bool(each["do"]) for each in printed["problems"]] == [True]
    assert not (tmp_path / "book").exists()


def test_a_header_that_contradicts_what_a_mapping_writes_into_each_row_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'id = "own"\ntitle = "Own"\nneeds = ["part"]\n[roles.part]\nkind = "id"\nheaders = ["Nr"]\n[roles.cost]\nkind = "number"\nheaders = ["Cost"]\n'
        '[[rows]]\ntable = "items"\ncells = { item = "{part}", value = "{cost}" }\nconstants = { currency = "EUR" }\n',
        "utf-8",
    )
    for header, status in (("Cost (USD)", 2), ("Cost (EUR)", 0)):
        got, printed = brought_in(
            capsys, tmp_path / f"book{status}", f"Nr,{header}\nA,5\n", "--map", str(own)
        )
        assert (got, len(printed["problems"])) == (status, status // 2)


@pytest.mark.parametrize(
    "header",
    [
        "Price (EUR/100)",
        "Unit price (per 100)",
        "Price (kEUR)",
        "Price (EUR) per 100",
        "Price (T€)",
        "单价(元/千件)",
    ],
)
def test_a_price_for_several_or_in_thousands_is_not_the_price_of_one(
    header: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, printed = brought_in(capsys, tmp_path / "book", f"Part number,{header},Currency\nA,500,EUR\n")
    assert (status, money(tmp_path / "book")["A"]) == (0, "")
    columns = printed["imported"]["sources"][0]["columns"]
    assert [each["is"] for each in columns if each["column"] == header] == [""]


def test_an_amount_in_thousands_and_a_quantity_in_thousands_are_not_those_of_an_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brought_in(capsys, tmp_path / "book", ORDER.format("Net value (TEUR)"))
    assert answering.open_book(tmp_path / "book", answering.load_law()).shipments[0].value is None
    many = ORDER.format("Net value").replace("Order quantity", "Order quantity (1000)")
    brought_in(capsys, tmp_path / "many", many)
    assert answering.open_book(tmp_path / "many", answering.load_law()).shipments[0].quantity is None


def test_a_price_of_a_kilogram_is_none_of_a_piece(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "parent,child,Quantity,Unit,Price (USD/kg)\nM,B,0.5,kg,6\nM,C,2,pc,6\nM,D,2,,6\n"
    _, printed = brought_in(capsys, tmp_path / "book", text)
    found = money(tmp_path / "book")
    assert [found[each] for each in "BCD"] == ["6 USD", "", ""]
    assert sum("it is for one kg" in each for each in printed["imported"]["remarks"]) == len("CD")


def test_an_amount_of_money_under_a_sign_counts_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brought_in(capsys, tmp_path / "book", "parent,child,Amount ($)\nM,B,6\n")
    assert answering.open_book(tmp_path / "book", answering.load_law()).bill[0].quantity is None


def test_a_list_without_a_price_says_nothing_of_the_price_that_stands_in_the_book(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brought_in(capsys, tmp_path / "book", "Part number,Price,Currency\nA,5,USD\n")
    brought_in(capsys, tmp_path / "book", "Part number,Price,Currency\nA,,EUR\nB,1,EUR\n")
    assert money(tmp_path / "book") == {"A": "5 USD", "B": "1 EUR"}


def test_a_mass_is_in_the_unit_of_its_header_where_no_column_says_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brought_in(capsys, tmp_path / "book", "Material,Material type,Net weight (g)\nA,ROH,5\n")
    item = answering.open_book(tmp_path / "book", answering.load_law()).items["A"]
    assert item.mass_kg is not None
    assert as_decimal(item.mass_kg.low) == "0.005"


def test_the_price_of_one_goes_before_that_of_the_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for at, heads in enumerate(("Unit cost,Cost", "Unit price,Price", "Stückpreis,Preis")):
        text = f"parent,child,Qty,{heads},Currency\nM,B,10,5,50,EUR\n"
        brought_in(capsys, tmp_path / str(at), text)
        assert money(tmp_path / str(at))["B"] == "5 EUR"


def test_of_two_columns_of_one_name_that_differ_neither_country_is_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Part number,Made in,Maker,Made in\nA,DE,X,CN\nB,DE,X,DE\nC,DE,X,\n"
    _, printed = brought_in(capsys, tmp_path / "book", text)
    items = answering.open_book(tmp_path / "book", answering.load_law()).items
    assert [items[each].made_in for each in "ABC"] == [None, ("DE",), ("DE",)]
    assert any("another column of this name says 'CN'" in each for each in printed["imported"]["remarks"])


@pytest.mark.parametrize(
    ("order", "quantity", "worth"),
    [
        ("Sales document", "Delivered quantity", None),
        ("Verkaufsbeleg", "Liefermenge", None),
        ("Sales document", "Order quantity", "100"),
        ("Delivery", "Delivery quantity", "100"),
    ],
)
def test_the_value_of_an_order_line_is_not_that_of_what_was_delivered_of_it(
    order: str, quantity: str, worth: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{order},Item,Material,{quantity},Net value,Currency,Country,GI date\n1,10,A,1,100,EUR,US,2026-03-01\n"
    status, printed = brought_in(capsys, tmp_path / "book", text)
    shipment = answering.open_book(tmp_path / "book", answering.load_law()).shipments[0]
    assert (status, shipment.value and as_decimal(shipment.value.low)) == (0, worth)
    told = f"'Net value' beside {order} and {quantity} may be of another quantity"
    assert any(told in each for each in printed["imported"]["remarks"]) == (worth is None)


@pytest.mark.parametrize("header", ["Created on", "Document date", "Belegdatum", "Created"])
def test_the_day_on_which_an_order_was_written_is_not_that_on_which_its_goods_go(
    header: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "list.csv"
    source.write_text(ORDER.format("Net value").replace("GI date", header), "utf-8")
    assert main(["import", str(source), "--into", str(tmp_path / "book")]) != 0
    assert "No column of list.csv says date" in capsys.readouterr().err


def test_a_date_that_does_not_say_of_what_is_taken_for_that_of_the_goods_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, printed = brought_in(capsys, tmp_path / "book", ORDER.format("Net value").replace("GI date", "Date"))
    (source,) = printed["imported"]["sources"]
    assert "'Date' does not say whose it is: taken for the day on which the goods go" in source["assumed"]


@pytest.mark.parametrize(
    ("header", "told"),
    [("Price (EUR)", True), ("Cost", True), ("Price (EUR/pc)", False), ("Unit price", False)],
)
def test_a_price_that_does_not_say_for_how_many_is_taken_for_one_and_said(
    header: str, told: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, printed = brought_in(capsys, tmp_path / "a", f"parent,child,Qty,{header}\nM,B,10,50\n")
    (source,) = printed["imported"]["sources"]
    said = f"{header!r} does not say for how many: taken for the price of one"
    assert (said in source["assumed"]) is told
    _, alone = brought_in(capsys, tmp_path / "b", f"Part number,{header}\nB,50\n")
    assert said not in alone["imported"]["sources"][0]["assumed"]
