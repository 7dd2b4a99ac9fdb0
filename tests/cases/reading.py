"""How each kind of key of a case is read: places, days, routes, parties and owners, ratios."""

import re
from collections.abc import Callable
from typing import Any

from cases import (
    american,
    by_words,
    dated,
    doubting,
    holding,
    homes,
    nexus,
    releases,
    shares,
    sides,
    technology,
    tested,
    ways,
)
from cases.composition import compose
from cases.countries import NOT_A_COUNTRY
from cases.hearing import UNSTATED
from cases.owning import NO_CONTROL, NOT_KNOWN
from cases.phrasebook import Effect, Phrasebook, UnmappedPhrase
from cases.relations import CONSIGNED, FINANCES, OPENS, PARTIES, ROLES
from cases.remarks import ACTS_FOR, Remarks
from cases.situation import EXAMPLE, NEED, TEXT, UNKNOWN, Situation

DAY = re.compile(r"^(\d{4}-\d{2})$")
"""A month without a day: a day in its middle."""
FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
IN_FORCE = re.compile(
    r"(?:yes|true|in force|in effect|running|(?:until|since|from|through|to) [\d-]+(?: (?:to|until) [\d-]+)?)",
    re.IGNORECASE,
)
KNOWN = re.compile(
    r"(?:yes|true|known|certain|sure|confirmed|positive|actual knowledge)\b(?![^;]*\b(?:not|no|but|only|unless|perhaps|may|might)\b)",
    re.IGNORECASE,
)
"""That something is known, and not what."""
IN_PERSON = re.compile(r",? (?:himself|herself|itself|personally|in person)$", re.IGNORECASE)
BLOCKED = re.compile(r"blocked|frozen", re.IGNORECASE)
NOT_BLOCKED = re.compile(r"\b(?:not|never|un)[ -]?(?:yet )?(?:blocked|frozen)", re.IGNORECASE)
EITHER = re.compile(
    r"\b(?:or|either|perhaps|maybe|possibly|whether|not (?:known|clear|sure))\b|(?-i:\b(?:may|might)\b)|(?<=[A-Z]{2})/(?=[A-Z]{2}\b)|\?"
)
"""Between countries: it is one of them."""
OF_GROUP = re.compile(r"parent|group|owner|ultimate|holding|behind|top")
UNDISCLOSED = re.compile(
    r"(?:(?:is |are |it is |place |seat |country )?(?:not (?:yet )?(?:disclosed|known|stated|told|given|named|clear|sure|certain|settled|shown|proven|confirmed)|un(?:known|disclosed|clear|stated|certain|named|confirmed)|nobody knows|no answer|in doubt|disputed|secret|withheld)\b)(?!,? (?:but|though|yet) (?:certainly|surely|not))[^;]*(?:;.*)?$",
    re.IGNORECASE,
)
"""A place that is not known, whatever is told behind it by way of a hint."""
MANY = frozenset({"end_user.headquarters", "consignee.headquarters", "purchaser.headquarters"})
"""Where of several countries any one may count."""
SELF_EMPLOYED = re.compile(
    r"(?:is |works )?(?:an? )?(?:self-?employed|freelance\w*|on (?:his|her|their) own account|independent contractor)(?: (?:engineer|person|consultant))?",
    re.IGNORECASE,
)


class Readers(Remarks):
    """Reads what stands under a key in the way that the key asks for."""

    def __init__(self, book: Phrasebook) -> None:
        super().__init__(book)
        self.readers: dict[str, Callable[[Situation, str, Any], None]] = {
            "date": self._date,
            "composition": self._composition,
            "chain": lambda it, _, value: ways.chain(self, it, value),
            "ownership": self._ownership,
            "value_test": lambda it, _, value: tested.value_test(self, self._heard, it, value),
            "code": lambda it, _, value: it.say("item.codes", f"hs:{value}"),
            "technology": self._technology,
            "public": lambda it, _, value: technology.public(self, it, value),
            "us_content": self._content,
            "roles": self._roles,
            "direct_product": self._direct_product,
            "technology_used": lambda it, _, value: technology.used(self, it, value),
            "made_of": self._made_of,
            "headquarters": self._headquarters,
            "office": self._office,
            "owner_list": self._owner_list,
            "footnote": lambda it, _, value: it.say("end_user.lists", f"us/entity-list#fn{value}"),
            "report": self._report,
            "conditions": self._conditions,
            "exception": self._exception,
            "diligence": self._diligence,
            "us_person": self._us_person,
            "truth": self._truth_at,
            "before": dated.before,
            "fact": self._fact,
            "known_on": lambda it, _, value: it.say("known_on", value),
            "route": lambda it, _, value: ways.route(self, it, value),
            "chinese": lambda it, _, value: tested.chinese(self, self._heard, it, value),
            "activity": self._activity,
            "beside": self._beside,
            "knowledge": self._knowledge,
            "control": self._control,
            "post": self._post,
            "awake": self._awake,
            "denied": self._denied,
            "listed": self._listed_role,
            "facility": american.facility,
            "node": self._node,
            "layers": self._layers,
            "source": lambda it, _, value: sides.source(self, it, _, value),
            "alike": lambda it, what, value: sides.control(self, it, what, value),
            "designer": lambda it, _, value: sides.designer(self, it, _, value),
            "employer_owner": lambda it, _, value: sides.employer_owner(self, it, _, value),
            "citizen": releases.citizen,
            "resident": releases.resident,
            "behalf": self._behalf,
            "stay": self._stay,
            "others": self._others,
            "behind": self._behind,
            "sum": self._sum,
            "next_to": self._next_to,
            "building": self._building,
            "employer": self._employer,
            "neighbour": self._neighbour,
            "entry": self._entry,
            "blocked": self._blocked,
            "address": self._address,
            "contains": self._contains,
            "component": self._component,
            "us_owner": self._us_owner,
            "sale": self._sale,
            "listed_part": self._listed_part,
            "remark": self._remark,
            "agency": self._agency,
            "other_line": self._other_line,
            "into": self._into,
            "onward": self._onward,
            "home": lambda it, _, value: homes.under_key(self, it, value),
            "owner_home": lambda it, _, value: homes.of_owner(self, it, value),
        }

    def _read(self, it: Situation, how: str, target: str, value: Any) -> None:
        if how == "place":
            self._place(it, target, value)
        elif how == "party":
            self._party(it, target, IN_PERSON.sub("", value))
        elif how in self.readers:
            self.readers[how](it, target, value)
        else:
            it.hear(self._heard(it, how, value))

    def _party(self, it: Situation, target: str, value: str) -> None:
        """Who somebody is, in the words of the case."""
        if self._seat(it, target, value):
            return
        it.texts[target] = "; ".join(filter(None, [it.texts.get(target, ""), value]))
        if any(value in {each.owner, each.owned} for each in it.owned):
            it.say(f"{target}.name", value)
            if holding.BRANCH_OF.search(value):
                # it may be the listed company itself
                it.say(f"{target}.lists", UNKNOWN)
            return
        if target == "exporter" and american.OWNED.search(value):
            if american.STATES.search(value) or american.OWNER_TOLD.search(value):
                self._us_owner(it, "exporter.us_owned", value)
            else:
                it.say("exporter.us_owned", UNKNOWN)
        it.hear(self._heard(it, "party", value, target), TEXT, target)
        doubting.of_citizen(it, value, target)
        it.say(f"{target}.name", value, EXAMPLE)
        if "person" in self.key and american.STATES.search(value):
            self._works_for(it, value)
        if self.jurisdiction == "US-EAR" and ACTS_FOR.search(value) and by_words.LISTS.search(value):
            self._behalf(it, "", value)

    def _seat(self, it: Situation, role: str, value: str) -> bool:
        """Whether of a party only a country is told: from the seller's goods are sent, and to the buyer's."""
        country = self.book.places.get(value, value)
        if self.jurisdiction in self.book.by_code or self.countries.alone(country) != [country]:
            return False
        it.say(f"{role}.country", country)
        place = "shipment.from" if role == "exporter" else "shipment.to" if role == "end_user" else ""
        if place and not it.said(place):
            it.say(place, country, EXAMPLE)
        return True

    def _day(self, value: str) -> str:
        """A day, where the text is one or a month of one; empty for anything else."""
        day = DAY.sub(lambda month: f"{month[1]}-15", value)
        return day if FULL_DAY.fullmatch(day) else ""

    def _date(self, it: Situation, _: str, value: Any) -> None:
        """The day; of several any, and of none that is understood nothing is known."""
        if days := dated.several(value):
            it.either["shipment.date"] = days
        elif day := self._day(value):
            it.say("shipment.date", day)
            return
        elif value in UNSTATED:
            return
        else:
            self.unmapped(it, "keys", str(self.facts), f"{self.key}: {value}")
        it.say("shipment.date", UNKNOWN)

    def _place(self, it: Situation, target: str, value: str) -> None:
        if target == "item.made_in" and american.TOOLS.search(value):
            american.made_with(it, self.key, value)
            return
        if target == homes.PLACE and homes.told(self, it, value):
            return
        found = [] if UNDISCLOSED.match(value) else self.countries.codes(value)
        # who gets it there may be told with the place
        doubting.leave_open(self, it, value)
        if not found and value not in UNSTATED | NOT_A_COUNTRY:
            self.unmapped(it, "place", value, value)
            it.leave_unknown(target)
        if target in MANY and UNDISCLOSED.match(value) and OF_GROUP.search(self.key):
            # the seat of the company itself says nothing of it
            it.facts[target] = (NEED, UNKNOWN)
        if len(set(found)) > 1 and (EITHER.search(value) or target in MANY):
            # whichever of them it is
            it.either[target] = list(dict.fromkeys(found))
            it.say(target, UNKNOWN)
        elif found:
            self.placed[target] = found[0]
            it.say(target, found[0])

    def _beside(self, it: Situation, _: str, value: str) -> None:
        """What goes with the thing: what is in it counts, and it does not say what the thing is."""
        for each in self._heard(it, "thing", value):
            it.hear(
                [
                    Effect(
                        each.says,
                        {
                            key: said
                            for key, said in each.effects.items()
                            if "set" not in key and "said" not in key
                        },
                    )
                ]
            )

    def _knowledge(self, it: Situation, _: str, value: str) -> None:
        """What is known of the use; wherever it was learnt, the exporter knows, unless nothing is known."""
        if not NO_CONTROL.match(value) and not NOT_KNOWN.search(value):
            it.say("shipment.facts.exporter_knows", "yes")
        if KNOWN.match(value) and not (self.book.alarm.search(value) or by_words.USES.search(value)):
            # from what it is known tells nothing more
            return
        it.hear(self._heard(it, "use", value))

    def _composition(self, it: Situation, _: str, value: Any) -> None:
        """What is in it; where a substance comes from is told of it for the law of China."""
        if isinstance(value, dict) and self.jurisdiction not in self.book.by_code:
            value = tested.by_origin(self, self._heard, it, value)
        compose(it, self.book, self._heard, value)

    def _content(self, it: Situation, _: str, value: Any) -> None:
        """What of the United States is in it; of a part that is not understood any share may count, or none."""
        doubted = {"pct": shares.ANY} if shares.at_no_market(self.facts) else {}
        try:
            told = [*shares.rows(self.key, value)]
        except (ValueError, TypeError, AttributeError):
            self._some_content(it)
            raise
        for row in told:
            with self._forgiving(it):
                try:
                    american.content(it, self.book, self.facts, row | doubted)
                except (UnmappedPhrase, ValueError, ArithmeticError):
                    self._some_content(it)
                    raise

    def _some_content(self, it: Situation) -> None:
        if self.half:
            it.american.append({"code": american.CONTROLLED, "pct": "100", "through": "", "low": "0"})

    def _technology(self, it: Situation, _: str, value: str) -> None:
        """Whose technology goods were made with, or what the technology is that is handed over."""
        if self.key == "technology" and technology.GOODS.isdisjoint(self.facts):
            if self.jurisdiction not in self.book.by_code and technology.is_for(self.book, it, value):
                return
            it.hear(self._heard(it, "thing", value))
            if self.jurisdiction == "US-EAR":
                it.say("item.kind", "technology")
        else:
            technology.origin(self, it, value)

    def _stay(self, _: Situation, __: str, value: str) -> None:
        """That a rule sleeps, or until when, the law of the day knows; anything else is not understood."""
        if not IN_FORCE.fullmatch(value):
            raise ValueError(value)

    def _sum(self, it: Situation, _: str, value: str) -> None:
        """A sum adds nothing to its parts; where none are told it is not understood."""
        if not (it.owned or it.american):
            raise ValueError(value)

    def _employer(self, it: Situation, place: str, value: str) -> None:
        """Where the company that a person works for has its headquarters; `none` for whoever works for nobody."""
        if NO_CONTROL.match(value) and re.search("own|holder|parent", self.key):
            return
        found = self.countries.codes(value) or self.countries.of_nations(value)
        alone = NO_CONTROL.match(value) or SELF_EMPLOYED.fullmatch(value)
        it.say(place, "; ".join(found) or ("none" if alone else UNKNOWN))
        if it.facts[place][1] == UNKNOWN:
            raise UnmappedPhrase("place", value, value)

    def _blocked(self, it: Situation, place: str, value: str) -> None:
        """Whether property was blocked; what is said of it otherwise is read as what it is."""
        if NOT_BLOCKED.search(value):
            it.say(place, "no")
        elif BLOCKED.search(f"{self.key} {value}"):
            it.say(place, "yes")
        else:
            compose(it, self.book, self._heard, value)

    def _contains(self, it: Situation, _: str, value: str) -> None:
        """What is in it: a chip of a line of the United States, or a thing; `built in` may tell a country."""
        if self.key == "built_in" and homes.is_one(self, value):
            homes.told(self, it, value)
        elif (
            american.CHIP.search(f"{self.of} {self.key} {value}".replace("_", " "))
            and american.STATES.search(value)
            and not NO_CONTROL.match(value)
        ):
            so = (
                "no"
                if nexus.is_so(value) == "no"
                else "yes"
                if not american.NOT_SURE.search(value)
                else UNKNOWN
            )
            it.say("item.facts.contains_us_line_ic", so)
        else:
            it.hear(self._heard(it, "thing", value))

    def _entry(self, it: Situation, _: str, value: str) -> None:
        """What an entry of the list asks a licence for is said with the listing."""
        it.hear(self._heard(it, "party", f"Entity List ({value})", "end_user"), TEXT, "end_user")

    def _layers(self, it: Situation, _: str, value: str) -> None:
        """Layers of memory: a figure of its own, and by the law of the United States one of the facility."""
        self._fact(it, "shipment.facts.memory_layers", value)
        if self.jurisdiction == "US-EAR":
            american.facility(it, "nand", value)

    def _headquarters(self, it: Situation, _: str, value: str) -> None:
        place = "end_user.headquarters"
        if UNDISCLOSED.match(value) or self.countries.codes(value):
            self._place(it, place, value)
        elif found := self.countries.of_nations(value):
            it.say(place, found[0])
            it.hear(self._heard(it, "party", value, "parent"), TEXT, "parent")
        else:
            it.hear(self._heard(it, "party", value, "parent"), TEXT, "parent")

    def _roles(self, it: Situation, _: str, value: dict[str, str]) -> None:
        for roles, said in value.items():
            for role in re.split(r"_(?:or|and)_", roles):
                if (whose := self._whose(role)) in PARTIES:
                    self._party(it, whose, said)
                elif OPENS.search(role) and not FINANCES.search(said):
                    self._may_receive(it, said)
                else:
                    doubting.of_other_part(self, it, role, str(said))

    def _whose(self, role: str) -> str:
        """Which part in the deal a name for one means, `importer of record`."""
        one = re.sub(r"[ -]+", "_", role.strip().casefold())
        front = one.partition("_of_")[0]
        known = self.book.key(one) or self.book.key(front)
        return ROLES.get(
            one, ROLES.get(front, known.removeprefix("party ") if known.startswith("party ") else one)
        )

    def _may_receive(self, it: Situation, said: str) -> None:
        """A bank that opens a credit is no party where it only pays, and one where goods are consigned to its order."""
        it.hear(self._heard(it, "party", said, "intermediary"), TEXT, "intermediary")
        if CONSIGNED.search(said):
            return
        rank, word = it.facts.pop("intermediary.lists", (TEXT, ""))
        if word not in {"", UNKNOWN, "none"}:
            it.either["intermediary.lists"] = [word, "none"]
        elif word:
            it.say("intermediary.lists", word, rank)

    def _awake(self, it: Situation, _: str, value: str) -> None:
        """As if nothing were suspended: as the law was known before the first suspension was issued."""
        if self._truth(value) == "yes":
            it.awake = True

    def _direct_product(self, it: Situation, _: str, value: str) -> None:
        steps = {"no": "none", "yes": "technology:US:3E001"}
        so = self._truth(value)
        it.say("item.made_with", steps.get(so, UNKNOWN), EXAMPLE if so == "yes" else TEXT)
