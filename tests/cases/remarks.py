"""What only goes with a deal, heard where it could be more than a remark: reports, ties, who signs, other lines of a plant."""

import re
from collections.abc import Iterator
from typing import Any

from cases import by_words, components, doubting, nexus, parts, relations, rest, sides, waiting
from cases.clauses import understood
from cases.composition import YES_NO
from cases.facilities import Facilities
from cases.keys import TRUTHS
from cases.owning import NO_CONTROL
from cases.relations import PARTIES, ROLES
from cases.situation import NEED, TEXT, UNKNOWN, Situation

SHAPED = re.compile(
    r"date|composition|chain|ownership|value_test|us_content|roles|remark|route|chinese|us_owner|sale|employer_owner"
)
"""Readers that take several values or parts themselves."""
TELLING = frozenset({"", "remark", "use", "made_of", "direct_product", "designer"})
"""Readers under which it may be told what a thing was made with."""
PARENT_SEAT = re.compile(
    r"\b(?:(?:ultimate|top|final) )?(?:parent|group|holding|head company)\b[^;,]*?\b(?:headquartered|seated|with (?:its|a) (?:head office|headquarters|seat)|based|whose (?:head office|headquarters) (?:is|are)) in (?:the )?(?P<where>(?-i:[A-Z])[\w -]*)",
    re.IGNORECASE,
)
"""`Parent headquartered in Macau`."""
DENIED_SEAT = re.compile(r"\b(?:not|no|never|former\w*|until|or|perhaps|may)\b", re.IGNORECASE)
ACTS_FOR = re.compile(
    r"\b(?:acts?|acting|buys?|buying|bought|orders?|ordering|purchas\w+|front|shell|agent|nominee|proxy|conduit|on behalf|in the name)\b[^;,]*\b(?:for|of|as)\b",
    re.IGNORECASE,
)
"""Stands in for somebody else."""
BY_SIGNING = frozenset({"US-OFAC", "EU", "UK"})
"""Laws by which whoever signs takes part in the dealing."""
NOT_HE = re.compile(
    r"\b(?:no|not|never|neither|nor|without|for|behalf of|name of|instead of)(?: the)?(?: [\w-]+)?,? ?[\"'“]?$",
    re.IGNORECASE,
)
"""In front of a name: it is not he who acts, or he in whose name another does."""
TELLS = re.compile(
    r"\binform(?:s|ed)?\b|is[- ]informed|\blicen[cs]e (?:is|was|will be|would be) (?:needed|required)|red flags?\b|\bdivert|\bre-?export|\bresell|\bresold|\bre-?sale",
    re.IGNORECASE,
)
"""What an agency told, or where goods may end."""
CHIP_OF_LINE = re.compile(
    r"\b(?:holds|contains|has|with|includes|incorporates)\b(?![^;]*\b(?:no|not|never|without)\b)[^;]*\b(?:chips?|ICs?|integrated circuits?|controllers?|processors?)\b[^;]*\b(?:lines?|plants?|tools?|equipment|technology|fabs?)\b[^;]*\b(?:US|U\.S\.|American)\b"
    r"|\b(?:holds|contains|has|with|includes|incorporates)\b(?![^;]*\b(?:no|not|never|without)\b)[^;]*\b(?:chips?|ICs?|integrated circuits?|controllers?|processors?)\b[^;]*\b(?:US|U\.S\.|American)\b[^;]*\b(?:lines?|plants?|tools?|equipment|technology|fabs?)\b",
    re.IGNORECASE,
)
"""A chip from a line of the United States is inside, whatever it is worth."""
NAMED_LIST = re.compile(
    r"(?:Entity|Denied|Unverified|MEU|Military[- ]End)[\w -]*List(?:ed)?|\bSDN\b|footnote \d|denied person|under a denial order",
    re.IGNORECASE,
)
FOOTNOTE = re.compile(r"\bfootnote[- ]?(\d)\b", re.IGNORECASE)
OTHER_SIGNS = re.compile(r"\bby (?:an? |the )?(?:unlisted|non-listed|other)\b", re.IGNORECASE)
NO_ACT = re.compile(
    rf"{relations.ACT.pattern} (?:nothing|none|no\b)|\b(?:not|never|nor)(?: \w+)? {relations.ACT.pattern}",
    re.IGNORECASE,
)
AS_OF = re.compile(r"^(?:that|the (?:one|same|address)|same)(?: address)? (?:of|as) ", re.IGNORECASE)
SHARED = re.compile(r"\b(?:shared?|shares|sharing|same|common|as that|next door)\b", re.IGNORECASE)
LISTED_ADDRESS = re.compile(
    r"(?:(?:an?|the|address(?:es)?|listed|entered|named|entry|entries|entity|list|flagged|identified|on|in|of|its|own|by|it|itself|as|such|high|diversion|risk"
    r"|which|that|is|are|has|with|separately|alone|one|same|street|building|BIS|US|for|being|and|number|identical|identically|to|matches|matching|equals|equal)\b[ ,;()-]*)+",
    re.IGNORECASE,
)
"""Words of an address that is an entry of its own; that of a listed company is none."""
DENIES = re.compile(r"\b(?:no|not|none|never|nor|neither|without)\b", re.IGNORECASE)
SUPPLEMENT_4 = re.compile(r"\bSupp(?:lement|\.)? ?(?:No\.? ?)?4\b(?: (?:to|of) (?:part )?744)?")
"""Where the Entity List stands."""
OF_ANOTHER = re.compile(
    r"\b(?:of|as) (?:an?|the|another) (?!high|entry|(?:US |BIS )?Entity[- ]List\W*$)", re.IGNORECASE
)
NONE_MADE = re.compile(
    r"(?:none|not|no|never|nothing)(?: (?:yet|report|was|been|made|filed|sent|so far|ever))*", re.IGNORECASE
)
MADE_ON = re.compile(
    r"(?:(?:made|filed|sent|on|went in|lodged) )*(?:\d{4}-\d{2}-\d{2}|\d{1,3} days? (?:ago|earlier|before))",
    re.IGNORECASE,
)
"""That no report was made, and when one was."""
REPORT = "item.facts.one_time_report"


class Remarks(Facilities):
    """Reads what no law asks for, and what it could be besides."""

    def _remark(self, it: Situation, _: str, value: Any) -> None:
        """Nothing, unless it speaks of a list, of arms, or of somebody for whom another stands in."""
        for text in _texts(value):
            listed = by_words.LISTS.search(text)
            if self._in_passing(it, text):
                continue
            if self.jurisdiction == "US-EAR" and ACTS_FOR.search(text) and listed:
                self._behalf(it, "", text)
            elif (
                listed
                or self.book.alarm.search(text)
                or (self.jurisdiction == "US-EAR" and TELLS.search(text))
            ):
                self.unmapped(it, "keys", text, self.key)
                for place, mild in by_words.could_say(f"{self.key.replace('_', ' ')} {text}"):
                    it.leave_unknown(place, mild)
                it.leave_unknown("end_user.lists", "none")
                doubting.leave_open(self, it, text)

    def _in_passing(self, it: Situation, text: str) -> bool:
        """Whether a text tells what part a listed party has in the deal, or that a chip of the United States is inside."""
        if (role := relations.in_role(text)) and by_words.LISTS.search(role[1]):
            it.hear(self._heard(it, "party", role[1], role[0]), TEXT, role[0])
        elif self.jurisdiction == "US-EAR" and CHIP_OF_LINE.search(text) and not NO_CONTROL.match(text):
            it.say("item.facts.contains_us_line_ic", "yes")
        elif (
            self.jurisdiction == "US-EAR"
            and (seat := PARENT_SEAT.search(text))
            and not DENIED_SEAT.search(text)
        ):
            codes = self.countries.codes(seat["where"]) or [UNKNOWN]
            it.say("end_user.headquarters", codes[0])
        else:
            return False
        return True

    def _behalf(self, it: Situation, _: str, value: str) -> None:
        """Whether a party acts for a listed one: then that one is the end user; whoever it is otherwise is not known."""
        if self._truth(value) == "no":
            return
        listed = {it.said(f"{each.owner}.lists") for each in it.owned} - {"", "none"}
        denied = re.search(r"\b(?:no|not|never|neither)\b", value, re.IGNORECASE)
        named = NAMED_LIST.search(value)
        if not listed and not denied and by_words.LISTS.search(value):
            it.hear(
                self._heard(it, "party", named[0] if named else "Entity List", "end_user"), NEED, "end_user"
            )
        else:
            it.say("end_user.lists", UNKNOWN if denied else min(listed, default=UNKNOWN))

    def _listed_role(self, it: Situation, word: str, value: str) -> None:
        """A listed party by the part that it has in the deal, or by its name; who it is otherwise is not known."""
        bare = re.sub(r"^(?:as|the|an?) ", "", value.casefold()).replace(" ", "_").replace("-", "_")
        roles = {ROLES.get(each, each) for each in re.split(r"_(?:or|and)_", bare)}
        if value in {name for each in it.owned for name in (each.owner, each.owned)}:
            it.say(f"{value}.lists", word, NEED)
        elif roles <= PARTIES:
            for role in roles:
                it.say(f"{role}.lists", word, NEED)
        elif not NO_CONTROL.match(value):
            self.unmapped(it, "keys", value, self.key)
            it.leave_unknown("end_user.lists", "none")

    def _under_any_key(self, it: Situation, how: str, key: str, value: Any) -> bool:
        """Whether it is told, under whatever key, who signs, or what of the United States a thing was made with."""
        if self.jurisdiction == "US-EAR" and nexus.chip_inside(it, key, value):
            return True
        telling = how in TELLING or (how == "us_content" and str(value) in TRUTHS)
        if self.jurisdiction == "US-EAR" and telling and nexus.by_key(it, key, value):
            return True
        if self.jurisdiction == "US-EAR" and parts.sold(it, self.facts, key, value):
            return True
        if self.jurisdiction == "CN" and rest.told(it, self.book, self._heard, key, value):
            return True
        if self.jurisdiction in components.ASK and parts.main_one(it, self.facts, key, value):
            return True
        return not SHAPED.fullmatch(how) and self._signed(it, key, value)

    def _signed(self, it: Situation, key: str, value: Any) -> bool:
        """Whether an owner is said to sign or act in the deal; by a law that asks for it he is a party to it then."""
        text = " ".join(_texts(value))
        if self.jurisdiction not in BY_SIGNING or not relations.ACT.search(f"{key.replace('_', ' ')} {text}"):
            return False
        if NO_ACT.search(text):
            return False
        found = [
            (each.owner, at)
            for each in it.owned
            if (at := re.search(rf"(?<!\w){re.escape(each.owner)}(?!\w)", text))
        ]
        for name, at in found:
            if NOT_HE.search(text[: at.start()]):
                it.leave_unknown("intermediary.lists", "none")
            else:
                it.say("intermediary.name", name)
                it.say("intermediary.lists", it.said(f"{name}.lists") or UNKNOWN, NEED)
        # another one who is said to be on no list takes no listed one's place
        return bool(found) or bool(OTHER_SIGNS.search(text) and not NAMED_LIST.search(text))

    def _address(self, it: Situation, _: str, value: str) -> None:
        """Whose address it is: that of a listed party makes nobody that party."""
        told, supplement = SUPPLEMENT_4.subn("Entity List", value)
        if supplement and DENIES.search(told):
            it.leave_unknown("end_user.lists", "none")
            return
        value = told
        if LISTED_ADDRESS.fullmatch(value) and by_words.LISTS.search(value) and not OF_ANOTHER.search(value):
            it.say("end_user.lists", "us/entity-list")
        elif SHARED.search(value) and by_words.LISTS.search(value):
            self._neighbour(it, "", value)
        else:
            text = AS_OF.sub("at the address of ", value)
            it.hear(self._heard(it, "party", text, "end_user"), TEXT, "end_user")

    def _neighbour(self, it: Situation, _: str, value: str) -> None:
        """Whoever shares a place with a listed party may be that party."""
        if self._truth(value) != "no":
            it.leave_unknown("end_user.lists", "none")

    def _report(self, it: Situation, _: str, value: str) -> None:
        """Whether a report was made that a rule of content asks for; of any other law it only tells a story."""
        words = {"yes": "report filed", "no": "no report", "none": "no report"}
        if self.jurisdiction == "US-EAR" and NONE_MADE.fullmatch(value):
            it.say(REPORT, "no")
        elif self.jurisdiction == "US-EAR" and MADE_ON.fullmatch(value):
            it.say(REPORT, "yes")
        elif self.jurisdiction == "US-EAR":
            heard = understood(self.book, words.get(YES_NO.get(value, value), f"report {value}"))
            it.hear(heard or ())
            it.say(REPORT, it.said(REPORT) or UNKNOWN)

    def _agency(self, it: Situation, _: str, value: str) -> None:
        """What the agency said to a report is asked with it; where none was made it is heard as anything else."""
        if not any(waiting.REPORT.search(key) for key in self.facts):
            self._remark(it, "", f"{self.key.replace('_', ' ')}: {value}")

    def _waited(self, it: Situation) -> None:
        """A report of less than thirty days, or one that drew a word from the agency, is none; nor is a notice that is too young."""
        sides.together(it)
        if it.said("shipment.facts.exception_relied_on") == "yes" and waiting.too_early(self.facts):
            it.facts["shipment.facts.exception_relied_on"] = (NEED, "no")
        word = waiting.outcome(self.facts) if it.said(REPORT) == "yes" else ""
        if word:
            it.facts[REPORT] = (NEED, word)

    def _onward(self, it: Situation, _: str, value: str) -> None:
        """Where goods go in the end, whoever receives them first."""
        found = self.countries.codes(value)
        if len(set(found)) == 1 and self._truth(value) == "yes":
            it.onward = found[0]
        elif not NO_CONTROL.match(value):
            self.unmapped(it, "place", value, value)
            it.leave_unknown("shipment.to")

    def _ends(self, it: Situation) -> None:
        """It is asked of the country where goods go in the end; the first one lies on the way."""
        first = it.said("shipment.to")
        user = self.placed.get("end_user.country", "")
        if self.jurisdiction == "US-EAR" and user not in {"", first} and not it.maybe_onward:
            # a user who sits elsewhere may get them there
            it.maybe_onward = user
        if it.onward and it.onward != first:
            it.say("shipment.to", it.onward, NEED)
            it.say("shipment.via", first, NEED)
        elif it.maybe_onward and first not in {"", it.maybe_onward}:
            it.either["shipment.to"] = [first, it.maybe_onward]
            it.facts["shipment.to"] = (NEED, UNKNOWN)

    def _into(self, it: Situation, _: str, value: str) -> None:
        """Whose goods the thing goes into: those of a party with a footnote, or what it is for."""
        footnote = FOOTNOTE.search(value)
        if footnote and self._truth(value) == "yes":
            it.say("shipment.facts.goes_into_goods_of", f"footnote_{footnote[1]}", NEED)
        elif by_words.LISTS.search(value):
            self.unmapped(it, "keys", value, self.key)
            it.leave_unknown("shipment.facts.goes_into_goods_of", "none")
        else:
            it.hear(self._heard(it, "use", value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, said in value.items():
            yield from (f"{key.replace('_', ' ')} {each}" for each in _texts(said))
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    else:
        yield str(value)
