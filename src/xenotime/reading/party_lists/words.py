"""Read party-lists.toml: what publishers call their lists, and which word of the law that is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from xenotime.errors import UnreadableLaw
from xenotime.facts.party_list import Listing, PartyList
from xenotime.reading.book.notes import Notes
from xenotime.reading.mapping.checker import load_toml

FILE = "party-lists.toml"


@dataclass(frozen=True)
class ListWords:
    """What is known beforehand about one publication."""

    title: str = "party list"
    authority: str = ""
    days_fresh: int | None = None
    source: str = ""
    names: tuple[tuple[str, re.Pattern[str]], ...] = ()
    exceptions: tuple[tuple[str, re.Pattern[str]], ...] = ()
    notes: tuple[tuple[str, str, re.Pattern[str]], ...] = ()
    unclear: tuple[tuple[str, re.Pattern[str]], ...] = ()
    no_list: tuple[tuple[str, frozenset[str]], ...] = ()
    """Columns by which a file without a column for the list shows which list it is."""

    @property
    def lists(self) -> tuple[str, ...]:
        """Every list that the publication has, in the law's words."""
        return tuple(dict.fromkeys(word for word, _ in self.names))

    def snapshot(
        self, entries: Iterable[Listing], file: str, notes: Notes, *, dated: date | None, whole: bool
    ) -> PartyList:
        """The entries that a file has of the publication, with what has to be said beside them."""
        return PartyList(
            self.title, self.authority, dated, whole, tuple(entries), notes.remarks(), file, self.days_fresh,
            self.lists,
        )  # fmt: skip

    def word(self, name: str) -> str:
        """The law's word for a list that the publisher calls `name`; empty where it is not known."""
        for word, pattern in self.names:
            if pattern.search(name):
                barred = (other for each, other in self.exceptions if each == word)
                if not any(other.search(name) for other in barred):
                    return word
        return ""

    def note(self, word: str, requirement: str) -> tuple[str, bool]:
        """The note of consequence that the text names, and whether it surely names none or one."""
        for on, note, pattern in self.notes:
            if on == word and pattern.search(requirement):
                return note, True
        return "", not any(on == word and pattern.search(requirement) for on, pattern in self.unclear)

    def word_by_columns(self, columns: frozenset[str]) -> str:
        """The list of a file that has no column for it."""
        return next((word for word, signs in self.no_list if len(signs & columns) >= min(2, len(signs))), "")


@dataclass(frozen=True)
class Publications:
    """Every publication that party-lists.toml describes."""

    by_name: dict[str, ListWords] = field(default_factory=dict)

    def get(self, name: str) -> ListWords:
        """The description of one publication; an empty one where there is none."""
        return self.by_name.get(name, ListWords())


def read_publications(folders: list[Path]) -> Publications:
    """The descriptions in all folders of law, later ones over earlier ones; UnreadableLaw for a bad file."""
    notes, found = Notes(), {}
    for folder in folders:
        path = folder / FILE
        if not path.is_file():
            continue
        for name, table in (load_toml(path, notes) or {}).items():
            try:
                found[name] = _words(table)
            except (TypeError, ValueError, KeyError, AttributeError, re.error) as error:
                notes.problem(
                    "The publication is not described as it should be",
                    file=FILE,
                    column=name,
                    found=str(error),
                    do="describe it as the others there are",
                )
    if notes.problems:
        raise UnreadableLaw(notes.problems)
    return Publications(found)


def _words(table: dict[str, Any]) -> ListWords:
    fresh = table.get("days_fresh")
    return ListWords(
        title=str(table["title"]),
        authority=str(table["authority"]),
        days_fresh=int(fresh) if fresh is not None else None,
        source=str(table.get("source", "")),
        names=_patterns(table["names"]),
        exceptions=_patterns(table.get("not", {})),
        notes=tuple(
            (each["on"], each["note"], re.compile(each["pattern"])) for each in table.get("notes", [])
        ),
        unclear=tuple((each["on"], re.compile(each["pattern"])) for each in table.get("unclear", [])),
        no_list=tuple((word, frozenset(signs)) for word, signs in table.get("no_list", {}).items()),
    )


def _patterns(names: dict[str, list[str]]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (word, re.compile(rf"(?<![^\W_]){re.escape(each)}(?![^\W_])", re.IGNORECASE))
        for word, several in names.items()
        for each in several
    )
