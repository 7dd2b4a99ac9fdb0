"""An answer is the same in whichever make of diagrams it is worked out."""

from pathlib import Path
from random import Random

import pytest

from screening.random_books import RandomBook
from screening.screen_books import KNOWN_ON, law, write_rows
from xenotime.casework.cases import Asked, Docket
from xenotime.deciding import diagram
from xenotime.desk import answering, diagrams_at_hand


@pytest.mark.parametrize(("regimes", "seed"), [(("cn", "us-ofac"), 2), (("us",), 4)])
def test_answers_of_the_compiled_loop_are_those_worked_out_without_it(
    regimes: tuple[str, ...], seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diagram, "MOST_NODES", 3_000)  # so that some is too much, and soon known to be
    lawbook, folder = law(), tmp_path / "book"
    rows = RandomBook(folder, Random(seed), lawbook).rows(3)  # noqa: S311  a test's own chance
    (folder / "book.toml").write_text("format = 1\n", "utf-8")
    (folder / "positions.toml").unlink()
    write_rows(folder / "shipments.csv", rows)
    book, asked = answering.open_book(folder, lawbook), Asked(KNOWN_ON, regimes)
    plainly = list(Docket(book, lawbook, asked).answers())
    monkeypatch.setattr(diagrams_at_hand, "MANY_OPEN", 0)
    assert list(answering.check(book, lawbook, asked)) == plainly
