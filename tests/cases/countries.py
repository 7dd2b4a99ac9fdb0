"""The countries that a text names, by their codes, their names and their adjectives."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import xenotime
from xenotime.reading.shipped.codes import COUNTRIES

TABLE = Path(xenotime.__path__[0]) / "data" / "countries.csv"
"""The names by which publishers call countries, as the program ships them."""
CODE = re.compile(r"\b[A-Z]{2}\b")
NOT_A_COUNTRY = {"EU"}
APART = re.compile(r"\b(?:Crimea|Sevastopol|Donetsk|Luhansk|DNR|LNR)\b")
"""Regions that are judged otherwise than the country that they are of, and that no code tells from it."""
BRITAIN = {"UK": "GB"}
GROUP = re.compile(
    r"(?:(?:a|the) )?(?:Country )?(?:Group )?\b([A-E]:\d)(?: (?:country|destination|group|state))?\b"
)
ALONE = re.compile(r"(?P<first>[A-Z]{2})(?:\s*[,;(].*)?|[\w .'-]+[,(] ?(?P<last>[A-Z]{2})\)?")
"""`DE`, `DE (Hamburg)`, `Hamburg, DE`."""


def names() -> dict[str, str]:
    """Every name of a country, to its code."""
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return {
            row["name"]: row["code"]
            for row in csv.DictReader(stream)
            if len(row["name"]) > len("XX") and not APART.search(row["name"])
        }


@dataclass(frozen=True)
class Countries:
    """The names of countries, their classes and their adjectives, to codes."""

    places: Mapping[str, str]
    nations: Mapping[str, str]

    @cached_property
    def named(self) -> re.Pattern[str]:
        """Any of the names, the longest first."""
        longest = sorted(self.places, key=len, reverse=True)
        return re.compile(rf"(?<![\w:])(?<!New )(?:{'|'.join(map(re.escape, longest))})(?![\w:])")

    def in_codes(self, text: str) -> str:
        """A text with the codes of the countries that it names."""
        return self.named.sub(lambda found: self.places[found[0]], GROUP.sub(r"\1 country", text))

    def codes(self, text: str) -> list[str]:
        """The codes of the countries that a text names, in their order; none where it names a region that is judged otherwise."""
        if APART.search(text):
            return []
        found = CODE.findall(self.in_codes(text))
        return [BRITAIN.get(each, each) for each in found if each not in NOT_A_COUNTRY]

    def alone(self, text: str) -> list[str]:
        """The code of the country that a text is, or of that in which it names a place; none where it says more."""
        found = ALONE.fullmatch(self.in_codes(text).strip())
        code = found and (found["first"] or found["last"])
        return [BRITAIN.get(code, code)] if code and BRITAIN.get(code, code) in COUNTRIES else []

    def of_nations(self, text: str) -> list[str]:
        """The codes of the countries that a text names by their adjectives."""
        return [code for name, code in self.nations.items() if re.search(rf"\b{name}\b", text)]
