"""Names: what is the same across forms, scripts and spellings, and what only looks so."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from xenotime.facts.party_list import Listing
from xenotime.naming.candidates import LIKELY, POSSIBLE, Candidates
from xenotime.naming.exact import same_names
from xenotime.naming.score import compare

PAIRS = Path(__file__).parents[3] / "shared" / "data" / "name_matching" / "nomenklatura_entity_checks.yml"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siemens Aktiengesellschaft", "Siemens AG"),
        ("华为技术有限公司", "Huawei Technologies Co., Ltd."),
        ("トヨタ自動車株式会社", "Toyota Motor K.K."),
        ("ООО «Звезда»", "Zvezda LLC"),
        ("Obshchestvo s ogranichennoi otvetstvennostiu Zvezda", "ООО Звезда"),
        ("Zvezda Limited Liability Compny", "Zvezda LLC"),
        ("Technology Institute of Harbin", "Harbin Institute of Technology"),
        ("哈尔滨工业大学", "Harbin Industry University"),
        ("Good Will Trading", "Goodwill Trading Company"),
        ("1st Machine Works", "First Machine Works"),
        ("Invented Mfg & Tech Intl", "Invented Manufacturing and Technology International"),
        ("重庆某某机械有限公司", "Chongqing Moumou Machinery Co Ltd"),
    ],
)
def test_these_are_likely_one(one: str, other: str) -> None:
    assert compare(one, other).score >= LIKELY, compare(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Invented Works AG", "Other Works AG"),
        ("Harbour Fund, Ltd.", "Harbour Fund II, Ltd."),
        ("Factory 44", "Factory 45"),
        ("Management Company", "Westgate Management Company"),
        ("Government of Estonia", "Government of Ethiopia"),
        ("BWI Industries, Inc.", "BAE Industries, Inc."),
    ],
)
def test_these_only_look_alike(one: str, other: str) -> None:
    assert compare(one, other).score < LIKELY, compare(one, other)


def test_forms_of_different_kinds_lower_the_score_and_are_named() -> None:
    found = compare("Invented GmbH", "Invented AG")
    assert found.score < 1
    assert "company forms of different kinds" in found.reasons


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_the_likeness_of_any_two_names_is_the_same_both_ways_and_between_nothing_and_one(
    one: str, other: str
) -> None:
    there, back = compare(one, other).score, compare(other, one).score
    assert 0 <= there <= 1
    assert abs(there - back) < 0.15


@given(st.text(min_size=1, max_size=40))
def test_a_name_is_itself(name: str) -> None:
    assert compare(name, name).score in {0.0, 1.0}


def listing(name: str, *aka: str) -> Listing:
    return Listing(name, name, "list", "zz/list", aka)


WORDS = st.sampled_from(
    [
        "Huawei",
        "Technologies",
        "Beijing",
        "Zvezda",
        "Concern",
        "Works",
        "Harbin",
        "Institute",
        "Physics",
        "Trading",
        "Almaz",
    ]
)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=8, unique=True), NAMES)
def test_the_index_finds_what_comparing_with_everybody_finds(listed: list[str], asked: str) -> None:
    index = Candidates([listing(name) for name in listed])
    found = {each.listing.name for each in index.like(asked)}
    assert found == {name for name in listed if compare(asked, name).score >= POSSIBLE}


def test_an_entry_is_found_by_any_of_its_names_and_once() -> None:
    index = Candidates(
        [listing("Huawei Technologies Co., Ltd.", "Huawei", "华为技术有限公司"), listing("Other")]
    )
    assert [each.listing.name for each in index.like("华为技术")] == ["Huawei Technologies Co., Ltd."]


def test_a_candidate_has_its_reasons() -> None:
    found = Candidates([listing("Zvezda Concern LLC")]).like("Zvezda Conzern")
    assert any("zvezda in both" in reason for reason in found[0].reasons)


@pytest.mark.skipif(not PAIRS.is_file(), reason="the labelled pairs (../shared/data) are not here")
def test_on_the_labelled_companies_nine_in_ten_are_found_and_nine_in_ten_of_those_are_right() -> None:
    checks = [
        each for each in yaml.safe_load(PAIRS.read_text("utf-8"))["checks"] if each["schema"] != "Person"
    ]
    rows = [
        (each["match"], compare(each["query"]["name"], each["candidate"]["name"]).score) for each in checks
    ]
    right = sum(match and score >= LIKELY for match, score in rows)
    wrong = sum(not match and score >= LIKELY for match, score in rows)
    assert right / sum(match for match, _ in rows) > 0.93
    assert right / (right + wrong) > 0.9


@pytest.mark.parametrize(
    ("text", "listed", "same"),
    [
        ("Shenzhen Tin Works Co., Ltd. 深圳锡厂有限公司", "深圳锡厂有限公司", True),
        ("深圳锡厂有限公司 SHENZHEN TIN WORKS CO., LTD.", "Shenzhen Tin Works Company Limited", True),
        ("深圳锡厂有限公司，Shenzhen Tin Works", "深圳锡厂", True),
        ("주석공장 주식회사 / Quill Tinworks Inc", "Quill Tinworks, Inc.", True),
        ("ABB 中国", "ABB", False),
        ("三菱 UFJ 銀行", "三菱", False),
        ("Tin Works Ltd. 北京锡厂有限公司", "深圳锡厂有限公司", False),
    ],
)
def test_a_name_beside_one_in_another_script_is_a_name_of_its_own(text: str, listed: str, same: bool) -> None:
    """As customers stand in many books; the two were compared as one name, which no list has."""
    assert bool(same_names((text,), (Listing("1", listed, "List"),))) is same
    assert bool(same_names((listed,), (Listing("1", text, "List"),))) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Quillon AG Österreich", "Quillon Österreich AG"),
        ("Zvezda JSC Concern", "Zvezda Concern JSC"),
        ("Quillon GmbH Munich", "Quillon Munich"),
        ("شركة القصدير المحدودة", "القصدير"),
        ("شركة القصدير ذ.م.م", "القصدير ش.م.م."),
        ("شرکت صنایع کیلون (سهامی خاص)", "صنايع كيلون"),
        ("شـركـة القصدير ٤٤", "القصدير 44"),
        ("Sharikat Al Qasdir Al Mahdouda", "Al Qasdir Ltd"),
        ("Quillon Works S.A.L.", "Quillon Works"),
        ("Quillon spol.s.r.o", "Quillon"),
        ("Quillon spol. s r.o.", "Quillon s. r. o."),
        ("Quillon s r.o.", "Quillon"),
        ("Quillon S.r.l. Unipersonale", "Quillon S.r.l."),
        ("Quillon S.p.A. a socio unico", "Quillon SpA"),
        ("Quillon GIE", "Quillon"),
    ],
)
def test_company_forms_inside_a_name_and_arabic_ones_are_put_aside(one: str, other: str) -> None:
    assert bool(same_names((one,), (Listing("1", other, "List"),)))
    assert bool(same_names((other,), (Listing("1", one, "List"),)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Quillon Trading (formerly Tin Works Ltd)", ("Quillon Trading", "Tin Works")),
        ("Quillon Trading formerly known as Tin Works Ltd", ("Quillon Trading", "Tin Works")),
        ("Quillon d/b/a Tin Works", ("Quillon", "Tin Works")),
        ("Quillon T/A Tin Works", ("Quillon", "Tin Works")),
        ("Quillon F.K.A. Tin Works", ("Quillon", "Tin Works")),
        ("QUILLON B.V. ALSO KNOWN AS TIN WORKS", ("Quillon", "Tin Works")),
        ("Quillon GmbH (vormals Zinnwerke AG)", ("Quillon", "Zinnwerke")),
        ("Quillon Co., Limited c/o Tin Works", ("Quillon", "Tin Works")),
        ("深圳锡厂有限公司（曾用名：北京铜厂）", ("深圳锡厂", "北京铜厂")),
        ("M/s Tin Works", ("Tin Works",)),
        ("Messrs. Tin Works", ("Tin Works",)),
        ("The Tin Works", ("Tin Works",)),
        ("M/V Tin Star", ("Tin Star",)),
        ('M.V. "Tin Star"', ("Tin Star",)),
        ("MT TIN STAR", ("Tin Star",)),
        ("S/S Tin Star", ("Tin Star",)),
        ("vessel TIN STAR", ("Tin Star",)),
        ("Tin Star (IMO 1234567)", ("Tin Star",)),
        ("M/T Tin Star, IMO: 1234567", ("Tin Star",)),
        ("Mr. Quill Tinner", ("Quill Tinner",)),
        ("Attn: Dr. Quill Tinner", ("Dr. Quill Tinner", "Quill Tinner")),
        ("Müller Zinn", ("Mueller Zinn", "Muller Zinn")),
        ("Quillon Tin Works Agency (QTWA)", ("Quillon Tin Works Agency",)),
        ("Quillon Exploration （QXPL）", ("Quillon Exploration",)),
        ("НUAWЕI Technologies", ("Huawei Technologies",)),
    ],
)
def test_a_name_that_tells_another_name_of_its_party_is_found_by_each(
    text: str, names: tuple[str, ...]
) -> None:
    for each in names:
        assert same_names((text,), (Listing("1", each, "List"),)), each
        assert same_names((each,), (Listing("1", text, "List"),)), each


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Quillon Nowhere Works", "Where Works"),
        ("Quillon also Tinworks", "Quillon Tinworks"),
        ("Theta Works", "Ta Works"),
        ("Mtin Works", "In Works"),
        ("Shipley Works", "Ley Works"),
        ("IMO 1234567", "Tin Star"),
        ("Quillon AG Österreich", "Quillon Österreich GmbH"),
        ("شركة القصدير", "شركة النحاس"),
        ("شركة القصدير 44", "شركة القصدير 45"),
        ("Quillon Sal Trading", "Quillon Trading"),
        ("Quillon Works (USA)", "Quillon Works"),
        ("Quillon Works (Quito)", "Quillon Works"),
        ("Quillon Works (WQ)", "Quillon Works"),
        ("Quillon Works (Q)", "Quillon Works"),
    ],
)
def test_another_form_or_another_word_is_another_name(one: str, other: str) -> None:
    assert not same_names((one,), (Listing("1", other, "List"),))
