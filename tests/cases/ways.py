"""The ways of goods: the stops of a shipment, and the countries in which a thing was made."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cases.phrasebook import UnmappedPhrase
from cases.situation import Situation

if TYPE_CHECKING:
    from cases.hearing import Hearing

NO_STEP = re.compile(r"(?:none|nothing|no processing|unprocessed|unchanged)\b.*", re.IGNORECASE)
NEXT = re.compile(r"\s*(?:->|>|→)\s*")
Way = str | list[str] | dict[str, str]


def chain(reader: "Hearing", it: Situation, value: str | list[str]) -> None:
    """Where it was made, tier by tier; where nothing was done to it, it is what it was."""
    way = value if isinstance(value, str) else " > ".join(value)
    it.chain = tuple(code for stop in NEXT.split(way) for code in dict.fromkeys(reader.countries.codes(stop)))
    if not it.chain and not NO_STEP.fullmatch(way):
        raise UnmappedPhrase("chain", way, way)


def route(reader: "Hearing", it: Situation, value: Way) -> None:
    """The stops of a way: of this shipment, or of an earlier one as well."""
    stops = value.values() if isinstance(value, dict) else value
    way = value if isinstance(value, str) else " > ".join(stops)
    it.route = tuple(_stops(reader, it, way))
    if len(it.route) < 2:
        raise UnmappedPhrase("route", way, way)


def _stops(reader: "Hearing", it: Situation, way: str) -> Iterator[str]:
    """The country of each stop; one that nobody knows may be any."""
    several = NEXT.split(way)
    for stop in several:
        codes = list(dict.fromkeys(reader.countries.codes(stop)))
        yield from codes
        if not codes and len(several) > 1:
            reader.unmapped(it, "route", way, stop)
            it.doubt("shipment.via", "none")


def leg(it: Situation) -> None:
    """Of a way the stops of this shipment: from where it is said to leave on, and to where it is said to go."""
    stops = list(it.route)
    if (start := it.said("shipment.from")) in stops:
        stops = stops[stops.index(start) :]
    if (end := it.said("shipment.to")) in stops[1:]:
        stops = stops[: stops.index(end, 1) + 1]
    between = [each for each in stops if each not in {start or stops[0], end or stops[-1]}]
    for place, word in (
        ("from", start or stops[0]),
        ("to", end or stops[-1]),
        ("via", [*between, "none"][0]),
    ):
        it.say(f"shipment.{place}", it.said(f"shipment.{place}") or word)
