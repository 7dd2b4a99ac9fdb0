"""The reverse sweep shares the open width out: nothing is lost, and silence where it is deepest explains it."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tracing.test_sources import DYSPROSIUM
from tracing.trace_books import item, line
from xenotime.exact import exactly
from xenotime.facts.book import Assumption, Book
from xenotime.facts.declaration import OTHERS, ContentRow
from xenotime.tracing.content import Tracer
from xenotime.tracing.width import explained


def widths(book: Book, root: str) -> dict[str, Fraction]:
    tracer = Tracer(book)
    ledger = tracer.ledgers.ledger(DYSPROSIUM, "mass", "USD")
    return explained(ledger, ledger.node(root))


def closed(*names: str) -> tuple[ContentRow, ...]:
    return tuple(ContentRow(name, OTHERS, absent=True, share=exactly(0)) for name in names)


def test_a_silent_part_explains_its_part_of_the_width() -> None:
    book = Book(
        items={name: item(name, mass=mass) for name, mass in (("A", "100"), ("B", "3"), ("C", "1"))},
        bill=(line("A", "B"), line("A", "C")),
        contents=closed("A"),
    )
    assert widths(book, "A") == {"B": Fraction(3, 4), "C": Fraction(1, 4)}


def test_a_shared_part_explains_the_sum_over_its_paths() -> None:
    book = Book(
        items={name: item(name, mass=mass) for name, mass in (("A", "100"), ("B", "3"), ("C", "1"))},
        bill=(line("A", "B"), line("A", "C"), line("B", "C", "2")),
        contents=closed("A", "B"),
    )
    assert widths(book, "A") == {"C": Fraction(1)}


def test_a_part_without_an_end_explains_it_all() -> None:
    book = Book(
        items={"A": item("A"), "B": item("B", mass="3"), "C": item("C")},
        bill=(line("A", "B"), line("A", "C")),
        contents=closed("A"),
    )
    assert widths(book, "A") == {"C": Fraction(1)}


def test_where_nothing_is_open_nothing_is_explained() -> None:
    assert widths(Book(items={"A": item("A", mass="1")}, contents=closed("A")), "A") == {}


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 3)), max_size=9),
    st.lists(st.integers(1, 9), min_size=6, max_size=6),
    st.sets(st.integers(0, 5)),
    st.booleans(),
)
def test_what_the_items_explain_is_the_whole_width(
    lines: list[tuple[int, int, int]], masses: list[int], silent: set[int], assumed: bool
) -> None:
    book = Book(
        items={
            f"I{n}": item(f"I{n}", mass=None if n in silent and n % 2 else str(mass))
            for n, mass in enumerate(masses)
        },
        bill=tuple(line(f"I{min(a, b)}", f"I{max(a, b)}", str(q)) for a, b, q in lines if a != b),
        contents=closed(*(f"I{n}" for n in range(6) if n not in silent)),
        assumptions=(Assumption("bill.others", ()),) if assumed else (),
    )
    parts = widths(book, "I0")
    amount = Tracer(book).content("I0", DYSPROSIUM, by="mass").amount
    assert amount is not None
    assert sum(parts.values()) == (0 if amount.is_exact else 1)
    assert all(0 < part <= 1 for part in parts.values())
