"""Tell what only goes with a part from the part: `motor bracket`, `cable for fan`, COVER-ALT TERM, a screw of a standard."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

NEVER = r"(?!)"
NO_END = r"\s+(?:unit|module|operated|powered|driven|mount|mounted|mounting|inte?gr\w+)(?![a-z])"
"""What makes the word before it part of a larger thing: a fan filter unit holds a fan."""
FOR = r"(?:for|fuer|f\.|to|used in|included with|zum|zur|pour|per|para)(?![a-z])"
WITH = r"(?:with|without|less|ohne|excl|exkl|w|mit|m|incl|inkl|and|und|plus|for|lead|ball|double|dual|single|hollow|flat|round|long|d)(?![a-z])"
"""What stands between a part and what comes with it, or is no word of an accessory: `motor with cable`."""
HYPHEN = r"-(?!in|on|to|feed|fed|type|mount)"
"""What parts a noun from what it belongs to, COVER-ALT TERM, but not in `bolt-on motor`."""
OF_IT = r"(?:del|de la|du|della|do|da)"
"""What stands between a thing and what it belongs to, in Romance languages."""
FASTENER = r"^(?:\d+\s?x\s)?(?:(?:(?:din|iso|en)[\s-]*)+\d{3,5}[a-z]?\s+m\d.*|m\d+(?:[.,]\d+)?\s?x\s?\d(?:(?!sens|with|mit ).)*(?:screw|bolt|insert|hex|head|schraub|nut).*)"
"""A name that begins with a standard and a thread is a fastener, whatever it fastens."""


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of some words, the longest first."""
    return "|".join(re.escape(each) for each in sorted(set(words), key=len, reverse=True))


@dataclass(frozen=True)
class Accessories:
    """What goes with a kind of part and is another one, by where it stands in a name, as `PartKind` says it."""

    accessories: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


def what_goes_with(anywhere: Iterable[str], single: Iterable[str], of: Accessories) -> str:
    """The pattern of what is said of an accessory: behind the word, before it and a comma, `for` it, or at either end of the name."""
    latin, other = _scripts(of.accessories)
    front, other_front = _scripts(of.first)
    end, _ = _scripts(of.last)
    noun, _ = _scripts(of.nouns)
    part, _ = _scripts(of.parts)
    stand, _ = _scripts(of.before)
    word = any_of(anywhere) + (rf"|(?<![a-z])(?:{any_of(single)})" if single else "")
    said = rf"(?:{word})"
    return "|".join(
        (
            rf"^(?=[^,]*,)(?:(?!{said})[^,]){{0,30}}?(?<![a-z])(?:{latin}|{noun}|{part}|{stand})(?:[\s/]+(?!{said})[a-z/]+\.?){{0,2}},(?!.*[\s(]{WITH}).*",
            rf"(?:{said}\W*)?(?:{latin})(?![a-z])[^,+]{{0,40}}?[\s(]{FOR}[^,;+)]{{0,30}}?{said}[a-z]*",
            rf"{said}(?:[a-z]*[\s_-]+|s|n|en)?(?:{latin})(?![a-z]|{NO_END})",
            rf"{said}用?(?:{other})",
            rf"(?<![a-z])(?:{latin}),\s*{said}[a-z]*",
            rf"{said}[a-z]*(?:[\s_-]+(?!{WITH})(?:[a-z]+\.?|\d)){{0,4}}?[\s_-]+(?:{end})(?=\s*(?:$|[,;(/]|[\s-]+\S*\d))",
            rf"{said}[a-z]*[\s_-]+(?:(?!{WITH})[a-z]+\.?[\s_-]+){{0,2}}?(?:{part})\s*(?:$|[,(])",
            rf"(?:^|[,;]\s*)(?:{front})[\s_:]+{said}[a-z]*",
            rf"^(?:(?:{latin})\s+as(?:m|sy)|{noun}|bolt|cover|plug|harness){HYPHEN}.*",
            rf"^(?:{noun})(?![a-z])(?!.*[\s(]{WITH}).*",
            rf"[^\W\d]{{3,}}\s+{OF_IT}\s+{said}[a-z]*",
            rf"^(?:{other_front})[\s_:]+{said}",
            FASTENER,
        )
    )


def _scripts(words: Iterable[str]) -> tuple[str, str]:
    """The Latin words, and those of other scripts, each as one pattern."""
    return (
        any_of(each for each in words if each.isascii()) or NEVER,
        any_of(each for each in words if not each.isascii()) or NEVER,
    )
