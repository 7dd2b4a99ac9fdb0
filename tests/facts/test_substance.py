"""Formulas, elements and shares by mass."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xenotime.facts.elements import ELEMENTS, WEIGHTS, parse_formula
from xenotime.facts.substance import (
    atoms_of,
    elements_of,
    is_alloy_name,
    is_element,
    is_same,
    mass_share,
    may_contain,
    oxide_of,
)

OXIDES = [
    ("Dy2O3", "Dy", "0.87132"),
    ("Tb4O7", "Tb", "0.85021"),
    ("Nd2O3", "Nd", "0.85735"),
    ("Pr6O11", "Pr", "0.82770"),
    ("Sm2O3", "Sm", "0.86236"),
    ("Y2O3", "Y", "0.78744"),
]


@pytest.mark.parametrize(("oxide", "element", "share"), OXIDES)
def test_an_oxide_holds_its_element_by_a_known_share(oxide: str, element: str, share: str) -> None:
    found = mass_share(element, oxide)
    assert found is not None
    assert abs(found - Fraction(share)) <= Fraction(1, 100_000)


def test_a_magnet_phase_is_a_quarter_neodymium() -> None:
    found = mass_share("Nd", "Nd2Fe14B")
    assert found is not None
    assert round(float(found), 4) == 0.2668


def test_shares_are_exact_fractions_of_the_table() -> None:
    assert mass_share("O", "H2O") == Fraction("15.999") / (Fraction("15.999") + 2 * Fraction("1.0080"))


def test_118_elements_are_known_and_84_of_them_have_a_standard_weight() -> None:
    assert (len(ELEMENTS), len(WEIGHTS)) == (118, 84)


def test_weights_have_at_most_five_figures() -> None:
    for weight in WEIGHTS.values():
        digits = f"{float(weight):.4f}".rstrip("0").replace(".", "").lstrip("0")
        assert len(digits) <= 5


def test_brackets_hydrates_and_small_digits_are_read() -> None:
    assert parse_formula("Dy₂(SO₄)₃·8H₂O") == parse_formula("Dy2S3O20H16")
    assert parse_formula("Y3(Al[O4])3") == {"Y": 3, "Al": 3, "O": 12}


def test_a_count_may_be_a_decimal() -> None:
    assert parse_formula("Nd1.8Dy0.2Fe14B")["Dy"] == Fraction(1, 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "magnet",
        "1C905.b",
        "cn:1C905.b",
        "Dy0",
        "Dy02",
        "(Dy",
        "Dy)",
        "()2",
        "2",
        "Xx2",
        "Dy 2",
        "D2O",
        "·",
        "Dy-Fe",
    ],
)
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a formula"):
        parse_formula(text)


def test_a_name_that_is_no_formula_has_no_atoms() -> None:
    assert not atoms_of("others")
    assert not elements_of("1C905.b")
    assert mass_share("Dy", "magnet") is None


def test_an_element_without_a_standard_weight_gives_no_share() -> None:
    assert is_element("Pm")
    assert mass_share("Pm", "Pm2O3") is None


def test_formulas_of_the_same_proportions_are_one_substance() -> None:
    assert is_same("Dy2O3", "O3Dy2")
    assert is_same("Dy4O6", "Dy2O3")
    assert not is_same("Dy2O3", "Tb2O3")
    assert not is_same("CO", "Co")
    assert is_same("cn:1C905.B", "CN:1c905.b")


def test_a_name_that_lists_metals_does_not_say_what_else_is_in_it() -> None:
    assert is_alloy_name("NdFeB")
    assert may_contain("NdFeB", "Nd") is True
    assert may_contain("NdFeB", "Dy") is None
    assert mass_share("Nd", "NdFeB") is None


def test_a_compound_says_what_else_is_in_it() -> None:
    assert may_contain("Nd2Fe14B", "Dy") is False
    assert may_contain("magnet", "Dy") is None


def test_a_pair_of_the_third_and_the_fifth_group_is_a_compound() -> None:
    assert may_contain("InSb", "Ga") is False
    assert mass_share("Sb", "InSb") is not None
    assert may_contain("InGaAs", "P") is None
    assert may_contain("BiSb", "In") is None


def test_an_oxide_has_one_other_element() -> None:
    assert [oxide_of(name) for name in ("Dy2O3", "O2", "Dy", "LiNdO2", "DyF3")] == [
        "Dy",
        None,
        None,
        None,
        None,
    ]


@given(st.dictionaries(st.sampled_from(sorted(WEIGHTS)), st.integers(1, 30), min_size=1, max_size=6))
def test_the_shares_of_a_compound_add_up_to_the_whole(atoms: dict[str, int]) -> None:
    formula = "".join(f"{symbol}{count if count > 1 else ''}" for symbol, count in atoms.items())
    assert parse_formula(formula) == atoms
    shares = [mass_share(symbol, formula) for symbol in atoms]
    if not is_alloy_name(formula):
        assert sum(share or 0 for share in shares) == 1


@given(st.text(max_size=12))
def test_any_text_is_a_formula_or_is_refused(text: str) -> None:
    atoms = atoms_of(text)
    assert all(symbol in ELEMENTS and count > 0 for symbol, count in atoms.items())
