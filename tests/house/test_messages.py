"""Whoever is refused something is told what to do."""

import ast
from pathlib import Path

import xenotime

SOURCE = Path(xenotime.__file__).parent
DO = 7
"""The place of what to do among what a problem is made of."""


def silent(call: ast.Call) -> bool:
    """Whether a call makes a problem that does not say what to do."""
    named = {each.arg for each in call.keywords}
    handed_on = None in named or any(isinstance(each, ast.Starred) for each in call.args)
    if isinstance(call.func, ast.Name):
        return call.func.id == "Problem" and not handed_on and "do" not in named and len(call.args) < DO
    return (
        isinstance(call.func, ast.Attribute)
        and call.func.attr == "problem"
        and not handed_on | ("do" in named)
    )


def test_every_problem_says_what_to_do() -> None:
    found: list[str] = []
    for file in sorted(SOURCE.rglob("*.py")):
        text = file.read_text("utf-8")
        if file.parent.name == "deciding" or "xenotime.deciding.problem" in text:
            continue  # there a problem is one to be solved
        calls = (each for each in ast.walk(ast.parse(text)) if isinstance(each, ast.Call))
        found += (f"{file.relative_to(SOURCE)}:{each.lineno}" for each in calls if silent(each))
    assert not found
