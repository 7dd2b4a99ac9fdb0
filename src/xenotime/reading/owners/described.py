"""How registers describe a party: its countries, and what two descriptions of it say together."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from xenotime.facts.item import Words
from xenotime.facts.party import Holding, Party
from xenotime.reading.book.notes import Notes
from xenotime.reading.shipped.codes import (
    COUNTRIES,
    NOT_A_COUNTRY,
    PARTS_WITH_A_CODE,
    UNKNOWN_COUNTRY,
    USER_ASSIGNED,
)

CODE = 2


def countries_of(codes: Iterable[str], remark: Callable[[str], None]) -> Words:
    """The countries that a register names, each once; None where it names none, or one that is not known here.

    Of a part of a country (`US-DE`) it is the country, but for one that has a code of its own (`CN-HK`); what is none of the standard's codes may stand for any.
    """
    found = []
    for each in filter(None, (one.strip().upper() for one in codes)):
        code, dash, part = each.partition("-")
        is_code = (
            len(code) == CODE and (code in COUNTRIES or code in USER_ASSIGNED) and bool(part) >= bool(dash)
        )
        if not is_code:
            why = (
                "is not known"
                if each == UNKNOWN_COUNTRY
                else NOT_A_COUNTRY.get(each, "is no code of a country")
            )
            remark(f"{each[:40]!r}: {why}; where the party is from is not known")
            return None
        found.append(part if f"{code}-{part}" in PARTS_WITH_A_CODE else code)
    return tuple(dict.fromkeys(found)) or None


def undescribed(
    parties: Collection[str], holdings: Iterable[Holding], file: str, notes: Notes
) -> dict[str, Party]:
    """Those who own or are owned and of whom the file tells nothing else, each with a remark."""
    named = {each for one in holdings for each in (one.owner, one.owned)}
    missing = sorted(named.difference(parties))
    for each in missing:
        notes.remark(f"{file}: {each} is named as an owner or owned, but not described")
    return {each: Party(each) for each in missing}


def as_both(one: Party, other: Party) -> Party:
    """A party as two records describe it: by name and address of the second where that has them, else by what either says.

    The name that the first has is another of its names.
    """

    def words(name: str) -> Words:
        return tuple(dict.fromkeys((*(getattr(one, name) or ()), *(getattr(other, name) or ())))) or None

    name = other.name or one.name
    return replace(
        other,
        name=name,
        other_names=besides(name, (*one.other_names, one.name, *other.other_names)),
        address=other.address or one.address,
        branch_of=other.branch_of or one.branch_of,
        country=words("country"),
        nationality=words("nationality"),
        kind=words("kind"),
        ids=words("ids"),
    )


def besides(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that say something and are not the name, each once."""
    return tuple(dict.fromkeys(each for each in names if each and each != name))
