"""What a person decides is added to a file that only grows, and comes back as it was said."""

from datetime import date
from pathlib import Path

import pytest

from xenotime.facts.alias import Alias
from xenotime.facts.classification import Classification
from xenotime.facts.match import SAME, Match
from xenotime.reading.book.aliases import ALIASES, add_alias, read_aliases
from xenotime.reading.book.classes import CLASSES, add_class, read_classes
from xenotime.reading.book.matches import MATCHES, add_match, read_matches
from xenotime.reading.book.notes import Notes

DAY = date(2026, 11, 2)
SAID = ("plain", 'a "quoted" \\ word', "two\nlines", "a sign\x7f that TOML has no place for", "磁体")


@pytest.mark.parametrize("said", SAID)
def test_a_classification_comes_back_as_it_was_said(said: str, tmp_path: Path) -> None:
    one = Classification(("M1", "M2"), "Ada", DAY, said, codes=("hs:85051110",))
    add_class(tmp_path, one)
    add_class(tmp_path, one)
    assert read_classes(tmp_path / CLASSES, None, Notes()) == (one, one)


@pytest.mark.parametrize("said", SAID)
def test_an_alias_comes_back_as_it_was_said(said: str, tmp_path: Path) -> None:
    one = Alias("MAG-7", "MAG-CN", "maker_part", source=said, evidence="E1", confirmed_by="Ada", on=DAY)
    add_alias(tmp_path, one)
    assert read_aliases(tmp_path / ALIASES, Notes()).every == (one,)


@pytest.mark.parametrize("said", SAID)
def test_a_match_comes_back_as_it_was_said(said: str, tmp_path: Path) -> None:
    one = Match("P1", SAME, ("zz/list",), "Ada", DAY, entry="17", note=said, listed_from=DAY)
    add_match(tmp_path, one)
    assert read_matches(tmp_path / MATCHES, {"P1"}, Notes()) == (one,)


def test_an_entry_is_added_behind_a_file_whose_last_line_has_no_end(tmp_path: Path) -> None:
    one = Classification(("M1",), "Ada", DAY, "looked at it")
    path = add_class(tmp_path, one)
    path.write_text(path.read_text(encoding="utf-8").rstrip(), encoding="utf-8")
    add_class(tmp_path, one)
    assert read_classes(path, None, Notes()) == (one, one)
