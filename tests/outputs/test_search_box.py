"""The search box of every page in real Chromium: by keys, by ear, by hand; from a folder; without scripts; in bad hands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from page_probes import POLICY, Witness, findings
from playwright.sync_api import Locator, Page, expect
from search_pages import ODD_TEXTS
from whole_sites import build_real

PHONE, DESKTOP = (390, 844), (1280, 800)
MODEL = "Địa bàn không có ma túy"
ADDRESS = "mo-hinh/dia-ban-khong-co-ma-tuy/"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    return build_real(tmp_path_factory.mktemp("that") / "site")


@pytest.fixture(scope="module")
def base(site, serve_folder) -> str:
    return serve_folder(site, prefix="/tinh/dan-van/", csp=POLICY)


def box_of(page: Page) -> Locator:
    """The box; on a phone the header's sign opens it."""
    page.wait_for_load_state()
    opener = page.locator(".to-search:visible")
    if opener.count() and not page.locator("[role=combobox]:visible").count():
        opener.click()
    return page.locator("[role=combobox]:visible")


def options(page: Page) -> Locator:
    return page.locator("[role=option]:visible")


def type_and_wait(page: Page, text: str) -> Locator:
    box = box_of(page)
    box.fill(text)
    expect(options(page).first).to_be_visible()
    return box


@pytest.mark.parametrize("address", ["", "mo-hinh/", ADDRESS, "gioi-thieu/", "dia-ban/tra-cuu/"])
def test_every_page_has_one_box_that_finds_a_model_typed_without_accents(address, base, page_at):
    page = page_at(*PHONE)
    witness = Witness(page, base)
    page.goto(base + address)
    type_and_wait(page, "dia ban khong co ma tuy")
    expect(options(page).first).to_contain_text(MODEL)
    options(page).first.click()
    page.wait_for_url(base + ADDRESS)
    assert witness.heard == []


def test_nothing_of_the_engine_is_loaded_before_a_reader_turns_to_the_box(base, page_at):
    page = page_at(*PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(base + "mo-hinh/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "engine" in url or "/tim/" in url] == []
    box_of(page).focus()
    page.locator("script[src$='engine.js']").wait_for(state="attached")
    assert any("engine.js" in url for url in asked)


class TestKeyboard:
    def test_slash_leads_to_the_box_and_stays_a_letter_inside_it(self, base, page_at):
        page = page_at(*DESKTOP)
        page.goto(base + "mo-hinh/")
        page.keyboard.press("/")
        expect(box_of(page)).to_be_focused()
        assert box_of(page).input_value() == ""
        page.keyboard.type("12/HD")
        assert box_of(page).input_value() == "12/HD"

    def test_arrows_point_at_options_one_after_another_and_back_to_the_words_typed(self, base, page_at):
        page = page_at(*DESKTOP)
        page.goto(base + "mo-hinh/")
        box = type_and_wait(page, "bao")
        count = options(page).count()
        assert count > 2
        pointed = []
        for _ in range(count + 1):
            page.keyboard.press("ArrowDown")
            pointed.append(box.get_attribute("aria-activedescendant"))
            chosen = page.locator("[role=option][aria-selected=true]")
            assert chosen.count() == (1 if pointed[-1] else 0)
        assert pointed == [options(page).nth(index).get_attribute("id") for index in range(count)] + [None]
        page.keyboard.press("ArrowUp")
        assert box.get_attribute("aria-activedescendant") == pointed[count - 1]
        expect(box).to_be_focused()

    def test_enter_opens_the_option_pointed_at(self, base, page_at):
        page = page_at(*DESKTOP)
        page.goto(base + "mo-hinh/")
        type_and_wait(page, "dia ban khong co ma tuy")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(base + ADDRESS)

    def test_enter_without_an_option_leads_to_all_results(self, base, page_at):
        page = page_at(*DESKTOP)
        page.goto(base + "mo-hinh/")
        type_and_wait(page, "ma tuy")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/tim-kiem/\?q=ma\+tuy$"))
        expect(page.locator("[data-part=hits] h2").first).to_have_text(MODEL)

    def test_escape_closes_the_list_and_keeps_the_words(self, base, page_at):
        page = page_at(*DESKTOP)
        page.goto(base + "mo-hinh/")
        box = type_and_wait(page, "ma tuy")
        assert box.get_attribute("aria-expanded") == "true"
        page.keyboard.press("Escape")
        expect(options(page)).to_have_count(0)
        assert (box.get_attribute("aria-expanded"), box.input_value()) == ("false", "ma tuy")
        page.keyboard.press("ArrowDown")
        expect(options(page).first).to_be_visible()

    def test_the_list_closes_when_the_reader_goes_on(self, base, page_at):
        page = page_at(*DESKTOP)
        page.goto(base + "mo-hinh/")
        type_and_wait(page, "ma tuy")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(options(page)).to_have_count(0)


def test_a_completion_fills_the_box_and_searches_on(base, page_at):
    page = page_at(*PHONE)
    page.goto(base + "mo-hinh/")
    box = type_and_wait(page, "bao hie")
    completion = page.locator(".search-more").first
    text = completion.inner_text()
    completion.click()
    expect(box).to_have_value(text)
    expect(box).to_be_focused()
    expect(options(page).first).to_contain_text("bảo hiểm")


def test_a_listener_is_told_how_many_there_are(base, page_at):
    page = page_at(*DESKTOP)
    page.goto(base + "mo-hinh/")
    type_and_wait(page, "ma tuy")
    said = page.locator(".search--header [role=status]")
    expect(said).to_have_text(re.compile(r"^\d+ kết quả$"))
    box_of(page).fill("zzzzqqqq")
    expect(said).to_have_text("Không có kết quả nào")
    expect(said).to_be_visible()


def test_the_front_page_offers_examples_that_find_something(base, page_at):
    page = page_at(*PHONE)
    page.goto(base)
    examples = page.locator(".search-examples a")
    addresses = examples.evaluate_all("links => links.map(link => link.href)")
    assert len(addresses) == 3
    assert all(re.fullmatch(r"[a-z0-9 ]+", text) for text in examples.all_inner_texts())
    for address in addresses:
        page.goto(address)
        expect(page.locator("[data-part=said]")).to_have_text(re.compile(r"^[1-9]\d* kết quả cho"))


def test_without_scripts_the_form_leads_to_a_page_that_says_so_and_leads_on(base, page_at):
    page = page_at(*PHONE, java_script_enabled=False)
    page.goto(base + ADDRESS)
    page.locator(".to-search").click()
    page.locator(".search--large input").fill("rừng")
    page.locator(".search--large button").click()
    page.wait_for_url(re.compile(r"/tim-kiem/\?q="))
    expect(page.locator(".no-js")).to_contain_text("JavaScript")
    expect(page.locator("[data-part=said]")).to_be_hidden()
    headings = page.locator("[data-part=ways] h2").all_inner_texts()
    assert headings[:3] == ["Theo lĩnh vực", "Theo địa bàn", "Theo đơn vị"]
    page.get_by_role("link", name="Kinh tế").first.click()
    page.wait_for_url(base + "linh-vuc/kinh-te/")


def test_from_a_folder_the_box_finds_and_leads_to_files(site, page_at):
    page = page_at(*PHONE)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((site / "mo-hinh" / "index.html").as_uri())
    type_and_wait(page, "dia ban khong co ma tuy")
    options(page).first.click()
    page.wait_for_url((site / ADDRESS / "index.html").as_uri())
    type_and_wait(page, "ma tuy")
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=hits] h2").first).to_have_text(MODEL)
    assert errors == []


def test_when_the_index_cannot_be_had_the_box_says_so_and_tries_again(base, page_at):
    page = page_at(*PHONE)
    page.route("**/tim/**", lambda route: route.abort())
    page.goto(base + "mo-hinh/")
    box_of(page).fill("ma tuy")
    expect(page.locator(".search--header [role=status]")).to_contain_text("Chưa tải được phần tìm kiếm")
    page.unroute("**/tim/**")
    type_and_wait(page, "ma tuý")
    expect(options(page).first).to_contain_text(MODEL)


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_odd_text_does_no_harm(text, base, page_at):
    page = page_at(*DESKTOP)
    witness = Witness(page, base)
    page.goto(base + "mo-hinh/")
    title = page.title()
    box = box_of(page)
    box.evaluate(
        "(box, text) => { box.focus(); box.value = text; box.dispatchEvent(new Event('input', { bubbles: true })); }",
        text,
    )
    page.locator("script[src$='engine.js']").wait_for(state="attached")
    page.wait_for_timeout(200)
    assert (page.title(), page.locator("img[src=x]").count(), witness.heard) == (title, 0, [])
    type_and_wait(page, "ma tuy")
    expect(options(page).first).to_contain_text(MODEL)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("address", ["", "mo-hinh/"])
def test_nothing_is_wrong_with_an_open_list(address, size, scheme, base, page_at, axe):
    page = page_at(*size, color_scheme=scheme)
    page.goto(base + address)
    type_and_wait(page, "bao")
    page.keyboard.press("ArrowDown")
    wrong = [*axe(page), *findings(page, "too wide", "small text")]
    page.set_viewport_size({"width": 320, "height": 700})
    assert [*wrong, *findings(page, "too wide")] == []
