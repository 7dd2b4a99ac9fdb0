"""What was worked out, kept in a file from run to run: values and their states, keys, and the answers to them."""

import io
import pickle
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from datetime import date
from fractions import Fraction
from hashlib import sha256
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

Kept = dict[str, Any]
FORMAT = b"xenotime kept 1\n"
SUFFIX = ".kept"
MOST_FILES = 16
"""Files in one folder, of other laws, books and questions; the oldest go."""
UNREADABLE = (
    pickle.UnpicklingError,
    AttributeError,
    EOFError,
    ImportError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
)
PLAIN: tuple[type, ...] = (Fraction, date)
"""Classes besides this program's own that are taken from a file."""


class Keeps:
    """Something that grows during a run, with the names of what a later run can go on with.

    What follows from the law alone holds for every book; the rest for the same book only.
    """

    OF_LAW: ClassVar[tuple[str, ...]] = ()
    OF_BOOK: ClassVar[tuple[str, ...]] = ()

    def kept(self, names: tuple[str, ...]) -> Kept:
        """What a later run can go on with, by those names."""
        return {name: getattr(self, name) for name in names}

    def take_up(self, kept: Kept) -> None:
        """Go on with what an earlier run kept."""
        for name, what in kept.items():
            setattr(self, name, what)


@dataclass(frozen=True)
class KeptFile:
    """One file of what was worked out under `key`, which stands for the program, the law, the book and the question."""

    folder: Path
    key: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / f"{self.key[:32]}{SUFFIX}"

    def read(self) -> Kept | None:
        """What was kept; None where nothing was, or where the file is damaged or is not one of ours."""
        try:
            told = self.path.read_bytes()
        except OSError:
            return None
        body = told[len(self._head(b"")) :]
        if not told.startswith(self._head(body)):
            return None
        try:
            found: Kept = _Reader(io.BytesIO(body)).load()
        except UNREADABLE:
            return None
        self.path.touch()
        return found

    def write(self, kept: Kept) -> None:
        """Keep it, for nobody else to read; the file is there whole or not at all."""
        body = pickle.dumps(kept, pickle.HIGHEST_PROTOCOL)
        try:
            with TemporaryDirectory(prefix=".", dir=self.folder) as aside:
                unfinished = Path(aside) / self.path.name
                unfinished.touch(mode=0o600)
                unfinished.write_bytes(self._head(body) + body)
                unfinished.replace(self.path)
        except OSError as lacking:
            if lacking.filename is None:  # what refuses to write does not say where
                lacking.filename = str(self.folder)
            raise
        files = sorted(self.folder.glob(f"*{SUFFIX}"), key=_used, reverse=True)
        for old in islice(files, MOST_FILES, None):
            old.unlink(missing_ok=True)

    def _head(self, body: bytes) -> bytes:
        return FORMAT + f"{self.key}\n{sha256(body).hexdigest()}\n".encode()


def _used(file: Path) -> float:
    """When a file was used last; of one that another run has taken away meanwhile, never."""
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return 0


class _Reader(pickle.Unpickler):
    """Reads data alone: of all that could stand in a file, data classes of this program and plain values."""

    def find_class(self, module: str, name: str) -> Callable[..., Any]:
        """The class of that name; pickle.UnpicklingError where it is none that holds data."""
        for plain in PLAIN:
            if (module, name) == (plain.__module__, plain.__qualname__):
                return plain
        if module.partition(".")[0] == __name__.partition(".")[0]:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module and is_dataclass(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no data")
