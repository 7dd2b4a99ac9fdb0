"""Read level 2 data of the Global LEI Foundation: who consolidates whom, as its interface answers.

Source of the format: api.gleif.org/docs, JSON:API. Consolidation in accounts is no percentage: the
share of such an owner is not known. A page that is not the last one leaves owners out, and it is said.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from xenotime.dates import day_before
from xenotime.errors import UnreadableBook
from xenotime.facts.ownership import OwnersFile, Tie
from xenotime.facts.party import Holding, Party
from xenotime.reading.book.notes import Notes
from xenotime.reading.foreign.days import Days, exact_day, read_days, spread_over
from xenotime.reading.foreign.json import list_of, load_json, table_of, text_of, texts_of
from xenotime.reading.owners.described import as_both, besides, countries_of

DIRECT, BRANCH = "IS_DIRECTLY_CONSOLIDATED_BY", "IS_INTERNATIONAL_BRANCH_OF"
LIFE = "RELATIONSHIP_PERIOD"
SCHEME = "XI-LEI"


def read_gleif(paths: Sequence[Path]) -> OwnersFile:
    """The parties, holdings without shares and ties of all pages together.

    Raises UnreadableBook where a file cannot be read. Pages of one question that are not all there are
    named in the remarks, and the whole is not `whole`.
    """
    notes = Notes()
    reading = _Reading(notes)
    for path in paths:
        before = len(notes.problems)
        page = load_json(path, notes)
        if len(notes.problems) > before:
            continue
        records = page.get("data") if isinstance(page, dict) else None
        records = [records] if isinstance(records, dict) else records
        if not isinstance(records, list):
            notes.problem(
                "The file is no answer of the LEI register",
                file=path.name,
                allowed='an object with "data"',
                do="fetch the answer of the register anew",
            )
            continue
        reading.page(path.name, table_of(page))
        for row, record in enumerate(records, 1):
            reading.take(path.name, row, table_of(record))
    if notes.problems:
        raise UnreadableBook(notes.problems)
    return reading.file("; ".join(path.name for path in paths))


@dataclass
class _Reading:
    """What has been taken over so far."""

    notes: Notes
    parties: dict[str, Party] = field(default_factory=dict)
    holdings: dict[tuple[str, str, date | None, date | None], Holding] = field(default_factory=dict)
    ties: dict[Tie, None] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    pages: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    of: dict[str, tuple[int, int]] = field(default_factory=dict)
    dated: list[date] = field(default_factory=list)

    def page(self, file: str, page: dict[str, Any]) -> None:
        """Note which page of how many this is."""
        meta = table_of(page.get("meta"))
        golden = exact_day(text_of(table_of(meta.get("goldenCopy")).get("publishDate")))
        self.dated += [golden] if golden else []
        paging = table_of(meta.get("pagination"))
        numbers = [paging.get(key) for key in ("currentPage", "lastPage", "total")]
        current, last, total = (each if isinstance(each, int) else None for each in numbers)
        question = urlsplit(unquote(text_of(table_of(page.get("links")).get("first")))).path or file
        if current is None or last is None or total is None:
            if "pagination" in meta or len(list_of(page.get("data"))) > 1:
                self.notes.remark(f"{file}: it does not say whether it is whole")
            return
        self.pages[question][current] = len(list_of(page.get("data")))
        self.of[question] = (last, total)

    def take(self, file: str, row: int, record: dict[str, Any]) -> None:
        """Take one record over."""
        kind, attributes = text_of(record.get("type")), table_of(record.get("attributes"))
        if kind == "lei-records":
            self._party(file, row, attributes, text_of(record.get("id")))
        elif kind == "relationship-records":
            self._relationship(file, row, attributes)
        else:
            self.notes.remark_row(file, row, "type", f"{kind or 'no type'!r} is not known and was left out")

    def _party(self, file: str, row: int, attributes: dict[str, Any], ident: str) -> None:
        entity = table_of(attributes.get("entity"))
        lei = text_of(attributes.get("lei")) or ident
        if not lei:
            return
        address = table_of(entity.get("legalAddress"))
        country = text_of(entity.get("jurisdiction")) or text_of(address.get("country"))
        lines = [
            *texts_of(address.get("addressLines")),
            *texts_of([address.get("city"), address.get("postalCode")]),
        ]
        number = text_of(entity.get("registeredAs"))
        name = text_of(table_of(entity.get("legalName")).get("name"))
        others = [*list_of(entity.get("otherNames")), *list_of(entity.get("transliteratedOtherNames"))]
        found = Party(
            lei,
            name,
            other_names=besides(name, texts_of([table_of(each).get("name") for each in others])),
            country=countries_of([country], partial(self.notes.remark_row, file, row, "jurisdiction")),
            address=", ".join(lines),
            ids=tuple(filter(None, (f"{SCHEME}:{lei}", number))),
            row=row,
        )
        before = self.parties.get(lei)
        self.parties[lei] = as_both(before, found) if before else found

    def _relationship(self, file: str, row: int, attributes: dict[str, Any]) -> None:
        relation = table_of(attributes.get("relationship"))
        child, parent = (text_of(table_of(relation.get(end)).get("id")) for end in ("startNode", "endNode"))
        kind = text_of(relation.get("type"))
        if not child or not parent or not kind:
            self.notes.remark_row(file, row, "", "one end of the relationship is not named; left out")
            return
        if text_of(table_of(attributes.get("registration")).get("status")) not in {"PUBLISHED", ""}:
            self.notes.remark_row(file, row, "", "the entry in the register was not renewed, or is not final")
        start, end = self._life(file, row, relation, attributes)
        if kind == BRANCH and end is None and self.branches.setdefault(child, parent) == parent:
            return
        if kind == BRANCH:
            why = "it ended, or ends" if end else f"it is said to be one of {self.branches[child]} as well"
            what = f"{child} as a branch of {parent}: {why}; taken as held by it, the share not known"
            self.notes.remark_row(file, row, "", what)
        if kind in {DIRECT, BRANCH}:
            holding = Holding(parent, child, "equity", None, source=file, row=row)
            for each in spread_over(holding, start, end, end_counts=False):
                self.holdings[parent, child, each.start, each.until] = each
        else:
            days = (start.first if start else None, day_before(end.last) if end else None)
            self.ties[Tie(parent, child, kind.replace("_", " ").lower(), *days, file)] = None

    def _life(
        self, file: str, row: int, relation: dict[str, Any], attributes: dict[str, Any]
    ) -> tuple[Days | None, Days | None]:
        """The days of its start and its end, which is none of its own; what is marked as ended without one ended by its last change."""
        periods = [table_of(each) for each in list_of(relation.get("periods"))]
        own = next((each for each in periods if text_of(each.get("type")) == LIFE), {})
        start, end = (read_days(text_of(own.get(key))) for key in ("startDate", "endDate"))
        if end is None and text_of(relation.get("status")) not in {"ACTIVE", ""}:
            end = read_days(text_of(table_of(attributes.get("registration")).get("lastUpdateDate")))
            self.notes.remark_row(
                file, row, "", "it is marked as ended without a day: taken as ended by its last change"
            )
        return start, end

    def file(self, source: str) -> OwnersFile:
        """Everything, as one value, with what the pages leave out."""
        whole = True
        for question, (last, total) in self.of.items():
            there = self.pages[question]
            if len(there) < last or sum(there.values()) < total:
                whole = False
                self.notes.remark(
                    f"{question}: {sum(there.values())} of {total} records, {len(there)} of {last} pages are here; "
                    "the others may name owners and owned that are missing"
                )
        self.notes.remark("the LEI register gives no percentages: every share of its owners is not known")
        named = {each for owner, owned, *_ in self.holdings for each in (owner, owned)}
        named |= {each for pair in self.branches.items() for each in pair}
        parties = {
            each: self.parties.get(each, Party(each, ids=(f"{SCHEME}:{each}",))) for each in sorted(named)
        }
        parties |= self.parties
        for branch, head in self.branches.items():
            parties[branch] = _as_branch(parties[branch], head)
        return OwnersFile(
            source,
            parties,
            tuple(self.holdings.values()),
            tuple(self.ties),
            min(self.dated, default=None),
            whole=whole,
            remarks=self.notes.remarks(),
        )


def _as_branch(party: Party, head: str) -> Party:
    return Party(
        party.id,
        party.name,
        party.country,
        address=party.address,
        ids=party.ids,
        branch_of=head,
        row=party.row,
        other_names=party.other_names,
    )
