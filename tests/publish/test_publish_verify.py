"""Every link inside the site leads somewhere, and every input is accounted for."""

from __future__ import annotations

import time
import tomllib
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import files
from pathlib import Path

import pytest
from source_tree import TESTS

from generator.core.problems import catalogue
from generator.publish import (
    BrokenLink,
    LinkTable,
    account,
    file_links,
    link_fragment,
    scan_html,
    scan_ours,
    verify_links,
    write_files,
)

SITE = {
    "": '<h1 id="đầu">x</h1><a id=cuoi name=old></a>',
    "404.html": "x",
    "mo-hinh/a/": '<p id="ket-qua">x</p>',
    "mo-hinh/b/": "x",
    "anh/1.webp": "x",
    "anh/2.webp": "x",
    "bieu-tuong.svg": '<svg><symbol id="la"/></svg>',
    "tệp dữ liệu.csv": "x",
}


@pytest.fixture
def broken(tmp_path):
    """Put markup on one page of a small site (address "mo-hinh/x/" unless told) and list what is broken there."""

    def check(markup: str, address: str = "mo-hinh/x/", **how) -> list[tuple[str, str]]:
        written = write_files(tmp_path, [(name, text.encode()) for name, text in {**SITE, address: markup}.items()])
        return [(link.href, link.reason) for link in verify_links(tmp_path, [f.path for f in written], **how)]

    return check


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="../a/">x</a>',
        '<a href="../a/#ket-qua">x</a>',
        '<a href="../a/index.html?q=1#ket-qua">x</a>',
        '<a href="../../#%C4%91%E1%BA%A7u">x</a>',
        '<a href="../../#cuoi">x</a>',
        '<a href="../..">x</a><a href="../a/.">',
        '<a href="#">x</a><a href="#top"><a href=""><a href="#day"><p id=day>',
        '<a href="../a/#:~:text=vệ%20sinh">x</a>',
        '<a href="../../t%E1%BB%87p%20d%E1%BB%AF%20li%E1%BB%87u.csv">x</a>',
        '<img src=../../anh/1.webp srcset="../../anh/1.webp 480w, ../../anh/2.webp 800w">',
        '<svg><use href="../../bieu-tuong.svg#la"/></svg>',
        '<div style="background:url(../../anh/1.webp)">',
        "<style>p{background:url('../../anh/1.webp')}</style>",
        '<a href="https://vi.wikipedia.org/">x</a><a href="//other/x"><a href="mailto:a@b.vn"><a href="tel:1">',
        '<img src="data:image/png;base64,AAAA" alt="a > b"><a href="javascript:void(0)">x</a>',
        '<meta http-equiv="refresh" content="0; url=../a/"><meta name="description" content="a; url=b">',
        '<!-- <a href="gone/"> --><script>var a = \'<a href="gone/">\'</script><textarea><a href="gone/"></textarea>',
        '<code>href="gone/"</code><p title=\'href="gone/"\' data-href="gone/">&lt;a href="gone/"&gt;</p>',
        '<object data="../../anh/1.webp"></object><video poster="../../anh/1.webp"></video>',
    ],
)
def test_links_that_lead_somewhere_are_fine(broken, markup):
    assert broken(markup) == []


@pytest.mark.parametrize(
    ("markup", "href", "reason"),
    [
        ('<a href="../c/">x</a>', "../c/", "file"),
        ('<A HREF="../c/">x</A>', "../c/", "file"),
        ("<a class=y href='../A/'>x</a>", "../A/", "file"),
        ("<a\nhref=../c/\n>x</a>", "../c/", "file"),
        ('<a title="a > b" href="../c/">x</a>', "../c/", "file"),
        ('<a href="../c/?a=1&amp;b=2">x</a>', "../c/?a=1&b=2", "file"),
        ('<a href="../a">x</a>', "../a", "slash"),
        ('<a href="../a/#khong-co">x</a>', "../a/#khong-co", "anchor"),
        ('<a href="#khong-co">x</a>', "#khong-co", "anchor"),
        ('<a href="../../../x">x</a>', "../../../x", "outside"),
        ('<a href="/mo-hinh/z/">x</a>', "/mo-hinh/z/", "file"),
        ('<img src="3.webp">', "3.webp", "file"),
        ('<img srcset="../../anh/1.webp 480w, ../../anh/3.webp 800w">', "../../anh/3.webp", "file"),
        ('<video poster="v.jpg"></video>', "v.jpg", "file"),
        ('<form action="gui/"></form>', "gui/", "file"),
        ('<svg><use xlink:href="../../bieu-tuong.svg#hoa"/></svg>', "../../bieu-tuong.svg#hoa", "anchor"),
        ('<div style="background:url(&quot;x.png&quot;)">', "x.png", "file"),
        ("<STYLE>p{background:url(x.png)}</STYLE>", "x.png", "file"),
        ("<meta http-equiv=refresh content='0; url=../c/'>", "../c/", "file"),
        ('<script src="gone.js"></script>', "gone.js", "file"),
        ('<iframe src="gone/"></iframe>', "gone/", "file"),
    ],
)
def test_each_link_that_leads_nowhere_is_named_with_its_reason(broken, markup, href, reason):
    assert broken(markup) == [(href, reason)]


def test_absolute_links_must_begin_with_the_base_path_of_the_site(broken):
    page = '<a href="/kheo/mo-hinh/a/">x</a><link href="/kheo/anh/9.webp"><a href="/mo-hinh/a/">x</a>'
    assert broken(page, "404.html", base_path="/kheo") == [
        ("/kheo/anh/9.webp", "file"),
        ("/mo-hinh/a/", "outside"),
    ]


def test_links_that_begin_with_the_address_of_the_site_count_as_internal(broken):
    page = (
        '<link rel=canonical href="https://hb.vn/kheo/mo-hinh/z/"><meta property="og:image" '
        'content="https://hb.vn/kheo/anh/9.webp"><a href="https://hb.vn/kheo">x</a><a href="https://hb.vn/kheolac/">x</a>'
    )
    assert broken(page, base_path="/kheo/", site_url="https://hb.vn/kheo/") == [
        ("https://hb.vn/kheo/anh/9.webp", "file"),
        ("https://hb.vn/kheo/mo-hinh/z/", "file"),
    ]


def test_style_sheets_are_followed_but_not_their_comments(broken):
    css = '@import "b.css"; p{background:url( "../anh/1.webp" )} /* url(gone) */ q{src:url(data:font/woff2;base64,AA)}'
    assert broken(css, "css/a.css") == [("b.css", "file")]


def test_a_redirect_and_navigation_shared_by_pages_are_judged_page_by_page(tmp_path):
    pages = [("", b"x"), ("a/", b'<a href="../b/">'), ("a/b/", b'<a href="../b/"><a href="../../b/">')]
    paths = [file.path for file in write_files(tmp_path, pages)]
    assert verify_links(tmp_path, paths) == [
        BrokenLink("a/b/index.html", "../../b/", "file"),
        BrokenLink("a/index.html", "../b/", "file"),
    ]


def test_scanning_in_worker_processes_finds_the_same(tmp_path):
    pages = [(f"{n}/", f'<a href="../{n + 1}/#x">'.encode()) for n in range(20)]
    paths = [file.path for file in write_files(tmp_path, pages)]
    with ProcessPoolExecutor(2) as pool:
        parallel = verify_links(tmp_path, paths, scan=lambda work, names: pool.map(work, names, chunksize=5))
    assert parallel == verify_links(tmp_path, paths)
    assert len(parallel) == 20


@pytest.mark.parametrize(
    "unclosed",
    [
        '<a href="',
        "<!--",
        "<script>",
        "<a " + "b " * 20,
        "<" * 20,
        "'\"<a>",
        "<a b=",
        "</script ",
        "<p style='",
    ],
)
def test_broken_markup_costs_linear_time(unclosed):
    start = time.perf_counter()
    scan_html((unclosed * (60_000 // len(unclosed))).encode())
    assert time.perf_counter() - start < 1


def test_a_code_with_its_text_exists_for_every_reason():
    catalogue = tomllib.loads(
        files("generator.core.problems").joinpath("messages/publish.toml").read_text(encoding="utf-8")
    )
    for reason in ("file", "anchor", "outside", "slash"):
        text = catalogue[BrokenLink("p", "h", reason).code]["vi"]
        assert "{page}" in text
        assert "{href}" in text


def test_every_code_raised_in_the_room_has_a_text():
    source = "".join(
        path.read_text(encoding="utf-8") for path in Path(write_files.__code__.co_filename).parent.glob("*.py")
    )
    raised = {part[:5] for part in source.split('"') if part.startswith("KH9") and len(part) == 5}
    assert raised <= catalogue().keys()
    assert len(raised) >= 13


def test_inputs_are_published_or_reported():
    assert account({"a.md", "b.md", "c.md"}, {"a.md"}, {"c.md"}) == ["b.md"]
    assert account({"a.md"}, {"a.md", "generated"}, set()) == []


PAGES = sorted((TESTS / "golden/expected").rglob("*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.parent.name)
def test_the_quick_look_at_our_own_pages_sees_what_the_exact_one_sees(page):
    quick, exact = scan_ours(page.read_text(encoding="utf-8")), scan_html(page.read_bytes())
    assert set(quick.links) == set(exact.links)
    assert quick.ids == exact.ids


def test_the_quick_look_takes_text_for_a_link_but_never_for_an_anchor():
    found = scan_ours('<p id="a">viết: href="../x/" id="b"</p><a href="#b&amp;c" id="d">y</a>')
    assert set(found.links) == {"../x/", "#b&c"}
    assert found.ids == {"a", "d"}


def links_of(pages: dict[str, str]) -> LinkTable:
    table = LinkTable("https://x.vn/")
    for address, html in pages.items():
        path = address + "index.html"
        fragment = link_fragment(scan_ours(html), "../" * path.count("/"), "https://x.vn/")
        table.add(file_links(path, [fragment]))
    return table


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("../b/", None),
        ("../b/#day", None),
        ("#day", None),
        ("#top", None),
        ("../../", None),
        ("../../#cuoi", None),
        ("https://x.vn/mo-hinh/b/", None),
        ("https://x.vnn/mo-hinh/c/", None),
        ("", None),
        ("../../mo-hinh/b/#day", None),
        ("../c/", "file"),
        ("../../mo-hinh/c/", "file"),
        ("../../mo-hinh/b/#kia", "anchor"),
        ("../../mo-hinh/b", "slash"),
        ("../../../x", "outside"),
        ("#kia", "anchor"),
        ("https://x.vn/mo-hinh/c/", "file"),
    ],
)
def test_collected_links_are_judged_as_read_ones_are(tmp_path, link, reason):
    pages = {
        "": '<p id="cuoi">x</p>',
        "mo-hinh/a/": f'<a id="day" href="{link}">x</a>',
        "mo-hinh/b/": '<p id="day">x</p>',
    }
    files = [f.path for f in write_files(tmp_path, [(name, text.encode()) for name, text in pages.items()])]
    told = verify_links(tmp_path, files, "/", "https://x.vn/", links=links_of(pages))
    assert told == verify_links(tmp_path, files, "/", "https://x.vn/")
    assert [found.reason for found in told] == ([reason] if reason else [])


def test_files_whose_links_were_collected_are_read_again_only_when_one_leads_nowhere(tmp_path):
    pages = {"": "x", "a/": '<a href="../b/">x</a>', "b/": "x"}
    files = [f.path for f in write_files(tmp_path, [(name, text.encode()) for name, text in pages.items()])]
    (tmp_path / "a/index.html").write_text('<a href="../gone/">x</a>', encoding="utf-8")
    assert verify_links(tmp_path, files, links=links_of(pages)) == []
    assert [
        found.href for found in verify_links(tmp_path, files, links=links_of(pages | {"b/": '<a href="../z/">'}))
    ] == ["../gone/"]
