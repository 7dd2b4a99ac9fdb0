"""What only the whole lawbook can show: circles, thresholds without a value, cases before coverage."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from xenotime.law.condition import Joined, Tree, leaves
from xenotime.law.control_list import ControlList
from xenotime.law.lawbook import Lawbook, covers
from xenotime.law.provision import OUTCOMES, POLICIES, Place, Rule
from xenotime.reading.law.closing import check_answers
from xenotime.reading.law.faults import Faults
from xenotime.reading.law.frame import Shelf

BEFORE = "outside coverage"


def check_circles(rules: Sequence[Rule], lists: Mapping[str, ControlList], faults: Faults) -> None:
    """Note every circle of `upon` and `exception_to`, and of lists that include each other."""
    at: dict[str, Place] = {}
    # An exception to itself is named where it is read.
    ties: dict[str, set[str]] = {}
    every = {rule.id for rule in rules}
    below: dict[str, set[str]] = {}
    for each in every:
        below.setdefault(each.partition(" ")[0], set()).add(each)
        below.setdefault(each, set()).add(each)
    for rule in rules:
        at.setdefault(rule.id, rule.place)
        tied = ties.setdefault(rule.id, set())
        for named in rule.upon:
            tied.update(below.get(named, set()))
        for named in rule.exception_to:
            tied.update(below.get(named, set()) - {rule.id})
    _note(
        ties, at, faults, "rules stand upon, or except, each other in a circle", "take one of these ties away"
    )
    included = {name: set(found.includes) & set(lists) for name, found in lists.items()}
    places = {name: found.place for name, found in lists.items()}
    _note(
        included,
        places,
        faults,
        "lists include each other in a circle",
        "let one of them name its rows itself",
    )


def _note(ties: Mapping[str, set[str]], at: Mapping[str, Place], faults: Faults, what: str, do: str) -> None:
    for loop in circles(ties):
        place = at[loop[0]]
        text = " > ".join((*loop, loop[0]))
        faults.add(what, file=place.file, line=place.line, at=place.id, found=text, do=do)


def circles(ties: Mapping[str, set[str]]) -> Iterator[tuple[str, ...]]:
    """One loop through each tie that closes one; each loop once.

    >>> list(circles({"a": {"b"}, "b": {"a"}, "c": {"c"}}))
    [('a', 'b'), ('c',)]
    """
    done: set[str] = set()
    for start in sorted(ties):
        if start in done:
            continue
        path: list[str] = [start]
        todo = [iter(sorted(ties[start]))]
        while todo:
            following = next(todo[-1], None)
            if following is None:
                done.add(path.pop())
                todo.pop()
            elif following in path:
                yield tuple(path[path.index(following) :])
            elif following not in done:
                path.append(following)
                todo.append(iter(sorted(ties.get(following, ()))))


def check_cited(shelf: Shelf, lists: Mapping[str, ControlList]) -> None:
    """Note every citation that is neither a provision nor the code of a list's row."""
    codes = {f"{found.place.instrument} {row.code}" for found in lists.values() for row in found.rows}
    for table, key, number, full in shelf.cited:
        if full not in codes:
            instrument = full.partition(" ")[0]
            near = [code for code in codes if code.startswith(f"{instrument} ")]
            what = f"{instrument} has no such paragraph, and no list of it such a row"
            table.fault(what, key, number, found=full, allowed=near)


def check_law(law: Lawbook, faults: Faults) -> None:
    """Note what is wrong with the law as a whole on the days that it names itself."""
    for rule in law.rules:
        _thresholds(law, rule, faults)
        _stated(law, rule, faults)
    _overlaps(law, faults)
    check_answers(law, faults)
    _clashes(law, faults)
    listed = {party.name for each in law.parties for party in each.parties}
    for case in law.cases:
        regime = law.regimes.get(case.place.instrument.partition("/")[0])
        if regime and regime.covers(case.on, case.known_on or case.on) != (case.expect != BEFORE):
            _at(
                case.place, faults, f"the case {case.name!r} does not fit the day on which coverage begins",
                f"on {case.on}: {case.expect}", f"before {regime.coverage_from}: {BEFORE}",
            )  # fmt: skip

        for role, name in case.listed.items():
            if name not in listed:
                _at(
                    case.place, faults, f"no list of parties has the {role} of the case {case.name!r}",
                    name, "a name as a list of the law prints it",
                )  # fmt: skip


def _clashes(law: Lawbook, faults: Faults) -> None:
    """A clash stands only where something is asked for: so nothing in which it may stand is ever released."""
    for clash in law.clashes:
        asks = [
            bool(side) and all(_asks_for_something(law, each) for each in side)
            for side in (clash.upon, clash.to)
        ]
        if not any(asks):
            _at(
                clash.place, faults, f"no side of the clash {clash.id!r} asks for anything",
                ", ".join((*clash.upon, *clash.to)),
                "upon or to of which every provision asks for a licence or a report, or prohibits",
            )  # fmt: skip


def _asks_for_something(law: Lawbook, provision: str) -> bool:
    ruled = [
        rule.concludes
        for rule in law.rules
        if covers([provision], rule.place) and rule.concludes not in POLICIES
    ]
    return bool(ruled) and all(concludes in OUTCOMES[2:] for concludes in ruled)


def _thresholds(law: Lawbook, rule: Rule, faults: Faults) -> None:
    for name in sorted(thresholds_in(rule.when)):
        for entry in rule.in_force:
            if entry.start and not law.threshold(rule.place.instrument, name, entry.start, entry.issued):
                _at(
                    rule.place, faults, f"the threshold {name!r} has no value when the rule starts",
                    str(entry.start), "a value from that day, known by then",
                )  # fmt: skip


def _stated(law: Lawbook, rule: Rule, faults: Faults) -> None:
    """What must be stated is a no in silence: only an exception, or a rule under an open question, may rest on that."""
    for stated in (each for each in joined_in(rule.when) if each.how == "stated"):
        for two in (each for each in leaves(stated) if each.value.fact):
            _at(
                rule.place, faults, "a comparison of two facts never holds where it must be stated",
                two.as_text(), "the comparison under all",
            )  # fmt: skip
    if rule.exception_to or rule.under or not any(each.how == "stated" for each in joined_in(rule.when)):
        return
    groups = [law.groups[each.value.ref] for each in leaves(rule.when) if each.value.ref in law.groups]
    if not any(member.dated.under for group in groups for member in group.members):
        faults.add(
            "silence would make the answer milder", file=rule.place.file, line=rule.place.line, at=rule.place.id,
            do="name a question and its reading with under, or put the condition under all",
        )  # fmt: skip


def joined_in(tree: Tree) -> Iterator[Joined]:
    """Every node of a tree that joins others."""
    if isinstance(tree, Joined):
        yield tree
        for part in tree.parts:
            yield from joined_in(part)


def thresholds_in(tree: Tree) -> set[str]:
    """The names of the thresholds that a tree compares with."""
    return {condition.value.threshold for condition in leaves(tree)} - {""}


def _overlaps(law: Lawbook, faults: Faults) -> None:
    for threshold in law.thresholds:
        plain = sorted(
            (each for each in threshold.values if each.start and not each.under),
            key=lambda each: str(each.start),
        )
        for one, next_one in pairwise(plain):
            if one.start == next_one.start and one.issued == next_one.issued:
                _at(
                    threshold.place, faults, f"the threshold {threshold.name!r} has two values from one day",
                    f"{one.text} and {next_one.text} from {one.start}", "one value a day",
                )  # fmt: skip


def _at(place: Place, faults: Faults, what: str, found: str, allowed: str) -> None:
    faults.add(what, file=place.file, line=place.line, at=place.id, found=found, allowed=allowed)
