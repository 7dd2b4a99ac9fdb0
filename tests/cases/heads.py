"""What a thing is where several are named: the last noun of a compound, what is loose, and not what is denied."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cases import absent, figures, formulas, hedged, perhaps

if TYPE_CHECKING:
    from cases.phrasebook import Effect, Phrasebook

DENIED = re.compile(
    r",?\s*(?:\b(?:but|and|yet)\s+)?\b(?:not|no|never|nor|neither|without|instead of|rather than|other than|except(?: for)?|excluding)\s+"
    r"(?:(?:an?|the|any)\s+)*(?P<what>[^,;:()]+)",
    re.IGNORECASE,
)
"""`Rotor, not a motor`: what is denied."""
MAGNETS = r"(?:(?<!permanent[ -])magnets|(?<!permanent[ -])magnet|permanent[ -]magnets|permanent[ -]magnet(?=$|[,;:()]))"
AFTER = r"(?=$|\s*[,;:()]|\s+(?:with|of|made|containing|coated|plated|sintered|and|plus|\d))"
PIECES = r"(?:segments|tiles|arcs|blanks|slugs)"
TAKEN = re.compile(
    rf"(?P<what>\b(?:{MAGNETS}|{PIECES}|pieces|blocks|rings|discs|bars|rods))(?:,? (?:which|that)?(?: ?(?:are|were|is|was|being|been))? ?)"
    r"(?:(?:(?:taken|removed|cut|broken|pulled|stripped|recovered|salvaged|extracted|dismantled|reclaimed|detached)(?: out)?(?: (?:of|from|off))?|from|out of|off)"
    r"|(?:(?:to be|which (?:will|shall|are to) be|not yet|for|before|awaiting) (?:later |being )?)(?:built|fitted|fixed|inserted|glued|mounted|assembled|installed|placed|pressed|joined|bonded|embedded|building|fitting|assembly|insertion)(?: (?:in|into|on|onto|to|with))?"
    r"|(?:going|destined|meant|intended) (?:in|into|for))\b[^,;:()]*",
    re.IGNORECASE,
)
"""Magnets out of a thing, or for one: they are no part of it."""
STOCK = r"(?:(?:balance |balancing )?(?:counter-?)?weights|bars|plates|rods|billets|ingots|sheets|slabs|(?:bar |rod )?stock)(?=$|\s*[,;:()])"
COMPOUND = re.compile(
    rf"(?P<front>(?:[\w-]+ )+?)(?P<what>(?:{MAGNETS}|{PIECES})\b{AFTER}|{STOCK})", re.IGNORECASE
)
"""`Motor magnets`, `rotor segments`."""
STUFF = re.compile(
    r"(?P<front>(?:[\w-]+ )*?[\w-]+)[ -](?P<what>(?:raw materials?|feed(?:stocks?)?|precursors?|starting materials?|ingredients?|inputs?|grade|quality|production|making|drawings?|photos?|brochures?|manuals?|catalogues?)\b)",
    re.IGNORECASE,
)
"""`Phosphor raw material`: what a thing is made from is not that thing."""
HELD = re.compile(
    r"\b(?:with|containing|contains?|holding|has|having|including|in|on|into|inside|of|around|plus|and|by)\b",
    re.IGNORECASE,
)
HELD_IN = re.compile(
    r"\b(?:with (?!loose|spare)|containing|contains?|holding|has|having|including|in|on|into|inside|of|around|by|between)\b",
    re.IGNORECASE,
)
STICKS = re.compile(
    r"\b(?:fridge|refrigerator|souvenir|memo|whiteboard|toy|novelty|decorative|hook)\b", re.IGNORECASE
)
"""Such magnets are finished goods."""
BUILT = frozenset({"part", "magnet_assembly", "finished_good", "component"})
MADE = BUILT | {"phosphor", "crystal", "catalyst", "fibre"}
APART = re.compile(
    r"(?:\b(?:(?:packed|boxed|put|laid) together,? (?:but )?)?(?:not|un|never)[ -]?(?:yet )?(?:joined|fixed together|fixed|glued|assembled|mounted|fitted|connected)\b"
    r"|\b(?:shipped|sent|packed|supplied|delivered|sold|exported|boxed|consigned|invoiced|entered|kept|loaded|apart)?\s*"
    r"\b(?:apart|separately|side by side|loose(?:ly)?|in (?:separate|different|two|their own) (?:boxes|crates|cartons|cases|packages|parcels|lots|consignments|shipments))\b"
    r"(?: from (?:the |its |their )?(?:[\w-]+ ?){1,3})?|\b(?:dismantled|disassembled|knocked[- ]down)\b)",
    re.IGNORECASE,
)
CORE = re.compile(
    r"\b(?:cores?|magnets?|magnet[- ](?:pieces?|segments?)|hubs?|yokes?|carriers?|laminations?|back[- ]?iron|plates?)\b",
    re.IGNORECASE,
)
APART_OF = re.compile(
    r"\bwhose (?:[\w-]+ ){0,2}?(?:is|are|was|were)\b|(?:\b(?:the|its|with the) )?\b(?:cores?|hubs?|yokes?|carriers?|laminations?)(?: (?:is|are|was|were|being))?\s*$",
    re.IGNORECASE,
)
KIT = re.compile(r"\bkits?\b|\bsets? of parts\b|\bsensors?\b|\bchips?\b", re.IGNORECASE)
"""Of a kit the law leaves open whether it is one article."""
LOOSE = "magnets that are loose"
JOINED = re.compile(
    r"(?<!not )(?<!not yet )\b(?:fixed|glued|joined|assembled|mounted|built|bonded|mou?lded|integrated|pressed|inserted|embedded|installed|potted)\b",
    re.IGNORECASE,
)
AND = re.compile(
    r"\s*(?:[;/&+]|,? \b(?:and|plus|or|as well as|together with|along with|with loose|with spare)\b)\s*",
    re.IGNORECASE,
)
NOT_IT = re.compile(
    r"\b(?:yet|only|all|always|necessarily|merely|simply|just|fully|completely)\b", re.IGNORECASE
)
"""What is not yet, or not only, a thing may be one."""


FUTURE = re.compile(
    r",? ?(?:\b(?:which|that) )?(?:\b(?:is|are|were|was) )?(?:\b(?:later|still|yet|then|only) )*\b(?:(?:intended |meant |destined |due |going |waiting )?to be|will be|shall be|awaiting|before being)(?: (?:later|then|further))?"
    r" (?:glued|built|fired|sintered|fitted|fixed|inserted|mounted|assembled|pressed|joined|bonded|embedded|melted|cast|mixed|blended|calcined|reacted|doped|converted|made|processed|turned|machined|mou?lded|magneti[sz]ed|coated|plated|installed|potted|welded|set|placed|insertion|assembly|mounting|calcination|sintering|firing)\b[^,;:()]*",
    re.IGNORECASE,
)
"""What will become of goods: they are not that yet."""
WASTE = re.compile(
    r"(?P<what>\b(?:swarf|turnings|chips|scrap|shavings|filings|borings|offcuts|dust|sludge|fines|grindings)"
    r" (?:left over |arising )?from (?:the )?(?:(?!for\b|in\b)[\w-]+ ){0,3}?)(?:machining|grinding|turning|cutting|milling|sawing|drilling|polishing|slicing)\b",
    re.IGNORECASE,
)
"""Waste of some work, which is none of its tools."""


def meant(book: "Phrasebook", text: str) -> str:
    """A text in which only that stands what the thing is: what is denied and what it is out of is left away.

    Of substances that are not there, or may be, each is told by itself.
    """
    text = hedged.plain(book, formulas.plain(figures.in_signs(text), frozenset(book.names.values())))
    text = WASTE.sub(lambda fits: fits["what"], text)
    text = FUTURE.sub(lambda fits: fits[0] if book.alarm.search(fits[0]) else "", text).strip() or text
    text = _undenied(book, perhaps.plain(book, absent.plain(book, text)))
    if APART.search(text) and CORE.search(text) and not KIT.search(text):
        text = (
            f"{APART_OF.sub('', APART.sub('', text))}; {LOOSE}"
            if _is_magnet(book, text) or forms(book, text) & BUILT
            else text
        )
    elif not (HELD_IN.search(text) or JOINED.search(text)) and _two(book, text):
        text = f"{text}; {LOOSE}"
    text = TAKEN.sub(lambda fits: fits["what"], text)
    return COMPOUND.sub(lambda fits: _last(book, fits), STUFF.sub(lambda fits: _stuff(book, fits), text))


def _two(book: "Phrasebook", text: str) -> bool:
    """Whether bare magnets are named beside goods of another form."""
    pieces = [COMPOUND.sub(lambda fits: _last(book, fits), each) for each in AND.split(text)]
    named = [forms(book, each) for each in pieces]
    bare = [
        not form - {"permanent_magnet"} and _is_magnet(book, each)
        for form, each in zip(named, pieces, strict=True)
    ]
    return any(bare) and any(form & BUILT for form in named)


def _undenied(book: "Phrasebook", text: str) -> str:
    """A text without the things that it says this one is not; whatever else is denied stays."""
    for fits in [*DENIED.finditer(text)]:
        denied = fits["what"]
        own = any(book.longest("thing", text, at)[0] for at in range(fits.start(), fits.start("what")))
        if not (own or book.alarm.search(denied) or NOT_IT.match(denied)) and (
            forms(book, denied) or _is_magnet(book, denied)
        ):
            text = text.replace(fits[0], "", 1)
    return text.strip() or text


def _stuff(book: "Phrasebook", fits: re.Match[str]) -> str:
    """What something is made from, without the name of that."""
    front = fits["front"]
    named = [each.says for each in _told(book, front) if each.effects.get("set", {}).get("item.form") in MADE]
    if not named or HELD.search(front.partition(named[-1])[2]):
        return fits[0]
    return f"{front.replace(named[-1], '', 1)} {fits['what']}"


def _last(book: "Phrasebook", fits: re.Match[str]) -> str:
    """A compound without the names of what the magnets are for, unless these hold them."""
    front = fits["front"]
    if HELD.search(front) or STICKS.search(front):
        return fits[0]
    for each in _told(book, front):
        if each.effects.get("set", {}).get("item.form") in BUILT:
            front = front.replace(each.says, "", 1)
    return f"{front}{fits['what']}"


def forms(book: "Phrasebook", text: str) -> set[str]:
    """The forms that a text names."""
    return {
        each.effects[how]["item.form"]
        for each in _told(book, text)
        for how in ("set", "unless_said")
        if "item.form" in each.effects.get(how, {})
    }


def _is_magnet(book: "Phrasebook", text: str) -> bool:
    return any(each.effects.get("magnet") for each in _told(book, text))


def _told(book: "Phrasebook", text: str) -> Iterator["Effect"]:
    yield from book.words("thing", text, [])
