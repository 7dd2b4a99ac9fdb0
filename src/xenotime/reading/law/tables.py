"""Take typed values out of a table of TOML, noting what is missing, unknown or of the wrong type."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import tomli

from xenotime.reading.law.faults import Faults
from xenotime.reading.law.places import Path, lines_in

TOML_LINE = re.compile(r"\(at line (\d+)")


@dataclass
class Sheet:
    """A piece of TOML (or a row of CSV) in a file; finds the line of whatever is wrong with it."""

    file: str
    line: int
    """The line on which the piece begins."""
    faults: Faults
    at: str = ""
    text: str = ""
    whole: int = 0
    """The line of the block's fence, for faults of the block as a whole."""
    lines: dict[Path, int] | None = None

    def line_of(self, path: Path) -> int:
        """The line of a key or element; of the nearest thing around it where it has none of its own."""
        if self.lines is None:
            self.lines = lines_in(self.text)
        while path and path not in self.lines:
            path = path[:-1]
        return self.line + self.lines[path] - 1 if path else (self.whole or self.line)

    def fault(
        self,
        what: str,
        path: Path = (),
        *,
        found: object = "",
        allowed: Iterable[str] | str = (),
        do: str = "",
    ) -> None:
        """Note a fault of one key or element."""
        line = self.line_of(path)
        self.faults.add(what, file=self.file, line=line, at=self.at, found=found, allowed=allowed, do=do)

    def parse(self) -> dict[str, Any] | None:
        """The piece as a table, None (and a fault) where it is not TOML; fractions stay as written."""
        try:
            return tomli.loads(self.text, parse_float=str)
        except (ValueError, RecursionError) as error:
            self._not_toml(error)
            return None

    def _not_toml(self, error: Exception) -> None:
        found = TOML_LINE.search(str(error))
        count = self.text.count("\n")
        line = self.line + (min(int(found[1]) - 1, count) if found else count)
        if isinstance(error, RecursionError):
            what, line = "the block is nested too deeply", self.line
        else:
            what = f"this is not TOML: {TOML_LINE.split(str(error))[0].strip().lower()}"
        lines = self.text.split("\n")
        self.faults.add(
            what,
            file=self.file,
            line=line,
            at=self.at,
            found=lines[min(line - self.line, count)].strip(),
            do="write text in quotes, days as 2025-12-01, and close every bracket",
        )


@cache
def _names(required: str, optional: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys that must be there, and all that may be."""
    needed = tuple(required.split())
    return needed, (*needed, *optional.split())


@dataclass
class Table:
    """One table, with its place in the sheet."""

    data: dict[str, Any]
    sheet: Sheet
    path: Path = ()

    def keys(self, required: str, optional: str = "") -> "Table":
        """The table itself, after noting keys that are missing or unknown."""
        needed, known = _names(required, optional)
        for key in needed:
            if key not in self.data:
                self.sheet.fault(f"the key {key!r} is missing", self.path, allowed=known, do=f"add {key} = …")
        for key in self.data:
            if key not in known:
                self.fault(f"unknown key {key!r}", key, found=key, allowed=known)
        return self

    def fault(
        self, what: str, *path: str | int, found: object = "", allowed: Iterable[str] | str = (), do: str = ""
    ) -> None:
        """Note a fault of one key or element of this table."""
        self.sheet.fault(what, (*self.path, *path), found=found, allowed=allowed, do=do)

    def word(self, key: str, default: str = "", *, allowed: Iterable[str] = ()) -> str:
        """A text that is not empty; whole numbers are read as they are written."""
        value = self.data.get(key)
        if value is None:
            return default
        if type(value) is str and not allowed and (text := value.strip()):
            return text
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not value.strip():
            self.fault(f"{key!r} must be text", key, found=value, allowed="text in quotes")
            return default
        names = tuple(allowed)
        if names and value not in names:
            self.fault(f"unknown {key} {value!r}", key, found=value, allowed=names)
            return default
        return value.strip()

    def words(self, key: str) -> tuple[str, ...]:
        """One text or a list of texts."""
        value = self.data.get(key)
        if value is None:
            return ()
        if type(value) is str and (word := value.strip()):
            return (word,)
        each = value if isinstance(value, list) else [value]
        for number, one in enumerate(each):
            if not isinstance(one, str) or not one.strip():
                self.fault(f"{key!r} must hold texts", key, number, found=one, allowed="texts in quotes")
        return tuple(one.strip() for one in each if isinstance(one, str) and one.strip())

    def day(self, key: str) -> date | None:
        """A day, None where there is none."""
        value = self.data.get(key)
        if value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.fault(f"{key!r} must be a day", key, found=value, allowed="a day without quotes, as 2025-12-01")
        return None

    def truth(self, key: str, *, default: bool = False) -> bool:
        """A truth value."""
        value = self.data.get(key, default)
        if isinstance(value, bool):
            return value
        self.fault(f"{key!r} must be true or false", key, found=value, allowed="true, false")
        return default

    def tables(self, key: str) -> tuple["Table", ...]:
        """A list of tables."""
        value = self.data.get(key, [])
        if not isinstance(value, list):
            self.fault(f"{key!r} must be a list of tables", key, found=value, allowed="[{ … }, { … }]")
            return ()
        found = []
        for number, one in enumerate(value):
            if isinstance(one, dict):
                found.append(self.inner(one, key, number))
            else:
                self.fault(f"{key!r} must hold tables", key, number, found=one, allowed="{ … }")
        return tuple(found)

    def table(self, key: str) -> "Table":
        """A table in this table, empty where there is none."""
        value = self.data.get(key, {})
        if isinstance(value, dict):
            return self.inner(value, key)
        self.fault(f"{key!r} must be a table", key, found=value, allowed="{ … }")
        return self.inner({}, key)

    def inner(self, data: dict[str, Any], *path: str | int) -> "Table":
        """A table below this one."""
        return Table(data, self.sheet, (*self.path, *path))
