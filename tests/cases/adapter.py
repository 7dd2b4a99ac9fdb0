"""Turn what a published answer says into a situation; it knows keys and phrases, and no case."""

import re
from collections.abc import Callable
from typing import Any

from cases.phrasebook import Effect, Phrasebook, UnmappedPhrase
from cases.published import Published
from cases.situation import EXAMPLE, NEED, TEXT, UNKNOWN, Owned, Situation

UNSTATED = {"unstated", "unknown", ""}
CODE = re.compile(r"\b[A-Z]{2}\b")
NOT_A_COUNTRY = {"EU"}
BRITAIN = {"UK": "GB"}
YES_NO = {"true": "yes", "false": "no"}
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
    "seller": "exporter",
    "supplier": "exporter",
}
PARTIES = frozenset({"exporter", "consignee", "purchaser", "intermediary", "end_user"})
DAY = re.compile(r"^(\d{4}-\d{2})$")
"""A month without a day: a day in its middle."""
FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMBER = re.compile(r"[\d.]+")
USES = frozenset({"end_use", "use", "purpose", "application", "stated_purpose", "end_use_statement"})
"""Keys that say what for, and nothing else."""
POLICIES = ("denial", "presumption_of_denial", "case_by_case")
NO_CONTROL = re.compile(r"none|no\b|not\b|without|neither|nobody", re.IGNORECASE)
SHARE = re.compile(r"(?P<what>\w+?)_(?:mass_)?(?:pct|percent|wt_pct)")
FORMULA = re.compile(r"(?:[A-Z][a-z]?\d*){2,}")


class Adapter:
    """Reads one published answer after the other with one phrasebook."""

    def __init__(self, book: Phrasebook) -> None:
        self.book = book
        self.half = False
        self.key = ""
        self.readers: dict[str, Callable[[Situation, str, Any], None]] = {
            "date": self._date,
            "composition": self._composition,
            "chain": self._chain,
            "ownership": self._ownership,
            "value_test": self._value_test,
            "code": lambda it, _, value: it.say("item.codes", f"hs:{value}"),
            "technology": self._technology,
            "us_content": self._us_content,
            "roles": self._roles,
            "direct_product": self._direct_product,
            "technology_used": self._technology_used,
            "headquarters": self._headquarters,
            "footnote": lambda it, _, value: it.say("end_user.lists", f"us/entity-list#fn{value}"),
            "us_person": lambda it, _, value: it.say("shipment.facts.us_person_support", self._truth(value)),
            "truth": lambda it, place, value: it.say(place, self._truth(value)),
            "fact": lambda it, place, value: it.say(place, value),
            "known_on": lambda it, _, value: it.say("known_on", value),
            "route": self._route,
            "control": self._control,
            "awake": self._awake,
            "remark": lambda *_: None,
        }

    def situation(self, case: Published, *, half: bool = False) -> Situation:
        """Everything that the case states and rests on; UnmappedPhrase where the table has no words for it.

        With `half` such words are kept as unheard, and what they could have said is left unknown.
        """
        granted = self.book.granted.get(case.jurisdiction, ())
        self.half = half
        it = Situation(usual_parties="parties" in granted, no_content="content" in granted)
        for key, value in case.facts.items():
            if key not in self.book.keys:
                self._unmapped(it, "keys", str(case.facts), key)
                continue
            self.key = key
            how, _, target = self.book.keys[key].partition(" ")
            self._read(it, how, target, value)
        for need in case.needs:
            self._need(it, need)
        it.say("shipment.date", self._day(case.published), EXAMPLE)
        if it.awake:
            it.say("known_on", self.book.awake.get(case.jurisdiction, ""), EXAMPLE)
        self._doubts(it, case.jurisdiction)
        tools = tuple(self.book.uses_matter.get(case.jurisdiction, ()))
        if tools and any(code.startswith(tools) for code in it.codes):
            it.leave_unknown("shipment.end_use")
        if it.listed:
            day = it.said("shipment.date")
            example = next(each for each in self.book.listed if day <= each.get("until", day))
            it.hear([Effect("a listed item", example)])
        owned = (f"{case.jurisdiction}.owned",) if it.owned else ()
        for whose in (*owned, case.jurisdiction, "all"):
            for place, word in self.book.example.get(whose, {}).items():
                if not (it.said(place) or (place == "item.made_in" and it.chain)):
                    it.say(place, word, EXAMPLE)
        return it

    def may_be_mild(self, it: Situation) -> bool:
        """Whether a mild answer stands although words were not heard: nothing that they could have said is taken for known.

        What was not understood of a use, a place or a party is unknown; of the thing itself only where the
        answer rests on its form and on there being nothing listed in it.
        """
        apart = {where for where, _ in it.unheard} - {"use", "party", "place"}
        rank = it.facts.get("item.form", (EXAMPLE, ""))[0]
        return not apart or (apart == {"thing"} and it.closed and rank == NEED)

    def _unmapped(self, it: Situation, where: str, text: str, rest: str) -> None:
        if not self.half:
            raise UnmappedPhrase(where, text, rest)
        it.unheard.append((where, rest))

    def _need(self, it: Situation, need: str) -> None:
        try:
            it.hear(self.book.read("need", need), NEED)
        except UnmappedPhrase:
            self._unmapped(it, "need", need, need)

    def _heard(self, it: Situation, where: str, text: str, whose: str = "") -> list[Effect]:
        """What a text says; in half, what its unheard words could have said is unknown."""
        words: list[str] = []
        found = self.book.read(where, text, words if self.half else None)
        if words:
            it.hear(found, TEXT, whose)
            stands = where if where != "use" or self.key in USES else self.key
            it.unheard.append((stands, " ".join(words)))
            if where != "party":
                it.leave_unknown("shipment.end_use", "civil")
            if whose:
                it.leave_unknown(f"{whose}.kind", "civil")
                it.leave_unknown(f"{whose}.lists", "none")
        return found if not words else []

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

    def _us_content(self, it: Situation, _: str, value: list[dict[str, str]] | str) -> None:
        """Each part of the content with its code; no content where 0 per cent is stated."""
        for row in value if isinstance(value, list) else []:
            part = Situation()
            part.hear(self.book.read("content", row["kind"]))
            it.say("through.facts.discrete_product", part.said("through.facts.discrete_product"))
            it.american.append(
                {
                    "code": part.said("content.code"),
                    "pct": part.said("content.pct") or row["pct"],
                    "through": part.said("content.through"),
                }
            )
        if isinstance(value, str) and NUMBER.fullmatch(value):
            if float(value):
                it.american.append({"code": "us:3A001", "pct": value, "through": ""})
            else:
                it.closed = True

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
        """Whether a listed person controls in another way than by shares; only some laws ask for it."""
        word = YES_NO.get(value, "no" if NO_CONTROL.match(value) else "yes")
        it.say("owned.controlled_by_listed", word)

    def _direct_product(self, it: Situation, _: str, value: str) -> None:
        it.say("item.made_with", "none" if self._truth(value) == "no" else "technology:US:3E001")

    def _composition(self, it: Situation, _: str, value: dict[str, Any] | str) -> None:
        if isinstance(value, str):
            it.hear(self._heard(it, "thing", value))
            return
        for key, said in value.items():
            self._component(it, key, said)

    def _component(self, it: Situation, key: str, said: Any) -> None:
        how, _, place = self.book.composition.get(key, "").partition(" ")
        share = SHARE.fullmatch(key)
        if how == "fact":
            it.say(place, said)
            if share and share["what"] in self.book.names:
                self._shares(it, share["what"], said)
        elif how == "remark":
            return
        elif isinstance(said, str) and said in YES_NO and not how:
            it.say(f"item.facts.{key}", YES_NO[said])
        elif key.endswith("_purity_pct"):
            it.has.append({"substance": self.book.element(key.removesuffix("_purity_pct"))})
            it.say("item.facts.purity_percent", said)
        elif share and all(self._is_substance(each) for each in share["what"].split("_plus_")):
            self._shares(it, share["what"], said)
        elif key == "listed_elements" and said == "none":
            it.closed = True
        elif how in {"magnet", "thing"} or self._is_substance(key):
            it.magnet = it.magnet or how == "magnet"
            for each in said if isinstance(said, list) else [said]:
                it.hear(self._heard(it, "thing", each if how else f"{key} {each}"))
        else:
            self._unmapped(it, "composition", f"{key}: {said}", key)

    def _is_substance(self, word: str) -> bool:
        symbol = self.book.element(word)
        return symbol in self.book.names.values() or bool(FORMULA.fullmatch(symbol))

    def _shares(self, it: Situation, what: str, said: str) -> None:
        several = what.split("_plus_")
        for each in several:
            row = {"substance": self.book.element(each)}
            if len(several) == 1 and NUMBER.fullmatch(said):
                if not float(said):
                    it.lacks.append(row["substance"])
                    continue
                row |= {"share_low": f"{said} %", "share_high": f"{said} %"}
            it.has.append(row)

    def _ownership(self, it: Situation, _: str, value: list[dict[str, str]]) -> None:
        for row in value:
            owner, owned = row["owner"], row.get("of", "")
            it.owned.append(Owned(owner, owned, row.get("pct", "")))
            it.hear(self._heard(it, "party", row.get("list", owner), owner), TEXT, owner)
            self._strictest(it, owner, owned)

    def _strictest(self, it: Situation, owner: str, owned: str) -> None:
        """Of several owners the strictest policy counts for what they own."""
        policies = [it.said(f"{each}.us_entry_policy") for each in (owner, owned)]
        strictest = next((each for each in POLICIES if each in policies), "")
        it.say(f"{owned}.us_entry_policy", strictest)

    def _value_test(self, it: Situation, _: str, value: dict[str, str]) -> None:
        for key, said in value.items():
            tier = re.fullmatch(r"(?:tier(\d+)_)?ratio_pct(?:_correct)?", key)
            if tier:
                it.ratios[int(tier[1] or 0)] = said
                # a value that is tested is that of all Chinese content, and no other limb is in play
                it.say("item.made_with", "none", EXAMPLE)
            elif key not in {"threshold_pct", "numerator", "denominator"}:
                self._unmapped(it, "value_test", f"{key}: {said}", key)
