"""What a supplement of the United States names and a case tells without its class."""

import re

from cases.situation import EXAMPLE, Situation

OTHERWISE_FREE = re.compile(
    r"\b(?:otherwise|else|apart from that|beyond that|by itself)\b[^;]*\b(?:NLR|no licen[cs]e|licen[cs]e[- ]free|free)\b|\bAT[- ]only\b|\bNLR\b(?! if)",
    re.IGNORECASE,
)


def second_of_744(it: Situation, named: str) -> None:
    """What supplement 2 to part 744 names and is told without its class: controlled for anti-terrorism alone, where it needs no licence otherwise.

    Of any other it is open what else it is controlled for.
    """
    if it.codes or it.said("item.facts.in_744_supplement_2") != "yes":
        return
    if OTHERWISE_FREE.search(named):
        it.say("item.codes", "us:3A991", EXAMPLE)
    else:
        it.either.setdefault("item.codes", ["us:3A991", "us:1C001"])
