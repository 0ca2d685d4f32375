"""`kheo hub` joins published sites from their files alone, links to the provinces' own pages, and trusts no file."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import warnings
from itertools import pairwise
from pathlib import Path
from xml.sax import parse
from xml.sax.handler import ContentHandler

import pytest
from playwright.sync_api import expect
from whole_sites import MODEL, change, copy_site, kheo, start, tree

from generator.outputs.search import json_of, name_of, read_numbers
from generator.tools.hub import READS, join
from generator.tools.hub import search as hub_search
from generator.tools.hub.index import ProvinceIndex, _is_pack

with warnings.catch_warnings():
    # feedparser compiles an old spelling of an expression.
    warnings.simplefilter("ignore")
    import feedparser

HUB = "https://cac-tinh.example/"
HOME = {"ban-mau": "https://ban-mau.example/dan-van/", "ban-khac": "https://ban-khac.example/"}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two provinces built side by side, as two CI jobs do; what is left of them are copies of what a hub reads.

    The second has one model of another name.
    """
    folder, copies = tmp_path_factory.mktemp("tinh"), tmp_path_factory.mktemp("ban-sao")
    builds = []
    for slug, url in HOME.items():
        site = copy_site(folder / f"nguon-{slug}", site_url=url)
        if slug == "ban-khac":
            change(site, "content/province.yml", "slug: ban-mau", "slug: ban-khac")
            change(site, "content/province.yml", "name: tỉnh Bản Mẫu", "name: tỉnh Bản Khác")
            change(site, MODEL, "name: ", "name: Chỉ có ở Bản Khác, ")
        builds.append(start("build", "--no-cards", "--jobs", "1", "--output", folder / slug, site))
    for build in builds:
        _, said = build.communicate(timeout=120)
        assert build.returncode == 0, said
    for slug in HOME:
        shutil.copytree(
            folder / slug, copies / slug, ignore=lambda at, names: left_out(Path(at).relative_to(folder), names)
        )
    shutil.rmtree(folder)
    return {slug: copies / slug for slug in HOME}


def left_out(at: Path, names: list[str]) -> list[str]:
    """What a job need not hand on of a folder of a site; the first part of `at` is the site."""
    here = "/".join(at.parts[1:])
    paths = {name: f"{here}/{name}".strip("/") for name in names}
    return [
        name
        for name, path in paths.items()
        if not any(f"{path}/".startswith(f"{one}/") or one.startswith(f"{path}/") for one in READS)
    ]


@pytest.fixture(scope="module")
def hub(sites: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hub") / "site"
    done = kheo("hub", folder, *sites.values(), "--url", HUB, "--name", "Hai tỉnh")
    assert done.exit_code == 0, done.output
    assert "Đã gộp tỉnh Bản Khác, tỉnh Bản Mẫu: 8 mô hình" in done.output
    return folder


@pytest.fixture
def copied(sites: dict[str, Path], tmp_path: Path) -> Path:
    """A copy of one published province, to be spoilt."""
    return Path(shutil.copytree(sites["ban-mau"], tmp_path / "hong"))


def refused(*folders: Path, target: Path) -> str:
    """What the command says when it refuses; it must have written nothing."""
    done = kheo("hub", target, *folders)
    assert done.exit_code == 1, done.output
    assert not target.exists()
    return done.output


def test_the_front_page_names_each_province_and_counts_apart(hub: Path):
    html = (hub / "index.html").read_text("utf-8")
    assert "<title>Hai tỉnh</title>" in html
    for name, url in (("Tỉnh Bản Mẫu", HOME["ban-mau"]), ("Tỉnh Bản Khác", HOME["ban-khac"])):
        assert f'<a href="{url}">{name}</a>' in html
    assert html.count("4 mô hình có trên trang; thay đổi cuối: 1/10/2026") == 2


def test_every_model_is_listed_by_name_and_leads_to_its_own_province(hub: Path):
    html = (hub / "mo-hinh/index.html").read_text("utf-8")
    found = re.findall(r'<h2><a href="([^"]+)">', html)
    assert len(found) == 8
    assert {url for url in found if url.startswith(HOME["ban-khac"])} == {
        url.replace(HOME["ban-mau"], HOME["ban-khac"]) for url in found if url.startswith(HOME["ban-mau"])
    }
    assert "Chỉ có ở Bản Khác" in html
    assert "chưa dẫn quyết định công nhận" in html


def test_the_feeds_hold_both_provinces_entries_under_their_own_ids(hub: Path, sites: dict[str, Path]):
    atom = feedparser.parse((hub / "atom.xml").read_bytes())
    assert not atom.bozo
    own = {
        entry["id"] for site in sites.values() for entry in json.loads((site / "feed.json").read_text("utf-8"))["items"]
    }
    assert {entry.id for entry in atom.entries} == own
    assert {entry.link.split("/")[2] for entry in atom.entries} == {"ban-mau.example", "ban-khac.example"}
    assert atom.feed.links[0].href == f"{HUB}atom.xml"


def test_without_an_address_there_is_no_feed_and_the_same_files_give_the_same_hub(
    sites: dict[str, Path], tmp_path: Path
):
    for name in ("a", "b"):
        assert kheo("hub", tmp_path / name, *sites.values()).exit_code == 0
    assert tree(tmp_path / "a") == tree(tmp_path / "b")
    assert not (tmp_path / "a/atom.xml").exists()
    assert "atom.xml" not in (tmp_path / "a/index.html").read_text("utf-8")


def test_a_reader_searches_all_provinces_at_once(hub: Path, page_at, serve_folder):
    page = page_at(390, 844)
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    base = serve_folder(hub, csp="default-src 'self'")
    page.goto(base)
    assert not [url for url in loaded if "/tim/" in url]
    page.get_by_role("searchbox").fill("to tuan tra dem")
    page.get_by_role("searchbox").press("Enter")
    links = page.locator("[data-part=hits] h2 a")
    expect(links.first).to_be_visible()
    assert {f"{home}mo-hinh/to-tuan-tra-dem/" for home in HOME.values()} <= set(
        links.evaluate_all("all => all.map(one => one.href)")
    )
    assert sum(url.endswith("/tim/goc.js") for url in loaded) == 1
    # One province alone, also when the address is opened again.
    choice = page.get_by_role("combobox")
    assert [text.partition(" (")[0] for text in choice.locator("option").all_inner_texts()] == [
        "Mọi tỉnh",
        "tỉnh Bản Khác",
        "tỉnh Bản Mẫu",
    ]
    choice.select_option("ban-mau")
    expect(page.locator(f"[data-part=hits] a[href^='{HOME['ban-khac']}']")).to_have_count(0)
    page.reload()
    expect(links.first).to_be_visible()
    assert all(url.startswith(HOME["ban-mau"]) for url in links.evaluate_all("all => all.map(one => one.href)"))
    page.goto(f"{base}?q=chi+co+o+ban+khac")
    expect(links.first).to_contain_text("Chỉ có ở Bản Khác")
    assert wrong == []


def test_more_results_come_below_the_first_ten(hub: Path, page_at, serve_folder):
    page = page_at(390, 844)
    page.goto(f"{serve_folder(hub)}?q=xom")
    hits = page.locator("[data-part=hits] > li")
    expect(hits).to_have_count(10)
    page.get_by_role("button", name="Xem thêm kết quả").click()
    expect(hits.nth(10)).to_be_visible()
    links = page.locator("[data-part=hits] h2 a").evaluate_all("all => all.map(one => one.href)")
    assert len(set(links)) == len(links)


def index_of(site: Path) -> tuple[list, dict[str, list[set[int]]]]:
    """The start of an index, and of each key the documents of each field."""

    def data(name: str):
        return json.loads((site / f"tim/{name}.js").read_text("utf-8").partition(",")[2].rpartition(")")[0])

    start, keys = data("goc"), {}
    for number in range(len(list((site / "tim" / start[2]).iterdir()))):
        for line in data(f"{start[2]}/{number}").split("\n")[:-1]:
            key, *lists = line.split("!")
            assert key not in keys
            if key.startswith(">"):
                continue
            keys[key] = [set(read_numbers(one)) for one in (*lists, *[""] * (5 - len(lists)))]
    return start, keys


def test_the_joined_index_says_of_every_key_what_the_provinces_say(hub: Path, sites: dict[str, Path]):
    _, keys = index_of(hub)
    firsts, wanted = 0, {}
    for slug in ("ban-khac", "ban-mau"):
        start, own = index_of(sites[slug])
        for key, lists in own.items():
            moved = [{number + firsts for number in one} for one in lists]
            wanted[key] = [one | other for one, other in zip(wanted.get(key, [set()] * 5), moved, strict=True)]
        firsts += start[1]
    assert keys == wanted


def test_the_hub_is_accessible_and_valid(hub: Path, page_at, serve_folder, axe, validate_html):
    page = page_at()
    base = serve_folder(hub)
    for address in ("", "mo-hinh/", "?q=vuon"):
        page.goto(base + address)
        if "?" in address:
            expect(page.locator("[data-part=hits] h2").first).to_be_visible()
        assert axe(page) == [], address
    assert validate_html(hub.rglob("*.html")) == []


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("du-lieu/v1/index.json", '"version": 1,', '"version": 2,', "phiên bản 2"),
        ("du-lieu/v1/index.json", f'"url": "{HOME["ban-mau"]}"', '"url": null', "chưa khai tên miền"),
        ("du-lieu/v1/index.json", f'"url": "{HOME["ban-mau"]}"', '"url": "javascript:alert(1)"', "không dùng làm url"),
        (
            "du-lieu/v1/index.json",
            '"first": "du-lieu/v1/mo-hinh.json"',
            '"first": "du-lieu/v1/../../x.json"',
            "nằm ngoài",
        ),
        ("du-lieu/v1/mo-hinh.json", '"in_words":', '"xyz":', "hình dạng của v1"),
        ("du-lieu/v1/mo-hinh.json", '"name":"', '"name":1,"x":"', "hình dạng của v1 (records.0.name)"),
        ("du-lieu/v1/mo-hinh.json", '"records"', "", "không phải là JSON"),
        ("du-lieu/v1/mo-hinh.json", '"name":"', '"name":"\\ud800', "không phải là JSON"),
        ("du-lieu/v1/index.json", '"total": 4', '"total": Infinity', "không phải là JSON"),
        ("du-lieu/v1/index.json", '"total": 4', '"total": -4', "không dùng làm total"),
        ("du-lieu/v1/index.json", '"total": 4', '"total": true', "hình dạng của v1 (collections.mo-hinh.total)"),
        ("du-lieu/v1/index.json", '"total": 4', '"total": 4e0', "hình dạng của v1 (collections.mo-hinh.total)"),
        ("du-lieu/v1/index.json", '"total": 4', '"total": 4, "total": 4', "không phải là JSON"),
        ("du-lieu/v1/index.json", '"total": 4', '"total": ' + "9" * 5000, "không phải là JSON"),
        ("du-lieu/v1/index.json", '"updated": "2026', '"updated": "2026-99-99', "không dùng làm updated"),
        ("du-lieu/v1/index.json", '"slug": "ban', '"slug": "ban\\u0000', "không dùng làm province.slug"),
        ("du-lieu/v1/index.json", '"name": "tỉnh', '"name": "tỉnh\\u0001', "không dùng làm name"),
        ("du-lieu/v1/index.json", '"name": "tỉnh', '"name": "\\u202e', "không dùng làm name"),
        ("du-lieu/v1/index.json", '"name": "tỉnh', '"name": "\\ud800', "không phải là JSON"),
        ("du-lieu/v1/index.json", '"name": "tỉnh', f'"name": "{"x" * 6000}', "không dùng làm name"),
        ("du-lieu/v1/index.json", '"version"', '"x": ' + "[" * 60 + "]" * 60 + ', "version"', "quá 32 bậc"),
        (
            "du-lieu/v1/index.json",
            f'"url": "{HOME["ban-mau"]}"',
            '"url": "https://a\\u0000.example/"',
            "không dùng làm url",
        ),
        (
            "du-lieu/v1/index.json",
            f'"url": "{HOME["ban-mau"]}"',
            '"url": "https://a@la.example/"',
            "không dùng làm url",
        ),
        ("du-lieu/v1/index.json", '"first": "du-lieu/v1/mo-hinh.json"', '"first": "du-lieu/v1/a\\u0000.json"', "first"),
        ("feed.json", '"items":', '"items":1,"y":', "hình dạng của v1 (items)"),
        ("tim/goc.js", "kheoSearchShard(", "alert(1);kheoSearchShard(", "không phải là tệp chỉ mục"),
        ("tim/goc.js", ")\n", ",alert(1))\n", "không phải là tệp chỉ mục"),
        ("tim/goc.js", ",[5,", ",[3,", "do bản kheo khác viết"),
        ("du-lieu/v1/index.json", '"total": 4', '"total": 5', "index.json lại ghi 5"),
    ],
    ids=[
        "v2",
        "no address",
        "script address",
        "way out",
        "shape",
        "kind",
        "no JSON",
        "half a letter",
        "infinity",
        "below nothing",
        "true",
        "decimal",
        "key twice",
        "endless number",
        "no such day",
        "NUL in a slug",
        "control in a name",
        "turned name",
        "half a letter in a name",
        "endless name",
        "deep",
        "NUL in an address",
        "login in an address",
        "NUL in a path",
        "feed",
        "script",
        "call",
        "old index",
        "fewer models",
    ],
)
def test_what_is_not_as_promised_is_refused_and_named(
    copied: Path, tmp_path: Path, file: str, old: str, new: str, said: str
):
    spoil(copied, file, old, new)
    assert said in refused(copied, target=tmp_path / "hub")


def test_a_link_among_the_files_and_a_folder_that_is_no_site_are_refused(copied: Path, tmp_path: Path):
    document = next(copied.glob("tim/*/0.js"))
    document.unlink()
    document.symlink_to(copied / "feed.json")
    assert "0.js" in refused(copied, target=tmp_path / "hub")
    assert "phải là một trang đã dựng" in refused(tmp_path, target=tmp_path / "hub")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kheoSearchShard(", "alert(1);kheoSearchShard("),
        (")\n", ",alert(1))\n"),
        (")\n", ")\nalert(1)\n"),
        ("/0", "/1"),
    ],
    ids=["before", "within", "behind", "name"],
)
def test_a_document_that_does_more_than_hand_over_itself_is_refused(copied: Path, tmp_path: Path, old: str, new: str):
    (document,) = (path for path in copied.glob("tim/*/0.js") if '",[' in path.read_text("utf-8"))
    spoil(document.parent, "0.js", old, new)
    assert "không phải là tệp chỉ mục" in refused(copied, target=tmp_path / "hub")


def test_a_pipe_among_the_files_is_refused_without_waiting_for_it(copied: Path, tmp_path: Path):
    document = next(copied.glob("tim/*/0.js"))
    document.unlink()
    os.mkfifo(document)
    assert "KH975" in refused(copied, target=tmp_path / "hub")


def test_an_index_that_is_not_of_one_build_is_refused(copied: Path, tmp_path: Path):
    # A document of another province may be kept under the same name: then it must be the same.
    (path,) = (path for path in copied.glob("tim/*/0.js") if '",[' in path.read_text("utf-8"))
    spoil(path.parent, "0.js", "vườn", "ao")
    assert "không phải là của cùng một lần dựng" in refused(copied, target=tmp_path / "hub")


def test_lists_that_reach_beyond_the_provinces_own_documents_are_refused(copied: Path, tmp_path: Path):
    lines = "xóm!!!!!Z\n"
    name = name_of(lines)
    (copied / "tim" / name).mkdir()
    (copied / f"tim/{name}/0.js").write_text(f'kheoSearchShard("{name}/0",{json_of(lines)})\n', "utf-8")
    start = (copied / "tim/goc.js").read_text("utf-8")
    data = json.loads(start.partition(",")[2].rpartition(")")[0])
    (copied / "tim/goc.js").write_text(
        f'kheoSearchShard("goc",{json_of([*data[:2], name, "A", *data[4:]])})\n', "utf-8"
    )
    assert "không phải là tệp chỉ mục" in refused(copied, target=tmp_path / "hub")


def test_the_hub_does_not_hang_on_how_many_processes_make_it(
    sites: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for jobs, characters, groups in ((1, 2_000_000, 16), (3, 5_000, 1)):
        monkeypatch.setattr(hub_search, "_AT_ONCE", characters)
        monkeypatch.setattr(hub_search, "_GROUPS_AT_ONCE", groups)
        assert kheo("hub", tmp_path / str(jobs), *sites.values(), "--jobs", jobs).exit_code == 0
    assert tree(tmp_path / "1") == tree(tmp_path / "3")


def test_keys_merged_range_by_range_are_those_merged_at_once(sites: dict[str, Path]):
    indexes = [ProvinceIndex(site) for site in sites.values()]
    whole = hub_search.merge_range(indexes, "", "\U0010ffff")
    # Most of these ranges begin and end within a shard.
    cuts = ["", *(folded for folded, _ in whole[50::97]), "\U0010ffff"]
    assert [line for low, high in pairwise(cuts) for line in hub_search.merge_range(indexes, low, high)] == whole


@pytest.mark.parametrize("jobs", [1, 2])
def test_how_much_is_joined_is_told(sites: dict[str, Path], tmp_path: Path, jobs: int):
    shares: list[float] = []
    join([*sites.values()], tmp_path / "hub", "Hai tỉnh", jobs=jobs, told=shares.append)
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] == 1


def test_of_two_sites_of_one_province_the_first_named_is_joined(sites: dict[str, Path], copied: Path, tmp_path: Path):
    done = kheo("hub", tmp_path / "hub", sites["ban-mau"], copied, sites["ban-khac"])
    assert done.exit_code == 1
    assert f"{copied}:1:1: lỗi KH986" in done.output
    assert "cùng một tỉnh (ban-mau)" in done.output
    assert "Đã gộp tỉnh Bản Khác, tỉnh Bản Mẫu: 8 mô hình" in done.output


def test_two_provinces_of_one_name_or_address_are_one(sites: dict[str, Path], copied: Path, tmp_path: Path):
    spoil(copied, "du-lieu/v1/index.json", '"slug": "ban-mau"', '"slug": "ban-la"')
    assert "KH986" in kheo("hub", tmp_path / "hub", sites["ban-mau"], copied).output


def test_two_provinces_of_one_prefix_are_joined_with_a_word(sites: dict[str, Path], tmp_path: Path):
    done = kheo("hub", tmp_path / "hub", *sites.values())
    assert done.exit_code == 0
    assert "cảnh báo KH987" in done.output


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("du-lieu/v1/mo-hinh.json", '"address":"mo-hinh/', '"address":"//la.example/'),
        ("du-lieu/v1/mo-hinh.json", '"address":"mo-hinh/', '"address":"mo-hinh/\\u0000'),
        ("du-lieu/v1/mo-hinh.json", '"name":"', '"name":"\\u0001'),
        ("du-lieu/v1/mo-hinh.json", '"place_then":"', '"place_then":"\\u202e'),
        ("feed.json", f'"url":"{HOME["ban-mau"]}', '"url":"https://la.example/'),
        ("feed.json", f'"url":"{HOME["ban-mau"]}', f'"url":"{HOME["ban-mau"]}"\'><script>'.replace("\"'", "'")),
        ("feed.json", '/","title":"', '/","title":"\\u0001\\u0008'),
        ("feed.json", '"content_text":"', '"content_text":"\\uffff'),
        (
            "feed.json",
            '"date_modified":"2026',
            '"date_modified":"2026-99-99T',
        ),
        ("feed.json", '"date_modified":"2026-10-01', '"date_modified":"2026-02-30'),
        ("feed.json", '"id":"urn:', '"id":"\\u0000urn:'),
        ("feed.json", '"tags":["', '"tags":[1,"'),
    ],
)
def test_one_bad_item_is_left_out_and_named_and_the_rest_stands(
    sites: dict[str, Path], copied: Path, tmp_path: Path, file: str, old: str, new: str
):
    spoil(copied, file, old, new)
    done = kheo("hub", tmp_path / "hub", sites["ban-khac"], copied, "--url", HUB)
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    assert f"{copied}/{file}:1:1: lỗi KH97" in done.output
    models = 7 if "mo-hinh" in file else 8
    assert f"Đã gộp tỉnh Bản Khác, tỉnh Bản Mẫu: {models} mô hình" in done.output
    for feed in ("atom.xml", "rss.xml"):
        parse(str(tmp_path / "hub" / feed), ContentHandler())  # noqa: S317 - written by ourselves just now
    assert not feedparser.parse((tmp_path / "hub/atom.xml").read_bytes()).bozo
    listed = (tmp_path / "hub/mo-hinh/index.html").read_text("utf-8")
    assert len(re.findall(r'<h2><a href="', listed)) == models


@pytest.mark.parametrize("link", ["tim", "du-lieu", "du-lieu/v1", "feed.json", "du-lieu/v1/index.json"])
def test_no_part_of_a_path_may_be_a_link_and_one_province_stops_no_other(
    sites: dict[str, Path], copied: Path, tmp_path: Path, link: str
):
    (copied / link).rename(tmp_path / "that")
    (copied / link).symlink_to(tmp_path / "that")
    done = kheo("hub", tmp_path / "hub", copied, sites["ban-khac"])
    assert done.exit_code == 1
    assert f"{copied}/{link}:1:1: lỗi KH975" in done.output
    assert "Đã gộp tỉnh Bản Khác: 4 mô hình" in done.output


def test_a_province_whose_index_breaks_while_it_is_joined_is_left_out_then(
    sites: dict[str, Path], copied: Path, tmp_path: Path
):
    shard = next(path for path in copied.glob("tim/*/0.js") if '",[' not in path.read_text("utf-8"))
    shard.write_text("alert(1)", "utf-8")
    done = kheo("hub", tmp_path / "hub", copied, sites["ban-khac"])
    assert done.exit_code == 1
    assert f"{copied}/tim/" in done.output
    assert "KH977" in done.output
    assert "Đã gộp tỉnh Bản Khác: 4 mô hình" in done.output
    alone = kheo("hub", tmp_path / "mot-minh", sites["ban-khac"])
    assert alone.exit_code == 0
    assert tree(tmp_path / "hub") == tree(tmp_path / "mot-minh")


@pytest.mark.parametrize(
    "card",
    ['[["mo-hinh/a/","model",1]]', '["x"]', '[{"a":1}]', '[["../","model","","","","","","","",null,""]]', "7"],
)
def test_a_card_the_engine_cannot_show_is_refused(card: str):
    assert not _is_pack(json.loads(card), is_text=False)


def test_a_file_of_many_values_is_refused_before_they_are_made(copied: Path, tmp_path: Path):
    (copied / "du-lieu/v1/index.json").write_bytes(b"[" + b"{}," * 20_000_000 + b"1]")
    began = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    done = start("hub", tmp_path / "hub", copied)
    _, said = done.communicate(timeout=60)
    assert "KH973" in said
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss - began < 300_000


def test_hostile_names_are_text(copied: Path, tmp_path: Path):
    spoil(copied, "du-lieu/v1/mo-hinh.json", '"name":"', '"name":"<script>alert(1)</script>')
    spoil(copied, "du-lieu/v1/index.json", '"name": "tỉnh', '"name": "><img src=x onerror=alert(1)> tỉnh')
    assert kheo("hub", tmp_path / "hub", copied).exit_code == 0
    html = "".join(path.read_text("utf-8") for path in (tmp_path / "hub").rglob("*.html"))
    assert "&lt;script&gt;alert(1)" in html
    assert "<img src=x" not in html
