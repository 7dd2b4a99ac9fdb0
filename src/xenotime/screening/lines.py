"""The lines of a shipments file part by part: texts as numbers, and those that hardly come again as they stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import parquet

from xenotime.errors import Problem, UnreadableBook
from xenotime.screening.engine import AMOUNTS, LONG_NAME, NAMES, ROW, SHIPMENT_COLUMNS
from xenotime.screening.loops import Codes, Floats, Letters, amounts, marks, padded

PLAINLY = (*NAMES, *AMOUNTS)
"""Columns whose texts are kept as they stand."""
ASCII = 0x7F
CODED = tuple(each for each in SHIPMENT_COLUMNS if each not in PLAINLY)
"""Columns of which numbers stand for the texts."""


class Words:
    """The texts of one column, numbered as they come up; 0 is nothing. What is blank around one is no part of it where it is `bare`."""

    def __init__(self, *, bare: bool = False) -> None:
        self.texts, self.number, self.bare = [""], {"": 0}, bare

    def numbers(self, texts: Iterable[str | None]) -> Codes:
        """The number of each text, and at the end that of nothing."""
        found = []
        for text in ((each or "").strip() if self.bare else each or "" for each in texts):
            if text not in self.number:
                self.number[text] = len(self.texts)
                self.texts.append(text)
            found.append(self.number[text])
        return np.array([*found, 0], np.int32)

    def of(self, column: pa.Array, into: Codes) -> None:
        """Put the number of each text of an Arrow column into an array."""
        coded = column if isinstance(column, pa.DictionaryArray) else column.dictionary_encode()
        numbers = self.numbers(coded.dictionary.cast(pa.string()).to_pylist())
        places = pc.fill_null(coded.indices, len(numbers) - 1) if coded.null_count else coded.indices
        np.take(numbers, places.to_numpy(), out=into, mode="clip")


@dataclass(frozen=True)
class Lines:
    """Some lines, one after the other; `first` is the place of the first one in the file."""

    first: int
    codes: dict[str, Codes]
    texts: dict[str, pa.StringArray]
    amounts: dict[str, Floats]
    """Value and quantity as numbers: see `amounts`."""

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.texts["shipment"])

    @property
    def is_any_nameless(self) -> bool:
        """Whether the id of some shipment is empty."""
        ends, _ = raw(self.texts["shipment"])
        return bool((ends[1:] == ends[:-1]).any())

    def long_names(self, column: str) -> set[str]:
        """The names in a column that are too long to go unlooked at."""
        ends, _ = raw(self.texts[column])
        return set(self.texts[column].filter(pa.array(np.diff(ends) > LONG_NAME)).to_pylist())

    def marks(self) -> NDArray[np.uint64]:
        """64 bits for the name of each line, the same for lines that are named alike."""
        return name_marks(self.texts["shipment"], self.texts["line"])


class LineFile:
    """A Parquet file with the columns of the shipments table; `words` has the texts of each coded one."""

    def __init__(self, path: Path, columns: tuple[str, ...]) -> None:
        self.path, self.columns = path, columns
        self.words = {name: Words(bare=name in ROW) for name in CODED}

    def parts(self, rows: int) -> Iterator[Lines]:
        """All lines, so many at once."""
        try:
            coded = [each for each in CODED if each in self.columns]
            # what is read ahead would be kept until the end: all of the file
            file = parquet.ParquetFile(self.path, read_dictionary=coded, pre_buffer=False)
            first, waiting, count = 0, list[pa.RecordBatch](), 0
            for batch in file.iter_batches(rows, use_threads=False):
                left = batch
                while count + len(left) >= rows:
                    yield self._lines(first, [*waiting, left.slice(0, rows - count)])
                    left, first = left.slice(rows - count), first + rows
                    waiting, count = [], 0
                waiting, count = [*waiting, left], count + len(left)
            if count:
                yield self._lines(first, waiting)
        except (pa.ArrowException, UnicodeDecodeError, OSError) as refused:
            if isinstance(refused, MemoryError) or (isinstance(refused, OSError) and refused.errno):
                raise  # it is the machine that does not give it
            said = str(refused).splitlines()[0]
            problem = Problem(
                "The shipments cannot be read", str(self.path), found=said, do="write the file anew"
            )
            raise UnreadableBook([problem]) from None  # what the file holds is at fault, as where a cell is

    def _lines(self, first: int, batches: list[pa.RecordBatch]) -> Lines:
        count = sum(map(len, batches))
        codes = {name: np.zeros(count, np.int32) for name in CODED}
        for name in (each for each in CODED if each in self.columns):
            at = 0
            for batch in batches:
                self.words[name].of(batch.column(name), codes[name][at : at + len(batch)])
                at += len(batch)
        nothing = pa.array([""]).take(pa.array(np.zeros(count, np.int64)))
        texts = {
            name: _joined([batch.column(name) for batch in batches]) if name in self.columns else nothing
            for name in PLAINLY
        }
        texts |= {name: _bare(texts[name]) for name in NAMES}
        return Lines(first, codes, texts, {name: plain_amounts(texts[name]) for name in AMOUNTS})


def _joined(columns: list[pa.Array]) -> pa.StringArray:
    """One column of texts; pyarrow.ArrowInvalid where bytes in it are none."""
    whole = pa.chunked_array([column.cast(pa.string()) for column in columns]).combine_chunks()
    _, letters = raw(whole)
    if letters.max(initial=0) > ASCII:
        whole.validate(full=True)
    return pc.fill_null(whole, "") if whole.null_count else whole


def _bare(texts: pa.StringArray) -> pa.StringArray:
    """The texts without the blanks around them."""
    rows = padded(*raw(texts))
    if not rows.any():
        return texts
    bare = [each.strip() for each in texts.filter(pa.array(rows)).to_pylist()]
    return pc.replace_with_mask(texts, pa.array(rows), pa.array(bare, pa.string()))


def plain_amounts(texts: pa.StringArray) -> Floats:
    """Texts as numbers: see `amounts`."""
    found: Floats = amounts(*raw(texts))
    return found


def name_marks(shipments: pa.StringArray, lines: pa.StringArray) -> NDArray[np.uint64]:
    """64 bits for each pair of names, the same for pairs that are alike."""
    found: NDArray[np.uint64] = marks(*raw(shipments), *raw(lines))
    return found


def raw(texts: pa.StringArray) -> tuple[Codes, Letters]:
    """Where each text begins, with the end of the last one, and the letters of all."""
    _, ends, letters = texts.buffers()
    places = np.frombuffer(ends or bytes(4), np.int32)[texts.offset : texts.offset + len(texts) + 1]
    return places, np.frombuffer(letters or b"", np.uint8)
