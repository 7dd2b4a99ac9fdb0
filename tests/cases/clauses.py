"""What an answer rests on, clause by clause: where its words have no phrase, its shape may still tell what it says."""

import re
from collections.abc import Iterator

from cases import dated, perhaps
from cases.declared import NUMBER, ROLES, TRUTH, Declared
from cases.keys import notions
from cases.phrasebook import ASIDE, Effect, Phrasebook, UnmappedPhrase
from cases.situation import UNKNOWN

STATED = re.compile(
    r"(?:(?P<whose>\w+)\.)?(?:facts\.)?(?P<name>[A-Za-z][\w -]*?)(?: of (?:the )?[\w -]+)? ?(?:=+|:) ?(?P<value>.+)",
    re.DOTALL,
)
"""`form = alloy (ingot)`, `end_user.kind = military`, `origin of the target = KR`, `form: alloy`."""
LIST_OF_DENIED = re.compile(r"(?:no|not|neither|without)\b[^,]*,.*\b(?:or|nor)\b", re.IGNORECASE)
DENIAL = re.compile(r"(?:no|not|nothing|none|neither|never|without|un(?:like|less))\b", re.IGNORECASE)
DENIED_WITHIN = re.compile(r"\b(?:no|not|never|neither|nor|none|without)\b", re.IGNORECASE)
DENIED_LATER = re.compile(r"\b(?:not|never|neither|nor)\b", re.IGNORECASE)
"""In what is said of a thing: the name alone does not tell what it says."""
FINISHED = re.compile(r"finished (?:material|ceramic)")
TURNS = re.compile(
    r"\b(?:no|not|none|nor|never|neither|without|un\w+|or|unless|if|else|except|but|until|before|after|may|might|only|;)\b|;",
    re.IGNORECASE,
)
"""What may turn a word that stands before it into another one."""
ADDS = re.compile(r"\b(?:and|with|plus|also|besides?|loose\w*|separate\w*|bare|kit|still)\b", re.IGNORECASE)
"""What may add another thing to the one that a word names."""
WEIGHTY = re.compile(
    r"\b(?:US|U\.S\.|American|[A-Z]{2}|\d[A-E]\d{3}\S*)\b|[\d.]+ ?(?:%|per ?cent|nm)"
    r"|\b(?i:listed|own\w*|parents?|control\w*|know\w*|aware|divert\w*|re-?export\w*|technolog\w*|plants?|agents?|behalf)\b"
)
"""What can be the reason of a strict answer."""
EQUIPMENT_TYPE = "item.facts.equipment_type"
EITHER = re.compile(r", or (?=(?:from|by|sent|made|a|an|the|it|is|are|else|in|on) )(?:else )?")
OR_ELSE = re.compile(r"[,;] or\b")
OR = re.compile(r"\s*,? or (?:else )?(?:an? |the )?")
FORM_OPEN = re.compile(
    r"^(?:whether )?(?:the )?form(?: of [\w -]+?)? ?(?:=|:|is|are)+ ?"
    r"(?:(?:(?:left |it is )?(?:open|unclear|unsettled|in doubt|undecided|disputed|not (?:told|settled|clear|known))|between|either|whether(?: it is)?)[:,]? )*(?P<one>[^;]+?),? (?:or(?: perhaps)?|and|perhaps|maybe|possibly|versus|vs\.?) (?:an? )?(?P<other>[^;]+)$",
    re.IGNORECASE,
)
"""`Form is open: magnet or assembly`."""
DOUBTED = re.compile(
    r"\b(?:whether|either|between|perhaps|maybe|possibly|open|unclear|unsettled|undecided|disputed|in doubt)\b|\bnot (?:told|settled|clear|known)\b",
    re.IGNORECASE,
)
CLOSED = re.compile(
    r"closed: (?P<rest>(?:(?!\b(?:perhaps|unless|except|if|but|maybe|presumably|unknown|unclear|not (?:yet )?(?:known|tested|told))\b)[^;?])+)",
    re.IGNORECASE,
)
OXFORD = re.compile(r", (?:or|nor)\b")
OF_IT = re.compile(
    r"(?:an? |any |other )?(?:products?|goods|articles?|pieces?|things?) (?:made )?(?:of|from) (?:it|that|them|the same)(?=[,;]|$)|(?:products?|goods) thereof(?=[,;]|$)",
    re.IGNORECASE,
)
"""`Metal or a product of it`: the same."""
BETWEEN = re.compile(r"(?:something )?between (?:an? |the )?(.+?) and (.+)", re.IGNORECASE)
IN_DOUBT = re.compile(
    r"(?:mixed|(?:not |un)(?:known|stated|clear|settled|sure)|in doubt|open)(?:,? (?:or|and) [\w ]+)?",
    re.IGNORECASE,
)
"""Of a fact: it is not known."""
YES_OR_NO = re.compile(
    r"(?:whether (?:or not )?)?(?P<what>.+?)(?:,? ?[:=(?] ?|,? )(?:yes or no|yes/no|(?:true|yes|either way|is so|so) or not|or not|either way|(?:is |left )?open|not settled|undecided|(?:is )?(?:unclear|unknown|not (?:yet )?(?:known|clear|stated|told)))[).?]*",
    re.IGNORECASE,
)
"""`Raises military strength: yes or no`: what may be so or not."""
OR_NOT = re.compile(r"(?P<what>[^,;]+ ?= ?[^,;]+), (?:whether )?[\w-]+ or (?:not|un[\w-]+)", re.IGNORECASE)
"""`kind = natural flake graphite, spheroidised or not`: what is stated, whatever else it is."""
LOOSE = re.compile(r"\b(?:loose(?:ly)?|separate(?:ly)?|bare)\b", re.IGNORECASE)
"""Of magnets: they are nothing else by that."""
COUNTRY = re.compile(r"(?:(?:e\.g\.|i\.e\.|a|the) )*(?P<code>[A-Z]{2})\b")
TRUTHFUL = re.compile(r"(yes|true|no|false)\b(.*)")
PLURAL = re.compile(r"(items|shipments)(?=\.)")


def understood(book: Phrasebook, text: str) -> list[Effect] | None:
    """What a need says; None where nothing tells it.

    As `fact = word` of the law; else word by word; else as `key = value`; else piece by piece; else by a pattern
    that takes it whole.
    """
    text = FORM_OPEN.sub(_of_forms, text) if DOUBTED.search(ASIDE.sub("", text)) else text
    declared = _declared(book, text) or _closed(book, text)
    if declared is not None:
        return declared
    if told := perhaps.of_facts(text):
        return [Effect(text, {how: [book.element(each) for each in said]}) for how, said in told.items()]
    text = perhaps.plain(book, text)
    if (open_ones := _unsettled(book, text)) is not None:
        return open_ones
    try:
        return book.read("need", text)
    except UnmappedPhrase:
        pass
    other = _under_key(book, text)
    other = _named_so(book, text) if other is None else other
    other = _thing(book, text) if other is None else other
    if other is not None:
        return other
    if (other := _alternative(book, text)) is not None:
        return other
    for cut in ";", ",":
        pieces = list(split(text, cut))
        if len(pieces) > 1 and not (cut == "," and LIST_OF_DENIED.match(text)):
            heard = [understood(book, each) for each in pieces]
            if all(each is not None for each in heard):
                return [effect for each in heard for effect in each or ()]
    return book.whole("need", text) or _bracketed(book, text)


def _of_forms(fits: re.Match[str]) -> str:
    """Forms between which it is open, as a list of them."""
    return f"form = {fits['one']}{',' if ',' in fits['one'] else ''} or {fits['other']}"


def _closed(book: Phrasebook, text: str) -> list[Effect] | None:
    """`Closed: no Al or Mg as alloying element`: what is denied behind it only explains it."""
    listed = CLOSED.fullmatch(text)
    return [*book.read("need", "closed"), *(understood(book, listed["rest"]) or ())] if listed else None


def _unsettled(book: Phrasebook, text: str) -> list[Effect] | None:
    """`Raises military strength: yes or no`: what is spoken of is not known."""
    if beside := OR_NOT.fullmatch(text):
        return understood(book, beside["what"])
    asked = YES_OR_NO.fullmatch(text)
    heard = (
        [*(understood(book, asked["what"]) or ()), *_use(book, asked["what"].replace("_", " "))]
        if asked
        else []
    )
    places = [place for each in heard for place in each.effects.get("set", {}) if "." in place]
    return [Effect(text, {"set": dict.fromkeys(places, UNKNOWN)})] if places else None


def _use(book: Phrasebook, text: str) -> list[Effect]:
    """What a text says as a use, every word understood."""
    try:
        return book.read("use", text)
    except UnmappedPhrase:
        return []


def _alternative(book: Phrasebook, text: str) -> list[Effect] | None:
    """Of `one thing, or another` the first that states a fact: the answer is the same for either."""
    pieces = [] if LIST_OF_DENIED.match(text) or ";" in text else EITHER.split(text)
    for each in pieces if len(pieces) > 1 else ():
        heard = understood(book, each)
        if heard and any(set(one.effects) - {"nothing", "usual"} for one in heard):
            return heard
    return None


def clauses(text: str) -> list[str]:
    """The clauses of a need that is not understood as a whole; one alone where a comma lists what is denied."""
    pieces = [each for each in split(text, ";") if each]
    return [
        part
        for each in pieces
        # of what may be this or that neither is so
        for part in ([each] if LIST_OF_DENIED.match(each) or OR_ELSE.search(each) else split(each, ","))
        if part
    ]


def split(text: str, cut: str) -> Iterator[str]:
    """The pieces of a text between the cuts that stand outside brackets."""
    depth, piece = 0, ""
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == cut and depth <= 0:
            yield piece.strip()
            piece = ""
        else:
            piece += letter
    yield piece.strip()


def _stated(text: str) -> re.Match[str] | None:
    return STATED.fullmatch(PLURAL.sub(lambda plural: plural[1][:-1], text.strip()))


def _declared(book: Phrasebook, text: str) -> list[Effect] | None:
    """`name = word`: a fact that the law declares, with a word of its own."""
    found = _stated(text)
    if not found:
        return None
    if found["name"].strip().endswith(("date", "day")) and (days := dated.several(found["value"])):
        return [Effect(text, {"either": {"shipment.date": days}, "set": {"shipment.date": UNKNOWN}})]
    role = found["whose"] if found["whose"] in ROLES else ""
    for place, fact in book.vocabulary.named(found["name"].strip().replace(" ", "_"), role):
        if IN_DOUBT.fullmatch(found["value"].strip()):
            return [Effect(text, {"set": {place: UNKNOWN}})]
        words = _either(book, fact, found["value"])
        if len(words) > 1:
            return [Effect(text, {"either": {place: words}})]
        word, rest = fact.word(found["value"])
        if word:
            return _with_rest(book, text, place, word, re.sub(r"^ or [^,;]+", "", rest))
    places = book.vocabulary.places(found["name"].strip().replace(" ", "_"))
    number = NUMBER.match(found["value"])
    if not places or not number or role:
        return None
    more = _with_rest(book, text, places[0], number[0], found["value"][number.end() :])
    return more and [*more, *(Effect(text, {"set": {each: number[0]}}) for each in places[1:])]


def _either(book: Phrasebook, fact: Declared, value: str) -> list[str]:
    """The words of a fact that `one (as it is) or another` names; a form may be told by what has it.

    What else it may be and nobody understands is unknown: the first word is not taken for it.
    """
    words: list[str] = []
    denied = described = False
    plain = BETWEEN.sub(r"\1 or \2", ASIDE.sub("", value))
    listed = bool(OXFORD.search(plain))
    apart = (split(each, ",") if listed else [each] for each in OR.split(plain))
    for number, piece in enumerate(each for several in apart for each in several if each):
        if number and (denied or DENIAL.match(piece) or words[-1:] == [UNKNOWN]):
            break
        denied = bool(DENIED_WITHIN.search(piece))
        if number and OF_IT.match(piece):
            continue
        word, rest = fact.word(FINISHED.sub("ceramic", piece))
        if number and not listed and described and not word:
            break
        if fact.name == "form" and not word:
            word, rest = _form_of(book, piece), ""
        described = bool(rest)
        if not word and number:
            word = UNKNOWN
        words += [word] if word else []
        if not word:
            break
    return list(dict.fromkeys(words))


def _form_of(book: Phrasebook, text: str) -> str:
    """The form of a thing that is named, every word understood."""
    for where, said in (("thing", text), ("need", f"form = {text}")):
        try:
            heard = book.read(where, said)
        except UnmappedPhrase:
            continue
        forms = [each.effects.get("set", {}).get("item.form", "") for each in heard]
        magnet = any(each.effects.get("magnet") for each in heard)
        if form := next(filter(None, forms), "permanent_magnet" if magnet else ""):
            return form
    return ""


def _bracketed(book: Phrasebook, text: str) -> list[Effect] | None:
    """`magnets (form = permanent_magnet) and cores`: what is stated in brackets; of two for one fact, either."""
    stated = [_declared(book, each[1]) for each in ASIDE.finditer(text) if _stated(each[1])]
    heard = [each for effects in stated for each in effects or ()]
    if not heard or not all(stated) or any(each.search(ASIDE.sub("", text)) for each in (TURNS, book.alarm)):
        return None
    words: dict[str, list[str]] = {}
    for each in heard:
        for place, word in each.effects.get("set", {}).items():
            words.setdefault(place, []).append(word)
    several = {place: said for place, said in words.items() if len(set(said)) > 1}
    alone = [each for each in heard if not several.keys() & each.effects.get("set", {}).keys()]
    return [*alone, Effect(text, {"either": several})]


def _under_key(book: Phrasebook, text: str) -> list[Effect] | None:
    """`key = value`, read as the key of a case with that value."""
    found = _stated(text)
    if not found:
        return None
    name = found["name"].strip().replace(" ", "_")
    country = COUNTRY.match(book.places.get(found["value"], found["value"]))
    truth = TRUTHFUL.match(found["value"])
    said = country["code"] if country else truth[1] if truth else ""
    known = book.key(name) or (notions().how(name, said, lambda code: [code]) if said else "")
    how, _, place = known.partition(" ")
    if how == "place" and country and book.alarm.search(found["value"][country.end() :]):
        # who is there is told with the place
        return None
    if how == "place":
        return [Effect(text, {"set": {place: country["code"]}})] if country else None
    if how == "truth":
        return _with_rest(book, text, place, TRUTH[truth[1]], truth[2]) if truth else None
    try:
        value = ASIDE.sub("", found["value"]).replace("_", " ")
        return book.read(how, value) if how in {"thing", "use"} else None
    except UnmappedPhrase:
        return None


def _named_so(book: Phrasebook, text: str) -> list[Effect] | None:
    """`knows_the_use = true`: what its name says in words."""
    found = _stated(text)
    if not found or TRUTH.get(ASIDE.sub("", found["value"]).strip()) != "yes":
        return None
    return understood(book, found["name"].replace("_", " "))


def _thing(book: Phrasebook, text: str) -> list[Effect] | None:
    """What the thing is, where its substances or its kind of equipment are named."""
    if DENIAL.match(text) or DENIED_LATER.search(text):
        return None
    try:
        heard = book.read("thing", text)
    except UnmappedPhrase:
        return None
    told = any("has" in each.effects or EQUIPMENT_TYPE in each.effects.get("set", {}) for each in heard)
    return heard if told else None


def _with_rest(book: Phrasebook, text: str, place: str, word: str, rest: str) -> list[Effect] | None:
    """A word, with what is said behind it; what only explains the word may be said in any others."""
    rest = rest.strip(" ,;")
    more = understood(book, rest) if rest else []
    if more is None and not (
        TURNS.search(rest)
        or ADDS.search(LOOSE.sub("", rest) if word == "permanent_magnet" else rest)
        or book.alarm.search(rest)
        or STATED.fullmatch(rest)
    ):
        more = []
    return None if more is None else [Effect(text, {"set": {place: word}}), *more]
