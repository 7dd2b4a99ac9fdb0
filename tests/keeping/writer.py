"""A process that keeps records and signs them until it is killed, and reports each once it is written."""

import os
import sys
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from xenotime.keeping.keys import Key
from xenotime.keeping.store import Store

DAY = date(2026, 11, 24)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    store, number = Store(Path(sys.argv[1])), 0
    key = Key(f"Writer {os.getpid()}", Ed25519PrivateKey.generate())
    while True:
        number += 1
        files = {
            "memo.json": os.urandom(2000),
            "counsel/annex.json": b"{}",
            "inputs/facts.json": os.urandom(20_000),
        }
        kept, receipt = store.put(files, {"number": number, "by": os.getpid()}, DAY)
        say(f"{kept.id} {receipt} written")
        if number % 3 == 0:
            _, receipt = store.sign(kept, key, "preparer", DAY)
            say(f"{kept.id} {receipt} signed")


if __name__ == "__main__":
    main()
