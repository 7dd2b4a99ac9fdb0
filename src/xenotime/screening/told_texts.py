"""What is told of answers, in numbers: every text of a column once, from part to part."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from xenotime.screening.loops import Codes

One = TypeVar("One")
FEW = 64
"""Texts of a column that are not worth looking which of them some rows have."""
ROOM = 64
MOST_KEPT = 100_000


@dataclass(frozen=True)
class Coded:
    """Rows of texts in numbers: `codes` has a line for each column, `texts` the texts of each column by number."""

    codes: NDArray[np.int32]
    texts: Sequence[Sequence[str]]

    def column(self, number: int) -> tuple[Codes | None, pa.StringArray]:
        """One column: for each row the place of its text in the texts beside, or one text that all rows have."""
        codes, texts = self.codes[number], self.texts[number]
        if codes.min() == codes.max():
            return None, pa.array([texts[codes[0]]], pa.string())
        if len(texts) <= FEW and len(codes) > FEW:
            return codes, pa.array(texts, pa.string())
        used, codes = np.unique(codes, return_inverse=True)
        return codes.astype(np.int32), pa.array([texts[each] for each in used.tolist()], pa.string())


class ToldTexts:
    """Numbers the texts of rows with so many columns; rows and texts that came up before are known."""

    def __init__(self, columns: int) -> None:
        self.columns, self.lock = columns, Lock()
        self._empty()

    def _empty(self) -> None:
        self.place: dict[Hashable, int] = {}
        self.number: list[dict[str, int]] = [{} for _ in range(self.columns)]
        self.codes = np.empty((self.columns, ROOM), np.int32)

    def coded(
        self, names: Sequence[Hashable], things: Sequence[One], told: Callable[[One], Sequence[str]]
    ) -> Coded:
        """In numbers the row that is told of each of some things; of things with one name always the same is told."""
        with self.lock:
            if len(self.place) > MOST_KEPT:
                self._empty()
            for name, thing in zip(names, things, strict=True):
                if name not in self.place:
                    self._add(name, told(thing))
            codes = self.codes[:, [self.place[name] for name in names]]
            return Coded(codes, [[*number] for number in self.number])

    def _add(self, name: Hashable, row: Sequence[str]) -> None:
        at = self.place[name] = len(self.place)
        if at == self.codes.shape[1]:
            self.codes = np.hstack([self.codes, np.empty_like(self.codes)])
        for column, (text, number) in enumerate(zip(row, self.number, strict=True)):
            self.codes[column, at] = number.setdefault(text, len(number))
