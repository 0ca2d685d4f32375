"""Only whole generations are published, and nothing that somebody else made is ever deleted."""

from __future__ import annotations

import errno
import hashlib
import json
import multiprocessing
import os
import threading
import unicodedata
from pathlib import Path

import pytest

from generator.publish import PublishError, open_staging, read_manifest, write_files
from generator.publish.addresses import file_path
from generator.publish.leftovers import discard
from generator.publish.manifest import MANIFEST


@pytest.fixture
def target(tmp_path) -> Path:
    return tmp_path / "site"


def publish(target: Path, files: dict[str, str], **how) -> None:
    with open_staging(target, **how) as staging:
        for address, text in files.items():
            staging.write(address, text.encode())
        staging.commit()


def tree(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def refusal(code: str):
    return pytest.raises(PublishError, match=code)


class TestPublishing:
    def test_replaces_the_whole_site_and_leaves_nothing_beside_it(self, target):
        publish(target, {"": "cũ", "mo-hinh/a/": "a", "a.css": "p{}"})
        publish(target, {"": "mới", "tin-tuc/": "tin"})
        assert tree(target).keys() == {".kheo.json", "index.html", "tin-tuc/index.html"}
        assert {path.name for path in target.parent.iterdir()} == {"site", ".site.lock"}
        assert not target.is_symlink()

    def test_the_manifest_names_every_file_and_is_the_same_in_any_order_of_writing(self, tmp_path):
        files = {"": "x", "mo-hinh/tổ-vệ-sinh/": "y", "b.txt": "z"}
        publish(tmp_path / "one", files, version="1")
        publish(tmp_path / "two", dict(reversed(files.items())), version="1")
        text = (tmp_path / "one/.kheo.json").read_text(encoding="utf-8")
        assert text == (tmp_path / "two/.kheo.json").read_text(encoding="utf-8")
        manifest = json.loads(text)
        assert (manifest["generator"], manifest["version"]) == ("kheo", "1")
        assert list(manifest["files"]) == ["b.txt", "index.html", "mo-hinh/tổ-vệ-sinh/index.html"]

    def test_leaving_without_commit_keeps_the_old_site_and_removes_the_staging(self, target):
        publish(target, {"": "cũ"})
        with open_staging(target) as staging:
            staging.write("", b"half")
            assert staging.root.exists()
        assert tree(target)["index.html"] == "cũ"
        assert not staging.root.exists()

    def test_commit_reports_what_was_published(self, target):
        with open_staging(target) as staging:
            staging.write("", b"12345")
            staging.write("a.css", b"123")
            published = staging.commit()
        listed = hashlib.sha256((target / MANIFEST).read_bytes()).hexdigest()
        assert published == (2, 8, 5, listed, (), ())

    def test_pages_written_by_worker_processes_are_registered(self, target):
        with open_staging(target) as staging, multiprocessing.get_context("fork").Pool(2) as pool:
            parts = [(staging.root, [(f"mo-hinh/{n}-{k}/", b"x") for k in range(20)]) for n in range(4)]
            for written in pool.starmap(write_files, parts):
                staging.register(written)
            staging.commit()
        assert len(read_manifest(target)) == 80
        assert (target / "mo-hinh/3-19/index.html").read_bytes() == b"x"

    def test_a_rendered_folder_is_copied_except_what_is_skipped(self, target, tmp_path):
        rendered = tmp_path / "rendered"
        (rendered / "assets").mkdir(parents=True)
        (rendered / "assets/a.css").write_text("p{}")
        (rendered / "sitemap.xml").write_text("<x/>")
        (rendered / ".DS_Store").write_text("litter")
        with open_staging(target) as staging:
            staging.add_tree(rendered, skip=frozenset({"sitemap.xml"}))
            staging.commit()
        assert tree(target).keys() == {".kheo.json", "assets/a.css"}

    def test_a_link_in_a_rendered_folder_is_refused(self, target, tmp_path):
        rendered = tmp_path / "rendered"
        rendered.mkdir()
        (rendered / "passwd").symlink_to("/etc/passwd")
        with refusal("KH915"), open_staging(target) as staging:
            staging.add_tree(rendered)
        assert not target.exists()

    @pytest.mark.parametrize("forked", [False, True])
    def test_a_file_changed_behind_our_back_is_not_published(self, target, forked):
        with refusal("KH909"), open_staging(target) as staging:
            staging.write("", b"whole")
            (staging.root / "index.html").write_bytes(b"wh")
            staging.commit(forked=forked)
        assert list(target.parent.iterdir()) == [target.parent / ".site.lock"]

    def test_a_broken_link_keeps_the_old_site_and_names_the_page(self, target):
        publish(target, {"": "cũ"})
        with refusal("KH910") as caught:
            publish(target, {"": '<a href="khong-co/">x</a>'})
        assert caught.value.values == {"count": "1", "links": "index.html -> khong-co/"}
        assert [(link.page, link.href, link.code) for link in caught.value.broken] == [
            ("index.html", "khong-co/", "KH911")
        ]
        assert tree(target)["index.html"] == "cũ"


class TestAddresses:
    def test_folders_get_an_index_and_files_stay(self):
        assert [file_path(a) for a in ("", "mo-hinh/x/", "a/b.css")] == [
            "index.html",
            "mo-hinh/x/index.html",
            "a/b.css",
        ]

    @pytest.mark.parametrize(
        "address",
        [
            "/a/",
            "../a",
            "a/../b",
            "a/./b",
            "a//b",
            "a\\b",
            "a\0b",
            "a\nb",
            "//",
            "a\ud800",
            "x" * 256,
            ".kheo.json",
            unicodedata.normalize("NFD", "tổ-vệ-sinh/"),
        ],
    )
    def test_what_systems_understand_differently_is_refused(self, address):
        with refusal("KH903") as caught:
            file_path(address)
        caught.value.values["address"].encode()  # the message can be printed

    @pytest.mark.parametrize(
        ("first", "second"),
        [("Foo/", "foo/"), ("tổ/", "TỔ/"), ("a", "a"), ("a", "a/b"), ("a/b", "A"), ("Straße/", "strasse/")],
    )
    def test_two_addresses_a_file_system_could_confuse_are_refused_by_both_names(self, target, first, second):
        with refusal("KH904") as caught, open_staging(target) as staging:
            staging.write(first, b"1")
            staging.write(second, b"2")
        assert caught.value.values == {"first": file_path(first), "second": file_path(second)}

    def test_two_workers_writing_names_that_differ_in_case_are_caught(self, target):
        with refusal("KH904") as caught, open_staging(target) as staging:
            staging.register(write_files(staging.root, [("Foo/", b"1")]))
            staging.register(write_files(staging.root, [("foo/", b"2")]))
        assert caught.value.values == {"first": "Foo/index.html", "second": "foo/index.html"}

    def test_two_workers_writing_one_file_are_caught(self, tmp_path):
        write_files(tmp_path, [("a/", b"1")])
        for address in ("a/", "a/index.html/b"):
            with refusal("KH904"):
                write_files(tmp_path, [(address, b"2")])
        assert (tmp_path / "a/index.html").read_bytes() == b"1"


class TestForeignFiles:
    def test_a_folder_that_is_not_ours_is_refused_and_untouched(self, target):
        target.mkdir()
        for number in range(12):
            (target / f"luan-van-{number:02}.doc").write_text("quý")
        before = tree(target)
        with refusal("KH901") as caught:
            publish(target, {"": "x"})
        assert caught.value.values["count"] == "12"
        assert caught.value.values["files"].endswith("luan-van-09.doc, …")
        assert tree(target) == before

    @pytest.mark.parametrize("make", [lambda path: path.write_text("x"), lambda path: path.symlink_to("index.html")])
    def test_one_file_added_to_our_site_is_enough_to_refuse(self, target, make):
        publish(target, {"": "cũ"})
        make(target / "ghi-chu.txt")
        with refusal("KH901") as caught:
            publish(target, {"": "mới"})
        assert caught.value.values["files"] == "ghi-chu.txt"
        assert tree(target)["index.html"] == "cũ"

    def test_one_of_our_files_turned_into_a_link_is_no_longer_ours(self, target):
        publish(target, {"": "cũ", "a.txt": "a"})
        (target / "a.txt").unlink()
        (target / "a.txt").symlink_to("/etc/hostname")
        with refusal("KH901"):
            publish(target, {"": "mới"})

    def test_the_refusal_comes_before_the_work(self, target):
        target.mkdir()
        (target / "luan-van.doc").write_text("quý")
        started = []
        with refusal("KH901"), open_staging(target):
            started.append(1)
        assert not started

    def test_a_file_added_during_the_build_keeps_the_new_site_from_showing_at_all(self, target, monkeypatch):
        publish(target, {"": "cũ"})
        monkeypatch.setattr("generator.publish.staging.swap", lambda *names: pytest.fail("swapped"))
        with refusal("KH901"), open_staging(target) as staging:
            (target / "luan-van.doc").write_text("quý")
            staging.commit()

    def test_a_file_dropped_in_at_the_last_moment_is_not_lost(self, target, monkeypatch):
        publish(target, {"": "cũ"})
        monkeypatch.setattr(
            "generator.publish.staging.refuse_foreign",
            lambda folder, shown: (folder / "moi.doc").write_text("quý"),
        )
        with refusal("KH901"):
            publish(target, {"": "mới"})
        assert tree(target)["moi.doc"] == "quý"
        assert tree(target)["index.html"] == "cũ"

    def test_an_empty_folder_and_the_litter_of_file_browsers_are_no_obstacle(self, target):
        target.mkdir()
        (target / ".DS_Store").write_text("litter")
        publish(target, {"": "một"})
        (target / "Thumbs.db").write_text("litter")
        publish(target, {"": "hai"})
        assert tree(target).keys() == {".kheo.json", "index.html"}

    def test_a_manifest_that_cannot_be_read_makes_everything_foreign(self, target):
        publish(target, {"": "cũ"})
        (target / ".kheo.json").write_text("{")
        with refusal("KH901"):
            publish(target, {"": "mới"})

    def test_a_target_that_is_a_file_or_a_link_is_refused(self, target, tmp_path):
        target.write_text("quý")
        with refusal("KH902"):
            publish(target, {"": "x"})
        (tmp_path / "real").mkdir()
        link = tmp_path / "link"
        link.symlink_to("real")
        with refusal("KH902"):
            publish(link, {"": "x"})
        assert target.read_text() == "quý"
        assert list((tmp_path / "real").iterdir()) == []

    def test_only_leftovers_that_are_surely_ours_are_removed(self, target):
        ours, theirs, named = (target.with_name(f".site.{name}") for name in ("staging-1", "staging-2", "staging-x"))
        for folder in (ours, theirs, named):
            (folder / "a").mkdir(parents=True)
            (folder / "a/b.txt").write_text("x")
        (ours / ".kheo.json").write_text('{"generator": "kheo", "files": null}')
        (named / ".kheo.json").write_text("")
        publish(target, {"": "x"})
        assert (ours.exists(), theirs.exists(), named.exists()) == (False, True, True)

    def test_an_old_generation_with_a_foreign_file_is_kept_and_named(self, target):
        publish(target, {"": "x"})
        old = target.with_name(".site.old-7")
        publish(old, {"": "cũ"})
        (old / "luan-van.doc").write_text("quý")
        publish(target, {"": "mới"})
        assert (old / "luan-van.doc").read_text() == "quý"

    def test_a_removal_that_stops_half_way_can_be_taken_up_again(self, target, monkeypatch):
        real = os.unlink
        for stop in range(1, 10):
            old = target.with_name(f".site.old-{stop}")
            publish(old, {f"{n}.txt": "x" for n in range(8)})
            calls = []

            def unlink(path, *rest, calls=calls, stop=stop, **more):
                calls.append(path)
                if len(calls) == stop:
                    raise OSError(errno.EIO, "no")
                real(path, *rest, **more)

            monkeypatch.setattr(os, "unlink", unlink)
            assert discard(old) is False
            monkeypatch.undo()
            assert discard(old) is True
            assert not old.exists()

    def test_an_old_generation_that_cannot_be_removed_is_named_and_the_site_is_published(self, target, monkeypatch):
        publish(target, {"": "cũ"})
        monkeypatch.setattr("generator.publish.staging.discard", lambda folder: False)
        with open_staging(target) as staging:
            staging.write("", b"new")
            published = staging.commit()
        assert published.leftovers == (staging.root,)
        assert tree(target)["index.html"] == "new"


class TestFailures:
    @pytest.mark.parametrize(
        ("number", "code"),
        [(errno.ENOSPC, "KH905"), (errno.EDQUOT, "KH905"), (errno.EACCES, "KH906"), (errno.EIO, "KH907")],
    )
    def test_a_disk_that_refuses_leaves_the_old_site(self, target, monkeypatch, number, code):
        publish(target, {"": "cũ"})
        real = os.write
        written = []

        def write(handle, data):
            written.append(len(data))
            if len(written) == 3:
                raise OSError(number, "no")
            return real(handle, data[:4])

        monkeypatch.setattr(os, "write", write)
        with refusal(code):
            publish(target, {"": "mới mẻ", "b/": "trang hai"})
        monkeypatch.undo()
        assert len(written) == 3
        assert tree(target)["index.html"] == "cũ"
        assert {path.name for path in target.parent.iterdir()} == {"site", ".site.lock"}

    def test_a_write_that_takes_only_part_is_continued(self, target, monkeypatch):
        real = os.write
        monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:3]))
        publish(target, {"": "một hai ba bốn"})
        assert (target / "index.html").read_text() == "một hai ba bốn"

    def test_ctrl_c_in_mid_write_leaves_the_old_site(self, target, monkeypatch):
        publish(target, {"": "cũ"})

        def interrupt(handle, data):
            raise KeyboardInterrupt

        monkeypatch.setattr(os, "write", interrupt)
        with pytest.raises(KeyboardInterrupt):
            publish(target, {"": "mới"})
        assert tree(target)["index.html"] == "cũ"
        assert {path.name for path in target.parent.iterdir()} == {"site", ".site.lock"}

    def test_a_parent_that_cannot_be_written_is_said_so(self, target, monkeypatch):
        def refuse(path, *rest, **more):
            raise PermissionError(errno.EACCES, "no", str(path))

        target.parent.joinpath("x").mkdir()
        monkeypatch.setattr(os, "mkdir", refuse)
        with refusal("KH906"):
            publish(target, {"": "x"})


class TestTwoBuilds:
    def test_the_second_says_so_when_it_may_not_wait(self, target):
        with open_staging(target), refusal("KH908"):
            publish(target, {"": "x"}, wait=False)

    def test_the_second_waits_and_comes_after(self, target):
        waiting = threading.Event()
        second = threading.Thread(target=publish, args=(target, {"": "hai"}), kwargs={"on_wait": waiting.set})
        with open_staging(target) as staging:
            second.start()
            assert waiting.wait(10)
            staging.write("", b"mot")
            staging.commit()
            assert tree(target)["index.html"] == "mot"
        second.join(10)
        assert tree(target)["index.html"] == "hai"
