"""Snapshots of party lists: those beside a book, those that are named, and what the law itself has."""

from collections.abc import Sequence
from pathlib import Path

from xenotime.facts.party_list import PartyList
from xenotime.reading.party_lists.snapshots import left_out, read_snapshots
from xenotime.reading.party_lists.words import read_publications

LISTS = "lists"
"""The folder of a book in which snapshots of party lists lie."""


def beside_book(path: Path) -> Path:
    """The folder in which the lists of the book at `path` lie, if there are any."""
    return (path if path.is_dir() else path.parent) / LISTS


def not_read(path: Path) -> tuple[str, ...]:
    """What lies among the lists of the book at `path` and was not read as one, a remark each."""
    do = "no layout of lists of parties has this ending, or it is a folder; left out"
    return tuple(f"{LISTS}/{name}: {do}" for name in left_out(beside_book(path)))


def snapshots(path: Path, law_folders: Sequence[Path], more: Sequence[Path] = ()) -> tuple[PartyList, ...]:
    """The snapshots of party lists beside the book at `path`, and those that are named besides.

    Raises UnreadableBook with every problem of every file.
    """
    beside = beside_book(path)
    paths = [*([beside] if beside.is_dir() else []), *more]
    return read_snapshots(paths, read_publications(list(law_folders))) if paths else ()
