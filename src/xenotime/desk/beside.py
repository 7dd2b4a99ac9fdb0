"""Processes of this program that work beside it, where several regimes are to be decided and there are processors for it."""

import os
import pickle
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from subprocess import PIPE, Popen
from typing import Any, BinaryIO

from xenotime.desk.collecting import seldom_collecting
from xenotime.errors import Problem, UnreadableRequest
from xenotime.law.lawbook import Lawbook
from xenotime.screening.apart import Ask, Decider, Given
from xenotime.screening.run import Wanted

MANY_ROWS = 5_000
"""Fewer shipments are decided sooner than a process has started."""
HERE = "xenotime.desk.beside"


class Beside:
    """A process that decides one regime: what it is asked it answers in turn; it ends with this one."""

    def __init__(self, name: str) -> None:
        self.name = name
        # -P and the whole paths: nothing is taken from the folder in which somebody stands
        paths = os.pathsep.join(os.path.abspath(each) for each in sys.path if each)  # noqa: PTH100  of any kind
        command, known = [sys.executable, "-P", "-m", HERE], {**os.environ, "PYTHONPATH": paths}
        self.process = Popen(command, stdin=PIPE, stdout=PIPE, env=known)  # noqa: S603  this program itself
        self.waiting = ThreadPoolExecutor(1)

    def ask(self, what: object) -> "Future[Any]":
        """Send something; what comes back. UnreadableRequest where the process is gone."""
        # put together here and now: whoever asks goes on to work with what he gave
        return self.waiting.submit(self._ask, pickle.dumps(what, pickle.HIGHEST_PROTOCOL))

    def _ask(self, what: bytes) -> Any:
        assert self.process.stdin  # noqa: S101  both are pipes
        assert self.process.stdout  # noqa: S101
        try:
            self.process.stdin.write(what)
            self.process.stdin.flush()
            found = pickle.load(self.process.stdout)  # noqa: S301  of this program itself
        except (EOFError, OSError) as error:
            raise UnreadableRequest([self._gone()]) from error
        if isinstance(found, Exception):
            raise found
        return found

    def _gone(self) -> Problem:
        what = f"The process that decides {self.name} has ended (status {self.process.wait()})"
        return Problem(what, do="see whether memory was short, and run the same command again: it goes on")

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.waiting.shutdown()
        self.process.communicate()


@contextmanager
def deciders(law: Lawbook, wanted: Wanted, rows: int) -> Iterator[dict[str, Ask]]:
    """For the regimes that are worth a process of their own what asks it: those with most rules, one for each processor."""
    most = min(os.process_cpu_count() or 1, len(wanted.regimes))
    if rows < MANY_ROWS or most == 1:
        yield {}
        return
    rules = {name: len(law.rules_of(name, wanted.known_on)) for name in wanted.regimes}
    worth = sorted(rules, key=rules.__getitem__, reverse=True)[:most]
    with ExitStack() as stack:
        processes = {name: Beside(name) for name in worth}
        for each in processes.values():
            stack.callback(each.close)
        yield {name: each.ask for name, each in processes.items()}


def _work(asked: BinaryIO, told: BinaryIO) -> None:
    """Make the regime that is given first, then decide what is asked until nobody is there any more."""
    decider: Decider | None = None
    while True:
        try:
            what = pickle.load(asked)  # noqa: S301  of this program itself
        except EOFError:
            return
        try:
            if isinstance(what, Given):
                found: object = None
                decider = Decider(what)
            else:
                assert decider is not None  # noqa: S101  given first
                found = decider.numbers(*what)
        except Exception as error:  # noqa: BLE001  it is raised where it was asked
            found = error
        pickle.dump(found, told, pickle.HIGHEST_PROTOCOL)
        told.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked is told, and lets go
    with os.fdopen(os.dup(1), "wb") as told, seldom_collecting():
        os.dup2(2, 1)
        _work(sys.stdin.buffer, told)
