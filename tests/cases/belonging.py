"""What a buyer is, told under a key of its own: the branch of a listed company, on a list or on none."""

import re
from collections.abc import Iterable
from typing import Any

from cases import by_words, holding
from cases.declared import TRUTH
from cases.holding import BRANCH_OF, NOT_SO, SUBSIDIARY_OF, USER
from cases.situation import Situation

OF_ANOTHER = re.compile(
    r"(?:.*_)?(?:exporter|seller|shipper|supplier|forwarder|intermediar\w+|bank|agent|broker|carrier|insurer|owner|owners|ownership|owned_by|holders?|shareholders?|parent|employer|designer|designed_by"
    r"|neighbou?r|address|building|campus|product|item|goods|equipment|activity|end_use|use|purpose|facility|fab|plant|remark|note|story|partner)(?:_.*)?"
)
"""Keys under which somebody or something else is told."""
FRONT = re.compile(
    r"(?:(?:the )?(?:buyer|customer|consignee|recipient|end user|purchaser|it|they) (?:is|are) )?(?:an?|the|its|their|one|only|merely)? ?(?:[\w-]+,? ){0,3}?",
    re.IGNORECASE,
)
DOUBT = re.compile(
    r"\b(?:perhaps|maybe|possibl[ey]|may|might|could|un(?:known|clear|stated|certain)|whether|alleged\w*|said|claim\w*|reported\w*|suspect\w*|presum\w*|probabl[ey]|or not|not (?:known|clear|sure))\b|\?",
    re.IGNORECASE,
)
UNCHECKED = re.compile(
    r"\b(?:un(?:known|clear|checked|verified|resolved|stated|certain)|not (?:\w+ )?(?:checked|verified|known|clear|sure|done|resolved|confirmed|certain)|pending|open|perhaps|maybe|possibl[ey]|may|might|in doubt)\b|\?",
    re.IGNORECASE,
)
LIST = r"(?:entity|control|watch|unverified|meu|military_end_user|denied_persons?|denied_part(?:y|ies))_list|sdn(?:_list)?"
TRUTH_OF_LIST = re.compile(
    rf"(?:(?P<role>end_user|final_user|user|buyer|customer|purchaser|consignee|recipient)_)?(?:is_)?(?:on_)?(?:the_)?(?P<list>{LIST})(?:ed|_listed|_party)?"
    r"|(?P<whose>end_user|final_user|user|buyer|customer|purchaser|consignee|recipient)_(?:is_)?(?:listed|on_(?:an?_|any_|the_)?list)"
)
"""Whether somebody is on a list, said with yes or no."""

TIE = re.compile(
    r"(?:(?:buyer|end_user|customer|recipient|it|office)_)?(?:is_)?(?P<what>(?:(?:sales|representative|liaison|trading|purchasing|foreign|overseas|branch)_)?(?:branch|office|outlet)|division|wholly_owned_subsidiary)_of"
)
"""A key that says in its name how the buyer belongs to whoever stands there."""
ARTICLE = re.compile(r"^(?:an?|the|its|another) ", re.IGNORECASE)
IN_COUNTRY = re.compile(r",? (?:(?:headquartered|based|seated) )?in (?:(?-i:[A-Z]{2})|(?-i:[A-Z])[a-z]+)$")

BRANCH = re.compile(
    r"(?:(?:an?|the|its) )?(?:(?:foreign|overseas|sales|representative|liaison|local|unincorporated|[A-Z]\w+) )*(?:branch(?: office)?|office|division|outlet) (?:of|belonging to) (?:the )?[A-Z][\w.&-]*"
)
THE_LISTED = re.compile(
    r"(?:the )?licen[cs]e requirements? (?:of|for) (?:the )?listed (?:entity|company|firm|party|head office|parent)\b(?! or)",
    re.IGNORECASE,
)


def branch_of_listed(it: Situation, needs: Iterable[str]) -> None:
    """A branch of somebody of whom the answer speaks as of the listed one is on his list."""
    said = re.split("[;,]", it.texts.get("end_user", ""))[0].strip()
    if BRANCH.fullmatch(said) and any(THE_LISTED.match(each) for each in needs):
        it.facts.pop("end_user.lists", None)
        it.say("end_user.lists", "us/entity-list")


def joined(facts: dict[str, Any]) -> dict[str, Any]:
    """The same, and with holdings that are told in pieces together."""
    return holding.joined(told(facts))


def told(facts: dict[str, Any]) -> dict[str, Any]:
    """The same, such a tie with the buyer whom it is told of, and the list that he is on or not."""
    facts = _by_key(_on_lists(facts))
    user = next((key for key, said in facts.items() if USER.fullmatch(key) and isinstance(said, str)), "")
    for key, said in facts.items():
        if key == user or not isinstance(said, str) or OF_ANOTHER.fullmatch(key):
            continue
        tie = BRANCH_OF.search(said) or SUBSIDIARY_OF.search(said)
        front = said[: tie.start()] if tie else ""
        if not tie or not FRONT.fullmatch(front) or NOT_SO.search(front) or DOUBT.search(said):
            continue
        rest = {name: each for name, each in facts.items() if name not in {key, user}}
        who = said[tie.start() :]
        return rest | {user or "end_user": f"{facts[user]}, {who}" if user else who}
    return facts


def _by_key(facts: dict[str, Any]) -> dict[str, Any]:
    """The same, a tie whose kind a key tells, `branch_of: Entity List company`, in a text of it."""
    key = next((each for each, said in facts.items() if TIE.fullmatch(each) and isinstance(said, str)), "")
    found = TIE.fullmatch(key)
    if (
        not found
        or not by_words.LISTS.search(facts[key])
        or NOT_SO.search(facts[key])
        or DOUBT.search(facts[key])
    ):
        return facts
    listed = ARTICLE.sub("", IN_COUNTRY.sub("", facts[key]))
    rest = {name: said for name, said in facts.items() if name != key}
    return rest | {"whose_tie": f"{found['what'].replace('_', ' ')} of an {listed}"}


def _on_lists(facts: dict[str, Any]) -> dict[str, Any]:
    for key, said in facts.items():
        fits = TRUTH_OF_LIST.fullmatch(key) if isinstance(said, str) else None
        truth = TRUTH.get(said.casefold(), "") if fits else ""
        doubt = "perhaps" if fits and fits["list"] and not truth and UNCHECKED.search(said) else ""
        if not fits or not (truth or doubt) or (truth == "yes" and not fits["list"]):
            continue
        role = fits["role"] or fits["whose"] or "end_user"
        front = doubt or ("not" if truth == "no" else "")
        text = f"{front} on the {_named(fits['list'])}".strip() if fits["list"] else "unlisted"
        rest = {name: each for name, each in facts.items() if name not in {key, role}}
        before = facts.get(role)
        return _on_lists(rest | {role: f"{before}, {text}" if isinstance(before, str) else text})
    return facts


def _named(name: str) -> str:
    """The name of a list as a text has it."""
    return {"sdn": "SDN List", "sdn_list": "SDN List", "meu_list": "MEU List"}.get(
        name, name.replace("_", " ").title()
    )
