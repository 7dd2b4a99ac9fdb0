"""Who owns a party is asked for the regime that needs it, and for no other."""

from pathlib import Path

from story_books import CONTENTS, ITEMS, SHIPMENTS, run, shipped, write_book

PARTIES = """party,name,country,lists,kind
MAKER,Maker,US,none,civil
BUYER,Buyer,CN,none,civil
LISTED,Holder on one list of the United States,CN,us/entity-list,civil
SILENT,Holder of whom nothing is known,CN,,civil"""
HOLDINGS = """owner,owned,kind,share_low,share_high
LISTED,BUYER,equity,0 %,100 %
SILENT,BUYER,equity,60 %,60 %
others,BUYER,equity,none,none
others,MAKER,equity,none,none
others,LISTED,equity,none,none
others,SILENT,equity,none,none"""


def magnets(folder: Path) -> Path:
    return write_book(
        folder,
        parties=PARTIES,
        holdings=HOLDINGS,
        items=f"{ITEMS},codes\nMAG,permanent_magnet,CN,piece,0.1,5,EUR,none,us:EAR99",
        contents=f"{CONTENTS}\nMAG,Dy,,3 %,3 %,,,CN,Maker,Maker\nMAG,others,none,,,,,,,Maker",
        shipments="\n".join([SHIPMENTS, shipped("MAG", "2025-10-20", origin="US", to="DE")]),
    )


def test_a_holder_on_the_lists_of_one_regime_is_asked_about_under_that_regime_alone(tmp_path: Path) -> None:
    _, printed, _ = run(
        "check", magnets(tmp_path / "b"), "--regime", "cn", "--regime", "us", "--known-on", "2025-10-20"
    )
    asked = {
        each["regime"]: {
            (one["fact"], one["about"]["id"]) for key in ("missing", "policy_missing") for one in each[key]
        }
        for each in printed["answers"]
    }
    shares = {regime: {about for _, about in facts if "LISTED" in about} for regime, facts in asked.items()}
    assert shares["us"]
    assert shares["cn"] == set()
    assert any(about == "SILENT" for _, about in asked["cn"])
