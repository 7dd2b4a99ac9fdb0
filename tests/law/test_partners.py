"""Elements that the shipped lists name beside others alone."""

from screening.screen_books import law


def test_cobalt_is_listed_beside_samarium_and_dysprosium_by_itself() -> None:
    partners = law().partners
    assert "Sm" in partners["Co"]
    assert {"Sm", "Tb", "Dy"} <= partners["Fe"]
    assert not {"Sm", "Dy", "Tb", "Ga", "W"} & partners.keys()
