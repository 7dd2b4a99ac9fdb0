"""What of a thing comes from China, and the test of what that is worth."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cases import amounts, composition, figures, formulas, shares, valued
from cases import ratios as ratios_of
from cases.composition import NUMBER, WORTH, Heard
from cases.owning import NO_CONTROL
from cases.phrasebook import Phrasebook
from cases.situation import EXAMPLE, Situation
from cases.untold import ABSENT, limit_of

if TYPE_CHECKING:
    from cases.reading import Readers

RATIO = re.compile(
    r"(?:(?:sum|total)_)?(?:tier(?P<tier>\d+)_)?(?P<what>ratio|counted|share)_pct(?:_correct)?|(?:sum|total)_(?P<all>pct)"
)
PARTS_OF = re.compile(
    r"(?:listed_|part_1_|chinese_)?(?:parts?|contents?|components?|items?|rows|inputs|materials)"
)
OF_SHARE = re.compile(
    r"(?:^|[_ ])(?:ratio|share|counted|pct|percent|per[_ ]cent|proportion)(?:[_ ]|$)", re.IGNORECASE
)
OF_COUNTRY = re.compile(r"[_ ]?\((?:CN|China|Chinese)\)", re.IGNORECASE)
HYPHEN = re.compile(r"(?<=[a-z])-(?=[A-Z][a-z]?(?:[_ ]|$))")
RATIO_AT = "value_test.ratio_pct"
OR = re.compile(r" ?%? (?:or|to|and) | ?[-–/] ?")
LONE = re.compile(r"(?:value_)?(?:share|ratio|proportion|percentage)(?:_of_value)?")
"""A key of a share that stands by itself."""
OF_VALUE = re.compile(r"(?P<pct>\d+(?:\.\d+)?) ?%(?:.*\b(?:value|price|worth)\b.*)?", re.IGNORECASE)
SHORT_FOR_NONE = frozenset({"NO", "NA"})
PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)?")
"""A country by its code or its name, and nothing more."""
NOT_CHINESE = re.compile(
    r"(?:from )?(?:non-?Chinese|outside (?:of )?China|not (?:from )?(?:China|Chinese))(?: (?:origin|source|feed|material))?",
    re.IGNORECASE,
)
OF_PLACE = re.compile(
    r"^(?:from|of|made in|mined in|sourced (?:in|from)|origin:?) | (?:origin|source|feed|material|made)$",
    re.IGNORECASE,
)
MAYBE = r"(?:perhaps|possibl[ey]|maybe|may(?: well)? be|might be|could be|presumably|probably|partly|in part|either)"
UNSURE = r"(?:un(?:known|clear|stated|certain|disclosed|told|proven)|not (?:yet )?(?:known|clear|stated|told|certain|settled|disclosed|proven)|in doubt|disputed|open|contested)"
OF_DOUBT = re.compile(
    rf"\b{UNSURE} (?:origin|source|provenance|country)\b|\b(?:origin|source|provenance|country|where\b[^;]*\b(?:comes?|is|was) from)\b[^;]*\b{UNSURE}(?!\w)"
    rf"|\b{MAYBE} (?:of )?(?:Chinese|from China|China|CN)\b|\b(?:Chinese|from China)\b,? (?:{MAYBE}|or not)\b|\b(?:Chinese or [A-Z][a-z]+|[A-Z][a-z]+ or Chinese)\b",
    re.IGNORECASE,
)
"""Where something in it comes from is in doubt."""
BOTH = re.compile(r"\bChinese [A-Z][\w-]*(?:, [A-Z][\w-]*)*,? (?:and|&|plus|with) (?P<what>[A-Z][\w-]*)")
"""`Chinese Pr-Nd and Dy`."""
GOODS = frozenset(
    {"product", "item", "goods", "material", "composition", "note", "remark", "content", "magnet"}
)
TIERS = re.compile(r"(?:shares|ratios)(?:_pct)?(?:_by_\w+)?")
"""Per cent by tier, the last one that of the item."""


def chinese(reader: "Readers", heard: Heard, it: Situation, value: Any) -> None:
    """Content from China: none, its per cent of the value, or its parts with theirs."""
    value = value.removesuffix("%").strip() if isinstance(value, str) else value
    if isinstance(value, str) and (NO_CONTROL.match(value) or value == "0"):
        it.foreign = True
    elif isinstance(value, str) and NUMBER.fullmatch(value):
        it.ratios[0] = value
    else:
        for each in value if isinstance(value, list) else [value]:
            _part(reader, heard, it, shares.of_value(each) if isinstance(each, str) else each)
        if (total := sum(it.chinese_parts.values())) and all(it.chinese_parts.values()):
            # of which one share is not told the sum is not known
            it.ratios[0] = f"{float(total):g}"


def by_origin(reader: "Readers", heard: Heard, it: Situation, value: dict[str, Any]) -> dict[str, Any]:
    """A composition without the substances of which it tells where they come from: they are there, and those of China are Chinese content.

    Nothing Chinese that counts is in it where some of it is Chinese that does not, and all that could is from elsewhere.
    """
    rest: dict[str, Any] = {**limit_of(reader.facts)}
    other, light = set[str](), False
    for key, said in value.items():
        name = key.replace(" ", "_")
        of_it = composition.names_substance(reader.book, name) and not composition.is_source(
            reader.book, name
        )
        home = _home(reader, said) if of_it else ""
        if not home:
            rest[key] = said
            continue
        part = Situation()
        part.hear(heard(it, "thing", name.replace("_", " ")))
        it.has += part.has
        counted = _counted_in(reader, " ".join(each["substance"] for each in part.has))
        if home != "CN":
            other |= {*counted}
        elif counted:
            chinese(reader, heard, it, [{"item": valued.named(name)}])
        else:
            light = True
    there = " ".join(
        [str(reader.facts.get("product", "")), *(key for key in rest if not _is_absent(rest[key]))]
    )
    it.foreign = it.foreign or (light and not it.chinese and other >= {*_counted_in(reader, there)})
    return rest


def _is_absent(said: Any) -> bool:
    return isinstance(said, str) and bool(ABSENT.fullmatch(said))


def _home(reader: "Readers", said: Any) -> str:
    """The country of a text that names one and nothing else; empty for any other, and for `NO` and `NA`, which say something else."""
    if not isinstance(said, str) or said in SHORT_FOR_NONE:
        return ""
    if NOT_CHINESE.fullmatch(said.strip()):
        return "none of China"
    text = OF_PLACE.sub("", said.strip())
    nations = {code for name, code in reader.book.nations.items() if re.fullmatch(name, text)}
    return (
        nations.pop()
        if len(nations) == 1
        else "".join(reader.countries.alone(text)) * bool(PLAIN.fullmatch(text))
    )


def _part(reader: "Readers", heard: Heard, it: Situation, row: dict[str, str]) -> None:
    shares_told = {key: said.removesuffix("%").strip() for key, said in row.items() if OF_SHARE.search(key)}
    name = next(said for key, said in row.items() if key not in shares_told and not WORTH.search(key))
    ratio = next((said for said in shares_told.values() if NUMBER.fullmatch(said)), "0")
    part = Situation()
    part.hear(heard(it, "thing", name))
    raw = part.said("item.form") in {"metal", "alloy", "oxide", "compound"} and not part.magnet
    if raw and not ratios_of.is_counted(
        reader.book.regimes[reader.jurisdiction], (each["substance"] for each in part.has)
    ):
        # it is on no list whose content is tested
        it.foreign = True
        return
    what = ratios_of.in_one([*(each["substance"] for each in part.has[:1]), part.said("item.form")])
    it.chinese = it.chinese or what
    it.chinese_parts[what] = Fraction(ratio)


def _counted_in(reader: "Readers", product: str) -> list[str]:
    """The elements that a product names and whose content is tested, in their order."""
    words = [reader.book.element(each) for each in re.findall(r"[A-Z][a-z]?(?![a-z])|[A-Za-z]{3,}", product)]
    regime = reader.book.regimes[reader.jurisdiction]
    return [
        each
        for each in words
        if each in set(reader.book.names.values()) and ratios_of.is_counted(regime, [each])
    ]


def of_what(reader: "Readers", it: Situation) -> None:
    """Of which metal a tested value is; that nothing Chinese counts is not known where it is in doubt from where some of it comes."""
    ratios_of.of_what(it, reader.book.regimes[reader.jurisdiction])
    if not it.foreign:
        return
    for key, said in reader.facts.items():
        if not (isinstance(said, str) and (key in GOODS or composition.names_substance(reader.book, key))):
            continue
        both = BOTH.search(said)
        if OF_DOUBT.search(said) or (both and _counted_in(reader, both["what"])):
            it.foreign = False


def joined(book: Phrasebook, facts: dict[str, Any]) -> dict[str, Any]:
    """The same, a share of the value that stands by itself with the Chinese content of which it is."""
    if key := next((key for key, said in facts.items() if _tells_all(facts, key, said)), ""):
        rest = {name: said for name, said in facts.items() if name != key}
        return rest | {"value_test": _as_test(book, facts[key])}
    told = next(
        (
            key
            for key, said in facts.items()
            if book.key(key) == "chinese" and isinstance(said, str) and not re.search(r"\d ?%|^[\d.]+$", said)
        ),
        "",
    )
    lone = next((key for key, said in facts.items() if LONE.fullmatch(key) and isinstance(said, str)), "")
    share = OF_VALUE.fullmatch(figures.in_signs(facts[lone])) if told and lone else None
    if not share:
        return facts
    name = re.sub(r",? (?:and )?nothing else$", "", facts[told])
    return {key: said for key, said in facts.items() if key != lone} | {
        told: f"{name}, {share['pct']} % of the value"
    }


def _tells_all(facts: Mapping[str, Any], key: str, said: Any) -> bool:
    """Whether a text of content tells in one what of it is from China and how much of the value that is."""
    return (
        key in {"content", "contents", "listed_content", "material_content"}
        and isinstance(said, str)
        and "value_test" not in facts
        and "chinese_content" not in facts
        and bool(FROM_CHINA.search(said) and SHARE_OF_VALUE.search(said))
    )


def _as_test(book: Phrasebook, said: str) -> dict[str, Any]:
    """A test of value with one part of it, `Sm_metal_pct: 4`."""
    share = SHARE_OF_VALUE.search(said)
    named = next(
        (
            book.element(word)
            for word in re.findall(r"[\w]+", said)
            if book.element(word) in book.names.values()
        ),
        "",
    )
    form = re.search(r"\b(metal|oxide|alloy)\b", said, re.IGNORECASE)
    if not (share and named and form):
        return {"chinese_content": said}
    return {f"{named}_{form[1].casefold()}_share_pct": f"{share['front'] or ''}{share['pct']}"}


FROM_CHINA = re.compile(r"\b(?:from China|(?:of )?Chinese(?:[- ]origin)?|made in China|China-origin)\b")
SHARE_OF_VALUE = re.compile(
    r"(?P<front>(?:(?:about|around|roughly|some|nearly|almost|over|under|above|below|at most|at least|up to|more than|less than) )?)(?P<pct>\d+(?:\.\d+)?) ?(?:%|per ?cent|percent) (?:of|by|in) (?:the |its |total )*(?:value|price|worth)",
    re.IGNORECASE,
)


def value_test(reader: "Readers", heard: Heard, it: Situation, value: Any) -> None:
    """A test of value in whatever shape it is told."""
    value = {"parts": value} if isinstance(value, list) else value
    value = valued.of_text(value) if isinstance(value, str) else value
    value = formulas.in_names(value, frozenset(reader.book.names.values()))
    value = {OF_COUNTRY.sub("_cn", HYPHEN.sub("", key)): said for key, said in value.items()}
    value = ratios_of.of_numbered(
        ratios_of.by_value(value), _counted_in(reader, str(reader.facts.get("product", "")))
    )
    ratios: dict[int, str] = {}
    before = len(it.unheard)

    def named(name: str) -> bool:
        return composition.names_substance(reader.book, name)

    made_in = [code for place in ratios_of.made_in(value) for code in reader.countries.codes(place)]
    value = ratios_of.valued_at_stages(valued.in_figures(value), named)
    value = ratios_of.spelt(value, str(reader.facts.get("product", "")), named)
    value = valued.normal(value, named)
    value = _one_of(it, amounts.chinese(value, reader.facts))
    held = valued.over(value) or ()
    for key, said in value.items():
        tier = None if key in held else RATIO.fullmatch(key)
        if isinstance(said, dict) and TIERS.fullmatch(key):
            ratios |= dict(enumerate(said.values(), 1))
            it.chain = tuple(made_in) if len(made_in) == len(said) else it.chain
            it.magnet = it.magnet or any("magnet" in name for name in said)
        elif tier and float(said):
            ratios[int(tier["tier"] or 0)] = said
        elif tier:
            # nothing Chinese is in it, where that is all that counts
            it.closed = it.closed or tier["what"] != "counted"
        elif (reader.book.key(key) == "chinese" and key not in held) or (
            isinstance(said, list) and PARTS_OF.fullmatch(key)
        ):
            chinese(reader, heard, it, said)
        elif (
            not WORTH.search(key)
            and key not in {"threshold_pct", "numerator", "denominator", *held}
            and reader.book.key(key) != "remark"
        ):
            reader.unmapped(it, "value_test", f"{key}: {said}", key)
    ratios = valued.heard_whole(ratios, value, heard=len(it.unheard) == before)
    if not ratios and not it.ratios and held and RATIO_AT not in it.either:
        ratios[0] = str(float(100 * Fraction(value[held[0]]) / Fraction(value[held[1]])))
    it.ratios |= ratios
    if it.ratios or it.foreign or RATIO_AT in it.either:
        # a value that is tested is that of all Chinese content, and no other limb is in play
        it.say("item.made_with", "none", EXAMPLE)


def _one_of(it: Situation, value: dict[str, Any]) -> dict[str, Any]:
    """The same without a share that is one or another: it may be any of them."""
    told = value.get("ratio_pct", "")
    several = [*map(str, told)] if isinstance(told, list) else OR.split(str(told))
    if len(several) == 1 or not all(map(NUMBER.fullmatch, several)):
        return value
    it.either[RATIO_AT] = several
    it.leave_unknown(RATIO_AT)
    return {key: said for key, said in value.items() if key != "ratio_pct"}
