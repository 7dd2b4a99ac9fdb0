"""The journal: numbered entries, each bound to the one before it by its hash; nothing is ever changed."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from xenotime.dates import parse_day
from xenotime.keeping.durable import HIDDEN, publish_file
from xenotime.keeping.sealed import legible, sha256_of

START = "0" * 64
"""What the first entry names as the hash before it."""
DIGITS = 8
ENTRY = re.compile(rf"[0-9]{{{DIGITS}}}\.json")
PARTS_OF_A_RECEIPT = 3
RECEIPT = re.compile(r"\b[0-9]+:[0-9a-f]{64}:\d{4}-\d{2}-\d{2}\b")


@dataclass(frozen=True)
class Entry:
    """One entry: what happened to which record on which day, and the hash of the entry before."""

    number: int
    day: str
    kind: str
    record: str
    before: str
    body: Mapping[str, Any] = field(default_factory=dict)

    @property
    def content(self) -> dict[str, Any]:
        """Everything that the hash covers."""
        return {
            "number": self.number,
            "day": self.day,
            "kind": self.kind,
            "record": self.record,
            "before": self.before,
            "body": dict(self.body),
        }

    @property
    def sha256(self) -> str:
        """The hash of the entry, which covers all before it."""
        return sha256_of(self.content)

    @property
    def written(self) -> bytes:
        """The one way in which the entry is written."""
        return legible({**self.content, "sha256": self.sha256})


@dataclass(frozen=True)
class Receipt:
    """The head of a journal on a day: kept elsewhere, it shows later whether anything was taken away."""

    count: int
    sha256: str
    day: str

    def __str__(self) -> str:
        return f"{self.count}:{self.sha256}:{self.day}"


def find_receipts(text: str) -> tuple[Receipt, ...]:
    """Every receipt in a text: as printed, among other words, or one below another. ValueError where there is none."""
    found = tuple(parse_receipt(each) for each in RECEIPT.findall(text))
    if not found:
        raise ValueError(f"no receipt in {text[:100]!r}")
    return found


def parse_receipt(text: str) -> Receipt:
    """The receipt that was printed; ValueError for anything else."""
    parts = text.strip().split(":")
    if len(parts) != PARTS_OF_A_RECEIPT or not parts[0].isdigit() or len(parts[1]) != len(START):
        raise ValueError(f"not a receipt: {text!r}")
    return Receipt(int(parts[0]), parts[1], str(parse_day(parts[2])))


class Journal:
    """The journal of one store: a file for each entry, so that no crash can tear one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def append(
        self, kind: str, record: str, day: date, body: Mapping[str, Any], *, check: Callable[[], None] | None = None
    ) -> Receipt:  # fmt: skip
        """The entry is on the disc as the newest one; two that write at once both come in, one after the other.

        `check` raises where the entry may not follow those that are there; it is asked again whenever one came in between.
        """
        while True:
            last = self.head()
            if check:
                check()
            number = last.count + 1 if last else 1
            entry = Entry(number, str(day), kind, record, last.sha256 if last else START, body)
            try:
                publish_file(self.folder / f"{number:0{DIGITS}}.json", entry.written)
            except FileExistsError:
                continue
            return Receipt(number, entry.sha256, str(day))

    def head(self) -> Receipt | None:
        """The newest entry as it stands, None where there is none."""
        names = self._names()
        if not names:
            return None
        found = _read(names[-1])
        return Receipt(int(names[-1].stem), str(found.get("sha256", "")), str(found.get("day", "")))

    def entries(self) -> tuple[Entry, ...]:
        """Every entry that can be read, in the order of the numbers of its file."""
        return tuple(entry for path in self._names() if (entry := _entry(_read(path))) is not None)

    def damage(self, *receipts: Receipt) -> tuple[str, ...]:
        """Everything that is wrong: an entry that is gone, changed or moved, and a head that was rolled back."""
        return (*self._strange(), *self._damage(receipts))

    def _strange(self) -> Iterator[str]:
        """Files of the journal that are no entries, whoever put them there."""
        for path in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
            if not ENTRY.fullmatch(path.name) and not path.name.startswith(HIDDEN):
                yield f"{path.name} is no entry of the journal: it was added, or an entry was renamed"

    def _damage(self, receipts: Sequence[Receipt]) -> Iterator[str]:
        before, expected = START, 1
        hashes: dict[int, str] = {}
        for path in self._names():
            number = int(path.stem)
            while expected < number:
                yield f"journal entry {expected} is gone"
                expected, before = expected + 1, ""
            found = _read(path)
            entry = _entry(found)
            if entry is None:
                yield f"journal entry {number} cannot be read: {path.name}"
                before, expected = "", number + 1
                continue
            if entry.number != number:
                yield f"journal entry {number} is out of its place: the file holds entry {entry.number}"
            if found.get("sha256") != entry.sha256:
                yield f"journal entry {number} was changed: its content no longer has its hash"
            elif path.read_bytes() != entry.written:
                yield f"journal entry {number} was changed: its bytes are not those that were written"
            elif before and entry.before != before and entry.number == number:
                yield f"journal entry {number} does not follow entry {number - 1}: one of them was exchanged"
            hashes[number] = entry.sha256
            before, expected = str(found.get("sha256", "")), number + 1
        for receipt in receipts:
            yield from _against(receipt, hashes, expected - 1)

    def _names(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return sorted(path for path in self.folder.iterdir() if ENTRY.fullmatch(path.name))


def _against(receipt: Receipt, hashes: Mapping[int, str], count: int) -> Iterator[str]:
    if receipt.count > count:
        gone = (
            f"entry {count + 1}" if receipt.count == count + 1 else f"entries {count + 1} to {receipt.count}"
        )
        yield f"the journal was rolled back: {gone} of the receipt of {receipt.day} no longer there"
    elif hashes.get(receipt.count) != receipt.sha256:
        yield f"journal entry {receipt.count} is not the one of the receipt of {receipt.day}: it was exchanged"


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _entry(found: Mapping[str, Any]) -> Entry | None:
    keys = ("number", "day", "kind", "record", "before")
    if not all(key in found for key in keys) or not isinstance(found["number"], int):
        return None
    body = found.get("body")
    words = {key: str(found[key]) for key in keys[1:]}
    return Entry(found["number"], **words, body=body if isinstance(body, dict) else {})
