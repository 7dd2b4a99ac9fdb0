"""Texts in numbers are the texts again, however many came up before."""

from random import Random

import pyarrow as pa
import pytest

from xenotime.screening import told_texts
from xenotime.screening.told_texts import ToldTexts


@pytest.mark.parametrize(("few", "most"), [(1, 10**6), (64, 10**6), (3, 20)])
def test_every_row_has_its_texts_in_every_part(few: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told_texts, "FEW", few)
    monkeypatch.setattr(told_texts, "MOST_KEPT", most)
    random, known = Random(few), ToldTexts(3)  # noqa: S311  a test's own chance
    for size in (1, 5, 90, 200):
        rows = [("same", str(random.randint(0, 9)), str(random.randint(0, 999))) for _ in range(size)]
        coded = known.coded(rows, rows, tuple)
        columns = []
        for number in range(3):
            codes, texts = coded.column(number)
            columns.append(texts.take(pa.array([0] * size if codes is None else codes)).to_pylist())
        assert [*zip(*columns, strict=True)] == rows
        assert coded.column(0)[0] is None
