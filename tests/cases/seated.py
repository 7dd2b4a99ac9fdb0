"""Whether magnets are built in, told under a key by itself with yes or no, or in doubt."""

import re
from typing import Any

from cases.declared import TRUTH
from cases.situation import Situation
from cases.untold import not_sure

IN_WHAT = r"(?:_(?:the_)?(?:cores?|rotors?|slots?|housings?|stators?|yokes?|shafts?|place|assembly|products?|motors?))?"
BUILT = re.compile(
    rf"(?P<no>not_|un_?|non_)?(?:magnets?_)?(?:all_)?(?:built_?in|(?:fixed|glued|bonded|mounted|installed|inserted|embedded|assembled|pressed|potted|integrated|seated)(?:_(?:in|into|on|onto|to))?{IN_WHAT})",
)
LOOSE = re.compile(
    r"(?P<no>not_|non_)?(?:magnets?_)?(?:loose|separate|separately_packed|bare)(?:_(?:magnets?|pieces?))?"
)
IN_DOUBT = re.compile(
    r"\b(?:partly|partially|in part|half|some|most(?:ly)?|mainly|not (?:all|yet|fully|every\w*|always|proven|confirmed|known|clear|stated)|almost|nearly|planned|pending|to be|will be|later|soon|except|apart from|but"
    r"|said|claimed|perhaps|maybe|possibly|unclear|unknown|or not)\b|\?",
    re.IGNORECASE,
)
SHOWS = re.compile(
    r"(?:packing_list|drawing|photo(?:graph)?|picture|sketch|x_?ray|assembly_plan)s?(?:_shows)?"
)
OF_MAGNETS = re.compile(r"\b(?:tiles?|magnets?|segments?|cores?|blocks?|pieces)\b", re.IGNORECASE)
BARE = re.compile(r"\b(?:loose|bare|separate\w*|unassembled|not (?:yet )?\w+)\b", re.IGNORECASE)
"""What a paper shows of magnets is one account of them; that they are loose is read elsewhere."""
PLAIN = re.compile(
    r"(?:not|none|nothing|never|no)(?: (?:built in|fixed|mounted|at all|of them))*", re.IGNORECASE
)


def told(it: Situation, key: str, said: Any) -> bool:
    """Whether a key tells that magnets are loose, or leaves open whether they are; that they are built in is read elsewhere."""
    if isinstance(said, str) and SHOWS.fullmatch(key):
        told = OF_MAGNETS.search(said) and not (BARE.search(said) and not not_sure(said))
        it.form_open = it.form_open or bool(told)
        return bool(told)
    built, loose = BUILT.fullmatch(key), LOOSE.fullmatch(key)
    fits = built or loose
    if not isinstance(said, str) or not fits:
        return False
    truth = TRUTH.get(said.casefold(), "no" if PLAIN.fullmatch(said) else "")
    if truth:
        is_so = (truth == "yes") is not bool(fits["no"])
        is_loose = is_so is not bool(built)
        if is_loose:
            it.say("item.form", "permanent_magnet")
            it.magnet = True
        return is_loose
    if IN_DOUBT.search(said) or not_sure(said):
        it.form_open = True
        return True
    return False
