"""Where Spark cannot go on, that is told in a sentence, and is no fault of what was read; where somebody stopped it, it stops."""

from errno import ENOSPC
from pathlib import Path

import pytest

from xenotime.errors import UnreadableRequest
from xenotime.screening.spark_session import cause_of, is_of_machine, working

pytest.importorskip("pyspark")
from py4j.protocol import Py4JError, Py4JNetworkError
from pyspark.errors import AnalysisException, SparkRuntimeException

TOLD = """An error occurred while calling o12.parquet.
: org.apache.spark.SparkException: [TASK_WRITE_FAILED] Task failed. SQLSTATE: 58030
\tat org.apache.spark.Job.run(Job.scala:1)
Caused by: java.io.IOException: {}
\tat java.base/java.io.FileOutputStream.write(Native Method)
"""


def test_the_deepest_cause_is_told_without_its_trace() -> None:
    assert cause_of(Py4JError(TOLD.format("The disc is not there"))) == "The disc is not there"
    assert cause_of(Py4JError(TOLD.partition("Caused by")[0])) == "Task failed."
    with (
        pytest.raises(UnreadableRequest, match="could not go on") as refused,
        working(Path("out")),
    ):
        raise SparkRuntimeException(TOLD.format("The disc is not there"))
    assert refused.value.problems[0].found == "The disc is not there"


def test_a_full_disc_is_a_full_disc() -> None:
    with pytest.raises(OSError, match="out") as full, working(Path("out")):
        raise Py4JError(TOLD.format("No space left on device"))
    assert full.value.errno == ENOSPC
    assert is_of_machine(Py4JError(TOLD.format("No space left on device")))


def test_what_fails_because_somebody_stopped_it_is_stopped() -> None:
    with pytest.raises(KeyboardInterrupt), working(Path("out")):
        raise Py4JNetworkError("Answer from Java side is empty") from KeyboardInterrupt()


def test_a_query_that_is_wrong_is_our_fault() -> None:
    with pytest.raises(AnalysisException), working(Path("out")):
        raise AnalysisException("no such column")
