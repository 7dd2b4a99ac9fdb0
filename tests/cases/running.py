"""Run published answers through the program: phrases to a book, the book to an answer, the answer compared."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from cases import lines
from cases.adapter import Adapter
from cases.books import BookOf
from cases.comparing import AMBIGUOUS, LICENCE, MILD, cited_by, disagreement, in_words
from cases.named import name_listed
from cases.phrasebook import UnmappedPhrase
from cases.published import Published
from cases.situation import Situation
from xenotime.deciding.answer import Answer
from xenotime.deciding.plan import Plans
from xenotime.desk import answering
from xenotime.errors import UnreadableBook
from xenotime.facts.book import Book
from xenotime.facts.seen import About, Missing
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import OUTCOMES, Place

MILDEST = max(OUTCOMES.index(each) for each in MILD)
READING = "reading."
"""Before the id of an open question that the answer rests on one reading of."""


@dataclass(frozen=True)
class Run:
    """A published answer beside ours; without a regime of ours there is none, `wrong` says what differs."""

    case: Published
    regime: str
    answer: Answer | None
    wrong: str
    unheard: str = ""
    """What the case says and no phrase knows; then the answer is strict, or left open, whatever that may mean."""
    half_mild: bool = False
    """Whether it is mild, and what was not heard could make it strict."""
    cited: tuple[str, ...] = ()
    """The paragraphs that it rests on or looked at."""

    @property
    def ours(self) -> str:
        """Our answer in one line."""
        return in_words(self.answer) if self.answer else ""


def _stands_at(place: Place) -> str:
    return f"{place.instrument} {place.paragraph}"


def understood(case: Published, adapter: Adapter) -> tuple[Situation, UnmappedPhrase | None]:
    """What a case says, and the first words that have no phrase, where it is only half understood."""
    try:
        return adapter.situation(case), None
    except UnmappedPhrase as unmapped:
        return adapter.situation(case, half=True), unmapped


def run(case: Published, law: Lawbook, adapter: Adapter, *, explained: bool = True) -> Run:
    """Ask the program what the published answer was asked.

    Of a case that is only half understood no mild answer is told: it is an UnmappedPhrase.
    What an answer looked at and left is worked out where the published one cites it; never where it is not `explained`.
    """
    if several := lines.split(case):
        return _of_lines(several, law, adapter, explained=explained)
    it, gap = understood(case, adapter)
    own = adapter.book.regimes[case.jurisdiction]
    name_listed(it, law, own, case.facts)
    if own not in law.regimes:
        return Run(case, own, None, "")
    runs = [
        _one(case, law, adapter, it, regime, gap, explained=explained)
        for regime in dict.fromkeys(
            (own, *adapter.book.cited_regimes(case.paragraphs), *_also(adapter, case.jurisdiction, it))
        )
        if regime in law.regimes and (regime == own or not it.alone)
    ]
    # what the law of another authority forbids is forbidden; nothing is free that one of them asks a licence for
    wanted = [each for each in runs if bool(each.wrong) == (case.answer == "not_required")]
    own_one = runs[0] if case.answer == AMBIGUOUS else max(runs, key=lambda each: _strictest(each.answer))
    found = next(iter(wanted), own_one)
    if found.wrong and len(runs) > 1 and case.answer != AMBIGUOUS and found.answer:
        # of what several authorities answer together each paragraph counts
        every = [place for each in runs for place in each.cited]
        found = replace(found, wrong=disagreement(case, found.answer, adapter.book, every))
    if gap and (
        found.half_mild or (_strictest(found.answer) <= MILDEST and any(each.half_mild for each in runs))
    ):
        raise gap
    return found


def _also(adapter: Adapter, jurisdiction: str, it: Situation) -> list[str]:
    """The regimes that bind in this situation although the answer cites none of theirs."""
    return [
        each["regime"]
        for each in adapter.book.also_asked
        if each["jurisdiction"] == jurisdiction
        and it.said("shipment.to") == each["to"]
        and any(it.said(place) == word for place, word in each["any"].items())
    ]


def _strictest(answer: Answer | None) -> int:
    return max((OUTCOMES.index(each) for each in answer.possible), default=0) if answer else 0


def _of_lines(several: list[Published], law: Lawbook, adapter: Adapter, *, explained: bool) -> Run:
    """The strictest of what is answered line by line; nothing is told where the one that could be stricter is not understood."""
    found, gaps = [], []
    for each in several:
        try:
            found.append(run(each, law, adapter, explained=explained))
        except UnmappedPhrase as gap:
            gaps.append(gap)
    strictest = max(found, key=_how_strict, default=None)
    if strictest is None or (gaps and _how_strict(strictest)[0] <= MILDEST):
        raise gaps[0]
    return strictest


def _how_strict(found: Run) -> tuple[int, int]:
    """By the mildest that is possible, and then by the strictest."""
    outcomes = [OUTCOMES.index(each) for each in found.answer.possible] if found.answer else []
    return min(outcomes, default=0), max(outcomes, default=0)


def _one(
    case: Published,
    law: Lawbook,
    adapter: Adapter,
    it: Situation,
    regime: str,
    gap: Exception | None,
    *,
    explained: bool,
) -> Run:
    """What the law of one authority answers."""
    for each in adapter.book.not_asked:
        if each["regime"] == regime and it.said("shipment.date") >= each["since"]:
            it = it.without(each["word"])
    # what would flip an answer takes most of the time: it is asked only where what was looked at and left is cited
    for explain in (False, True) if explained else (False,):
        answer = answers_to(it, case, law, regime, explain=explain)
        if max(len(answer.possible), len(answer.policies)) > 1 and not set(answer.possible) & MILD:
            # it is strict whoever is on a list and whatever it is for: nothing is added to what is said
            trusted = answers_to(it.trusted(), case, law, regime, explain=explain)
            answer = answer if set(trusted.possible) & MILD else trusted
        asked_at = [
            _stands_at(law.questions[each.question].place) for each in (*answer.open, *answer.policy_open)
        ]
        wrong = disagreement(case, answer, adapter.book, asked_at)
        if not wrong:
            break
    half_mild = False
    if gap and set(answer.possible) <= MILD:
        doubted = adapter.doubts(it)
        half_mild = doubted is None or not set(answers_to(doubted, case, law, regime).possible) <= MILD
    cited = (*cited_by(answer), *asked_at)
    return Run(case, regime, answer, wrong, str(gap) if gap else "", half_mild, cited)


SHARED: list[Plans] = []
ANSWERED: dict[tuple[str, ...], Answer] = {}
"""What the law that was asked last answered to books, by what they say and what was asked: many wordings make one book."""
MOST_ANSWERED = 200


def plans_of(law: Lawbook) -> Plans:
    """The plans of the law that was asked last."""
    if not SHARED or SHARED[0].law is not law:
        SHARED[:] = [Plans(law)]
        ANSWERED.clear()
    return SHARED[0]


def answers_to(it: Situation, case: Published, law: Lawbook, regime: str, *, explain: bool = False) -> Answer:
    """What the program answers to a situation, whichever of the words that are left open is meant."""
    first, *others = [_answer(each, case, law, regime, explain=explain) for each in it.readings()]
    for each in others:
        if (each.possible, each.policies) != (first.possible, first.policies):
            first = replace(
                first,
                possible=tuple(one for one in OUTCOMES if one in first.possible + each.possible),
                policies=tuple(dict.fromkeys(first.policies + each.policies)),
                because=tuple(dict.fromkeys(first.because + each.because)),
                open=first.open + each.open,
                missing=first.missing + each.missing + tuple(_named(place) for place in it.either),
            )
    return first


def _named(place: str) -> Missing:
    """The fact of a place, as one that is not known."""
    subject, _, name = place.partition(".")
    return Missing(name.removeprefix("facts."), About(subject, subject), f"Which {name} is it?")


def _answer(it: Situation, case: Published, law: Lawbook, regime: str, *, explain: bool) -> Answer:
    """What the program answers to one reading of a situation."""
    known_on = it.said("known_on") or max(it.said("shipment.date"), str(law.regimes[regime].checked))
    readings = [
        f"{place.removeprefix(READING)}={word}"
        for place, (_, word) in it.facts.items()
        if place.startswith(READING)
    ]
    request = answering.request(law, known_on=known_on, regimes=[regime], readings=readings, explain=explain)
    plans, written = plans_of(law), BookOf(it, law.partners)
    asked = (repr(written.tables()), known_on, regime, *readings, str(explain))
    if asked not in ANSWERED:
        if len(ANSWERED) >= MOST_ANSWERED:
            ANSWERED.clear()
        (ANSWERED[asked],) = answering.check(_opened(written, case, law), law, request, plans=plans)
    answer = ANSWERED[asked]
    return _uncleared(it, answer, law, regime)


def _opened(written: BookOf, case: Published, law: Lawbook) -> Book:
    """The book, written as a user does and read again; UnmappedPhrase where it cannot be read."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return answering.open_book(written.write(Path(folder) / "book"), law)
        except UnreadableBook as unreadable:
            raise UnmappedPhrase("keys", str(case.facts), str(unreadable).partition("\n")[0]) from unreadable


def _uncleared(it: Situation, answer: Answer, law: Lawbook, regime: str) -> Answer:
    """Where the case is surely one that no rule looks at and nothing is released on, a licence may be needed as well.

    A purchaser of whom nothing is said is the end user, at whom the rules look.
    """
    buys = any(place.startswith("purchaser.") for place in it.facts)
    blind = {
        gap.id
        for gap in law.regimes[regime].gaps
        if gap.surely and not gap.clearance and (buys or "purchaser" not in repr(gap.touches))
    }
    if set(answer.possible) <= MILD and blind & {gap.id for gap in answer.gaps}:
        return replace(answer, possible=(*answer.possible, LICENCE))
    return answer
