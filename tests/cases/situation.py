"""What a published answer says, gathered phrase by phrase: what outranks what, and what stays unsaid."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product

from cases import goods
from cases.phrasebook import Effect

EXAMPLE, TEXT, NEED = range(3)
"""How firmly something is said: as an example of a class, by the case, or by what its answer rests on."""
Row = dict[str, str]
UNKNOWN = "?"
"""The word of what is spoken of and not known: it is left unknown, and nothing that is granted takes its place."""
MILD = frozenset({UNKNOWN, "civil", "none", "not_advanced"})
CODES = "item.codes"
MADE_WITH = "item.made_with"
GRAVE = (".end_use", ".kind", ".lists", ".facility_node")
"""Where one strict word is enough."""
MILDER = {
    "public_domain": "yes", "equal_control": "yes", "one_time_report": "yes", "standards_activity": "yes", "designed_by_footnote_1": "no",
    "contains_us_line_ic": "no", "us_person_support": "no", "step_needs_assurance": "no", "goes_into_goods_of": "none",
}  # fmt: skip
"""Of facts that can free: the word that does, and that takes the place of no other which is said as firmly."""


@dataclass
class Owned:
    """One holding: who, on which lists, how much, of whom."""

    owner: str
    owned: str
    percent: str


@dataclass
class Situation:
    """Everything that a case says; facts by place (`item.form`, `shipment.to`), each with its rank."""

    facts: dict[str, tuple[int, str]] = field(default_factory=dict)
    has: list[Row] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)
    alloyed: list[str] = field(default_factory=list)
    """Metals of which nothing is in it but as a part of its alloy."""
    magnets: list[str] = field(default_factory=list)
    magnet: bool = False
    closed: bool = False
    closed_said: bool = False
    """The answer itself rests on it."""
    usual_parties: bool = False
    usual_kinds: bool = False
    """Of whoever is named no more, that he is civil and at home where he is, is granted as well."""
    usual_use: bool = False
    unheard: list[tuple[str, str]] = field(default_factory=list)
    """What the case says and no phrase knows: where it stands, and its words."""
    usual_said: bool = False
    """The answer itself rests on parties that are on no list: nobody named is left in doubt."""
    unlisted_said: bool = False
    """The answer itself rests on nobody's being on a list; of what kind they are is another thing."""
    no_content: bool = False
    """Nothing of the United States is in the item besides what is named."""
    listed: bool = False
    """The item is a listed one of which nothing more is said."""
    alone: bool = False
    """The law of one authority is asked, and no other's."""
    awake: bool = False
    """Asked as if nothing were suspended."""
    chinese: str = ""
    """The tested Chinese content: its element, and its form where it is said."""
    chinese_parts: dict[str, Fraction] = field(default_factory=dict)
    """The same where it has several parts, each with its per cent of the value."""
    foreign: bool = False
    """Nothing in it comes from China."""
    onward: str = ""
    """The country where goods go in the end, beside the one that is named as their destination."""
    maybe_onward: str = ""
    """The country where they may go in the end, and nobody knows."""
    route: tuple[str, ...] = ()
    """The countries of a way, in their order."""
    chain: tuple[str, ...] = ()
    """The countries in which it was made, tier by tier, the last one that of the item."""
    ratios: dict[int, str] = field(default_factory=dict)
    """Per cent of Chinese content in the value, by tier; the highest tier is the item."""
    owned: list[Owned] = field(default_factory=list)
    american: list[Row] = field(default_factory=list)
    """Content of United States origin: its code, its per cent of the value, the country of the part that it is in."""
    apart: list[Row] = field(default_factory=list)
    """What of the United States is shipped beside the item and not in it: its kind, and its code where that is told."""
    either: dict[str, list[str]] = field(default_factory=dict)
    """A fact that may have one of several words, whichever: what is answered has to be so for each."""
    nodes: list[str] = field(default_factory=list)
    """Of each line of a facility whether advanced-node chips are made on it."""
    in_doubt: list[str] = field(default_factory=list)
    """Of whom a phrase says that what kind of party he is, is not known."""
    doubted_lists: list[str] = field(default_factory=list)
    """Of whom the case says that he may be on a list, and doubts it."""
    forces_open: bool = False
    """Whether somebody is of armed forces is doubted."""
    form_open: bool = False
    """It is one thing or another, and which is not known."""
    raw: bool = False
    """The goods are named as raw ones or as magnets: what is told beside makes nothing else of them."""
    limits: set[str] = field(default_factory=set)
    """The limits for memory that its figures were held against: it is of no advanced node where all of them were."""
    texts: dict[str, str] = field(default_factory=dict)
    """What the case says of a party, by its role, in its own words."""
    codes: list[str] = field(default_factory=list)
    sample: str = ""
    """The code that only stands for a class; one that is said takes its place."""

    def say(self, place: str, word: str, rank: int = TEXT) -> None:
        """Take a fact over unless a firmer one is there."""
        if place == MADE_WITH:
            word = self._with_steps(word, rank)
        if place == "item.codes":
            self._code(word, rank)
        elif word and rank >= self.facts.get(place, (EXAMPLE, ""))[0] and not self._milder(place, word, rank):
            self.facts[place] = (rank, word)

    def _with_steps(self, word: str, rank: int) -> str:
        """Steps that a thing was made with add up; that it was made with none takes back no step that is told as firmly."""
        at, said = self.facts.get(MADE_WITH, (EXAMPLE, ""))
        if at != rank or ":" not in said or word in {"", UNKNOWN}:
            return word
        return "; ".join(dict.fromkeys([*said.split("; "), *(word.split("; ") if word != "none" else [])]))

    def _milder(self, place: str, word: str, rank: int) -> bool:
        """Of two things that are said as firmly, what is mild or in doubt does not take the place of what is strict."""
        at, said = self.facts.get(place, (EXAMPLE, ""))
        frees = MILDER.get(place.rpartition(".")[2], "")
        if frees and rank == at and word == frees:
            return said not in {"", UNKNOWN, frees}
        return rank == at and word in MILD and place.endswith(GRAVE) and said not in {"", *MILD}

    def _code(self, word: str, rank: int) -> None:
        """Codes add up; an example is taken where there is none but of customs."""
        if (
            rank > EXAMPLE
            and self.sample in self.codes
            and word.partition(":")[0] == self.sample.partition(":")[0]
        ):
            self.codes.remove(self.sample)
        if rank > EXAMPLE or all(each.startswith("hs:") for each in self.codes):
            self.codes.append(word)
            self.sample = word if rank == EXAMPLE else self.sample

    def said(self, place: str) -> str:
        """What is said at that place, empty where nothing is or where it is left unknown."""
        word = self.facts.get(place, (EXAMPLE, ""))[1]
        return "" if word == UNKNOWN else word

    @property
    def classified(self) -> bool:
        """Whether a control code is stated, not taken as an example."""
        return any(each != self.sample and not each.startswith("hs:") for each in self.codes)

    def doubted(self) -> "Situation":
        """The same without what the thing is called: of its form, its kind and its contents only what it rests on."""
        called = {
            place
            for place, (rank, _) in self.facts.items()
            if rank < NEED
            and place.startswith("item.")
            and place != "item.made_in"
            and "undertaking" not in place
        }
        facts = {place: said for place, said in self.facts.items() if place not in called}
        either = {place: words for place, words in self.either.items() if place not in called}
        return replace(self, facts=facts, either=either, closed=self.closed_said, magnet=False)

    def trusted(self) -> "Situation":
        """The same, whoever may be on a list on none, unless the case doubts it, and a use of which nothing is said a civil one.

        Where the answer rests on the usual use, so are its users of whom nothing is said.
        """
        users = ("end_user", "consignee", "purchaser") if self.usual_use and not self.owned else ()
        unsaid = {f"{each}.kind": (EXAMPLE, "civil") for each in users}
        facts = {
            place: (
                rank,
                "none"
                if place.endswith(".lists") and word == UNKNOWN and place not in self.doubted_lists
                else word,
            )
            for place, (rank, word) in self.facts.items()
        }
        return replace(self, facts={"shipment.end_use": (EXAMPLE, "civil")} | unsaid | facts)

    def readings(self) -> list["Situation"]:
        """The same with each of the words that a fact may have, unless a firmer one is there."""
        open_ones = {place: words for place, words in self.either.items() if self._may_be(place, words)}
        whole = [
            self._reading(dict(zip(open_ones, words, strict=True))) for words in product(*open_ones.values())
        ]
        return whole + [self._alone(each) for each in self.apart]

    def _reading(self, words: dict[str, str]) -> "Situation":
        codes = [words.pop(CODES)] if CODES in words else []
        facts = self.facts | {place: (NEED, word) for place, word in words.items()}
        return replace(self, facts=facts, codes=[*self.codes, *codes])

    def _alone(self, row: Row) -> "Situation":
        """What is shipped beside the item, as an item of its own: of the United States, and nothing else is said of it."""
        facts = {place: said for place, said in self.facts.items() if not place.startswith("item.")}
        own = {"item.made_in": (NEED, "US"), "item.kind": (NEED, row["kind"])}
        codes = [row["code"]] if row["code"] else []
        return replace(
            self,
            facts=facts | own,
            codes=codes,
            has=[],
            lacks=[],
            magnet=False,
            american=[],
            chain=(),
            closed=False,
        )

    def _may_be(self, place: str, words: list[str]) -> bool:
        rank, said = self.facts.get(place, (EXAMPLE, ""))
        return said in {"", UNKNOWN} or (said in words and rank < NEED)

    def contradicted(self) -> None:
        """Of a substance that is told to be there and not to be there it is not known."""
        both = {each["substance"] for each in self.has} & {*self.lacks}
        self._forget(both)
        self.has += [{"substance": each, "share_low": "0 %"} for each in sorted(both)]

    def no_metal(self) -> None:
        """Of metals that are in it as a part of its alloy alone there is less than what could pass for the metal."""
        part = {"share_low": "1 %", "share_high": "89 %"}
        self.has = [
            each | part if each["substance"] in self.alloyed and each.keys() == {"substance"} else each
            for each in self.has
        ]

    def _forget(self, substances: Iterable[str]) -> None:
        names = {*substances}
        self.has = [each for each in self.has if each["substance"] not in names]
        self.lacks = [each for each in self.lacks if each not in names]

    def measure(self, place: str, figure: str) -> None:
        """Take a figure over; where another one is told as firmly, it may be either of them."""
        rank, told = self.facts.get(place, (EXAMPLE, ""))
        if rank == TEXT and told not in {"", UNKNOWN, figure}:
            self.either[place] = list(dict.fromkeys([*self.either.get(place, [told]), figure]))
        self.say(place, figure)

    def without(self, word: str) -> "Situation":
        """The same, whoever is on a list of that word on none."""
        facts = {
            place: (rank, "none" if said == word and place.endswith(".lists") else said)
            for place, (rank, said) in self.facts.items()
        }
        return replace(self, facts=facts)

    def leave_unknown(self, place: str, *mild: str) -> None:
        """Nothing is known at that place, unless more than one of the mild words was said of it."""
        if self.said(place) in {"", *mild}:
            self.say(place, UNKNOWN)

    def doubt(self, place: str, *mild: str) -> None:
        """Nothing is known at that place, whatever the answer rests on, unless more than one of the mild words was said of it."""
        if self.said(place) in {"", *mild}:
            self.facts[place] = (NEED, UNKNOWN)

    def doubt_listing(self, role: str) -> None:
        """Whether somebody is on a list is in doubt, and nobody is trusted to be on none."""
        self.facts[f"{role}.lists"] = (NEED, UNKNOWN)
        self.doubted_lists.append(f"{role}.lists")

    def hear(self, effects: Iterable[Effect], rank: int = TEXT, it: str = "") -> None:
        """Take over what phrases say; `it` is the party that they speak of."""
        for effect in effects:
            self._hear_one(effect, rank, it)

    def _rule_out(self, place: str, words: list[str]) -> None:
        """A fact has none of these words, whatever the case says of it."""
        if self.said(place) in words:
            del self.facts[place]
        left = [each for each in self.either.pop(place, ()) if each not in words]
        self.either |= {place: left} if left else {}

    def _hear_one(self, effect: Effect, rank: int, it: str) -> None:
        said = effect.effects
        for place, word in said.get("set", {}).items():
            at = f"{it}.{place[3:]}" if place.startswith("it.") else place
            self.say(at, word, rank)
            self.in_doubt += [at] if word == UNKNOWN and at.endswith((".kind", ".end_use")) else []
        for place, words in said.get("rules_out", {}).items():
            self._rule_out(place, words)
        for place, word in said.get("unless_said", {}).items():
            grave = place.endswith(GRAVE) and word not in MILD and self.facts.get(place) == (TEXT, UNKNOWN)
            self.say(place, word, TEXT if grave else EXAMPLE)
        for place, words in said.get("either", {}).items():
            at, told = self.facts.get(place, (NEED, ""))
            if at < rank == NEED and (told in MILD or (place == "item.form" and told in goods.BUILT)):
                # what the answer itself leaves open is open, whatever mild thing the case calls it
                del self.facts[place]
            if self.said(place) in {"", *words}:
                self.either[place] = words
        if "unheard_use" in said:
            self.unheard.append(("use", said["unheard_use"]))
            self.leave_unknown("shipment.end_use", "civil")
        if rank == NEED:
            # what the answer itself rests on as not known is not known, whatever a paper says
            self._forget(said.get("may_have", ()))
        self.has += [{"substance": each} for each in said.get("has", ())]
        self.lacks += said.get("lacks", ())
        # whatever else is not in it, of these it is not known
        self.has += [{"substance": each, "share_low": "0 %"} for each in said.get("may_have", ())]
        self.alloyed += said.get("no_metal", ())
        self.magnets += said.get("magnets", ())
        self.magnet = self.magnet or said.get("magnet", False)
        self.closed = self.closed or said.get("closed", False)
        self.closed_said = self.closed_said or (rank == NEED and said.get("closed", False))
        self.usual_parties = self.usual_parties or said.get("usual") in {"parties", "unlisted"}
        self.unlisted_said = self.unlisted_said or (rank == NEED and said.get("usual") == "unlisted")
        self.usual_said = self.usual_said or (rank == NEED and said.get("usual") == "parties")
        self.usual_use = self.usual_use or said.get("usual") == "use"
        self.alone = self.alone or said.get("alone", False)
        self.listed = self.listed or said.get("listed", False)
        self.chinese = said.get("chinese") or self.chinese
        self.foreign = self.foreign or said.get("foreign", False)
