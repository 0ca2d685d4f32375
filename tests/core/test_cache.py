"""A wrong, stale or damaged entry is a miss: it can cost time, never change a byte."""

from __future__ import annotations

import multiprocessing
import os
import shutil

import pytest

from generator.core.cache import Cache, _secret


@pytest.fixture
def cache(tmp_path) -> Cache:
    return Cache(tmp_path / "cache")


def entries(tmp_path):
    return sorted((tmp_path / "cache").rglob("*.entry"))


def test_what_was_put_is_got_by_the_same_key_only(cache):
    assert cache.get("a") is None
    assert cache.put("a", b"one")
    assert cache.put(b"b", b"")
    assert (cache.get("a"), cache.get(b"a"), cache.get("b"), cache.get("c")) == (b"one", b"one", b"", None)
    cache.put("a", b"two")
    assert cache.get("a") == b"two"


def test_any_damage_to_an_entry_is_a_miss(cache, tmp_path):
    cache.put("a", b"value")
    (entry,) = entries(tmp_path)
    whole = entry.read_bytes()
    for at in range(len(whole)):
        entry.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert cache.get("a") is None
        entry.write_bytes(whole[:at])
        assert cache.get("a") is None
    entry.write_bytes(whole)
    assert cache.get("a") == b"value"


def test_an_entry_moved_to_another_key_is_a_miss(cache, tmp_path):
    cache.put("a", b"value")
    (first,) = entries(tmp_path)
    cache.put("b", b"other")
    (second,) = set(entries(tmp_path)) - {first}
    shutil.copy(first, second)
    assert cache.get("b") is None


@pytest.fixture
def other_user(tmp_path, monkeypatch):
    """Whatever is done now is done by somebody else, whose secrets lie elsewhere."""

    def become(name: str) -> Cache:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / name))
        _secret.cache_clear()
        return Cache(tmp_path / "cache")

    yield become
    _secret.cache_clear()


def test_what_a_stranger_sealed_is_a_miss(cache, other_user):
    assert cache.put("a", b"mine")
    assert other_user("stranger").get("a") is None
    assert other_user("stranger").put("a", b"planted")
    assert other_user("me again").get("a") is None


def test_the_secret_is_for_its_owner_alone_and_lasts(cache, other_user, tmp_path):
    assert other_user("me").put("a", b"mine")
    seal = tmp_path / "me/kheo/seal"
    assert seal.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in seal.parent.iterdir()] == ["seal"]
    assert other_user("me").get("a") == b"mine"


def test_without_a_place_for_the_secret_nothing_is_kept(tmp_path, other_user):
    (tmp_path / "home").write_bytes(b"a file, no folder")
    cache = other_user("home")
    assert not cache.keeps
    assert (cache.put("a", b"x"), cache.get("a")) == (False, None)


def test_the_cache_that_keeps_nothing(tmp_path):
    cache = Cache.none()
    assert cache.put("a", b"x") is False
    assert cache.get("a") is None
    assert cache.prune(0) == 0


def test_a_disk_that_refuses_costs_time_only(cache, tmp_path, monkeypatch):
    def refuse(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    assert cache.put("a", b"x") is False
    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file()] == []
    (tmp_path / "file").write_text("x")
    assert Cache(tmp_path / "file").put("a", b"x") is False
    assert Cache(tmp_path / "file").get("a") is None


def hammer(folder, seed):
    cache = Cache(folder)
    for number in range(200):
        key = str(number % 7)
        cache.put(key, (key * 5000).encode())
        assert cache.get(key) in {None, (key * 5000).encode()}
        if number % 50 == seed:
            cache.prune(10_000)


def test_processes_at_work_at_once_never_see_half_an_entry(tmp_path):
    workers = [multiprocessing.get_context("fork").Process(target=hammer, args=(tmp_path / "c", n)) for n in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]


def test_pruning_drops_what_was_used_longest_ago(cache, tmp_path):
    for name in ("a", "b", "c"):
        cache.put(name, b"x" * 968)
    for entry in entries(tmp_path):
        os.utime(entry, ns=(1, 1))
    assert cache.get("b") == b"x" * 968
    assert cache.prune(1500) == 2000
    assert [cache.get(name) is not None for name in ("a", "b", "c")] == [False, True, False]


def test_pruning_removes_what_a_killed_process_left_but_not_what_is_being_written(cache, tmp_path):
    cache.put("a", b"x")
    (entry,) = entries(tmp_path)
    old, new = entry.with_name("z.entry.1-0"), entry.with_name("z.entry.2-0")
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (1, 1))
    cache.prune(10_000)
    assert (old.exists(), new.exists(), entry.exists()) == (False, True, True)
