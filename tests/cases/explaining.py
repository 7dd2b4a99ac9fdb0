"""Whether a clause of what an answer rests on only explains: it is not understood, and can be no reason either."""

import re

from cases.phrasebook import Phrasebook
from cases.stories import STATES

CITES = re.compile(
    r"\b(?:part|limb|annex|arts?\.?|article|para(?:graph)?|item|row|entry|no\.?) ?\d+(?:\(\w+\))*",
    re.IGNORECASE,
)
"""A place of the law: its number is none of the case."""
GIVES = re.compile(
    r"\b(?:for|into|towards|ends? up|told|tells|inform\w*|notif\w*|notice|warn\w*|learn\w*|ministry|list(?:s|ed|ings?)?|bans?|banned|binds?|prohibit\w*|forbid\w*|forbidden|instead|besides?|plus|more|unless|except|or|if"
    r"|mak(?:e|es|ing)|made|built|produc\w*|designed|designs?|plants?|fabs?|lines?|tools?|equipment|software|technolog\w*|know-how|process\w*|holds?|held|holding|contain\w*|essential\w*|major|components?|licen[cs]\w*|author\w*|needs?|needed)\b|=",
    re.IGNORECASE,
)
"""What may give a use, knowledge, a making, a product of something, a licence, another thing or another reading."""
CLEARS = re.compile(
    r"^\W*(?:no|not|none|nobody|nothing|neither|never|without|un(?!known|clear|certain|less)\w+)\b|\b(?:clean|clear(?:ed)?|unlisted|ruled out)\b|\b(?:is|are|has|have|on|in|of) (?:no|not|none)\b",
    re.IGNORECASE,
)
"""What denies a fact, or says that nothing is wrong with it."""
UNSURE = re.compile(
    r"\b(?:unless|if|only|except|whether|unknown|unclear|may|might|otherwise)\b|\?", re.IGNORECASE
)
WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*|[\d.]*\d")


def is_no_reason(book: Phrasebook, clause: str, case: str) -> bool:
    """Whether a clause that is not understood can be no reason of a strict answer: it denies or clears, or only explains."""
    return not UNSURE.search(clause) and bool(CLEARS.search(clause) or explains(book, clause, case))


def explains(book: Phrasebook, clause: str, case: str) -> bool:
    """Whether a clause has nothing of its own that a law asks for.

    It has no word of alarm, no use, no knowledge, no party; every figure, country, substance and word of the law that
    it has is one that the `case` states.
    """
    bare = CITES.sub("", clause)
    if book.alarm.search(bare) or GIVES.search(bare):
        return False
    own = {each.casefold() for each in WORD.findall(case.replace("_", " ").replace("-", " "))}
    codes = {**book.places, **book.nations}
    return all(
        {each.casefold(), codes.get(each, each).casefold()} & own
        for each in WORD.findall(bare)
        if each in codes or _tells(book, each)
    )


def _tells(book: Phrasebook, word: str) -> bool:
    """Whether a word says more than nothing: a figure, a substance, a party, or what the law has a word for."""
    if book.says_nothing("need", word) and not word[0].isdigit():
        return False
    known = word.casefold() in book.names or word in book.names.values()
    told = STATES.fullmatch(word) or word.casefold() in book.vocabulary.said
    return known or word[0].isdigit() or bool(told)
