"""What a text under the name of a substance says of it: that it is not there, or that nobody knows."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

NOT_TOLD = re.compile(
    r"about 0+(?:\.0+)?(?: ?%)?|n\.?/?a\.?|tb[acd]|-+|\.\.\.|…|(?:not|never|un)[ -]?(?:yet )?(?:stated|known|told|tested|given|specified|determined|reported|disclosed|analysed|analyzed|sure|certain|clear)\b.*"
    r"|(?:to be|not) (?:tested|measured|determined|confirmed)\b.*|no (?:test|assay|analysis|data|report|certificate|information|measurement)\b.*|unclear.*|open|\?|in doubt|possibl[ey]\b.*|perhaps|maybe|may be there|suspected\b.*"
    r"|(?:said|declared|claimed|alleged|supposed|believed|thought|labell?ed|stated)\b.*\b(?:nil|none|no|not|absent|free|zero|without)\b.*",
    re.IGNORECASE,
)
"""Of a substance: whether it is there is not known."""
DOUBTS = (
    r"(?:not (?:yet )?(?:answer\w*|repl\w+|respond\w*|say\w*|said|confirm\w*|back|in|shown|listed|mentioned|asked|arrived|received|available|resolved|settled|agreed)|(?:no|without(?: an?)?|never an?|nor an?) (?:answer\w*|repl\w+|response|word|news|result|figures?|statement|entry|information|data|test|sheet|assay|declaration)"
    r"|(?:does|did|do|would|will|has|have|had|is|are|could|can)(?:n't| not) (?:tell|told|say|said|know|known|answer\w*|repl\w+|disclose\w*|confirm\w*|give|given|state|test\w*|want|wish|rule|be)|declin\w+|refus\w+|silent|silence|keeps? (?:it |this |that )?(?:secret|back)|withh\w+|asked|inquir\w+|enquir\w+|await\w*|pending|outstanding|blank|left (?:open|blank|out)|missing|illegible|unreadable|unanswered"
    r"|perhaps|maybe|possibl[ey]|may|might|could|whether|disput\w+|contest\w+|contradict\w+|conflict\w+|disagree\w*|differ\w*|doubt\w*|guess\w*|un(?:known|clear|stated|told|disclosed|certain|sure|answered)|not (?:known|clear|stated|told|disclosed|tested|measured|given)|secret|confidential|trade secret|depends|varies|varying|where needed|as needed|if (?:any|needed|at all)|on request|some (?:lots|batches|pieces|magnets)|yes (?:and|or) no|anybody's guess|only (?:said|claimed|alleged))"
)
NOT_SURE = re.compile(
    rf"\b{DOUBTS}\b|\?",
    re.IGNORECASE,
)
"""Under the name of a substance, in any words: whether it is there is not known."""
UNTOLD = re.compile(
    r"(?:null|none|no|not (?:given|stated|known|told|reported)|un\w+|missing|left out|n/?a|\?|-)?",
    re.IGNORECASE,
)
"""Of the limit of a method: it is not told."""
NO_LIMIT = re.compile(
    r"\((?=.*\b(?:limit|LOD|LOQ|method)\b).*\b(?:un\w+|not (?:given|stated|known|told|reported)|without|missing|no (?:unit|limit|figure))\b.*\)",
    re.IGNORECASE,
)
"""Nothing was found, and how little could have been is not told."""
ABSENT = re.compile(
    r"(?:none|no|nil|absent|n\.?d\.?|false|none (?:of it|at all|whatever|of them|of either)|not (?:a trace|any|there|in it)|nothing(?: of it)?|zero|(?:not|none|nothing) (?:detect\w+|found|measur(?:e?able)|present)|undetect\w+"
    r"|below (?:the )?(?:detection|limit of detection|LOD)\b.*)(?: (?:throughout|anywhere|everywhere|at all|whatever|in (?:any|all|each)(?: (?:lot|piece|batch|of them|one)s?)?))?(?:[,;:]? ?(?:with |at |by |to |for |and )*(?:an? |the |its |our )*(?:detection |reporting |quantification )?(?:limits?|LO[DQ]|threshold)(?: of (?:detection|quantification|the (?:method|test)))?(?: (?:was|is|being|of|at|:|=))*,? ?[<≤]?(?:[\d.]+ ?(?:%|ppm|percent|per ?cent|pct|wt\.? ?%)?|not (?:given|stated|told|known)|unknown))?(?: \(.*\))?",
    re.IGNORECASE,
)
"""A test that finds nothing."""
EXCEPTED = re.compile(
    r"(?:none|no|nil|nothing|absent|free|zero|not)\b[^;]*?\b(?:save|except|but for|but in|apart from|other than|excluding|bar)\b(?: (?:for|in))? (?P<rest>.+)",
    re.IGNORECASE,
)
"""Not there, but for some of the goods."""


LEAST_SEEN = re.compile(
    r"(?:limits?|LODs?|LOQs?|detection|quantification|method|test|instrument|resolution|sensitivity|XRF|EDX|EDS|spark|below|under|less than|[<≤])[^\d;()]{0,30}?(?P<figure>\d+(?:\.\d+)?) ?(?P<unit>%|pct|percent|per ?cent|wt\.?-?%|ppm)",
    re.IGNORECASE,
)
"""How little a method finds."""
OF_METHOD = re.compile(
    r"(?:detection|quantification|reporting|determination)_?(?:limit|threshold)|limit_of_|(?:^|_)(?:lod|loq|uncertainty|tolerance|accuracy)(?:_|$)",
    re.IGNORECASE,
)
"""A figure of how a thing was measured."""
OF_TEST = re.compile(
    r"\b(?:detection|quantification|reporting|determination) (?:limit|threshold)|\blimit of (?:detection|quantification|the (?:test|method|instrument))|\bLO[DQ]\b|\b(?:detects?|sees?|finds?) (?:nothing|no traces?) (?:below|under)",
    re.IGNORECASE,
)
FINE = Fraction("0.01")
"""In per cent: what a method of less than this does not find is not there."""
PPM = 10_000

FINDS_NOTHING = re.compile(
    r"(?:n\.?d\.?|not (?:detect\w+|found|measurable|seen)|undetect\w+|nil|absent|none (?:found|detected|seen)|nothing (?:found|detected)|below (?:the )?(?:detection|limit|LO[DQ]))(?![\w-])",
    re.IGNORECASE,
)
UNTOLD_LIMIT = re.compile(
    r"\b(?:limit|LO[DQ]|method|threshold)\b[^;]*\b(?:not (?:given|stated|told|known|reported)|unknown|unstated|missing)\b|\b(?:unknown|unstated|no) (?:detection )?(?:limit|LO[DQ])\b"
    r"|\b(?:limits?|LO[DQ])\b[^;\d]{0,30}0*\.[01]?\d*$|\b(?:limits?|LO[DQ])\b[^;\d]{0,30}[1-9]\d*(?:\.\d+)?$",
    re.IGNORECASE,
)
"""Of a test that finds nothing: its limit is not told, or without its unit."""


def may_hide(said: str) -> bool:
    """Whether a test that finds nothing lets traces pass, or tells how it was looked for in words that nobody knows."""
    if ABSENT.fullmatch(said):
        return is_coarse(said) or bool(UNTOLD_LIMIT.search(said))
    return bool(FINDS_NOTHING.match(said)) and not EXCEPTED.fullmatch(said.strip())


def is_coarse(text: str) -> bool:
    """Whether a text tells of a method that traces pass unseen."""
    return any(
        Fraction(found["figure"]) / (PPM if found["unit"].casefold() == "ppm" else 1) >= FINE
        for found in LEAST_SEEN.finditer(text)
    )


def lets_pass(key: str, said: str) -> bool:
    """Whether the limit of a method is not told, or lets traces pass unseen; its unit may end its key."""
    return bool(UNTOLD.fullmatch(said.strip())) or is_coarse(f"limit {said} {key.rpartition('_')[2]}")


def limit_of(facts: Mapping[str, Any]) -> dict[str, str]:
    """What a case tells of the limit of the method with which its goods were tested, outside of what they are made of."""
    texts = {key: said for key, said in facts.items() if isinstance(said, str)}
    told = {key: said for key, said in texts.items() if OF_METHOD.search(key)}
    tests = [
        said
        for key, said in texts.items()
        if key != "composition" and OF_TEST.search(f"{key} {said}".replace("_", " ")) and is_coarse(said)
    ]
    return told | ({"detection_limit": tests[0]} if tests else {})


def is_there(said: str) -> str:
    """`yes` where a text tells that some of the goods have a substance, with how much; `?` where it only leaves them out."""
    found = EXCEPTED.fullmatch(said.strip())
    if not found:
        return ""
    return "yes" if re.search(r"\d ?(?:%|ppm|per)", found["rest"]) and not NOT_SURE.search(said) else "?"


def not_sure(said: str) -> bool:
    """Whether a text under the name of a substance says in any words that nobody knows, and tells no figure."""
    if may_hide(said):
        return True
    return bool(NOT_SURE.search(said)) and not (ABSENT.fullmatch(said) or re.search(r"\d", said))
