"""What may be said of the engine that works, whichever use case it works for."""

from xenotime.errors import Problem, UnreadableRequest

SPARK = "spark"


def of_another_engine(engine: str, master: str) -> list[Problem]:
    """What is wrong where Spark's master is named and another engine works: nothing would run there."""
    if not master or engine == SPARK:
        return []
    what, do = "A master is named, and Spark is not the engine", "add --engine spark, or leave --master out"
    return [Problem(what, "", None, "--master", master, f"--engine {SPARK}", do)]


def refuse_master(engine: str, master: str) -> None:
    """Raise UnreadableRequest where Spark's master is named for another engine."""
    if problems := of_another_engine(engine, master):
        raise UnreadableRequest(problems)
