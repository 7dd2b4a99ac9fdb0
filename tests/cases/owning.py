"""Read who owns whom, who controls, whose firm it is, and what a sale of shares leaves of a holding."""

import re
from fractions import Fraction
from typing import Any

from cases import american, by_words, earlier, holding, sales
from cases.composition import NUMBER, YES_NO
from cases.hearing import Hearing
from cases.keys import TURNED
from cases.situation import EXAMPLE, NEED, TEXT, UNKNOWN, Owned, Situation
from cases.stories import says_nothing
from cases.untold import not_sure

POLICIES = ("denial", "presumption_of_denial", "case_by_case")
NO_CONTROL = re.compile(rf"(?!{TURNED})(?:none|no\b|not\b|without|neither|nobody)", re.IGNORECASE)
IN_PART = re.compile(
    r"\b(?:but|yet|except|save|though|although|however|while|whereas|apart from|other than|besides|only|unless)\b|;",
    re.IGNORECASE,
)
"""What is denied is denied in part."""
DOES = re.compile(
    r"\b(?:(?:majority|most)(?: of [\w ]+)? (?:is |are )?(?:appointed|named) by|(?:appoints|names|removes) (?:[\w ]*?\b(?:majority|most|all|whole|entire)\b|the (?:board|directors|management)\b)|controls|runs|decides|directs|manages|dominates)\b",
    re.IGNORECASE,
)
FOREIGN = re.compile(
    r"\b(?:non-?(?:US|American)|independent|foreign|local|family|state)\b|^no$|^false$", re.IGNORECASE
)
"""Of an owner: he is none of the United States."""
HELD_FOR = re.compile(
    r"\b(?:trusts?|trustees?|nominees?|beneficial\w*|straw(?: man| men)?|on behalf|in the name of|options? (?:to|on|over))\b|\d ?%",
    re.IGNORECASE,
)
"""What may be a share that somebody holds for another."""
NOBODY = re.compile(
    r"(?:none|nobody|no one|(?:all )?unlisted|(?:all )?(?:are |is )?on no list|(?:all )?not listed|no listed (?:party|person|owner|holder)s?|(?:all )?(?:clean|free float)"
    r"|(?:none|nobody|no one|neither)(?: of (?:them|these|whom))?(?: is| are)? (?:on (?:a|any|the) list|listed|designated|blocked))(?: either)?",
    re.IGNORECASE,
)
HOLDERS = (
    r"(?:(?:the )?(?:rest|remainder)(?: is| are| in)? )?(?:free float|dispersed|widely (?:held|spread)|publicly (?:held|traded)|the public|management(?: and staff)?|staff|employees"
    r"|(?:(?:public|private|small|many|other|minority|institutional|retail|individual|foreign) )*(?:(?:share|stake)?holders|investors|owners|funds|persons))"
)
NOT_ONE = (
    r"(?:(?:no|not an?|without(?: any| an?)?) (?:blocked|listed|designated|sanctioned|SDN)(?: (?:persons?|part(?:y|ies)|owners?|(?:share)?holders?|investors?|ones?))?(?: among (?:them|the (?:share)?holders|these))?"
    r"|(?:none|nobody|no one|neither)(?: of (?:them|these|whom))?(?: is| are)? (?:(?:on (?:an?|any|the) (?:SDN |Entity |sanctions )?list)|listed|designated|blocked|sanctioned|(?:an )?SDN)|(?:all )?(?:are )?(?:unlisted|on no list|not (?:listed|blocked|designated|sanctioned)))"
)
PLAIN_HOLDERS = re.compile(
    rf"(?:{HOLDERS}(?:,|;|:)? ?\(?(?:(?:of whom|with|but|and|which|are|is) )*)?{NOT_ONE}\)?(?P<hedge>,? (?:is |are )?(?:(?:that is )?known(?: of)?|so far|as far as (?:is )?known|found|to be found|by name|yet))?",
    re.IGNORECASE,
)
"""`Free float, nobody blocked`; of whom it is only told that none is known, some may be."""
SEVERAL = re.compile(
    r"\b(?:two|three|four|both|several|each|persons|brothers|sisters|people)\b", re.IGNORECASE
)
"""More than one: a law that does not add their shares asks each of them."""
OPTION = re.compile(r"(?:call_|purchase_|share_|unexercised_)*options?(?:_|$)")
"""In a key: it speaks of an option on shares."""
BRANCH = re.compile(
    r"(?<!not a )(?<!no )\b(?:branch(?:es)?(?: office)?|(?:sales|representative|liaison) office)\b",
    re.IGNORECASE,
)
SEAT = re.compile(r"(?:country|hq|headquarters|seat|base|domicile|home|location|nationality|place)")
SEATED = re.compile(
    r"(?:(?:an?|the|its|one|other|unlisted|second|minority|joint[- ]venture|JV) )*(?:partner|maker|company|firm|holder|shareholder|co-?owner)(?: of \w+)?,? "
    r"(?:headquartered|seated|domiciled|with (?:its|a) (?:headquarters|head office|seat)|headquarters|head office|seat) in (?:the )?((?:(?!or\b|and\b)[\w.]+ ?){1,3})",
    re.IGNORECASE,
)
"""An owner of whom no more is told than where he is at home."""
NOT_KNOWN = re.compile(
    r"\b(?:unknown|unclear|not (?:known|stated|told|given|said)|untold|undisclosed|disputed|alleged)\b",
    re.IGNORECASE,
)
SELLER = re.compile(r"(?:the )?(?:exporter|seller|shipper|supplier|re-?exporter)\b", re.IGNORECASE)
ACTS = re.compile(
    r"\b(?:sign|negotiat|contract|conclu|execut(?!ive)|represent|broker|handl)\w*", re.IGNORECASE
)
"""What makes whoever holds a post a party of the deal."""
NO_SDN = re.compile(
    r"\b(?:no|not(?: an?| any)?|nor|neither|none)\b(?: \w+){0,3}? (?:SDNs?|blocked)\b", re.IGNORECASE
)
OWNERS = r"owners?|holders?|shareholders?|parents?|nobody who holds"
HALF, WHOLE = 50, 100


FOR_OTHERS = re.compile(
    r"\b(?:trust\w*|nominees?|beneficia\w+|foundation|fund|front|straw|shell)\b", re.IGNORECASE
)
"""Who holds for somebody else."""
MAY_HOLD = re.compile(
    r"(?:(?:is|it|that|strongly|only|still|was|has|been|not|un|but|under|yet)[ -]?)*(?:suspected|suspicion|possibl[ey]|perhaps|maybe|alleged\w*|rumou?red|likely|probabl[ey]|presum\w+|open|disputed|claimed|reported|true|yes"
    r"|(?:un)?known|(?:un)?clear|(?:un)?stated|proven|proved|confirmed|settled|tested|excluded|ruled out|investigat\w+|review|examined)(?: by [\w ]+)?",
    re.IGNORECASE,
)
"""Of a nominee: there is one, or may be one."""


class Owning(Hearing):
    """Reads what a case says of owners."""

    def _ownership(self, it: Situation, _: str, value: Any) -> None:
        rows = holding.rows(value)
        companies = {each.get("of") for each in rows}
        for row in rows:
            owner, owned = row["owner"], row.get("of", "")
            share = self._with_option(row.get("pct", "")) if len(rows) == 1 else row.get("pct", "")
            it.owned.append(Owned(owner, owned, share))
            if SELLER.match(owned) and american.STATES.search(owner):
                self._us_owner(it, "exporter.us_owned", {"owner": owner, "pct": row.get("pct", "")})
            seated = SEATED.fullmatch(owner)
            told = {"headquarters": seated[1]} if seated else {}
            for key, said in (told | row).items():
                if key not in {"owner", "of", "pct", "list"}:
                    self._of_owner(it, row, key, said)
            if "list" in row or owner not in companies:
                it.hear(self._heard(it, "party", row.get("list", owner), owner), TEXT, owner)
            else:
                # a company between others, of which no list is told where theirs are
                it.say(f"{owner}.lists", "none", EXAMPLE)
            self._strictest(it, owner, owned)
            if FOR_OTHERS.search(owner) and not_sure(owner):
                it.doubt_listing(owner)
        self._held_for(it)
        self._alone(it)

    def _with_option(self, share: str) -> str:
        """The share of a sole holder who has an option on more: with it, or perhaps with it while it is not exercised."""
        told = {key: str(said) for key, said in self.facts.items() if OPTION.match(key)}
        more = [said for said in told.values() if NUMBER.fullmatch(said)]
        if len(more) != 1 or not NUMBER.fullmatch(share):
            return share
        whole = f"{float(Fraction(share) + Fraction(more[0])):g}"
        used = any(YES_NO.get(said) == "yes" for said in told.values())
        return whole if used else f"{share} to {whole}"

    def _of_owner(self, it: Situation, row: dict[str, str], key: str, said: str) -> None:
        """What else is said of an owner: where his headquarters are, what his entry says, or what only goes with it."""
        how = self.book.key(key)
        if earlier.EARLIER.fullmatch(key) and NUMBER.fullmatch(said):
            told = any(self.book.key(each) == "sale" for each in self.facts)
            if self.jurisdiction == "US-OFAC" and said != row.get("pct") and not told:
                # how the share came to be another is not told: the earlier one may count
                it.leave_unknown("holdings.before_sale")
            return
        if SEAT.fullmatch(key) and (home := self.countries.codes(said)):
            it.say(f"{row['owner']}.headquarters", home[0])
            it.say(f"{row.get('of', '')}.partner_headquarters", home[0] if self._is_unlisted(row) else "")
            return
        if how == "remark" or says_nothing(self.book, key, said):
            return
        if how.endswith(".headquarters") and (found := self.countries.codes(said)):
            it.say(f"{row['owner']}.headquarters", found[0])
        elif "list" in row and holding.OF_ENTRY.search(key):
            row["list"] = f"{row['list']} ({key} {said})" if "program" in key else f"{row['list']} ({said})"
        elif how in {"control", "post"}:
            self._control(it, "", said)
        else:
            self.unmapped(it, "keys", str(row), key)
            if not_sure(said):
                # how much he holds, or whether he does, is in doubt
                it.owned[-1].percent = "unknown"

    def _others(self, it: Situation, _: str, value: str) -> None:
        """Whoever else holds shares: nobody on a list, where that is said, or a listed one with all that is left.

        Anything else is not understood.
        """
        if NOBODY.fullmatch(value):
            it.say("holdings.others", "none")
            return
        if told := PLAIN_HOLDERS.fullmatch(value):
            it.say("holdings.others", UNKNOWN if told["hedge"] else "none")
            return
        bare = re.sub(r" ?\([^()]*\)", "", value)
        owned = {each.owned for each in it.owned}
        shares = [each.percent for each in it.owned]
        heard = self._heard(it, "party", bare, "the rest") if by_words.LISTS.search(bare) else []
        several = self.jurisdiction == "UK" and SEVERAL.search(value)
        if not heard or several or len(owned) != 1 or not all(NUMBER.fullmatch(each) for each in shares):
            raise ValueError(value)
        it.hear(heard, TEXT, "the rest")
        left = WHOLE - sum(Fraction(each) for each in shares)
        it.owned.append(Owned("the rest", owned.pop(), f"{float(left):g}"))

    def _held_for(self, it: Situation) -> None:
        """A trust or a nominee of another owner may hold for him, whatever list it is on itself."""
        names = {each.owner for each in it.owned}
        for each in names:
            of = names & set(re.findall(r"\w+", each)) - {each}
            if of and HELD_FOR.search(each):
                it.leave_unknown(f"{each}.lists", "none")

    def _behind(self, it: Situation, _: str, value: str) -> None:
        """Who stands behind a holder, as the settlor of a trust or whom a nominee holds for: a listed one may hold through him."""
        if it.owned and MAY_HOLD.fullmatch(value):
            self._may_hold_for(it)
            return
        heard = Situation()
        heard.hear(self._heard(heard, "party", value, "it"), TEXT, "it")
        listed = by_words.LISTS.search(value) or any(
            re.search(rf"\b{re.escape(each.owner)}\b", value)
            and it.said(f"{each.owner}.lists") not in {"", "none"}
            for each in it.owned
        )
        if NOBODY.fullmatch(value) or heard.said("it.lists") == "none":
            return
        if not listed or not it.owned:
            raise ValueError(value)
        self._may_hold_for(it)

    def _may_hold_for(self, it: Situation) -> None:
        """Holders of whom it is told that they hold for others, or any, where none is: on whose lists they are is not known."""
        holders = dict.fromkeys(each.owner for each in it.owned)
        for each in [one for one in holders if HELD_FOR.search(one)] or holders:
            it.leave_unknown(f"{each}.lists", "none")

    def _office(self, it: Situation, _: str, value: str) -> None:
        """Whose branch the buyer is: it is no person of its own, and on the lists that the head office is on."""
        if home := self.countries.codes(value):
            it.say("end_user.headquarters", home[0])
        else:
            it.hear(self._heard(it, "party", value, "end_user"), NEED, "end_user")

    def _owner_list(self, it: Situation, _: str, value: str) -> None:
        """The list that the owner is on: of a branch it is that of the head office; of any other no share is told."""
        if not any(isinstance(said, str) and BRANCH.search(said) for said in self.facts.values()):
            raise ValueError(value)
        self._office(it, "", value)

    def no_sdn(self, it: Situation, need: str) -> None:
        """Where listed parties hold half already, of the others only blocked persons matter; it is said that there are none."""
        listed: dict[str, Fraction] = {}
        for each in it.owned:
            on = it.said(f"{each.owner}.lists")
            if on.startswith(("us/entity-list", "us/meu-list")) and NUMBER.fullmatch(each.percent):
                listed[each.owned] = listed.get(each.owned, Fraction(0)) + Fraction(each.percent)
        owners = "|".join([OWNERS, *(re.escape(each.owner) for each in it.owned)])
        told = NO_SDN.search(need) and re.search(rf"\b(?:{owners})\b", need)
        if told and listed and min(listed.values()) >= HALF:
            it.say("holdings.others", "none", NEED)

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
        policies = [it.facts.get(f"{each}.us_entry_policy", (EXAMPLE, ""))[1] for each in (owner, owned)]
        strictest = next((each for each in (*POLICIES[:2], UNKNOWN, *POLICIES[2:]) if each in policies), "")
        it.say(f"{owned}.us_entry_policy", strictest)

    def _is_unlisted(self, row: dict[str, str]) -> bool:
        heard = Situation()
        heard.hear(self._heard(heard, "party", row.get("list", ""), "it"), TEXT, "it")
        return heard.said("it.lists") == "none"

    def _post(self, it: Situation, _: str, value: str) -> None:
        """What post a person holds: a sign of control where control counts; for no export rule it is one."""
        if self.jurisdiction == "US-EAR" or ACTS.search(value):
            raise ValueError(value)
        self._control(it, "", value)

    def _control(self, it: Situation, _: str, value: str) -> None:
        """Whether a listed person controls otherwise than by shares; a mere sign says nothing where it is to be found."""
        place = "owned.controlled_by_listed"
        if self.jurisdiction == "US-EAR" and by_words.LISTS.search(value) and HELD_FOR.search(value):
            # whoever is held there counts by his share, and none of it was read
            raise ValueError(value)
        if HELD_FOR.search(value) and not NO_CONTROL.match(value.rpartition(" but ")[2]):
            it.leave_unknown("holdings.before_sale")
        found = DOES.search(value) or self.jurisdiction not in self.book.control_is_found
        if NOT_KNOWN.search(value):
            it.leave_unknown(place, "no")
        elif YES_NO.get(value) == "no" or (NO_CONTROL.match(value) and not IN_PART.search(value)):
            it.say(place, it.said(place) or "no")
        elif found or YES_NO.get(value) == "yes":
            it.say(place, "yes")
        else:
            it.leave_unknown(place, "no")

    def _us_owner(self, it: Situation, place: str, value: Any) -> None:
        """Whether persons of the United States own half or more, or rule."""
        if isinstance(value, dict):
            value = " ".join(f"{said} %" if NUMBER.fullmatch(said) else said for said in value.values())
        share = NUMBER.search(value)
        american_one = american.STATES.search(value) and not NO_CONTROL.match(value)
        whole = not share or Fraction(share[0]) >= HALF
        told = NO_CONTROL.match(value) or FOREIGN.search(value) or self.countries.codes(value)
        other = told or self.countries.of_nations(value)
        it.say(place, "yes" if american_one and whole else "no" if other and not american_one else UNKNOWN)

    def _sale(self, it: Situation, _: str, value: Any) -> None:
        """A sale of shares, where owners count; of anything else it says what for."""
        if self.jurisdiction == "US-OFAC":
            sales.sale(it, value)
        else:
            it.hear(self._heard(it, "use", value))
