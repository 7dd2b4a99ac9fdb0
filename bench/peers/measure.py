"""What every measured script shares: its arguments, its clock, its peak of memory."""

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

CPU: list[float] = []
"""The processor's seconds of what was timed last: what a busy machine adds is not in them."""


def asked() -> dict[str, Any]:
    """What the benchmark asks for."""
    return dict(json.loads(sys.argv[1]))


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """The seconds that the work took, and what came out."""
    start, busy = time.perf_counter(), time.process_time()
    found = work()
    CPU.append(time.process_time() - busy)
    return time.perf_counter() - start, found


def tell(seconds: float, **more: Any) -> None:
    """Print what was measured."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "cpu_seconds": round(CPU[-1], 3), "peak_mb": round(peak), **more}))
