"""The tests' own instruments: each must see the fault it is there to see, and pass a clean page."""

from __future__ import annotations

import urllib.request
from pathlib import Path
from urllib.error import HTTPError

import pytest

CLEAN = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Trang thử</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>Trang thử</h1><details name="a"><summary>Mở</summary><p>Nội dung</p></details>
<button type="button" popovertarget="p">Xem</button><div id="p" popover>Chi tiết</div>
<search><form action="/tim/"><label for="q">Tìm</label> <input id="q" name="q" type="search"></form></search>
<script>document.body.dataset.script = "chạy"</script></main></body></html>
"""
FAULTY = CLEAN.replace("<h1>", '<img src="a.png"><p style="color:#ccc">Chữ mờ</p><h1>')


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    (folder / "index.html").write_text(CLEAN, encoding="utf-8")
    (folder / "404.html").write_text(CLEAN.replace("Trang thử", "Không thấy"), encoding="utf-8")
    (folder / "loi").mkdir()
    (folder / "loi/index.html").write_text(FAULTY, encoding="utf-8")
    (folder / "trong").mkdir()
    return folder


def test_axe_passes_a_clean_page_and_names_what_is_wrong_in_a_faulty_one(page_at, serve_folder, folder, axe):
    page = page_at(390, 844, color_scheme="dark")
    base = serve_folder(folder)
    page.goto(base)
    assert axe(page) == []
    page.goto(base + "loi/")
    assert {line.split(" ")[0] for line in axe(page)} == {"image-alt", "color-contrast"}


def test_axe_also_judges_a_page_whose_scripts_the_host_forbids(page_at, serve_folder, folder, axe):
    page = page_at()
    page.goto(serve_folder(folder, csp="script-src 'none'") + "loi/")
    assert page.locator("body").get_attribute("data-script") is None
    assert {line.split(" ")[0] for line in axe(page)} == {"image-alt", "color-contrast"}


def test_with_scripts_off_a_page_is_shown_and_axe_says_it_cannot_judge(page_at, serve_folder, folder, axe):
    page = page_at(java_script_enabled=False)
    page.goto(serve_folder(folder))
    assert page.locator("h1").inner_text() == "Trang thử"
    with pytest.raises(ValueError, match="scripts are off"):
        axe(page)


def test_a_policy_sent_by_the_host_stops_inline_scripts(page_at, serve_folder, folder):
    page = page_at()
    page.goto(serve_folder(folder, csp="script-src 'self'"))
    assert page.locator("body").get_attribute("data-script") is None
    page.goto(serve_folder(folder))
    assert page.locator("body").get_attribute("data-script") == "chạy"


def test_the_host_answers_under_a_prefix_only_and_shows_the_sites_own_404(serve_folder, folder):
    base = serve_folder(folder, prefix="/dan-van/")
    with urllib.request.urlopen(base) as answer:
        assert "Trang thử" in answer.read().decode()
    for missing in (base + "khong-co/", base + "trong/", base.removesuffix("dan-van/")):
        with pytest.raises(HTTPError) as refused:
            urllib.request.urlopen(missing)
        with refused.value as answer:
            assert (answer.code, "Không thấy" in answer.read().decode()) == (404, True)


def test_the_checker_accepts_modern_html_and_places_each_fault(validate_html, folder):
    faulty = folder / "loi/index.html"
    assert validate_html([folder / "index.html", folder / "404.html"]) == []
    (message,) = validate_html([folder / "index.html", faulty])
    assert message.startswith(f"{faulty}:4:")
    assert "alt" in message
