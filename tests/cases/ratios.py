"""How a test of value writes its shares: by stage, by substance, in parts of a thousand, or of which thing they are."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from cases.declared import LAW
from cases.figures import MONEY
from cases.situation import Situation
from cases.valued import is_number, named

PER_MILLE = re.compile(
    r"(?:(?P<what>\w+?)_)?(?:(?P<mille>per_?mille?|permille?|promille)|(?P<ppm>ppm)|(?P<bp>bps?|basis_points))$"
)
STAGE = re.compile(
    r"(?:stage|level|step|tier)_?(?P<number>\d+)(?:_(?:ratio|share))?_(?:pct|percent)|(?:ratio|share)_(?:pct_)?(?:stage|level|step|tier)_?(?P<of>\d+)(?:_(?:pct|percent))?"
)
OF_WHOLE = re.compile(r"(?:ratio|share)_(?:pct|percent)_of_(?:the_)?(?P<whole>\w+)")
CHINESE = re.compile(
    r"(?P<what>\w+?)_(?:cn|china|chinese)(?:_(?:ratio|share))?_(?:pct|percent)(?:_of_\w+)?|(?:cn|china|chinese)_(?P<named>\w+?)(?:_(?:ratio|share))?_(?:pct|percent)(?:_of_\w+)?",
    re.IGNORECASE,
)
"""A substance from China, with its share."""
OWN = re.compile(
    r"(?P<what>\w+?)(?P<of>_(?:value_)?(?:ratio|share)(?:_of_(?:the_)?(?:value|price|worth))?|_(?:by_)?value|_worth)?_(?:pct|percent)(?P<value>_of_(?:the_)?(?:value|price|worth))?",
    re.IGNORECASE,
)
"""A substance with its share of the value; that it is one of the value is said, or a sum or a limit stands beside it."""
SUM = re.compile(r"(?:\w+_)?(?:sum|total|together|combined)(?:_\w+)?", re.IGNORECASE)
SHARES = re.compile(r"(?:shares?|ratios?|parts?|contents?)(?:_(?:pct|percent))?(?:_(?:each|by_\w+))?")
TO_STAGE = re.compile(
    r"(?:ratio|share|pct|percent|content)_(?:(?:pct|percent)_)?(?:to|of|in|over|at|by|per|against)_(?:the_)?(?P<what>[a-z]\w*?)(?:_(?:pct|percent))?(?:_(?:value|price))?"
    r"|(?P<of>[a-z]\w*?)_(?:stage_|level_|tier_)?(?:ratio|share)_(?:pct|percent)"
)
"""The share at one of several stages, `ratio_to_magnet_pct` beside `ratio_to_motor_pct`."""
COUNTED = re.compile(
    r"(?:(?:chinese|cn|china|listed|controlled|annex_?(?:1|i|one))_)*part_?(?:1|i|one)(?:_(?:items?|contents?|materials?|value|share|ratio|cn|china|chinese|listed))*_(?:pct|percent)",
    re.IGNORECASE,
)
"""The share of what the first part of an annex lists."""
NUMBERED = re.compile(
    r"(?:chinese_|cn_)?(?:(?:items?|elements?|substances?|materials?|inputs?|entry|metals?)_?(?:no_?)?(?:\d|[abc]|one|two|three)|(?:first|second|third)_(?:item|element|substance|material|input|entry|metal))(?:_value)?(?:_(?:ratio|share))?_(?:pct|percent)",
    re.IGNORECASE,
)
"""A share of one of several parts that have numbers and no names."""
FROM_CHINA = re.compile(
    r"^(?P<what>\w+?)_(?:(?:bought|made|sourced|mined|smelted)_in|from|out_of|of)_(?:china|cn|the_mainland)$",
    re.IGNORECASE,
)
FROM = re.compile(
    r"_(?:(?:bought|made|sourced|mined|smelted|refined|produced)_in|coming_from|from|out_of|of)_(?:china|cn|prc|the_mainland|chinese_sources?|chinese_origin)(?=(?:_\w+)?_(?:pct|percent|ratio|share)$)",
    re.IGNORECASE,
)
"""In the name of a share: it is one of something from China."""
MADE = re.compile(
    r"_(?:(?:made|built|assembled|sintered|produced|sold|exported)(?:_in|_from|_by)?|from|in)_(?P<where>[a-z]+)$",
    re.IGNORECASE,
)
BY_VALUE = re.compile(
    r"(?:(?:ratio|share|content|chinese|cn|dy|part)_)*(?:by|in|of)_(?:the_)?(?:value|price|worth)(?:_(?:ratio|share))?_(?:pct|percent)|(?:value|price)_(?:ratio|share)_(?:pct|percent)|(?:pct|percent|share|ratio)_(?:by|of)_(?:the_)?(?:value|price|worth)(?:_(?:pct|percent))?",
    re.IGNORECASE,
)
BY_WEIGHT = re.compile(
    r"(?:(?:ratio|share|content|chinese|cn|dy|part)_)*(?:(?:by|in|of)_)?(?:the_)?(?:weight|mass|wt)(?:_(?:ratio|share))?_(?:pct|percent)|(?:pct|percent|share|ratio)_(?:by|of)_(?:the_)?(?:weight|mass)(?:_(?:pct|percent))?|wt_?(?:pct|percent)",
    re.IGNORECASE,
)
SMALL = re.compile(
    r"^(?:dy|tb|sm|gd|lu|sc|ho|er|eu|yb|tm|nd|pr|y)(?=_(?:metal|oxide|alloy|cn|ratio|share|value|fe|pct|compound|material|target))"
)
"""In a test of value: a share of the value, one of the weight, and a symbol in small letters."""
MONEY_BEHIND = re.compile(rf"_(?:value|worth|price)?_?{MONEY}$", re.IGNORECASE)
LEAST = 2
"""A thing with where it was made, and with the money in which its worth is told."""
Names = Callable[[str], bool]
FIRST_PART = re.compile(r'\{ code = "P1-[^}]*?has = "(?P<alone>\w+)"')
"""What a row of the first part asks for alone; what an alloy's row asks for besides is not counted by itself."""


@cache
def counted(folder: str) -> frozenset[str]:
    """The elements of the first part of an annex of value: content of nothing else is tested. Without such an annex all are."""
    pages = sorted((LAW / folder).glob("*-annex-1.md"))
    return frozenset(each for page in pages for each in FIRST_PART.findall(page.read_text("utf-8")))


def is_counted(folder: str, substances: Iterable[str]) -> bool:
    """Whether content of these substances may be counted; of which nothing is named, may be."""
    listed = counted(folder)
    elements = {each for one in substances for each in re.findall(r"[A-Z][a-z]?", one)}
    return not (listed and elements) or bool(listed & elements)


def staged(value: Mapping[str, Any], product: str, names_substance: Names) -> dict[str, Any]:
    """The same with the shares of several stages together, inner ones first; as it is where fewer than two are told.

    A share falls from stage to stage, and one of the stages has to be the product.
    """
    told = {key: TO_STAGE.fullmatch(key) for key, said in value.items() if is_number(said)}
    stages = {
        key: what
        for key, fits in told.items()
        if fits
        and (what := fits["what"] or fits["of"])
        and not (names_substance(what) or SUM.fullmatch(what) or STAGE.fullmatch(key))
    }
    named = [what for what in stages.values() if re.search(rf"\b{_words(what)}", product, re.IGNORECASE)]
    if len(stages) < 2 or not named:
        return dict(value)
    inner_first = sorted(stages, key=lambda key: -float(value[key]))
    rest = {key: said for key, said in value.items() if key not in stages}
    return rest | {"shares_by_stage": {stages[key]: value[key] for key in inner_first}}


def valued_at_stages(value: Mapping[str, Any], names_substance: Names) -> dict[str, Any]:
    """The same with the share at each stage, where what one Chinese substance is worth is told beside two wholes or more."""
    plain = {
        MADE.sub("", FROM_CHINA.sub(r"chinese_\g<what>", MONEY_BEHIND.sub("", key))): said
        for key, said in value.items()
    }
    figures = {key: float(said) for key, said in plain.items() if is_number(said)}
    parts = [key for key in figures if key.startswith("chinese_") and names_substance(key)]
    wholes = [
        key for key in figures if not names_substance(key) and not SUM.fullmatch(key) and "pct" not in key
    ]
    if (
        len(parts) != 1
        or len(wholes) < LEAST
        or len(figures) != len(wholes) + 1
        or not all(figures[key] for key in wholes)
    ):
        return dict(value)
    rest = {key: said for key, said in plain.items() if key not in figures}
    return rest | {f"ratio_to_{key}_pct": f"{100 * figures[parts[0]] / figures[key]:.12g}" for key in wholes}


def made_in(value: Mapping[str, Any]) -> list[str]:
    """Where each of the wholes was made whose keys say so."""
    found = (MADE.search(MONEY_BEHIND.sub("", key)) for key in value if not FROM_CHINA.match(key))
    return [each["where"].title() for each in found if each]


def by_value(value: Mapping[str, Any]) -> dict[str, Any]:
    """The same, a share by value as the one that is tested; one by weight beside it, which no test asks for, is left away.

    Symbols of elements in front of a key have their capitals.
    """
    value = {SMALL.sub(lambda fits: fits[0].capitalize(), key): said for key, said in value.items()}
    told = [key for key in value if BY_VALUE.fullmatch(key)]
    if len(told) != 1:
        return value
    return {
        "ratio_pct" if key == told[0] else key: said
        for key, said in value.items()
        if not (BY_WEIGHT.fullmatch(key) and is_number(said))
    }


def of_numbered(value: Mapping[str, Any], elements: Iterable[str]) -> dict[str, Any]:
    """The same with shares of parts that are only numbered, `item_1_ratio_pct`, each under the element that the product names in that place."""
    shares = [key for key, said in value.items() if NUMBERED.fullmatch(key) and is_number(said)]
    several = list(dict.fromkeys(elements))
    if len(shares) < LEAST or len(shares) != len(several):
        return dict(value)
    names = dict(zip(shares, several, strict=True))
    return {f"{names[key]}_CN_ratio_pct" if key in names else key: said for key, said in value.items()}


def _words(name: str) -> str:
    return name.replace("_", " ")


def spelt(value: Mapping[str, Any], product: str, names_substance: Names) -> dict[str, Any]:
    """The same with every share in per cent, under the names by which it is read; what is in no such writing as it is."""
    found: dict[str, Any] = {}
    parts: list[dict[str, str]] = []
    none = False
    value = _in_hundreds({FROM.sub("_CN", key): said for key, said in value.items()})
    counted = [said for key, said in value.items() if COUNTED.fullmatch(key) and is_number(said)]
    if counted:
        # what is listed is told by itself; whatever else is Chinese counts for nothing
        rest = {key: said for key, said in value.items() if _by_substance(key, said, names_substance) is None}
        name = "ratio_pct" if float(counted[0]) else "chinese_content_pct"
        value = {key: said for key, said in rest.items() if not COUNTED.fullmatch(key)} | {name: counted[0]}
    tested = any(map(SUM.fullmatch, value)) or _only_held_against(value, names_substance)
    for key, said in staged(value, product, names_substance).items():
        named = _by_substance(key, said, names_substance)
        if named is None:
            named = _its_own(key, said, names_substance, tested=tested)
        if named is not None:
            parts += [row for row in named if float(row["ratio_pct"])]
            none = True
        else:
            name, figure = _renamed(key, said, product)
            found[name] = figure
    if parts:
        return found | {"parts": parts}
    return found | ({"ratio_pct": "0"} if none and "ratio_pct" not in found else {})


def _in_hundreds(value: Mapping[str, Any]) -> dict[str, Any]:
    """The same with parts of a thousand, of ten thousand and of a million in per cent."""
    found = {}
    for key, said in value.items():
        parts = PER_MILLE.fullmatch(key) if is_number(said) else None
        of = 1 if not parts else 10 if parts["mille"] else 100 if parts["bp"] else 10_000
        found[f"{parts['what'] or 'ratio'}_pct" if parts else key] = (
            f"{float(said) / of:.12g}" if parts else said
        )
    return found


def _by_substance(key: str, said: Any, names_substance: Names) -> list[dict[str, str]] | None:
    """Chinese substances with their shares; None where a key tells none."""
    if isinstance(said, dict) and SHARES.fullmatch(key):
        rows = {name.replace("_", " "): figure for name, figure in said.items()}
        named = all(
            names_substance(name.replace(" ", "_")) and is_number(each) for name, each in rows.items()
        )
        return [{"item": name, "ratio_pct": each} for name, each in rows.items()] if named and rows else None
    chinese = CHINESE.fullmatch(key)
    what = (chinese["what"] or chinese["named"]) if chinese else ""
    if not what or not is_number(said) or not names_substance(what):
        return None
    return [_row(what, said)]


def _its_own(key: str, said: Any, names_substance: Names, *, tested: bool) -> list[dict[str, str]] | None:
    """The share of a substance that a key is named after, `Dy_ratio_pct`; None where a key tells none."""
    own = OWN.fullmatch(key)
    if not own or SUM.fullmatch(key) or not is_number(said) or not names_substance(own["what"]):
        return None
    if not (own["of"] or own["value"] or tested):
        return None
    return [_row(own["what"], said)]


def _only_held_against(value: Mapping[str, Any], names_substance: Names) -> bool:
    """Whether nothing but shares of substances stands beside a limit that they are held against."""
    rest = [key for key in value if not re.fullmatch("(?:threshold|limit)(?:_(?:pct|percent))?", key)]
    own = [fits for key in rest if (fits := OWN.fullmatch(key)) and names_substance(fits["what"])]
    return 0 < len(own) == len(rest) < len(value)


def _row(what: str, said: str) -> dict[str, str]:
    return {"item": named(what), "ratio_pct": said}


def _renamed(key: str, said: Any, product: str) -> tuple[str, Any]:
    """A key under the name by which it is read, with its figure."""
    if isinstance(said, str):
        if stage := STAGE.fullmatch(key):
            return f"tier{stage['number'] or stage['of']}_ratio_pct", said
        whole = OF_WHOLE.fullmatch(key)
        if whole and re.search(rf"\b{_words(whole['whole'])}", product, re.IGNORECASE):
            return "ratio_pct", said
    return key, said


def in_one(words: list[str]) -> str:
    """The words for what is counted, `Dy metal`; a ValueError where there are none."""
    what = " ".join(words).strip()
    if not what:
        raise ValueError(words)
    return what


def of_what(it: Situation, folder: str) -> None:
    """Of which metal a tested value is, where nothing else says so.

    It is that of the metal that the thing is named after, if it counts, and of those that do Dy where it is named after
    none. Where nothing that counts is in it, nothing is tested.
    """
    if it.foreign and it.chinese and not is_counted(folder, [it.chinese]):
        # what is told to come from China is on no list whose content is tested
        it.chinese = ""
    tested = it.ratios or it.said("value_test.ratio_pct") or "value_test.ratio_pct" in it.either
    if not tested or it.chinese or not (it.has or it.magnet):
        return
    named = [row["substance"] for row in it.has if is_counted(folder, [row["substance"]])]
    named += [each for each in it.magnets if each == "Sm"]
    if it.has and it.closed and not named:
        it.ratios.clear()
        it.facts.pop("value_test.ratio_pct", None)
        it.foreign = True
    else:
        it.chinese = f"{[*named, 'Dy'][0]} metal"
