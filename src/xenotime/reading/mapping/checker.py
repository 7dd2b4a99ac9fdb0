"""Check a TOML file that a person wrote: what is wrong with it is told with its place, all at once."""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from xenotime.dates import parse_day
from xenotime.reading.book.notes import Notes, listed, nearest


@dataclass(frozen=True)
class Checker:
    """Reports on one TOML file."""

    file: str
    notes: Notes

    def problem(self, at: str, what: str, *, found: object = "", allowed: str = "", do: str = "") -> None:
        """Add one problem at a dotted place."""
        self.notes.problem(what, file=self.file, column=at, found=str(found), allowed=allowed, do=do)

    def keys(self, given: Mapping[str, Any], allowed: Collection[str], at: str = "") -> list[str]:
        """The keys that are known; each other one is a problem."""
        for one in given:
            if one not in allowed:
                place = f"{at}.{one}" if at else one
                self.problem(
                    place,
                    "The key is not known",
                    found=one,
                    allowed=listed(allowed),
                    do=nearest(one, allowed),
                )
        return [one for one in given if one in allowed]

    def table(self, value: Any, at: str) -> Mapping[str, Any]:
        """The value where it is a table, else an empty one and a problem."""
        if isinstance(value, dict):
            return value
        self.problem(
            at,
            "A table is needed here",
            found=repr(value),
            allowed=f"[{at}] with keys below it",
            do="write a table",
        )
        return {}

    def text(self, value: Any, at: str, allowed: Collection[str] = ()) -> str:
        """The value where it is a text (one of `allowed`), else nothing and a problem."""
        if isinstance(value, str) and (not allowed or value in allowed):
            return value
        wanted = listed(map(repr, allowed)) if allowed else 'a text in "…"'
        self.problem(
            at, "The value is not allowed here", found=repr(value), allowed=wanted, do="write what is allowed"
        )
        return ""

    def texts(self, value: Any, at: str) -> tuple[str, ...]:
        """The value where it is a list of texts, else nothing and a problem."""
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self.problem(
            at,
            "A list of texts is needed here",
            found=repr(value),
            allowed='["…", "…"]',
            do="write a list, also of one text",
        )
        return ()

    def strings(self, given: Mapping[str, Any], keys: Iterable[str], at: str) -> dict[str, str]:
        """The text of each key, without the blanks around it; empty where there is none."""
        return {key: self.text(given.get(key, ""), f"{at}.{key}").strip() for key in keys}

    def word(self, text: str, at: str, what: str, allowed: Collection[str]) -> None:
        """Let a text pass that is empty or one of the allowed words; else a problem that is told as `what`."""
        if text and text not in allowed:
            do = nearest(text, allowed) or "write one of these"
            self.problem(at, what, found=text, allowed=listed(allowed), do=do)

    def day(self, value: Any, at: str) -> date | None:
        """The value where it is a day, None where there is none; else None and a problem."""
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        try:
            return parse_day(value)
        except (TypeError, ValueError):
            allowed = "2026-12-31, without quotation marks or a time"
            self.problem(at, "This is not a day", found=repr(value), allowed=allowed, do="write the day so")
            return None

    def period(self, start: date | None, until: date | None, at: str, what: str) -> None:
        """Let a period pass that ends no earlier than it begins; `what` it is that lasts so."""
        if start and until and until < start:
            said, do = f"{what} ends before it begins", "correct one of the days"
            self.problem(at, said, found=f"{start} to {until}", do=do)

    def needed(self, given: Mapping[str, Any], keys: Iterable[str], at: str, what: str) -> list[str]:
        """Those of the keys that are not filled; `what` needs them, and each is a problem."""
        missing = [key for key in keys if given.get(key) in (None, "", [], {})]
        for key in missing:
            self.problem(f"{at}.{key}", f"{what} needs {key}", found="nothing", do=f"fill in {key}")
        return missing


def load_toml(path: Path, notes: Notes) -> dict[str, Any] | None:
    """The file as TOML; None and a problem where it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        notes.problem("The file is not TOML", file=path.name, found=str(error), do="correct it at that line")
    except RecursionError:
        notes.problem("The file is nested too deeply", file=path.name, do="write it flat")
    except UnicodeDecodeError:
        notes.problem("The file is not UTF-8", file=path.name, do="save it as UTF-8")
    except OSError as error:
        notes.unopened("The file", path.name, error)
    return None


def numbered_tables(
    path: Path, name: str, what: str, notes: Notes
) -> tuple[Checker, tuple[tuple[Mapping[str, Any], str], ...]]:
    """Every `[[name]]` of the file with its place, in its order; none where there is no file or it cannot be read."""
    check = Checker(path.name, notes)
    given = load_toml(path, notes) if path.is_file() else None
    if given is None:
        return check, ()
    check.keys(given, (name,))
    rows = given.get(name, [])
    if not isinstance(rows, list):
        check.problem(
            name, f"{what} are a list", allowed=f"[[{name}]] in double brackets", do="write double brackets"
        )
        return check, ()
    places = ((row, f"{name}.{number}") for number, row in enumerate(rows, 1))
    return check, tuple((check.table(row, at), at) for row, at in places)
