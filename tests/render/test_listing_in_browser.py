"""Filters over a list in real Chromium: in place, over all its pages, by the place one types; static pages for the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_probes import POLICY, Witness, findings
from page_types import DESKTOP, PHONE
from playwright.sync_api import Page, expect
from whole_sites import THEME, build_here

from generator.pipeline.check import check_site
from generator.showcase import Showcase, arrange
from generator.tools.sample import write_sample

RECORDS = 130


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> tuple[Path, Showcase]:
    folder = tmp_path_factory.mktemp("danh-sach")
    write_sample(folder / "minh-hoa", RECORDS, 7, max_photos=2, theme_dir=str(THEME))
    build_here(folder / "minh-hoa", folder / "site", cards=False)
    return folder / "site", arrange(check_site(folder / "minh-hoa").records)


@pytest.fixture(scope="module")
def base(sample, serve_folder) -> str:
    return serve_folder(sample[0], csp=POLICY)


def rows(page: Page) -> int:
    return page.locator(".row:visible").count()


def opened(page: Page, base: str, records: int) -> None:
    page.goto(f"{base}mo-hinh/")
    page.locator("[data-do=filter]").click()
    expect(page.locator("[data-part=see]")).to_have_text(f"Xem {records} mô hình")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_filters_work_in_place_over_all_pages_of_the_list(size, sample, base, page_at, axe):
    models = sample[1].models
    page = page_at(*size)
    witness = Witness(page, base)
    opened(page, base, len(models))
    assert [*findings(page), *axe(page)] == []
    wanted = sum(model.record.recognition is not None for model in models)
    page.locator("[data-facet=group] label", has_text="Đã công nhận").click()
    expect(page.locator("[data-part=see]")).to_have_text(f"Xem {wanted} mô hình")
    page.locator("[data-part=see]").click()
    assert rows(page) == wanted
    assert page.url == f"{base}mo-hinh/"
    page.locator(".row:visible").last.click()
    page.wait_for_url("**/mo-hinh/*/")
    assert page.locator("h1").is_visible()
    assert witness.heard == []


def test_a_place_one_types_old_or_new_comes_first_and_nothing_is_hidden(sample, base, page_at):
    models = sample[1].models
    model = next(one for one in models if one.place.changed and len(one.place.then) > 2)
    page = page_at(*PHONE)
    opened(page, base, len(models))
    page.locator("[name=near]").fill(model.place.then[0].record.name.upper())
    page.locator("[data-part=see]").click()
    first = page.locator(".row:visible").first
    assert model.place.then[0].record.name in first.inner_text().replace("\u00a0", " ")
    assert rows(page) == len(models)
    page.locator("[data-do=filter]").click()
    page.locator("[name=near]").fill("nơi không có")
    assert page.get_by_text("Chưa có mô hình ở nơi ấy.").is_visible()
    page.locator("[data-part=clear]").click()
    assert page.locator(".group--near").count() == 0


def test_without_scripts_the_static_pages_lead_on_and_no_dead_button_is_shown(sample, base, page_at):
    page = page_at(*PHONE, java_script_enabled=False)
    page.goto(f"{base}mo-hinh/")
    assert not page.locator("[data-do=filter]").is_visible()
    page.locator("a[rel=next]").click()
    page.wait_for_url("**/mo-hinh/trang/2/")
    assert rows(page) == 60


def test_a_phone_shows_four_records_a_screen(sample, base, page_at):
    page = page_at(*PHONE)
    page.goto(f"{base}mo-hinh/")
    tops = page.locator(".row").evaluate_all("rows => rows.map((one) => one.getBoundingClientRect().top)")
    assert 844 / ((tops[40] - tops[0]) / 40) >= 4
