"""What every traced peer shares: it loads the bill, then runs it each time it is told to."""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np


def loaded() -> dict[str, Any]:
    """The arrays of the bill by name, with the folder they came from."""
    folder = Path(json.loads(sys.argv[1])["folder"])
    return {each.stem: np.load(each) for each in folder.glob("*.npy")}


def serve(
    run: Callable[[], None],
    result: Callable[[Any], Any],
    built: float,
    other: dict[str, Callable[[], dict[str, Any]]] | None = None,
    **more: Any,
) -> None:
    """Answer `go` with the seconds of a run, `compare` with the peak of memory, the figures in a file."""
    asked, others = json.loads(sys.argv[1]), other or {}
    say({"built": round(built, 2), **more})
    for line in sys.stdin:
        word = line.strip()
        if word == "go":
            start, busy = time.perf_counter(), time.process_time()
            run()
            say({"seconds": time.perf_counter() - start, "cpu_seconds": time.process_time() - busy})
        elif word == "compare":
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            np.save(asked["into"], np.asarray(result(np.load(asked["compare"])), np.float64))
            say({"peak_mb": round(peak)})
        elif word in others:
            say(others[word]())


def say(what: dict[str, Any]) -> None:
    """One line for the benchmark."""
    print(json.dumps(what), flush=True)
