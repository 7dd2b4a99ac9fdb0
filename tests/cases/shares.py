"""Content of the United States, told in any shape: rows of a kind and its per cent of the value."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from cases import figures
from cases.composition import NUMBER
from cases.papers import WHO
from cases.untold import not_sure
from cases.valued import in_money

KINDS = re.compile(
    r"kind|items?|parts?|components?|classification|class|eccn|ccl|type|what|name|description|content|category|code|paragraph|status"
    r"|control(?:led)?(?:_status)?|ctrl|controls|controlled_for|reasons?(?:_(?:of|for)_controls?)?",
    re.IGNORECASE,
)
"""Keys of a row that say what it is."""
PERCENT = re.compile(
    r"(?:\w+_)?(?:pct|percent|percentage|share|fraction)(?:_(?:of|at|by|in|quote|offer)_\w+|_(?:quotes?|offers?|range|span|band|estimate\w*|approx\w*|about))?",
    re.IGNORECASE,
)
OF_WORTH = re.compile(
    r"(?<=%) (?:of (?:the |its )?(?:total |whole )?)?(?:value|price|worth)$|(?<=%) by value$", re.IGNORECASE
)
FRACTION = re.compile(r"0?\.\d+")
"""A share of one, under a key that does not say per cent."""
NOT_MARKET = re.compile(r"transfer|intra|internal|group|discount|book|cost", re.IGNORECASE)
"""Of two per cents the one that is no market price."""
HUNDREDTHS = re.compile(r"(?<=\d) ?(?:per ?cent|percent|pct)\b", re.IGNORECASE)
ANY = "0.000001 to 100"
BASIS = re.compile(r"basis|valuation|price(?!_)|priced|valued", re.IGNORECASE)
QUOTED = re.compile(
    r"quot|market|arm|fair|offer|outsider|third_part|independent|unrelated|compar", re.IGNORECASE
)
"""In the key of a per cent: at what others would pay."""
LEVEL = re.compile(r"threshold|limit|level", re.IGNORECASE)
VALUED = re.compile(
    r"(?:us_)?(?:price|value|content|share|pct)?_?(?:basis|valuation|valued_at|priced_at)(?:_\w+)?",
    re.IGNORECASE,
)
SPEAKS_OF_WORTH = re.compile(
    r"\b(?:prices?|values?|shares?|per ?cent|percentages?|figures?|ratios?|VAT|tax|content)\b", re.IGNORECASE
)
IN_DOUBT = re.compile(
    r"\b(?:whether|may|might|could|perhaps|possibly|unknown|unclear|uncertain|disputed|estimate[sd]?|not (?:yet )?(?:known|clear|stated|settled|fixed|checked|told|determined)|nobody knows)\b|\?",
    re.IGNORECASE,
)
NO_MARKET = re.compile(
    r"\bnot (?:an? |at |the |fair )*(?:arm'?s[- ]length|(?:fair )?market)|\b(?:transfer|intra-?group|group|internal|book|cost)[- ]price",
    re.IGNORECASE,
)
MARKET = re.compile(r"market|arm|fair", re.IGNORECASE)
AT_MARKET = re.compile(
    r"([\d.]+) ?(?:%|per ?cent)? (?:at|by) (?:the )?(?:fair )?(?:market|arm)", re.IGNORECASE
)
FREE = re.compile(r"(?:^|_)(?:free|no|without|not)(?:_|$)")
"""In the name of a key: that there is no such content."""
NONE = re.compile(
    r"(?:none|nothing|nil)(?: (?:at all|of (?:it|them|its value|the value|its worth|that kind)))?|not (?:any|a cent|a part)(?: of it)?|no|no (?:US|American|controlled)\b(?!.*\b(?:but|except|apart|save|other than|only|unless|besides|as far|so far|known|confirmed|proven|perhaps|maybe|yet|and|though)\b).*|zero",
    re.IGNORECASE,
)
LIMITED = (
    r"(?:(?:about|around|roughly|approximately|approx\.?|circa|some|nearly|up to|at (?:least|most)|(?:not |no )?(?:more|less|higher|lower|greater) than|(?:not )?(?:above|over|below|under|exceeding)|[<>≤≥]=?|~) ?)?"
    r"[\d.]+(?: ?%? ?(?:to|-|–|or|and) ?[\d.]+)?"
)
"""A figure, with what makes a limit of it, or two."""
OF_VALUE = re.compile(
    rf"(?P<kind>(?:(?!{LIMITED} ?(?:%|per ?cent))[^;%])*?),? \(?(?P<pct>{LIMITED}) ?(?:%|per ?cent)(?: of (?:the |its )?(?:total )?(?:value|price|worth|machine|product|item))?\)?",
    re.IGNORECASE,
)
"""`3A001 parts, 30 % of the value`."""
TOLD = re.compile(
    rf"(?P<pct>{LIMITED}) ?(?:%|per ?cent),?(?: (?:of|in|is|are|all))? (?P<kind>[^;]+)|(?P<kind2>[^;\d]+?)[:,(]* (?P<pct2>{LIMITED}) ?(?:%|per ?cent)\)?",
    re.IGNORECASE,
)
"""`40 % EAR99 parts`, `EAR99 parts 40 %`."""
SHARE_BEHIND = re.compile(
    r"(?P<kind>[^;\d%]+?),? ?[(:]?(?:worth |is |are |at )?(?P<pct>\d+(?:\.\d+)?) ?(?:%|per ?cent)(?: of (?:the |its )?[\w ]*(?:value|worth|price)(?: of [\w -]+)?)?\)?",
    re.IGNORECASE,
)
WITHIN = re.compile(rf"{LIMITED} ?(?:%|per ?cent)?", re.IGNORECASE)
SEPARATE = re.compile(r"; |, (?=\d)| and (?=\d)|(?<=%), | plus (?=\d)")
UNCONTROLLED = re.compile(r"ear_?99|uncontrolled|not_controlled|nlr", re.IGNORECASE)
OF_KIND = re.compile(
    r"(?!total|sum|threshold|limit|transfer|market|price)(?P<kind>\w+?)_(?:pct|percent)", re.IGNORECASE
)
"""In a value of several shares: of what each is."""
Row = dict[str, str]


def rows(key: str, value: Any) -> list[Row]:
    """The parts of a content under one name each; a share alone is that of what its key says, or of controlled content."""
    if FREE.search(key):
        if str(value).casefold() not in {"yes", "true"}:
            raise ValueError(value)
        value = "none"
    return [_named(each) for each in _of_kinds(value) or _raw(key, _in_signs(value))]


def _in_signs(value: Any) -> Any:
    """The same with every share that is told in words as a figure."""
    if isinstance(value, dict):
        return {key: _in_signs(_as_range(said)) for key, said in value.items()}
    if isinstance(value, list):
        return [_in_signs(each) for each in value]
    return HUNDREDTHS.sub(" %", figures.in_signs(value)) if isinstance(value, str) else value


def _as_range(value: Any) -> Any:
    """Of several figures under one key any counts: `[23, 28]` is from the one to the other."""
    if isinstance(value, dict) and all(map(WHO.fullmatch, value)):
        value = [*value.values()]
    if not (isinstance(value, list) and len(value) > 1 and all(isinstance(each, str) for each in value)):
        return value
    figures_told = [NUMBER.fullmatch(each.strip(" %")) for each in value]
    return " to ".join(each[0] for each in figures_told if each) if all(figures_told) else value


def _of_kinds(value: Any) -> list[Row]:
    """Parts of a value of which each key says what it is a share of; none where one does not."""
    if not isinstance(value, dict):
        return []
    told = {
        key: OF_KIND.fullmatch(key)
        for key, said in value.items()
        if isinstance(said, str) and NUMBER.fullmatch(said)
    }
    if len(told) < len(value) or len(told) == 1 or not all(told.values()):
        return []
    return [{"kind": fits["kind"].replace("_", " "), "pct": value[key]} for key, fits in told.items() if fits]


def _raw(key: str, value: Any) -> Iterator[Row]:
    if isinstance(value, dict) and len(value) > 1 and all(map(WHO.fullmatch, value)):
        # who says how much: it may be any of them
        value = " to ".join(
            figure for said in value.values() for figure in re.findall(r"\d+(?:\.\d+)?", str(said))
        )
    if isinstance(value, list):
        for each in value:
            yield from _raw(key, each)
    elif (
        isinstance(value, dict)
        and any(
            isinstance(each, dict) or not NUMBER.fullmatch(each) or PERCENT.fullmatch(key)
            for key, each in value.items()
        )
        and any(KINDS.fullmatch(each) or PERCENT.fullmatch(each) for each in value)
    ):
        yield value
    elif isinstance(value, dict):
        for name, said in value.items():
            row = said if isinstance(said, dict) else _worth(said) or {"pct": said}
            yield {"kind": name.replace("_", " "), **row}
    elif NONE.fullmatch(value):
        yield {"kind": "none", "pct": "0"}
    elif NUMBER.fullmatch(value.removesuffix("%").strip()):
        yield {"kind": "EAR99" if UNCONTROLLED.search(key) else "controlled", "pct": value}
    elif WITHIN.fullmatch(value):
        yield {"kind": "EAR99" if UNCONTROLLED.search(key) else "controlled", "pct": value.strip(" %")}
    else:
        yield from _told(value)


def _worth(said: str) -> Row:
    """What a part is worth, where a sum of money is told and no share."""
    worth = in_money({"value": said})
    return worth if "value" not in worth else {}


def at_no_market(facts: Mapping[str, Any]) -> bool:
    """Whether a key of its own says that what things are worth is told at no price of a market, `basis: transfer price`."""
    return any(
        VALUED.fullmatch(key) and NOT_MARKET.search(said) and not MARKET.search(said)
        for key, said in facts.items()
        if isinstance(said, str)
    )


def are_doubted(text: str) -> bool:
    """Whether a clause doubts what content is worth, or says that it is told at no price of a market."""
    return bool((SPEAKS_OF_WORTH.search(text) and IN_DOUBT.search(text)) or NO_MARKET.search(text))


def of_value(text: str) -> Row:
    """A part with its share of the value, where its text ends with one: `dysprosium metal, 0.06 % of the value`."""
    found = SHARE_BEHIND.fullmatch(figures.in_signs(text.strip()))
    return {"item": found["kind"], "ratio_pct": found["pct"]} if found else {"item": text}


def _told(value: str) -> Iterator[Row]:
    """Parts that a text tells, each with its per cent."""
    if found := OF_VALUE.fullmatch(value.strip()):
        yield {"kind": found["kind"].strip(" ,("), "pct": found["pct"]}
        return
    for piece in SEPARATE.split(value):
        if not (found := TOLD.fullmatch(piece.strip())):
            raise ValueError(value)
        yield {"kind": (found["kind"] or found["kind2"]).strip(), "pct": found["pct"] or found["pct2"]}


def _at_market(percents: Row, kind: str) -> Row:
    """Of several per cents that at the market price; of several of these all that lies between them."""
    quoted = {key: said for key, said in percents.items() if QUOTED.search(key)}
    if quoted and (NOT_MARKET.search(kind) or any(map(NOT_MARKET.search, percents.keys() - quoted.keys()))):
        percents = quoted
    kept = {key: said for key, said in percents.items() if not (NOT_MARKET.search(key) or LEVEL.search(key))}
    told = re.findall(r"[\d.]+", " ".join(kept.values()))
    between = len(kept) > 1 and len(told) >= len(kept)
    return {next(iter(kept)): " to ".join(sorted(told, key=Fraction))} if between else kept


def _named(raw: Row) -> Row:
    """A part under `kind` and `pct`; of two per cents that at the market price. What is valued otherwise is a ValueError."""
    percents = {key: said for key, said in raw.items() if PERCENT.fullmatch(key)}
    for key, said in raw.items():
        if BASIS.search(key) and not PERCENT.fullmatch(key) and re.search(r"\d", said):
            # of a figure that is told with the price that at the market price counts
            told = AT_MARKET.search(said)
            if told is None:
                raise ValueError(raw)
            percents = {key: told[1]}
    if len(percents) == 1 and all(map(NOT_MARKET.search, percents)):
        # what an outsider would pay is not told: it may be any share
        percents = dict.fromkeys(percents, ANY)
    if len(percents) > 1:
        percents = _at_market(percents, " ".join(said for key, said in raw.items() if key not in percents))
    elif any(
        BASIS.search(key) and not MARKET.search(said)
        for key, said in raw.items()
        if not NUMBER.fullmatch(said)
    ):
        raise ValueError(raw)
    if len(percents) > 1:
        raise ValueError(raw)
    kinds = [said for key, said in raw.items() if KINDS.fullmatch(key)]
    rest = {
        key: said
        for key, said in raw.items()
        if not (KINDS.fullmatch(key) or PERCENT.fullmatch(key) or (BASIS.search(key) and MARKET.search(said)))
    }
    key, share = next(iter(percents.items()), ("", ""))
    valued = " ".join(kinds)
    quoted = any(map(QUOTED.search, percents)) and not not_sure(valued)
    if NOT_MARKET.search(valued) and not quoted and (not MARKET.search(valued) or not_sure(valued)):
        share = ANY
    share = OF_WORTH.sub("", share)
    if FRACTION.fullmatch(share) and not re.search(r"pct|percent", key):
        share = f"{float(share) * 100:g}"
    return (
        {"kind": ", ".join(kinds) or "controlled"}
        | ({"pct": share.removesuffix("%").strip()} if share else {})
        | rest
    )
