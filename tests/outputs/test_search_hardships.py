"""The search in hard times, in real Chromium: a network that hangs, damaged files, storage refused, a key that is in the way."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from page_probes import POLICY, Witness
from playwright.sync_api import Page, Route, expect
from whole_sites import REPOSITORY, build_here, build_sample

PHONE, DESKTOP = (390, 844), (1280, 900)
SLOW, TOO_LONG = 4_000, 16_000
REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Path:
    return build_sample(tmp_path_factory.mktemp("mau"))[1]


@pytest.fixture(scope="module")
def base(sample, serve_folder) -> str:
    return serve_folder(sample, prefix="/tinh/dan-van/", csp=POLICY)


def start_of(sample: Path) -> list:
    return json.loads(
        "[" + (sample / "tim/goc.js").read_text(encoding="utf-8").removeprefix("kheoSearchShard(")[:-2] + "]"
    )[1]


def said(page: Page):
    return page.locator("[data-part=said]")


def never(_: Route) -> None:
    """Leave a request without an answer."""


def cut_short(route: Route) -> None:
    body = route.fetch().body()
    route.fulfill(body=body[: len(body) // 2], content_type="text/javascript")


class TestNetworkThatHangs:
    @pytest.mark.parametrize(
        "file", ["**/engine.js", "**/tim/goc.js", re.compile(r"/tim/\w+/\d+\.js")], ids=["engine", "start", "shards"]
    )
    def test_the_box_says_that_it_is_slow_and_then_that_it_gave_up(self, file, base, page_at):
        page = page_at(*DESKTOP)
        page.clock.install()
        page.route(file, never)
        page.goto(base + "mo-hinh/")
        page.locator("[role=combobox]:visible").fill("hoi phu nu")
        told = page.locator(".search--header [role=status]")
        page.wait_for_timeout(300)
        page.clock.run_for(SLOW)
        expect(told).to_have_text("Mạng đang chậm, vẫn đang tìm…")
        expect(told).to_be_visible()
        for _ in range(4):
            page.clock.run_for(TOO_LONG)
        expect(told).to_contain_text("Chưa tải được phần tìm kiếm")

    def test_the_page_says_that_it_is_slow_and_then_leads_to_the_lists(self, base, page_at):
        page = page_at(*PHONE)
        page.clock.install()
        page.route("**/tim/goc.js", never)
        page.goto(base + "tim-kiem/?q=hoi", wait_until="commit")
        page.locator("form.filters:not([hidden])").wait_for(state="attached")
        page.clock.run_for(SLOW)
        expect(said(page)).to_have_text("Mạng đang chậm, vẫn đang tìm…")
        page.clock.run_for(TOO_LONG)
        expect(said(page)).to_contain_text("Không tải được phần tìm kiếm")
        expect(page.get_by_role("heading", name="Theo lĩnh vực")).to_be_visible()


class TestDamagedFiles:
    def test_a_start_that_is_cut_short_or_of_another_version_is_told_and_the_lists_are_offered(
        self, sample, base, page_at
    ):
        other = json.dumps(["goc", [2, *start_of(sample)[1:]]], ensure_ascii=False)[1:-1]
        old = lambda route: route.fulfill(body=f"kheoSearchShard({other})", content_type="text/javascript")  # noqa: E731
        for damage in (cut_short, old):
            page = page_at(*PHONE)
            page.route("**/tim/goc.js", damage)
            page.goto(base + "tim-kiem/?q=hoi")
            expect(said(page)).to_contain_text("Không tải được phần tìm kiếm")
            expect(page.get_by_role("heading", name="Theo lĩnh vực")).to_be_visible()

    @pytest.mark.parametrize("damage", [cut_short, lambda route: route.abort()], ids=["cut short", "missing"])
    def test_without_the_table_of_filters_results_stand_and_the_reader_is_told(self, damage, sample, base, page_at):
        page = page_at(*DESKTOP)
        page.route(f"**/tim/{start_of(sample)[5]}/field.js", damage)
        page.goto(base + "tim-kiem/?q=hoi")
        expect(page.locator(".hit").first).to_be_visible()
        page.locator("summary", has_text="Lĩnh vực").click()
        expect(page.locator("[data-part=incomplete]")).to_be_visible()
        expect(page.locator(".facet label")).to_have_count(0)
        expect(page.locator(".hit").first).to_be_visible()

    def test_a_document_that_is_cut_short_takes_no_other_with_it(self, sample, base, page_at):
        page = page_at(*PHONE)
        page.route(f"**/tim/{start_of(sample)[4][:7]}/0.js", cut_short)
        page.goto(base + "tim-kiem/?xep=ten")
        expect(page.locator("[data-part=incomplete]")).to_be_visible()
        page.locator("[data-part=more]").click()
        expect(page.locator(".hit").first).to_be_visible()
        assert page.locator(".hit").count() < 20


class TestShortcut:
    def test_it_is_switched_off_on_the_page_of_results_and_stays_off_on_this_device(self, base, page_at):
        page = page_at(*DESKTOP)
        witness = Witness(page, base)
        page.goto(base + "tim-kiem/")
        page.get_by_label("Phím / đưa con trỏ").uncheck()
        page.goto(base + "mo-hinh/")
        page.keyboard.press("/")
        expect(page.locator("[role=combobox]:visible")).not_to_be_focused()
        page.goto(base + "tim-kiem/")
        expect(page.get_by_label("Phím / đưa con trỏ")).not_to_be_checked()
        page.get_by_label("Phím / đưa con trỏ").check()
        page.goto(base + "mo-hinh/")
        page.keyboard.press("/")
        expect(page.locator("[role=combobox]:visible")).to_be_focused()
        assert witness.heard == []

    def test_where_storage_is_refused_the_choice_lasts_for_the_page(self, base, page_at):
        page = page_at(*DESKTOP)
        page.add_init_script(REFUSED)
        witness = Witness(page, base)
        page.goto(base + "tim-kiem/?q=hoi")
        expect(page.locator(".hit").first).to_be_visible()
        page.get_by_label("Phím / đưa con trỏ").uncheck()
        page.locator("h1").click()
        page.keyboard.press("/")
        expect(page.locator("[name=q]:visible")).not_to_be_focused()
        page.goto(base + "mo-hinh/")
        page.keyboard.press("/")
        expect(page.locator("[role=combobox]:visible")).to_be_focused()
        assert witness.heard == []


def test_a_phrase_in_quotes_is_shown_with_its_true_count(base, page_at):
    page = page_at(*PHONE)
    page.goto(base + "tim-kiem/?q=%22h%E1%BB%99i+ph%E1%BB%A5+n%E1%BB%AF%22")
    expect(said(page)).to_have_text(re.compile(r"^\d+ kết quả cho “\"hội phụ nữ\"”$"))
    for text in page.locator(".hit").all_inner_texts():
        assert "hội phụ nữ" in text.lower()


def test_beside_the_longest_menu_the_box_keeps_to_the_row_of_the_header_on_a_desktop(tmp_path, serve_folder, page_at):
    assert build_here(REPOSITORY / "examples/bac-giang", tmp_path / "site").exit_code == 0
    page = page_at(*DESKTOP)
    page.goto(serve_folder(tmp_path / "site") + "mo-hinh/")
    brand, box = page.locator(".brand").bounding_box(), page.locator("[role=combobox]:visible").bounding_box()
    assert abs(brand["y"] + brand["height"] / 2 - box["y"] - box["height"] / 2) < 6
    assert box["width"] > 90
    page.set_viewport_size({"width": 1024, "height": 700})
    assert page.locator(".search--header").bounding_box()["width"] > 900
