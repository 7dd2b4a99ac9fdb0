"""An answer as columns, and the missing facts of a row once its items and parties are known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xenotime.deciding.answer import BLOCK, ESCALATE, RELEASE, Answer, ClashNote, DutyDue
from xenotime.facts.seen import About, Missing
from xenotime.law.provision import MILD
from xenotime.screening.domain import Value
from xenotime.screening.sighting import MARK

OWN = "this shipment"
"""Stands for the shipment of the row in every text: rows that are told alike have the same texts."""
COLUMNS = (
    "regime", "outcome", "policy", "possible", "settled", "policies", "action", "reason", "action_because", "because",
    "provision", "giving", "missing", "missing_facts", "policy_missing", "not_told", "open", "guidance", "gaps", "assumed", "tight", "duties",
    "own_law", "clashes", "contradictions",
)  # fmt: skip
"""What stands in a result file behind the shipment, its line, item, destination and day."""
BETWEEN = "; "


def told(items: Iterable[str]) -> str:
    """Several texts in one cell."""
    return BETWEEN.join(items)


def reason_code(answer: Answer) -> str:
    """One word for why, fit for another system to act upon."""
    possible = set(answer.possible)
    if not possible:
        return "NOT-COVERED"
    if answer.action == BLOCK:
        return (
            (answer.possible[0] if len(possible) == 1 else "licence required or prohibited")
            .upper()
            .replace(" ", "-")
        )
    if answer.action == RELEASE:
        return "POSITION" if any(each.counts for each in answer.positions) else "SETTLED"
    if answer.action == ESCALATE:
        if len(possible) > 1:
            differ = any(each.differs for each in answer.positions)
            return "POSITIONS-DIFFER" if differ else "POSITION-EXPIRED"
        if not possible & MILD:
            return "REPORT-DUE"
        return "GUIDANCE" if answer.guidance else "LAW-INCOMPLETE"
    if any(each.about.kind != "statement" for each in answer.missing):
        return "FACTS-MISSING"
    return "LAW-OPEN" if answer.open and not answer.missing else "CONTRADICTION"


def as_row(answer: Answer) -> dict[str, str]:
    """The answer as columns, with tokens where the ids of the row's items and parties belong."""
    waits = answer.waits_for
    return {
        "regime": answer.regime,
        "outcome": answer.outcome or "",
        "policy": answer.policy or "",
        "possible": told(answer.possible),
        "settled": "yes" if answer.settled else "no",
        "policies": told(answer.policies),
        "action": answer.action,
        "reason": reason_code(answer),
        "action_because": answer.action_because if answer.possible else _of_the_day(answer),
        "because": told(answer.because),
        "provision": next(iter(answer.because), ""),
        "giving": told(answer.giving),
        "missing": missing_text(answer.missing, answer.shipment),
        "missing_facts": facts_told(answer.missing, waits),
        "policy_missing": missing_text(answer.policy_missing, answer.shipment),
        "not_told": missing_text(waits, answer.shipment),
        "open": told(_open_text(answer)),
        "guidance": told(answer.guidance),
        "gaps": told(each.id for each in answer.gaps),
        "assumed": told(answer.assumed),
        "tight": "yes" if answer.tight else "no",
        "duties": told(map(_duty_text, answer.duties)),
        "own_law": told(answer.own_law),
        "clashes": told(map(_clash_text, answer.clashes)),
        "contradictions": told(answer.contradictions),
    }


def facts_told(missing: Sequence[Missing], waits: Sequence[Missing]) -> str:
    """The names of the facts that an answer lacks, or for which a mild one waits, each once: one of the two is empty."""
    return told(dict.fromkeys(each.fact for each in (*missing, *waits)))


def _of_the_day(answer: Answer) -> str:
    said, day = answer.action_because, f"for {answer.on}"
    return f"{said.removesuffix(day)}for its day" if said.endswith(day) else said


def _open_text(answer: Answer) -> Iterable[str]:
    for each in (*answer.open, *answer.policy_open):
        readings = ", ".join(f"{name}: {' or '.join(outcomes)}" for name, outcomes in each.readings.items())
        taken = f"; taken: {each.taken} ({each.by})" if each.taken else ""
        yield f"{each.question} ({readings}{taken})"


def _duty_text(duty: DutyDue) -> str:
    return f"{duty.provision} ({duty.who}, {duty.when}: {duty.what})"


def _clash_text(note: ClashNote) -> str:
    hangs_on = f", hangs on {', '.join(note.hangs_on)}" if note.hangs_on else ""
    return f"{note.clash} ({note.state}{hangs_on}: {note.do})"


def missing_text(missing: Iterable[Missing], shipment: str) -> str:
    """Missing facts, each with what it is about; `shipment` is the id of the row's own."""
    own = About("shipment", shipment)
    return told(f"{each.fact} ({_about_text(each.about, own)})" for each in missing)


def _about_text(about: About, own: About) -> str:
    return OWN if about == own else f"{about.kind} {about.id}"


@dataclass(frozen=True)
class Needs:
    """Which domains' values the words of an answer depend on."""

    domains: tuple[str, ...]

    @classmethod
    def of(cls, answer: Answer, names: tuple[str, ...]) -> "Needs":
        """The domains that what the answer lacks or waits for, and statements that contradict each other, name."""
        waits = answer.waits_for
        found = {_domain_of(each, names) for each in (*answer.missing, *answer.policy_missing, *waits)}
        found |= {each.split(MARK)[1] for each in answer.contradictions if MARK in each}
        return cls(tuple(name for name in names if name in found))


GOODS = "goods"


def _domain_of(missing: Missing, names: tuple[str, ...]) -> str:
    for told in (missing.fact, missing.about.id):
        if MARK in told:
            return told.split(MARK)[1]
    inside = missing.about.id.strip("⟦⟧")
    return GOODS if inside == "item" else inside if inside in names else ""


def filled(missing: tuple[Missing, ...], values: Mapping[str, Value]) -> tuple[Missing, ...]:
    """The missing facts with those of the row's own values in the place of tokens, each once."""
    found: dict[tuple[str, About], Missing] = {}
    for each in missing:
        for one in _filled(each, values):
            found.setdefault((one.fact, one.about), one)
    return tuple(found.values())


def _filled(missing: Missing, values: Mapping[str, Value]) -> tuple[Missing, ...]:
    name = _domain_of(missing, tuple(values))
    if name not in values:
        return (missing,)
    if missing.fact.startswith(MARK):
        every = values[name].missing[missing.fact]
        if missing.words is None:
            return every
        return tuple(found for each in every if (found := each.telling(missing.words))) or every
    if MARK in missing.about.id:
        return (_contradicting(missing, values[name]),)
    about = values[name].about
    return (Missing(missing.fact, about, missing.ask.replace(missing.about.id, about.id), missing.ask_zh),)


def _contradicting(missing: Missing, value: Value) -> Missing:
    """Which statement is right, with the statements that the value makes."""
    token, said = _said(missing.about.id, value)
    about = About(missing.about.kind, missing.about.id.replace(token, said))
    return Missing(missing.fact, about, missing.ask.replace(token, said), missing.ask_zh)


def contradictions(found: Iterable[str], values: Mapping[str, Value]) -> str:
    """What contradicts itself, with the statements that the row's own values make, each once."""
    return told(dict.fromkeys(_with_statements(each, values) for each in found))


def _with_statements(text: str, values: Mapping[str, Value]) -> str:
    return text.replace(*_said(text, values[text.split(MARK)[1]])) if MARK in text else text


def _said(text: str, value: Value) -> tuple[str, str]:
    """The token with which a text ends, and the statements of a value for which it stands."""
    token = MARK + text.partition(MARK)[2]
    return token, value.contradictions[token]


def counted(text: str, before: int, after: int) -> str:
    """The reason with the number of missing facts as it is for the row."""
    old = f"{before} fact{'s' if before > 1 else ''} missing"
    return text.replace(old, f"{after} fact{'s' if after > 1 else ''} missing")
