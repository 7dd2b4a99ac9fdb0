"""The page on published answers: what was published, what the program answers, and why where they part.

`scripts/published-answers FILE` prints the same table for any file of published answers.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from cases.adapter import Adapter
from cases.comparing import Difference, differences
from cases.phrasebook import UnmappedPhrase, phrasebook
from cases.published import Published, read_answers
from cases.running import Run, run
from xenotime.desk import answering

INTRODUCTION = """# Published answers

Authorities, law firms and the trade press publish answers. Each is asked here again: its facts are written as a book, the program answers, and the two are compared in
outcome, policy, reason and paragraph. The answers are known by id and topic only; where the file with their facts is at hand, a test asks them anew and holds this page to what comes out.

`same` says that ours is the published answer: settled on it, or as open as it is and for the same reason. Where ours is another, the reason stands in its place; the list of
these is kept by hand in `tests/cases/differences.toml`, and a test fails where it is out of date. How the phrases of the answers become facts stands in `tests/cases/phrases.toml`.
"""


def page(runs: Sequence[Run], why: dict[str, Difference], not_encoded: dict[str, str]) -> str:
    """The whole page."""
    counted = Counter(standing(each, why, not_encoded)[0] for each in runs)
    told = ", ".join(f"{number} {what}" for what, number in counted.items())
    return f"{INTRODUCTION}\n{len(runs)} answers: {told}.\n\n{table(runs, why, not_encoded)}"


def table(runs: Sequence[Run], why: dict[str, Difference], not_encoded: dict[str, str]) -> str:
    """One row for each answer."""
    head = ["| case | topic | published | ours | same, or why not |", "|---|---|---|---|---|"]
    rows = [
        f"| {each.case.id} | {each.case.topic.replace('_', ' ')} | {each.case.answer.replace('_', ' ')} | "
        f"{each.ours or '—'} | {standing(each, why, not_encoded)[1]} |"
        for each in runs
    ]
    return "\n".join([*head, *rows]) + "\n"


def standing(each: Run, why: dict[str, Difference], not_encoded: dict[str, str]) -> tuple[str, str]:
    """How an answer stands: in one word to count it by, and as the page tells it."""
    if each.answer is None:
        return "not encoded", not_encoded.get(each.regime, "the regime is not in the lawbook")
    if not each.wrong:
        return "the same", "same" + (
            f"; not all of it was understood: {each.unheard}" if each.unheard else ""
        )
    told = why.get(each.case.id)
    return ("different, with the reason", told.why) if told else ("different", each.wrong)


def main(file: Path) -> int:
    """Print the table for one file; what the phrases do not cover is told on the error stream."""
    law, adapter = answering.load_law(), Adapter(phrasebook())
    why, not_encoded = differences()
    runs, unmapped = [], 0
    for case in read_answers(file):
        try:
            found = run(case, law, adapter)
            runs.append(found)
            unmapped += bool(found.unheard)
        except UnmappedPhrase as gap:
            unmapped += 1
            _tell(case, gap)
    sys.stdout.write(table(runs, why, not_encoded))
    return 1 if unmapped or any(each.wrong for each in runs) else 0


def _tell(case: Published, gap: UnmappedPhrase) -> None:
    sys.stderr.write(f"{case.id}: {gap}\n")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
