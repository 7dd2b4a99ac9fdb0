"""Who has which part in a deal, told line by line or by another's: each part with whoever has it under its own name."""

import re
from collections.abc import Mapping
from typing import Any

PART = r"(?:importer|buyer|purchaser|payer|orderer|customer|client|consignee|recipient|receiver|addressee|end[ _-]?user|user|end[ _-]?customer|taker|forwarder|agent|broker|trader|intermediary|seller|exporter|supplier|shipper)"
FRONT = r"(?:(?:the|later|last|final|ultimate|actual|first|named|stated|intermediate|direct|purchasing|freight|foreign) )*"
LINE = re.compile(
    rf"(?P<part>{FRONT}{PART}(?: of record| on paper)?(?: (?:and|&) {FRONT}{PART}(?: of record)?)*) ?(?::|=|\bis\b) ?(?P<who>.+)",
    re.IGNORECASE | re.DOTALL,
)
"""`Importer of record and payer: a yard in Kaohsiung`."""
SAME = re.compile(
    rf"(?:the )?(?:(?:same|identical|one)(?: (?:as|to|with|and the same as|firm as|company as|party as|person as))?(?: (?:the|under))? ?|as (?:the )?|also (?:the )?|see |like (?:the )?|that is,? (?:the )?|(?:he|it) is (?:also )?(?:the )?)(?P<part>{PART})(?: (?:above|too|as well|itself|again))?\.?",
    re.IGNORECASE,
)
"""`Same as consignee`."""
ALONE = re.compile(rf"(?:the )?(?P<part>{PART})(?: (?:itself|above|too|as well))?", re.IGNORECASE)
NO_PART = re.compile(
    r"owner|parent|holder|holding|address|premises|warehouse|headquarter|\bhq\b|group|subsidiar|affiliate|sister|director|controll",
    re.IGNORECASE,
)
"""Among the parts in a deal: what has none and belongs to somebody who has."""
NAMES = {"end_customer": "end_user", "client": "customer", "receiver": "recipient", "payer": "purchaser"}
"""Parts by the names that another line may have for them."""
ROLE = frozenset({"role", "roles", "part", "function", "acts_as", "as"})
WHO = frozenset({"name", "who", "party", "company", "firm", "what"})
"""In the rows of a list: which part, and who has it."""


def told(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The same, lines that tell who has which part as roles, and whoever is told by another's part by name."""
    rest: dict[str, Any] = {}
    roles: dict[str, Any] = {}
    facts = _besides_parts(facts)
    for key, said in facts.items():
        parts = _parts(said)
        roles |= parts
        rest |= {} if parts else {key: said}
    if not roles:
        return _by_name(rest)
    own = rest.get("roles", {})
    return _by_name(rest | {"roles": roles | own} if isinstance(own, dict) else dict(facts))


def _besides_parts(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same, what stands among the parts in a deal and is none (an owner, an address) under a name of its own."""
    roles = facts.get("roles")
    if not isinstance(roles, dict):
        return facts
    other = {re.sub(r"[ -]+", "_", key): said for key, said in roles.items() if NO_PART.search(key)}
    if not other or other.keys() & facts.keys():
        return facts
    kept = {key: said for key, said in roles.items() if not NO_PART.search(key)}
    return {key: said for key, said in facts.items() if key != "roles"} | {"roles": kept} | other


def _parts(said: Any) -> dict[str, str]:
    """The parts that lines name, each with whoever has it; none where a line is anything else."""
    lines = said if isinstance(said, list) else said.split("; ") if isinstance(said, str) else []
    found = [_line(each) for each in lines]
    named = {part: who for part, who in found if part}
    return named if len(named) == len(found) else {}


def _line(said: Any) -> tuple[str, str]:
    """The part that one line names, and who has it; of a row all that it tells of him."""
    if isinstance(said, str):
        fits = LINE.fullmatch(said.strip())
        return (_key(fits["part"]), fits["who"]) if fits else ("", "")
    row = (
        {key.strip().replace(" ", "_"): each for key, each in said.items()} if isinstance(said, dict) else {}
    )
    part, who = (next((row.pop(key) for key in [*row] if key in names), "") for names in (ROLE, WHO))
    if not (isinstance(part, str) and isinstance(who, str) and who and LINE.fullmatch(f"{part}: {who}")):
        return "", ""
    if not all(isinstance(each, str) for each in row.values()):
        return "", ""
    return _key(part), "; ".join([who, *(f"{key.replace('_', ' ')} {each}" for key, each in row.items())])


def _key(part: str) -> str:
    """The name of a part as a key: of a later, last or final user the user."""
    bare = re.sub(
        r"\b(?:the|later|last|final|ultimate|actual|named|stated|direct|foreign) ", "", part.casefold()
    )
    return re.sub(r"[ -]+", "_", bare)


def _by_name(facts: dict[str, Any]) -> dict[str, Any]:
    """Whoever is told as the same as another one, as that one."""
    return {
        key: _by_name(said) if isinstance(said, dict) else _meant(facts, key, said)
        for key, said in facts.items()
    }


def _meant(facts: Mapping[str, Any], key: str, said: Any) -> Any:
    same = (SAME.fullmatch(said) or ALONE.fullmatch(said)) if isinstance(said, str) else None
    if not same or not re.search(PART, key, re.IGNORECASE):
        return said
    wanted = _key(same["part"])
    names = {wanted, NAMES.get(wanted, wanted)} | {name for name, other in NAMES.items() if other == wanted}
    other = next(
        (each for name, each in facts.items() if name != key and _key(name.replace("_", " ")) in names), said
    )
    return other if isinstance(other, str) else said
