"""Help for rare-earth work abroad in any words: what somebody does there, and at which step of the work."""

import re

from cases import technology
from cases.composition import Heard
from cases.phrasebook import Phrasebook, UnmappedPhrase
from cases.situation import EXAMPLE, Situation

ON_LINES = r"assembl\w*|erect\w*|install\w*|commission\w*|debug\w*|tun(?:e|es|ing)|start(?:ing)?[- ]?up|maint\w+|upkeep|repair\w*|servic\w+|upgrad\w*|overhaul\w*|moderni[sz]\w*|retrofit\w*|revamp\w*|refurbish\w*|renovat\w*|rebuild\w*|rebuilt|expan[ds]\w*|extension|extending|fix(?:es|ing)|restart\w*|restor\w*|sett?(?:ing)? up|set-up|construct\w*|fitting|replac\w+|convert\w*|conversion"
"""Work on a line that the list of technology names."""
HELP = re.compile(
    rf"\b(?:(?P<on_lines>{ON_LINES})|assist\w*|help\w*|support\w*|advis\w+|advice|consult\w*|guid(?:e|es|ing|ance)|coach\w*|mentor\w*|train(?:s|ed|ing)?|instruct\w*|operat(?:e|es|ing|ion)"
    r"|runs?|running|manag\w+|works?(?= (?:as|at|for|in|on)\b)|working|employ\w*|build(?:s|ing)?|optimi[sz]\w*|troubleshoot\w*|plan(?:s|ning))\b",
    re.IGNORECASE,
)
WORKS = re.compile(
    r"\b(?:rare[- ]earths?|magnets?|NdFeB|SmCo|solvent[- ]extraction|dysprosium|terbium|neodymium|samarium)\b[^,;]*?\b(?:plants?|lines?|factor(?:y|ies)|works|mines?|refiner(?:y|ies)|smelters?|smelting|separation|separators?|recyclers?|recycling|mining|producers?|makers?|manufactur\w*|production|making|projects?|facilit(?:y|ies)|ventures?|processing|metal[- ]making)\b"
    r"|\b(?:plants?|lines?|factor(?:y|ies)|mines?|refiner(?:y|ies)|smelters?|separation|recycling|mining|production|making|furnaces?)\b[^,;]*?\b(?:rare[- ]earths?|magnets?|NdFeB|SmCo)\b",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"\b(?:lectur\w*|talks?|seminars?|papers?|conference|published|publish\w*|textbooks?|journals?|public)\b",
    re.IGNORECASE,
)
"""What is told to the public is no help for a plant by itself."""
DENIED = re.compile(r"\b(?:no|not|never|without|nor|neither|un\w+|instead of)\b", re.IGNORECASE)


def activity(it: Situation, book: Phrasebook, heard: Heard, value: str) -> None:
    """What somebody does: by the words that are known, and as help for the works that the text names."""
    does, works = HELP.search(value), WORKS.search(value)
    helps = does and works and not (TOLD.search(value) or DENIED.search(value) or book.alarm.search(value))
    if not (helps and _is_unheard(book, value)):
        it.hear(heard(it, "thing", value))
    rank, form = it.facts.get("item.form", (EXAMPLE, ""))
    if does and helps and (rank == EXAMPLE or form in {"service", "magnet_assembly"}):
        # the assembly of a line is none of magnets
        it.say("item.form", "service")
        it.say("item.facts.technology_for", technology.step(value), EXAMPLE)
        it.say("item.facts.facility_activity", "maintenance" if does["on_lines"] else "", EXAMPLE)
        it.say("shipment.end_use", "overseas_rare_earth")


def _is_unheard(book: Phrasebook, value: str) -> bool:
    try:
        book.read("thing", value)
    except UnmappedPhrase:
        return True
    return False
