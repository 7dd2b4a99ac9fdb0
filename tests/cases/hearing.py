"""Hear a text of a case: what its words say, and what the words that are not understood leave unknown."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cases import (
    alternatives,
    american,
    by_words,
    denying,
    doubting,
    figures,
    goods,
    listing,
    mixed,
    nexus,
    plants,
)
from cases.countries import Countries
from cases.keys import notions
from cases.phrasebook import Effect, Phrasebook, UnmappedPhrase
from cases.relations import INTO, LISTED, actors, buyers, neighbours, sellers, takers, takes
from cases.situation import TEXT, UNKNOWN, Situation

UNSTATED = {"unstated", "unknown", ""}
USES = frozenset({"end_use", "use", "purpose", "application", "stated_purpose", "end_use_statement"})
"""Keys that say what for, and nothing else."""
USERS = frozenset({"end_user", "consignee", "purchaser"})
"""Parties of whom it may be told what they make."""
CIVIL = re.compile(r"(?<!non-)\b(?:civil|civilian)\b(?!-)", re.IGNORECASE)
IN_DOUBT = re.compile(
    r"\b(?:or|and|no|not|non|un(?!ited)\w+|claim\w*|alleged\w*|doubt\w*|may|might|could|potential\w*|possibl\w*|dual)\b",
    re.IGNORECASE,
)
ONWARD = re.compile(
    r"(?:(?:the )?(?:buyer|customer|it|goods|they|everything)? ?(?:(?:is|are|will be|to be) )?)?\b(?:re-?export(?:s|ed)?|resells?|resold|resale|resale of [\w ]+|ships?(?: [\w]+)? on|sent on|shipped on|forward(?:s|ed)?(?: [\w]+)?|onwards?(?: (?:delivery|shipment|sale|transfer|journey))?|divert(?:s|ed)?(?: [\w]+)?|for (?:re-?)?exports?|(?:tak(?:es?|en|ing)|carr(?:y|ies|ied|ying)|br(?:ings?|inging|ought)|flies|flown|flying)(?: home| back)?)"
    r"(?: (?:it|them|everything|all|goods|(?:the |an? )?(?:instrument|item|device|machine|product|unit|goods)))?(?: on| home| back| out)? (?:to|into|in) (?:the )?(?P<where>[A-Z][\w' -]*)",
    re.IGNORECASE,
)
"""`Will be re-exported to Russia`."""
SEATED = re.compile(
    r"\b(?:subsidiary|affiliate|branch|unit|daughter|arm) of (?:an? |the )?(?P<where>(?-i:[A-Z])[\w' -]*?)(?:-based|-headquartered)? (?:company|firm|group|parent|corporation|conglomerate)\b",
    re.IGNORECASE,
)
"""`Subsidiary of a Beijing company`."""
IN_PART = re.compile(
    r"\b(?:partly|in part|part of (?:it|them|(?:the|its|their) (?:output|production|lot|order|goods|sales|capacity|deliveries|business|work))|some of (?:it|them|the)|mixed|half of (?:it|them|the)|among others|both civil(?:ian)? and|civil(?:ian)? and (?:for )?(?:military|defen[cs]e)|(?:military|defen[cs]e) and (?:for )?civil(?:ian)?)\b",
    re.IGNORECASE,
)
"""What is so for a part of the goods, or of what is made with them, leaves open for which."""
DENIED_USE = re.compile(
    r"(?:not|no|never|other than|anything but|neither|without)(?: (?:an?|any|for|part of))* (?P<what>[^:;,]+)[:;,]?",
    re.IGNORECASE,
)
GRAVE = re.compile(r"civil|milit|wmd|terror|\?")
"""Uses that are told as they stand, also where they are denied."""
NOT_KNOWN = r"(?:unknown|unclear|unstated|undisclosed|uncertain|undetermined|undecided|not (?:yet )?(?:known|clear|stated|disclosed|given|told|fixed|specified))"
SHARED = r"(?:share|portion|proportion|fraction|percentage|split|quota|part|how (?:much|many)|which (?:part|share|of (?:them|these|the two)|one|use))"
SOME_SHARE = re.compile(
    rf"\b{SHARED}\b[^;]*\b{NOT_KNOWN}|\b{NOT_KNOWN}[^;]*\b(?:{SHARED}|whether|if)\b"
    r"|\b(?:cannot|can not|can't|could not|not|never|hard to|refus\w+ to|declin\w+ to)(?: be)? (?:ruled? out|excluded?|deny|denied)\b"
    rf"|\bwhether\b[^;]*\b{NOT_KNOWN}|\bformerly\b|\b(?:no|without(?: an?)?) (?:split|breakdown)\b|\b(?:no|without(?: an?)?|nor an?) (?:split|breakdown|figures?|word|statement|answer|reply|indication|word|shares?) (?:between|of|on|by|as to|for|from)\b"
    r"|\bciv\w+(?: [\w-]+)? or (?:for )?(?:militar|defen)|\b(?:military|defen[cs]e)(?: [\w-]+)? or (?:for )?civil",
    re.IGNORECASE,
)
"""Of which part a use is, or which of two it is, is not known."""
OF_CIVIL = r"(?:civil(?:ian)?|commercial)"
CIVIL_IN_DOUBT = re.compile(
    r"\b(?:mainly|mostly|largely|predominantly|primarily|chiefly|nearly|almost|practically|virtually|not (?:only|purely|exclusively|entirely|just|wholly)|said to be|presumably|probably"
    r"|supposed(?:ly)?(?: to be)?|alleged(?:ly)?(?: to be)?|apparently|reportedly|hardly|so-called)"
    rf" (?:all |only |entirely |quite )?{OF_CIVIL}\b"
    rf"|\b{OF_CIVIL}\b[^;]*\b(?:except|apart from|but for|save for|for the most part|by and large|in the main|it is said|as far as|so far as|allegedly|supposedly|presumably|or not|not (?:yet )?(?:verified|confirmed|proven|checked|certain|sure))\b"
    rf"|\b{OF_CIVIL}\b[^;,]*\?",
    re.IGNORECASE,
)
"""Whether all of a use is civil is not sure."""
MAY_BE = re.compile(
    r"\b(?:possibl[ey]|potential(?:ly)?|perhaps|maybe|conceivabl[ey]|may|might|could)\b", re.IGNORECASE
)
"""What a use may be, and nobody says that it is."""


class Hearing:
    """One phrasebook, and the case that is read with it."""

    def __init__(self, book: Phrasebook) -> None:
        self.book = book
        self.notions = notions()
        self.countries = Countries(book.places, book.nations)
        self.half = False
        self.placed: dict[str, str] = {}
        self.key = self.of = ""
        self.use_told = False
        self.facts: dict[str, Any] = {}
        self.jurisdiction = ""
        self.alike = ""

    def unmapped(self, it: Situation, where: str, text: str, rest: str) -> None:
        """Words that have no phrase are unheard in half, else they end the reading."""
        if not self.half:
            raise UnmappedPhrase(where, text, rest)
        it.unheard.append((where, rest))

    @contextmanager
    def _forgiving(self, it: Situation) -> Iterator[None]:
        """In half, what has no phrase is unheard, and what stands beside it is read."""
        try:
            yield
        except UnmappedPhrase as unmapped:
            if not self.half:
                raise
            it.unheard.append((unmapped.where, unmapped.rest))

    def _heard(self, it: Situation, where: str, text: str, whose: str = "") -> list[Effect]:
        """What a text says of that of which it speaks; who acts in the deal is heard as an intermediary.

        Whoever is only next to somebody is not him, and may belong to him.
        """
        who: list[str] = []
        beside: list[str] = []
        mixed_one: list[Effect] = []
        text = figures.in_signs(text)
        if where == "party":
            text, mixed_one = self._of_party(it, text)
        elif where == "use":
            text, who = actors(self._traded(it, self._besides(it, self._not_denied(text))))
        if where in {"use", "party"}:
            text, beside = neighbours(text)
            if any(plants.has_node(each) for each in beside):
                it.leave_unknown(plants.PLACE, "not_advanced")
        if self.jurisdiction == "US-EAR" and where == "use":
            text = plants.untold(it, self._sent_on(it, text))
        if self.jurisdiction == "US-EAR" and whose == "end_user" and (home := SEATED.search(text)):
            codes = self.countries.codes(home["where"]) or self.countries.of_nations(home["where"])
            it.say("end_user.headquarters", codes[0] if codes else "")
        for each in who:
            it.hear(self._words(it, "party", each, "intermediary"), TEXT, "intermediary")
        doubt = [Effect(each, {"set": {"it.lists": UNKNOWN}}) for each in beside if whose]
        said = self._words(it, where, text, whose)
        doubting.of_list(it, text, whose if where == "party" else "", use_told=self.use_told)
        if where == "thing" and self.use_told and not self.book.alarm.search(text):
            # what a thing is called leaves no use open that is told
            said = [*map(_without_use, said)]
        said = [*map(_without_kind, said), *mixed_one] if mixed_one else said
        return (self._of_goods(it, said) if where == "thing" else said) + doubt

    def _of_party(self, it: Situation, text: str) -> tuple[str, list[Effect]]:
        """What is told of a party, and what forces that use it in part leave open."""
        text = listing.on_day(denying.affirmed(text, self.jurisdiction), str(self.facts.get("date", "")))
        text, shared = mixed.told(text)
        if shared and not self.use_told:
            it.say("shipment.end_use", UNKNOWN)
            it.in_doubt.append("shipment.end_use")
        return text, shared

    def _besides(self, it: Situation, text: str) -> str:
        """A use without what it says of the other business of whoever buys, which is heard of him."""
        if (
            doubting.GRAVE_GOODS.search(text) and alternatives.UNSURE.search(text)
        ) or doubting.AS_FAR_AS.search(text):
            it.doubt("shipment.end_use", "civil")
        text, several = takes(text)
        for each in several:
            if self.jurisdiction == "US-EAR" and by_words.LISTS.search(each):
                # whom a buyer supplies is not himself: the goods may go into what that one makes or orders
                it.doubt("shipment.facts.goes_into_goods_of", "none")
            else:
                it.hear(self._words(it, "party", each, "end_user"), TEXT, "end_user")
            rest = by_words.LISTS.sub("", each)
            if any(said.search(rest) for said in (by_words.USES, self.book.alarm, doubting.GRAVE_GOODS)):
                it.doubt("end_user.kind", "civil")
        return text

    def _not_denied(self, text: str) -> str:
        """A use without one that makes an answer milder and is denied: `not disaster relief: pumps`."""
        kept = []
        for piece in re.split(r"(?<=[:;,]) ", text):
            denied = DENIED_USE.fullmatch(piece)
            told = denied and self._is_told("use", denied["what"])
            heard = self.book.read("use", denied["what"]) if denied and told else []
            said = " ".join(each.effects.get("set", {}).get("shipment.end_use", "") for each in heard)
            if not said.strip() or GRAVE.search(said):
                kept.append(piece)
        return " ".join(kept).rstrip(" :;,") if kept else "other"

    def _of_goods(self, it: Situation, said: list[Effect]) -> list[Effect]:
        """What is said of goods: raw ones stay so, and whether they are built into something is open where it is told."""
        built = any(goods.is_built(each.effects) for each in said)
        if self.key in goods.NAMED:
            it.raw = it.raw or (any(goods.is_raw(each.effects) for each in said) and not built)
        elif it.raw and built:
            if self.key != "composition" and self.book.key(self.key) != "beside":
                it.doubt("item.form", *goods.RAW)
            return [Effect(each.says, goods.without_form(each.effects)) for each in said]
        return said

    def _sent_on(self, it: Situation, text: str) -> str:
        """A text without the country to which it says that goods are sent on, which is where they go in the end."""
        found = ONWARD.search(text)
        codes = (
            self.countries.codes(found["where"]) or self.countries.of_nations(found["where"]) if found else []
        )
        if found and len(set(codes)) == 1 and MAY_BE.search(text[: found.end()]):
            it.maybe_onward = codes[0]
        if not found or len(set(codes)) != 1 or IN_DOUBT.search(text[: found.end()]):
            return text
        it.onward = codes[0]
        return f"{text[: found.start()]} {text[found.end() :]}".strip(" ,;")

    def _traded(self, it: Situation, text: str) -> str:
        """A text without the sales and lines that it tells: of whom and to whom counts, where a list asks who receives."""
        if self.jurisdiction != "US-EAR":
            for each in takers(text):
                self._goes_to(it, each)
            return text
        if INTO.search(text):
            return text
        text, sold, bought = sellers(text)
        text, supplied = buyers(text)
        for role, parties in (("exporter", sold), ("end_user", bought + supplied)):
            for each in parties:
                it.hear(self._words(it, "party", each, role), TEXT, role)
        return american.lines(it, text)

    def _goes_to(self, it: Situation, who: str) -> None:
        """Whoever gets it in the end is its end user, where he is of armed forces."""
        found = self._forces(who)
        it.hear(found, TEXT, "end_user")

    def _forces(self, who: str) -> list[Effect]:
        try:
            found = self.book.read("party", who)
        except UnmappedPhrase:
            return []
        military = any(each.effects.get("set", {}).get("it.kind") == "military" for each in found)
        return found if military else []

    def _words(self, it: Situation, where: str, text: str, whose: str = "") -> list[Effect]:
        """What the words of a text say; in half, what unheard ones could have said is unknown."""
        words: list[str] = []
        civil = where == "use" and self._is_civil(text)
        coded = where == "thing" and self.jurisdiction in self.book.by_code
        if where == "party" and whose in USERS and self.jurisdiction == "US-EAR":
            text = plants.told(it, american.lines(it, text))
        text = listing.plain(text) if where == "party" else text
        listed = (
            listing.meant(text, self.jurisdiction)
            if where == "party" and not self._is_told(where, text)
            else ""
        )
        text = listed or text
        if coded and self.jurisdiction == "US-EAR":
            text = nexus.told(it, text) if self.book.key(self.key) == "thing" else text
            text, chips = figures.of_chips(american.classes(it, nexus.subject(text), self.key))
            for place, several in chips.items():
                if len(several) > 1:
                    it.either[place] = several
                it.say(place, several[0] if len(several) == 1 else UNKNOWN)
        measured = [*figures.told(self.book, text, self._goods())] if where == "thing" else []
        for place, number in measured:
            it.measure(place, number)
        text = figures.apart(text) if measured else text
        found = self.book.read(where, text, words if self.half or civil or coded else None)
        found = self._as_sure(text, found) if where == "use" else found
        found = alternatives.doubted(it, text, found) if where == "thing" and not coded else found
        found = denying.together(found) if where == "party" else found
        if civil and words:
            it.hear(found)
            it.say("shipment.end_use", it.said("shipment.end_use") or "civil")
            return []
        if coded and self._says_no_code(" ".join(words)):
            return found
        if words and not self.half:
            raise UnmappedPhrase(where, text, " ".join(words))
        if words:
            it.hear(found, TEXT, whose)
            self._doubt(it, where, text, whose, words)
        return found if not words else []

    def _doubt(self, it: Situation, where: str, text: str, whose: str, words: list[str]) -> None:
        """What words that were not heard could have said is unknown."""
        stands = where if where != "use" or self.key in USES else self.key
        it.unheard.append((stands, " ".join(words)))
        if where != "party" and not (where == "thing" and self.use_told and not self.book.alarm.search(text)):
            it.leave_unknown("shipment.end_use", "civil")
        if where == "party" and (it.said(plants.PLACE) or plants.has_kind(text)):
            it.leave_unknown(plants.PLACE, "not_advanced")
            it.leave_unknown("shipment.end_use", "civil")
        if by_words.LISTS.search(text):
            it.leave_unknown("shipment.facts.goes_into_goods_of", "none")
        if self.book.alarm.search(" ".join(words)):
            doubting.leave_open(self, it, text, whose)
        if self.jurisdiction.startswith("US") and not whose and LISTED.search(" ".join(words)):
            it.leave_unknown("end_user.lists", "none")
        if whose:
            doubting.may_be_listed(it, text, " ".join(words), whose, self.jurisdiction)
            it.leave_unknown(f"{whose}.kind", "civil")
            it.leave_unknown(f"{whose}.lists", "none")
            it.leave_unknown(f"{whose}.us_entry_policy", "case_by_case")

    def _as_sure(self, text: str, found: list[Effect]) -> list[Effect]:
        """What a use says, as sure as the text is: which part counts is not known, or what it may be taken for."""
        if IN_PART.search(text) or SOME_SHARE.search(text) or CIVIL_IN_DOUBT.search(text):
            return [*map(_in_part, found)]
        return found + self._may_be(found) if MAY_BE.search(text) else found

    def _may_be(self, found: list[Effect]) -> list[Effect]:
        """For a use that only may be one, what the law of the case may take it for."""
        said = {each.effects.get("set", {}).get("shipment.end_use", "") for each in found}
        words = self.book.may_be.get(self.jurisdiction, {})
        return [
            Effect(use, {"either": {"shipment.end_use": words[use]}}) for use in sorted(said & words.keys())
        ]

    def _goods(self) -> str:
        """What the goods are called."""
        return " ".join(
            said for key, said in self.facts.items() if key in goods.NAMED and isinstance(said, str)
        )

    def _tells_use(self, text: str) -> bool:
        """Whether a text says what for, and every word of it is understood."""
        return text not in UNSTATED and (self._is_told("use", text) or self._is_civil(text))

    def _is_told(self, where: str, text: str) -> bool:
        """Whether every word of a text is understood as it stands there."""
        try:
            self.book.read(where, text)
        except UnmappedPhrase:
            return False
        return True

    def _says_no_code(self, words: str) -> bool:
        """Whether words of a thing say nothing to a law that asks for codes and for no form."""
        return not (self.book.alarm.search(words) or american.ENTRY.search(words))

    def _is_civil(self, text: str) -> bool:
        """Whether a use is said to be civil, whatever it is besides: nothing in it sounds an alarm or a doubt."""
        doubted = IN_DOUBT.search(text) or CIVIL_IN_DOUBT.search(text)
        return bool(CIVIL.search(text)) and not (doubted or self.book.alarm.search(text))


def _without_use(effect: Effect) -> Effect:
    """What a phrase says but that the use is not known."""
    told = effect.effects.get("set", {})
    if told.get("shipment.end_use") != UNKNOWN:
        return effect
    rest = {place: word for place, word in told.items() if place != "shipment.end_use"}
    return Effect(effect.says, {**effect.effects, "set": rest})


def _without_kind(effect: Effect) -> Effect:
    """What a phrase says but of what kind a party is."""
    told = effect.effects.get("set", {})
    rest = {place: word for place, word in told.items() if place != "it.kind"}
    return Effect(effect.says, {**effect.effects, "set": rest}) if rest != told else effect


def _in_part(effect: Effect) -> Effect:
    """What a use says, where it is one of several: which one counts is not known."""
    said = dict(effect.effects)
    if "shipment.end_use" in said.get("set", {}):
        said["set"] = said["set"] | {"shipment.end_use": UNKNOWN}
    return Effect(effect.says, said)
