"""A store: what is kept in it, who may sign, and what is found when somebody touched it."""

import errno
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from xenotime.keeping import durable
from xenotime.keeping import store as store_module
from xenotime.keeping.journal import Journal, Receipt
from xenotime.keeping.keys import UnfitKey, new_key, open_key
from xenotime.keeping.legal_text import laid_out
from xenotime.keeping.packing import NotAnArchive, unpacked
from xenotime.keeping.sealed import legible
from xenotime.keeping.store import Kept, Refused, Store, Unknown, file_damage, open_record

DAY = date(2026, 11, 24)
FILES = {"memo.json": b"{}", "memo.html": b"<p>", "inputs/facts.json": b"[]", "counsel/annex.json": b"{}"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def kept(store: Store) -> Kept:
    return store.put(FILES, {"number": 1}, DAY)[0]


def test_the_same_decision_kept_twice_lies_in_one_folder(store: Store, kept: Kept) -> None:
    again, receipt = store.put(FILES, {"number": 1}, DAY)
    assert (again.id, receipt.count) == (kept.id, 2)
    assert store.damage() == ()
    assert kept.folder.name == kept.id


def test_a_record_that_was_touched_is_not_reported_as_kept_when_it_is_made_again(
    store: Store, kept: Kept
) -> None:
    (kept.folder / "memo.html").write_bytes(b"<p>milder")
    with pytest.raises(Refused, match="was touched: memo"):
        store.put(FILES, {"number": 1}, DAY)
    (kept.folder / "record.json").write_bytes(b"{")
    with pytest.raises(Unknown):
        store.put(FILES, {"number": 1}, DAY)
    assert len(store.journal.entries()) == 1


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_changed_byte_is_found_and_its_file_named(kept: Kept, name: str) -> None:
    path = kept.folder / name
    path.write_bytes(path.read_bytes() + b" ")
    assert file_damage(kept) == (f"{name} was changed: its content no longer has its hash",)


@pytest.mark.parametrize("name", sorted(set(FILES) - {"counsel/annex.json"}))
def test_a_removed_file_is_named(kept: Kept, name: str) -> None:
    (kept.folder / name).unlink()
    assert file_damage(kept) == (f"{name} is missing",)


def test_an_added_file_is_named(kept: Kept) -> None:
    (kept.folder / "better.html").write_bytes(b"")
    assert file_damage(kept) == ("better.html was added",)


def test_a_manifest_that_was_made_to_fit_no_longer_fits_its_folder(kept: Kept) -> None:
    manifest = {**kept.manifest, "number": 2}
    (kept.folder / "record.json").write_bytes(legible(manifest))
    assert "the folder's name is no longer its hash" in file_damage(open_record(kept.folder))[0]


def test_the_annex_for_counsel_may_be_withheld_whole(kept: Kept) -> None:
    shutil.rmtree(kept.folder / "counsel")
    assert file_damage(kept) == ()


def test_a_record_that_is_gone_is_missed_by_the_journal(store: Store, kept: Kept) -> None:
    shutil.rmtree(kept.folder)
    assert store.damage() == (f"record {kept.id} of journal entry 1 is missing",)


def test_the_approver_must_be_another_person(store: Store, kept: Kept, tmp_path: Path) -> None:
    ada, bob = new_key(tmp_path / "ada", "Ada Lovelace"), new_key(tmp_path / "bob", "Bob")
    second = new_key(tmp_path / "second", " ada  LOVELACE")
    store.sign(kept, ada, "preparer", DAY)
    for key in (ada, second):
        with pytest.raises(Refused):
            store.sign(kept, key, "approver", DAY)
    store.sign(kept, bob, "approver", DAY)
    with pytest.raises(Refused, match="already"):
        store.sign(kept, bob, "approver", DAY)
    with pytest.raises(Refused, match="must be another person"):
        store.sign(kept, bob, "reviewer", DAY)
    assert (file_damage(kept), store.damage()) == ((), ())
    assert {each.role: each.name for each in kept.signatures} == {
        "preparer": "Ada Lovelace",
        "approver": "Bob",
    }


def test_one_key_signs_under_one_name_only(store: Store, kept: Kept, tmp_path: Path) -> None:
    path = tmp_path / "key"
    store.sign(kept, new_key(path, "Ada"), "preparer", DAY)
    renamed = json.loads(path.read_bytes()) | {"name": "Bob"}
    path.write_text(json.dumps(renamed), "utf-8")
    with pytest.raises(Refused, match="this key has signed as Ada"):
        store.sign(kept, open_key(path), "approver", DAY)


def test_a_forged_a_moved_and_a_lost_signature_are_named(store: Store, kept: Kept, tmp_path: Path) -> None:
    other, _ = store.put(FILES, {"number": 2}, DAY)
    store.sign(kept, new_key(tmp_path / "ada", "Ada"), "preparer", DAY)
    path = kept.folder / "signatures" / "preparer.json"
    good = path.read_bytes()
    (other.folder / "signatures").mkdir()
    (other.folder / "signatures" / "preparer.json").write_bytes(good)
    assert "was made for another record" in file_damage(other)[0]
    path.write_bytes(good.replace(b'"Ada"', b'"Eve"'))
    assert "the signature of Eve is not valid" in file_damage(kept)[0]
    path.unlink()
    lost = "signatures/preparer.json, the signature of Ada as preparer (journal entry 3), is missing"
    assert lost in store.damage()


def test_a_private_key_is_readable_by_its_owner_alone_and_never_shown(tmp_path: Path) -> None:
    path = tmp_path / "key"
    key = new_key(path, "Ada")
    assert path.stat().st_mode & 0o777 == 0o600
    secret = json.loads(path.read_bytes())["private"].splitlines()[1]
    assert secret not in repr(key)
    with pytest.raises(FileExistsError):
        new_key(path, "Ada")
    path.chmod(0o640)
    with pytest.raises(UnfitKey, match="others can read"):
        open_key(path)
    path.chmod(0o600)
    path.write_text(path.read_text("utf-8").replace("PRIVATE", "PRIVATe"), "utf-8")
    with pytest.raises(UnfitKey) as refused:
        open_key(path)
    assert secret not in str(refused.value)


def test_a_record_on_legal_hold_stays(store: Store, kept: Kept) -> None:
    store.note(kept, "hold", DAY, {"reason": "inquiry"})
    with pytest.raises(Refused, match="legal hold"):
        store.dispose(kept, DAY, "old")
    store.note(kept, "lift", DAY, {"reason": "closed"})
    store.dispose(kept, DAY, "old")
    assert not kept.folder.exists()
    assert store.damage() == ()
    assert [each.kind for each in store.journal.entries()] == ["record", "hold", "lift", "dispose"]


def test_a_record_is_found_by_the_first_letters_of_its_id(store: Store, kept: Kept) -> None:
    assert store.find(kept.id[:8]).id == kept.id
    for name in ("", "zz"):
        with pytest.raises(Unknown):
            store.find(name)


@pytest.mark.parametrize(
    "name", ["../evil.md", "/evil.md", "law/../../evil.md", "evil.md", "law\\..\\evil.md"]
)
def test_packed_law_never_leaves_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError):
        laid_out({name: b""}, tmp_path / "in")
    assert not (tmp_path / "evil.md").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 100])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    with pytest.raises(NotAnArchive):
        unpacked(content)


def test_a_signature_whose_entry_was_taken_away_is_named(store: Store, kept: Kept, tmp_path: Path) -> None:
    store.sign(kept, new_key(tmp_path / "ada", "Ada"), "preparer", DAY)
    (store.journal.folder / "00000002.json").unlink()
    said = (
        f"the signature of {kept.id} as preparer stands in no entry of the journal: its entry was taken away"
    )
    assert store.damage() == (said,)


@pytest.mark.parametrize("cut_off_at", ["set_aside", "append", "put_in_place"])
def test_signing_that_is_cut_off_leaves_nothing_wrong_and_is_done_by_signing_again(
    store: Store, kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut_off_at: str
) -> None:
    """As a process that is killed at that moment: nothing behind it is done, and nothing is cleared up."""

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    ada = new_key(tmp_path / "ada", "Ada")
    where: object = Journal if cut_off_at == "append" else store_module
    with monkeypatch.context() as patched:
        patched.setattr(where, cut_off_at, killed)
        with pytest.raises(KeyboardInterrupt):
            store.sign(kept, ada, "preparer", DAY)
    assert (store.damage(), file_damage(kept), kept.signatures) == ((), (), ())
    if cut_off_at == "put_in_place":
        assert store.unplaced() == (f"{kept.id} as preparer",)
        with pytest.raises(Refused, match="Ada signed as preparer"):
            store.sign(kept, ada, "preparer", DAY)
    else:
        store.sign(kept, ada, "preparer", DAY)
    assert [each.name for each in kept.signatures] == ["Ada"]
    assert (store.damage(), store.unplaced(), file_damage(kept)) == ((), (), ())


def test_of_two_who_sign_in_one_role_at_once_one_is_refused(
    store: Store, kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, bob = new_key(tmp_path / "ada", "Ada"), new_key(tmp_path / "bob", "Bob")
    whole = Journal.head
    bob_was_first: list[bool] = []

    def head_while_bob_signs(journal: Journal) -> Receipt | None:
        found = whole(journal)
        if not bob_was_first:
            bob_was_first.append(True)
            store.sign(kept, bob, "preparer", DAY)
        return found

    monkeypatch.setattr(Journal, "head", head_while_bob_signs)
    with pytest.raises(Refused, match="just now"):
        store.sign(kept, ada, "preparer", DAY)
    assert [each.name for each in kept.signatures] == ["Bob"]
    assert (store.damage(), store.unfinished()) == ((), ())


def test_a_record_for_which_there_is_no_room_leaves_nothing_behind(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(durable, "write_new", full)
    with pytest.raises(OSError, match="No space left"):
        store.put(FILES, {"number": 1}, DAY)
    assert (list(store.folder.iterdir()), store.damage()) == ([], ())
