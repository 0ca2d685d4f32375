"""The page of results in real Chromium: filters and their counts, order, the address, Back, the sheet of a phone, failures."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from page_probes import POLICY, Witness, findings
from playwright.sync_api import Page, expect
from search_pages import ODD_TEXTS, filter_counts, results, search_address, tick
from whole_sites import build_sample

from generator.core.vietnamese import sort_key
from generator.pipeline.check import check_site
from generator.render.pages.search import filter_address
from generator.showcase import Showcase, arrange

PHONE, DESKTOP = (390, 844), (1280, 900)
STEP = 10


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> tuple[Path, Showcase]:
    files, built = build_sample(tmp_path_factory.mktemp("mau"))
    return built, arrange(check_site(files).records)


@pytest.fixture(scope="module")
def showcase(sample) -> Showcase:
    return sample[1]


@pytest.fixture(scope="module")
def base(sample, serve_folder) -> str:
    return serve_folder(sample[0], prefix="/tinh/dan-van/", csp=POLICY)


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def total(page: Page) -> int:
    """The number the page says it found."""
    said = page.locator("[data-part=said]")
    expect(said).to_have_text(re.compile(r"^(\d|Không)"))
    found = re.match(r"\d+", said.inner_text())
    return int(found[0]) if found else 0


def expect_total(page: Page, number: int) -> None:
    expect(page.locator("[data-part=said]")).to_have_text(re.compile(rf"^{number} kết quả" if number else "^Không có"))


def everything(showcase: Showcase) -> int:
    return len(showcase.models) + len(showcase.news) + len(showcase.programmes)


def in_field(showcase: Showcase, slug: str) -> int:
    return len(showcase.group("field", slug).models)


def test_an_empty_question_lists_everything_with_the_true_counts(base, showcase, page_at):
    page = page_at(*DESKTOP)
    page.goto(base + "tim-kiem/?loai=mo-hinh&loai=dien-hinh")
    expect_total(page, len(showcase.models))
    fields = {group.name: len(group.models) for group in showcase.groups["field"]}
    assert filter_counts(page, "Lĩnh vực") == fields
    page.goto(base + "tim-kiem/")
    expect_total(page, everything(showcase))


def test_values_of_one_facet_add_up_and_facets_narrow_each_other(base, showcase, page_at):
    page = page_at(*DESKTOP)
    page.goto(base + "tim-kiem/?loai=mo-hinh&loai=dien-hinh")
    one, other = (group for group in showcase.groups["field"][:2])
    tick(page, "Lĩnh vực", one.name)
    expect_total(page, len(one.models))
    tick(page, "Lĩnh vực", other.name)
    expect_total(page, len(one.models) + len(other.models))
    both = [*one.models, *other.models]
    for name, count in filter_counts(page, "Năm").items():
        assert count == sum(str(model.year) == name for model in both), name
    year = max(filter_counts(page, "Năm").items(), key=lambda pair: pair[1])[0]
    tick(page, "Năm", year)
    expect_total(page, sum(str(model.year) == year for model in both))
    assert asked(page) == {"loai": ["mo-hinh", "dien-hinh"], "linh-vuc": [one.slug, other.slug], "nam": [year]}


def test_a_place_is_found_by_its_former_and_its_present_unit_in_a_tree(base, showcase, page_at):
    page = page_at(*DESKTOP)
    page.goto(base + "tim-kiem/")
    fold = page.locator("details.facet", has=page.locator("summary", has_text="Địa bàn"))
    fold.locator("summary").click()
    fold.get_by_role("button", name=re.compile("^Xem đủ")).click()
    depths = set(fold.locator("li").evaluate_all("rows => rows.map(row => row.dataset.depth)"))
    assert depths == {"0", "1", "2"}
    group = next(group for group in showcase.groups["place"] if group.of.ended and len(group.models) > 1)
    bare = " ".join(group.name.split()[1:])
    fold.locator("input[type=search]").fill(bare)
    expect(fold.locator("label", has_text=group.name)).to_be_visible()
    fold.locator("label", has_text=group.name).click()
    assert asked(page) == {"dia-ban": [group.slug]}
    page.goto(search_address(base, dia_ban=group.slug, loai=["mo-hinh", "dien-hinh"]))
    expect_total(page, len(group.models))


def test_results_are_sorted_by_name_as_vietnamese_sorts_and_by_year_newest_first(base, page_at):
    page = page_at(*DESKTOP)
    page.goto(base + "tim-kiem/?q=hoi")
    page.get_by_label("Xếp theo").select_option("name")
    page.wait_for_url(re.compile(r"xep=ten"))
    page.locator("[data-part=more]").click()
    expect(page.locator(".hit")).to_have_count(2 * STEP)
    names = results(page)
    assert names == sorted(names, key=sort_key)
    page.get_by_label("Xếp theo").select_option("year")
    page.wait_for_url(re.compile(r"xep=nam"))
    page.wait_for_timeout(300)
    years = [re.search(r"\b(\d{4})$", text) for text in page.locator(".hit-facts").all_inner_texts()]
    numbers = [int(year[1]) for year in years if year]
    assert numbers == sorted(numbers, reverse=True)


def test_more_results_are_added_and_the_first_of_them_is_focused(base, page_at):
    page = page_at(*PHONE)
    page.goto(base + "tim-kiem/")
    first = results(page)
    assert len(first) == STEP
    page.locator("[data-part=more]").click()
    expect(page.locator(".hit")).to_have_count(2 * STEP)
    assert results(page)[:STEP] == first
    expect(page.locator(".hit").nth(STEP).locator("a")).to_be_focused()
    assert asked(page) == {"hien": ["20"]}


def test_an_address_holds_the_whole_state_and_shows_the_same_to_another_reader(base, showcase, page_at):
    page, other = page_at(*DESKTOP), page_at(*PHONE)
    page.goto(base + "tim-kiem/")
    page.locator("[name=q]:visible").fill("hội")
    field = max(showcase.groups["field"], key=lambda group: len(group.models))
    tick(page, "Lĩnh vực", field.name)
    page.get_by_label("Xếp theo").select_option("name")
    page.wait_for_url(re.compile(r"xep=ten"))
    page.wait_for_timeout(300)
    other.goto(page.url)
    assert results(other) == results(page)
    assert other.locator("[name=q]:visible").input_value() == "hội"
    assert other.locator("[data-part=sort]").input_value() == "name"
    expect(other.locator(".chip")).to_contain_text(field.name)


def test_back_undoes_one_choice_and_forward_does_it_again(base, showcase, page_at):
    page = page_at(*DESKTOP)
    page.goto(base + "tim-kiem/?loai=mo-hinh&loai=dien-hinh")
    one, other = showcase.groups["field"][:2]
    tick(page, "Lĩnh vực", one.name)
    tick(page, "Lĩnh vực", other.name)
    expect_total(page, len(one.models) + len(other.models))
    page.go_back()
    expect_total(page, len(one.models))
    expect(page.locator("label", has_text=other.name).locator("input")).not_to_be_checked()
    page.go_back()
    expect_total(page, len(showcase.models))
    page.go_forward()
    expect_total(page, len(one.models))


def test_typing_a_question_is_one_step_back(base, showcase, page_at):
    page = page_at(*DESKTOP)
    page.goto(base + "tim-kiem/")
    expect_total(page, everything(showcase))
    page.locator("[name=q]:visible").press_sequentially("phu nu", delay=30)
    page.wait_for_url(re.compile(r"\?q=phu\+nu$"))
    page.go_back()
    expect_total(page, everything(showcase))
    assert page.locator("[name=q]:visible").input_value() == ""


def test_back_from_a_result_brings_the_results_and_the_place_in_them(base, page_at):
    page = page_at(*PHONE)
    page.goto(base + "tim-kiem/?q=hoi")
    results(page)
    # At the click itself: before it the page may still move under the pointer.
    page.evaluate("addEventListener('click', () => sessionStorage.setItem('at', scrollY), {capture: true})")
    page.locator(".hit a").nth(6).click()
    page.wait_for_url(lambda url: "tim-kiem" not in url)
    page.go_back()
    results(page)
    page.wait_for_timeout(300)
    height = float(page.evaluate("sessionStorage.getItem('at')"))
    assert height > 500
    assert page.evaluate("scrollY") == pytest.approx(height, abs=50)


class TestSheet:
    def test_a_phone_has_the_filters_in_a_sheet_that_says_how_many_results_there_will_be(self, base, showcase, page_at):
        page = page_at(*PHONE)
        page.goto(base + "tim-kiem/?loai=mo-hinh&loai=dien-hinh")
        expect_total(page, len(showcase.models))
        assert not page.locator(".facet").first.is_visible()
        page.get_by_role("button", name="Lọc", exact=False).first.click()
        one, other = showcase.groups["field"][:2]
        tick(page, "Lĩnh vực", one.name)
        tick(page, "Lĩnh vực", other.name)
        page.get_by_role("button", name=f"Xem {len(one.models) + len(other.models)} kết quả").click()
        expect(page.locator("dialog")).to_be_hidden()
        expect_total(page, len(one.models) + len(other.models))
        # All that was ticked in the sheet is one step.
        page.go_back()
        expect_total(page, len(showcase.models))

    def test_everything_chosen_goes_at_once(self, base, showcase, page_at):
        page = page_at(*PHONE)
        page.goto(search_address(base, linh_vuc=[group.slug for group in showcase.groups["field"][:2]]))
        results(page)
        page.locator("[data-part=open]").click()
        page.get_by_role("button", name="Bỏ chọn hết").last.click()
        page.get_by_role("button", name=re.compile("^Xem ")).last.click()
        expect_total(page, everything(showcase))
        assert asked(page) == {}

    def test_escape_closes_it_and_the_focus_goes_back(self, base, page_at):
        page = page_at(*PHONE)
        page.goto(base + "tim-kiem/")
        results(page)
        page.locator("[data-part=open]").click()
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_be_hidden()
        expect(page.locator("[data-part=open]")).to_be_focused()

    def test_it_gives_way_to_the_column_when_the_window_grows(self, base, page_at):
        page = page_at(*PHONE)
        page.goto(base + "tim-kiem/")
        results(page)
        page.locator("[data-part=open]").click()
        page.set_viewport_size({"width": 1280, "height": 900})
        expect(page.locator("dialog")).to_be_hidden()
        expect(page.locator("aside .facet").first).to_be_visible()


def test_a_chosen_value_stands_above_the_results_and_can_be_dropped_there(base, showcase, page_at):
    page = page_at(*PHONE)
    field = showcase.groups["field"][0]
    page.goto(search_address(base, linh_vuc=field.slug))
    expect(page.locator(".hit").first).to_be_visible()
    page.get_by_role("button", name=f"Bỏ lọc: {field.name}").click()
    expect_total(page, everything(showcase))


def test_ticking_keeps_the_focus_on_what_was_ticked(base, showcase, page_at):
    page = page_at(*DESKTOP)
    page.goto(base + "tim-kiem/")
    results(page)
    field = showcase.groups["field"][1]
    filter_counts(page, "Lĩnh vực")
    row = page.locator("label", has_text=field.name).locator("input")
    row.focus()
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("linh-vuc="))
    page.wait_for_timeout(200)
    expect(row).to_be_focused()
    expect(row).to_be_checked()


def test_a_listing_leads_to_the_same_models_with_filters(base, showcase, page_at):
    page = page_at(*PHONE)
    page.goto(base + filter_address())
    expect_total(page, len(showcase.models))


def test_nothing_found_says_so_and_offers_the_lists(base, page_at):
    page = page_at(*PHONE)
    page.goto(base + "tim-kiem/?q=zzzzqqqq")
    expect(page.locator("[data-part=said]")).to_have_text("Không có kết quả nào cho “zzzzqqqq”")
    expect(page.get_by_role("heading", name="Theo lĩnh vực")).to_be_visible()


def test_the_index_that_cannot_be_had_is_told_plainly_and_the_lists_are_offered(base, page_at):
    page = page_at(*PHONE)
    page.route("**/tim/goc.js", lambda route: route.abort())
    page.goto(base + "tim-kiem/?q=hoi")
    expect(page.locator("[data-part=said]")).to_contain_text("Không tải được phần tìm kiếm")
    expect(page.get_by_role("heading", name="Theo lĩnh vực")).to_be_visible()


def test_a_missing_part_of_the_index_is_told_beside_the_results_there_are(sample, base, page_at):
    page = page_at(*PHONE)
    page.goto(base + "tim-kiem/?q=hoi")
    names = results(page)
    lost = page.locator(".hit").first.locator("a").get_attribute("href")
    documents = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    document = next(url for url in reversed(documents) if re.search(r"/tim/\w+/\d+\.js$", url))
    page.route(document, lambda route: route.abort())
    page.goto(base + "tim-kiem/?q=hoi")
    expect(page.locator("[data-part=incomplete]")).to_be_visible()
    assert lost
    assert len(page.locator(".hit").all()) < len(names)


def test_from_a_folder_the_page_answers_filters_and_leads_on(sample, showcase, page_at):
    page = page_at(*PHONE)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    field = showcase.groups["field"][0]
    page.goto(f"{(sample[0] / 'tim-kiem' / 'index.html').as_uri()}?loai=mo-hinh&loai=dien-hinh")
    expect_total(page, len(showcase.models))
    page.locator("[data-part=open]").click()
    tick(page, "Lĩnh vực", field.name)
    page.locator("[data-part=see]").click()
    expect_total(page, len(field.models))
    page.locator(".hit a").first.click()
    page.wait_for_url(re.compile(r"/mo-hinh/[^/]+/index\.html$"))
    assert errors == []


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_odd_text_does_no_harm(text, base, page_at):
    page = page_at(*PHONE)
    witness = Witness(page, base)
    page.goto(search_address(base, q=text, linh_vuc=text[:50], xep=text[:50], hien=text[:50]))
    expect(page.locator("[data-part=found]")).to_be_visible()
    assert "taken" not in page.title().replace(text, "")
    assert (page.locator("img[src=x]").count(), witness.heard) == (0, [])
    page.goto(base + "tim-kiem/?q=%E0%A4%A&hien=-1e9&hien=x&linh-vuc=__proto__&nam=constructor")
    expect(page.locator("[data-part=found]")).to_be_visible()
    assert witness.heard == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_is_wrong_with_the_page_and_its_sheet(size, scheme, base, showcase, page_at, axe):
    page = page_at(*size, color_scheme=scheme)
    field = showcase.groups["field"][0]
    page.goto(search_address(base, q="hoi", linh_vuc=field.slug))
    results(page)
    if size == PHONE:
        page.locator("[data-part=open]").click()
    page.evaluate("document.querySelectorAll('details.facet').forEach(fold => (fold.open = true))")
    for button in page.locator(".facet > button:visible").all():
        button.click()
    wrong = [*axe(page), *findings(page, "too wide", "cut off", "small text", "small target")]
    if size == PHONE:
        page.keyboard.press("Escape")
        wrong += [*axe(page), *findings(page, "too wide", "cut off", "small text")]
        page.set_viewport_size({"width": 320, "height": 700})
    assert [one for one in [*wrong, *findings(page, "too wide")] if "a “Năm”" not in one and "a “Cấp”" not in one] == []
