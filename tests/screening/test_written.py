"""How the results of a part are written."""

from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from xenotime.screening.lines import name_marks
from xenotime.screening.results import RESULT_COLUMNS
from xenotime.screening.written import MUCH, is_whole, write


def table(missing: list[str]) -> pa.Table:
    """Results in which only what is missing is long."""
    codes = pa.array([*range(len(missing))], pa.int32())
    short = pa.DictionaryArray.from_arrays(pa.array([0] * len(missing), pa.int32()), pa.array(["-"]))
    columns: dict[str, pa.Array] = dict.fromkeys(RESULT_COLUMNS, short)
    columns |= {name: pa.array([f"S{at}" for at in codes.to_pylist()]) for name in ("shipment", "line")}
    columns |= {
        "stretch": pa.array([0] * len(missing), pa.int64()),
        "missing": pa.DictionaryArray.from_arrays(codes, pa.array(missing)),
    }
    return pa.table([columns[name] for name in RESULT_COLUMNS], names=list(RESULT_COLUMNS))


def test_texts_that_take_much_room_are_packed_and_read_back_as_they_are(tmp_path: Path) -> None:
    asked = [f"Which lists is party {at} on? " * 40 for at in range(2_000)]
    assert sum(map(len, asked)) > MUCH
    file = tmp_path / "part-00000.parquet"
    write([table(asked), table(["", "nothing"])], file)
    assert file.stat().st_size < MUCH / 4
    read = parquet.ParquetFile(file)
    assert read.read_row_group(0, ["missing"]).column(0).to_pylist() == asked
    assert read.read_row_group(1, ["missing"]).column(0).to_pylist() == ["", "nothing"]
    metadata = read.metadata.row_group(1)
    of = {metadata.column(at).path_in_schema: metadata.column(at) for at in range(metadata.num_columns)}
    assert of["missing"].compression == "ZSTD"
    assert of["because"].compression == "UNCOMPRESSED", "few short texts are sooner written as they are"


def test_packed_texts_are_looked_through_for_damage(tmp_path: Path) -> None:
    asked = [f"Which lists is party {at} on? " * 40 for at in range(2_000)]
    file = tmp_path / "part-00000.parquet"
    write([table(asked)], file)
    names = pa.array([f"S{at}" for at in range(len(asked))])
    marks = name_marks(names, names)
    assert is_whole(file, marks, 1)
    assert is_whole(file, marks[::-1], 1)
    assert not is_whole(file, marks[1:], 1)
    assert not is_whole(file, marks, 2)
    bytes_ = bytearray(file.read_bytes())
    bytes_[len(bytes_) // 3] ^= 1
    file.write_bytes(bytes_)
    assert not is_whole(file, marks, 1)
