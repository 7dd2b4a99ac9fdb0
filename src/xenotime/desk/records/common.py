"""What the use cases of records share: names of files, the day, how they refuse, where a record is found."""

from datetime import date
from functools import cache
from pathlib import Path

from xenotime.dates import parse_day
from xenotime.errors import UnreadableRequest, refusal
from xenotime.keeping.journal import Receipt, find_receipts
from xenotime.keeping.sealed import sha256
from xenotime.keeping.store import COUNSEL, Kept, Store, Unknown, file_damage

FACTS, LAW, MEMO = "inputs/facts.json", "law.zip", "memo.json"
ANNEX, MEMO_PAGE, ANNEX_PAGE = f"{COUNSEL}annex.json", "memo.html", f"{COUNSEL}annex.html"
MEMO_PDF = "memo.pdf"
FORMAT = 1


def today() -> date:
    """The day on which something is recorded."""
    return date.today()  # noqa: DTZ011  the day at the desk where it is signed


@cache
def program_hash() -> str:
    """One hash of every file of this program, as they lay when it was first asked for."""
    here = Path(__file__).parents[2]
    paths = sorted(path for path in here.rglob("*.py") if "lawbook" not in path.parts)
    return sha256(
        b"".join(f"{path.relative_to(here).as_posix()}\0".encode() + path.read_bytes() for path in paths)
    )


def no_records(store: Path) -> UnreadableRequest:
    """What is told where a store has no records."""
    do = "make one with `xenotime record`"
    return refusal("There are no records here", option="--store", found=str(store), do=do)


def find(store: Store, name: str) -> Kept:
    """The record of that id, or in that folder. Raises UnreadableRequest."""
    try:
        return store.find(name)
    except Unknown as wrong:
        do = "see `xenotime records`; the first letters of an id are enough"
        raise refusal("There is no such record", option="RECORD", found=str(wrong), do=do) from wrong


def sound(store: Store) -> tuple[tuple[Kept, ...], tuple[str, ...]]:
    """The records that nobody touched, and the ids of those that are damaged or cannot be read."""
    damaged = {each.id: each.folder.name for each in store.records() if file_damage(each)}
    good = tuple(each for each in store.records() if each.id not in damaged)
    return good, (*damaged.values(), *store.unreadable())


def receipts_of(text: str) -> tuple[Receipt, ...]:
    """The receipt that was printed, or every one that lies in a file. Raises UnreadableRequest."""
    if not text:
        return ()
    try:
        path = Path(text)
        return find_receipts(path.read_text("utf-8") if len(text) < 200 and path.is_file() else text)  # noqa: PLR2004
    except (OSError, ValueError) as wrong:
        raise refusal(
            "This is no receipt",
            option="--receipt",
            found=text[:100],
            do="give it as printed: COUNT:HASH:DAY",
        ) from wrong


def day_of(text: str, option: str) -> date | None:
    """A day that was given. Raises UnreadableRequest."""
    try:
        return parse_day(text) if text else None
    except ValueError as wrong:
        raise refusal("This is not a day", option=option, found=text, do="write it as YYYY-MM-DD") from wrong
