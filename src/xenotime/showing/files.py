"""Write a file whole or not at all."""

import tempfile
from pathlib import Path

from xenotime.errors import Problem, UnreadableRequest


def check_writable(path: Path) -> None:
    """Nothing is wrong with writing a page to `path`, as far as can be seen beforehand.

    Raises UnreadableRequest for a folder, or where the folder around it is not there.
    """
    if path.is_dir():
        raise UnreadableRequest([_problem(path, "the path is a folder", "name a file in it")])
    if not path.parent.is_dir():
        raise UnreadableRequest([_problem(path, "its folder is not there", "make the folder first")])


def write_whole(path: Path, text: str) -> None:
    """`path` holds exactly `text`; a reader never sees half of it.

    Raises UnreadableRequest where it cannot be written.
    """
    check_writable(path)
    try:
        # A folder of its own beside the target: the same file system, and the usual rights for the file.
        with tempfile.TemporaryDirectory(prefix=".xenotime-", dir=path.parent) as folder:
            made = Path(folder) / "page"
            made.write_text(text, encoding="utf-8", newline="\n")
            made.replace(path)
    except OSError as refused:
        reason = refused.strerror or type(refused).__name__
        raise UnreadableRequest([_problem(path, reason, "choose another place")]) from refused


def _problem(path: Path, found: str, do: str) -> Problem:
    return Problem("The page cannot be written", str(path), None, "--report", found, "a file", do)
