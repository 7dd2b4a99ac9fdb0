"""Turn what a published answer says into a situation; it knows keys and phrases, and no case."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from cases import american
from cases.clauses import understood
from cases.composition import NUMBER, YES_NO, compose, told
from cases.phrasebook import Effect, Phrasebook, UnmappedPhrase
from cases.published import Published
from cases.situation import EXAMPLE, NEED, TEXT, UNKNOWN, Owned, Situation

UNSTATED = {"unstated", "unknown", ""}
CODE = re.compile(r"\b[A-Z]{2}\b")
NOT_A_COUNTRY = {"EU"}
BRITAIN = {"UK": "GB"}
ROLES = {
    "intermediate_consignee": "intermediary",
    "freight_forwarder": "intermediary",
    "forwarder": "intermediary",
    "agent": "intermediary",
    "purchasing_agent": "purchaser",
    "buyer": "purchaser",
    "ultimate_consignee": "consignee",
    "importer": "consignee",
    "user": "end_user",
    "signatory": "intermediary",
    "signer": "intermediary",
    "director": "intermediary",
    "seller": "exporter",
    "supplier": "exporter",
}
PARTIES = frozenset({"exporter", "consignee", "purchaser", "intermediary", "end_user"})
DAY = re.compile(r"^(\d{4}-\d{2})$")
"""A month without a day: a day in its middle."""
FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
USES = frozenset({"end_use", "use", "purpose", "application", "stated_purpose", "end_use_statement"})
"""Keys that say what for, and nothing else."""
POLICIES = ("denial", "presumption_of_denial", "case_by_case")
NO_CONTROL = re.compile(r"none|no\b|not\b|without|neither|nobody", re.IGNORECASE)
DOES = re.compile(r"\b(?:appoints|controls|runs|decides|directs|manages|dominates)\b", re.IGNORECASE)
NOT_KNOWN = re.compile(
    r"\b(?:unknown|unclear|not (?:known|stated)|undisclosed|disputed|alleged)\b", re.IGNORECASE
)
WHOLE = 100
GOODS = frozenset({"product", "goods", "item", "material", "equipment"})
CIVIL = re.compile(r"(?<!non-)\b(?:civil|civilian)\b(?!-)", re.IGNORECASE)
IN_DOUBT = re.compile(
    r"\b(?:or|and|no|not|non|un\w+|claim\w*|alleged\w*|doubt\w*|may|might|could|potential\w*|possibl\w*|dual)\b",
    re.IGNORECASE,
)
SHAPED = frozenset({"composition", "chain", "ownership", "value_test", "us_content", "roles", "remark"})
"""Readers that take several values or parts themselves."""
SAYS_WHAT = frozenset({"kind", "type", "name", "description", "status", "list", "who", "what"})
RATIO = re.compile(r"(?:tier(?P<tier>\d+)_)?(?P<what>ratio|counted|share)_pct(?:_correct)?")


class Adapter:
    """Reads one published answer after the other with one phrasebook."""

    def __init__(self, book: Phrasebook) -> None:
        self.book = book
        self.half = False
        self.key = ""
        self.use_told = False
        self.facts: dict[str, Any] = {}
        self.jurisdiction = ""
        self.readers: dict[str, Callable[[Situation, str, Any], None]] = {
            "date": self._date,
            "composition": lambda it, _, value: compose(it, self.book, self._heard, value),
            "chain": self._chain,
            "ownership": self._ownership,
            "value_test": self._value_test,
            "code": lambda it, _, value: it.say("item.codes", f"hs:{value}"),
            "technology": self._technology,
            "us_content": lambda it, _, value: american.content(it, self.book, self.facts, value),
            "roles": self._roles,
            "direct_product": self._direct_product,
            "technology_used": self._technology_used,
            "made_of": lambda it, _, value: american.made_with(it, self.key, value),
            "headquarters": self._headquarters,
            "footnote": lambda it, _, value: it.say("end_user.lists", f"us/entity-list#fn{value}"),
            "us_person": lambda it, _, value: it.say("shipment.facts.us_person_support", self._truth(value)),
            "truth": lambda it, place, value: it.say(place, self._truth(value)),
            "fact": lambda it, place, value: it.say(place, value),
            "known_on": lambda it, _, value: it.say("known_on", value),
            "route": self._route,
            "control": self._control,
            "awake": self._awake,
            "denied": self._denied,
            "listed": lambda it, word, value: it.say(f"{value}.lists", word, NEED),
            "facility": american.facility,
            "remark": lambda *_: None,
        }

    def situation(self, case: Published, *, half: bool = False) -> Situation:
        """Everything that the case states and rests on; UnmappedPhrase where the table has no words for it.

        With `half` such words are kept as unheard, and what they could have said is left unknown.
        """
        granted = self.book.granted.get(case.jurisdiction, ())
        self.half = half
        self.facts = case.facts
        self.use_told = any(
            isinstance(value, str) and self._tells_use(value)
            for key, value in case.facts.items()
            if key in USES
        )
        self.jurisdiction = case.jurisdiction
        it = Situation(usual_parties="parties" in granted, no_content="content" in granted)
        for key, value in case.facts.items():
            self._stated(it, key, value)
        for need in case.needs:
            self._need(it, need)
        it.say("shipment.date", self._day(case.published), EXAMPLE)
        if it.awake:
            it.say("known_on", self.book.awake.get(case.jurisdiction, ""), EXAMPLE)
        self._taken(it, case.jurisdiction)
        owned = (f"{case.jurisdiction}.owned",) if it.owned else ()
        content = (f"{case.jurisdiction}.content",) if it.american and not it.codes else ()
        for whose in (*owned, *content, case.jurisdiction, "all"):
            for place, word in self.book.example.get(whose, {}).items():
                if not (it.said(place) or (place == "item.made_in" and it.chain)):
                    it.say(place, word, EXAMPLE)
        return it

    def _stated(self, it: Situation, key: str, value: Any, of: str = "") -> None:
        """One key: read in its own way; several values one after the other, parts of a value under names of their own.

        What is of another shape than the reader of the key takes is not understood, and never passed over.
        """
        self.key = key
        how, _, target = self._how(key, of).partition(" ")
        if how not in SHAPED and isinstance(value, dict):
            for part, said in value.items():
                self._stated(it, part, said, key)
            return
        if how not in SHAPED and isinstance(value, list):
            for each in value:
                self._stated(it, key, each, of)
            return
        try:
            if how:
                self._read(it, how, target, value)
            elif not (told(it, self.book, key, value) or american.alone(it, self.facts, key, value)):
                self._unmapped(it, "keys", str(self.facts), key)
        except (TypeError, ValueError, KeyError, AttributeError, ArithmeticError):
            self._unmapped(it, "keys", str(self.facts), f"{key}: {value}")

    def _how(self, key: str, of: str) -> str:
        """How a key is read; a part of a value by both names, where it only says what kind of thing it is as the whole."""
        if not of:
            return self.book.key(key)
        return self.book.key(f"{of}_{key}") or self.book.key(of if key in SAYS_WHAT else key)

    def _taken(self, it: Situation, jurisdiction: str) -> None:
        """What follows from all that is said together."""
        if any(each["through"] for each in it.american):
            it.say("through.facts.discrete_product", it.said("item.facts.discrete_product"))
        if (it.ratios or it.said("value_test.ratio_pct")) and not it.chinese and (it.has or it.magnet):
            # of a value that is tested nothing else is said: it is that of the metal that the thing is named after,
            # and of those that the test asks for Dy where a magnet is named after none
            named = [
                *(row["substance"] for row in it.has),
                *(each for each in it.magnets if each == "Sm"),
                "Dy",
            ]
            it.chinese = f"{named[0]} metal"
        self._doubts(it, jurisdiction)
        tools = tuple(self.book.uses_matter.get(jurisdiction, ()))
        if tools and any(code.startswith(tools) for code in it.codes):
            it.leave_unknown("shipment.end_use")
        if it.listed:
            day = it.said("shipment.date")
            example = next(each for each in self.book.listed if day <= each.get("until", day))
            it.hear([Effect("a listed item", example)])

    def doubts(self, it: Situation) -> Situation | None:
        """What a mild answer has to be mild for as well, where words were not heard; None where it stands no chance.

        What was not understood of a use, a place or a party is unknown already; what the thing is called is left
        away, unless its code is stated, or the answer rests on its form and on there being nothing listed in it.
        """
        apart = {where for where, _ in it.unheard} - {"use", "party", "place"}
        rank = it.facts.get("item.form", (EXAMPLE, ""))[0]
        if not apart or (apart == {"thing"} and (it.classified or (it.closed and rank == NEED))):
            return it
        return it.doubted() if apart <= {"thing", "composition"} else None

    def _unmapped(self, it: Situation, where: str, text: str, rest: str) -> None:
        if not self.half:
            raise UnmappedPhrase(where, text, rest)
        it.unheard.append((where, rest))

    def _need(self, it: Situation, need: str) -> None:
        heard = understood(self.book, need)
        if heard is None:
            self._unmapped(it, "need", need, need)
        it.hear(heard or (), NEED)

    def _heard(self, it: Situation, where: str, text: str, whose: str = "") -> list[Effect]:
        """What a text says; in half, what its unheard words could have said is unknown."""
        words: list[str] = []
        civil = where == "use" and self._is_civil(text)
        coded = where == "thing" and self.jurisdiction in self.book.by_code
        found = self.book.read(where, text, words if self.half or civil or coded else None)
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
            stands = where if where != "use" or self.key in USES else self.key
            it.unheard.append((stands, " ".join(words)))
            if where != "party" and not (
                where == "thing" and self.use_told and not self.book.alarm.search(text)
            ):
                it.leave_unknown("shipment.end_use", "civil")
            if whose:
                it.leave_unknown(f"{whose}.kind", "civil")
                it.leave_unknown(f"{whose}.lists", "none")
        return found if not words else []

    def _tells_use(self, text: str) -> bool:
        """Whether a text says what for, and every word of it is understood."""
        try:
            self.book.read("use", text)
        except UnmappedPhrase:
            return self._is_civil(text)
        return text not in UNSTATED

    def _says_no_code(self, words: str) -> bool:
        """Whether words of a thing say nothing to a law that asks for codes and for no form."""
        return not (self.book.alarm.search(words) or american.ENTRY.search(words))

    def _is_civil(self, text: str) -> bool:
        """Whether a use is said to be civil, whatever it is besides: nothing in it sounds an alarm or a doubt."""
        return bool(CIVIL.search(text)) and not (IN_DOUBT.search(text) or self.book.alarm.search(text))

    def _doubts(self, it: Situation, jurisdiction: str) -> None:
        """Whoever is of a kind that is on lists more often than not is not taken to be on none."""
        for place, words in self.book.doubtful.get(f"{jurisdiction} {it.said('shipment.to')}", {}).items():
            role = place.partition(".")[0]
            if it.said(place) in words and not it.facts.get(f"{role}.lists"):
                it.say(f"{role}.lists", UNKNOWN)

    def _day(self, value: str) -> str:
        """A day, where the text is one or a month of one; empty for anything else."""
        day = DAY.sub(lambda month: f"{month[1]}-15", value)
        return day if FULL_DAY.fullmatch(day) else ""

    def _read(self, it: Situation, how: str, target: str, value: Any) -> None:
        if how == "place":
            self._place(it, target, value)
        elif how == "party" and any(value in {each.owner, each.owned} for each in it.owned):
            it.say(f"{target}.name", value)
        elif how == "party":
            it.hear(self._heard(it, "party", value, target), TEXT, target)
            it.say(f"{target}.name", value, EXAMPLE)
        elif how in self.readers:
            self.readers[how](it, target, value)
        else:
            it.hear(self._heard(it, how, value))

    def _date(self, it: Situation, _: str, value: str) -> None:
        if value not in UNSTATED:
            it.say("shipment.date", self._day(value) or value)

    def _place(self, it: Situation, target: str, value: str) -> None:
        value = self.book.places.get(value, value)
        for name, code in self.book.places.items():
            value = re.sub(rf"\b{re.escape(name)}\b", code, value)
        found = [BRITAIN.get(each, each) for each in CODE.findall(value) if each not in NOT_A_COUNTRY]
        if not found and value not in UNSTATED | NOT_A_COUNTRY:
            self._unmapped(it, "place", value, value)
            it.say(target, UNKNOWN)
        if found:
            it.say(target, found[0])

    def _chain(self, it: Situation, _: str, value: str) -> None:
        it.chain = tuple(CODE.findall(value))
        if not it.chain:
            raise UnmappedPhrase("chain", value, value)

    def _technology(self, it: Situation, _: str, value: str) -> None:
        it.say("item.technology_origin", value)
        if not GOODS & self.facts.keys():
            it.say("item.form", "technology", EXAMPLE)
        if CODE.fullmatch(value):
            it.say("shipment.from", value, EXAMPLE)

    def _technology_used(self, it: Situation, _: str, value: str) -> None:
        """Whose technology it was made with: a step of a country, or of none that any law asks for."""
        if value in {"CN", "China", "Chinese", "true", "yes"}:
            it.say("item.made_with", "magnet:CN")
        elif value in {"US", "American"}:
            it.say("item.made_with", "technology:US:3E001")
        else:
            it.say("item.made_with", "none")

    def _headquarters(self, it: Situation, _: str, value: str) -> None:
        place = "end_user.headquarters"
        if CODE.search(self.book.places.get(value, value)):
            self._place(it, place, value)
        else:
            it.hear(self._heard(it, "party", value, "parent"), TEXT, "parent")

    def _route(self, it: Situation, _: str, value: str) -> None:
        stops = CODE.findall(value)
        if len(stops) < 2:
            raise UnmappedPhrase("route", value, value)
        it.say("shipment.from", stops[0])
        it.say("shipment.to", stops[-1])
        it.say("shipment.via", stops[1] if len(stops) > 2 else "none")

    def _truth(self, value: str) -> str:
        """Yes or no; whatever else stands there describes what is so."""
        return YES_NO.get(value, value if value in {"yes", "no"} else "yes")

    def _roles(self, it: Situation, _: str, value: dict[str, str]) -> None:
        for roles, said in value.items():
            for role in re.split(r"_(?:or|and)_", roles):
                # a bank or a carrier is no party of the deal
                if (whose := ROLES.get(role, role)) in PARTIES:
                    it.hear(self._heard(it, "party", said, whose), TEXT, whose)

    def _awake(self, it: Situation, _: str, value: str) -> None:
        """As if nothing were suspended: as the law was known before the first suspension was issued."""
        if self._truth(value) == "yes":
            it.awake = True

    def _control(self, it: Situation, _: str, value: str) -> None:
        """Whether a listed person controls otherwise than by shares; a mere sign says nothing where it is to be found."""
        found = DOES.search(value) or self.jurisdiction not in self.book.control_is_found
        sign = "yes" if found and not NOT_KNOWN.search(value) else UNKNOWN
        word = YES_NO.get(value, "no" if NO_CONTROL.match(value) else sign)
        it.say("owned.controlled_by_listed", word)

    def _denied(self, it: Situation, _: str, value: str) -> None:
        """What is not handed over stands in no book; whatever is handed over has to be heard."""
        if not NO_CONTROL.match(value):
            self._unmapped(it, "keys", value, self.key)

    def _direct_product(self, it: Situation, _: str, value: str) -> None:
        it.say("item.made_with", "none" if self._truth(value) == "no" else "technology:US:3E001")

    def _ownership(self, it: Situation, _: str, value: list[dict[str, str]]) -> None:
        for row in value:
            owner, owned = row["owner"], row.get("of", "")
            it.owned.append(Owned(owner, owned, row.get("pct", "")))
            it.hear(self._heard(it, "party", row.get("list", owner), owner), TEXT, owner)
            self._strictest(it, owner, owned)
        self._alone(it)

    def _alone(self, it: Situation) -> None:
        """Where listed owners hold the whole there is no other one, wherever he could have his headquarters."""
        for owned in {each.owned for each in it.owned}:
            listed = (
                each
                for each in it.owned
                if each.owned == owned and it.said(f"{each.owner}.lists") not in {"", "none"}
            )
            if sum(float(each.percent) for each in listed if NUMBER.fullmatch(each.percent)) == WHOLE:
                it.say(f"{owned or 'owned'}.partner_headquarters", "none")

    def _strictest(self, it: Situation, owner: str, owned: str) -> None:
        """Of several owners the strictest policy counts for what they own."""
        policies = [it.said(f"{each}.us_entry_policy") for each in (owner, owned)]
        strictest = next((each for each in POLICIES if each in policies), "")
        it.say(f"{owned}.us_entry_policy", strictest)

    def _value_test(self, it: Situation, _: str, value: dict[str, str]) -> None:
        ratios = {}
        for key, said in value.items():
            tier = RATIO.fullmatch(key)
            if tier and float(said):
                ratios[int(tier["tier"] or 0)] = said
            elif tier:
                # nothing Chinese is in it, where that is all that counts
                it.closed = it.closed or tier["what"] != "counted"
            elif (
                not tier
                and key not in {"threshold_pct", "numerator", "denominator"}
                and self.book.key(key) != "remark"
            ):
                self._unmapped(it, "value_test", f"{key}: {said}", key)
        if not ratios and {"numerator", "denominator"} <= set(value):
            ratios[0] = str(float(100 * Fraction(value["numerator"]) / Fraction(value["denominator"])))
        it.ratios |= ratios
        if ratios:
            # a value that is tested is that of all Chinese content, and no other limb is in play
            it.say("item.made_with", "none", EXAMPLE)
