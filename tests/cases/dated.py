"""The days that a case states: on which one goods leave, and whether one lies before another on which a law turned."""

import re
from datetime import date, timedelta
from typing import Any

from cases.keys import Notions
from cases.situation import UNKNOWN, Situation

LISTS = re.compile(
    r"\b(?:list(?:s|ed|ing)?|designat\w+|sanction\w*|control-list|watch-list|footnote)\b", re.IGNORECASE
)
LEAVES = re.compile(
    r"\b(?:off|removed|delist\w*|no longer|left|leaves|until|till|to|paused?|suspended|ends?|ended)\b",
    re.IGNORECASE,
)
FROM = re.compile(
    r"\b(?:from|since|as of|as from|effective|starts?(?: on)?|starting(?: on)?|begins?(?: on)?|only on|in force on|listed on|added on|of) (?:the )?(\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
"""From which day somebody is on a list, and what says that he leaves one."""
DAY_OR_MONTH = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")
SENT = re.compile(
    r"(?:(?:the|a|an|and|on|in|at|of|was|were|is|are|been|has|have|had|being|it|they|all|already|both|day|same|export|exports|exported|exportation"
    r"|shipment|shipped|ships|ship|goods|consignment|lot|lots|sale|sold|delivery|delivered|deliver|departure|departed|departs|left|leaves|leave"
    r"|leaving|clearance|cleared|declaration|declared|released|release|finished|finish|completed|complete|done|concluded|effected|took|takes|place"
    r"|made|loaded|sailed|sails|crossed|crosses|border|customs|china|mainland|port|through|out|country|transfer|transferred|reexport|re-export"
    r"|reexported|dispatched|dispatch|sent|handed|over|entry|lodged|accepted|filed|that|date|actual|truly|really|gone|goes|go|this|stated|performed|carried|act)\b[ ,;:=()-]*)*"
)
"""Words that say that goods were sent, and nothing else."""
SAME_DAY = re.compile(r"\b(?:that|the same|the stated|this|same) day\b")
ACTS_STOP = re.compile(r"\([^()]*\b(?:stops?|ends?|starts?|begins?|in force|takes? effect)\b[^()]*\)")
"""In brackets: what the law does on another day, and no goods."""
A_DAY = re.compile(
    r"\b(?:(?:that|the same|the stated|this|same|next|following) day|day after|days? later|by then)\b",
    re.IGNORECASE,
)
GOING = re.compile(
    r"\b(?:goods|shipment|consignment|lots?|cargo|vessel|ship|container|they|it|magnets?|export(?:s|ed)?)\b[^;]*\b(?:left|leave|leaves|leaving|gone|go|goes|went|going|shipped|sailed|exported|crossed|dispatched|sent|cleared|departed?)\b",
    re.IGNORECASE,
)
IN_DOUBT = re.compile(
    r"\b(?:may|might|could|whether|perhaps|maybe|possibly|unknown|unclear|uncertain|disputed|or (?:the|on the)? ?(?:next|following|later|day)|(?:not|nobody) (?:known?s?|clear|sure|certain|stated|told|proved|documented))\b|\?",
    re.IGNORECASE,
)
LATER = re.compile(
    r"\b(?:days? later|day after|(?:next|following) day|not (?:yet )?(?:been )?(?:left|gone|go|shipped|sailed|exported|crossed|dispatched|sent|departed?)|(?:only|no sooner than) (?:later|after))\b|\bnot\b[^;]*\b(?:left|gone|shipped|by then)\b",
    re.IGNORECASE,
)
"""What is said of the going of goods: on a day after the one that is stated, or on one that nobody knows."""
WITH_ANY = frozenset({"describe", "code"})
"""Notions that words of days have beside their own."""


MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
IN_WORDS = (
    re.compile(
        rf"(?:on |the )*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH},? (?P<year>\d{{4}})", re.IGNORECASE
    ),
    re.compile(rf"(?:on )?{MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})", re.IGNORECASE),
    re.compile(rf"(?:in |during )?{MONTH},? (?P<year>\d{{4}})", re.IGNORECASE),
    re.compile(r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"),
)
"""`15 June 2025`, `June 15, 2025`, `June 2025`, `2025/06/15`, `15.06.2025`: of two slashes nobody knows which is the month."""


FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ABOUT = re.compile(
    r"(?:(?:on|some|shortly|just|soon|a few days|days|the day|or) )*(?:(?P<how>about|around|circa|c\.|approx\w*|roughly|near|not before|not after|no later than|before|until|by|after|since|from) )(?:the )?(?P<day>[\w ,./-]*\d[\w ,./-]*?)"
    r"|(?P<day2>[\w ,./-]*\d[\w ,./-]*?),? ?\(?(?P<doubt>\?|or (?:so|thereabouts|later|earlier|before|after)|approx\w*|(?:not |un)(?:certain|sure|clear|known|confirmed)|disputed|in doubt|perhaps|give or take[\w ]*)\)?",
    re.IGNORECASE,
)
"""A day that is not told exactly."""
BEYOND = {
    r"not before|or later|or after|since|from": (0, 1, 30),
    r"not after|no later|or earlier|or before|until|by": (-30, -1, 0),
    r"before": (-30, -1),
    r"after": (1, 30),
}
THIRD = re.compile(
    r"(?:in |the )*(?P<which>early|mid|late|beginning of|start of|middle of|end of)[ -](?:the )?(?P<month>[A-Za-z]+ \d{4}|\d{4}-\d{2})",
    re.IGNORECASE,
)
THIRDS = {
    "early": ("01", "10"), "beginning of": ("01", "10"), "start of": ("01", "10"), "mid": ("10", "20"),
    "middle of": ("10", "20"), "late": ("20", "28"), "end of": ("20", "28"),
}  # fmt: skip
NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
FIRST_OF_TWO = re.compile(
    rf"(?P<front>(?:(?P<named>{NAME})\.? )?)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: (?P<month>{NAME})\.?)?(?=(?: ?[/–-] ?|,? (?:or|and|to|until)(?: the| perhaps| maybe| possibly)? )(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: (?P<month2>{NAME})\.?)?,? (?P<year>\d{{4}})\b)",
    re.IGNORECASE,
)
"""In a text: the first of two days with one year, or one month and year, behind both."""
ONE_DAY = re.compile(
    rf"\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{NAME})\.?,? \d{{4}}\b|\b(?:{NAME})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b",
    re.IGNORECASE,
)


def in_figures(value: Any) -> Any:
    """The same with days and months that are written in words as those of ISO 8601."""
    if isinstance(value, dict):
        return {key: in_figures(said) for key, said in value.items()}
    if isinstance(value, list):
        return [in_figures(each) for each in value]
    found = (
        next(filter(None, (each.fullmatch(value.strip()) for each in IN_WORDS)), None)
        if isinstance(value, str)
        else None
    )
    if not found:
        return value
    told = found.groupdict()
    month = MONTHS.get(told["month"].casefold()) or int(told["month"])
    day = f"-{int(told['day']):02}" if told.get("day") else ""
    return f"{told['year']}-{month:02}{day}"


def several(value: Any) -> list[str]:
    """The days of a value that tells more than one, of which it may be any: `3 or 4 April 2025`, or papers that differ.

    Of `about 4 April 2025` those around it, of `before` or `after` those beyond it, of `early April 2025` its first third.
    """
    if isinstance(value, str) and (near := _near(value.strip())):
        return near
    if isinstance(value, dict | list):
        told = [day for each in (value.values() if isinstance(value, dict) else value) for day in _days(each)]
    else:
        told = _days(str(value))
    days = list(dict.fromkeys(told))
    return days if len(days) > 1 else []


def _near(text: str) -> list[str]:
    third = THIRD.fullmatch(text)
    if third:
        year, month = str(in_figures(third["month"])).split("-")
        return [f"{year}-{month}-{day}" for day in THIRDS[third["which"].casefold()]]
    found = ABOUT.fullmatch(text)
    day = str(in_figures((found["day"] or found["day2"]).strip())) if found else ""
    if not found or not FULL_DAY.fullmatch(day):
        return []
    how = (found["how"] or found["doubt"] or "").casefold()
    steps = next((steps for words, steps in BEYOND.items() if re.match(words, how)), (-3, 0, 3))
    return [str(date.fromisoformat(day) + timedelta(each)) for each in steps]


def _days(text: Any) -> list[str]:
    told = ONE_DAY.findall(str(text))
    for fits in FIRST_OF_TWO.finditer(str(text)):
        first = fits["month"] or fits["named"] or fits["month2"]
        second = fits["month2"] or first
        told += (
            [f"{fits['day']} {first} {fits['year']}", f"{fits['day2']} {second} {fits['year']}"]
            if first
            else []
        )
    return sorted(str(in_figures(each)) for each in told)


def before(it: Situation, target: str, value: str) -> None:
    """Whether a day, or a month that lies clear of it, is before another; `target` names the fact and that other day."""
    fact, _, border = target.partition(" ")
    said = DAY_OR_MONTH.search(str(value))
    if said is None:
        raise ValueError(value)
    same_month = said[0] == border[: len(said[0])] and len(said[0]) < len(border)
    it.say(fact, UNKNOWN if same_month else "yes" if said[0] < border else "no")


def restated(text: str, day: str) -> bool:
    """Whether a text only says once more on which day goods are sent."""
    days = set(DAY_OR_MONTH.findall(text))
    told = DAY_OR_MONTH.sub("", text)
    rest = ACTS_STOP.sub("", told).strip(" ,;:=().").casefold()
    same = days == {day} or (not days and SAME_DAY.search(rest))
    return bool(same and SENT.fullmatch(rest))


def left_open(text: str, day: str) -> list[str]:
    """The days on which goods may go by a text that says that they went later, or that nobody knows when; none for any other."""
    days = set(DAY_OR_MONTH.findall(text))
    if (
        not GOING.search(text)
        or not FULL_DAY.fullmatch(day)
        or not (days <= {day} and (days or A_DAY.search(text)))
    ):
        return []
    later = [str(date.fromisoformat(day) + timedelta(each)) for each in (1, 30)]
    return [day, *later] if IN_DOUBT.search(text) else later if LATER.search(text) else []


def is_told_apart(facts: dict[str, Any]) -> bool:
    """Whether a day is told, and nobody understands of what: it may be that of the deal."""
    return any(
        isinstance(said, str)
        and DAY_OR_MONTH.search(said)
        and re.search(r"\b(?:date|day|when)\b", f"{key} {said}".replace("_", " "), re.IGNORECASE)
        for key, said in facts.items()
    )


def on_a_list(need: str, day: str) -> str:
    """What an answer rests on without the clauses by which somebody is on a list only after a day."""
    return "; ".join(
        each
        for each in need.split("; ")
        if not (
            LISTS.search(each)
            and not LEAVES.search(each)
            and day
            and any(day < from_[1] for from_ in FROM.finditer(each))
        )
    )


def shipped(facts: dict[str, Any], notions: Notions) -> dict[str, Any]:
    """The same, the day on which goods leave under `date`, where the case has another name for it.

    Of several days it is the one whose key speaks of sending; none is taken where more than one may be meant.
    """
    days = [key for key, said in facts.items() if isinstance(said, str) and DAY_OR_MONTH.fullmatch(said)]
    if "date" in facts:
        return facts
    for meant in ({"send", "link", "goods", "place"}, {"link"}):
        named = [each for each in days if (spoken := notions.of(each)) and spoken <= meant | WITH_ANY]
        named = [each for each in named if len(meant) == 1 or "send" in notions.of(each)]
        if len(named) == 1:
            return {"date" if key == named[0] else key: said for key, said in facts.items()}
    only = [
        each for each in days if "link" in notions.of(each) and not notions.of(each) & {"first", "chinese"}
    ]
    if len(days) == len(only) == 1:
        return {"date" if key == only[0] else key: said for key, said in facts.items()}
    return facts
