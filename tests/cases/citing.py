"""Whether two citations mean one place of the law, however each of them is written."""

import re
from collections.abc import Mapping

ASIDE = re.compile(r"\((?:[^)]*\bnot in facts\b[^)]*|[^)]*\b(?:rows?|entries|entry|items?|lines?)\b[^)]*)\)")
ENTRY = re.compile(r"\d?[A-Z]+\d+")
COUNTRY = re.compile(r"([\w-]+)/(.*)")
BEFORE = re.compile(
    r"(?:\s*\([^()]*[a-z]{3}[^()]*\))?[\s,;:]*"
    r"(?:(?:arts?|articles?|paras?|paragraphs?|items?|sections?|points?|rows?|entry|ex)\b\.?|§+)?\s*",
    re.IGNORECASE,
)
"""What stands between the name of a text and its paragraph."""
PLACE = re.compile(r"\d?[A-Z]\d{3}[\w.]*|\d{1,3}(?:\(\w+\))*(?![\d-])")
"""A paragraph, or a row of a list."""
DESCRIBED = re.compile(r"^(cn/\d{4}-\d+) [a-z][a-z -]+$")
"""A paragraph of an announcement that is told in words and has no number."""
MORE = re.compile(r"\s*(?:,|and|to)\s*")
WHOLE = "$"
"""Behind an id: its paragraph is in the name already."""


def same_place(published: str, ours: str, other_names: Mapping[str, str]) -> bool:
    """Whether one is the other, a part of it or the whole of it; `other_names` are those of the same texts.

    A row of a list is the same where its entry and letter are: sub-numbers were not read everywhere.
    """
    asked, found = _canonical(DESCRIBED.sub(r"\1", ASIDE.sub("", published).strip())), _canonical(ours)
    named = [asked, *(_canonical(re.sub(rf"^(?:{name})", own, asked)) for name, own in other_names.items())]
    return any(_within(each, found) or _within(found, each) for each in named)


def law_ids(reference: str, names: Mapping[str, str]) -> list[str]:
    """A reference as people write it (`15 CFR § 734.4(a)(3)`, `Announcement No. 61 [2025], art. 1(2)`), as law ids.

    `names` are patterns of the names of texts, with the ids that they mean. A reference to a text that none of
    them names gives nothing.
    """
    found = []
    for name, own in names.items():
        for match in re.finditer(name, reference, re.IGNORECASE):
            text = match.expand(own)
            places = [] if text.endswith(WHOLE) else _places(reference[match.end() :])
            found += [f"{text} {each}" for each in places] or [text.removesuffix(WHOLE)]
    return list(dict.fromkeys(found))


def _places(rest: str) -> list[str]:
    """The paragraphs that stand next behind the name of a text."""
    at = _end(BEFORE, rest, 0)
    found = []
    while place := PLACE.match(rest, at):
        found.append(place[0])
        more = MORE.match(rest, place.end())
        if not more:
            break
        at = _end(BEFORE, rest, more.end())
    return found


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


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
