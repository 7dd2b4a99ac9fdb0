"""Read a mapping: which columns of a foreign export are which, and which rows of our tables they make."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from xenotime.errors import UnreadableRequest, refusal
from xenotime.reading.exports.headers import beside, is_one_of, plain_header
from xenotime.reading.exports.mapping_faults import faults
from xenotime.reading.mapping.rules import Template, template

WORDS = "words.toml"


@dataclass(frozen=True)
class Role:
    """One column that the mapping looks for, under each of its headers."""

    name: str
    kind: str
    headers: tuple[str, ...]
    unit: str = ""
    """What its numbers are stated in, where the header says so."""
    positive: bool = False
    """Whether zero and less make no sense: what other numbers are divided by."""
    above: bool = False
    """Whether it is no column: it is looked for above the header alone."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What a cell means, where it stands for something else."""
    behind: Mapping[str, str] = field(default_factory=dict)
    """For a header that does not say whose it is: which role it is behind the column of which."""
    otherwise: str = ""
    """Which role it is behind none of these; `what` says so."""
    what: str = ""
    position: tuple[str, ...] = ()
    """Headers that may as well be those of the place in the list: a number of several names is one then."""
    bare: tuple[str, ...] = ()
    """Headers of an amount of money that do not say whether it is for one; beside a quantity `what` says what is taken."""
    not_beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By role, headers beside which it may be of something else: where all these roles have one, it is not taken."""


@dataclass(frozen=True)
class LineKind:
    """When a line of a bill is of a kind."""

    kind: str
    when: Mapping[str, tuple[str, ...]]
    negative: str = ""


@dataclass(frozen=True)
class RowRule:
    """How one row of a table is made from a line."""

    table: str
    key: tuple[str, ...]
    cells: Mapping[str, Template]
    needs: tuple[str, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    line_kinds: tuple[LineKind, ...] = ()
    fills: bool = False
    """Whether its cells only fill what is empty in the book."""


@dataclass(frozen=True)
class Ignored:
    """Lines that are no goods."""

    why: str
    when: Mapping[str, tuple[str, ...]]
    negative: str = ""
    """The role whose amount is below zero on such lines; `when` then may be empty."""
    empty: str = ""
    """The role that is empty on such lines; `when` then may be empty."""


@dataclass(frozen=True)
class Choice:
    """Which of several columns fills a role: the one that another column names."""

    by: str
    of: Mapping[str, str]
    """The word of that column, and the role whose cell counts then."""


@dataclass(frozen=True)
class ImportMap:
    """A mapping as its file says."""

    id: str
    title: str
    needs: tuple[str, ...]
    needs_one: tuple[str, ...]
    not_with: tuple[str, ...]
    generic: bool
    roles: Mapping[str, Role]
    rows: tuple[RowRule, ...]
    merge: Mapping[str, Mapping[str, str]]
    ignored: tuple[Ignored, ...]
    totals: Mapping[str, str]
    yields: tuple[str, ...] = ()
    partial: bool = False
    """Whether a file of this kind need not have every plant."""
    assumes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Roles that are not always there: the role that needs them, and what is taken then; it is said."""
    same: Mapping[str, str] = field(default_factory=dict)
    """Roles that must say the same where both are there: the lines do not tell which of them they are for."""
    chooses: Mapping[str, Choice] = field(default_factory=dict)
    """Roles that one of several columns fills."""
    lacks: str = ""
    """What such a file says and a book has no place for; it is told at each import."""
    partners: str = ""
    """Whose numbers its parties bear: vendor or customer. The same number of the other is another party."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The numbers without which a line cannot be told."""
        return tuple(each for each in self.needs if self.roles[each].kind == "id")

    @property
    def makes_bills(self) -> bool:
        """Whether its lines say what is in what."""
        return any(rule.table == "bill" for rule in self.rows)

    @property
    def tells_more_than_bills(self) -> bool:
        """Whether a line without a parent makes an item with all that it says, and no line of a bill."""
        return all("parent" in rule.needs for rule in self.rows if rule.table == "bill")

    @property
    def holds_lineage(self) -> bool:
        """Whether its lines say which batch went into which."""
        return "used_batch" in self.roles

    def found_in(self, header: Sequence[str]) -> dict[str, int]:
        """The place of each role in a header; the first header of a role's list that is there wins."""
        places: dict[str, list[int]] = {}
        for at, cell in enumerate(header):
            places.setdefault(plain_header(cell), []).append(at)
        known = {plain_header(each) for role in self.roles.values() for each in role.headers}
        money: dict[str, list[int]] = {}
        for at, cell in enumerate(header):
            # A unit or a currency beside the name is no part of it, where nothing is called so.
            said = beside(cell)
            if said.name and said.name != plain_header(cell) and plain_header(cell) not in known:
                (places if said.currency is None else money).setdefault(said.name, []).append(at)
        found: dict[str, int] = {}
        taken: set[int] = set()
        for rank in range(max((len(role.headers) for role in self.roles.values()), default=0)):
            for name, role in self.roles.items():
                if name in found or role.above or role.behind or rank >= len(role.headers):
                    continue
                called = plain_header(role.headers[rank])
                free = [
                    at
                    for at in (*places.get(called, ()), *money.get(called, ()))
                    if at not in taken and self._may_be(name, header[at], called)
                ]
                if free:
                    found[name] = free[0]
                    taken.add(free[0])
        unsaid = {
            at: role
            for role in self.roles.values()
            if role.behind
            for called in role.headers
            for at in places.get(plain_header(called), ())
            if at not in taken
        }
        for at, role in sorted(unsaid.items(), key=lambda each: each[0]):
            found.setdefault(role.behind.get(before_it(found, at), role.otherwise), at)
        of_else = [each.name for each in self.roles.values() if _is_of_else(each, found, header)]
        return {name: at for name, at in found.items() if name not in of_else}

    def _may_be(self, role: str, header: str, called: str) -> bool:
        """Whether what the header says beside its name lets it be the role."""
        said = beside(header)
        if header in self.roles[role].headers:
            return True
        if said.currency is not None and (role in self.counted or (said.behind and role not in self.priced)):
            # An amount of money counts nothing.
            return False
        if plain_header(header) == called:
            return True
        return not (said.several and role in self.priced) and not (said.many and role in self.counted)

    @cached_property
    def priced(self) -> frozenset[str]:
        """The roles that are amounts of money."""
        chosen = {each for choice in self.chooses.values() for each in choice.of.values()}
        return self._filling("value") | {self.totals.get("value", "")} - {""} | chosen

    @cached_property
    def counted(self) -> frozenset[str]:
        """The roles that are quantities of the goods."""
        return self._filling("quantity") | {self.totals.get("quantity", "")} - {""}

    @cached_property
    def weighed(self) -> tuple[tuple[str, str], ...]:
        """The roles that are masses without a unit of their own, each with the role that says it."""
        masses = sorted(self._filling("mass_kg"))
        units = [each for each in masses if self.roles[each].kind == "unit"]
        numbers = [each for each in masses if self.roles[each].kind == "number" and not self.roles[each].unit]
        return tuple((number, units[0]) for number in numbers) if units else ()

    def _filling(self, cell: str) -> frozenset[str]:
        made = [rule.cells[cell] for rule in self.rows if cell in rule.cells]
        return frozenset(role for each in made for role in each.columns)

    def fits(self, roles: Mapping[str, Any]) -> bool:
        """Whether everything that a file of this kind has is there."""
        one = not self.needs_one or any(each in roles for each in self.needs_one)
        return (
            one and all(each in roles for each in self.needs) and not any(e in roles for e in self.not_with)
        )


def before_it(roles: Mapping[str, int], at: int) -> str:
    """The role of the nearest column before the one at that place; empty where there is none."""
    return max(((place, name) for name, place in roles.items() if place < at), default=(0, ""))[1]


@dataclass(frozen=True)
class SharedWords:
    """Words that every mapping shares."""

    units: Mapping[str, str]
    countries: Mapping[str, str]
    yes: frozenset[str]
    no: frozenset[str]
    totals: frozenset[str]
    upwards: tuple[str, ...] = ()
    """Titles of lists that run from a part up to what it is in."""


def read_mappings(folder: Path, own: Sequence[Path] = ()) -> tuple[tuple[ImportMap, ...], SharedWords]:
    """The shipped mappings with the user's own before them. Raises UnreadableRequest for a bad one."""
    shipped = sorted(path for path in folder.glob("*.toml") if path.name != WORDS)
    return tuple(_mapping(path) for path in (*own, *shipped)), _shared(_toml(folder / WORDS))


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as wrong:
        do = "name a file of TOML in UTF-8"
        raise refusal("The mapping cannot be read", file=path.name, found=str(wrong), do=do) from wrong


def _shared(data: dict[str, Any]) -> SharedWords:
    units = {word: unit for unit, words in data["units"].items() for word in words}
    countries = {plain_header(word): code for code, words in data["countries"].items() for word in words}
    totals = frozenset(word if set(word) == {"*"} else plain_header(word) for word in data["totals"]["words"])
    return SharedWords(
        units, countries, _plain(data["yes"]["words"]), _plain(data["yes"]["no"]), totals,
        tuple(plain_header(word) for word in data["upwards"]["words"]),
    )  # fmt: skip


def _plain(words: Sequence[str]) -> frozenset[str]:
    return frozenset(map(str.casefold, words))


def _mapping(path: Path) -> ImportMap:
    data = _toml(path)
    if wrong := faults(data, path.name):
        raise UnreadableRequest(list(wrong))
    return _made(data)


def _made(data: dict[str, Any]) -> ImportMap:
    roles = {
        name: Role(
            name,
            str(role.get("kind", "text")),
            tuple(role["headers"]),
            str(role.get("unit", "")),
            bool(role.get("positive", False)),
            bool(role.get("above", False)),
            dict(role.get("words", {})),
            dict(role.get("behind", {})),
            str(role.get("otherwise", "")),
            str(role.get("what", "")),
            tuple(role.get("position", ())),
            tuple(role.get("bare", ())),
            _when(role.get("not_beside", {})),
        )
        for name, role in data["roles"].items()
    }
    return ImportMap(
        id=str(data["id"]),
        title=str(data["title"]),
        needs=tuple(data["needs"]),
        needs_one=tuple(data.get("needs_one", ())),
        not_with=tuple(data.get("not_with", ())),
        generic=bool(data.get("generic", False)),
        roles=roles,
        rows=tuple(_row(each) for each in data["rows"]),
        merge={table: dict(columns) for table, columns in data.get("merge", {}).items()},
        ignored=tuple(
            Ignored(
                str(each["why"]),
                _when(each.get("when", {})),
                str(each.get("negative", "")),
                str(each.get("empty", "")),
            )
            for each in data.get("ignore", ())
        ),
        totals=dict(data.get("totals", {})),
        yields=tuple(data.get("yields", ())),
        partial=bool(data.get("partial", False)),
        assumes={role: (each["of"], each["what"]) for role, each in data.get("assumes", {}).items()},
        same=dict(data.get("same", {})),
        chooses={role: _choice(each) for role, each in data.get("choose", {}).items()},
        lacks=str(data.get("lacks", "")),
        partners=str(data.get("partners", "")),
    )


def _is_of_else(role: Role, found: Mapping[str, int], header: Sequence[str]) -> bool:
    """Whether the columns beside it leave open of what the role is."""
    return bool(role.not_beside) and all(
        each in found and is_one_of(header[found[each]], names) for each, names in role.not_beside.items()
    )


def _choice(data: Mapping[str, Any]) -> Choice:
    of = {word.casefold(): role for role, words in data["of"].items() for word in words}
    return Choice(str(data["by"]), of)


def _row(data: dict[str, Any]) -> RowRule:
    cells = {name: template(text) for name, text in data["cells"].items()}
    kinds = tuple(
        LineKind(str(each["kind"]), _when(each.get("when", {})), str(each.get("negative", "")))
        for each in data.get("line_kind", ())
    )
    return RowRule(
        str(data["table"]), tuple(data.get("key", ())), cells, tuple(data.get("needs", ())), dict(data.get("constants", {})), kinds,
        bool(data.get("fills", False)),
    )  # fmt: skip


def _when(data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {role: tuple(words) for role, words in data.items()}
