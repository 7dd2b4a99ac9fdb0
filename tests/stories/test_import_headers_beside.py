"""What stands in brackets behind a heading is heard: a price for a hundred is not one for one, grams are not kilograms."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from xenotime.cli import main
from xenotime.desk import answering
from xenotime.exact import exactly
from xenotime.facts.book import Book


def brought_in(capsys: pytest.CaptureFixture[str], folder: Path, text: str) -> tuple[Any, Book | None]:
    (folder / "list.csv").write_text(text, "utf-8")
    status = main(["import", str(folder / "list.csv"), "--into", str(folder / "book"), "--json"])
    printed = json.loads(capsys.readouterr().out)
    return printed, answering.open_book(folder / "book", answering.load_law()) if status == 0 else None


MANY = (
    "Std.Preis (EUR/100 St)", "Std.Preis [EUR] pro 100 Stück", "Std.Preis (per 1000)", "Std.Preis (TEUR)",
    "Std.Preis (k EUR)", "Std.Preis [ct]", "Std.Preis (Tsd. €)", "Std.Preis (€/kg)", "標準価格(千円)",
)  # fmt: skip


@pytest.mark.parametrize("heading", MANY)
def test_a_price_for_more_than_one_or_for_something_else_is_named_and_not_taken_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], heading: str
) -> None:
    text = f"Material;Materialkurztext;BME;{heading};Währung\nA;Magnet;ST;12,50;EUR\n"
    printed, book = brought_in(capsys, tmp_path, text)
    assert book is not None
    assert book.items["A"].value is None
    assert heading in str(printed["imported"])


@pytest.mark.parametrize("heading", ["Std.Preis", "Std.Preis (EUR)", "Std.Preis [€]", "Std.Preis (EUR/St)"])  # fmt: skip
def test_a_price_for_one_is_taken_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], heading: str
) -> None:
    text = f"Material;Materialkurztext;BME;{heading};Währung\nA;Magnet;ST;12,50;EUR\n"
    _, book = brought_in(capsys, tmp_path, text)
    assert book is not None
    assert book.items["A"].value == exactly(Fraction(25, 2))


def test_a_currency_behind_a_heading_is_that_of_its_amounts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Material;Materialkurztext;BME;Std.Preis (USD)\nA;Magnet;ST;12.50\n"
    _, book = brought_in(capsys, tmp_path, text)
    assert book is not None
    assert book.items["A"].currency == "USD"
    text = "Material;Materialkurztext;BME;Std.Preis (USD);Währung\nA;Magnet;ST;12.50;EUR\n"
    printed, _ = brought_in(capsys, tmp_path, text)
    assert printed["problems"][0]["what"] == "The header names another currency than the line"


def test_a_unit_behind_a_heading_is_that_of_its_amounts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Material;Materialkurztext;BME;Std.Preis;Nettogewicht (g)\nA;Magnet;ST;5;75\n"
    _, book = brought_in(capsys, tmp_path, text)
    assert book is not None
    assert book.items["A"].mass_kg == exactly(Fraction(75, 1000))
    for text, found in (
        (
            "Material;Materialkurztext;BME;Std.Preis;Nettogewicht (g);Gew.Einh.\nA;Magnet;ST;5;75;KG\n",
            "Nettogewicht (g), and kg",
        ),
        ("Baugruppe;Komponente;Menge (kg);ME\nM;A;24;ST\n", "Menge (kg), and piece"),
    ):
        printed, _ = brought_in(capsys, tmp_path, text)
        told = printed["problems"][0]
        assert (told["what"], told["found"]) == ("The header names another unit than the line", found)


@pytest.mark.parametrize("heading", ["Menge (je 100)", "Menge (x1000)", "Menge [Tsd]"])
def test_a_quantity_for_more_than_one_is_no_quantity_for_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], heading: str
) -> None:
    _, book = brought_in(capsys, tmp_path, f"Baugruppe;Komponente;{heading};ME\nM;A;24;ST\n")
    assert book is not None
    assert [each.quantity for each in book.bill] == [None]


def test_a_mass_without_a_unit_stays_out_and_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed, book = brought_in(
        capsys, tmp_path, "Material;Materialkurztext;BME;Std.Preis;Nettogewicht\nA;Magnet;ST;5;75\n"
    )
    assert book is not None
    assert book.items["A"].mass_kg is None
    assert any("a mass without its unit; not known" in each for each in printed["imported"]["remarks"])
