"""Run published answers through the program: phrases to a book, the book to an answer, the answer compared."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from cases.adapter import Adapter
from cases.books import BookOf
from cases.comparing import disagreement, in_words
from cases.published import Published
from xenotime.deciding.answer import Answer
from xenotime.desk import answering
from xenotime.law.lawbook import Lawbook


@dataclass(frozen=True)
class Run:
    """A published answer beside ours; without a regime of ours there is none, `wrong` says what differs."""

    case: Published
    regime: str
    answer: Answer | None
    wrong: str

    @property
    def ours(self) -> str:
        """Our answer in one line."""
        return in_words(self.answer) if self.answer else ""


def run(case: Published, law: Lawbook, adapter: Adapter) -> Run:
    """Ask the program what the published answer was asked."""
    regime = adapter.book.regimes[case.jurisdiction]
    it = adapter.situation(case)
    if regime not in law.regimes:
        return Run(case, regime, None, "")
    known_on = it.said("known_on") or max(it.said("shipment.date"), str(law.regimes[regime].checked))
    with tempfile.TemporaryDirectory() as folder:
        book = answering.open_book(BookOf(it).write(Path(folder) / "book"), law)
    # what would flip an answer takes most of the time: it is asked only where what was looked at and left is cited
    for explain in (False, True):
        request = answering.request(law, known_on=known_on, regimes=[regime], explain=explain)
        (answer,) = answering.check(book, law, request)
        wrong = disagreement(case, answer, adapter.book)
        if not wrong:
            break
    return Run(case, regime, answer, wrong)
