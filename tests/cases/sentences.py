"""Holdings that are told sentence by sentence, `L (Entity List) holds half of X`, and who has the rest of a company."""

import re
from fractions import Fraction
from typing import Any

from cases.numerals import of_the_whole

NAME = r"(?:the )?[A-Za-z][\w.&' -]*?"
SHARE = r"(?P<pct>\d+(?:\.\d+)?) ?(?:%|per ?cent)"
OF_SHARES = r"(?: of (?:the |its )?(?:shares|capital|votes|stock|equity))?"
HOLDS = re.compile(
    rf"(?P<owner>{NAME})(?: ?\((?P<list>[^()]+)\)|, (?P<list2>[^,;()]+),)? (?:(?:directly|itself|now|also|still) )?(?:holds|owns|has|keeps|controls) {SHARE}{OF_SHARES} (?:of|in) (?P<of>{NAME})\.?"
)
HELD = re.compile(
    rf"(?P<of>{NAME})(?: ?\((?P<own>[^()]+)\))? (?:is|are) (?:held |owned )?(?:to )?{SHARE}(?: (?:held|owned))? by (?P<owner>{NAME})(?: ?\((?P<list>[^()]+)\))?\.?"
)
"""`X is 50 % owned by L (Entity List)`."""
REST = re.compile(
    rf"(?:the )?(?:(?:remaining|other|rest|remainder|balance)(?: (?:is|of|{SHARE}))*)(?: (?:of|in) (?P<of>{NAME}))?(?: (?:is |are )?(?:held|owned|lies|lie|belongs?) (?:by|with|to)|:|,| -) ?(?P<list>.+)",
    re.IGNORECASE,
)
"""`Remaining half of Z: unlisted persons`."""
WHOLE = 100


def row(text: str) -> dict[str, str] | None:
    """The holding that one sentence tells; None where it tells none."""
    told = of_the_whole(text.strip())
    found = HOLDS.fullmatch(told) or HELD.fullmatch(told)
    if not found:
        return None
    parts = found.groupdict()
    on = parts.get("list") or parts.get("list2")
    return {"owner": parts["owner"], "pct": parts["pct"], "of": parts["of"]} | ({"list": on} if on else {})


def plain(value: Any) -> Any:
    """A list of such sentences with that on the rest of a company as a holding of what is left of it."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        return value
    rows = [row(each) for each in value]
    rests = [REST.fullmatch(of_the_whole(each.strip())) for each in value]
    if not any(rests) or not all(one or rest for one, rest in zip(rows, rests, strict=True)):
        return value
    told = [each for each in rows if each]
    return told + [_rest(told, each) for each in rests if each]


def _rest(told: list[dict[str, str]], rest: re.Match[str]) -> dict[str, str]:
    """Who has what is left of a company, of the last one where none is named: his share is what the others leave."""
    of = rest["of"] or told[-1]["of"]
    left = WHOLE - sum(Fraction(each["pct"]) for each in told if each["of"] == of)
    return {
        "owner": f"the rest of {of}",
        "pct": rest["pct"] or f"{float(left):g}",
        "of": of,
        "list": rest["list"],
    }
