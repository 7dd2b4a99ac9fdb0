"""Registers of owners: what is taken over, what is not known, and that nothing is read as nothing."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from owning.owned_worlds import DAY, way
from xenotime.errors import UnreadableBook
from xenotime.exact import Range
from xenotime.facts.book import Book
from xenotime.facts.ownership import OwnersFile
from xenotime.owning.listed import owned_by_listed
from xenotime.reading.book.reader import read_book
from xenotime.reading.owners.bods import joined, read_bods
from xenotime.reading.owners.described import countries_of
from xenotime.reading.owners.ftm import read_ftm
from xenotime.reading.owners.gleif import read_gleif
from xenotime.reading.owners.shares import read_share, share_in_words

DATA = Path(__file__).parents[3] / "shared" / "data" / "ownership"
real = pytest.mark.skipif(not DATA.is_dir(), reason="the real files (../shared/data) are not here")


def statement(kind: str, record: str, details: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "statementId": record + str(more),
        "recordId": record,
        "recordType": kind,
        "recordDetails": details,
    } | more


def owners(tmp_path: Path, *interests: dict[str, Any], owner: Any = "P", **more: Any) -> OwnersFile:
    rows = [
        statement("entity", "E", {"name": "Owned Ltd", "entityType": {"type": "registeredEntity"}}),
        statement("person", "P", {"personType": "knownPerson", "names": [{"fullName": "Ada Owner"}]}),
        statement(
            "relationship",
            "R",
            {"subject": "E", "interestedParty": owner, "interests": list(interests)},
            **more,
        ),
    ]
    path = tmp_path / "owners.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return read_bods(path)


def shares(**share: Any) -> dict[str, Any]:
    return {"type": "shareholding", "directOrIndirect": "direct", "share": share}


@pytest.mark.parametrize(
    ("code", "country"),
    [("US-DE", "US"), ("CN-HK", "HK"), ("CN-MO", "MO"), ("CN-TW", "TW"), ("CN-SH", "CN"), ("US-PR", "PR"), ("GB-NIR", "GB"), ("XX", None)],
)  # fmt: skip
def test_a_part_of_a_country_is_the_country_but_for_one_with_a_code_of_its_own(
    code: str, country: str | None
) -> None:
    assert countries_of([code], lambda _: None) == ((country,) if country else None)


def test_a_share_is_read_exactly(tmp_path: Path) -> None:
    found = owners(tmp_path, shares(exact=33.33))
    assert found.holdings[0].share == Range(Fraction(3333, 10000), Fraction(3333, 10000))


def test_equity_and_votes_are_two_holdings(tmp_path: Path) -> None:
    found = owners(tmp_path, shares(exact=75), shares(minimum=50, maximum=75) | {"type": "votingRights"})
    assert [(each.kind, each.share) for each in found.holdings] == [
        ("equity", Range(Fraction(3, 4), Fraction(3, 4))),
        ("votes", Range(Fraction(1, 2), Fraction(3, 4))),
    ]


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [
        ({"minimum": 25}, "0.25", "1"),
        ({"maximum": 25}, "0", "0.25"),
        ({"exclusiveMinimum": 25, "exclusiveMaximum": 50}, "0.25", "0.5"),
        ({"exact": 0}, "0", "0"),
    ],
)
def test_open_ends_keep_every_share_that_is_stated(share: dict[str, int], low: str, high: str) -> None:
    assert read_share(share, lambda _: None) == Range(Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    "share", [None, {}, {"exact": 120}, {"exact": True}, {"exact": "50"}, {"minimum": 60, "maximum": 40}, []]
)
def test_a_share_that_is_not_stated_or_cannot_be_is_not_known(share: Any) -> None:
    assert read_share(share, lambda _: None) is None


def test_an_interest_without_a_share_is_a_holding_of_unknown_size(tmp_path: Path) -> None:
    assert owners(tmp_path, {"type": "shareholding"}).holdings[0].share is None


@pytest.mark.parametrize("kind", ["unknownInterest", "unpublishedInterest"])
def test_an_interest_that_is_not_told_may_be_a_share(tmp_path: Path, kind: str) -> None:
    assert [each.share for each in owners(tmp_path, {"type": kind}).holdings] == [None]


@pytest.mark.parametrize("kind", ["rightsToSurplusAssetsOnDissolution", "rightsToProfitOrIncome", ""])
def test_what_is_held_of_a_partnership_or_has_no_type_may_be_a_share(tmp_path: Path, kind: str) -> None:
    interest = {"type": kind, "directOrIndirect": "direct", "share": {"minimum": 75, "maximum": 100}}
    found = owners(tmp_path, interest if kind else {"directOrIndirect": "unknown"})
    assert [(each.kind, each.share) for each in found.holdings] == [
        ("", Range(Fraction(0), Fraction(1)) if kind else None)
    ]
    assert found.ties == ()
    assert any("it may be a share" in each for each in found.remarks)


def test_how_large_an_interest_that_is_not_told_is_bounds_a_share_of_either_kind(tmp_path: Path) -> None:
    [found] = owners(tmp_path, {"type": "unknownInterest", "share": {"exact": 60}}).holdings
    assert (found.kind, found.share) == ("", Range(Fraction(0), Fraction(3, 5)))


def test_who_takes_the_company_into_its_accounts_holds_a_share_not_known(tmp_path: Path) -> None:
    details = "Relationship Type: IS_DIRECTLY_CONSOLIDATED_BY"
    found = owners(tmp_path, {"type": "otherInfluenceOrControl", "details": details})
    assert [(each.kind, each.share) for each in found.holdings] == [("equity", None)]
    ultimate = owners(
        tmp_path, {"type": "otherInfluenceOrControl", "details": details.replace("DIRECT", "ULTIMATE")}
    )
    assert (ultimate.holdings, len(ultimate.ties)) == ((), 1)


def test_an_interest_ends_on_the_day_before_its_end_date(tmp_path: Path) -> None:
    found = owners(tmp_path, shares(exact=60) | {"startDate": "2020-01-01", "endDate": "2021-06-01"})
    assert (found.holdings[0].start, found.holdings[0].until) == (date(2020, 1, 1), date(2021, 5, 31))


def test_in_the_month_in_which_it_began_a_holding_is_not_sure(tmp_path: Path) -> None:
    found = owners(tmp_path, shares(exact=60) | {"startDate": "2020-02"})
    spans = {(each.start, each.until): each.share for each in found.holdings}
    assert spans[date(2020, 2, 29), None] == Range(Fraction(3, 5), Fraction(3, 5))
    assert spans[date(2020, 2, 1), date(2020, 2, 28)] == Range(Fraction(0), Fraction(3, 5))


def test_a_closed_record_without_an_end_date_ended_when_it_was_closed(tmp_path: Path) -> None:
    found = owners(tmp_path, shares(exact=60), recordStatus="closed", statementDate="2022-03-02")
    assert found.holdings[0].until == date(2022, 3, 1)


def test_a_newer_statement_replaces_the_older_from_its_day_on_wherever_it_stands(tmp_path: Path) -> None:
    details = {"subject": "E", "interestedParty": "P"}
    rows = [
        statement(
            "relationship", "R", details | {"interests": [shares(exact=80)]}, statementDate="2024-01-01"
        ),
        statement(
            "relationship", "R", details | {"interests": [shares(exact=20)]}, statementDate="2020-01-01"
        ),
        statement("entity", "E", {"name": "E"}),
        statement("entity", "P", {"name": "P"}),
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = read_bods(path)
    assert [(each.start, each.until, each.share) for each in found.holdings] == [
        (None, date(2023, 12, 31), Range(Fraction(1, 5), Fraction(4, 5))),
        (date(2024, 1, 1), None, Range(Fraction(4, 5), Fraction(4, 5))),
    ]
    assert "from 2024-01-01 on a newer statement" in " ".join(found.remarks)


@pytest.mark.parametrize("said", [{"directOrIndirect": "unknown"}, {}])
@pytest.mark.parametrize("listed", [("zz/entities",), ()])
def test_a_holding_that_is_not_said_to_be_direct_neither_makes_nor_unmakes_an_owner(
    tmp_path: Path, said: dict[str, str], listed: tuple[str, ...]
) -> None:
    """Whoever stands between may hold it: a listed owner of 60 % need not reach through, another one leaves room for one who is."""
    interest = {"type": "shareholding", "share": {"exact": 60}} | said
    found = owners(tmp_path, interest)
    assert {each.share for each in found.holdings} == {Range(Fraction(0), Fraction(3, 5))}
    assert any("not said to be direct" in each for each in found.remarks)
    parties = found.parties | {
        "P": replace(found.parties["P"], lists=listed),
        "E": replace(found.parties["E"], lists=()),
    }
    book = Book(parties=parties, holdings=found.holdings)
    assert owned_by_listed(book, way(), DAY)["E"].truth is None


@pytest.mark.parametrize(
    ("older", "newer", "spans"),
    [
        ({}, {"startDate": "2025-03-01"}, [(None, "2025-02-28", 60, 60), ("2025-03-01", "2026-05-31", 20, 60), ("2026-06-01", None, 20, 20)]),
        ({}, {"endDate": "2025-12-31"}, [(None, "2025-12-30", 20, 60), ("2025-12-31", "2026-05-31", 0, 60)]),
        ({"endDate": "2025-01-01"}, {"startDate": "2026-06-01"}, [(None, "2024-12-31", 60, 60), ("2026-06-01", None, 20, 20)]),
    ],
)  # fmt: skip
def test_a_newer_statement_reaches_back_as_far_as_its_interests_do(
    tmp_path: Path,
    older: dict[str, str],
    newer: dict[str, str],
    spans: list[tuple[str | None, str | None, int, int]],
) -> None:
    """A share of 60 % that became one of 20 % stays one of 60 % on earlier days."""
    details = {"subject": "E", "interestedParty": "P"}
    rows = [
        statement(
            "relationship", "R", details | {"interests": [shares(exact=share) | more]}, statementDate=day
        )
        for share, more, day in ((60, older, "2024-01-01"), (20, newer, "2026-06-01"))
    ]
    rows += [statement("entity", each, {"name": each}) for each in "EP"]
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    found = [
        (each.start and each.start.isoformat(), each.until and each.until.isoformat(), each.share)
        for each in read_bods(path).holdings
    ]
    hundred = [
        (start, until, Range(Fraction(low, 100), Fraction(high, 100))) for start, until, low, high in spans
    ]
    assert found == hundred


def test_what_a_party_was_called_in_an_older_statement_is_another_of_its_names(tmp_path: Path) -> None:
    rows = [
        statement("entity", "E", {"name": "New Name"}, statementDate="2026-01-01"),
        statement("entity", "E", {"name": "Old Name"}, statementDate="2024-01-01"),
    ]
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    party = read_bods(path).parties["E"]
    assert (party.name, party.other_names) == ("New Name", ("Old Name",))


def test_an_owner_who_is_not_named_is_somebody_who_may_be_listed(tmp_path: Path) -> None:
    found = owners(tmp_path, shares(exact=60), owner={"reason": "unknown"})
    owner = found.parties[found.holdings[0].owner]
    assert owner.lists is None
    assert "not named" in owner.name


def test_that_nobody_owns_it_beneficially_makes_no_holding(tmp_path: Path) -> None:
    assert not owners(tmp_path, shares(exact=60), owner={"reason": "noBeneficialOwners"}).holdings


def test_behind_a_nominee_stands_somebody_unknown(tmp_path: Path) -> None:
    found = owners(tmp_path, shares(exact=60), {"type": "nominee"})
    assert found.holdings[0].owner != "P"
    assert found.parties[found.holdings[0].owner].lists is None


def test_an_indirect_holding_is_shown_and_not_added(tmp_path: Path) -> None:
    found = owners(tmp_path, shares(exact=60) | {"directOrIndirect": "indirect"})
    assert not found.holdings
    assert found.ties[0].what.startswith("indirect equity")


@pytest.mark.parametrize(
    "content", ["", "{", "[", "42", "[1,2]", '{"a": NaN}', "[" * 200_000, '"\\ud800"', "\x00", "null"]
)
@pytest.mark.parametrize("reader", [read_bods, read_ftm, lambda path: read_gleif([path])])
def test_what_cannot_be_read_is_a_problem(tmp_path: Path, content: str, reader: Any) -> None:
    path = tmp_path / "bad.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableBook) as refused:
        reader(path)
    assert refused.value.problems[0].file == "bad.json"


SCALAR = (
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.text(max_size=5)
    | st.floats(allow_nan=False, allow_infinity=False)
)
ANY = st.recursive(
    SCALAR,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(details=ANY, interest=ANY, share=ANY)
def test_no_statement_of_any_shape_is_a_fault_of_ours(
    tmp_path_factory: pytest.TempPathFactory, details: Any, interest: Any, share: Any
) -> None:
    folder = tmp_path_factory.mktemp("bods")
    relation = {
        "subject": "E",
        "interestedParty": details,
        "interests": [interest, shares() | {"share": share}],
    }
    rows = [statement("entity", "E", details), statement("relationship", "R", relation), interest]
    (folder / "rows.json").write_text(json.dumps(rows, default=str), encoding="utf-8")
    assert read_bods(folder / "rows.json").holdings is not None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("50%", "0.5", "0.5"),
        ("25-50", "0.25", "0.5"),
        ("more than 75 %", "0.75", "1"),
        ("<10", "0", "0.1"),
        ("33,3", "0.333", "0.333"),
        ("ownership-of-shares-25-to-50-percent", "0.25", "0.5"),
        ("0.5", "0.005", "0.5"),
        ("0.5 %", "0.005", "0.005"),
        ("50 %+", "0.5", "1"),
    ],
)
def test_a_percentage_in_words_is_read_as_it_is_meant(text: str, low: str, high: str) -> None:
    assert share_in_words(text) == Range(Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "majority",
        "150",
        "10-20-30",
        "9" * 200,
        "not less than 25 %",
        "greater than 25 %",
        "≥ 25",
        "about 20",
        "2 persons, 50 %",
        "1/3",
        "2 / 3 of the shares",
        "50 shares",
        "-5 %",
    ],
)
def test_a_percentage_that_cannot_be_told_is_not_known(text: str) -> None:
    assert share_in_words(text) is None


def ftm(tmp_path: Path, *entities: dict[str, Any]) -> OwnersFile:
    path = tmp_path / "entities.jsonl"
    path.write_text("\n".join(json.dumps(each) for each in entities), encoding="utf-8")
    return read_ftm(path)


def test_an_ownership_of_the_model_is_a_holding_and_a_directorship_is_a_tie(tmp_path: Path) -> None:
    found = ftm(
        tmp_path,
        {
            "id": "a",
            "schema": "Company",
            "properties": {"name": ["A"], "jurisdiction": ["cy"], "topics": ["sanction"]},
        },
        {"id": "b", "schema": "Person", "properties": {"name": ["B"]}},
        {
            "id": "o",
            "schema": "Ownership",
            "properties": {"owner": ["b"], "asset": ["a"], "percentage": ["51%"]},
        },
        {"id": "d", "schema": "Directorship", "properties": {"director": ["b"], "organization": ["a"]}},
    )
    assert found.holdings[0].share == Range(Fraction(51, 100), Fraction(51, 100))
    assert found.ties[0].what == "directorship"
    assert found.parties["a"].country == ("CY",)
    assert found.parties["a"].lists is None, "a mark of sanction names no list"
    assert found.parties["b"].kind == ("person",)


def test_every_name_of_a_party_is_kept(tmp_path: Path) -> None:
    said = {"name": ["A Ltd", "Quill Tinworks"], "alias": ["The Tinworks"], "previousName": ["B Ltd"]}
    company = {"id": "a", "schema": "Company", "caption": "A", "properties": said}
    found = ftm(tmp_path, company, {**company, "properties": {"name": ["C Ltd"]}})
    called = found.parties["a"].names
    assert (called[0], set(called)) == (
        "C Ltd",
        {"C Ltd", "A", "Quill Tinworks", "The Tinworks", "B Ltd", "A Ltd"},
    )
    entity = {"name": "Owned", "entityType": {"type": "registeredEntity"}, "alternateNames": ["Owned 2"]}
    names = [
        {"fullName": "Ada Owner"},
        {"fullName": "Ada B. Owner", "givenName": "Ada", "familyName": "Born"},
    ]
    path = tmp_path / "names.json"
    rows = (
        statement("entity", "E", entity),
        statement("person", "P", {"personType": "knownPerson", "names": names}),
    )
    path.write_text(json.dumps(rows), "utf-8")
    parties = read_bods(path).parties
    assert parties["E"].names == ("Owned", "Owned 2")
    assert parties["P"].names == ("Ada Owner", "Ada B. Owner", "Ada Born")


def test_the_lei_register_gives_earlier_and_transliterated_names_too(tmp_path: Path) -> None:
    names = {
        "legalName": {"name": "锡厂"},
        "otherNames": [{"name": "Old"}],
        "transliteratedOtherNames": [{"name": "Xi"}],
    }
    record = {"type": "lei-records", "attributes": {"lei": "L", "entity": names}}
    path = tmp_path / "page.json"
    path.write_text(json.dumps({"data": [record]}), "utf-8")
    assert read_gleif([path]).parties["L"].names == ("锡厂", "Old", "Xi")


@pytest.mark.parametrize("reader", [read_bods, read_ftm, lambda path: read_gleif([path])])
@pytest.mark.parametrize(
    ("text", "row"), [('[{"id": "a", "x": {"n": 1, "n": 2}}]', None), ('{}\n{"n": 1, "id": "a", "n": 2}', 2)]
)
def test_a_name_that_stands_twice_in_one_object_is_refused(
    tmp_path: Path, reader: Any, text: str, row: int | None
) -> None:
    path = tmp_path / "twice.json"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableBook) as refused:
        reader(path)
    if row and refused.value.problems[0].what == "The file is not JSON":
        return
    [found] = refused.value.problems
    assert (found.what, found.row) == ("A name stands twice in one object", row)
    assert "'n'" in found.found


def holding_of(folder: Path, **said: list[str]) -> list[tuple[str, ...]]:
    """The kind, first and last day of what one ownership says."""
    properties = {"owner": ["b"], "asset": ["a"], **said}
    company = {"id": "a", "schema": "Company", "properties": {}}
    found = ftm(folder, company, {"id": "o", "schema": "Ownership", "properties": properties})
    return [(each.kind, str(each.start), str(each.until)) for each in found.holdings]


def test_an_ownership_that_speaks_of_votes_is_one_of_votes(tmp_path: Path) -> None:
    assert [each[0] for each in holding_of(tmp_path, percentage=["75 % of the votes"])] == ["votes"]
    assert [each[0] for each in holding_of(tmp_path, role=["Shares and voting rights"])] == [
        "equity",
        "votes",
    ]
    assert [each[0] for each in holding_of(tmp_path, role=["shareholder"])] == ["equity"]


def test_of_several_days_on_which_a_holding_ended_any_may_be_meant(tmp_path: Path) -> None:
    until = [each[2] for each in holding_of(tmp_path, endDate=["2021-03-01", "2023-03-01"])]
    assert until == ["2021-03-01", "2023-03-01"]
    assert holding_of(tmp_path, startDate=["2023-01-01"], endDate=["2021-01-01"]) == [
        ("equity", "None", "None")
    ]


def test_a_country_that_is_no_code_of_one_is_not_known(tmp_path: Path) -> None:
    def country(*codes: str) -> object:
        return (
            ftm(tmp_path, {"id": "a", "schema": "Company", "properties": {"country": [*codes]}})
            .parties["a"]
            .country
        )

    assert [country("us-de"), country("cn"), country("xx"), country("yucs"), country("cn", "eu")] == [
        ("US",),
        ("CN",),
        None,
        None,
        None,
    ]
    entity = {"entityType": {"type": "registeredEntity"}, "name": "E", "jurisdiction": {"code": "XX"}}
    (tmp_path / "rows.json").write_text(json.dumps([statement("entity", "E", entity)]), encoding="utf-8")
    assert read_bods(tmp_path / "rows.json").parties["E"].country is None


def test_what_several_records_say_of_one_party_holds_together(tmp_path: Path) -> None:
    found = ftm(
        tmp_path,
        {"id": "a", "schema": "Company", "properties": {"name": ["A"], "country": ["ru"], "leiCode": ["1"]}},
        {"id": "a", "schema": "Company", "properties": {"country": ["cy"]}},
    )
    party = found.parties["a"]
    assert (party.name, party.country, party.ids) == ("A", ("RU", "CY"), ("XI-LEI:1",))
    assert joined([found, found]).parties["a"] == party


def test_a_percentage_that_several_owners_share_says_only_how_much_at_most(tmp_path: Path) -> None:
    found = ftm(
        tmp_path,
        {"id": "a", "schema": "Company", "properties": {}},
        {
            "id": "o",
            "schema": "Ownership",
            "properties": {"owner": ["b", "c"], "asset": ["a"], "percentage": ["60"]},
        },
    )
    assert {each.share for each in found.holdings} == {Range(Fraction(0), Fraction(3, 5))}


@real
def test_the_real_groups_keep_their_ranges_and_their_ended_interests() -> None:
    found = read_bods(DATA / "bods_real_bp_213800LH1BZH3DI6G760.jsonl")
    assert len(found.parties) == 221
    stated = [each for each in found.holdings if each.share]
    assert Counter(each.until is not None for each in stated) == {False: 230, True: 50}
    assert len(found.holdings) - len(stated) == 70, (
        "who takes the company into its accounts: a share not known"
    )
    assert {each.share for each in stated} <= {Range(Fraction(0), Fraction(high, 4)) for high in (2, 3, 4)}, (
        "the register says of none whether it is direct"
    )


@real
def test_two_joint_holders_own_half_each_of_the_joint_shareholding() -> None:
    found = read_bods(DATA / "bods_joint-ownership.json")
    assert sorted(each.share.low for each in found.holdings if each.share) == [
        Fraction(1, 2),
        Fraction(1, 2),
        1,
    ]


@real
def test_the_lei_register_gives_no_share_and_says_which_pages_are_missing() -> None:
    found = read_gleif([DATA / "gleif_direct-child-relationships_851WYGNLUQLFZBSYGB56.json"])
    assert found.holdings
    assert all(each.share is None for each in found.holdings)
    assert not found.whole
    assert any("15 of 35" in each for each in found.remarks)


@real
def test_a_single_page_that_is_all_there_is_is_whole() -> None:
    found = read_gleif([DATA / "gleif_direct-child-relationships_529900GRZ2BQY5ZM9N49.json"])
    assert found.whole
    assert len(found.holdings) == 12


def test_numbers_stay_exact_on_the_way() -> None:
    assert read_share({"exact": Decimal("50.0000000000000001")}, lambda _: None) != read_share(
        {"exact": 50}, lambda _: None
    )


def test_a_party_of_the_book_stays_the_branch_that_the_register_says_it_is(tmp_path: Path) -> None:
    (tmp_path / "owners").mkdir()
    ends = {"startNode": {"id": "B"}, "endNode": {"id": "H"}, "type": "IS_INTERNATIONAL_BRANCH_OF"}
    record = {"type": "relationship-records", "attributes": {"relationship": ends}}
    page = {"data": [record], "links": {"first": "https://api.gleif.org/api/v1/lei-records/B"}}
    (tmp_path / "owners" / "page.json").write_text(json.dumps(page), encoding="utf-8")
    (tmp_path / "book.toml").write_text("format = 1\n", encoding="utf-8")
    (tmp_path / "parties.csv").write_text("party,name,lists\nB,Branch,none\nH,Head,zz/list\n", "utf-8")
    branch = read_book(tmp_path).parties["B"]
    assert (branch.lists, branch.branch_of) == ((), "H")


def test_what_a_register_says_otherwise_of_a_party_of_the_book_is_remarked_on(tmp_path: Path) -> None:
    (tmp_path / "owners").mkdir()
    said = [{"id": each, "schema": "Company", "properties": {"country": ["ru"]}} for each in ("a", "b", "c")]
    (tmp_path / "owners" / "all.jsonl").write_text("\n".join(map(json.dumps, said)), encoding="utf-8")
    (tmp_path / "book.toml").write_text("format = 1\n", encoding="utf-8")
    (tmp_path / "parties.csv").write_text("party,name,country\na,A,CY\nb,B,\nc,C,RU\n", encoding="utf-8")
    remarks = [each for each in read_book(tmp_path).remarks if "otherwise" in each]
    assert remarks == ["parties: a register says otherwise of a, country RU: its own row counts"]


def branch_page(folder: Path, *branches: tuple[str, str, str]) -> Path:
    """A page of the LEI register with branches: of each its id, its head and the day of its end."""
    records = []
    for branch, head, end in branches:
        period = {"type": "RELATIONSHIP_PERIOD", "startDate": "2015-01-01", "endDate": end or None}
        relation = {
            "startNode": {"id": branch}, "endNode": {"id": head}, "type": "IS_INTERNATIONAL_BRANCH_OF",
            "status": "ACTIVE", "periods": [period],
        }  # fmt: skip
        records.append({"type": "relationship-records", "attributes": {"relationship": relation}})
    path = folder / "page.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"data": records}), encoding="utf-8")
    return path


def test_a_branch_that_ends_was_its_heads_up_to_the_day_before(tmp_path: Path) -> None:
    """It was a tie without a share on every day, so that a listed head owned nothing of it."""
    found = read_gleif([branch_page(tmp_path, ("B", "H", "2026-11-01"), ("C", "H", ""))])
    (held,) = found.holdings
    assert (held.owner, held.owned, held.share, held.until) == ("H", "B", None, date(2026, 10, 31))
    assert (found.parties["B"].branch_of, found.parties["C"].branch_of, found.ties) == ("", "H", ())


def test_where_the_month_of_an_end_is_told_alone_a_holding_may_last_through_it(tmp_path: Path) -> None:
    found = read_gleif([branch_page(tmp_path, ("B", "H", "2026-11"))])
    assert {each.until for each in found.holdings} == {date(2026, 10, 31), date(2026, 11, 29)}


def test_a_branch_of_two_heads_is_one_of_the_first_and_may_be_owned_by_the_other(tmp_path: Path) -> None:
    """The last that a file named took the place of the others."""
    found = read_gleif([branch_page(tmp_path, ("B", "H", ""), ("B", "L", ""), ("B", "H", ""))])
    assert found.parties["B"].branch_of == "H"
    assert [(each.owner, each.owned, each.share) for each in found.holdings] == [("L", "B", None)]
    assert any("is said to be one of H as well" in each for each in found.remarks)


def test_a_head_that_a_register_names_beside_that_of_the_book_is_not_lost(tmp_path: Path) -> None:
    branch_page(tmp_path / "owners", ("B", "L", ""))
    (tmp_path / "book.toml").write_text("format = 1\n", encoding="utf-8")
    (tmp_path / "parties.csv").write_text("party,name,branch_of\nB,Branch,H\nH,Head,\nL,Listed,\n", "utf-8")
    book = read_book(tmp_path)
    assert book.parties["B"].branch_of == "H"
    assert [(each.owner, each.owned, each.share) for each in book.holdings] == [("L", "B", None)]
    assert any("a register says otherwise of B, branch_of L" in each for each in book.remarks)


def test_of_statements_of_which_one_says_no_day_either_may_be_the_newer(tmp_path: Path) -> None:
    """The one without a day counted as the oldest, whatever it said."""
    details = {"subject": "E", "interestedParty": "P"}
    rows = [
        statement(
            "relationship", "R", details | {"interests": [shares(exact=20)]}, statementDate="2024-01-01"
        ),
        statement("relationship", "R", details | {"interests": [shares(exact=80)]}),
        statement("entity", "E", {"name": "E"}),
        statement("entity", "P", {"name": "P"}),
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = read_bods(path)
    assert sorted(each.share.low for each in found.holdings if each.share) == [Fraction(1, 5), Fraction(4, 5)]
    assert "it says no day" in " ".join(found.remarks)
    rows[1]["publicationDetails"] = {"publicationDate": "2025-06-01"}
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert read_bods(path).holdings[-1].share == Range(Fraction(4, 5), Fraction(4, 5))
