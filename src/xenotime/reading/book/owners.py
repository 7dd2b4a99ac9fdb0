"""Read the registers of owners that lie in a book's folder `owners`: each file by its own layout."""

from pathlib import Path

from xenotime.errors import UnreadableBook
from xenotime.facts.ownership import OwnersFile
from xenotime.reading.book.notes import Notes
from xenotime.reading.owners.bods import joined, read_bods
from xenotime.reading.owners.ftm import read_ftm
from xenotime.reading.owners.gleif import read_gleif

OWNERS = "owners"
START = 4096
MOST_FILES = 2000
ENDINGS = (".json", ".jsonl", ".ndjson", ".ijson")


def read_owners(folder: Path, notes: Notes) -> OwnersFile | None:
    """Everything that the files say together; None where there is no such folder, or a problem for each bad file."""
    if not folder.is_dir():
        return None
    paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    if len(paths) > MOST_FILES:
        notes.problem(
            "The folder has too many files",
            file=OWNERS,
            found=f"{len(paths):,}",
            allowed=f"{MOST_FILES:,}",
            do="put what they hold into fewer files",
        )
        return None
    files: list[OwnersFile] = []
    pages: list[Path] = []
    for path in paths:
        if not path.is_file() or path.suffix.lower() not in ENDINGS:
            what = "no layout of owners has this ending" if path.is_file() else "it is a folder"
            notes.remark(f"{OWNERS}/{path.name}: {what}; left out")
            continue
        layout = layout_of(path)
        if layout == "gleif":
            pages.append(path)
        else:
            _add(files, [path], layout, notes)
    if pages:
        _add(files, pages, "gleif", notes)
    return joined(files) if files else None


def _add(files: list[OwnersFile], paths: list[Path], layout: str, notes: Notes) -> None:
    try:
        if layout == "gleif":
            files.append(read_gleif(paths))
        else:
            files.append(read_ftm(paths[0]) if layout == "ftm" else read_bods(paths[0]))
    except UnreadableBook as refused:
        notes.problems += refused.problems


def layout_of(path: Path) -> str:
    """`bods`, `gleif` or `ftm`, by the words with which the file begins."""
    try:
        with path.open("rb") as stream:
            start = stream.read(START).decode("utf-8", "replace")
    except OSError:
        return "bods"
    if '"statementId"' in start or '"recordType"' in start:
        return "bods"
    if (
        '"lei-records"' in start
        or '"relationship-records"' in start
        or "api.gleif.org" in start.replace("\\/", "/")
    ):
        return "gleif"
    return "ftm" if '"schema"' in start else "bods"
