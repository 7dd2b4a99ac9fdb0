from pathlib import Path

import pytest

from xenotime.errors import UnreadableRequest
from xenotime.showing.files import check_writable, write_whole


def test_a_page_replaces_the_one_before_and_leaves_nothing_else(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    write_whole(page, "old")
    write_whole(page, "新\n")
    assert page.read_bytes() == "新\n".encode()
    assert list(tmp_path.iterdir()) == [page]


def test_a_folder_is_never_overwritten(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRequest) as refused:
        write_whole(tmp_path, "page")
    assert refused.value.problems[0].found == "the path is a folder"


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRequest, match="make the folder first"):
        check_writable(tmp_path / "nowhere" / "page.html")
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.html"
    write_whole(page, "old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(UnreadableRequest, match="No space left on device"):
        write_whole(page, "new")
    assert page.read_text() == "old"
    assert list(tmp_path.iterdir()) == [page]
