"""The program as its user runs it: what it prints, what it leaves behind, how it ends."""

import errno
import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from xenotime import __version__
from xenotime.cli import main
from xenotime.commands.common import UNREADABLE
from xenotime.desk import answering

ROOT = Path(__file__).parents[2]
MOTORS = str(ROOT / "examples" / "motor-maker")
KNOWN = ("--known-on", "2026-11-24")
QUIET = ("--on", "2026-03-10")
"""A day on which the announcements sleep."""


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xenotime", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, **environment},
        check=False,
    )


@cache
def validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((ROOT / "docs" / f"{schema}.schema.json").read_text("utf-8")))


def handed_out(text: str, schema: str = "answers") -> Any:
    content = json.loads(text)
    validator(schema).validate(content)
    return content


def small_book(folder: Path, *lines: str) -> str:
    """A book with one item and the given lines of shipments."""
    folder.mkdir()
    (folder / "book.toml").write_text('format = 1\nname = "电机"\n', "utf-8")
    (folder / "items.csv").write_text(
        "item,name,form,made_in,codes\nA,马达,finished_good,DE,cn:none\n", "utf-8"
    )
    rows = "\n".join(["shipment,item,from,to,act,date", *lines])
    (folder / "shipments.csv").write_text(f"{rows}\n", "utf-8")
    return str(folder)


def test_a_check_ends_with_10_where_a_licence_is_required(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", MOTORS, "--regime", "cn", *KNOWN]) == 10
    text = capsys.readouterr().out
    assert text.index("BLOCK") < text.index("HOLD") < text.index("RELEASE")


def test_a_check_ends_with_20_where_something_is_only_unsettled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = small_book(tmp_path / "book", "S1,A,DE,US,export,2020-01-01")
    assert main(["check", book, "--regime", "cn", *KNOWN, "--json"]) == 20
    answer = handed_out(capsys.readouterr().out)["answers"][0]
    assert (answer["outcome"], answer["possible"], answer["action"]) == (None, [], "hold")


def test_a_check_ends_with_0_where_nothing_is_to_be_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = small_book(tmp_path / "book", "S1,A,DE,US,export,2026-03-10")
    assert main(["check", book, "--regime", "cn", *KNOWN, "--json"]) == 0
    assert handed_out(capsys.readouterr().out)["answers"][0]["settled"] is True


def test_a_book_that_is_not_there_ends_with_2_and_says_what_to_do() -> None:
    ended = run("check", "nowhere")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "correct the path" in ended.stderr


def test_every_problem_of_a_book_comes_in_the_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = small_book(tmp_path / "book", "S1,B,DE,US,export,2026-03-10", "S2,A,DE,US,export,10.3.2026")
    assert main(["check", book, "--json"]) == 2
    content = handed_out(capsys.readouterr().out)
    assert content["answers"] == []
    assert {problem["row"] for problem in content["problems"]} == {2, 3}


def test_every_wrong_argument_is_named_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", MOTORS, "--on", "tomorrow", "--regime", "qq", "--reading", "x", "--json"]) == 2
    problems = handed_out(capsys.readouterr().out)["problems"]
    assert [problem["column"] for problem in problems] == ["--on", "--regime", "--reading"]


@pytest.mark.parametrize(
    "arguments", [["chek"], ["check"], ["check", MOTORS, "--colour"], ["check", MOTORS, "more"]]
)
def test_arguments_that_mean_nothing_end_with_2_with_json_and_without(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "--help`" in shown.err
    assert main([*arguments, "--json"]) == 2
    assert len(handed_out(capsys.readouterr().out)["problems"]) == 1


@pytest.mark.parametrize("number", ["1.5", "0", "-2", "0x10", "1_000", " 7", "1e3", "9" * 20, ""])
def test_a_number_that_is_no_plain_count_is_refused_and_never_rounded(
    number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    for words in (["screen", "--book", MOTORS, "--out", str(out), "--part-rows"], ["ask", MOTORS, "--most"]):
        assert main([*words, number]) == UNREADABLE
        assert f"{words[-1]}: {number!r} is no whole number" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "schema"),
    [
        (["trace", MOTORS, "nothing"], "trace"),
        (["trace", "nowhere", "TM-JP"], "trace"),
        (["law", "show", "zz/nothing"], "law"),
        (["law", "list", "--on", "x"], "law"),
        (["law", "check", "--law", "nowhere"], "law"),
        (["law", "check", "--regime", "atlantis"], "law"),
    ],
)
def test_each_command_keeps_its_own_json_when_it_cannot_run(
    arguments: list[str], schema: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--json"]) == 2
    assert handed_out(capsys.readouterr().out, schema)["problems"]


def test_options_may_stand_in_any_order(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", MOTORS, "--json", "--regime", "cn", *KNOWN, *QUIET])
    one = capsys.readouterr().out
    main([*("check", *QUIET, "--regime=cn"), MOTORS, *KNOWN, "--json"])
    assert capsys.readouterr().out == one


def test_of_two_readings_of_one_question_neither_counts_before_the_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = [f"--reading=cn/after-70={each}" for each in ("revived", "still suspended")]
    out = ["--book", MOTORS, "--out", str(tmp_path / "out")]
    compared = [two[0], "--compare", "reading=cn/after-70=revived,still suspended"]
    for words in (["check", MOTORS, *two], ["screen", *out, *two], ["screen", *out, *compared]):
        assert main([*words, "--regime", "cn", *KNOWN]) == UNREADABLE
        assert "read in two ways" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_what_is_wrong_in_both_sides_of_a_comparison_is_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["--book", MOTORS, "--out", str(tmp_path / "out"), "--regime", "nowhere"]
    assert main(["screen", *out, "--compare", "known_on=today,tomorrow", "--json"]) == UNREADABLE
    problems = handed_out(capsys.readouterr().out)["problems"]
    assert [each["found"] for each in problems] == ["today", "nowhere", "tomorrow"]


def test_a_reading_given_for_this_run_changes_the_answer_and_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["check", MOTORS, "--regime", "cn", *KNOWN, "--on", "2026-12-15", "--json"]
    main([*asked, "--reading", "cn/after-70=still suspended"])
    answers = handed_out(capsys.readouterr().out)["answers"]
    stator = next(each for each in answers if each["item"] == "STATOR")
    assert stator["possible"] == ["not subject"]
    assert any("cn/after-70" in each for each in stator["assumed"])


def test_json_text_and_page_give_the_same_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["check", MOTORS, "--regime", "cn", *KNOWN, *QUIET]
    page = tmp_path / "page.html"
    main([*asked, "--json", "--report", str(page)])
    answers = handed_out(capsys.readouterr().out)["answers"]
    main(asked)
    text = capsys.readouterr().out
    for each in answers:
        name = f"{each['shipment']} / {each['line']}"
        assert f"{each['action'].upper()}  {name}" in text
        assert f'<span class="do {each["action"]}">{each["action"]}</span> {name}' in page.read_text("utf-8")


def test_a_report_does_not_overwrite_a_folder(tmp_path: Path) -> None:
    ended = run("check", MOTORS, "--report", str(tmp_path))
    assert ended.returncode == 2
    assert "the path is a folder" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_demo_writes_its_page_beside_the_reader(tmp_path: Path) -> None:
    ended = run("demo", "--regime", "cn", *QUIET, *KNOWN, cwd=tmp_path)
    assert ended.returncode in {0, 10, 20}
    assert ended.stderr == ""
    assert ended.stdout.endswith(f"Page: {(tmp_path / 'xenotime-report.html').resolve()}\n")
    assert [each.name for each in tmp_path.iterdir()] == ["xenotime-report.html"]


def test_the_demo_as_json_writes_no_page(tmp_path: Path) -> None:
    ended = run("demo", "--json", "--regime", "cn", *QUIET, *KNOWN, cwd=tmp_path)
    handed_out(ended.stdout)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("explain", [(), ("--explain",)])
def test_chinese_can_be_printed_on_a_terminal_that_knows_ascii_only(
    tmp_path: Path, explain: tuple[str, ...]
) -> None:
    book = small_book(tmp_path / "book", "S1,A,DE,US,export,2026-12-15")
    ended = run(
        "check",
        book,
        "--regime",
        "cn",
        *KNOWN,
        *explain,
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
        PYTHONIOENCODING="ascii",
    )
    assert ended.returncode in {0, 10, 20}
    assert ended.stderr == ""
    assert "\\u7535\\u673a" in ended.stdout


def test_json_is_utf8_whatever_the_terminal_knows(tmp_path: Path) -> None:
    book = small_book(tmp_path / "book", "S1,A,CN,US,export,2026-12-15")
    ended = run(
        "check",
        book,
        "--regime",
        "cn",
        *KNOWN,
        "--json",
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONIOENCODING="ascii",
    )
    asked = [each["ask_zh"] for answer in handed_out(ended.stdout)["answers"] for each in answer["missing"]]
    assert any(text and not text.isascii() for text in asked)


def test_a_reader_who_leaves_early_is_no_fault() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "xenotime", "law", "show", "cn/2025-61"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as started:
        assert started.stdout
        assert started.stderr
        started.stdout.close()
        assert started.stderr.read() == b""
        assert started.wait() == 0


def test_a_stopped_run_ends_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(answering, "load_law", stop)
    assert main(["law", "list"]) == 130
    assert capsys.readouterr().err == ""


def test_a_fault_of_ours_is_one_line_and_ends_with_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr(answering, "load_law", fail)
    monkeypatch.delenv("XENOTIME_DEBUG", raising=False)
    assert main(["law", "list", "--json"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert "RuntimeError: two lines" in shown.err
    monkeypatch.setenv("XENOTIME_DEBUG", "1")
    with pytest.raises(RuntimeError):
        main(["law", "list"])


def test_nothing_but_the_answer_goes_to_a_file(tmp_path: Path) -> None:
    book = small_book(tmp_path / "book", "S1,A,DE,US,export,2026-03-10")
    ended = run("check", book, "--regime", "cn", *KNOWN)
    assert ended.stderr == ""
    assert "\x1b" not in ended.stdout


def test_help_loads_neither_the_law_nor_the_page() -> None:
    heavy = ["xenotime.desk.answering", "xenotime.reading.law.files", "jinja2", "openpyxl", "python_calamine"]
    program = (
        "import sys, xenotime.cli as cli; cli.main(['--help']); "
        f"sys.exit(bool([name for name in {heavy!r} if name in sys.modules]))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("arguments", [["version"], ["--version"]])
def test_the_version_is_said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    assert __version__ in capsys.readouterr().out


def test_the_law_says_when_it_sleeps(capsys: pytest.CaptureFixture[str]) -> None:
    states = {}
    for day in ("2025-10-20", "2026-03-10", "2026-12-15"):
        assert main(["law", "list", "--on", day, *KNOWN, "--json"]) == 0
        found = handed_out(capsys.readouterr().out, "law")["instruments"]
        states[day] = next(each["status"] for each in found if each["id"] == "cn/2025-62")
    assert states["2026-03-10"] == "asleep"
    assert states["2026-12-15"] == "in force or asleep, open"
    assert "asleep" not in states["2025-10-20"]


def test_a_paragraph_can_be_named_with_two_words_or_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "show", "cn/2025-61", "1(3)", *KNOWN]) == 0
    two = capsys.readouterr().out
    assert main(["law", "show", "cn/2025-61 1(3)", *KNOWN]) == 0
    assert capsys.readouterr().out == two
    assert "licence required" in two


def test_every_instrument_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    main(["law", "list", *KNOWN, "--json"])
    listed = handed_out(capsys.readouterr().out, "law")
    for each in listed["instruments"]:
        assert main(["law", "show", each["id"], *KNOWN, "--json"]) == 0, each["id"]
        handed_out(capsys.readouterr().out, "law")
    for each in listed["questions"]:
        assert main(["law", "show", each["id"], *KNOWN]) == 0, each["id"]
    assert listed["questions"]


def test_a_law_file_with_faults_is_refused_with_all_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own"
    shutil.copytree(ROOT / "law" / "zz", own / "zz")
    page = own / "zz" / "export-act.md"
    page.write_text(
        page.read_text("utf-8").replace("made_in", "mad_in").replace("destination", "destnation"), "utf-8"
    )
    assert main(["law", "check", "--law", str(own), "--json"]) == 2
    assert len(handed_out(capsys.readouterr().out, "law")["problems"]) > 1


def test_the_cases_of_one_regime_are_run_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "check", "--regime", "qn", "--json"]) == 0
    cases = handed_out(capsys.readouterr().out, "law")["cases"]
    assert {each["law"].partition("/")[0] for each in cases} == {"qn"}
    assert main(["law", "check", "--regime", "qn"]) == 0
    assert capsys.readouterr().out == f"{len(cases)} cases of qn run, all as expected\n"


def test_a_trace_gives_both_ends_of_what_is_inside(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", MOTORS, "TM-JP", "--regime", "cn", *KNOWN, "--json"]) == 0
    trace = handed_out(capsys.readouterr().out, "trace")["trace"]
    assert trace["elements"]["Dy"]["is_in_it"] == "yes"
    assert trace["elements"]["Tb"]["is_in_it"] == "no"
    assert any(row["share"] for row in trace["rows"])
    assert main(["trace", MOTORS, "TM-JP", "--regime", "cn", *KNOWN, "--explain"]) == 0
    assert "Calculation" in capsys.readouterr().out


@pytest.mark.parametrize("library", ["duckdb", "pyarrow", "numba"])
def test_a_command_whose_extra_is_not_installed_says_which_and_how(library: str, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("shipment,item,date\nS1,MAG-CN,2026-03-02\n", "utf-8")
    program = (
        f"import sys; sys.modules[{library!r}] = None; from xenotime.cli import main; "
        f"sys.exit(main(['screen', 'rows.csv', '--book', {MOTORS!r}, '--out', 'out', '--regime', 'zz']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", cwd=tmp_path, check=False
    )
    assert done.returncode == UNREADABLE
    assert "pip install 'xenotime[screen]'" in done.stderr
    assert "fault" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_disc_without_room_is_a_refusal_with_what_to_do_and_no_fault(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "records")

    monkeypatch.setattr("xenotime.desk.records.freezing.record", full)
    status = main(["record", MOTORS, "S07", "--store", str(tmp_path / "records")])
    said = capsys.readouterr().err
    assert status == UNREADABLE
    assert "No space left on device" in said
    assert "make room on the disc" in said


def test_memory_that_the_machine_does_not_have_is_a_refusal_and_no_fault(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def large(*_: object, **__: object) -> bytearray:
        return bytearray(1 << 62)

    monkeypatch.setattr("xenotime.desk.records.freezing.record", large)
    assert main(["record", MOTORS, "S07", "--store", str(tmp_path / "records"), "--json"]) == UNREADABLE
    (problem,) = handed_out(capsys.readouterr().out)["problems"]
    assert "memory is too little" in problem["what"]
    assert problem["do"]


def test_who_stops_the_program_while_it_starts_is_shown_nothing() -> None:
    program = """
import sys
class Stops:
    def find_spec(self, name, *_):
        if name == "cyclopts":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stops())
from xenotime.__main__ import run
sys.exit(run())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (130, "")
