"""What others published about things of a kind: it tells what to expect and what to ask, and settles nothing."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from xenotime.exact import Range
from xenotime.facts.item import Item

POWER = re.compile(r"(?<![\w.,])(\d+(?:\.\d+)?)\s*(kW|MW)\b")
POWER_UNITS = {"kW": Fraction(1, 1000), "MW": Fraction(1)}
SUFFIX = "(?P<suffix>AH|EH|UH|SH|H|M)"
GRADE = re.compile(
    rf"(?<![A-Za-z0-9.,/])(?:[NS]-?(?:2[4-9]|[3-5]\d)\s?-?|(?:2[4-9]|[3-5]\d)-?){SUFFIX}(?![A-Za-z0-9])"
)
"""A grade of sintered NdFeB as makers write it: the energy product, and behind it the suffix."""
LOOSE = re.compile(rf"(?<![a-z0-9.,/])[ns]?[\s-]?(?:2[4-9]|[3-5]\d)[\s-]?{SUFFIX}(?![a-z0-9])", re.IGNORECASE)
"""The same in a text that speaks of magnets: small letters, and a space where the maker leaves none."""
OF_MAGNETS = re.compile("magn|ndfeb|nd-fe-b|neo|磁|钕铁硼|ネオジ|マグネ")


@dataclass(frozen=True)
class Intensity:
    """How much of an element was found in things of a kind, per kilogram of it or per megawatt."""

    what: str
    word: str
    element: str
    per: str
    year: str
    amount: Range
    mean: Fraction
    source: str

    def of(self, item: Item) -> Range | None:
        """Kilograms of the element in one base unit of the item; None where it is of another kind or size."""
        if not re.search(rf"\b{re.escape(self.word)}\b", item.name.lower()):
            return None
        if self.per == "MW":
            power = POWER.search(item.name)
            return self.amount.times(_exactly(Fraction(power[1]) * POWER_UNITS[power[2]])) if power else None
        return self.amount.times(item.mass_kg) if item.mass_kg is not None else None


@dataclass(frozen=True)
class Grade:
    """A suffix of a magnet's grade, and the elements that it makes worth asking about.

    It never says that one of them is there, and a grade without a suffix never says that none is.
    """

    suffix: str
    ask: tuple[str, ...]
    means: str
    source: str
    means_zh: str = ""

    def reason(self, elements: Sequence[str]) -> tuple[str, str]:
        """Why these elements are asked for, in English and in Chinese.

        >>> Grade("SH", ("Dy", "Tb"), "higher coercivity", "").reason(("Dy", "Tb"))[0]
        'grade suffix SH, higher coercivity: Dy or Tb may be in it; the suffix does not say that any is'
        """
        means = f", {self.means}" if self.means else ""
        means_zh = f"（{self.means_zh}）" if self.means_zh else ""
        return (
            f"grade suffix {self.suffix}{means}: {' or '.join(elements)} may be in it; the suffix does not say that any is",
            f"牌号后缀 {self.suffix}{means_zh}：可能含有 {' 或 '.join(elements)}；后缀本身并不说明含有",
        )


@dataclass(frozen=True)
class Estimates:
    """The published tables."""

    intensities: tuple[Intensity, ...] = ()
    grades: tuple[Grade, ...] = ()

    def grade_of(self, item: Item) -> Grade | None:
        """The suffix that the item's part number or name carries.

        >>> Estimates(grades=(Grade("SH", ("Dy",), "", ""),)).grade_of(Item("M", maker_part="N42SH")).suffix
        'SH'
        """
        texts = [unicodedata.normalize("NFKC", text) for text in (item.maker_part, item.name, item.id)]
        loose = OF_MAGNETS.search(" ".join((*texts, *(item.form or ()))).lower())
        for text in texts:
            match = GRADE.search(text) or (LOOSE.search(text) if loose else None)
            if match:
                suffix = match["suffix"].upper()
                return next((each for each in self.grades if each.suffix == suffix), None)
        return None


def _exactly(amount: Fraction) -> Range:
    return Range(amount, amount)
