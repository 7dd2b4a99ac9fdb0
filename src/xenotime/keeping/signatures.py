"""Who prepared, reviewed and approved a record: signatures beside it, never two roles that need two persons by one."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xenotime.facts.person import one_person
from xenotime.keeping.keys import Key, is_signed
from xenotime.keeping.sealed import canonical, legible

ROLES = ("preparer", "reviewer", "approver")
APART = "approver"
"""The role that must be another person than everybody before."""
FOLDER = "signatures"


@dataclass(frozen=True)
class Signature:
    """One role of one record, signed by a person on a day."""

    record: str
    role: str
    name: str
    day: str
    public: str
    signature: str

    @property
    def statement(self) -> dict[str, str]:
        """What was signed."""
        return {
            "record": self.record,
            "role": self.role,
            "name": self.name,
            "day": self.day,
            "public": self.public,
        }

    @property
    def content(self) -> dict[str, str]:
        """The signature as it is kept."""
        return {**self.statement, "signature": self.signature}

    @property
    def holds(self) -> bool:
        """Whether the key named did sign this statement."""
        return is_signed(canonical(self.statement), self.signature, self.public)


def signed(key: Key, record: str, role: str, day: str) -> Signature:
    """The record signed in that role."""
    blank = Signature(record, role, key.name, day, key.public, "")
    return Signature(record, role, key.name, day, key.public, key.sign(canonical(blank.statement)))


def read_signatures(record: Path) -> tuple[tuple[str, Signature | None], ...]:
    """Every signature beside a record by the name of its file; None where the file is none."""
    folder = record / FOLDER
    if not folder.is_dir():
        return ()
    return tuple((path.name, _read(path)) for path in sorted(folder.iterdir()) if path.is_file())


def _read(path: Path) -> Signature | None:
    try:
        content: Any = json.loads(path.read_bytes())
        keys = ("record", "role", "name", "day", "public", "signature")
        return Signature(**{key: str(content[key]) for key in keys})
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def refused(new: Signature, before: Iterable[Signature], known: Iterable[Signature], made_by: str) -> str:
    """Why a signature may not be added to those of the record, empty where it may.

    `known` are all signatures of the store: a key belongs to one person, and a person has one key. `made_by` is who
    prepared the record, as far as it says so.
    """
    there = tuple(before)
    if new.role == APART and not made_by and not any(each.role != APART for each in there):
        return "nobody prepared it yet, so it cannot be told that the approver is another person: who prepared it signs first"
    for each in there:
        if each.role == new.role:
            return f"{each.name} signed as {each.role} on {each.day} already"
    for each in known:
        same_key, same_name = each.public == new.public, one_person(each.name) == one_person(new.name)
        if same_key != same_name:
            return (
                f"this key has signed as {each.name} before"
                if same_key
                else f"{new.name} has signed with another key before"
            )
    return next(_not_apart((*there, new), made_by), "")


def _not_apart(signatures: tuple[Signature, ...], made_by: str) -> Iterator[str]:
    """Every approver who is also somebody else of the record."""
    for approver in (each for each in signatures if each.role == APART):
        if made_by and one_person(approver.name) == one_person(made_by):
            yield f"{approver.name} prepared the record: the approver must be another person"
        for other in signatures:
            if other.role != APART and (
                other.public == approver.public or one_person(other.name) == one_person(approver.name)
            ):
                yield f"{approver.name} is {other.role} already: the approver must be another person"


def damage(record: Path, sha256: str, made_by: str) -> tuple[str, ...]:
    """Everything that is wrong with the signatures beside a record, which `made_by` prepared."""
    wrong: list[str] = []
    good: list[Signature] = []
    for name, signature in read_signatures(record):
        if signature is None:
            wrong.append(f"{FOLDER}/{name} cannot be read")
        elif signature.record != sha256:
            wrong.append(f"{FOLDER}/{name} was made for another record")
        elif name != f"{signature.role}.json":
            wrong.append(f"{FOLDER}/{name} is a signature as {signature.role}")
        elif (record / FOLDER / name).read_bytes() != legible(signature.content):
            wrong.append(f"{FOLDER}/{name} was changed: its bytes are not those that were written")
        elif not signature.holds:
            wrong.append(f"{FOLDER}/{name}: the signature of {signature.name} is not valid")
        else:
            good.append(signature)
    return (*wrong, *_not_apart(tuple(good), made_by))
