"""Imports run down only; type imports count."""

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "xenotime"
PAGE = ROOT / "docs" / "architecture.md"
FLOORS = {
    "errors": 0,
    "exact": 0,
    "dates": 0,
    "facts": 1,
    "law": 2,
    "tracing": 3,
    "owning": 3,
    "naming": 3,
    "deciding": 3,
    "casework": 4,
    "proving": 4,
    "asking": 5,
    "reading": 5,
    "showing": 5,
    "keeping": 5,
    "screening": 5,
    "desk": 6,
    "commands": 7,
    "cli": 8,
    "__main__": 9,
}
"""A room may import rooms on lower floors, and itself; never a neighbour on its own floor."""
NO_CLOCK = {"time", "random", "os", "secrets", "socket", "subprocess", "uuid"}
MAY_SYNC = {"keeping/durable.py": {"os"}}
"""The one place that waits for the disc; it looks at no environment."""
STANDARD_ONLY = 4
"""Rooms up to this floor import the standard library and this package only, with these exceptions."""
BESIDES = {
    "tracing/fast/": {"llvmlite", "numba", "numpy"},
    "owning/kernel": {"numba", "numpy"},
    "naming": {"pypinyin", "rapidfuzz"},
    "proving": {"z3"},
}
DISTANCE_ALLOWED = {"reading": {"facts", "law", "errors", "exact", "dates"}}
"""Readers make values: they know nouns, not what is done with them."""


def besides(path: Path) -> set[str]:
    inside = path.relative_to(SOURCE).as_posix()
    return {each for start, allowed in BESIDES.items() if inside.startswith(start) for each in allowed}


def modules() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.py") if path.name != "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: imports name the whole path"
            found.append((node.lineno, node.module or ""))
    return found


def test_every_room_has_a_floor() -> None:
    assert {room(path) for path in modules()} <= set(FLOORS)


def test_the_page_of_the_house_names_every_room_on_its_floor() -> None:
    rows = re.findall(r"^\| (\d) \| (.+?) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert {name: int(floor) for floor, names in rows for name in re.findall(r"`(\w+)`", names)} == FLOORS


def test_imports_run_down_only() -> None:
    wrong = []
    for path in modules():
        own = room(path)
        for line, name in imports(path):
            parts = name.split(".")
            if parts[0] != "xenotime" or len(parts) == 1:
                continue
            other = parts[1]
            if other != own and FLOORS[other] >= FLOORS[own]:
                wrong.append(f"{path.relative_to(ROOT)}:{line}: {own} imports {other}")
    assert not wrong, "\n".join(wrong)


def test_readers_know_nouns_only() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in modules()
        for line, name in imports(path)
        if room(path) in DISTANCE_ALLOWED
        and name.startswith("xenotime.")
        and (other := name.split(".")[1]) != room(path)
        and other not in DISTANCE_ALLOWED[room(path)]
    ]
    assert not wrong, "\n".join(wrong)


def test_below_the_desk_there_is_no_clock_no_environment_no_chance() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in modules()
        for line, name in imports(path)
        if FLOORS[room(path)] < FLOORS["desk"]
        and name.split(".")[0] in NO_CLOCK - MAY_SYNC.get(path.relative_to(SOURCE).as_posix(), set())
    ]
    clock = [
        f"{path.relative_to(ROOT)}: {call}"
        for path in modules()
        if FLOORS[room(path)] < FLOORS["desk"]
        for call in ("date.today(", "datetime.now(", "datetime.utcnow(")
        if call in path.read_text("utf-8")
    ]
    assert not wrong + clock, "\n".join(wrong + clock)


def test_the_heart_rests_on_the_standard_library() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in modules()
        for line, name in imports(path)
        if FLOORS[room(path)] <= STANDARD_ONLY
        and name.split(".")[0] not in {*sys.stdlib_module_names, "xenotime"} | besides(path)
    ]
    assert not wrong, "\n".join(wrong)


def test_files_stay_under_four_hundred_lines() -> None:
    long = [path for path in modules() if len(path.read_text("utf-8").splitlines()) > 400]
    assert not long


def test_every_module_opens_with_its_caption() -> None:
    bare = [
        str(path.relative_to(ROOT))
        for path in sorted(SOURCE.rglob("*.py"))
        if not (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").strip()
    ]
    assert not bare


def test_no_country_and_no_law_stands_in_the_source() -> None:
    named = re.compile(r"""["'](CN|US|HK|cn/20[0-9-]+|us/7[0-9.]+)["']""")
    wrong = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in modules()
        if path.name != "book_codes.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if named.search(line)
    ]
    assert not wrong, "\n".join(wrong)
