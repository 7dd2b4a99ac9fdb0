"""Turn what a published answer says into a situation; it knows keys and phrases, and no case."""

import re
from typing import Any

from cases import (
    abroad,
    american,
    amounts,
    belonging,
    by_words,
    classes,
    dated,
    deals,
    derived,
    doubting,
    equipment,
    fixing,
    goods,
    heads,
    holding,
    homes,
    of_one,
    papers,
    parts,
    plants,
    pure,
    releases,
    resembling,
    rest,
    resting,
    sheets,
    stages,
    supplements,
    technology,
    tested,
    valued,
    ways,
    worth,
)
from cases.composition import FOUND, is_source, told, with_unit
from cases.hearing import USES
from cases.keys import TRUTHS
from cases.phrasebook import Effect
from cases.published import Published
from cases.reading import Readers
from cases.relations import PARTIES
from cases.remarks import SHAPED
from cases.situation import EXAMPLE, NEED, TEXT, UNKNOWN, Situation
from cases.stories import only_tells, says_nothing

IF_SUBJECT = re.compile(r"if_subject|would_be")  # what stands under it is so only where the law reaches
DESCRIBED = frozenset({"thing", "use", "party"})
"""Readers of a description: where only a truth stands there, what is true is told by the key."""
OF_PARTS = frozenset({"made_of", "contains"})  # readers of a whole that take each of its parts
SAYS_WHAT = frozenset({"kind", "type", "name", "description", "status", "list", "who", "what"})

GOODS = frozenset({"product", "item", "goods", "article"})
"""Keys under which a line of several names what it is of."""


class Adapter(Readers):
    """Reads one published answer after the other with one phrasebook."""

    def situation(self, case: Published, *, half: bool = False) -> Situation:
        """Everything that the case states and rests on; UnmappedPhrase where the table has no words for it.

        With `half` such words are kept as unheard, and what they could have said is left unknown.
        """
        granted = self.book.granted.get(case.jurisdiction, ())
        self.half, self.placed = half, {}
        told = parts.flat(
            technology.flat(
                derived.whole(
                    derived.plain(
                        dated.in_figures(of_one.plain(deals.told(by_words.joined(self.book, case.facts))))
                    )
                )
            )
        )
        told = (
            plants.of_memory(worth.as_content(told))
            if case.jurisdiction == "US-EAR"
            else tested.joined(self.book, sheets.told(stages.told(told)))
        )
        self.facts, self.alike = resembling.apart(belonging.joined(dated.shipped(told, self.notions)))
        self.use_told = any(
            isinstance(value, str) and self._tells_use(value)
            for key, value in self.facts.items()
            if key in USES
        )
        self.jurisdiction = case.jurisdiction
        it = Situation(
            usual_parties="parties" in granted,
            usual_kinds="kinds" in granted,
            no_content="content" in granted,
        )
        for key, value in _owners_first(self.facts):
            self.stated(it, key, value)
        resting.upon(self, it, case.needs)
        if case.jurisdiction not in self.book.by_code:
            rest.left_open(it, self.book, self.facts)
        self._waited(it)
        it.contradicted()
        it.no_metal()
        if goods.several(self.facts):
            # each line is judged by itself, and what is said of one is not said of the others
            it.say("item.form", UNKNOWN)
        if it.said("shipment.date") or not dated.is_told_apart(self.facts):
            it.say("shipment.date", self._day(case.published), EXAMPLE)
        if it.awake:
            it.say("known_on", self.book.awake.get(case.jurisdiction, ""), EXAMPLE)
        self._taken(it, case.jurisdiction)
        owned = (f"{case.jurisdiction}.owned",) if it.owned else ()
        named = " ".join(str(self.facts.get(key, "")) for key in GOODS)
        plain = not classes.OWN_LEVEL.search(named) or any(map(classes.NO_OWN_LEVEL.match, case.needs))
        content = (f"{case.jurisdiction}.content",) if it.american and not it.codes and plain else ()
        for whose in (*owned, *content, case.jurisdiction, "all"):
            for place, word in self.book.example.get(whose, {}).items():
                if it.said(place) or (place == "item.made_in" and it.chain):
                    continue
                if isinstance(word, list):
                    it.either.setdefault(place, word)
                else:
                    it.say(place, word, EXAMPLE)
        return it

    def stated(self, it: Situation, key: str, value: Any, of: str = "") -> None:
        """One key: read in its own way; several values one after the other, parts of a value under names of their own.

        What is of another shape than the reader of the key takes is not understood, and never passed over.
        """
        self.key, self.of = key, of
        value = with_unit(value)
        if IF_SUBJECT.search(key) and isinstance(value, str):
            value = f"{value} if subject"
        names = [key, f"{of}_{key}", of] if of else [key]
        how, _, target = self._shaped(names, value, of).partition(" ")
        if not SHAPED.fullmatch(how) and isinstance(value, dict | list):
            self._parts(it, key, value, of)
            return
        try:
            with self._forgiving(it):
                if self._under_any_key(it, how, key, value):
                    return
                if how and not (how in DESCRIBED and value in TRUTHS):
                    self._read(it, how, target, value)
                elif not (
                    any(told(it, self.book, each, value) for each in names)
                    or parts.alone(it, self.facts, key, value)
                    or says_nothing(self.book, key, value)
                    or only_tells(self.book, self.notions.of(names[0]), value)
                ):
                    self._by_words(it, key, value)
        except (TypeError, ValueError, KeyError, AttributeError, ArithmeticError):
            self.unmapped(it, "keys", str(self.facts), f"{key}: {value}")

    def _parts(self, it: Situation, key: str, value: dict[str, Any] | list[Any], of: str) -> None:
        """Several values one after the other, parts under names of their own, and papers each by itself."""
        if isinstance(value, list):
            for each in value:
                self.stated(it, key, each, of)
            return
        several = papers.told(value, key)
        for part, said in _owners_first(value):
            if part not in several:
                self.stated(it, part, said, key)
        papers.read(it, value, key, self.stated)

    def _by_words(self, it: Situation, key: str, value: Any) -> None:
        """A key that nobody knows, by the words of its name."""
        how, _, target = by_words.how(self.book, key, str(value)).partition(" ")
        if isinstance(value, str) and self._in_passing(it, value):
            return
        if not how and self.jurisdiction == "US-EAR" and amounts.is_held(self.facts, key, value):
            return
        owner = next((each.owner for each in it.owned if each.owner.casefold() == key.casefold()), "")
        if owner and isinstance(value, str):
            it.hear(self._heard(it, "party", value, owner), rank=TEXT, it=owner)
            return
        if how:
            self._read(it, how, target, value)
            return
        # a country is a place by its key, or nothing that is known
        clause = isinstance(value, str) and not self.countries.alone(value)
        said = by_words.heard(self.book, key, value) if clause else None
        if said is None:
            self.unmapped(it, "keys", str(self.facts), key)
            by_words.left_open(it, f"{key.replace('_', ' ')} {value}")
            doubting.leave_open(self, it, f"{key.replace('_', ' ')} {value}")
        it.hear(said or ())

    def _shaped(self, names: list[str], value: Any, of: str) -> str:
        """How a key is read with what stands under it: what has the shape of holdings is read as such."""
        key = names[0]
        how = self._how(key, of) or self._by_notion(names, value)
        if how != "employer_owner" and (
            holding.is_told(key, value) or (not how and holding.KEY.fullmatch(key))
        ):
            return "ownership"
        if not how and isinstance(value, str) and is_source(self.book, key):
            return "source"
        if how in {"", "remark"} and isinstance(value, str) and american.EXCEPTION.search(value):
            return "exception"
        if self.jurisdiction not in self.book.by_code and (
            valued.are_rows(value) or valued.tells_china(key, value)
        ):
            return "value_test"
        # what was tested is told under its own names
        tested = isinstance(value, dict) and FOUND.search(key)
        found = isinstance(value, list) and any(isinstance(each, dict) and _is_found(each) for each in value)
        return "composition" if how == "remark" and (tested or found) else how

    def _how(self, key: str, of: str) -> str:
        """How a key is read; a part of a value by both names, where it only says what kind of thing it is as the whole.

        What is only told stays so in all its parts.
        """
        if not of:
            return self.book.key(key)
        whole = self.book.key(of)
        if whole == "remark":
            return whole
        exact = self.book.keys.get(key, "")
        if exact.startswith("facility "):
            return exact
        own = self.book.key(f"{of}_{key}") or (whole if key in SAYS_WHAT else self.book.key(key))
        if not own and re.fullmatch(r"components?|parts?", of):
            return "contains"
        return own or (whole if whole.partition(" ")[0] in OF_PARTS else "")

    def _by_notion(self, names: list[str], value: Any) -> str:
        """How a key is read by what its words speak of; a place that is another one than was told is not understood."""
        for each in names:
            how = self.notions.how(each, value, self.countries.alone)
            told = self.placed.get(how.removeprefix("place "), "")
            if how and told in {"", *self.countries.alone(str(value))}:
                return how
        return ""

    def _taken(self, it: Situation, jurisdiction: str) -> None:
        """What follows from all that is said together."""
        if it.route:
            ways.leg(it)
        self._ends(it)
        self._meant(it)
        self._kind(it)
        if jurisdiction not in self.book.by_code:
            stages.earlier(it)
            abroad.told(it, self.facts)
        homes.of_named(self, it)
        releases.to_whom(it, self.facts, jurisdiction)
        if any(each["through"] for each in it.american):
            it.say("through.facts.discrete_product", it.said("item.facts.discrete_product"))
        tested.of_what(self, it)
        if "steps" in self.book.granted.get(jurisdiction, ()) and american.is_told(it):
            it.say("item.made_with", "none", EXAMPLE)
        self._named(it)
        if it.said("exporter.nationality") == "US":
            it.say("shipment.facts.us_person_support", "yes", EXAMPLE)
        elif "person" in self.facts and it.facts.get("exporter.kind", (0, ""))[1] == UNKNOWN:
            it.leave_unknown("shipment.facts.us_person_support")
        american.programmes(it)
        american.persons(it)
        self._doubts(it, jurisdiction)
        doubting.keep_open(it, jurisdiction)
        self._in_words_of_the_law(it)
        american.facilities(it, self.facts)
        self._between_nodes(it)
        tools = tuple(self.book.uses_matter.get(jurisdiction, ()))
        if tools and any(code.startswith(tools) for code in it.codes):
            it.leave_unknown("shipment.end_use")
        claimed = any(doubting.CLAIMED.search(said) for said in self.facts.values() if isinstance(said, str))
        if it.said("item.unlisted") and not (it.classified or it.has or it.magnet or claimed):
            it.say("item.codes", self.book.unlisted.get(jurisdiction, ""))
        if it.listed:
            self._listed(it)

    def _listed(self, it: Situation) -> None:
        """A listed item that stands for those of which no more is said, with its form, whatever it is called."""
        rank = it.facts.get("item.form", (EXAMPLE, ""))[0]
        if not it.said("item.form") or (rank < NEED and it.said("item.form") in goods.BUILT):
            it.facts.pop("item.form", None)
            it.either.pop("item.form", None)
        day = it.said("shipment.date")
        example = next(each for each in self.book.listed if day <= each.get("until", day))
        it.hear([Effect("a listed item", example)])

    def _meant(self, it: Situation) -> None:
        """Of the kinds of equipment that a name may mean those that the use names, and none of them."""
        place = equipment.PLACE
        equipment.meant(it, self.book.regimes.get(self.jurisdiction, ""))
        uses = " ".join(value for key, value in self.facts.items() if key in USES and isinstance(value, str))
        for front, says in self.book.fronts.items():
            words = [each for each in it.either.get(place, []) if each.startswith(f"{front}_")]
            if words and re.search(says, uses, re.IGNORECASE):
                it.either[place] = [*words, "other"]

    def _kind(self, it: Situation) -> None:
        """A product is goods by its name, where that speaks of nothing that is shown, told or done."""
        named = " ".join(
            str(said) for key, said in self.facts.items() if key in GOODS and isinstance(said, str)
        )
        if self.jurisdiction not in self.book.by_code:
            pure.taken(self, it)
            pure.alloyed(it, named)
            pure.listed(it, named)
            pure.flakes(it, f"{named} {self.facts.get('composition', '')} {self.facts.get('state', '')}")
            fixing.taken(it, self.book, self.facts)
            technology.named(self, it, bool(named) and not technology.NO_GOODS.search(named))
        elif named and not technology.NO_GOODS.search(named):
            it.say("item.kind", "goods", EXAMPLE)
        if self.jurisdiction == "US-EAR":
            american.named(it, named)
            classes.itself(it, named)
            supplements.second_of_744(it, named)
        if it.said("item.facts.listed_component") == "built_in" and named and not heads.KIT.search(named):
            it.say("item.form", "finished_good", EXAMPLE)
        form = it.said("item.form")
        if self.jurisdiction in self.book.by_code and form in {"technology", "software"}:
            it.say("item.kind", form, EXAMPLE)
        if it.facts.pop("item.controlled", None) and self.jurisdiction == "US-EAR" and not it.codes:
            it.say("item.codes", str(self.book.example["US-EAR.content"]["item.codes"]), EXAMPLE)

    def _named(self, it: Situation) -> None:
        """Whoever has the name of an owner, or of a company that is owned, is on the lists that he is on; a like name may be."""
        if self.alike:
            it.doubt_listing(self._whose(self.alike))
        names = {name for each in it.owned for name in (each.owner, each.owned)}
        for role in PARTIES:
            if (name := it.said(f"{role}.name")) in names:
                it.say(f"{role}.lists", it.facts.get(f"{name}.lists", (TEXT, ""))[1])

    def _in_words_of_the_law(self, it: Situation) -> None:
        """A fact for which the law has words has one of them, however it was written; any other word is not understood."""
        for place, (rank, said) in list(it.facts.items()):
            fact = self.book.vocabulary.fact_at(place)
            words = [fact.meant(each) for each in said.split("; ")] if fact and said != UNKNOWN else []
            if all(words) and words:
                it.facts[place] = (rank, "; ".join(words))
            elif words:
                self.unmapped(it, "keys", place, f"{place}: {said}")
                it.facts[place] = (rank, UNKNOWN)

    def doubts(self, it: Situation) -> Situation | None:
        """What a mild answer has to be mild for as well, where words were not heard; None where it stands no chance.

        What was not understood of a use, a place or a party is unknown already; what the thing is called is left
        away, unless its code is stated, or the answer rests on its form and on there being nothing listed in it.
        """
        apart = {where for where, _ in it.unheard} - {"use", "party", "place", "aside"}
        rank = it.facts.get("item.form", (EXAMPLE, ""))[0]
        alarmed = any(doubting.alarms(self.book, words) for _, words in it.unheard)
        named_so = self.book.unlisted.get(self.jurisdiction, "") in it.codes
        unlisted = bool(it.said("item.unlisted")) and named_so and not alarmed
        named = not alarmed and (it.classified or (it.closed and rank == NEED))
        if not apart or (apart == {"thing"} and (named or unlisted)):
            return it
        return it.doubted() if apart <= {"thing", "composition"} else None

    def _doubts(self, it: Situation, jurisdiction: str) -> None:
        """Whoever is of a kind that is on lists more often than not is not taken to be on none."""
        for place, words in self.book.doubtful.get(f"{jurisdiction} {it.said('shipment.to')}", {}).items():
            role = place.partition(".")[0]
            if it.said(place) in words and not it.facts.get(f"{role}.lists"):
                it.say(f"{role}.lists", UNKNOWN)


def _owners_first(facts: dict[str, Any]) -> list[tuple[str, Any]]:
    """What is stated, holdings first and then the goods: whose name is told behind them is known by then."""
    return sorted(facts.items(), key=lambda each: (not holding.is_told(*each), each[0] not in goods.NAMED))


def _is_found(parts: dict[str, Any]) -> bool:
    """Whether parts say what a thing was found to be."""
    return any(FOUND.match(each) for each in parts)
