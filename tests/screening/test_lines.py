"""Lines of a file, part by part: no more of it is held than the part in hand."""

from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from xenotime.screening.lines import LineFile

ROWS, GROUPS = 20_000, 40


def test_of_a_file_that_is_read_part_by_part_what_was_read_is_let_go_of(tmp_path: Path) -> None:
    file = tmp_path / "rows.parquet"
    schema = pa.schema({"shipment": pa.string(), "item": pa.string(), "date": pa.string()})
    with parquet.ParquetWriter(file, schema, compression="none", use_dictionary=False) as writer:
        for group in range(GROUPS):
            ids = [f"order {group} {row}" for row in range(ROWS)]
            writer.write_table(pa.table([ids, ["MOTOR"] * ROWS, ["2026-11-10"] * ROWS], schema=schema))
    before, held = pa.total_allocated_bytes(), []
    for lines in LineFile(file, tuple(schema.names)).parts(ROWS):
        assert lines.count == ROWS
        held.append(pa.total_allocated_bytes() - before)
    assert len(held) == GROUPS
    assert max(held[GROUPS // 2 :]) < 2 * max(held[:4])
    assert max(held) < file.stat().st_size / 4
