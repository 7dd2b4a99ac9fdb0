"""Read the law: every instrument, list and vocabulary below some folders, with every fault in them."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import overload

from xenotime.errors import UnreadableLaw
from xenotime.law.control_list import ControlList, Group
from xenotime.law.lawbook import Lawbook, Regime
from xenotime.law.provision import LawCase, Threshold
from xenotime.reading.law.blocks import read_block
from xenotime.reading.law.checks import check_circles, check_cited, check_law
from xenotime.reading.law.coverage import gap_ids, open_coverage, regime
from xenotime.reading.law.faults import Faults
from xenotime.reading.law.frame import Frame, Shelf, instrument
from xenotime.reading.law.names import Names, Text, gather, open_text
from xenotime.reading.law.pages import read_page
from xenotime.reading.law.tables import Table
from xenotime.reading.law.vocabulary import Vocabularies

LARGEST = 4_000_000
"""Bytes of one file; no single legal text is longer."""
FACTS, COVERAGE, README = "facts.toml", "coverage.toml", "README.md"


@dataclass(frozen=True)
class LawFile:
    """One file of the law, with the name by which faults call it."""

    path: Path
    root: Path
    own: bool
    order: int

    @cached_property
    def relative(self) -> PurePosixPath:
        """Its path below its folder of law."""
        return PurePosixPath(self.path.relative_to(self.root).as_posix())

    @cached_property
    def shown(self) -> str:
        """Its path with the name of its folder of law before it."""
        return f"{self.root.resolve().name}/{self.relative}"

    @property
    def country(self) -> str:
        """The country in whose folder it lies, empty where it lies in none."""
        return self.relative.parts[0] if len(self.relative.parts) > 1 else ""


@dataclass
class _Opened:
    """What has been opened so far."""

    cases: bool = True
    """Whether cases of law are read as well."""
    faults: Faults = field(default_factory=Faults)
    hashed: dict[tuple[int, str], str] = field(default_factory=dict)
    texts: list[tuple[Text, LawFile]] = field(default_factory=list)
    coverages: dict[str, tuple[Table, LawFile]] = field(default_factory=dict)
    vocabularies: Vocabularies = field(default_factory=Vocabularies)


def read_law(folders: Sequence[Path], *, own: Sequence[Path] = (), cases: bool = True) -> Lawbook:
    """The lawbook of all law in `folders`, with the house's `own` laid over it.

    Cases of law decide nothing: without `cases` they are left unread, and so are their faults.
    Raises UnreadableLaw, which holds every fault of every file.
    """
    opened = _Opened(cases)
    files = _files(folders, own, opened.faults)
    for file in sorted(
        files, key=lambda one: (one.path.name != FACTS, one.order, len(one.relative.parts), str(one.relative))
    ):
        _open(file, opened)
    if not opened.vocabularies.facts and files:
        opened.faults.add("no facts were found", file=FACTS, do=f"lay a {FACTS} into the folder of law")
    opened.hashed |= _rows_hashed((*folders, *own)) if not opened.faults.problems else {}
    law = _understood(opened)
    if not opened.faults.problems:
        check_law(law, opened.faults)
    if opened.faults.problems:
        raise UnreadableLaw(opened.faults.ordered())
    return law


class Unread(Sequence[LawCase]):
    """The cases of the law in some folders, read when somebody first looks at them; UnreadableLaw then, where faults are in them."""

    def __init__(self, *folders: Path) -> None:
        self.folders = folders

    @cached_property
    def _read(self) -> tuple[LawCase, ...]:
        return tuple(read_law(self.folders).cases)

    def __len__(self) -> int:
        return len(self._read)

    @overload
    def __getitem__(self, at: int) -> LawCase: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[LawCase, ...]: ...

    def __getitem__(self, at: int | slice) -> LawCase | tuple[LawCase, ...]:
        return self._read[at]


def _files(folders: Sequence[Path], own: Sequence[Path], faults: Faults) -> list[LawFile]:
    found: list[LawFile] = []
    for order, root in enumerate((*folders, *own)):
        is_own = order >= len(folders)
        if not root.is_dir():
            faults.add("there is no such folder of law", file=root.name, do="name a folder that exists")
            continue
        names = [path for path in root.rglob("*") if path.suffix in {".md", ".toml"} and path.is_file()]
        there = [LawFile(path, root, is_own, order) for path in names if _is_law(path, root)]
        if is_own and not there:  # law that was meant to hold would be asked for nothing
            faults.add(
                "the folder holds no law",
                file=root.name,
                allowed=f"pages that end with .md, {FACTS} or {COVERAGE}",
                do="name the folder that has them",
            )
        found += there
    return found


def _rows_hashed(folders: Sequence[Path]) -> dict[tuple[int, str], str]:
    """The hash of every file of rows: what stands in it is law as well."""
    return {
        (order, path.relative_to(root).as_posix()): hashlib.sha256(path.read_bytes()).hexdigest()
        for order, root in enumerate(folders)
        for path in sorted(root.rglob("*.csv"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts)
    }


def _is_law(path: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    wanted = path.name in {FACTS, COVERAGE} if path.suffix == ".toml" else path.name != README
    return wanted and not hidden


def _open(file: LawFile, opened: _Opened) -> None:
    text = _text(file, opened)
    if text is None:
        return
    if file.path.name == FACTS:
        folder = file.path.relative_to(file.root).parent.name
        opened.vocabularies.read(text, file.shown, opened.faults, folder)
    elif file.path.name == COVERAGE:
        _open_coverage(file, text, opened)
    else:
        page = read_page(text, file.shown, opened.faults)
        opened.texts.append((open_text(page, file.own, opened.faults, cases=opened.cases), file))


def _text(file: LawFile, opened: _Opened) -> str | None:
    faults = opened.faults
    try:
        size = file.path.stat().st_size
        raw = file.path.read_bytes() if size <= LARGEST else b""
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a name of a file"
        faults.add(
            "the file cannot be read", file=file.shown, found=reason, do="see that it exists and may be read"
        )
        return None
    if size > LARGEST:
        faults.add(
            "the file is too large for a legal text", file=file.shown, found=f"{size} bytes",
            allowed=f"up to {LARGEST} bytes", do="cut it into several instruments",
        )  # fmt: skip
        return None
    opened.hashed[file.order, file.relative.as_posix()] = hashlib.sha256(raw).hexdigest()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        faults.add("the file is not UTF-8", file=file.shown, line=line, do="save it as UTF-8")
        return None


def _open_coverage(file: LawFile, text: str, opened: _Opened) -> None:
    table = open_coverage(text, file.shown, opened.faults)
    if table is None:
        return
    country = table.word("id", file.country)
    if not country:
        table.fault(
            "the coverage of which country",
            do='add id = "…", or lay the file into the country\'s folder',
        )
    elif country in opened.coverages:
        table.fault(f"the coverage of {country!r} is there already", do="keep one of the two files")
    else:
        opened.coverages[country] = (table, file)


def _understood(opened: _Opened) -> Lawbook:
    faults, shelf = opened.faults, Shelf()
    countries = frozenset(opened.coverages)
    texts = [text for text, _ in opened.texts]
    names = gather(texts, opened.vocabularies.whole(), countries)
    names.gaps = frozenset(name for table, _ in opened.coverages.values() for name in gap_ids(table))
    for text, file in opened.texts:
        found = instrument(text, names, file.country)
        shelf.instruments.setdefault(found.id, found)
        frame = Frame(found, names, shelf, _beside(file, opened))
        for block in text.blocks:
            read_block(block, frame)
    regimes = {
        country: regime(table, country, names, own=file.own)
        for country, (table, file) in sorted(opened.coverages.items())
    }
    law = _lawbook(shelf, names, regimes, opened)
    check_circles(law.rules, law.lists, faults)
    check_cited(shelf, law.lists)
    return law


def _beside(file: LawFile, opened: _Opened) -> Callable[[str, Table], tuple[str, str] | None]:
    def beside(name: str, table: Table) -> tuple[str, str] | None:
        path = file.path.parent / name
        if not name.endswith(".csv") or ".." in Path(name).parts or Path(name).is_absolute():
            table.fault(
                "a list's file is a CSV file beside its instrument", "file", found=name, allowed="<name>.csv"
            )
            return None
        if not path.is_file():
            near = [each.name for each in file.path.parent.glob("*.csv")]
            table.fault("there is no such file beside the instrument", "file", found=name, allowed=near)
            return None
        csv_file = LawFile(path, file.root, file.own, file.order)
        text = _text(csv_file, opened)
        return None if text is None else (text, csv_file.shown)

    return beside


def _lawbook(shelf: Shelf, names: Names, regimes: dict[str, Regime], opened: _Opened) -> Lawbook:
    lists = {found.id: found for found in shelf.lists}
    groups = {found.id: found for found in shelf.groups}
    thresholds = {f"{found.place.instrument}/{found.name}": found for found in shelf.thresholds}
    for more in shelf.more:
        if isinstance(more, ControlList) and more.id in lists:
            old = lists[more.id]
            lists[more.id] = replace(old, rows=old.rows + more.rows, includes=old.includes + more.includes)
        elif isinstance(more, Group) and more.id in groups:
            groups[more.id] = replace(groups[more.id], members=groups[more.id].members + more.members)
        elif isinstance(more, Threshold) and more.name in thresholds:
            before = thresholds[more.name]
            thresholds[more.name] = replace(before, values=before.values + more.values)
    return Lawbook(
        vocabulary=names.vocabulary,
        regimes=regimes,
        instruments=shelf.instruments,
        rules=tuple(sorted(shelf.rules, key=lambda rule: (rule.id, rule.number))),
        thresholds=tuple(thresholds.values()),
        lists=lists,
        groups=groups,
        suspensions=tuple(shelf.suspensions),
        questions={found.id: found for found in shelf.questions},
        answered=tuple(shelf.answered),
        duties=tuple(shelf.duties),
        links=tuple(shelf.links),
        clashes=tuple(shelf.clashes),
        events=tuple(shelf.events),
        barriers=tuple(shelf.barriers),
        adds=tuple(shelf.adds),
        parties=tuple(shelf.parties),
        cases=tuple(shelf.cases),
        sha256=_one_hash(opened.hashed),
    )


def text_hash(folders: Sequence[Mapping[str, bytes]]) -> str:
    """The hash that the law of some folders has once it is read: the files of each by name, the house's own last."""
    hashed = {
        (order, name): hashlib.sha256(content).hexdigest()
        for order, files in enumerate(folders)
        for name, content in files.items()
        if name.endswith(".csv") or _is_law(Path("/law", name), Path("/law"))
    }
    return _one_hash(hashed)


def _one_hash(hashed: Mapping[tuple[int, str], str]) -> str:
    whole = hashlib.sha256()
    for (order, name), digest in sorted(hashed.items()):
        whole.update(f"{order} {name} {digest}\n".encode())
    return whole.hexdigest()
