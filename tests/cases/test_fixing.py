"""A magnet that is fixed to something and no more is left open; in a rotor or a motor, or loose, it is not."""

import pytest

from cases import fixing
from cases.adapter import Adapter
from cases.phrasebook import phrasebook
from cases.published import Published

BOOK = phrasebook()


def form(needs: tuple[str, ...] = (), **facts: object) -> tuple[str, list[str]]:
    """What is said of the form of goods, and what is left open of it."""
    it = Adapter(BOOK).situation(Published("X", "CN", "invented", dict(facts), "ambiguous", needs), half=True)
    return it.said("item.form"), it.either.get("item.form", [])


@pytest.mark.parametrize(
    "product",
    [
        "block magnet with Dy bonded to a steel plate",
        "NdFeB magnet with Dy on a steel plate",
        "SmCo disc magnet in a plastic housing",
        "NdFeB magnets with Dy screwed to a bracket",
        "SmCo magnet with threaded stud",
        "SmCo ring magnet riveted onto a sheet of aluminium",
        "SmCo bar magnet, encapsulated in stainless steel",
        "SmCo magnet cemented into a door profile",
        "SmCo magnet glued to a wooden board",
        "NdFeB magnet with Tb seated in a plastic clip",
    ],
)
def test_what_a_magnet_is_that_is_fixed_to_something_is_open(product: str) -> None:
    assert form(product=product) == ("", fixing.FORMS)


@pytest.mark.parametrize(
    "composition",
    [
        {"magnet": "SmCo", "bonded_to": "flat steel plate, two holes"},
        {"magnet": "SmCo", "screwed_onto": "aluminium rail"},
        {"magnet": "SmCo", "fixing": "clamped in a frame"},
    ],
)
def test_to_what_it_is_fixed_is_told_under_a_key_as_well(composition: dict[str, str]) -> None:
    assert form(product="magnet", composition=composition) == ("", fixing.FORMS)


@pytest.mark.parametrize(
    "text",
    [
        "magnets glued into the rotor core",
        "magnets pressed onto a shaft",
        "loose magnets, not bonded to a plate",
        "magnets to be glued onto a plate",
        "magnets, later fixed to a bracket",
        "magnets packed in boxes",
        "magnets stuck together in stacks",
        "magnets pressed into shape",
        "magnets bonded in nylon",
        "magnets glued into a motor",
        "magnets fixed in a loudspeaker",
        "magnets mounted in a position sensor",
        "magnets with nickel coating",
    ],
)
def test_what_is_an_assembly_or_a_product_or_a_loose_magnet_is_not_open(text: str) -> None:
    assert not fixing.is_open(BOOK, text)


def test_an_answer_that_says_the_form_is_followed() -> None:
    assert form(("form = permanent_magnet",), product="SmCo magnet bonded to a steel plate") == (
        "permanent_magnet",
        [],
    )


def test_that_a_magnet_is_in_no_motor_makes_it_no_loose_one() -> None:
    needs = ("magnet not built into a motor, sensor or attachment good",)
    assert form(needs, product="SmCo magnet bonded to a steel plate") == ("", fixing.FORMS)
    assert form(needs, product="SmCo magnet") == ("permanent_magnet", [])
    assert form(needs, product="servo motor with SmCo magnets") == ("permanent_magnet", [])
