"""The memo: a key covers everything a result was made from; a damaged, foreign or missing store only costs time."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
from pathlib import Path

import pytest

from generator.core import memo as room
from generator.core.memo import Memo, memo_key
from generator.core.secret import user_secret

A, B, C = (memo_key("test", name) for name in "abc")


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "memo"


@pytest.fixture
def memo(folder) -> Memo:
    return Memo(folder)


def store(folder: Path) -> Path:
    (path,) = folder.glob("*.sqlite")
    return path


def test_a_value_is_found_under_its_own_key_only(memo, folder):
    assert memo.get(A) is None
    assert not folder.exists()
    memo.put(A, b"one")
    memo.put(B, b"")
    assert (memo.get(A), memo.get(B), memo.get(C)) == (b"one", b"", None)
    memo.put(A, b"two")
    assert memo.get_many([A, B, C]) == {A: b"two", B: b""}
    assert memo.missing([A, B, C]) == 1


def test_kind_and_every_input_are_part_of_a_key():
    keys = [
        memo_key("page"),
        memo_key("pag", "e"),
        memo_key("page", "a", "b"),
        memo_key("page", "ab"),
        memo_key("page", "a", "b", ""),
        memo_key("page", b"a\0b"),
    ]
    assert len(set(keys)) == len(keys)


def test_another_toolchain_finds_nothing(memo, monkeypatch):
    memo.put(A, b"one")
    monkeypatch.setattr(room, "toolchain_hash", lambda: "another")
    assert memo.get(memo_key("test", "a")) is None


def test_many_entries_are_kept_and_found_across_batches(memo):
    entries = {memo_key("test", str(number)): str(number).encode() for number in range(1000)}
    memo.put_many(entries.items())
    assert memo.get_many(entries) == entries


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_store_cut_short_is_a_miss_and_begun_again(folder, share):
    entries = {memo_key("test", str(number)): bytes(5000) + str(number).encode() for number in range(200)}
    Memo(folder).put_many(entries.items())
    path = store(folder)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    found = Memo(folder).get_many(entries)
    assert found.items() <= entries.items()
    for _ in range(2):
        Memo(folder).put_many(entries.items())
    assert Memo(folder).get_many(entries) == entries


def test_no_flipped_bit_changes_a_value(folder):
    entries = {memo_key("test", str(number)): str(number).encode() * 300 for number in range(20)}
    Memo(folder).put_many(entries.items())
    path = store(folder)
    whole = path.read_bytes()
    for at in range(0, len(whole), 97):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        assert Memo(folder).get_many(entries).items() <= entries.items()
        if not path.exists():
            path.write_bytes(whole)


def test_a_value_moved_to_another_key_is_a_miss(folder):
    Memo(folder).put_many([(A, b"one"), (B, b"two")])
    with sqlite3.connect(store(folder)) as raw:
        (of_a,), (of_b,) = (raw.execute("SELECT id FROM entry WHERE key = ?", (key,)).fetchone() for key in (A, B))
        raw.execute("UPDATE entry SET id = ? WHERE key = ?", (of_b, A))
        raw.execute("UPDATE entry SET id = ? WHERE key = ?", (of_a, B))
    assert Memo(folder).get_many([A, B]) == {}


@pytest.fixture
def other_user(tmp_path, monkeypatch):
    """What is done from now on is done by another user, whose secret lies elsewhere."""

    def become(name: str) -> Memo:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / name))
        user_secret.cache_clear()
        return Memo(tmp_path / "memo")

    yield become
    user_secret.cache_clear()


def test_the_store_of_another_user_is_never_opened(memo, folder, other_user):
    memo.put(A, b"mine")
    store(folder).chmod(0)
    stranger = other_user("stranger")
    assert stranger.get(A) is None
    stranger.put(A, b"planted")
    assert other_user("me again").get(A) is None


def test_the_secret_is_for_its_owner_alone_and_lasts(other_user, tmp_path):
    other_user("me").put(A, b"mine")
    seal = tmp_path / "me/kheo/seal"
    assert seal.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in seal.parent.iterdir()] == ["seal"]
    assert other_user("me").get(A) == b"mine"


def test_a_relative_cache_folder_is_ignored(tmp_path, monkeypatch, other_user):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    other_user("ignored")
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    user_secret.cache_clear()
    assert user_secret()
    assert (tmp_path / "home/.cache/kheo/seal").exists()
    assert not (tmp_path / "here").exists()


def test_without_a_place_for_the_secret_nothing_is_kept(tmp_path, other_user):
    (tmp_path / "home").write_bytes(b"a file, not a folder")
    memo = other_user("home")
    memo.put(A, b"x")
    assert (memo.keeps, memo.get(A)) == (False, None)


def test_the_memo_that_keeps_nothing():
    memo = Memo.none()
    memo.put(A, b"x")
    memo.prune(0)
    assert (memo.get(A), memo.missing([A])) == (None, 1)


def test_a_folder_that_cannot_be_made_costs_time_only(tmp_path):
    (tmp_path / "file").write_text("x")
    memo = Memo(tmp_path / "file")
    memo.put(A, b"x")
    assert memo.get(A) is None


def test_a_full_disk_costs_time_only(folder):
    Memo(folder).put(A, b"one")
    memo = Memo(folder)
    memo.get(A)
    memo._store.execute("PRAGMA max_page_count = 1")  # type: ignore[union-attr]
    memo.put(B, bytes(range(256)) * 4000)
    assert (memo.get(A), memo.get(B)) == (b"one", None)


def hammer(folder: Path, seed: int) -> None:
    memo = Memo(folder)
    for number in range(100):
        name = str(number % 7)
        key, value = memo_key("test", name), name.encode() * 5000
        memo.put(key, value)
        assert memo.get(key) in {None, value}
        if number % 40 == seed:
            memo.prune(10_000)


def test_processes_at_work_at_once_never_see_half_an_entry(folder):
    workers = [multiprocessing.get_context("fork").Process(target=hammer, args=(folder, n)) for n in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]


def test_a_forked_process_opens_the_store_for_itself(memo, folder):
    memo.put(A, b"parent")
    child = multiprocessing.get_context("fork").Process(target=lambda: memo.put(B, b"child"))
    child.start()
    child.join()
    assert (child.exitcode, memo.get(A), memo.get(B)) == (0, b"parent", b"child")


def test_pruning_drops_the_values_used_longest_ago(folder, monkeypatch):
    for day, key in enumerate([A, B, C]):
        monkeypatch.setattr(room.time, "time", lambda day=day: day * 86_400.0)
        Memo(folder).put(key, random.Random(day).randbytes(10_000))
    monkeypatch.setattr(room.time, "time", lambda: 9 * 86_400.0)
    memo = Memo(folder)
    assert memo.get(A) is not None
    memo.prune(25_000)
    assert [memo.get(key) is not None for key in (A, B, C)] == [True, False, True]
