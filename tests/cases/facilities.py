"""Read what is said of the plant that goods go to: its node, its buildings, the lines beside it."""

import re
from typing import Any

from cases import american, plants, prices
from cases.composition import YES_NO
from cases.situation import EXAMPLE, NEED, UNKNOWN, Situation
from cases.stating import Stating

TOGETHER = re.compile(r"(?:the )?(?:one|same|shared|common|single|joint)(?: building)?", re.IGNORECASE)
TURNS = re.compile(
    r"\b(?:not|no|or|perhaps|may|might|possibly|formerly|former|until|moved|moving|unclear|unknown)\b|\?",
    re.IGNORECASE,
)
IN_PLACE = re.compile(
    r",? ?\b(?:(?:located|situated|standing|based) )?in (?:the )?(?:(?!China|Japan)[A-Z][a-z]+, )?(?P<where>[A-Z][\w' -]*?)(?=[,;)]|$)"
)
OWNED_FROM = re.compile(
    r"\b(?P<nation>[A-Z][a-z]+|US|UK|foreign|locally|privately)[ -](?:owned|run|operated|held|controlled)\b ?",
)
ANY_NATION = frozenset({"foreign", "locally", "privately"})
"""Owners of whom no country is told."""
BARE = re.compile(r"\b(?:facility|logic|memory|fab|plant)\b|[ ,.;()]")


class Facilities(Stating):
    """Reads of a facility whether chips of an advanced node are made there."""

    def _between_nodes(self, it: Situation) -> None:
        """Of a node that is told as one of two, on both sides of the limit, or of a line that nobody says where it stands, nothing is known.

        So it is, whatever else was heard; by the law of China of several figures for memory any may be that of the line.
        """
        for key, said in prices.flat(self.facts):
            text = re.sub(r"[\[\]{}'\"]", "", f"{key} {said}".replace("_", " "))
            if self.jurisdiction != "US-EAR":
                if figures := plants.several_layers(text):
                    it.either[plants.LAYERS] = figures
                    it.facts[plants.LAYERS] = (NEED, UNKNOWN)
                continue
            between = plants.straddles(said) and (
                plants.PLANT.search(text) or re.search(r"\b(?:use|node|nm)\b", text)
            )
            if between or (plants.is_advanced(text) and plants.NO_SITE.search(text)):
                it.facts[plants.PLACE] = (NEED, UNKNOWN)
                it.facts["shipment.end_use"] = (NEED, UNKNOWN)

    def _made_of(self, it: Situation, target: str, value: str) -> None:
        """The plant that a thing was made in; one of which the node is told is that where it goes to."""
        if plants.has_kind(value) or plants.is_advanced(value):
            rest = american.lines(it, value).strip()
            if rest:
                self._node(it, target, rest)
        else:
            american.made_with(it, self.key, value)

    def _node(self, it: Situation, _: str, value: str) -> None:
        """Whether the node of a plant is an advanced one, in words; by its figure it is said of the use."""
        if self.jurisdiction != "US-EAR" and "node" in self.key:
            self._read(it, "use", "", value)
            return
        value = self._stands(it, value)
        if plants.TURNED.search(value) or american.ABOUT.match(value):
            it.say(plants.PLACE, UNKNOWN)
            it.say("shipment.end_use", UNKNOWN)
            return
        if plants.MEMORY.search(value) and not plants.bare(american.lines(it, plants.one_by_one(value))):
            return
        if plants.ASKED.search(value) and not plants.has_kind(value):
            it.say(plants.PLACE, "not_known")
            it.say("shipment.end_use", "logic_ic", EXAMPLE)
            return
        if plants.has_kind(value) and not BARE.sub("", plants.told(it, f"facility, {value}")):
            return
        if not BARE.sub("", value):
            # that it is a plant tells nothing of its node
            return
        both = american.ADVANCED.search(value) and american.OLDER.search(value)
        if both and plants.told(it, value) != value:
            return
        if american.ADVANCED.search(value) or american.OLDER.search(value):
            american.facility(it, "node", value)
        else:
            self._read_line(it, value)

    def _stands(self, it: Situation, value: str) -> str:
        """What is told of a plant without the country that it stands in, and of the country that its owner is of, which are taken over."""
        if self.jurisdiction != "US-EAR" or TURNS.search(value):
            return value
        place = IN_PLACE.search(value)
        codes = self.countries.codes(place["where"]) if place else []
        if place and len(set(codes)) == 1 and it.said("shipment.to") in {"", codes[0]}:
            it.say("shipment.to", codes[0])
            value = f"{value[: place.start()]}{value[place.end() :]}".strip(" ,;")
        owner = OWNED_FROM.search(value)
        nation = owner["nation"] if owner else ""
        home = self.countries.of_nations(nation) or self.countries.codes(nation) if nation else []
        if owner and (home or nation.casefold() in ANY_NATION):
            for each in home[:1]:
                it.say("end_user.headquarters", each)
            value = f"{value[: owner.start()]}{value[owner.end() :]}".strip(" ,;")
        return value

    def _read_line(self, it: Situation, value: str) -> None:
        """What a plant makes, as a use; where not all of it is understood its node may be an advanced one."""
        heard = len(it.unheard)
        self._read(it, "use", "", value)
        if self.jurisdiction == "US-EAR" and len(it.unheard) > heard and it.said(plants.PLACE) != "advanced":
            it.doubt(plants.PLACE, "not_advanced")
            it.doubt("shipment.end_use", "civil", "logic_ic", "memory_ic")

    def _next_to(self, it: Situation, _: str, value: str) -> None:
        """What is next to a facility that stands apart is none of it; of any other it may be a part."""
        if plants.is_advanced(value) and plants.TOGETHER.search(value):
            it.say(plants.PLACE, "advanced")
            it.say("shipment.end_use", "advanced_node_ic")
            return
        if american.stands_apart(self.facts) or ("building" in self.key and it.said(plants.PLACE)):
            return
        self.unmapped(it, "keys", value, self.key)
        it.say("shipment.facts.facility_node", UNKNOWN)

    def _building(self, it: Situation, _: str, value: str) -> None:
        """Whether lines stand apart is asked where they are counted; anything else is said of the facility."""
        if value not in YES_NO and not (american.APART.search(value) or TOGETHER.fullmatch(value)):
            rest = plants.told(it, f"building {value}")
            self._read(it, "use", "", value) if rest == f"building {value}" else None

    def _other_line(self, it: Situation, _: str, value: str) -> None:
        """Another line of the plant that is spoken of: in one building with it the advanced one of them counts."""
        text = f"{self.key.replace('_', ' ')} {value}"
        if not plants.is_advanced(text):
            if not plants.has_kind(text):
                self._read(it, "node", "", value)
            return
        together = plants.TOGETHER.search(text) or re.search(r"\bsame (?:plant|fab|facility)\b", text)
        if american.stands_apart(self.facts) or plants.APART.search(text.replace(self.key, "")):
            return
        if together:
            it.say(plants.PLACE, "advanced")
            it.say("shipment.end_use", "advanced_node_ic")
        else:
            it.leave_unknown(plants.PLACE, "not_advanced")

    def _read(self, it: Situation, how: str, target: str, value: Any) -> None:
        raise NotImplementedError
