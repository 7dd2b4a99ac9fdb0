"""The fields of one entry of the screening list, in whichever layout they stand."""

import re
from datetime import date
from typing import Any

from xenotime.facts.item import Words
from xenotime.reading.foreign.days import exact_day
from xenotime.reading.foreign.json import list_of, table_of, text_of, texts_of
from xenotime.reading.shipped.countries import country_code

US_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
KINDS = {"individual": "person", "entity": "organization", "vessel": "vessel", "aircraft": "aircraft"}
STRONG = re.compile(
    r"^(?:a\.?k\.?a\.?|f\.?k\.?a\.?|n\.?k\.?a\.?)[:.,]?\s+|^(?:the following \w+ alias(?:es)?:?)\s*",
    re.IGNORECASE,
)
COUNTRY = re.compile(r"[A-Z]{2}")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
WORDY_DAY = re.compile(rf"\b({'|'.join(MONTHS)})\s+(\d{{1,2}}),?\s+(\d{{4}})\b", re.IGNORECASE)
ALSO = re.compile(r"[,;]?\s+\(?(?:a\.k\.a\.|f\.k\.a\.|n\.k\.a\.|a/k/a|f/k/a)[:,]?\s+", re.IGNORECASE)


def us_day(text: str) -> date | None:
    """A day as ISO 8601 or as the month, day and year of the older files.

    >>> us_day("6/30/1997"), us_day("2014-03-25")
    (datetime.date(1997, 6, 30), datetime.date(2014, 3, 25))
    """
    found = US_DAY.fullmatch(text.strip())
    if not found:
        return exact_day(text)
    month, day, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_in(text: str) -> date | None:
    """The first day that a line of text names; None where it names none.

    >>> day_in("Last updated: May 23, 2014")
    datetime.date(2014, 5, 23)
    """
    found = WORDY_DAY.search(text)
    if found:
        text = f"{MONTHS.index(found[1].casefold()) + 1}/{found[2]}/{found[3]}"
    for word in text.replace(",", " ").split():
        day = us_day(word)
        if day:
            return day
    return None


def split(value: Any) -> tuple[str, ...]:
    """The texts of a list, or of one text in which semicolons part them."""
    if isinstance(value, str):
        return tuple(dict.fromkeys(part for each in value.split(";") if (part := " ".join(each.split()))))
    return texts_of(value)


def names_of(row: dict[str, Any], name: str) -> tuple[str, ...]:
    """The other names, without the words that only say that they are others."""
    alone = text_of(row.get("alt_name"))
    inside = [each.strip(" ()") for each in ALSO.split(name)]
    raw = (*split(row.get("alt_names")), *((alone,) if alone else ()), *(inside if len(inside) > 1 else ()))
    cleaned = (STRONG.sub("", each).strip() for each in raw)
    return tuple(dict.fromkeys(each for each in cleaned if each and each != name))


def kind_of(text: str) -> str:
    """What kind of party it is; empty where that is not said."""
    return KINDS.get(
        text.casefold(), "organization" if text.casefold() in {"company", "organisation"} else ""
    )


def addresses_of(row: dict[str, Any]) -> tuple[str, ...]:
    """Every address in one line."""
    value = row.get("addresses")
    if isinstance(value, list):
        parts = ("address", "city", "state", "postal_code", "country")
        lines = [
            ", ".join(filter(None, (text_of(table_of(each).get(part)) for part in parts)))
            if isinstance(each, dict)
            else text_of(each)
            for each in value
        ]
        return tuple(dict.fromkeys(filter(None, lines)))
    if value:
        return split(value)
    single = ", ".join(
        filter(None, (text_of(row.get(part)) for part in ("address", "city", "state", "country")))
    )
    return (single,) if single else ()


def countries_of(row: dict[str, Any]) -> Words:
    """The countries of the addresses, in two letters; None where there are none that can be told."""
    found: list[str] = []
    stated = row.get("country")
    found += texts_of(stated) if isinstance(stated, str | list) else []
    for each in list_of(row.get("addresses")):
        found.append(text_of(table_of(each).get("country")))
    if isinstance(row.get("addresses"), str):
        found += [each.rpartition(",")[2] for each in split(row["addresses"])]
    codes = (
        each.strip().upper() if COUNTRY.fullmatch(each.strip().upper()) else country_code(each)
        for each in found
    )
    return tuple(dict.fromkeys(filter(None, codes))) or None


def ids_of(row: dict[str, Any]) -> tuple[str, ...]:
    """Every number of a document or register, with what it is."""
    value = row.get("ids")
    if isinstance(value, str):
        return split(value)
    found = []
    for each in list_of(value):
        table = table_of(each)
        number, kind = text_of(table.get("number")), text_of(table.get("type"))
        found += [f"{kind}:{number}" if kind else number] if number else []
    return tuple(dict.fromkeys(found))
