"""Read what is stated as so or not so: truths, figures of a fact and their limits, conditions that are met."""

import re

from cases import american, components, figures, helping, parts, plants, technology
from cases.composition import YES_NO
from cases.hearing import UNSTATED
from cases.keys import TURNED
from cases.owning import NO_CONTROL, Owning
from cases.situation import EXAMPLE, NEED, UNKNOWN, Situation
from cases.stories import STATES

DOUBTED = re.compile(
    r"\bun(?:known|clear|stated|certain|proven|tested|confirmed)\b|\bnot (?:yet )?(?:known|stated|clear|certain|sure|confirmed|established|checked|asked|told|tested|decided|settled|given|disclosed|specified|documented|answered|found out)\b"
    r"|\b(?:nobody|no one|no paper|none of them) (?:knows?|says|said|states|can (?:say|tell)|tells)\b|\bno (?:answer|information|word|reply|statement)\b|\b(?:undisclosed|undecided|unsettled|undetermined|untold|unspecified)\b"
    r"|\b(?:whether|perhaps|maybe|indirect\w*|not directly|may|might|possibly|disputed|alleged\w*|claim\w*)\b|\?|\b(?:no|not|none|nobody|neither)\b.*\b(?:but|except|unless|only|other than|though)\b",
    re.IGNORECASE,
)
"""What leaves open whether something is so, or denies it in part."""
TURNED_ROUND = re.compile(TURNED, re.IGNORECASE)
MET = re.compile(
    r"\b(?:all|each|every|both)\b.*\b(?:given|met|in hand|fulfilled|satisfied|signed|filed|provided|made|obtained|there)\b|\b(?:given|met|fulfilled|satisfied|provided|obtained|signed|filed)(?: in full)?$|^(?:yes|true|all(?: of them)?|complete(?:ly)?|in full)$",
    re.IGNORECASE,
)
PARTLY = re.compile(
    r"\b(?:not|no|none|without|missing|lacking|pending|partly|some|most|outstanding|to be|will be|asked|promised)\b",
    re.IGNORECASE,
)
MISSED = re.compile(
    r"\b(?:missing|lacking|refused|failed|not (?:been )?(?:all )?(?:met|given|made|signed|fulfilled|satisfied|passed|done|kept|filed|provided|carried out|within)|none|no)\b",
    re.IGNORECASE,
)
"""That one condition is not met is enough."""
WORKS_FOR = re.compile(
    r"\b(?:(?:employed|engaged|hired) (?:by|at|with)|works? (?:for|at)|working (?:for|at)|employee of|on the staff of) (?P<who>[^;,()]+)",
    re.IGNORECASE,
)
COMPANY = re.compile(
    r"\b(?:company|firm|corporation|entity|organi[sz]ation|branch|bank|business)\b", re.IGNORECASE
)
PERSON = re.compile(
    r"\b(?:natural|individual|citizens?|resident|employ\w*|engineers?|staff|who|she|he)\b", re.IGNORECASE
)
OF_CHIPS = re.compile(
    r"\b(?:(?:US |third-party |independent )*lab(?:oratory)? tests?|third-party tests?|customer certif\w+|supply certif\w+|certifications?|KYC|conditions?(?! (?:of|for) (?:the )?(?:exception|general licen[cs]e|TGL))|volume)\b",
    re.IGNORECASE,
)
LEFT_OUT = re.compile(
    r"\b(?:but for|except|save for|apart from|not all|promised|pending|to be|will be|later|planned|partly|some of)\b"
)
"""What the rule on chips asks for; and what is left out of it or still to come."""
ASIDE = re.compile(r"(\d[\d.]*) ?\([^()]*\)")
"""A figure with a remark behind it."""
CLERICAL = re.compile(
    r"\b(?:clerical|administrative|secretarial|paperwork|book-?keeping|back-?office)\b", re.IGNORECASE
)

PENDING = re.compile(
    r"\b(?:no|not|without|nothing|never)(?: (?:yet|been|was|an?|any|so|far|formal|of))* (?:answer\w*|repl\w+|respon\w+|object\w*|word|decision|decided|heard|cleared|acted|reviewed|result|comment\w*|reaction)\b",
    re.IGNORECASE,
)
"""That an authority said nothing yet denies nothing."""
ACCEPTED = re.compile(
    r"\b(?:accepted|cleared|approved|granted|authori[sz]ed) by (?:BIS|the agency|Commerce)\b|\b(?:BIS|agency|Commerce) (?:has |had )?(?:accepted|cleared|approved|granted|authori[sz]ed)\b",
    re.IGNORECASE,
)
"""That the agency let a notification pass."""
NOT_OPEN = re.compile(
    r"\b(?:no|not|none|neither|never|without|un(?:available|filed|notified)|ineligible|barred|refus\w+|reject\w+|den(?:y|ied)|declin\w+|object\w+"
    r"|withdrawn|revoked|lost|expired|closed|instead|asks? for|asked for|wants|demand\w*|requir\w+|before (?:any |the )?noti\w+|to be (?:filed|notified))\b",
    re.IGNORECASE,
)


SOLD_ALONE = ".discrete_product"
MILD_IF_SO = (SOLD_ALONE, ".food_or_medicine", ".public_domain", ".formed", ".calcined", ".equal_control")
"""Places of truths that make an answer milder."""
PARTLY_SO = re.compile(
    r"\b(?:partly|partially|in part|half|some|mostly|not all|almost|nearly|planned|pending|to be|will be|later|soon|next)\b",
    re.IGNORECASE,
)


NOT_AMERICAN = re.compile(
    r"\b(?:non|not(?: an?)?|no|nobody|none|never|without|former(?:ly)?|neither|nor)[- ](?:US|U\.S\.|American|United States)\b",
    re.IGNORECASE,
)
FALSE = re.compile(r"false\b", re.IGNORECASE)


class Stating(Owning):
    """Reads what is true, in words or in figures."""

    def _truth_at(self, it: Situation, place: str, value: str) -> None:
        """Whether something is so; where that makes an answer milder, words have to say it plainly."""
        word = self._truth(value)
        if place.endswith(SOLD_ALONE) and value not in YES_NO:
            alone = parts.ALONE.search(value) or parts.ARMS_LENGTH.search(value)
            sure = word != UNKNOWN and not parts.NOT_SURE.search(value)
            word = "no" if parts.NOT_ALONE.search(value) else "yes" if alone and word == "yes" else UNKNOWN
            word = word if sure else UNKNOWN
        it.say(place, UNKNOWN if place.endswith(MILD_IF_SO) and PARTLY_SO.search(value) else word)

    def _truth(self, value: str) -> str:
        """Yes or no, or in doubt; whatever else stands there describes what is so."""
        if value in UNSTATED or DOUBTED.search(value) or TURNED_ROUND.match(value):
            return UNKNOWN
        said = FALSE.match(value) and not PARTLY_SO.search(value)
        return YES_NO.get(value) or ("no" if said or NO_CONTROL.match(value) else "yes")

    def _us_person(self, it: Situation, _: str, value: str) -> None:
        """Whether a person of the United States takes part; whether the work of an office is support is not told."""
        it.say("shipment.facts.us_person_support", UNKNOWN if CLERICAL.search(value) else self._truth(value))
        self._works_for(it, value)

    def _works_for(self, it: Situation, value: str) -> None:
        """For whom a person works: what employees of a company abroad may do, a company may not."""
        place = "shipment.facts.us_person_employer"
        employer = WORKS_FOR.search(value)
        home = (
            self.countries.codes(employer["who"]) or self.countries.of_nations(employer["who"])
            if employer
            else []
        )
        if american.STATES.search(value) and not NOT_AMERICAN.search(value):
            it.say("shipment.facts.us_person_support", "yes", EXAMPLE)
        if employer:
            it.say(place, home[0] if len(home) == 1 else UNKNOWN)
        elif COMPANY.search(value) and not PERSON.search(value):
            it.say(place, "none", NEED)

    def _conditions(self, it: Situation, _: str, value: str) -> None:
        """Whether the conditions of a rule on chips are met; of any other law they only tell a story."""
        if self.jurisdiction == "US-EAR":
            met = self._truth(value) == "yes" and (MET.search(value) or YES_NO.get(value) == "yes")
            missed = self._truth(value) != UNKNOWN and MISSED.search(value)
            word = "yes" if met and not PARTLY.search(value) else "no" if missed else UNKNOWN
            it.say("shipment.facts.chip_conditions", word)

    def chips_asked(self, it: Situation, text: str) -> bool:
        """Whether an answer rests on a condition for chips that is not met, or not for sure."""
        missed, open_ = MISSED.search(text), LEFT_OUT.search(text)
        if self.jurisdiction != "US-EAR" or not OF_CHIPS.search(text) or not (missed or open_):
            return False
        if not any(each.startswith(("us:3A090", "us:4A090")) for each in it.codes):
            return False
        it.say("shipment.facts.chip_conditions", UNKNOWN if open_ else "no", NEED)
        return True

    def _exception(self, it: Situation, _: str, value: str) -> None:
        """Whether a licence exception is relied on; one that is not open, was not notified or was objected to is none."""
        said = PENDING.sub("", value)
        none = self._truth(said) == "no" or NOT_OPEN.search(said)
        if self.jurisdiction == "US-EAR":
            it.say("shipment.facts.exception_relied_on", "no" if none else "yes")
            if ACCEPTED.search(value) and not none and self._truth(value) == "yes":
                it.say("reading.us/exception-open", "it is open")

    def _activity(self, it: Situation, _: str, value: str) -> None:
        """What somebody does; for China's law help for rare-earth work abroad, in whatever words."""
        if self.jurisdiction in self.book.by_code:
            done = not technology.GOODS.isdisjoint(self.facts) and plants.is_work(self.book, value)
            it.hear(self._heard(it, "use" if done else "thing", value))
        else:
            helping.activity(it, self.book, self._heard, value)

    def _component(self, it: Situation, _: str, value: str) -> None:
        components.component(it, self._heard, self.jurisdiction, value)

    def _listed_part(self, it: Situation, _: str, value: str) -> None:
        it.hear(self._heard(it, "thing", "on no list" if value in {"false", "no"} else f"listed, {value}"))

    def _diligence(self, it: Situation, _: str, value: str) -> None:
        """That it was looked into says nothing; what was found is read as what the goods are for."""
        found = plants.told(it, value) if self.jurisdiction == "US-EAR" else value
        if STATES.search(found) or self.book.alarm.search(found) or self._truth(value) != "yes":
            it.hear(self._heard(it, "use", value))

    def _fact(self, it: Situation, place: str, value: str) -> None:
        """A fact of the law; a figure that is only bounded may be any on that side."""
        if several := figures.within(value):
            it.either[place] = several
        else:
            exact = ASIDE.fullmatch(value)
            said = UNKNOWN if american.ABOUT.match(value) else exact[1] if exact else value
            (it.measure if re.fullmatch(r"[\d.]+", said) else it.say)(place, said)

    def _denied(self, it: Situation, _: str, value: str) -> None:
        """What is not handed over stands in no book; whatever is handed over has to be heard."""
        if not NO_CONTROL.match(value) and self._truth(value) != "no":
            self.unmapped(it, "keys", value, self.key)
