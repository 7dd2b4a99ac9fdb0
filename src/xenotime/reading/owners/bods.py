"""Read ownership statements of the Beneficial Ownership Data Standard 0.4, as JSON or JSON lines.

Source of the format: standard.openownership.org, version 0.4. A statement on a record replaces the
earlier ones on it from its day on. Interests end on their end date, which is no longer one of their days.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from xenotime.facts.ownership import OwnersFile, Tie
from xenotime.facts.party import Holding, Party
from xenotime.reading.book.notes import Notes
from xenotime.reading.foreign.days import exact_day, read_days, spread_over
from xenotime.reading.foreign.json import list_of, load_statements, table_of, text_of, texts_of
from xenotime.reading.owners.described import as_both, besides, countries_of, undescribed
from xenotime.reading.owners.in_time import in_time
from xenotime.reading.owners.shares import read_share

KINDS = {"shareholding": "equity", "votingRights": "votes"}
"""Interests that are shares of a whole, and our word for them."""
ENTITY_KINDS = {"state": ("government",), "stateBody": ("government",)}
UNKNOWN = {"unknownPerson", "anonymousPerson", "unknownEntity", "anonymousEntity"}
NOBODY = "noBeneficialOwners"
VERSION = "0.4"
RELATIONSHIP = "relationship"
NOMINEE = "nominee"
DIRECT, INDIRECT = "direct", "indirect"
"""How an interest is exercised: by the standard it is direct only where nobody is known to stand between."""
NOT_TOLD = {"", "unknownInterest", "unpublishedInterest"}
PROPRIETARY = {"rightsToSurplusAssetsOnDissolution", "rightsToProfitOrIncome"}
"""What is held of a partnership in place of shares; whether an authority counts it so, the register does not say."""
MAY_BE_A_SHARE = NOT_TOLD | PROPRIETARY
CONSOLIDATED = "IS_DIRECTLY_CONSOLIDATED_BY"
"""How statements made of the LEI register call an owner whose accounts take the company in: a share not known."""


def read_bods(path: Path) -> OwnersFile:
    """The parties, holdings and ties of the file.

    Raises UnreadableBook where the file cannot be read; what is not taken over stands in the remarks.
    A share that is not stated is not known, never nothing; an owner who is not named is a party of whom
    nothing is known.
    """
    notes = Notes()
    statements = load_statements(path, notes)
    reading = _Reading(path.name, notes)
    for (row, statement), *before in _by_record(statements, path.name, notes):
        reading.take(row, statement, before)
    notes.needs(
        reading.parties,
        "The file has no statements of the ownership standard",
        file=path.name,
        allowed=f"version {VERSION}: recordType entity, person, relationship",
        do="convert the file, older versions are not read",
    )
    return reading.file()


Row = tuple[int, dict[str, Any]]


def _by_record(statements: list[Row], file: str, notes: Notes) -> list[list[Row]]:
    """The statements on each record, the newest first; of two on one day the later in the file.

    Beside one that says no day any may be the newer: of a relationship all such are kept.
    """
    records: dict[tuple[str, int], dict[str, Row]] = {}
    for row, statement in statements:
        record, kind = text_of(statement.get("recordId")), text_of(statement.get("recordType"))
        if not record or not kind:
            notes.remark_row(file, row, "", "it is no statement on a record and was left out")
            continue
        day = _day_of(statement)
        of_day = records.setdefault((record, row if kind == RELATIONSHIP and not day else 0), {})
        if day in of_day:
            notes.remark_row(
                file, of_day[day][0], "", "a newer statement of the same day on the same record replaces it"
            )
        of_day[day] = row, statement
    several = Counter(record for record, _ in records)
    for (record, undated), of_day in records.items():
        if undated and several[record] > 1:
            what = "it says no day: it may be older or newer than the others on its record, and all count"
            notes.remark_row(file, undated, "", what)
        for day in sorted(of_day)[:-1]:
            newer = min(each for each in of_day if each > day)
            what = f"from {newer} on a newer statement on the same record counts"
            notes.remark_row(file, of_day[day][0], "", what)
    order = {"entity": 0, "person": 0}
    kept = [[of_day[day] for day in sorted(of_day, reverse=True)] for of_day in records.values()]
    return sorted(kept, key=lambda each: order.get(text_of(each[0][1].get("recordType")), 1))


def _day_of(statement: dict[str, Any]) -> str:
    """The day of which a statement is, else that on which it was published; empty where it says neither."""
    published = table_of(statement.get("publicationDetails")).get("publicationDate")
    days = (text_of(each)[:10] for each in (statement.get("statementDate"), published))
    return next((each for each in days if read_days(each)), "")


@dataclass
class _Reading:
    """What has been taken over so far."""

    file_name: str
    notes: Notes
    parties: dict[str, Party] = field(default_factory=dict)
    holdings: list[Holding] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    dated: list[str] = field(default_factory=list)

    def file(self) -> OwnersFile:
        """Everything, as one value."""
        newest = exact_day(max(self.dated)) if self.dated else None
        parties = self.parties | undescribed(self.parties, self.holdings, self.file_name, self.notes)
        return OwnersFile(
            self.file_name,
            parties,
            tuple(self.holdings),
            tuple(self.ties),
            newest,
            whole=True,
            remarks=self.notes.remarks(),
        )

    def take(self, row: int, statement: dict[str, Any], before: Sequence[Row] = ()) -> None:
        """Take the newest statement on a record over, with those before it, the newest of them first."""
        if text_of(statement.get("recordType")) == RELATIONSHIP and before:
            self._in_time([*reversed(before), (row, statement)])
            return
        self._one(row, statement)
        names = [each for _, older in before for each in self._names_before(older)]
        party = self.parties.get(text_of(statement["recordId"]))
        if party and names:
            self.parties[party.id] = replace(
                party, other_names=besides(party.name, (*party.other_names, *names))
            )

    def _names_before(self, statement: dict[str, Any]) -> tuple[str, ...]:
        """What a party was called: it is looked for under these names as well."""
        return _names_of(text_of(statement["recordType"]), table_of(statement.get("recordDetails")))

    def _in_time(self, statements: Sequence[Row]) -> None:
        """What the statements on one relationship say of each day; ties of an older one end before the newer."""
        said: list[tuple[date, list[Holding]]] = []
        for at, (row, statement) in enumerate(statements):
            holdings, ties = len(self.holdings), len(self.ties)
            self._one(row, statement)
            day = read_days(_day_of(statement))
            said.append((day.last if day else date.min, self.holdings[holdings:]))
            later = read_days(_day_of(statements[at + 1][1])) if at + 1 < len(statements) else None
            last = _day_before(later.first if later else None)
            own = [
                replace(each, until=min(filter(None, (each.until, last)), default=None))
                for each in self.ties[ties:]
            ]
            self.ties[ties:] = [
                each for each in own if not (each.start and each.until and each.until < each.start)
            ]
            del self.holdings[holdings:]
        self.holdings += in_time(said)

    def _one(self, row: int, statement: dict[str, Any]) -> None:
        """Take one statement over."""
        details = table_of(statement.get("recordDetails"))
        record, kind = text_of(statement["recordId"]), text_of(statement["recordType"])
        published = text_of(table_of(statement.get("publicationDetails")).get("publicationDate"))[:10]
        self.dated += [published] if exact_day(published) else []
        closed = text_of(statement.get("recordStatus")) == "closed"
        if kind in {"entity", "person"}:
            self.parties[record] = self._party(row, record, kind, details)
            if closed:
                self.notes.remark_row(
                    self.file_name, row, "", "the record on the party is closed; it is kept"
                )
        elif kind == RELATIONSHIP:
            self._relationship(row, record, details, text_of(statement.get("statementDate")), closed=closed)
        else:
            self.notes.remark_row(
                self.file_name, row, "recordType", f"{kind!r} is not known and was left out"
            )

    def _party(self, row: int, record: str, kind: str, details: dict[str, Any]) -> Party:
        entity = text_of(table_of(details.get("entityType")).get("type") or details.get("entityType"))
        person = text_of(details.get("personType"))
        names = _names_of(kind, details)
        name = names[0] if names else ""
        if {entity, person} & UNKNOWN or not name:
            why = table_of(details.get("unspecifiedEntityDetails") or details.get("unspecifiedPersonDetails"))
            reason = text_of(why.get("description")) or text_of(why.get("reason")) or "no reason given"
            self.notes.remark_row(self.file_name, row, "", f"the party is not named ({reason})")
            name = name or f"not named: {reason}"
        addresses = [table_of(each) for each in list_of(details.get("addresses"))]
        place = table_of(details.get("jurisdiction") or details.get("incorporatedInJurisdiction"))
        nationality = [text_of(table_of(each).get("code")) for each in list_of(details.get("nationalities"))]
        remark = partial(self.notes.remark_row, self.file_name, row, "")
        return Party(
            record,
            name,
            other_names=besides(name, names),
            country=countries_of([text_of(place.get("code"))], remark),
            nationality=countries_of(nationality, remark),
            address="; ".join(
                dict.fromkeys(filter(None, (text_of(each.get("address")) for each in addresses)))
            ),
            ids=_identifiers(details),
            kind=("person",) if kind == "person" else ENTITY_KINDS.get(entity),
            row=row,
        )

    def _relationship(
        self, row: int, record: str, details: dict[str, Any], said: str, *, closed: bool
    ) -> None:
        owned, owner = details.get("subject"), details.get("interestedParty")
        if not isinstance(owned, str) or not owned:
            self.notes.remark_row(self.file_name, row, "subject", "who is owned is not named; left out")
            return
        interests = [table_of(each) for each in list_of(details.get("interests"))]
        holder = self._holder(row, record, owner, owned)
        if holder is None:
            return
        if any(text_of(each.get("type")) == NOMINEE for each in interests):
            holder = self._principal(row, holder, owned)
        if not interests:
            self.notes.remark_row(
                self.file_name, row, "interests", "no interest is stated: a holding of unknown size"
            )
            interests = [{"type": "shareholding"}]
        components = texts_of(details.get("componentRecords"))
        ended = said if closed else ""
        for interest in interests:
            self._interest(row, holder, owned, interest, ended, components)

    def _holder(self, row: int, record: str, owner: Any, owned: str) -> str | None:
        if isinstance(owner, str) and owner:
            return owner
        reason = text_of(table_of(owner).get("reason")) or "no reason given"
        if reason == NOBODY:
            self.notes.remark_row(self.file_name, row, "interestedParty", f"nobody is said to own {owned}")
            return None
        name = f"{record}#not-named"
        self.parties[name] = Party(name, f"not named: {reason}", row=row)
        self.notes.remark_row(self.file_name, row, "interestedParty", f"the owner is not named ({reason})")
        return name

    def _principal(self, row: int, holder: str, owned: str) -> str:
        """Whoever stands behind a nominee: somebody of whom nothing is known."""
        name = f"{holder}#behind"
        self.parties[name] = Party(name, f"whoever {holder} holds for", row=row)
        self.notes.remark_row(
            self.file_name, row, "interests", f"{holder} is a nominee: who holds {owned} is not known"
        )
        return name

    def _interest(
        self,
        row: int,
        owner: str,
        owned: str,
        interest: dict[str, Any],
        closed: str,
        components: tuple[str, ...],
    ) -> None:
        kind = kind_told = text_of(interest.get("type"))
        untold = kind in MAY_BE_A_SHARE
        if untold or (kind not in KINDS and CONSOLIDATED in text_of(interest.get("details"))):
            kind = "shareholding"
        start = self._days(row, interest, "startDate")
        end = self._days(row, interest, "endDate")
        if closed and end is None:
            end = read_days(closed)
            self.notes.remark_row(
                self.file_name, row, "", "the record is closed without an end date: ended when it was closed"
            )
        source = self.file_name
        if not kind_told or kind_told in PROPRIETARY:
            what = f"{kind_told or 'an interest of no type'}: it may be a share, and counts as anything up to what is stated"
            self.notes.remark_row(self.file_name, row, "interests", what)
        share = read_share(interest.get("share"), lambda what: self._remark_share(row, what))
        how = text_of(interest.get("directOrIndirect"))
        indirect = how == INDIRECT
        if kind not in KINDS or indirect:
            what = text_of(interest.get("details")) or kind
            if indirect and kind in KINDS:
                where = (
                    "its steps stand in other statements"
                    if components
                    else "the steps between are not stated"
                )
                what = f"indirect {KINDS[kind]}: {what}"
                self.notes.remark_row(
                    self.file_name, row, "interests", f"an indirect holding is shown, not added: {where}"
                )
            self.ties.append(
                Tie(owner, owned, what, start and start.first, _day_before(end and end.first), source)
            )
            return
        if how != DIRECT:
            what = "not said to be direct: whoever stands between may hold it, and it may be anything up to what is stated"
            self.notes.remark_row(self.file_name, row, "interests", what)
        if untold or how != DIRECT:
            share = share and share.at_most
        holding = Holding(owner, owned, "" if untold else KINDS[kind], share, source=source, row=row)
        self.holdings += spread_over(holding, start, end, end_counts=False)

    def _days(self, row: int, interest: dict[str, Any], key: str) -> Any:
        text = text_of(interest.get(key))
        days = read_days(text) if text else None
        if text and days is None:
            self.notes.remark_row(self.file_name, row, key, f"{text[:40]!r} is no day: taken as not known")
        return days

    def _remark_share(self, row: int, what: str) -> None:
        self.notes.remark_row(self.file_name, row, "share", what)


def _day_before(day: date | None) -> date | None:
    return None if day is None else date.fromordinal(day.toordinal() - 1)


def _names_of(kind: str, details: dict[str, Any]) -> tuple[str, ...]:
    """All names of an entity or person, the first of them first."""
    if kind == "entity":
        return texts_of([details.get("name"), *list_of(details.get("alternateNames"))])
    found: list[str] = []
    for each in map(table_of, list_of(details.get("names"))):
        parts = (text_of(each.get(part)) for part in ("givenName", "patronymicName", "familyName"))
        found += [text_of(each.get("fullName")), " ".join(filter(None, parts))]
    return texts_of(found)


def _identifiers(details: dict[str, Any]) -> tuple[str, ...] | None:
    found = []
    for each in map(table_of, list_of(details.get("identifiers"))):
        scheme, ident = text_of(each.get("scheme") or each.get("schemeName")), text_of(each.get("id"))
        found += [f"{scheme}:{ident}" if scheme else ident] if ident else []
    return tuple(dict.fromkeys(found)) or None


def joined(files: list[OwnersFile]) -> OwnersFile:
    """Several files as one; of a party that several describe holds what any of them says."""
    if len(files) == 1:
        return files[0]
    parties: dict[str, Party] = {}
    for each in (each for one in files for each in one.parties.values()):
        before = parties.get(each.id)
        parties[each.id] = as_both(before, each) if before else each
    days = [one.dated for one in files if one.dated]
    return replace(
        OwnersFile("; ".join(one.source for one in files)),
        parties=parties,
        holdings=tuple(each for one in files for each in one.holdings),
        ties=tuple(each for one in files for each in one.ties),
        dated=min(days) if days else None,
        whole=all(one.whole for one in files),
        remarks=tuple(each for one in files for each in one.remarks),
    )
