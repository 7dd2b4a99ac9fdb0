"""Word questions as numbered requests: open ones as they are, under a profile as conclusions and bands only."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from xenotime.asking.recipients import COUNSEL, Recipient, recipient_of
from xenotime.facts.book import Book
from xenotime.facts.request import ANSWERED, DRAFTED, REFUSED, SENT, Request, next_number
from xenotime.facts.seen import Missing
from xenotime.law.asking import BAND, YES_NO, AskingProfile, ProfileQuestion

FREE = ("text",)
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("has", re.compile(r"has\((?P<substance>.+)\)")),
    ("share of", re.compile(r"share of (?P<substance>.+)")),
    ("value of", re.compile(r"value of (?P<substance>.+) in")),
    ("form of", re.compile(r"form of (?P<substance>.+) in")),
    ("origin of", re.compile(r"origin of (?P<substance>.+) in")),
    ("price", re.compile(r"price of (?P<substance>.+)")),
    ("content", re.compile(r"content of (?P<list>\S+)( of origin (?P<origin>\S+))?")),
    ("item in list", re.compile(r"item in (?P<list>\S+)( of origin (?P<origin>\S+))?")),
    ("quantity", re.compile(r"quantity of (?P<child>.+) in")),
    ("rate", re.compile(r"rate .+")),
    ("said_on", re.compile(r"said_on of .+")),
    ("supplier", re.compile(r"supplier of")),
    (
        "substance in list",
        re.compile(r"(?P<substance>\S+) in (?P<list>\S+/\S+)( of origin (?P<origin>\S+))?"),
    ),
    ("option", re.compile(r"(?P<child>.+) in")),
)
"""How the facts that the trace misses are named; every other one is its own kind."""
PUT = frozenset({DRAFTED, SENT, ANSWERED, REFUSED})
"""States in which a question is not put again: a silent or an expired one is."""
OPEN_ANSWERS = {"has": YES_NO, "others": YES_NO, "content": ("none", "yes", "amount")}


@dataclass(frozen=True)
class Override:
    """A named person who lets a question be put in spite of the profile, and why."""

    by: str
    because: str


@dataclass(frozen=True)
class Drafted:
    """The new requests, and what is not asked, each with the reason."""

    requests: tuple[Request, ...]
    left: tuple[tuple[Missing, str], ...]


def kind_of(fact: str) -> tuple[str, dict[str, str]]:
    """The kind of a missing fact, and what it names.

    >>> kind_of("content of zz/schedule of origin ZZ")
    ('content', {'list': 'zz/schedule', 'origin': 'ZZ'})
    """
    for kind, pattern in KINDS:
        match = pattern.fullmatch(fact)
        if match:
            return kind, {name: text for name, text in match.groupdict().items() if text}
    return fact, {}


def drafted(
    wanted: Iterable[tuple[Missing, Sequence[str]]],
    book: Book,
    profiles: Sequence[AskingProfile],
    *,
    on: date,
    titles: Mapping[str, str] | None = None,
    override: Override | None = None,
) -> Drafted:
    """A request for each question that may be put, numbered after those of the book.

    One that was already drafted, sent, answered or refused is not drafted again; so is none for counsel.
    """
    number = next_number(book.requests)
    before = {key: each for each in book.requests for key in each.stands_for}
    before_to = {(key, each.to): each for each in book.requests for key in each.stands_for}
    made: dict[tuple[str, str, str], Request] = {}
    left: list[tuple[Missing, str]] = []
    for missing, orders in wanted:
        recipient = recipient_of(missing.about, book, profiles)
        request = _worded(missing, recipient, titles or {}, override)
        if request is None:
            left.append((missing, _why_left(recipient)))
            continue
        keys = request.key, (missing.fact, missing.about.kind, missing.about.id)
        if _has_several_makers(missing, book):
            known = before_to.get((keys[0], request.to)) or before_to.get((keys[1], request.to))
        else:
            known = before.get(keys[0]) or before.get(keys[1])
        if known is not None and known.state in PUT:
            left.append((missing, f"{known.number} is {known.state}"))
            continue
        twin = made.get(request.key)
        made[request.key] = replace(
            twin or replace(request, number=f"Q{number + len(made):04}", drafted_on=on),
            orders=tuple(dict.fromkeys((*(twin.orders if twin else ()), *orders))),
            wanted=tuple(dict.fromkeys((*(twin.wanted if twin else ()), missing.fact))),
        )
    return Drafted(tuple(made.values()), tuple(left))


def _has_several_makers(missing: Missing, book: Book) -> bool:
    """Whether it is about an item that several deliver, each of whom answers for his own."""
    item = book.items.get(missing.about.id) if missing.about.kind == "item" else None
    return item is not None and len(item.makers) > 1


def _why_left(recipient: Recipient) -> str:
    if recipient.name == COUNSEL:
        return "a question of law: counsel reads the text, or the company takes a position"
    profile = recipient.profile.name if recipient.profile else ""
    return f"not to be put to {recipient.name}: the profile “{profile}” has no question for it"


def _worded(
    missing: Missing, recipient: Recipient, titles: Mapping[str, str], override: Override | None
) -> Request | None:
    """The request in the words that the recipient's profile allows, None where it allows none."""
    if recipient.name == COUNSEL:
        return None
    kind, fields = kind_of(missing.fact)
    plain = Request(
        "", missing.fact, missing.about.kind, missing.about.id, recipient.name,
        english=_told(missing.ask, missing), chinese=_told_zh(missing.ask_zh, missing), answers=OPEN_ANSWERS.get(kind, FREE),
        subject=fields.get("list") or fields.get("substance", ""), origin=fields.get("origin", ""),
    )  # fmt: skip
    profile = recipient.profile
    if profile is None:
        return plain
    if override is not None:
        return replace(
            plain, profile=profile.name, override_by=override.by, override_because=override.because
        )
    question = profile.question_for(kind)
    if question is None:
        return None
    asked = _conclusion(plain, question, profile, fields, titles)
    return replace(asked, english=_told(asked.english, missing), chinese=_told_zh(asked.chinese, missing))


def _told(english: str, missing: Missing) -> str:
    """The question with the reason behind it, where that may be told."""
    return f"{english} ({missing.likely})" if english and missing.likely_zh else english


def _told_zh(chinese: str, missing: Missing) -> str:
    return f"{chinese}（{missing.likely_zh}）" if chinese and missing.likely_zh else chinese


def _conclusion(
    plain: Request,
    question: ProfileQuestion,
    profile: AskingProfile,
    fields: dict[str, str],
    titles: Mapping[str, str],
) -> Request:
    """The profile's own question: a conclusion about the item, never how it was made or by whom."""
    subject, origin = fields.get("list", ""), fields.get("origin", "")
    listed = titles.get(subject, subject)
    places = {
        "item": plain.about,
        "substance": fields.get("substance", ""),
        "list": f"{listed} ({subject})" if listed != subject else subject,
        "band": profile.band,
    }
    fact = plain.fact
    if question.answers == BAND:
        fact = f"content of {subject}" + (f" of origin {origin}" if origin else "")
    elif question.answers == YES_NO and places["substance"]:
        fact = f"has({places['substance']})"
    elif question.answers not in {BAND, YES_NO} and question.name != plain.fact:
        fact = plain.fact if plain.fact == "codes" else question.name
    english, chinese = (_filled(each, places) for each in (question.english, question.chinese))
    if origin and question.answers == BAND:
        english += f" Only what comes from {origin} counts."
        chinese += f"仅计算原产于 {origin} 的物项。"
    return replace(
        plain, fact=fact, profile=profile.name, english=english, chinese=chinese, answers=question.answers,
        subject=subject or places["substance"], origin=origin, band=profile.band if question.answers == BAND else "",
    )  # fmt: skip


def _filled(template: str, places: Mapping[str, str]) -> str:
    for name, value in places.items():
        template = template.replace("{" + name + "}", value)
    return template
