"""Twins in every layout give each link once; what a book has no place for is told."""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from xenotime.errors import UnreadableBook
from xenotime.exact import Range, exactly
from xenotime.facts.book import Book
from xenotime.reading.twins.catenax import read_twins
from xenotime.reading.twins.units import FAMILIES, counted

PUBLISHED = Path(__file__).parents[3] / "shared" / "data" / "catenax"
needs_twins = pytest.mark.skipif(
    not PUBLISHED.is_dir(), reason="the published twins are not beside the project"
)
A, B, C = (f"urn:uuid:00000000-0000-0000-0000-00000000000{n}" for n in (1, 2, 3))
UNITS = {"piece": "unit:piece", "kg": "unit:kilogram", "inch": "unit:inch"}
SETS = {
    "CX_Testdata_MessagingTest_v0.0.14.json": (46, 22),
    "ESS_Testdata_v2.0.0-AsPlanned.json": (34, 33),
    "irs_assets_as_planned_v4_long_list.json": (12, 12),
    "smallTestdata.json": (161, 283),
}
BILLS = ("SingleLevelBomAsBuilt", "SingleLevelBomAsPlanned", "AssemblyPartRelationship")


def links(value: Any) -> Iterator[tuple[str, str]]:
    """The links of the published layouts, found by their own keys alone."""
    for twin in value.get("https://catenax.io/schema/TestDataContainer/1.0.0", []):
        for key, bodies in twin.items():
            if key.rpartition("#")[2] in BILLS:
                for body in bodies:
                    for child in (*body.get("childItems", ()), *body.get("childParts", ())):
                        yield body["catenaXId"], child.get("catenaXId") or child["childCatenaXId"]
    for each in value.get("relationships", []):
        yield each["catenaXId"], each["linkedItem"]["childCatenaXId"]


def child(of: str, amount: object = 1, unit: str = "unit:piece", **more: object) -> dict[str, object]:
    return {"catenaXId": of, "quantity": {"value": amount, "unit": unit}, "hasAlternatives": False, **more}


def bill(of: str, *children: dict[str, object]) -> dict[str, object]:
    return {"catenaXId": of, "childItems": list(children)}


def part(of: str, name: str = "N", **made: object) -> dict[str, object]:
    kind = {"manufacturerPartId": "P1", "nameAtManufacturer": name}
    return {
        "catenaXId": of,
        "partTypeInformation": kind,
        "manufacturingInformation": made,
        "localIdentifiers": [],
    }


def read(tmp_path: Path, value: object) -> Book:
    file = tmp_path / "twins.json"
    file.write_text(json.dumps(value), "utf-8")
    return read_twins(file)


def quantities(book: Book) -> dict[tuple[str, str], Range | None]:
    return {(line.parent, line.child): line.quantity for line in book.bill}


@needs_twins
@pytest.mark.parametrize("file", sorted(SETS))
def test_every_published_link_comes_in_once_and_no_other(file: str) -> None:
    book = read_twins(PUBLISHED / file)
    expected = Counter(links(json.loads((PUBLISHED / file).read_text("utf-8"))))
    assert Counter((line.parent, line.child) for line in book.bill) == expected
    assert (len(book.items), len(book.bill)) == SETS[file]


@needs_twins
def test_an_amount_that_stands_as_text_and_one_in_litres_keep_their_size() -> None:
    small = read_twins(PUBLISHED / "smallTestdata.json")
    assert {line.quantity for line in small.bill if line.quantity} >= {
        exactly(Fraction("0.2341")),
        exactly(1),
    }
    litres = read_twins(PUBLISHED / "CX_Testdata_MessagingTest_v0.0.14.json")
    assert {
        litres.items[line.child].base_unit
        for line in litres.bill
        if line.quantity == exactly(Fraction("2.5"))
    } == {"l"}


@needs_twins
def test_everything_left_out_of_the_published_sets_is_told() -> None:
    remarks = " ".join(read_twins(PUBLISHED / "smallTestdata.json").remarks)
    for left in (
        "MaterialForRecycling",
        "PhysicalDimension",
        "CertificateOfDestruction",
        "ReturnRequest",
        "lifecycleContext",
    ):
        assert left in remarks


def elements(value: dict[str, Any]) -> list[dict[str, Any]]:
    """The same aspect with every field as an element of an administration shell."""
    found: list[dict[str, Any]] = []
    for name, each in value.items():
        if isinstance(each, dict):
            kind, inner = "SubmodelElementCollection", elements(each)
            found.append({"idShort": name, "modelType": kind, "value": inner})
        elif isinstance(each, list):
            rows = [{"modelType": "SubmodelElementCollection", "value": elements(one)} for one in each]
            found.append({"idShort": name, "modelType": "SubmodelElementList", "value": rows})
        else:
            text = json.dumps(each).strip('"')
            kind = "xs:boolean" if isinstance(each, bool) else "xs:string"
            found.append({"idShort": name, "modelType": "Property", "valueType": kind, "value": text})
    return found


LAYOUTS: dict[str, Any] = {
    "a bare aspect": lambda body: body,
    "a list of aspects": lambda body: [body],
    "a container of twins": lambda body: {
        "x:/y": [{"catenaXId": A, "urn:samm:io.catenax.m:9.9.9#M": [body]}]
    },
    "an aspect without a list": lambda body: {"twins": [{"catenaXId": A, "urn:samm:m:1#M": body}]},
    "a semantic id without its hash": lambda body: [{"catenaXId": A, "urn:samm:io.catenax.m:3.0.0M": [body]}],
    "a semantic id with a hash in its place only": lambda body: [{"catenaXId": A, "#": [body]}],
    "submodels of a job": lambda body: {"job": {}, "submodels": [{"aspectType": "urn:m#M", "payload": body}]},
    "a map by id": lambda body: {A: {"catenaXId": A, "aspects": {"bom": body}}},
    "lists in lists": lambda body: [[[body]], [{"x": {"y": [[]]}}]],
    "the import file of a traceability application": lambda body: {
        "assets": [
            {
                "assetMetaInfo": {"catenaXId": A},
                "submodels": [
                    {"aspectType": "urn:samm:m:3.0.0#M", "payload": {"childItems": body["childItems"]}}
                ],
            }
        ]
    },
    "elements of an administration shell": lambda body: {
        "submodels": [{"idShort": "M", "submodelElements": elements(body)}]
    },
    "an owner above the aspect": lambda body: {
        "globalAssetId": A,
        "submodels": [{k: v for k, v in body.items() if k != "catenaXId"}],
    },
}


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_a_bill_is_found_in_every_layout(tmp_path: Path, layout: str) -> None:
    book = read(tmp_path, LAYOUTS[layout](bill(A, child(B, 3))))
    assert quantities(book) == {(A, B): exactly(3)}


def test_ids_that_differ_in_case_and_scheme_only_are_one_twin(tmp_path: Path) -> None:
    bare = A.removeprefix("urn:uuid:").upper()
    book = read(tmp_path, [bill(bare, child(B.upper().replace("URN:UUID:", "urn:uuid:"))), part(A), part(B)])
    assert set(book.items) == {A, B}


def test_a_child_whose_twin_is_not_there_is_kept_and_told(tmp_path: Path) -> None:
    book = read(
        tmp_path, [bill(A, child("urn:uuid:broken-hash", businessPartner="BPNL000000000001")), part(A)]
    )
    assert book.items["urn:uuid:broken-hash"].maker == "BPNL000000000001"
    assert any("broken-hash is named by a bill" in each for each in book.remarks)


def test_the_same_bill_stated_twice_does_not_add(tmp_path: Path) -> None:
    assert quantities(read(tmp_path, [bill(A, child(B, 2)), bill(A, child(B, 2))])) == {(A, B): exactly(2)}


def test_two_entries_of_one_bill_add(tmp_path: Path) -> None:
    book = read(tmp_path, bill(A, child(B, 2), child(B, 2)))
    assert [line.quantity for line in book.bill] == [exactly(2), exactly(2)]


def test_bills_that_differ_leave_a_range(tmp_path: Path) -> None:
    book = read(tmp_path, [bill(A, child(B, 2), child(C)), bill(A, child(B, 5))])
    assert quantities(book) == {
        (A, B): Range(Fraction(2), Fraction(5)),
        (A, C): Range(Fraction(0), Fraction(1)),
    }
    assert any("bills that differ" in each for each in book.remarks)


def test_inches_are_metres_exactly_and_pounds_are_kilograms(tmp_path: Path) -> None:
    book = read(tmp_path, bill(A, child(B, 10, "unit:inch"), child(C, 1, "unit:pound")))
    assert quantities(book) == {(A, B): exactly(Fraction("0.254")), (A, C): exactly(Fraction("0.45359237"))}
    assert (book.items[B].base_unit, book.items[C].mass_kg) == ("m", exactly(1))


def test_a_part_that_is_counted_in_pieces_and_by_mass_keeps_the_usual_count_and_tells_the_other(
    tmp_path: Path,
) -> None:
    book = read(tmp_path, [bill(A, child(C)), bill(B, child(C)), bill("X", child(C, 2, "unit:kilogram"))])
    assert quantities(book)["X", C] is None
    assert any("counted in piece, kg" in each for each in book.remarks)


@pytest.mark.parametrize("quantity", [None, {}, {"value": "many", "unit": "unit:piece"}, {"value": True, "unit": "unit:piece"},
                                      {"value": 1, "unit": "unit:furlong"}, {"value": -1, "unit": "unit:piece"}, 1])  # fmt: skip
def test_an_amount_that_cannot_be_said_is_not_known(tmp_path: Path, quantity: object) -> None:
    book = read(tmp_path, bill(A, {"catenaXId": B, "quantity": quantity}))
    assert quantities(book) == {(A, B): None}
    assert any("is not known" in each for each in book.remarks)


def test_an_alternative_may_be_left_out(tmp_path: Path) -> None:
    for told in (True, "true"):
        book = read(tmp_path, bill(A, child(B, 2, hasAlternatives=told)))
        assert [line.line_kind for line in book.bill] == ["option"]


def test_country_maker_part_number_plant_and_day_come_in(tmp_path: Path) -> None:
    site = {"catenaXsiteId": "BPNS1", "function": "production"}
    twin = part(A, country="DEU", date="2022-02-04T14:48:54Z", sites=[site])
    twin["localIdentifiers"] = [
        {"key": "manufacturerId", "value": "BPNL1"},
        {"key": "partInstanceId", "value": "1"},
    ]
    book = read(tmp_path, twin)
    item, lot = book.items[A], book.lots[A]
    assert (item.made_in, item.maker, item.maker_part, item.plant) == (("DE",), "BPNL1", "P1", "BPNS1")
    assert (str(lot.made_on), lot.quantity, lot.supplier) == ("2022-02-04", exactly(1), "BPNL1")


def test_a_country_that_is_none_reads_as_not_known_and_is_told(tmp_path: Path) -> None:
    book = read(tmp_path, part(A, country="XXX"))
    assert book.items[A].made_in is None
    assert any("'XXX'" in each for each in book.remarks)


def test_countries_that_differ_leave_none_whatever_comes_third(tmp_path: Path) -> None:
    twins = [part(A, country=country) for country in ("DEU", "CHN", "DEU")]
    book = read(tmp_path, twins)
    assert book.items[A].made_in is None
    assert any("in DE and in CN: not known which" in each for each in book.remarks)
    assert read(tmp_path, [part(A), part(A, country="CHN")]).items[A].made_in == ("CN",)


@needs_twins
@pytest.mark.parametrize("form", ["twins.jsonl", "twins.json.gz"])
def test_lines_of_json_and_gzip_give_what_the_whole_file_gives(tmp_path: Path, form: str) -> None:
    text = (PUBLISHED / "smallTestdata.json").read_text("utf-8")
    (twins,) = json.loads(text).values()
    lines = "\n".join(json.dumps(each) for each in twins)
    file = tmp_path / form
    file.write_bytes(gzip.compress(text.encode()) if form.endswith("gz") else lines.encode())
    assert quantities(read_twins(file)) == quantities(read_twins(PUBLISHED / "smallTestdata.json"))


def test_a_torn_line_hides_no_other_and_is_told(tmp_path: Path) -> None:
    file = tmp_path / "twins.jsonl"
    file.write_text("\n".join(map(json.dumps, [bill(A, child(B)), part(B), bill(B, child(C))]))[:-9], "utf-8")
    book = read_twins(file)
    assert set(quantities(book)) == {(A, B)}
    assert any("the line is not JSON" in each for each in book.remarks)


def test_a_torn_file_that_is_written_over_many_lines_is_refused_whole(tmp_path: Path) -> None:
    file = tmp_path / "twins.json"
    file.write_text(json.dumps([bill(A, child(B)), part(A), part(B)], indent=1)[:-30], "utf-8")
    with pytest.raises(UnreadableBook, match="The file is not JSON"):
        read_twins(file)


def test_a_torn_gzip_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "twins.json.gz"
    file.write_bytes(gzip.compress(json.dumps(bill(A, child(B))).encode())[:-12])
    with pytest.raises(UnreadableBook, match="cannot be unpacked"):
        read_twins(file)


def test_a_name_that_stands_twice_in_one_object_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "twins.json"
    file.write_text(
        json.dumps(bill(A, child(B)))[:-1] + f', "childItems": [{json.dumps(child(C))}]}}', "utf-8"
    )
    with pytest.raises(UnreadableBook, match="stands twice in one object"):
        read_twins(file)


def test_a_figure_too_long_for_a_book_is_not_known(tmp_path: Path) -> None:
    assert quantities(read(tmp_path, bill(A, child(B, 10**60)))) == {(A, B): None}


@pytest.mark.parametrize(
    ("unit", "base", "size"),
    [("unit:KGM", "kg", "1"), ("ONZ", "kg", "0.028349523125"), ("unit:milligram", "kg", "0.000001"),
     ("INH", "m", "0.0254"), ("mm", "m", "0.001"), ("H87", "piece", "1"), ("unit:thousandPiece", "piece", "1000")],
)  # fmt: skip
def test_units_are_known_by_name_sign_and_code(tmp_path: Path, unit: str, base: str, size: str) -> None:
    book = read(tmp_path, bill(A, child(B, 1, unit)))
    assert (quantities(book)[A, B], book.items[B].base_unit) == (exactly(Fraction(size)), base)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"a": 1}', "[]", "null", '{"a": NaN}'])
def test_a_file_without_twins_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "twins.json"
    file.write_text(text, "utf-8")
    with pytest.raises(UnreadableBook):
        read_twins(file)


@given(
    st.sampled_from([(base, name) for base, units in FAMILIES.items() for name in units]), st.fractions(0, 10)
)
def test_a_unit_is_so_many_of_its_base(unit: tuple[str, str], amount: Fraction) -> None:
    base, name = unit
    found = counted(amount, f"unit:{name}")
    assert found is not None
    assert (found.base, found.amount) == (base, amount * FAMILIES[base][name])


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=3)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(
                st.sampled_from(["catenaXId", "childItems", "linkedItem", "partTypeInformation", "sites", "quantity", "x#Y"]),
                inner, max_size=4,
            ),
        ),
        max_leaves=12,
    )
)  # fmt: skip
@example({"catenaXId": "0", "childItems": []})
def test_whatever_json_it_is_the_reader_answers_or_refuses(
    tmp_path_factory: pytest.TempPathFactory, value: object
) -> None:
    with suppress(UnreadableBook):
        assert read(tmp_path_factory.mktemp("any"), value).items


def test_a_part_that_carries_its_own_bill_and_the_bills_of_its_children_is_taken_whole(
    tmp_path: Path,
) -> None:
    inner = {**child(B, 2), **part(B, "Inner"), **bill(B, child(C, 3))}
    file = tmp_path / "nested.json"
    file.write_text(json.dumps([{**part(A, "Outer"), **bill(A, inner)}]), "utf-8")
    found = read_twins(file)
    assert [(line.parent, line.child, line.quantity) for line in found.bill] == [
        (A, B, exactly(2)), (B, C, exactly(3)),
    ]  # fmt: skip
    assert (found.items[A].name, found.items[B].name) == ("Outer", "Inner")
