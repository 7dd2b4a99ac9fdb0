"""A store of records: each a folder named by the hash of its manifest, and the journal beside them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from xenotime.keeping.durable import (
    HIDDEN,
    drop,
    publish_folder,
    put_in_place,
    remove_folder,
    set_aside,
    set_aside_in,
)
from xenotime.keeping.journal import Entry, Journal, Receipt
from xenotime.keeping.keys import Key
from xenotime.keeping.sealed import hashes_of, legible, sha256
from xenotime.keeping.signatures import FOLDER as SIGNATURES
from xenotime.keeping.signatures import Signature, read_signatures, refused, signed
from xenotime.keeping.signatures import damage as signature_damage

MANIFEST, JOURNAL, EXTRACT, SUMS = "record.json", "journal", "extract.json", "SHA256SUMS"
LISTED = (EXTRACT, "index.csv", "index.html", "README.txt")
"""Files of an archive beside its records."""
COUNSEL = "counsel/"
"""Files for counsel alone: where a copy lacks all of them, they were withheld, not lost."""
LENGTH = 64


class Unknown(ValueError):
    """The name given is not that of one record."""


class Refused(ValueError):
    """What was asked for may not be done to this record."""


@dataclass(frozen=True)
class Kept:
    """A record as it lies in its folder."""

    folder: Path
    manifest: Mapping[str, Any]
    id: str
    """The hash of the manifest as its bytes stand, which names the record."""

    def read(self, name: str) -> bytes:
        """One file of the record."""
        return (self.folder / name).read_bytes()

    def files(self) -> dict[str, bytes]:
        """Every file in the folder by name, signatures included."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and not any(part.startswith(HIDDEN) for part in path.parts)
        }

    @property
    def made_by(self) -> str:
        """Who prepared it, as the manifest says; empty where it does not."""
        return str(self.manifest.get("prepared_by") or "")

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """The signatures beside it that can be read, in the order of their roles."""
        return tuple(each for _, each in read_signatures(self.folder) if each)


def open_record(folder: Path) -> Kept:
    """The record in a folder. Raises Unknown where there is none."""
    try:
        content = (folder / MANIFEST).read_bytes()
        manifest = json.loads(content)
    except (OSError, ValueError, RecursionError) as wrong:
        raise Unknown(f"{folder} holds no record that can be read") from wrong
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
        raise Unknown(f"{folder} holds no record that can be read")
    return Kept(folder, manifest, sha256(content))


def _can_open(folder: Path) -> bool:
    try:
        open_record(folder)
    except Unknown:
        return False
    return True


def sum_damage(folder: Path) -> Iterator[str]:
    """What is wrong with the files of an archive beside its records, by the list of hashes that came with it."""
    path = folder / SUMS
    if not path.is_file():
        if (folder / EXTRACT).is_file():
            yield f"{SUMS} is missing: an archive comes with it"
        return
    try:
        lines = [line.partition("  ") for line in path.read_text("utf-8").splitlines() if line]
    except (OSError, ValueError):
        yield f"{SUMS} cannot be read"
        return
    stated = {name: digest for digest, _, name in lines}
    for name, digest in stated.items():
        target = folder / name
        if not target.resolve().is_relative_to(folder.resolve()):
            yield f"{SUMS} names a file elsewhere: {name}"
        elif not target.is_file():
            yield f"{name} is missing"
        elif sha256(target.read_bytes()) != digest:
            yield f"{name} was changed, or its line in {SUMS}"
    yield from (
        f"{name} has no line in {SUMS}" for name in LISTED if (folder / name).is_file() and name not in stated
    )


def _manifest(files: Mapping[str, bytes], about: Mapping[str, Any]) -> dict[str, Any]:
    return {**about, "files": hashes_of(files)}


def file_damage(kept: Kept) -> tuple[str, ...]:
    """Everything that is wrong with the files of a record: changed, missing, added, or under another name."""
    return tuple(_file_damage(kept))


def _file_damage(kept: Kept) -> Iterator[str]:
    stated: dict[str, str] = kept.manifest["files"]
    found = hashes_of(kept.files())
    if len(kept.folder.name) == LENGTH and kept.folder.name != kept.id:
        yield f"{MANIFEST} was changed: the folder's name is no longer its hash"
    withheld = not any(name.startswith(COUNSEL) for name in found)
    for name, digest in sorted(stated.items()):
        if name not in found:
            if not (withheld and name.startswith(COUNSEL)):
                yield f"{name} is missing"
        elif found[name] != digest:
            yield f"{name} was changed: its content no longer has its hash"
    for name in found:
        if name not in stated and name != MANIFEST and not name.startswith(f"{SIGNATURES}/"):
            yield f"{name} was added"
    yield from signature_damage(kept.folder, kept.id, kept.made_by)


class Store:
    """The records of one company, in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journal = Journal(folder / JOURNAL)

    def put(self, files: Mapping[str, bytes], about: Mapping[str, Any], day: date) -> tuple[Kept, Receipt]:
        """The record lies in its folder and stands in the journal; a crash leaves both, or no entry.

        Raises Refused where the same record lies there already and was touched, Unknown where it can no longer be read.
        """
        content = legible(_manifest(files, about))
        identity = sha256(content)
        folder = self.folder / identity
        publish_folder(folder, {**files, MANIFEST: content})
        kept = open_record(folder)
        if wrong := file_damage(kept):
            raise Refused(f"the same record lies there already and was touched: {wrong[0]}")
        return kept, self.journal.append("record", identity, day, {})

    def find(self, name: str) -> Kept:
        """The record whose id begins so, or that lies at that path. Raises Unknown."""
        path = Path(name)
        if (path / MANIFEST).is_file():
            return open_record(path)
        found = [each for each in self._folders() if each.name.startswith(name)] if name else []
        if len(found) != 1:
            what = "no record begins with" if not found else f"{len(found)} records begin with"
            raise Unknown(f"{what} {name!r} in {self.folder}")
        return open_record(found[0])

    def records(self) -> tuple[Kept, ...]:
        """Every record that can be read, in the order of the journal."""
        numbers = {each.record: each.number for each in self.journal.entries() if each.kind == "record"}
        found = []
        for folder in self._folders():
            try:
                found.append(open_record(folder))
            except Unknown:
                continue
        return tuple(sorted(found, key=lambda kept: (numbers.get(kept.folder.name, 0), kept.folder.name)))

    def unreadable(self) -> tuple[str, ...]:
        """Folders that are named like a record and hold none that can be read."""
        return tuple(each.name for each in self._folders() if not _can_open(each))

    def _folders(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return sorted(each for each in self.folder.iterdir() if each.is_dir() and len(each.name) == LENGTH)

    def sign(self, kept: Kept, key: Key, role: str, day: date) -> tuple[Signature, Receipt]:
        """The record is signed in that role. Raises Refused where the key, the person or the role is taken.

        The signature lies aside until the journal names it: one in its place that no entry names was never left by a crash.
        """
        self._finish(kept)
        new = signed(key, kept.id, role, str(day))
        known = [each for other in self.records() for each in other.signatures]
        if reason := refused(new, kept.signatures, known, kept.made_by):
            raise Refused(reason)
        content, path = legible(new.content), kept.folder / SIGNATURES / f"{role}.json"

        def is_free() -> None:
            if any(each.body.get("role") == role for each in self._signings(kept.id)):
                raise Refused(f"somebody signed as {role} just now")

        body = {"role": role, "name": new.name, "sha256": sha256(content)}
        aside = set_aside(path, content)
        try:
            receipt = self.journal.append("sign", kept.id, day, body, check=is_free)
        except Refused:
            drop(aside)
            raise
        put_in_place(aside, path)
        drop(aside)
        return new, receipt

    def _signings(self, record: str) -> tuple[Entry, ...]:
        return tuple(each for each in self.journal.entries() if each.kind == "sign" and each.record == record)

    def _finish(self, kept: Kept) -> None:
        """Signatures of the record that the journal names, and that a crash left aside, are in their place."""
        aside = set_aside_in(kept.folder / SIGNATURES)
        for entry in self._signings(kept.id):
            path = kept.folder / SIGNATURES / f"{entry.body.get('role')}.json"
            left = aside.get(str(entry.body.get("sha256")))
            if left and not path.exists():
                put_in_place(left, path)
                drop(left)

    def note(self, kept: Kept, kind: str, day: date, body: Mapping[str, Any]) -> Receipt:
        """Something that happened to a record stands in the journal."""
        return self.journal.append(kind, kept.id, day, body)

    def is_held(self, record: str) -> bool:
        """Whether a legal hold lies on the record."""
        last = [each.kind for each in self.journal.entries() if each.record == record]
        return next((kind == "hold" for kind in reversed(last) if kind in {"hold", "lift"}), False)

    def dispose(self, kept: Kept, day: date, reason: str) -> Receipt:
        """The record's folder is gone, and the journal says so for good. Raises Refused under a legal hold."""
        if self.is_held(kept.id):
            raise Refused("a legal hold lies on the record")
        receipt = self.journal.append("dispose", kept.id, day, {"reason": reason})
        remove_folder(kept.folder)
        return receipt

    def damage(self, *receipts: Receipt) -> tuple[str, ...]:
        """Everything that is wrong with the journal, and with what it says is there."""
        return (*self.journal.damage(*receipts), *self._lost(), *self._unsaid())

    def _unsaid(self) -> Iterator[str]:
        """What can only be there without an entry where entries were taken away."""
        if self.extract() is None:
            yield from (
                f"{name}: the annex for counsel is missing"
                for name in (each.name for each in self._folders())
                if (self.folder / name / MANIFEST).is_file() and not (self.folder / name / COUNSEL).is_dir()
            )
        yield from (
            f"record {name} is signed and stands in no entry of the journal: its entries were taken away"
            for name in self.strays()
            if (self.folder / name / SIGNATURES).is_dir()
        )
        yield from (
            f"the signature of {each} stands in no entry of the journal: its entry was taken away"
            for each in self._unsaid_signatures()
        )

    def _lost(self) -> Iterator[str]:
        entries = self.journal.entries()
        gone = {each.record for each in entries if each.kind == "dispose"}
        chosen = self.extract()
        if chosen is not None:
            gone |= {each.record for each in entries} - chosen
        for entry in entries:
            if entry.record in gone:
                continue
            folder = self.folder / entry.record
            if entry.kind == "record" and not (folder / MANIFEST).is_file():
                yield f"record {entry.record} of journal entry {entry.number} is missing"
            elif entry.kind == "record" and not _can_open(folder):
                yield f"record {entry.record} of journal entry {entry.number} cannot be read: {MANIFEST} was changed"
            if entry.kind == "sign":
                yield from _signature_lost(folder, entry.body, entry.number)

    def extract(self) -> frozenset[str] | None:
        """The records that this copy says it was made of; None where it is no copy of a part."""
        try:
            return frozenset(json.loads((self.folder / EXTRACT).read_bytes())["records"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            return frozenset()

    def _unsaid_signatures(self) -> Iterator[str]:
        """Signatures of known records that no entry names, by record and role: signing leaves none, whenever it is cut off."""
        said = {
            (each.record, each.body.get("role")) for each in self.journal.entries() if each.kind == "sign"
        }
        strays = frozenset(self.strays())
        for folder in self._folders():
            if folder.name not in strays:
                for path in sorted(folder.glob(f"{SIGNATURES}/*.json")):
                    if (folder.name, path.stem) not in said:
                        yield f"{folder.name} as {path.stem}"

    def unplaced(self) -> tuple[str, ...]:
        """Signatures that the journal names and that a crash left aside, by record and role."""
        return tuple(
            f"{entry.record} as {entry.body.get('role')}"
            for entry in self.journal.entries()
            if entry.kind == "sign" and _left_aside(self.folder / entry.record, entry.body)
        )

    def unfinished(self) -> tuple[str, ...]:
        """Folders of work that a crash left half done: nothing in them was ever reported."""
        if not self.folder.is_dir():
            return ()
        return tuple(sorted(path.name for path in self.folder.rglob(f"{HIDDEN}*")))

    def strays(self) -> tuple[str, ...]:
        """Records that no entry names: left by a crash before they were reported, or put there by somebody."""
        named = {each.record for each in self.journal.entries() if each.kind == "record"}
        return tuple(each.name for each in self._folders() if each.name not in named)


def _signature_lost(folder: Path, body: Mapping[str, Any], number: int) -> Iterator[str]:
    name = f"{SIGNATURES}/{body.get('role')}.json".replace("//", "/")
    path = folder / name
    said = f"{name}, the signature of {body.get('name')} as {body.get('role')} (journal entry {number}),"
    if not path.is_file():
        if not _left_aside(folder, body):
            yield f"{said} is missing"
    elif sha256(path.read_bytes()) != body.get("sha256"):
        yield f"{said} was exchanged"


def _left_aside(folder: Path, body: Mapping[str, Any]) -> bool:
    """Whether the signature of an entry lies aside whole, and not in its place."""
    path = folder / SIGNATURES / f"{body.get('role')}.json"
    return not path.is_file() and str(body.get("sha256")) in set_aside_in(folder / SIGNATURES)
