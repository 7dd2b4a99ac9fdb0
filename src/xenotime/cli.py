"""The command line: which commands there are, and how each run ends."""

# ruff: noqa: PLC0415  what shows a refusal is imported when there is one

import errno
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import IO, Any

from cyclopts import App, CycloptsError, Parameter

from xenotime import __version__, commands
from xenotime.commands.common import FAULT, STOPPED, UNREADABLE, emit
from xenotime.commands.examples import EXAMPLES, epilogue
from xenotime.desk.collecting import seldom_collecting
from xenotime.errors import CircularBill, Problem, ProblemsFound, refusal

DEBUG = "XENOTIME_DEBUG"
EXTRAS = {
    "duckdb": "screen",
    "llvmlite": "screen",
    "numba": "screen",
    "numpy": "screen",
    "pyarrow": "screen",
    "pyspark": "spark",
    "reportlab": "docs",
    "sqlglot": "sql",
    "z3": "verify",
}
"""Libraries that a plain installation may lack, and the extra that brings each."""
PLACES = {
    errno.ENOSPC: "make room on the disc",
    errno.EDQUOT: "make room on the disc",
    errno.EROFS: "choose a place that can be written",
    errno.EACCES: "choose a place that you may read and write",
    errno.EPERM: "choose a place that you may read and write",
    errno.EEXIST: "name a folder: a file is there",
    errno.ENOTDIR: "name a folder: a file is there",
    errno.ENOENT: "check the path: a folder of it is not there, or nothing can be made in it",
    errno.EFBIG: "choose a place that takes files of this size, or raise the limit that is set to them",
    errno.EIO: "look after the disc or the network, and run the same command again",
}
"""What helps where the system refuses a file, by its reason."""
EMPTY: dict[str, dict[str, Any]] = {
    "trace": {"trace": None},
    "owns": {"owns": None, "decided": []},
    "law list": {"instruments": [], "questions": []},
    "law show": {"paragraphs": []},
    "law check": {"cases": []},
}
"""What stands in the JSON of a command that could not run; every other command has no answers."""

app = App(
    name="xenotime",
    version=__version__,
    help_format="plaintext",
    default_parameter=Parameter(show_default=False),
    help="Export-control law that runs: trace controlled content, decide shipments, show every reason.\n\n"
    "Ends with 10 where a licence is needed, a report due or something prohibited; 20 where only something is "
    "unsettled; 0 where neither is; 2 where book, law or arguments cannot be read; 1 by a fault of ours; "
    "130 when stopped.",
)

for found in sorted(iter_modules(commands.__path__), key=lambda each: each.name):
    register = getattr(import_module(f"{commands.__name__}.{found.name}"), "register", None)
    if register:
        register(app)


for command in EXAMPLES:
    shown = app
    for word in command.split():
        shown = shown[word]
    shown.help_epilogue = epilogue(command)


@app.command
def version() -> int:
    """Say which version this is."""
    emit(f"xenotime {__version__}\n")
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give the status with which the program ends."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in given
    _any_text(sys.stdout, utf8=as_json)
    _any_text(sys.stderr, utf8=False)
    try:
        with seldom_collecting():
            return _run(given)
    except KeyboardInterrupt:
        return STOPPED
    except ProblemsFound as refused:
        return _refuse(refused.problems, given, as_json=as_json)
    except CircularBill as refused:
        problem = Problem(
            "An item contains itself",
            "bill",
            None,
            "child",
            " > ".join(refused.loop),
            "a bill without a loop",
            "take one line out",
        )
        return _refuse([problem], given, as_json=as_json)
    except Exception as fault:
        if lacking := _no_fault(fault):
            return _refuse([lacking], given, as_json=as_json)
        if os.environ.get(DEBUG):
            raise
        sentence = " ".join(f"{type(fault).__name__}: {fault}".split())
        sys.stderr.write(
            f"xenotime: a fault of ours, not of your data: {sentence} (set {DEBUG}=1 to see where)\n"
        )
        return FAULT


def _no_fault(what: Exception) -> Problem | None:
    """The refusal where the machine lacks something: a library, memory, room on the disc, a right; None for a fault of ours."""
    if isinstance(what, ModuleNotFoundError) and (extra := _extra_of(what)):
        do = f"install it: pip install 'xenotime[{extra}]'"
        return Problem(f"This needs {what.name}, of the extra `{extra}`, which is not installed", do=do)
    if isinstance(what, MemoryError):
        do = "end other programs or take a machine with more, and run the same command again"
        return Problem("The memory is too little for this", do=do)
    if isinstance(what, OSError) and what.errno in PLACES:
        found = what.strerror or ""
        return Problem(
            "A file cannot be read or written", str(what.filename or ""), found=found, do=PLACES[what.errno]
        )
    return None


def _extra_of(absent: ModuleNotFoundError) -> str:
    """The extra that brings a library which is not there; empty for one that belongs to no extra."""
    return EXTRAS.get((absent.name or "").partition(".")[0], "")


def _run(given: list[str]) -> int:
    try:
        command, bound, _ = app.parse_args(given, exit_on_error=False, print_error=False)
    except CycloptsError as refused:
        chain = [each for each in getattr(refused, "command_chain", None) or () if not each.startswith("-")]
        do = f"see `{' '.join(('xenotime', *chain))} --help`"
        raise refusal(str(refused), found=" ".join(given), do=do) from refused
    status = command(*bound.args, **bound.kwargs)
    return status if isinstance(status, int) else 0


def _refuse(problems: Sequence[Problem], given: Sequence[str], *, as_json: bool) -> int:
    if as_json:
        from xenotime.showing import as_json as shown

        named = " ".join([word for word in given if not word.startswith("-")][:2])
        body: dict[str, Any] = next(
            (body for name, body in EMPTY.items() if named.startswith(name)), {"answers": []}
        )
        emit(shown.written(shown.document(__version__, None, None, problems, **body)))
    else:
        from xenotime.showing.problems import problems_text

        sys.stderr.write(problems_text(problems) + "\n")
    return UNREADABLE


def _any_text(stream: IO[str], *, utf8: bool) -> None:
    """Every character can be written, whatever the terminal's alphabet; JSON is UTF-8 always."""
    if isinstance(stream, io.TextIOWrapper):
        if utf8:
            stream.reconfigure(encoding="utf-8")
        stream.reconfigure(errors="backslashreplace")
