"""What is said about an export beside it, and lists that lack what such lists mostly have."""

from pathlib import Path

import pytest

from xenotime.cli import main
from xenotime.desk import answering
from xenotime.exact import parse_number

PARTS = 'part,price,currency\nB,"1,234.50",USD\nC,"5,000",USD\n'
ORDERS = "Order;Item;Material;Order quantity;Ship-to country;Date\n1;10;M1;2;US;25/12/2026\n1;20;M1;2;US;03/04/2026\n"


@pytest.mark.parametrize(
    ("text", "said"), [(PARTS, ("--decimal", ",")), (ORDERS, ("--days", "mdy"))], ids=["decimal", "days"]
)
def test_what_is_said_of_a_file_that_tells_otherwise_is_refused_and_misreads_no_other_number_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: tuple[str, str]
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(text, "utf-8")
    assert main(["import", str(file), "--into", str(tmp_path / "book"), *said]) == 2
    assert "in another way than is said" in capsys.readouterr().err
    assert main(["import", str(file), "--into", str(tmp_path / "book")]) == 0


@pytest.mark.parametrize(
    ("text", "mass"),
    [
        ("Material;Materialkurztext;Nettogewicht;Gewichtseinheit;Basismengeneinheit\n4711;Servo;2;G;ST\n", "0.002"),
        ("Material;Materialkurztext;Basismengeneinheit\n4711;Servo;ST\n", ""),
    ],
)  # fmt: skip
def test_a_material_master_without_prices_keeps_names_units_and_masses(
    tmp_path: Path, text: str, mass: str
) -> None:
    file = tmp_path / "mara.csv"
    file.write_text(text, "utf-8")
    assert main(["import", str(file), "--into", str(tmp_path / "book")]) == 0
    item = answering.open_book(tmp_path / "book", answering.load_law()).items["4711"]
    assert (item.name, item.base_unit) == ("Servo", "piece")
    assert (item.mass_kg.low if item.mass_kg else None) == (parse_number(mass) if mass else None)
