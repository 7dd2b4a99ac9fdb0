"""Where answers are kept from run to run, and what has to be the same for a later run to take them up."""

import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from xenotime.desk.records.common import program_hash
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook
from xenotime.screening.kept import Kept, KeptFile
from xenotime.screening.run import Wanted

MOST_KEPT = 1_000_000
"""More values, keys and answers than these are not kept: to read them would take as long as to work them out."""
LIBRARIES = ("numpy", "rapidfuzz")
"""Libraries that facts pass through on their way to an answer."""
A_DAY = re.compile(r"datetime\.date\((\d+), (\d+), (\d+)\)")


class KeptAnswers:
    """What earlier runs kept in a folder, for the same program, law and question; more where the book is the same too.

    The shipments and the cases of law may be others: no answer follows from those. The folder is there afterwards, and is for
    nobody else to look into where it was not there before.
    """

    def __init__(self, folder: Path, law: Lawbook, book: Book, wanted: Wanted) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = (program_hash(), sys.version, *map(version, LIBRARIES))
        of_law, of_book = repr(replace(law, cases=())), repr(replace(book, remarks=(), shipments=()))

        def named(*said: str) -> KeptFile:
            asked = replace(wanted, known_on=_last_that_tells(law, said, wanted))
            return KeptFile(folder, sha256("\0".join((repr((made, asked)), *said)).encode()).hexdigest())

        self.any_book, self.this_book = named(of_law), named(of_law, of_book)

    def read(self) -> Kept | None:
        """What was kept for this book, else for any; None where nothing was."""
        return self.this_book.read() or self.any_book.read()

    def write(self, kept: Kept) -> None:
        """Keep it, for this book and for any."""
        self.this_book.write(kept)
        self.any_book.write({"law": kept["law"]})


def _last_that_tells(law: Lawbook, said: Iterable[str], wanted: Wanted) -> date:
    """Of the days up to that on which the law was known the last one that stands anywhere in what is `said`.

    Between two such days nothing becomes known, so whatever was known on the first is known as long. Before a regime's
    coverage begins it is the day itself: answers name it there.
    """
    if any(wanted.known_on < law.regimes[name].coverage_from for name in wanted.regimes):
        return wanted.known_on
    days = (date(*map(int, each)) for text in said for each in set(A_DAY.findall(text)))
    return max((each for each in days if each <= wanted.known_on), default=date.min)
