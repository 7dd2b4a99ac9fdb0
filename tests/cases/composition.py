"""What a thing is made of: figures, shares and substances under keys of their own."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from cases import figures, plainly, seated
from cases.declared import SHARES
from cases.phrasebook import Effect, Phrasebook
from cases.situation import EXAMPLE, Situation
from cases.untold import (
    ABSENT,
    NO_LIMIT,
    NOT_TOLD,
    OF_METHOD,
    is_there,
    lets_pass,
    may_hide,
    not_sure,
)

YES_NO = {"true": "yes", "false": "no"}
NUMBER = re.compile(r"[\d.]+")
FIGURE = re.compile(r"[\d.]+(?= ?(?:[^\s\d.]\S{0,7})?$)")
"""A number, with its unit or without."""
REMARKED = re.compile(r"^(\d[\d.]*(?: ?[^\s\d.(]\S{0,7})?) ?\([^()]*\)$")
"""A figure with a remark behind it."""
WITH_UNIT = re.compile(r"[\d.]+ ?([^\s\d.]\S{0,7})")
NO_FIGURE = re.compile(r"none\b|no such\b", re.IGNORECASE)
SHARE = re.compile(
    r"(?P<what>\w+?)_(?P<of>mass_|weight_|wt_|mol_|at_)?(?P<unit>pct|percent|ppm)(?:_by_(?:mass|weight))?"
)
FOUND = re.compile(r"(?:found|tested|test|actual|real|measured|lab|laboratory)(?:_|$)")
"""The front of a key of what was found, not declared."""
DECLARED = re.compile(r"(?:declared|stated|claimed|labelled|nominal|invoiced|customs)(?:_|$)")
FRONT = re.compile(rf"{FOUND.pattern}|{DECLARED.pattern}")
SUM = re.compile(r"(?:sum|total|combined)_(?:of_)?|_(?:in_sum|sum|total|combined|together)(?=_)")
OF_MASS = {None, "mass_", "weight_", "wt_"}
SOURCE = re.compile(r"(?P<what>\w+)_(?:source|origin|supplier|from)")
CHINESE = re.compile(r"(?:Chinese|China|CN)\b *", re.IGNORECASE)
CHINESE_FRONT = re.compile(r"^(?:cn|chinese|china)_", re.IGNORECASE)
FREE = re.compile(r"(?:free_(?:of|from)|without|no)_(?P<what>\w+)|(?P<named>\w+?)_free")
IMPURITIES = re.compile(
    r"(?:(?:the_)?(?:total|sum|all)_(?:of_)?)*(?:impurit(?:y|ies)|foreign_matter)(?:_(?:total|content|sum|by_mass))*_(?P<unit>pct|percent|ppm)(?:_(?:total|sum|by_mass|max))*"
)
"""What a thing has besides that which it is named after."""
PURITY = re.compile(
    r"(?:(?:metals?|inorganic|trace|basis|total|chemical|assay|certified|stated)_)*purity(?:_(?:on|by|an?|the|inorganic|metals?|trace|basis|assay|certified|analysis|mass|weight))*(?:_(?:pct|percent))?"
)
OTHERS = re.compile(
    r"(?:(?:other|further|listed|controlled|restricted|heavy|medium|light|remaining|the|all|any|of|seven|twelve|No_?18)_)*(?:rare_earths?|elements?|metals?)|listed_elements"
)
HEAVY = re.compile(r"(?:total_|sum_of_)?(?:heavy_rare_earths?|hre+s?)(?:_|$)", re.IGNORECASE)
LATER = re.compile(
    r"_(?:after|post|once|following)_[a-z_]+?(?=_(?:MPa|GPa|g_cm3|pct|percent|um|mm|nm|ppm)$|$)"
)
PURIFIED = re.compile(r"^purified_to(?=_|$)")
"""In the name of a figure: it is that of a later state, beside one of an earlier state that is told as well."""
REST = re.compile(
    r"(?:the_)?(?:balance|remainder|rest|partners?|(?:partner|other|second|main|host|base|remaining|alloying)_(?:metal|element|partner)s?|alloyed_with|alloy_(?:with|partner|base)|matrix|base|bulk)(?:_(?:pct|percent|metals?|elements?))?"
)
PARTNERS = ("Mg", "Al", "Co", "Fe", "Ni", "Cu", "Mn", "Ti")
HEAVY_ONES = ("Tb", "Dy", "Gd", "Ho", "Er", "Tm", "Yb", "Lu")
CONTENT = re.compile(r"(?:_(?:contents?|share|pct|percent|total|ppm))+$|^(?:total|sum_of|content_of)_")
ZERO = re.compile(r"0+(?:\.0+)? ?(?:%|ppm|percent)?")
OF_ONE = re.compile(r"0?\.\d+|1(?:\.0+)?")
"""A share of one."""
OXIDE_OF = re.compile(r"^([A-Z][a-z]?)_oxide(?=_(?:wt|mass|weight)_(?:pct|percent|ppm)$)")
"""In the key of a share: how much of a thing is an oxide does not make it one."""
BELOW = re.compile(r"< ?(\d+(?:\.\d+)?) ?%?")
"""How a test sheet writes that less than so much was found."""
PER_CENT = re.compile(r"([\d.]+) ?(?:%|per ?cent|percent|pct)(?: \(.*\))?")
FORMULA = re.compile(r"(?:[A-Z][a-z]?\d*){2,}")
NON_METALS = frozenset({"H", "C", "N", "O", "F", "Si", "P", "S", "Cl", "Se", "Br", "Te", "I"})
BARE_DENSITY = re.compile(r"(?:mass_|bulk_)?density")
HEAVIEST = 25
"""A density of so much or less, without a unit, is in grams a cubic centimetre: nothing is heavier."""
HALF = 50
"""Per cent of the mass beyond which a thing is named after a metal."""
WORTH = re.compile(rf"(?:^|_)({figures.MONEY[3:-1]}|value|price)$", re.IGNORECASE)
Heard = Callable[[Situation, str, str], list[Effect]]
"""Reads a text of a kind for a situation."""


def compose(it: Situation, book: Phrasebook, heard: Heard, value: Any) -> None:
    """Take over a composition: a text, parts under keys, or several of these."""
    if isinstance(value, list):
        for each in value:
            compose(it, book, heard, each)
        return
    if isinstance(value, str):
        it.hear(heard(it, "thing", value))
        return
    value = _unlimited({OXIDE_OF.sub(r"\1", key): said for key, said in value.items()})
    for key, said in ((key, with_unit(said)) for key, said in _found(value).items()):
        parts = said if isinstance(said, list) else [said]
        if book.composition.get(key) == "remark" or (book.key(key) == "remark" and not SHARE.fullmatch(key)):
            continue
        if any(isinstance(each, dict) for each in parts):
            for each in parts:
                compose(it, book, heard, _under(key, each) if isinstance(each, dict) else {key: each})
        elif not all(isinstance(each, str) and told(it, book, key, each) for each in parts):
            _material(it, book, heard, key, said)


def _unlimited(value: dict[str, Any]) -> dict[str, Any]:
    """Parts of a composition, what was not found of them unknown where the limit of the method is not known, or lets traces pass."""
    limits = [key for key, said in value.items() if OF_METHOD.search(key) and isinstance(said, str)]
    if not any(lets_pass(key, value[key]) for key in limits):
        return value
    rest = {key: said for key, said in value.items() if key not in limits}
    return {
        key: "not known" if isinstance(said, str) and ABSENT.fullmatch(said) else said
        for key, said in rest.items()
    }


def with_unit(value: Any) -> Any:
    """A figure whose number and unit stand apart, as one text; anything else as it is."""
    if isinstance(value, dict) and value.keys() == {"value", "unit"}:
        value = f"{value['value']} {value['unit']}"
    return figures.in_signs(value) if isinstance(value, str) else value


def _found(value: dict[str, Any]) -> dict[str, Any]:
    """Parts of a composition without what was declared of a thing, where it is said what it was found to be."""
    names = {FRONT.sub("", key) for key in value if FOUND.match(key)}
    return {
        key: said for key, said in value.items() if not (DECLARED.match(key) and FRONT.sub("", key) in names)
    }


def _under(key: str, parts: dict[str, Any]) -> dict[str, Any]:
    """Parts under the name of the whole: a `pct` of substances, or lines, lots and tests that are told apart."""
    of = FRONT.sub("", key)
    return {f"{part}_{of}" if of in SHARES | {"pct"} else part: said for part, said in parts.items()}


def told(it: Situation, book: Phrasebook, key: str, said: str) -> bool:
    """Whether a key tells a figure or a share, taken over here, or a size that no law asks for."""
    key = LATER.sub("", PURIFIED.sub("purity", key))
    if (percent := PER_CENT.fullmatch(said)) and (
        _substances(book, key) or IMPURITIES.fullmatch(f"{key}_pct")
    ):
        key, said = f"{key}_pct", percent[1]
    elif (said.endswith("%") or figures.is_upper(said)) and figures.bounded(said) and _substances(book, key):
        key = f"{key}_pct"
    return (
        bool(OF_METHOD.search(key) and FIGURE.match(said))
        or (bool(OF_ONE.fullmatch(said)) and _purity(it, book, key, said))
        or _figure(it, book, key, said)
        or _some(it, book, key, said)
        or _share(it, book, key, said)
        or _size(book, key, said)
    )


def _size(book: Phrasebook, key: str, said: str) -> bool:
    """A figure that is none of the law stays unknown; whatever names a substance is more than a size."""
    names = set(book.names.values())
    named = any(book.element(each) in names for each in key.split("_")[:-1])
    return not named and book.vocabulary.is_size(key, said)


def _figure(it: Situation, book: Phrasebook, key: str, said: str) -> bool:
    """A figure that the law asks for, by its own name or another one; a thing that has none of it has 0."""
    how, _, place = book.composition.get(key, "").partition(" ")
    said = REMARKED.sub(r"\1", said)
    if limit := figures.bounded(said):
        return _limit(it, book, key, said, limit)
    places = (place,) if how == "fact" else _places(book, key, said) if not how else ()
    number = FIGURE.match(said)
    if BARE_DENSITY.fullmatch(key) and NUMBER.fullmatch(said) and float(said) < HEAVIEST:
        how, places = "fact", ("item.facts.density_g_cm3",)
    if number and not places and not how:
        unit = WITH_UNIT.fullmatch(said)
        places, factor = book.vocabulary.scaled(key, unit[1] if unit else "")
        said = f"{float(Fraction(number[0]) * factor):g}" if places else said
        number = FIGURE.match(said)
    word = number[0] if number else YES_NO.get(said, "0" if NO_FIGURE.match(said) else "")
    if not places or not (word or how):
        return False
    for place in places:
        it.measure(place, word or said)
    share = SHARE.fullmatch(key)
    if share and share["what"] in book.names:
        _shares(it, book, share["what"], said)
    return True


def _limit(it: Situation, book: Phrasebook, key: str, said: str, limit: str) -> bool:
    """A figure of which only a limit is told: it may be any on that side, and what is answered has to be so for each."""
    how, _, place = book.composition.get(key, "").partition(" ")
    places, factor = (
        ((place,) if how == "fact" else _places(book, key, limit) if not how else ()),
        Fraction(1),
    )
    if not places and not how:
        unit = WITH_UNIT.fullmatch(limit)
        places, factor = book.vocabulary.scaled(key, unit[1] if unit else "")
    share = SHARE.fullmatch(key)
    if share and share["what"] in book.names:
        return False
    for each in places:
        it.either[each] = figures.within(said, factor, share="percent" in each)
    return bool(places)


def _places(book: Phrasebook, key: str, said: str) -> tuple[str, ...]:
    """Where the figure of a key stands; its unit is in the key or behind the number."""
    unit = WITH_UNIT.fullmatch(said.replace("%", "percent"))
    return book.vocabulary.places(key) or (book.vocabulary.places(f"{key}_{unit[1]}") if unit else ())


def _some(it: Situation, book: Phrasebook, key: str, said: str) -> bool:
    """A substance that is not there, but for some of the goods, which have it or may have it."""
    some = is_there(said)
    named = _substances(book, CONTENT.sub("", key)) if some else []
    it.has += [{"substance": each} | ({} if some == "yes" else {"share_low": "0 %"}) for each in named]
    return bool(named)


def _share(it: Situation, book: Phrasebook, key: str, said: str) -> bool:
    """A share or the purity of substances, or the words that say that nothing listed is there."""
    share = SHARE.fullmatch(SUM.sub("", FRONT.sub("", key)))
    if (NOT_TOLD.fullmatch(said) or NO_LIMIT.search(said) or may_hide(said)) and _substances(
        book, share["what"] if share else key
    ):
        # whatever else is not in it, of these it is not known
        it.has += [
            {"substance": each, "share_low": "0 %"}
            for each in _substances(book, share["what"] if share else key)
        ]
        return True
    besides = IMPURITIES.fullmatch(key)
    if _purity(it, book, key, said):
        return True
    if besides and NUMBER.fullmatch(said):
        rest = 100 - Fraction(_percent(said, besides["unit"]))
        it.measure("item.facts.purity_percent", f"{float(rest):.10g}")
        return True
    if key.endswith("_purity_pct") and _substances(book, key.removesuffix("_purity_pct")):
        it.has.append({"substance": book.element(key.removesuffix("_purity_pct"))})
        it.say("item.facts.purity_percent", said)
    elif share and ABSENT.fullmatch(said) and _substances(book, share["what"]):
        it.lacks += _substances(book, share["what"])
    elif share and _substances(book, share["what"]):
        _shares(it, book, share["what"], _percent(said, share["unit"]) if share["of"] in OF_MASS else "")
    elif (ABSENT.fullmatch(said) or ZERO.fullmatch(said)) and _substances(book, key):
        it.lacks += _substances(book, key)
    elif OTHERS.fullmatch(CONTENT.sub("", key)) and (ABSENT.fullmatch(said) or ZERO.fullmatch(said)):
        it.closed = True
    elif (
        HEAVY.match(key)
        and not FREE.fullmatch(key)
        and (FIGURE.match(said) or not plainly.names_one(book, said))
    ):
        # some of them are there, and nobody says which
        it.has += [{"substance": each, "share_low": "0 %"} for each in HEAVY_ONES]
    else:
        # what a part is worth is counted elsewhere
        return book.composition.get(key) == "remark" or bool(NUMBER.fullmatch(said) and WORTH.search(key))
    return True


def _purity(it: Situation, book: Phrasebook, key: str, said: str) -> bool:
    """A purity, of the whole or of a substance that the key names; one of 0.9999 is a share of one."""
    purity = re.sub(r"^[A-Z][A-Za-z0-9]*_(?=purity)", "", key)
    figure = FIGURE.match(said)
    if not (PURITY.fullmatch(purity) and figure):
        return False
    if purity != key:
        it.has += [{"substance": each} for each in _substances(book, key.removesuffix(f"_{purity}"))]
    of_one = NUMBER.fullmatch(said) and not re.search(r"pct|percent", key) and 0 < Fraction(said) <= 1
    it.measure("item.facts.purity_percent", f"{float(100 * Fraction(said)):.10g}" if of_one else figure[0])
    return True


def _material(it: Situation, book: Phrasebook, heard: Heard, key: str, said: Any) -> None:
    """A part, read as a thing; what is Chinese is the content whose value is tested."""
    how, name = book.composition.get(FRONT.sub("", key) or "material", ""), key.replace("_", " ")
    source = SOURCE.fullmatch(key)
    if _form(it, book, name, said) or free_of(it, book, key, said) or seated.told(it, key, said):
        return
    if source and isinstance(said, str) and CHINESE.match(said) and _substances(book, source["what"]):
        it.has += [{"substance": each} for each in _substances(book, source["what"])]
        name, said = (
            f"Chinese {name}",
            CHINESE.sub("", said) or f"{_substances(book, source['what'])[0]} metal",
        )
    if "chinese" in name.casefold() and isinstance(said, str):
        part = Situation()
        part.hear(heard(it, "thing", said))
        it.chinese = " ".join([*(row["substance"] for row in part.has[:1]), part.said("item.form")]).strip()
        return
    if said == "false" and all(book.says_nothing("thing", each) for each in name.split()):
        return
    if isinstance(said, str) and said in {"true", "yes"}:
        said, how = name, "thing"
    said, how = plainly.substance(book, name, said, how)
    if not how and isinstance(said, str) and plainly.denied(book, name, said):
        return
    if REST.fullmatch(key) and isinstance(said, str) and not_sure(said):
        # what else it is made of may be what the entries for alloys name
        it.has += [{"substance": each, "share_low": "0 %"} for each in PARTNERS]
        return
    if (named := _substances(book, key)) and isinstance(said, str) and (not_sure(said) or not said):
        it.has += [{"substance": each, "share_low": "0 %"} for each in named]
        return
    it.magnet = it.magnet or how == "magnet" or "magnet" in name.split()
    for each in said if isinstance(said, list) else [said]:
        it.hear(heard(it, "thing", each if how else f"{name}: {each}"))


def _form(it: Situation, book: Phrasebook, name: str, said: Any) -> bool:
    """Whether a word of the law for a form is told, and nothing else."""
    fact = book.vocabulary.fact_at("item.form")
    word = fact.meant(said) if fact and name == "form" and isinstance(said, str) else ""
    if word:
        it.say("item.form", word)
    return bool(word)


def free_of(it: Situation, book: Phrasebook, key: str, said: Any) -> bool:
    """Whether it is told of a substance that a thing is free of it, or is not."""
    free = FREE.fullmatch(key)
    what = (free["what"] or free["named"]) if free else ""
    named = [*HEAVY_ONES] if HEAVY.match(what) else _substances(book, what) if what else []
    if not named or not isinstance(said, str):
        return False
    truth = YES_NO.get(said.casefold(), said.casefold())
    if truth == "yes":
        it.lacks += named
    else:
        # what is not told plainly leaves open whether it is there
        it.has += [{"substance": each} | ({} if truth == "no" else {"share_low": "0 %"}) for each in named]
    return True


def _substances(book: Phrasebook, names: str) -> list[str]:
    """The symbols of substances that a key names, `Dy_plus_Tb`; none where a part of it names no substance."""
    found = [book.element(each) for each in re.split(r"_(?:plus_|and_|or_)?", names)]
    known = set(book.names.values())
    parts = (
        [each] if each in known else re.findall("[A-Z][a-z]?", each) if FORMULA.fullmatch(each) else [""]
        for each in found
    )
    return found if all(known | NON_METALS >= set(each) for each in parts) else []


def is_source(book: Phrasebook, key: str) -> bool:
    """Whether a key tells where a substance comes from, `Dy_origin`."""
    found = SOURCE.fullmatch(key)
    return bool(found and _substances(book, found["what"]))


def names_substance(book: Phrasebook, name: str) -> bool:
    """Whether a key is named after a substance, `Dy_metal`."""
    bare = CHINESE_FRONT.sub("", name)
    first = bare.partition("_")[0]
    return bool({book.element(first), first.capitalize()} & set(book.names.values())) or is_alloy(book, first)


def is_alloy(book: Phrasebook, name: str) -> bool:
    """Whether a name is that of an alloy by its elements, `DyFe`."""
    found = re.findall(r"[A-Z][a-z]?", name)
    return len(found) > 1 and "".join(found) == name and set(found) <= set(book.names.values())


def _percent(said: str, unit: str) -> str:
    """A share in per cent; a text that is no number stays as it is."""
    if unit == "ppm" and figures.is_upper(said):
        said = _upper(said).removeprefix("< ")
        return f"< {float(said) / 10_000:f}"
    return f"{float(said) / 10_000:f}" if unit == "ppm" and NUMBER.fullmatch(said) else said


def _upper(said: str) -> str:
    """`at most 0.1 %`, as a test sheet writes it."""
    return f"< {NUMBER.search(said)[0]}" if figures.is_upper(said) else said  # type: ignore[index]


def _shares(it: Situation, book: Phrasebook, what: str, said: str) -> None:
    several = _substances(book, what)
    below = BELOW.fullmatch(_upper(said))
    for each in several:
        row = {"substance": each}
        if below:
            # of what a test finds less than so much of there may be none
            row |= {"share_low": "0 %", "share_high": f"{below[1]} %"}
        if len(several) == 1 and NUMBER.fullmatch(said):
            if not float(said):
                it.lacks.append(row["substance"])
                continue
            row |= {"share_low": f"{said} %", "share_high": f"{said} %"}
            if float(said) > HALF:
                of = "metal_content" if each in set(book.names.values()) - NON_METALS else "purity"
                it.say(f"item.facts.{of}_percent", said, EXAMPLE)
        it.has.append(row)
