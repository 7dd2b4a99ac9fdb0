"""Content of the United States in a thing, the steps that it was made with, and the plants that it goes to."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from cases.composition import NUMBER, WORTH
from cases.phrasebook import Phrasebook, UnmappedPhrase
from cases.situation import EXAMPLE, Situation

CONTROLLED = "us:1C001"
"""An example of content that is controlled: for every destination but Canada."""
ENTRY = re.compile(r"\b\d[A-E]\d{3}\b")
STATES = re.compile(r"\b(?:US|U\.S\.|American|United States)\b|\b\d[DE]\d{3}\b")
NO_STEP = re.compile(r"(?:none|no|false|no (?:US|American)\b.*|non-?US\b.*)", re.IGNORECASE)
PLANT = re.compile(r"plant|equipment|tool|machine|line|fab\b", re.IGNORECASE)
NODES = {"logic": (16, False), "nand": (128, True), "dram": (18, False)}
"""By the kind of chip, the figure from which it is one of an advanced node, and whether larger ones are."""
NOT_PLANAR = re.compile(r"non-?planar|not planar|FinFET|GAA|gate-all-around", re.IGNORECASE)
ALONE = re.compile(
    r"\b(?:sold|offered|catalogue|marketed|discrete|affiliate|sister|in-house)\b", re.IGNORECASE
)
NOT_ALONE = re.compile(r"\b(?:not|never|nobody|only|affiliate|sister|in-house)\b", re.IGNORECASE)


def content(it: Situation, book: Phrasebook, facts: Mapping[str, Any], value: Any) -> None:
    """Each part of the content with its code; no content where 0 per cent is stated.

    A part of which no code is heard is an UnmappedPhrase.
    """
    if isinstance(value, str) and NUMBER.fullmatch(value):
        value = [{"kind": "controlled", "pct": value}]
    for row in value if isinstance(value, list) else []:
        part = Situation()
        part.hear(book.read("content", row["kind"]))
        percent = part.said("content.pct") or row.get("pct") or _part_of(row, facts)
        if not float(percent):
            it.closed = True
            continue
        if not part.said("content.code"):
            raise UnmappedPhrase("content", str(row), row["kind"])
        it.say("through.facts.discrete_product", part.said("through.facts.discrete_product"))
        through = _country(it, book, part.said("content.through"))
        it.american.append({"code": part.said("content.code"), "pct": percent, "through": through})


def _country(it: Situation, book: Phrasebook, word: str) -> str:
    """The country of an adjective; of a part that has none of its own that of the whole thing."""
    home = it.chain[-1] if it.chain else it.said("item.made_in")
    return word and (book.nations.get(word) or home)


def _part_of(row: Mapping[str, str], facts: Mapping[str, Any]) -> str:
    """The per cent of a part whose value and that of the whole are stated in money; UnmappedPhrase else."""
    worth = next((said for key, said in row.items() if WORTH.search(key)), "")
    whole = next((said for key, said in facts.items() if WORTH.search(key) and isinstance(said, str)), "")
    if not (NUMBER.fullmatch(worth) and NUMBER.fullmatch(whole)):
        raise UnmappedPhrase("content", str(row), "pct")
    return str(float(100 * Fraction(worth) / Fraction(whole)))


def alone(it: Situation, facts: Mapping[str, Any], key: str, value: Any) -> bool:
    """Whether a key names a part that the content is in; then what is said of it: whether it is sold by itself."""
    named = key.replace("_", " ").rstrip("s")
    if not isinstance(value, str) or not any(named in each for each in _parts(facts)):
        return False
    if ALONE.search(value):
        it.say("through.facts.discrete_product", "no" if NOT_ALONE.search(value) else "yes")
    return True


def _parts(facts: Mapping[str, Any]) -> Iterator[str]:
    for rows in facts.values():
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict):
                yield str(row.get("kind", "")).casefold()


def made_with(it: Situation, key: str, value: str) -> None:
    """The step of the United States that a plant or a design rests on: by the number that is named, or any.

    What names neither the country nor a number is a ValueError.
    """
    if NO_STEP.fullmatch(value):
        it.say("item.made_with", "none")
    elif STATES.search(value):
        step = "plant" if PLANT.search(key) or PLANT.search(value) else "technology"
        number = next((each for each in ENTRY.findall(value) if each[1] in "DE"), "3E001")
        it.say("item.made_with", f"{step}:US:{number}")
    else:
        raise ValueError(value)


def facility(it: Situation, what: str, value: str) -> None:
    """Whether a facility makes advanced-node chips, by the figure that the definition of its kind of chip asks for.

    Logic at 16 nm or less or with transistors that are not planar, NAND of 128 layers or more, DRAM at 18 nm or
    less. What holds no figure is a ValueError.
    """
    number = NUMBER.match(value)
    if what == "planar":
        # that they are planar leaves the figure to be asked for
        if not NOT_PLANAR.search(value):
            return
        advanced = True
    elif not number:
        raise ValueError(value)
    else:
        bound, more = NODES[what]
        figure = Fraction(number[0])
        advanced = figure >= bound if more else figure <= bound
    place = "shipment.facts.facility_node"
    if advanced or not it.said(place):
        it.say(place, "advanced" if advanced else "not_advanced")
    if what == "logic" and number:
        it.say("shipment.facts.node_nm", number[0])
    it.say("shipment.end_use", "advanced_node_ic" if advanced else "logic_ic", EXAMPLE)
