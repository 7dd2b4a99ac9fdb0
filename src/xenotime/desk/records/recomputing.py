"""Work a record out anew from its folder alone, and say the same, or what differs."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from xenotime import __version__
from xenotime.casework.cases import Asked, Docket
from xenotime.dates import parse_day
from xenotime.desk.records import common
from xenotime.errors import ProblemsFound, refusal
from xenotime.facts.book import Book
from xenotime.keeping.facts_json import from_json
from xenotime.keeping.journal import Receipt
from xenotime.keeping.legal_text import by_folder, laid_out
from xenotime.keeping.packing import unpacked
from xenotime.keeping.signatures import Signature
from xenotime.keeping.store import COUNSEL, Kept, Store, Unknown, file_damage, open_record, sum_damage
from xenotime.law.lawbook import Lawbook
from xenotime.reading.law.files import read_law, text_hash
from xenotime.showing.records import as_json as record_json


@dataclass(frozen=True)
class Verified:
    """What a record gives when it is worked out anew."""

    id: str
    shipment: str
    damage: tuple[str, ...]
    differs: tuple[str, ...]
    signatures: tuple[Signature, ...]
    notes: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is damaged and everything came out the same."""
        return not self.damage and not self.differs


@dataclass(frozen=True)
class StoreVerified:
    """What a whole store gives: its journal, and each record."""

    records: tuple[Verified, ...]
    damage: tuple[str, ...]
    notes: tuple[str, ...]
    head: Receipt | None

    @property
    def ok(self) -> bool:
        """Whether journal and records are all whole and the same."""
        return not self.damage and all(each.ok for each in self.records)


def verify(path: Path, receipt: str = "") -> StoreVerified:
    """The record in a folder, or every record of a store with its journal.

    Raises UnreadableRequest where there is neither.
    """
    try:
        single = open_record(path)
    except Unknown:
        single = None
    if single is not None:
        return StoreVerified((verify_record(single),), (), (), None)
    store = Store(path)
    if not path.is_dir() or not (store.journal.folder.is_dir() or store.records()):
        do = "name the folder of a record, or of a store"
        raise refusal("There is no record here that can be read", option="FOLDER", found=str(path), do=do)
    strays = [f"record {each} stands in no entry of the journal" for each in store.strays()]
    strays += [
        f"signing {each} was cut off after it was entered: sign again, and the signature is put in its place"
        for each in store.unplaced()
    ]
    if unfinished := store.unfinished():
        strays.append(
            f"{len(unfinished)} folders hold work that was cut off and never reported: {unfinished[0]} …"
        )
    chosen = store.extract()
    if chosen is not None:
        strays.append(f"this copy says that it was made of {len(chosen)} records; others are not looked for")
    head = store.journal.head()
    wrong = (*sum_damage(path), *store.damage(*common.receipts_of(receipt)))
    return StoreVerified(tuple(map(verify_record, store.records())), wrong, tuple(strays), head)


def verify_record(kept: Kept) -> Verified:
    """The hashes, the signatures, and the answers anew from the frozen facts and the frozen law."""
    notes: list[str] = []
    notes += _other_build(kept)
    if not (kept.folder / COUNSEL).is_dir():
        notes.append("the annex for counsel was withheld from this copy")
    if "approver" not in {each.role for each in kept.signatures}:
        notes.append("not approved yet")
    question = kept.manifest.get("question")
    differs = differences(kept)
    if differs and any("another build" in each for each in notes):
        notes.append(
            "where nothing is damaged, that build may have answered otherwise: recompute with it to tell"
        )
    return Verified(
        kept.id,
        str(question.get("shipment", "")) if isinstance(question, dict) else "",
        file_damage(kept),
        differs,
        kept.signatures,
        tuple(notes),
    )


def _other_build(kept: Kept) -> Iterator[str]:
    program = kept.manifest.get("program")
    if not isinstance(program, dict) or program.get("sha256") == common.program_hash():
        return
    version, made = program.get("version"), kept.manifest.get("format")
    yield f"recorded by another build ({version}), recomputed by {__version__}"
    if isinstance(made, int) and made > common.FORMAT:
        yield f"its format is {made}, this program reads up to {common.FORMAT}: use xenotime {version} or later"


def differences(kept: Kept, read: Lawbook | None = None) -> tuple[str, ...]:
    """Everything in the answers that comes out otherwise now; empty where all is the same.

    `read` is a law that was read already: it is used where the record's text is that of it, byte for byte.
    """
    try:
        return _differences(kept, read)
    except (
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
        ProblemsFound,
    ) as wrong:
        return (f"cannot be recomputed: {' '.join(str(wrong).split())[:300]}",)


def _differences(kept: Kept, read: Lawbook | None) -> tuple[str, ...]:
    law = read if read is not None and _is_text_of(kept, read) else frozen_law(kept)
    answers = tuple(Docket(frozen_facts(kept), law, frozen_question(kept)).answers())
    found = [] if law.sha256 == kept.manifest["law"]["sha256"] else ["law: the text read has another hash"]
    memo = [record_json.memo_answer(each) for each in answers]
    found += record_json.differences(_json(kept, common.MEMO)["answers"], memo, "answers")
    if (kept.folder / common.ANNEX).is_file():
        annex = [record_json.annex_answer(each) for each in answers]
        found += record_json.differences(_json(kept, common.ANNEX)["answers"], annex, "annex")
    return tuple(found)


def _json(kept: Kept, name: str) -> Any:
    return json.loads(kept.read(name))


def memo_of(kept: Kept) -> Any:
    """The memo of a record as JSON."""
    return _json(kept, common.MEMO)


def frozen_facts(kept: Kept) -> Book:
    """The facts of a record. Raises UnknownShape where they cannot be read."""
    return from_json(Book, _json(kept, common.FACTS))


def frozen_question(kept: Kept) -> Asked:
    """What was asked."""
    question = kept.manifest["question"]
    on = parse_day(question["on"]) if question["on"] else None
    return Asked(parse_day(question["known_on"]), tuple(question["regimes"]), on, dict(question["readings"]))


def _is_text_of(kept: Kept, law: Lawbook) -> bool:
    return text_hash(by_folder(unpacked(kept.read(common.LAW)))) == law.sha256


def frozen_law(kept: Kept) -> Lawbook:
    """The law of a record, read anew from its text. Raises UnreadableLaw, NotAnArchive."""
    return _law_of(kept.read(common.LAW))


@lru_cache(maxsize=4)
def _law_of(content: bytes) -> Lawbook:
    """The law of an archive; many records were made by the same text."""
    with tempfile.TemporaryDirectory(prefix="xenotime-law-") as folder:
        shipped, own = laid_out(unpacked(content), Path(folder))
        return read_law([shipped], own=list(own))
