"""Hand records to an auditor: one archive with an index, the same bytes whenever it is made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from xenotime.desk.records.common import MEMO_PAGE, day_of, no_records, sound
from xenotime.desk.records.recomputing import memo_of
from xenotime.errors import refusal
from xenotime.facts.person import one_person
from xenotime.keeping.durable import publish_file
from xenotime.keeping.packing import packed
from xenotime.keeping.sealed import hashes_of, legible
from xenotime.keeping.signatures import ROLES
from xenotime.keeping.store import COUNSEL, EXTRACT, JOURNAL, SUMS, Kept, Store
from xenotime.showing.records.index import index_csv, index_page

READ_ME = """This archive holds decision records, each in a folder named by the hash of its manifest.

index.html      one line for each answer, from which its memo opens in a browser
index.csv       the same for a spreadsheet
<hash>/         memo.html and memo.json, the frozen facts, the law as its text stood, and the signatures
journal/        every entry of the journal: each carries the hash of the one before it
SHA256SUMS      the hash of every file here

sha256sum -c SHA256SUMS                shows, without the program, that no file was changed
xenotime verify <folder of a record>   works a record out anew from its folder alone
xenotime verify .                      checks the journal and every record in this archive
"""


@dataclass(frozen=True)
class Archive:
    """What was handed out."""

    path: Path
    records: tuple[str, ...]
    withheld: bool


def audit(
    store: Path, out: Path, *, start: str = "", end: str = "", customer: str = "", counsel: bool = False
) -> Archive:
    """One archive of the records whose goods left between two days, for one customer or all.

    Raises UnreadableRequest where nothing fits, or the file cannot be written.
    """
    where = Store(store)
    first, last = day_of(start, "--from") or date.min, day_of(end, "--to") or date.max
    good, damaged = sound(where)
    if damaged:
        do = (
            "see `xenotime verify`; bring the record back from a copy, so that nothing is left out in silence"
        )
        raise refusal(
            "A record of this store is damaged",
            option="--store",
            found=", ".join(each[:16] for each in damaged),
            do=do,
        )
    if not good:
        raise no_records(store)
    chosen = [each for each in good if _fits(each, first, last, customer)]
    if not chosen:
        do = "widen the days, or see `xenotime records`"
        raise refusal(
            "No record fits", found=f"{start or '…'} to {end or '…'}, {customer or 'every customer'}", do=do
        )
    files = {
        f"{each.id}/{name}": content for each in chosen for name, content in _copied(each, counsel).items()
    }
    files |= {
        f"{JOURNAL}/{path.name}": path.read_bytes() for path in sorted(where.journal.folder.glob("*.json"))
    }
    files[EXTRACT] = legible({"records": sorted(each.id for each in chosen)})
    rows = list(_rows(chosen, where))
    files["index.csv"] = index_csv(rows)
    files["index.html"] = index_page(rows, f"{start or '…'} to {end or '…'}, {customer or 'every customer'}")
    files["README.txt"] = READ_ME.encode()
    files[SUMS] = "".join(f"{digest}  {name}\n" for name, digest in hashes_of(files).items()).encode()
    try:
        out.unlink(missing_ok=True)
        publish_file(out, packed(files))
    except OSError as wrong:
        raise refusal(
            "The archive cannot be written",
            option="--out",
            found=str(wrong.strerror),
            do="choose another place",
        ) from wrong
    return Archive(out, tuple(each.id for each in chosen), not counsel)


def _fits(kept: Kept, first: date, last: date, customer: str) -> bool:
    days = [date.fromisoformat(each) for each in kept.manifest["days"]]
    wanted = one_person(customer)
    named = not customer or any(wanted in one_person(each) for each in kept.manifest["customers"])
    return named and any(first <= day <= last for day in days)


def _copied(kept: Kept, counsel: bool) -> dict[str, bytes]:
    return {
        name: content for name, content in kept.files().items() if counsel or not name.startswith(COUNSEL)
    }


def _rows(chosen: Sequence[Kept], store: Store) -> Iterator[dict[str, str]]:
    """One row for each answer, by the columns of the index."""
    for kept in chosen:
        signed = {each.role: f"{each.name} {each.day}" for each in kept.signatures}
        keep, memo = kept.manifest["keep_until"], memo_of(kept)
        for answer in memo["answers"]:
            yield {
                "record": kept.id,
                **{
                    name: str(answer[name] or "") for name in ("shipment", "line", "item", "regime", "action")
                },
                "customer": ", ".join(_customers(memo["parties"])),
                "day": str(answer["on"]),
                "recorded_on": kept.manifest["recorded_on"],
                "possible": " | ".join(answer["possible"]),
                **{role: signed.get(role, "") for role in ROLES},
                "keep_until": keep["day"] or keep["why"],
                "hold": "yes" if store.is_held(kept.id) else "",
                "memo": f"{kept.id}/{MEMO_PAGE}",
            }


def _customers(parties: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Every party of a shipment but the exporter, with its country."""
    for each in parties:
        if set(each["roles"]) - {"exporter"}:
            yield f"{each['name'] or each['party']} ({', '.join(each['country'] or ['not known'])})"
