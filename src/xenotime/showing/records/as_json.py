"""A frozen decision as JSON: the memo for the file, and the annex with rival readings for counsel alone."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from xenotime.casework.standing import Standing
from xenotime.deciding.answer import Answer
from xenotime.facts.book import Book
from xenotime.law.lawbook import Instrument, Lawbook
from xenotime.showing import as_json

Json = dict[str, Any]


def memo_answer(answer: Answer) -> Json:
    """An answer without what other readings would make of it; which reading was taken stays."""
    whole = as_json.answer(answer)
    for key, questions in (("open", answer.open), ("policy_open", answer.policy_open)):
        whole[key] = [
            {"question": each.question, "taken": each.taken or each.default, "by": each.by or "default"}
            for each in questions
        ]
    for one, key in (
        (whole, "missing"),
        (whole, "policy_missing"),
        *((gap, "missing") for gap in whole["gaps"]),
    ):
        one[key] = [each for each in one[key] if each["about"]["kind"] != "question"]
    whole["would_settle"] = [
        each for each in whole["would_settle"] if all(one["about"]["kind"] != "question" for one in each)
    ]
    whole["flips"] = [each for each in whole["flips"] if each["about"]["kind"] != "question"]
    plain: Json = _plain(whole)
    return plain


def annex_answer(answer: Answer) -> Json:
    """What counsel needs beside the memo: every reading with its outcomes, what settles on it, and where laws clash."""
    whole = {**as_json.answer(answer), "clashes": as_json.clashes([answer])}
    kept = (
        "shipment",
        "line",
        "item",
        "on",
        "regime",
        "possible",
        "open",
        "policy_open",
        "positions",
        "would_settle",
        "clashes",
    )
    plain: Json = _plain({key: whole[key] for key in kept})
    return plain


def _plain(value: Any) -> Any:
    """The value with days and exact numbers as text, as JSON holds it."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, str | int | bool) else as_json.plain(value)


def standing_json(of: Standing) -> Json:
    """Until when the decision stands, what makes it fall, and what is due."""
    return {
        "valid_until": str(of.valid_until) if of.valid_until else None,
        "falls_when": [{"day": str(each.day) if each.day else None, "what": each.what} for each in of.falls],
        "duties": [
            {
                "who": each.duty.who, "what": each.duty.what, "when": each.duty.when, "regime": each.regime,
                "provision": each.duty.provision, "due": str(each.day) if each.day else None,
                "provisional": each.provisional,
            }
            for each in of.dues
        ],
    }  # fmt: skip


def parties_json(book: Book, days: Sequence[date]) -> list[Json]:
    """The parties as they stood: what was stated of each, and who held it on the days of the shipment."""
    roles: dict[str, list[str]] = {}
    for shipment in book.shipments:
        for role, parties in shipment.parties.items():
            for each in parties:
                roles.setdefault(each, []).append(role)
    return [
        {
            "party": party.id,
            "name": party.name,
            "roles": list(dict.fromkeys(roles.get(party.id, []))),
            "country": _words(party.country),
            "kind": _words(party.kind),
            "lists": _words(party.lists),
            "lists_open": party.lists_open,
            "screened": [
                {"by": each.by, "on": str(each.on), "lists": list(each.lists),
                 "list_of": str(each.list_dated) if each.list_dated else None, "decision": each.decision}
                for each in book.matches if each.party == party.id
            ],
            "owners": [
                {"owner": each.owner, "kind": each.kind, "share": as_json.amount(each.share), "source": each.source}
                for each in book.holdings
                if each.owned == party.id
                and all((each.start is None or each.start <= day) and (each.until is None or day <= each.until) for day in days)
            ],
        }
        for party in book.parties.values()
    ]  # fmt: skip


def _words(words: tuple[str, ...] | None) -> list[str] | None:
    return None if words is None else list(words)


def items_json(book: Book) -> list[Json]:
    """The shipped items with their revision and the lots of the shipment."""
    found = []
    for shipment in book.shipments:
        item = book.items[shipment.item]
        found.append(
            {
                "shipment": shipment.id, "line": shipment.line, "item": item.id, "name": item.name,
                "revision": item.revision, "lot": shipment.lot, "maker": item.maker, "maker_part": item.maker_part,
                "codes": _words(item.codes), "quantity": as_json.amount(shipment.quantity),
                "value": as_json.amount(shipment.value), "currency": shipment.currency, "day": str(shipment.day),
            }
        )  # fmt: skip
    return found


def law_json(law: Lawbook, instruments: Sequence[Instrument], regimes: Sequence[str]) -> Json:
    """The law that was asked: each text with how well it was seen and when it was checked."""
    return {
        "sha256": law.sha256,
        "texts": [
            {
                "id": each.id, "title": each.title, "issued": str(each.issued), "seen": each.seen,
                "checked": str(each.checked), "source": each.source, "own": each.own,
            }
            for each in instruments
        ],
        "party_lists": [
            {"list": each.list_id, "from": each.place.id, "entries": len(each.parties)} for each in law.parties
        ],
        "regimes": [
            {"regime": each, "title": law.regimes[each].title, "checked": str(law.regimes[each].checked)}
            for each in regimes
        ],
    }  # fmt: skip


def differences(was: Any, now: Any, at: str = "") -> list[str]:
    """Where two JSON values differ, each place once.

    >>> differences({"a": 1, "b": [2]}, {"a": 1, "b": [3]})
    ['b[0]: 2 became 3']
    """
    if isinstance(was, dict) and isinstance(now, dict):
        found = []
        for key in dict.fromkeys((*was, *now)):
            found += differences(was.get(key), now.get(key), f"{at}.{key}" if at else str(key))
        return found
    if isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        return [
            line
            for number, (one, other) in enumerate(zip(was, now, strict=True))
            for line in differences(one, other, f"{at}[{number}]")
        ]
    return [] if was == now else [f"{at}: {_short(was)} became {_short(now)}"]


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 120 else f"{text[:117]}…"  # noqa: PLR2004  a line on a terminal
