"""Class D declarations; no freely licensed real file exists, so the files are made from the published structure."""

import socket
from fractions import Fraction
from pathlib import Path

import pytest

from xenotime.errors import UnreadableBook
from xenotime.exact import NOTHING, Range, exactly
from xenotime.facts.book import Book
from xenotime.facts.declaration import ContentRow
from xenotime.reading.twins.ipc1752 import read_ipc1752

A = 'xmlns="http://webstds.ipc.org/175x/2.0"'
B = 'xmlns="https://webstds.ipc.org/175x/1752B/1752B"'
WHO = '<BusinessInfo mode="Distribute"><Response date="2026-03-04"><SupplyCompany name="Magnets Ltd"/></Response></BusinessInfo>'
DY = '<Substance name="Dysprosium"><SubstanceID authority="CAS" identity="7429-91-6"/>{amount}</Substance>'


def material(*substances: str, amount: str = '<Amount value="20" UOM="g"/>') -> str:
    inner = "".join(substances)
    return (
        f'<MaterialInfo><HomogeneousMaterialList><HomogeneousMaterial name="Magnet">{amount}<SubstanceCategoryList>'
        f'<SubstanceCategory name="S">{inner}</SubstanceCategory></SubstanceCategoryList></HomogeneousMaterial>'
        "</HomogeneousMaterialList></MaterialInfo>"
    )


def product(inner: str, name: str = "M-1", mass: str = '<Amount value="40" UOM="g"/>') -> str:
    return f'<Product unitType="Each"><ProductID itemNumber="{name}" itemName="Rotor">{mass}</ProductID>{inner}</Product>'


def declared(body: str, namespace: str = A) -> str:
    return f"<MainDeclaration {namespace}>{WHO}{body}</MainDeclaration>"


def read(tmp_path: Path, text: str | bytes) -> Book:
    file = tmp_path / "declaration.xml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_ipc1752(file)


def row(book: Book) -> ContentRow:
    (only,) = book.contents
    return only


def test_a_substance_counts_as_its_share_of_the_product(tmp_path: Path) -> None:
    book = read(tmp_path, declared(product(material(DY.format(amount='<Concentration value="3"/>')))))
    assert (row(book).substance, row(book).share) == ("Dy", exactly(Fraction(15, 1000)))
    assert (row(book).said_by, str(row(book).said_on), row(book).claim) == (
        "Magnets Ltd",
        "2026-03-04",
        "declared",
    )
    assert book.items["M-1"].mass_kg == exactly(Fraction(40, 1000))
    assert book.evidence["declaration"].sha256


@pytest.mark.parametrize(
    ("amount", "of_material", "share"),
    [
        ('<Amount value="600" UOM="mg"/>', '<Amount value="20" UOM="g"/>', Fraction(15, 1000)),
        ('<Amount value="30000" UOM="ppm"/>', '<Amount value="20" UOM="g"/>', Fraction(15, 1000)),
        (
            '<Amount value="3" UOM="massPercent"/>',
            '<Amount value="50" UOM="massPercent"/>',
            Fraction(15, 1000),
        ),
        ('<Concentration value="3"/>', '<Amount value="0.02" UOM="kg"/>', Fraction(15, 1000)),
    ],
)
def test_amounts_in_every_unit_say_the_same(
    tmp_path: Path, amount: str, of_material: str, share: Fraction
) -> None:
    book = read(tmp_path, declared(product(material(DY.format(amount=amount), amount=of_material))))
    assert row(book).share == exactly(share)


def test_the_newer_revision_reads_the_same(tmp_path: Path) -> None:
    body = product(material(DY.format(amount='<Concentration value="3"/>')))
    older = read(tmp_path, declared(body))
    newer = read(tmp_path, declared(f"<IPC-1752B>{body}</IPC-1752B>", B))
    assert newer.contents == older.contents


def test_a_share_without_an_end_is_widened_outwards(tmp_path: Path) -> None:
    third = DY.format(amount='<Amount value="1" UOM="g"/>')
    share = row(read(tmp_path, declared(product(material(third), mass='<Amount value="3" UOM="g"/>')))).share
    assert share is not None
    assert share.high is not None
    assert share.low < Fraction(1, 3) < share.high
    assert share.high - share.low <= Fraction(1, 10**11)


def test_a_substance_without_an_amount_is_there_and_nobody_said_how_much(tmp_path: Path) -> None:
    found = row(read(tmp_path, declared(product(material(DY.format(amount=""))))))
    assert (found.share, found.present) == (None, True)


def test_a_declared_share_of_nothing_is_not_there_and_is_told(tmp_path: Path) -> None:
    book = read(tmp_path, declared(product(material(DY.format(amount='<Concentration value="0"/>')))))
    assert (row(book).share, row(book).absent) == (NOTHING, True)
    assert any("reads as not there" in each for each in book.remarks)


def test_a_declaration_does_not_say_that_nothing_else_is_there(tmp_path: Path) -> None:
    book = read(tmp_path, declared(product(material(DY.format(amount='<Concentration value="100"/>')))))
    assert [each.substance for each in book.contents] == ["Dy"]


def test_a_number_without_a_known_formula_keeps_its_number_and_is_told(tmp_path: Path) -> None:
    other = (
        '<Substance name="Barium titanate"><SubstanceID authority="CAS" identity="12047-27-7"/></Substance>'
    )
    book = read(tmp_path, declared(product(material(other))))
    assert row(book).substance == "cas:12047-27-7"
    assert any("no formula is known" in each for each in book.remarks)


def test_subproducts_are_parts_and_an_unknown_number_of_them_is_told(tmp_path: Path) -> None:
    def inner(number: str, more: str = "") -> str:
        return f'<SubProduct {more}><ProductID itemNumber="{number}"/></SubProduct>'

    book = read(tmp_path, declared(product(inner("S-1", 'numberOfUnits="24"') + inner("S-2"))))
    assert [(line.child, line.quantity) for line in book.bill] == [("S-1", exactly(24)), ("S-2", None)]
    assert any("how many S-2" in each for each in book.remarks)


def test_a_share_of_nothing_with_decimals_was_rounded(tmp_path: Path) -> None:
    rounded = DY.format(amount='<Concentration value="0.0"/>')
    book = read(tmp_path, declared(product(material(rounded))))
    assert (row(book).share, row(book).absent, row(book).present) == (
        Range(Fraction(0), Fraction(25, 100_000)),
        False,
        False,
    )
    parts = DY.format(amount='<Concentration value="0.00" UOM="ppm"/>')
    book = read(tmp_path, declared(product(material(parts))))
    assert row(book).share == Range(Fraction(0), Fraction(25, 10**10))


@pytest.mark.parametrize(
    ("of_whole", "of_material", "low", "high"),
    [
        ('<Amount value="0.6" UOM="g"/>', '<Concentration value="3"/>', "0.015", "0.015"),
        ('<Amount value="1" UOM="g"/>', '<Concentration value="3"/>', "0.015", "0.025"),
        ('<Amount value="1" UOM="g"/>', "", "0.025", "0.025"),
        ("", '<Concentration value="3"/>', "0.015", "1"),
    ],
)
def test_what_is_told_of_the_whole_and_of_its_materials_is_one_amount(
    tmp_path: Path, of_whole: str, of_material: str, low: str, high: str
) -> None:
    category = "<SubstanceCategoryList><SubstanceCategory>{}</SubstanceCategory></SubstanceCategoryList>"
    inside = material(DY.format(amount=of_material))
    both = inside.replace("<MaterialInfo>", "<MaterialInfo>" + category.format(DY.format(amount=of_whole)))
    book = read(tmp_path, declared(product(both)))
    assert row(book).share == Range(Fraction(low), Fraction(high))
    assert row(book).present


@pytest.mark.parametrize(
    ("concentration", "of_all", "low", "high", "absent"),
    [("3", "20", "0.015", "1", False), ("0", "20", "0", "1", False), ("3", "40", "0.03", "0.03", False), ("0", "40", "0", "0", True)],
)  # fmt: skip
def test_materials_beside_parts_are_all_there_is_only_where_they_weigh_as_much(
    tmp_path: Path, concentration: str, of_all: str, low: str, high: str, absent: bool
) -> None:
    inner = '<SubProduct numberOfUnits="2"><ProductID itemNumber="S-1"/></SubProduct>'
    amount = DY.format(amount=f'<Concentration value="{concentration}"/>')
    whole = material(amount, amount=f'<Amount value="{of_all}" UOM="g"/>')
    book = read(tmp_path, declared(product(whole + inner)))
    assert (row(book).share, row(book).absent) == (Range(Fraction(low), Fraction(high)), absent)
    assert any("has materials and parts" in each for each in book.remarks) == (of_all == "20")


def test_everything_that_is_not_taken_over_is_told(tmp_path: Path) -> None:
    extra = '<Exemption identity="6(c)"/><Amount value="1" UOM="g" tolerance="5"/>'
    book = read(tmp_path, declared(product(material(DY.format(amount=extra)))))
    told = " ".join(book.remarks)
    assert "element Exemption" in told
    assert "Amount, tolerance" in told


def test_more_than_the_whole_reads_as_not_known(tmp_path: Path) -> None:
    book = read(tmp_path, declared(product(material(DY.format(amount='<Amount value="90" UOM="g"/>')))))
    assert row(book).share is None
    assert any("more than the whole" in each for each in book.remarks)


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><MainDeclaration>&i;</MainDeclaration>"
)
FETCHING = '<!DOCTYPE x [<!ENTITY a SYSTEM "{where}">]><MainDeclaration><Product><ProductID itemNumber="&a;"/></Product></MainDeclaration>'
OUTSIDE = '<!DOCTYPE x SYSTEM "{where}"><MainDeclaration/>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-7", "cp037"])
@pytest.mark.parametrize(
    "text",
    [BOMB, FETCHING.format(where="file:///etc/passwd"), OUTSIDE.format(where="http://127.0.0.1:9/x.dtd")],
)
def test_a_document_type_is_refused_in_every_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    named = f'<?xml version="1.0" encoding="{encoding}"?>' + text.removeprefix('<?xml version="1.0"?>')
    with pytest.raises(UnreadableBook) as refused:
        read(tmp_path, named.encode(encoding))
    assert "passwd" not in str(refused.value)
    assert "root:" not in str(refused.value)


def test_nothing_is_fetched_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: asked.append(address))
    with pytest.raises(UnreadableBook):
        read(tmp_path, FETCHING.format(where="http://127.0.0.1:9/x"))
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="http://127.0.0.1:9/x"/>'
    book = read(tmp_path, declared(product("") + include))
    assert any("element include" in each for each in book.remarks)
    assert asked == []


@pytest.mark.parametrize("text", ["", "<a", "<a/>", "<a>" * 100_000, "<MainDeclaration/>", "not xml", "<MainDeclaration>&e;</MainDeclaration>",
                                  "<MainDeclaration>" + "<x>" * 100 + "</x>" * 100 + "</MainDeclaration>"])  # fmt: skip
def test_what_is_no_declaration_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableBook):
        read(tmp_path, text)


def test_a_range_is_never_narrower_than_the_declared_amount(tmp_path: Path) -> None:
    for mass in ("7", "9", "11", "13"):
        one = DY.format(amount='<Amount value="1" UOM="g"/>')
        share = row(
            read(tmp_path, declared(product(material(one), mass=f'<Amount value="{mass}" UOM="g"/>')))
        ).share
        assert isinstance(share, Range)
        assert share.low <= Fraction(1, int(mass)) <= (share.high or 0)


def test_an_amount_with_a_tolerance_is_not_exactly_known_and_told(tmp_path: Path) -> None:
    rough = '<Amount value="600" UOM="mg" positiveTolerance="20" negativeTolerance="10"/>'
    book = read(tmp_path, declared(product(material(DY.format(amount=rough)))))
    assert (row(book).share, row(book).present) == (None, True)
    assert any("tolerance reads as not known" in each for each in book.remarks)
    exact = rough.replace("20", "0").replace("10", "0.0")
    book = read(tmp_path, declared(product(material(DY.format(amount=exact)))))
    assert row(book).share == exactly(Fraction(15, 1000))


def test_an_amount_and_a_concentration_that_differ_leave_what_lies_between(tmp_path: Path) -> None:
    both = '<Amount value="400" UOM="mg"/><Concentration value="3"/>'
    book = read(tmp_path, declared(product(material(DY.format(amount=both)))))
    assert row(book).share == Range(Fraction(10, 1000), Fraction(15, 1000))


def test_a_concentration_may_say_its_unit(tmp_path: Path) -> None:
    said = '<Concentration value="30000" UOM="ppm"/>'
    book = read(tmp_path, declared(product(material(DY.format(amount=said)))))
    assert row(book).share == exactly(Fraction(15, 1000))


def test_a_substance_that_is_declared_of_the_whole_product_is_in_it(tmp_path: Path) -> None:
    whole = (
        "<MaterialInfo><SubstanceCategoryList><SubstanceCategory>{}</SubstanceCategory>"
        "</SubstanceCategoryList></MaterialInfo>"
    )
    for amount in ('<Amount value="2" UOM="g"/>', '<Concentration value="5"/>'):
        book = read(tmp_path, declared(product(whole.format(DY.format(amount=amount)))))
        assert (row(book).substance, row(book).share) == ("Dy", exactly(Fraction(5, 100)))


def test_a_product_is_counted_in_the_unit_that_is_declared(tmp_path: Path) -> None:
    inner = (
        product("", "W-1")
        .replace("Product ", "SubProduct numberOfUnits='50' ")
        .replace("/Product>", "/SubProduct>")
    )
    for unit, base, pieces, mass in (
        ("Each", "piece", 50, Fraction(4, 100)),
        ("Meters", "m", 50, Fraction(4, 100)),
        ("Centimeter", "m", Fraction(1, 2), Fraction(4)),
        ("Grams", "kg", Fraction(5, 100), None),
        ("Reel", "Reel", 50, Fraction(4, 100)),
    ):
        book = read(tmp_path, declared(product(inner.replace("Each", unit))))
        assert book.items["W-1"].base_unit == base
        assert book.items["W-1"].mass_kg == (exactly(mass) if mass else None)
        assert book.bill[0].quantity == exactly(Fraction(pieces))
        assert any("Reel" in each for each in book.remarks) == (unit == "Reel")


def test_of_a_product_that_is_declared_twice_in_two_ways_no_amount_is_known(tmp_path: Path) -> None:
    tb = DY.replace("Dysprosium", "Terbium").replace("7429-91-6", "7440-27-9")
    one, other = ('<Concentration value="3"/>', '<Concentration value="0"/>')
    first = product(material(DY.format(amount=other)))
    for second, known in (
        (product(""), {"Dy": (Range(Fraction(0), Fraction(0)), False)}),
        (product(material(DY.format(amount=other))), {"Dy": (Range(Fraction(0), Fraction(0)), False)}),
        (
            product(material(DY.format(amount=one), tb.format(amount=one))),
            {"Dy": (None, False), "Tb": (None, False)},
        ),
    ):
        for text in (first + second, second + first):
            book = read(tmp_path, declared(text))
            assert {each.substance: (each.share, each.present) for each in book.contents} == known
            assert not any(each.absent for each in book.contents if each.share is None)
            assert any("no amount of it is known" in each for each in book.remarks) == (len(known) > 1)
