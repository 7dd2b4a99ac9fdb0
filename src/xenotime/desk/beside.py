"""Processes of this program that work beside it, where much is to be decided and there are processors for it."""

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from subprocess import PIPE, Popen
from typing import Any, BinaryIO

from xenotime.desk.collecting import seldom_collecting
from xenotime.errors import refusal
from xenotime.screening.apart import Ask

MOST_PROCESSES = 4
HERE = "xenotime.desk.beside"


class Beside:
    """One process: what it is asked it answers in turn; it ends with this one.

    It begins at once, or with the first question: what it is to make waits until then.
    """

    def __init__(self, *, at_once: bool = True) -> None:
        self.process: Popen[bytes] | None = None
        self.waiting = ThreadPoolExecutor(1)
        self.later: list[tuple[str, object]] = []
        if at_once:
            self._begin()

    def _begin(self) -> None:
        # -P and the whole paths: nothing is taken from the folder in which somebody stands
        paths = os.pathsep.join(os.path.abspath(each) for each in sys.path if each)  # noqa: PTH100  of any kind
        command, known = [sys.executable, "-P", "-m", HERE], {**os.environ, "PYTHONPATH": paths}
        self.process = Popen(command, stdin=PIPE, stdout=PIPE, env=known)  # noqa: S603  this program itself
        for name, what in self.later:
            self._send(name, what)
        self.later.clear()

    def ask(self, name: str, what: object) -> "Future[Any]":
        """Have something made there, or called; what comes back. UnreadableRequest where the process is gone."""
        if not self.process:
            if not isinstance(what, tuple):
                self.later.append((name, what))
                return Future()
            self._begin()
        return self._send(name, what)

    def _send(self, name: str, what: object) -> "Future[Any]":
        # put together here and now: whoever asks goes on to work with what he gave
        return self.waiting.submit(self._ask, pickle.dumps((name, what), pickle.HIGHEST_PROTOCOL))

    def _ask(self, what: bytes) -> Any:
        process = self.process
        assert process  # noqa: S101  it has begun
        assert process.stdin  # noqa: S101  both are pipes
        assert process.stdout  # noqa: S101
        try:
            process.stdin.write(what)
            process.stdin.flush()
            found = pickle.load(process.stdout)  # noqa: S301  of this program itself
        except (EOFError, OSError) as error:
            raise self._gone(process.wait()) from error
        if isinstance(found, Exception):
            raise found
        return found

    def _gone(self, status: int) -> BaseException:
        if status == -signal.SIGINT:  # both were told to stop, and it was sooner
            return KeyboardInterrupt()
        what = f"A process that decides beside this one has ended (status {status})"
        do = "see whether memory was short, and run the same command again: what was written stays"
        return refusal(what, do=do)

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self.process:
            self.process.kill()
        self.waiting.shutdown()
        if self.process:
            self.process.communicate()


def processors() -> int:
    """How many processors there are to work with, as far as they are used."""
    return min(os.process_cpu_count() or 1, MOST_PROCESSES)


@contextmanager
def places(*, many: bool, at_once: bool = True) -> Iterator[list[Ask]]:
    """What asks processes, one for each processor; none where there is but one, or not `many` things to do.

    They begin `at_once`, or where the first one of them is asked something.
    """
    most = processors()
    if not many or most == 1:
        yield []
        return
    with ExitStack() as stack:
        processes = [Beside(at_once=at_once) for _ in range(most)]
        for each in processes:
            stack.callback(each.close)
        yield [each.ask for each in processes]


def _work(asked: BinaryIO, told: BinaryIO) -> None:
    """Make what is given, and call it with what is asked, until nobody is there any more."""
    made: dict[str, Callable[..., object]] = {}
    while True:
        try:
            name, what = pickle.load(asked)  # noqa: S301  of this program itself
        except EOFError:
            return
        found: object = None
        try:
            if isinstance(what, tuple):
                found = made[name](*what)
            else:
                made[name] = what.made()
        except Exception as error:  # noqa: BLE001  it is raised where it was asked
            found = error
            if not isinstance(what, tuple):
                made[name] = partial(_refused, error)
        pickle.dump(found, told, pickle.HIGHEST_PROTOCOL)
        told.flush()


def _refused(why: Exception, *_: object) -> None:
    """What could not be made answers every question with why."""
    raise why


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # stops with whoever asked, and says nothing
    with suppress(BrokenPipeError), os.fdopen(os.dup(1), "wb") as told, seldom_collecting():
        os.dup2(2, 1)
        _work(sys.stdin.buffer, told)
