"""The folder of a run's results: whose they are, what may stand beside them, what a refused run leaves there."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path

from xenotime.errors import CircularBill, UnreadableBook, UnreadableRequest, XenotimeError, refusal
from xenotime.reading.book.files import FOLDERS

if sys.platform != "win32":
    import fcntl

MARK, PARTS, TOTALS, RELEASE = "run.sha256", "parts", "totals.json", "release.csv"
RESULTS = (PARTS, TOTALS, RELEASE)
ASIDE = ("shipments.parquet", "shipments.unfinished", "release.unfinished", "totals.unfinished", "plain.csv")
"""Files that stand there while work is done, or to go on with."""
BOOK = "book.toml"
LAST_BYTES = 1 << 16
"""Of a file in a folder so much is looked at: a Parquet file tells there where everything in it stands."""


def look_of(shipments: Path) -> list[tuple[str, object]]:
    """What tells shipments from others: all that a file holds; of files in a folder size, time and how they end."""
    if not shipments.is_dir():
        with shipments.open("rb") as opened:
            return [("", file_digest(opened, "sha256").hexdigest())]
    files = sorted(each for each in shipments.rglob("*") if each.is_file())
    return [(str(each.relative_to(shipments)), _end_of(each)) for each in files]


def _end_of(file: Path) -> tuple[int, int, bytes]:
    there = file.stat()
    with file.open("rb") as opened:
        opened.seek(max(0, there.st_size - LAST_BYTES))
        return there.st_size, there.st_mtime_ns, opened.read()


def refuse_others(out: Path, shipments: Path | None = None) -> None:
    """Raise UnreadableRequest where results would stand in a book, among shipments, or in the place of files of somebody else."""
    inside = shipments and shipments.is_dir() and out.resolve().is_relative_to(shipments.resolve())
    if inside or _is_of_a_book(out):
        what = f"Results would stand among {'the shipments' if inside else 'the tables of a book'}"
        raise _refused(out, what, "name another folder")
    there = [name for name in (*RESULTS, *ASIDE) if _is_filled(out / name)]
    if there and not (out / MARK).exists():
        what, do = "The folder holds files of which no run is known", "name another folder"
        raise _refused(out, what, do, ", ".join(there))


def refuse_results(out: Path) -> None:
    """Raise UnreadableRequest where a run has made results there, for whoever has another one."""
    if any(_is_filled(out / name) for name in RESULTS):
        do = "name another folder, or empty this one"
        raise _refused(out, "The folder holds the results of another run", do)


def refuse_book(keep: Path) -> None:
    """Raise UnreadableRequest where what is kept would stand in a book."""
    if _is_of_a_book(keep):
        what, do = "What is kept would stand among the tables of a book", "name another folder"
        raise refusal(what, option="--keep", file=str(keep), do=do)


def _is_of_a_book(folder: Path) -> bool:
    """Whether a folder is a book, or one in which a book has registers or lists."""
    beside = folder.resolve()
    return (folder / BOOK).exists() or (beside.name in FOLDERS and (beside.parent / BOOK).exists())


@contextmanager
def made(out: Path) -> Iterator[None]:
    """The folder, made where it is not there; of what is refused no empty folder stays that was not there before."""
    new = [each for each in (out, *out.parents) if not each.exists()]
    out.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except XenotimeError:
        with suppress(OSError):  # where something stands in one
            for each in new:
                each.rmdir()
        raise


@contextmanager
def taken(out: Path, mark: str) -> Iterator[None]:
    """The folder, for the run with that mark alone: UnreadableRequest where it holds results of another one.

    What is refused for what stands in the shipments leaves the folder free for what was corrected; where an argument is
    refused, or something could not be read just now, the parts that are there stay.
    """
    with _alone(out):
        yield from _for(out, mark)


def _for(out: Path, mark: str) -> Iterator[None]:
    """What `taken` says, in a folder in which nobody else is at work."""
    file = out / MARK
    if file.exists() and file.read_text("utf-8") != mark:
        refuse_results(out)
        _free(out)  # it was stopped before it had made anything
    write_whole(file, mark)
    try:
        yield
    except (UnreadableBook, UnreadableRequest, CircularBill) as refused:
        is_of_cells = not isinstance(refused, UnreadableRequest) and refused.__cause__ is None
        if is_of_cells or not any(out.glob(f"{PARTS}/*.parquet")):
            _free(out)
        raise
    except OSError as lacking:
        if lacking.filename is None:
            lacking.filename = str(out)
        raise


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Raise UnreadableRequest where another process is at work there; a process that is gone holds nothing."""
    if sys.platform == "win32":  # pragma: no cover  it has no such locks
        yield
        return
    folder = os.open(out, os.O_RDONLY)
    try:
        with suppress(OSError):  # not on every disc
            try:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as busy:
                do = "wait for it, or name another folder"
                raise _refused(out, "Another run is at work in the folder", do) from busy
        yield
    finally:
        os.close(folder)


def write_whole(file: Path, text: str) -> None:
    """Write a file that is there whole or not at all."""
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_bytes(text.encode())
    unfinished.replace(file)


def _is_filled(path: Path) -> bool:
    return any(path.iterdir()) if path.is_dir() else path.exists()


def _free(out: Path) -> None:
    """Take away what a run has put there."""
    shutil.rmtree(out / PARTS, ignore_errors=True)
    for name in (*ASIDE, TOTALS, RELEASE, MARK):
        with suppress(FileNotFoundError):
            (out / name).unlink()


def _refused(out: Path, what: str, do: str, found: str = "") -> UnreadableRequest:
    return refusal(what, option="--out", file=str(out), found=found, do=do)
