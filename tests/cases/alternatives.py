"""Of goods that are one thing or another, and nobody says which, neither is sure."""

import re
from collections.abc import Iterable

from cases.perhaps import ALIKE
from cases.phrasebook import Effect
from cases.situation import Situation

OR = re.compile(r"\bor\b", re.IGNORECASE)
UNSURE = re.compile(
    r"\b(?:unclear|unknown|uncertain|undecided|undetermined|illegible|unreadable|(?:not|never) (?:yet )?(?:known|clear|stated|said|told|recorded|legible|readable|decided|fixed|settled|sure)"
    r"|(?:does|do|did|will|would|could|can)(?:n't| not) (?:say|tell|state|show|know)|(?:may|can|will) (?:choose|decide|be either)|(?:at|by) (?:his|her|its|their|the (?:customer|buyer|user)'s) (?:choice|option)|optional(?:ly)?|as (?:ordered|wanted|needed)|which (?:one|of (?:them|the two|these)|it is)|nobody (?:knows|says|can)|(?:says|tells|states) neither"
    r"|(?:labels?|markings?|papers?|tags?|list|invoice)\b[^;,.]*\b(?:lost|torn|missing|worn|gone|faded|blank|silent))\b|\?",
    re.IGNORECASE,
)
FIXED = r"\b(?:pressed|fixed|glued|mounted|built|inserted|set|assembled|bonded|embedded|joined|installed|fitted) (?:in|into|on|onto|to|with|together)\b|\b(?:assembled|built[- ]in|mounted|rotors?|assembl(?:y|ies)|motors?)\b"
LOOSE = r"\b(?:loose|separate(?:ly)?|beside|apart|unmounted|bare|by (?:itself|themselves)|alone|not (?:yet )?(?:fixed|joined|mounted|built|assembled))\b"
EITHER_WAY = re.compile(
    rf"(?:{FIXED})[^;]*\bor\b[^;]*(?:{LOOSE})|(?:{LOOSE})[^;]*\bor\b[^;]*(?:{FIXED})", re.IGNORECASE
)
"""Built in or not."""
HALF_WAY = re.compile(
    r"\bmagnets?\b[^;]*\b(?:inserted|fitted|placed|put|set|slid|laid|assembled|mounted)\b[^;,]*,? (?:but |and |yet )*(?:not|never|un)[ -]?(?:yet |so far |been )*(?:glued|fixed|bonded|cured|secured|potted|fastened|locked|impregnated)",
    re.IGNORECASE,
)
"""Magnets in their place that nothing holds there yet."""
FORM = "item.form"


def doubted(it: Situation, text: str, said: list[Effect]) -> list[Effect]:
    """What a text says of a thing; where that is one of two, and which is not known, its form and its substances are open."""
    if HALF_WAY.search(text):
        it.form_open = True
    if not (OR.search(text) and UNSURE.search(text)):
        return said
    forms = {*_forms(said)}
    if len(forms) > 1 or EITHER_WAY.search(text):
        it.form_open = True
    named = {each for one in said for each in one.effects.get("has", ())}
    if not named or any(named <= each for each in ALIKE):
        return said
    return [_perhaps(each) for each in said] if _apart(text, said) else said


def _forms(said: Iterable[Effect]) -> Iterable[str]:
    """Each form that is told, a magnet being one."""
    for each in said:
        for how in ("set", "unless_said"):
            yield from filter(None, [each.effects.get(how, {}).get(FORM, "")])
        if each.effects.get("magnet"):
            yield "permanent_magnet"


def _apart(text: str, said: list[Effect]) -> bool:
    """Whether what the thing holds is told on one side of the `or` alone, or something else on each."""
    front, _, back = text.partition(" or ")
    sides = [
        {each for one in said if one.says in side for each in one.effects.get("has", ())}
        for side in (front, back)
    ]
    return sides[0] != sides[1]


def _perhaps(effect: Effect) -> Effect:
    """The same with what is there as what may be."""
    if "has" not in effect.effects:
        return effect
    rest = {key: said for key, said in effect.effects.items() if key != "has"}
    return Effect(effect.says, rest | {"may_have": [*rest.get("may_have", ()), *effect.effects["has"]]})
