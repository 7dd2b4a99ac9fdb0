"""The text of the law: its hash covers all that is read, and is the same packed as it is in its folders."""

import shutil
from pathlib import Path

import pytest

from xenotime.keeping.legal_text import by_folder, text_of
from xenotime.keeping.packing import packed, unpacked
from xenotime.reading.law.files import read_law, text_hash

LAW = Path(__file__).parents[2] / "law"
OWN = '+++\nid = "zz/own"\ntitle = "Own"\nissuer = "Us"\nissued = 2026-11-01\nsource = "https://law.example/own"\nseen = "official"\nchecked = 2026-11-24\n+++\n# Own\n\n## 1 Nothing\nNothing yet.\n'


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    shipped, own = tmp_path / "law", tmp_path / "own"
    for country in ("qn", "zz"):
        shutil.copytree(LAW / country, shipped / country)
    shutil.copy2(LAW / "facts.toml", shipped / "facts.toml")
    own.mkdir()
    (own / "own.md").write_text(OWN, "utf-8")
    return shipped, own


def test_the_packed_text_has_the_hash_that_the_law_has_once_it_is_read(folders: tuple[Path, Path]) -> None:
    shipped, own = folders
    files = unpacked(packed(text_of(shipped, [own])))
    assert text_hash(by_folder(files)) == read_law([shipped], own=[own]).sha256


@pytest.mark.parametrize("suffix", [".md", ".toml", ".csv"])
def test_a_changed_word_in_any_kind_of_file_is_another_law(folders: tuple[Path, Path], suffix: str) -> None:
    shipped, _ = folders
    before = read_law([shipped]).sha256
    path = next(each for each in sorted((shipped / "zz").rglob(f"*{suffix}")) if each.name != "README.md")
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert read_law([shipped]).sha256 != before
