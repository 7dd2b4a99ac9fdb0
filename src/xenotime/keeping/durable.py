"""Put bytes on the disc so that a crash at any moment leaves all of them or none."""

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp

from xenotime.keeping.sealed import sha256

READABLE, PRIVATE = 0o644, 0o600
ASIDE = "file"
HIDDEN = ".making-"
"""How names of unfinished work begin; what carries such a name was never reported as written."""


def write_new(path: Path, content: bytes, mode: int = READABLE) -> None:
    """A file that was not there holds exactly `content`, on the disc; FileExistsError where there is one."""
    stream = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(stream, "wb", closefd=False) as opened:
            opened.write(content)
            opened.flush()
        os.fsync(stream)
    finally:
        os.close(stream)


def keep_names(folder: Path) -> None:
    """The names in a folder are on the disc; a system whose folders cannot be opened does so by itself."""
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(opened)
    except OSError:
        return
    finally:
        os.close(opened)


def publish_file(path: Path, content: bytes) -> None:
    """`path` appears with all of `content`; FileExistsError where somebody else was first."""
    aside = set_aside(path, content)
    try:
        put_in_place(aside, path)
    finally:
        drop(aside)


def set_aside(path: Path, content: bytes) -> Path:
    """The content is on the disc beside `path`, in a place of its own where it does not count yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(prefix=HIDDEN, dir=path.parent))
    try:
        write_new(folder / ASIDE, content)
    except OSError:
        drop(folder / ASIDE)
        raise
    keep_names(folder)
    keep_names(path.parent)
    return folder / ASIDE


def put_in_place(aside: Path, path: Path) -> None:
    """What was set aside appears as `path`, whole; FileExistsError where somebody else was first."""
    os.link(aside, path)
    keep_names(path.parent)


def drop(aside: Path) -> None:
    """What was set aside is gone."""
    aside.unlink(missing_ok=True)
    aside.parent.rmdir()


def set_aside_in(folder: Path) -> dict[str, Path]:
    """What was set aside in a folder and is not in its place, each by its content's hash."""
    return {sha256(path.read_bytes()): path for path in folder.glob(f"{HIDDEN}*/{ASIDE}")}


def publish_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """The folder `path` appears with all its files at once, or stays as it was where it is there already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = Path(mkdtemp(prefix=HIDDEN, dir=path.parent))
    try:
        _filled(made, files)
        made.chmod(0o755)
        made.rename(path)
    except OSError:
        _remove(made)
        if not path.is_dir():
            raise
    keep_names(path.parent)


def _filled(made: Path, files: Mapping[str, bytes]) -> None:
    """The folder holds the files, on the disc."""
    folders = {made}
    for name, content in sorted(files.items()):
        target = made / name
        target.parent.mkdir(parents=True, exist_ok=True)
        folders |= {made.joinpath(*Path(name).parts[:depth]) for depth in range(1, len(Path(name).parts))}
        write_new(target, content)
    for folder in sorted(folders, reverse=True):
        keep_names(folder)


def _remove(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()


def remove_folder(folder: Path) -> None:
    """The folder and everything in it is gone; half of it is never taken for the whole."""
    gone = folder.with_name(f"{HIDDEN}{folder.name}")
    folder.rename(gone)
    keep_names(gone.parent)
    _remove(gone)
    keep_names(gone.parent)


def is_private(path: Path) -> bool:
    """Whether nobody but its owner can read the file, where the system knows of such rights."""
    return os.name == "nt" or not path.stat().st_mode & 0o077
