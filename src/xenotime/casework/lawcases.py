"""Run the cases that stand in the law files: facts as written, a day, and what must come out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from xenotime.casework.clashes import with_clashes
from xenotime.casework.holders import of_parties
from xenotime.deciding.answer import RELEASE, Answer
from xenotime.deciding.case import Case, Taken
from xenotime.deciding.decide import decide
from xenotime.deciding.plan import Plans
from xenotime.exact import Range, parse_amount
from xenotime.facts.seen import About, Seen
from xenotime.law.condition import DATE, Subject, parse_subject
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import LawCase

UNSETTLED, OUTSIDE = "unsettled", "outside coverage"


@dataclass(frozen=True)
class CaseRun:
    """What came out of one case of law, and whether that is what its file expects."""

    case: LawCase
    ok: bool
    got: str
    wrong: tuple[str, ...]
    answer: Answer


def run_case(law: Lawbook, case: LawCase, plans: Plans | None = None) -> CaseRun:
    """Decide one case of law and compare outcome, policy, provisions and missing facts.

    Many cases of one law are decided faster with its `plans`.
    """
    plans = plans if plans and plans.law is law else Plans(law)
    case_posed = posed(law, case)
    answer = _decided(case_posed, plans, regime_of(case), case.on, known_on(law, case))
    got = OUTSIDE if not answer.possible else answer.possible[0] if answer.settled else UNSETTLED
    wrong = [] if got == case.expect else [f"expected {case.expect}, got {got} {list(answer.possible)}"]
    if not possible_fits(case, answer.possible):
        wrong.append(f"expected {list(case.possible)} to be possible, got {list(answer.possible)}")
    if not policy_fits(case, answer.policies):
        wrong.append(f"expected policy {case.policy}, got {list(answer.policies)}")
    absent = [each for each in case.because if not _cited(each, answer.because)]
    if absent:
        wrong.append(
            f"expected to rest on {', '.join(absent)}, rests on {', '.join(answer.because) or 'nothing'}"
        )
    cited = [each for each in case.not_because if _cited(each, answer.because)]
    if cited:
        wrong.append(f"expected not to rest on {', '.join(cited)}")
    asked = {each.fact for each in (*answer.missing, *answer.policy_missing)}
    unasked = [each for each in case.missing if each not in asked]
    if unasked:
        wrong.append(f"expected to miss {', '.join(unasked)}, misses {', '.join(sorted(asked)) or 'nothing'}")
    wrong += [*_about_gaps(case, answer), *_about_duties(case, answer)]
    if case.clashes is not None:
        named = _clashes(case_posed, plans, answer)
        if named != case.clashes:
            wrong.append(f"expected the clashes {case.clashes or 'none'}, got {named or 'none'}")
    return CaseRun(case, not wrong, got, tuple(wrong), answer)


def _about_gaps(case: LawCase, answer: Answer) -> Iterator[str]:
    """What is wrong about the gaps that an answer names, and about what becomes of the goods."""
    yield from _differing("name", "the gaps", {each.id for each in answer.gaps}, case.gaps, case.not_gaps)
    if case.released is not None and case.released != (answer.action == RELEASE):
        yield f"expected the goods {'' if case.released else 'not '}to be let go, got {answer.action}: {answer.action_because}"


def _about_duties(case: LawCase, answer: Answer) -> Iterator[str]:
    """What is wrong about the duties that an answer tells."""
    told = {each.provision for each in answer.duties}
    return _differing("tell", "the duties of", told, case.duties, case.not_duties)


def _differing(
    verb: str, what: str, found: set[str], wanted: tuple[str, ...], unwanted: tuple[str, ...]
) -> Iterator[str]:
    """What of the wanted was not found, and what of the unwanted was."""
    absent = [each for each in wanted if each not in found]
    if absent:
        yield f"expected to {verb} {what} {', '.join(absent)}, {verb}s {', '.join(sorted(found)) or 'none'}"
    present = [each for each in unwanted if each in found]
    if present:
        yield f"expected not to {verb} {what} {', '.join(present)}"


def possible_fits(case: LawCase, possible: tuple[str, ...]) -> bool:
    """Whether the possible outcomes are those among which a case says that it is open."""
    return not case.possible or set(case.possible) == set(possible)


def policy_fits(case: LawCase, policies: tuple[str, ...]) -> bool:
    """Whether the possible policies are what a case expects: its one, or several where it expects them unsettled."""
    if case.policy == UNSETTLED:
        return len(policies) > 1
    return not case.policy or policies == (case.policy,)


def regime_of(case: LawCase) -> str:
    """The regime in whose law a case stands."""
    return case.place.instrument.partition("/")[0]


def known_on(law: Lawbook, case: LawCase) -> date:
    """The day on which the law was known as a case takes it: its own, else the later of its day and the last check."""
    return case.known_on or max(case.on, law.regimes[regime_of(case)].checked)


def posed(law: Lawbook, case: LawCase) -> Case:
    """A case of law as the deciding floor sees it."""
    readings = {question: Taken(reading, "given") for question, reading in case.readings.items()}
    facts = _facts(law, case)
    # the day of a case is a fact of its shipment, as it is in a book
    if DATE not in facts and law.vocabulary.fact("shipment", "date"):
        facts[DATE] = seen_of(law, DATE, case.on)
    if case.listed or case.holdings:
        facts |= of_parties(law, case, known_on(law, case), facts)

    def see(subject: Subject) -> Seen:
        return facts.get(subject) or Seen(_about(subject))

    return Case(case.name, None, case.name, see, readings)


def _decided(case: Case, plans: Plans, regime: str, on: date, known_on: date) -> Answer:
    plan = plans.of(regime, known_on)
    return decide(case, plans.law, regime, on=on, known_on=known_on, plan=plan, explain=False)


def _clashes(case: Case, plans: Plans, answer: Answer) -> dict[str, str]:
    """The clashes that the case's regime takes part in, with whether each stands, all their regimes asked."""
    law = plans.law
    tied = [{each.partition("/")[0] for each in (clash.place.id, *clash.to)} for clash in law.clashes]
    others = sorted({each for some in tied if answer.regime in some for each in some} - {answer.regime})
    answers = [answer, *(_decided(case, plans, each, answer.on, answer.known_on) for each in others)]
    return {note.clash: note.state for note in with_clashes(case, law, answers)[0].clashes}


def _cited(wanted: str, because: tuple[str, ...]) -> bool:
    return any(
        each == wanted or each.endswith(f" {wanted}") or each.startswith(f"{wanted} ") for each in because
    )


def _facts(law: Lawbook, case: LawCase) -> dict[Subject, Seen]:
    about = {name: kind.about for name, kind in law.vocabulary.facts.items()}
    roles = (*law.vocabulary.roles, *law.vocabulary.party_roles, "any_party")
    return {
        subject: seen_of(law, subject, value)
        for text, value in case.facts.items()
        for subject in [parse_subject(text, about, roles)]
    }


def _about(subject: Subject) -> About:
    return About(subject.role, subject.role)


def seen_of(law: Lawbook, subject: Subject, value: object) -> Seen:
    """The sighting that a case writes as a word, a list of words, an amount, a range, a day or `none`."""
    about = _about(subject)
    kind = law.vocabulary.fact(subject.role, subject.name) if subject.kind == "fact" else None
    if subject.kind in {"share", "content"} or (kind and kind.is_number):
        return Seen(about, amount=_amount(value), closed=True)
    if isinstance(value, bool):
        value = "yes" if value else "no"
    words = [str(each) for each in value] if isinstance(value, list) else [str(value)]
    return Seen(
        about, frozenset(words) - {"none"}, closed=not (kind and kind.type == "code" and "none" not in words)
    )


def _amount(value: object) -> Range:
    if isinstance(value, date):
        day = parse_amount(str(value.toordinal()))[0]
        return Range(day, day)
    low, dots, high = str(value).partition("..")
    unit = high.strip().lstrip("0123456789.+- ") if dots else ""
    if dots and not low.strip().endswith(unit):
        low = f"{low.strip()} {unit}"
    first = parse_amount(low)[0]
    return Range(first, parse_amount(high)[0] if dots else first)
