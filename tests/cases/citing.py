"""Whether two citations mean one place of the law, however each of them is written."""

import re
from collections.abc import Mapping

ASIDE = re.compile(r"\([^)]*\bnot in facts\b[^)]*\)")
ENTRY = re.compile(r"\d?[A-Z]+\d+")
COUNTRY = re.compile(r"([\w-]+)/(.*)")


def same_place(published: str, ours: str, other_names: Mapping[str, str]) -> bool:
    """Whether one is the other, a part of it or the whole of it; `other_names` are those of the same texts.

    A row of a list is the same where its entry and letter are: sub-numbers were not read everywhere.
    """
    asked = _canonical(ASIDE.sub("", published))
    for name, own in other_names.items():
        if asked.startswith(name):
            asked = _canonical(own + asked.removeprefix(name))
    found = _canonical(ours)
    return _within(asked, found) or _within(found, asked)


def _canonical(citation: str) -> str:
    """Country, section, paragraph: without spaces, and without an instrument that only repeats the section's number."""
    place, _, paragraph = citation.strip().partition(" ")
    country = COUNTRY.fullmatch(place)
    paragraph = paragraph.strip()
    if country and paragraph.startswith(f"{country[2]}."):
        return f"{country[1]}/{paragraph}"
    if ENTRY.match(paragraph):
        return f"{place} {'.'.join(paragraph.split('.')[:2])}"
    return f"{place}{paragraph}" if paragraph.startswith("(") else f"{place} {paragraph}".strip()


def _within(part: str, whole: str) -> bool:
    return part == whole or bool(re.match(rf"{re.escape(whole)}(?![\w-])", part))
