"""Screening gives every shipment the answer that it has by itself."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from screening.screen_books import (
    HEADER,
    HOUSE,
    KNOWN_ON,
    POSITIONS,
    Row,
    book_at,
    decided,
    differences,
    random_rows,
    results_in,
    screened,
    write_rows,
)
from xenotime.casework.cases import Asked
from xenotime.cli import main
from xenotime.commands.common import UNREADABLE
from xenotime.desk import answering, screening
from xenotime.desk.screening import Screened, Source, compare, other_duties, portable_sql, screen
from xenotime.desk.shipment_cells import Cells
from xenotime.errors import UnreadableBook, UnreadableRequest
from xenotime.facts.book import Book
from xenotime.law.condition import DATE
from xenotime.law.lawbook import Lawbook
from xenotime.screening.by_columns import ByColumns
from xenotime.screening.conditions import gathered
from xenotime.screening.duck import Duck
from xenotime.screening.run import Wanted

ASKED = Asked(KNOWN_ON, ("zz",), explain=False)
FRIENDS_BEFORE_OTHERS = (
    HOUSE
    + """## 1 Who stands before whom
```rule
concludes = "prohibited"
in_force = [{ from = 2025-01-01 }]
all = ["consignee.country == QN", "end_user.country != QN"]
```
"""
)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_row_of_random_shipments_is_answered_as_by_itself(
    seed: int, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    rows = random_rows(seed, 45)
    suffix = ".parquet" if seed % 2 else ".csv"
    source = Source(write_rows(tmp_path / f"rows{suffix}", rows), tmp_path / "out", part_rows=20)
    got = screened(lawbook, book, ASKED, source)
    expected = dict(decided(lawbook, book, ASKED, rows))
    assert got.keys() == expected.keys()
    assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}


def test_what_one_role_does_not_tell_apart_another_role_of_the_same_party_does(
    lawbook: Lawbook, tmp_path: Path
) -> None:
    texts = {
        "items": "item,form,kind,base_unit,made_in\nALLOY,phosphor,goods,kg,HK\n",
        "contents": "item,substance,form,share_low,share_high,origin\nALLOY,Dy,alloy,0.8,0.8,CN\nALLOY,Fe,alloy,0.2,0.2,CN\nALLOY,others,,none,,\n",
        "parties": "party,name,country,lists,kind\nFIRM,One,HK,none,civil\nLAB,Lab,US,none,military\n",
        "shipments": "shipment,item,date\nS,ALLOY,2026-01-01\n",
    }
    (tmp_path / "book").mkdir()
    for name, text in texts.items():
        (tmp_path / "book" / f"{name}.csv").write_text(text, "utf-8")
    (tmp_path / "book" / "book.toml").write_text("format = 1\n", "utf-8")
    cells = {
        "item": "ALLOY", "quantity": "1", "act": "re-export", "circumstance": "loan", "from": "CN", "end_use": "chemical_biological", "via": "HK",
        "facts": "exporter_knows=no", "date": "2025-05-18", "consignee": "LAB", "end_user": "LAB", "purchaser": "none", "intermediary": "none",
    }  # fmt: skip
    rows = [
        tuple({**cells, "shipment": f"S{at}", "exporter": exporter}.get(name, "") for name in HEADER)
        for at, exporter in enumerate(["FIRM", "LAB"])
    ]
    book, asked = (
        answering.open_book(tmp_path / "book", lawbook),
        Asked(date(2025, 10, 20), ("cn",), explain=False),
    )
    got = screened(lawbook, book, asked, Source(write_rows(tmp_path / "rows.csv", rows), tmp_path / "out"))
    expected = dict(decided(lawbook, book, asked, rows))
    assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}


def test_an_unknown_fact_of_one_party_in_two_roles_is_one_unknown(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "note.md").write_text(FRIENDS_BEFORE_OTHERS, "utf-8")
    lawbook = answering.load_law([tmp_path / "house"], cases=False)
    made = book_at(tmp_path / "book", lawbook)
    unknown = {id_: replace(made.parties[id_], country=None) for id_ in ("P1", "P3")}
    book = replace(made, parties={**made.parties, **unknown})
    whom = [("P1", "P1"), ("P3", "P1"), ("P2", "P1"), ("P1", "P2"), ("P3", "P3")]
    cells = {
        "item": "PUMP",
        "quantity": "1",
        "from": "QN",
        "to": "QO",
        "act": "export",
        "circumstance": "sale",
        "date": "2026-07-01",
    }
    parties = {"exporter": "P2", "purchaser": "none", "intermediary": "none", "end_use": "civil"}
    rows = [
        tuple(
            {**cells, **parties, "shipment": f"S{at}", "consignee": one, "end_user": other}.get(name, "")
            for name in HEADER
        )
        for at, (one, other) in enumerate(whom)
    ]
    got = screened(lawbook, book, ASKED, Source(write_rows(tmp_path / "rows.csv", rows), tmp_path / "out"))
    expected = dict(decided(lawbook, book, ASKED, rows))
    assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}
    perhaps = {key[0] for key, row in got.items() if "prohibited" in row["possible"]}
    assert perhaps == {"S1", "S2"}


def test_given_readings_and_a_day_for_all_are_followed(lawbook: Lawbook, book: Book, tmp_path: Path) -> None:
    rows = random_rows(9, 30)
    asked = Asked(
        date(2026, 5, 1), ("zz",), date(2026, 6, 2), {"zz/after-70": "still suspended"}, explain=False
    )
    source = Source(write_rows(tmp_path / "rows.csv", rows), tmp_path / "out")
    got = screened(lawbook, book, asked, source)
    expected = dict(decided(lawbook, book, asked, rows))
    assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}


def motors(*values: str) -> list[Row]:
    cells = {
        "item": "MOTOR", "quantity": "1", "currency": "EUR", "from": "QN", "to": "QO", "act": "re-export",
        "circumstance": "sale", "end_use": "civil", "date": "2026-07-01", "exporter": "P2", "consignee": "P1",
        "end_user": "P1", "purchaser": "none", "intermediary": "none",
    }  # fmt: skip
    return [
        tuple({**cells, "shipment": f"M{at}", "value": value}.get(name, "") for name in HEADER)
        for at, value in enumerate(values)
    ]


def test_a_share_just_at_below_and_above_its_line_is_told_exactly(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    rows = motors("10000", "9999.999999999999", "10000.000000000001", "10", "9.999999999999999999", "1", "")
    got = screened(lawbook, book, ASKED, Source(write_rows(tmp_path / "rows.csv", rows), tmp_path / "out"))
    for key, expected in decided(lawbook, book, ASKED, rows):
        assert differences(got[key], expected) == {}


def test_a_run_that_was_broken_off_goes_on_with_the_part_it_was_in(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    rows = random_rows(4, 24)
    source = Source(write_rows(tmp_path / "rows.parquet", rows), tmp_path / "out", part_rows=8)
    words = answering.book_words(lawbook)
    done = screen(lawbook, book, words, ASKED, source)
    whole = results_in(done.parts)
    first, second, third = sorted(done.parts.iterdir())
    kept, third_made = first.stat().st_mtime_ns, third.stat().st_mtime_ns
    listed = (source.out / "release.csv").read_bytes()
    second.unlink()
    (source.out / "release.csv").unlink()
    assert results_in(screen(lawbook, book, words, ASKED, source).parts) == whole
    assert (first.stat().st_mtime_ns, third.stat().st_mtime_ns) == (kept, third_made)
    assert (source.out / "release.csv").read_bytes() == listed
    names = [line.split(b",")[0] for line in listed.splitlines()[1:]]
    assert names == [row[0].encode() for row in rows]


def test_results_of_another_question_are_not_mixed_in(lawbook: Lawbook, book: Book, tmp_path: Path) -> None:
    source = Source(write_rows(tmp_path / "rows.csv", random_rows(4, 3)), tmp_path / "out")
    words = answering.book_words(lawbook)
    screen(lawbook, book, words, ASKED, source)
    with pytest.raises(UnreadableRequest, match="another run"):
        screen(lawbook, book, words, Asked(date(2026, 1, 1), ("zz",)), source)


def test_results_of_another_version_of_the_program_are_not_mixed_in(
    lawbook: Lawbook, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Source(write_rows(tmp_path / "rows.csv", random_rows(4, 3)), tmp_path / "out")
    words = answering.book_words(lawbook)
    screen(lawbook, book, words, ASKED, source)
    monkeypatch.setattr(screening, "program_hash", lambda: "another")
    with pytest.raises(UnreadableRequest, match="another run"):
        screen(lawbook, book, words, ASKED, source)


def test_another_engine_does_not_go_on_with_the_parts_of_the_first(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    source = Source(write_rows(tmp_path / "rows.csv", random_rows(4, 3)), tmp_path / "out")
    words = answering.book_words(lawbook)
    screen(lawbook, book, words, ASKED, source)
    with pytest.raises(UnreadableRequest, match="another run"):
        screen(lawbook, book, words, ASKED, replace(source, engine="spark"))


@pytest.mark.parametrize(
    ("changed", "match"), [({"part_rows": 0}, "--part-rows"), ({"memory": "1MB"}, "--memory")]
)
def test_a_way_of_working_that_cannot_be_is_said_to_be_so(
    changed: dict[str, object], match: str, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    source = Source(write_rows(tmp_path / "rows.csv", random_rows(4, 3)), tmp_path / "out")
    with pytest.raises(UnreadableRequest, match=match):
        screen(lawbook, book, answering.book_words(lawbook), ASKED, replace(source, **changed))  # type: ignore[arg-type]


def test_what_was_refused_leaves_the_folder_free_for_the_corrected_file(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    rows, words = random_rows(4, 3), answering.book_words(lawbook)
    wrong = [(*rows[0][:2], "NOPE", *rows[0][3:])]
    source = Source(write_rows(tmp_path / "rows.csv", wrong), tmp_path / "out")
    with pytest.raises(UnreadableBook, match="NOPE"):
        screen(lawbook, book, words, ASKED, source)
    write_rows(tmp_path / "rows.csv", rows)
    assert screened(lawbook, book, ASKED, source).keys() == dict(decided(lawbook, book, ASKED, rows)).keys()


def test_bytes_that_are_no_text_are_refused_wherever_they_stand(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    file, bad = write_rows(tmp_path / "rows.parquet", random_rows(4, 3)), pa.array([b"1\xff", b"2", b"3"])
    for name in ("shipment", "value", "to"):
        column = pa.Array.from_buffers(pa.string(), 3, bad.buffers())
        whole = parquet.read_table(file)
        parquet.write_table(
            whole.set_column(whole.schema.get_field_index(name), name, column), tmp_path / "bad.parquet"
        )
        with pytest.raises(UnreadableBook, match="cannot be read"):
            screened(lawbook, book, ASKED, Source(tmp_path / "bad.parquet", tmp_path / name))


def test_a_column_with_a_name_of_the_engine_is_not_known_as_any_other(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    whole = parquet.read_table(write_rows(tmp_path / "rows.parquet", random_rows(4, 3)))
    parquet.write_table(whole.append_column("file_row_number", [["1", "2", "3"]]), tmp_path / "odd.parquet")
    with pytest.raises(UnreadableBook, match="The column is not known") as refused:
        screened(lawbook, book, ASKED, Source(tmp_path / "odd.parquet", tmp_path / "out"))
    assert [each.column for each in refused.value.problems] == ["file_row_number"]


def test_a_warehouse_is_given_nothing_for_a_file_in_which_an_id_stands_twice(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    rows = random_rows(4, 3)
    source = Source(write_rows(tmp_path / "rows.csv", [*rows, rows[0]]), tmp_path / "out")
    with pytest.raises(UnreadableBook, match="The id stands twice"):
        portable_sql(lawbook, book, answering.book_words(lawbook), ASKED, source, "duckdb")


def test_law_of_which_nothing_was_known_yet_is_asked_as_of_one_case(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    asked, rows = Asked(date(2024, 3, 1), ("qn",), explain=False), random_rows(4, 6)
    got = screened(lawbook, book, asked, Source(write_rows(tmp_path / "rows.csv", rows), tmp_path / "out"))
    expected = dict(decided(lawbook, book, asked, rows))
    assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}


@pytest.mark.parametrize("compare", ["known_on=2026-05-01,x", "known_on=,", "law=/nowhere"])
def test_both_sides_of_a_comparison_are_looked_at_before_the_first_is_screened(
    compare: str, lawbook: Lawbook, tmp_path: Path
) -> None:
    book_at(tmp_path / "book", lawbook)
    file = str(write_rows(tmp_path / "rows.csv", random_rows(6, 3)))
    told = [
        "screen",
        file,
        "--book",
        str(tmp_path / "book"),
        "--out",
        str(tmp_path / "out"),
        "--regime",
        "zz",
    ]
    assert main([*told, "--compare", compare]) == UNREADABLE
    assert not (tmp_path / "out").exists()


def test_shipments_of_which_the_same_is_missing_are_told_alike(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    first, *_ = random_rows(6, 1)
    open_use = dict(zip(HEADER, first, strict=True)) | {"end_use": "", "facts": ""}
    rows = [tuple((open_use | {"shipment": each}).values()) for each in ("A", "B")]
    source = Source(write_rows(tmp_path / "rows.csv", rows), tmp_path / "out")
    told = [each["missing"] for each in screened(lawbook, book, ASKED, source).values()]
    assert "(this shipment)" in told[0]
    assert told[0] == told[1]


def test_the_release_list_tells_every_line_once_and_until_when(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    rows = motors("10000", "10000000", "")
    source = Source(write_rows(tmp_path / "rows.csv", rows), tmp_path / "out")
    screen(lawbook, book, answering.book_words(lawbook), ASKED, source)
    header, *lines = (tmp_path / "out" / "release.csv").read_text("utf-8").splitlines()
    assert header == "document,line,action,reason_code,valid_until"
    assert [line.split(",")[0] for line in lines] == ["M0", "M1", "M2"]
    assert all(line.split(",")[4] >= "2026-07-01" for line in lines)


def test_a_comparison_names_the_lines_that_change_and_the_provision(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    file, words = (
        write_rows(tmp_path / "rows.csv", motors("10000", "10000000")),
        answering.book_words(lawbook),
    )
    sides = [
        screen(
            lawbook, book, words,
            Asked(date(2026, 5, 1), ("zz",), None, {"zz/after-70": reading}, explain=False),
            Source(file, tmp_path / reading),
        )
        for reading in ("revived", "still suspended")
    ]  # fmt: skip
    turns, found = compare(sides[0], sides[1])
    one, other = (results_in(side.parts) for side in sides)
    changed = {key[0] for key in one if one[key]["possible"] != other[key]["possible"]}
    assert changed
    assert sum(each.count for each in turns) == len(found)
    assert {each.shipment for each in found} == changed
    assert {each.provisions for each in found} == {("zz/notice-61 1(1)",)}
    assert {each.own_law for each in found} == {()}
    assert other_duties(sides[0], sides[1]) == ()


DUTY = (
    HOUSE
    + """## 1 A copy is kept
```duty
who = "exporter"
what = "Keep a copy of the licence with the papers."
when = "before it leaves"
upon = ["zz/notice-61 1(1)", "zz/export-act 2"]
in_force = [{ from = 2024-06-01 }]
```
"""
)


def test_a_comparison_counts_the_answers_that_differ_in_their_duties_alone(
    book: Book, tmp_path: Path
) -> None:
    """A duty that the house adds to a rule changes no answer, and is work all the same."""
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "house.md").write_text(DUTY, "utf-8")
    file, asked = (
        write_rows(tmp_path / "rows.csv", random_rows(4, 60)),
        Asked(KNOWN_ON, ("zz",), explain=False),
    )
    sides = []
    for name, own in (("a", []), ("b", [tmp_path / "law"])):
        law = answering.load_law(own)
        sides.append(screen(law, book, answering.book_words(law), asked, Source(file, tmp_path / name)))
    assert compare(sides[0], sides[1]) == ((), ())
    one, other = (results_in(side.parts) for side in sides)
    more = sum(other[key]["duties"] != one[key]["duties"] for key in one)
    assert more
    assert other_duties(sides[0], sides[1]) == (("zz", more),)


def test_a_comparison_names_the_open_question_where_no_provision_makes_the_difference(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    words, file = answering.book_words(lawbook), write_rows(tmp_path / "rows.parquet", random_rows(4, 150))

    def side(reading: str) -> Screened:
        asked = Asked(KNOWN_ON, ("zz",), None, {"zz/quoll-accession": reading}, explain=False)
        return screen(lawbook, book, words, asked, Source(file, tmp_path / reading))

    _, found = compare(side("acceded"), side("not acceded"))
    by_policy = [each for each in found if each.before == each.after and not each.own_law]
    assert by_policy
    for each in by_policy:
        assert each.provisions
        assert (each.policies_before, each.outcome_before) != (each.policies_after, each.outcome_after)
    assert ("zz/quoll-accession",) in {each.provisions for each in by_policy}


def test_a_comparison_tells_what_a_regime_that_one_side_alone_asks_does_not_let_go(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    file, words = write_rows(tmp_path / "rows.csv", random_rows(4, 24)), answering.book_words(lawbook)
    one, both = (
        screen(
            lawbook, book, words, Asked(KNOWN_ON, regimes, explain=False), Source(file, tmp_path / regimes[-1])
        )
        for regimes in (("zz",), ("zz", "qn"))
    )  # fmt: skip
    rows = results_in(both.parts)
    mild = {"not subject", "no licence required"}
    acting = {key for key, row in rows.items() if key[2] == "qn" and row["possible"] not in mild}
    assert acting
    assert len(acting) < len(rows) / 2
    for sides, before in (((one, both), True), ((both, one), False)):
        turns, found = compare(*sides)
        assert sum(each.count for each in turns) == len(found)
        assert {(each.shipment, each.line, each.regime) for each in found} == acting
        assert {each.before if before else each.after for each in found} == {"not asked"}


@pytest.mark.parametrize("dialect", ["bigquery", "databricks", "duckdb", "postgres", "snowflake"])
def test_what_is_printed_for_a_warehouse_names_no_shipment(
    dialect: str, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    file = write_rows(tmp_path / "rows.csv", random_rows(6, 12))
    text = portable_sql(
        lawbook, book, answering.book_words(lawbook), ASKED, Source(file, tmp_path / "out"), dialect
    )
    assert not any(row[0] in text for row in random_rows(6, 12))
    assert text.count("CREATE TABLE") >= 10


def test_law_sql_prints_tables_and_query(
    lawbook: Lawbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book_at(tmp_path / "book", lawbook)
    file = write_rows(tmp_path / "rows.csv", random_rows(6, 3))
    told = ["law", "sql", str(file), "--book", str(tmp_path / "book"), "--regime", "zz", "--dialect"]
    assert main([*told, "snowflake"]) == 0
    assert "CREATE VIEW keyed" in capsys.readouterr().out
    assert main([*told, "oracle"]) == UNREADABLE
    assert "snowflake" in capsys.readouterr().err


def motor(item: str) -> dict[str, str]:
    return {
        "item": item, "quantity": "1", "currency": "EUR", "from": "QN", "to": "QO", "act": "re-export", "value": "1",
        "circumstance": "sale", "end_use": "civil", "date": "2025-12-15", "exporter": "P2", "consignee": "P1",
        "end_user": "P1", "purchaser": "none", "intermediary": "none",
    }  # fmt: skip


def test_statements_that_contradict_each_other_are_one_situation_whatever_they_are(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    cells = [motor("MOTOR") | {"shipment": f"C{at}", "value": value} for at, value in enumerate("1234")]
    rows: list[Row] = [tuple(each.get(name, "") for name in HEADER) for each in cells]
    source = Source(write_rows(tmp_path / "rows.csv", rows), tmp_path / "out")
    done = screen(lawbook, book, answering.book_words(lawbook), ASKED, source)
    got = results_in(done.parts)
    assert {row["reason"] for row in got.values()} == {"CONTRADICTION"}
    assert {row["contradictions"].partition(":")[0] for row in got.values()} == {"MOTOR"}
    assert done.counted.decided == 1
    for key, expected in decided(lawbook, book, ASKED, rows):
        assert differences(got[key], expected) == {}


def test_facts_are_looked_at_anew_on_every_day_with_which_the_law_compares_the_shipments(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    cells = Cells(book, answering.book_words(lawbook))
    engine = Duck(write_rows(tmp_path / "rows.csv", random_rows(1, 2)), tmp_path)
    run = ByColumns(lawbook, book, Wanted(KNOWN_ON, ("us",)), engine, cells.read, cells.check, tmp_path, ())
    compared = gathered(lawbook, ("us",), KNOWN_ON).found[DATE].amounts
    assert compared
    assert {date.fromordinal(int(each)) for each in compared} <= set(run.fact_days.starts)


def in_a_warehouse(text: str, columns: str) -> dict[tuple[str, ...], dict[str, str]]:
    """The rows of the printed query, run over a table `shipments` as a query gives it; run twice, as one would."""
    with duckdb.connect() as db:
        db.execute(f"CREATE TABLE shipments AS {columns}")
        db.execute(text)
        found = db.execute(text)
        names = [each[0] for each in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return {(row["shipment"], row["line"], row["regime"]): row for row in rows}


@pytest.mark.parametrize("regimes", [("zz",), ("zz", "qn")])
def test_the_printed_query_gives_in_a_warehouse_what_screening_gives(
    regimes: tuple[str, ...], lawbook: Lawbook, tmp_path: Path
) -> None:
    book, words = with_position_on(tmp_path / "book", lawbook, "S5"), answering.book_words(lawbook)
    file, asked = write_rows(tmp_path / "rows.csv", random_rows(7, 30)), replace(ASKED, regimes=regimes)
    text = portable_sql(lawbook, book, words, asked, Source(file, tmp_path / "sql"), "duckdb")
    typed = "replace (CAST(date AS DATE) AS date, concat(' ', shipment, ' ') AS shipment)"
    got = in_a_warehouse(text, f"SELECT * {typed} FROM read_csv('{file}', all_varchar = true)")
    assert got == screened(lawbook, book, asked, Source(file, tmp_path / "out"))


@pytest.mark.parametrize(("column", "value"), [("date", "2026-08-08"), ("consignee", "P9"), ("to", "QM")])
def test_a_row_in_a_warehouse_with_what_the_file_did_not_have_is_held_and_said_so(
    column: str, value: str, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    file, words = write_rows(tmp_path / "rows.csv", random_rows(7, 30)), answering.book_words(lawbook)
    text = portable_sql(lawbook, book, words, ASKED, Source(file, tmp_path / "sql"), "duckdb")
    read = f"read_csv('{file}', all_varchar = true)"
    got = in_a_warehouse(text, f"SELECT * REPLACE ('{value}' AS \"{column}\") FROM {read} LIMIT 3")
    assert {(row["action"], row["reason"], row["outcome"]) for row in got.values()} == {
        ("hold", "NOT-SCREENED", "")
    }
    assert len(got) == 3


def with_position_on(folder: Path, lawbook: Lawbook, shipment: str) -> Book:
    book_at(folder, lawbook)
    text = POSITIONS.replace("zz/quoll-accession", "zz/cerium-bells").replace("acceded", "a bell is a bell")
    text = text.replace('items = ["BELL", "BOX"]', f'shipments = ["{shipment}"]')
    (folder / "positions.toml").write_text(text, "utf-8")
    return answering.open_book(folder, lawbook, shipments_elsewhere=True)


def test_a_position_may_name_a_shipment_of_the_file(lawbook: Lawbook, book: Book, tmp_path: Path) -> None:
    rows = [row for row in random_rows(21, 400) if row[2] == "BELL" and "2026-01" <= row[19] < "2026-07"]
    without = dict(decided(lawbook, replace(book, positions=()), ASKED, rows))
    taken = next(key for key, row in without.items() if "zz/cerium-bells" in row["open"])
    own = with_position_on(tmp_path / "book", lawbook, taken[0])
    source = Source(write_rows(tmp_path / "rows.csv", rows), tmp_path / "out")
    got, expected = screened(lawbook, own, ASKED, source), dict(decided(lawbook, own, ASKED, rows))
    assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}
    assert [key for key in got if differences(got[key], without[key])] == [taken]
    with pytest.raises(UnreadableBook, match="There is no row for"):
        answering.open_book(tmp_path / "book", lawbook)


def test_a_position_on_a_shipment_that_is_nowhere_is_refused(lawbook: Lawbook, tmp_path: Path) -> None:
    book = with_position_on(tmp_path / "book", lawbook, "S4O")
    source = Source(write_rows(tmp_path / "rows.csv", random_rows(22, 50)), tmp_path / "out")
    with pytest.raises(UnreadableBook, match="names a shipment that is nowhere"):
        screened(lawbook, book, ASKED, source)
    with pytest.raises(UnreadableBook, match="names a shipment that is nowhere"):
        portable_sql(lawbook, book, answering.book_words(lawbook), ASKED, source, "duckdb")


def test_who_has_a_listed_name_is_screened_as_by_itself_on_every_day(
    lawbook: Lawbook, tmp_path: Path
) -> None:
    made = book_at(tmp_path / "book", lawbook)
    names = {"P1": "Quill Tinworks", "P2": "Quoll Bell Foundry", "P5": "Northern Kite Yard"}
    named = {id_: replace(each, name=names.get(id_, each.name)) for id_, each in made.parties.items()}
    book = replace(made, parties=named)
    days = [date(2026, 9, 14), date(2026, 9, 15), date(2026, 10, 2), date(2026, 11, 1), date(2026, 12, 1)]
    rows = [(*row[:19], day.isoformat(), row[20]) for row in random_rows(11, 12) for day in days]
    rows = [(f"N{at}", *row[1:]) for at, row in enumerate(rows)]
    source = Source(write_rows(tmp_path / "rows.csv", rows), tmp_path / "out")
    got = screened(lawbook, book, ASKED, source)
    expected = dict(decided(lawbook, book, ASKED, rows))
    assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}
    assert any("Quill Tinworks" in row["missing"] or "lists" in row["missing"] for row in got.values())
