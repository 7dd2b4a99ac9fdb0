"""A whole journey: a name is proposed, nothing changes, a person decides, and the owner's list reaches down."""

import json
from pathlib import Path
from typing import Any

import pytest

from xenotime.cli import main
from xenotime.desk import answering

PARTIES = """party,name,country,lists,kind
TOP,华为技术有限公司,CN,,
MID,Middle Holding,SG,none,civil
SUB,Sub Trading,SG,none,civil
"""
HOLDINGS = """owner,owned,kind,share_low,share_high
TOP,MID,equity,60 %,70 %
MID,SUB,equity,50 %,50 %
"""
LIST = {
    "total": 1,
    "offset": 0,
    "sources_used": [{"import_date": "2026-07-30"}],
    "results": [
        {
            "name": "Huawei Technologies Co., Ltd.",
            "source": "Entity List (EL) - Bureau of Industry and Security",
            "entity_number": "7",
            "addresses": [{"country": "CN"}],
        }
    ],
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "book.toml").write_text("format = 1\n", encoding="utf-8")
    (tmp_path / "parties.csv").write_text(PARTIES, encoding="utf-8")
    (tmp_path / "holdings.csv").write_text(HOLDINGS, encoding="utf-8")
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "us.json").write_text(json.dumps(LIST), encoding="utf-8")
    return tmp_path


def owns(book: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, Any]:
    status = main(["owns", str(book), *more, "--on", "2026-08-01", "--regime", "us", "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_a_proposal_changes_nothing_and_a_decision_reaches_whom_the_listed_own(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, told = owns(book, capsys, "SUB")
    assert status == 20, "half of SUB is held by a party whose owner may be listed"
    proposal = told["owns"]["proposals"][0]
    assert (proposal["party"], proposal["entry"], proposal["likely"]) == ("TOP", "us/entity-list:7", True)
    assert not (book / "matches.toml").exists()

    status, told = owns(book, capsys, "SUB", "--confirm", "TOP=us/entity-list:7", "--by", "A. Reader")
    decided = told["decided"][0]
    assert (decided["by"], decided["on"], decided["list_dated"]) == ("A. Reader", "2026-08-01", "2026-07-30")
    assert status == 10
    answers = {
        each["provision"]: each["answer"]
        for each in told["owns"]["answers"]
        if "us/entity-list" in each["lists"]
    }
    assert set(answers.values()) == {"yes"}
    chain = told["owns"]["answers"][0]["ways"][0]["chain"]
    assert [(each["owner"], each["owned"]) for each in chain] == [("TOP", "MID"), ("MID", "SUB")]


def test_one_confirmed_list_does_not_clear_a_party_of_the_others(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(
        [
            "owns",
            str(book),
            "TOP",
            "--confirm",
            "TOP=us/entity-list:7",
            "--by",
            "A. Reader",
            "--on",
            "2026-08-01",
        ]
    )
    capsys.readouterr()
    main(["owns", str(book), "TOP", "--on", "2026-08-01", "--json", "--regime", "cn"])
    answers = json.loads(capsys.readouterr().out)["owns"]["answers"]
    assert {each["answer"] for each in answers} == {"unknown"}


def test_a_later_decision_withdraws_nothing_silently(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for word, name in (("--confirm", "A. Reader"), ("--reject", "B. Reader")):
        main(["owns", str(book), "--on", "2026-08-01", word, "TOP=us/entity-list:7", "--by", name])
    capsys.readouterr()
    written = (book / "matches.toml").read_text("utf-8")
    assert written.count("[[match]]") == 2
    status, told = owns(book, capsys, "SUB")
    assert (status, told["owns"]["proposals"][0]["decided"]) == (20, "other")


def test_a_decision_needs_a_name_and_an_entry_that_exists(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["owns", str(book), "--confirm", "TOP=us/entity-list:7"]) == 2
    assert main(["owns", str(book), "--confirm", "TOP=us/entity-list:8", "--by", "A"]) == 2
    assert main(["owns", str(book), "NOBODY"]) == 2
    assert "Unknown party" in capsys.readouterr().err
    assert not (book / "matches.toml").exists()


def test_the_page_draws_the_chain_and_keeps_names_from_becoming_markup(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "parties.csv").write_text(
        PARTIES.replace("Middle Holding", "<script>x</script>"), encoding="utf-8"
    )
    page = tmp_path / "page.html"
    decision = ["--confirm", "TOP=us/entity-list:7", "--by", "A. Reader"]
    main(["owns", str(book), "SUB", "--on", "2026-08-01", "--report", str(page), "--regime", "us", *decision])
    text = page.read_text("utf-8")
    assert "<svg" in text
    assert "<script>" not in text
    assert "60 % to 70 % equity" in text
    assert "MID" in capsys.readouterr().out


def test_an_old_list_is_named_beside_the_answer(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["owns", str(book), "SUB", "--on", "2026-09-01", "--regime", "us"])
    assert "33 days before 2026-09-01" in " ".join(capsys.readouterr().out.split())


def test_registers_in_the_books_folder_are_its_owners(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (book / "owners").mkdir()
    rows = [
        {"id": "N", "schema": "Company", "properties": {"name": ["New"]}},
        {
            "id": "o",
            "schema": "Ownership",
            "properties": {"owner": ["SUB"], "asset": ["N"], "percentage": ["100"]},
        },
    ]
    (book / "owners" / "register.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    _, told = owns(book, capsys, "N", "--confirm", "TOP=us/entity-list:7", "--by", "A. Reader")
    answers = {each["answer"] for each in told["owns"]["answers"] if "us/entity-list" in each["lists"]}
    assert answers == {"yes"}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-08-01", {(None, "2025-11-10", "2026-11-08")}),
        ("2026-11-27", {("us/after-90-fr-50857 = still stayed", "2026-11-10", "2027-01-10")}),
    ],
)
def test_a_stay_that_hangs_on_an_open_question_names_the_reading(
    book: Path, capsys: pytest.CaptureFixture[str], day: str, said: set[tuple[str | None, str, str]]
) -> None:
    (book / "parties.csv").write_text(PARTIES.replace("CN,,", "CN,us/entity-list,civil"), encoding="utf-8")
    main(["owns", str(book), "SUB", "--on", day, "--known-on", day, "--regime", "us", "--json"])
    answers = json.loads(capsys.readouterr().out)["owns"]["answers"]
    stays = [stay for each in answers if each["provision"] == "us/744.11 (a)(1)" for stay in each["stayed"]]
    assert {(stay["under"], stay["from"], stay["until"]) for stay in stays} == said
    main(["owns", str(book), "SUB", "--on", day, "--known-on", day, "--regime", "us"])
    text = " ".join(capsys.readouterr().out.split())
    assert ("stayed if us/after-90-fr-50857 is read as 'still stayed'" in text) is (day == "2026-11-27")


def test_an_entry_that_a_newer_list_renews_is_asked_about_again_and_confirmed_with_its_new_days(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def snapshot(name: str, dated: str, until: str) -> None:
        listed = LIST["results"][0] | {"name": "Elk Works", "start_date": "2024-01-01", "end_date": until}  # type: ignore[index]
        text = LIST | {"sources_used": [{"import_date": dated}], "results": [listed]}
        (book / "lists" / name).write_text(json.dumps(text), encoding="utf-8")

    confirm = ["TOP", "--confirm", "TOP=us/entity-list:7", "--by", "A. Reader"]
    (book / "lists" / "us.json").unlink()
    snapshot("a.json", "2026-07-01", "2026-07-15")
    owns(book, capsys, *confirm)
    asked = ["owns", str(book), "TOP", "--regime", "us", "--json", "--on"]
    assert main([*asked, "2026-07-15"]) == 10
    snapshot("b.json", "2026-07-31", "2026-12-31")
    assert main([*asked, "2026-07-16"]) == 20, "the newer list says that it stands, and nobody has looked"
    capsys.readouterr()
    _, told = owns(book, capsys, *confirm)
    assert told["decided"][0]["list_dated"] == "2026-07-31"
    assert main([*asked, "2026-12-31"]) == 10


def test_what_lies_among_lists_and_owners_and_is_not_read_is_said(tmp_path: Path) -> None:
    """A list in another form had been passed over in silence, and its parties were on no list."""
    (tmp_path / "book.toml").write_text("format = 1\n", "utf-8")
    (tmp_path / "parties.csv").write_text("party,name\nA,Quill Tinworks\n", "utf-8")
    for name in ("lists/sdn.xls", "lists/2026/sdn.csv", "owners/2026/all.json", "lists/.hidden"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    remarks = answering.open_book(tmp_path, answering.load_law()).remarks
    assert [each.partition(":")[0] for each in remarks] == ["owners/2026", "lists/2026", "lists/sdn.xls"]
