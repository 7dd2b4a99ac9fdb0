"""Which files a book was read from, and the one hash of all of them."""

import tomllib
from pathlib import Path

from xenotime.keeping.sealed import sha256, sha256_of

MAP = "book.toml"


def book_files(book: Path) -> dict[str, str]:
    """The SHA-256 of each file of a book, and of each foreign file that its book.toml reads."""
    if book.is_file():
        beside = [path for path in (book, book.with_suffix(".toml"), book.parent / MAP) if path.is_file()]
        return {path.name: sha256(path.read_bytes()) for path in beside}
    own = [path for path in sorted(book.rglob("*")) if path.is_file() and not _is_hidden(path, book)]
    found = {path.relative_to(book).as_posix(): sha256(path.read_bytes()) for path in own}
    for name, path in _foreign(book):
        if path.is_file():
            found[name] = sha256(path.read_bytes())
    return found


def _is_hidden(path: Path, book: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(book).parts)


def _foreign(book: Path) -> list[tuple[str, Path]]:
    try:
        sources = tomllib.loads((book / MAP).read_text("utf-8-sig")).get("sources", {})
    except (OSError, ValueError):
        return []
    files = [str(each.get("file", "")) for each in sources.values() if isinstance(each, dict)]
    return [(name, book / name) for name in files if name]


def book_hash(files: dict[str, str]) -> str:
    """One hash of the whole book."""
    return sha256_of(files)
