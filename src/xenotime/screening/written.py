"""The results of a part as columns in which numbers stand for texts, and as one Parquet file."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from xenotime.screening.classed import Classed
from xenotime.screening.finish import COUNTED, Tally
from xenotime.screening.lines import Lines, Words
from xenotime.screening.loops import Codes, distinct, needed, taken
from xenotime.screening.results import NAMES, RESULT_COLUMNS, TOLD, Telling

WRITTEN_AT_ONCE = 1 << 16
PLAIN = ("shipment", "line")
"""Columns that may have a value of its own in every row: these are worth the time to be written as small as can be."""


def results(
    lines: Lines, words: Mapping[str, Words], classed: Classed, keys: Codes, telling: Telling
) -> tuple[pa.Table, Tally]:
    """The rows of the results, for each line one of each regime, and how many; `keys` has the key of each line."""
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
    for name, texts in zip(TOLD, zip(*rows, strict=True), strict=True):
        number = {text: at for at, text in enumerate(dict.fromkeys(texts))}
        codes = np.array([number[text] for text in texts], np.int32)
        columns[name] = _coded(taken(codes, told) if len(number) > 1 else np.zeros_like(told), list(number))
    fields = [pa.field(name, columns[name].type, nullable=False) for name in RESULT_COLUMNS]
    table = pa.table([columns[name] for name in RESULT_COLUMNS], pa.schema(fields))
    return table, _counted(rows, told, columns["destination"])


def _counted(rows: Sequence[Sequence[str]], told: Codes, destinations: pa.DictionaryArray) -> Tally:
    """The rows counted as `finish.counted` counts them: `told` has the place of each in `rows`."""
    place = {name: at for at, name in enumerate(TOLD)}
    groups = [tuple(row[place[name]] for name in COUNTED if name in place) for row in rows]
    number = {group: at for at, group in enumerate(dict.fromkeys(groups))}
    codes = np.array([number[group] for group in groups], np.int32)
    each, first = distinct(np.stack([taken(codes, told), destinations.indices.to_numpy()]))
    names, at = destinations.dictionary.to_pylist(), COUNTED.index("destination")
    found, every = Tally(), [*number]
    for row, count in zip(first.tolist(), np.bincount(each).tolist(), strict=True):
        group = every[codes[told[row]]]
        found[*group[:at], names[destinations.indices[row].as_py()], *group[at:]] = count
    return found


def write(found: pa.Table, path: Path) -> None:
    """Write rows into a Parquet file, which is there whole or not at all."""
    unfinished = path.with_suffix(".unfinished")
    coded = [each for each in found.schema.names if each not in PLAIN]
    compression = {each: "none" if each in coded else "zstd" for each in found.schema.names}
    parquet.write_table(
        found, unfinished, compression=compression, use_dictionary=coded, write_statistics=False,
        write_batch_size=WRITTEN_AT_ONCE, store_schema=False,
    )  # fmt: skip
    unfinished.replace(path)


def _again(texts: pa.Array, times: int) -> pa.Array:
    return texts.take(pa.array(np.repeat(np.arange(len(texts)), times))) if times > 1 else texts


def _coded(codes: Codes, texts: Sequence[str] | pa.Array) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(texts, pa.string()), safe=False)
