"""The use cases of classification and of other names: propose, confirm by a person, and say what falls due again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from xenotime.casework.cases import Asked
from xenotime.casework.classified import fallen_due, in_force, list_versions, told_regimes
from xenotime.casework.classifying import Proposal, proposals, set_aside
from xenotime.casework.harmless import Recognised
from xenotime.casework.house import House
from xenotime.casework.likely import likely_first
from xenotime.casework.unrecognised import Unrecognised, unrecognised
from xenotime.deciding.answer import Answer
from xenotime.desk import answering
from xenotime.desk.decided_rows import odd_rows
from xenotime.errors import Problem, UnreadableRequest, refusal
from xenotime.facts.alias import Alias
from xenotime.facts.book import Book
from xenotime.facts.classification import Classification
from xenotime.facts.declaration import OTHERS
from xenotime.facts.house_word import HouseWord
from xenotime.facts.substance import atoms_of
from xenotime.law.lawbook import Lawbook
from xenotime.reading.book.aliases import add_alias, check_one_more, known_as
from xenotime.reading.book.classes import add_class, check_codes
from xenotime.reading.book.notes import Notes
from xenotime.reading.shipped.harmless_kinds import harmless_kinds
from xenotime.reading.shipped.part_kinds import part_kinds
from xenotime.reading.tables.numbers import CellError, NotKnown


@dataclass(frozen=True)
class Classified:
    """What a look at a book gave: three tiers, what persons confirmed, and what falls due again."""

    proposals: tuple[Proposal, ...]
    """Items that may be of a kind that holds controlled material."""
    harmless: tuple[Recognised, ...]
    """Items whose names say that they are of a kind that holds none: that clears none of them."""
    unrecognised: tuple[Unrecognised, ...]
    """Items of which nothing says what they are; they are proposed as well, last."""
    confirmed: dict[str, Classification]
    due: tuple[tuple[str, Classification], ...]
    aside: tuple[tuple[str, str], ...] = ()
    """Those that are harmless though their names hold a word of such a kind, as `motor` in `motor bracket`, with the word."""
    overruled: tuple[tuple[str, HouseWord], ...] = ()
    """Those that are proposed though a word of the house says that they hold none, with that word."""
    left: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The regimes of which entries may apply to an item and of which no decision says a code, where one does of another."""

    @property
    def open(self) -> tuple[Proposal, ...]:
        """The proposals about which nobody has decided, or no longer."""
        return tuple(each for each in self.proposals if self._is_open(each.item))

    @property
    def unsettled(self) -> tuple[Unrecognised, ...]:
        """The items of which nothing says what they are and about which nobody has decided, or no longer."""
        return tuple(each for each in self.unrecognised if self._is_open(each.item))

    @cached_property
    def due_items(self) -> frozenset[str]:
        """The items whose classification falls due again."""
        return frozenset(item for item, _ in self.due)

    def _is_open(self, item: str) -> bool:
        return item not in self.confirmed or item in self.due_items or item in self.left

    @property
    def families(self) -> dict[str, tuple[Proposal, ...]]:
        """The proposals by the first of their kinds; families that hold such material only now and then come last."""
        kinds = sorted(part_kinds(), key=lambda one: one.seldom)
        members = {
            kind.id: tuple(each for each in self.proposals if each.kinds[0] == kind.id) for kind in kinds
        }
        return {kind: some for kind, some in members.items() if some}


def classify(book: Book, law: Lawbook, asked: Asked) -> Classified:
    """What each item of the book may be, under the lists of the regimes asked for."""
    found = proposals(book, law, part_kinds(), asked.regimes, asked.on or asked.known_on, asked.known_on)
    named, house = {each.item for each in found}, House(book.house_words, harmless_kinds())
    rest = [item for name, item in book.items.items() if name not in named]
    words = {item.id: word for item in rest if (word := set_aside(item, part_kinds()))}
    harmless = tuple(filter(None, map(house.recognised, rest)))
    known = {each.item for each in harmless}
    return Classified(
        found,
        harmless,
        unrecognised([each for each in rest if each.id not in known], house.harmless, words),
        in_force(book),
        fallen_due(book, law),
        tuple((name, word) for name, word in words.items() if name in known),
        tuple((each.item, own) for each in found if (own := house.of_none(book.items[each.item]))),
        dict(_left(book, found)),
    )


def _left(book: Book, found: Iterable[Proposal]) -> Iterator[tuple[str, tuple[str, ...]]]:
    told = told_regimes(book)
    for each in found:
        may_apply = {entry.list_id.partition("/")[0] for entry in each.entries}
        codes = told.get(each.item, frozenset())
        if codes and may_apply - codes:
            yield each.item, tuple(sorted(may_apply - codes))


def ask_first(answers: Iterable[Answer], book: Book) -> Iterator[Answer]:
    """The same answers; what is missing about parts of kinds that usually hold listed material comes first."""
    return likely_first(answers, book, part_kinds())


@dataclass(frozen=True)
class Decision:
    """What a person decides: about which items, or which family of them."""

    items: tuple[str, ...] = ()
    family: str = ""
    form: str = ""
    codes: tuple[str, ...] = ()
    by: str = ""
    reason: str = ""


def by_row(rows: Sequence[Mapping[str, str]], otherwise: Decision) -> tuple[Decision, ...]:
    """The decisions of a table: a row's own form, codes and reason go before those given for all; equal rows are one.

    Raises UnreadableRequest where two rows decide one item in two ways.
    """
    items: dict[Decision, list[str]] = {}
    decided: dict[str, Decision] = {}
    for row in rows:
        codes = tuple(each.strip() for each in row.get("code", "").split(";") if each.strip())
        made = replace(
            otherwise,
            items=(),
            form=row.get("form", "") or otherwise.form,
            codes=codes or otherwise.codes,
            reason=row.get("reason", "") or otherwise.reason,
        )
        item = row["item"]
        if decided.setdefault(item, made) != made:
            do = "leave one of the rows"
            raise refusal("Two rows decide one item in two ways", option="--confirm-table", found=item, do=do)
        items.setdefault(made, []).append(item)
    return tuple(replace(made, items=tuple(dict.fromkeys(of))) for made, of in items.items())


def confirm(
    path: Path, law: Lawbook, asked: Asked, *decisions: Decision, day: date | None = None,
    rows: Sequence[Mapping[str, str]] = (),
) -> tuple[Classification, ...]:  # fmt: skip
    """The decisions stand in the book's classifications.toml, with the version of every list that was read.

    None of them does, and UnreadableRequest is raised, where one names no person, no reason, no item, or decides nothing,
    or where one of the `rows` from which they were made may mean another item.
    """
    book = answering.open_book(path, law, asked=asked)
    problems, found = [*odd_rows(rows, book)], list[Classification]()
    for made in decisions:
        try:
            found.append(_checked(path, book, law, asked, made, day))
        except UnreadableRequest as wrong:
            problems += wrong.problems
    if problems:
        raise UnreadableRequest(problems)
    for one in found:
        add_class(path, one)
    return tuple(found)


def _checked(
    path: Path, book: Book, law: Lawbook, asked: Asked, made: Decision, day: date | None
) -> Classification:
    """The decision as it would stand. Raises UnreadableRequest."""
    items = _items(book, law, asked, made)
    wrong = [
        Problem(what, "", None, option, "nothing", "", do)
        for value, what, option, do in (
            (made.by.strip(), "A classification has an author", "--by", 'give --by "…"'),
            (made.reason.strip(), "A classification has a reason", "--reason", 'give --reason "…"'),
            (
                made.form or made.codes,
                "A classification says something",
                "--form, --code",
                "give a form, codes, or both",
            ),
        )
        if not value
    ]
    wrong += _wrong_words(law, made)
    wrong += (
        []
        if path.is_dir()
        else [Problem("Only a folder keeps classifications", str(path), do="use a folder")]
    )
    if wrong:
        raise UnreadableRequest(wrong)
    regimes = {code.partition(":")[0] for code in made.codes} & set(law.regimes) or set(asked.regimes)
    return Classification(
        items=items, by=made.by.strip(), on=day or date.today(), reason=made.reason.strip(), form=made.form,  # noqa: DTZ011
        codes=made.codes, family=made.family, lists=list_versions(law, regimes),
    )  # fmt: skip


def _items(book: Book, law: Lawbook, asked: Asked, made: Decision) -> tuple[str, ...]:
    unknown = [each for each in made.items if each not in book.items]
    if unknown:
        raise UnreadableRequest([answering.unknown_item(book, each, "ITEM") for each in unknown])
    if made.items:
        return made.items
    found = classify(book, law, asked) if made.family else None
    if found and (family := _family(found, made.family)):
        return family
    names = (
        {each.kinds[0] for each in found.open} | {each.family for each in found.unsettled if each.shares}
        if found
        else ()
    )
    do = "see `xenotime classify BOOK`"
    raise refusal(
        "No item is of this family",
        option="--family",
        found=made.family,
        allowed=", ".join(sorted(names)),
        do=do,
    )


def _family(found: Classified, name: str) -> tuple[str, ...]:
    """The items of a family that are open: of a kind of part, or of what shares a mark and is not recognised.

    What shares nothing is no family, and is decided one by one.
    """
    return tuple(
        each.item for each in found.open if name == each.kinds[0] and not _only_by_bill(each, name)
    ) or tuple(each.item for each in found.unsettled if name == each.family and each.shares)


def _only_by_bill(proposal: Proposal, kind: str) -> bool:
    """Whether the kind is proposed for nothing but what is inside: that is no member of the family itself."""
    return all(each.what.startswith("its bill holds") for each in proposal.reasons if each.kind == kind)


def _wrong_words(law: Lawbook, made: Decision) -> list[Problem]:
    words = answering.book_words(law)
    forms, wrong = words.forms, []
    if made.form and made.form not in forms:
        do = "use one, or leave it out"
        wrong.append(Problem("Unknown form", "", None, "--form", made.form, ", ".join(forms), do))
    for code in made.codes:
        regime, colon, rest = code.partition(":")
        if not colon or not rest or (regime not in law.regimes and regime != "hs"):
            allowed = ", ".join(sorted(law.regimes))
            wrong.append(
                Problem(
                    "Unknown list",
                    "",
                    None,
                    "--code",
                    code,
                    allowed,
                    "write <regime>:<code> or <regime>:none",
                )
            )
    try:
        check_codes(() if wrong else made.codes, words)
    except CellError as odd:
        wrong.append(Problem(odd.what, "", None, "--code", "; ".join(made.codes), odd.allowed, odd.do))
    except NotKnown:
        pass
    return wrong


@dataclass(frozen=True)
class AliasProposal:
    """A name that a book uses and that is no formula: what it may stand for, by which table."""

    name: str
    where: tuple[str, ...]
    may_be: str
    source: str


def unnamed(book: Book, law: Lawbook) -> tuple[AliasProposal, ...]:
    """Every substance of the book that is neither a formula nor a code of a list, with what tables say of it."""
    codes = {row.code for each in law.lists.values() for row in each.rows} | set(law.lists)
    places: dict[str, list[str]] = {}
    for row in book.contents:
        name = row.substance
        plain = name.partition(":")[2] or name
        if name != OTHERS and not atoms_of(name) and plain not in codes:
            places.setdefault(name, []).append(row.item)
    return tuple(
        AliasProposal(
            name, tuple(dict.fromkeys(where)), may_be := known_as(name), "data/cas.csv" if may_be else ""
        )
        for name, where in places.items()
    )


def confirm_alias(path: Path, law: Lawbook, alias: Alias) -> Path:
    """The alias stands in the book's aliases.toml. Raises UnreadableRequest where it may not."""
    book = answering.open_book(path, law)
    wrong = []
    if not alias.is_confirmed:
        do = "say who confirms it with --by, and where it stands with --evidence or --source"
        wrong.append(
            Problem("An alias needs a person and evidence", "", None, "--by, --evidence", alias.alias, "", do)
        )
    if not alias.of:
        do = "name a formula, an element or an item of the book: --of"
        raise UnreadableRequest(
            [*wrong, Problem("An alias stands for something", "", None, "--of", alias.alias, "", do)]
        )
    if alias.is_part and alias.of not in book.items:
        wrong.append(answering.unknown_item(book, alias.of, "--of"))
    if alias.is_part and alias.alias in book.items:
        what, do = "This is an item's own id", "choose a name that no item has"
        wrong.append(Problem(what, book.name, None, "ALIAS", alias.alias, do=do))
    if alias.evidence and alias.evidence not in book.evidence:
        do = "name evidence of the book, or say with --source where it stands"
        wrong.append(Problem("Unknown evidence", book.name, None, "--evidence", alias.evidence, do=do))
    notes = Notes()
    if path.is_dir():
        check_one_more(path, alias, notes)
    else:
        wrong.append(Problem("Only a folder keeps aliases", str(path), do="use a folder"))
    wrong += notes.problems
    if wrong:
        raise UnreadableRequest(wrong)
    return add_alias(path, alias)
