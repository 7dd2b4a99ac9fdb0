"""The use cases, one function each: the only wiring of law, book, trace and answers; faces call only this."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from xenotime.casework.cases import Asked, Docket
from xenotime.casework.classified import with_classes
from xenotime.casework.mentioned import left_out
from xenotime.casework.namesakes import with_names_of
from xenotime.casework.odd_codes import odd_codes
from xenotime.casework.sightings import Desk
from xenotime.casework.traceview import TraceView, trace_view
from xenotime.dates import parse_day
from xenotime.deciding.answer import Answer
from xenotime.deciding.plan import Plans
from xenotime.desk.alike import alike
from xenotime.desk.collecting import seldom_collecting
from xenotime.desk.diagrams_at_hand import diagrams_at_hand
from xenotime.desk.party_lists import not_read, snapshots
from xenotime.desk.positions import check_positions, closed, overruled, reading_problem
from xenotime.errors import Problem, UnreadableRequest, refusal
from xenotime.facts.book import Book
from xenotime.facts.party_list import NOTE, PartyList
from xenotime.law.differing import Change, difference
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import MILD
from xenotime.law.timeline import Tie, Turn, mirrored, timeline
from xenotime.law.vocabulary import PARTY
from xenotime.reading.book.reader import read_book
from xenotime.reading.book.words import UNTOLD, BookWords, FactWord
from xenotime.reading.law.files import Unread, read_law
from xenotime.reading.shipped.codes import INVENTED

if TYPE_CHECKING:
    from xenotime.proving.findings import Finding

WRITE_THE_DAY = "write year, month and day, for example 2026-12-01"
HERE = Path(__file__).parents[1]
REPOSITORY = HERE.parents[1]
NEEDS_SOMEBODY, UNSETTLED, NOTHING_TO_DO = 10, 20, 0


def law_folder() -> Path:
    """Where the shipped law lies: inside the installed package, or at the root of the repository."""
    inside = HERE / "lawbook"
    return inside if inside.is_dir() else REPOSITORY / "law"


def demo_book() -> Path:
    """The example book that `demo` checks."""
    inside = HERE / "examples" / "motor-maker"
    return inside if inside.is_dir() else REPOSITORY / "examples" / "motor-maker"


def load_law(own: Sequence[Path] = (), *, cases: bool = False) -> Lawbook:
    """The shipped law, with the house's own entries laid over it.

    The shipped law alone is read once in a program, and again where one of its files changed. Its cases decide nothing:
    they are read, with their faults, at once with `cases`, else when somebody first looks at them.
    Raises UnreadableLaw with every problem of every file.
    """
    folder = law_folder()
    with seldom_collecting():
        return (
            read_law([folder], own=list(own)) if own else _law_as_it_lies(folder, _lies_there(folder), cases)
        )


@lru_cache(maxsize=2)
def _law_as_it_lies(folder: Path, _: frozenset[tuple[str, int, int]], cases: bool) -> Lawbook:
    law = read_law([folder], cases=cases)
    return law if cases else replace(law, cases=Unread(folder))


def _lies_there(folder: Path) -> frozenset[tuple[str, int, int]]:
    """Every file below a folder, with its size and when it was changed."""
    states = ((str(each), each.stat()) for each in folder.rglob("*") if each.is_file())
    return frozenset((name, state.st_size, state.st_mtime_ns) for name, state in states)


def open_book(
    path: Path,
    law: Lawbook,
    progress: Callable[[str], None] | None = None,
    lists: Sequence[PartyList] | None = None,
    *,
    asked: Asked | None = None,
    shipments_elsewhere: bool = False,
) -> Book:
    """The book at `path`, its words checked against the vocabulary of the law.

    Where it is read for a question (`asked`) in which there is no invented law, the countries of that are not known.
    Its positions may name shipments that it does not have where it is asked about `shipments_elsewhere`.
    `lists` are the snapshots of party lists that it is asked with; left out, those in its folder.
    Raises UnreadableBook with every problem of every file.
    """
    words = book_words(law, asked)
    book = read_book(path, vocabulary=words, progress=progress, shipments_elsewhere=shipments_elsewhere)
    check_positions(book, law, path)
    found = party_lists(path) if lists is None else lists
    book = with_classes(book, law)
    remarks = (*book.remarks, *overruled(book, law), *not_read(path), *odd_codes(book, law))
    return replace(book, remarks=remarks, lists=tuple(with_names_of(book, each) for each in found))


def party_lists(path: Path, own: Sequence[Path] = (), more: Sequence[Path] = ()) -> tuple[PartyList, ...]:
    """The snapshots of party lists beside the book at `path`, and those that are named besides.

    Raises UnreadableBook with every problem of every file.
    """
    return snapshots(path, [law_folder(), *own], more)


def book_words(law: Lawbook, asked: Asked | None = None) -> BookWords:
    """The words that a book may use, as the law's vocabulary has them; for a question, what tells nothing there."""
    untold = UNTOLD | (INVENTED if asked and not _is_any_invented(law, asked) else frozenset())
    words = {name: kind.words for name, kind in law.vocabulary.facts.items()}
    codes = tuple(sorted(law.codes | {f"{regime}:none" for regime in law.regimes}))
    words |= {name: codes for name, kind in law.vocabulary.facts.items() if kind.type == "code"}
    return BookWords(
        forms=words.get("form", ()),
        acts=words.get("act", ()),
        circumstances=words.get("circumstance", ()),
        party_kinds=words.get(f"{PARTY}kind", ()),
        end_uses=words.get("end_use", ()),
        item_kinds=words.get("kind", ()),
        steps=words.get("made_with", ()),
        party_lists=words.get(f"{PARTY}lists", ()),
        list_notes=_list_notes(law),
        facts={name: FactWord(kind.type, words[name], untold) for name, kind in law.vocabulary.facts.items()},
        untold=untold,
    )


def _is_any_invented(law: Lawbook, asked: Asked) -> bool:
    """Whether invented law is asked, or some law says that a country of such law is its own."""
    own = any(INVENTED.intersection(each.countries) for each in law.regimes.values())
    return own or any(law.regimes[name].invented for name in asked.regimes)


def _list_notes(law: Lawbook) -> dict[str, tuple[str, ...]]:
    """Behind every list of parties the notes that a condition names, and the announcements that list somebody."""
    announced = {f"{each.list_id}{NOTE}{one.announcement}" for each in law.parties for one in each.parties}
    found: dict[str, list[str]] = {}
    for word in sorted(law.list_words | announced):
        name, _, note = word.partition(NOTE)
        if note:
            found.setdefault(name, []).append(note)
    return {name: tuple(notes) for name, notes in found.items()}


def request(
    law: Lawbook,
    *,
    on: str = "",
    known_on: str = "",
    regimes: Sequence[str] = (),
    readings: Sequence[str] = (),
    explain: bool = True,
) -> Asked:
    """What the user asks, checked; without `known_on` the law is taken as known today.

    Raises UnreadableRequest with every argument that is wrong.
    """
    days, problems = _days({"--on": on, "--known-on": known_on})
    problems += [
        Problem(
            "Unknown regime",
            "",
            None,
            "--regime",
            each,
            ", ".join(sorted(law.regimes)),
            "give each by itself: --regime ONE --regime OTHER" if "," in each else "use one of these",
        )
        for each in regimes
        if each not in law.regimes
    ]
    given: dict[str, str] = {}
    for text in readings:
        question, equals, reading = (part.strip() for part in text.partition("="))
        if not equals:
            problems.append(
                Problem(
                    "A reading is question=reading",
                    "",
                    None,
                    "--reading",
                    text,
                    "QUESTION=READING",
                    "name the question and one of its readings; see `xenotime law questions`",
                )
            )
            continue
        problem = reading_problem(law, question, reading)
        problems += [problem] if problem else []
        if given.setdefault(question, reading) != reading:
            what, found = "A question is read in two ways", f"{given[question]}; {reading}"
            problems.append(Problem(what, "", None, "--reading", found, "one reading of it", "leave one out"))
    today = days.get("--known-on") or date.today()  # noqa: DTZ011  the desk owns the clock
    problems += closed(law, given, today) if "--known-on" in days else []
    if problems:
        raise UnreadableRequest(problems)
    usual = tuple(
        sorted(n for n, regime in law.regimes.items() if not regime.invented and regime.asked == "always")
    )
    return Asked(
        today, tuple(dict.fromkeys(regimes)) or usual, days["--on"], given, explain, chosen=bool(regimes)
    )


def _days(texts: Mapping[str, str]) -> tuple[dict[str, date | None], list[Problem]]:
    """The day that stands behind each argument, None where it was left out; and what is wrong with those that are none."""
    days: dict[str, date | None] = {}
    problems = []
    for name, text in texts.items():
        try:
            days[name] = parse_day(text) if text else None
        except ValueError:
            problems.append(
                Problem(f"{name} is not a day", "", None, name, text, "YYYY-MM-DD", WRITE_THE_DAY)
            )
    return days, problems


def check(
    book: Book,
    law: Lawbook,
    asked: Asked,
    progress: Callable[[int, int], None] | None = None,
    plans: Plans | None = None,
) -> Iterator[Answer]:
    """The answer for every shipment line under every regime asked for; `plans` are those of the law, for many books."""
    return Docket(book, law, asked, plans=plans, makes=diagrams_at_hand).answers(progress)


def docket(book: Book, law: Lawbook, asked: Asked) -> Docket:
    """The cases of the book, not yet decided."""
    return Docket(book, law, asked, makes=diagrams_at_hand)


def trace(book: Book, law: Lawbook, item: str, asked: Asked, lot: str = "") -> TraceView:
    """What the law can ask about the content of an item, or of a lot of it; the day is `on`, else that of known_on.

    Raises UnreadableRequest where the book has no such item, or the item no such lot.
    """
    if item not in book.items:
        raise UnreadableRequest([unknown_item(book, item, "ITEM")])
    if lot and (lot not in book.lots or book.lots[lot].item != item):
        own = ", ".join(each.id for each in book.lots.values() if each.item == item)
        do = "name a lot that the book's lots table has of the item"
        raise refusal(
            f"{item} has no such lot", option="--lot", file=book.name, found=lot, allowed=own, do=do
        )
    on = asked.on or asked.known_on
    desk = Desk(book, law, on, asked.known_on).of_lot(item, lot)
    return trace_view(desk, law, book.items[item], on, asked.known_on, asked.regimes, lot)


def unknown_item(book: Book, item: str, where: str) -> Problem:
    """The book has no such item; those that may be meant are named."""
    near = alike(item, {each.id: each.name for each in book.items.values()})
    return Problem(
        "Unknown item", book.name, None, where, item, near, "name an item by its id in the table items"
    )


def law_prove(law: Lawbook, regimes: Sequence[str] = ()) -> "tuple[Finding, ...]":
    """What a solver finds in the law of the regimes (all of them where none is named), as known today.

    Raises UnreadableRequest where the solver is not installed or a regime is not one.
    """
    asked = request(law, regimes=regimes or sorted(law.regimes))
    try:
        from xenotime.proving.prove import prove  # noqa: PLC0415  the solver is an extra
    except ImportError as absent:
        do = "pip install 'xenotime[verify]'"
        raise refusal("The solver is not installed", option="--prove", do=do) from absent
    return tuple(finding for regime in asked.regimes for finding in prove(law, regime, asked.known_on))


def law_timeline(
    law: Lawbook, start: str, end: str, known_on: date, regimes: Sequence[str] = ()
) -> tuple[Turn, ...]:
    """What turns from `start` to `end`; a bound that is left out is as far as the law knows.

    Raises UnreadableRequest where a day or a regime is not one, or the last day lies before the first.
    """
    days, problems = _days({"--from": start, "--to": end})
    first, last = days.get("--from") or date.min, days.get("--to") or date.max
    if first > last:
        do = "write the earlier day behind --from"
        problems += [Problem("--to lies before --from", "", None, "--to", end, f"{start} or later", do)]
    if problems:
        raise UnreadableRequest(problems)
    return timeline(law, first, last, known_on, _named_or_real(law, regimes))


def law_mirror(law: Lawbook, known_on: date, regimes: Sequence[str] = ()) -> tuple[Tie, ...]:
    """The ties between provisions of real regimes, or those of the regimes that are named.

    Raises UnreadableRequest where a regime is not one.
    """
    return mirrored(law, known_on, _named_or_real(law, regimes))


def _named_or_real(law: Lawbook, regimes: Sequence[str]) -> tuple[str, ...]:
    """The regimes that are named, else every one that is not invented. Raises UnreadableRequest where one is none."""
    request(law, regimes=regimes)
    return tuple(regimes) or tuple(sorted(name for name, each in law.regimes.items() if not each.invented))


def law_difference(
    law: Lawbook, before: tuple[str, str], after: tuple[str, str], known_on: date, regimes: Sequence[str] = ()
) -> tuple[Change, ...]:
    """What differs between two states of the law, each a day and the day on which the law was known.

    Raises UnreadableRequest where a day or a regime is not one.
    """
    texts = {"--from": before[0], "--known-from": before[1], "--to": after[0], "--known-to": after[1]}
    days, problems = _days(texts)
    if problems:
        raise UnreadableRequest(problems)
    known = [days[name] or known_on for name in ("--known-from", "--known-to")]
    on = [days[name] or was for name, was in zip(("--from", "--to"), known, strict=True)]
    return difference(law, (on[0], known[0]), (on[1], known[1]), _named_or_real(law, regimes))


def not_asked(law: Lawbook, answers: Sequence[Answer]) -> tuple[str, ...]:
    """The real regimes of which the answers say nothing."""
    return left_out(law, tuple({each.regime for each in answers}))


def exit_status(answers: Sequence[Answer]) -> int:
    """10 where somebody has to act under default readings, 20 where only something is unsettled, else 0."""
    if any(answer.outcome is not None and answer.outcome not in MILD for answer in answers):
        return NEEDS_SOMEBODY
    return UNSETTLED if any(not answer.settled for answer in answers) else NOTHING_TO_DO
