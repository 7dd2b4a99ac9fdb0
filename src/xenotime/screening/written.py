"""The results of a part as columns in which numbers stand for texts, and as one Parquet file."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from xenotime.screening import answers
from xenotime.screening.classed import Classed
from xenotime.screening.domain import SHIPMENT
from xenotime.screening.lines import Lines, Words
from xenotime.screening.loops import Codes, distinct, needed, taken
from xenotime.screening.results import NAMES, RESULT_COLUMNS, TOLD, Telling, is_marked

TOKENS = re.compile(f"({SHIPMENT}|{answers.DAY})")
WRITTEN_AT_ONCE = 1 << 16
ROOM = 1 << 26
"""Letters of texts with an id or a day of their own that are put together at once."""
MANY_TEXTS = 10_000
"""A column of so many different texts is worth the time that it takes to write it as small as can be."""


def results(
    lines: Lines, words: Mapping[str, Words], classed: Classed, keys: Codes, telling: Telling, day: str
) -> Iterator[pa.Table]:
    """The rows of the results, for each line one of each regime; `keys` has the key of each line.

    `day` is the day that all answers are given for, empty where that is each line's own. There are so many rows at once
    that the texts with an id or a day of their own have room.
    """
    times, count = len(telling.numbers), lines.count
    values = np.array([classed.value(each) for each in telling.used], np.int32).reshape(-1, count)
    needs = np.array([telling.needed[each] for each in telling.used], np.bool_)
    needs = needs.reshape(len(values), len(telling.answers))
    each_regime = [needed(keys, each.astype(np.int32), values, needs) for each in telling.numbers]
    found = np.stack(each_regime, axis=-1).reshape(-1, count * times)
    told, first = distinct(found)
    rows = [telling.of(row) for row in zip(*found[:, first].tolist(), strict=True)]
    columns = {
        "shipment": _again(lines.texts["shipment"], times),
        "line": _again(lines.texts["line"], times),
        "stretch": pa.array(np.repeat(classed.stretch.astype(np.int64), times)),
        "strictest": _coded(telling.strictest()[:, keys].T.ravel().astype(np.int32), ["no", "yes"]),
    }
    for name in ("item", "to", "date"):
        columns[NAMES.get(name, name)] = _coded(np.repeat(lines.codes[name], times), words[name].texts)
    days = _coded(np.zeros(len(told), np.int32), [day]) if day else columns["day"]
    texts = dict(zip(TOLD, zip(*rows, strict=True), strict=True))
    at_once = _at_once(told, texts.values())
    for first_row in range(0, len(told), at_once):
        some = slice(first_row, first_row + at_once)
        here = {name: column[some] for name, column in columns.items()}
        for name in TOLD:
            here[name] = _filled_in(told[some], texts[name], here["shipment"], days[some])
        fields = [pa.field(name, here[name].type, nullable=False) for name in RESULT_COLUMNS]
        yield pa.table([here[name] for name in RESULT_COLUMNS], pa.schema(fields))


def _at_once(told: Codes, columns: Iterable[Sequence[str]]) -> int:
    """So many rows that the texts with an id or a day of their own take up about `ROOM` together."""
    own = np.zeros(int(told.max()) + 1, np.int64)
    for texts in columns:
        own += [len(text) * is_marked(text) for text in texts]
    parts = 1 + int(own[told].sum()) // ROOM
    return -(-len(told) // parts)


@contextmanager
def written(path: Path) -> Iterator[Callable[[pa.Table], None]]:
    """What writes rows behind each other into one Parquet file, which is there whole at the end or not at all."""
    unfinished = path.with_suffix(".unfinished")
    with ExitStack() as stack:
        writers: list[parquet.ParquetWriter] = []

        def write(found: pa.Table) -> None:
            if not writers:
                writers.append(stack.enter_context(_writer(unfinished, found)))
            writers[0].write_table(found)

        yield write
    unfinished.replace(path)


def _writer(file: Path, found: pa.Table) -> parquet.ParquetWriter:
    coded = [each.name for each in found.schema if pa.types.is_dictionary(each.type)]
    few = {each for each in coded if len(found[each].chunk(0).dictionary) < MANY_TEXTS}
    compression = {each: "snappy" if each in few else "zstd" for each in found.schema.names}
    return parquet.ParquetWriter(
        file, found.schema, compression=compression, use_dictionary=coded, write_statistics=False,
        write_batch_size=WRITTEN_AT_ONCE, store_schema=False,
    )  # fmt: skip


def _again(texts: pa.Array, times: int) -> pa.Array:
    return texts.take(pa.array(np.repeat(np.arange(len(texts)), times))) if times > 1 else texts


def _coded(codes: Codes, texts: Sequence[str] | pa.Array) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(texts, pa.string()), safe=False)


def _filled_in(told: Codes, texts: Sequence[str], shipments: pa.Array, days: pa.Array) -> pa.DictionaryArray:
    """One column of what is told, with each row's own id and day in the place of tokens."""
    number = {text: at for at, text in enumerate(dict.fromkeys(texts))}
    codes = taken(np.array([number[text] for text in texts], np.int32), told)
    pieces = {at: TOKENS.split(text) for text, at in number.items() if is_marked(text)}
    words, filled = [pa.array(list(number))], codes.copy() if pieces else codes
    for tokens in {tuple(each[1::2]) for each in pieces.values()}:
        alike = {at: each for at, each in pieces.items() if tuple(each[1::2]) == tokens}
        place = np.full(len(number), -1, np.int32)
        place[list(alike)] = range(len(alike))
        rows = np.flatnonzero(place[codes] >= 0)
        own = {SHIPMENT: shipments.take(pa.array(rows)), answers.DAY: days.take(pa.array(rows))}
        parts = [
            own[tokens[at // 2]].cast(pa.string())
            if at % 2
            else pa.array([each[at] for each in alike.values()]).take(pa.array(place[codes[rows]]))
            for at in range(2 * len(tokens) + 1)
        ]
        words.append(pc.binary_join_element_wise(*parts, ""))
        filled[rows] = sum(map(len, words[:-1])) + np.arange(len(rows), dtype=np.int32)
    return _coded(filled, pa.concat_arrays(words))
