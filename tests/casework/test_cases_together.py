"""What was spelt out for one case of law is taken for others of the day, and none of them comes out otherwise for it."""

from datetime import date

from xenotime.casework.lawcases import regime_of, run_case
from xenotime.deciding.plan import Plans
from xenotime.deciding.spelt import Spelt
from xenotime.desk.answering import load_law
from xenotime.facts.seen import About, Seen
from xenotime.law.condition import Subject

LAW = load_law()
INVENTED = [each for each in LAW.cases if regime_of(each) in {"zz", "qn"}]
CODES = Subject("fact", "item", "codes")


def test_cases_run_together_have_the_answers_that_each_has_by_itself() -> None:
    plans = Plans(LAW)
    together = [run_case(LAW, each, plans) for each in reversed(INVENTED)]
    assert together == [run_case(LAW, each) for each in reversed(INVENTED)]


def test_lists_are_spelt_out_anew_for_other_codes_another_day_and_another_law() -> None:
    plan = Plans(LAW).of("zz", date(2099, 1, 1))
    calendar, day = plan.calendar, date(2026, 11, 24)

    def of(*codes: str) -> Spelt:
        def see(_: Subject) -> Seen:
            return Seen(About("item", "I"), frozenset(codes), closed=bool(codes))

        found = calendar.spelt(LAW, day, plan.known_on, see)
        assert found
        for rule in plan.rules:
            found.out(rule.rule.when, LAW, rule.rule.place.instrument, see, day, plan.known_on)
        assert CODES in found.asked
        return found

    first = of("zz:A2.a")
    assert of("zz:none") is not first
    assert of() is not first
    assert of("zz:A2.a") is first
    assert calendar.spelt(LAW, date(2026, 11, 25), plan.known_on, first.asked.__getitem__) is not first
    assert calendar.spelt(LAW, day, date(2026, 11, 24), first.asked.__getitem__) is None
    assert load_law(cases=True) is not LAW
    assert calendar.spelt(load_law(cases=True), day, plan.known_on, first.asked.__getitem__) is None
