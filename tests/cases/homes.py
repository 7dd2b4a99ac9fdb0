"""Where a thing was made, in a text: in one country, in one of several, or in none that is told."""

import re
from typing import TYPE_CHECKING

from cases.american import ABROAD
from cases.situation import UNKNOWN, Situation
from cases.untold import not_sure

if TYPE_CHECKING:
    from cases.reading import Readers

PLACE = "item.made_in"
STATES = re.compile(
    r"\b(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana"
    r"|Nebraska|Nevada|New (?:Hampshire|Jersey|Mexico|York)|(?:North|South) (?:Carolina|Dakota)|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|Tennessee|Texas|Utah|Vermont|(?:West )?Virginia|Washington|Wisconsin|Wyoming)\b"
)
"""States of the United States that bear no name of another country."""
CODE = r"(?:[A-Z]{2})\b"
DENIED = re.compile(
    rf"\b(?:not|never|no|nor|neither|nowhere|outside|other than|anywhere but|anything but|except|save)\b(?: (?:made|built|assembled|of|in|at|from|the|one))*[ -](?P<code>{CODE})(?: (?:make|made|origin))?"
)
EITHER = re.compile(
    rf"\b(?:or|either|perhaps|maybe|possibly|whether|which|nobody|one of)\b|(?-i:\b(?:may|might)\b)|(?<=[A-Z]{{2}}) ?(?:/|and|&) ?(?={CODE})|\?",
    re.IGNORECASE,
)
NAME = re.compile(r"\W*(?:(?:in|at|the|near|from|a|an) )*[A-Z][a-z]")
ONE_PLACE = re.compile(rf"(?:(?:in|the|near) )*(?:[A-Z][\w'’.-]+[ ,]+)*\(?{CODE}\)?(?:[,;(].*)?")


MADE = re.compile(
    r"(?<!not )\b(?:made|built|produced|manufactured|assembled)(?:,? [a-z]+)? in (?P<code>[A-Z]{2})\b",
    re.IGNORECASE,
)
OF_SOMEBODY = re.compile(
    r"\b(?:buyer|user|customer|company|firm|parent|citizen|engineer|national|subsidiary|owner|technology)\b",
    re.IGNORECASE,
)
"""Of what a text speaks that begins with the adjective of a country, and that is no thing."""


def codes(reader: "Readers", value: str) -> list[str]:
    """The countries that a text names, of which it may be any; one that is not known stands for all that are not named."""
    text = reader.countries.in_codes(STATES.sub("US", value))
    for name, code in reader.book.nations.items():
        text = re.sub(rf"\b{name}\b", code, text)
    denied = [fits["code"] for fits in DENIED.finditer(text)]
    text = DENIED.sub(" ", text)
    found = list(dict.fromkeys(reader.countries.codes(text)))
    if denied and not found:
        return [ABROAD] if set(denied) == {"US"} and not not_sure(value) else [UNKNOWN]
    if not EITHER.search(text) and not not_sure(value):
        return found[:1]
    unnamed = any(NAME.match(each) and not re.search(CODE, each) for each in EITHER.split(text))
    return [*found, UNKNOWN] if unnamed or len(found) <= 1 else found


def told(reader: "Readers", it: Situation, value: str) -> bool:
    """Whether a text told where the thing was made; of several countries it may be any."""
    found = codes(reader, value)
    if UNKNOWN in found:
        it.say(PLACE, UNKNOWN)
    elif len(found) > 1:
        it.either[PLACE] = found
        it.say(PLACE, UNKNOWN)
    elif found:
        reader.placed[PLACE] = found[0]
        it.say(PLACE, found[0])
    return bool(found)


def under_key(reader: "Readers", it: Situation, value: str) -> None:
    """A text under a key that asks for it; one that names no place and no doubt is not understood."""
    if not told(reader, it, value):
        raise ValueError(value)


def of_owner(reader: "Readers", it: Situation, value: str) -> None:
    """Of which country an owner is: it may be that of the headquarters of the group, or not."""
    place = "end_user.headquarters"
    found = reader.countries.codes(value) or reader.countries.of_nations(value)
    if not found:
        raise ValueError(value)
    if place not in it.facts and reader.jurisdiction == "US-EAR":
        it.either[place] = list(
            dict.fromkeys([*found, it.said("end_user.country") or it.said("shipment.to") or found[0]])
        )
        it.say(place, UNKNOWN)


def is_one(reader: "Readers", value: str) -> bool:
    """Whether a text under `built in` names places and nothing that is inside."""
    text = reader.countries.in_codes(STATES.sub("US", value))
    places = [each for each in EITHER.split(re.split(r"[;(]", text)[0]) if each.strip()]
    return (
        bool(places)
        and all(
            ONE_PLACE.fullmatch(each.strip()) or (len(places) > 1 and NAME.match(each)) for each in places
        )
        and bool(re.search(CODE, text))
    )


def of_named(reader: "Readers", it: Situation) -> None:
    """Where a thing was made that is named after a country, `a German machine`, or after one or another, or of which it is told in passing."""
    if reader.jurisdiction not in reader.book.by_code or it.chain or reader.placed.get(PLACE):
        return
    nation = rf"(?P<one>{'|'.join(map(re.escape, reader.book.nations))})"
    other = nation.replace("one", "other")
    for key in ("product", "item", "goods", "equipment"):
        text = str(reader.facts.get(key, ""))
        made = MADE.search(reader.countries.in_codes(text))
        plain = not OF_SOMEBODY.search(text)
        named = plain and re.search(rf"^(?:an? |the )?{nation}\b", text)
        either = plain and re.search(
            rf"\b{nation}(?:[ -](?:made|built))?,? (?:or|perhaps) (?:an? |the )?{other}\b", text
        )
        if either:
            it.facts.pop(PLACE, None)
            told(reader, it, either[0])
        elif it.said(PLACE) in {"", ABROAD} and (made or named):
            it.say(PLACE, made["code"] if made else reader.book.nations[named["one"]] if named else "")
