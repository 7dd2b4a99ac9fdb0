"""An alias: another name for a substance or a part, with its evidence, and a person who confirmed it."""

from dataclasses import dataclass
from datetime import date

from xenotime.facts.substance import atoms_of, is_alloy_name, is_element, is_same

SUBSTANCE_KINDS = ("cas", "ec", "trade_name", "name_en", "name_zh", "name_de")
PART_KINDS = ("maker_part", "customer_part")
KINDS = (*SUBSTANCE_KINDS, *PART_KINDS)
CAS_PARTS = 3
EC_PARTS, EC_MODULUS = (3, 3, 1), 11


@dataclass(frozen=True)
class Alias:
    """`alias` stands for `of`: a formula or an element, or an item of the book; not used until it is confirmed."""

    alias: str
    of: str
    kind: str
    source: str = ""
    evidence: str = ""
    confirmed_by: str = ""
    on: date | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether a person vouches for it, on a day, with something to show for it."""
        return bool(self.confirmed_by and self.on and (self.evidence or self.source))

    @property
    def is_part(self) -> bool:
        """Whether it is a number of a part."""
        return self.kind in PART_KINDS


def is_cas(number: str) -> bool:
    """Whether the number is a CAS number by its check digit.

    >>> is_cas("1308-87-8"), is_cas("1308-87-9")
    (True, False)
    """
    parts = number.strip().split("-")
    if len(parts) != CAS_PARTS or not all(part.isdigit() for part in parts) or len(parts[2]) != 1:
        return False
    digits = [int(digit) for digit in reversed(parts[0] + parts[1])]
    return sum(at * digit for at, digit in enumerate(digits, 1)) % 10 == int(parts[2])


def is_ec(number: str) -> bool:
    """Whether the number is an EC number by its check digit.

    >>> is_ec("215-164-0"), is_ec("215-164-1")
    (True, False)
    """
    parts = number.strip().split("-")
    if tuple(map(len, parts)) != EC_PARTS or not "".join(parts).isdigit():
        return False
    digits = [int(digit) for digit in "".join(parts)]
    return sum(at * digit for at, digit in enumerate(digits[:-1], 1)) % EC_MODULUS == digits[-1]


def unfit(alias: str, of: str, kind: str, known: str = "") -> str:
    """Why `of` cannot stand for a substance called `alias`, empty where it can; `known` is what tables say of it.

    A formula that loses its ratio is refused: the name of an alloy says what is in it, not how much.

    >>> unfit("Dysprosiumoxid", "Dy2O3", "name_de"), bool(unfit("1308-87-8", "DyO", "cas", "Dy2O3"))
    ('', True)
    """
    if kind == "cas" and not is_cas(alias):
        return f"{alias} is no CAS number: its check digit is wrong"
    if kind == "ec" and not is_ec(alias):
        return f"{alias} is no EC number: its check digit is wrong"
    if not atoms_of(of):
        return f"{of} is neither an element nor a formula"
    if is_alloy_name(of) and not is_element(of):
        return f"{of} only lists metals: it loses the ratio, write a formula that keeps it"
    if known and not is_same(of, known):
        return f"{alias} is known as {known}: {of} loses or changes its ratio"
    return ""
