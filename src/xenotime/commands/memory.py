"""How much memory there is, and how much of it an engine that can spill takes."""

import os
from pathlib import Path

MEMORY = Path("/proc/meminfo")
AVAILABLE = "MemAvailable:"
USUAL = 2_000_000_000
"""Bytes that DuckDB takes before it spills, so that a run stays below 4 GB with all else."""
SOME = 0.8
"""Part of what is free that DuckDB takes at most."""
HELP = (
    "Memory that DuckDB takes before it spills, for example 2GB; `screen` has up to 2 GB of lines in work beside it, each process that decides half a GB, all else half a GB. "
    "If left out, 2GB, or four fifths of what is free."
)


def free_memory() -> int:
    """The bytes of memory that can be had without pushing others out."""
    if MEMORY.is_file():
        for line in MEMORY.read_text("ascii").splitlines():
            if line.startswith(AVAILABLE):
                return int(line.split()[1]) * 1024
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2


def before_spilling(memory: str) -> str:
    """The memory that was asked for, or as much as is usual, in DuckDB's words.

    >>> before_spilling("2GB")
    '2GB'
    """
    return memory or f"{min(USUAL, int(SOME * free_memory())) // 1_000_000}MB"
