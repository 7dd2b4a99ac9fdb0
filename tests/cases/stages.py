"""Where a thing was worked stage by stage: goods that were raw in China and were finished elsewhere keep the stage in China."""

import re
from typing import Any

from cases.goods import BUILT
from cases.situation import Situation

ORDER = (
    r"mined|dug|extracted|recycled|recovered", r"concentrated|beneficiated|leached", r"separated|refined", r"smelted|reduced|melted|cast|strip_cast|alloyed|alloying",
    r"milled|powdered|jet_milled|pressed|pressing", r"sintered|sintering|fired|grown", r"cut|sliced|slicing|sawn|ground|grinding|machined|machining|worked",
    r"coated|coating|plated|magneti[sz]ed|magneti[sz]ing|polished|finished|finishing|last_worked",
)  # fmt: skip
"""What is done to raw goods, in its order."""
DONE = re.compile(
    rf"(?:\w+_)?(?:{'|'.join(f'(?P<s{number}>{words})' for number, words in enumerate(ORDER))})(?:_and_\w+?)?_(?:in|at)(?:_country)?",
    re.IGNORECASE,
)
"""A key that says where one of these was done, `sintered_in`."""
STEPS = re.compile(
    r"(?:(?:production|processing|making|manufacturing|working|work)_)?(?:steps|stages|history)|stage_by_stage",
    re.IGNORECASE,
)
WHERE = frozenset({"where", "country", "place", "in", "at", "location"})
FEED = re.compile(
    r"(?:feed(?:stock)?|scrap|recycled|recovered|made|won|smelted|raw_materials?|source_materials?|starting_materials?|input_scrap)(?:_(?:from|of|source|origin|material|metals?|magnets?))*"
)
"""A key of what a thing was made from."""
CHINESE = re.compile(r"\b(?:Chinese|China|(?-i:CN)|PRC)\b", re.IGNORECASE)
DENIED = re.compile(
    r"\b(?:no|not|non|none|never|nothing|neither|without|free of|outside)\b[^;,]*\b(?:Chinese|China|CN|PRC)\b",
    re.IGNORECASE,
)
FEWEST = 2
CHINA = "CN"


def told(facts: dict[str, Any]) -> dict[str, Any]:
    """The same with the countries of stages that are told one by one as a way of working, `CN > TH`."""
    facts = _fed(facts)
    found = next(
        ((key, _rows(said)) for key, said in facts.items() if STEPS.fullmatch(key) and _rows(said)), None
    )
    if found:
        return {key: said for key, said in facts.items() if key != found[0]} | _way(facts, found[1])
    done = {key: fits for key in facts if isinstance(facts[key], str) and (fits := DONE.fullmatch(key))}
    if not done or len(done) + ("processing_country" in facts) < FEWEST:
        return facts
    places = [facts[key] for key in sorted(done, key=lambda key: str(done[key].lastgroup))]
    rest = {key: said for key, said in facts.items() if key not in done}
    last = str(facts.get("processing_country", ""))
    return rest | _way({}, [*places, *([last] if last else [])])


def _fed(facts: dict[str, Any]) -> dict[str, Any]:
    """The same with a stage in China where that which a thing was made from comes from there, wholly or in part."""
    for key, said in facts.items():
        text = f"{key} {said}".replace("_", " ")
        if FEED.fullmatch(key) and CHINESE.search(text) and not DENIED.search(text):
            rest = {name: each for name, each in facts.items() if name != key or isinstance(said, str)}
            return rest | {"earlier_stages_in": CHINA}
    return facts


def _rows(value: Any) -> list[str]:
    """The place of every step; none where one step has none."""
    if isinstance(value, dict):
        value = [each if isinstance(each, dict) else {"where": each} for each in value.values()]
    if not isinstance(value, list) or not value or not all(isinstance(each, dict) for each in value):
        return []
    places = [
        next((said for key, said in each.items() if key in WHERE and isinstance(said, str)), "")
        for each in value
    ]
    return places if all(places) else []


def _way(facts: dict[str, Any], places: list[str]) -> dict[str, str]:
    return {} if "processing_country" in facts else {"processing_country": " > ".join(dict.fromkeys(places))}


def earlier(it: Situation) -> None:
    """Of raw goods on which somebody else did the last work it is an earlier stage that was done in China."""
    if len(it.chain) < FEWEST or it.ratios or it.chinese or it.said("item.form") in BUILT:
        return
    *before, last = it.chain
    if CHINA in before and last != CHINA:
        it.say("item.facts.earlier_stages_in", CHINA)
        it.chain = (last,)
