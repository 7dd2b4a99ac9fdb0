"""Tables that are Parquet files in one folder, and who works on them: DuckDB in this process, or Spark."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from numpy.typing import NDArray

from xenotime.screening.duck import opened
from xenotime.screening.engine import alone, parquet_at, quoted

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ALONE = {"__globPaths__": False}
"""What tells Spark that a path is that path alone: no letter in it stands for others."""
SOME = 10_000
"""Rows that are fetched at once."""


class Store(Protocol):
    """Plain SQL over files; a cluster has to see the same folder."""

    folder: Path

    def view(self, name: str, path: Path) -> None:
        """Let a name stand for a Parquet file, or for all in a folder."""

    def write(self, query: str, path: Path) -> None:
        """Write the rows of a query as a Parquet file, or as a folder of some."""

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one after the other."""

    def close(self) -> None:
        """Give back what the work took."""


@contextmanager
def store_of(engine: str, folder: Path, *, master: str = "", memory: str = "") -> Iterator[Store]:
    """The store of that engine in a folder; UnreadableRequest where Spark is asked for and not installed."""
    store: Store
    if engine == "spark":
        from xenotime.screening.spark_session import session_of  # noqa: PLC0415  an extra, and slow to come

        store = SparkStore(folder, session_of(master))
    else:
        store = DuckStore(folder, memory)
    try:
        yield store
    finally:
        store.close()


def put(folder: Path, name: str, columns: Mapping[str, NDArray[Any]]) -> Path:
    """Write a table of whole columns as one Parquet file, whatever will read it."""
    path = folder / f"{name}.parquet"
    with opened(folder) as db:
        db.register("incoming", dict(columns))
        db.execute(f"COPY (SELECT * FROM incoming) TO {quoted(str(path))} (FORMAT parquet)")
    return path


class DuckStore:
    """DuckDB: what does not fit into memory is spilled into the folder."""

    def __init__(self, folder: Path, memory: str = "") -> None:
        self.folder, self.db = folder, opened(folder, memory=memory)

    def view(self, name: str, path: Path) -> None:
        """Let a name stand for a Parquet file, or for all in a folder."""
        files = alone(path, "*.parquet") if path.is_dir() else alone(path)
        self.db.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM {parquet_at(files)}")

    def write(self, query: str, path: Path) -> None:
        """Write the rows of a query as a Parquet file."""
        self.db.execute(f"COPY ({query}) TO {quoted(str(path))} (FORMAT parquet)")

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one after the other."""
        found = self.db.execute(query)
        while some := found.fetchmany(SOME):
            yield from some

    def close(self) -> None:
        """Give the memory back."""
        self.db.close()


class SparkStore:
    """Spark: a level is one job with two shuffles."""

    def __init__(self, folder: Path, session: "SparkSession") -> None:
        self.folder, self.session = folder.resolve(), session

    def view(self, name: str, path: Path) -> None:
        """Let a name stand for a Parquet file, or for all in a folder and the folders in it."""
        read = self.session.read.options(recursiveFileLookup=True, **ALONE)
        read.parquet(str(path.resolve())).createOrReplaceTempView(name)

    def write(self, query: str, path: Path) -> None:
        """Write the rows of a query as a folder of Parquet files."""
        self.session.sql(query).write.parquet(str(path.resolve()))

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one after the other."""
        return (tuple(row) for row in self.session.sql(query).toLocalIterator())

    def close(self) -> None:
        """The session stays, it is slow to come."""
