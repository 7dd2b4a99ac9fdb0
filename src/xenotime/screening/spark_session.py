"""A session of Spark: how it starts, how it is stopped, and what is told where it cannot go on."""

import logging
import re
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import ENOSPC
from pathlib import Path

from xenotime.errors import Problem, UnreadableRequest
from xenotime.screening.duck import NO_SPACE

with suppress(ImportError):
    from py4j.protocol import Py4JError, Py4JNetworkError
    from pyspark.errors import AnalysisException, PySparkException
    from pyspark.sql import SparkSession

ANY_CORES = "local[*]"
PARTITIONS = 200
"""Pieces that a shuffle is cut into; small ones are put together again."""
CAUSE = re.compile(r"(Caused by)?: [^: ]+: (?P<said>.*)")
"""A line of what Java says, behind the name of its sort."""
OF_MACHINE = (
    "SparkOutOfMemoryError",
    "OutOfMemoryError",
    "ExecutorLostFailure",
    "SparkContext was shut down",
    NO_SPACE,
)
"""What stands in a message where machines are at fault, and nothing that was read."""


def session_of(master: str, partitions: int = PARTITIONS) -> "SparkSession":
    """The session of this process, made where there is none; UnreadableRequest where Spark is not installed."""
    if "SparkSession" not in globals():
        do = "pip install 'xenotime[spark]'"
        raise UnreadableRequest(
            [Problem("The engine spark needs pyspark", "", None, "--engine", "spark", "", do)]
        )
    builder = SparkSession.builder.master(master or ANY_CORES).appName("xenotime")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": str(partitions),
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.csv.parser.columnPruning.enabled": "false",
        "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
        "spark.sql.legacy.parquet.nanosAsLong": "true",
        "spark.sql.files.ignoreCorruptFiles": "false",
        "spark.sql.files.ignoreMissingFiles": "false",
        "spark.sql.ansi.enabled": "true",
        "spark.log.level": "FATAL",
    }.items():
        builder = builder.config(key, value)
    logging.getLogger().addFilter(_is_for_users)
    try:
        with _started_before_stopped():
            made: SparkSession = builder.getOrCreate()
    except Exception as refused:
        if was_stopped(refused):
            raise KeyboardInterrupt from refused
        said = (str(refused).splitlines() or [""])[0]
        raise UnreadableRequest(
            [Problem("Spark did not start", "", None, "--master", master, do=said or "look at its log")]
        ) from refused
    if (made.sparkContext.master or "").startswith("local"):
        made.sparkContext.pythonExec = sys.executable
    return made


@contextmanager
def _started_before_stopped() -> Iterator[None]:
    """Where somebody interrupts, stop when Spark has started: halfway, it would stay behind by itself. Asked again, stop at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []

    def stop(number: int, _: object) -> None:
        asked.append(number)
        if asked[1:]:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        if signal.getsignal(signal.SIGINT) is stop:  # else Spark looks after its own jobs from now on
            signal.signal(signal.SIGINT, before)
    if asked:
        raise KeyboardInterrupt


def _is_for_users(record: logging.LogRecord) -> bool:
    """Whether a message is not of the bridge to Spark, which tells every interruption at length."""
    return "py4j" not in Path(record.pathname).parts


@contextmanager
def working(out: Path) -> Iterator[None]:
    """Raise UnreadableRequest where Spark cannot go on, OSError where the disc is full, and stop where somebody stopped it."""
    try:
        yield
    except AnalysisException:
        raise  # a query of ours is wrong
    except (PySparkException, Py4JError) as failed:
        if was_stopped(failed):
            raise KeyboardInterrupt from failed
        if NO_SPACE in str(failed):
            raise OSError(ENOSPC, NO_SPACE, str(out)) from failed
        what, do = "Spark could not go on", "see its log, and run the same command again"
        raise UnreadableRequest([Problem(what, "", None, "--engine", cause_of(failed), "", do)]) from failed


def is_of_machine(failed: Exception) -> bool:
    """Whether it is the machines that failed, and nothing that was read."""
    is_gone = isinstance(failed, Py4JNetworkError) or was_stopped(failed)
    return is_gone or any(each in str(failed) for each in OF_MACHINE)


def was_stopped(failed: BaseException | None) -> bool:
    """Whether somebody interrupted what then failed."""
    while failed is not None and not isinstance(failed, KeyboardInterrupt):
        failed = failed.__cause__ or failed.__context__
    return failed is not None


def cause_of(failed: Exception) -> str:
    """What Spark says, its deepest cause alone."""
    lines = str(failed).splitlines() or [type(failed).__name__]
    causes = [found["said"] for line in lines if (found := CAUSE.match(line)) and found["said"]]
    return re.sub(r"^\[[A-Z_.]+\] | SQLSTATE: .*$", "", (causes or lines)[-1 if causes else 0])
