"""Small books under the invented law, with a few things not known, and every answer that could be given."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from hypothesis import strategies as st

from xenotime.casework.cases import Asked, Docket
from xenotime.exact import NOTHING, exactly
from xenotime.facts.answered import answered
from xenotime.facts.book import Assumption, Book
from xenotime.facts.item import Item
from xenotime.facts.party import OTHER_OWNERS, Holding, Party
from xenotime.facts.request import ANSWERED, Request
from xenotime.facts.seen import Missing
from xenotime.facts.shipment import Shipment
from xenotime.law.lawbook import Lawbook
from xenotime.reading.law.files import read_law

LAW = Path(__file__).parents[2] / "law"
DAY, KNOWN = date(2026, 11, 1), date(2026, 11, 24)
ROLES = ("exporter", "consignee", "end_user", "purchaser")
COUNTRIES = ("QN", "ZZ", "QM", "QR", "QS")
Key = tuple[str, str, str]


@cache
def law() -> Lawbook:
    return read_law([LAW])


def asked() -> Asked:
    return Asked(KNOWN, ("zz",), None, {}, explain=False)


def key_of(missing: Missing) -> Key:
    return missing.fact, missing.about.kind, missing.about.id


def answers_to(key: Key) -> tuple[str, ...]:
    """Everything that may be answered to a question of these books; nothing where it cannot be."""
    fact, kind, _ = key
    if kind not in {"item", "shipment", "party"}:
        return ()
    if fact.startswith(("content of ", "has(")):
        return ("yes", "none")
    if fact in {"made_in", "from", "destination"}:
        return COUNTRIES
    name = f"party.{fact}" if kind == "party" else fact
    words = law().vocabulary.facts[name].words if name in law().vocabulary.facts else ()
    return words or (
        ("yes", "no")
        if name in law().vocabulary.facts and law().vocabulary.facts[name].type == "truth"
        else ()
    )


def with_answers(book: Book, given: dict[Key, str]) -> Book:
    """The book after these answers came back."""
    requests = tuple(
        Request(f"Q{number}", fact, kind, about, "whoever", ANSWERED, answer=answer)
        for number, ((fact, kind, about), answer) in enumerate(given.items())
    )
    return answered(replace(book, requests=requests), lambda request, says: pytest.fail(f"{request}: {says}"))


def settled_orders(book: Book) -> frozenset[str]:
    return frozenset(each.shipment for each in Docket(book, law(), asked()).answers() if each.settled)


def every_answer(keys: list[Key]) -> Iterator[dict[Key, str]]:
    """Every way of answering the questions together."""
    for chosen in product(*(answers_to(key) for key in keys)):
        yield dict(zip(keys, chosen, strict=True))


maybe = st.sampled_from([True, False])


@st.composite
def books(draw: st.DrawFn) -> Book:
    """Two magnets and up to three orders; what is in a magnet, why and where it goes may not be known."""
    parties = {"P": Party("P", country=("QN",), kind=("civil",), lists=(), nationality=("QN",))}
    items = {
        name: Item(
            name,
            kind=("goods",),
            form=("permanent_magnet",),
            made_in=("ZZ",),
            value=exactly(10),
            currency="EUR",
        )
        for name in ("A", "B")
    }
    return Book(
        items=items,
        parties=parties,
        holdings=(Holding(OTHER_OWNERS, "P", share=NOTHING),),
        shipments=tuple(draw(_shipment(f"S{number}")) for number in range(draw(st.integers(1, 3)))),
        assumptions=(Assumption("bill.others", ()),),
    )


@st.composite
def _shipment(draw: st.DrawFn, ident: str) -> Shipment:
    return Shipment(
        ident,
        draw(st.sampled_from(["A", "B"])),
        DAY,
        quantity=exactly(1),
        value=exactly(10),
        currency="EUR",
        act=("export",),
        circumstance=None if draw(maybe) else (draw(st.sampled_from(["sale", "sample"])),),
        origin=("ZZ",),
        destination=None if draw(maybe) else ("QN",),
        via=(),
        end_use=None if draw(maybe) else ("civil",),
        parties=dict.fromkeys(ROLES, ("P",)) | {"intermediary": ()},
        facts={"exporter_knows": ("none",)},
    )
