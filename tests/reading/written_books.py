"""Random books that a reader could have made, for the round trip through the writer."""

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from xenotime.exact import NOTHING, Range, exactly
from xenotime.facts.bill import BillLine
from xenotime.facts.book import Assumption, Book, Position
from xenotime.facts.declaration import OTHERS, ContentRow, Evidence, Price, Rate
from xenotime.facts.item import Item, Lot, Undertaking, Words
from xenotime.facts.party import Holding, Party
from xenotime.facts.shipment import ROLES, Shipment

NASTY = [
    "=1+1",
    "-2",
    "1E001",
    "NO",
    '"quoted"',
    "a,b",
    "line\nbreak",
    "重庆",
    "'; drop",
    "x" * 300,
    "007",
    "@cmd",
]
texts = st.one_of(st.just(""), st.sampled_from(NASTY), st.text("abc é;=|%#", max_size=8).map(str.strip))
word = st.one_of(
    st.sampled_from(["metal", "=1", "007", "重庆", "a b"]), st.text("abcXYZ.-:", min_size=1, max_size=6)
).filter(lambda each: each != "none")
words = st.one_of(st.none(), st.lists(word, max_size=3, unique=True).map(tuple))
filled = words.filter(lambda each: each != ())
ids = st.text("abAB01-_", min_size=1, max_size=5)
days = st.one_of(st.none(), st.dates(date(1999, 1, 1), date(2040, 1, 1)))
decimals = st.integers(0, 10**9).flatmap(lambda n: st.integers(0, 9).map(lambda p: Fraction(n, 10**p)))
parts = st.integers(1, 10**6).map(lambda n: Fraction(n, 10**6))
somewhere = st.one_of(
    st.none(), st.lists(st.sampled_from(["DE", "QQ", "JP"]), min_size=1, max_size=2, unique=True).map(tuple)
)
countries = st.one_of(st.just(()), somewhere)
codes = st.one_of(st.none(), st.just(("zz:none",)), st.just(("zz:1E001", "hs:0101")))
steps = st.one_of(st.none(), st.just(()), st.just(("metal:JP", "magnet:QQ:zz:1")))
fact_words: st.SearchStrategy[dict[str, Words]] = st.dictionaries(
    st.text("ab_", min_size=1, max_size=4),
    st.one_of(st.just(()), st.just(("yes",)), st.just(("5..7", "x y"))),
)


def ranges(of: st.SearchStrategy[Fraction]) -> st.SearchStrategy[Range]:
    return st.tuples(of, of).map(lambda ends: Range(min(ends), max(ends)))


fractions = st.tuples(decimals, st.integers(1, 40)).map(lambda pair: pair[0] / pair[1])
masses = st.one_of(st.none(), ranges(fractions))
values = st.one_of(st.none(), ranges(fractions).filter(lambda each: each.high != 0))
currencies = st.sampled_from(["", "EUR", "USD"])


@st.composite
def contents(draw: st.DrawFn, item: str, lots: list[str], evidence: list[str]) -> ContentRow:
    """One of the things that a row can say."""
    kind = draw(
        st.sampled_from(["absent", "named", "share", "value", "open", "limit", "others none", "others"])
    )
    limit = draw(parts) if kind == "limit" else None
    share = ranges(parts)
    amounts: dict[str, dict[str, Any]] = {
        "absent": {"absent": True, "share": NOTHING},
        "others none": {"absent": True, "share": NOTHING},
        "named": {"present": True},
        "share": {"share": draw(share), "present": True},
        "value": {
            "value": Range(draw(parts), draw(st.one_of(st.none(), st.just(Fraction(2))))),
            "present": True,
        },
        "open": {"share": Range(Fraction(0), draw(parts))},
        "limit": {"share": Range(Fraction(0), limit or Fraction(0)), "detection_limit": limit},
        "others": {},
    }
    form = draw(words)
    return ContentRow(
        item,
        OTHERS if kind.startswith("others") else draw(st.sampled_from(["Dy", "Dy2O3", "zz:A1", "=Nd"])),
        form=None if form == () else form,
        origin=draw(somewhere),
        supplier=draw(texts),
        lot=draw(st.sampled_from(["", *lots])),
        said_by=draw(texts),
        said_on=draw(days),
        claim=draw(st.sampled_from(["", "measured", "declared", "estimated"])),
        evidence=draw(some(evidence)),
        **amounts[kind],
    )


def some(of: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(of), unique=True, max_size=2).map(tuple) if of else st.just(())


@st.composite
def books(draw: st.DrawFn) -> Book:
    """A small book in which every reference holds."""
    items = draw(st.lists(ids, min_size=1, max_size=4, unique=True))
    parties = draw(st.lists(ids, max_size=3, unique=True))
    lots = draw(st.lists(ids, max_size=2, unique=True))
    papers = draw(st.lists(ids, max_size=2, unique=True))
    one_item, one_party = st.sampled_from(items), some(parties)
    of_lots = {each: draw(_lot(each, one_item)) for each in lots}
    lines = draw(st.lists(st.tuples(one_item, one_item), max_size=5))
    return Book(
        name=draw(texts),
        items={each: draw(_item(each, papers)) for each in items},
        bill=tuple(draw(_line(*ends)) for ends in lines),
        contents=tuple(
            draw(
                st.lists(
                    one_item.flatmap(lambda each: contents(each, _its(each, of_lots), papers)), max_size=4
                )
            )
        ),
        prices=tuple(draw(st.lists(_prices, max_size=2))),
        rates=tuple(draw(st.lists(_rates, max_size=2, unique_by=lambda each: each.on))),
        parties={each: draw(_party(each)) for each in parties},
        holdings=tuple(draw(st.lists(_holding(parties), max_size=2))) if parties else (),
        lots=of_lots,
        undertakings=tuple(
            draw(_undertaking(each, items, of_lots, papers)) for each in draw(st.lists(ids, max_size=1))
        ),
        shipments=tuple(
            draw(_shipment(each, one_item, one_party, of_lots))
            for each in draw(st.lists(ids, max_size=2, unique=True))
        ),
        evidence={
            each: Evidence(each, draw(texts), issuer=draw(texts), issued=draw(days)) for each in papers
        },
        positions=tuple(draw(st.lists(_position(items), max_size=1))),
        assumptions=draw(
            st.sampled_from([(), (Assumption("contents.others", ()), Assumption("parties.kind", ("civil",)))])
        ),
    )


@st.composite
def _item(draw: st.DrawFn, ident: str, papers: list[str]) -> Item:
    unit = draw(st.sampled_from(["", "piece", "kg"]))
    mass = draw(masses) if unit != "kg" else draw(st.sampled_from([None, exactly(1)]))
    return Item(
        ident, draw(texts), draw(filled), draw(filled), draw(somewhere), unit, mass, draw(values), draw(texts),
        draw(days), draw(currencies), draw(codes), draw(steps), draw(texts),
        draw(texts), draw(texts), draw(texts), draw(fact_words), draw(some(papers)),
    )  # fmt: skip


@st.composite
def _line(draw: st.DrawFn, parent: str, child: str) -> BillLine:
    kind = draw(st.sampled_from(["normal", "option", "fixed", "phantom"]))
    start, until = sorted([draw(days) or date(2000, 1, 1), draw(days) or date(2001, 1, 1)])
    share = draw(st.one_of(st.none(), ranges(parts)))
    amounts = ranges(parts if kind == "fixed" else fractions)
    return BillLine(
        parent, child, draw(st.one_of(st.none(), amounts)), kind, draw(texts), share, start, until
    )


_prices = st.builds(
    Price, ids, words, currencies,
    st.one_of(ranges(parts), parts.map(lambda low: Range(low, None))), days, texts, texts,
)  # fmt: skip
_rates = st.builds(
    Rate, st.just("EUR"), st.just("USD"), parts, st.dates(date(2020, 1, 1), date(2030, 1, 1)), texts
)


def _party(ident: str) -> st.SearchStrategy[Party]:
    return st.builds(
        Party,
        st.just(ident),
        texts,
        somewhere,
        countries,
        texts,
        words,
        words,
        filled,
        st.just(""),
        fact_words,
    )


def _holding(parties: list[str]) -> st.SearchStrategy[Holding]:
    return st.builds(
        Holding, st.sampled_from([*parties, "others"]), st.sampled_from(parties), st.sampled_from(["equity", "votes"]),
        st.one_of(st.none(), ranges(parts), st.just(NOTHING)), days, days, texts,
    ).filter(lambda each: not (each.start and each.until) or each.start <= each.until)  # fmt: skip


def _lot(ident: str, item: st.SearchStrategy[str]) -> st.SearchStrategy[Lot]:
    return st.builds(Lot, st.just(ident), item, texts, st.one_of(st.none(), ranges(decimals)), days, days)


def _its(item: str, lots: dict[str, Lot]) -> list[str]:
    return [name for name, lot in lots.items() if lot.item == item]


def lots_of(item: str, lots: dict[str, Lot]) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *_its(item, lots)])


@st.composite
def _undertaking(
    draw: st.DrawFn, ident: str, items: list[str], lots: dict[str, Lot], papers: list[str]
) -> Undertaking:
    item = draw(st.sampled_from(["", *items] if lots else items))
    lot = draw(lots_of(item, lots) if item else st.sampled_from([*lots]))
    return Undertaking(
        ident, draw(texts), draw(texts), draw(texts), draw(texts), item, lot, draw(texts),
        draw(st.sampled_from(["", "free", "never"])), draw(days), draw(some(papers)),
    )  # fmt: skip


@st.composite
def _shipment(
    draw: st.DrawFn,
    ident: str,
    item: st.SearchStrategy[str],
    party: st.SearchStrategy[tuple[str, ...]],
    lots: dict[str, Lot],
) -> Shipment:
    roles, named = draw(st.lists(st.sampled_from(ROLES), unique=True)), draw(item)
    return Shipment(
        ident, named, draw(st.dates(date(2020, 1, 1), date(2030, 1, 1))), draw(st.sampled_from([None, "10", "=2"])),
        draw(st.one_of(st.none(), ranges(decimals))), draw(st.one_of(st.none(), ranges(parts))), draw(currencies),
        draw(filled), draw(filled), draw(somewhere), draw(somewhere), draw(countries), draw(filled),
        draw(lots_of(named, lots)), {role: draw(party) for role in roles}, draw(fact_words),
    )  # fmt: skip


def _position(items: list[str]) -> st.SearchStrategy[Position]:
    return st.builds(
        Position, st.just("zz/q"), st.just("wide"), st.sampled_from(['say "so"', "a\\b\nc"]), texts, st.just("A"),
        st.just("B"), st.one_of(st.none(), st.just(date(2020, 1, 1))), st.just(date(2030, 1, 1)), st.just(()), some(items),
    )  # fmt: skip
