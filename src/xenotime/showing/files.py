"""Write a file whole or not at all."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from xenotime.errors import UnreadableRequest, refusal

PAGE = "--report"
OF_A_BOOK = (".csv", ".toml", ".xlsx")


def check_writable(path: Path, at: str = PAGE) -> None:
    """Nothing is wrong with writing what `at` asks for to `path`, as far as can be seen beforehand.

    Raises UnreadableRequest for a folder, where the folder around it is not there, and where the file would be one of a book.
    """
    if path.is_dir():
        raise _refused(path, at, "the path is a folder", "name a file in it")
    if not path.parent.is_dir():
        raise _refused(path, at, "its folder is not there", "make the folder first")
    if path.suffix.lower() in OF_A_BOOK and (path.parent / "book.toml").exists():
        do = "name a file in another folder"
        raise _refused(path, at, "its folder is a book, which has its own tables", do)


def write_whole(path: Path, text: str, at: str = PAGE) -> None:
    """`path` holds exactly `text`; a reader never sees half of it.

    Raises UnreadableRequest where it cannot be written.
    """
    check_writable(path, at)
    try:
        with _aside(path) as made:
            made.write_text(text, encoding="utf-8", newline="\n")
    except OSError as refused:
        reason = refused.strerror or type(refused).__name__
        raise _refused(path, at, reason, "choose another place") from refused


@contextmanager
def opened_whole(path: Path) -> Iterator[TextIO]:
    """A file to write into, which takes the place of `path` at the end; where the work fails nothing of it stays."""
    with _aside(path) as made, made.open("w", encoding="utf-8", newline="\n") as opened:
        yield opened


@contextmanager
def _aside(path: Path) -> Iterator[Path]:
    """The path of a file that is to be made, and takes the place of another one then."""
    # A folder of its own beside the target: the same file system, and the usual rights for the file.
    with tempfile.TemporaryDirectory(prefix=".xenotime-", dir=path.parent) as folder:
        made = Path(folder) / "page"
        yield made
        made.replace(path)


def _refused(path: Path, at: str, found: str, do: str) -> UnreadableRequest:
    what = f"The {'page' if at == PAGE else 'table'} cannot be written"
    return refusal(what, option=at, file=str(path), found=found, allowed="a file", do=do)
