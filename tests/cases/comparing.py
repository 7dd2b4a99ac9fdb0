"""Hold our answer against a published one: the outcome, the policy, the reason and the paragraph."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cases.phrasebook import Effect, Phrasebook, UnmappedPhrase
from cases.published import Published
from xenotime.deciding.answer import Answer

TABLE = Path(__file__).parent / "differences.toml"
LICENCE, EXEMPT, PROHIBITED = "licence required", "exempt, report", "prohibited"
MILD = frozenset({"not subject", "no licence required"})
ORDINARY, CASE_BY_CASE, DENIAL = "ordinary", "case by case", "presumption of denial"
CHINA = "CN"
AMBIGUOUS, REPORT = "ambiguous", "report"
SETTLED: Mapping[str, tuple[frozenset[str], str]] = {
    "not_required": (MILD, ""),
    "licence_required": (frozenset({LICENCE}), ""),
    "presumption_of_denial": (frozenset({LICENCE}), DENIAL),
    "case_by_case": (frozenset({LICENCE}), CASE_BY_CASE),
    "exempt_with_report": (frozenset({EXEMPT}), ""),
    "prohibited": (frozenset({PROHIBITED}), ""),
}
"""What each published answer says: the outcomes that are one with it, and the policy where it names one."""


@dataclass(frozen=True)
class Difference:
    """An answer that is ours and not the published one, and why it is left so."""

    ours: str
    why: str


def differences(path: Path = TABLE) -> tuple[dict[str, Difference], dict[str, str]]:
    """The table: differences by case, and the regimes that are not encoded yet, with the reason."""
    table = tomllib.loads(path.read_text("utf-8"))
    cases = {name: Difference(row["ours"], row["why"]) for name, row in table["case"].items()}
    return cases, dict(table.get("regime", {}))


def in_words(answer: Answer) -> str:
    """Our answer in one line, as the table of differences and the page write it."""
    if not answer.possible:
        return "outside coverage"
    outcome = " or ".join(answer.possible)
    shown = answer.policies if answer.policies not in ((), (ORDINARY,)) and LICENCE in answer.possible else ()
    said = f"{outcome}; {' or '.join(shown)}" if shown else outcome
    return said if answer.settled else f"unsettled: {said}"


def disagreement(case: Published, answer: Answer, book: Phrasebook, asked_at: Iterable[str] = ()) -> str:
    """Why our answer is not the published one; empty where it is. `asked_at` are where its open questions stand."""
    if case.answer == AMBIGUOUS:
        wrong = _not_open(case, answer, book)
    else:
        wrong = _not_settled_so(case.answer, answer)
    # where nobody looked the paragraph up, the texts that the answer names itself are held against ours
    return wrong or _uncited(
        case.paragraphs or book.law_ids(case.references), [*cited_by(answer), *asked_at], answer, book
    )


def _not_settled_so(published: str, answer: Answer) -> str:
    outcomes, policy = SETTLED[published]
    named = [each.fact for each in answer.flips] + [each.id for each in answer.gaps]
    if outcomes == {EXEMPT} and any(REPORT in each for each in named):
        # it is free since a report was made, and would not be without it, or may not be
        outcomes = outcomes | MILD
    if not answer.possible or not set(answer.possible) <= outcomes:
        return f"published {published}, ours {in_words(answer)}"
    if policy and answer.policies != (policy,):
        return f"published {published}, our policy is {' or '.join(answer.policies) or 'none'}"
    return ""


def _not_open(case: Published, answer: Answer, book: Phrasebook) -> str:
    if len(answer.possible) < 2 and len(answer.policies) < 2:
        return f"published ambiguous, ours is settled: {in_words(answer)}"
    questions, facts = set(), set()
    heard = [_heard(book, text, case.jurisdiction == CHINA) for text in case.depends_on]
    for effect in (each for effects in heard for each in effects):
        questions |= {effect.effects["question"]} if "question" in effect.effects else set()
        facts |= {effect.effects["about"]} if "about" in effect.effects else set()
    named = bool(questions | facts) or (any(heard) and all(heard))
    ours = {each.question for each in (*answer.open, *answer.policy_open) if not each.taken}
    missed = {each.fact for each in (*answer.missing, *answer.policy_missing)}
    ours |= {each.removeprefix("reading of ") for each in missed}
    # `has(` is any has(…): which substance it is does not matter
    if named and not questions & ours and not any(each.startswith(tuple(facts)) for each in missed):
        wanted = ", ".join(sorted(questions | facts)) or "nothing that the law asks"
        found = ", ".join(sorted(ours | missed)) or "nothing"
        return f"published ambiguous for {wanted}, ours is open for {found}"
    return ""


def _heard(book: Phrasebook, text: str, chinese: bool) -> list[Effect]:
    """What a reason says, in questions of the law that is asked; one that is not understood cannot be held against ours."""
    try:
        found = book.read("depends", text)
    except UnmappedPhrase:
        return []
    return [
        each for each in found if each.effects.get("question", "cn/" * chinese).startswith("cn/") is chinese
    ]


def _uncited(paragraphs: Iterable[str], cited: Iterable[str], answer: Answer, book: Phrasebook) -> str:
    cited = list(cited)
    if not paragraphs or any(book.cites(each, ours) for each in paragraphs for ours in cited):
        return ""
    return f"rests on {', '.join(answer.because) or 'nothing'}, published on {', '.join(paragraphs)}"


def cited_by(answer: Answer) -> list[str]:
    """What an answer names: why, what is open, its gaps and duties; where nothing is needed also what it looked at."""
    named = [each.question for each in (*answer.open, *answer.policy_open)] + [gap.id for gap in answer.gaps]
    named += [each.provision for each in answer.duties]
    if set(answer.possible) <= MILD:
        looked = [each.provision for each in (*answer.findings, *answer.looked_at)]
        # a row that nothing met is cited nowhere: the rule that asked for its list was looked at
        named += looked + [each.partition(" ")[0] for each in looked]
    if len(answer.policies) > 1:
        # what may make the policy another one is named by the rule that says so
        named += [each.provision for each in answer.findings]
    upon = [each for found in answer.findings if found.provision in answer.because for each in found.upon]
    return [*answer.because, *upon, *answer.guidance, *named]
