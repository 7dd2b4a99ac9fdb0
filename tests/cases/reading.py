"""How each kind of key of a case is read: places, days, routes, parties and owners, ratios."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from cases import american
from cases.composition import NUMBER, YES_NO, compose
from cases.hearing import UNSTATED, Hearing
from cases.phrasebook import Phrasebook, UnmappedPhrase
from cases.situation import EXAMPLE, NEED, TEXT, UNKNOWN, Owned, Situation

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
POLICIES = ("denial", "presumption_of_denial", "case_by_case")
NO_CONTROL = re.compile(r"none|no\b|not\b|without|neither|nobody", re.IGNORECASE)
DOES = re.compile(r"\b(?:appoints|controls|runs|decides|directs|manages|dominates)\b", re.IGNORECASE)
NOT_KNOWN = re.compile(
    r"\b(?:unknown|unclear|not (?:known|stated)|undisclosed|disputed|alleged)\b", re.IGNORECASE
)
WHOLE = 100
GOODS = frozenset({"product", "goods", "item", "material", "equipment"})
RATIO = re.compile(r"(?:tier(?P<tier>\d+)_)?(?P<what>ratio|counted|share)_pct(?:_correct)?")


class Readers(Hearing):
    """Reads what stands under a key in the way that the key asks for."""

    def __init__(self, book: Phrasebook) -> None:
        super().__init__(book)
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

    def _day(self, value: str) -> str:
        """A day, where the text is one or a month of one; empty for anything else."""
        day = DAY.sub(lambda month: f"{month[1]}-15", value)
        return day if FULL_DAY.fullmatch(day) else ""

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
