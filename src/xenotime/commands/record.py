"""`record`, `sign`, `verify`, `recheck`, `audit` and what belongs to them: decisions that are kept."""

# ruff: noqa: PLC0415  the desk and what shows the result are imported by the command that uses them

from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter

from xenotime import __version__
from xenotime.commands.common import NOTHING, Asking, Book, Json, Own, asked_of, emit

Where = Annotated[
    Path, Parameter(name="--store", help="Folder of the store of records; ./records if left out.")
]
Record = Annotated[str, Parameter(help="A record: the first letters of its id, or its folder.")]
USUAL = Path("records")
DIFFERS = 10


def register(app: App) -> None:
    """Add the commands."""
    for command in (record, records, key, sign, verify, recheck, audit, hold, dispose):
        app.command(command)


def record(
    book: Book,
    shipment: Annotated[str, Parameter(help="The shipment, by its id in the book.")],
    /,
    *,
    by: Annotated[str, Parameter(help="Who prepared it.")] = "",
    store: Where = USUAL,
    pdf: Annotated[
        bool, Parameter(negative=(), help="Keep the memo as PDF as well; needs the extra `docs`.")
    ] = False,
    pdf_font: Annotated[
        Path | None, Parameter(help="TrueType file to embed for East Asian letters; makes a PDF by itself.")
    ] = None,
    asking: Asking = NOTHING,
) -> int:
    """Freeze the decision on a shipment: facts, law, answer and program version, with a memo to sign.

    Prints the id of the record and a receipt of the journal's head. Keep the receipt elsewhere: with it, `verify` finds
    a journal that was rolled back.
    """
    from xenotime.desk import answering
    from xenotime.desk.records.freezing import record as freeze
    from xenotime.showing.records.text import recorded_json, recorded_text

    law, asked = asked_of(asking, explain=True)
    done = freeze(book, shipment, law, asked, store, own=asking.law, by=by, pdf=pdf, font=pdf_font)
    if asking.json:
        _emit_json(
            recorded_json(done.kept.id, str(done.kept.folder), str(done.receipt), done.answers, done.fallen)
        )
    else:
        emit(recorded_text(done.kept.id, str(done.kept.folder), str(done.receipt), done.answers, done.fallen))
    return answering.exit_status(done.answers)


def records(*, store: Where = USUAL, json: Json = False) -> int:
    """List the records of a store: what was decided, who signed, how long they are kept, which are on hold."""
    from xenotime.desk.records.signing import listed
    from xenotime.showing.records.text import facts_json, list_text

    found, damaged = listed(store)
    if json:
        _emit_json({"records": [facts_json(each) for each in found], "damaged": list(damaged)})
    else:
        emit(list_text(found, damaged))
    return DIFFERS if damaged else 0


def key(
    file: Annotated[Path, Parameter(help="Where the key goes; readable by its owner alone.")],
    /,
    *,
    name: Annotated[str, Parameter(help="The person to whom the key belongs.")],
) -> int:
    """Make a key to sign with. It never leaves its file; who has the file can sign as its owner."""
    from xenotime.desk.records.signing import make_key

    made = make_key(file, name)
    emit(f"Key of {made.name} in {file}\nPublic half: {made.public}\n")
    return 0


def sign(
    name: Record,
    /,
    *,
    role: Annotated[str, Parameter(help="preparer, reviewer or approver; the approver is another person.")],
    key: Annotated[Path, Parameter(help="The key file.")],
    store: Where = USUAL,
) -> int:
    """Sign a record in one role."""
    from xenotime.desk.records.signing import sign as signed

    signature, receipt = signed(store, name, role, key)
    emit(
        f"{signature.record} signed by {signature.name} as {signature.role} on {signature.day}\nReceipt: {receipt}\n"
    )
    return 0


def verify(
    folder: Annotated[Path, Parameter(help="Folder of one record, or of a whole store.")] = USUAL,
    /,
    *,
    receipt: Annotated[
        str, Parameter(help="COUNT:HASH:DAY as `record` printed it, or a file that holds some.")
    ] = "",
    json: Json = False,
) -> int:
    """Work records out anew from their folder alone: the same, or what differs and what was damaged."""
    from xenotime.desk.records.recomputing import verify as recompute
    from xenotime.showing.records.text import facts_json, verified_text

    found = recompute(folder, receipt)
    if json:
        head = str(found.head) if found.head else None
        _emit_json({"verified": {**facts_json(found), "ok": found.ok, "head": head}})
    else:
        emit(verified_text(found))
    return 0 if found.ok else DIFFERS


def recheck(
    book: Annotated[
        Path | None, Parameter(help="The book as it is now; without it, the law alone is compared.")
    ] = None,
    /,
    *,
    store: Where = USUAL,
    known_on: Annotated[str, Parameter(help="Law as known on this day, YYYY-MM-DD; today if left out.")] = "",
    law: Own = (),
    json: Json = False,
) -> int:
    """List the kept decisions that would be others today, why, and what was already shipped on them."""
    from xenotime.desk import answering
    from xenotime.desk.records.common import day_of
    from xenotime.desk.records.rechecking import recheck as compare
    from xenotime.showing.records.text import facts_json, rechecked_text

    found = compare(book, answering.load_law(law), store, day_of(known_on, "--known-on"))
    if json:
        _emit_json({"rechecked": facts_json(found)})
    else:
        emit(rechecked_text(found))
    return DIFFERS if found.changed or found.damaged else 0


def audit(
    out: Annotated[Path, Parameter(help="The ZIP archive to write.")],
    /,
    *,
    start: Annotated[str, Parameter(name="--from", help="First day of shipment, YYYY-MM-DD.")] = "",
    end: Annotated[str, Parameter(name="--to", help="Last day of shipment, YYYY-MM-DD.")] = "",
    customer: Annotated[str, Parameter(help="Id or part of the name of a party to the shipment.")] = "",
    counsel: Annotated[
        bool, Parameter(negative=(), help="Hand out the annexes for counsel as well.")
    ] = False,
    store: Where = USUAL,
) -> int:
    """Write one indexed archive of the records of some days, for one customer or all; the same bytes each time."""
    from xenotime.desk.records.auditing import audit as archived

    made = archived(store, out, start=start, end=end, customer=customer, counsel=counsel)
    left = "; annexes for counsel left out" if made.withheld else ""
    emit(f"{len(made.records)} record{'' if len(made.records) == 1 else 's'} in {made.path}{left}\n")
    return 0


def hold(
    name: Record,
    /,
    *,
    reason: Annotated[str, Parameter(help="Why.")],
    by: Annotated[str, Parameter(help="Who orders it.")],
    lift: Annotated[bool, Parameter(negative=(), help="Lift the hold instead.")] = False,
    store: Where = USUAL,
) -> int:
    """Put a record on legal hold, or lift the hold; a record on hold is never disposed of."""
    from xenotime.desk.records.signing import hold as held

    receipt = held(store, name, reason=reason, by=by, lift=lift)
    emit(f"{'Hold lifted' if lift else 'On hold'}: {name}\nReceipt: {receipt}\n")
    return 0


def dispose(
    name: Record,
    /,
    *,
    reason: Annotated[str, Parameter(help="Why.")],
    store: Where = USUAL,
    law: Own = (),
) -> int:
    """Take a record away once its time is over, by the law of then and of today; the journal says so for good."""
    from xenotime.desk import answering
    from xenotime.desk.records.signing import dispose as disposed

    emit(f"Disposed of {name}\nReceipt: {disposed(store, name, reason, answering.load_law(law))}\n")
    return 0


def _emit_json(body: dict[str, Any]) -> None:
    from xenotime.showing import as_json

    emit(as_json.written(as_json.document(__version__, None, None, **body)))
