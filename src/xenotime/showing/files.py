"""Write a file whole or not at all."""

import contextlib
import os
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
    made = ""
    try:
        handle, made = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        mask = os.umask(0)
        os.umask(mask)
        Path(made).chmod(0o666 & ~mask)
        Path(made).replace(path)
    except OSError as refused:
        reason = refused.strerror or type(refused).__name__
        raise UnreadableRequest([_problem(path, reason, "choose another place")]) from refused
    finally:
        if made:
            with contextlib.suppress(OSError):
                Path(made).unlink(missing_ok=True)


def _problem(path: Path, found: str, do: str) -> Problem:
    return Problem("The page cannot be written", str(path), None, "--report", found, "a file", do)
