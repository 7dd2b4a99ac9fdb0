"""The calculation sheet says where each amount comes from and why it counts."""

from tracing.trace_books import CN, DAY, EARLIER, book, item, line, none, price, row
from xenotime.facts.seen import Line
from xenotime.tracing.content import Tracer
from xenotime.tracing.sheet import MOST_LINES
from xenotime.tracing.sheet_words import path_of


def test_a_share_is_shown_with_every_step() -> None:
    facts = book(
        item("MOTOR", value="1000", made_in="DE"),
        item("MAGNET", value="50", mass="0.1", made_in="JP"),
        item("INGOT", value="20", listed=True, made_in="CN"),
        line("MOTOR", "MAGNET", "2"),
        line("MOTOR", "INGOT"),
        row("MAGNET", "Dy", "2 %", form="oxide", origin="CN", said_by="Maker", said_on="2030-01-02"),
        row("MAGNET", "Nd", "30 %", form="metal", origin="CN", said_by="Maker", said_on="2030-01-02"),
        price("Dy", "300"),
        none("MOTOR", "others"),
    )
    found = Tracer(facts, DAY).share("MOTOR", CN)
    assert found.lines == (
        Line("MOTOR > INGOT", "20 USD", "1 × 20 USD: on A1, made in CN: counts fully"),
        Line(
            "MOTOR > MAGNET: Dy as oxide from CN",
            "1.2 USD",
            "2 × 0.02 × 0.1 kg × 300 USD/kg [Dy]: on A1, counts fully (Maker on 2030-01-02)",
        ),
        Line("A1 in MOTOR", "21.2 USD", "in all"),
        Line("one MOTOR", "1000 USD", "divided by: its own 1000 USD"),
        Line("share of A1 in MOTOR", "0.0212", "the shipped item"),
    )


def why(*parts: object) -> str:
    facts = book(item("MOTOR", value="100"), *parts, assume=("contents.others = none",))  # type: ignore[arg-type]
    return Tracer(facts, DAY).content("MOTOR", CN).lines[0].why


def test_each_way_in_which_a_part_counts_is_said() -> None:
    used = line("MOTOR", "PART")
    assert "on A1, made in CN: counts fully" in why(used, item("PART", listed=True, made_in="CN"))
    assert "but made in JP: does not count itself" in why(used, item("PART", listed=True, made_in="JP"))
    assert "where it was made is not known: counts only at most" in why(used, item("PART", listed=True))
    assert "may be on A1, made in CN" in why(used, item("PART", listed=None, made_in="CN"))
    inside = row("PART", "Dy", value="1", form="metal", origin="CN")
    assert "what is inside counts only at most" in why(used, item("PART"), inside)
    optional = line("MOTOR", "PART", kind="option")
    assert "it may be left out" in why(optional, item("PART", listed=True, made_in="CN"))


def test_each_way_in_which_a_row_counts_is_said() -> None:
    assert "on A1, counts fully" in why(row("MOTOR", "Dy", value="1", form="metal", origin="CN"))
    assert "in this form not on A1" in why(row("MOTOR", "Dy", value="1", form="compound", origin="CN"))
    assert "of another origin" in why(row("MOTOR", "Dy", value="1", form="metal", origin="JP"))
    assert "whether its form is listed is not known" in why(row("MOTOR", "Dy", value="1", origin="CN"))
    assert "its origin is not known" in why(row("MOTOR", "Dy", value="1", form="metal"))
    assert "it may not be there" in why(row("MOTOR", "Dy", value="0..1", form="metal", origin="CN"))
    assert "not there" in why(none("MOTOR", "Dy"))
    several = row("MOTOR", "Dy", supplier="S1"), row("MOTOR", "Dy", supplier="S2")
    assert "for S1); one of several suppliers" in why(*several)


def test_where_nobody_says_what_else_is_in_a_part_the_sheet_does() -> None:
    facts = book(item("MOTOR", value="100"), item("PART", value="9", made_in="JP"), line("MOTOR", "PART"))
    found = Tracer(book(*facts.items.values(), *facts.bill, none("MOTOR", "others")), DAY).content(
        "MOTOR", CN
    )
    assert found.lines[0] == Line(
        "MOTOR > PART", "0 to 9 USD", "only at most: nobody says what else is in it"
    )


def test_a_long_sheet_says_that_it_goes_on() -> None:
    levels = 12
    parts = [item(f"P{level}", made_in="DE") for level in range(levels)]
    lines = [line(f"P{level}", f"P{level + 1}") for level in range(levels) for _ in range(2)]
    listed = item(f"P{levels}", value="1", listed=True, made_in="CN")
    found = Tracer(book(*parts, listed, *lines, assume=("contents.others = none",)), DAY).content(
        "P0", EARLIER
    )
    assert found.amount is not None
    assert found.amount.low == 2**levels
    assert len(found.lines) == MOST_LINES + 2
    assert found.lines[-2].why == "there are more lines than are shown"


def test_a_long_way_down_leaves_out_its_middle() -> None:
    assert path_of(f"P{level}" for level in range(100)).count(" > ") == 8
    assert "92 more" in path_of(f"P{level}" for level in range(100))
