"""Who holds what share of whom, told in any shape: rows of an owner, his lists, his share and the company."""

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from cases import charts, earlier, lefts, numerals, sentences
from cases.declared import TRUTH
from cases.doubting import ON_LIST as LISTED

Row = dict[str, str]
ASKED = {
    "pct": r"(?:\w+_)?(?:pct|percent|percentage)|(?:held_|owned_)?(?:shares?|stake|holding|interest|equity|fraction)(?:_held)?|holds|held|owns",
    "owner": r"(?:owner|(?:share|stake)?holder|parent|investor|partner|member|person|who|name|listed_owner)(?:_name)?",
    "of": r"of|in|(?:owned_|target_)?(?:company|entity|firm)|owned|target|subsidiary|affiliate|joint_venture|jv",
    "list": r"(?:owner_|on_)?(?:lists?|listed|listing|status|designat\w+|sanction\w*|sdn|blocked)(?:_(?:on|as|by|in|status))?",
}
"""Of each part of a row the keys under which people write it."""
KEY = re.compile(
    r"(?:\w+_)?(?:(?:corporate|group|holding|capital)?_?structure|belongs_to|joint_venture(?:_(?:of|with|partners?))?|part_of_group|member_of_group|subsidiary_of|daughter_of|ownership|owners?|owned_by|(?:share|stake)?holders?|(?:share|stake)?holdings?|stakes?|shareholdings?|held_by|equity)"
    r"(?:_(?:structure|chain|table|of_\w+|share|pct|percent|stake))*"
)
"""A key under which holdings stand."""
BELONGS = re.compile(
    r"belongs_to|joint_venture(?:_(?:of|with|partners?))?|(?:part|member)_of_group|(?:subsidiary|daughter)_of"
)
"""Of what a company is a part: it is held by most."""
BELONGING = re.compile(
    r"\b(?:belong(?:s|ing) to|(?:wholly[- ]owned |majority[- ]owned )?(?:subsidiary|daughter) of|(?:owned|held|controlled) by|part of) (?P<rest>[^;]+)",
    re.IGNORECASE,
)
EQUAL = re.compile(
    r"\b50 ?[:/-] ?50\b|\b(?:in )?equal(?: shares| parts)?\b|\bhalf and half\b|\b(?:one )?half(?: of it)?(?: held| owned)?\b",
    re.IGNORECASE,
)
OF_ENTRY = re.compile(r"entry|scope|polic|program|requirement|review|list|footnote")
"""In a key: what is said of the listing itself."""
OFFICE = re.compile(r"head_office|head_company|principal")
"""Whose branch it is: of such an owner it is the whole."""
OWNER = re.compile(rf"{OFFICE.pattern}|(?:\w+_)?(?:parent|owner|shareholder|holder|owned_by)")
SHARE_OF = re.compile(
    r"(?:(?:\w+_)?(?:parent|owner|shareholder|holder|ownership|owned|held)_)?(?:pct|percent|share|stake)(?:_(?:pct|percent|held))?"
)
FRACTION = re.compile(r"0?\.\d+")
PARTS_OF = re.compile(r"(?P<part>\d+) ?(?:/|of|out of) ?(?P<whole>\d+)(?: (?:shares|parts|votes))?")
"""`3/5`, `75 of 150 shares`."""
SUM = re.compile(r"[\d.]+(?: ?\+ ?[\d.]+)+")
EXACT = re.compile(
    r"^(?:exactly|precisely|just|equal to|=) (?=[\d.])|(?<=[\da-z]) ?(?:%|per ?cent|percent)(?: each)?$"
)
PARTS = {
    "half": "50",
    "one half": "50",
    "a half": "50",
    "quarter": "25",
    "a quarter": "25",
    "one quarter": "25",
}
PARTS |= {
    "three quarters": "75",
    "the whole": "100",
}
UNITS, TENS = [*numerals.SMALL][1:], [*numerals.TENS]
PARTS |= {name: str(number) for number, name in enumerate(UNITS, 1)} | {
    "a hundred": "100",
    "one hundred": "100",
}
PARTS |= {
    f"{ten}{joint}{unit}": str(10 * tens + units)
    for tens, ten in enumerate(TENS, 2)
    for units, unit in enumerate(["", *UNITS[:9]])
    for joint in ("-", " ")
} | {ten: str(10 * tens) for tens, ten in enumerate(TENS, 2)}
PARTS |= {name: figure for name, figure in numerals.PARTS_OF_ONE.items() if name not in PARTS}
ROW = re.compile(
    r"(?P<owner>[A-Za-z][^,;:()\d%]*?)(?: ?\((?P<list>[^()]+)\))?[,:]? (?:holds |has |owns |with )?(?P<pct>\d+(?:\.\d+)?) ?(?:%|per ?cent)"
)
"""`L (Entity List), a fifth`."""
ASIDE = re.compile(r"(?P<name>.+?) ?\((?P<list>[^()]+)\)")
SHARE_AND_LIST = re.compile(r"(?P<pct>[\d.]+ ?%?),? ?\(?(?P<list>[A-Za-z][^()]*)\)?")
"""`25 % (SDN)`, of whoever stands in the key."""
USER = re.compile(
    r"(?:end_user|final_user|user|buyer|customer|purchaser|consignee|recipient)(?:_(?:name|type|description))?"
)
PART_HELD = re.compile(
    r"(?P<who>[^;,(]*?),? ?\(?(?:(?:which|that) )?(?:is )?(?P<pct>[\d.]+) ?(?:%|per ?cent|percent)[ -](?:(?:held|owned) by|(?:subsidiary|affiliate) of|by) (?P<list>[^;,()]+?)\)?",
    re.IGNORECASE,
)
"""`A trader, 40 % held by a listed company`."""
HELD_BY = re.compile(
    r"\s*(?P<owner4>\w[\w ()-]*?) (?:holds|owns|has) (?P<pct4>[\d.]+) ?% (?:of|in) (?P<of>[\w-]+)"
    r"|(?P<pct>[\d.]+) ?%? (?:(?:owned|held|is|directly|owned directly) )*by (?P<owner>[^;,]+)"
    r"|(?P<owner2>[^;,:\d]+?):? (?P<pct2>[\d.]+) ?%"
    r"|wholly[ -]owned (?:subsidiary of|by) (?P<owner3>[^;,]+)",
    re.IGNORECASE,
)
"""`60 % by L (Entity List)`, `X 50 %`, `wholly owned by L`."""
BRANCH_OF = re.compile(
    r"\b(?:branch(?:es)?|(?:(?:sales|representative|liaison|branch|trading|purchasing|foreign|overseas) )+(?:offices?|outlets?|units?)|offices?|division) (?:of|belonging to|run by) (?:an?|the|its|another) "
    r"(?P<list>(?:listed|(?:US |BIS )?Entity[- ]List(?:ed)?|footnote[- ]\d|MEU(?:[- ]List)?)\b[^,;()]*)",
    re.IGNORECASE,
)
"""`Sales office of a listed company`."""
SUBSIDIARY_OF = re.compile(
    r"\b(?P<how>(?:wholly|fully|majority|100 ?%|partly|indirectly|directly)[- ](?:owned |held )?)?(?P<what>subsidiar(?:y|ies)|daughter(?: company)?|affiliates?|unit|arm) (?:of|owned by|belonging to) (?:an?|the|its|another|some) "
    r"(?P<list>(?:(?:US |BIS )?Entity[- ]List(?:ed)?|footnote[- ]\d|MEU(?:[- ]List(?:ed)?)?|Military[- ]End[- ]User[- ]List(?:ed)?)\b[^,;()]*)",
    re.IGNORECASE,
)
"""`Wholly-owned subsidiary of an Entity List company`."""
NOT_SO = re.compile(r"\b(?:no|not|never|nor|neither|former(?:ly)?|until|without)\b", re.IGNORECASE)
SAME_PERSON = re.compile(
    r"\b(?:un-?incorporated|not (?:separately |itself )?(?:incorporated|an? (?:separate|legal|own))|no (?:separate |own )?(?:legal person|company of its own)|(?:same|one) legal (?:person|entity)"
    r"|legally (?:part of|the same)|part of (?:the same|that|the listed)|known (?:to be|as)|itself (?:named|listed))\b",
    re.IGNORECASE,
)
"""Of a branch: it is the listed company itself."""
UNNAMED = re.compile(
    r"(?:the )?(?P<who>(?:(?!\b(?:buyers?|purchasers?|users?|consignees?|exporters?|sellers?|intermediar\w+|customers?|parties|party|banks?|carriers?|forwarders?|insurers?|agents?|brokers?|nobody|no|none|every\w*|each|all|listed|unless|if|may)\b)[\w' -])+?)"
    r" (?:is |are |stands? |being )?(?:on no list|unlisted|not listed|on none of the lists|not on (?:any|a) list)(?: either| itself| as well)?",
    re.IGNORECASE,
)
"""`Pension fund on no list`, of whoever is named nowhere else."""


def is_told(key: str, value: Any) -> bool:
    """Whether a value has the shape of holdings: rows, each with an owner and a share, or an owner with both."""
    if isinstance(value, dict) and OWNER.fullmatch(key):
        asked = {_asked(one) for one in value}
        return "list" in asked and ("pct" in asked or bool(OFFICE.fullmatch(key)))
    rows = value if isinstance(value, list) else []
    if rows and all(isinstance(each, str) and sentences.row(each) for each in rows):
        return True
    if rows and all(isinstance(each, str) and (told := HELD_BY.match(each)) and told["of"] for each in rows):
        return True
    return bool(rows) and all(
        isinstance(each, dict) and {"owner", "pct"} <= {_asked(one) for one in each} for each in rows
    )


def joined(facts: dict[str, Any], of: str = "") -> dict[str, Any]:
    """Facts in which an owner and his share, told under keys of their own, stand together; `of` is whose facts they are."""
    facts = {
        name: each
        for key, said in facts.items()
        for name, each in (charts.drawn(said) or {key: said}).items()
    }
    facts = {
        key: [said]
        if isinstance(said, dict) and KEY.fullmatch(key) and {"owner", "pct"} <= {_asked(one) for one in said}
        else said
        for key, said in facts.items()
    }
    facts = {
        key: _belonging(told["rest"])
        if KEY.fullmatch(key)
        and isinstance(said, str)
        and not HELD_BY.search(said)
        and (told := BELONGING.search(said))
        else said
        for key, said in facts.items()
    }
    facts = {
        key: _belonging(said) if BELONGS.fullmatch(key) and isinstance(said, str) else said
        for key, said in facts.items()
    }
    if not any(KEY.fullmatch(key) for key in facts):
        facts = _partly_held(facts)
    owner = next((key for key, said in facts.items() if OWNER.fullmatch(key) and isinstance(said, str)), "")
    share = next(
        (key for key, said in facts.items() if SHARE_OF.fullmatch(key) and isinstance(said, str)), ""
    )
    rest = {
        key: joined(said, key) if isinstance(said, dict) else said
        for key, said in facts.items()
        if key != share
    }
    roles = rest.get("roles")
    if isinstance(roles, dict) and "ownership" in roles and "ownership" not in rest:
        # whoever owns one of them has no part in the deal
        rest |= {"ownership": roles.pop("ownership")}
    for key, said in rest.items():
        if OFFICE.fullmatch(key) and is_told(key, said) and "pct" not in {_asked(one) for one in said}:
            rest[key] = said | {"pct": "100"}
    if "name" in facts:
        rest = {
            key: _owned_by_name(said, facts["name"]) if is_told(key, said) else said
            for key, said in rest.items()
        }
    if (
        owner
        and not share
        and not OFFICE.fullmatch(owner)
        and _is_listed(facts[owner])
        and not any(KEY.fullmatch(key) for key in rest if key != owner)
    ):
        held = "more than 50" if "parent" in owner else "unknown"
        return {key: said for key, said in rest.items() if key != owner} | {
            "ownership": [{"owner": "the parent", "list": facts[owner], "pct": held}]
        }
    if not (owner and share):
        return rest | ({share: facts[share]} if share else {})
    if re.match(r"exporter|seller|shipper|supplier", of or owner) or re.match(r"owned_by|owner$", owner):
        return rest | {owner: f"{facts[owner]} {facts[share].removesuffix('%')}%"}
    return {key: said for key, said in rest.items() if key != owner} | {
        "ownership": [{"owner": owner, "list": facts[owner], "pct": _percent(share, facts[share])}]
    }


def _is_listed(owner: str) -> bool:
    """Whether a text about an owner tells or doubts that he is on a list; whoever is told with a share is read as such."""
    found = LISTED.search(owner)
    return bool(found) and not (NOT_SO.search(owner) or HELD_BY.search(owner) or ROW.search(owner))


def _belonging(text: str) -> Any:
    """The holding of whoever somebody belongs to: a share that is told, or the most of him."""
    if re.match(r"(?:none|no|nobody|no one|itself)\b", text, re.IGNORECASE):
        return [{"owner": "nobody", "list": "unlisted", "pct": "100"}]
    text = EQUAL.sub("50 % ", text)
    share = re.search(r"[,;(]? ?([\d.]+) ?(?:%|per ?cent)\)?", text)
    rest = (text[: share.start()] + text[share.end() :]).strip(" ,;") if share else text
    whole = re.search(r"\b(?:wholly|fully|entirely)\b", rest)
    rest = f"{rest})" if rest.count("(") > rest.count(")") else rest
    aside = ASIDE.fullmatch(rest)
    named = {"owner": aside["name"], "list": aside["list"]} if aside else {"owner": "parent", "list": rest}
    return [named | {"pct": share[1] if share else "100" if whole else "more than 50"}]


def _partly_held(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts in which a share that is told beside a buyer stands among holdings."""
    for key, said in facts.items():
        told = PART_HELD.fullmatch(said) if isinstance(said, str) and USER.fullmatch(key) else None
        if told:
            who = told["who"].strip() or "buyer"
            held = {"owner": "owner", "list": told["list"], "pct": told["pct"], "of": who}
            return facts | {key: who, "ownership": [held]}
    for key, said in facts.items():
        told = BRANCH_OF.search(said) if isinstance(said, str) and USER.fullmatch(key) else None
        if told and not SAME_PERSON.search(" ".join(map(str, facts.values()))):
            whole = {"owner": "head office", "list": told["list"], "pct": "100", "of": said}
            return facts | {"ownership": [whole]}
    for key, said in facts.items():
        told = SUBSIDIARY_OF.search(said) if isinstance(said, str) and USER.fullmatch(key) else None
        if told and not NOT_SO.search(said[: told.start()]):
            return facts | {"ownership": [_of_parent(told, said)]}
    return facts


def _of_parent(told: re.Match[str], said: str) -> Row:
    """The share of a parent: all of what it owns wholly, most of a subsidiary, and of an affiliate nobody knows how much."""
    whole = re.match(r"wholly|fully|100", told["how"] or "", re.IGNORECASE)
    loose = re.match(r"affiliate|unit|arm", told["what"], re.IGNORECASE) or re.match(
        r"partly", told["how"] or "", re.IGNORECASE
    )
    share = "100" if whole else "unknown" if loose else "more than 50"
    return {"owner": "the parent", "list": told["list"], "pct": share, "of": said}


def _owned_by_name(value: Any, name: str) -> Any:
    """Holdings of which no company is told, those of whoever has this name."""
    return (
        [{"of": name, **each} if "of" not in {_asked(key) for key in each} else each for each in value]
        if isinstance(value, list)
        else value
    )


def rows(value: Any) -> list[Row]:
    """The holdings of a value of any shape; a ValueError where it has none."""
    own = _own_lists(value)
    value = sentences.plain(value)
    found = [
        ({"list": own[each["owner"]]} if each.get("owner") in own else {}) | each
        for raw in _raw(value)
        for each in _row(raw)
    ]
    if not found or not all(each.get("owner") for each in found):
        raise ValueError(value)
    return lefts.plain(found)


def _own_lists(value: Any) -> Row:
    """Of companies that are told with their holders the list that each is on itself."""
    told = value.items() if isinstance(value, dict) else ()
    return {
        name: said["list"]
        for name, said in told
        if isinstance(said, dict) and isinstance(said.get("list"), str) and _holders(said)
    }


def _holders(company: Mapping[str, Any]) -> list[Any]:
    """What is told of a company under the keys of those who hold it."""
    return [said for key, said in company.items() if KEY.fullmatch(key) and not isinstance(said, str)]


def _raw(value: Any, of: str = "") -> Iterator[Row]:
    """Each holding as it stands there, with the keys that it has."""
    if isinstance(value, list):
        for each in value:
            yield from _raw(each, of)
    elif isinstance(value, str):
        yield from _of_text(value, of)
    elif {"pct", "list"} & {_asked(key) for key in value} and not any(
        isinstance(each, dict | list) for each in value.values()
    ):
        yield {**({"of": of} if of else {}), **value}
    else:
        for name, said in value.items():
            yield from _of_company(name, said, of)


def _of_text(value: str, of: str) -> Iterator[Row]:
    if told := sentences.row(value):
        yield told
        return
    if row := ROW.fullmatch(numerals.of_the_whole(value.strip())):
        told = {"owner": row["owner"], "pct": row["pct"], **({"list": row["list"]} if row["list"] else {})}
        yield told | ({"of": of} if of else {})
        return
    for found in HELD_BY.finditer(value):
        told_of = [each for name, each in found.groupdict().items() if name.startswith("owner") and each]
        share = found["pct"] or found["pct2"] or found["pct4"] or "100"
        yield {"owner": told_of[0], "pct": share, "of": found["of"] or of}


def _of_company(name: str, said: Any, of: str) -> Iterator[Row]:
    """What is told under the name of an owner, or under that of a company of its holders."""
    if isinstance(said, str) and HELD_BY.search(said):
        yield from _raw(said, name)
    elif isinstance(said, str):
        share = SHARE_AND_LIST.fullmatch(said)
        yield {"owner": name, **(share.groupdict() if share else {"pct": said}), "of": of}
    elif isinstance(said, dict) and "pct" in {_asked(key) for key in said}:
        yield {"owner": name, **said, **({"of": of} if of else {})}
    elif isinstance(said, dict) and (holders := _holders(said)):
        for each in holders:
            yield from _raw(each, name)
    else:
        yield from _raw(said, name)


def _row(raw: Mapping[str, Any]) -> Iterator[Row]:
    """A holding under our own names; the others keep theirs. A sum of shares is as many holdings."""
    row: Row = {}
    for key, said in raw.items():
        asked = earlier.asked(raw, key, _asked)
        row[key if not asked or asked in row else asked] = _said(asked, key, said)
    aside = ASIDE.fullmatch(row.get("owner", ""))
    if aside and "list" not in row:
        row |= {"owner": aside["name"], "list": aside["list"]}
    row.setdefault("owner", row.get("list", ""))
    row |= earlier.between(row.get("pct", ""), raw, _percent)
    if not SUM.fullmatch(row.get("pct", "")):
        yield row
        return
    for number, each in enumerate(re.split(r" ?\+ ?", row["pct"]), 1):
        yield row | {
            "owner": f"{row['owner']} ({number})",
            "list": row.get("list", row["owner"]),
            "pct": each,
        }


def _said(asked: str, key: str, said: str) -> str:
    """What a part of a row says in our own way: `sdn: true` is a list, `35%` a figure."""
    if asked == "list":
        named = {"yes": key.replace("_", " "), "no": "unlisted"}
        return named.get(TRUTH.get(said, ""), said)
    return _percent(key, said) if asked == "pct" else said


def _asked(key: str) -> str:
    """What of a row a key tells; empty where it is something else."""
    return next((name for name, keys in ASKED.items() if re.fullmatch(keys, key, re.IGNORECASE)), "")


def _percent(key: str, said: str) -> str:
    """A share in per cent, as a figure where it is one."""
    said = EXACT.sub("", re.sub(r"^(?:exactly|precisely|just) ", "", said.strip())).strip()
    if (parts := PARTS_OF.fullmatch(said)) and int(parts["part"]) <= int(parts["whole"]):
        return numerals.exactly(Fraction(100 * int(parts["part"]), int(parts["whole"])))
    if FRACTION.fullmatch(said) and not re.search(r"pct|percent", key):
        return f"{float(said) * 100:g}"
    return PARTS.get(said.casefold(), said)


def other_holder(text: str, names: Iterable[str]) -> bool:
    """Whether a text says that somebody is on no list who has no name among these and no part in the deal: he holds the rest."""
    found = UNNAMED.fullmatch(text)
    words = set(re.findall(r"\w+", found["who"].casefold())) if found else set()
    return bool(words) and words.isdisjoint(
        each.casefold() for name in names for each in re.findall(r"\w+", name)
    )
