"""Sign a record, put it on hold, let it go when its time is over: who may do what to it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from xenotime.dates import parse_day
from xenotime.desk.records.common import find, no_records, sound, today
from xenotime.desk.records.freezing import keep_until
from xenotime.errors import refusal
from xenotime.keeping.journal import Receipt
from xenotime.keeping.keys import Key, UnfitKey, new_key, open_key
from xenotime.keeping.signatures import ROLES, Signature
from xenotime.keeping.store import Kept, Refused, Store, file_damage
from xenotime.law.lawbook import Lawbook


def make_key(path: Path, name: str) -> Key:
    """A new key of that person lies in `path`. Raises UnreadableRequest where a file is there or no name is given."""
    if not name.strip():
        raise refusal(
            "A key belongs to a person", option="--name", found="no name", do='name the person: --name "…"'
        )
    try:
        return new_key(path, name.strip())
    except OSError as wrong:
        found = "there is a file already" if isinstance(wrong, FileExistsError) else str(wrong.strerror)
        raise refusal(
            "The key cannot be written", option="FILE", found=found, do="choose another name"
        ) from wrong


def sign(store: Path, name: str, role: str, key: Path) -> tuple[Signature, Receipt]:
    """The record is signed in that role. Raises UnreadableRequest where the role, the key or the person is unfit."""
    if role not in ROLES:
        raise refusal(
            "Unknown role", option="--role", found=role, allowed=", ".join(ROLES), do="use one of these"
        )
    try:
        opened = open_key(key)
    except UnfitKey as wrong:
        raise refusal(str(wrong).capitalize(), option="--key", found=key.name, do=wrong.do) from wrong
    kept = _sound(Store(store), name)
    try:
        return Store(store).sign(kept, opened, role, today())
    except Refused as wrong:
        raise refusal(
            "The record cannot be signed so",
            option="--role",
            found=str(wrong),
            do="let another person sign, or sign in another role",
        ) from wrong


def _sound(store: Store, name: str) -> Kept:
    """The record, which nobody touched. Raises UnreadableRequest."""
    kept = find(store, name)
    if wrong := file_damage(kept):
        raise refusal(
            "The record is damaged", option="RECORD", found="; ".join(wrong[:3]), do="see `xenotime verify`"
        )
    return kept


def hold(store: Path, name: str, *, reason: str, by: str, lift: bool) -> Receipt:
    """A legal hold lies on the record, or no longer does. Raises UnreadableRequest without a reason or a person."""
    if not reason.strip() or not by.strip():
        raise refusal(
            "A hold needs a reason and a person", found=f"{reason!r} by {by!r}", do="give --reason and --by"
        )
    where = Store(store)
    kept = find(where, name)
    return where.note(kept, "lift" if lift else "hold", today(), {"reason": reason, "by": by})


def dispose(store: Path, name: str, reason: str, law: Lawbook) -> Receipt:
    """The record is gone and the journal says so. Raises UnreadableRequest before its time, or under a hold.

    Its time is the later one of what the law asked when it was made, and of what the law asks now.
    """
    where = Store(store)
    kept = _sound(where, name)
    keep = _longer(kept.manifest["keep_until"], _now(kept, law))
    if keep["day"] is None or today() <= parse_day(keep["day"]):
        raise refusal(
            "The record must still be kept",
            found=keep["day"] or keep["why"],
            do="wait until that day is over",
        )
    try:
        return where.dispose(kept, today(), reason)
    except Refused as wrong:
        raise refusal("The record must be kept", found=str(wrong), do="lift the hold first") from wrong


def _now(kept: Kept, law: Lawbook) -> dict[str, Any]:
    """Until when the law asks now that the record is kept; regimes that this law does not know stay as they were."""
    regimes = [each for each in kept.manifest["question"]["regimes"] if each in law.regimes]
    return keep_until(law, regimes, parse_day(max(kept.manifest["days"])))


def _longer(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    if one["day"] is None or (other["day"] is not None and one["day"] >= other["day"]):
        return one
    return other


@dataclass(frozen=True)
class Standing:
    """One record as the list of a store shows it."""

    id: str
    shipment: str
    days: tuple[str, ...]
    actions: tuple[str, ...]
    signed: tuple[Signature, ...]
    keep_until: date | None
    why_kept: str
    held: bool


def listed(store: Path) -> tuple[tuple[Standing, ...], tuple[str, ...]]:
    """Every record of a store, and the ids of those that are damaged. Raises UnreadableRequest where there is none."""
    from xenotime.desk.records.recomputing import memo_of  # noqa: PLC0415  only the list reads memos

    where = Store(store)
    found = []
    good, damaged = sound(where)
    for kept in good:
        keep = kept.manifest["keep_until"]
        answers = memo_of(kept)["answers"]
        found.append(
            Standing(
                kept.id,
                kept.manifest["question"]["shipment"],
                tuple(kept.manifest["days"]),
                tuple(f"{each['regime']}: {each['action']}" for each in answers),
                kept.signatures,
                parse_day(keep["day"]) if keep["day"] else None,
                keep["why"],
                where.is_held(kept.id),
            )
        )
    if not found and not damaged:
        raise no_records(store)
    return tuple(found), damaged
