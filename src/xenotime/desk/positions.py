"""What positions and arguments read, held against the questions of the law."""

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from xenotime.casework.owners import questions_in
from xenotime.errors import Problem, UnreadableBook
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook


def check_positions(book: Book, law: Lawbook, path: Path) -> None:
    """Raise UnreadableBook where a position reads what is no question, or otherwise than it can be read."""
    file = str(path / "positions.toml")
    of_owners = {question for adds in law.adds for question in questions_in(adds)}
    wrong = [
        problem
        for position in book.positions
        for problem in [
            _on_owners(position.question, file)
            if position.question in of_owners
            else reading_problem(law, position.question, position.reading, file)
        ]
        if problem
    ]
    if wrong:
        raise UnreadableBook(wrong)


def overruled(book: Book, law: Lawbook) -> Iterator[str]:
    """The positions that read a question otherwise than what has closed it since."""
    for position in book.positions:
        answered = law.answer_to(position.question, date.max)
        if answered and answered.reading != position.reading:
            yield (
                f"positions.toml: {position.question} is read as {position.reading!r}; {answered.by} of {answered.issued} "
                f"answers it as {answered.reading!r}, and from that day on the position counts for nothing"
            )


def _on_owners(question: str, file: str) -> Problem:
    """Owners are worked out for the whole book and on every day alike, before a shipment is looked at."""
    what = "A position cannot say how the shares of owners add up"
    do = f"remove it, and ask with --reading {question}=…"
    return Problem(what, file, None, "question", question, "a question about shipments", do)


def reading_problem(law: Lawbook, question: str, reading: str, file: str = "") -> Problem | None:
    """What is wrong with reading a question so; None where nothing is."""
    known = law.questions.get(question)
    if known is None:
        near = get_close_matches(question, law.questions, 3) or sorted(law.questions)
        return Problem(
            "Unknown question",
            file,
            None,
            "question",
            question,
            ", ".join(near),
            "see `xenotime law questions`",
        )
    if reading not in known.readings:
        allowed = " | ".join(known.readings)
        return Problem(
            f"Unknown reading of {question}", file, None, "reading", reading, allowed, "use one of these"
        )
    return None


def closed(law: Lawbook, readings: Mapping[str, str], known_on: date) -> list[Problem]:
    """What is wrong with readings of questions that were answered otherwise by the day on which the law is known."""
    return [
        Problem("The question is closed", "", None, "--reading", f"{each}={reading}", answered.reading,
                f"{answered.by} of {answered.issued} answers it: leave the reading out, or ask with an earlier --known-on")
        for each, reading in readings.items()
        if (answered := law.answer_to(each, known_on)) and answered.reading != reading
    ]  # fmt: skip
