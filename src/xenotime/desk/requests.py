"""The use cases of asking: what to ask next, request sheets out and back, and the state of every request."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from xenotime.asking.depending import Depending
from xenotime.asking.drafts import Drafted, Override, drafted
from xenotime.asking.effects import Key, unsettled
from xenotime.asking.graded import Graded
from xenotime.asking.plan import AskPlan, Ranked, plan_of
from xenotime.asking.recipients import INSIDE, Recipient, recipient_of
from xenotime.casework.cases import Asked, Docket
from xenotime.desk.diagrams_at_hand import diagrams_at_hand
from xenotime.errors import Problem, UnreadableBook, refusal
from xenotime.facts.book import Book
from xenotime.facts.request import ANSWERED, DRAFTED, REFUSED, SENT, STATES, Request
from xenotime.facts.seen import About, Missing, named
from xenotime.law.asking import AskingProfile
from xenotime.law.lawbook import Lawbook
from xenotime.reading.asking.profiles import read_profiles
from xenotime.reading.asking.sheets import read_sheet_back, write_sheets
from xenotime.reading.book.requests import write_requests
from xenotime.reading.book.words import BookWords
from xenotime.reading.shipped.estimates import read_estimates
from xenotime.showing.asked import AskedMoved, AskedRow, AskedStep, AskedView
from xenotime.showing.words import headline

DAYS_TO_ANSWER = 30
"""A request is due so many days after it was sent, unless the caller says otherwise."""
ENTRIES_TOLD = 60
"""A list with more entries is named to a supplier by its title and place alone."""


@dataclass(frozen=True)
class Asking:
    """What to ask about a book: the plan, whom each question goes to, and what was put already."""

    plan: AskPlan
    recipients: dict[About, Recipient]
    requests: tuple[Request, ...]
    day: date

    @property
    def counts(self) -> dict[str, int]:
        """How many requests stand in each state."""
        states = [each.state for each in self.requests]
        return {state: states.count(state) for state in STATES}


def profiles_of(folders: Sequence[Path]) -> tuple[AskingProfile, ...]:
    """How parties are asked, by country, from the folders of law; the house's own come first."""
    return read_profiles(folders)


def ask(
    book: Book,
    law: Lawbook,
    asked: Asked,
    profiles: Sequence[AskingProfile],
    day: date,
    progress: Callable[[int, int], None] | None = None,
) -> Asking:
    """Every unsettled answer of the book, the questions in their rank, and the steps that cover most.

    What was refused is a fact: it is not ranked again.
    """
    requests = tuple(each.as_of(day) for each in book.requests)
    refused = frozenset(refused_of(requests, book))
    docket = Docket(book, law, asked, makes=diagrams_at_hand)
    plan = plan_of(Graded(docket, read_estimates()).widened(unsettled(docket, progress)), refused)
    abouts = {each.missing.about for each in plan.ranked} | {
        m.about for step in plan.steps for m in step.questions
    }
    recipients = {about: recipient_of(about, book, profiles) for about in abouts}
    return Asking(plan, recipients, requests, day)


def refused_of(requests: Iterable[Request], book: Book) -> Iterator[Key]:
    """The facts that nobody will tell: whoever was asked has refused, of several makers of an item each."""
    by: dict[Key, set[str]] = {}
    for each in requests:
        if each.state == REFUSED:
            for fact, kind, about in each.stands_for:
                by.setdefault((fact, About(kind, about)), set()).add(each.to)
    for key, whom in by.items():
        of = key[1]
        item = book.items.get(of.id) if of.kind == "item" else None
        if len(whom) >= (len(item.makers) if item else 1):
            yield key


def draft(
    found: Asking,
    book: Book,
    law: Lawbook,
    profiles: Sequence[AskingProfile],
    *,
    most: int | None = None,
    override: Override | None = None,
) -> Drafted:
    """Requests for the questions of the plan's steps, in their order; none that was put before."""
    wanted = list(_wanted(found.plan))[:most]
    titles = {name: f"{each.place.heading} ({name})" for name, each in law.lists.items()}
    outside = replace(book, requests=found.requests)
    made = drafted(wanted, outside, profiles, on=found.day, titles=titles, override=override)
    inside = tuple(each for each in made.requests if each.to in INSIDE)
    return Drafted(
        made.requests,
        (*made.left, *((_as_missing(each), f"to be asked inside: {each.to}") for each in inside)),
    )


def _as_missing(request: Request) -> Missing:
    return Missing(request.fact, About(request.about_kind, request.about), request.english, request.chinese)


def _wanted(plan: AskPlan) -> Iterable[tuple[Missing, Sequence[str]]]:
    """The questions of each step, then those that no step needs, each with the orders that wait for it."""
    waiting = {(each.missing.fact, each.missing.about): each.waiting for each in plan.ranked}
    seen: set[Key] = set()
    asked = [m for step in plan.steps for m in step.questions] + [each.missing for each in plan.ranked]
    for missing in asked:
        key = (missing.fact, missing.about)
        if key not in seen and missing.ask:
            seen.add(key)
            yield missing, waiting.get(key, ())


def explained(book: Book, law: Lawbook, asked: Asked) -> dict[str, str]:
    """What the items and lists stand for that a question may name: a supplier knows neither by our ids."""
    on = asked.on or asked.known_on
    said = {}
    for item in book.items.values():
        part = f"your part {item.maker_part}" if item.maker_part and item.maker != "own" else ""
        if about := "; ".join(each for each in (item.name, part) if each and each != item.id):
            said[item.id] = about
    for name, one in law.lists.items():
        rows = dict.fromkeys(f"{row.code} {row.text}".strip() for row in law.rows(name, on, asked.known_on))
        instrument = law.instruments.get(one.place.instrument)
        title = f"{instrument.title}; {instrument.source}; " if instrument else ""
        if 0 < len(rows) <= ENTRIES_TOLD:
            said[name] = f"{title}{'; '.join(rows)}"
        elif rows:
            said[name] = f"{title}{len(rows)} entries"
    return said


def write_out(
    folder: Path,
    into: Path,
    made: Drafted,
    book: Book,
    profiles: Sequence[AskingProfile],
    meanings: Mapping[str, str],
) -> tuple[Path, ...]:
    """The sheets of all drafts, old and new, and the book's requests.csv with the new ones in it.

    Raises UnreadableRequest where the book is no folder: its requests have no place then.
    """
    _needs_folder(folder)
    never = {each.name: (each.never, each.never_zh) for each in profiles}
    every = (*book.requests, *made.requests)
    outside = [each for each in every if each.state == DRAFTED and each.to not in INSIDE]
    others = [each.to for each in every]
    sheets = write_sheets(outside, into, never, meanings, others) if outside else ()
    return (*sheets, write_requests(folder, every))


def mark_sent(
    folder: Path, book: Book, day: date, *, to: str = "", days: int = DAYS_TO_ANSWER
) -> tuple[Request, ...]:
    """The drafts (to one recipient, or to all) are sent on that day; nothing is sent by the program."""
    _needs_folder(folder)
    drafts = dict.fromkeys(each.to for each in book.requests if each.state == DRAFTED)
    if not drafts or to not in ("", *drafts):
        do = "name one of these" if drafts else "draft questions first: --write FOLDER"
        raise refusal(
            "No draft is there to be sent", option="--sent", found=to, allowed=", ".join(drafts), do=do
        )
    sent = [
        replace(each, state=SENT, sent_on=day, due_on=day + timedelta(days=days))
        if each.state == DRAFTED and to in ("", each.to)
        else each
        for each in book.requests
    ]
    write_requests(folder, sent)
    return tuple(new for new, old in zip(sent, book.requests, strict=True) if new != old)


def read_back(
    folder: Path, book: Book, sheets: Sequence[Path], day: date, words: BookWords | None = None
) -> tuple[Request, ...]:
    """What the sheets answer or refuse, in words that a book may use; the next opening of the book has it as facts.

    Raises UnreadableBook with every answer that cannot be taken; none of that sheet is kept then.
    """
    _needs_folder(folder)
    kept = {each.number: each for each in book.requests}
    changed: dict[str, Request] = {}
    comments: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for path in sheets:
        for each in read_sheet_back(path, tuple(kept.values()), day, words):
            was = kept[each.number]
            if was.state not in {ANSWERED, REFUSED} and each == replace(was, comment=each.comment):
                comments.setdefault(each.number, []).append(each.comment)
                continue
            before = changed.setdefault(each.number, each)
            problems += _outvoted(each, was, before, path.name)
    if problems:
        raise UnreadableBook(problems)
    for number, texts in comments.items():
        answer = changed.get(number)
        said = dict.fromkeys([*([answer.comment] if answer and answer.comment else []), *texts])
        changed[number] = replace(answer or kept[number], comment="; ".join(said))
    write_requests(folder, (kept | changed).values())
    return tuple(changed.values())


def _outvoted(told: Request, kept: Request, other: Request, file: str) -> list[Problem]:
    """A problem where an answer is older than the one that the book has, or another sheet gives another one."""
    if (told.answer, told.state, told.valid_until) != (other.answer, other.state, other.valid_until):
        what, found = (
            "Two sheets say different things",
            f"{told.answer or told.state} and {other.answer or other.state}",
        )
        return [Problem(what, file, None, told.number, found, "one answer", "find out which is right")]
    days = (told.answered_on, kept.answered_on)
    differ = (kept.answer, kept.valid_until) != (told.answer, told.valid_until)
    if kept.state == ANSWERED and differ and days[0] and days[1] and days[0] < days[1]:
        found = f"{_of_day(told)}, and {_of_day(kept)}"
        do = "read the newer sheet alone, or correct the day"
        return [Problem("The book has a newer answer", file, None, told.number, found, "", do)]
    return []


def _of_day(request: Request) -> str:
    until = f" until {request.valid_until}" if request.valid_until else ""
    return f"{request.answer or request.state} of {request.answered_on}{until}"


def keep_states(folder: Path, book: Book, day: date) -> tuple[Request, ...]:
    """The requests as of a day, kept: what is due is silent, what has run out is expired."""
    requests = tuple(each.as_of(day) for each in book.requests)
    if requests != book.requests and folder.is_dir():
        write_requests(folder, requests)
    return requests


def _needs_folder(folder: Path) -> None:
    if not folder.is_dir():
        do = "keep the book as a folder: `requests.csv` lies beside its tables"
        raise refusal(
            "The book is no folder",
            option="BOOK",
            file=str(folder),
            found="a workbook",
            allowed="a folder",
            do=do,
        )


def view_of(
    found: Asking,
    made: Drafted | None = None,
    files: Sequence[Path] = (),
    changed: Sequence[Request] = (),
    depending: Sequence[Depending] = (),
    before: Sequence[Request] = (),
) -> AskedView:
    """Everything of it that is shown; `before` are the requests as they were before some of them changed."""
    was = {each.number: each for each in before}
    every = (*found.requests, *(made.requests if made else ()))
    requests = {key: each for each in every for key in each.stands_for}

    def row(missing: Missing, ranked: Ranked | None = None) -> AskedRow:
        whom = found.recipients.get(missing.about)
        state = requests.get((missing.fact, missing.about.kind, missing.about.id))
        return AskedRow(
            missing.fact,
            missing.about.id,
            missing.ask,
            missing.ask_zh,
            whom.name if whom else "",
            whom.profile.name if whom and whom.profile else "",
            settles=ranked.settles if ranked else (),
            perhaps=ranked.perhaps if ranked else (),
            waiting=ranked.waiting if ranked else (),
            answers=ranked.answers if ranked else 0,
            width=_width(ranked) if ranked else "",
            state=f"{state.number} {state.state}" if state else "",
            because=missing.likely,
        )

    plan = found.plan
    states = [each.state for each in every]
    return AskedView(
        found.day,
        plan.orders,
        tuple(
            AskedStep(
                tuple(row(each) for each in step.questions),
                step.orders,
                tuple(f"{order} under {regime}" for order, regime in step.answers),
            )
            for step in plan.steps
        ),
        tuple(row(each.missing, each) for each in plan.ranked),
        {state: states.count(state) for state in STATES},
        tuple(str(each) for each in files),
        tuple((named(missing.fact, missing.about.id), why) for missing, why in (made.left if made else ())),
        tuple(
            f"{each.number} {each.state}: {named(each.fact, each.about)}{_said(each, was.get(each.number))}"
            for each in changed
        ),
        tuple(
            AskedMoved(each.order, each.after.regime, headline(each.before), headline(each.after), each.moved)
            for each in sorted(depending, key=lambda each: not each.moved)
        ),
    )


def _width(ranked: Ranked) -> str:
    return f"{float(ranked.width):.2f}" if ranked.width else ""


def _said(request: Request, before: Request | None) -> str:
    answer = f" = {request.answer}" if request.answer else ""
    old = before and before.state == ANSWERED and before.answer != request.answer
    replaced = f" (was {_of_day(before)})" if before and old else ""
    new = request.comment and not (before and before.comment == request.comment)
    return answer + replaced + (f"; says besides: {request.comment}" if new else "")
