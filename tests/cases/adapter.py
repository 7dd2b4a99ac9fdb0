"""Turn what a published answer says into a situation; it knows keys and phrases, and no case."""

import re
from collections.abc import Callable
from typing import Any

from cases.phrasebook import Phrasebook, UnmappedPhrase
from cases.published import Published
from cases.situation import EXAMPLE, NEED, TEXT, Owned, Situation

UNSTATED = {"unstated", "unknown", ""}
CODE = re.compile(r"\b[A-Z]{2}\b")
NOT_A_COUNTRY = {"EU"}
BRITAIN = {"UK": "GB"}
YES_NO = {"true": "yes", "false": "no"}
ROLES = {"intermediate_consignee": "intermediary", "freight_forwarder": "intermediary", "buyer": "purchaser"}
POLICIES = ("denial", "presumption_of_denial", "case_by_case")
SHARE = re.compile(r"(?P<what>\w+?)_pct")
FIGURES = {
    "purity_pct": "item.facts.purity_percent",
    "triethanolamine_pct": "item.facts.triethanolamine_percent",
    "flexural_MPa": "item.facts.flexural_strength_mpa",
    "density_g_cm3": "item.facts.density_g_cm3",
    "energy_density_Wh_kg": "item.facts.energy_density_wh_kg",
    "capacity_mAh_g": "item.facts.specific_capacity_mah_g",
}


class Adapter:
    """Reads one published answer after the other with one phrasebook."""

    def __init__(self, book: Phrasebook) -> None:
        self.book = book
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
            "remark": lambda *_: None,
        }

    def situation(self, case: Published) -> Situation:
        """Everything that the case states and rests on; UnmappedPhrase where the table has no words for it."""
        granted = self.book.granted.get(case.jurisdiction, ())
        it = Situation(usual_parties="parties" in granted, no_content="content" in granted)
        for key, value in case.facts.items():
            if key not in self.book.keys:
                raise UnmappedPhrase("keys", str(case.facts), key)
            how, _, target = self.book.keys[key].partition(" ")
            self._read(it, how, target, value)
        for need in case.needs:
            it.hear(self.book.read("need", need), NEED)
        for whose in (case.jurisdiction, "all"):
            for place, word in self.book.example.get(whose, {}).items():
                if not it.said(place):
                    it.say(place, word, EXAMPLE)
        return it

    def _read(self, it: Situation, how: str, target: str, value: Any) -> None:
        if how == "place":
            self._place(it, target, value)
        elif how == "party":
            it.hear(self.book.read("party", value), TEXT, target)
            it.say(f"{target}.name", value, EXAMPLE)
        elif how in self.readers:
            self.readers[how](it, target, value)
        else:
            it.hear(self.book.read(how, value))

    def _date(self, it: Situation, _: str, value: str) -> None:
        if value not in UNSTATED:
            it.say("shipment.date", value)

    def _place(self, it: Situation, target: str, value: str) -> None:
        value = self.book.places.get(value, value)
        found = [BRITAIN.get(each, each) for each in CODE.findall(value) if each not in NOT_A_COUNTRY]
        if not found and value not in UNSTATED | NOT_A_COUNTRY:
            raise UnmappedPhrase("place", value, value)
        if found:
            it.say(target, found[0])

    def _chain(self, it: Situation, _: str, value: str) -> None:
        it.chain = tuple(CODE.findall(value))
        if not it.chain:
            raise UnmappedPhrase("chain", value, value)

    def _technology(self, it: Situation, _: str, value: str) -> None:
        it.say("item.technology_origin", value)

    def _us_content(self, it: Situation, _: str, value: list[dict[str, str]] | str) -> None:
        """Each part of the content with its code; no content where 0 per cent is stated."""
        for row in value if isinstance(value, list) else []:
            part = Situation()
            part.hear(self.book.read("content", row["kind"]))
            it.american.append(
                {
                    "code": part.said("content.code"),
                    "pct": part.said("content.pct") or row["pct"],
                    "through": part.said("content.through"),
                }
            )
        if value == "0":
            it.closed = True

    def _roles(self, it: Situation, _: str, value: dict[str, str]) -> None:
        for roles, said in value.items():
            for role in re.split(r"_(?:or|and)_", roles):
                it.hear(self.book.read("party", said), TEXT, ROLES.get(role, role))

    def _direct_product(self, it: Situation, _: str, value: str) -> None:
        it.say("item.made_with", "none" if value == "false" else "technology:US:3E001")

    def _composition(self, it: Situation, _: str, value: dict[str, Any]) -> None:
        for key, said in value.items():
            self._component(it, key, said)

    def _component(self, it: Situation, key: str, said: Any) -> None:
        share = SHARE.fullmatch(key)
        if isinstance(said, list):
            for each in said:
                it.hear(self.book.read("thing", each))
        elif said in YES_NO:
            it.say(f"item.facts.{key}", YES_NO[said])
        elif key in FIGURES:
            it.say(FIGURES[key], said)
            if share and share["what"] in self.book.names:
                self._shares(it, share["what"], said)
        elif key.endswith("_purity_pct"):
            it.has.append({"substance": key.removesuffix("_purity_pct")})
            it.say("item.facts.purity_percent", said)
        elif share:
            self._shares(it, share["what"], said)
        elif key == "listed_elements" and said == "none":
            it.closed = True
        elif key in {"magnet", "example", "state", "material", "alloy", "elements"}:
            it.magnet = it.magnet or key == "magnet"
            it.hear(self.book.read("thing", said))
        else:
            raise UnmappedPhrase("composition", f"{key}: {said}", key)

    def _shares(self, it: Situation, what: str, said: str) -> None:
        several = what.split("_plus_")
        for each in several:
            row = {"substance": self.book.element(each)}
            if len(several) == 1 and re.fullmatch(r"[\d.]+", said):
                row |= {"share_low": f"{said} %", "share_high": f"{said} %"}
            it.has.append(row)

    def _ownership(self, it: Situation, _: str, value: list[dict[str, str]]) -> None:
        for row in value:
            owner, owned = row["owner"], row.get("of", "")
            it.owned.append(Owned(owner, owned, row["pct"]))
            it.hear(self.book.read("party", row.get("list", owner)), TEXT, owner)
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
            elif key not in {"threshold_pct", "numerator", "denominator"}:
                raise UnmappedPhrase("value_test", f"{key}: {said}", key)
