"""Decide one shipment under one regime, on a day, as the law was known on another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from xenotime.deciding.action import Grounds, action_for
from xenotime.deciding.answer import HOLD, Answer, Flip, GapNote, is_mild
from xenotime.deciding.asking import Asked, asked_of, default_state
from xenotime.deciding.because import (
    MILD_LEVEL,
    All,
    because_of,
    cites_what_came_close,
    finding_of,
)
from xenotime.deciding.case import Case
from xenotime.deciding.conditions import Conditions, Looked
from xenotime.deciding.diagram import Diagrams
from xenotime.deciding.examples import examples_of, outcomes_shown
from xenotime.deciding.flips import day_flips, earlier, fact_flips, later
from xenotime.deciding.formula import State, variables_in
from xenotime.deciding.gaps import gaps_of
from xenotime.deciding.other_days import OtherDays
from xenotime.deciding.outlook import Makes, Outlook, outcomes_of, policies_of
from xenotime.deciding.plan import Plan, plan_of
from xenotime.deciding.possible import LICENCE_REQUIRED, counting, settled
from xenotime.deciding.problem import Layer, Problem, lay_out
from xenotime.deciding.residual import named_awake
from xenotime.facts.seen import About
from xenotime.law.lawbook import Lawbook, Status
from xenotime.law.provision import OUTCOMES, Rule


@dataclass(frozen=True)
class Laid:
    """One case over one regime's law, with what is possible in it."""

    problem: Problem
    layer: Layer
    outlook: Outlook
    """What is possible whatever reading is taken."""
    state: State
    default: State
    possible: tuple[str, ...]
    policies: tuple[str, ...]
    default_outcomes: tuple[str, ...]
    default_policies: tuple[str, ...]
    tight: bool
    without: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict, compare=False)
    """The default outcomes were some guidance not there, where that was asked; the same in problems that are like this one."""

    @cached_property
    def counts(self) -> list[bool | None]:
        """For every rule whether it counts under the default readings."""
        return counting(self.problem, self.default)

    @cached_property
    def counts_as_taken(self) -> list[bool | None]:
        """For every rule whether it counts, as readings are taken or left open."""
        return self.counts if self.state == self.default else counting(self.problem, self.state)


@dataclass(frozen=True)
class Own:
    """What a case has to itself where others are laid out alike: what is seen, and found of every rule's conditions."""

    layer: Layer
    conditions: Conditions
    statuses: tuple[Status, ...]
    """Those of all rules of the regime."""


def laid_out(case: Case, law: Lawbook, plan: Plan, on: date, known_on: date, makes: Makes = Diagrams) -> Laid:
    """Lay a case out and find what is possible, with all readings and under the default ones."""
    problem, layer = lay_out(case, law, plan, on=on, known_on=known_on)
    return laid_over(problem, layer, law, makes)


def laid_over(problem: Problem, layer: Layer, law: Lawbook, makes: Makes = Diagrams) -> Laid:
    """Find what is possible in a problem, with all readings and under the default ones."""
    state = problem.start()
    default = default_state(problem, state, law)
    outlook = Outlook(problem, problem.start(free=problem.readings), makes=makes)
    every, usual = outlook.results(state), outlook.results(default)
    return Laid(
        problem,
        layer,
        outlook,
        state,
        default,
        outcomes_of(every),
        policies_of(every),
        outcomes_of(usual),
        policies_of(usual),
        outlook.tight and not problem.loose,
    )


def laid_like(other: Laid, problem: Problem, layer: Layer, law: Lawbook) -> Laid:
    """A problem that has the same results as another, laid out over its own layer."""
    state = problem.start()
    default = default_state(problem, state, law)
    return replace(other, problem=problem, layer=layer, state=state, default=default)


def decide(
    case: Case,
    law: Lawbook,
    regime: str,
    *,
    on: date,
    known_on: date,
    plan: Plan | None = None,
    explain: bool = True,
    makes: Makes = Diagrams,
) -> Answer:
    """Answer one case: possible outcomes, what is missing and open, and the chain of findings.

    Without `explain` the flips and the chain of findings are left out. A day before the regime's coverage, be it that of the
    shipment or that on which the law was known, has no outcome and names the gap.
    """
    if not law.regimes[regime].covers(on, known_on):
        return outside(case, law, regime, on=on, known_on=known_on)
    plan = plan or plan_of(law, regime, known_on)
    laid = laid_out(case, law, plan, on, known_on, makes)
    return answer_to(case, law, laid, on=on, known_on=known_on, explain=explain)


def outside(case: Case, law: Lawbook, regime: str, *, on: date, known_on: date) -> Answer:
    """The answer for a day, or a day of knowing the law, before the regime's coverage: no outcome, and the gap."""
    known = law.regimes[regime]
    asked = f"for {on}" if on < known.coverage_from else f"as it was known on {known_on}"
    what = f"{known.title} is encoded from {known.coverage_from}; there is no answer {asked}"
    gap = GapNote(f"{regime}/before-coverage", what, clearance=False)
    return Answer(
        case.shipment, case.line, case.item, on, known_on, regime, None, None, (), (), HOLD, what, gaps=(gap,)
    )


def answer_to(
    case: Case,
    law: Lawbook,
    laid: Laid,
    *,
    on: date,
    known_on: date,
    explain: bool = True,
    asked: Asked | None = None,
    own: Own | None = None,
) -> Answer:
    """The answer for a case that is laid out; screening lays it out of parts that many cases share.

    `asked` is what is not known in it, where that was found before. A case of screening is given with its `own`;
    its answer has no findings.
    """
    asked = asked or asked_in(case, law, laid)
    brief = own is not None
    if own is None:
        own = Own(
            laid.layer, Looked(laid.problem, laid.layer), tuple(each.status for each in laid.problem.rules)
        )
    return _answer(case, law, laid, asked, own, on, known_on, explain=explain, brief=brief)


def asked_in(case: Case, law: Lawbook, laid: Laid, *, sets: bool = True) -> Asked:
    """What is missing and open in a case that is laid out; without `sets` not which facts together would settle it."""
    return asked_of(
        laid.outlook,
        laid.state,
        laid.default,
        case,
        law,
        settled=len(laid.possible) == 1,
        policy_settled=len(laid.policies) <= 1,
        sets=sets,
    )


def _answer(
    case: Case,
    law: Lawbook,
    laid: Laid,
    asked: Asked,
    own: Own,
    on: date,
    known_on: date,
    *,
    explain: bool,
    brief: bool,
) -> Answer:
    regime = laid.problem.plan.regime
    outcome = laid.default_outcomes[0] if len(laid.default_outcomes) == 1 else None
    every = All(laid.problem, laid.default, laid.counts, own.conditions)
    gaps = gaps_of(law, own.layer, regime, on, asked.unread, untold=not brief or is_mild(laid.possible))
    used = tuple(
        each
        for each in case.positions
        if any(o.question == each.question and o.by == "position" for o in asked.open)
    )
    expired = tuple(each for each in case.expired if any(o.question == each.question for o in asked.open))
    guidance = _guidance(laid)
    contradictions = _contradictions(laid)
    grounds = Grounds(
        laid.possible, guidance, used, expired, gaps, contradictions, len(asked.missing), _still_open(asked)
    )
    action, why = action_for(grounds)
    levels = {OUTCOMES.index(each) for each in (laid.default_outcomes if outcome else laid.possible)}
    became = () if brief else tuple(every.became(number) for number in range(len(laid.problem.rules)))
    left = [each for each in became if each.counts is False] if explain else ()
    return Answer(
        shipment=case.shipment,
        line=case.line,
        item=case.item,
        on=on,
        known_on=known_on,
        regime=regime,
        outcome=outcome,
        policy=_policy(outcome, laid),
        possible=laid.possible,
        policies=laid.policies,
        action=action,
        action_because=why,
        because=because_of(every, levels),
        missing=asked.missing,
        policy_missing=asked.policy_missing,
        open=asked.open,
        policy_open=asked.policy_open,
        would_settle=asked.would_settle,
        flips=_flips(case, law, laid, on) if explain else (),
        duties=laid.problem.plan.follows.due(_counting(laid), on),
        gaps=gaps,
        assumed=_assumed(own.layer, asked),
        positions=used + expired,
        guidance=guidance,
        contradictions=contradictions,
        own_law=_of_the_house(laid, own.statuses, law, known_on),
        tight=laid.tight,
        giving=_giving(laid),
        standing=_standing(laid),
        findings=tuple(finding_of(f, own.layer) for f in became if f.counts is not False),
        looked_at=tuple(finding_of(f, own.layer) for f in left),
        near=cites_what_came_close(every, levels),
    )


def _still_open(asked: Asked) -> int:
    return sum(not each.taken and len(set(each.readings.values())) > 1 for each in asked.open)


def _policy(outcome: str | None, laid: Laid) -> str | None:
    if outcome != OUTCOMES[LICENCE_REQUIRED] or len(laid.default_policies) != 1:
        return None
    return laid.default_policies[0]


def _guidance(laid: Laid) -> tuple[str, ...]:
    """The guidance without which the outcome would be another."""
    counts = laid.counts
    guiding = [
        number
        for number, each in enumerate(laid.problem.rules)
        if each.planned.rule.rank == "guidance" and counts[number] is not False
    ]
    if not guiding:
        return ()
    if _without(laid, frozenset(guiding)) == laid.default_outcomes:
        return ()
    return tuple(dict.fromkeys(laid.problem.rules[number].planned.rule.id for number in guiding))


def _without(laid: Laid, guiding: frozenset[int]) -> tuple[str, ...]:
    """The outcomes under the default readings, were some rules not there."""
    named = tuple(laid.problem.rules[number].planned.rule.key for number in sorted(guiding))
    if named not in laid.without:
        laid.without[named] = _outcomes_without(laid, guiding)
    return laid.without[named]


def _outcomes_without(laid: Laid, guiding: frozenset[int]) -> tuple[str, ...]:
    """The same, worked out.

    Examples are of use only where the outlook is over the same unknowns: see `laid_like`.
    """
    same = laid.outlook.whole.variables is laid.problem.variables
    examples = examples_of(laid.outlook, laid.default) if same else []
    shown = outcomes_shown(laid.problem, laid.default, examples, guiding)
    if shown:
        return shown.outcomes
    return Outlook(laid.problem, laid.default, guiding, laid.outlook.makes).outcomes(laid.default)


def _contradictions(laid: Laid) -> tuple[str, ...]:
    counts = laid.counts_as_taken
    clash = [
        f"{rules[0]} and {rules[1]} are exceptions to one rule and conclude differently; neither names the other"
        for pair in laid.problem.plan.conflicts
        if all(counts[number] is not False for number in pair)
        and (rules := [laid.problem.rules[number].planned.rule.id for number in pair])
    ]
    variables = laid.problem.variables
    told = {number for number, each in enumerate(variables) if each.kind == "contradiction"}
    said = [
        variables[number].about.id.partition(": ")[2] or variables[number].about.id
        for number in sorted(told & named_awake(laid.problem, laid.state) if told else told)
    ]
    return tuple(dict.fromkeys(clash + said))


def _counting(laid: Laid) -> Iterator[Rule]:
    """The rules that surely count under the default readings."""
    return (
        each.planned.rule for each, counted in zip(laid.problem.rules, laid.counts, strict=True) if counted
    )


def _giving(laid: Laid) -> tuple[str, ...]:
    """The provisions that give some possible outcome, and those of its policies."""
    levels = {OUTCOMES.index(each) for each in laid.possible}
    found = []
    for counted, each in zip(laid.counts_as_taken, laid.problem.rules, strict=True):
        level = each.planned.level
        may_give = counted or (counted is None and not 0 <= level <= MILD_LEVEL)
        if may_give and (LICENCE_REQUIRED if level < 0 else level) in levels:
            found.append(each.planned.rule.id)
    return tuple(dict.fromkeys(found))


def _standing(laid: Laid) -> tuple[tuple[str, bool], ...]:
    """Of the provisions that a clash names, those that can count, and whether they surely do."""
    follows = laid.problem.plan.follows
    highest = max(map(OUTCOMES.index, laid.possible))
    found: dict[str, bool] = {}
    for counted, each in zip(laid.counts_as_taken, laid.problem.rules, strict=True):
        rule = each.planned.rule
        if counted is not False and 0 <= each.planned.level <= highest and follows.clash_names(rule):
            found[rule.id] = found.get(rule.id, False) or counted is True
    return tuple(found.items())


def _assumed(layer: Layer, asked: Asked) -> tuple[str, ...]:
    made = layer.assumed()
    given = [
        f"{each.question} read as {each.taken!r}, given for this run"
        for each in asked.open
        if each.by == "given"
    ]
    return tuple(dict.fromkeys(sorted(made) + given))


def _of_the_house(laid: Laid, statuses: Iterable[Status], law: Lawbook, known_on: date) -> tuple[str, ...]:
    """The house's own entries on which this answer rests: rules, suspensions, and answers to questions."""
    problem, answered = laid.problem, laid.problem.plan.follows.answered
    rules = (
        each.planned.rule
        for each, counted in zip(problem.rules, laid.counts, strict=True)
        if counted is not False
    )
    own = [rule.id for rule in rules if rule.place.own]
    own += [sleep.place.id for each in statuses for sleep in each.sleeping if sleep.place.own]
    if answered:
        # What is known is put in, but for readings that no law closes: it is told what would hang on the house's.
        small, freely = settled(problem, problem.start(free=_not_closed(problem, law, known_on)))
        near = [each for each, counted in zip(small.rules, freely, strict=True) if counted is not False]
        asked = variables_in([part for each in near for part in (each.awake, each.when)])
        questions = {problem.variables[n].about.id for n in asked & problem.readings} & answered.keys()
        own += [f"{each} answered by {answered[each]}" for each in sorted(questions)]
    return tuple(dict.fromkeys(own))


def _not_closed(problem: Problem, law: Lawbook, known_on: date) -> frozenset[int]:
    """The variables that are readings of questions which no law closes, or the house's own alone."""
    questions = {number: problem.variables[number].about.id for number in problem.readings}
    return frozenset(number for number, each in questions.items() if not law.is_closed(each, known_on))


def _flips(case: Case, law: Lawbook, laid: Laid, on: date) -> tuple[Flip, ...]:
    flips = fact_flips(laid.outlook, laid.default, laid.default_outcomes)
    days = laid.problem.plan.calendar.turns
    about = About("shipment", case.shipment)
    others = OtherDays(case, law, laid.outlook, laid.default, on, [*later(days, on), *earlier(days, on)])
    return flips + day_flips(days, on, about, laid.default_outcomes, others.outcomes)
