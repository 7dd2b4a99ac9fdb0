"""Published technology of the United States is released, but for files for firearms."""

from datetime import date

import pytest

from one_answer import answered
from xenotime.deciding.answer import RELEASE

ROLES = ("exporter", "consignee", "purchaser", "intermediary", "end_user")
FILE = {
    "from": "US", "destination": "DE", "via": "none", "made_in": "US", "kind": "technology", "codes": "us:EAR99",
    "public_domain": "yes", "end_use": "civil", "act": "export", "us_person_support": "no", "goes_into_goods_of": "none",
} | {f"{role}.{name}": word for role in ROLES for name, word in {
    "lists": "none", "owner_lists": "none", "kind": "civil", "country": "DE", "nationality": "DE"}.items()}  # fmt: skip


def gaps(**facts: str) -> tuple[bool, bool]:
    """Whether it is released, and whether it may be a file for firearms."""
    found = answered("us", date(2026, 8, 3), {k: v for k, v in (FILE | facts).items() if v})
    return found.action == RELEASE, "us/firearm-files" in [each.id for each in found.gaps]


@pytest.mark.parametrize("code", ["us:EAR99", "us:3E991"])
def test_published_technology_with_a_code_of_its_own_is_released(code: str) -> None:
    assert gaps(codes=code) == (True, False)


@pytest.mark.parametrize("code", ["us:0E501", "us:0D501", "us:0E501.a", ""])
def test_what_is_or_may_be_technology_for_firearms_is_not(code: str) -> None:
    assert gaps(codes=code) == (False, True)


def test_what_nobody_calls_published_or_technology_is_no_such_file() -> None:
    assert not gaps(public_domain="", codes="")[1]
    assert gaps(kind="", codes="us:EAR99") == (True, False)
    assert gaps(kind="goods", codes="us:EAR99", public_domain="") == (True, False)
