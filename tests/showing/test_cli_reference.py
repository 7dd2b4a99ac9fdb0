import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from cyclopts import App

from showing.cli_reference import PAGE, reference
from xenotime.cli import app, main
from xenotime.commands.examples import EXAMPLES

README = Path(__file__).parents[2] / "README.md"


def commands(of: App, name: str = "") -> Iterator[tuple[str, App]]:
    for each in of:
        if not each.startswith("-"):
            inner = of[each]
            yield f"{name} {each}".strip(), inner
            yield from commands(inner, f"{name} {each}".strip())


COMMANDS = dict(commands(app))


def test_the_reference_page_is_what_the_commands_say() -> None:
    assert PAGE.read_text("utf-8") == reference(), "run .venv/bin/python tests/showing/cli_reference.py"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_and_option_stands_in_the_reference(command: str) -> None:
    page = PAGE.read_text("utf-8")
    section = page.split(f"# xenotime {command}\n", 1)[1].split("\n## ", 1)[0].split("\n### ", 1)[0]
    if COMMANDS[command].default_command is None:
        return
    for argument in COMMANDS[command].assemble_argument_collection():
        if argument.show:
            assert f"`{argument.name}`" in section


def test_the_readme_names_no_command_and_no_option_that_is_not_there() -> None:
    readme, page = README.read_text("utf-8"), PAGE.read_text("utf-8")
    named = re.findall(r"(?:`|^)xenotime ((?:law )?[a-z]+)", readme, re.MULTILINE)
    assert named
    assert set(named) <= set(COMMANDS)
    options = re.findall(r"`(--[a-z-]+)", readme)
    assert options
    assert [each for each in options if f"`{each}`" not in page] == []


@pytest.mark.parametrize("command", sorted(EXAMPLES))
def test_every_example_below_the_help_of_a_command_is_one_that_it_takes(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for line in EXAMPLES[command]:
        called, _, ignored = app.parse_args(shlex.split(line), exit_on_error=False, print_error=False)
        assert called == COMMANDS[command].default_command
        assert ignored == {}
    assert main([*command.split(), "--help"]) == 0
    assert f"xenotime {EXAMPLES[command][0]}"[:60] in " ".join(capsys.readouterr().out.split())


def test_help_texts_name_no_default_that_is_empty() -> None:
    assert "[default" not in reference()
