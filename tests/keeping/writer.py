"""A process that keeps records until it is killed, and reports each one once it is written."""

import os
import sys
from datetime import date
from pathlib import Path

from xenotime.keeping.store import Store


def main() -> None:
    store, number = Store(Path(sys.argv[1])), 0
    while True:
        number += 1
        files = {
            "memo.json": os.urandom(2000),
            "counsel/annex.json": b"{}",
            "inputs/facts.json": os.urandom(20_000),
        }
        kept, receipt = store.put(files, {"number": number, "by": os.getpid()}, date(2026, 11, 24))
        sys.stdout.write(f"{kept.id} {receipt} written\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
