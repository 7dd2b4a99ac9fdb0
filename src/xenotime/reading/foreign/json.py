"""Read JSON and JSON lines that others wrote: limits first, exact numbers, faults named by line."""

import gzip
import io
import json
import zlib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from xenotime.reading.book.notes import Notes

LARGEST_FILE = 2 * 1024**3
LARGEST_WHOLE = 512 * 1024**2
"""Bytes of a file that has to be held in memory as one value."""
LONGEST_LINE = 16 * 1024**2
MOST_DIGITS = 400
GZIP = b"\x1f\x8b"


def open_bytes(path: Path, notes: Notes, largest: int = LARGEST_WHOLE) -> bytes | None:
    """The bytes of the file; None and a problem where it cannot be read or is too large."""
    try:
        size = path.stat().st_size
        if size > largest:
            notes.too_large(path.name, size, largest)
            return None
        return path.read_bytes()
    except (OSError, ValueError) as error:
        notes.unopened("The file", path.name, error)
        return None


def decoded(raw: bytes, file: str, notes: Notes) -> str | None:
    """The bytes as text, a byte order mark taken off; None and a problem where they are no UTF-8 or UTF-16."""
    codec = "utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return raw.decode(codec)
    except UnicodeError as error:
        found = f"byte number {getattr(error, 'start', 0) + 1}"
        notes.problem("The file is not UTF-8", file=file, found=found, allowed="UTF-8", do="save it as UTF-8")
        return None


class StandsTwice(ValueError):
    """A name stands twice in one object: which of its values is meant is not known."""


def parsed(text: str) -> Any:
    """The JSON value, numbers exact; ValueError for anything else, depth and size included, and StandsTwice."""
    try:
        return json.loads(text, parse_float=_exact, parse_constant=_no_number, object_pairs_hook=_named)
    except RecursionError:
        raise ValueError("brackets that are nested too deeply") from None


def _named(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        name = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        beside = next(
            (f"{key!r}: {value!r}" for key, value in pairs if key != name and isinstance(value, str)), ""
        )
        raise StandsTwice(f"{name[:60]!r}" + (f" in the object with {beside[:100]}" if beside else ""))
    return found


def _unread(error: ValueError, file: str, notes: Notes, row: int | None = None) -> None:
    """Tell why a text is no JSON that can be read."""
    if isinstance(error, StandsTwice):
        what, do = "A name stands twice in one object", "keep the value that is meant"
    else:
        what, do = "The file is not JSON", "get the file again"
        row = row or getattr(error, "lineno", None)
    notes.problem(what, file=file, row=row, found=_short(error), do=do)


def _exact(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"no number: {text[:40]}") from None
    if number and abs(number.adjusted()) > MOST_DIGITS:
        raise ValueError(f"a number of more than {MOST_DIGITS} digits: {text[:40]}")
    return number


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number of JSON")


def load_json(path: Path, notes: Notes) -> Any:
    """The file as one JSON value; None and a problem where it is none."""
    raw = open_bytes(path, notes)
    text = None if raw is None else decoded(raw, path.name, notes)
    if text is None:
        return None
    try:
        return parsed(text)
    except ValueError as error:
        _unread(error, path.name, notes)
        return None


def load_json_or_lines(path: Path, notes: Notes) -> Any:
    """The file as one JSON value, or a list of the values of a file with one to a line; gzip is taken off first.

    A line that is no JSON is a remark; None and a problem where nothing can be read.
    """
    raw = open_bytes(path, notes)
    raw = raw if raw is None else unpacked(raw, path.name, notes)
    text = None if raw is None else decoded(raw, path.name, notes)
    if text is None:
        return None
    try:
        return parsed(text)
    except StandsTwice as error:
        _unread(error, path.name, notes)
        return None
    except ValueError as error:
        own, lines = Notes(), [line for line in text.splitlines() if line.strip()]
        alone = all(line.lstrip()[:1] in "[{" for line in lines)
        values = [value for _, value in _lines(text, path.name, own) if isinstance(value, dict | list)]
        if not alone or 2 * len(values) <= len(lines):
            _unread(error, path.name, notes)
            return None
        for each in own.remarks():
            notes.remark(each)
        notes.problems += own.problems
        return values


def unpacked(raw: bytes, file: str, notes: Notes, largest: int = LARGEST_WHOLE) -> bytes | None:
    """The bytes without gzip around them; None and a problem where that is torn, or larger than may be."""
    if raw[:2] != GZIP:
        return raw
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as stream:
            found = stream.read(largest + 1)
    except (OSError, EOFError, zlib.error) as error:
        notes.problem(
            "The file cannot be unpacked", file=file, found=str(error)[:200], do="get the file again"
        )
        return None
    if len(found) > largest:
        what, allowed = "The file is too large once it is unpacked", f"{largest:,} bytes"
        notes.problem(
            what,
            file=file,
            found=f"more than {largest:,} bytes",
            allowed=allowed,
            do="cut it into several files",
        )
        return None
    return found


def load_statements(path: Path, notes: Notes) -> list[tuple[int, dict[str, Any]]]:
    """The objects of a JSON list, or of a file with one object to a line, with their numbers from one.

    A line that is no object is a remark, so that one torn line does not hide the rest; a file in which
    nothing can be read is a problem.
    """
    raw = open_bytes(path, notes, LARGEST_FILE)
    text = None if raw is None else decoded(raw, path.name, notes)
    if text is None:
        return []
    if text.lstrip()[:1] == "[":
        try:
            values = parsed(text)
        except ValueError as error:
            _unread(error, path.name, notes)
            return []
        return list(_objects(enumerate(values, 1), path.name, notes))
    found = list(_objects(_lines(text, path.name, notes), path.name, notes))
    if not found and not notes.problems:
        notes.problem(
            "There is nothing to read in the file",
            file=path.name,
            allowed="a JSON list, or one object to a line",
            do="name a file with such objects",
        )
    return found


def _lines(text: str, file: str, notes: Notes) -> Iterator[tuple[int, Any]]:
    start, number = 0, 0
    while start < len(text):
        number += 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line, start = text[start:end].strip(), end + 1
        if not line:
            continue
        if len(line) > LONGEST_LINE:
            notes.remark_row(file, number, "", "the line is too long and was left out")
            continue
        try:
            yield number, parsed(line)
        except StandsTwice as error:
            _unread(error, file, notes, number)
        except ValueError:
            notes.remark_row(file, number, "", "the line is not JSON and was left out")


def _objects(
    values: Iterator[tuple[int, Any]], file: str, notes: Notes
) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, value in values:
        if isinstance(value, dict):
            yield number, value
        else:
            notes.remark_row(file, number, "", "the entry is not an object and was left out")


def _short(error: ValueError) -> str:
    return str(error)[:200]


def text_of(value: Any) -> str:
    """The text of a cell or field; empty where there is none. Numbers are written as they stood."""
    if isinstance(value, str):
        return " ".join(value.split())
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else ""


def texts_of(value: Any) -> tuple[str, ...]:
    """The texts of a field that holds one or a list of them, each once."""
    values = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(text for each in values if (text := text_of(each))))


def table_of(value: Any) -> dict[str, Any]:
    """The object, or an empty one where there is none."""
    return value if isinstance(value, dict) else {}


def list_of(value: Any) -> list[Any]:
    """The list, or an empty one where there is none."""
    return value if isinstance(value, list) else []
