"""The schema in docs says what the reader takes."""

import json
import re
import tomllib
from pathlib import Path

import jsonschema
import pytest

from xenotime.reading.book.columns import TABLES
from xenotime.reading.book.schema import DIALECT, book_schema

ROOT = Path(__file__).parents[2]


def test_the_schema_in_docs_is_the_one_that_the_code_makes() -> None:
    written = json.loads((ROOT / "docs" / "book.schema.json").read_text(encoding="utf-8"))
    assert written == book_schema()
    assert written["$schema"] == DIALECT
    jsonschema.Draft202012Validator.check_schema(written)


@pytest.mark.parametrize("path", sorted(ROOT.glob("examples/*/book.toml")), ids=str)
def test_each_example_keeps_to_the_schema(path: Path) -> None:
    jsonschema.validate(tomllib.loads(path.read_text(encoding="utf-8")), book_schema())


@pytest.mark.parametrize(
    "text", ["name = 'x'", "format = 2", "format = 1\n[colums]", "format = 1\n[units.items]\nvalue = 'g'"]
)
def test_what_the_reader_refuses_the_schema_refuses(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(text), book_schema())


@pytest.mark.parametrize("table", TABLES)
def test_a_row_of_each_table_can_be_checked(table: str) -> None:
    schema = {**book_schema(), "$ref": f"#/$defs/{table}"}
    columns = schema["$defs"][table]["properties"]
    assert list(columns) == [column.name for column in TABLES[table]]
    assert all(re.search(r"\w", column["description"]) for column in columns.values())
