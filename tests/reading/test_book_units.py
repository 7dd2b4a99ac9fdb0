"""Amounts come out per one base unit; a wrong factor would show here."""

from fractions import Fraction
from pathlib import Path

import pytest

from xenotime.errors import UnreadableBook
from xenotime.exact import Range, exactly
from xenotime.facts.book import Book
from xenotime.reading.book.reader import read_book


def book(folder: Path, extra: str = "", **tables: str) -> Path:
    (folder / "book.toml").write_text("format = 1\n" + extra, encoding="utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def bill_of(folder: Path, child: str, line: str) -> Book:
    """A bill with one line from motor to magnet."""
    return read_book(
        book(
            folder,
            items=f"item,base_unit,mass_kg,value_per\nM,pc,,\nP,{child}\n",
            bill=f"parent,child,quantity,unit,base_quantity\nM,P,{line}\n",
        )
    )


def test_value_and_mass_are_per_value_per_base_units(tmp_path: Path) -> None:
    path = book(tmp_path, items="item,value,mass_kg,value_per\nscrew,25,3..4,1000\nmotor,25,3,\n")
    screw, motor = read_book(path).items.values()
    assert screw.value == exactly(Fraction(25, 1000))
    assert screw.mass_kg == Range(Fraction(3, 1000), Fraction(4, 1000))
    assert (motor.value, motor.mass_kg) == (exactly(25), exactly(3))


def test_a_mass_column_in_grams_says_so(tmp_path: Path) -> None:
    path = book(tmp_path, '[units.items]\nmass_kg = "g"\n', items="item,mass_kg\nM,250\n")
    assert read_book(path).items["M"].mass_kg == exactly(Fraction(1, 4))


def test_a_share_column_in_percent_or_ppm_says_so_and_a_cells_own_unit_wins(tmp_path: Path) -> None:
    extra = '[units.contents]\nshare_low = "%"\nshare_high = "ppm"\n'
    path = book(
        tmp_path,
        extra,
        items="item\nM\n",
        contents="item,substance,share_low,share_high\nM,Dy,3,40000\nM,Tb,0.5,1 %\n",
    )
    first, second = read_book(path).contents
    assert first.share == Range(Fraction(3, 100), Fraction(4, 100))
    assert second.share == Range(Fraction(5, 1000), Fraction(1, 100))


def test_a_price_per_tonne_says_so(tmp_path: Path) -> None:
    path = book(tmp_path, '[units.prices]\nper_kg_low = "t"\n', prices="substance,per_kg_low\nNd,80000\n")
    assert read_book(path).prices[0].per_kg == Range(Fraction(80), None)


@pytest.mark.parametrize(
    ("child", "line", "expected"),
    [
        ("pc,,", "6,,", 6),
        ("pc,,", "6,pc,", 6),
        ("pc,,", "6,pc,4", Fraction(3, 2)),
        ("pc,0.02,", "40,g,", 2),
        ("pc,0.02,", "0.04,kg,", 2),
        ("pc,0.02,", "0.0001,t,10", Fraction(1, 2)),
        ("pc,20,1000", "40,g,", 2),
        ("kg,,", "40,g,", Fraction(1, 25)),
        ("g,,", "0.04,kg,", 40),
        ("t,,", "500,kg,", Fraction(1, 2)),
        (",0.02,", "40,g,", 2),
    ],
)
def test_a_bill_quantity_is_base_units_of_the_child_per_one_of_the_parent(
    tmp_path: Path, child: str, line: str, expected: int | Fraction
) -> None:
    assert bill_of(tmp_path, child, line).bill[0].quantity == exactly(expected)


def test_a_fixed_quantity_is_that_of_an_order_of_any_size_whatever_the_base(tmp_path: Path) -> None:
    lines = "parent,child,quantity,base_quantity,line_kind\nMOTOR,SEAL,1,100,fixed\n"
    path = book(tmp_path, items="item,base_unit\nMOTOR,pc\nSEAL,pc\n", bill=lines)
    assert read_book(path).bill[0].quantity == exactly(1)


def test_a_mass_of_parts_of_uncertain_mass_is_a_range_of_pieces(tmp_path: Path) -> None:
    assert bill_of(tmp_path, "pc,0.02..0.04,", "80,g,").bill[0].quantity == Range(Fraction(2), Fraction(4))


def test_a_mass_of_a_part_of_unknown_mass_is_no_known_quantity(tmp_path: Path) -> None:
    assert bill_of(tmp_path, "pc,,", "80,g,").bill[0].quantity is None
    assert bill_of(tmp_path, "pc,0,", "80,g,").bill[0].quantity is None


@pytest.mark.parametrize(("child", "unit"), [("pc,,", "m"), ("pc,,", "PC"), (",,", "pc"), ("kg,,", "pc")])
def test_a_unit_that_is_neither_the_childs_nor_a_mass_is_a_problem(
    tmp_path: Path, child: str, unit: str
) -> None:
    with pytest.raises(UnreadableBook) as caught:
        bill_of(tmp_path, child, f"6,{unit},")
    (problem,) = caught.value.problems
    assert (problem.file, problem.row, problem.column, problem.found) == ("bill.csv", 2, "unit", unit)
    assert "kg" in problem.allowed


def test_a_negative_line_is_named_unless_it_is_a_by_product(tmp_path: Path) -> None:
    items = "item,base_unit,mass_kg\nM,pc,\nP,pc,0.5\n"
    bill = "parent,child,quantity,unit,line_kind\nM,P,-2,kg,by-product\nM,P,-1,,normal\n"
    with pytest.raises(UnreadableBook) as caught:
        read_book(book(tmp_path, items=items, bill=bill))
    (problem,) = caught.value.problems
    assert (problem.row, "M > P" in problem.what) == (3, True)
    read = read_book(book(tmp_path, items=items, bill=bill.rsplit("M,P,-1", 1)[0]))
    assert read.bill[0].quantity == exactly(-4)


def test_a_shipment_counts_in_base_units_and_its_value_is_that_of_the_line(tmp_path: Path) -> None:
    read = read_book(
        book(
            tmp_path,
            items="item,base_unit,mass_kg,value\nP,pc,0.02,3\n",
            shipments="shipment,item,quantity,unit,value,date\nS,P,1,kg,100,2025-12-01\n",
        )
    )
    (shipment,) = read.shipments
    assert (shipment.quantity, shipment.value) == (exactly(50), exactly(100))


def test_a_factor_of_nothing_is_a_problem(tmp_path: Path) -> None:
    path = book(tmp_path, items="item,value_per\nM,0\nP,-1\nQ,1..2\n")
    with pytest.raises(UnreadableBook) as caught:
        read_book(path)
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize("unit", ['mass_kg = "stone"', 'value = "g"', 'mass = "g"'])
def test_a_unit_that_cannot_be_declared_is_a_problem(tmp_path: Path, unit: str) -> None:
    with pytest.raises(UnreadableBook) as caught:
        read_book(book(tmp_path, f"[units.items]\n{unit}\n", items="item,mass_kg\nM,1\n"))
    assert all(one.allowed for one in caught.value.problems)


@pytest.mark.parametrize(
    ("child", "line", "quantity"),
    [("m,,", "10,in,", "0.254"), ("in,,", "0.254,m,", "10"), ("pc,2,", "1,lb,", "0.226796185"), ("lb,,", "8,oz,", "0.5"),
     ("m2,,", "1,in2,", "0.00064516"), ("m2,,", "1,yd2,", "0.83612736"), ("m3,,", "1,yd3,", "0.764554857984"), ("cm3,,", "5,mm3,", "0.005"), ("m3,,", "1,l,", "0.001"), ("m3,,", "1,m2,", None), ("kg,,", "16,oz,", "0.45359237")],
)  # fmt: skip
def test_inches_pounds_and_ounces_are_turned_exactly(
    tmp_path: Path, child: str, line: str, quantity: str | None
) -> None:
    if quantity is None:
        with pytest.raises(UnreadableBook):
            bill_of(tmp_path, child, line)
        return
    assert bill_of(tmp_path, child, line).bill[0].quantity == exactly(Fraction(quantity))


def test_a_mass_column_in_ounces_says_so(tmp_path: Path) -> None:
    path = book(tmp_path, '[units.items]\nmass_kg = "oz"\n', items="item,mass_kg\nM,16\n")
    assert read_book(path).items["M"].mass_kg == exactly(Fraction("0.45359237"))
