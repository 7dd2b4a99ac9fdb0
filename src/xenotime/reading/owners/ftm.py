"""Read entities of the FollowTheMoney model, one JSON object to a line.

Source of the format: followthemoney.tech. Percentages are free text there; what cannot be read exactly
is not known. A mark that an entity is sanctioned names no list and makes nothing listed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from xenotime.exact import Range
from xenotime.facts.ownership import OwnersFile, Tie
from xenotime.facts.party import Holding, Party
from xenotime.reading.book.notes import Notes
from xenotime.reading.foreign.days import Days, read_days, spread_over
from xenotime.reading.foreign.json import load_statements, table_of, text_of, texts_of
from xenotime.reading.owners.described import as_both, besides, countries_of, undescribed
from xenotime.reading.owners.shares import kinds_in_words, share_in_words

PARTIES = {
    "Company", "Organization", "LegalEntity", "Person", "PublicBody", "Asset", "Vessel", "Trip", "Airplane",
}  # fmt: skip
KINDS: Mapping[str, tuple[str, ...]] = {"Person": ("person",), "PublicBody": ("government",)}
CALLED = ("alias", "previousName", "weakAlias", "abbreviation")
"""The properties besides its name that say what a party is called."""
OWNERSHIP = "Ownership"
LEI = "XI-LEI"
"""The code of the register that `leiCode` is a number of."""
ENDS: Mapping[str, tuple[str, str]] = {
    "Directorship": ("director", "organization"),
    "Membership": ("member", "organization"),
    "Employment": ("employee", "employer"),
    "Representation": ("agent", "client"),
    "UnknownLink": ("subject", "object"),
    "Associate": ("person", "associate"),
    "Family": ("person", "relative"),
    "Succession": ("predecessor", "successor"),
}
"""Ties that give no share, and the properties that hold their two ends."""


def read_ftm(path: Path) -> OwnersFile:
    """The parties, holdings and ties of the file; UnreadableBook where it cannot be read."""
    notes = Notes()
    reading = _Reading(path.name, notes)
    for row, entity in load_statements(path, notes):
        reading.take(row, entity)
    notes.needs(
        reading.parties,
        "The file has no entities of the model",
        file=path.name,
        allowed='objects with "id", "schema", "properties"',
        do="name the file with the entities",
    )
    return reading.file()


@dataclass
class _Reading:
    """What has been taken over so far."""

    name: str
    notes: Notes
    parties: dict[str, Party] = field(default_factory=dict)
    holdings: list[Holding] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)

    def file(self) -> OwnersFile:
        """Everything, as one value."""
        parties = self.parties | undescribed(self.parties, self.holdings, self.name, self.notes)
        return OwnersFile(
            self.name, parties, tuple(self.holdings), tuple(self.ties), remarks=self.notes.remarks()
        )

    def take(self, row: int, entity: dict[str, Any]) -> None:
        """Take one entity over."""
        schema, ident = text_of(entity.get("schema")), text_of(entity.get("id"))
        said = {key: texts_of(value) for key, value in table_of(entity.get("properties")).items()}
        if not ident or not schema:
            self.notes.remark_row(self.name, row, "", "it has no id or schema and was left out")
        elif schema == OWNERSHIP:
            self._ownership(row, said)
        elif schema in ENDS:
            self._tie(row, schema, said)
        elif schema in PARTIES:
            self._party(row, ident, schema, said, text_of(entity.get("caption")))
        else:
            self.notes.remark_row(self.name, row, "schema", f"{schema} was left out")

    def _party(
        self, row: int, ident: str, schema: str, said: dict[str, tuple[str, ...]], caption: str
    ) -> None:
        if any(topic.startswith("sanction") for topic in said.get("topics", ())):
            what = "it is marked as sanctioned, without the list: not taken over"
            self.notes.remark_row(self.name, row, "topics", what)
        numbers = [
            f"{LEI if key == 'leiCode' else key}:{each}"
            for key in ("registrationNumber", "leiCode", "taxNumber", "idNumber", "imoNumber")
            for each in said.get(key, ())
        ]
        country = (*said.get("jurisdiction", ()), *said.get("country", ()))
        called = [each for key in CALLED for each in said.get(key, ())]
        called = [*said.get("name", ()), *filter(None, [caption]), *called] or [""]
        found = Party(
            ident,
            called[0],
            other_names=besides(called[0], called),
            country=countries_of(country, partial(self.notes.remark_row, self.name, row, "country")),
            nationality=countries_of(
                said.get("nationality", ()), partial(self.notes.remark_row, self.name, row, "nationality")
            ),
            address="; ".join(said.get("address", ())),
            ids=tuple(numbers) or None,
            kind=KINDS.get(schema),
            row=row,
        )
        before = self.parties.get(ident)
        self.parties[ident] = as_both(before, found) if before else found

    def _ownership(self, row: int, said: dict[str, tuple[str, ...]]) -> None:
        owners, owned = said.get("owner", ()), said.get("asset", ())
        if not owners or not owned:
            self.notes.remark_row(self.name, row, "", "one end of the holding is not named; left out")
            return
        share = self._share(row, said)
        if len(owners) * len(owned) > 1:
            # One share that several hold together says of each only that it holds no more.
            share = share and share.at_most
            self.notes.remark_row(self.name, row, "owner", "several owners or owned share one percentage")
        if any("indirect" in each.casefold() for each in said.get("ownershipType", ())):
            what = "an indirect holding is shown, not added"
            self.notes.remark_row(self.name, row, "ownershipType", what)
            start, end = self._days(row, said, "startDate"), self._days(row, said, "endDate")
            days = (start.first if start else None, end.last if end else None)
            self.ties += [Tie(a, b, "indirect holding", *days, self.name) for a in owners for b in owned]
            return
        kinds = kinds_in_words(
            (*said.get("ownershipType", ()), *said.get("role", ()), *said.get("percentage", ()))
        )
        for owner in owners:
            for asset in owned:
                for kind in kinds:
                    holding = Holding(owner, asset, kind, share, source=self.name, row=row)
                    start, end = self._days(row, said, "startDate"), self._days(row, said, "endDate")
                    self.holdings += spread_over(holding, start, end, end_counts=True)

    def _share(self, row: int, said: dict[str, tuple[str, ...]]) -> Range | None:
        stated = said.get("percentage", ())
        ranges = [share_in_words(each) for each in stated]
        if any(each is None for each in ranges):
            self.notes.remark_row(
                self.name, row, "percentage", f"{stated[0][:40]!r} cannot be read: not known"
            )
        known = [each for each in ranges if each]
        if not known or len(known) < len(ranges):
            return None
        whole = known[0]
        for each in known[1:]:
            whole = whole.hull(each)
        return whole

    def _tie(self, row: int, schema: str, said: dict[str, tuple[str, ...]]) -> None:
        one, other = ENDS[schema]
        start, end = self._days(row, said, "startDate"), self._days(row, said, "endDate")
        what = " ".join(filter(None, (schema.lower(), *said.get("role", ()))))
        days: tuple[date | None, date | None] = (start.first if start else None, end.last if end else None)
        self.ties += [
            Tie(a, b, what, *days, self.name) for a in said.get(one, ()) for b in said.get(other, ())
        ]

    def _days(self, row: int, said: dict[str, tuple[str, ...]], key: str) -> Days | None:
        """What the days that are told can mean; where several are, any from the first to the last of them."""
        texts = said.get(key, ())
        days = [read_days(each) for each in texts]
        known = [each for each in days if each]
        if len(known) < len(texts):
            odd = next(text for text, each in zip(texts, days, strict=True) if each is None)
            self.notes.remark_row(self.name, row, key, f"{odd[:40]!r} is no day: taken as not known")
            return None
        return Days(min(each.first for each in known), max(each.last for each in known)) if known else None
