"""One answer to facts that are written as in a case of law, with its action and its gaps."""

from datetime import date
from functools import cache

from xenotime.casework.lawcases import seen_of
from xenotime.deciding.answer import Answer
from xenotime.deciding.case import Case
from xenotime.deciding.decide import decide
from xenotime.deciding.plan import Plan, plan_of
from xenotime.desk.answering import load_law
from xenotime.exact import exactly
from xenotime.facts.seen import About, Seen
from xenotime.law.condition import Subject, parse_subject

KNOWN = date(2026, 11, 26)


@cache
def plan(regime: str, known_on: date = KNOWN) -> Plan:
    return plan_of(load_law(), regime, known_on)


def answered(regime: str, day: date, facts: dict[str, str], known_on: date = KNOWN) -> Answer:
    """The answer of a regime to these facts on a day, as its law was known on another."""
    law = load_law()
    about = {name: kind.about for name, kind in law.vocabulary.facts.items()}
    roles = (*law.vocabulary.roles, *law.vocabulary.party_roles, "any_party")
    subjects = {parse_subject(name, about, roles): word for name, word in facts.items()}
    seen = {subject: seen_of(law, subject, word) for subject, word in subjects.items()}

    def see(subject: Subject) -> Seen:
        if subject.name == "date":
            return Seen(About("shipment", "S"), amount=exactly(day.toordinal()), closed=True)
        return seen.get(subject) or Seen(About(subject.role, subject.role))

    posed = Case("S", None, "I", see, {})
    return decide(posed, law, regime, on=day, known_on=known_on, plan=plan(regime, known_on), explain=False)
