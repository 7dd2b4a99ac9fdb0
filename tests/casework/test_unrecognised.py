from xenotime.casework.unrecognised import unrecognised
from xenotime.facts.item import Item
from xenotime.reading.shipped.harmless_kinds import harmless_kinds


def families(*items: Item) -> dict[str, str]:
    return {
        each.item: each.family.removeprefix("not recognised: ")
        for each in unrecognised(items, harmless_kinds(), {})
    }


def test_a_family_shares_an_unknown_word_else_a_group_a_maker_or_a_type() -> None:
    assert families(
        Item("A", name="Quillon left"), Item("B", name="Quillon X2"), Item("C", name="Vambrace", group="Z4"), Item("D", name="Pauldron", group="Z4"),
        Item("E", name="X1", maker="Gorget"), Item("F", name="Y2", maker="Gorget"), Item("G", name="QV-100"), Item("H", name="QV-200"), Item("I", name="Cuisse"),
    ) == {
        "A": "word quillon", "B": "word quillon", "C": "group Z4", "D": "group Z4", "E": "maker Gorget", "F": "maker Gorget",
        "G": "type QV", "H": "type QV", "I": "each by itself",
    }  # fmt: skip


def test_the_word_that_most_others_share_makes_the_family() -> None:
    found = families(
        Item("A", name="Quillon vambrace"),
        Item("B", name="Vambrace"),
        Item("C", name="Vambrace 2"),
        Item("D", name="Quillon", maker="Gorget"),
        Item("E", name="X", maker="Gorget"),
    )
    assert {found[each] for each in "ABC"} == {"word vambrace"}


def test_large_families_come_first_and_what_shares_nothing_last() -> None:
    items = [
        Item("A", name="Cuisse"),
        *(Item(f"B{at}", name="Quillon") for at in range(2)),
        *(Item(f"C{at}", name="Vambrace") for at in range(3)),
    ]
    found = unrecognised(items, harmless_kinds(), {})
    assert [each.item[0] for each in found] == ["C", "C", "C", "B", "B", "A"]
    assert [each.shares for each in found] == [True] * 5 + [False]


def test_it_is_said_which_word_is_not_known_and_which_was_not_counted() -> None:
    items = [
        Item("A", name="Quillon 3"),
        Item("B", name="100200"),
        Item("C", name="Motor vambrace", maker_part="7"),
    ]
    assert {each.item: each.why for each in unrecognised(items, harmless_kinds(), {"C": "motor"})} == {
        "A": "not known: quillon",
        "B": "no word says what it is",
        "C": "holds 'motor', in a name that may say something else",
    }
