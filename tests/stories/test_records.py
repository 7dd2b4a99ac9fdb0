"""A decision is frozen, signed, verified elsewhere, compared with new law, and handed to an auditor."""

import hashlib
import json
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from record_books import ZZ, magnet_book, ran, recorded
from story_books import CONTENTS, ITEMS, SHIPMENTS, shipped, write_book
from xenotime.casework.cases import Asked, Docket
from xenotime.casework.used import used_by
from xenotime.desk import answering
from xenotime.desk.records import freezing
from xenotime.desk.records.signing import dispose
from xenotime.errors import UnreadableRequest
from xenotime.keeping.sealed import legible
from xenotime.reading.law.files import read_law
from xenotime.showing.records.page_blocks import blocks_of

LAW = Path(__file__).parents[2] / "law"

CALM = """+++
id = "zz/notice-99"
title = "A second calm"
issuer = "Harbour Board"
issued = 2026-11-01
source = "https://law.example/zz/notice-99"
seen = "official"
checked = 2026-11-24
+++
# No. 99: a second calm

## 1 No. 61 sleeps again
From September 2026 on.

```suspends
provisions = ["zz/notice-61"]
from = 2026-09-01
until = 2027-05-31
```
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return magnet_book(tmp_path / "book")


def test_a_record_verifies_from_its_folder_alone_without_book_or_store(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = recorded(capsys, book, "S1", tmp_path / "store")
    assert kept["answers"][0]["action"] == "block"
    shutil.copytree(kept["folder"], tmp_path / "usb" / "copy")
    shutil.rmtree(book)
    shutil.rmtree(tmp_path / "store")
    status, out, _ = ran(capsys, "verify", tmp_path / "usb" / "copy")
    assert status == 0
    assert out.startswith(f"same     {kept['record'][:16]} S1")


def test_an_answer_that_was_forged_with_all_its_hashes_no_longer_recomputes(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = recorded(capsys, book, "S1", tmp_path / "store")
    folder = tmp_path / "forged"
    shutil.copytree(kept["folder"], folder)
    memo = (folder / "memo.json").read_bytes().replace(b'"action": "block"', b'"action": "release"')
    (folder / "memo.json").write_bytes(memo)
    manifest = json.loads((folder / "record.json").read_bytes())
    manifest["files"]["memo.json"] = hashlib.sha256(memo).hexdigest()
    (folder / "record.json").write_bytes(legible(manifest))
    status, out, _ = ran(capsys, "verify", folder)
    assert status == 10
    assert "differs: answers[0].action: release became block" in out


def test_the_memo_holds_what_an_auditor_asks_and_no_rival_reading(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In June the law was open, as known in August: revived, or still asleep."""
    folder = magnet_book(
        tmp_path / "open",
        shipments=f"{SHIPMENTS}\n{shipped('MAG', '2026-06-15', origin='QN', to='QO', value='100')}",
    )
    status, out, _ = ran(
        capsys,
        "record",
        folder,
        "S1",
        "--regime",
        "zz",
        "--known-on",
        "2026-08-31",
        "--store",
        tmp_path / "s",
        "--json",
    )
    kept = Path(json.loads(out)["recorded"]["folder"])
    memo, annex = (
        json.loads((kept / "memo.json").read_bytes()),
        json.loads((kept / "counsel/annex.json").read_bytes()),
    )
    assert memo["answers"][0]["open"] == [{"question": "zz/after-70", "taken": "revived", "by": "default"}]
    assert (
        set(annex["answers"][0]["open"][0]["readings"]) == {"revived", "still asleep"}
        or annex["answers"][0]["open"]
    )
    page = (kept / "memo.html").read_text("utf-8")
    assert "If read as" not in page
    assert "If read as" in (kept / "counsel/annex.html").read_text("utf-8")
    for heading in ("Item, revision and lot", "Parties on that day", "Rests on", "Position taken", "Calculation sheet",
                    "Chain of findings", "Looked at and not applied", "How long this stands", "Law and its status",
                    "Prepared, reviewed, approved", "Hashes"):  # fmt: skip
        assert heading in page or heading == "Calculation sheet"
    assert status in {10, 20}
    assert book.is_dir()


def test_the_facts_of_other_shipments_are_not_frozen(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items = (book / "items.csv").read_text("utf-8") + "SECRET,part,QN,piece,1,5,EUR,\n"
    (book / "items.csv").write_text(items, "utf-8")
    kept = recorded(capsys, book, "S1", tmp_path / "store")
    facts = (Path(kept["folder"]) / "inputs" / "facts.json").read_text("utf-8")
    assert "SECRET" not in facts
    assert json.loads(facts)["shipments"][0]["id"] == "S1"


def test_a_new_extension_changes_the_right_decisions_and_names_what_was_shipped(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store, own = tmp_path / "store", tmp_path / "own"
    ids = {name: recorded(capsys, book, name, store)["record"] for name in ("S1", "S2", "S3")}
    status, out, _ = ran(capsys, "recheck", book, "--store", store, "--known-on", "2026-11-24")
    assert (status, out) == (0, "3 records looked at, 0 answers would differ, 0 of them already shipped\n")
    (own / "zz").mkdir(parents=True)
    (own / "zz" / "notice-99.md").write_text(CALM, "utf-8")
    status, out, _ = ran(
        capsys, "recheck", book, "--store", store, "--law", own, "--known-on", "2026-11-24", "--json"
    )
    changed = {each["shipment"]: each for each in json.loads(out)["rechecked"]["changed"]}
    assert status == 10
    assert set(changed) == {"S2", "S3"}
    assert changed["S2"]["was"] == "block: licence required"
    assert changed["S2"]["now"] == "release: not subject"
    assert {name: each["cause"] for name, each in changed.items()} == {"S2": ["the law"], "S3": ["the law"]}
    assert changed["S2"]["shipped"]
    assert changed["S2"]["record"] == ids["S2"]
    status, out, _ = ran(capsys, "verify", store)
    assert (status, out.count("same ")) == (0, 3)


def test_a_changed_word_of_the_supplier_is_told_from_a_changed_law(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    recorded(capsys, book, "S1", store)
    magnet_book(
        book, contents=f"{CONTENTS}\nMAG,Nd,,28 %,30 %,,,ZZ,,Quarry\nMAG,others,none,,,,,,,Quarry",
        items=f"{ITEMS}\nMAG,permanent_magnet,QN,piece,0.1,5,EUR,magnet:QN",
    )  # fmt: skip
    status, out, _ = ran(capsys, "recheck", book, "--store", store, "--known-on", "2026-11-24", "--json")
    (changed,) = json.loads(out)["rechecked"]["changed"]
    assert (status, changed["cause"], changed["shipped"]) == (10, ["the facts"], True)
    assert changed["now"] == "release: not subject"


def test_a_line_that_came_in_after_the_record_is_named(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody has decided it, and the shipment's record says nothing of it."""
    header, first, *_ = (book / "shipments.csv").read_text("utf-8").splitlines()
    (book / "shipments.csv").write_text(f"line,{header}\n10,{first}\n", "utf-8")
    store = tmp_path / "store"
    recorded(capsys, book, "S1", store)
    (book / "shipments.csv").write_text(f"line,{header}\n10,{first}\n20,{first}\n", "utf-8")
    status, out, _ = ran(capsys, "recheck", book, "--store", store, "--known-on", "2026-11-24", "--json")
    (changed,) = json.loads(out)["rechecked"]["changed"]
    assert (status, changed["line"], changed["cause"]) == (10, "20", ["the facts"])
    assert changed["was"].startswith("not asked")
    assert changed["now"] == "block: licence required"


def test_a_record_under_a_reading_takes_no_other_out_of_the_comparison(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The decision that was signed was looked at no more, once somebody had kept what another reading would give."""
    store = tmp_path / "store"
    for more in ((), ("--reading", "zz/quoll-accession=acceded"), ()):
        recorded(capsys, book, "S1", store, *more)
    status, out, _ = ran(capsys, "recheck", book, "--store", store, "--known-on", "2026-11-24")
    assert (status, out.split(",")[0]) == (0, "2 records looked at")


def test_a_regime_that_the_goods_bring_in_since_the_record_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, store = tmp_path / "book", tmp_path / "store"
    rows = f"{SHIPMENTS}\n{shipped('BOX', '2026-11-20', origin='DE', to='FR')}"
    write_book(book, items=f"{ITEMS}\nBOX,part,DE,piece,1,5,EUR,", shipments=rows)
    ran(capsys, "record", book, "S1", "--store", store, "--known-on", "2026-11-24")
    write_book(book, items=f"{ITEMS}\nBOX,part,US,piece,1,5,EUR,", shipments=rows)
    status, out, _ = ran(capsys, "recheck", book, "--store", store, "--known-on", "2026-11-24", "--json")
    changed = {each["regime"]: each for each in json.loads(out)["rechecked"]["changed"]}
    assert status == 10
    assert changed["us"]["was"].startswith("not asked")


def test_a_decision_stands_until_the_day_before_the_book_says_something_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The part that goes in from July on was in the bill, and the memo named no day all the same."""
    changes = {
        "items": f"{ITEMS}\nMAG,part,QN,piece,0.1,5,EUR,none\nCORE,permanent_magnet,ZZ,piece,0.05,2,EUR,magnet:ZZ",
        "contents": f"{CONTENTS}\nMAG,others,none,,,,,,,Quarry\nCORE,Dy,,2 %,3 %,,,ZZ,,Quarry\nCORE,others,none,,,,,,,Quarry",
        "bill": "parent,child,quantity,from\nMAG,CORE,1,2026-07-10",
    }
    kept = recorded(capsys, magnet_book(tmp_path / "book", **changes), "S1", tmp_path / "store")
    memo = json.loads((Path(kept["folder"]) / "memo.json").read_text("utf-8"))
    first = memo["falls_when"][0]
    assert memo["answers"][0]["possible"] == ["not subject", "no licence required"]
    assert (memo["valid_until"], first["day"]) == ("2026-07-09", "2026-07-10")
    assert first["what"].startswith("S1 under zz: hold, no licence required or licence required")


def test_a_decision_stands_until_the_day_before_one_with_which_a_condition_compares(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own" / "zz"
    own.mkdir(parents=True)
    rule = 'concludes = "licence required"\nin_force = [{ from = 2026-01-01 }]\nall = ["date >= 2026-12-09"]'
    (own / "notice-99.md").write_text(f"{CALM}\n## 2 From a day on\n```rule\n{rule}\n```\n", "utf-8")
    kept = recorded(capsys, book, "S2", tmp_path / "store", "--law", own.parent)
    memo = json.loads((Path(kept["folder"]) / "memo.json").read_text("utf-8"))
    assert (memo["answers"][0]["action"], memo["valid_until"]) == ("release", "2026-12-08")


def test_a_decision_that_falls_before_the_goods_leave_is_named_when_it_is_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The memo said "valid until" a day long before the shipment, beside the word release, and nothing else did."""
    changes = {
        "contents": f"{CONTENTS},evidence\nMAG,others,none,,,,,,,Quarry,DECL",
        "evidence": "evidence,issuer,issued,valid_until\nDECL,Quarry,2025-01-01,2026-02-01",
    }
    kept = recorded(capsys, magnet_book(tmp_path / "book", **changes), "S1", tmp_path / "store")
    (fallen,) = kept["stands_no_longer"]
    assert fallen["day"] == "2026-02-02"
    assert "evidence DECL of Quarry expires" in fallen["what"]
    page = (Path(kept["folder"]) / "memo.html").read_text("utf-8")
    assert "2026-02-01, before the goods leave" in page
    assert "It stands no longer on the day of the shipment." in page


def test_own_law_is_frozen_with_the_record(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own" / "zz"
    own.mkdir(parents=True)
    (own / "notice-99.md").write_text(CALM, "utf-8")
    kept = recorded(capsys, book, "S2", tmp_path / "store", "--law", own.parent)
    assert kept["answers"][0]["action"] == "release"
    shutil.rmtree(own.parent)
    assert ran(capsys, "verify", kept["folder"])[0] == 0


def test_two_persons_sign_and_one_cannot_stand_for_both(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    kept = recorded(capsys, book, "S1", store)
    for name in ("ada", "bob"):
        status, out, _ = ran(capsys, "key", tmp_path / name, "--name", name.capitalize())
        assert status == 0
        assert "PRIVATE" not in out
    sign = ("sign", kept["record"][:10], "--store", store, "--role")
    assert ran(capsys, *sign, "preparer", "--key", tmp_path / "ada")[0] == 0
    status, _, err = ran(capsys, *sign, "approver", "--key", tmp_path / "ada")
    assert status == 2
    assert "must be another person" in err
    status, out, _ = ran(capsys, *sign, "approver", "--key", tmp_path / "bob")
    assert status == 0
    receipt = re.search(r"Receipt: (\S+)", out)
    assert receipt
    status, out, _ = ran(capsys, "verify", store, "--receipt", receipt[1])
    assert status == 0
    assert "signed: Bob as approver" in out
    (store / "journal" / "00000003.json").unlink()
    status, out, _ = ran(capsys, "verify", store, "--receipt", receipt[1])
    assert status == 10
    assert "rolled back: entry 3" in out


def test_an_audit_archive_is_the_same_each_time_and_verifies_by_itself(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    ids = {name: recorded(capsys, book, name, store)["record"] for name in ("S1", "S2", "S3")}
    dates = ("--from", "2026-08-01", "--to", "2026-12-31", "--customer", "buyer", "--store", store)
    for name in ("one.zip", "two.zip"):
        assert ran(capsys, "audit", tmp_path / name, *dates)[0] == 0
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        archive.extractall(tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir() if len(path.name) == 64] == [ids["S2"]]
    assert not (tmp_path / "out" / ids["S2"] / "counsel").exists()
    assert ids["S2"] in (tmp_path / "out" / "index.csv").read_text("utf-8")
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    (memo,) = re.findall(r'href="([^"#]+/memo\.html)"', page)
    assert (tmp_path / "out" / memo).is_file()
    assert "sha256sum -c SHA256SUMS" in page
    status, out, _ = ran(capsys, "verify", tmp_path / "out")
    assert status == 0
    assert "the annex for counsel was withheld" in out
    assert ran(capsys, "audit", tmp_path / "no.zip", "--customer", "nobody", "--store", store)[0] == 2
    _, _, told = ran(capsys, "audit", tmp_path / "no.zip", "--store", tmp_path / "nowhere")
    assert "There are no records here" in told


def test_a_record_is_kept_as_long_as_the_regime_asks(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    kept = recorded(capsys, book, "S1", store)
    _, out, _ = ran(capsys, "records", "--store", store)
    assert "kept until 2033-07-01" in out
    status, _, err = ran(capsys, "dispose", kept["record"], "--reason", "space", "--store", store)
    assert status == 2
    assert "must still be kept" in err


LONGER = 'retention = { years = 12, source = "https://law.example/zz/longer", seen = "SEEN" }'


@pytest.mark.parametrize(("seen", "until"), [("official", "2038-07-01"), ("memory", "no end")])
def test_a_longer_time_asked_by_a_later_law_holds_for_records_made_before(
    seen: str, until: str, book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store, law = tmp_path / "store", tmp_path / "law"
    kept = recorded(capsys, book, "S1", store)
    shutil.copytree(LAW, law)
    coverage = law / "zz" / "coverage.toml"
    text = coverage.read_text("utf-8")
    (line,) = [each for each in text.splitlines() if each.startswith("retention")]
    coverage.write_text(text.replace(line, LONGER.replace("SEEN", seen)), "utf-8")
    read = read_law([law])
    with pytest.raises(UnreadableRequest) as refused:
        dispose(store, kept["record"], "space", read)
    assert until in refused.value.problems[0].found


def test_regimes_that_another_line_of_the_book_brings_in_are_recorded_and_recomputed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No regime is named: an item that is not shipped here bears a code of one, and so the shipment is asked of it."""
    book, store = tmp_path / "book", tmp_path / "store"
    shutil.copytree(LAW.parent / "examples" / "motor-maker", book)
    text = (book / "items.csv").read_text("utf-8")
    row = next(line for line in text.splitlines() if line.startswith("TM-CN,"))
    marked = row.replace(",EUR,,", ",EUR,us:3A001.b.2,", 1)
    (book / "items.csv").write_text(text.replace(row, marked), "utf-8")
    _, out, err = ran(capsys, "record", book, "S02", "--store", store, "--known-on", "2026-11-24", "--json")
    assert marked != row, err
    assert {each["regime"] for each in json.loads(out)["recorded"]["answers"]} == {"cn", "us"}
    assert ran(capsys, "verify", store)[0] == 0


def test_where_the_part_of_a_book_shows_another_thing_the_whole_is_frozen(
    book: Path,
) -> None:
    """The part is robbed of its contents, as by a fault of ours: the answers are those of the whole all the same."""
    law = answering.load_law()
    read = answering.open_book(book, law)
    lines = [each for each in read.shipments if each.id == "S1"]
    whole = Docket(replace(read, shipments=tuple(lines)), law, Asked(date(2026, 11, 24), ("zz",)))
    expected = list(Docket(whole.book, law, whole.asked).answers())
    part = used_by(read, lines)
    for given, kept in ((part, part), (replace(part, contents=()), whole.book)):
        frozen, answers = freezing.decided(given, whole)
        assert (frozen.contents, list(answers)) == (kept.contents, expected)


class Words(HTMLParser):
    """Every word that a page shows, whatever its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.hidden = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.hidden += tag in {"style", "title"}

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"style", "title"}

    def handle_data(self, data: str) -> None:
        self.words += "" if self.hidden else data


def test_the_memo_as_pdf_says_all_that_the_page_says_and_is_the_same_each_time(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items = (book / "items.csv").read_text("utf-8").replace("item,", "item,name,", 1)
    named = items.replace("\nMAG,", "\nMAG,钕铁硼磁钢 Läufer,").splitlines()
    rows = [
        line if at == 0 or line.startswith("MAG,") else line.replace(",", ",,", 1)
        for at, line in enumerate(named)
    ]
    (book / "items.csv").write_text("\n".join(rows) + "\n", "utf-8")
    kept = [Path(recorded(capsys, book, "S1", tmp_path / name, "--pdf")["folder"]) for name in ("one", "two")]
    one, two = ((folder / "memo.pdf").read_bytes() for folder in kept)
    assert one.startswith(b"%PDF")
    assert (one == two, kept[0].name == kept[1].name) == (True, True)
    assert b"STSong-Light" in one
    page = (kept[0] / "memo.html").read_text("utf-8")
    shown = Words()
    shown.feed(page)
    said = [
        text for each in blocks_of(page) for text in (each.text, *(cell for row in each.rows for cell in row))
    ]
    assert "".join("".join(said).split()) == "".join(shown.words.split())
    assert "钕铁硼磁钢 Läufer" in " ".join(said)
    assert ran(capsys, "verify", tmp_path / "one")[0] == 0
    (kept[0] / "memo.pdf").write_bytes(one + b" ")
    status, out, _ = ran(capsys, "verify", tmp_path / "one")
    assert (status, "memo.pdf" in out) == (10, True)


def test_a_font_that_cannot_be_embedded_is_refused_and_nothing_is_kept(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    font = tmp_path / "font.ttf"
    font.write_bytes(b"no font")
    status, _, err = ran(capsys, "record", book, "S1", *ZZ, "--store", tmp_path / "s", "--pdf-font", font)
    assert (status, "The font cannot be embedded" in err, (tmp_path / "s").exists()) == (2, True, False)
