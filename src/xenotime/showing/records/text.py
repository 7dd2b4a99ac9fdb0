"""What the commands for records say on a terminal, and the same as JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from xenotime.casework.standing import Fall
from xenotime.deciding.answer import Answer
from xenotime.facts.shipment import order_name
from xenotime.showing.words import clean, either

FEW = 6
"""Grounds that are named for one changed answer."""


def facts_json(fact: Any) -> dict[str, Any]:
    """A result as JSON, field by field."""
    return asdict(fact)


def recorded_json(
    record: str, folder: str, receipt: str, answers: Sequence[Answer], fallen: Sequence[Fall] = ()
) -> dict[str, Any]:
    """What was recorded, as JSON."""
    body = {"record": record, "folder": folder, "receipt": receipt}
    kept = [
        {"shipment": each.shipment, "line": each.line, "regime": each.regime, "action": each.action,
         "possible": list(each.possible)} for each in answers
    ]  # fmt: skip
    falls = [{"day": str(each.day), "what": each.what} for each in fallen]
    return {"recorded": {**body, "answers": kept, "stands_no_longer": falls}}


def recorded_text(
    record: str, folder: str, receipt: str, answers: Sequence[Answer], fallen: Sequence[Fall] = ()
) -> str:
    """What was recorded, and what makes it fall before the goods leave."""
    said = [
        f"{order_name(each.shipment, each.line)} {each.regime}: {each.action}, {either(each.possible) or 'no answer'}"
        for each in answers
    ]
    said += [f"STANDS NO LONGER on the day of the shipment: {each.day} {each.what}" for each in fallen]
    return _lines([*said, f"Record:  {record}", f"Folder:  {folder}", f"Receipt: {receipt}",
                   "Keep the receipt elsewhere: it shows later whether the journal was rolled back."])  # fmt: skip


def list_text(records: Sequence[Any], damaged: Sequence[str] = ()) -> str:
    """Every record with its state."""
    lines = [f"{each[:16]}  DAMAGED: see xenotime verify" for each in damaged]
    for each in records:
        signed = either([f"{one.role} {one.name}" for one in each.signed], "and") or "nobody"
        kept = f"until {each.keep_until}" if each.keep_until else each.why_kept
        lines += [
            f"{each.id[:16]}  {each.shipment}  {', '.join(each.days)}",
            f"  {'; '.join(each.actions)}",
            f"  signed by {signed}; kept {kept}{'; ON HOLD' if each.held else ''}",
        ]
    return _lines(lines)


def verified_text(found: Any) -> str:
    """What a recomputation gave: the same, or everything that differs."""
    return _lines(list(_verified(found)))


def _verified(found: Any) -> Iterator[str]:
    for each in found.damage:
        yield f"DAMAGED  {each}"
    for one in found.records:
        state = "same" if one.ok else "DAMAGED" if one.damage else "DIFFERS"
        yield f"{state:<8} {one.id[:16]} {one.shipment}"
        yield from (f"  damaged: {each}" for each in one.damage)
        yield from (f"  differs: {each}" for each in one.differs)
        yield from (f"  signed: {each.name} as {each.role} on {each.day}" for each in one.signatures)
        yield from (f"  note: {each}" for each in one.notes)
    for each in found.notes:
        yield f"note: {each}"
    if found.head:
        yield f"Head of the journal: {found.head}"
    count = len(found.records)
    yield f"{count} record{'' if count == 1 else 's'}: {'all whole and the same' if found.ok else 'NOT all in order'}"


def rechecked_text(found: Any) -> str:
    """Which decisions would be others today, those already shipped first."""
    lines: list[str] = []
    for each in sorted(found.changed, key=lambda one: (not one.shipped, one.day)):
        name = order_name(each.shipment, each.line)
        signed = f"; signed by {', '.join(each.signed_by)}" if each.signed_by else ""
        lines += [
            f"{'SHIPPED' if each.shipped else 'not yet'}  {name} {each.item} x {each.quantity or '?'} on {each.day}, {each.regime}",
            f"  was {each.was}",
            f"  now {each.now}, by {either(each.cause, 'and')} ({_some(each.because)})",
            f"  record {each.record[:16]}{signed}",
        ]
    lines += [
        f"{each} is no longer in the book: compared with its frozen facts" for each in found.not_in_book
    ]
    lines += [f"DAMAGED  record {each[:16]} was not compared: see xenotime verify" for each in found.damaged]
    differ, shipped = len(found.changed), len(found.shipped)
    lines.append(
        f"{found.looked_at} record{'' if found.looked_at == 1 else 's'} looked at, "
        f"{differ} answer{'' if differ == 1 else 's'} would differ, {shipped} of them already shipped"
    )
    return _lines(lines)


def _some(because: Sequence[str]) -> str:
    """The first of what an answer rests on; the house's own entries stand before the rest."""
    more = f" and {len(because) - FEW} more" if len(because) > FEW else ""
    return (", ".join(because[:FEW]) or "nothing that counts") + more


def _lines(lines: Sequence[str]) -> str:
    return "".join(f"{clean(each)}\n" for each in lines)
