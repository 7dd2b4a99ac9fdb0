"""Shares that a text tells in words or in parts of a thousand, in per cent: `fifty-one per cent`, `999.3 per mille`."""

import math
import re
from fractions import Fraction

SMALL = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "tenth": 10,
    "hundredth": 100,
    "thousandth": 1000,
}


def exactly(share: Fraction) -> str:
    """A share to a hundred-millionth, rounded up: thirds and sixths that make a half together are no less than it."""
    return f"{math.ceil(share * 10**8) / 10**8:.12g}"


PARTS_OF_ONE = {"the other half": "50", "half": "50", "a half": "50", "one half": "50", "a quarter": "25", "one quarter": "25", "three quarters": "75"} | {
    f"{many} {part}{'s' * (number > 1)}": exactly(Fraction(100 * number, of))
    for part, of in (("third", 3), ("fifth", 5), ("tenth", 10), ("sixth", 6), ("eighth", 8))
    for words, number in (("a one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("seven", 7), ("nine", 9))
    if number < of
    for many in words.split()
}  # fmt: skip
OF_THE_WHOLE = re.compile(
    rf"(?<![\w-])(?P<part>{'|'.join(sorted(PARTS_OF_ONE, key=len, reverse=True))})(?: of (?:it|the (?:shares|capital|votes)))?(?![\w-])",
    re.IGNORECASE,
)
WORDS = rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(SMALL)}))?|{'|'.join(sorted(SMALL, key=len, reverse=True))}|(?:a |one )?hundred)"
HUNDREDTHS = r"(?:%|per ?cent\b|percent\b)"
THOUSANDTHS = r"(?:‰|per ?mille?\b|per thousand\b|parts per thousand\b)"
SPELT = re.compile(
    rf"\b(?P<number>{WORDS})(?: point (?P<behind>(?:(?:{'|'.join(SMALL)}) ?)+))? ?(?P<unit>{HUNDREDTHS}|{THOUSANDTHS})",
    re.IGNORECASE,
)
PART_OF_ONE = re.compile(
    rf"\b(?:(?P<number>{WORDS}|an?|\d+)[ -])?(?P<part>half|third|quarter|fifth|tenth|hundredth|thousandth)s?(?: of)? (?:an?|one|1) ?(?P<unit>{HUNDREDTHS}|{THOUSANDTHS})",
    re.IGNORECASE,
)
IN_THOUSANDTHS = re.compile(rf"(?P<number>\d+(?:\.\d+)?) ?{THOUSANDTHS}", re.IGNORECASE)


def in_per_cent(text: str) -> str:
    """A text in which every share of that kind is a figure with its sign."""
    text = PART_OF_ONE.sub(_part, text)
    text = SPELT.sub(_spelt, text)
    return IN_THOUSANDTHS.sub(lambda fits: _sign(Fraction(fits["number"]) / 10), text)


def _part(fits: re.Match[str]) -> str:
    """`Nine tenths of one per mille`."""
    part = _number(fits["number"] or "one") / PARTS[fits["part"].casefold()]
    return _sign(part if re.fullmatch(HUNDREDTHS, fits["unit"], re.IGNORECASE) else part / 10)


def _spelt(fits: re.Match[str]) -> str:
    behind = "".join(str(SMALL[each]) for each in (fits["behind"] or "").casefold().split())
    number = _number(fits["number"]) + (Fraction(f"0.{behind}") if behind else 0)
    return _sign(number if re.fullmatch(HUNDREDTHS, fits["unit"], re.IGNORECASE) else number / 10)


def _number(words: str) -> Fraction:
    words = words.casefold()
    if words.isdigit():
        return Fraction(words)
    if words.endswith("hundred"):
        return Fraction(100)
    return (
        Fraction(1)
        if words in {"a", "an"}
        else Fraction(sum(TENS.get(each, 0) + SMALL.get(each, 0) for each in re.split(r"[ -]", words)))
    )


def _sign(share: Fraction) -> str:
    return f"{float(share):.10g} %"


def of_the_whole(text: str) -> str:
    """A text in which a share that is told as a part, `a fifth`, is a figure in per cent."""
    return in_per_cent(OF_THE_WHOLE.sub(lambda fits: f"{PARTS_OF_ONE[fits['part'].casefold()]} %", text))
