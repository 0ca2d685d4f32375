"""A whole build: what goes wrong is said in one clear message, and the old site stands until a whole new one is there."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import urllib.request
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from whole_sites import GOLDEN, MODEL, NEWS, THEME, change, copy_site, differing, kheo, run, start, tree

from generator.publish import open_staging

PHOTO = "content/models/vuon-rau-chung/vuon-rau.jpg"
PHOTO_RECORD = "content/models/vuon-rau-chung/index.md"
HAND_PAGE = "content/pages/gioi-thieu.md"


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    """The golden site as built before anything was spoilt."""
    folder = tmp_path_factory.mktemp("published")
    result = kheo("build", copy_site(folder / "trang"), "--output", folder / "site")
    assert result.exit_code == 0, result.output
    return folder / "site"


@pytest.fixture
def site(tmp_path) -> Path:
    return copy_site(tmp_path / "trang")


@pytest.fixture
def target(tmp_path, published) -> Path:
    """An output folder in which an older generation lies."""
    (tmp_path / "ra").mkdir()
    return shutil.copytree(published, tmp_path / "ra/site")


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch) -> Iterator[Path]:
    """The folder for temporary files, of these tests alone: whatever happens, a build leaves nothing there."""
    folder = tmp_path / "tam"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def names_beside(target: Path) -> set[str]:
    """What lies in the folder of the site."""
    return {path.name for path in target.parent.iterdir()}


def write(file: str, text: str | bytes) -> Callable[[Path], None]:
    def spoil(site: Path) -> None:
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        (site / file).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))

    return spoil


def replace(file: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda site: change(site, file, old, new)


def remove(file: str) -> Callable[[Path], None]:
    def spoil(site: Path) -> None:
        path = site / file
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return spoil


def link(file: str, to: str) -> Callable[[Path], None]:
    def spoil(site: Path) -> None:
        (site / file).unlink(missing_ok=True)
        (site / file).symlink_to(to)

    return spoil


def empty_content(site: Path) -> None:
    shutil.rmtree(site / "content")
    (site / "content").mkdir()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


# 20,000 x 20,000 pixels by its header, in less than a hundred bytes.
HUGE_PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(bytes(1000)))
    + chunk(b"IEND", b"")
)
HALF_A_PHOTO = (GOLDEN / PHOTO).read_bytes()[:3000]
OUTSIDE = "ngoai.txt"

REFUSED = {
    "no mkdocs.yml": (remove("mkdocs.yml"), "KH952", "mkdocs.yml"),
    "mkdocs.yml is no YAML": (write("mkdocs.yml", "site_name: [\n"), "KH952", "mkdocs.yml"),
    "mkdocs.yml is empty": (write("mkdocs.yml", ""), "KH952", "site_name"),
    "mkdocs.yml is a list": (write("mkdocs.yml", "- a\n"), "KH952", "mkdocs.yml"),
    "mkdocs.yml without the plugin": (replace("mkdocs.yml", "- kheo", "[]"), "KH952", "plugins"),
    "mkdocs.yml with an unknown plugin": (replace("mkdocs.yml", "- kheo", "- kheo\n  - khong-co"), "KH952", "khong-co"),
    "site_url is no address": (replace("mkdocs.yml", "site_url: https:", "site_url: không"), "KH952", "site_url"),
    "no content folder": (remove("content"), "KH130", "content"),
    "an empty content folder": (empty_content, "KH132", "content/province.yml"),
    "no province": (remove("content/province.yml"), "KH132", "content/province.yml"),
    "an empty province": (write("content/province.yml", ""), "KH105", "content/province.yml"),
    "no hand-written pages": (remove("content/pages"), "KH", "content/pages"),
    "no front page": (remove("content/pages/index.md"), "KH", "content/pages/index.md"),
    "a record that is not UTF-8": (write(MODEL, b"---\nname: \xff\xfe\n---\n"), "KH102", MODEL),
    "a hand page that is not UTF-8": (write(HAND_PAGE, b"---\ntitle: \xff\n---\n"), "KH102", HAND_PAGE),
    "a hand page with a marker nobody knows": (
        replace("content/pages/quy-trinh.md", "kheo:steps", "kheo:stepps"), "KH", "content/pages/quy-trinh.md",
    ),
    "a hand page that takes a record's address": (
        write("content/pages/mo-hinh.md", "---\ntitle: a\ndescription: b\n---\n\nx\n"), "KH", "content/pages/mo-hinh.md",
    ),
    "a hand page with a script": (replace(HAND_PAGE, "## Điều", "<script>alert(1)</script>\n\n## Điều"), "KH323", HAND_PAGE),
    "a hand page with a dead link": (replace("content/pages/quy-trinh.md", "# Sáu", "[a](b.md)\n\n# Sáu"), "KH910", "b.md"),
    "a story with a dead link": (replace(MODEL, "Mỗi đêm", "[a](../b/) Mỗi đêm"), "KH", "../b/"),
    "a model related to itself": (replace(MODEL, "related: [BM-2021-0001]", "related: [BM-KR-0002]"), "KH307", MODEL),
    "two files for one record": (write(MODEL.replace(".md", "/index.md"), (GOLDEN / MODEL).read_bytes()), "KH138", MODEL),
    "names that differ in case": (
        write("content/models/To-Tuan-Tra-Dem.md", (GOLDEN / MODEL).read_bytes()), "KH138", MODEL,
    ),
    "a name in decomposed letters": (write("content/models/e\u0302m.md", (GOLDEN / MODEL).read_bytes()), "KH135", "content/models"),
    "a link to a file outside": (link("content/models/lien-ket.md", f"../../{OUTSIDE}"), "KH133", "lien-ket.md"),
    "a pipe": (lambda site: os.mkfifo(site / "content/models/ong.md"), "KH133", "ong.md"),
    "a photo that is a link": (link(PHOTO, f"../../../{OUTSIDE}"), "KH133", PHOTO),
    "a text named .jpg": (write(PHOTO, "không phải ảnh"), "KH852", "vuon-rau.jpg"),
    "400 megapixels": (write(PHOTO, HUGE_PNG), "KH854", "20000 × 20000"),
    "half a photo": (write(PHOTO, HALF_A_PHOTO), "KH853", "vuon-rau.jpg"),
}  # fmt: skip


class TestBadInput:
    @pytest.mark.parametrize("name", REFUSED)
    def test_it_is_named_and_the_old_site_stands(self, name, site, target):
        spoil, code, named = REFUSED[name]
        (site / OUTSIDE).write_text("bí mật", encoding="utf-8")
        spoil(site)
        before = tree(target)
        result = kheo("build", site, "--output", target)
        assert result.exit_code == 1, result.output
        assert code in result.output
        assert named in result.output
        assert "Traceback" not in result.output
        assert "lỗi của kheo" not in result.output
        assert differing(before, tree(target)) == []
        assert names_beside(target) <= {"site", ".site.lock"}

    @pytest.mark.parametrize(
        "arguments", [["build", "khong-co"], ["build", "--jobs", "0"], ["build", "--khong-co"], ["bo"]]
    )
    def test_wrong_use_exits_2(self, arguments):
        result = kheo(*arguments)
        assert result.exit_code == 2
        assert "Traceback" not in result.output

    def test_warnings_alone_do_not_stop_a_build(self, site, target):
        (site / "content/answers.yml").unlink()
        result = kheo("build", site, "--output", target)
        assert (result.exit_code, "cảnh báo KH606" in result.output) == (0, True)

    def test_a_hand_page_runs_no_script_and_no_template(self, site, target):
        evil = "[bấm](javascript:alert(1)) `<script>alert(1)</script>` {{ config }} {% raw %} ${x}"
        change(site, HAND_PAGE, "## Điều thứ hai", f"{evil}\n\n## Điều thứ hai")
        assert kheo("build", site, "--output", target).exit_code == 0
        html = (target / "gioi-thieu/index.html").read_text(encoding="utf-8")
        assert not re.search(r"<script>|href=\W?javascript", html)
        assert "{{ config }} {% raw %} ${x}" in html


# name -> (what is spoilt, the files left out, the addresses that are gone, an address that stays)
BAD = {
    "a news item with a misspelt key": (
        replace(NEWS, "lede: Bài báo", "ledi: Bài báo"),
        [NEWS], ["tin-tuc/dem-ban-mo/"], "mo-hinh/to-tuan-tra-dem/",
    ),
    "a model that others need": (
        replace("content/models/ba-cung-o-ban-mo.yml", "field_basis: stated", "field_basis: sai"),
        ["content/models/ba-cung-o-ban-mo.yml", MODEL, NEWS],
        ["mo-hinh/ba-cung-o-ban-mo/", "mo-hinh/to-tuan-tra-dem/", "tin-tuc/dem-ban-mo/", "m/bm-kr-0002/"],
        "mo-hinh/vuon-rau-chung/",
    ),
    "a model whose field is not there": (
        replace(PHOTO_RECORD, "field: kinh-te", "field: khong-co"),
        [PHOTO_RECORD], ["mo-hinh/vuon-rau-chung/", "mo-hinh/vuon-rau-cu/"], "mo-hinh/thap-sang-xom-cho/",
    ),
    "a place": (
        replace("content/places.yml", "name: Bản Mơ\n", "tne: Bản Mơ\n"),
        [MODEL], ["mo-hinh/to-tuan-tra-dem/"], "mo-hinh/vuon-rau-chung/",
    ),
    "an organisation": (
        replace("content/organisations.yml", "name: Công an xã Bản Mơ", "name: ''"),
        [MODEL, PHOTO_RECORD], ["mo-hinh/to-tuan-tra-dem/", "mo-hinh/vuon-rau-chung/"], "mo-hinh/ba-cung-o-ban-mo/",
    ),
    "a photo that is text": (
        write(PHOTO, "không phải ảnh"), [PHOTO_RECORD], ["mo-hinh/vuon-rau-chung/"], "mo-hinh/thap-sang-xom-cho/",
    ),
    "a photo of 400 megapixels": (
        write(PHOTO, HUGE_PNG), [PHOTO_RECORD], ["mo-hinh/vuon-rau-chung/"], "mo-hinh/thap-sang-xom-cho/",
    ),
    "a record that is not UTF-8": (
        write(NEWS, b"\xff\xfe"), [NEWS], ["tin-tuc/dem-ban-mo/"], "mo-hinh/to-tuan-tra-dem/",
    ),
    "a hand page without front matter": (
        write(HAND_PAGE, "# Chào\n"), [HAND_PAGE], ["gioi-thieu/"], "thong-ke/",
    ),
    "a hand page that is not UTF-8": (
        write(HAND_PAGE, b"---\ntitle: \xff\n---\n"), [HAND_PAGE], ["gioi-thieu/"], "thong-ke/",
    ),
    "a story with a dead link": (
        replace(NEWS, "Đi từ mười giờ", "[a](../b/) Đi từ mười giờ"),
        [NEWS], ["tin-tuc/dem-ban-mo/"], "mo-hinh/to-tuan-tra-dem/",
    ),
}  # fmt: skip


class TestKeepGoing:
    """One bad record never takes the others with it, and whatever is left out is named."""

    @pytest.mark.parametrize("name", BAD)
    def test_the_rest_is_published_and_the_exit_code_is_1(self, name, site, target):
        spoil, files, gone, stays = BAD[name]
        spoil(site)
        result = kheo("build", site, "--output", target, "--keep-going")
        assert result.exit_code == 1
        assert "lỗi của kheo" not in result.output
        assert [file for file in files if file not in result.output] == []
        pages = tree(target)
        assert [address for address in gone if f"{address}index.html" in pages] == []
        assert f"{stays}index.html" in pages

    def test_a_photo_that_cannot_be_decoded_is_left_out_and_named(self, site, target):
        (site / PHOTO).write_bytes(HALF_A_PHOTO)
        result = kheo("build", site, "--output", target, "--keep-going")
        assert (result.exit_code, "KH853" in result.output) == (1, True)
        assert "mo-hinh/thap-sang-xom-cho/index.html" in tree(target)
        assert not (target / "anh").exists()

    def test_without_a_province_there_is_no_site_to_publish(self, site, target):
        (site / "content/province.yml").unlink()
        before = tree(target)
        result = kheo("build", site, "--output", target, "--keep-going")
        assert (result.exit_code, "KH132" in result.output) == (1, True)
        assert differing(before, tree(target)) == []

    def test_the_next_build_of_the_mended_site_is_the_whole_site_again(self, site, target, published):
        change(site, NEWS, "lede: Bài báo", "ledi: Bài báo")
        assert kheo("build", site, "--output", target, "--keep-going").exit_code == 1
        assert differing(tree(published), tree(target)) != []
        change(site, NEWS, "ledi: Bài báo", "lede: Bài báo")
        assert kheo("build", site, "--output", target, "--keep-going").exit_code == 0
        assert differing(tree(published), tree(target)) == []


class TestEveryInputIsAccountedFor:
    @pytest.mark.parametrize(
        ("file", "code"),
        [
            ("content/models/ghi-chu.txt", "KH137"),
            ("content/models/vuon-rau-chung/thua.jpg", "KH825"),
            ("content/models/vuon-rau-chung/video.mp4", "KH137"),
            ("content/la.yml", "KH137"),
            ("content/pages/anh.png", "KH137"),
            ("content/pages/nho/trang.md", "KH137"),
        ],
    )
    def test_what_belongs_to_nothing_is_named_and_not_published(self, file, code, site, target, published):
        write(file, HALF_A_PHOTO)(site)
        result = kheo("build", site, "--output", target)
        assert (result.exit_code, f"{file}:1:1" in result.output, code in result.output) == (0, True, True)
        assert differing(tree(published), tree(target)) == []

    def test_each_record_of_the_golden_site_has_left_its_words_on_the_site(self, published):
        pages = b"".join(data for path, data in tree(published).items() if path.endswith(".html")).decode("utf-8")
        for words in (
            "Vườn rau tình làng",
            "Cùng ăn, cùng ở",
            "Rau xanh giữa xóm",
            "Chỉ thị về tự quản",
            "Đài Bản Mẫu",
        ):
            assert words in pages
        for withdrawn in ("Loa nhà văn hóa", "Tin này không còn"):
            assert withdrawn not in pages


class TestOutput:
    def test_a_folder_with_others_files_is_left_alone(self, site, tmp_path):
        output = tmp_path / "tai-lieu"
        output.mkdir()
        (output / "luan-van.doc").write_text("quý", encoding="utf-8")
        result = kheo("build", site, "--output", output)
        assert (result.exit_code, "KH901" in result.output, "luan-van.doc" in result.output) == (1, True, True)
        assert tree(output) == {"luan-van.doc": "quý".encode()}

    def test_a_file_added_to_the_published_site_is_not_lost(self, site, target):
        (target / "google123.html").write_text("của người quản trị", encoding="utf-8")
        before = tree(target)
        result = kheo("build", site, "--output", target)
        assert (result.exit_code, "google123.html" in result.output) == (1, True)
        assert differing(before, tree(target)) == []

    @pytest.mark.parametrize("kind", ["file", "link"])
    def test_a_file_or_a_link_is_no_output_folder(self, kind, site, tmp_path):
        output, real = tmp_path / "ra", tmp_path / "that"
        real.mkdir()
        output.write_text("quý", encoding="utf-8") if kind == "file" else output.symlink_to(real)
        result = kheo("build", site, "--output", output)
        assert (result.exit_code, "KH902" in result.output) == (1, True)
        assert output.is_symlink() if kind == "link" else output.read_text(encoding="utf-8") == "quý"
        assert list(real.iterdir()) == []

    @pytest.mark.parametrize("inside", ["content", "content/models", "."])
    def test_the_sources_are_never_taken_for_the_output(self, inside, site):
        before = tree(site / "content")
        result = kheo("build", site, "--output", site / inside)
        assert (result.exit_code, "KH901" in result.output) == (1, True)
        # Only the lock of the refused build may lie there; as a hidden file it is no content.
        after = {path: data for path, data in tree(site / "content").items() if not path.endswith(".lock")}
        assert differing(before, after) == []

    def test_without_a_word_it_goes_where_mkdocs_yml_says(self, site, published):
        assert kheo("build", site).exit_code == 0
        assert differing(tree(published), tree(site / "site")) == []

    def test_a_second_build_waits_for_the_first_and_says_so(self, site, target, published):
        (target / "index.html").write_text("cũ", encoding="utf-8")
        with open_staging(target):
            process = start("build", site, "--output", target)
            waiting = process.stderr.readline()
            assert "đang chờ" in waiting
            assert process.poll() is None
            assert (target / "index.html").read_text(encoding="utf-8") == "cũ"
        out, err = process.communicate(timeout=60)
        assert (process.returncode, "Traceback" in out + err) == (0, False)
        assert differing(tree(published), tree(target)) == []

    def test_two_builds_at_once_leave_one_whole_site(self, site, target, published):
        processes = [start("build", site, "--output", target) for _ in range(2)]
        said = [process.communicate(timeout=120) for process in processes]
        assert [process.returncode for process in processes] == [0, 0], said
        assert differing(tree(published), tree(target)) == []
        assert names_beside(target) == {"site", ".site.lock"}


class TestDisk:
    @pytest.mark.parametrize("writer", ["the engine", "the build"])
    def test_a_disk_that_takes_no_more_keeps_the_old_site(self, writer, site, target):
        """A limit on the length of files stands in for the full disk: after so many bytes a write fails."""
        # Long stories make files longer than any the theme brings.
        for record in (site / "content/models").glob("*.md"):
            with record.open("a", encoding="utf-8") as story:
                story.write("\n" + "Bà con góp ngày công làm đường. " * 4_500)
        # The reader of Word files would be longer still.
        shutil.copytree(THEME, site / "theme")
        shutil.rmtree(site / "theme/assets/form/vendor")
        text = (site / "mkdocs.yml").read_text(encoding="utf-8")
        (site / "mkdocs.yml").write_text(re.sub(r"custom_dir:.*", "custom_dir: theme", text), encoding="utf-8")
        assets = max(path.stat().st_size for path in (site / "theme/assets").rglob("*"))
        limit = 2_000 if writer == "the engine" else assets + 1
        before = tree(target)
        result = run(
            "build", site, "--output", target, "--jobs", "1",
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        )  # fmt: skip
        assert result.returncode == 1
        assert any(code in result.stderr for code in ("KH905", "KH907")), result.stderr
        assert differing(before, tree(target)) == []
        assert names_beside(target) <= {"site", ".site.lock"}


class TestInterrupt:
    def interrupt(
        self, site: Path, target: Path, ready: Callable[[int], bool], number: int = signal.SIGINT
    ) -> subprocess.CompletedProcess[str]:
        # Without an edit there would be nothing to build.
        change(site, MODEL, "\nstatus:", "\n# sửa\nstatus:")
        process = start("build", site, "--output", target)
        while not ready(process.pid) and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    @pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
    @pytest.mark.parametrize("moment", ["while the engine renders", "while pages are written"])
    def test_an_interrupt_in_mid_build_keeps_the_old_site_and_cleans_up(
        self, moment, number, code, site, target, temporary
    ):
        before = tree(target)
        ready = {
            "while the engine renders": lambda pid: any(temporary.glob("kheo-*/*")),
            "while pages are written": lambda pid: any(target.parent.glob(".site.staging-*/*/*")),
        }[moment]
        ended = self.interrupt(site, target, ready, number)
        assert "Traceback" not in ended.stdout + ended.stderr
        assert (ended.returncode, "Trang cũ vẫn nguyên" in ended.stderr) == (code, True), ended.stderr
        assert differing(before, tree(target)) == []
        assert names_beside(target) <= {"site", ".site.lock"}
        assert list(temporary.glob("kheo-*")) == []

    def test_ctrl_c_while_the_command_still_loads_shows_no_traceback_either(self, site, target):
        ended = self.interrupt(site, target, has_begun_to_load)
        assert ended.returncode != 0
        assert "Traceback" not in ended.stdout + ended.stderr


def has_begun_to_load(pid: int) -> bool:
    """True once the process has loaded the first of our packages; where no system tells, true at once."""
    maps = Path(f"/proc/{pid}/maps")
    return not Path("/proc").is_dir() or (maps.exists() and "pydantic_core" in maps.read_text(encoding="utf-8"))


class TestAddress:
    @pytest.mark.parametrize("site_url", ["https://tinh.example/", "https://tinh.example/a/b", '""'])
    def test_a_site_is_whole_at_a_root_under_a_path_and_with_no_address(self, site_url, tmp_path):
        site = copy_site(tmp_path / "khac", site_url=site_url)
        result = kheo("build", site, "--output", tmp_path / "ra")
        assert result.exit_code == 0, result.output
        pages = tree(tmp_path / "ra")
        base = "" if site_url == '""' else f"{site_url.rstrip('/')}/"
        model = pages["mo-hinh/to-tuan-tra-dem/index.html"].decode("utf-8")
        assert (f'<link rel="canonical" href="{base}mo-hinh/to-tuan-tra-dem/">' in model) == bool(base)
        assert ("canonical" in model) == bool(base)
        assert ("sitemap.xml" in pages) == bool(base)
        if base:
            listed = pages["sitemap.xml"].decode("utf-8")
            assert f"<loc>{base}mo-hinh/to-tuan-tra-dem/</loc>" in listed
            assert f"<loc>{base}</loc>" in listed
            for hidden in ("loa-nha-van-hoa", "vuon-rau-cu", "/m/", "404", "_khung"):
                assert hidden not in listed


class TestPreview:
    def test_it_shows_the_problems_in_the_page_and_the_mended_page_after_that(self, site):
        change(site, MODEL, "status: running", "status: runing")
        process = start("serve", site, "--address", f"127.0.0.1:{free_port()}")
        try:
            address = process.args[-1]
            html = answer(f"http://{address}/dan-van/", lambda html: "KH205" in html)
            assert f"{MODEL}:" in html
            change(site, MODEL, "status: runing", "status: running")
            answer(f"http://{address}/dan-van/", lambda html: "KH205" not in html)
            assert "Mỗi đêm bốn người" in answer(f"http://{address}/dan-van/mo-hinh/to-tuan-tra-dem/", bool)
        finally:
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
        assert "Traceback" not in out + err
        assert process.returncode in {0, 130}


def free_port() -> int:
    import socket

    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return opened.getsockname()[1]


def answer(address: str, wanted: Callable[[str], bool]) -> str:
    """The page at `address` once it is as wanted; fails after 30 seconds."""
    until = time.monotonic() + 30
    html = ""
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                html = response.read().decode("utf-8")
        except OSError:
            html = ""
        if html and wanted(html):
            return html
        time.sleep(0.2)
    raise AssertionError(f"{address} never became as wanted: {html[:500]}")
